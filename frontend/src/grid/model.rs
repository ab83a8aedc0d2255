//! The grid's state as signals: what the pages and the view share.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use contract::data::{CellTable, ReportData, SaveReceipt, SaveRequest};
use contract::problem::Clash;
use domain::catalogue::CatalogueItem;
use domain::finding::{CellRef, Finding};
use domain::language::Language;
use domain::sheet::{CompiledForm, Filling};
use domain::template::Severity;
use leptos::prelude::*;

use super::book::{Book, Changes, Difference, Edits, Kept, cell_of};
use super::journal::CellKey;
use super::moves;
use super::noted::NotedCells;
use super::place::Selection;
use super::print;
use super::ranges::Outline;

mod checking;
mod told;
mod view;

pub use told::Explained;

/// A report being edited, as a handle that can be copied into closures.
#[derive(Clone, Copy)]
pub struct GridModel {
    book: StoredValue<Book>,
    catalogue: StoredValue<Vec<CatalogueItem>>,
    closed: StoredValue<HashSet<String>>,
    selection: RwSignal<Selection>,
    status: RwSignal<Status>,
    findings: RwSignal<Vec<Finding>>,
    marks: StoredValue<HashMap<CellKey, Severity>>,
    commented: StoredValue<HashSet<CellKey>>,
    explained: RwSignal<Explained>,
    noted: StoredValue<NotedCells>,
    filling: RwSignal<Filling>,
    findings_due: StoredValue<bool>,
    queue: StoredValue<Changes>,
    /// Counts whenever rows come, go or move, and figures are read anew.
    arrangement: StoredValue<u64>,
    tick: RwSignal<u64>,
    reveal: RwSignal<u64>,
    language: Signal<Language>,
    is_typing: RwSignal<bool>,
    /// Takes what stands in an open editor.
    taking: StoredValue<Option<Callback<()>>>,
    /// Selected ranges besides the current one, and the outline that is drawn.
    pub(super) further: RwSignal<Vec<Selection>>,
    pub(super) outline: RwSignal<Option<Outline>>,
}

/// What buttons and guards ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Status {
    is_dirty: bool,
    can_undo: bool,
    can_redo: bool,
}

impl GridModel {
    /// Opens a report as the server sent it. `catalogue` are the items of its rows; those with a last day may no longer be
    /// picked.
    #[must_use]
    pub fn open(form: Arc<CompiledForm>, data: &ReportData, catalogue: Vec<CatalogueItem>) -> Self {
        let book = Book::open(form, data);
        let start = Selection::cell(moves::entry(book.figures()));
        let language = Signal::stored(crate::locales::language());
        let (open, closed): (Vec<_>, Vec<_>) = catalogue.into_iter().partition(|item| item.valid_to.is_none());
        let model = Self {
            book: StoredValue::new(book),
            catalogue: StoredValue::new(open),
            closed: StoredValue::new(closed.into_iter().map(|item| item.code).collect()),
            selection: RwSignal::new(start),
            status: RwSignal::new(Status::default()),
            findings: RwSignal::new(Vec::new()),
            marks: StoredValue::new(HashMap::new()),
            commented: StoredValue::new(HashSet::new()),
            explained: RwSignal::new(Explained::new()),
            noted: StoredValue::new(NotedCells::new()),
            filling: RwSignal::new(Filling::default()),
            findings_due: StoredValue::new(false),
            queue: StoredValue::new(Changes::default()),
            arrangement: StoredValue::new(0),
            tick: RwSignal::new(0),
            reveal: RwSignal::new(0),
            language,
            is_typing: RwSignal::new(false),
            taking: StoredValue::new(None),
            further: RwSignal::new(Vec::new()),
            outline: RwSignal::new(None),
        };
        model.check();
        model
    }

    /// Takes all that is pending as a save under way. Edits made meanwhile stay pending.
    #[must_use]
    pub fn begin_save(&self) -> Option<SaveRequest> {
        self.book.try_update_value(Book::begin_save).flatten()
    }

