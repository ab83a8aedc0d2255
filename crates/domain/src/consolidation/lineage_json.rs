//! The stored form of a lineage.
//!
//! `{"format":1,"sources":[{"report":7,"revision":2,"unit":3,"unit_name":"…"},{}],"rows":{"R1":{"4":[[0,"12"],[1,"3"]]}}}`:
//! each contribution is the index of its source and its value; the own entry is the source without a report. A number is a
//! decimal string, "not applicable" is null, other values are tagged.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lineage::{Lineage, Source};
use crate::content::RowKey;
use crate::ids::{ReportId, UnitId};
use crate::template::ColumnNumber;
use crate::value::Value;

/// Version of this layout.
const FORMAT: u16 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u16,
    sources: Vec<StoredSource>,
    rows: BTreeMap<String, BTreeMap<u16, Vec<(u32, StoredValue)>>>,
}

#[derive(Serialize, Deserialize)]
struct StoredSource {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    report: Option<ReportId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredValue {
    Number(Decimal),
    Bool(bool),
    Text { text: String },
    Date { date: NaiveDate },
    NotApplicable(()),
}

impl Serialize for Lineage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.rows.iter().map(|(row, cells)| {
            let cells = cells.iter().map(|(column, entries)| {
                let entries = entries.iter().filter_map(|(source, value)| Some((*source, stored(value)?)));
                (column.0, entries.collect())
            });
            (row.0.clone(), cells.collect())
        });
        let sources = self.sources.iter().map(stored_source).collect();
        Stored { format: FORMAT, sources, rows: rows.collect() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Lineage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        if stored.format != FORMAT {
            return Err(serde::de::Error::custom(format!("unknown lineage format {}", stored.format)));
        }
        let rows = stored.rows.into_iter().map(|(row, cells)| {
            let cells = cells.into_iter().map(|(column, entries)| {
                (ColumnNumber(column), entries.into_iter().map(|(source, value)| (source, value.into())).collect())
            });
            (RowKey(row), cells.collect())
        });
        let rows = rows.collect();
        Ok(Self { sources: stored.sources.into_iter().map(Source::from).collect(), rows })
    }
}

/// The stored form of a value; none for blank, which is absent.
fn stored(value: &Value) -> Option<StoredValue> {
    Some(match value {
        Value::Blank => return None,
        Value::NotApplicable => StoredValue::NotApplicable(()),
        Value::Number(number) => StoredValue::Number(*number),
        Value::Text(text) => StoredValue::Text { text: text.clone() },
        Value::Date(date) => StoredValue::Date { date: *date },
        Value::Bool(flag) => StoredValue::Bool(*flag),
    })
}

impl From<StoredValue> for Value {
    fn from(stored: StoredValue) -> Self {
        match stored {
            StoredValue::NotApplicable(()) => Self::NotApplicable,
            StoredValue::Number(number) => Self::Number(number),
            StoredValue::Text { text } => Self::Text(text),
            StoredValue::Date { date } => Self::Date(date),
            StoredValue::Bool(flag) => Self::Bool(flag),
        }
    }
}

fn stored_source(source: &Source) -> StoredSource {
    match source {
        Source::Own => StoredSource { report: None, revision: None, unit: None, unit_name: None },
        Source::Child { report, revision, unit, unit_name } => StoredSource {
            report: Some(*report),
            revision: Some(*revision),
            unit: Some(*unit),
            unit_name: Some(unit_name.clone()),
        },
    }
}

impl From<StoredSource> for Source {
    fn from(stored: StoredSource) -> Self {
        match (stored.report, stored.revision, stored.unit) {
            (Some(report), Some(revision), Some(unit)) => {
                Self::Child { report, revision, unit, unit_name: stored.unit_name.unwrap_or_default() }
            }
            _ => Self::Own,
        }
    }
}
