//! The same request several times at once, as impatient people and poor lines send it: one answer, one deed.

use actix_web::http::Method;
use futures_util::future::join3;
use serde_json::{Value, json};

use super::client::{Answer, Person, on_each};
use super::workbooks::upload_once;

const FORM: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

/// The one answer that all three got.
#[track_caller]
fn the_same(answers: (Answer, Answer, Answer)) -> Value {
    let (first, second, third) = (answers.0.expect(200), answers.1.expect(200), answers.2.expect(200));
    assert_eq!(first, second);
    assert_eq!(first, third);
    first
}

/// How many revisions and workflow steps a report has.
async fn deeds(person: &Person<'_>, report: i64) -> (usize, usize) {
    let history = person.get(&format!("/reports/{report}/history")).await.expect(200);
    let count = |what: &str| history[what].as_array().unwrap().len();
    (count("revisions"), count("transitions"))
}

#[test]
fn a_consolidation_sent_three_times_at_once_is_done_once() {
    on_each(async |api| {
        let province = api.person("hanoi.tonghop").await;
        let report = province.find("consolidate", "II.06c/VPCP/KSTT", PERIOD).await;
        for (round, base) in [(1, 0), (2, 1), (3, 2)] {
            let headers = [("If-Match", format!("\"{base}\"")), ("Idempotency-Key", format!("c-{round}"))];
            let path = format!("/reports/{report}/consolidation");
            let send = || province.write(Method::POST, &path, &headers, &Value::Null);
            let view = the_same(join3(send(), send(), send()).await);
            assert_eq!(view["revision"], base + 1, "{view}");
            assert_eq!(send().await.expect(200), view, "and later");
            assert_eq!(deeds(&province, report).await.0, round);
        }
    });
}

#[test]
fn the_same_key_on_another_revision_is_another_request() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, PERIOD).await;
        let province = api.person("hanoi.tonghop").await;
        let above = province.find("consolidate", "II.06c/VPCP/KSTT", PERIOD).await;
        let step = json!({ "action": "submit", "note": "Kính trình" });
        let change = json!({ "base_revision": 0, "add_rows": [{ "item": "LV001" }] });
        for (person, method, path, revision, body) in [
            (&author, Method::PATCH, format!("/reports/{report}/data"), 0, &change),
            (&author, Method::POST, format!("/reports/{report}/transitions"), 1, &step),
            (&province, Method::POST, format!("/reports/{above}/consolidation"), 0, &Value::Null),
        ] {
            let send = async |revision: i64| {
                let headers = [("If-Match", format!("\"{revision}\"")), ("Idempotency-Key", format!("r{path}"))];
                person.write(method.clone(), &path, &headers, body).await
            };
            let answer = send(revision).await.expect(200);
            assert_eq!(send(revision).await.expect(200), answer, "{path}");
            assert_eq!(send(revision + 1).await.problem(409), "idempotency_mismatch", "{path}");
        }
    });
}

#[test]
fn an_import_sent_three_times_at_once_is_done_once() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, PERIOD).await;
        let value = |value: &str| json!([{ "row": "LV001", "column": "4", "value": value }]);
        author.save(report, json!({ "add_rows": [{ "item": "LV001" }], "changes": value("1") })).await.expect(200);
        let file = author.get(&format!("/reports/{report}/workbook")).await.bytes;
        let base =
            author.save(report, json!({ "changes": value("2") })).await.expect(200)["revision"].as_i64().unwrap();
        let before = deeds(&author, report).await;
        let path = format!("/reports/{report}/workbook");
        let send = || upload_once(&author, &path, Some(base), Some("i-1"), &file);
        let view = the_same(join3(send(), send(), send()).await);
        assert_eq!((&view["applied"], &view["revision"]), (&json!(true), &json!(base + 1)), "{view}");
        assert_eq!(send().await.expect(200), view, "and later");
        assert_eq!(deeds(&author, report).await, (before.0 + 1, before.1));
        let other = upload_once(&author, &path, Some(base + 1), Some("i-1"), &file).await;
        assert_eq!(other.problem(409), "idempotency_mismatch");
    });
}

#[test]
fn a_step_of_several_reports_sent_three_times_at_once_is_taken_once() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let list = author.get("/reports?task=enter&page_size=20").await.expect(200);
        let can_open = |item: &&Value| item["allowed_actions"].as_array().unwrap().contains(&json!("open"));
        let open = list["items"].as_array().unwrap().iter().filter(can_open);
        let ids: Vec<i64> = open.map(|item| item["id"].as_i64().unwrap()).take(5).collect();
        assert!(ids.len() >= 3, "{list}");
        // The last one names a revision that does not exist: what is refused is answered the same, too.
        let seen = |ix: usize| if ix + 1 == ids.len() { 7 } else { 0 };
        let reports: Vec<Value> =
            ids.iter().enumerate().map(|(ix, id)| json!({ "id": id, "revision": seen(ix) })).collect();
        let body = json!({ "action": "open", "reports": reports });
        let headers = [("Idempotency-Key", "b-1".to_owned())];
        let send = || author.write(Method::POST, "/reports/transitions", &headers, &body);
        let view = the_same(join3(send(), send(), send()).await);
        for (ix, (id, result)) in ids.iter().zip(view["results"].as_array().unwrap()).enumerate() {
            let taken = seen(ix) == 0;
            assert_eq!(result["status"], if taken { json!("in_progress") } else { Value::Null }, "{result}");
            assert_eq!(result["problem"]["code"], if taken { Value::Null } else { json!("unknown_revision") });
            assert_eq!(deeds(&author, *id).await.1, usize::from(taken), "steps of {id}");
        }
        assert_eq!(send().await.expect(200), view, "and later");

        // As after a request that was cut short: the steps are kept, the whole answer is not.
        let whole = "DELETE FROM idempotency WHERE key = 'b-1'";
        assert_eq!(store::admin::run(&api.state.app.store, whole).unwrap(), 1);
        assert_eq!(send().await.expect(200), view, "nothing is done twice");
        store::admin::run(&api.state.app.store, whole).unwrap();
        let other = json!({ "action": "open", "reports": [{ "id": ids[0], "revision": 1 }] });
        let answer = author.write(Method::POST, "/reports/transitions", &headers, &other).await;
        assert_eq!(answer.problem(409), "idempotency_mismatch", "the key is bound before the answer is there");
        let without = author.write(Method::POST, "/reports/transitions", &[], &body).await.expect(200);
        assert_eq!(without["results"][0]["problem"]["code"], "stale_revision", "without a key each revision decides");
    });
}
