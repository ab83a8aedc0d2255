//! Reports with their whole past, hundreds at a time: for data that comes from elsewhere (a generated year, another
//! system), where replaying every step by itself would take hours. The rows are those that [`super::advance`] writes.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::ReportId;
use domain::workflow::State;

use super::assign::{Assigned, Facts, NewReport, ReportInsert};
use super::{NewTransition, ReportChange, periods};
use crate::conn::{BATCH, Tx};
use crate::error::StoreError;
use crate::events::{self, NewEvent};
use crate::schema::{report, report_content, report_revision, report_transition};
use crate::text::without_nul;

/// A report and everything that happened to it. Texts of contents and changes are those of [`crate::stored`] and
/// [`crate::changes`]; many reports may share them.
#[derive(Debug, Clone)]
pub struct PastReport<'a> {
    /// As it was assigned.
    pub new: &'a NewReport,
    /// What its row says now.
    pub row: ReportChange,
    /// The revision that was last accepted.
    pub accepted_revision: Option<i64>,
    /// The revision that last wrote the content, and the content; none when nobody has entered anything.
    pub content: Option<(i64, &'a str)>,
    /// Its revisions, oldest first: the n-th one is revision n.
    pub revisions: Vec<PastRevision<'a>>,
    /// What happened, oldest first; the report is filled in.
    pub events: Vec<NewEvent>,
}

/// One revision.
#[derive(Debug, Clone)]
pub struct PastRevision<'a> {
    /// When.
    pub at: NaiveDateTime,
    /// The person; none for the system's own steps.
    pub user_id: Option<i64>,
    /// How it came about.
    pub source: &'a str,
    /// What changed in the content.
    pub changes: &'a str,
    /// The whole content, where it is written beside the revision.
    pub snapshot: Option<&'a str>,
    /// The step of the workflow, and the state after it.
    pub transition: Option<(NewTransition, State)>,
}

#[derive(Insertable)]
#[diesel(table_name = report, treat_none_as_default_value = false)]
struct PastInsert {
    #[diesel(embed)]
    assigned: ReportInsert,
    author_id: Option<i64>,
    submitted_at: Option<NaiveDateTime>,
    sent_at: Option<NaiveDateTime>,
    accepted_at: Option<NaiveDateTime>,
    accepted_revision: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = report_revision, treat_none_as_default_value = false)]
struct RevisionInsert<'a> {
    report_id: i64,
    revision: i64,
    at: NaiveDateTime,
    user_id: Option<i64>,
    source: &'a str,
    changes: &'a str,
    snapshot: Option<&'a str>,
    consolidated: Option<&'a str>,
    unit_id: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = report_transition, treat_none_as_default_value = false)]
struct TransitionInsert<'a> {
    report_id: i64,
    revision: i64,
    action: &'a str,
    from_state: &'a str,
    to_state: &'static str,
    level: i32,
    note: Option<String>,
    user_id: Option<i64>,
    unit_id: i64,
    at: NaiveDateTime,
}

/// Writes reports that do not exist yet, with their revisions, steps, contents and events; the events of one call in
/// the order of time. Gives what names them.
///
/// # Errors
/// `Unique` for a report that exists, `Reference` for an unknown form, unit or account, `Invalid` for an unknown state.
pub fn insert_past(tx: &mut Tx<'_>, past: &[PastReport<'_>]) -> Result<Vec<Assigned>, StoreError> {
    let made = insert_reports(tx, past)?;
    let named: Vec<(i64, &PastReport<'_>)> = made.iter().map(|made| made.id.0).zip(past).collect();
    insert_contents(tx, &named)?;
    insert_revisions(tx, &named)?;
    insert_transitions(tx, &named)?;
    let mut all: Vec<NewEvent> = named
        .iter()
        .flat_map(|(id, past)| past.events.iter().map(|event| NewEvent { report_id: Some(*id), ..event.clone() }))
        .collect();
    all.sort_by_key(|event| event.at);
    events::append_many(tx, &all)?;
    Ok(made)
}

/// The reports' rows; what names them comes in the order of the list.
fn insert_reports(tx: &mut Tx<'_>, past: &[PastReport<'_>]) -> Result<Vec<Assigned>, StoreError> {
    let facts = Facts::load(tx, past.iter().map(|past| past.new))?;
    periods::keep(tx, past.iter().map(|past| past.new))?;
    let mut made = Vec::with_capacity(past.len());
    for some in past.chunks(BATCH) {
        let rows = some.iter().map(|past| row(&facts, past)).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<(i64, i64, i64, String)> = on_both!(&mut **tx, |c| diesel::insert_into(report::table)
            .values(&rows)
            .returning((report::id, report::form_id, report::unit_id, report::period))
            .get_results(c))?;
        let ids: HashMap<(i64, i64, String), i64> =
            ids.into_iter().map(|(id, form, unit, period)| ((form, unit, period), id)).collect();
        for past in some {
            let (form_id, unit_id) = (past.new.form_id, past.new.unit_id);
            let id = ids.get(&(form_id, unit_id, past.new.period.clone())).ok_or(StoreError::NotFound)?;
            made.push(Assigned { id: ReportId(*id), form_id, unit_id });
        }
    }
    Ok(made)
}

