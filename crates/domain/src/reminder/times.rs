//! When people are reminded of a due moment: some times before it, and once after.

use std::fmt;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::Language;

/// How long before the due moment: whole days or hours, written `5d` or `2h`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lead {
    /// Days of 24 hours.
    Days(u16),
    /// Hours.
    Hours(u16),
}

impl Lead {
    /// The lead that is written so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (unit, number) = match text.strip_suffix('d') {
            Some(number) => (Self::Days as fn(u16) -> Self, number),
            None => (Self::Hours as fn(u16) -> Self, text.strip_suffix('h')?),
        };
        // No sign, no blanks, no leading zeros: one lead is written one way.
        let number = number.parse::<u16>().ok().filter(|read| read.to_string() == number)?;
        Some(unit(number))
    }

    /// The stretch of time.
    #[must_use]
    pub fn time(self) -> TimeDelta {
        match self {
            Self::Days(number) => TimeDelta::days(number.into()),
            Self::Hours(number) => TimeDelta::hours(number.into()),
        }
    }

    /// In words.
    #[must_use]
    pub fn label(self, language: Language) -> String {
        match (language, self) {
            (Language::Vi, Self::Days(number)) => format!("{number} ngày"),
            (Language::Vi, Self::Hours(number)) => format!("{number} giờ"),
            (Language::En, Self::Days(1)) => "1 day".to_owned(),
            (Language::En, Self::Days(number)) => format!("{number} days"),
            (Language::En, Self::Hours(1)) => "1 hour".to_owned(),
            (Language::En, Self::Hours(number)) => format!("{number} hours"),
        }
    }
}

impl fmt::Display for Lead {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(number) => write!(out, "{number}d"),
            Self::Hours(number) => write!(out, "{number}h"),
        }
    }
}

impl Serialize for Lead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Lead {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = Self::parse(&text);
        parsed.ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no time before: write 5d or 2h")))
    }
}

/// When people are reminded of the due moments of a regime.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// How long before it.
    pub before: Vec<Lead>,
    /// Whether once after it, too.
    pub after: bool,
}

impl Default for Reminders {
    /// Five days, a day and two hours before, and once after (E6).
    fn default() -> Self {
        Self { before: vec![Lead::Days(5), Lead::Days(1), Lead::Hours(2)], after: true }
    }
}

/// Most reminders before a due moment: more would not be read.
const MOST: usize = 6;

/// Longest time before a due moment.
const LONGEST: TimeDelta = TimeDelta::days(60);

/// What was missed longer ago than this is not told any more: a system that was away must not flood people.
const LONGEST_OVERDUE: TimeDelta = TimeDelta::days(7);

impl Reminders {
    /// Whether they are the usual ones.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether there are few enough of them, each within an hour and sixty days, no two at the same time.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let mut times: Vec<TimeDelta> = self.before.iter().map(|lead| lead.time()).collect();
        let is_near = times.iter().all(|time| (TimeDelta::hours(1)..=LONGEST).contains(time));
        times.sort_unstable();
        times.dedup();
        is_near && times.len() == self.before.len() && times.len() <= MOST
    }

    /// The stages in the order of time, each with the due moments that are in it now: after the first, until the second.
    /// Stages follow each other without a gap, so that of several that passed unseen only the last is told.
    #[must_use]
    pub fn stages(&self, now: NaiveDateTime) -> Vec<(Stage, NaiveDateTime, NaiveDateTime)> {
        let mut leads = self.before.clone();
        leads.sort_unstable_by_key(|lead| std::cmp::Reverse(lead.time()));
        let ends = leads.iter().skip(1).map(|lead| lead.time()).chain([TimeDelta::zero()]);
        let before = leads.iter().zip(ends).filter_map(|(lead, next)| {
            let (after, until) = now.checked_add_signed(next).zip(now.checked_add_signed(lead.time()))?;
            Some((Stage::Before(*lead), after, until))
        });
        let overdue = self.after.then(|| now.checked_sub_signed(LONGEST_OVERDUE)).flatten();
        before.chain(overdue.map(|after| (Stage::Overdue, after, now))).collect()
    }
}

/// A reminder about a due moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// So long before.
    Before(Lead),
    /// Once after it has passed.
    Overdue,
}

impl Stage {
    /// The code used in data.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Before(lead) => lead.to_string(),
            Self::Overdue => "overdue".to_owned(),
        }
    }

    /// The stage with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        if code == "overdue" { Some(Self::Overdue) } else { Lead::parse(code).map(Self::Before) }
    }

    /// Whether a report that was assigned then is told of: whoever got it within the stage has just been told its due moment.
    #[must_use]
    pub fn is_news(self, assigned: NaiveDateTime, due: NaiveDateTime) -> bool {
        let lead = match self {
            Self::Before(lead) => lead.time(),
            Self::Overdue => TimeDelta::zero(),
        };
        due.checked_sub_signed(lead).is_some_and(|begins| assigned < begins)
    }
}
