//! Periods of regimes that are opened: the reports of every unit that owes them, in batches that each move the cursor.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::UserId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, period_opening};
use crate::text::page;

/// An opening.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = period_opening)]
pub struct OpeningRow {
    /// Id.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Period, as `domain::period` writes it.
    pub period: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// Reports that are owed.
    pub total: i64,
    /// Reports that were looked at.
    pub done: i64,
    /// Reports that were made; the others were there before.
    pub made: i64,
    /// The last unit whose reports were made.
    pub cursor: i64,
    /// When it was asked for.
    pub asked_at: NaiveDateTime,
    /// When it started.
    pub started_at: Option<NaiveDateTime>,
    /// When it ended.
    pub finished_at: Option<NaiveDateTime>,
    /// What went wrong.
    pub problem: Option<String>,
    /// Who asked for it; none for the system.
    pub user_id: Option<i64>,
    /// That person's name.
    #[diesel(select_expression = account::full_name.nullable())]
    pub user_name: Option<String>,
}

/// Asks for a period to be opened, or opened anew where it was: units that came later get their reports then. One that
/// waits or runs goes on as it is. Gives the id, and whether anything was asked for.
///
/// # Errors
/// `Reference` for an unknown account.
pub fn ask(
    tx: &mut Tx<'_>,
    circular: &str,
    regime: &str,
    period: &str,
    user: Option<UserId>,
    now: NaiveDateTime,
) -> Result<(i64, bool), StoreError> {
    let known: Option<(i64, String)> = period_opening::table
        .filter(period_opening::circular.eq(circular))
        .filter(period_opening::regime.eq(regime))
        .filter(period_opening::period.eq(period))
        .select((period_opening::id, period_opening::state))
        .first(&mut **tx)
        .optional()?;
    let from_start = (
        period_opening::state.eq("waiting"),
        period_opening::total.eq(0),
        period_opening::done.eq(0),
        period_opening::made.eq(0),
        period_opening::cursor.eq(0),
        period_opening::asked_at.eq(now),
        period_opening::started_at.eq(None::<NaiveDateTime>),
        period_opening::finished_at.eq(None::<NaiveDateTime>),
        period_opening::problem.eq(None::<String>),
        period_opening::user_id.eq(user.map(|user| user.0)),
    );
    match known {
        Some((id, state)) if state == "waiting" || state == "running" => Ok((id, false)),
        Some((id, _)) => {
            diesel::update(period_opening::table.find(id)).set(from_start).execute(&mut **tx)?;
            Ok((id, true))
        }
        None => {
            let named = (
                period_opening::circular.eq(circular),
                period_opening::regime.eq(regime),
                period_opening::period.eq(period),
            );
            // Two servers may ask at once: the second one finds the first one's.
            let new: Option<i64> = on_both!(&mut **tx, |c| diesel::insert_into(period_opening::table)
                .values((named, from_start))
                .on_conflict_do_nothing()
                .returning(period_opening::id)
                .get_result(c)
                .optional())?;
            match new {
                Some(id) => Ok((id, true)),
                None => Ok((find_of(tx, circular, regime, period)?.ok_or(StoreError::NotFound)?.id, false)),
            }
        }
    }
}

