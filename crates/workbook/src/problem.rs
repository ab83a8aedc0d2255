//! What was odd about single cells of an uploaded workbook, with the words for the person who sent it.

use domain::language::Language;
use domain::template::Severity;
use domain::text::shortened;

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

    fn texts(&self) -> (&'static str, String, String) {
        match self {
            Self::NotANumber(..)
            | Self::NumberAsText { .. }
            | Self::NumberAmbiguous(..)
            | Self::DateInNumber(..)
            | Self::PercentInNumber(..)
            | Self::TooManyDigits(..) => self.number_texts(),
            Self::NotADate(..)
            | Self::TimeDropped(..)
            | Self::NotABool(..)
            | Self::UnknownItem(..)
            | Self::ErrorValue(..)
            | Self::FormulaWithoutValue
            | Self::NotAnInputCell
            | Self::ComputedDiffers { .. } => self.cell_texts(),
            Self::UnknownCode(..)
            | Self::UnknownRowItem(..)
            | Self::DuplicateCode { .. }
            | Self::DuplicateName { .. }
            | Self::RowWithoutCode(..)
            | Self::MatchedByName { .. }
            | Self::LabelDiffers { .. }
            | Self::OutsideTable
            | Self::HiddenRow => self.row_texts(),
            _ => self.layout_texts(),
        }
    }

    fn number_texts(&self) -> (&'static str, String, String) {
        match self {
            Self::NumberAsText { text, read } => (
                "number_as_text",
                format!("Số được lưu dạng chữ “{text}”; đã hiểu là {read}."),
                format!("The number is stored as text “{text}”; it is read as {read}."),
            ),
            Self::NumberAmbiguous(text) => (
                "ambiguous_number",
                format!(
                    "“{text}” có thể hiểu theo hai cách vì tệp dùng lẫn dấu chấm và dấu phẩy. Hãy nhập lại dạng số."
                ),
                format!(
                    "“{text}” can be read in two ways because the file mixes points and commas. Enter it as a number."
                ),
            ),
            Self::DateInNumber(date) => (
                "date_in_number",
                format!("Ô số lại chứa ngày {date}; có thể Excel đã tự đổi. Hãy nhập lại số."),
                format!("A number cell holds the date {date}; Excel may have converted it. Enter the number again."),
            ),
            Self::PercentInNumber(value) => (
                "percent_in_number",
                format!("Ô được định dạng phần trăm; giá trị được lấy là {value}."),
                format!("The cell is formatted as a percentage; its value is taken as {value}."),
            ),
            Self::TooManyDigits(text) => (
                "overflow",
                format!("Số {text} quá lớn hoặc có quá 28 chữ số."),
                format!("The number {text} is too large or has more than 28 digits."),
            ),
            Self::NotANumber(text) => (
                "not_a_number",
                format!("“{text}” không phải là số. Hãy sửa lại hoặc để trống."),
                format!("“{text}” is not a number. Correct it or leave the cell blank."),
            ),
            _ => unnamed(),
        }
    }

    fn cell_texts(&self) -> (&'static str, String, String) {
        match self {
            Self::NotADate(text) => (
                "not_a_date",
                format!("“{text}” không phải là ngày. Hãy nhập dạng ngày/tháng/năm, ví dụ 21/11/2026."),
                format!("“{text}” is not a date. Enter day/month/year, for example 21/11/2026."),
            ),
            Self::TimeDropped(date) => (
                "time_dropped",
                format!("Ô có cả giờ; chỉ lấy ngày {date}."),
                format!("The cell also holds a time; only the date {date} is taken."),
            ),
            Self::NotABool(text) => (
                "not_a_bool",
                format!("“{text}” không phải là Có hoặc Không."),
                format!("“{text}” is neither yes nor no."),
            ),
            Self::UnknownItem(text) => (
                "unknown_item",
                format!("“{text}” không có trong danh mục. Hãy chọn một mục trong danh sách của ô."),
                format!("“{text}” is not in the catalogue. Choose an item from the cell's list."),
            ),
            Self::ErrorValue(text) => (
                "error_value",
                format!("Ô chứa lỗi {text} của Excel. Hãy sửa công thức hoặc nhập số."),
                format!("The cell holds Excel's error {text}. Correct the formula or enter the figure."),
            ),
            Self::FormulaWithoutValue => (
                "formula_without_value",
                "Ô nhập liệu chứa công thức chưa được tính. Hãy mở tệp bằng Excel, lưu lại rồi nhập lại.".to_owned(),
                "An entry cell holds a formula that was never computed. Open the file in Excel, save it and import it again."
                    .to_owned(),
            ),
            Self::NotAnInputCell => (
                "not_an_input_cell",
                "Ô này không nhập số liệu; nội dung được bỏ qua.".to_owned(),
                "Nothing is entered in this cell; its content is ignored.".to_owned(),
            ),
            Self::ComputedDiffers { file, system } => (
                "computed_differs",
                format!("Ô công thức: tệp ghi {file}, hệ thống tính {system}. Số của hệ thống được dùng."),
                format!("Computed cell: the file says {file}, the system computes {system}. The system's figure is used."),
            ),
            _ => unnamed(),
        }
    }

    fn row_texts(&self) -> (&'static str, String, String) {
        match self {
            Self::UnknownCode(code) => (
                "unknown_code",
                format!("Mã chỉ tiêu “{code}” không có trong biểu; dòng này không được nhập."),
                format!("The form has no indicator code “{code}”; this row is not imported."),
            ),
            Self::UnknownRowItem(text) => (
                "unknown_item",
                format!("“{text}” không có trong danh mục của biểu; dòng này không được nhập."),
                format!("“{text}” is not in the form's catalogue; this row is not imported."),
            ),
            Self::DuplicateCode { code, first } => (
                "duplicate_code",
                format!("“{code}” đã có ở dòng {first}; dòng này không được nhập."),
                format!("“{code}” already stands in row {first}; this row is not imported."),
            ),
            Self::DuplicateName { name, code, first } => (
                "duplicate_name",
                format!(
                    "Dòng không có mã; tên “{name}” (mã {code}) đã có ở dòng {first}, nên dòng này không được nhập."
                ),
                format!(
                    "The row has no code; the name “{name}” (code {code}) already stands in row {first}, so this row is not imported."
                ),
            ),
            Self::RowWithoutCode(text) => (
                "row_without_code",
                format!("Dòng “{text}” không có mã chỉ tiêu nên được bỏ qua."),
                format!("The row “{text}” has no indicator code and is ignored."),
            ),
            Self::MatchedByName { name, code } => (
                "matched_by_name",
                format!("Dòng không có mã; đã nhận theo tên “{name}” là mã {code}."),
                format!("The row has no code; by its name “{name}” it is taken as {code}."),
            ),
            Self::LabelDiffers { code, label } => (
                "label_differs",
                format!("Tên “{label}” không khớp với mã {code}; số liệu được nhập theo mã."),
                format!("The name “{label}” does not fit the code {code}; the figures are taken by the code."),
            ),
            Self::OutsideTable => (
                "outside_table",
                "Dòng nằm ngoài bảng số liệu nên được bỏ qua.".to_owned(),
                "The row lies outside the table and is ignored.".to_owned(),
            ),
            Self::HiddenRow => (
                "hidden_row",
                "Dòng đang bị ẩn trong tệp; số liệu của dòng vẫn được nhập.".to_owned(),
                "The row is hidden in the file; its figures are imported all the same.".to_owned(),
            ),
            _ => unnamed(),
        }
    }

    fn layout_texts(&self) -> (&'static str, String, String) {
        match self {
            Self::HiddenColumn => (
                "hidden_column",
                "Cột đang bị ẩn trong tệp; số liệu của cột vẫn được nhập.".to_owned(),
                "The column is hidden in the file; its figures are imported all the same.".to_owned(),
            ),
            Self::MergedCells(block) => (
                "merged_cells",
                format!("Vùng {block} bị gộp ô; giá trị chỉ được lấy cho ô đầu tiên."),
                format!("The cells {block} are merged; their value is taken for the first cell only."),
            ),
            Self::MissingColumn(column) => (
                "missing_column",
                format!("Không thấy cột {column} trong tệp; số liệu đang có của cột được giữ nguyên."),
                format!("Column {column} is not in the file; its present figures are kept."),
            ),
            Self::UnknownColumn(title) => (
                "unknown_column",
                format!("Cột “{title}” không có trong biểu nên được bỏ qua."),
                format!("The form has no column “{title}”; it is ignored."),
            ),
            Self::MovedColumns => (
                "moved_columns",
                "Các cột trong tệp đã đổi thứ tự; số liệu được nhận theo số cột và tiêu đề.".to_owned(),
                "The file's columns are in another order; figures are taken by column number and title.".to_owned(),
            ),
            Self::TitleDiffers { found, expected } => (
                "title_differs",
                format!("Số cột là {expected} nhưng tiêu đề là “{found}”; số liệu được nhận theo số cột."),
                format!("The column number is {expected} but the title is “{found}”; figures are taken by the number."),
            ),
            Self::HeaderTwice(column) => (
                "header_twice",
                format!("Cột {column} xuất hiện hai lần; chỉ lấy cột đầu tiên."),
                format!("Column {column} appears twice; only the first is taken."),
            ),
            Self::MoreProblems(count) => (
                "more_problems",
                format!("Còn {count} vấn đề khác. Hãy sửa các ô đã nêu rồi nhập lại để xem tiếp."),
                format!("There are {count} more problems. Correct the cells named and import again to see them."),
            ),
            Self::MoreSheets(sheet) => (
                "more_sheets",
                format!("Sheet “{sheet}” cũng có bảng của biểu; chỉ sheet đầu tiên được nhập."),
                format!("The sheet “{sheet}” holds the form's table too; only the first sheet is imported."),
            ),
            Self::OtherVersion { found, expected } => (
                "other_version",
                format!(
                    "Mẫu trong tệp là phiên bản {found}, biểu đang dùng phiên bản {expected}. Hãy kiểm tra kỹ các cột."
                ),
                format!(
                    "The file's template is version {found}, the form is at version {expected}. Check the columns with care."
                ),
            ),
            _ => unnamed(),
        }
    }
}

/// Every oddity is named in the group that [`Oddity::texts`] sends it to; a test walks through all of them.
fn unnamed() -> (&'static str, String, String) {
    ("odd", "Ô cần được xem lại.".to_owned(), "This cell needs a look.".to_owned())
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
