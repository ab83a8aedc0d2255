//! What people write at the cells of reports.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::ReportId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, comment, unit};
use crate::text::without_nul;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CommentRow {
    /// Id.
    pub id: i64,
    /// Key of the row.
    pub row_key: String,
    /// Number of the column.
    pub column_number: i32,
    /// The report's revision when it was written.
    pub revision: i64,
    /// Who wrote it.
    pub user_id: i64,
    /// That person's name.
    pub user_name: String,
    /// The unit that the person wrote for.
    pub unit_id: i64,
    /// That unit's name.
    pub unit_name: String,
    /// For whom, as `domain::comment` writes it.
    pub audience: String,
    /// The text.
    pub body: String,
    /// When.
    pub at: NaiveDateTime,
    /// Who settled it.
    pub settled_by: Option<i64>,
    /// When it was settled.
    pub settled_at: Option<NaiveDateTime>,
}

/// A comment to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment<'a> {
    /// The report.
    pub report: ReportId,
    /// Key of the row.
    pub row_key: &'a str,
    /// Number of the column.
    pub column_number: i32,
    /// The report's revision.
    pub revision: i64,
    /// Who writes.
    pub user_id: i64,
    /// For which unit.
    pub unit_id: i64,
    /// For whom.
    pub audience: &'a str,
    /// The text.
    pub body: &'a str,
    /// When.
    pub at: NaiveDateTime,
}

/// The comments of a report, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, report: ReportId) -> Result<Vec<CommentRow>, StoreError> {
    let query = comment::table
        .inner_join(account::table.on(account::id.eq(comment::user_id)))
        .inner_join(unit::table.on(unit::id.eq(comment::unit_id)))
        .filter(comment::report_id.eq(report.0))
        .order(comment::id);
    Ok(query
        .select((
            comment::id,
            comment::row_key,
            comment::column_number,
            comment::revision,
            comment::user_id,
            account::full_name,
            comment::unit_id,
            unit::name,
            comment::audience,
            comment::body,
            comment::at,
            comment::settled_by,
            comment::settled_at,
        ))
        .load(conn)?)
}

/// Writes a comment; gives its id.
///
/// # Errors
/// `Invalid` for a text with a NUL character, `Reference` for an unknown report, account or unit.
pub fn create(tx: &mut Tx<'_>, new: &NewComment<'_>) -> Result<i64, StoreError> {
    let row = (
        comment::report_id.eq(new.report.0),
        comment::row_key.eq(without_nul(new.row_key)?),
        comment::column_number.eq(new.column_number),
        comment::revision.eq(new.revision),
        comment::user_id.eq(new.user_id),
        comment::unit_id.eq(new.unit_id),
        comment::audience.eq(new.audience),
        comment::body.eq(without_nul(new.body)?),
        comment::at.eq(new.at),
    );
    Ok(diesel::insert_into(comment::table).values(row).returning(comment::id).get_result(&mut **tx)?)
}

/// Settles a comment of a report; whether it was open until now.
///
/// # Errors
/// Those of the database.
pub fn settle(tx: &mut Tx<'_>, report: ReportId, id: i64, user: i64, now: NaiveDateTime) -> Result<bool, StoreError> {
    let open = comment::table
        .filter(comment::id.eq(id))
        .filter(comment::report_id.eq(report.0))
        .filter(comment::settled_at.is_null());
    let settled = (comment::settled_by.eq(user), comment::settled_at.eq(now));
    Ok(diesel::update(open).set(settled).execute(&mut **tx)? == 1)
}
