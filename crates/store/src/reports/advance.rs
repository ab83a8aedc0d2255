//! The one way in which a report changes: compare-and-set, revision, transition and event in one transaction.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::access::Allowed;
use domain::content::Content;
use domain::ids::ReportId;

use super::ReportRow;
use crate::carried::Carried;
use crate::changes::ContentChanges;
use crate::conn::{AnyConn, Tx};
use crate::contents;
use crate::error::StoreError;
use crate::events::{self, NewEvent};
use crate::schema::{report, report_revision, report_transition};
use crate::stored::content_to_json;
use crate::text::without_nul;

/// What the report's row says afterwards. Begin with [`ReportChange::of`] and change what the step changes.
#[derive(Debug, Clone, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = report, treat_none_as_null = true)]
pub struct ReportChange {
    /// State, as `domain::workflow` writes it.
    pub state: String,
    /// Approval level reached.
    pub level: i32,
    /// Whether the content is signed.
    pub signed: bool,
    /// Who submitted or last entered it.
    pub author_id: Option<i64>,
    /// A child changed after it was consolidated. Written only where it differs from what was read: others mark a report
    /// stale without a new revision, and a save that read it before must not take that back.
    #[diesel(skip_update)]
    pub stale: bool,
    /// The row that the step was decided from.
    #[diesel(skip_update)]
    pub was: Was,
    /// When it was last submitted.
    pub submitted_at: Option<NaiveDateTime>,
    /// When it was last sent; for what the machine sent, the moment that counts against the deadline (decision 0046). The
    /// transition has the moment itself.
    pub sent_at: Option<NaiveDateTime>,
    /// When it was last accepted.
    pub accepted_at: Option<NaiveDateTime>,
    /// Since when it is in its state.
    pub state_since: NaiveDateTime,
    /// The process that it was submitted under.
    pub process_id: Option<i64>,
    /// The revision of the granted correction whose cells alone may be changed.
    pub limited_by: Option<i64>,
    /// Now.
    pub updated_at: NaiveDateTime,
}

/// What a row said, when it was read, of what others change without a new revision: units that are reorganised, and
/// receipts outside of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Was {
    /// Who owes it.
    pub unit_id: i64,
    /// To whom it is sent.
    pub receiver_id: Option<i64>,
    /// Whether a child changed after it was consolidated.
    pub stale: bool,
    /// When it was last sent.
    pub sent_at: Option<NaiveDateTime>,
}

impl ReportChange {
    /// No change but the time of the last change.
    #[must_use]
    pub fn of(row: &ReportRow, now: NaiveDateTime) -> Self {
        Self {
            state: row.state.clone(),
            level: row.level,
            signed: row.signed,
            author_id: row.author_id,
            stale: row.stale,
            was: Was { unit_id: row.unit_id, receiver_id: row.receiver_id, stale: row.stale, sent_at: row.sent_at },
            submitted_at: row.submitted_at,
            sent_at: row.sent_at,
            accepted_at: row.accepted_at,
            state_since: row.state_since,
            process_id: row.process_id,
            limited_by: row.limited_by,
            updated_at: now,
        }
    }
}

/// Who made the revision, and what it does to the content.
#[derive(Debug, Clone)]
pub struct NewRevision<'a> {
    /// The person; none for the system's own steps.
    pub user_id: Option<i64>,
    /// How it came about, e.g. `save`, `import`, `consolidation`, `transition`.
    pub source: &'a str,
    /// What it does to the content.
    pub content: ContentWrite<'a>,
}

/// What a revision does to the content.
#[derive(Debug, Clone)]
pub enum ContentWrite<'a> {
    /// Nothing.
    Keep,
    /// Nothing, but the whole content is written beside the revision: at every change of state.
    Snapshot,
    /// New content.
    Replace {
        /// The unit's own input, whole.
        own: &'a Content,
        /// What was consolidated from the children, whole; none leaves it as it is.
        consolidated: Option<&'a Content>,
        /// What changed in the unit's own input.
        changes: &'a ContentChanges,
        /// The cells that hold what was taken over from the period before; none leaves them as they are.
        carried: Option<&'a Carried>,
        /// Whether the whole content is written beside the revision, too.
        snapshot: bool,
    },
}

/// A step of the workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransition {
    /// Action, as `domain::workflow` writes it.
    pub action: String,
    /// State before.
    pub from_state: String,
    /// Approval level afterwards.
    pub level: i32,
    /// Reason or remark.
    pub note: Option<String>,
    /// The person; none for the system's own steps.
    pub user_id: Option<i64>,
    /// The unit that the person acted for.
    pub unit_id: i64,
}

/// Every so many revisions the whole content is written beside the revision, so that reading an old one stays cheap.
const SNAPSHOT_EVERY: i64 = 50;

/// Changes a report that is still at the expected revision, and gives the new revision.
///
/// `allowed` proves that the right was decided, and for which unit: another unit's report is not found by it.
/// The row, the revision, the transition, the content and the event are written together or not at all. Accepting
/// always keeps the content's snapshot, since consolidation takes it from there.
///
/// # Errors
/// `Stale` when the revision moved, or the report came to another unit, goes to another receiver or counts as sent at
/// another moment than when it was read; `NotFound` for an unknown report, `Invalid` for texts that cannot be stored.
#[expect(clippy::too_many_arguments, reason = "each is one table's part of the same step, and all are needed")]
pub fn advance(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    id: ReportId,
    expected_revision: i64,
    change: &ReportChange,
    revision: &NewRevision<'_>,
    transition: Option<&NewTransition>,
    event: &NewEvent,
) -> Result<i64, StoreError> {
    let new = expected_revision + 1;
    compare_and_set(tx, allowed, id, expected_revision, change)?;
    // A correction that is declined accepts nothing new.
    let accepted =
        change.state == "accepted" && transition.is_some_and(|step| step.from_state != "correction_requested");
    if accepted {
        diesel::update(report::table.find(id.0)).set(report::accepted_revision.eq(new)).execute(&mut **tx)?;
    }
    let made = Made { revision: new, at: change.updated_at, unit_id: event.unit_id };
    write_content(tx, id, &made, revision, accepted || new % SNAPSHOT_EVERY == 0)?;
    if let Some(step) = transition {
        write_transition(tx, id, new, change, step)?;
    }
    events::append(tx, event)?;
    Ok(new)
}

