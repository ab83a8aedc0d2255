//! One cell in the stored JSON, written from a value and read into one without anything between.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use domain::template::ColumnNumber;
use domain::value::Value;
use rust_decimal::Decimal;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// A value to be written.
struct Written<'a>(pub &'a Value);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Blank => serializer.collect_map([("b", true)]),
            Value::NotApplicable => serializer.serialize_unit(),
            Value::Number(number) => serializer.collect_str(number),
            Value::Text(text) => serializer.collect_map([("t", text)]),
            Value::Date(date) => serializer.collect_map([("d", date)]),
            Value::Bool(yes) => serializer.serialize_bool(*yes),
        }
    }
}

/// A value of one's own, read or to be written.
pub(crate) struct Stored(pub Value);

impl Serialize for Stored {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written(&self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Cell).map(Self)
    }
}

struct Cell;

impl<'de> Visitor<'de> for Cell {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a stored cell")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::NotApplicable)
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Decimal::from_str(text).map(Value::Number).map_err(|error| E::custom(format!("number {text:?}: {error}")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Some(kind) = map.next_key::<Kind>()? else { return Err(de::Error::custom("a cell of no kind")) };
        let value = match kind {
            Kind::Text => Value::Text(map.next_value()?),
            Kind::Date => Value::Date(map.next_value::<NaiveDate>()?),
            Kind::Blank => map.next_value::<bool>().map(|_| Value::Blank)?,
        };
        match map.next_key::<Kind>()? {
            None => Ok(value),
            Some(_) => Err(de::Error::custom("a cell of two kinds")),
        }
    }
}

#[derive(serde::Deserialize)]
enum Kind {
    #[serde(rename = "t")]
    Text,
    #[serde(rename = "d")]
    Date,
    #[serde(rename = "b")]
    Blank,
}

/// The cells of a row; blank ones are absent, also where somebody put one in by hand.
pub(super) mod cells {
    use super::{BTreeMap, Cells, ColumnNumber, Deserializer, Serializer, Value, Written};

    pub fn serialize<S: Serializer>(cells: &BTreeMap<ColumnNumber, Value>, serializer: S) -> Result<S::Ok, S::Error> {
        let entered = cells.iter().filter(|(_, value)| !value.is_blank());
        serializer.collect_map(entered.map(|(column, value)| (column, Written(value))))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<ColumnNumber, Value>, D::Error> {
        deserializer.deserialize_map(Cells)
    }

    /// Whether nothing would be written.
    pub fn is_empty(cells: &BTreeMap<ColumnNumber, Value>) -> bool {
        cells.values().all(Value::is_blank)
    }
}

struct Cells;

impl<'de> Visitor<'de> for Cells {
    type Value = BTreeMap<ColumnNumber, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cells by column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut cells = BTreeMap::new();
        while let Some((column, Stored(value))) = map.next_entry()? {
            cells.insert(column, value);
        }
        Ok(cells)
    }
}
