//! The content of reports: now, at any revision, and what changed between.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::content::Content;
use domain::ids::ReportId;

use crate::among::among;
use crate::carried::{self, Carried};
use crate::changes::ContentChanges;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, consolidation_source, report, report_content, report_revision, unit};
use crate::stored::{content_from_json, content_to_json};

/// A report's content at one revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredContent {
    /// The revision that last wrote it.
    pub revision: i64,
    /// The unit's own input.
    pub own: Content,
    /// What was consolidated from its children; a cell of the report is own plus consolidated.
    pub consolidated: Option<Content>,
    /// The cells of the own input that hold what was taken over from the period before; only told of the present content.
    pub carried: Carried,
}

/// A content as it is stored; reading it needs no database any more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawContent {
    revision: i64,
    own: Option<String>,
    consolidated: Option<String>,
    carried: Option<String>,
}

impl RawContent {
    /// The content.
    ///
    /// # Errors
    /// `Corrupt` when it cannot be read.
    pub fn read(&self) -> Result<StoredContent, StoreError> {
        Ok(StoredContent {
            revision: self.revision,
            own: self.own.as_deref().map(content_from_json).transpose()?.unwrap_or_default(),
            consolidated: self.consolidated.as_deref().map(content_from_json).transpose()?,
            carried: self.carried.as_deref().map(carried::from_json).transpose()?.unwrap_or_default(),
        })
    }
}

type RawRow = (i64, i64, Option<String>, Option<String>);

fn raw((id, revision, own, consolidated): RawRow) -> (ReportId, RawContent) {
    (ReportId(id), RawContent { revision, own, consolidated, carried: None })
}

/// The present content as it is stored; empty for a report that nobody has entered.
///
/// # Errors
/// Those of the database.
pub fn find_raw(conn: &mut AnyConn, id: ReportId) -> Result<RawContent, StoreError> {
    let row: Option<(RawRow, Option<String>)> = report_content::table
        .find(id.0)
        .select((
            (
                report_content::report_id,
                report_content::revision,
                report_content::body.nullable(),
                report_content::consolidated,
            ),
            report_content::carried,
        ))
        .get_result(conn)
        .optional()?;
    Ok(row.map(|(row, carried)| RawContent { carried, ..raw(row).1 }).unwrap_or_default())
}

