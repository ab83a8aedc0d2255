//! What a person reads: notifications by filter, each with who, what report, and what to do now.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use contract::notifications::{NotificationTask, NotificationView, NotificationsView, NotifiedReport, Sender};
use contract::units::UnitRef;
use domain::access::{Right, Rights};
use domain::deadline::utc_of_local;
use domain::ids::{ReportId, UnitId};
use domain::language::Language;
use domain::notice::{Standing, Task};
use domain::workflow::State;
use store::Conn;
use store::notifications::{NotificationFilter, NotificationRow, SenderRow};
use store::reports::ReportRow;

use crate::clock::utc;
use crate::reports::{period_label, waiting};
use crate::{App, AppError, AppResult, Caller};

/// Which notifications to list (E4). Every field narrows further.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotificationQuery {
    /// Only the read ones, or only the unread.
    pub is_read: Option<bool>,
    /// Words of the sender's name.
    pub sender: Option<String>,
    /// Only what was done for this unit.
    pub unit: Option<UnitId>,
    /// From this day on, in Việt Nam.
    pub from: Option<NaiveDate>,
    /// Up to this day, in Việt Nam.
    pub to: Option<NaiveDate>,
    /// Page number, from 1.
    pub page: i64,
    /// Items on a page.
    pub page_size: i64,
}

/// Words that a sender is looked for by have at most so many letters.
const LONGEST: usize = 100;

/// One page of the caller's notifications, newest first.
///
/// # Errors
/// `Malformed` for days in the wrong order, and those of the database.
pub fn list(app: &App, caller: &Caller, query: &NotificationQuery) -> AppResult<NotificationsView> {
    let filter = filter(query)?;
    app.store.read(|conn| {
        let found = store::notifications::list(conn, caller.user, &filter)?;
        let items = told(app, conn, caller, found.rows)?;
        Ok(NotificationsView { items, total: found.total, unread: found.unread })
    })
}

/// The units whose people did what the caller was told of, by name.
///
/// # Errors
/// Those of the database.
pub fn sender_units(app: &App, caller: &Caller) -> AppResult<Vec<UnitRef>> {
    let units = app.store.read(|conn| store::notifications::list_units(conn, caller.user))?;
    Ok(units.into_iter().map(|(id, name)| UnitRef { id, name }).collect())
}

fn filter(query: &NotificationQuery) -> AppResult<NotificationFilter> {
    if query.from.zip(query.to).is_some_and(|(from, to)| from > to) {
        return Err(AppError::malformed(
            "“Từ ngày” phải trước hoặc bằng “đến ngày”.",
            "“from” must not be after “to”.",
        ));
    }
    let sender = query.sender.as_deref().map(str::trim).filter(|words| !words.is_empty());
    if sender.is_some_and(|words| words.chars().count() > LONGEST) {
        return Err(AppError::malformed(
            format!("Tên người gửi cần tìm dài tối đa {LONGEST} ký tự."),
            format!("The sender's name has at most {LONGEST} letters."),
        ));
    }
    let begin = |day: NaiveDate| utc_of_local(day.and_time(NaiveTime::MIN));
    Ok(NotificationFilter {
        is_read: query.is_read,
        sender: sender.map(str::to_owned),
        unit: query.unit,
        from: query.from.and_then(begin),
        before: query.to.and_then(|day| day.checked_add_signed(TimeDelta::days(1))).and_then(begin),
        page: query.page,
        page_size: query.page_size,
    })
}

/// What the caller was told after one notification up to another and has not read, oldest first: at most so many, and how
/// many there are.
///
/// # Errors
/// Those of the database.
pub(crate) fn unread_between(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    between: (i64, i64),
    most: i64,
) -> AppResult<(Vec<NotificationView>, i64)> {
    let (rows, total) = store::notifications::list_unread_between(conn, caller.user, between, most)?;
    Ok((told(app, conn, caller, rows)?, total))
}

