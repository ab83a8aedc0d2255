//! How the table is looked at, and what is open beside it: folding, sorting, filtering, widths, density, the whole screen
//! (conventions 86, 87, 89, 90, 94, 98, 128).

use domain::template::RowKind;
use leptos::html;
use leptos::prelude::*;

use super::super::filter::{self, Filter};
use super::super::place::{Place, Selection};
use super::super::sources::{Sources, Which};
use super::super::texts::Text;
use super::super::view_keys::ViewCommand;
use super::controller::Controller;
use super::list::OpenList;
use super::remember::{self, Taste};
use super::with_painter;

/// How the table is looked at, and what is open beside it.
#[derive(Clone, Copy)]
pub struct Looks {
    /// The list that the active cell is chosen from, while it is open.
    pub list: RwSignal<Option<OpenList>>,
    /// Whether the panel for finding is open, and whether it replaces.
    pub search: RwSignal<Option<bool>>,
    /// Whether the keys are listed.
    pub helps: RwSignal<bool>,
    /// Whether the table takes the whole window.
    pub is_full: RwSignal<bool>,
    /// What somebody chose for all tables.
    pub taste: RwSignal<Taste>,
    /// The column sorted by, and whether the greatest stands first.
    pub sort: RwSignal<Option<(usize, bool)>>,
    /// What is shown.
    pub filter: RwSignal<Filter>,
    /// The row that is dragged to another place.
    pub dragged: StoredValue<Option<usize>>,
    /// The handle by which a finger stretches the selection.
    pub corner: NodeRef<html::Div>,
    /// The arrow that opens the list.
    pub arrow: NodeRef<html::Div>,
    /// The cell that a finger tapped a second time.
    pub tapped: StoredValue<bool>,
}

/// Rows that are drawn all at once at most, on demand (convention 128).
pub const MOST_WHOLE: usize = 1_000;

impl Default for Looks {
    fn default() -> Self {
        Self {
            list: RwSignal::new(None),
            search: RwSignal::new(None),
            helps: RwSignal::new(false),
            is_full: RwSignal::new(false),
            taste: RwSignal::new(remember::taste()),
            sort: RwSignal::new(None),
            filter: RwSignal::new(Filter::All),
            dragged: StoredValue::new(None),
            corner: NodeRef::new(),
            arrow: NodeRef::new(),
            tapped: StoredValue::new(false),
        }
    }
}

impl Controller {
    /// Does what a key of the view asks for.
    pub(super) fn look(&self, command: ViewCommand) {
        match command {
            ViewCommand::OpenList => self.open_list(),
            ViewCommand::Fold(is_folded) => self.fold(self.fold_at(is_folded), is_folded),
            ViewCommand::MoveRows { down } => self.move_rows(down),
            ViewCommand::Find { replaces } => self.looks.search.set(Some(replaces)),
            ViewCommand::Help => self.looks.helps.set(true),
            ViewCommand::Full => self.looks.is_full.update(|is_full| *is_full = !*is_full),
            ViewCommand::Widen(by) => self.widen(self.active().col, by),
            ViewCommand::Fit => self.fit(self.active().col),
            ViewCommand::Sort { descending } => {
                let by = (self.active().col, descending);
                let is_off = self.looks.sort.get_untracked() == Some(by);
                self.sort((!is_off).then_some(by));
            }
            ViewCommand::Sources => self.go_to_source(0),
            ViewCommand::Compare => self.choose(|taste| taste.compares = !taste.compares),
        }
    }

    /// The group to fold: the row itself, or the one that it is nested under.
    fn fold_at(&self, is_folded: bool) -> usize {
        let active = self.active().row;
        let is_open_group = self
            .model
            .read(|book| book.is_group(active) && !book.figures().lens().is_folded(&book.figures().row(active).key));
        if !is_folded || is_open_group {
            return active;
        }
        self.model.read(|book| {
            let figures = book.figures();
            let level = |row: usize| figures.row(row).level;
            let is_there = active < figures.row_count();
            is_there.then(|| (0..active).rev().find(|row| level(*row) < level(active))).flatten().unwrap_or(active)
        })
    }

    /// Folds the group at a place or unfolds it; the active cell stays in sight.
    pub fn fold(&self, row: usize, is_folded: bool) {
        self.commit();
        let active = self.active();
        self.model.edit(|book| book.fold(row, is_folded));
        if is_folded && active.row > row {
            self.model.select(Selection::cell(Place::new(row, active.col)));
        }
        self.reveal();
    }

    /// Shows added rows sorted, or in their stored order.
    pub fn sort(&self, by: Option<(usize, bool)>) {
        if self.model.read(|book| *book.figures().row_kind() == RowKind::Fixed) {
            return self.tell(Text::FixedOrder);
        }
        self.commit();
        self.keep_active(|| self.model.edit(|book| book.sort(by)));
        self.looks.sort.set(by);
        self.tell(match by {
            Some((_, false)) => Text::SortedUp,
            Some((_, true)) => Text::SortedDown,
            None => Text::StoredOrder,
        });
    }

