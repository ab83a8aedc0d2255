//! What can be wrong with one cell, or with the number of rows, and what is said about it.

use rust_decimal::Decimal;

use super::cell::Kind;
use crate::finding::Finding;
use crate::language::Language;
use crate::template::{ColumnType, Severity};

/// What is wrong with one cell by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellFault {
    Required,
    Unreadable(Kind),
    NotAnInteger,
    TooManyDecimals(u8),
    UnknownItem,
    Negative,
    Overflow,
}

impl CellFault {
    /// What is wrong with a number in a column of this kind.
    pub(super) fn of_number(kind: &ColumnType, number: Decimal) -> Option<Self> {
        // What was entered is kept without trailing zeros.
        let digits = || number.scale();
        match kind {
            ColumnType::Integer if digits() > 0 => Some(Self::NotAnInteger),
            ColumnType::Integer if number.is_sign_negative() && !number.is_zero() => Some(Self::Negative),
            ColumnType::Decimal { scale } if digits() > u32::from(*scale) => Some(Self::TooManyDecimals(*scale)),
            _ => None,
        }
    }

    pub(super) fn severity(self) -> Severity {
        if self == Self::Negative { Severity::Warning } else { Severity::Error }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unreadable(Kind::Number) => "not_a_number",
            Self::Unreadable(Kind::Date) => "not_a_date",
            Self::Unreadable(Kind::Text) => "not_a_text",
            Self::Unreadable(Kind::Bool) => "not_yes_or_no",
            Self::NotAnInteger => "not_an_integer",
            Self::TooManyDecimals(_) => "too_many_decimals",
            Self::UnknownItem => "unknown_item",
            Self::Negative => "negative",
            Self::Overflow => "overflow",
        }
    }

    /// What is said after the cell's name; `shown` is its value.
    pub(super) fn words(self, shown: &str, language: Language) -> String {
        match language {
            Language::Vi => self.words_vi(shown),
            Language::En => self.words_en(shown),
        }
    }

    fn words_vi(self, shown: &str) -> String {
        match self {
            Self::Required => "chưa nhập".to_owned(),
            Self::Unreadable(Kind::Bool) => format!("phải là Có hoặc Không, không đọc được {shown}"),
            Self::Unreadable(kind) => format!("phải là {}, không đọc được {shown}", kind.name_vi()),
            Self::NotAnInteger => format!("phải là số nguyên: {shown}"),
            Self::TooManyDecimals(scale) => format!("chỉ có {scale} chữ số sau dấu phẩy: {shown}"),
            Self::UnknownItem => format!("không có trong danh mục: {shown}; hãy chọn trong danh sách (F4)"),
            Self::Negative => format!("là số âm: {shown}"),
            Self::Overflow => "có kết quả quá lớn để lưu chính xác".to_owned(),
        }
    }

    fn words_en(self, shown: &str) -> String {
        match self {
            Self::Required => "must be filled in".to_owned(),
            Self::Unreadable(Kind::Bool) => format!("must be yes or no, cannot read {shown}"),
            Self::Unreadable(kind) => format!("must be {}, cannot read {shown}", kind.name_en()),
            Self::NotAnInteger => format!("must be a whole number: {shown}"),
            Self::TooManyDecimals(scale) => format!("takes {scale} digits after the point: {shown}"),
            Self::UnknownItem => format!("is not in the catalogue: {shown}; choose from the list (F4)"),
            Self::Negative => format!("is negative: {shown}"),
            Self::Overflow => "is too large to be kept exactly".to_owned(),
        }
    }
}

/// A number of added rows that the form does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowLimit {
    Few { least: u32, rows: usize },
    Many { most: u32, rows: usize },
}

impl RowLimit {
    pub(super) fn finding(self, language: Language) -> Finding {
        let (code, message) = match (self, language) {
            (Self::Few { least, rows }, Language::Vi) => {
                ("min_rows", format!("Biểu cần ít nhất {least} hàng, mới có {rows}"))
            }
            (Self::Few { least, rows }, Language::En) => {
                ("min_rows", format!("The form needs at least {least} rows; there are {rows}"))
            }
            (Self::Many { most, rows }, Language::Vi) => {
                ("max_rows", format!("Biểu có tối đa {most} hàng, đang có {rows}"))
            }
            (Self::Many { most, rows }, Language::En) => {
                ("max_rows", format!("The form takes at most {most} rows; there are {rows}"))
            }
        };
        Finding { code: code.to_owned(), severity: Severity::Error, cells: Vec::new(), message }
    }
}
