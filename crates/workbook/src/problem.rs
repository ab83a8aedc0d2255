//! What was odd about single cells of an uploaded workbook, with the words for the person who sent it.

use domain::language::Language;
use domain::template::Severity;
use domain::text::shortened;

mod words;

/// Something about one cell that the sender should see before the figures are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Sheet that the cell is on.
    pub sheet: String,
    /// Address as Excel shows it, e.g. `E12`.
    pub cell: String,
    /// Stable code of the kind of problem.
    pub code: &'static str,
    /// Whether the cell's content could not be taken as it stands (`Error`) or was taken with a remark (`Warning`).
    pub severity: Severity,
    /// In Vietnamese.
    pub message_vi: String,
    /// In English.
    pub message_en: String,
}

/// A kind of problem before it is tied to a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Oddity {
    NotANumber(String),
    NumberAsText { text: String, read: String },
    NumberAmbiguous(String),
    DateInNumber(String),
    PercentInNumber(String),
    TooManyDigits(String),
    NotADate(String),
    TimeDropped(String),
    NotABool(String),
    UnknownItem(String),
    ErrorValue(String),
    FormulaWithoutValue,
    UnknownCode(String),
    UnknownRowItem(String),
    DuplicateCode { code: String, first: u32 },
    DuplicateName { name: String, code: String, first: u32 },
    RowWithoutCode(String),
    MatchedByName { name: String, code: String },
    LabelDiffers { code: String, label: String },
    OutsideTable,
    NotAnInputCell,
    ComputedDiffers { file: String, system: String },
    HiddenRow,
    HiddenColumn,
    MergedCells(String),
    MissingColumn(String),
    UnknownColumn(String),
    MovedColumns,
    TitleDiffers { found: String, expected: String },
    HeaderTwice(String),
    MoreProblems(usize),
    MoreSheets(String),
    OtherVersion { found: String, expected: String },
}

impl Oddity {
    fn is_error(&self) -> bool {
        matches!(
            self,
            Self::NotANumber(_)
                | Self::NumberAmbiguous(_)
                | Self::DateInNumber(_)
                | Self::TooManyDigits(_)
                | Self::NotADate(_)
                | Self::NotABool(_)
                | Self::UnknownItem(_)
                | Self::ErrorValue(_)
                | Self::FormulaWithoutValue
                | Self::UnknownCode(_)
                | Self::UnknownRowItem(_)
                | Self::DuplicateCode { .. }
                | Self::DuplicateName { .. }
        )
    }

    pub(crate) fn severity(&self) -> Severity {
        if self.is_error() { Severity::Error } else { Severity::Warning }
    }

    /// The problem at this cell.
    pub(crate) fn at(&self, sheet: &str, cell: impl ToString) -> Problem {
        let (code, message_vi, _) = self.shortened(Language::Vi).texts();
        let (_, _, message_en) = self.shortened(Language::En).texts();
        Problem {
            sheet: sheet.to_owned(),
            cell: cell.to_string(),
            code,
            severity: self.severity(),
            message_vi,
            message_en,
        }
    }

    /// The same with the cell's own text as a message shows it: a cell may hold thousands of letters.
    fn shortened(&self, language: Language) -> Self {
        let short = |text: &String| shortened(text, language);
        match self {
            Self::NotANumber(text) => Self::NotANumber(short(text)),
            Self::NumberAsText { text, read } => Self::NumberAsText { text: short(text), read: short(read) },
            Self::NumberAmbiguous(text) => Self::NumberAmbiguous(short(text)),
            Self::DateInNumber(text) => Self::DateInNumber(short(text)),
            Self::PercentInNumber(text) => Self::PercentInNumber(short(text)),
            Self::TooManyDigits(text) => Self::TooManyDigits(short(text)),
            Self::NotADate(text) => Self::NotADate(short(text)),
            Self::TimeDropped(text) => Self::TimeDropped(short(text)),
            Self::NotABool(text) => Self::NotABool(short(text)),
            Self::UnknownItem(text) => Self::UnknownItem(short(text)),
            Self::ErrorValue(text) => Self::ErrorValue(short(text)),
            Self::UnknownCode(text) => Self::UnknownCode(short(text)),
            Self::UnknownRowItem(text) => Self::UnknownRowItem(short(text)),
            Self::RowWithoutCode(text) => Self::RowWithoutCode(short(text)),
            Self::LabelDiffers { code, label } => Self::LabelDiffers { code: short(code), label: short(label) },
            Self::UnknownColumn(title) => Self::UnknownColumn(short(title)),
            Self::HeaderTwice(title) => Self::HeaderTwice(short(title)),
            Self::ComputedDiffers { file, system } => {
                Self::ComputedDiffers { file: short(file), system: short(system) }
            }
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_s_long_text_is_cut_and_measured() {
        let problem = Oddity::NotANumber("9".repeat(300)).at("S", "A1");
        assert!(problem.message_vi.starts_with(&format!("“{}… (300 ký tự)” không phải là số", "9".repeat(40))));
        assert!(problem.message_en.starts_with(&format!("“{}… (300 characters)” is not a number", "9".repeat(40))));
    }

    #[test]
    fn every_oddity_has_its_words() {
        let text = || "x".to_owned();
        let all = [
            Oddity::NotANumber(text()),
            Oddity::NumberAsText { text: text(), read: text() },
            Oddity::NumberAmbiguous(text()),
            Oddity::DateInNumber(text()),
            Oddity::PercentInNumber(text()),
            Oddity::TooManyDigits(text()),
            Oddity::NotADate(text()),
            Oddity::TimeDropped(text()),
            Oddity::NotABool(text()),
            Oddity::UnknownItem(text()),
            Oddity::ErrorValue(text()),
            Oddity::FormulaWithoutValue,
            Oddity::UnknownCode(text()),
            Oddity::UnknownRowItem(text()),
            Oddity::DuplicateCode { code: text(), first: 1 },
            Oddity::DuplicateName { name: text(), code: text(), first: 1 },
            Oddity::RowWithoutCode(text()),
            Oddity::MatchedByName { name: text(), code: text() },
            Oddity::LabelDiffers { code: text(), label: text() },
            Oddity::OutsideTable,
            Oddity::NotAnInputCell,
            Oddity::ComputedDiffers { file: text(), system: text() },
            Oddity::HiddenRow,
            Oddity::HiddenColumn,
            Oddity::MergedCells(text()),
            Oddity::MissingColumn(text()),
            Oddity::UnknownColumn(text()),
            Oddity::MovedColumns,
            Oddity::TitleDiffers { found: text(), expected: text() },
            Oddity::HeaderTwice(text()),
            Oddity::MoreProblems(2),
            Oddity::MoreSheets(text()),
            Oddity::OtherVersion { found: text(), expected: text() },
        ];
        for oddity in all {
            assert_ne!(oddity.at("S", "A1").code, "odd", "{oddity:?}");
        }
    }
}
