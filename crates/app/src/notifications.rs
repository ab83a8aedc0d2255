//! The bell: notifications made from events, and read by people (E4).

use std::collections::BTreeSet;

use contract::notifications::{NotificationView, NotificationsView};
use domain::access::{Right, Rights, group};
use domain::ids::{ReportId, UnitId, UserId};
use domain::language::Language;
use domain::notice::{self, Event, Happening};
use domain::workflow::Action;
use store::events::EventRow;
use store::notifications::NewNotification;
use store::reports::ReportRow;
use store::{Conn, StoreError};

use crate::clock::utc;
use crate::reports::period_label;
use crate::{App, AppError, AppResult, Caller};

/// One page of the caller's notifications, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(app: &App, caller: &Caller, unread_only: bool, page: i64, page_size: i64) -> AppResult<NotificationsView> {
    let found = app.store.read(|conn| store::notifications::list(conn, caller.user, unread_only, page, page_size))?;
    let items = found
        .rows
        .into_iter()
        .map(|row| NotificationView {
            id: row.id,
            kind: row.kind,
            text: match caller.language {
                Language::Vi => row.text_vi,
                Language::En => row.text_en,
            },
            report_id: row.report_id,
            at: utc(row.at),
            is_read: row.read_at.is_some(),
        })
        .collect();
    Ok(NotificationsView { items, total: found.total, unread: found.unread })
}

/// Marks the caller's notifications as read: these, or all.
///
/// # Errors
/// Those of the database.
pub fn mark_read(app: &App, caller: &Caller, ids: Option<&[i64]>) -> AppResult<()> {
    if ids.is_some_and(|ids| ids.len() > MOST_AT_ONCE) {
        return Err(AppError::malformed(
            format!("Mỗi lần đánh dấu tối đa {MOST_AT_ONCE} thông báo."),
            format!("At most {MOST_AT_ONCE} notifications at a time."),
        ));
    }
    let now = app.clock.now();
    app.store.write(|tx| store::notifications::mark_read(tx, caller.user, ids, now))?;
    Ok(())
}

/// Most notifications that are marked by one request.
const MOST_AT_ONCE: usize = 1_000;

const CONSUMER: &str = "notifications";
const BATCH: i64 = 200;

/// Turns the events since the last time into notifications; gives how many events were looked at.
///
/// Each batch moves the consumer's place in the same transaction: none is missed and none told twice.
///
/// # Errors
/// Those of the database.
pub fn deliver(app: &App) -> AppResult<usize> {
    let mut seen = 0;
    loop {
        let count = app.store.write(|tx| {
            let events = store::events::take(tx, CONSUMER, BATCH)?;
            let mut made = Vec::new();
            for event in &events {
                made.extend(notifications(app, tx, event)?);
            }
            store::notifications::create_many(tx, &made)?;
            Ok::<_, AppError>(events.len())
        })?;
        seen += count;
        if i64::try_from(count).unwrap_or(BATCH) < BATCH {
            return Ok(seen);
        }
    }
}

fn notifications(app: &App, conn: &mut Conn, event: &EventRow) -> AppResult<Vec<NewNotification>> {
    let (Some(happening), Some(report)) = (happening(&event.kind), event.report_id) else { return Ok(Vec::new()) };
    let row = match store::reports::find(conn, ReportId(report)) {
        Ok(row) => row,
        Err(StoreError::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let recipients = recipients(conn, happening, &row, event.actor_id)?;
    if recipients.is_empty() {
        return Ok(Vec::new());
    }
    let title = app.forms.form(conn, domain::ids::FormId(row.form_id))?.template().title.clone();
    let unit = store::units::find(conn, UnitId(row.unit_id))?.name;
    let actor = event.actor_id.map(|id| store::users::find(conn, UserId(id))).transpose()?;
    let actor_unit = event.unit_id.map(|id| store::units::find(conn, UnitId(id))).transpose()?;
    let note = serde_json::from_str::<serde_json::Value>(&event.body)
        .ok()
        .and_then(|body| body.get("note")?.as_str().map(str::to_owned));
    let text = |language| {
        let period = period_label(&row.period, row.period_label.as_deref(), language);
        let named = format!("{} – {title} – {period} – {unit}", row.form_code);
        let told = Event {
            happening,
            report: &named,
            actor: actor.as_ref().map(|user| user.full_name.as_str()),
            unit: actor_unit.as_ref().map(|unit| unit.name.as_str()),
            at: event.at,
            note: note.as_deref(),
        };
        notice::text(&told, language)
    };
    let (Some(text_vi), Some(text_en)) = (text(Language::Vi), text(Language::En)) else { return Ok(Vec::new()) };
    let kind = event.kind.trim_start_matches("report.").to_owned();
    Ok(recipients
        .into_iter()
        .map(|user| NewNotification {
            user_id: user.0,
            event_seq: event.seq,
            kind: kind.clone(),
            report_id: Some(row.id),
            title_vi: row.form_code.clone(),
            title_en: row.form_code.clone(),
            text_vi: text_vi.clone(),
            text_en: text_en.clone(),
            at: event.at,
        })
        .collect())
}

fn happening(kind: &str) -> Option<Happening> {
    match kind.strip_prefix("report.")? {
        "assigned" => Some(Happening::Assigned),
        "stale" => Some(Happening::Stale),
        action => Action::parse(action).map(Happening::Done),
    }
}

/// Whom an event concerns: whoever has to go on with the report, and its author where somebody else decided about it.
fn recipients(
    conn: &mut Conn,
    happening: Happening,
    row: &ReportRow,
    actor: Option<i64>,
) -> AppResult<BTreeSet<UserId>> {
    let (own, receiving, tells_author): (&[Right], &[Right], bool) = match happening {
        Happening::Assigned => (&[Right::Enter, Right::Consolidate], &[], false),
        Happening::Stale => (&[Right::Consolidate], &[], false),
        Happening::Done(action) => match action {
            Action::Submit => (&[Right::Approve], &[], false),
            Action::Approve => (&[Right::Send], &[], true),
            Action::Send | Action::AutoSend => (&[], &[Right::Check], true),
            Action::RequestCorrection => (&[], &[Right::Check], false),
            Action::Recall => (&[Right::Approve], &[], false),
            Action::Accept
            | Action::AutoAccept
            | Action::Return
            | Action::GrantCorrection
            | Action::DeclineCorrection => (&[Right::Send], &[], true),
            Action::Reject | Action::RefuseToSend | Action::Exempt => (&[], &[], true),
            Action::Open | Action::Save | Action::Sign => return Ok(BTreeSet::new()),
        },
    };
    let mut people = holders(conn, UnitId(row.unit_id), own)?;
    if let Some(receiver) = row.receiver_id {
        people.append(&mut holders(conn, UnitId(receiver), receiving)?);
    }
    if tells_author {
        people.extend(row.author_id.map(UserId));
    }
    if let Some(actor) = actor {
        people.remove(&UserId(actor));
    }
    Ok(people)
}

/// The people who hold one of these rights on the unit itself.
fn holders(conn: &mut Conn, unit: UnitId, rights: &[Right]) -> AppResult<BTreeSet<UserId>> {
    if rights.is_empty() {
        return Ok(BTreeSet::new());
    }
    let wanted = rights.iter().fold(Rights::NONE, |all, right| all.union(Rights::of(&[*right])));
    Ok(store::users::list_grants_over(conn, unit)?
        .into_iter()
        .filter(|grant| grant.unit_id == unit.0)
        .filter(|grant| group(&grant.group_code).is_some_and(|group| group.rights.intersects(wanted)))
        .map(|grant| UserId(grant.user_id))
        .collect())
}
