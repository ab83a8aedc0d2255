//! Notices of what did not come in time: one for each unit that waits, whatever the number of reports and units.

use std::collections::{BTreeSet, HashMap};

use domain::access::Right;
use domain::ids::UnitId;
use domain::language::Language;
use domain::reminder::Missing;
use serde::Deserialize;
use store::Conn;
use store::events::EventRow;
use store::notifications::NewNotification;

use super::holders;
use crate::AppResult;
use crate::reports::period_label;

const KIND: &str = "period.overdue";

/// Most units that a notice names.
const NAMED: usize = 5;

/// What `jobs::remind` writes.
#[derive(Deserialize)]
struct Body {
    title: String,
    period: String,
    period_label: Option<String>,
    count: i64,
    units: Vec<i64>,
}

pub(super) fn notifications(conn: &mut Conn, events: &[EventRow]) -> AppResult<Vec<NewNotification>> {
    let of_kind = events.iter().filter(|event| event.kind == KIND);
    let overdue: Vec<(i64, &EventRow, Body)> =
        of_kind.filter_map(|event| Some((event.unit_id?, event, serde_json::from_str(&event.body).ok()?))).collect();
    if overdue.is_empty() {
        return Ok(Vec::new());
    }
    let receivers: BTreeSet<UnitId> = overdue.iter().map(|(unit, ..)| UnitId(*unit)).collect();
    let grants = store::users::list_grants_on(conn, &receivers.into_iter().collect::<Vec<_>>())?;
    let named: BTreeSet<UnitId> =
        overdue.iter().flat_map(|(.., body)| body.units.iter().take(NAMED)).copied().map(UnitId).collect();
    let units = store::units::list_by_ids(conn, &named.into_iter().collect::<Vec<_>>())?;
    let names: HashMap<i64, String> = units.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let mut made = Vec::new();
    for (unit, event, body) in &overdue {
        let people = holders(&grants, *unit, &[Right::Check, Right::Consolidate]);
        made.extend(people.into_iter().map(|person| told(person.0, event, body, &names)));
    }
    Ok(made)
}

fn told(user_id: i64, event: &EventRow, body: &Body, names: &HashMap<i64, String>) -> NewNotification {
    let units: Vec<String> = body.units.iter().take(NAMED).filter_map(|unit| names.get(unit).cloned()).collect();
    let others = body.units.len() - units.len();
    let text = |language| {
        let period = period_label(&body.period, body.period_label.as_deref(), language);
        Missing { count: body.count, regime: &body.title, period: &period, units: &units, others }.text(language)
    };
    NewNotification {
        user_id,
        event_seq: event.seq,
        kind: "overdue_below".to_owned(),
        report_id: None,
        title_vi: body.title.clone(),
        title_en: body.title.clone(),
        text_vi: text(Language::Vi),
        text_en: text(Language::En),
        at: event.at,
    }
}
