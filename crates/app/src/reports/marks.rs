//! The cells that a reviewer marked when the report went back, and what became of each.

use std::collections::HashMap;

use contract::WireValue;
use contract::marks::{MarkView, MarksView};
use domain::access::Permission;
use domain::sheet::Sheet;
use domain::workflow::{Action, State};
use store::Conn;
use store::comments::CommentRow;
use store::step_cells::StepCell;
use store::transitions::TransitionRow;

use super::figures::Unopened;
use super::loaded::Loaded;
use super::named::{marks as marks_cells, shown};
use super::notes::is_internal;
use crate::clock::utc;
use crate::{App, AppError, AppResult, Caller};

/// The cells that were marked when the report last went back, until it is accepted: each with what it showed then and
/// now, and whether it was mended or answered. Empty where nothing was marked.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn marks(app: &App, caller: &Caller, id: i64) -> AppResult<MarksView> {
    let (loaded, marked, unopened) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let marked = Marked::load(conn, caller, &loaded)?;
        let unopened = marked.as_ref().map(|_| Unopened::load(app, conn, &loaded)).transpose()?;
        Ok::<_, AppError>((loaded, marked, unopened))
    })?;
    let Some((marked, unopened)) = marked.zip(unopened) else { return Ok(MarksView::default()) };
    let sheet = unopened.open()?.sheet;
    let step = &marked.step;
    let action = Action::parse(&step.action);
    Ok(MarksView {
        action: step.action.clone(),
        action_label: action.map_or_else(|| step.action.clone(), |action| action.label(caller.language).to_owned()),
        note: step.note.clone(),
        by: step.user_name.clone().unwrap_or_default(),
        unit: step.unit_name.clone(),
        at: Some(utc(step.at)),
        revision: step.revision,
        items: marked.items(&sheet, loaded.row.unit_id),
    })
}

/// The step that marked cells last, with what was written since.
pub(super) struct Marked {
    step: TransitionRow,
    cells: Vec<StepCell>,
    /// All comments of the report that the caller may read.
    comments: Vec<CommentRow>,
}

impl Marked {
    /// The marks that count now: those of the last step back, while nothing was accepted since, and where the caller may
    /// know why it was taken.
    pub fn load(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Option<Self>> {
        // Nothing was marked in a report that never left entry.
        if loaded.row.submitted_at.is_none() {
            return Ok(None);
        }
        let mut named = store::step_cells::list(conn, loaded.id())?;
        if named.is_empty() {
            return Ok(None);
        }
        let steps = store::transitions::list(conn, loaded.id())?;
        let is_own = loaded.may_read_drafts(caller);
        let Some(step) = last_back(steps).filter(|step| is_own || !is_internal(step)) else { return Ok(None) };
        let Some(cells) = named.remove(&step.revision) else { return Ok(None) };
        let comments = super::comments::visible(conn, caller, loaded)?;
        Ok(Some(Self { step, cells, comments }))
    }

    fn items(&self, sheet: &Sheet, unit: i64) -> Vec<MarkView> {
        let texts: HashMap<i64, &CommentRow> = self.comments.iter().map(|comment| (comment.id, comment)).collect();
        let item = |cell: &StepCell| {
            let now = sheet.row_index(&cell.row).and_then(|ix| shown(sheet, ix, cell.column));
            let text = cell.comment_id.and_then(|id| texts.get(&id).copied());
            MarkView {
                row: cell.row.0.clone(),
                label: cell.label.clone(),
                column: cell.column.to_string(),
                text: text.map(|comment| comment.body.clone()),
                then: value(cell.shown.as_deref()),
                now: value(now.as_deref()),
                settled: self.settled(cell, now.as_deref(), unit).map(str::to_owned),
            }
        };
        self.cells.iter().map(item).collect()
    }

    /// How a mark was settled: the cell shows something else, somebody of the reporting unit answered at it, or what was
    /// written at it was settled.
    fn settled(&self, cell: &StepCell, now: Option<&str>, unit: i64) -> Option<&'static str> {
        if now != cell.shown.as_deref() {
            return Some("edited");
        }
        let is_here =
            |comment: &&CommentRow| comment.row_key == cell.row.0 && comment.column_number == i32::from(cell.column.0);
        let is_answer = |comment: &CommentRow| {
            let is_own = Some(comment.id) == cell.comment_id;
            (is_own && comment.settled_at.is_some())
                || (!is_own
                    && comment.at >= self.step.at
                    && comment.unit_id == unit
                    && Some(comment.user_id) != self.step.user_id)
        };
        self.comments.iter().filter(is_here).any(is_answer).then_some("answered")
    }

    /// How many marks nobody has settled.
    pub fn open_count(&self, sheet: &Sheet, unit: i64) -> usize {
        self.items(sheet, unit).iter().filter(|mark| mark.settled.is_none()).count()
    }
}

/// The last step back that may mark cells, while nothing was accepted since.
fn last_back(steps: Vec<TransitionRow>) -> Option<TransitionRow> {
    let accepted = |step: &TransitionRow| step.to_state == State::Accepted.as_str();
    let since = steps.iter().rposition(accepted).map_or(0, |at| at + 1);
    let back = |step: &TransitionRow| Action::parse(&step.action).is_some_and(marks_cells);
    steps.into_iter().skip(since).rfind(back)
}

fn value(shown: Option<&str>) -> Option<WireValue> {
    shown.and_then(|text| serde_json::from_str(text).ok())
}