/// The present contents of many reports as they are stored; those nobody has entered are left out.
///
/// # Errors
/// Those of the database.
pub fn list_raw(conn: &mut AnyConn, ids: &[ReportId]) -> Result<HashMap<ReportId, RawContent>, StoreError> {
    let rows: Vec<RawRow> = report_content::table
        .filter(among(report_content::report_id, ids.iter().map(|id| id.0)))
        .order(report_content::report_id)
        .select((
            report_content::report_id,
            report_content::revision,
            report_content::body.nullable(),
            report_content::consolidated,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(raw).collect())
}

/// The contents of the revisions of a report's children that its last consolidation took: each was accepted, so that
/// it was kept whole.
///
/// # Errors
/// Those of the database.
pub fn list_used(conn: &mut AnyConn, parent: ReportId) -> Result<HashMap<ReportId, RawContent>, StoreError> {
    let taken = report_revision::report_id
        .eq(consolidation_source::child_report_id)
        .and(report_revision::revision.eq(consolidation_source::child_revision));
    let rows: Vec<RawRow> = consolidation_source::table
        .inner_join(report_revision::table.on(taken))
        .filter(consolidation_source::report_id.eq(parent.0))
        .filter(report_revision::snapshot.is_not_null())
        .order(consolidation_source::child_report_id)
        .select((
            consolidation_source::child_report_id,
            report_revision::revision,
            report_revision::snapshot,
            report_revision::consolidated,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(raw).collect())
}

/// The contents that were last accepted of these reports, as they are stored; those never accepted are left out.
///
/// # Errors
/// Those of the database.
pub fn list_accepted(conn: &mut AnyConn, ids: &[ReportId]) -> Result<HashMap<ReportId, RawContent>, StoreError> {
    let last = report_revision::report_id
        .eq(report::id)
        .and(report::accepted_revision.eq(report_revision::revision.nullable()));
    let rows: Vec<RawRow> = report::table
        .inner_join(report_revision::table.on(last))
        .filter(among(report::id, ids.iter().map(|id| id.0)))
        .filter(report_revision::snapshot.is_not_null())
        .order(report::id)
        .select((report::id, report_revision::revision, report_revision::snapshot, report_revision::consolidated))
        .load(conn)?;
    Ok(rows.into_iter().map(raw).collect())
}

/// The present content; empty for a report that nobody has entered.
///
/// # Errors
/// `Corrupt` when it cannot be read.
pub fn find(conn: &mut AnyConn, id: ReportId) -> Result<StoredContent, StoreError> {
    find_raw(conn, id)?.read()
}

/// The present contents of several reports, for references between forms; those nobody has entered are left out.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list(conn: &mut AnyConn, ids: &[ReportId]) -> Result<Vec<(ReportId, StoredContent)>, StoreError> {
    let ids = ids.iter().map(|id| id.0);
    let rows: Vec<(i64, i64, String, Option<String>)> = report_content::table
        .filter(report_content::report_id.eq_any(ids))
        .order(report_content::report_id)
        .select((
            report_content::report_id,
            report_content::revision,
            report_content::body,
            report_content::consolidated,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, revision, own, consolidated)| {
            let own = content_from_json(&own)?;
            let consolidated = consolidated.as_deref().map(content_from_json).transpose()?;
            Ok((ReportId(id), StoredContent { revision, own, consolidated, ..StoredContent::default() }))
        })
        .collect()
}

/// The content as it was at a revision: the nearest snapshot before it, and the changes since.
///
/// # Errors
/// `NotFound` for a revision that does not exist, `Corrupt` when something cannot be read.
pub fn at_revision(conn: &mut AnyConn, id: ReportId, revision: i64) -> Result<StoredContent, StoreError> {
    let newest: i64 = report::table.find(id.0).select(report::revision).first(conn)?;
    if !(0..=newest).contains(&revision) {
        return Err(StoreError::NotFound);
    }
    let until = || {
        report_revision::table
            .filter(report_revision::report_id.eq(id.0))
            .filter(report_revision::revision.le(revision))
    };
    let snapshot: Option<(i64, Option<String>)> = until()
        .filter(report_revision::snapshot.is_not_null())
        .order(report_revision::revision.desc())
        .select((report_revision::revision, report_revision::snapshot))
        .first(conn)
        .optional()?;
    let (from, json) = snapshot.unwrap_or_default();
    let mut own = json.as_deref().map(content_from_json).transpose()?.unwrap_or_default();
    let changes: Vec<String> = until()
        .filter(report_revision::revision.gt(from))
        .order(report_revision::revision)
        .select(report_revision::changes)
        .load(conn)?;
    for json in changes {
        ContentChanges::from_json(&json)?.apply(&mut own);
    }
    let consolidated: Option<Option<String>> = until()
        .filter(report_revision::consolidated.is_not_null())
        .order(report_revision::revision.desc())
        .select(report_revision::consolidated)
        .first(conn)
        .optional()?;
    let consolidated = consolidated.flatten().as_deref().map(content_from_json).transpose()?;
    Ok(StoredContent { revision, own, consolidated, ..StoredContent::default() })
}

/// One revision and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// The revision.
    pub revision: i64,
    /// When.
    pub at: NaiveDateTime,
    /// Who; none for the system's own steps.
    pub user_id: Option<i64>,
    /// That person's name.
    pub user_name: Option<String>,
    /// Name of the unit that the person acted for, where it was kept.
    pub unit_name: Option<String>,
    /// How it came about.
    pub source: String,
    /// What changed in the unit's own input.
    pub changes: ContentChanges,
}

