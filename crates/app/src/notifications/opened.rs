//! Notices of periods that were opened: one for each unit, whatever the number of its reports.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::access::Right;
use domain::ids::UnitId;
use domain::language::Language;
use domain::reminder::Opened;
use serde::Deserialize;
use store::Conn;
use store::events::EventRow;
use store::notifications::NewNotification;

use super::holders;
use crate::AppResult;
use crate::reports::period_label;

const KIND: &str = "period.opened";

/// What `openings::run` writes.
#[derive(Deserialize)]
struct Body {
    title: String,
    period: String,
    reports: Vec<i64>,
    due: NaiveDateTime,
}

pub(super) fn notifications(conn: &mut Conn, events: &[EventRow]) -> AppResult<Vec<NewNotification>> {
    let opened: Vec<(i64, &EventRow)> =
        events.iter().filter(|event| event.kind == KIND).filter_map(|event| Some((event.unit_id?, event))).collect();
    if opened.is_empty() {
        return Ok(Vec::new());
    }
    let units: BTreeSet<UnitId> = opened.iter().map(|(unit, _)| UnitId(*unit)).collect();
    let grants = store::users::list_grants_on(conn, &units.into_iter().collect::<Vec<_>>())?;
    let mut made = Vec::new();
    for (unit, event) in opened {
        let Ok(body) = serde_json::from_str::<Body>(&event.body) else { continue };
        let people = holders(&grants, unit, &[Right::Enter, Right::Consolidate]);
        let people = people.into_iter().filter(|person| Some(person.0) != event.actor_id);
        made.extend(people.map(|person| told(person.0, event, &body)));
    }
    Ok(made)
}

fn told(user_id: i64, event: &EventRow, body: &Body) -> NewNotification {
    let text = |language| {
        let period = period_label(&body.period, None, language);
        let count = i64::try_from(body.reports.len()).unwrap_or(i64::MAX);
        Opened { count, regime: &body.title, period: &period, due: body.due }.text(language)
    };
    NewNotification {
        user_id,
        event_seq: event.seq,
        kind: "opened".to_owned(),
        report_id: None,
        title_vi: body.title.clone(),
        title_en: body.title.clone(),
        text_vi: text(Language::Vi),
        text_en: text(Language::En),
        at: event.at,
    }
}