/// Makes sure that a report is at a revision, and stays there until the transaction is over: for what is written beside
/// its figures.
///
/// # Errors
/// `Stale` when the revision moved, `NotFound` for an unknown report.
pub fn expect(tx: &mut Tx<'_>, id: ReportId, revision: i64) -> Result<(), StoreError> {
    let row = report::table.find(id.0).select(report::revision);
    let now: Option<i64> = match &mut **tx {
        AnyConn::Pg(c) => row.for_share().first(c).optional()?,
        // SQLite has one writer anyway.
        AnyConn::Sqlite(c) => row.first(c).optional()?,
    };
    match now {
        Some(now) if now == revision => Ok(()),
        Some(_) => Err(StoreError::Stale),
        None => Err(StoreError::NotFound),
    }
}

fn compare_and_set(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    id: ReportId,
    expected: i64,
    change: &ReportChange,
) -> Result<(), StoreError> {
    let of_unit = report::table.find(id.0).filter(report::unit_id.eq(allowed.unit().0));
    let mut unmoved = diesel::update(of_unit.filter(report::revision.eq(expected)))
        .set((change, report::revision.eq(expected + 1)))
        .into_boxed();
    unmoved = match change.was.receiver_id {
        Some(receiver) => unmoved.filter(report::receiver_id.eq(Some(receiver))),
        None => unmoved.filter(report::receiver_id.is_null()),
    };
    unmoved = match change.was.sent_at {
        Some(moment) => unmoved.filter(report::sent_at.eq(Some(moment))),
        None => unmoved.filter(report::sent_at.is_null()),
    };
    if unmoved.execute(&mut **tx)? == 1 {
        if change.stale != change.was.stale {
            diesel::update(of_unit).set(report::stale.eq(change.stale)).execute(&mut **tx)?;
        }
        return Ok(());
    }
    // Tells a report that moved, also to another unit, from one that is not there.
    let unit: Option<i64> = report::table.find(id.0).select(report::unit_id).first(&mut **tx).optional()?;
    let is_known = unit.is_some_and(|unit| unit == allowed.unit().0 || change.was.unit_id == allowed.unit().0);
    Err(if is_known { StoreError::Stale } else { StoreError::NotFound })
}

#[derive(Insertable)]
#[diesel(table_name = report_revision, treat_none_as_default_value = false)]
struct RevisionInsert<'a> {
    report_id: i64,
    revision: i64,
    at: NaiveDateTime,
    user_id: Option<i64>,
    source: &'a str,
    changes: String,
    snapshot: Option<String>,
    consolidated: Option<String>,
    unit_id: Option<i64>,
}

/// A revision that is being made.
struct Made {
    revision: i64,
    at: NaiveDateTime,
    /// The unit that the person acts for, as its event says.
    unit_id: Option<i64>,
}

fn write_content(
    tx: &mut Tx<'_>,
    id: ReportId,
    made: &Made,
    revision: &NewRevision<'_>,
    forced: bool,
) -> Result<(), StoreError> {
    let (changes, snapshot, consolidated) = match &revision.content {
        ContentWrite::Keep if !forced => (ContentChanges::default().to_json()?, None, None),
        ContentWrite::Keep | ContentWrite::Snapshot => {
            let (own, consolidated) = contents::stored_texts(tx, id)?;
            (ContentChanges::default().to_json()?, Some(own), consolidated)
        }
        ContentWrite::Replace { own, consolidated, changes, carried, snapshot } => {
            let own = content_to_json(own)?;
            let fresh = consolidated.map(content_to_json).transpose()?;
            contents::write(tx, id, made.revision, &own, fresh.as_deref(), *carried)?;
            if *snapshot || forced {
                let beside = if fresh.is_some() { fresh } else { contents::stored_texts(tx, id)?.1 };
                (changes.to_json()?, Some(own), beside)
            } else {
                (changes.to_json()?, None, fresh)
            }
        }
    };
    let row = RevisionInsert {
        report_id: id.0,
        revision: made.revision,
        at: made.at,
        user_id: revision.user_id,
        source: revision.source,
        changes,
        snapshot,
        consolidated,
        unit_id: made.unit_id,
    };
    diesel::insert_into(report_revision::table).values(row).execute(&mut **tx)?;
    Ok(())
}

fn write_transition(
    tx: &mut Tx<'_>,
    id: ReportId,
    new: i64,
    change: &ReportChange,
    step: &NewTransition,
) -> Result<(), StoreError> {
    diesel::insert_into(report_transition::table)
        .values((
            report_transition::report_id.eq(id.0),
            report_transition::revision.eq(new),
            report_transition::action.eq(&step.action),
            report_transition::from_state.eq(&step.from_state),
            report_transition::to_state.eq(&change.state),
            report_transition::level.eq(step.level),
            report_transition::note.eq(step.note.as_deref().map(without_nul).transpose()?),
            report_transition::user_id.eq(step.user_id),
            report_transition::unit_id.eq(step.unit_id),
            report_transition::at.eq(change.updated_at),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
