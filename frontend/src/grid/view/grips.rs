//! Column widths by drag and double click (convention 86).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::super::book::Book;
use super::super::layout;
use super::super::place::Place;
use super::super::widths::{NARROWEST, WIDEST};
use super::controller::Controller;
use super::with_painter;

/// The edge of a column that can be dragged.
pub fn grip(col: usize, controller: Controller) -> impl IntoView {
    // Where the pointer went down, and how wide the column was.
    let start = StoredValue::new(None::<(i32, u32)>);
    view! {
        <span
            class="grid-grip"
            aria-hidden="true"
            on:mousedown=|event| {
                event.prevent_default();
                event.stop_propagation();
            }
            on:pointerdown=move |event| {
                event.prevent_default();
                event.stop_propagation();
                capture(&event);
                let width = controller.painter.with_value(|painter| painter.as_ref().map(|painter| painter.width(col)));
                start.set_value(width.map(|width| (event.client_x(), width)));
            }
            on:pointermove=move |event| {
                let Some((x, width)) = start.get_value() else { return };
                let width = width.saturating_add_signed(event.client_x() - x);
                with_painter(controller, |painter| painter.widen(col, width));
                controller.follow();
            }
            on:pointerup=move |_| {
                if start.get_value().is_some() {
                    start.set_value(None);
                    controller.remember_widths();
                }
            }
            on:dblclick=move |event| {
                event.stop_propagation();
                start.set_value(None);
                controller.fit(col);
            }
        ></span>
    }
}

/// The grip keeps the pointer while it is dragged.
fn capture(event: &PointerEvent) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The width that shows what stands in a column: numbers in full, texts up to a line of usual length.
pub fn fitting(book: &Book, col: usize) -> u32 {
    let figures = book.figures();
    let column = &figures.columns()[col];
    let longest = (0..figures.row_count().min(MOST_FITTED)).map(|row| {
        let text = figures.shown_text(col, &figures.value(Place::new(row, col)));
        if column.kind.is_numeric() { layout::width_for(&text) } else { width_of(&text, figures.row(row).level) }
    });
    let words = column.title.split_whitespace().map(|word| width_of(word, 0)).max().unwrap_or(0);
    longest.max().unwrap_or(0).max(words).clamp(NARROWEST, WIDEST.min(WIDEST_TEXT))
}

/// Rows that are looked at for their widest text.
const MOST_FITTED: usize = 20_000;
/// A column of texts gets no wider by itself.
const WIDEST_TEXT: u32 = 520;

fn width_of(text: &str, level: u8) -> u32 {
    let letters = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    u32::try_from(letters).unwrap_or(u32::MAX).saturating_mul(8).saturating_add(22 + 16 * u32::from(level))
}
