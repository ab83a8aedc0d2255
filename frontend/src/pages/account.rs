//! The account menu: who is signed in, language, signing out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::sign_in::LanguageSwitch;
use crate::api;
use crate::components::Icon;
use crate::locales::{M, right_label, t};
use crate::state::{Session, Toasts};

/// The account menu in the head of every page.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let navigate = StoredValue::new_local(use_navigate());
    let sign_out = move |_| {
        spawn_local(async move {
            match api::sign_out().await {
                Ok(()) => {
                    session.end();
                    navigate.with_value(|navigate| navigate("/dang-nhap", leptos_router::NavigateOptions::default()));
                }
                Err(error) => toasts.failed(error.message()),
            }
        });
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
        <div id="account-panel" class="popup popup-narrow" popover="auto">
            <dl class="facts facts-stacked">
                <dt>{t(M::UserName)}</dt><dd>{user}</dd>
                <dt>{t(M::Unit)}</dt><dd>{unit}</dd>
                <dt>{t(M::Rights)}</dt><dd>{rights}</dd>
            </dl>
            <LanguageSwitch/>
            <button type="button" class="button button-wide" on:click=sign_out><Icon name="exit"/>{t(M::SignOut)}</button>
        </div>
    }
}
