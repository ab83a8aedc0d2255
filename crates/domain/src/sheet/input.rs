//! From what people type to values, and from values to what people read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::number::{NumberFault, format_vi, parse_vi};
use crate::separators::Separators;
use crate::template::{Column, ColumnType};
use crate::text::{fold, nfc};
use crate::value::Value;

/// Shown for "not applicable", and understood when typed: không áp dụng.
const NOT_APPLICABLE: &str = "KAD";

/// Reads what was typed into a cell of this column.
///
/// What cannot be read stays a text: it is kept and reported, never dropped. A lone dash in a number column is nothing,
/// or zero where the column must not be blank. Percentages are typed as shown: `12,5` and `12,5%` are both 12,5 %.
#[must_use]
pub fn parse_input(column: &Column, text: &str) -> Value {
    read_input(column, text, parse_vi)
}

/// Reads a cell of a pasted block whose numbers follow one convention.
#[must_use]
pub fn parse_input_by(column: &Column, text: &str, separators: Separators) -> Value {
    read_input(column, text, |text| separators.read(text))
}

fn read_input(column: &Column, text: &str, read_number: impl Fn(&str) -> Result<Decimal, NumberFault>) -> Value {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Value::Blank;
    }
    let as_text = || Value::Text(nfc(trimmed));
    match &column.kind {
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Percent { .. } => {
            let percent = matches!(column.kind, ColumnType::Percent { .. });
            if matches!(trimmed, "-" | "–" | "—") {
                if column.required { Value::Number(Decimal::ZERO) } else { Value::Blank }
            } else if is_not_applicable(trimmed) {
                Value::NotApplicable
            } else if trimmed.contains(['%', '％']) && !percent {
                as_text()
            } else {
                read_number(trimmed).map_or_else(|_| as_text(), Value::Number)
            }
        }
        _ if is_not_applicable(trimmed) => Value::NotApplicable,
        ColumnType::Date => parse_date(trimmed).map_or_else(as_text, Value::Date),
        ColumnType::Bool => parse_bool(trimmed).map_or_else(as_text, Value::Bool),
        _ => Value::Text(nfc(text.trim_end())),
    }
}

/// Writes a value for a cell of this column, the Vietnamese way.
///
/// Digits beyond the scale of a decimal column are shown, so that nothing is hidden that will be reported;
/// percentages are rounded for showing only.
#[must_use]
pub fn display(column: &Column, value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::NotApplicable => NOT_APPLICABLE.to_owned(),
        Value::Number(number) => display_number(&column.kind, *number),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.format("%d/%m/%Y").to_string(),
        Value::Bool(true) => "Có".to_owned(),
        Value::Bool(false) => "Không".to_owned(),
    }
}

fn display_number(kind: &ColumnType, number: Decimal) -> String {
    match kind {
        ColumnType::Percent { scale } => format_vi(number, Some(*scale)),
        ColumnType::Decimal { scale } if number.normalize().scale() <= u32::from(*scale) => {
            format_vi(number, Some(*scale))
        }
        _ => format_vi(number, None),
    }
}

fn is_not_applicable(text: &str) -> bool {
    ["kad", "n/a", "khong ap dung"].contains(&fold(text).as_str())
}

/// `1/2/2026`, `1-2-2026`, `1.2.2026`, `01022026`, `2026-02-01`; two digits of a year are in this century.
fn parse_date(text: &str) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDate::from_ymd_opt(
            text.get(4..)?.parse().ok()?,
            number(text.get(2..4)?)?,
            number(text.get(..2)?)?,
        );
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let month = number(month)?;
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(first.parse().ok()?, month, number(last)?);
    }
    let year: i32 = last.parse().ok()?;
    let year = match last.len() {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, number(first)?)
}

/// One or two digits.
fn number(text: &str) -> Option<u32> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn parse_bool(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "co" | "x" | "✓" | "dung" | "yes" | "true" | "1" => Some(true),
        "khong" | "sai" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::ColumnNumber;

    fn column(kind: ColumnType) -> Column {
        Column {
            number: ColumnNumber(1),
            title: String::new(),
            kind,
            required: false,
            formula: None,
            declared_aggregate: None,
        }
    }

    fn decimal(text: &str) -> Value {
        Value::Number(text.parse().unwrap())
    }

    fn date(year: i32, month: u32, day: u32) -> Value {
        Value::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn reads_by_column() {
        let percent = || ColumnType::Percent { scale: 1 };
        for (kind, text, value) in [
            (ColumnType::Integer, " 1.234 ", decimal("1234")),
            (ColumnType::Integer, "12a", Value::from("12a")),
            (ColumnType::Integer, "", Value::Blank),
            (ColumnType::Integer, "-", Value::Blank),
            (ColumnType::Integer, "kad", Value::NotApplicable),
            (ColumnType::Integer, "12%", Value::from("12%")),
            (ColumnType::Decimal { scale: 2 }, "1,5", decimal("1.5")),
            (percent(), "12,5%", decimal("12.5")),
            (percent(), "12,5", decimal("12.5")),
            (ColumnType::Text, "1.234", Value::from("1.234")),
            (ColumnType::Text, "Ha\u{300}", Value::from("Hà")),
            (ColumnType::Date, "1/2/2026", date(2026, 2, 1)),
            (ColumnType::Date, "01022026", date(2026, 2, 1)),
            (ColumnType::Date, "1-2-26", date(2026, 2, 1)),
            (ColumnType::Date, "2026-02-01", date(2026, 2, 1)),
            (ColumnType::Date, "31/2/2026", Value::from("31/2/2026")),
            (ColumnType::Date, "1-2", Value::from("1-2")),
            (ColumnType::Bool, "Có", Value::Bool(true)),
            (ColumnType::Bool, "không", Value::Bool(false)),
            (ColumnType::Bool, "maybe", Value::from("maybe")),
        ] {
            assert_eq!(parse_input(&column(kind.clone()), text), value, "{kind:?} {text}");
        }
    }

    #[test]
    fn a_lone_dash_is_zero_where_nothing_may_be_blank() {
        let required = Column { required: true, ..column(ColumnType::Integer) };
        assert_eq!(parse_input(&required, "–"), decimal("0"));
    }

    #[test]
    fn a_block_is_read_by_one_convention() {
        let decimals = column(ColumnType::Decimal { scale: 2 });
        for (separators, value) in [
            (Separators::Vietnamese, decimal("1234")),
            (Separators::English, decimal("1.234")),
            (Separators::Spaces, Value::from("1.234")),
        ] {
            assert_eq!(parse_input_by(&decimals, "1.234", separators), value, "{separators:?}");
        }
    }

    #[test]
    fn shows_by_column() {
        for (kind, value, text) in [
            (ColumnType::Integer, decimal("1234567"), "1.234.567"),
            (ColumnType::Integer, decimal("1.5"), "1,5"),
            (ColumnType::Decimal { scale: 2 }, decimal("1.5"), "1,50"),
            (ColumnType::Decimal { scale: 2 }, decimal("1.234"), "1,234"),
            (ColumnType::Percent { scale: 1 }, decimal("33.3333"), "33,3"),
            (ColumnType::Integer, Value::Blank, ""),
            (ColumnType::Integer, Value::NotApplicable, "KAD"),
            (ColumnType::Integer, Value::from("12a"), "12a"),
            (ColumnType::Date, date(2026, 2, 1), "01/02/2026"),
            (ColumnType::Bool, Value::Bool(true), "Có"),
        ] {
            assert_eq!(display(&column(kind.clone()), &value), text, "{kind:?} {value:?}");
        }
    }
}