/// Keeps that a period was opened otherwise, by the demonstration.
///
/// # Errors
/// Those of the database.
pub fn keep_done(
    tx: &mut Tx<'_>,
    circular: &str,
    regime: &str,
    period: &str,
    reports: i64,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let (id, _) = ask(tx, circular, regime, period, None, now)?;
    diesel::update(period_opening::table.find(id))
        .set((
            period_opening::state.eq("done"),
            period_opening::total.eq(reports),
            period_opening::done.eq(reports),
            period_opening::made.eq(reports),
            period_opening::started_at.eq(now),
            period_opening::finished_at.eq(now),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Takes an opening up for its next batch: the row stays locked until the transaction ends. None when it is over.
///
/// # Errors
/// Those of the database.
pub fn take(tx: &mut Tx<'_>, id: i64, now: NaiveDateTime) -> Result<Option<OpeningRow>, StoreError> {
    let open = period_opening::table.find(id).filter(period_opening::state.eq_any(["waiting", "running"]));
    let taken = diesel::update(open).set(period_opening::state.eq("running")).execute(&mut **tx)?;
    if taken == 0 {
        return Ok(None);
    }
    diesel::update(period_opening::table.find(id).filter(period_opening::started_at.is_null()))
        .set(period_opening::started_at.eq(now))
        .execute(&mut **tx)?;
    find(tx, id).map(Some)
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Reports that are owed.
    pub total: i64,
    /// Reports that were looked at.
    pub done: i64,
    /// Reports that were made.
    pub made: i64,
    /// The last unit whose reports were made.
    pub cursor: i64,
}

/// Moves the cursor, in the transaction of the batch.
///
/// # Errors
/// Those of the database.
pub fn advance(tx: &mut Tx<'_>, id: i64, progress: Progress) -> Result<(), StoreError> {
    diesel::update(period_opening::table.find(id))
        .set((
            period_opening::total.eq(progress.total),
            period_opening::done.eq(progress.done),
            period_opening::made.eq(progress.made),
            period_opening::cursor.eq(progress.cursor),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Ends an opening, well or with a problem.
///
/// # Errors
/// Those of the database.
pub fn finish(tx: &mut Tx<'_>, id: i64, now: NaiveDateTime, problem: Option<&str>) -> Result<(), StoreError> {
    let state = if problem.is_some() { "failed" } else { "done" };
    diesel::update(period_opening::table.find(id))
        .set((
            period_opening::state.eq(state),
            period_opening::finished_at.eq(now),
            period_opening::problem.eq(problem),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// The openings that wait or run, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list_open(conn: &mut AnyConn) -> Result<Vec<i64>, StoreError> {
    let open = period_opening::table.filter(period_opening::state.eq_any(["waiting", "running"]));
    Ok(open.order((period_opening::asked_at, period_opening::id)).select(period_opening::id).load(conn)?)
}

/// The opening of a regime's period, if there was one.
///
/// # Errors
/// Those of the database.
pub fn find_of(
    conn: &mut AnyConn,
    circular: &str,
    regime: &str,
    period: &str,
) -> Result<Option<OpeningRow>, StoreError> {
    let query = period_opening::table
        .left_join(account::table)
        .filter(period_opening::circular.eq(circular))
        .filter(period_opening::regime.eq(regime))
        .filter(period_opening::period.eq(period));
    Ok(query.select(OpeningRow::as_select()).first(conn).optional()?)
}

/// The periods of a regime that were opened, those opened last first.
///
/// # Errors
/// Those of the database.
pub fn list_periods(conn: &mut AnyConn, circular: &str, regime: &str) -> Result<Vec<String>, StoreError> {
    let query = period_opening::table
        .filter(period_opening::circular.eq(circular))
        .filter(period_opening::regime.eq(regime))
        .order((period_opening::asked_at.desc(), period_opening::id.desc()));
    Ok(query.select(period_opening::period).load(conn)?)
}

/// One opening.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: i64) -> Result<OpeningRow, StoreError> {
    let query = period_opening::table.left_join(account::table).filter(period_opening::id.eq(id));
    Ok(query.select(OpeningRow::as_select()).first(conn)?)
}

/// One page of openings, newest first, and how many there are.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, number: i64, page_size: i64) -> Result<(Vec<OpeningRow>, i64), StoreError> {
    let total = period_opening::table.count().get_result(conn)?;
    let (limit, offset) = page(number, page_size);
    let query = period_opening::table
        .left_join(account::table)
        .order((period_opening::asked_at.desc(), period_opening::id.desc()))
        .limit(limit)
        .offset(offset);
    Ok((query.select(OpeningRow::as_select()).load(conn)?, total))
}
