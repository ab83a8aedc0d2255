//! Texts of notifications, made from events (E4).
//!
//! The form is the handbook's (§3.4): "Báo cáo … đã được giao bởi … vào lúc 15:21:30 ngày 22/02/2021."

mod task;

use chrono::NaiveDateTime;

pub use task::{Standing, Task};

use crate::deadline::local_time;
use crate::language::Language;
use crate::workflow::Action;

/// What happened to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happening {
    /// Assigned to the unit.
    Assigned,
    /// A workflow action was done.
    Done(Action),
    /// A consolidated report no longer agrees with its children (D5).
    Stale,
    /// Somebody wrote a comment at a cell.
    Commented,
    /// The receiving unit recorded that it came outside of the system (C14).
    ReceivedOutside,
}

/// An event to tell people about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// What happened.
    pub happening: Happening,
    /// The report's title with its period, e.g. "II.06a … – Quý IV năm 2026".
    pub report: &'a str,
    /// Who did it, e.g. "Admin Hậu Giang"; none for the machine.
    pub actor: Option<&'a str>,
    /// The actor's unit.
    pub unit: Option<&'a str>,
    /// When, UTC.
    pub at: NaiveDateTime,
    /// The reason or remark given.
    pub note: Option<&'a str>,
    /// For a stale consolidation, what happened to which report below; unknown for events of before this was kept.
    pub cause: Option<Cause<'a>>,
    /// For a stale consolidation, the unit below that has to consolidate first; none where new figures can be taken in at
    /// once, and for events of before this was kept.
    pub awaits: Option<&'a str>,
}

/// What made a consolidated report stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause<'a> {
    /// The report below, by its form, e.g. "II.06a/VPCP/KSTT".
    pub form: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// What was done to it.
    pub action: Action,
}

/// The notification of an event; none for what people need not be told (opening, saving, signing).
#[must_use]
pub fn text(event: &Event<'_>, language: Language) -> Option<String> {
    let at = local_time(event.at).unwrap_or(event.at);
    let (time, day) = (at.format("%H:%M:%S"), at.format("%d/%m/%Y"));
    let (report, who) = (event.report, who(event, language));
    let note = event.note.map(str::trim).filter(|note| !note.is_empty());
    let words = note.unwrap_or_default();
    Some(match (verb(event.happening, language), language) {
        (Verb::Silent, _) => return None,
        (Verb::Passive(verb), Language::Vi) => {
            let word = if is_reason(event.happening) { "Lý do" } else { "Ghi chú" };
            let note = note.map(|note| format!(" {word}: {note}")).unwrap_or_default();
            format!("Báo cáo {report} {verb} bởi {who} vào lúc {time} ngày {day}.{note}")
        }
        (Verb::Passive(verb), Language::En) => {
            let word = if is_reason(event.happening) { "Reason" } else { "Note" };
            let note = note.map(|note| format!(" {word}: {note}")).unwrap_or_default();
            format!("Report {report} {verb} by {who} at {time} on {day}.{note}")
        }
        (Verb::Commented, Language::Vi) => {
            format!("Báo cáo {report} có ghi chú của {who} vào lúc {time} ngày {day}: {words}")
        }
        (Verb::Commented, Language::En) => format!("{who} commented on report {report} at {time} on {day}: {words}"),
        (Verb::Stale, _) => stale(event, language, &format!("{time}"), &format!("{day}")),
    })
}

/// That a consolidated report no longer agrees with its children, why, and what to do whatever its state is.
fn stale(event: &Event<'_>, language: Language, time: &str, day: &str) -> String {
    let (report, who) = (event.report, who(event, language));
    let cause = event.cause.and_then(|cause| match verb(Happening::Done(cause.action), language) {
        Verb::Passive(verb) => Some((cause.form, cause.unit, verb)),
        Verb::Silent | Verb::Stale | Verb::Commented => None,
    });
    let why = match (cause, language) {
        (Some((form, unit, verb)), Language::Vi) => format!(
            "Báo cáo {report} không còn khớp với số liệu cấp dưới: báo cáo {form} của {unit} {verb} bởi {who} vào lúc {time} ngày {day}."
        ),
        (Some((form, unit, verb)), Language::En) => format!(
            "Report {report} no longer agrees with the figures below: {form} of {unit} {verb} by {who} at {time} on {day}."
        ),
        (None, Language::Vi) => format!(
            "Báo cáo {report} cần được tổng hợp lại: {who} đã thay đổi số liệu gửi đến vào lúc {time} ngày {day}."
        ),
        (None, Language::En) => {
            format!("Report {report} must be consolidated again: {who} changed figures it had sent at {time} on {day}.")
        }
    };
    match (event.awaits, cause) {
        (Some(unit), _) => format!("{why} {}", wait(unit, language)),
        (None, Some(_)) => format!("{why} {}", consolidate_again(language)),
        (None, None) => why,
    }
}

