//! A report's history as a workbook: what happened, what changed, what was written.

use chrono::{DateTime, Utc};
use contract::WireValue;
use contract::history::{ChangeView, HistoryView, RevisionView};
use domain::deadline::due_label;
use domain::language::Language;
use domain::sheet::display;
use domain::template::{ColumnNumber, FormTemplate};
use workbook::{Table, TableCell};

use super::history;
use crate::reports::loaded::Loaded;
use crate::reports::view::period_label;
use crate::reports::workbook::{Export, plain};
use crate::{App, AppError, AppResult, Caller};

/// Most changed cells of the workbook: far below what a sheet holds. The rest is counted.
const MOST_CHANGES: usize = 200_000;

/// What [`history`] tells the caller, as .xlsx.
///
/// # Errors
/// As [`history`].
pub fn export(app: &App, caller: &Caller, id: i64) -> AppResult<Export> {
    let told = history(app, caller, id, None)?;
    let loaded = app.store.read(|conn| Loaded::find(app, conn, caller, id))?;
    let (template, row) = (loaded.form.template(), &loaded.row);
    let title = vec![
        format!("{} – {}", template.code, template.title),
        format!("{} – {}", loaded.unit.name, period_label(&row.period, row.period_label.as_deref(), caller.language)),
    ];
    let language = caller.language;
    let tables =
        [events(&told, &title, language), changes(&told, template, &title, language), words(&told, &title, language)];
    let bytes = workbook::write_tables(&tables).map_err(|error| AppError::Internal(error.to_string()))?;
    let file_name =
        format!("lich-su_{}_{}_{}.xlsx", plain(&row.form_code), plain(&loaded.unit.name), plain(&row.period));
    Ok(Export { bytes, file_name })
}

/// Steps and revisions in the order of time.
fn events(told: &HistoryView, title: &[String], language: Language) -> Table {
    let mut rows: Vec<(DateTime<Utc>, i64, Vec<TableCell>)> = Vec::new();
    for step in &told.transitions {
        rows.push((
            step.at,
            step.revision,
            vec![
                time(step.at, language),
                count(step.round.into()),
                count(step.revision),
                text(&step.action_label),
                text(&step.to_label),
                text(step.by.as_deref().unwrap_or(machine(language))),
                text(&step.unit),
                text(step.note.as_deref().unwrap_or_default()),
            ],
        ));
    }
    let is_step = |save: &RevisionView| told.transitions.iter().any(|step| step.revision == save.revision);
    for save in told.revisions.iter().filter(|save| !is_step(save)) {
        rows.push((
            save.at,
            save.revision,
            vec![
                time(save.at, language),
                count(save.round.into()),
                count(save.revision),
                text(source(&save.source, language)),
                text(""),
                text(if save.by.is_empty() { machine(language) } else { &save.by }),
                text(save.unit.as_deref().unwrap_or_default()),
                text(&changed(save.changes.len(), language)),
            ],
        ));
    }
    for happening in &told.happenings {
        rows.push((
            happening.at,
            0,
            vec![
                time(happening.at, language),
                text(""),
                text(""),
                text(&happening.label),
                text(""),
                text(happening.by.as_deref().unwrap_or(machine(language))),
                text(happening.unit.as_deref().unwrap_or_default()),
                text(happening.note.as_deref().unwrap_or_default()),
            ],
        ));
    }
    rows.sort_by_key(|(at, revision, _)| (*at, *revision));
    Table {
        name: pick(language, "Lịch sử", "History").to_owned(),
        title: title.to_vec(),
        header: header(
            language,
            &[
                ("Thời gian", "Time"),
                ("Vòng", "Round"),
                ("Phiên bản", "Revision"),
                ("Việc", "What"),
                ("Trạng thái sau đó", "Status after"),
                ("Người thực hiện", "By"),
                ("Đơn vị", "Unit"),
                ("Ghi chú, lý do", "Note, reason"),
            ],
        ),
        rows: rows.into_iter().map(|(.., cells)| cells).collect(),
    }
}

