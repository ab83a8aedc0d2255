//! A list of reports as a table of a workbook.

use chrono::NaiveDateTime;
use contract::reports::{ReportItem, ReportsPage};
use domain::deadline::due_label;
use domain::language::Language;
use workbook::{Table, TableCell};

/// A line for each report.
pub(super) fn of_reports(page: &ReportsPage, now: NaiveDateTime, language: Language) -> Table {
    let word = |vi: &str, en: &str| match language {
        Language::Vi => vi.to_owned(),
        Language::En => en.to_owned(),
    };
    let header = [
        ("Đơn vị", "Unit"),
        ("Mã biểu mẫu", "Form"),
        ("Tên biểu mẫu", "Title"),
        ("Văn bản", "Circular"),
        ("Kỳ báo cáo", "Period"),
        ("Số liệu từ ngày", "Data from"),
        ("Số liệu đến ngày", "Data to"),
        ("Trạng thái", "Status"),
        ("Từ lúc", "Since"),
        ("Hạn gửi", "Due"),
        ("Muộn", "Late"),
    ];
    let line = |item: &ReportItem| {
        let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
        let texts = [
            item.unit.name.clone(),
            item.form.code.clone(),
            item.form.title.clone(),
            item.form.circular.clone(),
            item.period.label.clone(),
            day(item.period.from),
            day(item.period.to),
            item.status_label.clone(),
            due_label(item.status_since.naive_utc(), language),
            due_label(item.due.naive_utc(), language),
            if item.is_late { word("Muộn", "Late") } else { String::new() },
        ];
        texts.into_iter().map(TableCell::Text).collect()
    };
    let at = due_label(now, language);
    Table {
        name: word("Báo cáo", "Reports"),
        title: vec![word("Danh sách báo cáo", "Reports"), word(&format!("Lập lúc {at}"), &format!("As of {at}"))],
        header: header.map(|(vi, en)| word(vi, en)).to_vec(),
        rows: page.items.iter().map(line).collect(),
    }
}