/// Consolidating again brings nothing before the unit below has.
fn wait(unit: &str, language: Language) -> String {
    match language {
        Language::Vi => format!("Hãy chờ {unit} tổng hợp lại và số liệu mới được tiếp nhận, rồi mới tổng hợp lại."),
        Language::En => format!(
            "Wait until {unit} has consolidated again and the new figures were accepted, then consolidate again."
        ),
    }
}

fn consolidate_again(language: Language) -> &'static str {
    match language {
        Language::Vi => {
            "Hãy tổng hợp lại; nếu báo cáo đã trình hoặc đã gửi, hãy thu hồi hoặc yêu cầu đính chính trước."
        }
        Language::En => {
            "Consolidate it again; if it was submitted or sent, take it back or ask for a correction first."
        }
    }
}

/// "Admin Hậu Giang - Tỉnh Hậu Giang", or only one of the two, or the system.
fn who(event: &Event<'_>, language: Language) -> String {
    match (event.actor, event.unit, language) {
        (Some(actor), Some(unit), _) => format!("{actor} - {unit}"),
        (Some(one), None, _) | (None, Some(one), _) => one.to_owned(),
        (None, None, Language::Vi) => "Hệ thống".to_owned(),
        (None, None, Language::En) => "the system".to_owned(),
    }
}

/// Whether what was written with the action says why it was done.
fn is_reason(happening: Happening) -> bool {
    let explained = [Action::RequestCorrection, Action::DeclineCorrection, Action::Exempt];
    matches!(happening, Happening::Done(action) if action.needs_reason() || explained.contains(&action))
}

/// How the sentence goes on.
enum Verb {
    /// Nobody is told.
    Silent,
    /// "… was sent by …".
    Passive(&'static str),
    /// The consolidated report no longer agrees with its children.
    Stale,
    /// Somebody wrote at a cell.
    Commented,
}

fn verb(happening: Happening, language: Language) -> Verb {
    let (vi, en) = match happening {
        Happening::Stale => return Verb::Stale,
        Happening::Commented => return Verb::Commented,
        Happening::Done(Action::Open | Action::Save | Action::Sign) => return Verb::Silent,
        Happening::Assigned => ("đã được giao", "was assigned"),
        Happening::ReceivedOutside => {
            ("được ghi nhận là đã nhận ngoài hệ thống", "was recorded as received outside of the system")
        }
        Happening::Done(Action::Submit) => ("đã được trình", "was submitted"),
        Happening::Done(Action::Recall) => ("đã được thu hồi", "was taken back"),
        Happening::Done(Action::Approve) => ("đã được duyệt", "was approved"),
        Happening::Done(Action::Reject) => ("bị từ chối duyệt", "was rejected"),
        Happening::Done(Action::RefuseToSend) => ("bị từ chối gửi", "was refused sending"),
        Happening::Done(Action::Send) => ("đã được gửi", "was sent"),
        Happening::Done(Action::Accept) => ("đã được tiếp nhận", "was accepted"),
        Happening::Done(Action::Return) => ("bị trả lại", "was returned"),
        Happening::Done(Action::RequestCorrection) => ("được yêu cầu đính chính", "was requested to be corrected"),
        Happening::Done(Action::GrantCorrection) => ("đã được duyệt yêu cầu đính chính", "was granted a correction"),
        Happening::Done(Action::DeclineCorrection) => ("bị từ chối yêu cầu đính chính", "was denied a correction"),
        Happening::Done(Action::AutoAccept) => ("đã được tự động tiếp nhận", "was accepted automatically"),
        Happening::Done(Action::AutoSend) => ("đã được tự động gửi", "was sent automatically"),
        Happening::Done(Action::Exempt) => ("đã được miễn nhập", "was exempted"),
    };
    Verb::Passive(match language {
        Language::Vi => vi,
        Language::En => en,
    })
}
