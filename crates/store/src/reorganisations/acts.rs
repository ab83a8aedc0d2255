//! The acts: drafts are edited and taken away; published ones only move on.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::ids::UnitId;

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{reorganisation, unit_closure};
use crate::text::{page, without_nul};

/// An act that is being written.
pub const DRAFT: &str = "draft";
/// An act that waits for its day.
pub const PUBLISHED: &str = "published";
/// An act that is being carried out.
pub const RUNNING: &str = "running";
/// An act that was carried out.
pub const DONE: &str = "done";
/// Was withdrawn before anything of it was carried out.
pub const WITHDRAWN: &str = "withdrawn";

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = reorganisation)]
pub struct ActRow {
    /// Id.
    pub id: i64,
    /// Number.
    pub number: String,
    /// Title.
    pub title: String,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
    /// First day of the units as they are afterwards.
    pub effective_on: NaiveDate,
    /// [`DRAFT`], [`PUBLISHED`], [`RUNNING`], [`DONE`] or [`WITHDRAWN`].
    pub status: String,
    /// What it does, as `domain::reorganisation` writes it.
    pub body: String,
    /// The lowest unit that everything it touches stands below.
    pub scope_id: i64,
    /// Who made it.
    pub created_by: Option<i64>,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// Who published it.
    pub published_by: Option<i64>,
    /// When it was published.
    pub published_at: Option<NaiveDateTime>,
    /// When carrying it out began.
    pub started_at: Option<NaiveDateTime>,
    /// When it was carried out.
    pub finished_at: Option<NaiveDateTime>,
    /// Successions to be carried out; 0 until it is published.
    pub total: i64,
    /// Successions that were carried out.
    pub done: i64,
    /// What they did, as JSON.
    pub outcome: String,
    /// What stands in the way of going on.
    pub problem: Option<String>,
    /// Grows with every change of the draft, and when it is published.
    pub revision: i64,
}

/// What an act says.
#[derive(Debug, Clone, Copy)]
pub struct Particulars<'a> {
    /// Number.
    pub number: &'a str,
    /// Title.
    pub title: &'a str,
    /// When it was signed.
    pub signed_on: Option<NaiveDate>,
    /// First day of the units as they are afterwards.
    pub effective_on: NaiveDate,
    /// What it does, as JSON.
    pub body: &'a str,
    /// The lowest unit that everything it touches stands below.
    pub scope: UnitId,
}

/// Makes a draft. Gives its id.
///
/// # Errors
/// `Invalid` for texts that cannot be stored.
pub fn create(tx: &mut Tx<'_>, new: Particulars<'_>, user: i64, now: NaiveDateTime) -> Result<i64, StoreError> {
    let row = (
        said(new)?,
        reorganisation::status.eq(DRAFT),
        reorganisation::created_by.eq(user),
        reorganisation::created_at.eq(now),
        reorganisation::total.eq(0_i64),
        reorganisation::done.eq(0_i64),
        reorganisation::outcome.eq("{}"),
        reorganisation::revision.eq(1_i64),
    );
    Ok(diesel::insert_into(reorganisation::table).values(row).returning(reorganisation::id).get_result(&mut **tx)?)
}

type Said = (
    diesel::dsl::Eq<reorganisation::number, String>,
    diesel::dsl::Eq<reorganisation::title, String>,
    diesel::dsl::Eq<reorganisation::signed_on, Option<NaiveDate>>,
    diesel::dsl::Eq<reorganisation::effective_on, NaiveDate>,
    diesel::dsl::Eq<reorganisation::body, String>,
    diesel::dsl::Eq<reorganisation::scope_id, i64>,
);

fn said(new: Particulars<'_>) -> Result<Said, StoreError> {
    Ok((
        reorganisation::number.eq(without_nul(new.number)?),
        reorganisation::title.eq(without_nul(new.title)?),
        reorganisation::signed_on.eq(new.signed_on),
        reorganisation::effective_on.eq(new.effective_on),
        reorganisation::body.eq(without_nul(new.body)?),
        reorganisation::scope_id.eq(new.scope.0),
    ))
}

