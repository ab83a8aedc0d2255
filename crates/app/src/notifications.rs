//! The bell: notifications made from events, and read by people (E4).

mod approved;
mod incidents;
mod list;
pub mod live;
mod missing;
mod opened;
mod reorganised;
mod timely;

use std::collections::{BTreeSet, HashMap};

use domain::access::{Right, Rights, group};
use domain::comment::Audience;
use domain::ids::{FormId, ReportId, UnitId, UserId};
use domain::language::Language;
use domain::notice::{self, Cause, Event, Happening};
use domain::reminder::Timely;
use domain::workflow::{Action, State, WorkflowPolicy};
use store::Conn;
use store::events::EventRow;
use store::notifications::NewNotification;
use store::reports::ReportRow;
use store::transitions::StepRow;
use store::users::GrantRow;

use crate::reports::period_label;
use crate::{App, AppError, AppResult, Caller};

pub(crate) use list::unread_between;
pub use list::{NotificationQuery, list, sender_units};

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

/// The consumer of events that makes notifications.
pub(crate) const CONSUMER: &str = "notifications";
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
            let made = notifications(app, tx, &events)?;
            store::notifications::create_many(tx, &made)?;
            Ok::<_, AppError>(events.len())
        })?;
        seen += count;
        if i64::try_from(count).unwrap_or(BATCH) < BATCH {
            return Ok(seen);
        }
    }
}

/// As many queries for a whole batch as for one event.
fn notifications(app: &App, conn: &mut Conn, events: &[EventRow]) -> AppResult<Vec<NewNotification>> {
    let mut made = opened::notifications(conn, events)?;
    made.append(&mut missing::notifications(conn, events)?);
    made.append(&mut incidents::notifications(app, conn, events)?);
    made.append(&mut reorganised::notifications(conn, events)?);
    let events: Vec<(Kind, i64, &EventRow)> =
        events.iter().filter_map(|event| Some((kind(event)?, event.report_id?, event))).collect();
    if events.is_empty() {
        return Ok(made);
    }
    let known = Known::around(conn, &events)?;
    for (kind, report, event) in events {
        let Some(row) = known.reports.get(&report) else { continue };
        match kind {
            Kind::Happened(happening) => made.extend(known.tell(app, conn, happening, row, event)?),
            Kind::Timely(timely) => made.extend(known.tell_timely(app, conn, timely, row, event)?),
        }
    }
    Ok(made)
}

/// What an event tells about a report.
#[derive(Clone, Copy)]
enum Kind {
    /// Somebody did something.
    Happened(Happening),
    /// Time brought it about.
    Timely(Timely),
}

fn kind(event: &EventRow) -> Option<Kind> {
    timely::of(event).map(Kind::Timely).or_else(|| happening(&event.kind).map(Kind::Happened))
}

/// What a batch of events is about.
struct Known {
    reports: HashMap<i64, ReportRow>,
    units: HashMap<i64, String>,
    people: HashMap<i64, String>,
    grants: Vec<GrantRow>,
    /// The processes that the reports were submitted under.
    processes: HashMap<i64, WorkflowPolicy>,
    /// The steps of the reports that were returned.
    steps: HashMap<i64, Vec<StepRow>>,
}

impl Known {
    fn around(conn: &mut Conn, events: &[(Kind, i64, &EventRow)]) -> AppResult<Self> {
        let ids: BTreeSet<ReportId> = events.iter().map(|(_, report, _)| ReportId(*report)).collect();
        let rows = store::reports::list_by_ids(conn, &ids.into_iter().collect::<Vec<_>>())?;
        let concerned: BTreeSet<UnitId> =
            rows.iter().flat_map(|row| [Some(row.unit_id), row.receiver_id]).flatten().map(UnitId).collect();
        let acting = events.iter().filter_map(|(_, _, event)| event.unit_id).map(UnitId);
        let units: BTreeSet<UnitId> = concerned.iter().copied().chain(acting).collect();
        let actors: BTreeSet<UserId> = events.iter().filter_map(|(_, _, event)| event.actor_id).map(UserId).collect();
        let units = store::units::list_by_ids(conn, &units.into_iter().collect::<Vec<_>>())?;
        let people = store::users::list_by_ids(conn, &actors.into_iter().collect::<Vec<_>>())?;
        Ok(Self {
            steps: approved::steps(conn, events)?,
            processes: store::processes::list(conn, &rows.iter().filter_map(|row| row.process_id).collect())?,
            grants: store::users::list_grants_on(conn, &concerned.into_iter().collect::<Vec<_>>())?,
            reports: rows.into_iter().map(|row| (row.id, row)).collect(),
            units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
            people: people.into_iter().map(|person| (person.id, person.full_name)).collect(),
        })
    }

