//! A workbook that was exported for another report: the sender should see it before the figures are taken.

use contract::workbook::ImportProblem;
use domain::language::Language;
use domain::template::Severity;
use workbook::Origin;

use super::view::period_label;
use crate::wire;

/// Where an exported workbook shows its unit, and its period.
const UNIT_CELL: &str = "A1";
const PERIOD_CELL: &str = "A4";

/// The report that a workbook is imported into.
pub(super) struct Target<'r> {
    /// Name of its unit.
    pub unit: &'r str,
    /// Code of its period.
    pub period: &'r str,
    /// Label of its period, where it has one of its own.
    pub period_label: Option<&'r str>,
}

/// Warnings where the workbook says that it belongs to another unit or another period.
pub(super) fn remarks(origin: &Origin, report: &Target<'_>, language: Language) -> Vec<ImportProblem> {
    let mut remarks = Vec::new();
    if !origin.unit.is_empty() && origin.unit != report.unit {
        let (found, own) = (&origin.unit, report.unit);
        let message = match language {
            Language::Vi => format!(
                "Tệp này được kết xuất cho {found}, còn báo cáo này của {own}. Hãy chắc chắn đúng tệp trước khi nhập."
            ),
            Language::En => format!(
                "This workbook was exported for {found}, but the report belongs to {own}. Make sure that it is the right file."
            ),
        };
        remarks.push(warning(UNIT_CELL, "other_unit", message));
    }
    if !origin.period.is_empty() && origin.period != report.period {
        let found = period_label(&origin.period, None, language);
        let own = period_label(report.period, report.period_label, language);
        let message = match language {
            Language::Vi => format!(
                "Tệp này được kết xuất cho kỳ {found}, còn báo cáo này là kỳ {own}. Hãy chắc chắn đúng tệp trước khi nhập."
            ),
            Language::En => format!(
                "This workbook was exported for the period {found}, but the report is for {own}. Make sure that it is the right file."
            ),
        };
        remarks.push(warning(PERIOD_CELL, "other_period", message));
    }
    remarks
}

fn warning(cell: &str, code: &str, message: String) -> ImportProblem {
    let severity = wire::severity(Severity::Warning).to_owned();
    ImportProblem { cell: cell.to_owned(), code: code.to_owned(), severity, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_said() {
        let report = Target { unit: "Phường A", period: "2026-Q4", period_label: None };
        for (unit, period, expected) in [
            ("Phường A", "2026-Q4", vec![]),
            ("", "", vec![]),
            ("Phường B", "2026-Q4", vec!["other_unit"]),
            ("Phường A", "2026-Q3", vec!["other_period"]),
            ("Phường B", "2026-Q3", vec!["other_unit", "other_period"]),
        ] {
            let origin = Origin { unit: unit.to_owned(), period: period.to_owned(), ..Origin::default() };
            let found = remarks(&origin, &report, Language::Vi);
            let codes: Vec<&str> = found.iter().map(|remark| remark.code.as_str()).collect();
            assert_eq!(codes, expected, "{unit} {period}");
            assert!(found.iter().all(|remark| remark.severity == "warning"));
        }
        let origin = Origin { period: "2026-Q3".to_owned(), ..Origin::default() };
        let message = &remarks(&origin, &report, Language::Vi)[0].message;
        assert!(message.contains("Quý III") && message.contains("Quý IV"), "{message}");
    }
}
