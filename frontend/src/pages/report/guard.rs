//! Guards against leaving with unsaved changes: by closing the tab, by a link, and by the Back button.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::saving::Saver;
use crate::components::{Dialog, on_link};
use crate::grid::GridModel;
use crate::locales::{M, t};

/// Watches every way out of the page. Links wait for the save; when it does not succeed, the person decides.
#[component]
pub fn LeaveGuard(model: GridModel, saver: Saver) -> impl IntoView {
    let open = RwSignal::new(false);
    let wanted = RwSignal::new(String::new());
    let leaving = StoredValue::new(false);
    // Whether somebody is waiting to leave.
    let is_wanted = StoredValue::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let go = Callback::new(move |()| {
        leaving.set_value(true);
        open.set(false);
        let address = wanted.get_untracked();
        navigate.with_value(|navigate| navigate(&address, leptos_router::NavigateOptions::default()));
    });
    let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
        // Earlier than the page's last moment: time for the draft to be written.
        model.take_typed();
        // What is in the draft is sent when the report is opened again; only what nobody keeps is worth a question.
        if saver.is_dirty_untracked() && saver.is_at_risk() {
            event.prevent_default();
        }
    });
    on_link(move |address| {
        if !saver.is_dirty_untracked() {
            return false;
        }
        wanted.set(address);
        is_wanted.set_value(true);
        saver.flush(go);
        // The save answers within moments or not at all; the dialog comes only when it did not.
        set_timeout(
            move || {
                // Who is asked about a clash is asked nothing else: what was decided is saved, and then the page is left.
                let is_asking = saver.is_asking.try_get_untracked().unwrap_or(true);
                if leaving.try_get_value() == Some(false) && !is_asking && saver.is_dirty_untracked() {
                    open.set(true);
                }
            },
            std::time::Duration::from_millis(1500),
        );
        true
    });
    // One question at a time: who does not decide about a clash is asked whether to leave all the same.
    Effect::new(move |was: Option<bool>| {
        let is_asking = saver.is_asking.get();
        if is_asking {
            open.set(false);
        } else if was == Some(true) && is_wanted.get_value() && !saver.is_deciding() {
            open.set(true);
        }
        is_asking
    });
    Effect::new(move |was: Option<bool>| {
        let is_open = open.get();
        if was == Some(true) && !is_open && !saver.is_asking.get_untracked() {
            is_wanted.set_value(false);
        }
        is_open
    });
    on_cleanup(move || {
        unload.remove();
        saver.send_rest();
    });
    view! {
        <Dialog open title=t(M::LeaveTitle).to_owned()>
            <div class="dialog-body">
                <p>{move || t(if saver.is_at_risk() { M::LeaveQuestion } else { M::LeaveKept })}</p>
                <div class="dialog-foot">
                    <button type="button" class="button button-danger" on:click=move |_| go.run(())>{t(M::LeaveAnyway)}</button>
                    <button type="button" class="button button-primary" autofocus on:click=move |_| open.set(false)>{t(M::Stay)}</button>
                </div>
            </div>
        </Dialog>
    }
}
