//! The cells that a reviewer marked when the report went back, and what became of each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// The cells that were marked when the report went back, until it is accepted – those of the receiver, and those that the
/// unit itself marked afterwards: each with what it showed then and
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

/// The steps that marked cells, with what was written since.
pub(super) struct Marked {
    /// The last of them.
    step: TransitionRow,
    /// The marked cells, each with the step that marked it last.
    cells: Vec<(TransitionRow, StepCell)>,
    /// All comments of the report that the caller may read.
    comments: Vec<CommentRow>,
}

impl Marked {
    /// The marks that count now, while nothing was accepted since, and as far as the caller may know why a step was taken.
    pub fn load(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Option<Self>> {
        // Nothing was marked in a report that never left entry.
        if loaded.row.submitted_at.is_none() {
            return Ok(None);
        }
        let named = store::step_cells::list(conn, loaded.id())?;
        if named.is_empty() {
            return Ok(None);
        }
        let steps = store::transitions::list(conn, loaded.id())?;
        let is_own = loaded.may_read_drafts(caller);
        let marking = marking(steps, &named.keys().copied().collect());
        let marking: Vec<TransitionRow> = marking.into_iter().filter(|step| is_own || !is_internal(step)).collect();
        let Some(step) = marking.last().cloned() else { return Ok(None) };
        let cells = cells(&marking, named);
        let comments = super::comments::visible(conn, caller, loaded)?;
        Ok(Some(Self { step, cells, comments }))
    }

    fn items(&self, sheet: &Sheet, unit: i64) -> Vec<MarkView> {
        let texts: HashMap<i64, &CommentRow> = self.comments.iter().map(|comment| (comment.id, comment)).collect();
        let item = |(step, cell): &(TransitionRow, StepCell)| {
            let now = sheet.row_index(&cell.row).and_then(|ix| shown(sheet, ix, cell.column));
            let text = cell.comment_id.and_then(|id| texts.get(&id).copied());
            MarkView {
                row: cell.row.0.clone(),
                label: cell.label.clone(),
                column: cell.column.to_string(),
                by: step.user_name.clone(),
                unit: step.unit_name.clone(),
                at: utc(step.at),
                text: text.map(|comment| comment.body.clone()),
                then: value(cell.shown.as_deref()),
                now: value(now.as_deref()),
                settled: self.settled(step, cell, now.as_deref(), unit).map(str::to_owned),
            }
        };
        self.cells.iter().map(item).collect()
    }

    /// How a mark was settled: the cell shows something else, somebody of the reporting unit answered at it, or what was
    /// written at it was settled.
    fn settled(&self, step: &TransitionRow, cell: &StepCell, now: Option<&str>, unit: i64) -> Option<&'static str> {
        if now != cell.shown.as_deref() {
            return Some("edited");
        }
        let is_here =
            |comment: &&CommentRow| comment.row_key == cell.row.0 && comment.column_number == i32::from(cell.column.0);
        let is_answer = |comment: &CommentRow| {
            let is_own = Some(comment.id) == cell.comment_id;
            (is_own && comment.settled_at.is_some())
                || (!is_own
                    && comment.at >= step.at
                    && comment.unit_id == unit
                    && Some(comment.user_id) != step.user_id)
        };
        self.comments.iter().filter(is_here).any(is_answer).then_some("answered")
    }

    /// How many marks nobody has settled.
    pub fn open_count(&self, sheet: &Sheet, unit: i64) -> usize {
        self.items(sheet, unit).iter().filter(|mark| mark.settled.is_none()).count()
    }
}

