//! The machine's hours by level (C10): 16:30 for districts, 17:00 for provinces.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::{Regime, RegimeFault, UnitLevel};
use crate::workflow::WorkflowPolicy;

/// At what hours the machine acts on the reports of units of a level, where these are not those of the regime's process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelHours {
    /// The level of the reporting units.
    pub level: UnitLevel,
    /// As [`WorkflowPolicy::auto_send_at`]; the process's own hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_send_at: Option<NaiveTime>,
    /// As [`WorkflowPolicy::auto_accept_at`]; the process's own hour when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_accept_at: Option<NaiveTime>,
}

impl Regime {
    /// The regime's process for units of a level.
    #[must_use]
    pub fn policy_at(&self, level: Option<UnitLevel>) -> WorkflowPolicy {
        let policy = self.policy.clone();
        match self.hours.iter().find(|hours| Some(hours.level) == level) {
            None => policy,
            Some(hours) => WorkflowPolicy {
                auto_send_at: hours.auto_send_at.or(policy.auto_send_at),
                auto_accept_at: hours.auto_accept_at.or(policy.auto_accept_at),
                ..policy
            },
        }
    }

    /// Whether the machine acts at some hour, for some level.
    #[must_use]
    pub fn is_automatic(&self) -> bool {
        UnitLevel::ALL.into_iter().any(|level| self.policy_at(Some(level)).is_automatic())
    }

    /// Sets the hours of a level; with neither hour the process's own hold.
    pub fn set_hours(&mut self, hours: LevelHours) {
        self.hours.retain(|other| other.level != hours.level);
        if hours.auto_send_at.is_some() || hours.auto_accept_at.is_some() {
            self.hours.push(hours);
        }
        self.hours.sort_by_key(|hours| hours.level);
    }
}

/// Each level has its hours once.
pub(super) fn limits(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    for (place, hours) in regime.hours.iter().enumerate() {
        let is_again = regime.hours.iter().take(place).any(|other| other.level == hours.level);
        if is_again {
            faults.push(RegimeFault::error(
                format!("hours.{place}"),
                "said_twice",
                "Một cấp chỉ có một giờ tự động gửi và một giờ tự động tiếp nhận.",
                "A level has one hour of automatic sending and one of automatic acceptance.",
            ));
        }
    }
}
