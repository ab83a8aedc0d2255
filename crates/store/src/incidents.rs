//! Incidents: outages, and the reports whose dates they moved (C14).

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::access::Allowed;
use domain::ids::ReportId;
use domain::workflow::State;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::reports::ReportRow;
use crate::schema::{account, incident, incident_extension, report};
use crate::text::{page, without_nul};

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = incident)]
pub struct IncidentRow {
    /// Id.
    pub id: i64,
    /// The legal document of the one regime that is concerned; none for the whole system.
    pub circular: Option<String>,
    /// Code of that regime.
    pub regime: Option<String>,
    /// What happened, in words.
    pub reason: String,
    /// When it began.
    pub started_at: NaiveDateTime,
    /// When it ended; none while it lasts.
    pub ended_at: Option<NaiveDateTime>,
    /// By how much deadlines move, as JSON.
    pub extension: String,
    /// So many working days after its end deadlines still move.
    pub reach: i32,
    /// When the last report was looked at after its end.
    pub settled_at: Option<NaiveDateTime>,
    /// Who declared it.
    pub declared_by: i64,
    /// That person's name.
    #[diesel(select_expression = account::full_name)]
    pub user_name: String,
    /// When it was declared.
    pub declared_at: NaiveDateTime,
}

/// An incident to be declared.
#[derive(Debug, Clone, Copy)]
pub struct NewIncident<'a> {
    /// The one regime that is concerned, by legal document and code; none for the whole system.
    pub regime: Option<(&'a str, &'a str)>,
    /// What happened, in words.
    pub reason: &'a str,
    /// When it began.
    pub started_at: NaiveDateTime,
    /// By how much deadlines move, as JSON.
    pub extension: &'a str,
    /// So many working days after its end deadlines still move.
    pub reach: i32,
    /// Who declares it.
    pub user_id: i64,
    /// Now.
    pub at: NaiveDateTime,
}

/// Declares an incident. Gives its id.
///
/// # Errors
/// `Reference` for an unknown account.
pub fn create(tx: &mut Tx<'_>, new: NewIncident<'_>) -> Result<i64, StoreError> {
    let row = (
        incident::circular.eq(new.regime.map(|(circular, _)| circular)),
        incident::regime.eq(new.regime.map(|(_, code)| code)),
        incident::reason.eq(without_nul(new.reason)?),
        incident::started_at.eq(new.started_at),
        incident::extension.eq(new.extension),
        incident::reach.eq(new.reach),
        incident::declared_by.eq(new.user_id),
        incident::declared_at.eq(new.at),
    );
    Ok(diesel::insert_into(incident::table).values(row).returning(incident::id).get_result(&mut **tx)?)
}

/// Ends an incident that lasts.
///
/// # Errors
/// `Stale` when it has ended.
pub fn end(tx: &mut Tx<'_>, id: i64, ended_at: NaiveDateTime, user_id: i64) -> Result<(), StoreError> {
    let lasting = incident::table.find(id).filter(incident::ended_at.is_null());
    let values = (incident::ended_at.eq(ended_at), incident::ended_by.eq(user_id));
    match diesel::update(lasting).set(values).execute(&mut **tx)? {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// Notes that nothing is left to be moved by an incident that has ended.
///
/// # Errors
/// Those of the database.
pub fn settle(tx: &mut Tx<'_>, id: i64, now: NaiveDateTime) -> Result<(), StoreError> {
    let ended = incident::table.find(id).filter(incident::ended_at.is_not_null());
    diesel::update(ended).set(incident::settled_at.eq(now)).execute(&mut **tx)?;
    Ok(())
}

/// One incident.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: i64) -> Result<IncidentRow, StoreError> {
    let query = incident::table.inner_join(account::table.on(account::id.eq(incident::declared_by)));
    Ok(query.filter(incident::id.eq(id)).select(IncidentRow::as_select()).first(conn)?)
}

/// One page of all incidents, newest first, and how many there are.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, (number, size): (i64, i64)) -> Result<(Vec<IncidentRow>, i64), StoreError> {
    let total = incident::table.count().get_result(conn)?;
    let (limit, offset) = page(number, size);
    let query = incident::table.inner_join(account::table.on(account::id.eq(incident::declared_by)));
    let rows = query.order(incident::id.desc()).limit(limit).offset(offset);
    Ok((rows.select(IncidentRow::as_select()).load(conn)?, total))
}