    /// As [`Self::begin_save`], up to so many cells.
    #[must_use]
    pub fn begin_part(&self, limit: usize) -> Option<SaveRequest> {
        self.book.try_update_value(|book| book.begin_part(limit)).flatten()
    }

    /// Whether the last save left something for the next.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.book.try_with_value(Book::has_more).unwrap_or_default()
    }

    /// Whether others saved something that has to be read before the next save.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.book.try_with_value(Book::is_behind).unwrap_or_default()
    }

    /// A save succeeded; gives the computed figures on which the server disagrees.
    pub fn acknowledge(&self, sent: &SaveRequest, receipt: &SaveReceipt) -> Vec<Difference> {
        let acknowledge = |book: &mut Book| book.acknowledge_sent(sent, receipt);
        let differences = self.book.try_update_value(acknowledge).unwrap_or_default();
        self.refresh();
        differences
    }

    /// The computed figures on which the server disagrees; none while something is not saved, which it does not know.
    #[must_use]
    pub fn differences(&self, computed: &CellTable) -> Vec<Difference> {
        self.read(|book| if book.is_dirty() { Vec::new() } else { book.differences(computed) })
    }

    /// The save under way failed: what it held is pending again.
    pub fn save_failed(&self) {
        self.book.update_value(Book::save_failed);
        self.refresh();
    }

    /// Takes the server's newer state and puts what is pending on top; selection and undo stay.
    pub fn reload(&self, data: &ReportData) {
        self.take_from_removed_row(data);
        let corners = self.corners();
        self.book.update_value(|book| book.reload(data));
        self.restore(corners);
        self.changed(Changes { cells: Vec::new(), rows: true });
    }

    /// What stands in an open editor is taken before its row goes: the row comes back with it and is asked about, rather
    /// than the editor sliding to the next row with the figure in it (convention 138).
    fn take_from_removed_row(&self, data: &ReportData) {
        let active = self.selection.get_untracked().active();
        let row = self.read(|book| {
            let figures = book.figures();
            let row = (active.row < figures.row_count()).then(|| figures.row(active.row))?;
            row.is_dynamic.then(|| row.key.clone())
        });
        if row.is_some_and(|row| !data.rows.iter().any(|known| known.key == row.as_str())) {
            self.take_typed();
        }
    }

    /// Takes the server's newer state as a step of one's own that can be undone: after an import.
    pub fn reload_as_step(&self, data: &ReportData) {
        let corners = self.corners();
        let selection = self.selection.get_untracked();
        self.book.update_value(|book| book.reload_as_step(data, selection));
        self.restore(corners);
        self.changed(Changes { cells: Vec::new(), rows: true });
    }

    /// Looks at what the server has not acknowledged; none once the page is gone.
    pub fn unsent<T>(&self, look: impl FnOnce(&mut Book) -> T) -> Option<T> {
        self.book.try_update_value(look)
    }

    /// A save with the names of its rows.
    #[must_use]
    pub fn named(&self, request: SaveRequest) -> Edits {
        self.read(|book| book.named(request))
    }

    /// Puts changes back that were kept on the device and not sent.
    pub fn put_back(&self, edits: &Edits) {
        self.edit(|book| book.restore(edits));
    }

    /// Puts changes back that the server acknowledged after the figures were read; see [`Book::restore_saved`].
    pub fn put_back_saved(&self, edits: &Edits, alone: Option<i64>) {
        self.edit(|book| book.restore_saved(edits, alone));
    }

    /// The table as it is printed, with a line above the header on every page.
    #[must_use]
    pub fn printed(&self, above: &str) -> String {
        self.read(|book| print::table(book, book.figures().sheet().form().template(), above))
    }

    /// Changes with every edit.
    #[must_use]
    pub fn edits(&self) -> Signal<u64> {
        self.tick.into()
    }

    /// Whether something is not saved.
    #[must_use]
    pub fn dirty(&self) -> Signal<bool> {
        let status = self.status;
        Signal::derive(move || status.get().is_dirty)
    }

    /// Whether figures were consolidated from the units below.
    #[must_use]
    pub fn holds_consolidated(&self) -> Signal<bool> {
        let model = *self;
        Signal::derive(move || {
            model.tick.track();
            model.read(|book| book.figures().holds_consolidated())
        })
    }

    /// What rules and types say now.
    #[must_use]
    pub fn findings(&self) -> Signal<Vec<Finding>> {
        self.findings.into()
    }

    /// How much is filled in.
    #[must_use]
    pub fn filling(&self) -> Signal<Filling> {
        self.filling.into()
    }

    /// Selects a cell and scrolls it into view, with the keyboard on it.
    pub fn jump_to(&self, cell: &CellRef) {
        // It may be folded or filtered away.
        self.edit(|book| book.reveal(&cell.row));
        let place = self.read(|book| book.figures().place(&(cell.row.clone(), cell.column)));
        if let Some(place) = place {
            self.select(Selection::cell(place));
            self.reveal.update(|count| *count += 1);
        }
    }

    /// Holds a cell in conflict back, or its whole row, until it is settled; tells whether it was not held before.
    pub fn hold(&self, clash: &Clash) -> bool {
        let hold = |book: &mut Book| book.hold(&cell_of(clash), clash.row_removed.is_some());
        self.book.try_update_value(hold).unwrap_or_default()
    }

    /// Whether something is held back.
    #[must_use]
    pub fn holds_back(&self) -> bool {
        self.book.try_with_value(Book::holds_back).unwrap_or_default()
    }

    /// Whether somebody is typing into a cell.
    #[must_use]
    pub fn is_typing(&self) -> RwSignal<bool> {
        self.is_typing
    }

    /// Takes what stands in an open editor into its cell, as Enter would: the page is about to go (convention 137).
    pub fn take_typed(&self) {
        if let Some(take) = self.taking.try_get_value().flatten() {
            take.run(());
        }
    }

    pub(super) fn on_take(&self, take: Callback<()>) {
        self.taking.set_value(Some(take));
    }

    /// The clashes as they stand after an edit, without those that are over.
    #[must_use]
    pub fn review(&self, clashes: &[Clash]) -> Vec<Clash> {
        self.book.try_update_value(|book| book.review(clashes)).unwrap_or_default()
    }

    /// Settles clashes after a reload: keep what stands here, or take what the server has. Gives those that became others
    /// meanwhile.
    pub fn decide(&self, decided: &[(Clash, bool)]) -> Vec<Clash> {
        let selection = self.selection.get_untracked();
        let decided = self.book.try_update_value(|book| book.decide(decided, selection)).unwrap_or_default();
        self.changed(decided.changes);
        decided.open
    }

    /// The active cell.
    #[must_use]
    pub fn selected(&self) -> Signal<Option<CellRef>> {
        let model = *self;
        Signal::derive(move || {
            let place = model.selection.get().active();
            model.read(|book| book.figures().key(place)).map(|(row, column)| CellRef { row, column })
        })
    }

    /// Takes the last step back; gives what is left as it is.
    pub fn undo(&self) -> Kept {
        self.travel(Book::undo)
    }

    /// Does the last undone step again; gives what is left as it is.
    pub fn redo(&self) -> Kept {
        self.travel(Book::redo)
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> Signal<bool> {
        let status = self.status;
        Signal::derive(move || status.get().can_undo)
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> Signal<bool> {
        let status = self.status;
        Signal::derive(move || status.get().can_redo)
    }

    fn travel(&self, way: fn(&mut Book) -> Option<(Changes, Selection)>) -> Kept {
        let Some((changes, selection)) = self.book.try_update_value(way).flatten() else { return Kept::default() };
        self.changed(changes);
        self.select(selection);
        self.reveal.update(|count| *count += 1);
        self.read(Book::kept)
    }
}
