//! The handle by which a finger stretches the selection (convention 131). Only screens that are touched show it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::super::place::Place;
use super::controller::Controller;

/// The handle at the lower right corner of the selection.
#[component]
pub fn Corner(controller: Controller) -> impl IntoView {
    let is_held = StoredValue::new(false);
    view! {
        <div
            class="grid-corner"
            aria-hidden="true"
            node_ref=controller.looks.corner
            on:mousedown=|event| event.stop_propagation()
            on:pointerdown=move |event| {
                event.prevent_default();
                event.stop_propagation();
                is_held.set_value(true);
                if let Some(corner) = controller.looks.corner.get_untracked() {
                    let _ = corner.set_pointer_capture(event.pointer_id());
                }
            }
            on:pointermove=move |event| {
                let head = controller.model.selection().get_untracked().head;
                let under = is_held.get_value().then(|| under(&event)).flatten();
                if let Some(place) = under.filter(|place| *place != head) {
                    controller.stretch(place);
                }
            }
            on:pointerup=move |event| {
                event.stop_propagation();
                is_held.set_value(false);
            }
            on:pointercancel=move |_| is_held.set_value(false)
        ></div>
    }
}

/// The cell under a finger; the handle itself lies over it.
fn under(event: &PointerEvent) -> Option<Place> {
    let document = web_sys::window()?.document()?;
    // Coordinates of the page are whole numbers here.
    let elements = document.elements_from_point(event.client_x() as f32, event.client_y() as f32);
    let cell = elements
        .iter()
        .find_map(|element| element.dyn_into::<Element>().ok()?.closest(".grid-row [data-col]").ok()?)?;
    let row = cell.closest("[data-row]").ok()??;
    let number = |element: &Element, name: &str| element.get_attribute(name)?.parse().ok();
    Some(Place::new(number(&row, "data-row")?, number(&cell, "data-col")?))
}

/// Puts the handle at the selection's corner, where that is drawn.
pub fn follow(controller: Controller) {
    let Some(corner) = controller.looks.corner.get_untracked() else { return };
    let last = controller.model.selection().get_untracked().last();
    let rect = controller.painter.with_value(|painter| painter.as_ref().and_then(|painter| painter.rect(last)));
    let style = web_sys::HtmlElement::style(&corner);
    let shown = if rect.is_some() { "block" } else { "none" };
    let _ = style.set_property("--grid-corner", shown);
    if let Some((left, top, width, height)) = rect {
        let _ = style.set_property("left", &format!("{}px", left + width - HALF));
        let _ = style.set_property("top", &format!("{}px", top + height - HALF));
    }
}

/// Half of the handle's size in CSS pixels.
const HALF: f64 = 14.0;
