//! Why the warnings of reports stand.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::content::RowKey;
use domain::explanation::Subject;
use domain::finding::CellRef;
use domain::ids::ReportId;
use domain::template::ColumnNumber;
use serde::{Deserialize, Serialize};

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, explanation, unit};
use crate::stored::{FORMAT, known, read, write};
use crate::text::without_nul;

/// An explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplanationRow {
    /// Id.
    pub id: i64,
    /// The report's revision when it was written.
    pub revision: i64,
    /// Who wrote it.
    pub user_name: String,
    /// The unit that the person wrote for.
    pub unit_name: String,
    /// The text.
    pub body: String,
    /// What it is about.
    pub about: Vec<Subject>,
    /// When.
    pub at: NaiveDateTime,
}

/// An explanation to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExplanation<'a> {
    /// The report.
    pub report: ReportId,
    /// The report's revision.
    pub revision: i64,
    /// Who writes.
    pub user_id: i64,
    /// For which unit.
    pub unit_id: i64,
    /// The text.
    pub body: &'a str,
    /// What it is about.
    pub about: &'a [Subject],
    /// When.
    pub at: NaiveDateTime,
}

type Loaded = (i64, i64, String, String, String, String, NaiveDateTime);

/// The explanations of a report, oldest first.
///
/// # Errors
/// `Corrupt` when one cannot be read.
pub fn list(conn: &mut AnyConn, report: ReportId) -> Result<Vec<ExplanationRow>, StoreError> {
    let rows: Vec<Loaded> = explanation::table
        .inner_join(account::table.on(account::id.eq(explanation::user_id)))
        .inner_join(unit::table.on(unit::id.eq(explanation::unit_id)))
        .filter(explanation::report_id.eq(report.0))
        .order(explanation::id)
        .select((
            explanation::id,
            explanation::revision,
            account::full_name,
            unit::name,
            explanation::body,
            explanation::about,
            explanation::at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, revision, user_name, unit_name, body, about, at)| {
            Ok(ExplanationRow { id, revision, user_name, unit_name, body, about: subjects(&about)?, at })
        })
        .collect()
}

/// Writes an explanation; gives its id.
///
/// # Errors
/// `Invalid` for a text with a NUL character, `Reference` for an unknown report, account or unit.
pub fn create(tx: &mut Tx<'_>, new: &NewExplanation<'_>) -> Result<i64, StoreError> {
    let row = (
        explanation::report_id.eq(new.report.0),
        explanation::revision.eq(new.revision),
        explanation::user_id.eq(new.user_id),
        explanation::unit_id.eq(new.unit_id),
        explanation::body.eq(without_nul(new.body)?),
        explanation::about.eq(written(new.about)?),
        explanation::at.eq(new.at),
    );
    Ok(diesel::insert_into(explanation::table).values(row).returning(explanation::id).get_result(&mut **tx)?)
}

/// `{"v": 1, "about": [{"code": "R2", "cells": [["LV001", 3]], "figures": ["12", "11"]}]}`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    v: u16,
    about: Vec<Stored>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    code: String,
    cells: Vec<(String, ColumnNumber)>,
    figures: Vec<String>,
}

fn written(about: &[Subject]) -> Result<String, StoreError> {
    let about = about.iter().map(|subject| Stored {
        code: subject.code.clone(),
        cells: subject.cells.iter().map(|cell| (cell.row.0.clone(), cell.column)).collect(),
        figures: subject.figures.clone(),
    });
    write(&Document { v: FORMAT, about: about.collect() })
}

fn subjects(json: &str) -> Result<Vec<Subject>, StoreError> {
    let document: Document = read(json)?;
    known(document.v)?;
    let about = document.about.into_iter().map(|stored| Subject {
        code: stored.code,
        cells: stored.cells.into_iter().map(|(row, column)| CellRef { row: RowKey(row), column }).collect(),
        figures: stored.figures,
    });
    Ok(about.collect())
}
