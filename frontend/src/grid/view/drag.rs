//! Drawing with the mouse, also beyond the table's edge, which then scrolls: the faster the farther (conventions 13, 76).

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::super::place::Place;
use super::controller::Controller;
use super::events;
use super::view_area::View;

/// Between two movements of the table.
const TICK: Duration = Duration::from_millis(30);

/// Follows the mouse all over the page while a button is held.
pub fn listen(controller: Controller) {
    let moved = window_event_listener(ev::mousemove, move |event| follow(controller, &event));
    let released =
        window_event_listener(ev::mouseup, move |event| end(controller, event.ctrl_key() || event.meta_key()));
    on_cleanup(move || {
        moved.remove();
        released.remove();
    });
}

fn follow(controller: Controller, event: &MouseEvent) {
    if !controller.is_dragging.get_value() {
        return;
    }
    if event.buttons() == 0 {
        return end(controller, event.ctrl_key());
    }
    controller.hand.pointer.set_value((event.client_x(), event.client_y()));
    draw(controller);
    if !controller.hand.is_scrolling.get_value() && is_beyond(controller) {
        controller.hand.is_scrolling.set_value(true);
        scroll_on(controller);
    }
}

fn end(controller: Controller, is_toggled: bool) {
    if controller.is_dragging.get_value() {
        controller.is_dragging.set_value(false);
        controller.end_fill(is_toggled);
        controller.follow();
    }
}

/// Stretches the selection, or the range to fill, to the cell at the mouse.
fn draw(controller: Controller) {
    let Some(place) = under(controller) else { return };
    if controller.hand.filling.with_value(Option::is_some) {
        if controller.hand.filling_to.get_value() != Some(place) {
            controller.draw_fill(place);
        }
    } else if controller.model.selection().get_untracked().head != place {
        controller.stretch(place);
    }
}

/// The cell under the mouse, or the nearest one that is seen.
fn under(controller: Controller) -> Option<Place> {
    let (x, y) = controller.hand.pointer.get_value();
    let (x, y) = view(controller)?.nearest(x, y);
    // The page's bar may lie over the table.
    let here = document().elements_from_point(x as f32, y as f32);
    here.iter().find_map(|element| events::place_of(element.dyn_ref::<Element>()?))
}

fn view(controller: Controller) -> Option<View> {
    let anchor = controller.model.selection().get_untracked().anchor;
    controller.painter.with_value(|painter| painter.as_ref().map(|painter| painter.view(anchor)))
}

fn is_beyond(controller: Controller) -> bool {
    let (x, y) = controller.hand.pointer.get_value();
    view(controller).is_some_and(|view| view.speed(x, y) != (0, 0))
}

/// Scrolls as long as the mouse is held beyond the edge.
fn scroll_on(controller: Controller) {
    let is_there = controller.is_dragging.try_get_value() == Some(true);
    if !is_there || !is_beyond(controller) {
        controller.hand.is_scrolling.try_update_value(|is_scrolling| *is_scrolling = false);
        return;
    }
    let (x, y) = controller.hand.pointer.get_value();
    let speed = view(controller).map_or((0, 0), |view| view.speed(x, y));
    controller.painter.update_value(|painter| {
        if let Some(painter) = painter {
            painter.scroll_by(speed);
        }
    });
    controller.follow();
    draw(controller);
    set_timeout(move || scroll_on(controller), TICK);
}
