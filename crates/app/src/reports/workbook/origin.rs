//! Whether an uploaded workbook was exported from this report.

use contract::workbook::ImportProblem;
use domain::language::Language;
use domain::template::Severity;
use workbook::Origin;

use crate::{Message, wire};

/// The report that a workbook is imported into.
pub(super) struct Here<'a> {
    /// Name of the unit, which others may share.
    pub unit: &'a str,
    /// Code of the unit.
    pub code: &'a str,
    /// Code of the period.
    pub period: &'a str,
}

impl Here<'_> {
    /// A remark on a workbook that was exported from another unit's or another period's report: its figures would pass
    /// for those of this one.
    pub fn remark_on(&self, origin: &Origin, language: Language) -> Option<ImportProblem> {
        if self.is_unit_of(origin) && origin.period == self.period {
            return None;
        }
        let is_namesake = origin.unit == self.unit && !self.is_unit_of(origin);
        let named = |unit: &str, code: &str| if is_namesake { format!("{unit} ({code})") } else { unit.to_owned() };
        let (there, here) = (named(&origin.unit, &origin.unit_code), named(self.unit, self.code));
        let (then, period) = (&origin.period, self.period);
        let message = Message::new(
            format!(
                "Tệp được tải từ báo cáo của {there} kỳ {then}, không phải báo cáo này ({here}, kỳ {period}). Hãy kiểm tra trước khi nhập."
            ),
            format!(
                "The file was exported from the report of {there} for {then}, not from this one ({here}, {period}). Check before importing it."
            ),
        );
        Some(ImportProblem {
            cell: "A1".to_owned(),
            row: None,
            code: "other_report".to_owned(),
            severity: wire::severity(Severity::Warning).to_owned(),
            message: message.text(language).to_owned(),
        })
    }

    /// Files of the first days tell the unit's name only.
    fn is_unit_of(&self, origin: &Origin) -> bool {
        if origin.unit_code.is_empty() { origin.unit == self.unit } else { origin.unit_code == self.code }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_apart_by_their_codes_and_in_old_files_by_their_names() {
        let here = Here { unit: "Xã Tân Tiến", code: "08842", period: "2026-Q4" };
        for (unit, code, period, words) in [
            ("Xã Tân Tiến", "08842", "2026-Q4", None),
            ("Xã Tân Tiến cũ", "08842", "2026-Q4", None),
            ("Xã Tân Tiến", "", "2026-Q4", None),
            (
                "Xã Tân Tiến",
                "26128",
                "2026-Q4",
                Some("Xã Tân Tiến (26128) for 2026-Q4, not from this one (Xã Tân Tiến (08842)"),
            ),
            (
                "Xã Tân Hải",
                "26131",
                "2026-Q4",
                Some("Xã Tân Hải for 2026-Q4, not from this one (Xã Tân Tiến, 2026-Q4)"),
            ),
            ("Xã Tân Hải", "", "2026-Q4", Some("Xã Tân Hải for")),
            ("Xã Tân Tiến", "08842", "2026-Q3", Some("Xã Tân Tiến for 2026-Q3")),
        ] {
            let (unit, unit_code, period) = (unit.to_owned(), code.to_owned(), period.to_owned());
            let origin = Origin { unit, unit_code, period, ..Origin::default() };
            let remark = here.remark_on(&origin, Language::En);
            assert_eq!(remark.is_some(), words.is_some(), "{origin:?}");
            if let (Some(remark), Some(words)) = (remark, words) {
                assert!(remark.message.contains(words), "{}", remark.message);
            }
        }
    }
}
