//! Why a workbook is refused or cannot be made, in Vietnamese and English.

use domain::language::Language;

/// Why a whole file was refused. Faults of single cells are [`crate::Problem`]s instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::En))]
#[non_exhaustive]
pub enum WorkbookError {
    /// More bytes than an upload may have.
    TooLarge,
    /// Another kind of file, named in words.
    OtherKind(FileKind),
    /// Protected by a password.
    Encrypted,
    /// Macros in any form.
    Macros,
    /// Links to other workbooks, DDE or data connections.
    ExternalLink,
    /// Embedded objects or controls.
    EmbeddedObject,
    /// An XML document type declaration, the tool of entity bombs.
    Doctype,
    /// Too many parts in the package.
    TooManyParts,
    /// It unpacks to too much, or to more than it declares.
    Bomb,
    /// A part whose name leaves the package, or two parts with one name.
    UnsafeName,
    /// Parts packed in a way that no spreadsheet program uses.
    UnusualPacking,
    /// Too many cells, rows, columns or texts; the limit in words is in [`Limit`].
    TooMuchData(Limit),
    /// Damaged; the technical detail is for the log.
    Damaged(String),
    /// No table of the form was found.
    LayoutNotFound,
    /// The workbook belongs to another form.
    OtherForm {
        /// Form of the file.
        found: String,
        /// Form of the report.
        expected: String,
    },
    /// An option names a column that does not exist.
    UnknownColumn(String),
    /// A column of the file is matched twice.
    ColumnTwice(String),
    /// The last row stands before the first.
    RowsReversed {
        /// Number of the first row, as Excel shows it.
        first: u32,
        /// Number of the last row.
        last: u32,
    },
    /// Text that is not in Unicode.
    NotUnicode,
    /// Remarks are only written into .xlsx.
    NotAnnotated,
    /// The form must never be filled here (state secrets).
    OffSystem,
    /// The file could not be written; the technical detail is for the log.
    NotWritten(String),
}

/// Kinds of files that people upload by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Excel before 97.
    OldXls,
    /// Excel binary workbook.
    Xlsb,
    /// A web page or XML with the name of a workbook.
    Markup,
    /// Nothing at all.
    Empty,
    /// Anything else.
    Unknown,
}

/// The limit that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Cells in the whole workbook.
    Cells,
    /// Number of a row.
    Rows,
    /// Number of a column.
    Columns,
    /// Bytes of the texts.
    Texts,
    /// Sheets.
    Sheets,
}

