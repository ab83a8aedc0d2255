//! The arrow in the active cell that opens its list by mouse or finger (conventions 32, 131).

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::super::keys::Mode;
use super::controller::Controller;

/// Width of the arrow in CSS pixels.
const WIDTH: f64 = 24.0;

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

/// Lays the arrow into the active cell, where that is seen and chosen from a list.
pub fn lay(controller: Controller) {
    let Some(arrow) = controller.looks.arrow.get_untracked() else { return };
    let is_wanted =
        controller.mode.get_untracked() == Mode::Select && controller.traits().has_list && controller.can_type();
    let active = controller.active();
    let rect = controller.painter.with_value(|painter| painter.as_ref().and_then(|painter| painter.rect(active)));
    let element: &HtmlElement = &arrow;
    let style = element.style();
    let Some((left, top, width, height)) = rect.filter(|_| is_wanted) else {
        let _ = style.set_property("display", "none");
        return;
    };
    for (name, value) in [("left", left + width - WIDTH), ("top", top), ("width", WIDTH), ("height", height)] {
        let _ = style.set_property(name, &format!("{value}px"));
    }
    let _ = style.set_property("display", "grid");
}
