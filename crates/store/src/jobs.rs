//! Work that the system does by itself: who leads, what is planned, what was done.
//!
//! Every change is a compare-and-set, so that two servers which both believe to lead do nothing twice.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::UserId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, job_lease, job_plan, job_run};
use crate::text::page;

/// Takes or renews the lead until a moment. `false` while another one holds it.
///
/// # Errors
/// Those of the database.
pub fn lead(
    tx: &mut Tx<'_>,
    name: &str,
    holder: &str,
    now: NaiveDateTime,
    until: NaiveDateTime,
) -> Result<bool, StoreError> {
    on_both!(&mut **tx, |c| diesel::insert_into(job_lease::table)
        .values((job_lease::name.eq(name), job_lease::holder.eq(holder), job_lease::until.eq(until)))
        .on_conflict_do_nothing()
        .execute(c))?;
    let free = job_lease::table.find(name).filter(job_lease::holder.eq(holder).or(job_lease::until.lt(now)));
    let taken =
        diesel::update(free).set((job_lease::holder.eq(holder), job_lease::until.eq(until))).execute(&mut **tx)?;
    Ok(taken == 1)
}

/// Gives the lead up, so that another server need not wait for its end.
///
/// # Errors
/// Those of the database.
pub fn resign(tx: &mut Tx<'_>, name: &str, holder: &str) -> Result<(), StoreError> {
    diesel::delete(job_lease::table.find(name).filter(job_lease::holder.eq(holder))).execute(&mut **tx)?;
    Ok(())
}

/// When a job runs next, and how its last run ended.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = job_plan)]
pub struct PlanRow {
    /// The job.
    pub job: String,
    /// When it runs next.
    pub next_at: NaiveDateTime,
    /// When its last run started.
    pub started_at: Option<NaiveDateTime>,
    /// When that run ended; none while it runs, or when it was cut short.
    pub finished_at: Option<NaiveDateTime>,
    /// How it ended: `done` or `failed`.
    pub result: Option<String>,
    /// What it did, as JSON.
    pub counts: String,
    /// What went wrong.
    pub problem: Option<String>,
}

/// The plans of all jobs that ever ran.
///
/// # Errors
/// Those of the database.
pub fn list_plans(conn: &mut AnyConn) -> Result<Vec<PlanRow>, StoreError> {
    Ok(job_plan::table.order(job_plan::job).select(PlanRow::as_select()).load(conn)?)
}

/// Claims a planned run that has come due, and plans the next. `false` when it is not due, or another one claimed it.
///
/// # Errors
/// Those of the database.
pub fn claim(tx: &mut Tx<'_>, job: &str, now: NaiveDateTime, next: NaiveDateTime) -> Result<bool, StoreError> {
    on_both!(&mut **tx, |c| diesel::insert_into(job_plan::table)
        .values((job_plan::job.eq(job), job_plan::next_at.eq(now), job_plan::counts.eq("{}")))
        .on_conflict_do_nothing()
        .execute(c))?;
    let due = job_plan::table.find(job).filter(job_plan::next_at.le(now));
    let claimed = diesel::update(due)
        .set((
            job_plan::next_at.eq(next),
            job_plan::started_at.eq(now),
            job_plan::finished_at.eq(None::<NaiveDateTime>),
        ))
        .execute(&mut **tx)?;
    Ok(claimed == 1)
}

/// Lets a job run at the leader's next look: somebody waits for it.
///
/// # Errors
/// Those of the database.
pub fn hasten(tx: &mut Tx<'_>, job: &str, now: NaiveDateTime) -> Result<(), StoreError> {
    let later = job_plan::table.find(job).filter(job_plan::next_at.gt(now));
    diesel::update(later).set(job_plan::next_at.eq(now)).execute(&mut **tx)?;
    Ok(())
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// `done` or `failed`.
    pub result: &'static str,
    /// What it did, as JSON.
    pub counts: String,
    /// What went wrong.
    pub problem: Option<String>,
}

