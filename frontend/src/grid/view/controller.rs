//! The handle that all event handlers share, and what each command does.

use domain::content::RowKey;
use domain::finding::CellRef;
use domain::template::{ColumnType, RowKind};
use leptos::html;
use leptos::prelude::*;

use super::super::book::Kept;
use super::super::journal::CellKey;
use super::super::keys::{CellTraits, Command, Mode};
use super::super::model::GridModel;
use super::super::moves::{Move, TabRun};
use super::super::place::{Place, Selection};
use super::super::texts::{self, Text};
use super::hand::Hand;
use super::looks::Looks;
use super::painter::Painter;
use super::strays::Strays;

/// A question that must be answered before something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Rows with figures or open comments would go.
    Remove {
        /// The rows.
        rows: Vec<RowKey>,
        /// Whether one of them holds figures.
        has_data: bool,
        /// Cells of them with open comments.
        comments: usize,
    },
}

/// The handle that all event handlers share.
#[derive(Clone, Copy)]
pub struct Controller {
    /// The report.
    pub model: GridModel,
    /// Draws the rows.
    pub painter: StoredValue<Option<Painter>, LocalStorage>,
    /// The input element that always has the focus.
    pub editor: NodeRef<html::Textarea>,
    /// What the editor is doing.
    pub mode: RwSignal<Mode>,
    /// What was last said to the user.
    pub message: RwSignal<String>,
    /// The cell that this was about, when it was about one.
    pub said_of: StoredValue<Option<CellKey>>,
    /// How the number being typed is understood.
    pub preview: RwSignal<String>,
    /// What a Vietnamese keyboard left.
    pub strays: Strays,
    /// A question to answer.
    pub question: RwSignal<Option<Question>>,
    /// Whether the catalogue picker is open.
    pub is_picking: RwSignal<bool>,
    /// Whether the report cannot be changed now.
    pub read_only: Signal<bool>,
    /// Opens the panel that tells where a figure comes from.
    pub on_lineage: Callback<CellRef>,
    /// Opens comments and history of a cell.
    pub on_about: Callback<CellRef>,
    /// Clipboard, menu, filling and dragging.
    pub hand: Hand,
    /// Where a run of Tab keys began.
    pub run: StoredValue<TabRun>,
    /// Whether the next Tab leaves the grid.
    pub is_leaving: StoredValue<bool>,
    /// Whether the mouse draws a selection.
    pub is_dragging: StoredValue<bool>,
    /// Where the grid itself scrolled to last.
    pub scrolled: StoredValue<(i32, i32)>,
    /// How the table is looked at, and what is open beside it.
    pub looks: Looks,
}

impl Controller {
    /// Says something in the live region.
    pub fn say(&self, text: impl Into<String>) {
        self.said_of.set_value(None);
        self.message.set(text.into());
    }

    /// Says what is wrong with a cell.
    pub(super) fn say_of(&self, cell: CellKey, text: String) {
        self.say(text);
        self.said_of.set_value(Some(cell));
    }

    /// What was said of a cell ends when somebody goes to another one by himself (convention 110).
    pub(super) fn forget(&self) {
        let active = self.active();
        let cell = self.model.read(|book| book.figures().key(active));
        if self.said_of.with_value(|said| said.is_some() && *said != cell) {
            self.say("");
        }
    }

    pub(super) fn tell(&self, text: Text) {
        self.say(text.get(self.model.language()));
    }

    /// The active cell.
    pub fn active(&self) -> Place {
        self.model.selection().get_untracked().active()
    }

    /// What the active cell takes.
    pub fn traits(&self) -> CellTraits {
        let active = self.active();
        self.model.read(|book| {
            let figures = book.figures();
            let kind = figures.columns().get(active.col).map(|column| &column.kind);
            CellTraits {
                is_number: kind.is_some_and(ColumnType::is_numeric),
                is_text: matches!(kind, Some(ColumnType::Text | ColumnType::Label)),
                is_bool: kind == Some(&ColumnType::Bool),
                has_free_rows: *figures.row_kind() != RowKind::Fixed,
                has_list: figures.choices(active.col).is_some(),
                is_locked: self.read_only.get_untracked() || !figures.is_input(active),
            }
        })
    }

    /// Does what a key means; tells whether the browser must not do anything more.
    pub fn run(&self, command: Command) -> bool {
        let was_leaving = self.is_leaving.get_value();
        self.is_leaving.set_value(false);
        match command {
            Command::Move(Move::Tab | Move::BackTab) if was_leaving => return false,
            Command::Move(movement) => {
                let is_done = self.go(movement);
                self.forget();
                return is_done;
            }
            Command::Extend(movement) => self.extend(movement),
            Command::Commit(movement) => {
                self.commit();
                self.go(movement);
            }
            Command::CommitAll => self.commit_all(),
            Command::Cancel => self.close(),
            Command::Open => self.open(),
            Command::OpenEmpty => self.start(""),
            Command::ToggleArrows => {
                self.mode.update(|mode| *mode = if *mode == Mode::Edit { Mode::Type } else { Mode::Edit });
            }
            Command::Clear => self.clear(),
            Command::NewLine => self.insert("\n"),
            Command::Comma => self.comma(),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Select(extent) => self.grow(extent),
            Command::Fill(fill) => self.fill(fill),
            Command::TakeAbove => self.take_above(),
            Command::Reveal => self.reveal(),
            Command::Lineage => self.lineage(),
            Command::About => self.about(),
            Command::Finding { backwards } => self.next_finding(backwards),
            Command::View(command) => self.look(command),
            Command::AddRow => self.add_row(),
            Command::RemoveRows => self.ask_remove(),
            Command::Menu => self.open_menu_at_cell(),
            Command::GoTo => self.hand.is_going.set(true),
            Command::Toggle => return self.toggle(),
            Command::Today => self.today(),
            Command::Escape if self.model.drop_outline() => self.tell(Text::OutlineDropped),
            Command::Escape | Command::Leave => {
                let selection = self.model.selection().get_untracked();
                self.model.drop_further();
                self.model.select(Selection::cell(selection.active()));
                self.is_leaving.set_value(true);
                self.tell(Text::Leaving);
            }
        }
        true
    }

    /// Takes the last step back, and says what of it stays because somebody else has changed it since.
    pub fn undo(&self) {
        let kept = self.model.undo();
        self.told(kept);
    }

    /// Does the last undone step again.
    pub fn redo(&self) {
        let kept = self.model.redo();
        self.told(kept);
    }

    /// Says what a step leaves as it is; else what is wrong with the cell that it leads to.
    fn told(&self, kept: Kept) {
        if kept == Kept::default() {
            self.report_findings(self.active());
        } else {
            self.say(texts::kept(kept.cells, kept.rows, self.model.language()));
        }
    }

    /// Opens the panel that tells where the active figure comes from.
    pub fn lineage(&self) {
        if let Some(cell) = self.model.selected().get_untracked() {
            self.on_lineage.run(cell);
        }
    }

    /// Opens comments and history of the active cell.
    pub fn about(&self) {
        if let Some(cell) = self.model.selected().get_untracked() {
            self.on_about.run(cell);
        }
    }
}
