//! Regimes: the reporting duties that a circular sets, as data (A1–A3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::deadline::{
    CutoffRule, DeadlineError, DueRule, EntryWindowRule, HolidayCalendar, NonWorkingDayPolicy, Schedule, ScheduleRules,
};
use crate::duty::DutyRule;
use crate::language::Language;
use crate::period::{Frequency, Period};
use crate::template::Provenance;
use crate::workflow::WorkflowPolicy;

/// One reporting duty set by a circular (chế độ báo cáo). Identified by (circular, code).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Version of this JSON layout; 1.
    pub format: u16,
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code inside the circular, e.g. `II`.
    pub code: String,
    /// Name, in Vietnamese.
    pub title: String,
    /// How often it is reported.
    pub frequencies: Vec<Frequency>,
    /// What the figures cover.
    pub cutoff: CutoffRule,
    /// When reports can be entered.
    pub entry_window: EntryWindowRule,
    /// When reports are due; the first entry that fits the level and the frequency holds.
    pub due: Vec<LevelDue>,
    /// What happens when a due day is not a working day.
    #[serde(default)]
    pub non_working_days: NonWorkingDayPolicy,
    /// Who receives the reports of each level, in the circular's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub receivers: Vec<LevelReceiver>,
    /// Who owes which forms to whom; the circular's own words on each form where no rule speaks of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyRule>,
    /// How reports move, unless a unit says otherwise.
    #[serde(default)]
    pub policy: WorkflowPolicy,
    /// Article that the regime rests on, e.g. "Điều 11 Thông tư số 01/2020/TT-VPCP".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// How reports are sent, in the circular's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How sure we are of the dates.
    pub provenance: Provenance,
    /// Where the dates come from and what is uncertain about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance_note: Option<String>,
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
}

/// Who receives the reports of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelReceiver {
    /// The level that reports.
    pub level: UnitLevel,
    /// The receiver, in the circular's words.
    pub receiver: String,
}

/// Where a unit stands in the reporting hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitLevel {
    /// Commune, ward, special zone (UBND cấp xã).
    Commune,
    /// District (UBND cấp huyện); abolished on 1 July 2025, kept for older reports.
    District,
    /// Department of a province (sở, ban, ngành).
    ProvincialDepartment,
    /// Province or centrally run city (UBND cấp tỉnh).
    Province,
    /// Department of a ministry (cục, vụ).
    MinistryDepartment,
    /// Ministry, ministerial agency, government agency.
    Ministry,
    /// Transaction office of a bank (phòng giao dịch).
    BankOffice,
    /// Branch of a bank.
    BankBranch,
    /// Policy or development bank.
    Bank,
    /// The Government Office.
    GovernmentOffice,
}

impl UnitLevel {
    /// All levels.
    pub const ALL: [Self; 10] = [
        Self::Commune,
        Self::District,
        Self::ProvincialDepartment,
        Self::Province,
        Self::MinistryDepartment,
        Self::Ministry,
        Self::BankOffice,
        Self::BankBranch,
        Self::Bank,
        Self::GovernmentOffice,
    ];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::District => "district",
            Self::ProvincialDepartment => "provincial_department",
            Self::Province => "province",
            Self::MinistryDepartment => "ministry_department",
            Self::Ministry => "ministry",
            Self::BankOffice => "bank_office",
            Self::BankBranch => "bank_branch",
            Self::Bank => "bank",
            Self::GovernmentOffice => "government_office",
        }
    }

    /// The level with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == code)
    }

    /// The level in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Commune => ("Cấp xã", "Commune"),
            Self::District => ("Cấp huyện", "District"),
            Self::ProvincialDepartment => ("Sở, ngành", "Provincial department"),
            Self::Province => ("Cấp tỉnh", "Province"),
            Self::MinistryDepartment => ("Cục, vụ và tương đương", "Department of a ministry"),
            Self::Ministry => ("Bộ, ngành và tương đương", "Ministry or agency"),
            Self::BankOffice => ("Phòng giao dịch", "Transaction office"),
            Self::BankBranch => ("Chi nhánh ngân hàng", "Bank branch"),
            Self::Bank => ("Ngân hàng", "Bank"),
            Self::GovernmentOffice => ("Văn phòng Chính phủ", "Government Office"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

impl Regime {
    /// The due rule of a level for a frequency.
    #[must_use]
    pub fn due_rule(&self, level: UnitLevel, frequency: Frequency) -> Option<&DueRule> {
        let fits = |due: &&LevelDue| {
            (due.levels.is_empty() || due.levels.contains(&level))
                && (due.frequencies.is_empty() || due.frequencies.contains(&frequency))
        };
        self.due.iter().find(fits).map(|due| &due.rule)
    }

    /// The dates of a report of this regime: by the period and by the reporting unit's level.
    pub fn schedule(
        &self,
        period: &Period,
        level: UnitLevel,
        calendar: &HolidayCalendar,
    ) -> Result<Schedule, DeadlineError> {
        let due = self.due_rule(level, period.kind()).ok_or_else(|| DeadlineError::RuleUnfit(period.clone()))?;
        ScheduleRules {
            cutoff: &self.cutoff,
            entry_window: &self.entry_window,
            due,
            non_working_days: self.non_working_days,
        }
        .schedule(period, calendar)
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
