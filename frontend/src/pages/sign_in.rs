//! Signing in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api;
use crate::components::{ErrorSummary, Icon, PageHead};
use crate::locales::{self, M, t};
use crate::state::{Session, focus};

/// Name and password. The server's answer does not tell whether a name exists, so neither do we.
#[component]
pub fn SignIn() -> impl IntoView {
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (shown, busy, error) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<String>));
    let session = Session::current();
    let navigate = use_navigate();
    let query = use_query_map();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (user, secret) = (name.get_untracked().trim().to_owned(), password.get_untracked());
        if user.is_empty() || secret.is_empty() {
            error.set(Some(t(M::SignInIncomplete).to_owned()));
            focus(if user.is_empty() { "username" } else { "password" });
            return;
        }
        let back = back_address(query.get_untracked().get("tiep"));
        let navigate = navigate.clone();
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = match api::sign_in(user, secret).await {
                Ok(_) => api::read_me().await,
                Err(problem) => Err(problem),
            };
            busy.set(false);
            match answer {
                Ok(me) => {
                    session.start(me);
                    navigate(&back, leptos_router::NavigateOptions::default());
                }
                Err(problem) => {
                    password.set(String::new());
                    error.set(Some(problem.whole_message()));
                    focus("password");
                }
            }
        });
    };
    view! {
        <main class="sign-in">
            <div class="sign-in-card">
                <p class="brand-mark" aria-hidden="true">"BC"</p>
                <p class="brand-line">{t(M::Product)}</p>
                <PageHead title=t(M::SignIn).to_owned()/>
                {move || query.with(|query| query.get("het-phien").is_some()).then(|| view! {
                    <div class="notice" role="status"><Icon name="info"/><p>{t(M::SessionEnded)}</p></div>
                })}
                <form novalidate on:submit=submit>
                    <ErrorSummary error/>
                    <div class="field">
                        <label for="username">{t(M::UserName)}</label>
                        <input id="username" class="input" autocomplete="username" autocapitalize="none" spellcheck="false"
                            autofocus required prop:value=move || name.get()
                            on:input=move |event| name.set(event_target_value(&event))/>
                    </div>
                    <div class="field">
                        <label for="password">{t(M::Password)}</label>
                        <div class="input-group">
                            <input id="password" class="input" autocomplete="current-password" required
                                type=move || if shown.get() { "text" } else { "password" }
                                prop:value=move || password.get()
                                on:input=move |event| password.set(event_target_value(&event))/>
                            <button type="button" class="button-icon" aria-pressed=move || shown.get().to_string()
                                aria-label=t(M::ShowPassword) on:click=move |_| shown.update(|shown| *shown = !*shown)>
                                <Icon name="eye"/>
                            </button>
                        </div>
                    </div>
                    <button type="submit" class="button button-primary button-wide" disabled=move || busy.get()>
                        {move || t(if busy.get() { M::SigningIn } else { M::SignIn })}
                    </button>
                </form>
                <LanguageSwitch/>
            </div>
        </main>
    }
}

/// Vietnamese or English.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    use domain::language::Language;
    let button = |language: Language, name: &'static str| {
        let chosen = locales::language() == language;
        view! {
            <button type="button" class="button button-quiet" lang=locales::code(language) aria-pressed=chosen.to_string()
                on:click=move |_| if !chosen { locales::switch(language) }>
                {name}
            </button>
        }
    };
    view! {
        <div class="languages" role="group" aria-label=t(M::LanguageChoice)>
            {button(Language::Vi, "Tiếng Việt")}{button(Language::En, "English")}
        </div>
    }
}

/// Where to go after signing in: only to a path of ours, never to another site.
fn back_address(wanted: Option<String>) -> String {
    match wanted {
        Some(path) if path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') => path,
        _ => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::back_address;

    #[test]
    fn only_our_own_paths_are_followed() {
        for (wanted, expected) in [
            (Some("/bao-cao/7?o=1"), "/bao-cao/7?o=1"),
            (Some("//evil.example"), "/"),
            (Some("/\\evil.example"), "/"),
            (Some("https://evil.example"), "/"),
            (None, "/"),
        ] {
            assert_eq!(back_address(wanted.map(str::to_owned)), expected, "{wanted:?}");
        }
    }
}
