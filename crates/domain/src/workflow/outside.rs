//! Reports that were received outside of the system while it was down (C14).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::deadline::{local_date, utc_of_local};
use crate::language::Language;

/// How a report came when it could not come through the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutsideChannel {
    /// On paper.
    Paper,
    /// By the national document-exchange axis (trục liên thông văn bản).
    DocumentAxis,
    /// Otherwise, e.g. by official e-mail.
    Other,
}

impl OutsideChannel {
    /// All of them, as they stand in a choice.
    pub const ALL: [Self; 3] = [Self::Paper, Self::DocumentAxis, Self::Other];

    /// The code used on the wire and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::DocumentAxis => "document_axis",
            Self::Other => "other",
        }
    }

    /// The channel of a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == code)
    }

    /// In words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Paper => ("Bản giấy", "On paper"),
            Self::DocumentAxis => ("Trục liên thông văn bản", "Document-exchange axis"),
            Self::Other => ("Hình thức khác", "Otherwise"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

/// The moment (UTC) that counts against the deadline of a report that came outside of the system on a day, and was sent
/// in it afterwards. The hour of its coming is not known: on the last day it was in time, on a later one it counts as the
/// end of that day, and never as later than the sending itself.
#[must_use]
pub fn counts_as_received_at(received_on: NaiveDate, due: NaiveDateTime, sent: NaiveDateTime) -> NaiveDateTime {
    // A deadline at 24:00 belongs to the day that ends with it.
    let last_day = local_date(due - TimeDelta::seconds(1));
    let counted = if last_day.is_some_and(|day| received_on <= day) {
        due
    } else {
        received_on.succ_opt().and_then(|next| utc_of_local(next.and_time(NaiveTime::MIN))).unwrap_or(sent)
    };
    counted.min(sent)
}
