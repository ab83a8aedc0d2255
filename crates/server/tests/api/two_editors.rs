//! Two people in one report, retries and double clicks.

use actix_web::http::Method;
use serde_json::json;

use super::client::{Api, Person, on_each};

async fn opened(api: &Api) -> (Person<'_>, i64, i64) {
    let author = api.person("hanoi.badinh.nhaplieu").await;
    let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
    let first =
        json!({ "add_rows": [{ "item": "LV001" }], "changes": [{ "row": "LV001", "column": 4, "value": "1" }] });
    let base = author.save(report, first).await.expect(200)["revision"].as_i64().unwrap();
    (author, report, base)
}

fn cell(column: &str, value: &str) -> serde_json::Value {
    json!({ "changes": [{ "row": "LV001", "column": column, "value": value }] })
}

#[test]
fn disjoint_edits_merge_and_a_clash_shows_both_values() {
    on_each(async |api| {
        let (author, report, base) = opened(&api).await;
        let one = author.save_on(report, base, cell("5", "2")).await.expect(200);
        let two = author.save_on(report, base, cell("6", "3")).await.expect(200);
        assert_eq!((&one["merged"], &two["merged"]), (&json!(false), &json!(true)));
        assert_eq!(two["computed"]["LV001"]["3"], "6", "1 + 2 + 3");
        let clash = author.save_on(report, base, cell("5", "9")).await;
        assert_eq!(clash.body["clashes"][0]["theirs"], "2");
        assert_eq!(clash.body["clashes"][0]["yours"], "9");
        assert_eq!(clash.body["current_revision"], two["revision"]);
        assert_eq!(clash.problem(409), "edit_clash");
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["rows"][0]["cells"]["5"], "2", "a clash saves nothing");
        // The same value is no clash.
        author.save_on(report, base, cell("5", "2")).await.expect(200);
    });
}

/// A row that the form prescribes cannot be removed, so emptying its only figure is a change of that figure and no more.
#[test]
fn emptying_the_last_figure_of_a_prescribed_row_clashes_with_no_other_cell() {
    on_each(async |api| {
        let author = api.person("hanoi.tonghop").await;
        let report = author.find("enter", "IV.02b/VPCP/KSTT", "2026-Q4").await;
        let cell =
            |column: &str, value: &str| json!({ "changes": [{ "row": "DON_VI", "column": column, "value": value }] });
        let base = author.save(report, cell("5", "4")).await.expect(200)["revision"].as_i64().unwrap();
        author.save_on(report, base, cell("5", "")).await.expect(200);
        let merged = author.save_on(report, base, cell("6", "2")).await.expect(200);
        assert_eq!(merged["merged"], true);
        let history = author.get(&format!("/reports/{report}/history")).await.expect(200);
        let changes = history["revisions"][1]["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1, "{history}");
        assert_eq!((&changes[0]["kind"], &changes[0]["column"]), (&json!("cell"), &json!("5")), "{history}");
        assert_eq!((&changes[0]["old"], changes[0].get("new")), (&json!("4"), None), "{history}");
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        let row = data["rows"].as_array().unwrap().iter().find(|row| row["key"] == "DON_VI").unwrap();
        assert_eq!(row["cells"], json!({ "6": "2" }));
    });
}

#[test]
fn a_retry_with_the_same_key_is_harmless() {
    on_each(async |api| {
        let (author, report, base) = opened(&api).await;
        let headers = [("If-Match", format!("\"{base}\"")), ("Idempotency-Key", "k-1".to_owned())];
        let path = format!("/reports/{report}/data");
        let mut body = cell("5", "2");
        body["base_revision"] = json!(base);
        let first = author.write(Method::PATCH, &path, &headers, &body).await.expect(200);
        let again = author.write(Method::PATCH, &path, &headers, &body).await.expect(200);
        assert_eq!(first, again);
        assert_eq!(author.revision(report).await, first["revision"].as_i64().unwrap());
        body["changes"][0]["value"] = json!("5");
        assert_eq!(author.write(Method::PATCH, &path, &headers, &body).await.problem(409), "idempotency_mismatch");
    });
}

#[test]
fn a_double_click_steps_once() {
    on_each(async |api| {
        let (author, report, _) = opened(&api).await;
        author.save(report, cell("9", "1")).await.expect(200);
        let revision = author.revision(report).await;
        let path = format!("/reports/{report}/transitions");
        let body = json!({ "action": "submit", "note": "Kính trình" });
        let headers = [("If-Match", format!("\"{revision}\""))];
        author.write(Method::POST, &path, &headers, &body).await.expect(200);
        let second = author.write(Method::POST, &path, &headers, &body).await;
        assert_eq!(second.problem(412), "stale_revision");
    });
}

#[test]
fn saves_at_once_lose_nothing() {
    on_each(async |api| {
        let (author, report, base) = opened(&api).await;
        let saves = (0..12).map(|n| {
            let items = [4, 5, 6, 8, 9, 10, 12, 13];
            let column = items[n % items.len()].to_string();
            let row = format!("LV{:03}", n + 2);
            let body = json!({
                "base_revision": base,
                "add_rows": [{ "item": row }],
                "changes": [{ "row": row, "column": column, "value": "1" }],
            });
            let app = api.state.app.clone();
            let caller = app::sessions::authenticate(&app, author_id(&api), None, 0).unwrap();
            std::thread::spawn(move || {
                let request = serde_json::from_value(body).unwrap();
                app::reports::save(&app, &caller, report, base, &request, None).unwrap().revision
            })
        });
        let threads: Vec<_> = saves.collect();
        let mut revisions: Vec<i64> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        revisions.sort_unstable();
        assert_eq!(revisions, (base + 1..=base + 12).collect::<Vec<_>>());
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["rows"].as_array().unwrap().len(), 14, "13 rows and the total");
    });
}

fn author_id(api: &Api) -> i64 {
    let found = api.state.app.store.read(|conn| store::users::find_by_username(conn, "hanoi.badinh.nhaplieu"));
    found.unwrap().id
}
