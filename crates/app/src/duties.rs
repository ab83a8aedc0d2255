//! What is needed to know who owes which forms of a regime: its forms, the units, and what administrators set for single
//! units.

pub(crate) mod one;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::deadline::{HolidayCalendar, Schedule};
use domain::duty::{Duty, Former, Receivers, Reporter, duties, level_of_kind};
use domain::ids::{FormId, UnitId};
use domain::period::Period;
use domain::regime::{Regime, UnitLevel};
use domain::reorganisation::{KnownUnits, is_continued, official_code, today};
use domain::template::FormTemplate;
use store::Conn;
use store::forms::FormHead;
use store::receivers::ReceiversOf;
use store::reports::NewReport;
use store::units::UnitRow;

use crate::{AppError, AppResult};

/// The duties of a regime.
pub(crate) struct Duties {
    pub regime: Arc<Regime>,
    /// The forms in their newest versions, with their ids.
    pub forms: Vec<(i64, FormTemplate)>,
    pub units: Vec<Reporter>,
    pub all: Vec<Duty>,
    /// Why a unit need not enter a form.
    exempt: HashMap<(i64, String), String>,
    pub receivers: Receivers,
    pub calendar: HolidayCalendar,
}

impl Duties {
    /// The duties by a version of a regime for the units that exist on a day.
    pub fn load(conn: &mut Conn, regime: Arc<Regime>, day: NaiveDate) -> AppResult<Self> {
        let (circular, code) = (regime.circular.as_str(), regime.code.as_str());
        let forms = forms_of(conn, &regime)?;
        let units = units(conn, day)?;
        let mut receivers = Receivers::default();
        for set in store::receivers::list(conn, ReceiversOf::Regime(circular, code))? {
            receivers.set(set.unit_id, &set.form_code, set.receiver_id);
        }
        let exempt = store::exemptions::list_of_circular(conn, circular)?;
        let templates: Vec<FormTemplate> = forms.iter().map(|(_, form)| form.clone()).collect();
        Ok(Self {
            all: duties(&templates, &regime.duties, &units, &receivers),
            exempt: exempt.into_iter().map(|(unit, form, reason)| ((unit, form), reason)).collect(),
            receivers,
            calendar: crate::calendar::holidays(conn)?,
            regime,
            forms,
            units,
        })
    }

    /// The reports that are owed for a period, by unit.
    ///
    /// # Errors
    /// `Internal` when the regime has no dates for a form that it should have.
    pub fn reports(&self, period: &Period, now: NaiveDateTime) -> AppResult<Vec<NewReport>> {
        let mut schedules: HashMap<UnitLevel, Schedule> = HashMap::new();
        let mut reports = Vec::new();
        for duty in &self.all {
            let (Some((form, template)), Some(unit)) = (self.forms.get(duty.form), self.units.get(duty.unit)) else {
                continue;
            };
            if !self.regime.reports(template, period.kind()) {
                continue;
            }
            let schedule = match schedules.entry(unit.level) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(new) => new.insert(self.schedule(period, unit.level)?),
            };
            reports.push(report(*form, unit.id, duty, period, schedule, now));
        }
        reports.sort_by_key(|report| (report.unit_id, report.form_id));
        Ok(reports)
    }

    /// The dates of a period for a level.
    pub fn schedule(&self, period: &Period, level: UnitLevel) -> AppResult<Schedule> {
        self.regime.schedule(period, level, &self.calendar).map_err(|error| {
            AppError::Internal(format!("regime {} {}: {error}", self.regime.circular, self.regime.code))
        })
    }

    /// Why a unit need not enter a form, where it need not.
    pub fn exemption(&self, unit: i64, form: &str) -> Option<&str> {
        if self.exempt.is_empty() {
            return None;
        }
        self.exempt.get(&(unit, form.to_owned())).map(String::as_str)
    }
}

