//! Draws the window of rows that is seen: rows are recycled while scrolling, and only changed cells are touched.

use std::collections::BTreeMap;
use std::ops::Range;

use domain::template::RowRole;
use leptos::prelude::GetUntracked;
use web_sys::{DomRect, Element, HtmlElement};

use super::super::facts::facts;
use super::super::layout;
use super::super::model::GridModel;
use super::super::place::{Place, Selection};
use super::super::window::Heights;
use super::columns::Columns;
use super::row::{Marks, RowView, set};

/// The elements that the painter fills.
pub struct Parts {
    /// The scrolling element.
    pub scroll: HtmlElement,
    /// The table.
    pub table: HtmlElement,
    /// The header rows.
    pub head: HtmlElement,
    /// The rows.
    pub body: HtmlElement,
    /// Room above the drawn rows.
    pub above: HtmlElement,
    /// Room below the drawn rows.
    pub below: HtmlElement,
    /// The totals.
    pub foot: HtmlElement,
}

/// Draws the rows.
pub struct Painter {
    model: GridModel,
    parts: Parts,
    id: String,
    header_rows: usize,
    heights: Heights,
    columns: Columns,
    rows: BTreeMap<usize, RowView>,
    totals: Vec<RowView>,
    spare: Vec<RowView>,
    is_locked: bool,
}

/// Cells in the document at most (convention 132).
const MOST_CELLS: usize = 1_400;
/// Rows drawn above and below what is seen.
const SPARE_ROWS: usize = 6;

impl Painter {
    /// A painter that has drawn nothing yet.
    pub fn new(model: GridModel, parts: Parts, id: String, header_rows: usize) -> Self {
        let columns = model.read(|book| Columns::of(book.figures().columns()));
        Self {
            model,
            parts,
            id,
            header_rows,
            heights: Heights::default(),
            columns,
            rows: BTreeMap::new(),
            totals: Vec::new(),
            spare: Vec::new(),
            is_locked: false,
        }
    }

    /// Locks or unlocks the cells.
    pub fn lock(&mut self, is_locked: bool) {
        self.is_locked = is_locked;
    }

    /// Fits the columns to the room there is.
    pub fn resize(&mut self) {
        let room = u32::try_from(self.parts.scroll.client_width()).unwrap_or(0);
        self.columns.fit(room);
        self.columns.apply(&self.parts.table);
    }

    /// Rows came or went: draws everything anew.
    pub fn rebuild(&mut self) {
        let name_width = self.columns.name_width();
        let (rows, footer, heights) = self.model.read(|book| {
            let (figures, sheet) = (book.figures(), book.figures().sheet());
            let (rows, footer) = (sheet.row_count(), figures.footer_rows());
            let letters = |row| sheet.row(row).label.chars().count() + 2 * usize::from(sheet.row(row).level);
            let heights = (0..rows - footer).map(|row| layout::row_height(letters(row), name_width)).collect();
            (rows, footer, heights)
        });
        self.heights = Heights::new(heights);
        set(&self.parts.table, "aria-rowcount", &(self.header_rows + rows).to_string());
        self.spare.extend(std::mem::take(&mut self.rows).into_values());
        self.spare.iter().for_each(|row| row.element.remove());
        self.draw_totals(rows - footer..rows);
        self.render();
    }

    fn draw_totals(&mut self, indices: Range<usize>) {
        while self.totals.len() > indices.len() {
            if let Some(row) = self.totals.pop() {
                row.element.remove();
            }
        }
        while self.totals.len() < indices.len() {
            let Some(row) = self.blank_row() else { return };
            let _ = self.parts.foot.append_child(&row.element);
            self.totals.push(row);
        }
        let mut totals = std::mem::take(&mut self.totals);
        for (row, index) in totals.iter_mut().zip(indices) {
            self.fill(row, index);
        }
        self.totals = totals;
    }

    fn blank_row(&self) -> Option<RowView> {
        let document = self.parts.table.owner_document()?;
        RowView::new(&document, &self.columns)
    }

    /// Draws the rows that are seen now.
    pub fn render(&mut self) {
        // Measuring may move what is seen by a row or two; a second pass settles it.
        for _ in 0..3 {
            let window = self.window();
            self.recycle(&window);
            for index in window {
                self.draw(index);
            }
            self.space();
            if !self.measure() {
                break;
            }
        }
        self.space();
        self.mark();
    }

    fn window(&self) -> Range<usize> {
        let top = u64::try_from(self.parts.scroll.scroll_top()).unwrap_or(0);
        let view = u64::try_from(self.parts.scroll.client_height()).unwrap_or(0);
        let limit = MOST_CELLS / self.columns.len().max(1);
        self.heights.window(top, view, SPARE_ROWS, limit.saturating_sub(self.totals.len()))
    }

    fn recycle(&mut self, window: &Range<usize>) {
        let gone: Vec<usize> = self.rows.keys().filter(|index| !window.contains(index)).copied().collect();
        for index in gone {
            if let Some(row) = self.rows.remove(&index) {
                row.element.remove();
                self.spare.push(row);
            }
        }
    }

