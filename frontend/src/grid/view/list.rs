//! The list that a cell is chosen from, over the table (convention 32).

use domain::value::Value;
use leptos::prelude::*;

use super::super::choice::offers;
use super::super::keys::{KeyPress, Mode};
use super::super::moves::Move;
use super::super::texts::Text;
use super::controller::Controller;

impl Controller {
    /// Opens the list of the active cell with all items, the present one marked.
    pub(super) fn open_list(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let active = self.active();
        let typed = self.editor_text().filter(|_| self.mode.get_untracked() == Mode::Type).unwrap_or_default();
        let (offers, at) = self.model.read(|book| {
            let items = book.figures().choices(active.col);
            let offers = items.map(|items| offers(items, &typed)).unwrap_or_default();
            let own = book.own(active);
            let at = offers.iter().position(|offer| own == Value::from(offer.code.as_str()));
            (offers, at.unwrap_or(0))
        });
        self.reveal();
        self.looks.list.set(Some((offers, at)));
    }

    /// What is typed narrows the list.
    pub(super) fn narrow_list(&self) {
        let is_open = self.looks.list.with_untracked(Option::is_some);
        if !is_open {
            return;
        }
        let (active, typed) = (self.active(), self.editor_text().unwrap_or_default());
        let offers = self.model.read(|book| {
            let items = book.figures().choices(active.col);
            items.map(|items| offers(items, &typed)).unwrap_or_default()
        });
        self.looks.list.set(Some((offers, 0)));
    }

    /// A key while the list is open; tells whether it was the list's.
    pub(super) fn list_key(&self, press: &KeyPress) -> bool {
        let Some((offers, at)) = self.looks.list.get_untracked() else { return false };
        if press.composing {
            return false;
        }
        let last = offers.len().saturating_sub(1);
        let go = |to: usize| self.looks.list.set(Some((offers.clone(), to)));
        match press.key.as_str() {
            "ArrowDown" => go(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" if press.alt => self.close_list(),
            "ArrowUp" => go(if at == 0 { last } else { at - 1 }),
            "PageDown" => go((at + PAGE).min(last)),
            "PageUp" => go(at.saturating_sub(PAGE)),
            "Enter" | "Tab" => {
                let Some(offer) = offers.get(at) else { return false };
                let code = offer.code.clone();
                self.take_offer(&code);
                self.go(if press.key == "Tab" { Move::Tab } else { Move::Enter });
            }
            "Escape" | "F4" => self.close_list(),
            _ => return false,
        }
        true
    }

    /// Takes an item into the active cell.
    pub(super) fn take_offer(&self, code: &str) {
        let active = self.active();
        self.close_list();
        self.close();
        self.model.set(&[(active, Value::from(code))]);
        self.report_findings(active);
    }

    pub(super) fn close_list(&self) {
        if self.looks.list.with_untracked(Option::is_some) {
            self.looks.list.set(None);
        }
    }
}

/// Items that Page Up and Page Down pass over.
const PAGE: usize = 8;

/// The id of an item's element, which the input element refers to while the list is open.
pub fn item_id(grid: &str, number: usize) -> String {
    format!("{grid}-item-{number}")
}

/// The list below the active cell.
#[component]
pub fn List(controller: Controller, id: String) -> impl IntoView {
    let list = controller.looks.list;
    let language = controller.model.language_signal();
    let shown = NodeRef::<leptos::html::Ul>::new();
    Effect::new(move |_| {
        list.track();
        let Some(element) = shown.get() else { return };
        place(controller, &element);
    });
    let items = {
        let id = id.clone();
        move || {
            let (offers, at) = list.get().unwrap_or_default();
            let offers = offers.into_iter().enumerate().map(|(number, offer)| {
                let code = offer.code;
                view! {
                    <li
                        id=item_id(&id, number)
                        class="grid-item"
                        role="option"
                        aria-selected=(number == at).to_string()
                        on:mousedown=move |event| {
                            event.prevent_default();
                            controller.take_offer(&code);
                            controller.focus();
                        }
                    >
                        {offer.name}
                    </li>
                }
            });
            offers.collect_view()
        }
    };
    let list_id = format!("{id}-list");
    view! {
        <Show when=move || list.with(Option::is_some)>
            <ul
                class="grid-list"
                role="listbox"
                id=list_id.clone()
                node_ref=shown
                aria-label=move || Text::Choices.get(language.get())
            >
                {items.clone()}
                <Show when=move || list.with(|list| list.as_ref().is_some_and(|(offers, _)| offers.is_empty()))>
                    <li class="grid-item is-none" role="option" aria-disabled="true">
                        {move || Text::NothingFound.get(language.get())}
                    </li>
                </Show>
            </ul>
        </Show>
    }
}

/// Puts the list below the cell, or above it where there is no room, and its marked item into view.
fn place(controller: Controller, element: &web_sys::HtmlUListElement) {
    let rect = controller.painter.with_value(|painter| painter.as_ref()?.window_rect(controller.active()));
    let Some((left, top, width, height)) = rect else { return };
    let window = web_sys::window();
    let room = |size: Option<wasm_bindgen::JsValue>| size.and_then(|size| size.as_f64()).unwrap_or(800.0);
    let high = room(window.as_ref().and_then(|window| window.inner_height().ok()));
    let wide = room(window.as_ref().and_then(|window| window.inner_width().ok()));
    let style = web_sys::HtmlElement::style(element);
    let set = |name: &str, value: f64| {
        let _ = style.set_property(name, &format!("{value}px"));
    };
    let own = f64::from(element.offset_width()).max(width);
    set("min-width", width);
    set("left", left.min(wide - own - 8.0).max(0.0));
    let below = high - top - height;
    let is_below = below >= 180.0 || below >= top;
    set("max-height", (if is_below { below } else { top } - 12.0).clamp(80.0, 320.0));
    if is_below {
        set("top", top + height);
        let _ = style.set_property("bottom", "auto");
    } else {
        let _ = style.set_property("top", "auto");
        set("bottom", high - top);
    }
    if let Ok(Some(marked)) = element.query_selector("[aria-selected=true]") {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        marked.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