/// The forms that a version of a regime names, in their newest versions, with their ids.
pub(crate) fn forms_of(conn: &mut Conn, regime: &Regime) -> AppResult<Vec<(i64, FormTemplate)>> {
    let mut forms: Vec<(i64, FormTemplate)> = Vec::new();
    let heads = store::forms::list_all(conn)?;
    let is_own = |head: &FormHead| {
        head.circular == regime.circular && head.regime == regime.code && regime.names(&head.circular, &head.code)
    };
    // Newest versions come first; older ones are history.
    for head in heads.into_iter().filter(is_own) {
        if forms.iter().any(|(_, form)| form.code == head.code) {
            continue;
        }
        let row = store::forms::find(conn, FormId(head.id))?;
        let form = serde_json::from_str(&row.body)
            .map_err(|error| AppError::Internal(format!("form {}: {error}", head.code)))?;
        forms.push((head.id, form));
    }
    Ok(forms)
}

/// The units that exist on a day and stand somewhere in the reporting hierarchy, with those that they came after.
fn units(conn: &mut Conn, day: NaiveDate) -> AppResult<Vec<Reporter>> {
    let (mut all, mut ended) = (Vec::new(), Vec::new());
    for root in store::units::list_roots(conn)? {
        for row in store::units::list_subtree(conn, UnitId(root.id))? {
            if let (true, Some(level)) = (exists_on(&row, day), level_of_kind(&row.kind)) {
                all.push(reporter(row, level));
            } else if row.valid_to.is_some_and(|to| to < day) {
                ended.push(row);
            }
        }
    }
    if ended.is_empty() {
        return Ok(all);
    }
    let known = store::reorganisations::known_units(conn)?;
    let places: HashMap<i64, usize> = all.iter().enumerate().map(|(place, unit)| (unit.id, place)).collect();
    for row in ended {
        let place = places.get(&today(&known, row.id));
        let Some(unit) = place.and_then(|place| all.get_mut(*place)) else { continue };
        unit.formers.extend(former(&known, row.id, unit.level));
    }
    Ok(all)
}

fn exists_on(row: &UnitRow, day: NaiveDate) -> bool {
    row.valid_from.is_none_or(|from| from <= day) && row.valid_to.is_none_or(|to| day <= to)
}

fn reporter(row: UnitRow, level: UnitLevel) -> Reporter {
    let UnitRow { id, code, name, kind, parent_id: parent, .. } = row;
    Reporter { id, code, name, kind, level, parent, formers: Vec::new() }
}

/// A unit that ended, as the one of this level that came after it knows it.
fn former(known: &KnownUnits, id: i64, level: UnitLevel) -> Option<Former> {
    let unit = known.get(&id)?;
    Some(Former {
        is_continued: is_continued(known, id) && level_of_kind(&unit.kind) == Some(level),
        code: official_code(&unit.code).to_owned(),
        name: unit.name.clone(),
    })
}