impl WorkbookError {
    /// Stable code for clients.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "workbook_too_large",
            Self::OtherKind(_) => "workbook_other_kind",
            Self::Encrypted => "workbook_encrypted",
            Self::Macros => "workbook_macros",
            Self::ExternalLink => "workbook_external_link",
            Self::EmbeddedObject => "workbook_embedded_object",
            Self::Doctype => "workbook_doctype",
            Self::TooManyParts => "workbook_too_many_parts",
            Self::Bomb => "workbook_bomb",
            Self::UnsafeName => "workbook_unsafe_name",
            Self::UnusualPacking => "workbook_unusual_packing",
            Self::TooMuchData(_) => "workbook_too_much_data",
            Self::Damaged(_) => "workbook_damaged",
            Self::LayoutNotFound => "workbook_layout_not_found",
            Self::OtherForm { .. } => "workbook_other_form",
            Self::UnknownColumn(_) => "workbook_unknown_column",
            Self::ColumnTwice(_) => "workbook_column_twice",
            Self::RowsReversed { .. } => "workbook_rows_reversed",
            Self::NotUnicode => "workbook_not_unicode",
            Self::NotAnnotated => "workbook_not_annotated",
            Self::OffSystem => "workbook_off_system",
            Self::NotWritten(_) => "workbook_not_written",
        }
    }

    /// What happened and what to do next, for the person who sent the file.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (vi, en) = self.texts();
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    fn texts(&self) -> (String, String) {
        match self {
            Self::OtherKind(kind) => kind.texts(),
            Self::TooMuchData(limit) => limit.texts(),
            Self::OtherForm { found, expected } => (
                format!(
                    "Tệp này là mẫu của biểu {found}, không phải biểu {expected}. Hãy tải xuống đúng mẫu rồi nhập lại."
                ),
                format!(
                    "This file belongs to form {found}, not to {expected}. Download the right template and try again."
                ),
            ),
            Self::UnknownColumn(column) => (
                format!("Cột “{column}” không hợp lệ. Hãy ghi tên cột như trong Excel, ví dụ B hoặc E."),
                format!("There is no column “{column}”. Write the column as Excel does, for example B or E."),
            ),
            Self::ColumnTwice(column) => (
                format!("Cột {column} của tệp được ghép hai lần. Mỗi cột của tệp chỉ ghép với một cột của biểu."),
                format!("The file's column {column} is matched twice. Match each column of the file once."),
            ),
            Self::RowsReversed { first, last } => (
                format!("Dòng cuối ({last}) đứng trước dòng đầu ({first}). Hãy sửa lại một trong hai."),
                format!("The last row ({last}) stands before the first ({first}). Mend one of them."),
            ),
            other => {
                let (vi, en) = other.fixed_texts();
                (vi.to_owned(), en.to_owned())
            }
        }
    }

    fn fixed_texts(&self) -> (&'static str, &'static str) {
        match self {
            Self::TooLarge => (
                "Tệp lớn hơn 10 MB. Hãy xóa hình ảnh, sheet thừa rồi lưu và gửi lại.",
                "The file is larger than 10 MB. Remove pictures and unused sheets, save it and send it again.",
            ),
            Self::Encrypted => (
                "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu mở tệp rồi gửi lại.",
                "The file is protected by a password. Remove the password and send it again.",
            ),
            Self::Macros => (
                "Tệp chứa macro nên không được nhận. Hãy lưu lại dưới dạng “Excel Workbook (.xlsx)” không có macro.",
                "The file contains macros and is refused. Save it as “Excel Workbook (.xlsx)” without macros.",
            ),
            Self::ExternalLink => (
                "Tệp có liên kết tới tệp hoặc nguồn dữ liệu khác nên không được nhận. Hãy ngắt liên kết (Data › Edit Links › Break Link) rồi lưu lại.",
                "The file links to other files or data sources and is refused. Break the links (Data › Edit Links › Break Link) and save it again.",
            ),
            Self::EmbeddedObject => (
                "Tệp chứa đối tượng nhúng (OLE, ActiveX) nên không được nhận. Hãy xóa các đối tượng này rồi lưu lại.",
                "The file contains embedded objects (OLE, ActiveX) and is refused. Delete them and save it again.",
            ),
            Self::Doctype => (
                "Tệp chứa khai báo DOCTYPE không được phép. Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại dưới dạng .xlsx.",
                "The file contains a DOCTYPE declaration, which is not allowed. Open it in Excel or LibreOffice and save it as .xlsx.",
            ),
            Self::TooManyParts => (
                "Tệp có quá 200 thành phần bên trong. Hãy chỉ giữ sheet số liệu rồi lưu lại.",
                "The file has more than 200 parts inside. Keep only the sheet with the figures and save it again.",
            ),
            Self::Bomb => (
                "Tệp giải nén ra quá lớn (quá 100 MB, nén quá 100 lần hoặc khai sai kích thước) nên không được nhận.",
                "The file unpacks to too much (over 100 MB, over 100 times its size, or more than it declares) and is refused.",
            ),
            Self::UnsafeName => (
                "Tệp có tên thành phần bên trong không an toàn hoặc trùng nhau nên không được nhận.",
                "The file has unsafe or repeated names of parts inside and is refused.",
            ),
            Self::UnusualPacking => (
                "Tệp được nén theo cách không thông thường. Hãy mở bằng Excel hoặc LibreOffice và lưu lại dưới dạng .xlsx.",
                "The file is packed in an unusual way. Open it in Excel or LibreOffice and save it as .xlsx.",
            ),
            Self::LayoutNotFound => (
                "Không tìm thấy bảng số liệu của biểu trong tệp. Hãy dùng mẫu tải xuống, ghép cột của tệp với cột của biểu, hoặc chỉ rõ cột mã chỉ tiêu, cột dữ liệu đầu tiên và dòng đầu tiên.",
                "The form's table was not found in the file. Use the downloaded template, match the file's columns with the form's, or give the code column, the first data column and the first row.",
            ),
            Self::NotUnicode => (
                "Tệp văn bản không dùng bảng mã Unicode. Trong Excel hãy lưu dưới dạng “CSV UTF-8” hoặc “Unicode Text” rồi gửi lại.",
                "The text file is not in Unicode. Save it in Excel as “CSV UTF-8” or “Unicode Text” and send it again.",
            ),
            Self::NotAnnotated => (
                "Chỉ tệp .xlsx được trả lại kèm đánh dấu lỗi. Hãy lưu tệp dưới dạng “Excel Workbook (.xlsx)” rồi thử lại.",
                "Only .xlsx files are given back with marked errors. Save the file as “Excel Workbook (.xlsx)” and try again.",
            ),
            Self::OffSystem => (
                "Biểu này thuộc phạm vi bí mật nhà nước, không được nhập hoặc kết xuất trên hệ thống.",
                "This form is a state secret; it must not be imported or exported here.",
            ),
            Self::NotWritten(_) => (
                "Không tạo được tệp Excel. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống.",
                "The Excel file could not be made. Try again; if it fails again, tell the administrator.",
            ),
            _ => (
                "Tệp bị hỏng hoặc không đúng định dạng. Hãy mở bằng Excel hoặc LibreOffice và lưu lại dưới dạng .xlsx.",
                "The file is damaged or not valid. Open it in Excel or LibreOffice and save it as .xlsx.",
            ),
        }
    }

    /// The technical detail, for the log only.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Damaged(detail) | Self::NotWritten(detail) => Some(detail),
            _ => None,
        }
    }

    pub(crate) fn damaged(error: impl std::fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }

    pub(crate) fn not_written(error: impl std::fmt::Display) -> Self {
        Self::NotWritten(error.to_string())
    }
}