/// Gives a draft another wording.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is no draft any more.
pub fn update(tx: &mut Tx<'_>, id: i64, seen: i64, new: Particulars<'_>) -> Result<(), StoreError> {
    let draft = reorganisation::table
        .find(id)
        .filter(reorganisation::revision.eq(seen))
        .filter(reorganisation::status.eq(DRAFT));
    one(diesel::update(draft).set((said(new)?, reorganisation::revision.eq(seen + 1))).execute(&mut **tx)?)
}

/// Publishes a draft of so many successions.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is no draft any more.
pub fn publish(
    tx: &mut Tx<'_>,
    id: i64,
    seen: i64,
    total: i64,
    user: i64,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let draft = reorganisation::table
        .find(id)
        .filter(reorganisation::revision.eq(seen))
        .filter(reorganisation::status.eq(DRAFT));
    let set = (
        reorganisation::status.eq(PUBLISHED),
        reorganisation::published_by.eq(user),
        reorganisation::published_at.eq(now),
        reorganisation::total.eq(total),
        reorganisation::revision.eq(seen + 1),
    );
    one(diesel::update(draft).set(set).execute(&mut **tx)?)
}

/// Withdraws a published act of which nothing was carried out yet.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or was begun.
pub fn withdraw(tx: &mut Tx<'_>, id: i64, seen: i64) -> Result<(), StoreError> {
    let waiting = reorganisation::table
        .find(id)
        .filter(reorganisation::revision.eq(seen))
        .filter(reorganisation::done.eq(0))
        .filter(reorganisation::status.eq_any([PUBLISHED, RUNNING]));
    let set = (
        reorganisation::status.eq(WITHDRAWN),
        reorganisation::problem.eq(None::<String>),
        reorganisation::revision.eq(seen + 1),
    );
    one(diesel::update(waiting).set(set).execute(&mut **tx)?)
}

/// Takes a draft away.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is no draft any more.
pub fn remove(tx: &mut Tx<'_>, id: i64, seen: i64) -> Result<(), StoreError> {
    let draft = reorganisation::table
        .find(id)
        .filter(reorganisation::revision.eq(seen))
        .filter(reorganisation::status.eq(DRAFT));
    one(diesel::delete(draft).execute(&mut **tx)?)
}

/// One act.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: i64) -> Result<ActRow, StoreError> {
    Ok(reorganisation::table.find(id).select(ActRow::as_select()).first(conn)?)
}

/// Which acts to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActFilter {
    /// Only those whose scope is one of these units or stands below one.
    pub within: Vec<UnitId>,
    /// Only those in this status.
    pub status: Option<String>,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

