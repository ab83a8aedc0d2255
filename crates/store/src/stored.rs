//! The stored JSON of contents and of changes, with its format number.
//!
//! ```json
//! {"v": 1, "rows": [{"key": "I.1", "label": "Đất đai", "cells": {"4": "12.50", "5": null, "6": {"t": "12"}}}]}
//! ```
//!
//! A number is a decimal string, not-applicable is `null`, yes/no is a boolean, a text is `{"t": …}` and a date
//! `{"d": …}`, so that the text "12" and the number 12 stay different. A blank cell is absent from a content; in a
//! change it is `{"b": true}`.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;
use domain::content::{Content, ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

/// The layout that this program writes.
const FORMAT: u16 = 1;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Bool(bool),
    Number(String),
    Text { t: String },
    Date { d: NaiveDate },
    Blank { b: bool },
    NotApplicable(()),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    cells: BTreeMap<ColumnNumber, Cell>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    v: u16,
    rows: Vec<Row>,
}

/// A content as it is stored.
///
/// # Errors
/// `Invalid` when a text holds a NUL character.
pub fn content_to_json(content: &Content) -> Result<String, StoreError> {
    write(&Document { v: FORMAT, rows: content.rows.iter().map(Row::from).collect() })
}

/// A stored content.
///
/// # Errors
/// `Corrupt` when the text does not have the layout above, or a newer one.
pub fn content_from_json(json: &str) -> Result<Content, StoreError> {
    let document: Document = read(json)?;
    known(document.v)?;
    let rows = document.rows.into_iter().map(ContentRow::try_from).collect::<Result<_, _>>()?;
    Ok(Content { rows })
}

pub(crate) fn known(version: u16) -> Result<(), StoreError> {
    if version == FORMAT { Ok(()) } else { Err(StoreError::Corrupt(format!("unknown format {version}"))) }
}

pub(crate) fn write<T: Serialize>(value: &T) -> Result<String, StoreError> {
    let json = serde_json::to_string(value).map_err(|error| StoreError::Other(error.to_string()))?;
    // serde_json writes a NUL as this escape, and a backslash in a text as two.
    if json.contains("\\u0000") && has_nul(&json) {
        return Err(StoreError::Invalid("a text holds a NUL character".to_owned()));
    }
    Ok(json)
}

/// Whether an escape in the JSON means NUL, rather than a backslash followed by "u0000".
fn has_nul(json: &str) -> bool {
    json.match_indices("\\u0000")
        .any(|(at, _)| json[..at].bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2))
}

pub(crate) fn read<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Corrupt(error.to_string()))
}

impl From<&ContentRow> for Row {
    fn from(row: &ContentRow) -> Self {
        // Blank means absent, also where somebody put it in by hand.
        let entered = row.cells.iter().filter(|(_, value)| !value.is_blank());
        Self {
            key: row.key.0.clone(),
            item: row.item.clone(),
            label: row.label.clone(),
            unit: row.unit.clone(),
            cells: entered.map(|(column, value)| (*column, Cell::from(value))).collect(),
        }
    }
}

impl TryFrom<Row> for ContentRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let cells = row.cells.into_iter().map(|(column, cell)| Ok((column, Value::try_from(cell)?)));
        Ok(Self {
            key: RowKey(row.key),
            item: row.item,
            label: row.label,
            unit: row.unit,
            cells: cells.collect::<Result<_, StoreError>>()?,
        })
    }
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Self {
        match value {
            Value::Blank => Self::Blank { b: true },
            Value::NotApplicable => Self::NotApplicable(()),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::Text(text) => Self::Text { t: text.clone() },
            Value::Date(date) => Self::Date { d: *date },
            Value::Bool(yes) => Self::Bool(*yes),
        }
    }
}

impl TryFrom<Cell> for Value {
    type Error = StoreError;

    fn try_from(cell: Cell) -> Result<Self, StoreError> {
        Ok(match cell {
            Cell::Blank { .. } => Self::Blank,
            Cell::NotApplicable(()) => Self::NotApplicable,
            Cell::Number(text) => Self::Number(
                Decimal::from_str(&text).map_err(|error| StoreError::Corrupt(format!("number {text:?}: {error}")))?,
            ),
            Cell::Text { t } => Self::Text(t),
            Cell::Date { d } => Self::Date(d),
            Cell::Bool(yes) => Self::Bool(yes),
        })
    }
}
