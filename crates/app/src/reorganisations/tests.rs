//! Acts that are stopped in the middle, and carried out twice at once.

use std::cell::Cell;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use contract::reorganisations::{MadeUnit, ReorganisationBody, ReorganisationStep, ReorganisationView};
use domain::ids::UnitId;
use testkit::{TestDatabase, for_each_database};

use super::{create, find, publish, run};
use crate::{App, AppError, Caller, Clock, circulars, demo, sessions};

struct Still;

impl Clock for Still {
    fn now(&self) -> NaiveDateTime {
        testkit::sample::moment()
    }
}

fn world(database: &TestDatabase) -> App {
    let app = App::new(database.store().clone(), Arc::new(Still));
    circulars::keep(&app).unwrap();
    demo::load(&app).unwrap();
    app
}

fn person(app: &App, username: &str) -> Caller {
    let user = app.store.read(|conn| store::users::find_by_username(conn, username)).unwrap();
    sessions::authenticate(app, user.id, None, 0).unwrap()
}

/// Three mergers of two communes of Hà Nội each.
fn body(app: &App) -> ReorganisationBody {
    let communes: Vec<i64> = app
        .store
        .read(|conn| {
            let hanoi = store::units::find_by_code(conn, "01")?;
            store::units::list_children(conn, UnitId(hanoi.id))
        })
        .unwrap()
        .into_iter()
        .filter(|unit| matches!(unit.kind.as_str(), "ward" | "commune"))
        .map(|unit| unit.id)
        .collect();
    let step = |place: usize| ReorganisationStep {
        kind: "merge".to_owned(),
        units: communes[2 * place..2 * place + 2].to_vec(),
        new: Some(MadeUnit { name: format!("Phường Mới {place}"), ..MadeUnit::default() }),
        ..ReorganisationStep::default()
    };
    ReorganisationBody {
        number: "1656/NQ-UBTVQH15".to_owned(),
        title: "Sắp xếp các phường".to_owned(),
        signed_on: None,
        effective_on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
        steps: (0..3).map(step).collect(),
    }
}

fn published(app: &App, admin: &Caller) -> ReorganisationView {
    let draft = create(app, admin, &body(app), None).unwrap();
    assert_eq!(draft.faults, []);
    publish(app, admin, draft.id, draft.revision).unwrap()
}

/// Runs so many successions, then stops as a server does that is shut down or has lost the lead.
fn run_some(app: &App, count: usize) -> i64 {
    let left = Cell::new(count);
    run(app, &|| Ok(left.replace(left.get().saturating_sub(1)) > 0)).unwrap()
}

#[test]
fn what_was_stopped_goes_on_behind_the_last_succession() {
    for_each_database(|database| {
        let app = world(database);
        let admin = person(&app, "quantri");
        let units = app.store.read(store::units::count).unwrap();
        let act = published(&app, &admin);
        assert_eq!(run_some(&app, 1), 1);
        let view = find(&app, &admin, act.id).unwrap();
        assert_eq!((view.status.as_str(), view.done, view.total), ("running", 1, 3));
        assert_eq!((view.outcome.ended, view.outcome.made), (2, 1));
        // Another server goes on; a third one, later, finds nothing to do.
        assert_eq!(run_some(&app, 9), 2);
        assert_eq!(run_some(&app, 9), 0);
        let view = find(&app, &admin, act.id).unwrap();
        assert_eq!((view.status.as_str(), view.done, view.problem.as_deref()), ("done", 3, None));
        assert_eq!((view.outcome.ended, view.outcome.made), (6, 3));
        assert_eq!(app.store.read(store::units::count).unwrap(), units + 3);
    });
}

#[test]
fn a_succession_that_fails_leaves_nothing_behind_and_is_tried_again() {
    for_each_database(|database| {
        let app = world(database);
        let admin = person(&app, "quantri");
        let second = body(&app).steps[1].units[0];
        let act = published(&app, &admin);
        run_some(&app, 1);
        // Somebody gives the code away that the second succession takes over.
        let code = app.store.read(|conn| store::units::find(conn, UnitId(second))).unwrap().code;
        let marked = format!("{code}~{}", act.id);
        let blocker = store::units::NewUnit {
            code: marked,
            name: "Chặn".to_owned(),
            kind: "office".to_owned(),
            ..Default::default()
        };
        app.store.write(|tx| store::units::create(tx, &blocker)).unwrap();
        assert!(run(&app, &|| Ok(true)).is_err());
        let view = find(&app, &admin, act.id).unwrap();
        assert_eq!((view.status.as_str(), view.done), ("running", 1));
        assert!(view.problem.is_some());
        let unit = app.store.read(|conn| store::units::find(conn, UnitId(second))).unwrap();
        assert_eq!((unit.code, unit.valid_to), (code, None));
    });
}