/// Writes how a job's last run went.
///
/// # Errors
/// Those of the database.
pub fn settle(
    tx: &mut Tx<'_>,
    job: &str,
    started: NaiveDateTime,
    now: NaiveDateTime,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    diesel::update(job_plan::table.find(job))
        .set((
            job_plan::started_at.eq(started),
            job_plan::finished_at.eq(now),
            job_plan::result.eq(outcome.result),
            job_plan::counts.eq(&outcome.counts),
            job_plan::problem.eq(&outcome.problem),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = job_run)]
pub struct RunRow {
    /// Id.
    pub id: i64,
    /// The job.
    pub job: String,
    /// When it was asked for; for planned runs the start.
    pub asked_at: NaiveDateTime,
    /// When it started; none while it waits.
    pub started_at: Option<NaiveDateTime>,
    /// When it ended.
    pub finished_at: Option<NaiveDateTime>,
    /// `done`, `failed` or `interrupted`.
    pub result: Option<String>,
    /// What it did, as JSON.
    pub counts: String,
    /// What went wrong.
    pub problem: Option<String>,
    /// Who asked for it; none for planned runs.
    pub user_id: Option<i64>,
    /// That person's name.
    #[diesel(select_expression = account::full_name.nullable())]
    pub user_name: Option<String>,
}

/// Asks for a run. One that waits already is enough: its id is given then.
///
/// # Errors
/// `Reference` for an unknown account.
pub fn ask(tx: &mut Tx<'_>, job: &str, user: UserId, now: NaiveDateTime) -> Result<i64, StoreError> {
    let waiting = job_run::table.filter(job_run::job.eq(job)).filter(job_run::started_at.is_null());
    let known: Option<i64> = waiting.order(job_run::id).select(job_run::id).first(&mut **tx).optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let new = (job_run::job.eq(job), job_run::asked_at.eq(now), job_run::counts.eq("{}"), job_run::user_id.eq(user.0));
    Ok(diesel::insert_into(job_run::table).values(new).returning(job_run::id).get_result(&mut **tx)?)
}

/// Starts the runs that wait for it, and gives their ids; of two that try, each run is started by one.
///
/// # Errors
/// Those of the database.
pub fn start_asked(tx: &mut Tx<'_>, job: &str, now: NaiveDateTime) -> Result<Vec<i64>, StoreError> {
    let waiting = job_run::table.filter(job_run::job.eq(job)).filter(job_run::started_at.is_null());
    let started = diesel::update(waiting).set(job_run::started_at.eq(now)).returning(job_run::id);
    Ok(started.get_results(&mut **tx)?)
}

/// Keeps a planned run that did something or failed.
///
/// # Errors
/// Those of the database.
pub fn keep(
    tx: &mut Tx<'_>,
    job: &str,
    started: NaiveDateTime,
    now: NaiveDateTime,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    diesel::insert_into(job_run::table)
        .values((
            job_run::job.eq(job),
            job_run::asked_at.eq(started),
            job_run::started_at.eq(started),
            job_run::finished_at.eq(now),
            job_run::result.eq(outcome.result),
            job_run::counts.eq(&outcome.counts),
            job_run::problem.eq(&outcome.problem),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes how a run that was asked for went.
///
/// # Errors
/// Those of the database.
pub fn finish(tx: &mut Tx<'_>, run: i64, now: NaiveDateTime, outcome: &Outcome) -> Result<(), StoreError> {
    diesel::update(job_run::table.find(run))
        .set((
            job_run::finished_at.eq(now),
            job_run::result.eq(outcome.result),
            job_run::counts.eq(&outcome.counts),
            job_run::problem.eq(&outcome.problem),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Says of the runs that a former leader started and never ended that they were cut short.
///
/// # Errors
/// Those of the database.
pub fn interrupt(tx: &mut Tx<'_>, now: NaiveDateTime) -> Result<usize, StoreError> {
    let open = job_run::table.filter(job_run::started_at.is_not_null()).filter(job_run::finished_at.is_null());
    let ended = (job_run::finished_at.eq(now), job_run::result.eq("interrupted"));
    Ok(diesel::update(open).set(ended).execute(&mut **tx)?)
}

/// One page of a job's runs, newest first, and how many there are.
///
/// # Errors
/// Those of the database.
pub fn list_runs(conn: &mut AnyConn, job: &str, number: i64, page_size: i64) -> Result<(Vec<RunRow>, i64), StoreError> {
    let of_job = || job_run::table.filter(job_run::job.eq(job));
    let total = of_job().count().get_result(conn)?;
    let (limit, offset) = page(number, page_size);
    let query = of_job().left_join(account::table).order(job_run::id.desc()).limit(limit).offset(offset);
    Ok((query.select(RunRow::as_select()).load(conn)?, total))
}

/// One run.
///
/// # Errors
/// `NotFound`.
pub fn find_run(conn: &mut AnyConn, id: i64) -> Result<RunRow, StoreError> {
    let query = job_run::table.left_join(account::table).filter(job_run::id.eq(id));
    Ok(query.select(RunRow::as_select()).first(conn)?)
}

/// The jobs that somebody asked to run and that have not ended.
///
/// # Errors
/// Those of the database.
pub fn list_waiting(conn: &mut AnyConn) -> Result<Vec<String>, StoreError> {
    let open = job_run::table.filter(job_run::finished_at.is_null());
    Ok(open.select(job_run::job).distinct().order(job_run::job).load(conn)?)
}

/// Forgets runs that ended before this moment.
///
/// # Errors
/// Those of the database.
pub fn delete_before(tx: &mut Tx<'_>, before: NaiveDateTime) -> Result<usize, StoreError> {
    Ok(diesel::delete(job_run::table.filter(job_run::finished_at.lt(before))).execute(&mut **tx)?)
}
