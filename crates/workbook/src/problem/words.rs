//! The words for each oddity, in Vietnamese and English, with its stable code.

use super::Oddity;

/// Code, Vietnamese, English.
pub(super) type Texts = (&'static str, String, String);

impl Oddity {
    pub(super) fn texts(&self) -> Texts {
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

    fn number_texts(&self) -> Texts {
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

    fn cell_texts(&self) -> Texts {
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

    fn row_texts(&self) -> Texts {
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

    fn layout_texts(&self) -> Texts {
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
fn unnamed() -> Texts {
    ("odd", "Ô cần được xem lại.".to_owned(), "This cell needs a look.".to_owned())
}
