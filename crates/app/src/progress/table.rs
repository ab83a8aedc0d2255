//! Progress as tables of a workbook.

use contract::Page;
use contract::progress::{ContactView, ProgressCounts, ProgressView, UnsentView};
use domain::deadline::due_label;
use domain::language::Language;
use domain::workflow::State;
use workbook::{Table, TableCell};

/// A line for each unit below, the unit's own reports first and everything last.
pub(super) fn progress(view: &ProgressView, language: Language) -> Table {
    let word = |vi: &'static str, en: &'static str| pick(language, vi, en).to_owned();
    let mut header = vec![word("Đơn vị", "Unit"), word("Được giao", "Assigned in all")];
    header.extend(State::ALL.map(|state| state.label(language).to_owned()));
    header.extend([word("Quá hạn chưa gửi", "Overdue"), word("Gửi muộn", "Sent late")]);
    let own = word("Báo cáo của chính đơn vị", "Own reports");
    let mut rows = vec![line(own, &view.own)];
    rows.extend(view.below.iter().map(|unit| line(unit.unit.name.clone(), &unit.counts)));
    rows.push(line(word("Tổng cộng", "Total"), &view.total));
    Table { name: word("Tiến độ", "Progress"), title: heading(view, language), header, rows }
}

/// A line for each report that was not sent.
pub(super) fn unsent(page: &Page<UnsentView>, view: &ProgressView, language: Language) -> Table {
    let word = |vi: &'static str, en: &'static str| pick(language, vi, en).to_owned();
    let header = [
        ("Đơn vị", "Unit"),
        ("Biểu mẫu", "Form"),
        ("Trạng thái", "Status"),
        ("Hạn gửi", "Due"),
        ("Quá hạn", "Overdue"),
        ("Liên hệ", "Contact"),
    ];
    let rows = page.items.iter().map(|report| {
        vec![
            TableCell::Text(report.unit.name.clone()),
            TableCell::Text(report.form.code.clone()),
            TableCell::Text(report.status_label.clone()),
            TableCell::Text(due_label(report.due.naive_utc(), language)),
            TableCell::Text(if report.is_overdue { word("Quá hạn", "Overdue") } else { String::new() }),
            TableCell::Text(report.contacts.iter().map(person).collect::<Vec<_>>().join("; ")),
        ]
    });
    Table {
        name: word("Chưa gửi", "Not sent"),
        title: heading(view, language),
        header: header.map(|(vi, en)| word(vi, en)).to_vec(),
        rows: rows.collect(),
    }
}

fn heading(view: &ProgressView, language: Language) -> Vec<String> {
    let at = due_label(view.at.naive_utc(), language);
    vec![
        view.unit.name.clone(),
        format!("{}. {}", view.regime.code, view.regime.title),
        match language {
            Language::Vi => format!("{} – số liệu lúc {at}", view.period_label),
            Language::En => format!("{} – as of {at}", view.period_label),
        },
    ]
}

fn line(name: String, counts: &ProgressCounts) -> Vec<TableCell> {
    let numbers = [
        counts.total,
        counts.assigned,
        counts.in_progress,
        counts.submitted,
        counts.approved,
        counts.sent,
        counts.accepted,
        counts.returned,
        counts.correction_requested,
        counts.exempt,
        counts.overdue,
        counts.sent_late,
    ];
    std::iter::once(TableCell::Text(name)).chain(numbers.map(TableCell::Count)).collect()
}

fn person(contact: &ContactView) -> String {
    [Some(contact.name.as_str()), contact.position.as_deref(), contact.phone.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