impl FileKind {
    fn texts(self) -> (String, String) {
        let (vi, en) = match self {
            Self::OldXls => ("tệp Excel 95 hoặc cũ hơn", "a file of Excel 95 or older"),
            Self::Xlsb => ("tệp Excel nhị phân (.xlsb)", "an Excel binary file (.xlsb)"),
            Self::Markup => ("trang web hoặc XML mang tên tệp Excel", "a web page or XML under the name of a workbook"),
            Self::Empty => ("tệp rỗng", "an empty file"),
            Self::Unknown => ("tệp không phải Excel", "not an Excel file"),
        };
        (
            format!(
                "Đây là {vi}. Chỉ nhận tệp .xlsx, .xls, .ods hoặc .csv: hãy mở tệp và lưu lại dưới dạng “Excel Workbook (.xlsx)”."
            ),
            format!(
                "This is {en}. Only .xlsx, .xls, .ods and .csv are taken: open the file and save it as “Excel Workbook (.xlsx)”."
            ),
        )
    }
}

impl Limit {
    fn texts(self) -> (String, String) {
        let (vi, en) = match self {
            Self::Cells => ("quá 1.500.000 ô", "more than 1,500,000 cells"),
            Self::Rows => ("ô nằm sau dòng 100.000", "cells below row 100,000"),
            Self::Columns => ("ô nằm sau cột thứ 200", "cells beyond the 200th column"),
            Self::Texts => (
                "quá nhiều chữ (quá 20 MB, hoặc quá 64 MB tính cả chữ lặp lại)",
                "too much text (over 20 MB, or over 64 MB with repetitions)",
            ),
            Self::Sheets => ("quá 50 sheet", "more than 50 sheets"),
        };
        (
            format!("Tệp có {vi}. Hãy xóa phần thừa ngoài bảng số liệu rồi lưu và gửi lại."),
            format!("The file has {en}. Delete what lies outside the table, save it and send it again."),
        )
    }
}