/// Every changed cell and row.
fn changes(told: &HistoryView, template: &FormTemplate, title: &[String], language: Language) -> Table {
    let all = told.revisions.iter().rev().flat_map(|save| save.changes.iter().map(move |change| (save, change)));
    let total = all.clone().count();
    let mut title = title.to_vec();
    if total > MOST_CHANGES {
        title.push(match language {
            Language::Vi => format!("Chỉ gồm {MOST_CHANGES} thay đổi đầu tiên trong {total}."),
            Language::En => format!("The first {MOST_CHANGES} of {total} changes only."),
        });
    }
    let line = |(save, change): (&RevisionView, &ChangeView)| {
        vec![
            time(save.at, language),
            count(save.revision),
            text(&save.by),
            text(kind(&change.kind, language)),
            text(&change.row),
            text(&change.label),
            text(change.column.as_deref().unwrap_or_default()),
            text(&shown(template, change, change.old.as_ref())),
            text(&shown(template, change, change.new.as_ref())),
        ]
    };
    Table {
        name: pick(language, "Thay đổi số liệu", "Changed figures").to_owned(),
        title,
        header: header(
            language,
            &[
                ("Thời gian", "Time"),
                ("Phiên bản", "Revision"),
                ("Người thực hiện", "By"),
                ("Thay đổi", "Change"),
                ("Mã hàng", "Row key"),
                ("Hàng", "Row"),
                ("Cột", "Column"),
                ("Giá trị cũ", "Old value"),
                ("Giá trị mới", "New value"),
            ],
        ),
        rows: all.take(MOST_CHANGES).map(line).collect(),
    }
}

/// Comments at cells, and explanations of warnings.
fn words(told: &HistoryView, title: &[String], language: Language) -> Table {
    let place = |row: &str, column: &str| match language {
        Language::Vi => format!("{row}, cột ({column})"),
        Language::En => format!("{row}, column ({column})"),
    };
    let comments = told.comments.iter().rev().map(|comment| {
        vec![
            time(comment.at, language),
            count(comment.revision),
            text(pick(language, "Ghi chú ở ô", "Comment at a cell")),
            text(&place(&comment.row, &comment.column)),
            text(&comment.by),
            text(&comment.unit),
            text(&comment.text),
        ]
    });
    let explanations = told.explanations.iter().rev().map(|explanation| {
        let cells = explanation.about.iter().flat_map(|subject| &subject.cells);
        let cells: Vec<String> = cells.map(|cell| place(&cell.row, &cell.column)).collect();
        vec![
            time(explanation.at, language),
            count(explanation.revision),
            text(pick(language, "Giải trình cảnh báo", "Explanation of a warning")),
            text(&cells.join("; ")),
            text(&explanation.by),
            text(&explanation.unit),
            text(&explanation.text),
        ]
    });
    Table {
        name: pick(language, "Ghi chú", "Comments").to_owned(),
        title: title.to_vec(),
        header: header(
            language,
            &[
                ("Thời gian", "Time"),
                ("Phiên bản", "Revision"),
                ("Loại", "Kind"),
                ("Ô", "Cells"),
                ("Người viết", "By"),
                ("Đơn vị", "Unit"),
                ("Nội dung", "Text"),
            ],
        ),
        rows: comments.chain(explanations).collect(),
    }
}

/// A value as the report shows it.
fn shown(template: &FormTemplate, change: &ChangeView, value: Option<&WireValue>) -> String {
    let number = change.column.as_deref().and_then(|column| column.parse().ok()).map(ColumnNumber);
    let column = number.and_then(|number| template.column(number));
    match (value, column) {
        (None, _) => String::new(),
        (Some(value), Some(column)) => display(column, &value.to_value(&column.kind)),
        (Some(WireValue::Text(text)), None) => text.clone(),
        (Some(_), None) => String::new(),
    }
}

fn time(at: DateTime<Utc>, language: Language) -> TableCell {
    TableCell::Text(due_label(at.naive_utc(), language))
}

fn text(words: &str) -> TableCell {
    TableCell::Text(words.to_owned())
}

fn count(number: i64) -> TableCell {
    TableCell::Count(number)
}

fn changed(count: usize, language: Language) -> String {
    match (count, language) {
        (0, _) => String::new(),
        (count, Language::Vi) => format!("{count} thay đổi"),
        (count, Language::En) => format!("{count} changes"),
    }
}

fn machine(language: Language) -> &'static str {
    pick(language, "Hệ thống", "The system")
}

fn source(code: &str, language: Language) -> &'static str {
    match code {
        "imported" => pick(language, "Nhập từ Excel", "Imported from Excel"),
        "consolidated" => pick(language, "Tổng hợp", "Consolidated"),
        "succession" => pick(language, "Cộng số liệu đơn vị trước sắp xếp", "Former units' figures added"),
        "transition" => pick(language, "Chuyển bước", "Workflow step"),
        _ => pick(language, "Lưu số liệu", "Saved"),
    }
}

fn kind(code: &str, language: Language) -> &'static str {
    match code {
        "row_added" => pick(language, "Thêm hàng", "Row added"),
        "row_removed" => pick(language, "Xóa hàng", "Row removed"),
        "label" => pick(language, "Đổi tên hàng", "Row renamed"),
        _ => pick(language, "Sửa ô", "Cell changed"),
    }
}

fn header(language: Language, names: &[(&'static str, &'static str)]) -> Vec<String> {
    names.iter().map(|(vi, en)| pick(language, vi, en).to_owned()).collect()
}

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