/// The incidents whose deadlines are not settled: those that last, and those that ended a moment ago.
///
/// # Errors
/// Those of the database.
pub fn list_unsettled(conn: &mut AnyConn) -> Result<Vec<IncidentRow>, StoreError> {
    let query = incident::table.inner_join(account::table.on(account::id.eq(incident::declared_by)));
    let query = query.filter(incident::settled_at.is_null()).order(incident::id);
    Ok(query.select(IncidentRow::as_select()).load(conn)?)
}

/// The incidents that last, or that moved a deadline which is still to come.
///
/// # Errors
/// Those of the database.
pub fn list_felt(conn: &mut AnyConn, now: NaiveDateTime) -> Result<Vec<IncidentRow>, StoreError> {
    let to_come = incident_extension::table
        .filter(incident_extension::incident_id.eq(incident::id))
        .filter(incident_extension::due_after.gt(now));
    let query = incident::table
        .inner_join(account::table.on(account::id.eq(incident::declared_by)))
        .filter(incident::ended_at.is_null().or(diesel::dsl::exists(to_come)))
        .order(incident::id);
    Ok(query.select(IncidentRow::as_select()).load(conn)?)
}

/// How many reports an incident moved, and the last deadline that it gave.
///
/// # Errors
/// Those of the database.
pub fn moved(conn: &mut AnyConn, id: i64) -> Result<(i64, Option<NaiveDateTime>), StoreError> {
    let of = incident_extension::table.filter(incident_extension::incident_id.eq(id));
    let figures = (diesel::dsl::count_star(), diesel::dsl::max(incident_extension::due_after));
    Ok(of.select(figures).first(conn)?)
}

/// The last deadline that an incident gave.
///
/// # Errors
/// Those of the database.
pub fn last_deadline(conn: &mut AnyConn, id: i64) -> Result<Option<NaiveDateTime>, StoreError> {
    let of = incident_extension::table.filter(incident_extension::incident_id.eq(id));
    let last = of.select(incident_extension::due_after).order(incident_extension::due_after.desc());
    Ok(last.limit(1).get_result(conn).optional()?)
}

/// The dates of a report before and after an incident moved it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = incident_extension)]
pub struct ExtensionRow {
    /// The incident.
    pub incident_id: i64,
    /// The report.
    pub report_id: i64,
    /// The day of the outage up to which the report was looked at.
    pub reached: NaiveDate,
    /// The deadline before.
    pub due_before: NaiveDateTime,
    /// The deadline after.
    pub due_after: NaiveDateTime,
    /// The last day of entry before.
    pub closes_before: NaiveDate,
    /// The last day of entry after.
    pub closes_after: NaiveDate,
    /// When it was moved last.
    pub at: NaiveDateTime,
}

/// The incidents that moved a report, oldest first, each with what it says.
///
/// # Errors
/// Those of the database.
pub fn list_of_report(conn: &mut AnyConn, report: ReportId) -> Result<Vec<(ExtensionRow, String)>, StoreError> {
    let query = incident_extension::table
        .inner_join(incident::table.on(incident::id.eq(incident_extension::incident_id)))
        .filter(incident_extension::report_id.eq(report.0))
        .order(incident_extension::incident_id);
    Ok(query.select((ExtensionRow::as_select(), incident::reason)).load(conn)?)
}

/// Lets what incidents did to the dates of a report stand for another one that takes these over.
///
/// # Errors
/// `Unique` where an incident moved the other one already.
pub fn copy_extensions(tx: &mut Tx<'_>, from: ReportId, to: ReportId) -> Result<(), StoreError> {
    let of = incident_extension::table.filter(incident_extension::report_id.eq(from.0));
    let rows: Vec<ExtensionRow> =
        of.order(incident_extension::incident_id).select(ExtensionRow::as_select()).load(&mut **tx)?;
    for row in rows {
        let copy = ExtensionRow { report_id: to.0, ..row };
        diesel::insert_into(incident_extension::table).values(copy).execute(&mut **tx)?;
    }
    Ok(())
}