fn report(form: i64, unit: i64, duty: &Duty, period: &Period, schedule: &Schedule, now: NaiveDateTime) -> NewReport {
    NewReport {
        form_id: form,
        unit_id: unit,
        receiver_id: duty.receiver,
        period: period.to_string(),
        period_label: None,
        data_from: schedule.data_window.from,
        data_to: schedule.data_window.to,
        opens_on: schedule.entry_window.from,
        closes_on: schedule.entry_window.to,
        due_at: schedule.due,
        consolidates: duty.consolidates,
        at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::duty::named_for;
    use domain::regime::UnitLevel;

    fn unit(id: i64, name: &str, level: UnitLevel, parent: Option<i64>) -> Reporter {
        let (code, kind) = (id.to_string(), level.as_str().to_owned());
        Reporter { id, code, name: name.to_owned(), kind, level, parent, formers: Vec::new() }
    }

    fn country() -> Vec<Reporter> {
        vec![
            unit(1, "Văn phòng Chính phủ", UnitLevel::GovernmentOffice, None),
            unit(2, "Thành phố Hà Nội", UnitLevel::Province, Some(1)),
            unit(3, "Phường Ba Đình", UnitLevel::Commune, Some(2)),
            unit(4, "Sở Tư pháp", UnitLevel::ProvincialDepartment, Some(2)),
            unit(5, "Sở Tài chính", UnitLevel::ProvincialDepartment, Some(2)),
            unit(6, "Bộ Tư pháp", UnitLevel::Ministry, Some(1)),
        ]
    }

    fn owed(code: &str) -> Vec<(String, bool)> {
        let circular = regimes::circular_01_2020().unwrap();
        let forms: Vec<FormTemplate> =
            circular.forms.iter().filter(|form| form.circular == "01/2020/TT-VPCP").cloned().collect();
        let units = country();
        let mut owed: Vec<(String, bool)> = duties(&forms, &[], &units, &Receivers::default())
            .into_iter()
            .filter(|duty| forms[duty.form].code == code)
            .map(|duty| (units[duty.unit].name.clone(), duty.consolidates))
            .collect();
        owed.sort();
        owed
    }

    /// A unit's calendar looks at the unit alone: it must find what the whole country finds.
    #[test]
    fn a_unit_alone_is_named_for_what_it_owes_among_all() {
        let circular = regimes::circular_01_2020().unwrap();
        let forms: Vec<FormTemplate> =
            circular.forms.iter().filter(|form| form.circular == "01/2020/TT-VPCP").cloned().collect();
        let units = country();
        let all = duties(&forms, &[], &units, &Receivers::default());
        for (place, unit) in units.iter().enumerate() {
            let others: Vec<Reporter> = units.iter().filter(|other| other.id != unit.id).cloned().collect();
            let alone = named_for(&forms, &[], unit, &others);
            let owed = all.iter().filter(|duty| duty.unit == place).map(|duty| &forms[duty.form]);
            assert!(owed.clone().all(|form| alone.iter().any(|one| one.code == form.code)), "{}", unit.name);
            let entered = |form: &&&FormTemplate| form.consolidates.is_empty() && unit.parent.is_some();
            let entered: Vec<&str> = alone.iter().filter(entered).map(|form| form.code.as_str()).collect();
            let known: Vec<&str> = owed.map(|form| form.code.as_str()).collect();
            assert!(entered.iter().all(|code| known.contains(code)), "{}: {entered:?} of {known:?}", unit.name);
        }
    }

    #[test]
    fn each_form_is_owed_by_those_whom_the_circular_names() {
        for (code, expected) in [
            ("II.06a/VPCP/KSTT", &[("Phường Ba Đình", false), ("Sở Tài chính", false), ("Sở Tư pháp", false)][..]),
            // Nobody stands below a department here: otherwise the province would count its figures twice.
            ("II.06b/VPCP/KSTT", &[]),
            ("II.06c/VPCP/KSTT", &[("Thành phố Hà Nội", true), ("Văn phòng Chính phủ", true)]),
            ("II.02a/VPCP/KSTT", &[("Bộ Tư pháp", false), ("Văn phòng Chính phủ", true)]),
            ("II.02c/VPCP/KSTT", &[("Sở Tư pháp", false), ("Thành phố Hà Nội", true), ("Văn phòng Chính phủ", true)]),
            ("IV.02b/VPCP/KSTT", &[("Thành phố Hà Nội", false), ("Văn phòng Chính phủ", true)]),
            ("I.04/VPCP/TH", &[("Bộ Tư pháp", false), ("Thành phố Hà Nội", false)]),
            ("I.05/VPCP/TH", &[("Văn phòng Chính phủ", true)]),
        ] {
            let expected: Vec<(String, bool)> =
                expected.iter().map(|(name, consolidates)| ((*name).to_owned(), *consolidates)).collect();
            assert_eq!(owed(code), expected, "{code}");
        }
    }
}
