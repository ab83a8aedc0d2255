//! What people are told because time passes: that a report falls due, that entry closed, that the system will act (E6, C10).

mod times;

use chrono::NaiveDateTime;

pub use times::{Lead, Reminders, Stage};

use crate::access::Right;
use crate::deadline::due_label;
use crate::language::Language;
use crate::workflow::{Action, State};

/// Something that time brings about a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timely {
    /// It falls due, or has.
    Due(Stage),
    /// Its entry window has closed, and it was not submitted.
    EntryClosed,
    /// The system will send or accept it at a moment.
    AutomaticSoon(Action),
    /// The system could not send it.
    AutomaticRefused,
    /// It can be entered until another day than before.
    EntryWindow,
}

impl Timely {
    /// Whose turn it is, in the reporting unit, or with [`Right::Check`] in the receiving one; nobody's where it is over.
    #[must_use]
    pub fn concerned(self, state: State) -> &'static [Right] {
        match (self, state.turn()) {
            // What the system is about to do is told to those who may still do it, or prevent it.
            (Self::AutomaticSoon(Action::AutoSend) | Self::AutomaticRefused, _) => &[Right::Approve, Right::Send],
            (Self::EntryWindow, _) | (_, Some(Right::Enter)) => &[Right::Enter, Right::Consolidate],
            (_, Some(Right::Approve)) => &[Right::Approve],
            (_, Some(Right::Send)) => &[Right::Send],
            (Self::AutomaticSoon(_), Some(Right::Check)) => &[Right::Check],
            _ => &[],
        }
    }

    /// The notice. `moment` is the due moment, or when the system acts; `reason` why it could not.
    #[must_use]
    pub fn text(self, report: &str, moment: NaiveDateTime, reason: Option<&str>, language: Language) -> String {
        let when = due_label(moment, language);
        let reason = reason.map(|reason| format!(" {reason}")).unwrap_or_default();
        match (self, language) {
            (Self::Due(Stage::Overdue), Language::Vi) => {
                format!("Báo cáo {report} đã quá hạn gửi ({when}) mà chưa được gửi. Hãy hoàn thành và gửi ngay.")
            }
            (Self::Due(Stage::Overdue), Language::En) => {
                format!("Report {report} was due by {when} and has not been sent. Complete and send it now.")
            }
            (Self::Due(Stage::Before(lead)), Language::Vi) => {
                format!("Báo cáo {report} đến hạn gửi vào {when}, còn chưa tới {}.", lead.label(language))
            }
            (Self::Due(Stage::Before(lead)), Language::En) => {
                format!("Report {report} is due by {when}, in less than {}.", lead.label(language))
            }
            (Self::EntryClosed, Language::Vi) => format!(
                "Báo cáo {report} đã hết thời gian mở nhập liệu mà chưa được trình. Hãy liên hệ đơn vị giao báo cáo để được mở lại."
            ),
            (Self::EntryClosed, Language::En) => format!(
                "Entry of report {report} has closed before it was submitted. Ask the unit that assigned it to open it again."
            ),
            (Self::AutomaticSoon(Action::AutoAccept), Language::Vi) => {
                format!("Hệ thống sẽ tự động tiếp nhận báo cáo {report} vào {when} nếu đến lúc đó chưa được xử lý.")
            }
            (Self::AutomaticSoon(Action::AutoAccept), Language::En) => {
                format!("The system will accept report {report} at {when} unless you decide about it before.")
            }
            (Self::AutomaticSoon(_), Language::Vi) => {
                format!("Hệ thống sẽ tự động gửi báo cáo {report} vào {when} nếu đến lúc đó chưa được gửi.")
            }
            (Self::AutomaticSoon(_), Language::En) => {
                format!("The system will send report {report} at {when} unless it is sent before.")
            }
            (Self::EntryWindow, Language::Vi) => {
                format!("Thời gian nhập liệu của báo cáo {report} được đổi: mở đến {when}.{reason}")
            }
            (Self::EntryWindow, Language::En) => {
                format!("Report {report} can now be entered until {when}.{reason}")
            }
            (Self::AutomaticRefused, Language::Vi) => {
                format!("Đến giờ chốt ({when}), Hệ thống không tự động gửi được báo cáo {report}.{reason}")
            }
            (Self::AutomaticRefused, Language::En) => {
                format!("At the closing hour ({when}) the system could not send report {report}.{reason}")
            }
        }
    }
}

/// A period that was opened for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened<'a> {
    /// How many reports the unit has to make.
    pub count: i64,
    /// Name of the regime.
    pub regime: &'a str,
    /// The period in words.
    pub period: &'a str,
    /// The first due moment.
    pub due: NaiveDateTime,
}

impl Opened<'_> {
    /// The notice.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let Self { count, regime, period, .. } = self;
        let due = due_label(self.due, language);
        match language {
            Language::Vi => {
                format!("Đơn vị được giao {count} báo cáo thuộc chế độ “{regime}”, {period}. Hạn gửi sớm nhất: {due}.")
            }
            Language::En => {
                format!("Your unit was assigned {count} reports of “{regime}”, {period}. The first is due by {due}.")
            }
        }
    }
}

/// Reports that did not come to a unit in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing<'a> {
    /// How many reports.
    pub count: i64,
    /// Name of the regime.
    pub regime: &'a str,
    /// The period in words.
    pub period: &'a str,
    /// The units that owe them; some of them where there are many.
    pub units: &'a [String],
    /// How many other units there are.
    pub others: usize,
}

impl Missing<'_> {
    /// The notice.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let Self { count, regime, period, others, .. } = self;
        let units = self.units.join(", ");
        match (language, others) {
            (Language::Vi, 0) => {
                format!("{count} báo cáo thuộc chế độ “{regime}”, {period}, đã quá hạn mà chưa được gửi đến: {units}.")
            }
            (Language::Vi, _) => format!(
                "{count} báo cáo thuộc chế độ “{regime}”, {period}, đã quá hạn mà chưa được gửi đến: {units} và {others} \
                 đơn vị khác."
            ),
            (Language::En, 0) => {
                format!("{count} reports of “{regime}”, {period}, are overdue and were not sent by: {units}.")
            }
            (Language::En, _) => format!(
                "{count} reports of “{regime}”, {period}, are overdue and were not sent by: {units} and {others} other units."
            ),
        }
    }
}
