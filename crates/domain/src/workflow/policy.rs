//! How reports move in a regime or a unit (C2, C10).

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::ids::UserId;
use crate::language::Language;

/// Most approval levels inside a unit.
pub const MOST_LEVELS: u8 = 3;

/// The process of a regime; the nearest unit that sets its own overrides it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WorkflowPolicy {
    /// Approvals inside the unit, 0–3; with 0 a submitted report is approved at once.
    pub approval_levels: u8,
    /// Digital signature before sending.
    pub signing: Signing,
    /// Whether the receiving unit answers; otherwise a sent report is accepted at once.
    pub receiver_check: bool,
    /// One account does all steps: the author may approve the own report.
    pub one_account: bool,
    /// Local time of day at which sent reports are accepted by the machine on their closing day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_accept_at: Option<NaiveTime>,
    /// Local time of day at which submitted and approved reports are sent by the machine on their closing day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_send_at: Option<NaiveTime>,
    /// Who approves at each level, from the first; where nobody is named, everybody with the right does. People are named
    /// for the reports of one unit only: those below it have leaders of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<Vec<UserId>>,
}

impl WorkflowPolicy {
    /// The approval levels that count: never more than three.
    #[must_use]
    pub fn levels(&self) -> u8 {
        self.approval_levels.min(MOST_LEVELS)
    }

    /// Who is named to approve at a level, from 1; nobody where everybody with the right may.
    #[must_use]
    pub fn named(&self, level: u8) -> &[UserId] {
        let place = usize::from(level).checked_sub(1);
        place.and_then(|place| self.approvers.get(place)).map_or(&[], Vec::as_slice)
    }

    /// The same for the units below the one that set it: without its people.
    #[must_use]
    pub fn inherited(self) -> Self {
        Self { approvers: Vec::new(), ..self }
    }

    /// Whether the machine acts by it at some hour.
    #[must_use]
    pub fn is_automatic(&self) -> bool {
        self.auto_send_at.is_some() || self.auto_accept_at.is_some()
    }
}

impl Default for WorkflowPolicy {
    fn default() -> Self {
        Self {
            approval_levels: 1,
            signing: Signing::Optional,
            receiver_check: true,
            one_account: false,
            auto_accept_at: None,
            auto_send_at: None,
            approvers: Vec::new(),
        }
    }
}

/// Whether reports are signed digitally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signing {
    /// Nothing is sent without a signature.
    Required,
    /// A signature may be added.
    #[default]
    Optional,
    /// Reports are not signed.
    Off,
}

impl Signing {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::Off];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Off => "off",
        }
    }

    /// The choice with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|signing| signing.as_str() == code)
    }

    /// The choice in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Required => ("Bắt buộc ký số", "Signature required"),
            Self::Optional => ("Ký số khi cần", "Signature optional"),
            Self::Off => ("Không ký số", "No signature"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}
