//! What entry cells accept.

use domain::language::Language;
use domain::template::{Column, ColumnType, RowKind};
use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet, XlsxError,
};

use super::cells::yes_or_no;
use super::lists::Lists;
use super::plan::{Plan, PlanRow};
use super::ranges::Ranges;

/// Adds the checks to every run of entry cells.
pub(super) fn write(
    figures: &mut Worksheet,
    plan: &Plan<'_>,
    lists: &Lists,
    language: Language,
) -> Result<(), XlsxError> {
    for column in &plan.columns {
        let Some(validation) = validation(column.column, lists, language)? else { continue };
        add(figures, column.at, &entry_cells(plan, column.column), &validation)?;
    }
    if let RowKind::Catalogue { catalogue } = &plan.template.row_kind
        && let Some(source) = lists.source(catalogue)
    {
        let mut rows = Ranges::default();
        let entries = plan.rows.iter().enumerate().filter(|(_, row)| **row == PlanRow::Entry);
        entries.for_each(|(index, _)| rows.push(plan.excel_row(index)));
        add(figures, 2, &rows, &list(source, language)?)?;
    }
    Ok(())
}

fn add(figures: &mut Worksheet, at: ColNum, rows: &Ranges, validation: &DataValidation) -> Result<(), XlsxError> {
    for (first, last) in rows.runs() {
        figures.add_data_validation(*first, at, *last, at, validation)?;
    }
    Ok(())
}

fn entry_cells(plan: &Plan<'_>, column: &Column) -> Ranges {
    let mut rows = Ranges::default();
    for (index, row) in plan.rows.iter().enumerate() {
        let is_entry = match row {
            PlanRow::Report(report_row) => plan.sheet.is_input(*report_row, column.number),
            PlanRow::Entry => column.is_input(),
        };
        if is_entry {
            rows.push(plan.excel_row(index));
        }
    }
    rows
}

fn validation(column: &Column, lists: &Lists, language: Language) -> Result<Option<DataValidation>, XlsxError> {
    let number = || Formula::new("=-1E+28");
    let most = || Formula::new("=1E+28");
    let check = match &column.kind {
        ColumnType::Integer => {
            DataValidation::new().allow_whole_number_formula(DataValidationRule::Between(number(), most()))
        }
        ColumnType::Decimal { .. } | ColumnType::Percent { .. } => {
            DataValidation::new().allow_decimal_number_formula(DataValidationRule::Between(number(), most()))
        }
        ColumnType::Date => {
            let (first, last) = (Formula::new("=1"), Formula::new("=2958465"));
            DataValidation::new().allow_date_formula(DataValidationRule::Between(first, last))
        }
        ColumnType::Bool => {
            DataValidation::new().allow_list_strings(&[yes_or_no(true, language), yes_or_no(false, language)])?
        }
        ColumnType::Choice { catalogue } => match lists.source(catalogue) {
            Some(source) => return list(source, language).map(Some),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let (title, message) = words(&column.kind, language);
    Ok(Some(check.set_error_title(title)?.set_error_message(message)?.set_error_style(DataValidationErrorStyle::Stop)))
}

fn list(source: Formula, language: Language) -> Result<DataValidation, XlsxError> {
    let (title, message) = match language {
        Language::Vi => ("Không có trong danh mục", "Hãy chọn một mục trong danh sách."),
        Language::En => ("Not in the catalogue", "Choose an item from the list."),
    };
    DataValidation::new().allow_list_formula(source).set_error_title(title)?.set_error_message(message)
}

fn words(kind: &ColumnType, language: Language) -> (&'static str, &'static str) {
    match (kind, language) {
        (ColumnType::Integer, Language::Vi) => {
            ("Không phải số nguyên", "Ô này chỉ nhận số nguyên. Để trống nếu chưa có số liệu.")
        }
        (ColumnType::Integer, Language::En) => {
            ("Not a whole number", "This cell takes a whole number. Leave it blank if there is no figure.")
        }
        (ColumnType::Date, Language::Vi) => ("Không phải ngày", "Hãy nhập ngày/tháng/năm, ví dụ 21/11/2026."),
        (ColumnType::Date, Language::En) => ("Not a date", "Enter day/month/year, for example 21/11/2026."),
        (ColumnType::Bool, Language::Vi) => ("Giá trị không hợp lệ", "Hãy chọn Có hoặc Không."),
        (ColumnType::Bool, Language::En) => ("Not a valid value", "Choose Yes or No."),
        (_, Language::Vi) => ("Không phải số", "Ô này chỉ nhận số. Để trống nếu chưa có số liệu."),
        (_, Language::En) => ("Not a number", "This cell takes a number. Leave it blank if there is no figure."),
    }
}
