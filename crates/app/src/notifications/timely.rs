//! Notices of what time brings about: due moments, closed entry, the closing hour.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::access::Right;
use domain::ids::UserId;
use domain::language::Language;
use domain::reminder::{Stage, Timely};
use domain::workflow::{Action, State};
use store::Conn;
use store::events::EventRow;
use store::notifications::NewNotification;
use store::reports::ReportRow;

use super::{Known, title, told};
use crate::{App, AppResult};

/// What an event of the jobs tells; none for other events.
pub(super) fn of(event: &EventRow) -> Option<Timely> {
    let named = |field: &str| {
        let body: serde_json::Value = serde_json::from_str(&event.body).ok()?;
        Some(body.get(field)?.as_str()?.to_owned())
    };
    Some(match event.kind.as_str() {
        "report.reminded" => Timely::Due(Stage::parse(&named("stage")?)?),
        "report.entry_closed" => Timely::EntryClosed,
        "report.automatic_soon" => Timely::AutomaticSoon(Action::parse(&named("action")?)?),
        "report.automatic_refused" => Timely::AutomaticRefused,
        "report.entry_window" => Timely::EntryWindow,
        _ => return None,
    })
}

impl Known {
    pub(super) fn tell_timely(
        &self,
        app: &App,
        conn: &mut Conn,
        timely: Timely,
        row: &ReportRow,
        event: &EventRow,
    ) -> AppResult<Vec<NewNotification>> {
        let Some(state) = State::parse(&row.state) else { return Ok(Vec::new()) };
        let people = self.concerned(timely, state, row);
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let title = title(app, conn, row)?;
        let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
        let moment: NaiveDateTime = body.get("at").and_then(|at| at.as_str()?.parse().ok()).unwrap_or(row.due_at);
        let text = |language| {
            let reason = match language {
                Language::Vi => body.get("reason_vi"),
                Language::En => body.get("reason_en"),
            };
            let reason = reason.and_then(serde_json::Value::as_str);
            timely.text(&self.name(row, &title, language), moment, reason, language)
        };
        Ok(told(people, row, event, &text(Language::Vi), &text(Language::En)))
    }

    /// Whose turn it is; what could not be sent concerns its author, too.
    fn concerned(&self, timely: Timely, state: State, row: &ReportRow) -> BTreeSet<UserId> {
        let rights = timely.concerned(state);
        let unit = if rights == [Right::Check] { row.receiver_id } else { Some(row.unit_id) };
        let mut people = unit.map(|unit| self.holders(unit, rights)).unwrap_or_default();
        if timely == Timely::AutomaticRefused {
            people.extend(row.author_id.map(UserId));
        }
        people
    }
}
