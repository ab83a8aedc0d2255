//! Regimes: the reporting duties that a circular sets, as data (A1–A3).
//!
//! A regime version is identified by (circular, code, version). Its parts are the eleven components of Decree
//! 09/2019/NĐ-CP, Article 7; `check` says what is missing before a version is published.

mod check;
mod duties;
mod hours;
mod level;
mod limits;
mod succession;
mod words;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

pub use self::check::{check, check_forms};
pub use self::hours::LevelHours;
pub use self::level::UnitLevel;
pub use self::limits::limits;
pub use self::succession::check_succession;
pub use self::words::RegimeFault;
use crate::deadline::{
    CutoffRule, DeadlineError, DueRule, EntryWindowRule, HolidayCalendar, NonWorkingDayPolicy, Schedule, ScheduleRules,
    utc_of_local,
};
use crate::duty::DutyRule;
use crate::period::{Frequency, Period};
use crate::reminder::Reminders;
use crate::template::{FormTemplate, Provenance};
use crate::workflow::{UnitChoices, WorkflowPolicy};

/// One reporting duty set by a circular (chế độ báo cáo), in one version. Everything but the first four fields has a
/// default, so that a draft can be kept before it is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Version of this JSON layout; 1.
    pub format: u16,
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code inside the circular, e.g. `II`.
    pub code: String,
    /// Version of the regime, from 1; the store counts them.
    #[serde(default = "first_version")]
    pub version: u32,
    /// First day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it holds; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// 1. Name, in Vietnamese.
    pub title: String,
    /// 2. What is to be reported, in the circular's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// 3. Who reports, by level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reporters: Vec<LevelReporter>,
    /// 7. How often it is reported.
    #[serde(default)]
    pub frequencies: Vec<Frequency>,
    /// 8. What the figures cover.
    #[serde(default)]
    pub cutoff: CutoffRule,
    /// When reports can be entered.
    #[serde(default)]
    pub entry_window: EntryWindowRule,
    /// 6. When reports are due; the first entry that fits the level and the frequency holds.
    #[serde(default)]
    pub due: Vec<LevelDue>,
    /// What happens when a due day is not a working day.
    #[serde(default)]
    pub non_working_days: NonWorkingDayPolicy,
    /// 4. Who receives the reports of each level, in the circular's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receivers: Vec<LevelReceiver>,
    /// Who owes which forms to whom; the circular's own words on each form where no rule speaks of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyRule>,
    /// How reports move, unless a unit says otherwise.
    #[serde(default)]
    pub policy: WorkflowPolicy,
    /// The machine's hours for levels that have hours of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<LevelHours>,
    /// What of that units may set for themselves.
    #[serde(default, skip_serializing_if = "UnitChoices::is_open")]
    pub unit_choices: UnitChoices,
    /// When people are reminded of due moments.
    #[serde(default, skip_serializing_if = "Reminders::is_default")]
    pub reminders: Reminders,
    /// Article that the regime rests on, e.g. "Điều 11 Thông tư số 01/2020/TT-VPCP".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// 5. How reports are sent, in the circular's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// 9. The outline of the narrative report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline: Option<FormRef>,
    /// 10. The data forms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormRef>,
    /// 11. How the reports are made, step by step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub instructions: String,
    /// How sure we are of the dates.
    #[serde(default = "by_the_issuer")]
    pub provenance: Provenance,
    /// Where the dates come from and what is uncertain about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance_note: Option<String>,
}

/// How a published version stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It holds from a later day on.
    Coming,
    /// It holds.
    InForce,
    /// Its last day has passed.
    Ended,
}

impl Standing {
    /// What holds from a day to a day, each open where there is none.
    #[must_use]
    pub fn of(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> Self {
        if from.is_some_and(|from| day < from) {
            Self::Coming
        } else if to.is_some_and(|to| to < day) {
            Self::Ended
        } else {
            Self::InForce
        }
    }
}

/// When the reports of some levels are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelDue {
    /// The levels concerned; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<UnitLevel>,
    /// The frequencies concerned; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frequencies: Vec<Frequency>,
    /// When they are due.
    pub rule: DueRule,
    /// Local time of day from which they can be entered on the first day of the entry window (Resolution 68).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<NaiveTime>,
}

/// A level that reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelReporter {
    /// The level.
    pub level: UnitLevel,
    /// Who reports, in the circular's words.
    pub who: String,
}

/// A form or an outline: the same code means different forms under different circulars.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRef {
    /// The legal document.
    pub circular: String,
    /// Code printed on the form.
    pub code: String,
}

fn first_version() -> u32 {
    1
}

fn by_the_issuer() -> Provenance {
    Provenance::Published
}

/// Who receives the reports of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelReceiver {
    /// The level that reports.
    pub level: UnitLevel,
    /// The receiver, in the circular's words.
    pub receiver: String,
    /// Other receivers that may come in its place, e.g. after a task moved to another ministry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
}

