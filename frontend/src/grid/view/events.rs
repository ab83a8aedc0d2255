//! What the browser reports: keys, typing, mouse, scrolling, size.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, InputEvent, KeyboardEvent, MouseEvent, ResizeObserver};

use super::super::keys::{self, KeyPress, Mode};
use super::super::place::Place;
use super::controller::Controller;
use super::handles;
use super::painter::Painter;

/// Key code that browsers send for keys which belong to an input method.
const IME_KEY: u32 = 229;

/// A key on the input element.
pub fn key(controller: Controller, event: &KeyboardEvent) {
    let press = KeyPress {
        key: event.key(),
        code: event.code(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        composing: event.is_composing() || event.key_code() == IME_KEY,
    };
    if !press.composing && controller.is_for_refused(&press) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    let gives_up = press.key == "Escape" && (controller.give_up_fill() || handles::give_up(controller));
    if gives_up || controller.list_key(&press) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    let mode = controller.mode.get_untracked();
    let Some(command) = keys::command(&press, mode, controller.traits(), controller.screen()) else { return };
    if controller.run(command) {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Text is about to be typed.
pub fn before_input(controller: Controller, event: &InputEvent) {
    let is_typed = event.input_type() == "insertText" && !event.is_composing();
    if is_typed && controller.refuses_letter(&event.data().unwrap_or_default()) {
        event.prevent_default();
    }
}

/// Text was typed. What a refused composition leaves behind is nothing.
pub fn input(controller: Controller) {
    let is_blank = controller.editor.get_untracked().is_none_or(|editor| editor.value().is_empty());
    if controller.mode.get_untracked() != Mode::Select || !is_blank {
        controller.typed();
    }
}

/// The table scrolled. What is being typed is taken, unless the grid itself scrolled to the cell (conventions 11, 24).
pub fn scrolled(controller: Controller) {
    let at = controller.painter.with_value(|painter| painter.as_ref().map(Painter::scrolled));
    if at.is_some() && at != Some(controller.scrolled.get_value()) {
        controller.commit();
    }
    controller.painter.update_value(|painter| {
        if let Some(painter) = painter {
            painter.render();
        }
    });
    controller.follow();
}

/// The mouse was pressed on the table.
pub fn pressed(controller: Controller, event: &MouseEvent) {
    let Some(place) = place(event) else { return };
    // After a long press the menu is open, and has the keyboard.
    if event.button() != 0 || controller.hand.is_long.get_value() {
        return;
    }
    // The input element keeps the focus.
    event.prevent_default();
    if handles::pressed(controller, event, place) {
        return;
    }
    controller.is_dragging.set_value(true);
    if event.ctrl_key() || event.meta_key() {
        controller.click_further(place);
    } else {
        controller.click(place, event.shift_key());
    }
}

/// A double click opens a cell; on a figure that cannot be typed into it shows where it comes from.
pub fn double_clicked(controller: Controller, event: &MouseEvent) {
    let Some(place) = place(event) else { return };
    let has_source = controller.model.read(|book| book.figures().has_parts(place));
    if !controller.can_type() && has_source {
        if let Some(cell) = controller.model.selected().get_untracked() {
            controller.on_lineage.run(cell);
        }
    } else {
        controller.open_by_hand();
    }
}

/// The cell under the mouse.
pub fn place(event: &MouseEvent) -> Option<Place> {
    let target: Element = event.target()?.dyn_into().ok()?;
    place_of(&target)
}

/// The cell that an element belongs to.
pub fn place_of(target: &Element) -> Option<Place> {
    let cell = target.closest("[data-col]").ok()??;
    let row = cell.closest("[data-row]").ok()??;
    let number = |element: &Element, name: &str| element.get_attribute(name)?.parse().ok();
    Some(Place::new(number(&row, "data-row")?, number(&cell, "data-col")?))
}

/// Fits the columns and rows to the room whenever it changes.
pub fn on_resize(controller: Controller, scroll: &HtmlElement) {
    let resized = Closure::<dyn Fn()>::new(move || {
        controller.painter.try_update_value(|painter| {
            if let Some(painter) = painter {
                painter.resize();
                painter.render();
            }
        });
        if controller.mode.try_get_untracked().is_some() {
            controller.follow();
        }
    });
    let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
    observer.observe(scroll);
    let kept = StoredValue::new_local(Some((observer, resized)));
    on_cleanup(move || {
        let kept = kept.try_update_value(Option::take).flatten();
        if let Some((observer, _)) = kept {
            observer.disconnect();
        }
    });
}
