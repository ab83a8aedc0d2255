//! A province's year on both databases: real counts, and no report in a state that people could not have brought it to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;
use domain::access::UnitScope;
use domain::ids::{ReportId, UserId};
use domain::workflow::State;
use store::reports::{ReportFilter, ReportRow};

use super::{Made, Wish, fill, generate, tree};
use crate::notifications::NotificationQuery;
use crate::progress::{self, ProgressQuery};
use crate::{App, AppError, Caller, Clock, circulars, demo, notifications, reports, sessions};

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        testkit::sample::moment()
    }
}

/// Departments of the ministry: a few, so that the test stays short.
const DEPARTMENTS: usize = 4;

const WISH: Wish = Wish { provinces: 1, years: 1, seed: 2026 };

fn year(app: &App) -> Made {
    circulars::keep(app).unwrap();
    fill(app, &tree::units(1, DEPARTMENTS), WISH, &mut |_| {}).unwrap()
}

fn app(store: &store::Store) -> App {
    App::new(store.clone(), Arc::new(Standing))
}

fn all(app: &App) -> Vec<ReportRow> {
    let filter = ReportFilter { scope: UnitScope::All, page_size: 100_000, ..ReportFilter::default() };
    app.store.read(|conn| store::reports::list(conn, &filter)).unwrap().rows
}

fn person(app: &App, name: &str) -> Caller {
    let user = app.store.read(|conn| store::users::find_by_username(conn, name)).unwrap();
    sessions::authenticate(app, user.id, None, 0).unwrap()
}

#[test]
fn a_provinces_year_holds_together_and_is_the_same_on_both_databases() {
    let mut first: Option<Vec<ReportRow>> = None;
    for database in testkit::databases() {
        eprintln!("on {:?}", database.engine());
        let app = app(database.store());
        let made = year(&app);
        assert!(made.units > 500 && made.users >= 3 * 500 && made.reports > 2_500, "{made:?}");
        let rows = all(&app);
        assert_eq!(rows.len(), made.reports);
        let states: BTreeSet<&str> = rows.iter().map(|row| row.state.as_str()).collect();
        let known: BTreeSet<&str> = State::ALL.iter().map(|state| state.as_str()).collect();
        assert!(states.is_subset(&known) && states.len() >= 8, "{states:?}");
        for row in rows.iter().step_by(97) {
            check_past(&app, row);
        }
        check_views(&app, &rows);
        let again = generate(&app, WISH, &mut |_| {});
        assert!(matches!(again, Err(AppError::Invalid { .. })), "into an empty database only");
        // The same seed made both.
        let known = first.get_or_insert_with(|| rows.clone());
        assert!(*known == rows);
    }
}

/// The row, the revisions, the steps and the content tell the same.
fn check_past(app: &App, row: &ReportRow) {
    let id = ReportId(row.id);
    let steps = app.store.read(|conn| store::transitions::list(conn, id)).unwrap();
    let mut state = "assigned";
    let mut at = row.created_at;
    for step in &steps {
        assert_eq!(step.from_state, state, "report {id}: {steps:?}");
        assert!(step.at >= at, "report {id}: {steps:?}");
        (state, at) = (&step.to_state, step.at);
    }
    assert_eq!(state, row.state, "report {id}");
    let last = steps.last().map_or(0, |step| step.revision);
    assert!(last <= row.revision, "report {id}");
    let now = app.store.read(|conn| store::contents::find(conn, id)).unwrap();
    let replayed = app.store.read(|conn| store::contents::at_revision(conn, id, row.revision)).unwrap();
    assert_eq!(now.own, replayed.own, "report {id}");
    assert_eq!(now.own.rows.is_empty(), row.revision == 0 || row.state == "exempt", "report {id}");
    if let Some(accepted) = row.accepted_revision {
        let taken = app.store.read(|conn| store::contents::at_revision(conn, id, accepted)).unwrap();
        assert!(!taken.own.rows.is_empty(), "report {id}");
    }
}

/// People open what was made, and see it counted.
fn check_views(app: &App, rows: &[ReportRow]) {
    let top = person(app, "quantri");
    let mut found: BTreeMap<&str, &ReportRow> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.revision > 0 && row.state != "exempt") {
        found.entry(&row.form_code).or_insert(row);
    }
    assert!(found.len() > 15, "{:?}", found.keys());
    for row in found.values() {
        let author = app.store.read(|conn| store::users::find(conn, UserId(row.author_id.unwrap()))).unwrap();
        let author = person(app, &author.username);
        let data = reports::data(app, &author, row.id).unwrap();
        let went_out = !matches!(row.state.as_str(), "assigned" | "in_progress");
        let errors = data.findings.iter().filter(|finding| finding.severity == "error").count();
        assert!(!went_out || errors == 0, "{} {}: {:?}", row.form_code, row.id, data.findings);
        reports::history(app, &author, row.id, None).unwrap();
    }
    let quarter = rows.iter().find(|row| row.regime == "II" && row.period.contains('Q')).unwrap();
    let query = ProgressQuery {
        unit: None,
        circular: quarter.circular.clone(),
        regime: "II".to_owned(),
        period: quarter.period.clone(),
        map: None,
    };
    let counts = progress::find(app, &top, &query).unwrap().total;
    let of_period = rows.iter().filter(|row| row.regime == "II" && row.period == quarter.period).count();
    assert!(counts.total > 0 && counts.total <= i64::try_from(of_period).unwrap(), "{counts:?} of {of_period}");
    let commune = person(app, "01.tonghop");
    assert!(
        notifications::list(app, &commune, &NotificationQuery { page: 1, page_size: 20, ..Default::default() })
            .unwrap()
            .total
            > 0
    );
    assert_eq!(notifications::deliver(app).unwrap(), 0, "everything else is no news");
}

#[test]
fn what_cannot_be_made_is_refused_before_anything_is_written() {
    testkit::for_each_database(|database| {
        let app = app(database.store());
        for wish in [
            Wish { provinces: 0, ..WISH },
            Wish { provinces: 35, ..WISH },
            Wish { years: 0, ..WISH },
            Wish { years: 6, ..WISH },
        ] {
            let refused = generate(&app, wish, &mut |_| {});
            assert!(matches!(refused, Err(AppError::Invalid { .. })), "{wish:?}: {refused:?}");
        }
        assert!(demo::is_wanted(&app).unwrap(), "the database is still empty");
    });
}

#[test]
fn years_follow_each_other_and_the_last_one_ends_now() {
    let database = testkit::databases().into_iter().next().unwrap();
    let app = app(database.store());
    circulars::keep(&app).unwrap();
    // A few of the units, so that the test stays short; whoever is above comes before.
    fill(&app, &tree::units(1, 1)[..60], Wish { years: 2, ..WISH }, &mut |_| {}).unwrap();
    let (now, mut opened) = (app.clock.now(), [0; 2]);
    for row in all(&app) {
        let years = (now - row.created_at).num_days() / 365;
        opened[usize::try_from(years).unwrap()] += 1;
    }
    let [last, before]: [i64; 2] = opened;
    // The same periods but for those that a year's end cuts.
    assert!(last > 100 && (last - before).abs() * 10 < last, "{opened:?}");
}
