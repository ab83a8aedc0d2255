//! Ways out of a page with unsaved changes: closing the tab, links, and the browser's Back.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::Dialog;
use crate::locales::{M, t};

/// Asks before the page is left with changes that nobody keeps.
#[component]
pub fn LeaveGuard(
    /// Whether something would be lost.
    #[prop(into)]
    is_dirty: Signal<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let wanted = RwSignal::new(Way::Back);
    let is_leaving = StoredValue::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |_| {
        open.set(false);
        match wanted.get_untracked() {
            Way::Link(address) => {
                navigate.with_value(|navigate| navigate(&address, leptos_router::NavigateOptions::default()));
            }
            Way::Back => {
                is_leaving.set_value(true);
                if let Some(history) = crate::state::window().and_then(|window| window.history().ok()) {
                    let _ = history.back();
                }
            }
        }
    };
    let unload = window_event_listener(leptos::ev::beforeunload, move |event| {
        if is_dirty.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || unload.remove());
    on_link(move |address| {
        let waits = is_dirty.get_untracked();
        if waits {
            wanted.set(Way::Link(address));
            open.set(true);
        }
        waits
    });
    on_back(move || {
        let waits = is_dirty.get_untracked() && !is_leaving.get_value();
        if waits {
            wanted.set(Way::Back);
            open.set(true);
        }
        waits
    });
    view! {
        <Dialog open title=t(M::LeaveTitle).to_owned()>
            <div class="dialog-body">
                <p>{t(M::LeaveUnsaved)}</p>
                <div class="dialog-foot">
                    <button type="button" class="button button-danger" on:click=go>{t(M::LeaveAnyway)}</button>
                    <button type="button" class="button button-primary" autofocus on:click=move |_| open.set(false)>{t(M::Stay)}</button>
                </div>
            </div>
        </Dialog>
    }
}

/// Where the person was going.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    Link(String),
    Back,
}

/// Asks of each step back in the browser's history while the owner lives; the step waits when the answer is `true`.
/// Browsers without the Navigation API do not ask.
fn on_back(waits: impl Fn() -> bool + 'static) {
    let Some(navigation) = navigation() else { return };
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        let kind = js_sys::Reflect::get(&event, &"navigationType".into()).ok().and_then(|kind| kind.as_string());
        if kind.as_deref() == Some("traverse") && event.cancelable() && waits() {
            event.prevent_default();
        }
    });
    let _ = navigation.add_event_listener_with_callback("navigate", closure.as_ref().unchecked_ref());
    // Heard until the page is left: the value is dropped with it.
    StoredValue::new_local(BackListener { navigation, closure });
}

fn navigation() -> Option<web_sys::EventTarget> {
    js_sys::Reflect::get(crate::state::window()?.as_ref(), &"navigation".into()).ok()?.dyn_into().ok()
}

struct BackListener {
    navigation: web_sys::EventTarget,
    closure: Closure<dyn Fn(web_sys::Event)>,
}

impl Drop for BackListener {
    fn drop(&mut self) {
        let _ = self.navigation.remove_event_listener_with_callback("navigate", self.closure.as_ref().unchecked_ref());
    }
}

/// Tells of each link inside this application that is followed while the owner lives; the link waits when the answer is
/// `true`.
pub fn on_link(waits: impl Fn(String) -> bool + 'static) {
    // Heard until the page is left: the value is dropped with it.
    StoredValue::new_local(document_click(move |event| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let Some(address) = link_of(&event) else { return };
        if waits(address) {
            event.prevent_default();
            event.stop_propagation();
        }
    }));
}

/// The address inside this application that a click leads to.
fn link_of(event: &web_sys::MouseEvent) -> Option<String> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = element.closest("a[href]").ok()??.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let is_ours = link.origin() == crate::state::window()?.location().origin().ok()?;
    let stays = link.has_attribute("download") || !link.target().is_empty() || link.pathname().starts_with("/api/");
    let is_jump = link.get_attribute("href").is_some_and(|href| href.starts_with('#'));
    (is_ours && !stays && !is_jump).then(|| format!("{}{}", link.pathname(), link.search()))
}

/// A listener that hears clicks before the router does, for as long as it is kept.
struct ClickListener(Closure<dyn Fn(web_sys::MouseEvent)>);

impl Drop for ClickListener {
    fn drop(&mut self) {
        if let Some(document) = crate::state::document() {
            let _ =
                document.remove_event_listener_with_callback_and_bool("click", self.0.as_ref().unchecked_ref(), true);
        }
    }
}

fn document_click(action: impl Fn(web_sys::MouseEvent) + 'static) -> ClickListener {
    let closure = Closure::<dyn Fn(web_sys::MouseEvent)>::new(action);
    if let Some(document) = crate::state::document() {
        let _ = document.add_event_listener_with_callback_and_bool("click", closure.as_ref().unchecked_ref(), true);
    }
    ClickListener(closure)
}
