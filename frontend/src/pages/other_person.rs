//! Somebody else signs in, in another tab of the same browser: this tab says so, instead of asking the server under one
//! name and showing the page under another.

use contract::sessions::Me;
use leptos::prelude::*;

use crate::components::Dialog;
use crate::device::me;
use crate::locales::{M, fill, t};
use crate::state::{Session, window};

/// Listens to the other tabs, and tells who is signed in now.
#[component]
pub fn OtherPerson() -> impl IntoView {
    let session = Session::current();
    let (open, other) = (RwSignal::new(false), RwSignal::new(None::<Me>));
    let look = move || {
        let now = me::recall().filter(|now| session.me_untracked().is_some_and(|own| is_other(&own, now)));
        open.set(now.is_some());
        other.set(now);
    };
    // The browser tells what another tab has kept; it does not tell the tab that kept it.
    let listener = window_event_listener(leptos::ev::storage, move |_| look());
    on_cleanup(move || listener.remove());
    // It told nobody while this page was still loading.
    look();
    let go_on = move |_| {
        if let Some(window) = window() {
            let _ = window.location().reload();
        }
    };
    view! {
        <Dialog open title=t(M::OtherPersonTitle).to_owned()>
            {other.get_untracked().map(|now| {
                let own = session.me_untracked().map(|own| own.user.full_name).unwrap_or_default();
                let name = now.user.full_name.clone();
                view! {
                    <div class="dialog-body">
                        <p>{fill(M::OtherPerson, &[&name, &now.unit.name, &own, &own])}</p>
                        <div class="dialog-foot">
                            <button type="button" class="button button-primary" autofocus on:click=go_on>
                                {fill(M::OtherPersonGoOn, &[&name])}
                            </button>
                        </div>
                    </div>
                }
            })}
        </Dialog>
    }
}

fn is_other(own: &Me, now: &Me) -> bool {
    own.user.id != now.user.id
}