/// As many queries for a page as for one notification.
fn told(app: &App, conn: &mut Conn, caller: &Caller, rows: Vec<NotificationRow>) -> AppResult<Vec<NotificationView>> {
    let ids: BTreeSet<ReportId> = rows.iter().filter_map(|row| row.report_id).map(ReportId).collect();
    let reports = store::reports::list_by_ids(conn, &ids.into_iter().collect::<Vec<_>>())?;
    let units: BTreeSet<UnitId> = reports.iter().map(|row| UnitId(row.unit_id)).collect();
    let units = store::units::list_by_ids(conn, &units.into_iter().collect::<Vec<_>>())?;
    let events: BTreeSet<i64> = rows.iter().map(|row| row.event_seq).collect();
    let senders = store::notifications::list_senders(conn, &events.into_iter().collect::<Vec<_>>())?;
    // Nobody else is asked to consolidate.
    let consolidated = |row: &&ReportRow| rights_on(caller, Some(row.unit_id)).contains(Right::Consolidate);
    let known = Known {
        waiting: waiting(app, conn, reports.iter().filter(consolidated))?,
        reports: reports.into_iter().map(|row| (row.id, row)).collect(),
        units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
        senders: senders.into_iter().map(|sender| (sender.event_seq, sender)).collect(),
    };
    Ok(rows.into_iter().map(|row| known.view(caller, row)).collect())
}

/// What a page of notifications is about.
struct Known {
    reports: HashMap<i64, ReportRow>,
    /// Those among them that have to wait for units below.
    waiting: HashSet<i64>,
    units: HashMap<i64, String>,
    senders: HashMap<i64, SenderRow>,
}

impl Known {
    fn view(&self, caller: &Caller, row: NotificationRow) -> NotificationView {
        let report = row.report_id.and_then(|id| self.reports.get(&id));
        let sender = self.senders.get(&row.event_seq);
        NotificationView {
            id: row.id,
            text: match caller.language {
                Language::Vi => row.text_vi,
                Language::En => row.text_en,
            },
            report_id: row.report_id,
            report: report.map(|report| self.report(report, caller.language)),
            sender: Sender {
                name: sender.and_then(|sender| sender.name.clone()),
                unit: sender.and_then(|sender| sender.unit.clone()).map(|(id, name)| UnitRef { id, name }),
            },
            task: match report {
                Some(report) => task(caller, report, self.waiting.contains(&report.id), &row.kind),
                None => task_without_report(&row.kind, caller.language),
            },
            kind: row.kind,
            at: utc(row.at),
            is_read: row.read_at.is_some(),
        }
    }

    fn report(&self, row: &ReportRow, language: Language) -> NotifiedReport {
        NotifiedReport {
            id: row.id,
            form: row.form_code.clone(),
            period: period_label(&row.period, row.period_label.as_deref(), language),
            unit: UnitRef { id: row.unit_id, name: self.units.get(&row.unit_id).cloned().unwrap_or_default() },
        }
    }
}

fn task(caller: &Caller, row: &ReportRow, waits: bool, kind: &str) -> Option<NotificationTask> {
    let standing = Standing {
        state: State::parse(&row.state)?,
        consolidates: row.consolidates,
        is_stale: row.stale,
        waits,
        own: rights_on(caller, Some(row.unit_id)),
        receiving: rights_on(caller, row.receiver_id),
    };
    let task = match standing.task() {
        Task::Read if kind == "commented" => Task::Answer,
        task => task,
    };
    let text = task.text(caller.language).to_owned();
    Some(NotificationTask { code: task.as_str().to_owned(), text, link: format!("/bao-cao/{}", row.id) })
}

/// What the caller may do on the unit itself: those are told what happens there.
fn rights_on(caller: &Caller, unit: Option<i64>) -> Rights {
    let grants = caller.actor.grants.iter().filter(|grant| Some(grant.unit.0) == unit);
    let rights: Vec<Right> = grants.flat_map(|grant| grant.rights.iter()).collect();
    Rights::of(&rights)
}

fn task_without_report(kind: &str, language: Language) -> Option<NotificationTask> {
    let (code, vi, en, link) = match kind {
        "unit_reorganised" => {
            ("open_list", "Mở danh sách báo cáo còn phải làm", "Open the list of what is left to do", "/viec/enter")
        }
        "opened" => ("open_list", "Mở danh sách báo cáo cần nhập", "Open the list of reports to enter", "/viec/enter"),
        "overdue_below" => ("see_progress", "Xem tiến độ và đôn đốc", "See the progress and remind them", "/tien-do"),
        "incident_declared" | "incident_ended" => {
            ("see_deadlines", "Xem hạn gửi của các báo cáo", "See when your reports are due", "/")
        }
        _ => return None,
    };
    let text = match language {
        Language::Vi => vi,
        Language::En => en,
    };
    Some(NotificationTask { code: code.to_owned(), text: text.to_owned(), link: link.to_owned() })
}
