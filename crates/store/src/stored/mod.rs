//! The stored JSON of contents and of changes, with its format number.
//!
//! ```json
//! {"v": 1, "rows": [{"key": "I.1", "label": "Đất đai", "cells": {"4": "12.50", "5": null, "6": {"t": "12"}}}]}
//! ```
//!
//! A number is a decimal string, not-applicable is `null`, yes/no is a boolean, a text is `{"t": …}` and a date
//! `{"d": …}`, so that the text "12" and the number 12 stay different. A blank cell is absent from a content; in a
//! change it is `{"b": true}`.

mod cell;
mod row;

use domain::content::Content;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

pub(crate) use cell::Stored;
pub(crate) use row::Row;
use row::Rows;

/// The layout that this program writes.
pub(crate) const FORMAT: u16 = 1;

#[derive(Serialize)]
struct Written<'a> {
    v: u16,
    rows: Rows<'a>,
}

#[derive(Deserialize)]
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
    write(&Written { v: FORMAT, rows: Rows(&content.rows) })
}

/// A stored content.
///
/// # Errors
/// `Corrupt` when the text does not have the layout above, or a newer one.
pub fn content_from_json(json: &str) -> Result<Content, StoreError> {
    let document: Document = read(json)?;
    known(document.v)?;
    Ok(Content { rows: document.rows.into_iter().map(|row| row.0).collect() })
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
