//! How reports move in a regime or a unit (C2, C10).

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// Most approval levels inside a unit.
const MOST_LEVELS: u8 = 3;

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
}

impl WorkflowPolicy {
    /// The approval levels that count: never more than three.
    #[must_use]
    pub fn levels(&self) -> u8 {
        self.approval_levels.min(MOST_LEVELS)
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
