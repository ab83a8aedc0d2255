//! Notices of incidents: everybody who can sign in is told.

use chrono::NaiveDateTime;
use domain::incident::{Announcement, announce};
use domain::language::Language;
use serde::Deserialize;
use store::Conn;
use store::events::EventRow;
use store::notifications::NewNotification;

use crate::{App, AppError, AppResult};

/// What `incidents` writes.
#[derive(Deserialize)]
struct Body {
    circular: Option<String>,
    regime: Option<String>,
    reason: String,
    started_at: NaiveDateTime,
    ended_at: Option<NaiveDateTime>,
}

pub(super) fn notifications(app: &App, conn: &mut Conn, events: &[EventRow]) -> AppResult<Vec<NewNotification>> {
    let mut made = Vec::new();
    for event in events {
        let Some(kind) = event.kind.strip_prefix("incident.") else { continue };
        let Ok(body) = serde_json::from_str::<Body>(&event.body) else { continue };
        let title = match body.circular.as_deref().zip(body.regime.as_deref()) {
            Some((circular, code)) => Some(title(app, conn, circular, code)?),
            None => None,
        };
        let told = Announcement {
            regime: title.as_deref(),
            reason: &body.reason,
            started: body.started_at,
            ended: body.ended_at,
        };
        let (text_vi, text_en) = (announce(&told, Language::Vi), announce(&told, Language::En));
        let kind = format!("incident_{kind}");
        made.extend(store::users::list_active_ids(conn)?.into_iter().map(|user_id| NewNotification {
            user_id,
            event_seq: event.seq,
            kind: kind.clone(),
            report_id: None,
            title_vi: "Sự cố".to_owned(),
            title_en: "Incident".to_owned(),
            text_vi: text_vi.clone(),
            text_en: text_en.clone(),
            at: event.at,
        }));
    }
    Ok(made)
}

fn title(app: &App, conn: &mut Conn, circular: &str, code: &str) -> AppResult<String> {
    match app.forms.regime(conn, circular, code) {
        Ok(regime) => Ok(regime.title.clone()),
        Err(AppError::NotFound) => Ok(code.to_owned()),
        Err(error) => Err(error),
    }
}
