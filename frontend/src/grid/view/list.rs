//! The list that a cell is chosen from, over the table (convention 32).

use domain::value::Value;
use leptos::prelude::*;

use super::super::choice::{Offer, offers};
use super::super::journal::CellKey;
use super::super::keys::{KeyPress, Mode};
use super::super::moves::Move;
use super::super::texts::Text;
use super::controller::Controller;

/// The list while it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenList {
    /// The cell that it was opened for: an item goes nowhere else.
    cell: CellKey,
    offers: Vec<Offer>,
    /// The item to take; none until one is pointed out.
    at: Option<usize>,
}

impl OpenList {
    /// The number of the item to take.
    pub fn at(&self) -> Option<usize> {
        self.at
    }
}

impl Controller {
    /// Opens the active cell for who taps or points: where there is a list, that is what they want to see.
    pub(super) fn open_by_hand(&self) {
        self.open();
        if self.mode.get_untracked() != Mode::Select && self.traits().has_list {
            self.open_list();
        }
    }

    /// Opens the list of the active cell with all items, the present one marked.
    pub(super) fn open_list(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let active = self.active();
        let typed = self.editor_text().filter(|_| self.mode.get_untracked() == Mode::Type).unwrap_or_default();
        let list = self.model.read(|book| {
            let cell = book.figures().key(active)?;
            let items = book.figures().choices(active.col);
            let offers = items.map(|items| offers(items, &typed)).unwrap_or_default();
            let own = book.own(active);
            let present = offers.iter().position(|offer| own == Value::from(offer.code.as_str()));
            let first = (!typed.is_empty() && !offers.is_empty()).then_some(0);
            Some(OpenList { cell, offers, at: present.or(first) })
        });
        self.reveal();
        self.looks.list.set(list);
    }

    /// What is typed narrows the list.
    pub(super) fn narrow_list(&self) {
        let Some(open) = self.looks.list.get_untracked() else { return };
        let (active, typed) = (self.active(), self.editor_text().unwrap_or_default());
        let offers = self.model.read(|book| {
            let items = book.figures().choices(active.col);
            items.map(|items| offers(items, &typed)).unwrap_or_default()
        });
        let at = (!offers.is_empty()).then_some(0);
        self.looks.list.set(Some(OpenList { offers, at, ..open }));
    }

    /// A key while the list is open; tells whether it was the list's. Any other key closes it first, unless it types.
    pub(super) fn list_key(&self, press: &KeyPress) -> bool {
        let Some(open) = self.looks.list.get_untracked() else { return false };
        if press.composing || is_modifier(&press.key) {
            return false;
        }
        let last = open.offers.len().saturating_sub(1);
        let go = |to: usize| self.looks.list.set(Some(OpenList { at: Some(to.min(last)), ..open.clone() }));
        match (press.key.as_str(), open.at) {
            ("ArrowDown" | "ArrowUp" | "PageDown" | "PageUp", _) if open.offers.is_empty() => {}
            ("ArrowDown" | "PageDown", None) => go(0),
            ("ArrowDown", Some(at)) => go(if at >= last { 0 } else { at + 1 }),
            ("PageDown", Some(at)) => go(at + PAGE),
            ("ArrowUp", _) if press.alt => self.close_list(),
            ("ArrowUp", None | Some(0)) => go(last),
            ("ArrowUp", Some(at)) => go(at - 1),
            ("PageUp", at) => go(at.unwrap_or(0).saturating_sub(PAGE)),
            ("Enter", Some(at)) if press.ctrl => self.take_everywhere(&open, at),
            ("Enter" | "Tab", Some(at)) if !press.ctrl => {
                self.take_offer(at);
                let movement = match (press.key.as_str(), press.shift) {
                    ("Tab", false) => Move::Tab,
                    ("Tab", true) => Move::BackTab,
                    (_, false) => Move::Enter,
                    (_, true) => Move::BackEnter,
                };
                self.go(movement);
            }
            ("Escape" | "F4", _) => self.close_list(),
            (key, _) => {
                let types = !press.ctrl && !press.alt && key.chars().count() == 1;
                if !types && key != "Backspace" {
                    self.close_list();
                }
                return false;
            }
        }
        true
    }

    /// Takes an item into the cell that the list was opened for.
    pub(super) fn take_offer(&self, at: usize) {
        let Some(open) = self.looks.list.get_untracked() else { return };
        self.close_list();
        self.close();
        let place = self.model.read(|book| book.figures().place(&open.cell));
        if let (Some(place), Some(offer)) = (place, open.offers.get(at)) {
            self.model.set(&[(place, Value::from(offer.code.as_str()))]);
            self.report_findings(place);
        }
    }

    /// Takes an item into all selected cells of its column, and stays.
    fn take_everywhere(&self, open: &OpenList, at: usize) {
        self.close_list();
        self.close();
        let Some(offer) = open.offers.get(at) else { return };
        let col = self.active().col;
        let cells = self.model.selected_cells().into_iter().filter(|place| place.col == col);
        let cells: Vec<_> = cells.map(|place| (place, Value::from(offer.code.as_str()))).collect();
        self.model.set(&cells);
        self.report_findings(self.active());
    }

    pub(super) fn close_list(&self) {
        if self.looks.list.with_untracked(Option::is_some) {
            self.looks.list.set(None);
        }
    }
}

fn is_modifier(key: &str) -> bool {
    matches!(key, "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "CapsLock")
}

/// Whether this button of the mouse takes the item below it: only the first one does, as everywhere in the table.
const fn chooses(button: i16) -> bool {
    button == 0
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
    // The list stays at its cell when the page below it moves.
    let moved = window_event_listener(leptos::ev::scroll, move |_| {
        if let Some(element) = shown.get_untracked() {
            place(controller, &element);
        }
    });
    on_cleanup(move || moved.remove());
    let items = {
        let id = id.clone();
        move || {
            let (offers, at) = list.get().map(|open| (open.offers, open.at)).unwrap_or_default();
            let offers = offers.into_iter().enumerate().map(|(number, offer)| {
                view! {
                    <li
                        id=item_id(&id, number)
                        class="grid-item"
                        role="option"
                        aria-selected=(at == Some(number)).to_string()
                        on:mousedown=move |event| {
                            event.prevent_default();
                            if chooses(event.button()) {
                                controller.take_offer(number);
                                controller.focus();
                            }
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
                // The keyboard stays in the cell while the list is scrolled by its bar.
                on:mousedown=|event| event.prevent_default()
                // The browser's menu has nothing to offer here, and would lie over the items.
                on:contextmenu=|event| event.prevent_default()
                aria-label=move || Text::Choices.get(language.get())
            >
                {items.clone()}
                <Show when=move || list.with(|list| list.as_ref().is_some_and(|open| open.offers.is_empty()))>
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

#[cfg(test)]
mod tests {
    use super::chooses;

    #[test]
    fn only_the_first_button_takes_an_item() {
        let [first, wheel, right] = [0, 1, 2].map(chooses);
        assert!(first && !wheel && !right);
    }
}
