//! Periods: which stretch of time a report is about.

use serde::{Deserialize, Serialize};

/// How often a form is reported (A4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every day (Resolution 68).
    Daily,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    HalfYearly,
    /// Nine months of a year.
    NineMonthly,
    /// Every year.
    Yearly,
    /// On demand.
    AdHoc,
}