fn row(facts: &Facts, past: &PastReport<'_>) -> Result<PastInsert, StoreError> {
    let change = &past.row;
    let state = State::parse(&change.state).ok_or_else(|| StoreError::Invalid(format!("state {}", change.state)))?;
    Ok(PastInsert {
        assigned: ReportInsert {
            receiver_id: change.was.receiver_id,
            state: state.as_str(),
            level: change.level,
            signed: change.signed,
            revision: number(past.revisions.len()),
            stale: change.stale,
            state_since: change.state_since,
            updated_at: change.updated_at,
            ..facts.row(past.new)?
        },
        author_id: change.author_id,
        submitted_at: change.submitted_at,
        sent_at: change.sent_at,
        accepted_at: change.accepted_at,
        accepted_revision: past.accepted_revision,
    })
}

fn insert_contents(tx: &mut Tx<'_>, named: &[(i64, &PastReport<'_>)]) -> Result<(), StoreError> {
    let rows: Vec<_> = named
        .iter()
        .filter_map(|(id, past)| {
            let (revision, body) = past.content?;
            Some((
                report_content::report_id.eq(*id),
                report_content::revision.eq(revision),
                report_content::body.eq(body),
            ))
        })
        .collect();
    for some in rows.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(report_content::table).values(some).execute(c))?;
    }
    Ok(())
}

fn insert_revisions(tx: &mut Tx<'_>, named: &[(i64, &PastReport<'_>)]) -> Result<(), StoreError> {
    let rows: Vec<RevisionInsert<'_>> = steps(named)
        .map(|(report_id, revision, step)| RevisionInsert {
            report_id,
            revision,
            at: step.at,
            user_id: step.user_id,
            source: step.source,
            changes: step.changes,
            snapshot: step.snapshot,
            consolidated: None,
            unit_id: step.transition.as_ref().map(|(step, _)| step.unit_id),
        })
        .collect();
    for some in rows.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(report_revision::table).values(some).execute(c))?;
    }
    Ok(())
}

fn insert_transitions(tx: &mut Tx<'_>, named: &[(i64, &PastReport<'_>)]) -> Result<(), StoreError> {
    let rows = steps(named)
        .filter_map(|(report_id, revision, step)| {
            let (transition, to) = step.transition.as_ref()?;
            Some(transition_row(report_id, revision, step.at, transition, *to))
        })
        .collect::<Result<Vec<_>, _>>()?;
    for some in rows.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(report_transition::table).values(some).execute(c))?;
    }
    Ok(())
}

fn transition_row(
    report_id: i64,
    revision: i64,
    at: NaiveDateTime,
    step: &NewTransition,
    to: State,
) -> Result<TransitionInsert<'_>, StoreError> {
    Ok(TransitionInsert {
        report_id,
        revision,
        action: &step.action,
        from_state: &step.from_state,
        to_state: to.as_str(),
        level: step.level,
        note: step.note.as_deref().map(without_nul).transpose()?,
        user_id: step.user_id,
        unit_id: step.unit_id,
        at,
    })
}

/// Every revision with its report and number.
fn steps<'a, 'b>(
    named: &'b [(i64, &'b PastReport<'a>)],
) -> impl Iterator<Item = (i64, i64, &'b PastRevision<'a>)> + 'b {
    named.iter().flat_map(|(id, past)| (1..).zip(&past.revisions).map(|(number, step)| (*id, number, step)))
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
