//! Draws the window of rows that is seen: rows are recycled while scrolling, and only changed cells are touched.

use std::collections::BTreeMap;
use std::ops::Range;

use domain::template::RowRole;
use leptos::prelude::GetUntracked;
use web_sys::HtmlElement;

use super::super::facts::facts;
use super::super::layout;
use super::super::model::GridModel;
use super::super::place::Place;
use super::super::sources::Sources;
use super::super::widths::Widths;
use super::super::window::Heights;
use super::columns::Columns;
use super::looks::MOST_WHOLE;
use super::remember::{self, Taste};
use super::row::{Marks, RowView, set};

mod geometry;

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
    pub(super) parts: Parts,
    id: String,
    header_rows: usize,
    pub(super) heights: Heights,
    pub(super) columns: Columns,
    rows: BTreeMap<usize, RowView>,
    totals: Vec<RowView>,
    spare: Vec<RowView>,
    is_locked: bool,
    taste: Taste,
    sources: Sources,
}

/// Cells in the document at most (convention 132).
const MOST_CELLS: usize = 1_400;
/// Room beside the small text in a cell, in pixels, and of one of its letters, in tenths of them.
const BESIDE_SMALL: u32 = 11;
const SMALL_LETTER: u32 = 56;
/// Rows drawn above and below what is seen.
const SPARE_ROWS: usize = 6;

impl Painter {
    /// A painter that has drawn nothing yet.
    pub fn new(model: GridModel, parts: Parts, id: String, header_rows: usize) -> Self {
        let columns = model.read(|book| {
            let figures = book.figures();
            Columns::of(figures.columns(), remember::widths(&figures.sheet().form().template().code))
        });
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
            taste: Taste::default(),
            sources: Sources::default(),
        }
    }

    /// Takes what somebody chose.
    pub fn taste(&mut self, taste: Taste) {
        self.taste = taste;
    }

    /// Width of a column.
    pub fn width(&self, col: usize) -> u32 {
        self.columns.width(col)
    }

    /// The chosen widths.
    pub fn chosen(&self) -> &Widths {
        self.columns.chosen()
    }

    /// Gives a column a width; rows become higher or lower with their names.
    pub fn widen(&mut self, col: usize, width: u32) {
        self.columns.widen(col, width);
        self.resize();
        self.render();
    }

    /// Marks the row that a dragged one would go to.
    pub fn aim(&self, target: Option<usize>) {
        for (index, row) in &self.rows {
            row.aim(Some(*index) == target);
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
            let figures = book.figures();
            let (rows, footer) = (figures.row_count(), figures.footer_rows());
            let letters = |row| figures.row(row).label.chars().count() + 2 * usize::from(figures.row(row).level);
            let less = if self.taste.is_dense { layout::ONE_LINE - layout::ONE_DENSE_LINE } else { 0 };
            let heights = (0..rows - footer).map(|row| layout::row_height(letters(row), name_width) - less).collect();
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
        if self.taste.is_whole && self.heights.len() <= MOST_WHOLE {
            return 0..self.heights.len();
        }
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
        let (class, shown, is_expanded) = self.model.read(|book| {
            let keys = book.figures();
            let line = keys.row(index);
            let shown: Vec<_> = (0..self.columns.len())
                .map(|col| {
                    let place = Place::new(index, col);
                    let mark = keys.key(place).and_then(|cell| self.model.mark(&cell));
                    let mut facts = facts(book, place, mark, self.is_locked);
                    if keys.key(place).is_some_and(|cell| self.model.is_commented(&cell)) {
                        facts.class.push_str(" has-comment");
                    }
                    if let Some(cell) = keys.key(place) {
                        facts.class.push_str(&self.model.noted_class(&cell));
                    }
                    if self.taste.compares {
                        let room = self.columns.width(col).saturating_sub(BESIDE_SMALL) * 10 / SMALL_LETTER;
                        facts.before = book.compared_short(place, usize::try_from(room).unwrap_or(0));
                    }
                    facts
                })
                .collect();
            let is_closed = line.item.as_ref().is_some_and(|item| self.model.is_closed(item));
            let is_expanded = book.is_group(index).then(|| !keys.lens().is_folded(&line.key));
            let class = row_class(line.role, line.level, index) + more_classes(is_expanded, is_closed);
            (class, shown, is_expanded)
        });
        row.place(index, self.header_rows, &class);
        row.expand(is_expanded);
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
        let (ranges, outline) = (self.model.ranges(), self.model.outline.get_untracked());
        let marks = |place: Place| Marks {
            is_selected: ranges.iter().any(|range| range.contains(place)),
            is_active: selection.active() == place,
            is_source: false,
            edges: outline.as_ref().map(|outline| outline.edges(place)).unwrap_or_default(),
        };
        self.sources = self.model.read(|book| Sources::of(book.figures(), selection.active()));
        let first_total = self.heights.len();
        let id = self.active_id();
        let totals = self.totals.iter_mut().enumerate().map(|(offset, row)| (first_total + offset, row));
        for (index, row) in self.rows.iter_mut().map(|(index, row)| (*index, row)).chain(totals) {
            row.mark_here(index == selection.active().row);
            for (col, cell) in row.cells.iter_mut().enumerate() {
                let place = Place::new(index, col);
                let is_source = !self.sources.stretches.is_empty()
                    && self.model.read(|book| self.sources.contains(book.figures(), place));
                cell.mark(Marks { is_source, ..marks(place) }, &id);
            }
        }
    }

    /// The id that the active cell has while it is drawn.
    pub fn active_id(&self) -> String {
        cell_id(&self.id, self.model.selection().get_untracked().active())
    }
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

fn more_classes(is_expanded: Option<bool>, is_closed: bool) -> &'static str {
    match (is_expanded, is_closed) {
        (Some(true), _) => " is-group",
        (Some(false), _) => " is-group is-folded",
        (None, true) => " is-closed",
        (None, false) => "",
    }
}

/// The id of the active cell's element in the page, which the input element refers to.
pub fn cell_id(grid: &str, place: Place) -> String {
    format!("{grid}-{}-{}", place.row, place.col)
}
