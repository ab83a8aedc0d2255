//! What people are told because time passes: that a report falls due, that entry closed, that the system will act (E6, C10).

use chrono::{NaiveDateTime, TimeDelta};

use crate::access::Right;
use crate::deadline::due_label;
use crate::language::Language;
use crate::workflow::{Action, State};

/// A reminder about a due moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Five days before.
    FiveDays,
    /// One day before.
    OneDay,
    /// Two hours before.
    TwoHours,
    /// Once after it has passed.
    Overdue,
}

/// What was missed longer ago than this is not told any more: a system that was away must not flood people.
const LONGEST_OVERDUE: TimeDelta = TimeDelta::days(7);

impl Stage {
    /// All stages, in the order of time.
    pub const ALL: [Self; 4] = [Self::FiveDays, Self::OneDay, Self::TwoHours, Self::Overdue];

    /// The code used in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FiveDays => "5d",
            Self::OneDay => "1d",
            Self::TwoHours => "2h",
            Self::Overdue => "overdue",
        }
    }

    /// The stage with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == code)
    }

    /// How long before the due moment the stage begins.
    fn lead(self) -> TimeDelta {
        match self {
            Self::FiveDays => TimeDelta::days(5),
            Self::OneDay => TimeDelta::days(1),
            Self::TwoHours => TimeDelta::hours(2),
            Self::Overdue => TimeDelta::zero(),
        }
    }

    /// Due moments that are in this stage now: after the first, until the second. Stages follow each other without a gap,
    /// so that of several that passed unseen only the last is told.
    #[must_use]
    pub fn window(self, now: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let after = match self {
            Self::FiveDays => now.checked_add_signed(Self::OneDay.lead()),
            Self::OneDay => now.checked_add_signed(Self::TwoHours.lead()),
            Self::TwoHours => Some(now),
            Self::Overdue => now.checked_sub_signed(LONGEST_OVERDUE),
        };
        after.zip(now.checked_add_signed(self.lead()))
    }

    /// Whether a report that was assigned then is told of: whoever got it within the stage has just been told its due moment.
    #[must_use]
    pub fn is_news(self, assigned: NaiveDateTime, due: NaiveDateTime) -> bool {
        due.checked_sub_signed(self.lead()).is_some_and(|begins| assigned < begins)
    }
}

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
}

impl Timely {
    /// Whose turn it is, in the reporting unit, or with [`Right::Check`] in the receiving one; nobody's where it is over.
    #[must_use]
    pub fn concerned(self, state: State) -> &'static [Right] {
        match (self, state.turn()) {
            // What the system is about to do is told to those who may still do it, or prevent it.
            (Self::AutomaticSoon(Action::AutoSend) | Self::AutomaticRefused, _) => &[Right::Approve, Right::Send],
            (_, Some(Right::Enter)) => &[Right::Enter, Right::Consolidate],
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
            (Self::Due(stage), Language::Vi) => {
                format!("Báo cáo {report} đến hạn gửi vào {when}, còn chưa tới {}.", left(stage, language))
            }
            (Self::Due(stage), Language::En) => {
                format!("Report {report} is due by {when}, in less than {}.", left(stage, language))
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
            (Self::AutomaticRefused, Language::Vi) => {
                format!("Đến giờ chốt ({when}), Hệ thống không tự động gửi được báo cáo {report}.{reason}")
            }
            (Self::AutomaticRefused, Language::En) => {
                format!("At the closing hour ({when}) the system could not send report {report}.{reason}")
            }
        }
    }
}

fn left(stage: Stage, language: Language) -> &'static str {
    let (vi, en) = match stage {
        Stage::FiveDays => ("5 ngày", "5 days"),
        Stage::OneDay => ("1 ngày", "1 day"),
        Stage::TwoHours | Stage::Overdue => ("2 giờ", "2 hours"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
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
