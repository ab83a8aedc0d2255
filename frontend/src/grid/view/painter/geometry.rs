//! Where cells stand on screen, and scrolling to them (conventions 2, 8, 11).

use web_sys::{DomRect, Element};

use super::super::super::layout;
use super::super::super::place::Place;
use super::Painter;

impl Painter {
    /// Scrolls a cell into view, clear of header, frozen columns and totals (convention 2).
    pub fn reveal(&mut self, place: Place) {
        let scroll = &self.parts.scroll;
        if place.row < self.heights.len() {
            let room = scroll.client_height() - self.parts.head.offset_height() - self.parts.foot.offset_height();
            let top = i32::try_from(self.heights.top(place.row)).unwrap_or(i32::MAX);
            let height = i32::try_from(self.heights.get(place.row)).unwrap_or(0);
            if let Some(to) = scrolled(scroll.scroll_top(), room, top, height) {
                scroll.set_scroll_top(to);
            }
        }
        if let Some((left, width, frozen)) = self.columns.span(place.col)
            && let Some(to) = scrolled(scroll.scroll_left(), scroll.client_width() - frozen, left, width)
        {
            scroll.set_scroll_left(to);
        }
        self.render();
        self.reveal_total(place);
    }

    /// The totals stand at the table's lower edge, which lies below the window where 400 % leave few lines.
    fn reveal_total(&self, place: Place) {
        if place.row < self.heights.len() {
            return;
        }
        let Some(((_, top, _, height), window)) = self.window_rect(place).zip(web_sys::window()) else { return };
        let room = window.inner_height().ok().and_then(|room| room.as_f64()).unwrap_or(f64::MAX);
        if top + height > room {
            window.scroll_by_with_x_and_y(0.0, (top + height - room).ceil());
        }
    }

    /// The drawn cell at a place.
    pub fn cell(&self, place: Place) -> Option<&Element> {
        let row = match place.row.checked_sub(self.heights.len()) {
            Some(total) => self.totals.get(total)?,
            None => self.rows.get(&place.row)?,
        };
        row.cells.get(place.col).map(|cell| &cell.element)
    }

    /// Where a drawn cell stands, relative to the scrolling element.
    pub fn rect(&self, place: Place) -> Option<(f64, f64, f64, f64)> {
        let (cell, frame): (DomRect, DomRect) =
            (self.cell(place)?.get_bounding_client_rect(), self.parts.scroll.get_bounding_client_rect());
        Some((cell.left() - frame.left(), cell.top() - frame.top(), cell.width(), cell.height()))
    }

    /// Where a drawn cell stands in the window.
    pub fn window_rect(&self, place: Place) -> Option<(f64, f64, f64, f64)> {
        let cell = self.cell(place)?.get_bounding_client_rect();
        Some((cell.left(), cell.top(), cell.width(), cell.height()))
    }

    /// Rows on one screen.
    pub fn page(&self) -> usize {
        let room = self.parts.scroll.client_height() - self.parts.head.offset_height();
        usize::try_from(room / i32::try_from(layout::ONE_LINE).unwrap_or(1)).unwrap_or(1).max(2) - 1
    }

    /// Columns on one screen, of about the usual width.
    pub fn page_of_columns(&self) -> usize {
        let room = u32::try_from(self.parts.scroll.client_width()).unwrap_or(0);
        self.columns.on_screen(room)
    }

    /// Where it is scrolled to.
    pub fn scrolled(&self) -> (i32, i32) {
        (self.parts.scroll.scroll_top(), self.parts.scroll.scroll_left())
    }
}

/// The scroll position that shows a stretch; `None` when it is seen already.
fn scrolled(at: i32, room: i32, start: i32, length: i32) -> Option<i32> {
    if start < at || length > room {
        Some(start)
    } else if start + length > at + room {
        Some(start + length - room)
    } else {
        None
    }
    .filter(|to| *to != at)
}

#[cfg(test)]
mod tests {
    use super::scrolled;

    #[test]
    fn scrolling_shows_the_whole_cell_and_moves_no_more_than_needed() {
        for (at, room, start, length, to) in [
            (0, 100, 20, 30, None),
            (0, 100, 90, 30, Some(20)),
            (50, 100, 20, 30, Some(20)),
            (50, 100, 50, 100, None),
            (50, 100, 60, 300, Some(60)),
        ] {
            assert_eq!(scrolled(at, room, start, length), to, "{at} {room} {start} {length}");
        }
    }
}
