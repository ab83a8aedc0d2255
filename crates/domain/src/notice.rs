//! Texts of notifications, made from events (E4).
//!
//! The form is the handbook's (§3.4): "Báo cáo … đã được giao bởi … vào lúc 15:21:30 ngày 22/02/2021."

use chrono::NaiveDateTime;

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
        (Verb::Stale, Language::Vi) => format!(
            "Báo cáo {report} cần được tổng hợp lại: {who} đã thay đổi số liệu gửi đến vào lúc {time} ngày {day}."
        ),
        (Verb::Stale, Language::En) => {
            format!("Report {report} must be consolidated again: {who} changed figures it had sent at {time} on {day}.")
        }
    })
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
