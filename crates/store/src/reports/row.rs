//! The row of a report.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::moments::{Day, MaybeMoment, Moment};
use crate::schema::report;

/// One unit's form for one period, in its present state.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = report)]
pub struct ReportRow {
    /// Id.
    pub id: i64,
    /// The form, in the version that was assigned.
    pub form_id: i64,
    /// Whose report.
    pub unit_id: i64,
    /// To whom it is sent.
    pub receiver_id: Option<i64>,
    /// Whether it also takes in the reports of the units below.
    pub consolidates: bool,
    /// Period, as `domain::period` writes it.
    pub period: String,
    /// Own name of an ad hoc period.
    pub period_label: Option<String>,
    /// First day that the figures cover.
    #[diesel(deserialize_as = Day)]
    pub data_from: NaiveDate,
    /// Last day that the figures cover.
    #[diesel(deserialize_as = Day)]
    pub data_to: NaiveDate,
    /// First day on which it can be entered.
    #[diesel(deserialize_as = Day)]
    pub opens_on: NaiveDate,
    /// Last day on which it can be entered.
    #[diesel(deserialize_as = Day)]
    pub closes_on: NaiveDate,
    /// Legal deadline of this unit.
    #[diesel(deserialize_as = Moment)]
    pub due_at: NaiveDateTime,
    /// State, as `domain::workflow` writes it.
    pub state: String,
    /// Approval level reached.
    pub level: i32,
    /// Whether the present revision is signed.
    pub signed: bool,
    /// Grows with every change.
    pub revision: i64,
    /// Who submitted or last entered it.
    pub author_id: Option<i64>,
    /// A child changed after it was consolidated.
    pub stale: bool,
    /// When it was last submitted.
    #[diesel(deserialize_as = MaybeMoment)]
    pub submitted_at: Option<NaiveDateTime>,
    /// When it was last sent; for what the machine sent, the moment that counts against the deadline (decision 0046). The
    /// transition has the moment itself.
    #[diesel(deserialize_as = MaybeMoment)]
    pub sent_at: Option<NaiveDateTime>,
    /// When it was last accepted.
    #[diesel(deserialize_as = MaybeMoment)]
    pub accepted_at: Option<NaiveDateTime>,
    /// The revision that was last accepted; its snapshot is what consolidation takes.
    pub accepted_revision: Option<i64>,
    /// Since when it is in its state.
    #[diesel(deserialize_as = Moment)]
    pub state_since: NaiveDateTime,
    /// When it was assigned.
    #[diesel(deserialize_as = Moment)]
    pub created_at: NaiveDateTime,
    /// When it last changed.
    #[diesel(deserialize_as = Moment)]
    pub updated_at: NaiveDateTime,
    /// The legal document of the form.
    pub circular: String,
    /// Code of the form.
    pub form_code: String,
    /// Code of the regime.
    pub regime: String,
    /// The process that it was submitted under; none while it is being entered.
    pub process_id: Option<i64>,
    /// The revision of the granted correction whose cells alone may be changed; none where there is no such limit.
    pub limited_by: Option<i64>,
}
