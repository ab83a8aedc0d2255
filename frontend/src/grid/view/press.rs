//! A finger that stays on a cell opens the menu (convention 131). Not every browser tells of that by itself.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::{PointerEvent, TouchEvent};

use super::controller::Controller;
use super::events;
use super::hand::At;

/// How long a finger stays.
const LONG: Duration = Duration::from_millis(550);
/// How far it may move meanwhile, in CSS pixels.
const STILL: i32 = 10;

/// A finger on the table, until it moves, leaves or has stayed long enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finger {
    pointer: i32,
    at: At,
    timer: TimeoutHandle,
}

/// A finger was put down.
pub fn down(controller: Controller, event: &PointerEvent) {
    lift(controller);
    controller.hand.is_long.set_value(false);
    let Some(place) = events::place(event) else { return };
    if event.pointer_type() != "touch" || !event.is_primary() {
        return;
    }
    let at = (event.client_x(), event.client_y());
    let held = move || {
        // The page may be gone by now.
        if controller.hand.finger.try_get_value().flatten().is_some() {
            controller.hand.finger.set_value(None);
            controller.hand.is_long.set_value(true);
            controller.open_menu_for(place, at);
        }
    };
    if let Ok(timer) = set_timeout_with_handle(held, LONG) {
        controller.hand.finger.set_value(Some(Finger { pointer: event.pointer_id(), at, timer }));
    }
}

/// A finger moved: it scrolls or draws.
pub fn moved(controller: Controller, event: &PointerEvent) {
    let finger = controller.hand.finger.get_value().filter(|finger| finger.pointer == event.pointer_id());
    let far = |finger: Finger| {
        let (x, y) = (event.client_x() - finger.at.0, event.client_y() - finger.at.1);
        x.abs().max(y.abs()) > STILL
    };
    if finger.is_some_and(far) {
        lift(controller);
    }
}

/// A finger that stayed has left: no tap follows, which would choose from the menu that is open by then.
pub fn left(controller: Controller, event: &TouchEvent) {
    if controller.hand.is_long.get_value() {
        event.prevent_default();
    }
}

/// The finger left, or the browser scrolls with it.
pub fn lift(controller: Controller) {
    if let Some(finger) = controller.hand.finger.try_update_value(Option::take).flatten() {
        finger.timer.clear();
    }
}
