//! What a report's consolidated part was made of.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::upsert::excluded;
use domain::ids::ReportId;

use crate::among::among;
use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{consolidation, consolidation_source};

/// The last consolidation of a report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = consolidation)]
pub struct ConsolidationRow {
    /// The revision that it made.
    pub revision: i64,
    /// When.
    pub at: NaiveDateTime,
    /// The lineage, as JSON, where it is kept.
    pub body: Option<String>,
}

/// A child that was consolidated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Queryable, Selectable)]
#[diesel(table_name = consolidation_source)]
pub struct SourceRow {
    /// The child's report.
    pub child_report_id: i64,
    /// The child's revision that was taken.
    pub child_revision: i64,
}

#[derive(Insertable)]
#[diesel(table_name = consolidation_source, treat_none_as_default_value = false)]
struct SourceInsert {
    report_id: i64,
    child_report_id: i64,
    child_revision: i64,
}

/// Replaces what is known of a report's consolidation, in the transaction that advances the report.
///
/// # Errors
/// `Reference` for an unknown report.
pub fn write(
    tx: &mut Tx<'_>,
    report: ReportId,
    new: &ConsolidationRow,
    sources: &[SourceRow],
) -> Result<(), StoreError> {
    let row = (
        consolidation::report_id.eq(report.0),
        consolidation::revision.eq(new.revision),
        consolidation::at.eq(new.at),
        consolidation::body.eq(new.body.as_deref()),
    );
    on_both!(&mut **tx, |c| diesel::insert_into(consolidation::table)
        .values(row)
        .on_conflict(consolidation::report_id)
        .do_update()
        .set((
            consolidation::revision.eq(excluded(consolidation::revision)),
            consolidation::at.eq(excluded(consolidation::at)),
            consolidation::body.eq(excluded(consolidation::body)),
        ))
        .execute(c))?;
    diesel::delete(consolidation_source::table.filter(consolidation_source::report_id.eq(report.0)))
        .execute(&mut **tx)?;
    for some in sources.chunks(BATCH) {
        let rows: Vec<SourceInsert> = some
            .iter()
            .map(|source| SourceInsert {
                report_id: report.0,
                child_report_id: source.child_report_id,
                child_revision: source.child_revision,
            })
            .collect();
        on_both!(&mut **tx, |c| diesel::insert_into(consolidation_source::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The last consolidation of a report; none when it never was consolidated.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut AnyConn, report: ReportId) -> Result<Option<ConsolidationRow>, StoreError> {
    Ok(consolidation::table.find(report.0).select(ConsolidationRow::as_select()).first(conn).optional()?)
}

/// The children that were consolidated.
///
/// # Errors
/// Those of the database.
pub fn list_sources(conn: &mut AnyConn, report: ReportId) -> Result<Vec<SourceRow>, StoreError> {
    let query = consolidation_source::table
        .filter(consolidation_source::report_id.eq(report.0))
        .order(consolidation_source::child_report_id);
    Ok(query.select(SourceRow::as_select()).load(conn)?)
}

/// The children that were consolidated into these reports, each with the report that took it.
///
/// # Errors
/// Those of the database.
pub fn list_sources_of(conn: &mut AnyConn, reports: &[ReportId]) -> Result<Vec<(ReportId, SourceRow)>, StoreError> {
    let query = consolidation_source::table
        .filter(among(consolidation_source::report_id, reports.iter().map(|report| report.0)))
        .select((consolidation_source::report_id, SourceRow::as_select()));
    let rows: Vec<(i64, SourceRow)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(report, source)| (ReportId(report), source)).collect())
}