    /// Shows the rows that a filter wants.
    pub fn filter(&self, filter: Filter) {
        self.commit();
        self.keep_active(|| {
            self.model.edit(|book| match &filter {
                Filter::All => book.filter(None),
                wanted => book.filter(Some(&|figures, row| {
                    let worst = |place| figures.key(place).and_then(|cell| self.model.mark(&cell));
                    filter::wants(figures, row, wanted, &worst)
                })),
            });
        });
        let shown = self.model.read(|book| {
            let figures = book.figures();
            figures.row_count() - figures.footer_rows()
        });
        self.say(super::super::texts::shown_rows(shown, self.model.language()));
        self.looks.filter.set(filter);
    }

    /// Shows every row: what is about to be done is done to all of them.
    pub(super) fn show_all(&self) {
        if self.model.read(|book| book.figures().row_count() < book.figures().sheet().row_count()) {
            self.keep_active(|| self.model.edit(|book| book.show_all()));
            self.looks.filter.set(Filter::All);
        }
    }

    /// Changes the view without losing the active cell, where it is still shown.
    fn keep_active(&self, change: impl FnOnce()) {
        let active = self.active();
        let cell = self.model.read(|book| book.figures().key(active));
        change();
        let place = cell.and_then(|cell| self.model.read(|book| book.figures().place(&cell)));
        self.model.select(Selection::cell(place.unwrap_or(Place::new(0, active.col))));
        self.reveal();
    }

    /// Moves the selected rows by one (convention 94).
    fn move_rows(&self, down: bool) {
        let selection = self.model.selection().get_untracked();
        let beside = if down { selection.last().row.checked_add(1) } else { selection.first().row.checked_sub(1) };
        if let Some(beside) = beside {
            self.move_rows_to(beside, down);
        }
    }

    /// Moves the selected rows to stand before the row at a place, or behind it.
    pub fn move_rows_to(&self, beside: usize, is_behind: bool) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        self.commit();
        let selection = self.model.selection().get_untracked();
        let (rows, is_possible) = self.model.read(|book| {
            let figures = book.figures();
            let is_row = beside < figures.row_count() && figures.row(beside).is_dynamic;
            (book.movable(selection), is_row)
        });
        if rows.is_empty() {
            return self.tell(Text::NothingToMove);
        }
        if !is_possible {
            return;
        }
        let mut moved = selection;
        self.model.edit(|book| {
            let (changes, selection) = book.move_rows(&rows, beside, is_behind, selection);
            moved = selection;
            changes
        });
        self.model.select(moved);
        self.reveal();
    }

    /// Makes a column wider by so many pixels, and remembers it.
    pub fn widen(&self, col: usize, by: i32) {
        with_painter(*self, |painter| {
            let width = painter.width(col).saturating_add_signed(by);
            painter.widen(col, width);
        });
        self.remember_widths();
    }

    /// Makes a column as wide as what it shows.
    pub fn fit(&self, col: usize) {
        let width = self.model.read(|book| super::grips::fitting(book, col));
        with_painter(*self, |painter| painter.widen(col, width));
        self.remember_widths();
    }

    pub(super) fn remember_widths(&self) {
        let form = self.model.read(|book| book.figures().sheet().form().template().code.clone());
        self.painter.with_value(|painter| {
            if let Some(painter) = painter {
                remember::keep_widths(&form, painter.chosen());
            }
        });
        self.follow();
    }

    /// Changes what somebody chose for all tables.
    pub fn choose(&self, change: impl FnOnce(&mut Taste)) {
        self.looks.taste.update(change);
        remember::keep_taste(self.looks.taste.get_untracked());
    }

    /// Goes to the cells that the active figure is computed from (convention 98).
    pub fn go_to_source(&self, number: usize) {
        let active = self.active();
        let ends = self.model.read(|book| {
            let sources = Sources::of(book.figures(), active);
            let stretch = sources.stretches.get(number)?;
            let place = match stretch.rows {
                Which::Row(row) if book.figures().sheet().row_count() > row => {
                    Some(book.figures().sheet().row(row).key.clone())
                }
                _ => None,
            };
            Some((*stretch, place))
        });
        let Some((stretch, key)) = ends else { return self.tell(Text::NoSources) };
        if let Some(key) = key {
            self.model.edit(|book| book.reveal(&key));
        }
        if let Some((first, last)) = self.model.read(|book| stretch.ends(book.figures())) {
            self.model.select(Selection::cell(first).to(last));
            self.reveal();
            self.focus();
        }
    }
}