    fn tell(
        &self,
        app: &App,
        conn: &mut Conn,
        happening: Happening,
        row: &ReportRow,
        event: &EventRow,
    ) -> AppResult<Vec<NewNotification>> {
        let recipients = self.recipients(happening, row, event);
        if recipients.is_empty() {
            return Ok(Vec::new());
        }
        let title = title(app, conn, row)?;
        let body: serde_json::Value = serde_json::from_str(&event.body).unwrap_or_default();
        let text = |language| {
            let named = self.name(row, &title, language);
            let told = Event {
                happening,
                report: &named,
                actor: event.actor_id.and_then(|id| self.people.get(&id)).map(String::as_str),
                unit: event.unit_id.and_then(|id| self.units.get(&id)).map(String::as_str),
                at: event.at,
                note: body.get("note").and_then(serde_json::Value::as_str),
                cause: cause(&body),
                awaits: body.get("awaits").and_then(serde_json::Value::as_str),
            };
            notice::text(&told, language)
        };
        let (Some(text_vi), Some(text_en)) = (text(Language::Vi), text(Language::En)) else { return Ok(Vec::new()) };
        Ok(told(recipients, row, event, &text_vi, &text_en))
    }

    /// A report as notices name it.
    fn name(&self, row: &ReportRow, title: &str, language: Language) -> String {
        let unit = self.units.get(&row.unit_id).map(String::as_str).unwrap_or_default();
        let period = period_label(&row.period, row.period_label.as_deref(), language);
        format!("{} – {title} – {period} – {unit}", row.form_code)
    }

    /// Whom an event concerns: whoever has to go on with the report, its author where somebody else decided about it, and
    /// whoever approved what comes back.
    fn recipients(&self, happening: Happening, row: &ReportRow, event: &EventRow) -> BTreeSet<UserId> {
        let Some((own, receiving, tells_author)) = concerned(happening) else { return BTreeSet::new() };
        let (reaches_own, reaches_receiver) = reached(happening, row, event);
        let mut people = BTreeSet::new();
        if reaches_own {
            people.append(&mut match waited_for(event) {
                Some(level) => self.approvers(row, level),
                None => self.holders(row.unit_id, own),
            });
            people.extend(row.author_id.filter(|_| tells_author).map(UserId));
            if let Some(steps) = self.steps.get(&row.id).filter(|_| happening == Happening::Done(Action::Return)) {
                people.append(&mut approved::approvers(steps, event.at));
            }
        }
        if let Some(receiver) = row.receiver_id.filter(|_| reaches_receiver) {
            people.append(&mut self.holders(receiver, receiving));
        }
        // What follows from one's own step further up is news to oneself, too.
        if let Some(actor) = event.actor_id.filter(|_| happening != Happening::Stale) {
            people.remove(&UserId(actor));
        }
        people
    }

    fn holders(&self, unit: i64, rights: &[Right]) -> BTreeSet<UserId> {
        holders(&self.grants, unit, rights)
    }

    /// Whose turn it is at an approval level: those who are named for it, or whoever may approve.
    fn approvers(&self, row: &ReportRow, level: u8) -> BTreeSet<UserId> {
        let process = row.process_id.and_then(|id| self.processes.get(&id));
        let named: BTreeSet<UserId> = process.into_iter().flat_map(|process| process.named(level)).copied().collect();
        if named.is_empty() { self.holders(row.unit_id, &[Right::Approve]) } else { named }
    }
}

/// The people who hold one of these rights on the unit itself.
fn holders(grants: &[GrantRow], unit: i64, rights: &[Right]) -> BTreeSet<UserId> {
    let wanted = Rights::of(rights);
    grants
        .iter()
        .filter(|grant| grant.unit_id == unit)
        .filter(|grant| group(&grant.group_code).is_some_and(|group| group.rights.intersects(wanted)))
        .map(|grant| UserId(grant.user_id))
        .collect()
}

