//! A database that is locked or away: 503 with a time to try again, nothing half written, and everything goes on after.

use std::sync::mpsc;
use std::time::Duration;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use domain::ids::ReportId;
use serde_json::{Value, json};
use store::{Engine, Patience, Store, StoreError, admin};
use testkit::TestDatabase;

use super::client::{Answer, Api, Person};

/// An application whose database is given up soon, and a report to be entered.
async fn prepared(database: &TestDatabase) -> (Api, i64) {
    let patience = Patience { locks: Duration::from_millis(500), connections: Duration::from_secs(2) };
    let api = Api::over(Store::connect_with(database.url(), patience).unwrap());
    let report = author(&api).await.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
    (api, report)
}

async fn author(api: &Api) -> Person<'_> {
    api.person("hanoi.badinh.nhaplieu").await
}

async fn save(author: &Person<'_>, report: i64) -> Answer {
    let body = json!({
        "base_revision": 0,
        "add_rows": [{ "item": "LV001" }],
        "changes": [{ "row": "LV001", "column": "4", "value": "1" }],
    });
    let headers = [("If-Match", "\"0\"".to_owned())];
    author.write(Method::PATCH, &format!("/reports/{report}/data"), &headers, &body).await
}

#[track_caller]
fn unavailable(answer: Answer) {
    assert!(answer.headers.contains_key("retry-after"), "{}", answer.body);
    assert_eq!(answer.problem(503), "unavailable");
}

async fn probe(api: &Api, path: &str) -> u16 {
    api.send(TestRequest::get().uri(path)).await.status
}

/// Whether the server is ready, once the last answer to this question is no longer kept.
async fn ready(api: &Api) -> u16 {
    actix_web::rt::time::sleep(Duration::from_millis(1100)).await;
    probe(api, "/health/ready").await
}

/// One save, whole: one revision, the step that it made, their events, and its figure.
async fn saved_once(api: &Api, author: &Person<'_>, report: i64) {
    assert_eq!(author.revision(report).await, 1);
    let history = author.get(&format!("/reports/{report}/history")).await.expect(200);
    assert_eq!(history["revisions"].as_array().unwrap().len(), 1, "{history}");
    assert_eq!(history["transitions"].as_array().unwrap().len(), 1, "{history}");
    let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
    assert_eq!(data["rows"][0]["cells"]["4"], "1");
    let events = api.state.app.store.read(|conn| store::events::list_of_report(conn, ReportId(report))).unwrap();
    let saves = events.iter().filter(|event| event.kind == "report.saved").count();
    assert_eq!(saves, 1);
}

/// Somebody else's transaction that holds the report, until it is told to give up.
fn hold(database: &TestDatabase, report: i64) -> (mpsc::Sender<()>, std::thread::JoinHandle<()>) {
    let store = database.store().clone();
    let (release, released) = mpsc::channel::<()>();
    let (held, is_held) = mpsc::channel();
    let holder = std::thread::spawn(move || {
        let given_up: Result<(), StoreError> = store.write(|tx| {
            store::reports::mark_stale(tx, &[ReportId(report)])?;
            held.send(()).unwrap();
            let _ = released.recv();
            Err(StoreError::NotFound)
        });
        assert!(given_up.is_err());
    });
    is_held.recv().unwrap();
    (release, holder)
}

#[test]
fn a_locked_database_is_503_and_then_goes_on() {
    testkit::for_each_database(|database| {
        actix_web::rt::System::new().block_on(async {
            let (api, report) = prepared(database).await;
            let author = author(&api).await;
            let (release, holder) = hold(database, report);
            unavailable(save(&author, report).await);
            let act = [("If-Match", "\"0\"".to_owned())];
            let open = json!({ "action": "open" });
            unavailable(author.write(Method::POST, &format!("/reports/{report}/transitions"), &act, &open).await);
            // PostgreSQL locks the report, SQLite everything.
            let expected = if database.engine() == Engine::Sqlite { 503 } else { 200 };
            let asked = std::time::Instant::now();
            assert_eq!(probe(&api, "/health/ready").await, expected);
            assert_eq!(probe(&api, "/health/ready").await, expected, "kept");
            assert!(asked.elapsed() < Duration::from_secs(4), "a probe gives up soon: {:?}", asked.elapsed());
            assert_eq!(probe(&api, "/health/live").await, 200);
            assert_eq!(author.revision(report).await, 0, "reading goes on");
            release.send(()).unwrap();
            holder.join().unwrap();
            assert_eq!(save(&author, report).await.expect(200)["revision"], 1);
            assert_eq!(ready(&api).await, 200);
            saved_once(&api, &author, report).await;
        });
    });
}