impl Regime {
    /// How reports of a unit of a level move that has a process of its own, or follows that of a unit above (`!is_own`): the
    /// regime's word where the unit's leaves what the regime allows. Who stands on another level has hours of its own, where
    /// the regime names them.
    #[must_use]
    pub fn process_of(&self, level: Option<UnitLevel>, set: Option<&WorkflowPolicy>, is_own: bool) -> WorkflowPolicy {
        let policy = self.policy_at(level);
        let Some(set) = set else { return policy };
        let settled = self.unit_choices.settle(&policy, set);
        if is_own || !self.hours.iter().any(|hours| Some(hours.level) == level) {
            return settled;
        }
        WorkflowPolicy { auto_send_at: policy.auto_send_at, auto_accept_at: policy.auto_accept_at, ..settled }
    }

    /// The due rule of a level for a frequency.
    #[must_use]
    pub fn due_rule(&self, level: UnitLevel, frequency: Frequency) -> Option<&DueRule> {
        self.level_due(level, frequency).map(|(_, due)| &due.rule)
    }

    /// The same with what is said beside the rule, and its place in the list.
    fn level_due(&self, level: UnitLevel, frequency: Frequency) -> Option<(usize, &LevelDue)> {
        let fits = |due: &LevelDue| {
            (due.levels.is_empty() || due.levels.contains(&level))
                && (due.frequencies.is_empty() || due.frequencies.contains(&frequency))
        };
        self.due.iter().enumerate().find(|(_, due)| fits(due))
    }

    /// Whether units of this level report. Everybody does where the regime does not name its reporters.
    #[must_use]
    pub fn is_reported_by(&self, level: UnitLevel) -> bool {
        self.reporters.is_empty() || self.reporters.iter().any(|reporter| reporter.level == level)
    }

    /// Whether the version asks for a form: its outline, or one of its data forms.
    #[must_use]
    pub fn names(&self, circular: &str, code: &str) -> bool {
        let mut forms = self.outline.iter().chain(&self.forms);
        forms.any(|form| form.circular == circular && form.code == code)
    }

    /// Whether a form of the version is reported so often: both say so.
    #[must_use]
    pub fn reports(&self, form: &FormTemplate, frequency: Frequency) -> bool {
        self.frequencies.contains(&frequency) && form.frequencies.contains(&frequency)
    }

    /// Whether the version holds on this day.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        Standing::of(self.valid_from, self.valid_to, day) == Standing::InForce
    }

    /// Whether the version has begun by a day, and so stands in the place of those before it, also after it has ended.
    #[must_use]
    pub fn has_begun(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
    }

    /// The dates of a report of this regime: by the period and by the reporting unit's level. A daily report is due on
    /// its own day, worked or not.
    pub fn schedule(
        &self,
        period: &Period,
        level: UnitLevel,
        calendar: &HolidayCalendar,
    ) -> Result<Schedule, DeadlineError> {
        let due = self.level_due(level, period.kind()).ok_or_else(|| DeadlineError::RuleUnfit(period.clone()))?.1;
        let rules = ScheduleRules {
            cutoff: &self.cutoff,
            entry_window: &self.entry_window,
            due: &due.rule,
            non_working_days: match period.kind() {
                Frequency::Daily => NonWorkingDayPolicy::Strict,
                _ => self.non_working_days,
            },
        };
        let schedule = rules.schedule(period, calendar)?;
        let opens = self.opens_at(schedule.entry_window.from, period.kind(), level);
        Ok(Schedule { opens: opens.unwrap_or(schedule.opens), ..schedule })
    }

    /// The moment (UTC) from which a report whose entry window begins on this day can be entered: the beginning of the
    /// day, unless the regime names an hour. None at the very ends of the calendar.
    #[must_use]
    pub fn opens_at(&self, day: NaiveDate, frequency: Frequency, level: UnitLevel) -> Option<NaiveDateTime> {
        let hour = self.level_due(level, frequency).and_then(|(_, due)| due.opens);
        utc_of_local(day.and_time(hour.unwrap_or(NaiveTime::MIN)))
    }

    /// The periods that are to be open on a day: those whose entry window, for some level, holds it.
    ///
    /// A period whose figures are cut off may still be entered while the next one has begun.
    #[must_use]
    pub fn open_periods(&self, day: NaiveDate, calendar: &HolidayCalendar) -> Vec<Period> {
        let near = |frequency: &Frequency| {
            let present = self.cutoff.period_at(*frequency, day);
            let before = present.as_ref().and_then(Period::previous);
            let after = present.as_ref().and_then(Period::next);
            [before, present, after].into_iter().flatten()
        };
        let is_open = |period: &Period| {
            let windows = UnitLevel::ALL.into_iter().filter_map(|level| self.schedule(period, level, calendar).ok());
            windows.into_iter().any(|schedule| schedule.entry_window.contains(day))
        };
        self.frequencies.iter().flat_map(near).filter(is_open).collect()
    }
}
