//! The person's e-mail address: given, confirmed by a code, switched off, deleted.

use contract::email::{EmailView, UnprovedEmail};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::{ErrorSummary, PageHead, TextField};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw_page};
use crate::time;

/// Notices by e-mail. There is no such page where the server mails nothing.
#[component]
pub fn EmailPage() -> impl IntoView {
    let email = Remote::<EmailView>::new();
    let load = Callback::new(move |()| email.load(api::read_email()));
    load.run(());
    let content = move |view: EmailView| {
        view! {
            <PageHead title=t(M::EmailTitle).to_owned()/>
            <section class="panel">
                <p class="hint">{t(M::EmailHint)}</p>
                {present(&view, load)}
                {view.unproved.map(|unproved| view! { <Confirm unproved load/> })}
                <Give load/>
            </section>
        }
        .into_any()
    };
    draw_page(email, load, content)
}

/// Where notices go now, and what can be done about it.
fn present(view: &EmailView, load: Callback<()>) -> impl IntoView + use<> {
    let toasts = Toasts::current();
    let line = match (&view.problem, &view.address) {
        (Some(problem), _) => fill(M::EmailProblem, &[problem]),
        (None, Some(address)) if view.notices => fill(M::EmailOn, &[address]),
        (None, Some(address)) => fill(M::EmailOff, &[address]),
        (None, None) => t(M::EmailNone).to_owned(),
    };
    let (is_refused, wanted) = (view.problem.is_some(), !view.notices);
    let switch = move |_| {
        spawn_local(async move {
            if let Err(error) = api::set_email_notices(wanted).await {
                toasts.failed(error.message());
            }
            load.run(());
        });
    };
    let forget = move |_| {
        spawn_local(async move {
            match api::forget_email().await {
                Ok(()) => toasts.done(t(M::EmailForgotten)),
                Err(error) => toasts.failed(error.message()),
            }
            load.run(());
        });
    };
    let buttons = (view.address.is_some() || is_refused).then(|| {
        let switch = (!is_refused).then(|| {
            let name = if wanted { M::EmailSwitchOn } else { M::EmailSwitchOff };
            view! { <button type="button" class="button" on:click=switch>{t(name)}</button> }
        });
        view! {
            <p>{switch}" "<button type="button" class="button button-quiet" on:click=forget>{t(M::EmailForget)}</button></p>
        }
    });
    view! { <p class=if is_refused { "notice notice-error" } else { "" }>{line}</p>{buttons} }
}

/// The address that waits for its code.
#[component]
fn Confirm(unproved: UnprovedEmail, load: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let (code, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match api::prove_email(code.get_untracked()).await {
                Ok(_) => {
                    toasts.done(t(M::EmailProved));
                    load.run(());
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    view! {
        <form class="assign-form" on:submit=submit>
            <p>{fill(M::EmailSent, &[&unproved.address, &time::clock(unproved.expires_at)])}</p>
            <TextField label=t(M::EmailCode) id="email-code" value=code/>
            <button type="submit" class="button button-primary">{t(M::EmailConfirm)}</button>
            <ErrorSummary error/>
        </form>
    }
}

/// Another address.
#[component]
fn Give(load: Callback<()>) -> impl IntoView {
    let (address, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let is_busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            match api::give_email(address.get_untracked()).await {
                Ok(_) => load.run(()),
                Err(problem) => error.set(Some(problem.message())),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <form class="assign-form" on:submit=submit>
            <TextField label=t(M::EmailAddress) id="email-address" value=address/>
            <button type="submit" class="button" disabled=move || is_busy.get()>{t(M::EmailGive)}</button>
            <p class="hint">{t(M::EmailGiveHint)}</p>
            <ErrorSummary error/>
        </form>
    }
}