/// The approval level that is waited for after a step.
fn waited_for(event: &EventRow) -> Option<u8> {
    let body: serde_json::Value = serde_json::from_str(&event.body).ok()?;
    let is_waiting = body["to"].as_str() == Some(State::Submitted.as_str());
    is_waiting.then(|| body["level"].as_u64().and_then(|level| u8::try_from(level).ok()).unwrap_or(1))
}

fn title(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<String> {
    Ok(app.forms.form(conn, FormId(row.form_id))?.template().title.clone())
}

/// One notification for each person.
fn told(
    people: BTreeSet<UserId>,
    row: &ReportRow,
    event: &EventRow,
    text_vi: &str,
    text_en: &str,
) -> Vec<NewNotification> {
    let kind = event.kind.trim_start_matches("report.");
    people
        .into_iter()
        .map(|user| NewNotification {
            user_id: user.0,
            event_seq: event.seq,
            kind: kind.to_owned(),
            report_id: Some(row.id),
            title_vi: row.form_code.clone(),
            title_en: row.form_code.clone(),
            text_vi: text_vi.to_owned(),
            text_en: text_en.to_owned(),
            at: event.at,
        })
        .collect()
}

/// What made a report stale, as `reports::transition` writes it.
fn cause(body: &serde_json::Value) -> Option<Cause<'_>> {
    let text = |field: &str| body.get("cause")?.get(field)?.as_str();
    Some(Cause { form: text("form")?, unit: text("unit")?, action: Action::parse(text("action")?)? })
}

fn happening(kind: &str) -> Option<Happening> {
    match kind.strip_prefix("report.")? {
        "assigned" => Some(Happening::Assigned),
        "stale" => Some(Happening::Stale),
        "commented" => Some(Happening::Commented),
        "received_outside" => Some(Happening::ReceivedOutside),
        action => Action::parse(action).map(Happening::Done),
    }
}

/// Whether an event is told in the reporting and in the receiving unit: a remark among colleagues stays among them, and
/// what happens to a report that was not sent yet does not reach its receiver.
fn reached(happening: Happening, row: &ReportRow, event: &EventRow) -> (bool, bool) {
    let body = serde_json::from_str::<serde_json::Value>(&event.body).unwrap_or_default();
    if happening == Happening::Done(Action::RequestCorrection) {
        return (true, body["from"].as_str().and_then(State::parse).is_some_and(State::is_disclosed));
    }
    if happening != Happening::Commented {
        return (true, true);
    }
    let audience = body["audience"].as_str().and_then(Audience::parse).unwrap_or(Audience::Unit);
    let reaches = |reader: i64| event.unit_id.is_some_and(|writer| audience.reaches(UnitId(writer), UnitId(reader)));
    let is_disclosed = State::parse(&row.state).is_some_and(State::is_disclosed);
    (reaches(row.unit_id), is_disclosed && row.receiver_id.is_some_and(reaches))
}

/// Holders of which rights in the reporting and in the receiving unit an event concerns, and whether the author too.
fn concerned(happening: Happening) -> Option<(&'static [Right], &'static [Right], bool)> {
    Some(match happening {
        Happening::Assigned => (&[Right::Enter, Right::Consolidate], &[], false),
        Happening::Stale => (&[Right::Consolidate], &[], false),
        Happening::ReceivedOutside => (&[Right::Enter, Right::Consolidate, Right::Send], &[], false),
        Happening::Commented => (&[Right::Enter, Right::Approve], &[Right::Check], true),
        Happening::Done(action) => match action {
            Action::Submit => (&[Right::Approve], &[], false),
            Action::Approve => (&[Right::Send], &[], true),
            Action::Send | Action::AutoSend => (&[], &[Right::Check], true),
            Action::RequestCorrection => (&[Right::Approve, Right::Send], &[Right::Check], true),
            Action::Recall => (&[Right::Approve], &[], false),
            Action::Accept
            | Action::AutoAccept
            | Action::Return
            | Action::GrantCorrection
            | Action::DeclineCorrection => (&[Right::Send], &[], true),
            Action::Reject | Action::RefuseToSend | Action::Exempt => (&[], &[], true),
            Action::Open | Action::Save | Action::Sign => return None,
        },
    })
}
