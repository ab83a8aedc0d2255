//! The outbox: every change writes its event in its own transaction; consumers follow it in order, none missed.

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{event, event_cursor};
use crate::text::without_nul;

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = event)]
pub struct EventRow {
    /// Place in the order of events.
    pub seq: i64,
    /// Id for the outside.
    pub id: String,
    /// What happened, e.g. `report.submitted`.
    pub kind: String,
    /// The report that it happened to.
    pub report_id: Option<i64>,
    /// The person who did it; none for the system.
    pub actor_id: Option<i64>,
    /// The unit that it happened in.
    pub unit_id: Option<i64>,
    /// When.
    pub at: NaiveDateTime,
    /// Particulars, as JSON.
    pub body: String,
    /// The request that caused it.
    pub request_id: Option<String>,
}

/// An event to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Id for the outside, unique, e.g. a UUID.
    pub id: String,
    /// What happened, e.g. `report.submitted`.
    pub kind: String,
    /// The report that it happened to.
    pub report_id: Option<i64>,
    /// The person who did it; none for the system.
    pub actor_id: Option<i64>,
    /// The unit that it happened in.
    pub unit_id: Option<i64>,
    /// When.
    pub at: NaiveDateTime,
    /// Particulars, as JSON.
    pub body: String,
    /// The request that caused it.
    pub request_id: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = event, treat_none_as_default_value = false)]
struct EventInsert<'a> {
    id: &'a str,
    kind: &'a str,
    report_id: Option<i64>,
    actor_id: Option<i64>,
    unit_id: Option<i64>,
    at: NaiveDateTime,
    body: String,
    request_id: Option<&'a str>,
}

/// Writes an event, in the transaction of its change. Gives its place in the order.
///
/// PostgreSQL hands out `seq` before the commit, so that a consumer could pass a number that is still to come. Writers
/// therefore share a lock that [`take`] waits for.
///
/// # Errors
/// `Reference` for an unknown report, account or unit.
pub fn append(tx: &mut Tx<'_>, new: &NewEvent) -> Result<i64, StoreError> {
    if let AnyConn::Pg(c) = &mut **tx {
        c.batch_execute("SELECT pg_advisory_xact_lock_shared(20200123)")?;
    }
    let row = insert(new)?;
    Ok(diesel::insert_into(event::table).values(row).returning(event::seq).get_result(&mut **tx)?)
}

/// Writes events, thousands at a time.
///
/// # Errors
/// As [`append`].
pub fn append_many(tx: &mut Tx<'_>, new: &[NewEvent]) -> Result<(), StoreError> {
    if let AnyConn::Pg(c) = &mut **tx {
        c.batch_execute("SELECT pg_advisory_xact_lock_shared(20200123)")?;
    }
    for some in new.chunks(crate::conn::BATCH) {
        let rows = some.iter().map(insert).collect::<Result<Vec<_>, _>>()?;
        on_both!(&mut **tx, |c| diesel::insert_into(event::table).values(&rows).execute(c))?;
    }
    Ok(())
}

fn insert(new: &NewEvent) -> Result<EventInsert<'_>, StoreError> {
    Ok(EventInsert {
        id: &new.id,
        kind: &new.kind,
        report_id: new.report_id,
        actor_id: new.actor_id,
        unit_id: new.unit_id,
        at: new.at,
        body: without_nul(&new.body)?,
        request_id: new.request_id.as_deref(),
    })
}

/// The next events for a consumer, oldest first, none missed and none twice: the consumer's row stays locked until the
/// transaction ends, and its place moves on when the transaction commits. Take first, before the transaction writes
/// events of its own: two consumers could wait for each other otherwise.
///
/// # Errors
/// Those of the database.
pub fn take(tx: &mut Tx<'_>, consumer: &str, limit: i64) -> Result<Vec<EventRow>, StoreError> {
    on_both!(&mut **tx, |c| diesel::insert_into(event_cursor::table)
        .values((event_cursor::consumer.eq(consumer), event_cursor::seq.eq(0)))
        .on_conflict_do_nothing()
        .execute(c))?;
    // An update locks the row on both engines.
    let from: i64 = diesel::update(event_cursor::table.find(consumer))
        .set(event_cursor::seq.eq(event_cursor::seq))
        .returning(event_cursor::seq)
        .get_result(&mut **tx)?;
    let until = settled(tx)?;
    let events: Vec<EventRow> = event::table
        .filter(event::seq.gt(from))
        .filter(event::seq.le(until))
        .order(event::seq)
        .limit(limit)
        .select(EventRow::as_select())
        .load(&mut **tx)?;
    if let Some(last) = events.last() {
        diesel::update(event_cursor::table.find(consumer)).set(event_cursor::seq.eq(last.seq)).execute(&mut **tx)?;
    }
    Ok(events)
}

/// Lets a consumer begin behind the events that there are, but for the last so many: what came from elsewhere is no news.
///
/// # Errors
/// Those of the database.
pub fn skip(tx: &mut Tx<'_>, consumer: &str, but_last: i64) -> Result<(), StoreError> {
    let newest: Option<i64> = event::table.select(diesel::dsl::max(event::seq)).first(&mut **tx)?;
    let seq = newest.unwrap_or_default().saturating_sub(but_last).max(0);
    on_both!(&mut **tx, |c| diesel::insert_into(event_cursor::table)
        .values((event_cursor::consumer.eq(consumer), event_cursor::seq.eq(seq)))
        .on_conflict(event_cursor::consumer)
        .do_update()
        .set(event_cursor::seq.eq(seq))
        .execute(c))?;
    Ok(())
}

/// Up to where the order is settled: no event with a lower number can appear any more.
fn settled(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let newest = event::table.select(diesel::dsl::max(event::seq));
    let seq: Option<i64> = match &mut **tx {
        AnyConn::Sqlite(c) => newest.first(c)?,
        AnyConn::Pg(c) => {
            // Waits for those who are writing events. Rolling back to a savepoint gives the lock up at once.
            c.batch_execute("SAVEPOINT settled; SELECT pg_advisory_xact_lock(20200123)")?;
            let seq = newest.first(c)?;
            c.batch_execute("ROLLBACK TO SAVEPOINT settled; RELEASE SAVEPOINT settled")?;
            seq
        }
    };
    Ok(seq.unwrap_or(0))
}

/// The events of a report, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list_of_report(conn: &mut AnyConn, report: domain::ids::ReportId) -> Result<Vec<EventRow>, StoreError> {
    let query = event::table.filter(event::report_id.eq(report.0)).order(event::seq);
    Ok(query.select(EventRow::as_select()).load(conn)?)
}