/// The steps back whose marks stand, of those that marked cells at these revisions, while nothing was accepted since: the
/// receiver's last one – whoever looks anew marks anew – and the unit's own last one, where that came afterwards. What the
/// receiver marked outlasts steps inside the unit, which are not the receiver's.
fn marking(steps: Vec<TransitionRow>, marked: &BTreeSet<i64>) -> Vec<TransitionRow> {
    let accepted = |step: &TransitionRow| step.to_state == State::Accepted.as_str();
    let since = steps.iter().rposition(accepted).map_or(0, |at| at + 1);
    let back = |step: &TransitionRow| Action::parse(&step.action).is_some_and(marks_cells);
    let mut standing: Vec<TransitionRow> = Vec::new();
    for step in steps.into_iter().skip(since).filter(back) {
        if is_internal(&step) {
            // A rejection without marks leaves those that stand: nobody said that they are settled.
            if marked.contains(&step.revision) {
                standing.retain(|earlier| !is_internal(earlier));
                standing.push(step);
            }
        } else {
            standing.clear();
            standing.extend(Some(step).filter(|step| marked.contains(&step.revision)));
        }
    }
    standing
}

/// The cells that these steps marked, in the order of the steps; what a later one marked again is its.
fn cells(marking: &[TransitionRow], mut named: BTreeMap<i64, Vec<StepCell>>) -> Vec<(TransitionRow, StepCell)> {
    let mut cells: Vec<(TransitionRow, StepCell)> = Vec::new();
    for step in marking {
        for cell in named.remove(&step.revision).unwrap_or_default() {
            cells.retain(|(_, known)| (&known.row, known.column) != (&cell.row, cell.column));
            cells.push((step.clone(), cell));
        }
    }
    cells
}

fn value(shown: Option<&str>) -> Option<WireValue> {
    shown.and_then(|text| serde_json::from_str(text).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(revision: i64, action: Action, from: State, to: State) -> TransitionRow {
        TransitionRow {
            revision,
            action: action.as_str().to_owned(),
            from_state: from.as_str().to_owned(),
            to_state: to.as_str().to_owned(),
            level: 0,
            note: None,
            user_id: Some(1),
            user_name: None,
            unit_id: 1,
            unit_name: String::new(),
            at: chrono::NaiveDateTime::default(),
        }
    }

    #[test]
    fn what_the_receiver_marked_outlasts_the_units_own_steps() {
        let returned = |revision| step(revision, Action::Return, State::Sent, State::Returned);
        let rejected = |revision| step(revision, Action::Reject, State::Submitted, State::Returned);
        let accepted = |revision| step(revision, Action::Accept, State::Sent, State::Accepted);
        let recalled = |revision| step(revision, Action::Recall, State::Submitted, State::InProgress);
        for (steps, marked, standing) in [
            (vec![returned(3)], &[3][..], &[3][..]),
            (vec![returned(3), rejected(6)], &[3], &[3]),
            (vec![returned(3), rejected(6)], &[3, 6], &[3, 6]),
            (vec![returned(3), rejected(6), rejected(8)], &[3, 6, 8], &[3, 8]),
            (vec![returned(3), rejected(6), returned(9)], &[3, 6, 9], &[9]),
            (vec![returned(3), returned(9)], &[3], &[]),
            (vec![returned(3), recalled(5)], &[3], &[3]),
            (vec![returned(3), accepted(5)], &[3], &[]),
            (vec![rejected(2), accepted(5), rejected(7)], &[2], &[]),
        ] {
            let found: Vec<i64> =
                marking(steps.clone(), &marked.iter().copied().collect()).iter().map(|step| step.revision).collect();
            assert_eq!(found, standing, "{steps:?} {marked:?}");
        }
    }

    #[test]
    fn a_cell_is_marked_by_the_last_who_did() {
        let cell = |row: &str| StepCell {
            row: row.into(),
            column: domain::template::ColumnNumber(1),
            label: row.to_owned(),
            shown: None,
            comment_id: None,
        };
        let marking = [
            step(3, Action::Return, State::Sent, State::Returned),
            step(6, Action::Reject, State::Submitted, State::Returned),
        ];
        let named = [(3, vec![cell("a"), cell("b")]), (6, vec![cell("b"), cell("c")])].into_iter().collect();
        let found = cells(&marking, named);
        let found: Vec<(i64, &str)> = found.iter().map(|(step, cell)| (step.revision, cell.label.as_str())).collect();
        assert_eq!(found, [(3, "a"), (6, "b"), (6, "c")]);
    }
}