/// One page of acts, the latest effective day first, and how many there are.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, filter: &ActFilter) -> Result<(Vec<ActRow>, i64), StoreError> {
    let matching = || {
        let below = unit_closure::table
            .filter(among(unit_closure::ancestor_id, filter.within.iter().map(|unit| unit.0)))
            .select(unit_closure::descendant_id);
        let mut query = reorganisation::table.filter(reorganisation::scope_id.eq_any(below)).into_boxed();
        if let Some(status) = &filter.status {
            query = query.filter(reorganisation::status.eq(status));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(filter.page, filter.page_size);
    let order = (reorganisation::effective_on.desc(), reorganisation::id.desc());
    let rows = matching().order(order).limit(limit).offset(offset).select(ActRow::as_select()).load(conn)?;
    Ok((rows, total))
}

/// The acts that were published and are not carried out whole, by their day.
///
/// # Errors
/// Those of the database.
pub fn list_pending(conn: &mut AnyConn) -> Result<Vec<ActRow>, StoreError> {
    let pending = reorganisation::table.filter(reorganisation::status.eq_any([PUBLISHED, RUNNING]));
    let order = (reorganisation::effective_on, reorganisation::id);
    Ok(pending.order(order).select(ActRow::as_select()).load(conn)?)
}

/// Whether units around this one – above it, below it, or itself – were merged or abolished after a day.
///
/// # Errors
/// Those of the database.
pub fn any_since(conn: &mut AnyConn, around: UnitId, day: NaiveDate) -> Result<bool, StoreError> {
    let below = unit_closure::table.filter(unit_closure::ancestor_id.eq(around.0)).select(unit_closure::descendant_id);
    let above = unit_closure::table.filter(unit_closure::descendant_id.eq(around.0)).select(unit_closure::ancestor_id);
    let is_around = reorganisation::scope_id.eq_any(below).or(reorganisation::scope_id.eq_any(above));
    let done = reorganisation::table
        .filter(reorganisation::status.eq_any([RUNNING, DONE]))
        .filter(reorganisation::effective_on.gt(day))
        .filter(is_around);
    let first: Option<i64> =
        done.select(reorganisation::id).order(reorganisation::id).limit(1).get_result(conn).optional()?;
    Ok(first.is_some())
}

/// The ids of those whose day has come, in order.
///
/// # Errors
/// Those of the database.
pub fn list_due(conn: &mut AnyConn, today: NaiveDate) -> Result<Vec<i64>, StoreError> {
    let due = reorganisation::table
        .filter(reorganisation::status.eq_any([PUBLISHED, RUNNING]))
        .filter(reorganisation::effective_on.le(today));
    Ok(due.order((reorganisation::effective_on, reorganisation::id)).select(reorganisation::id).load(conn)?)
}

/// Takes an act up for its next succession: the row stays locked until the transaction ends. None when it is done.
///
/// # Errors
/// Those of the database.
pub fn take(tx: &mut Tx<'_>, id: i64, now: NaiveDateTime) -> Result<Option<ActRow>, StoreError> {
    let open = reorganisation::table.find(id).filter(reorganisation::status.eq_any([PUBLISHED, RUNNING]));
    if diesel::update(open).set(reorganisation::status.eq(RUNNING)).execute(&mut **tx)? == 0 {
        return Ok(None);
    }
    diesel::update(reorganisation::table.find(id).filter(reorganisation::started_at.is_null()))
        .set(reorganisation::started_at.eq(now))
        .execute(&mut **tx)?;
    find(tx, id).map(Some)
}

/// How far carrying an act out has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Successions that there are.
    pub total: i64,
    /// Successions that were carried out.
    pub done: i64,
    /// What they did, as JSON.
    pub outcome: String,
}

/// Moves an act on, in the transaction of the succession.
///
/// # Errors
/// Those of the database.
pub fn advance(tx: &mut Tx<'_>, id: i64, progress: &Progress) -> Result<(), StoreError> {
    diesel::update(reorganisation::table.find(id))
        .set((
            reorganisation::total.eq(progress.total),
            reorganisation::done.eq(progress.done),
            reorganisation::outcome.eq(&progress.outcome),
            reorganisation::problem.eq(None::<String>),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Notes what stands in the way of going on; the next run tries again.
///
/// # Errors
/// Those of the database.
pub fn note_problem(tx: &mut Tx<'_>, id: i64, problem: &str) -> Result<(), StoreError> {
    let open = reorganisation::table.find(id).filter(reorganisation::status.eq_any([PUBLISHED, RUNNING]));
    diesel::update(open).set(reorganisation::problem.eq(problem)).execute(&mut **tx)?;
    Ok(())
}

/// Ends carrying an act out.
///
/// # Errors
/// Those of the database.
pub fn finish(tx: &mut Tx<'_>, id: i64, now: NaiveDateTime) -> Result<(), StoreError> {
    diesel::update(reorganisation::table.find(id))
        .set((
            reorganisation::status.eq(DONE),
            reorganisation::finished_at.eq(now),
            reorganisation::problem.eq(None::<String>),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

fn one(changed: usize) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
