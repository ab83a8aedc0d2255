//! Assigning: a form for a period to a unit becomes a report.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::collation::sort_key;
use domain::ids::ReportId;

use super::periods;
use crate::conn::{BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{form, report, unit};
use crate::text::without_nul;

/// A report to be assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// The form.
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
    pub data_from: NaiveDate,
    /// Last day that the figures cover.
    pub data_to: NaiveDate,
    /// First day on which it can be entered.
    pub opens_on: NaiveDate,
    /// Last day on which it can be entered.
    pub closes_on: NaiveDate,
    /// Legal deadline of this unit.
    pub due_at: NaiveDateTime,
    /// Now.
    pub at: NaiveDateTime,
}

/// A row of a report to be inserted.
#[derive(Insertable)]
#[diesel(table_name = report, treat_none_as_default_value = false)]
pub(super) struct ReportInsert {
    pub(super) form_id: i64,
    pub(super) unit_id: i64,
    pub(super) receiver_id: Option<i64>,
    pub(super) consolidates: bool,
    pub(super) period: String,
    pub(super) period_label: Option<String>,
    pub(super) data_from: NaiveDate,
    pub(super) data_to: NaiveDate,
    pub(super) opens_on: NaiveDate,
    pub(super) closes_on: NaiveDate,
    pub(super) due_at: NaiveDateTime,
    pub(super) state: &'static str,
    pub(super) level: i32,
    pub(super) signed: bool,
    pub(super) revision: i64,
    pub(super) stale: bool,
    pub(super) state_since: NaiveDateTime,
    pub(super) created_at: NaiveDateTime,
    pub(super) updated_at: NaiveDateTime,
    pub(super) circular: String,
    pub(super) form_code: String,
    pub(super) regime: String,
    pub(super) unit_sort: String,
}

/// Assigns reports, thousands at a time, in state `assigned` and revision 0. Those that exist already are left alone,
/// so that assigning twice is harmless. Gives the ids of the new ones, in no particular order.
///
/// # Errors
/// `Reference` for an unknown form or unit.
pub fn assign_many(tx: &mut Tx<'_>, new: &[NewReport]) -> Result<Vec<ReportId>, StoreError> {
    Ok(assign(tx, new)?.into_iter().map(|made| made.id).collect())
}

/// A report that was assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// Its id.
    pub id: ReportId,
    /// Its form.
    pub form_id: i64,
    /// Whose it is.
    pub unit_id: i64,
}

/// As [`assign_many`], with what names the new reports.
///
/// # Errors
/// As [`assign_many`].
pub fn assign(tx: &mut Tx<'_>, new: &[NewReport]) -> Result<Vec<Assigned>, StoreError> {
    let facts = Facts::load(tx, new.iter())?;
    periods::keep(tx, new.iter())?;
    let mut made = Vec::with_capacity(new.len());
    for some in new.chunks(BATCH) {
        let rows = some.iter().map(|new| facts.row(new)).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<(i64, i64, i64)> = on_both!(&mut **tx, |c| diesel::insert_into(report::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .returning((report::id, report::form_id, report::unit_id))
            .get_results(c))?;
        made.extend(ids.into_iter().map(|(id, form_id, unit_id)| Assigned { id: ReportId(id), form_id, unit_id }));
    }
    Ok(made)
}

/// What the rows repeat of their form and unit.
pub(super) struct Facts {
    forms: HashMap<i64, (String, String, String)>,
    units: HashMap<i64, String>,
}

impl Facts {
    pub(super) fn load<'a>(
        tx: &mut Tx<'_>,
        new: impl Iterator<Item = &'a NewReport> + Clone,
    ) -> Result<Self, StoreError> {
        let form_ids: BTreeSet<i64> = new.clone().map(|new| new.form_id).collect();
        let unit_ids: Vec<i64> = new.map(|new| new.unit_id).collect::<BTreeSet<_>>().into_iter().collect();
        let forms: Vec<(i64, String, String, String)> = form::table
            .filter(form::id.eq_any(form_ids))
            .select((form::id, form::circular, form::code, form::regime))
            .load(&mut **tx)?;
        let mut units = HashMap::with_capacity(unit_ids.len());
        for some in unit_ids.chunks(BATCH) {
            let pairs: Vec<(i64, String)> =
                unit::table.filter(unit::id.eq_any(some)).select((unit::id, unit::name)).load(&mut **tx)?;
            units.extend(pairs);
        }
        let forms = forms.into_iter().map(|(id, circular, code, regime)| (id, (circular, code, regime)));
        Ok(Self { forms: forms.collect(), units })
    }

    /// The row of a report that was just assigned.
    pub(super) fn row(&self, new: &NewReport) -> Result<ReportInsert, StoreError> {
        let (circular, code, regime) =
            self.forms.get(&new.form_id).ok_or_else(|| StoreError::Reference("report.form_id".to_owned()))?;
        let unit_name =
            self.units.get(&new.unit_id).ok_or_else(|| StoreError::Reference("report.unit_id".to_owned()))?;
        let period_label = new.period_label.as_deref().map(without_nul).transpose()?;
        Ok(ReportInsert {
            form_id: new.form_id,
            unit_id: new.unit_id,
            receiver_id: new.receiver_id,
            consolidates: new.consolidates,
            period: without_nul(&new.period)?,
            data_from: new.data_from,
            data_to: new.data_to,
            opens_on: new.opens_on,
            closes_on: new.closes_on,
            due_at: new.due_at,
            state: "assigned",
            level: 0,
            signed: false,
            revision: 0,
            stale: false,
            state_since: new.at,
            created_at: new.at,
            updated_at: new.at,
            circular: circular.clone(),
            form_code: code.clone(),
            regime: regime.clone(),
            unit_sort: sort_key(unit_name),
            period_label,
        })
    }
}
