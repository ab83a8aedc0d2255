//! One row in the stored JSON.

use std::collections::BTreeMap;

use domain::content::{ContentRow, RowKey};
use domain::template::ColumnNumber;
use domain::value::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::cell::cells;

/// How a row is laid out.
#[derive(Serialize, Deserialize)]
#[serde(remote = "ContentRow", deny_unknown_fields)]
struct Layout {
    #[serde(serialize_with = "write_key", deserialize_with = "read_key")]
    key: RowKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "cells::is_empty", with = "cells")]
    cells: BTreeMap<ColumnNumber, Value>,
}

fn write_key<S: Serializer>(key: &RowKey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(key.as_str())
}

fn read_key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RowKey, D::Error> {
    String::deserialize(deserializer).map(RowKey)
}

/// A row of one's own, read or to be written.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Row(#[serde(with = "Layout")] pub ContentRow);

/// Rows to be written.
pub(super) struct Rows<'a>(pub &'a [ContentRow]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Written))
    }
}

struct Written<'a>(&'a ContentRow);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Layout::serialize(self.0, serializer)
    }
}
