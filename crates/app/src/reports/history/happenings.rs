//! What happened to a report besides saves and steps: it came on paper, its time of entry or its deadline moved, another
//! unit owes it since units were reorganised.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use contract::history::HappeningView;
use domain::deadline::due_label;
use domain::ids::{ReportId, UnitId, UserId};
use domain::language::Language;
use serde_json::Value;
use store::Conn;
use store::events::EventRow;

use crate::clock::utc;
use crate::{AppResult, Message};

/// The events that are told; all others are told by steps, saves and comments.
const TOLD: [&str; 5] = [
    "report.received_outside",
    "report.outside_receipt_withdrawn",
    "report.entry_window",
    "report.extended",
    "report.moved",
];

/// The happenings of a report, newest first.
pub(super) fn list(conn: &mut Conn, report: ReportId, language: Language) -> AppResult<Vec<HappeningView>> {
    let rows = store::events::list_of_report(conn, report)?;
    let rows: Vec<(EventRow, Value)> = rows
        .into_iter()
        .filter(|row| TOLD.contains(&row.kind.as_str()))
        .map(|row| {
            let body = serde_json::from_str(&row.body).unwrap_or_default();
            (row, body)
        })
        .collect();
    let names = Names::load(conn, &rows)?;
    let view = |(row, body): &(EventRow, Value)| HappeningView {
        code: row.kind.trim_start_matches("report.").to_owned(),
        label: label(&row.kind).text(language).to_owned(),
        note: note(&row.kind, body, &names, language),
        by: row.actor_id.and_then(|id| names.people.get(&id).cloned()),
        unit: row.unit_id.and_then(|id| names.units.get(&id).cloned()),
        at: utc(row.at),
    };
    Ok(rows.iter().rev().map(view).collect())
}

/// The people and units that events name.
struct Names {
    people: HashMap<i64, String>,
    units: HashMap<i64, String>,
}

impl Names {
    fn load(conn: &mut Conn, rows: &[(EventRow, Value)]) -> AppResult<Self> {
        let people: Vec<UserId> = rows.iter().filter_map(|(row, _)| row.actor_id.map(UserId)).collect();
        let moved = |body: &Value| ["from", "to"].map(|field| body.get(field).and_then(Value::as_i64));
        let named = rows.iter().flat_map(|(row, body)| std::iter::once(row.unit_id).chain(moved(body)));
        let units: Vec<UnitId> = named.flatten().map(UnitId).collect();
        let people = store::users::list_by_ids(conn, &people)?.into_iter().map(|row| (row.id, row.full_name));
        let units = store::units::list_by_ids(conn, &units)?.into_iter().map(|row| (row.id, row.name));
        Ok(Self { people: people.collect(), units: units.collect() })
    }
}

fn label(kind: &str) -> Message {
    match kind {
        "report.received_outside" => Message::new("Nhận ngoài hệ thống", "Received outside the system"),
        "report.outside_receipt_withdrawn" => {
            Message::new("Hủy ghi nhận nhận ngoài hệ thống", "Record of a receipt outside the system taken back")
        }
        "report.entry_window" => Message::new("Đổi thời gian nhập liệu", "Time of entry changed"),
        "report.extended" => Message::new("Gia hạn do sự cố", "Deadline extended for an incident"),
        _ => Message::new("Chuyển sang đơn vị khác khi sắp xếp", "Moved to another unit by a reorganisation"),
    }
}

fn note(kind: &str, body: &Value, names: &Names, language: Language) -> Option<String> {
    let text = |field: &str| body.get(field).and_then(Value::as_str).map(str::to_owned);
    let unit = |field: &str| body.get(field).and_then(Value::as_i64).and_then(|id| names.units.get(&id).cloned());
    match kind {
        "report.received_outside" => text("note"),
        "report.entry_window" => {
            let reason = text(if language == Language::En { "reason_en" } else { "reason_vi" });
            let days = day(body, "opens_on").zip(day(body, "closes_on")).map(|(from, to)| format!("{from} – {to}"));
            Some(days.into_iter().chain(reason).collect::<Vec<_>>().join(". "))
        }
        "report.extended" => {
            let due = |field: &str| {
                let moment: NaiveDateTime = serde_json::from_value(body.get(field)?.clone()).ok()?;
                Some(due_label(moment, language))
            };
            let moved = due("due_before").zip(due("due_after")).map(|(before, after)| format!("{before} → {after}"));
            Some(moved.into_iter().chain(text("reason")).collect::<Vec<_>>().join(". "))
        }
        "report.moved" => {
            let moved = unit("from").zip(unit("to")).map(|(from, to)| format!("{from} → {to}"));
            Some(moved.into_iter().chain(text("number")).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    }
}

fn day(body: &Value, field: &str) -> Option<String> {
    let day: NaiveDate = serde_json::from_value(body.get(field)?.clone()).ok()?;
    Some(day.format("%d/%m/%Y").to_string())
}