    fn draw(&mut self, index: usize) {
        if self.rows.contains_key(&index) {
            return;
        }
        let Some(mut row) = self.spare.pop().or_else(|| self.blank_row()) else { return };
        self.fill(&mut row, index);
        let next = self.rows.range(index..).next().map(|(_, row)| &row.element);
        let before: &HtmlElement = next.unwrap_or(&self.parts.below);
        let _ = self.parts.body.insert_before(&row.element, Some(before));
        self.rows.insert(index, row);
    }

    /// Shows a row of the sheet in an element.
    fn fill(&mut self, row: &mut RowView, index: usize) -> bool {
        let (class, shown) = self.model.read(|book| {
            let keys = book.figures();
            let line = keys.sheet().row(index);
            let shown: Vec<_> = (0..self.columns.len())
                .map(|col| {
                    let place = Place::new(index, col);
                    let mark = keys.key(place).and_then(|cell| self.model.mark(&cell));
                    let mut facts = facts(book, place, mark, self.is_locked);
                    if keys.key(place).is_some_and(|cell| self.model.is_commented(&cell)) {
                        facts.class.push_str(" has-comment");
                    }
                    facts
                })
                .collect();
            (row_class(line.role, line.level, index), shown)
        });
        row.place(index, self.header_rows, &class);
        let (mut is_changed, mut is_wider) = (false, false);
        for (col, (cell, facts)) in row.cells.iter_mut().zip(shown).enumerate() {
            let is_number = facts.class.contains("is-number") || facts.class.contains("is-ordinal");
            if cell.show(facts) {
                is_changed = true;
                // A number is never cut: its column grows (convention 55).
                is_wider |= is_number && self.columns.grow(col, cell.text());
            }
        }
        if is_wider {
            self.resize();
        }
        is_changed
    }

    /// Shows what changed in the rows that are drawn.
    pub fn repaint(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        for (index, row) in &mut rows {
            self.fill(row, *index);
        }
        self.rows = rows;
        let mut totals = std::mem::take(&mut self.totals);
        for (offset, row) in totals.iter_mut().enumerate() {
            self.fill(row, self.heights.len() + offset);
        }
        self.totals = totals;
        if self.measure() {
            self.space();
        }
    }

    /// Takes the true heights of the drawn rows; tells whether one was estimated wrongly.
    fn measure(&mut self) -> bool {
        let top = u64::try_from(self.parts.scroll.scroll_top()).unwrap_or(0);
        let (mut is_wrong, mut moved) = (false, 0);
        for (index, row) in &self.rows {
            let height = u32::try_from(row.element.offset_height()).unwrap_or(0);
            if height > 0 && height != self.heights.get(*index) {
                is_wrong = true;
                let is_above = self.heights.top(*index) < top;
                let difference = self.heights.set(*index, height);
                moved += if is_above { difference } else { 0 };
            }
        }
        if moved != 0 {
            self.space();
            let to = i64::from(self.parts.scroll.scroll_top()) + moved;
            self.parts.scroll.set_scroll_top(i32::try_from(to).unwrap_or(0));
        }
        is_wrong
    }

    fn space(&self) {
        let first = self.rows.keys().next().copied().unwrap_or(0);
        let end = self.rows.keys().next_back().map_or(0, |last| last + 1);
        let above = self.heights.top(first);
        let below = self.heights.total() - self.heights.top(end);
        let _ = self.parts.above.style().set_property("height", &format!("{above}px"));
        let _ = self.parts.below.style().set_property("height", &format!("{below}px"));
    }

    /// Shows the selection.
    pub fn mark(&mut self) {
        let selection = self.model.selection().get_untracked();
        let first_total = self.heights.len();
        let id = self.active_id();
        let totals = self.totals.iter_mut().enumerate().map(|(offset, row)| (first_total + offset, row));
        for (index, row) in self.rows.iter_mut().map(|(index, row)| (*index, row)).chain(totals) {
            row.mark_here(index == selection.active().row);
            for (col, cell) in row.cells.iter_mut().enumerate() {
                cell.mark(marks(selection, Place::new(index, col)), &id);
            }
        }
    }

    /// The id that the active cell has while it is drawn.
    pub fn active_id(&self) -> String {
        cell_id(&self.id, self.model.selection().get_untracked().active())
    }

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

fn marks(selection: Selection, place: Place) -> Marks {
    Marks { is_selected: selection.contains(place), is_active: selection.active() == place }
}

fn row_class(role: RowRole, level: u8, index: usize) -> String {
    let role = match role {
        RowRole::Data => "is-data",
        RowRole::Heading => "is-heading",
        RowRole::Subtotal => "is-subtotal",
        RowRole::Total => "is-total",
    };
    let stripe = if index % 2 == 1 { " is-odd" } else { "" };
    format!("grid-row {role} level-{}{stripe}", level.min(6))
}

/// The id of the active cell's element in the page, which the input element refers to.
pub fn cell_id(grid: &str, place: Place) -> String {
    format!("{grid}-{}-{}", place.row, place.col)
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
