//! The demonstration with a clock that the test moves, and its people.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use contract::notifications::NotificationView;
use contract::openings::{NewOpening, OpeningView};
use contract::regimes::NewRegime;
use contract::reports::TransitionRequest;
use domain::access::{Permission, for_system};
use domain::ids::{ReportId, UnitId};
use domain::regime::Regime;
use domain::workflow::WorkflowPolicy;
use store::policies::{self, Setting};
use testkit::TestDatabase;

use crate::jobs::{Leader, tick};
use crate::notifications::NotificationQuery;
use crate::regimes::RegimeFilter;
use crate::{App, Caller, Clock, circulars, demo, notifications, openings, regimes, reports, sessions};

const CIRCULAR: &str = "01/2020/TT-VPCP";
const FORM: &str = "II.06a/VPCP/KSTT";

pub struct Moved(pub AtomicI64);

impl Clock for Moved {
    fn now(&self) -> NaiveDateTime {
        testkit::sample::moment() + TimeDelta::seconds(self.0.load(Ordering::SeqCst))
    }
}

pub struct World {
    pub app: App,
    pub clock: Arc<Moved>,
}

impl World {
    pub fn demo(database: &TestDatabase) -> Self {
        let clock = Arc::new(Moved(AtomicI64::new(0)));
        let app = App::new(database.store().clone(), clock.clone());
        circulars::keep(&app).unwrap();
        demo::load(&app).unwrap();
        Self { app, clock }
    }

    pub fn advance(&self, by: TimeDelta) {
        self.clock.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    /// Moves the clock to this moment, UTC.
    pub fn go_to(&self, moment: &str) {
        let moment: NaiveDateTime = format!("{moment}:00").parse().unwrap();
        self.clock.0.store((moment - testkit::sample::moment()).num_seconds(), Ordering::SeqCst);
    }

    pub fn person(&self, username: &str) -> Caller {
        let user = self.app.store.read(|conn| store::users::find_by_username(conn, username)).unwrap();
        sessions::authenticate(&self.app, user.id, None, 0).unwrap()
    }

    pub fn tick(&self, leader: &Leader) {
        tick(&self.app, leader).unwrap();
        notifications::deliver(&self.app).unwrap();
    }

    /// What a person was told of this kind, oldest first.
    pub fn told(&self, username: &str, kind: &str) -> Vec<NotificationView> {
        let all = notifications::list(
            &self.app,
            &self.person(username),
            &NotificationQuery { page: 1, page_size: 200, ..Default::default() },
        )
        .unwrap()
        .items;
        let mut told: Vec<_> = all.into_iter().filter(|one| one.kind == kind).collect();
        told.reverse();
        told
    }

    pub fn ask_for(&self, period: &str) -> i64 {
        let new = NewOpening { circular: CIRCULAR.to_owned(), regime: "II".to_owned(), period: period.to_owned() };
        openings::open(&self.app, &self.person("quantri"), &new, None).unwrap().id
    }

    pub fn opening(&self, id: i64) -> OpeningView {
        openings::find(&self.app, &self.person("quantri"), id).unwrap()
    }

    pub fn count(&self, period: &str) -> usize {
        let units = self.app.store.read(|conn| {
            let root = store::units::find_by_code(conn, "VPCP")?;
            store::units::list_subtree(conn, UnitId(root.id))
        });
        let of = |unit: i64| self.app.store.read(|conn| store::reports::list_of_unit(conn, UnitId(unit), period));
        units.unwrap().iter().map(|unit| of(unit.id).unwrap().len()).sum()
    }

    /// The report of a commune that the demonstration has people for.
    pub fn report(&self, username: &str) -> ReportId {
        let unit = self.person(username).unit;
        let rows = self.app.store.read(|conn| store::reports::list_of_unit(conn, unit, "2026-Q4")).unwrap();
        ReportId(rows.iter().find(|row| row.form_code == FORM).unwrap().id)
    }

    pub fn row(&self, id: ReportId) -> store::reports::ReportRow {
        self.app.store.read(|conn| store::reports::find(conn, id)).unwrap()
    }

    pub fn act(&self, username: &str, id: ReportId, action: &str) {
        let request = TransitionRequest {
            action: action.to_owned(),
            note: Some("Không phát sinh".to_owned()),
            explanations: Vec::new(),
            cells: Vec::new(),
        };
        let seen = self.row(id).revision;
        reports::transition(&self.app, &self.person(username), id.0, seen, &request, None).unwrap();
    }

    /// Publishes another version of a regime.
    pub fn change_regime(&self, code: &str, change: impl FnOnce(&mut Regime)) {
        let admin = self.person("quantri");
        let filter = RegimeFilter { circular: Some(CIRCULAR.to_owned()), ..RegimeFilter::default() };
        let all = regimes::list(&self.app, &admin, &filter).unwrap().items;
        let from = all.into_iter().find(|one| one.code == code).unwrap().id;
        let draft = regimes::create(&self.app, &admin, NewRegime { from: Some(from), regime: None }).unwrap();
        let mut regime = Regime { valid_from: NaiveDate::from_ymd_opt(2026, 1, 1), ..draft.regime };
        change(&mut regime);
        let saved = regimes::update(&self.app, &admin, draft.id, draft.revision, regime).unwrap();
        regimes::publish(&self.app, &admin, saved.id, saved.revision).unwrap();
    }

    /// Retires the first version of a regime.
    pub fn retire_first(&self, code: &str) {
        let admin = self.person("quantri");
        let filter = RegimeFilter {
            circular: Some(CIRCULAR.to_owned()),
            status: Some("all".to_owned()),
            ..RegimeFilter::default()
        };
        let all = regimes::list(&self.app, &admin, &filter).unwrap().items;
        let first = all.into_iter().find(|one| one.code == code && one.version == 1).unwrap().id;
        let seen = regimes::find(&self.app, &admin, first).unwrap().revision;
        regimes::retire(&self.app, &admin, first, seen).unwrap();
    }

    /// Lets a commune's reports of regime II move by this process.
    pub fn let_move(&self, username: &str, policy: &WorkflowPolicy) {
        let unit = self.person(username).unit;
        let allowed = for_system(Permission::Administer, unit);
        let setting = Setting { seen: 0, user: None, at: self.clock.now() };
        let set = self.app.store.write(|tx| policies::set(tx, &allowed, (CIRCULAR, "II"), Some(policy), setting));
        set.unwrap();
    }
}

pub fn on_each(test: impl Fn(World)) {
    testkit::for_each_database(|database| test(World::demo(database)));
}
