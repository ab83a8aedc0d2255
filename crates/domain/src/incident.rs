//! Incidents: the system is down, and deadlines move (C14).
//!
//! A deadline moves when it lies between the beginning of the outage and a number of working days after its end: who
//! could not work for two days before a deadline has lost as much as who could not work on the day itself. It moves by
//! whole working days, and keeps its hour.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::deadline::{HolidayCalendar, local_date, local_time, utc_of_local};
use crate::language::Language;

/// Most working days that a deadline moves by a fixed number.
pub const MOST_DAYS: u16 = 30;

/// Most working days after the end of an outage whose deadlines still move.
pub const MOST_REACH: u16 = 30;

/// By how much deadlines move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Extension {
    /// By as many working days as the outage touched: one of which any part was lost counts whole.
    Outage {},
    /// By a fixed number of working days.
    Days {
        /// From 1 to [`MOST_DAYS`].
        days: u16,
    },
}

/// An outage, as far as deadlines are concerned.
#[derive(Debug, Clone, Copy)]
pub struct Outage<'a> {
    /// When it began, UTC.
    pub started: NaiveDateTime,
    /// When it ended; while it lasts, the present moment. UTC.
    pub until: NaiveDateTime,
    /// By how much deadlines move.
    pub extension: Extension,
    /// So many working days after its end deadlines still move.
    pub reach: u16,
    /// Which days are worked.
    pub calendar: &'a HolidayCalendar,
}

impl Outage<'_> {
    /// By how many working days deadlines move: never less while the outage goes on.
    #[must_use]
    pub fn days(&self) -> u16 {
        match self.extension {
            Extension::Days { days } => days.clamp(1, MOST_DAYS),
            Extension::Outage {} => self.length().unwrap_or(1).max(1),
        }
    }

    /// The working days of which any part was lost.
    fn length(&self) -> Option<u16> {
        let (first, last) = (local_date(self.started)?, local_date(self.until)?);
        let touched = first.iter_days().take_while(|day| *day <= last).filter(|day| self.calendar.is_working_day(*day));
        u16::try_from(touched.count()).ok()
    }

    /// The last moment whose deadlines move, UTC: the end of the last working day that the outage reaches.
    #[must_use]
    pub fn last_due(&self) -> Option<NaiveDateTime> {
        let ended = local_date(self.until)?;
        let last = if self.reach == 0 { ended } else { self.calendar.working_days_after(ended, self.reach)? };
        utc_of_local(last.succ_opt()?.and_time(NaiveTime::MIN))
    }

    /// Whether a deadline moves.
    #[must_use]
    pub fn concerns(&self, due: NaiveDateTime) -> bool {
        self.started <= due && self.last_due().is_some_and(|last| due <= last)
    }

    /// The new deadline instead of this one, at the same hour. One that fell into the outage is never due before the first
    /// working day after its end. None at the end of the calendar.
    #[must_use]
    pub fn moved(&self, due: NaiveDateTime) -> Option<NaiveDateTime> {
        // Midnight ends the day before.
        let day = local_date(due.checked_sub_signed(TimeDelta::microseconds(1))?)?;
        let hour = local_time(due)? - day.and_time(NaiveTime::MIN);
        let moved = self.moved_day(day, due <= self.until)?;
        utc_of_local(moved.and_time(NaiveTime::MIN).checked_add_signed(hour)?)
    }

    /// The new last day of entry instead of this one, if it had not passed before the outage began.
    #[must_use]
    pub fn moved_close(&self, closes: NaiveDate) -> Option<NaiveDate> {
        if closes < local_date(self.started)? {
            return None;
        }
        self.moved_day(closes, closes <= local_date(self.until)?)
    }

    fn moved_day(&self, day: NaiveDate, is_within: bool) -> Option<NaiveDate> {
        let moved = self.calendar.working_days_after(day, self.days())?;
        if !is_within {
            return Some(moved);
        }
        let ended = local_date(self.until)?;
        Some(moved.max(self.calendar.working_day_from(ended.checked_add_days(Days::new(1))?)?))
    }
}

/// What everybody is told of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announcement<'a> {
    /// Name of the one regime that is concerned; none for the whole system.
    pub regime: Option<&'a str>,
    /// What happened.
    pub reason: &'a str,
    /// When it began, UTC.
    pub started: NaiveDateTime,
    /// When it ended, UTC; none while it lasts.
    pub ended: Option<NaiveDateTime>,
}

/// That the system is or was down, since when, why, and what becomes of deadlines.
#[must_use]
pub fn announce(told: &Announcement<'_>, language: Language) -> String {
    let moment = |utc: NaiveDateTime| local_time(utc).unwrap_or(utc).format("%H:%M %d/%m/%Y").to_string();
    let (started, reason) = (moment(told.started), told.reason.trim_end_matches(['.', ' ']));
    match (language, told.ended.map(moment)) {
        (Language::Vi, None) => {
            let what = told.regime.map(|regime| format!(" (chế độ “{regime}”)")).unwrap_or_default();
            format!(
                "Hệ thống đang gặp sự cố{what} từ {started}: {reason}. Báo cáo đến hạn trong thời gian này được gia hạn."
            )
        }
        (Language::Vi, Some(ended)) => {
            let what = told.regime.map(|regime| format!(" của chế độ “{regime}”")).unwrap_or_default();
            format!(
                "Sự cố{what} từ {started} đến {ended} đã được khắc phục: {reason}. Báo cáo đến hạn trong thời gian này được gia hạn."
            )
        }
        (Language::En, None) => {
            let what = told.regime.map(|regime| format!(" for “{regime}”")).unwrap_or_default();
            format!(
                "The system is down{what} since {started}: {reason}. Reports that fall due meanwhile are due later."
            )
        }
        (Language::En, Some(ended)) => {
            let what = told.regime.map(|regime| format!(" for “{regime}”")).unwrap_or_default();
            format!(
                "The system was down{what} from {started} to {ended}: {reason}. Reports that fell due meanwhile are due later."
            )
        }
    }
}
