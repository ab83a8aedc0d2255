//! The server is killed while it opens a period for thousands of units: started again, it goes on where it stood.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::{App, Clock};
use chrono::NaiveDateTime;
use domain::access::UnitScope;
use serde_json::{Value, json};
use store::reports::ReportFilter;
use store::units::NewUnit;
use store::users::GrantRow;
use store::{Store, StoreError};

use super::server::Server;

/// So many reports are several batches of the opening.
const DEPARTMENTS: usize = 1_200;

/// A leader that was killed keeps the lead for half a minute; the work itself takes some seconds.
const LONGEST: Duration = Duration::from_secs(240);

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        testkit::sample::moment()
    }
}

/// A ministry with its departments, and who administers the whole.
fn fill(store: &Store) {
    app::circulars::keep(&App::new(store.clone(), Arc::new(Standing))).unwrap();
    let unit = |code: &str, kind: &str, parent: Option<&str>| NewUnit {
        code: code.to_owned(),
        name: format!("Đơn vị {code}"),
        kind: kind.to_owned(),
        parent_code: parent.map(str::to_owned),
        ..NewUnit::default()
    };
    let mut units = vec![unit("VPCP", "government_office", None), unit("B", "ministry", Some("VPCP"))];
    units.extend((0..DEPARTMENTS).map(|number| unit(&format!("V{number}"), "ministry_department", Some("B"))));
    let password_hash = app::passwords::hash(app::demo::PASSWORD).unwrap();
    let made = store.write::<_, StoreError>(|tx| {
        let root = store::units::create_many(tx, &units)?[0];
        let user = store::users::create(
            tx,
            store::users::NewUser { password_hash, ..testkit::sample::new_user("quantri", root) },
        )?;
        store::users::create_grants(
            tx,
            &[GrantRow { user_id: user.0, group_code: "quan_tri".to_owned(), unit_id: root.0 }],
        )
    });
    made.unwrap();
}

struct Watch<'a> {
    client: &'a reqwest::Client,
    server: &'a Server,
    token: String,
}

impl Watch<'_> {
    async fn opening(&self, id: &Value) -> Value {
        let url = format!("{}/api/v1/openings/{id}", self.server.base);
        self.client.get(url).bearer_auth(&self.token).send().await.unwrap().json().await.unwrap()
    }

    /// Waits until the opening is as wanted.
    async fn until(&self, id: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
        let begun = std::time::Instant::now();
        loop {
            let opening = self.opening(id).await;
            if wanted(&opening) {
                return opening;
            }
            assert!(begun.elapsed() < LONGEST, "{opening}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn killed_and_resumed(database: &str, data: &Path) -> i64 {
    let client = reqwest::Client::new();
    let server = Server::start(database, data, &client).await;
    let token = server.token_of(&client, "quantri").await;
    let wanted = json!({ "circular": "01/2020/TT-VPCP", "regime": "II", "period": "2027-Q1" });
    let asked =
        client.post(format!("{}/api/v1/openings", server.base)).bearer_auth(&token).json(&wanted).send().await.unwrap();
    assert_eq!(asked.status(), 202);
    let id = asked.json::<Value>().await.unwrap()["id"].clone();
    let watch = Watch { client: &client, server: &server, token };
    let half = watch.until(&id, |opening| opening["made"].as_i64().unwrap() > 0).await;
    server.kill();
    assert!(half["made"].as_i64() < half["total"].as_i64(), "killed in the middle: {half}");

    let server = Server::start(database, data, &client).await;
    let token = server.token_of(&client, "quantri").await;
    let watch = Watch { client: &client, server: &server, token };
    let done = watch.until(&id, |opening| opening["state"] == "done").await;
    server.kill();
    assert_eq!((&done["made"], &done["done"]), (&done["total"], &done["total"]));
    done["total"].as_i64().unwrap()
}

#[test]
fn an_opening_that_was_killed_is_finished_without_duplicates() {
    testkit::for_each_database(|database| {
        let store = database.store();
        fill(store);
        let data = std::env::temp_dir().join(format!("baocao-opening-{}-{:?}", std::process::id(), database.engine()));
        let total = actix_web::rt::System::new().block_on(async { killed_and_resumed(database.url(), &data).await });
        let all = ReportFilter { scope: UnitScope::All, ..ReportFilter::default() };
        let counts = store.read(|conn| store::reports::count_by_state(conn, &all)).unwrap();
        assert_eq!(counts, [("assigned".to_owned(), total)]);
        // Each unit is told once: the events of a batch are written with its reports.
        let events = store.write(|tx| store::events::take(tx, "test", 100_000)).unwrap();
        let mut told: HashMap<Option<i64>, usize> = HashMap::new();
        for event in events.iter().filter(|event| event.kind == "period.opened") {
            *told.entry(event.unit_id).or_default() += 1;
        }
        assert!(told.len() >= DEPARTMENTS && told.values().all(|times| *times == 1), "{} units", told.len());
        std::fs::remove_dir_all(&data).unwrap();
    });
}