#[test]
fn a_server_that_is_away_is_503_and_comes_back() {
    let database = testkit::databases::postgres();
    let server = Store::connect(&std::env::var("TEST_PG").unwrap()).unwrap();
    let name = database.url().split('?').next().unwrap().rsplit('/').next().unwrap();
    let switch = |on: bool| {
        admin::run(&server, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {on}")).unwrap();
        if !on {
            let all = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            admin::run(&server, &all).unwrap();
        }
    };
    actix_web::rt::System::new().block_on(async {
        let (api, report) = prepared(&database).await;
        let author = author(&api).await;
        author.get("/me").await.expect(200);
        switch(false);
        unavailable(save(&author, report).await);
        unavailable(author.get(&format!("/reports/{report}")).await);
        let credentials = json!({ "username": "hanoi.duyet", "password": "x" });
        unavailable(api.send(TestRequest::post().uri("/api/v1/tokens").set_json(credentials)).await);
        assert_eq!(probe(&api, "/health/ready").await, 503);
        assert_eq!(probe(&api, "/health/live").await, 200);
        switch(true);
        assert_eq!(until_available(&author, report).await["revision"], 1);
        assert_eq!(ready(&api).await, 200);
        saved_once(&api, &author, report).await;
    });
}

#[test]
fn a_server_that_only_reads_is_not_ready() {
    let database = testkit::databases::postgres();
    let server = Store::connect(&std::env::var("TEST_PG").unwrap()).unwrap();
    let name = database.url().split('?').next().unwrap().rsplit('/').next().unwrap();
    let set = |sql: &str| {
        admin::run(&server, &format!("ALTER DATABASE {name} {sql}")).unwrap();
        // Only new connections begin with it.
        let all = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        admin::run(&server, &all).unwrap();
    };
    actix_web::rt::System::new().block_on(async {
        let (api, report) = prepared(&database).await;
        let author = author(&api).await;
        assert_eq!(probe(&api, "/health/ready").await, 200);
        set("SET default_transaction_read_only = on");
        assert_eq!(ready(&api).await, 503);
        unavailable(save(&author, report).await);
        assert_eq!(author.revision(report).await, 0, "reading goes on");
        set("RESET default_transaction_read_only");
        assert_eq!(until_available(&author, report).await["revision"], 1);
        assert_eq!(ready(&api).await, 200);
        saved_once(&api, &author, report).await;
    });
}

/// As a client does: again after the time that the answer names, for half a minute at most.
async fn until_available(author: &Person<'_>, report: i64) -> Value {
    for _ in 0..15 {
        let answer = save(author, report).await;
        if answer.status != 503 {
            return answer.expect(200);
        }
        actix_web::rt::time::sleep(Duration::from_secs(2)).await;
    }
    panic!("the database is back, and the server has not noticed");
}

#[test]
fn a_connection_cut_in_the_middle_of_a_save_leaves_nothing() {
    let database = testkit::databases::postgres();
    actix_web::rt::System::new().block_on(async {
        let api = Api::over(Store::connect(database.url()).unwrap());
        let author = author(&api).await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let (release, holder) = hold(&database, report);
        let watcher = database.store().clone();
        let cut = std::thread::spawn(move || {
            let waiting = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while admin::run(&watcher, waiting).unwrap() == 0 {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        unavailable(save(&author, report).await);
        cut.join().unwrap();
        assert_eq!(author.revision(report).await, 0);
        release.send(()).unwrap();
        holder.join().unwrap();
        assert_eq!(save(&author, report).await.expect(200)["revision"], 1);
        saved_once(&api, &author, report).await;
    });
}

#[test]
fn a_file_that_is_away_is_503_and_comes_back() {
    let database = testkit::databases::sqlite();
    let path = std::path::PathBuf::from(database.url().strip_prefix("sqlite:").unwrap());
    let folder = path.parent().unwrap().to_owned();
    let beside = folder.with_extension("away");
    actix_web::rt::System::new().block_on(async {
        let (api, report) = prepared(&database).await;
        let author = author(&api).await;
        for (from, to) in [(&path, &path.with_extension("away")), (&folder, &beside)] {
            std::fs::rename(from, to).unwrap();
            unavailable(save(&author, report).await);
            unavailable(author.get(&format!("/reports/{report}")).await);
            let credentials = json!({ "username": "hanoi.duyet", "password": "x" });
            unavailable(api.send(TestRequest::post().uri("/api/v1/tokens").set_json(credentials)).await);
            assert_eq!(ready(&api).await, 503);
            assert_eq!(probe(&api, "/health/live").await, 200);
            assert!(!path.exists(), "no other database is made in its place");
            std::fs::rename(to, from).unwrap();
            assert_eq!(ready(&api).await, 200);
            assert_eq!(author.revision(report).await, 0, "nothing was written meanwhile");
        }
        assert_eq!(save(&author, report).await.expect(200)["revision"], 1);
        saved_once(&api, &author, report).await;
    });
}

#[test]
fn a_file_that_goes_away_in_the_middle_of_a_save_keeps_nothing_of_it() {
    let database = testkit::databases::sqlite();
    let path = std::path::PathBuf::from(database.url().strip_prefix("sqlite:").unwrap());
    let away = path.with_extension("away");
    actix_web::rt::System::new().block_on(async {
        let (api, report) = prepared(&database).await;
        let author = author(&api).await;
        let cut: Result<(), StoreError> = api.state.app.store.write(|tx| {
            store::settings::update(tx, "half", "written")?;
            std::fs::rename(&path, &away).unwrap();
            Ok(())
        });
        assert!(matches!(cut, Err(StoreError::Unavailable(_))), "{cut:?}");
        std::fs::rename(&away, &path).unwrap();
        let kept = api.state.app.store.read(|conn| store::settings::find(conn, "half")).unwrap();
        assert_eq!(kept, None, "what was not answered with success is not there");
        assert_eq!(save(&author, report).await.expect(200)["revision"], 1);
        saved_once(&api, &author, report).await;
    });
}
