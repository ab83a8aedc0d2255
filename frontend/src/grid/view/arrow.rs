//! The arrow in the active cell that opens its list by mouse or finger (conventions 32, 131).

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::super::keys::Mode;
use super::controller::Controller;

/// Width of the arrow, and its height at most, in CSS pixels.
const WIDTH: f64 = 22.0;
const HIGHEST: f64 = 26.0;

/// The arrow. The keyboard has Alt+↓, and hears of the list from the cell itself.
#[component]
pub fn Arrow(controller: Controller) -> impl IntoView {
    view! {
        <div
            class="grid-arrow"
            aria-hidden="true"
            node_ref=controller.looks.arrow
            on:pointerdown=|event| event.stop_propagation()
            on:dblclick=|event| event.stop_propagation()
            on:mousedown=move |event| {
                event.stop_propagation();
                event.prevent_default();
                if controller.looks.list.with_untracked(Option::is_some) {
                    controller.close_list();
                } else {
                    controller.open_list();
                    controller.focus();
                }
            }
        >
            "▾"
        </div>
    }
}

/// Lays the arrow beside the active cell, where that is seen and chosen from a list; into it where the table ends there.
pub fn lay(controller: Controller) {
    let Some(arrow) = controller.looks.arrow.get_untracked() else { return };
    let is_chosen = controller.mode.get_untracked() == Mode::Select && controller.traits().has_list;
    let is_wanted = is_chosen && controller.can_type();
    let active = controller.active();
    let (rect, frame) = controller
        .painter
        .with_value(|painter| {
            let painter = painter.as_ref().filter(|_| is_wanted)?;
            Some((painter.rect(active)?, painter.frame()))
        })
        .unzip();
    let element: &HtmlElement = &arrow;
    let style = element.style();
    let (Some((left, top, width, height)), Some((wide, _))) = (rect, frame) else {
        let _ = style.set_property("display", "none");
        return;
    };
    let beside = left + width + 1.0;
    let at = if beside + WIDTH <= wide { beside } else { left + width - WIDTH };
    let high = height.min(HIGHEST);
    for (name, value) in [("left", at), ("top", top + height - high), ("width", WIDTH), ("height", high)] {
        let _ = style.set_property(name, &format!("{value}px"));
    }
    let _ = style.set_property("display", "grid");
}