#[test]
fn nobody_rises_by_an_abolition() {
    for_each_database(|database| {
        let app = world(database);
        let admin = person(&app, "quantri");
        let (commune, province) = (person(&app, "hanoi.badinh.duyet").unit, person(&app, "hanoi.tonghop").unit);
        let holds =
            |username: &str, unit: UnitId| person(&app, username).actor.grants.iter().any(|grant| grant.unit == unit);
        assert!(!holds("hanoi.tonghop", commune));
        let step =
            ReorganisationStep { kind: "abolish".to_owned(), units: vec![commune.0], ..ReorganisationStep::default() };
        let draft = create(&app, &admin, &ReorganisationBody { steps: vec![step], ..body(&app) }, None).unwrap();
        assert_eq!(draft.faults, []);
        publish(&app, &admin, draft.id, draft.revision).unwrap();
        assert_eq!(run_some(&app, 9), 1);
        // Its people finish what is left, and so does the unit above; they have nothing to say there.
        assert!(holds("hanoi.badinh.duyet", commune) && holds("hanoi.tonghop", commune));
        assert!(!holds("hanoi.badinh.duyet", province));
    });
}

#[test]
fn duties_know_whom_a_unit_came_after() {
    for_each_database(|database| {
        let app = world(database);
        let admin = person(&app, "quantri");
        let (abolished, above) = (person(&app, "hanoi.badinh.duyet").unit, person(&app, "hanoi.tonghop").unit);
        let mut steps: Vec<_> =
            body(&app).steps.into_iter().filter(|step| !step.units.contains(&abolished.0)).take(1).collect();
        let (units, made) = (steps[0].units.clone(), steps[0].new.clone().unwrap().name);
        steps.push(ReorganisationStep {
            kind: "abolish".to_owned(),
            units: vec![abolished.0],
            ..ReorganisationStep::default()
        });
        let code_of = |unit: i64| app.store.read(|conn| store::units::find(conn, UnitId(unit))).unwrap().code;
        let mut codes: Vec<String> = units.iter().map(|unit| code_of(*unit)).collect();
        let draft = create(&app, &admin, &ReorganisationBody { steps, ..body(&app) }, None).unwrap();
        assert_eq!(draft.faults, []);
        publish(&app, &admin, draft.id, draft.revision).unwrap();
        assert_eq!(run_some(&app, 9), 2);
        let today = crate::clock::local_day(app.clock.now());
        let duties = app.store.read::<_, AppError>(|conn| {
            let regime = app.forms.regime(conn, "01/2020/TT-VPCP", "II")?;
            crate::duties::Duties::load(conn, regime, today)
        });
        let duties = duties.unwrap();
        let formers = |name: &str| -> Vec<(String, bool)> {
            let unit = duties.units.iter().find(|unit| unit.name == name).unwrap();
            unit.formers.iter().map(|former| (former.code.clone(), former.is_continued)).collect()
        };
        let mut merged = formers(&made);
        merged.sort();
        codes.sort();
        assert_eq!(merged, codes.into_iter().map(|code| (code, true)).collect::<Vec<_>>());
        let province = app.store.read(|conn| store::units::find(conn, above)).unwrap().name;
        assert_eq!(formers(&province), [(code_of(abolished.0), false)], "the unit above owes nothing of it");
    });
}

#[test]
fn looking_changes_nothing() {
    for_each_database(|database| {
        let app = world(database);
        let admin = person(&app, "quantri");
        let draft = create(&app, &admin, &body(&app), None).unwrap();
        let before = app.store.read(store::units::count).unwrap();
        let seen = super::preview(&app, &admin, draft.id).unwrap();
        assert_eq!((seen.steps.len(), seen.total.ended, seen.total.made), (3, 6, 3));
        assert!(seen.steps[0].title.ends_with("→ Phường Mới 0 (mới)"), "{}", seen.steps[0].title);
        assert_eq!(app.store.read(store::units::count).unwrap(), before);
        assert_eq!(find(&app, &admin, draft.id).unwrap().status, "draft");
        let author = person(&app, "hanoi.badinh.nhaplieu");
        assert!(matches!(super::preview(&app, &author, draft.id), Err(AppError::NotFound)));
    });
}