/// What changed after the base revision, oldest first: for merging two people's edits cell by cell.
///
/// # Errors
/// `Corrupt` when something cannot be read.
pub fn changes_since(conn: &mut AnyConn, id: ReportId, base_revision: i64) -> Result<Vec<RevisionRow>, StoreError> {
    list_revisions(conn, id, base_revision + 1, i64::MAX)
}

/// A revision as it is stored; reading it needs no database any more.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct RawRevision {
    revision: i64,
    at: NaiveDateTime,
    user_id: Option<i64>,
    user_name: Option<String>,
    unit_name: Option<String>,
    source: String,
    changes: String,
}

impl RawRevision {
    /// The revision.
    ///
    /// # Errors
    /// `Corrupt` when what changed cannot be read.
    pub fn read(self) -> Result<RevisionRow, StoreError> {
        let Self { revision, at, user_id, user_name, unit_name, source, changes } = self;
        let changes = ContentChanges::from_json(&changes)?;
        Ok(RevisionRow { revision, at, user_id, user_name, unit_name, source, changes })
    }
}

/// The revisions of a report between two, both included, oldest first.
///
/// # Errors
/// `Corrupt` when something cannot be read.
pub fn list_revisions(conn: &mut AnyConn, id: ReportId, first: i64, last: i64) -> Result<Vec<RevisionRow>, StoreError> {
    list_raw_revisions(conn, id, first, last)?.into_iter().map(RawRevision::read).collect()
}

/// As [`list_revisions`], not read yet.
///
/// # Errors
/// Those of the database.
pub fn list_raw_revisions(
    conn: &mut AnyConn,
    id: ReportId,
    first: i64,
    last: i64,
) -> Result<Vec<RawRevision>, StoreError> {
    Ok(report_revision::table
        .left_join(account::table)
        .left_join(unit::table.on(unit::id.nullable().eq(report_revision::unit_id)))
        .filter(report_revision::report_id.eq(id.0))
        .filter(report_revision::revision.ge(first))
        .filter(report_revision::revision.le(last))
        .order(report_revision::revision)
        .select((
            report_revision::revision,
            report_revision::at,
            report_revision::user_id,
            account::full_name.nullable(),
            unit::name.nullable(),
            report_revision::source,
            report_revision::changes,
        ))
        .load(conn)?)
}

/// The present content as stored, for copying without reading it.
pub(crate) fn stored_texts(conn: &mut AnyConn, id: ReportId) -> Result<(String, Option<String>), StoreError> {
    let texts = report_content::table
        .find(id.0)
        .select((report_content::body, report_content::consolidated))
        .get_result(conn)
        .optional()?;
    texts.map_or_else(|| Ok((content_to_json(&Content::default())?, None)), Ok)
}

/// Writes the present content; `consolidated` and `carried` are left as they are when none is given.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    id: ReportId,
    revision: i64,
    own: &str,
    consolidated: Option<&str>,
    carried: Option<&Carried>,
) -> Result<(), StoreError> {
    let present = report_content::table.find(id.0);
    let set = (report_content::revision.eq(revision), report_content::body.eq(own));
    let changed = match consolidated {
        Some(text) => diesel::update(present).set((set, report_content::consolidated.eq(text))).execute(&mut **tx)?,
        None => diesel::update(present).set(set).execute(&mut **tx)?,
    };
    if changed == 0 {
        // The compare-and-set on the report came first: nobody else can insert the same row now.
        let row = (report_content::report_id.eq(id.0), set, report_content::consolidated.eq(consolidated));
        diesel::insert_into(report_content::table).values(row).execute(&mut **tx)?;
    }
    // Few saves change these marks, which therefore have a statement of their own.
    if let Some(carried) = carried {
        diesel::update(present).set(report_content::carried.eq(carried::to_json(carried)?)).execute(&mut **tx)?;
    }
    Ok(())
}
