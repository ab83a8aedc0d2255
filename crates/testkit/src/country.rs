//! A country of the size that the benchmarks ask for: 10 provinces, 1,000 communes, a form for as many periods as it takes.

use chrono::{Days, NaiveDate};
use domain::ids::{FormId, ReportId, UnitId};
use store::reports::{self, NewReport};
use store::units::{self, NewUnit};
use store::users::{self, GrantRow, NewUser};
use store::{Engine, Store, StoreError, admin};

use crate::sample;

/// What was made.
#[derive(Debug, Clone)]
pub struct Country {
    /// The unit at the top.
    pub top: UnitId,
    /// The provinces.
    pub provinces: Vec<UnitId>,
    /// The communes; commune n belongs to province n % 10.
    pub communes: Vec<UnitId>,
    /// The reports; report n is one of commune n % 1,000, sent to its province.
    pub reports: Vec<ReportId>,
}

/// The period of the n-th thousand of reports: quarters from 1990 on.
#[must_use]
pub fn period(turn: usize) -> String {
    format!("{}-Q{}", 1990 + turn / 4, turn % 4 + 1)
}

/// Fills a database that holds the form. All reports are open around this day; of a hundred two are being entered, two
/// were sent, and the others accepted.
///
/// # Panics
/// When the database refuses.
#[must_use]
pub fn fill(store: &Store, form: FormId, wanted: usize, today: NaiveDate) -> Country {
    let country = store
        .write::<_, StoreError>(|tx| {
            let top = match units::find_by_code(tx, "VPCP") {
                Ok(top) => UnitId(top.id),
                Err(StoreError::NotFound) => {
                    units::create(tx, &unit("VPCP", "Văn phòng Chính phủ", "government_office", None))?
                }
                Err(error) => return Err(error),
            };
            let provinces: Vec<NewUnit> = (0..10)
                .map(|ix| unit(&format!("P{ix}"), &format!("Tỉnh số {ix}"), "province", Some("VPCP".to_owned())))
                .collect();
            let communes: Vec<NewUnit> = (0..1_000)
                .map(|ix| unit(&format!("C{ix}"), &format!("Xã số {ix}"), "commune", Some(format!("P{}", ix % 10))))
                .collect();
            let provinces = units::create_many(tx, &provinces)?;
            let communes = units::create_many(tx, &communes)?;
            let new: Vec<NewReport> = (0..wanted)
                .map(|ix| report(form, communes[ix % 1_000], provinces[ix % 10], ix / 1_000, today))
                .collect();
            let reports = reports::assign_many(tx, &new)?;
            Ok(Country { top, provinces, communes, reports })
        })
        .unwrap();
    // Neighbours in the order of units and of time are in different states.
    let states = "UPDATE report SET state = CASE (id + id / 1000 * 7) % 50 \
         WHEN 0 THEN 'sent' WHEN 1 THEN 'in_progress' ELSE 'accepted' END";
    admin::run(store, states).unwrap();
    match store.engine() {
        // What it does by itself after a while; without it counts visit the rows.
        Engine::Postgres => drop(admin::run(store, "VACUUM ANALYZE").unwrap()),
        // As housekeeping does: without samples of values, for which SQLite would prepare statements anew at each call.
        Engine::Sqlite => store.refresh_statistics().unwrap(),
    }
    country
}

/// Fills an empty database with a nation of some 20,000 units that report by circular 01/2020: 34 provinces with 3,321
/// communes and 680 departments, 30 ministries with 15,960 departments, each of the two with somebody who enters figures.
/// Gives how many units there are.
///
/// # Panics
/// When the database refuses.
#[must_use]
pub fn fill_nation(store: &Store) -> usize {
    let mut all = vec![unit("VPCP", "Văn phòng Chính phủ", "government_office", None)];
    let below = |code: &str| Some(code.to_owned());
    for ix in 0..34 {
        all.push(unit(&format!("P{ix}"), &format!("Tỉnh số {ix}"), "province", below("VPCP")));
    }
    for ix in 0..3_321 {
        all.push(unit(&format!("C{ix}"), &format!("Xã số {ix}"), "commune", below(&format!("P{}", ix % 34))));
    }
    for ix in 0..680 {
        let kind = "provincial_department";
        all.push(unit(&format!("S{ix}"), &format!("Sở số {ix}"), kind, below(&format!("P{}", ix % 34))));
    }
    for ix in 0..30 {
        all.push(unit(&format!("B{ix}"), &format!("Bộ số {ix}"), "ministry", below("VPCP")));
    }
    for ix in 0..15_960 {
        let kind = "ministry_department";
        all.push(unit(&format!("V{ix}"), &format!("Vụ số {ix}"), kind, below(&format!("B{}", ix % 30))));
    }
    store
        .write::<_, StoreError>(|tx| {
            let ids = units::create_many(tx, &all)?;
            let working = all.iter().zip(&ids).filter(|(unit, _)| unit.kind.ends_with("department"));
            let people: Vec<NewUser> = working
                .clone()
                .map(|(unit, id)| sample::new_user(&format!("{}.nhaplieu", unit.code.to_lowercase()), *id))
                .collect();
            let users = users::create_many(tx, people)?;
            let grants: Vec<GrantRow> = users
                .iter()
                .zip(working)
                .map(|(user, (_, unit))| GrantRow {
                    user_id: user.0,
                    group_code: "nhap_lieu".to_owned(),
                    unit_id: unit.0,
                })
                .collect();
            users::create_grants(tx, &grants)
        })
        .unwrap();
    all.len()
}

fn unit(code: &str, name: &str, kind: &str, parent_code: Option<String>) -> NewUnit {
    NewUnit { code: code.to_owned(), name: name.to_owned(), kind: kind.to_owned(), parent_code, ..NewUnit::default() }
}

fn report(form: FormId, unit: UnitId, province: UnitId, turn: usize, today: NaiveDate) -> NewReport {
    let days = |from: NaiveDate, count: usize| from + Days::new(count as u64);
    let opens_on = today - Days::new(30);
    let first = days(NaiveDate::from_ymd_opt(1990, 1, 1).unwrap(), 91 * turn);
    NewReport {
        form_id: form.0,
        unit_id: unit.0,
        receiver_id: Some(province.0),
        consolidates: false,
        period: period(turn),
        period_label: None,
        data_from: first,
        data_to: days(first, 90),
        opens_on,
        closes_on: days(opens_on, 60),
        due_at: days(first, 107).and_hms_opt(3, 0, 0).unwrap(),
        at: opens_on.and_hms_opt(3, 0, 0).unwrap(),
    }
}
