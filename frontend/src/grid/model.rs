//! The grid's state as signals: what the pages and the view share.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use contract::data::{ReportData, SaveReceipt, SaveRequest};
use domain::catalogue::CatalogueItem;
use domain::content::{ContentRow, Origin, RowKey};
use domain::finding::{CellRef, Finding};
use domain::language::Language;
use domain::sheet::CompiledForm;
use domain::template::{ColumnNumber, Severity};
use domain::value::Value;
use leptos::prelude::*;

use super::book::{Book, Changes, Difference, Edits};
use super::journal::CellKey;
use super::moves;
use super::place::{Place, Selection};
use super::print;
use super::ranges::Outline;

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
    findings_due: StoredValue<bool>,
    queue: StoredValue<Changes>,
    tick: RwSignal<u64>,
    reveal: RwSignal<u64>,
    language: Signal<Language>,
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

/// Tables up to this size are checked within the edit; larger ones a moment after it.
const CHECKED_AT_ONCE: usize = 500;
/// The moment.
const CHECK_DELAY: Duration = Duration::from_millis(120);

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
            findings_due: StoredValue::new(false),
            queue: StoredValue::new(Changes::default()),
            tick: RwSignal::new(0),
            reveal: RwSignal::new(0),
            language,
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

    /// The save under way succeeded; gives the computed figures on which the server disagrees.
    pub fn acknowledge(&self, receipt: &SaveReceipt) -> Vec<Difference> {
        let differences = self.book.try_update_value(|book| book.acknowledge(receipt)).unwrap_or_default();
        self.refresh();
        differences
    }

    /// The save under way failed: what it held is pending again.
    pub fn save_failed(&self) {
        self.book.update_value(Book::save_failed);
        self.refresh();
    }

    /// Takes the server's newer state and puts what is pending on top; selection and undo stay.
    pub fn reload(&self, data: &ReportData) {
        let corners = self.corners();
        self.book.update_value(|book| book.reload(data));
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

    /// Puts changes back that the server acknowledged after the figures were read.
    pub fn put_back_saved(&self, edits: &Edits, revision: i64) {
        self.edit(|book| book.restore_saved(edits, revision));
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

    /// Settles a clash: keep what was typed here, or take the server's figure (after a reload).
    pub fn resolve_clash(&self, row: &str, column: &str, keep_mine: bool) {
        let Ok(column) = column.parse() else { return };
        let cell = (RowKey::from(row), ColumnNumber(column));
        let selection = self.selection.get_untracked();
        self.edit(|book| book.resolve_clash(&cell, keep_mine, selection));
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

    /// Takes the last step back.
    pub fn undo(&self) {
        self.travel(Book::undo);
    }

    /// Does the last undone step again.
    pub fn redo(&self) {
        self.travel(Book::redo);
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

    fn travel(&self, way: fn(&mut Book) -> Option<(Changes, Selection)>) {
        let Some((changes, selection)) = self.book.try_update_value(way).flatten() else { return };
        self.changed(changes);
        self.select(selection);
        self.reveal.update(|count| *count += 1);
    }
}

/// For the view.
impl GridModel {
    pub(super) fn read<T>(&self, read: impl FnOnce(&Book) -> T) -> T {
        self.book.with_value(read)
    }

    pub(super) fn language(&self) -> Language {
        self.language.get_untracked()
    }

    pub(super) fn language_signal(&self) -> Signal<Language> {
        self.language
    }

    pub(super) fn selection(&self) -> RwSignal<Selection> {
        self.selection
    }

    pub(super) fn select(&self, selection: Selection) {
        let (rows, cols) = self.read(|book| (book.figures().row_count(), book.figures().columns().len()));
        let selection = selection.clamp(rows, cols);
        let before = self.selection.get_untracked();
        if before.anchor != selection.anchor {
            self.drop_further();
        }
        if before != selection {
            self.selection.set(selection);
        }
    }

    /// Counts what changed on screen; the view then takes the changes.
    pub(super) fn tick(&self) -> RwSignal<u64> {
        self.tick
    }

    /// Counts requests to bring the active cell into view.
    pub(super) fn reveal(&self) -> RwSignal<u64> {
        self.reveal
    }

    pub(super) fn take_changes(&self) -> Changes {
        self.queue.try_update_value(std::mem::take).unwrap_or_default()
    }

    pub(super) fn mark(&self, cell: &CellKey) -> Option<Severity> {
        self.marks.with_value(|marks| marks.get(cell).copied())
    }

    /// Marks the cells that have open comments.
    pub fn set_commented(&self, cells: HashSet<CellKey>) {
        if self.commented.try_get_value().is_some_and(|known| known != cells) {
            self.commented.set_value(cells);
            self.tick.update(|tick| *tick += 1);
        }
    }

    pub(super) fn is_commented(&self, cell: &CellKey) -> bool {
        self.commented.with_value(|cells| cells.contains(cell))
    }

    pub(super) fn messages(&self, cell: &CellKey) -> Vec<String> {
        let language = self.language();
        let reference = CellRef { row: cell.0.clone(), column: cell.1 };
        self.findings.with_untracked(|findings| {
            let here = findings.iter().filter(|finding| finding.cells.contains(&reference));
            here.map(|finding| match language {
                Language::Vi => finding.message_vi.clone(),
                Language::En => finding.message_en.clone(),
            })
            .collect()
        })
    }

    /// The first cells of the findings, in the order of the table.
    pub(super) fn finding_places(&self) -> Vec<Place> {
        let cells: Vec<CellKey> = self.findings.with_untracked(|findings| {
            let firsts = findings.iter().filter_map(|finding| finding.cells.first());
            firsts.map(|cell| (cell.row.clone(), cell.column)).collect()
        });
        let mut places: Vec<Place> =
            self.read(|book| cells.iter().filter_map(|cell| book.figures().place(cell)).collect());
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Whether an item may no longer be picked.
    pub(super) fn is_closed(&self, code: &str) -> bool {
        self.closed.with_value(|closed| closed.contains(code))
    }

    pub(super) fn catalogue<T>(&self, read: impl FnOnce(&[CatalogueItem]) -> T) -> T {
        self.catalogue.with_value(|items| read(items))
    }

    /// Edits the book and shows what changed.
    pub(super) fn edit(&self, edit: impl FnOnce(&mut Book) -> Changes) {
        let changes = self.update_book(edit);
        self.changed(changes);
    }

    pub(super) fn update_book(&self, edit: impl FnOnce(&mut Book) -> Changes) -> Changes {
        self.book.try_update_value(edit).unwrap_or_default()
    }

    /// Adds rows behind `at` other added rows and selects the first input cell of the first one.
    pub(super) fn add_rows(&self, at: usize, rows: Vec<ContentRow>, col: Option<usize>) {
        let Some(first) = rows.first().map(|row| row.key.clone()) else { return };
        let selection = self.selection.get_untracked();
        self.edit(|book| book.insert_rows(at, rows, selection));
        let place = self.read(|book| {
            let figures = book.figures();
            let row = figures.row_place(&first)?;
            let inputs = |col: &usize| figures.is_input(Place::new(row, *col));
            let col = col.filter(inputs).or_else(|| (0..figures.columns().len()).find(inputs));
            Some(Place::new(row, col.unwrap_or(0)))
        });
        if let Some(place) = place {
            self.select(Selection::cell(place));
        }
    }

    pub(super) fn set(&self, cells: &[(Place, Value)]) {
        let selection = self.selection.get_untracked();
        self.edit(|book| book.set(cells, selection));
    }

    /// As [`Self::set`], for values that came from neighbouring cells.
    pub(super) fn set_filled(&self, cells: &[(Place, Value)]) {
        self.set(cells);
        self.update_book(|book| {
            book.mark_places(Origin::Filled, cells);
            Changes::default()
        });
    }

    pub(super) fn changed(&self, changes: Changes) {
        let is_change = changes.rows || !changes.cells.is_empty();
        self.queue.update_value(|queue| queue.extend(changes));
        if is_change {
            self.drop_outline();
            self.check_soon();
        }
        self.refresh();
        let selection = self.selection.get_untracked();
        self.select(selection);
        self.tick.update(|tick| *tick += 1);
    }

    fn refresh(&self) {
        let status = self.read(|book| Status {
            is_dirty: book.is_dirty(),
            can_undo: book.history().can_undo(),
            can_redo: book.history().can_redo(),
        });
        if self.status.get_untracked() != status {
            self.status.set(status);
        }
    }

    fn check_soon(&self) {
        if self.read(|book| book.figures().sheet().row_count()) <= CHECKED_AT_ONCE {
            return self.check();
        }
        if self.findings_due.get_value() {
            return;
        }
        self.findings_due.set_value(true);
        let model = *self;
        set_timeout(
            move || {
                // The page may be gone by now.
                if model.findings_due.try_get_value().is_some() {
                    model.findings_due.set_value(false);
                    model.check();
                    model.tick.update(|tick| *tick += 1);
                }
            },
            CHECK_DELAY,
        );
    }

    /// Asks the sheet what is wrong, and where marks stand.
    fn check(&self) {
        let findings = self.read(|book| book.figures().sheet().findings());
        let mut marks = HashMap::new();
        for finding in &findings {
            for cell in &finding.cells {
                let mark = marks.entry((cell.row.clone(), cell.column)).or_insert(finding.severity);
                // Errors come first in the order of severities.
                *mark = (*mark).min(finding.severity);
            }
        }
        self.marks.set_value(marks);
        if self.findings.with_untracked(|old| *old != findings) {
            self.findings.set(findings);
        }
    }

    /// The corners of the selection by their stable keys.
    fn corners(&self) -> [Option<CellKey>; 2] {
        let selection = self.selection.get_untracked();
        self.read(|book| [selection.anchor, selection.head].map(|place| book.figures().key(place)))
    }

    fn restore(&self, corners: [Option<CellKey>; 2]) {
        let places = self.read(|book| corners.map(|cell| cell.and_then(|cell| book.figures().place(&cell))));
        if let [Some(anchor), Some(head)] = places {
            self.select(Selection::cell(anchor).to(head));
        }
    }
}
