//! Rows dragged to another place, groups folded by a click, and fingers (conventions 87, 94, 131).

use domain::template::ColumnType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::super::extent::Extent;
use super::super::keys::Mode;
use super::super::place::{Place, Selection};
use super::controller::Controller;
use super::events;

/// The strip of a cell's left edge that is a handle.
const HANDLE: i32 = 24;
/// What a level is indented by.
const INDENT: i32 = 16;

/// A press on a handle rather than on a cell; tells whether it was one.
pub fn pressed(controller: Controller, event: &MouseEvent, place: Place) -> bool {
    if event.shift_key() || !is_cell(event) {
        return false;
    }
    let (is_group, is_ordinal, level) = controller.model.read(|book| {
        let figures = book.figures();
        let is_name = figures.name_column() == Some(place.col);
        let is_ordinal = figures.columns()[place.col].kind == ColumnType::Ordinal;
        (is_name && book.is_group(place.row), is_ordinal, figures.row(place.row).level)
    });
    let is_left = |strip: i32| event.offset_x() <= strip;
    if is_group && is_left(HANDLE + INDENT * i32::from(level)) {
        let is_folded = controller.model.read(|book| {
            let figures = book.figures();
            figures.lens().is_folded(&figures.row(place.row).key)
        });
        controller.fold(place.row, !is_folded);
        return true;
    }
    let selection = Selection::cell(place);
    let can_move = is_ordinal && is_left(HANDLE) && !controller.read_only.get_untracked();
    if can_move && !controller.model.read(|book| book.movable(selection)).is_empty() {
        let before = controller.model.selection().get_untracked();
        let is_inside = (before.first().row..=before.last().row).contains(&place.row) && before.first().col == 0;
        if !is_inside {
            controller.commit();
            controller.model.select(selection);
            controller.grow(Extent::Rows);
        }
        controller.looks.dragged.set_value(Some(place.row));
        controller.focus();
        return true;
    }
    false
}

fn is_cell(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.has_attribute("data-col"))
}

/// A row is dragged over the table: where it would go is shown.
pub fn dragged(controller: Controller, event: &MouseEvent) -> bool {
    if controller.looks.dragged.get_value().is_none() {
        return false;
    }
    if event.buttons() == 0 {
        controller.looks.dragged.set_value(None);
    }
    let target = events::place(event).map(|place| place.row);
    super::with_painter(controller, |painter| painter.aim(target));
    true
}

/// Esc while a row is dragged: it stays. Tells whether one was.
pub fn give_up(controller: Controller) -> bool {
    let was_dragged = controller.looks.dragged.try_update_value(Option::take).flatten().is_some();
    if was_dragged {
        super::with_painter(controller, |painter| painter.aim(None));
    }
    was_dragged
}

/// The mouse was released: a dragged row goes there.
pub fn released(controller: Controller, event: &MouseEvent) {
    let Some(from) = controller.looks.dragged.get_value() else { return };
    controller.looks.dragged.set_value(None);
    super::with_painter(controller, |painter| painter.aim(None));
    let selection = controller.model.selection().get_untracked();
    let rows = selection.first().row..=selection.last().row;
    if let Some(to) = events::place(event).map(|place| place.row).filter(|to| !rows.contains(to)) {
        controller.move_rows_to(to, to > from);
    }
}

/// A finger leaves the screen: a second tap on a cell edits it.
pub fn touched(controller: Controller, event: &PointerEvent) {
    if controller.hand.is_long.get_value() {
        return;
    }
    let is_again = event.pointer_type() == "touch"
        && controller.has_keyboard()
        && controller.mode.get_untracked() == Mode::Select
        && events::place(event) == Some(controller.active());
    controller.looks.tapped.set_value(is_again);
}

/// The click that follows a tap.
pub fn clicked(controller: Controller) {
    if controller.looks.tapped.get_value() {
        controller.looks.tapped.set_value(false);
        if controller.can_type() {
            controller.open_by_hand();
        }
    }
}
