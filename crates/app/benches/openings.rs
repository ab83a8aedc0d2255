//! Opening a period for 20,000 units, on both databases: the reports, and the notices that follow from it.

#![expect(clippy::unwrap_used, reason = "a measurement stops where it goes wrong")]

use std::sync::Arc;
use std::time::Instant;

use app::jobs::{Leader, tick};
use app::{App, Clock, circulars, notifications, openings, sessions};
use chrono::NaiveDateTime;
use contract::openings::NewOpening;
use store::users::GrantRow;
use testkit::{country, sample};

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        sample::moment()
    }
}

fn main() {
    for database in testkit::databases() {
        let app = App::new(database.store().clone(), Arc::new(Standing));
        circulars::keep(&app).unwrap();
        let units = country::fill_nation(&app.store);
        let admin = administrator(&app);
        let leader = Leader::default();
        tick(&app, &leader).unwrap();
        let caller = sessions::authenticate(&app, admin.0, None, 0).unwrap();
        let wanted = NewOpening {
            circular: "01/2020/TT-VPCP".to_owned(),
            regime: "II".to_owned(),
            period: "2026-Q4".to_owned(),
        };
        let asked = openings::open(&app, &caller, &wanted, None).unwrap();
        app::jobs::run_now(&app, &caller, "open_periods", None).unwrap();
        let start = Instant::now();
        tick(&app, &leader).unwrap();
        let opened = start.elapsed();
        let done = openings::find(&app, &caller, asked.id).unwrap();
        assert_eq!((done.state.as_str(), done.made), ("done", done.total));
        let start = Instant::now();
        let events = notifications::deliver(&app).unwrap();
        let told = start.elapsed();
        println!(
            "{:?}: {units} units, {} reports in {:.1} s; {events} events turned into notices in {:.1} s",
            database.engine(),
            done.made,
            opened.as_secs_f64(),
            told.as_secs_f64(),
        );
    }
}

fn administrator(app: &App) -> domain::ids::UserId {
    let made = app.store.write::<_, store::StoreError>(|tx| {
        let root = store::units::find_by_code(tx, "VPCP")?;
        let id = store::users::create(tx, sample::new_user("quantri", domain::ids::UnitId(root.id)))?;
        let grant = GrantRow { user_id: id.0, group_code: "quan_tri".to_owned(), unit_id: root.id };
        store::users::create_grants(tx, &[grant])?;
        Ok(id)
    });
    made.unwrap()
}
