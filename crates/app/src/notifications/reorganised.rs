//! Notices of units that were merged or abolished: one for each person of the unit that came after them.

use chrono::NaiveDate;
use domain::ids::UnitId;
use domain::language::Language;
use domain::reorganisation::Succeeded;
use serde::Deserialize;
use store::Conn;
use store::events::EventRow;
use store::notifications::NewNotification;

use crate::AppResult;

const KIND: &str = "unit.reorganised";

/// What `reorganisations::carry` writes.
#[derive(Deserialize)]
struct Body {
    number: String,
    effective_on: NaiveDate,
    former: Vec<String>,
    successor: String,
    moved: i64,
    sources: i64,
    assigned: i64,
    unfinished: i64,
    settings_ended: i64,
}

pub(super) fn notifications(conn: &mut Conn, events: &[EventRow]) -> AppResult<Vec<NewNotification>> {
    let mut made = Vec::new();
    for event in events.iter().filter(|event| event.kind == KIND) {
        let Some(unit) = event.unit_id else { continue };
        let Ok(body) = serde_json::from_str::<Body>(&event.body) else { continue };
        // The people of the former units are in the groups of the successor by now.
        let people = store::reorganisations::list_concerned(conn, &[UnitId(unit)])?;
        made.extend(people.into_iter().map(|person| told(person.0, event, &body)));
    }
    Ok(made)
}

fn told(user_id: i64, event: &EventRow, body: &Body) -> NewNotification {
    let succeeded = Succeeded {
        number: &body.number,
        effective_on: body.effective_on,
        former: &body.former,
        successor: &body.successor,
        moved: body.moved,
        sources: body.sources,
        assigned: body.assigned,
        unfinished: body.unfinished,
        settings_ended: body.settings_ended,
    };
    NewNotification {
        user_id,
        event_seq: event.seq,
        kind: "unit_reorganised".to_owned(),
        report_id: None,
        title_vi: body.successor.clone(),
        title_en: body.successor.clone(),
        text_vi: succeeded.text(Language::Vi),
        text_en: succeeded.text(Language::En),
        at: event.at,
    }
}
