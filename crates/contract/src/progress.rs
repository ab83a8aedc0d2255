//! Progress of the reports of one regime for one period: how many stand where, unit by unit (E3, D6).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::forms::RegimeView;
use crate::reports::FormRef;
use crate::units::UnitRef;

/// The progress of a unit and of the units directly below it, each with everything that stands below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgressView {
    /// `now`: units that were merged are counted with what came after them; `then`: as the units were at the end of the
    /// period.
    #[serde(default)]
    pub map: String,
    /// Whether the two differ for this unit and period.
    #[serde(default)]
    pub has_former: bool,
    /// The unit.
    pub unit: UnitRef,
    /// The units above it that the caller may look at likewise, from the top down.
    pub above: Vec<UnitRef>,
    /// The regime.
    pub regime: RegimeView,
    /// Code of the period.
    pub period: String,
    /// The period in the caller's language.
    pub period_label: String,
    /// The moment of counting, UTC: what is due before it and was not sent is overdue.
    pub at: DateTime<Utc>,
    /// Everything: the unit's own reports and those below.
    pub total: ProgressCounts,
    /// The unit's own reports.
    pub own: ProgressCounts,
    /// The units directly below that have reports, in Vietnamese order.
    pub below: Vec<UnitProgress>,
}

/// The progress of a unit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitProgress {
    /// The unit.
    pub unit: UnitRef,
    /// Whether units stand below it.
    pub has_children: bool,
    /// Its reports and those of all units below it.
    pub counts: ProgressCounts,
}

/// How many reports stand where. The states exclude each other; `overdue` and `sent_late` are among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgressCounts {
    /// All reports.
    pub total: i64,
    /// Nobody has begun.
    pub assigned: i64,
    /// Being entered.
    pub in_progress: i64,
    /// Waiting for approval inside the unit.
    pub submitted: i64,
    /// Approved, to be sent.
    pub approved: i64,
    /// Sent, waiting for the receiver.
    pub sent: i64,
    /// Accepted by the receiver.
    pub accepted: i64,
    /// Returned by the receiver.
    pub returned: i64,
    /// Accepted, and a correction is asked for.
    pub correction_requested: i64,
    /// Not to be entered.
    pub exempt: i64,
    /// Not sent, and the deadline has passed.
    pub overdue: i64,
    /// Sent after the deadline.
    pub sent_late: i64,
}

impl ProgressCounts {
    /// Reports that have to be sent: all but the exempt ones.
    #[must_use]
    pub fn owed(&self) -> i64 {
        self.total - self.exempt
    }

    /// Reports that the receiver has.
    #[must_use]
    pub fn done(&self) -> i64 {
        self.sent + self.accepted + self.correction_requested
    }
}

/// A report that was not sent yet, with the people to ask (D6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnsentView {
    /// The report.
    pub report_id: i64,
    /// The form.
    pub form: FormRef,
    /// Who owes it.
    pub unit: UnitRef,
    /// Its state.
    pub status: String,
    /// Its state in the caller's language.
    pub status_label: String,
    /// Its deadline, UTC.
    pub due: DateTime<Utc>,
    /// Whether the deadline has passed.
    pub is_overdue: bool,
    /// People of the unit, three at most.
    pub contacts: Vec<ContactView>,
}

/// Somebody of a unit who can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactView {
    /// The person's name.
    pub name: String,
    /// Job title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}
