//! Who entered, submitted and approved reports: what `domain::workflow::authors` decides from.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::ids::{ReportId, UserId};
use domain::workflow::{Action, Deed, DeedKind, State};

use crate::changes::ContentChanges;
use crate::conn::{AnyConn, BATCH};
use crate::error::StoreError;
use crate::schema::{report_revision, report_transition};

/// The deeds of several reports: for each person the latest entry, and the steps that count. Reports without any are
/// left out.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, reports: &[ReportId]) -> Result<HashMap<ReportId, Vec<Deed>>, StoreError> {
    let mut deeds: HashMap<ReportId, Vec<Deed>> = HashMap::new();
    let ids: Vec<i64> = reports.iter().map(|id| id.0).collect();
    for some in ids.chunks(BATCH) {
        for (report, deed) in entries(conn, some)?.into_iter().chain(steps(conn, some)?) {
            deeds.entry(report).or_default().push(deed);
        }
    }
    Ok(deeds)
}

/// The latest revision in which each person entered something. Consolidating changes no own input, but makes figures.
fn entries(conn: &mut AnyConn, ids: &[i64]) -> Result<Vec<(ReportId, Deed)>, StoreError> {
    let nothing = ContentChanges::default().to_json()?;
    let is_entry = report_revision::source
        .ne("transition")
        .and(report_revision::changes.ne(nothing).or(report_revision::source.eq("consolidated")));
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = report_revision::table
        .filter(report_revision::report_id.eq_any(ids))
        .filter(report_revision::user_id.is_not_null())
        .filter(is_entry)
        .group_by((report_revision::report_id, report_revision::user_id))
        .select((report_revision::report_id, report_revision::user_id, diesel::dsl::max(report_revision::revision)))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(report, user, revision)| {
            let (user, revision) = (user.map(UserId), revision.unwrap_or_default());
            (ReportId(report), Deed { revision, user, kind: DeedKind::Entered })
        })
        .collect())
}

fn steps(conn: &mut AnyConn, ids: &[i64]) -> Result<Vec<(ReportId, Deed)>, StoreError> {
    let submitted = report_transition::action.eq(Action::Submit.as_str());
    let approved = report_transition::action
        .eq(Action::Approve.as_str())
        .and(report_transition::to_state.eq(State::Approved.as_str()));
    let rows: Vec<(i64, i64, Option<i64>, String)> = report_transition::table
        .filter(report_transition::report_id.eq_any(ids))
        .filter(submitted.or(approved))
        .select((
            report_transition::report_id,
            report_transition::revision,
            report_transition::user_id,
            report_transition::action,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(report, revision, user, action)| {
            let is_submission = action == Action::Submit.as_str();
            let kind = if is_submission { DeedKind::Submitted } else { DeedKind::Approved };
            (ReportId(report), Deed { revision, user: user.map(UserId), kind })
        })
        .collect())
}
