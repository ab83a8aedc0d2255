//! The account menu: who is signed in, notices by e-mail, language, light or dark, signing out.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::sign_in::LanguageSwitch;
use super::unsent::unsent_list;
use crate::api;
use crate::components::{Dialog, Icon};
use crate::device;
use crate::device::drafts::{self, Found};
use crate::locales::{M, right_label, t};
use crate::state::{Session, Theme, Toasts};

/// The account menu in the head of every page.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let navigate = StoredValue::new_local(use_navigate());
    let unsent = RwSignal::new(Vec::<Found>::new());
    let asking = RwSignal::new(false);
    let sign_out = move || {
        asking.set(false);
        spawn_local(async move {
            match api::sign_out().await {
                Ok(()) => {
                    device::forget().await;
                    session.end();
                    navigate.with_value(|navigate| navigate("/dang-nhap", leptos_router::NavigateOptions::default()));
                }
                Err(error) if error.is_unreachable() => toasts.failed(t(M::SignOutOffline)),
                Err(error) => toasts.failed(error.message()),
            }
        });
    };
    let ask = move |_| {
        spawn_local(async move {
            let found = drafts::all().await;
            if found.is_empty() {
                return sign_out();
            }
            unsent.set(found);
            asking.set(true);
        });
    };
    let offline = RwSignal::new(M::OfflineNotReady);
    spawn_local(async move {
        if device::work_offline().await {
            offline.try_set(M::OfflineReady);
        }
    });
    let panel = NodeRef::<html::Div>::new();
    let close = move || {
        if let Some(panel) = panel.get_untracked() {
            let _ = panel.hide_popover();
        }
    };
    let name = move || session.me().map(|me| me.user.full_name).unwrap_or_default();
    let unit = move || session.me().map(|me| me.unit.name).unwrap_or_default();
    let user = move || session.me().map(|me| me.user.username).unwrap_or_default();
    let rights = move || {
        let rights = session.me().map(|me| me.rights).unwrap_or_default();
        rights.iter().map(|right| right_label(right)).collect::<Vec<_>>().join(", ")
    };
    view! {
        <button type="button" class="account" popovertarget="account-panel" aria-label=move || format!("{}: {}", t(M::Account), name())>
            <Icon name="person"/>
            <span class="account-name"><b>{name}</b><small>{unit}</small></span>
            <Icon name="down"/>
        </button>
        <div id="account-panel" class="popup popup-narrow" popover="auto" node_ref=panel>
            <dl class="facts facts-stacked">
                <dt>{t(M::UserName)}</dt><dd>{user}</dd>
                <dt>{t(M::Unit)}</dt><dd>{unit}</dd>
                <dt>{t(M::Rights)}</dt><dd>{rights}</dd>
            </dl>
            {move || session.me().is_some_and(|me| me.has_email).then(|| view! {
                <A href="/thu-dien-tu" attr:class="button button-wide" on:click=move |_| close()>{t(M::EmailTitle)}</A>
            })}
            <LanguageSwitch/>
            <ThemeSwitch/>
            <button type="button" class="button button-wide" on:click=ask><Icon name="exit"/>{t(M::SignOut)}</button>
            <p class="hint">{move || t(offline.get())}</p>
        </div>
        <Dialog open=asking title=t(M::UnsentTitle).to_owned()>
            <div class="dialog-body">
                {unsent_list(&unsent.get_untracked())}
                <p>{t(M::SignOutQuestion)}</p>
                <div class="dialog-foot">
                    <button type="button" class="button button-danger" on:click=move |_| sign_out()>{t(M::SignOutAnyway)}</button>
                    <button type="button" class="button button-primary" autofocus on:click=move |_| asking.set(false)>{t(M::Stay)}</button>
                </div>
            </div>
        </Dialog>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(Theme::chosen());
    let button = |theme: Theme, name: M| {
        let choose = move |_| {
            theme.choose();
            chosen.set(theme);
        };
        let pressed = move || (chosen.get() == theme).to_string();
        view! { <button type="button" class="button button-quiet" aria-pressed=pressed on:click=choose>{t(name)}</button> }
    };
    view! {
        <div class="languages" role="group" aria-label=t(M::ThemeChoice)>
            {button(Theme::Device, M::ThemeDevice)}{button(Theme::Light, M::ThemeLight)}{button(Theme::Dark, M::ThemeDark)}
        </div>
    }
}
