//! A cell's value on the wire.

use domain::number::{parse_figure, parse_plain};
use domain::template::ColumnType;
use domain::value::Value;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A cell's value on the wire: a string (a number is a decimal string, a date is ISO 8601), a boolean, or `null`
/// for "not applicable". A blank cell is absent; in a change an empty string clears the cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WireValue {
    /// Not applicable.
    NotApplicable,
    /// Number, date or text.
    Text(String),
    /// Yes or no.
    Bool(bool),
}

impl WireValue {
    /// The wire form of a value; `None` for blank.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Blank => None,
            Value::NotApplicable => Some(Self::NotApplicable),
            Value::Number(number) => Some(Self::Text(number.normalize().to_string())),
            Value::Text(text) => Some(Self::Text(text.clone())),
            Value::Date(date) => Some(Self::Text(date.format("%Y-%m-%d").to_string())),
            Value::Bool(bool) => Some(Self::Bool(*bool)),
        }
    }

    /// A figure of a report in a column of this kind, computed or entered; see [`Self::to_entered`] for what people enter.
    #[must_use]
    pub fn to_value(&self, kind: &ColumnType) -> Value {
        self.read(kind, parse_figure)
    }

    /// What somebody entered in a column of this kind. What does not fit the kind, or has more digits than are kept, stays
    /// a text, so that nothing is lost; the sheet reports it as a finding. Server and browser read it alike.
    #[must_use]
    pub fn to_entered(&self, kind: &ColumnType) -> Value {
        self.read(kind, parse_plain)
    }

    fn read(&self, kind: &ColumnType, number: fn(&str) -> Option<Decimal>) -> Value {
        match self {
            Self::NotApplicable => Value::NotApplicable,
            Self::Bool(bool) => Value::Bool(*bool),
            Self::Text(text) if text.is_empty() => Value::Blank,
            Self::Text(text) => typed(text, kind, number).unwrap_or_else(|| Value::Text(domain::text::nfc(text))),
        }
    }
}

fn typed(text: &str, kind: &ColumnType, number: fn(&str) -> Option<Decimal>) -> Option<Value> {
    match kind {
        _ if kind.is_numeric() => number(text.trim()).map(Value::Number),
        ColumnType::Date => chrono::NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().map(Value::Date),
        _ => None,
    }
}

/// Broken JSON numbers are binary numbers once they are read. At or above this they are refused.
const CERTAIN: f64 = 1e9;

/// Most digits of a decimal that every binary number gives back as they were written.
const CERTAIN_DIGITS: usize = 15;

/// The digits of a JSON number; none where reading it may have changed some.
fn digits(number: &serde_json::Number) -> Option<String> {
    match number.as_f64() {
        Some(broken) if number.is_f64() => {
            let text = broken.to_string();
            (broken.abs() < CERTAIN && significant(&text) <= CERTAIN_DIGITS).then_some(text)
        }
        _ => Some(number.to_string()),
    }
}

/// How many digits a decimal has from its first to its last that is not zero.
fn significant(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

impl Serialize for WireValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotApplicable => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bool(bool) => serializer.serialize_bool(*bool),
        }
    }
}

impl<'de> Deserialize<'de> for WireValue {
    /// Also takes a JSON number, by its decimal text, from clients that send one.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Null => Ok(Self::NotApplicable),
            serde_json::Value::Bool(bool) => Ok(Self::Bool(bool)),
            serde_json::Value::String(text) => Ok(Self::Text(text)),
            serde_json::Value::Number(number) => digits(&number).map(Self::Text).ok_or_else(|| {
                serde::de::Error::custom(
                    "a large number, or a fraction of more than 15 digits, is sent as a decimal string, so that no digit changes",
                )
            }),
            _ => Err(serde::de::Error::custom("a cell holds a string, a boolean or null")),
        }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for WireValue {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
        ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Boolean, Type::Null]))
            .description(Some("A decimal string, an ISO 8601 date, a text, a boolean, or null for not applicable"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for WireValue {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_kind() {
        let number = ColumnType::Integer;
        for (wire, kind, value) in [
            ("\"12\"", &number, Value::from(12)),
            ("12", &number, Value::from(12)),
            ("\"mười\"", &number, Value::from("mười")),
            ("\"12\"", &ColumnType::Text, Value::from("12")),
            ("null", &number, Value::NotApplicable),
            ("\"\"", &number, Value::Blank),
            ("true", &ColumnType::Bool, Value::Bool(true)),
        ] {
            let read: WireValue = serde_json::from_str(wire).unwrap();
            assert_eq!(read.to_value(kind), value, "{wire}");
            assert_eq!(read.to_entered(kind), value, "{wire}");
        }
    }

    #[test]
    fn digits_come_in_as_they_were_sent_or_are_refused() {
        let number = ColumnType::Decimal { scale: 2 };
        for (wire, value) in [
            ("12.5", "12.5"),
            ("-0.1", "-0.1"),
            ("99999999.99", "99999999.99"),
            ("12345678.1234567", "12345678.1234567"),
            ("0.000123456789012345", "0.000123456789012345"),
            ("9007199254740993", "9007199254740993"),
            ("18446744073709551615", "18446744073709551615"),
            ("\"999999999999999.99\"", "999999999999999.99"),
            ("\"0.1234567890123456789012345678\"", "0.1234567890123456789012345678"),
        ] {
            let read: WireValue = serde_json::from_str(wire).unwrap();
            assert_eq!(read.to_entered(&number), Value::Number(value.parse().unwrap()), "{wire}");
        }
        // More digits than can be kept, or a notation of somebody's own: kept as typed, and reported.
        for wire in ["0.12345678901234567890123456789012", "1_000", "1e3"] {
            let read: WireValue = serde_json::from_str(&format!("\"{wire}\"")).unwrap();
            assert_eq!(read.to_entered(&number), Value::from(wire));
        }
        // A sum may have 29 digits, and is read as the figure that it is; nobody enters so many.
        let long = "12345678901234567890123456789";
        let read = WireValue::Text(long.to_owned());
        assert_eq!(read.to_entered(&number), Value::from(long));
        assert_eq!(read.to_value(&number), Value::Number(long.parse().unwrap()));
        // 999999999999999.99 as a JSON number is 1000000000000000 once it is read, and 0.1234567890123456789 is
        // 0.12345678901234568.
        for wire in [
            "0.1234567890123456789",
            "-12345678.123456789",
            "999999999999999.99",
            "1e20",
            "99999999999999999999",
            "[]",
            "{}",
        ] {
            assert!(serde_json::from_str::<WireValue>(wire).is_err());
        }
    }

    #[test]
    fn numbers_are_written_as_strings() {
        let wire = WireValue::from_value(&Value::Number("999999999999999.99".parse().unwrap()));
        assert_eq!(serde_json::to_string(&wire).unwrap(), "\"999999999999999.99\"");
    }
}
