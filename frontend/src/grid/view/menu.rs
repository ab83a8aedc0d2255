//! The menu of what can be done with the selection, by the right button, Shift+F10 or the Menu key (conventions 20, 59).

use domain::template::RowKind;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use super::super::fill::Fill;
use super::super::place::{Place, Selection};
use super::super::previous::Extent;
use super::super::texts::Text;
use super::controller::Controller;
use super::events;
use super::hand::At;

/// What an item does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Cut,
    Copy,
    CopyWithHeader,
    Paste,
    PasteValues,
    Clear,
    Fill(Fill),
    Carry(Extent),
    AddRow,
    RemoveRows,
    GoTo,
    Lineage,
}

/// An item: text, key, what it does, whether it changes the report.
type Item = (Text, &'static str, Choice, bool);

const ITEMS: [Item; 11] = [
    (Text::CutItem, "Ctrl+X", Choice::Cut, true),
    (Text::CopyItem, "Ctrl+C", Choice::Copy, false),
    (Text::CopyWithHeader, "", Choice::CopyWithHeader, false),
    (Text::PasteItem, "Ctrl+V", Choice::Paste, true),
    (Text::PasteValues, "Ctrl+Shift+V", Choice::PasteValues, true),
    (Text::ClearItem, "Delete", Choice::Clear, true),
    (Text::FillDown, "Ctrl+D", Choice::Fill(Fill::Down), true),
    (Text::FillRight, "Ctrl+R", Choice::Fill(Fill::Right), true),
    (Text::CarrySelection, "", Choice::Carry(Extent::Cells), true),
    (Text::CarryColumn, "", Choice::Carry(Extent::Columns), true),
    (Text::CarryAll, "", Choice::Carry(Extent::Everything), true),
];
const ROWS: [Item; 2] =
    [(Text::AddRows, "Ctrl+Shift++", Choice::AddRow, true), (Text::RemoveRows, "Ctrl+-", Choice::RemoveRows, true)];
const LAST: [Item; 1] = [(Text::GoTo, "Ctrl+G", Choice::GoTo, false)];
const LINEAGE: Item = (Text::Lineage, "Alt+Enter", Choice::Lineage, false);

impl Controller {
    /// The right button was pressed: an unselected cell is selected first.
    pub(super) fn open_menu(&self, event: &MouseEvent) {
        let Some(place) = events::place(event) else { return };
        event.prevent_default();
        self.open_menu_for(place, (event.client_x(), event.client_y()));
    }

    /// Opens the menu for a cell; an unselected one is selected first.
    pub(super) fn open_menu_for(&self, place: Place, at: At) {
        self.commit();
        if !self.model.ranges().iter().any(|range| range.contains(place)) {
            self.model.drop_further();
            self.model.select(Selection::cell(place));
        }
        if self.hand.menu.get_untracked().is_none() {
            self.hand.menu.set(Some(at));
        }
    }

    /// Opens the menu below the active cell.
    pub(super) fn open_menu_at_cell(&self) {
        self.reveal();
        let active = self.active();
        let cell =
            self.painter.with_value(|painter| painter.as_ref().and_then(|painter| painter.cell(active).cloned()));
        let at = cell.map_or((60, 60), |cell| {
            let rect = cell.get_bounding_client_rect();
            (rect.left() as i32 + 12, rect.bottom() as i32)
        });
        self.hand.menu.set(Some(at));
    }

    fn act_on(self, choice: Choice) {
        self.hand.menu.set(None);
        self.focus();
        match choice {
            Choice::Cut => self.command_clipboard("cut", false),
            Choice::Copy => self.command_clipboard("copy", false),
            Choice::CopyWithHeader => self.command_clipboard("copy", true),
            Choice::Paste | Choice::PasteValues => self.paste_from_menu(),
            Choice::Clear => self.clear(),
            Choice::Fill(fill) => self.fill(fill),
            Choice::Carry(extent) => self.carry_over(extent),
            Choice::AddRow => self.add_row(),
            Choice::RemoveRows => self.ask_remove(),
            Choice::GoTo => self.hand.is_going.set(true),
            Choice::Lineage => self.lineage(),
        }
    }

    fn offers(self) -> Vec<Item> {
        let is_locked = self.read_only.get_untracked();
        let active = self.active();
        let (has_rows, has_source) =
            self.model.read(|book| (*book.figures().row_kind() != RowKind::Fixed, book.figures().has_parts(active)));
        let rows = ROWS.iter().filter(|_| has_rows);
        let all = ITEMS.iter().chain(rows).chain(LAST.iter()).chain(has_source.then_some(&LINEAGE));
        all.filter(|(.., changes)| !(is_locked && *changes)).copied().collect()
    }
}

/// The menu.
#[component]
pub fn Menu(controller: Controller) -> impl IntoView {
    let menu: NodeRef<html::Div> = NodeRef::new();
    let language = controller.model.language_signal();
    let at = controller.hand.menu;
    Effect::new(move |_| {
        let (Some((left, top)), Some(menu)) = (at.get(), menu.get()) else { return };
        place(&menu, left, top);
        focus_item(&menu, 0);
    });
    let items = move || {
        let items = controller.offers().into_iter().map(move |(text, key, choice, _)| {
            view! {
                <button type="button" role="menuitem" tabindex="-1" on:click=move |_| controller.act_on(choice)>
                    <span>{move || text.get(language.get())}</span>
                    {(!key.is_empty()).then(|| view! { <kbd>{key}</kbd> })}
                </button>
            }
        });
        items.collect_view()
    };
    view! {
        <Show when=move || at.get().is_some()>
            // By a new press: what follows from the finger that opened the menu does not shut it.
            <div
                class="grid-context-back"
                on:pointerdown=move |event| {
                    event.prevent_default();
                    shut(controller);
                }
                on:contextmenu=move |event| event.prevent_default()
            ></div>
            <div
                class="grid-context"
                role="menu"
                node_ref=menu
                aria-label=move || Text::Menu.get(language.get())
                on:keydown=move |event| key(controller, menu, &event)
                on:contextmenu=move |event| event.prevent_default()
            >
                {items}
            </div>
        </Show>
    }
}

fn shut(controller: Controller) {
    controller.hand.menu.set(None);
    controller.focus();
}

/// Beside the point, wholly on screen.
fn place(menu: &HtmlElement, left: i32, top: i32) {
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0) as i32;
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let left = left.min(width - menu.offset_width() - 4).max(0);
    let top = top.min(height - menu.offset_height() - 4).max(0);
    let _ = menu.style().set_property("left", &format!("{left}px"));
    let _ = menu.style().set_property("top", &format!("{top}px"));
}

/// Focuses the item with this number, around the end.
fn focus_item(menu: &HtmlElement, number: i32) {
    let items = menu.children();
    let count = i32::try_from(items.length()).unwrap_or(1).max(1);
    let item = items.item(u32::try_from(number.rem_euclid(count)).unwrap_or(0));
    if let Some(item) = item.and_then(|item| item.dyn_into::<HtmlElement>().ok()) {
        let _ = item.focus();
    }
}

fn focused(menu: &HtmlElement) -> i32 {
    let items = menu.children();
    let active = document().active_element();
    let at = (0..items.length()).find(|ix| items.item(*ix) == active);
    at.and_then(|ix| i32::try_from(ix).ok()).unwrap_or(0)
}

fn key(controller: Controller, menu: NodeRef<html::Div>, event: &KeyboardEvent) {
    let Some(menu) = menu.get_untracked() else { return };
    match event.key().as_str() {
        "ArrowDown" => focus_item(&menu, focused(&menu) + 1),
        "ArrowUp" => focus_item(&menu, focused(&menu) - 1),
        "Home" => focus_item(&menu, 0),
        "End" => focus_item(&menu, -1),
        "Escape" | "Tab" => shut(controller),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}
