//! The part of the screen that a selection is drawn in, and how fast the table scrolls beyond it (convention 13).

use super::super::place::Place;
use super::painter::Painter;

/// Edges on screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// Pixels of a step just beyond the edge, and at most.
const SLOWEST: i32 = 6;
const FASTEST: i32 = 400;

impl View {
    /// The nearest point inside.
    pub fn nearest(&self, x: i32, y: i32) -> (i32, i32) {
        let within = |at: i32, from: i32, to: i32| at.min(to - 2).max(from + 1);
        (within(x, self.left, self.right), within(y, self.top, self.bottom))
    }

    /// How far the table scrolls in one step, to the right and down: the farther beyond the edge, the farther.
    pub fn speed(&self, x: i32, y: i32) -> (i32, i32) {
        (speed(x, self.left, self.right), speed(y, self.top, self.bottom))
    }
}

fn speed(at: i32, from: i32, to: i32) -> i32 {
    let step = |distance: i32| (SLOWEST + distance / 3 + distance.min(FASTEST).pow(2) / 60).min(FASTEST);
    if at < from {
        -step(from - at)
    } else if at > to {
        step(at - to)
    } else {
        0
    }
}

/// Width and height of the window: of a table that reaches below it only a part is seen.
fn window_size() -> (i32, i32) {
    let window = leptos::prelude::window();
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64());
    let size = |value| size(value).map_or(i32::MAX, |size| size as i32);
    (size(window.inner_width()), size(window.inner_height()))
}

impl Painter {
    /// Width and height of what is seen of the table.
    pub fn frame(&self) -> (f64, f64) {
        (f64::from(self.parts.scroll.client_width()), f64::from(self.parts.scroll.client_height()))
    }

    /// The lower right corner of a drawn cell that scrolls, where header, totals and frozen columns do not cover it.
    pub fn corner(&self, place: Place) -> Option<(f64, f64)> {
        let (left, top, width, height) = self.rect(place)?;
        let (x, y) = (left + width, top + height);
        let least = if place.col < self.columns.frozen { 0 } else { self.columns.frozen_width() };
        let room = f64::from(self.parts.scroll.client_height() - self.parts.foot.offset_height());
        let is_seen = x > f64::from(least) && y > f64::from(self.parts.head.offset_height());
        (place.row < self.heights.len()
            && is_seen
            && y <= room + 1.0
            && x <= f64::from(self.parts.scroll.client_width()) + 1.0)
            .then_some((x, y))
    }

    /// The part of the screen in which a selection that began at this cell is drawn.
    pub fn view(&self, anchor: Place) -> View {
        let scroll = &self.parts.scroll;
        let frame = scroll.get_bounding_client_rect();
        let (left, top) = (frame.left() as i32, frame.top() as i32);
        let is_held = |is_frozen: bool, size: i32| if is_frozen { 0 } else { size };
        let is_end = scroll.scroll_top() + scroll.client_height() >= scroll.scroll_height() - 1;
        let is_start = scroll.scroll_left() == 0;
        View {
            left: left + is_held(is_start || anchor.col < self.columns.frozen, self.columns.frozen_width()),
            top: top + self.parts.head.offset_height(),
            right: (left + scroll.client_width()).min(window_size().0),
            bottom: (top + scroll.client_height()
                - is_held(is_end || anchor.row >= self.heights.len(), self.parts.foot.offset_height()))
            .min(window_size().1),
        }
    }

    /// Scrolls by so many pixels to the right and down.
    pub fn scroll_by(&mut self, (right, down): (i32, i32)) {
        let scroll = &self.parts.scroll;
        scroll.set_scroll_left(scroll.scroll_left() + right);
        scroll.set_scroll_top(scroll.scroll_top() + down);
        self.render();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_faster_the_farther() {
        let view = View { left: 100, top: 100, right: 500, bottom: 300 };
        for (x, y, expected) in [
            (200, 200, (0, 0)),
            (500, 300, (0, 0)),
            (200, 310, (0, 10)),
            (200, 400, (0, 205)),
            (200, 9_000, (0, 400)),
            (90, 90, (-10, -10)),
        ] {
            assert_eq!(view.speed(x, y), expected, "{x} {y}");
        }
        assert_eq!(view.nearest(0, 9_000), (101, 298));
    }
}