/// Which reports an outage concerns.
#[derive(Debug, Clone, Copy)]
pub struct Concerned<'a> {
    /// The incident.
    pub id: i64,
    /// Its one regime, by legal document and code; none for all.
    pub regime: Option<(&'a str, &'a str)>,
    /// The first deadline that moves.
    pub from: NaiveDateTime,
    /// The last one.
    pub until: NaiveDateTime,
    /// The day up to which the outage has been going on.
    pub reached: NaiveDate,
}

/// The next so many reports that are still owed, behind this one, whose deadline the incident did not move yet.
///
/// # Errors
/// Those of the database.
pub fn list_unmoved(
    conn: &mut AnyConn,
    of: Concerned<'_>,
    behind: ReportId,
    limit: i64,
) -> Result<Vec<ReportRow>, StoreError> {
    let moved = incident_extension::table
        .filter(incident_extension::incident_id.eq(of.id))
        .filter(incident_extension::report_id.eq(report::id));
    let mut query = report::table
        .filter(report::state.eq_any(State::OWED.map(State::as_str)))
        .filter(report::due_at.ge(of.from))
        .filter(report::due_at.le(of.until))
        .filter(report::id.gt(behind.0))
        .filter(diesel::dsl::not(diesel::dsl::exists(moved)))
        .order(report::id)
        .limit(limit)
        .select(ReportRow::as_select())
        .into_boxed();
    if let Some((circular, code)) = of.regime {
        query = query.filter(report::circular.eq(circular)).filter(report::regime.eq(code));
    }
    Ok(query.load(conn)?)
}

/// The next so many reports that are still owed, behind this one, that the incident moved on a former day of it.
///
/// # Errors
/// Those of the database.
pub fn list_moved_before(
    conn: &mut AnyConn,
    of: Concerned<'_>,
    behind: ReportId,
    limit: i64,
) -> Result<Vec<(ReportRow, ExtensionRow)>, StoreError> {
    let query = incident_extension::table
        .inner_join(report::table.on(report::id.eq(incident_extension::report_id)))
        .filter(incident_extension::incident_id.eq(of.id))
        .filter(incident_extension::reached.lt(of.reached))
        .filter(incident_extension::report_id.gt(behind.0))
        .filter(report::state.eq_any(State::OWED.map(State::as_str)))
        .order(incident_extension::report_id)
        .limit(limit);
    Ok(query.select((ReportRow::as_select(), ExtensionRow::as_select())).load(conn)?)
}

/// Moves the dates of the report that was decided about, and keeps what they were. `seen` are its deadline and last day of
/// entry as they are now; the new ones stand in `extension`.
///
/// # Errors
/// `Stale` when the report has other dates by now.
pub fn extend(
    tx: &mut Tx<'_>,
    allowed: &Allowed,
    seen: (NaiveDateTime, NaiveDate),
    extension: &ExtensionRow,
) -> Result<(), StoreError> {
    let known = report::table
        .find(extension.report_id)
        .filter(report::unit_id.eq(allowed.unit().0))
        .filter(report::due_at.eq(seen.0))
        .filter(report::closes_on.eq(seen.1));
    let (due, closes) = (seen.0.max(extension.due_after), seen.1.max(extension.closes_after));
    let values = (report::due_at.eq(due), report::closes_on.eq(closes), report::updated_at.eq(extension.at));
    if (due, closes) != seen && diesel::update(known).set(values).execute(&mut **tx)? == 0 {
        return Err(StoreError::Stale);
    }
    keep(tx, extension)
}

/// Keeps an extension, or what has become of it.
fn keep(tx: &mut Tx<'_>, row: &ExtensionRow) -> Result<(), StoreError> {
    let grown = (
        incident_extension::reached.eq(row.reached),
        incident_extension::due_after.eq(row.due_after),
        incident_extension::closes_after.eq(row.closes_after),
        incident_extension::at.eq(row.at),
    );
    on_both!(&mut **tx, |c| diesel::insert_into(incident_extension::table)
        .values(row)
        .on_conflict((incident_extension::incident_id, incident_extension::report_id))
        .do_update()
        .set(grown)
        .execute(c))?;
    Ok(())
}
