//! Writing a report as a workbook: the layout of design §7, live formulas, entry cells that check what is typed.

mod cells;
mod formats;
mod formula;
mod header;
mod heights;
mod hidden;
mod lists;
mod plan;
mod ranges;
mod validation;

use chrono::NaiveDateTime;
use domain::language::Language;
use domain::sheet::Sheet;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet, XlsxError};

use self::formats::Formats;
use self::lists::Lists;
use self::plan::Plan;
use crate::catalogues::CatalogueIndex;
use crate::error::WorkbookError;

/// What stands above the table, and what the system knows beside the figures.
#[derive(Debug, Clone)]
pub struct Heading<'h> {
    /// The unit that reports.
    pub unit_name: &'h str,
    /// Its code; hidden in the file, for names are shared.
    pub unit_code: &'h str,
    /// Code of the period, e.g. `2026-Q4`; hidden in the file.
    pub period: &'h str,
    /// The period in words, e.g. "Quý IV năm 2026".
    pub period_label: &'h str,
    /// Language of the fixed words; the form's own texts are the circular's.
    pub language: Language,
    /// When the file is made (UTC).
    pub exported_at: NaiveDateTime,
    /// The catalogues that cells and rows choose from.
    pub catalogues: &'h CatalogueIndex,
}

/// Figures pack well at any level; the usual one takes a third of the whole export's time for a file a little smaller.
const ZIP_LEVEL: u8 = 2;

/// Writes a report, or an empty template of it, as an .xlsx.
///
/// # Errors
/// The form must not be exported, or the file could not be written.
pub fn export(sheet: &Sheet, heading: &Heading<'_>) -> Result<Vec<u8>, WorkbookError> {
    if sheet.form().template().off_system {
        return Err(WorkbookError::OffSystem);
    }
    write(sheet, heading).map_err(WorkbookError::not_written)
}

fn write(sheet: &Sheet, heading: &Heading<'_>) -> Result<Vec<u8>, XlsxError> {
    let plan = Plan::new(sheet);
    let formats = Formats::new(&plan);
    let lists = Lists::new(&plan, heading.catalogues);
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(ZIP_LEVEL);
    workbook.set_properties(&properties(sheet, heading)?);
    let figures = workbook.add_worksheet();
    figures.set_name(sheet_name(heading.language))?;
    figures.set_formula_result_default("");
    header::write(figures, &plan, &formats, heading)?;
    let exact = cells::write(figures, &plan, &formats, heading)?;
    validation::write(figures, &plan, &lists, heading.language)?;
    finish(figures, &plan)?;
    hidden::write(workbook.add_worksheet(), sheet, heading, &exact)?;
    lists.write(&mut workbook)?;
    workbook.save_to_buffer()
}

fn sheet_name(language: Language) -> &'static str {
    match language {
        Language::Vi => "Số liệu",
        Language::En => "Figures",
    }
}

/// What a reader of the file's properties may know; never who made it.
fn properties(sheet: &Sheet, heading: &Heading<'_>) -> Result<DocProperties, XlsxError> {
    let template = sheet.form().template();
    let made = heading.exported_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    Ok(DocProperties::new()
        .set_title(format!("{} – {}", template.code, heading.period_label))
        .set_subject(template.title.clone())
        .set_creation_datetime(&ExcelDateTime::parse_from_str(&made)?)
        .set_custom_property("baocao_circular", template.circular.clone())
        .set_custom_property("baocao_form", template.code.clone())
        .set_custom_property("baocao_version", template.version.to_string())
        .set_custom_property("baocao_period", heading.period))
}

/// Panes, widths, print set-up and protection.
fn finish(figures: &mut Worksheet, plan: &Plan<'_>) -> Result<(), XlsxError> {
    figures.set_freeze_panes(plan.first_row, plan::FIRST_DATA_COLUMN)?;
    figures.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    figures.set_repeat_rows(plan.header_row, plan.number_row)?;
    heights::write(figures, plan)?;
    for (column, width) in plan.widths() {
        figures.set_column_width(column, width)?;
    }
    figures.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: false,
        ..ProtectionOptions::default()
    });
    Ok(())
}
