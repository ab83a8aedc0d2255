//! Two communes become one in the middle of a period: nothing typed is lost, nothing counts twice.

use actix_web::http::Method;
use app::jobs::{Leader, tick};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::client::{Answer, Api, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

fn unit(api: &Api, code: &str) -> i64 {
    api.state.app.store.read(|conn| store::units::find_by_code(conn, code)).unwrap().id
}

fn of(api: &Api, username: &str) -> i64 {
    api.state.app.store.read(|conn| store::users::find_by_username(conn, username)).unwrap().unit_id
}

fn act(api: &Api, day: &str) -> Value {
    let units = [of(api, "hanoi.badinh.nhaplieu"), of(api, "hanoi.hoankiem.nhaplieu")];
    json!({
        "number": "1656/NQ-UBTVQH15",
        "title": "Sắp xếp các phường của thành phố Hà Nội",
        "effective_on": day,
        "steps": [{ "kind": "merge", "units": units, "new": { "name": "Phường Hồ Gươm", "code": "00999" } }],
    })
}

async fn draft(person: &Person<'_>, body: &Value) -> i64 {
    person.write(Method::POST, "/reorganisations", &[], body).await.expect(201)["id"].as_i64().unwrap()
}

async fn publish(person: &Person<'_>, id: i64, revision: i64) -> Answer {
    let path = format!("/reorganisations/{id}/publication");
    person.write(Method::POST, &path, &[("If-Match", format!("\"{revision}\""))], &Value::Null).await
}

fn carry_out(api: &Api) {
    tick(&api.state.app, &Leader::default()).unwrap();
    app::notifications::deliver(&api.state.app).unwrap();
    // Servers remember for five seconds what a person may do.
    std::thread::sleep(std::time::Duration::from_millis(5_100));
}

async fn enter(person: &Person<'_>, figure: &str) -> i64 {
    let report = person.find("enter", FORM, PERIOD).await;
    let body = json!({
        "add_rows": [{ "item": "LV001" }],
        "changes": [{ "row": "LV001", "column": "4", "value": figure }, { "row": "LV001", "column": "9", "value": figure }],
    });
    person.save(report, body).await.expect(200);
    report
}

async fn send(api: &Api, place: &str, report: i64) {
    for (role, action) in [("nhaplieu", "submit"), ("duyet", "approve"), ("gui", "send")] {
        let person = api.person(&format!("hanoi.{place}.{role}")).await;
        person.act(report, action, Some("Kính trình")).await.expect(200);
    }
}

/// Column 4 of the province's consolidated figures.
async fn consolidated(province: &Person<'_>) -> Value {
    let report = province.find("consolidate", "II.06c/VPCP/KSTT", PERIOD).await;
    let view = province.consolidate(report).await.expect(200);
    assert_eq!(view["faults"], json!([]));
    let data = province.get(&format!("/reports/{report}/data")).await.expect(200);
    json!([view["included"], data["consolidated"]["LV001"]["4"]])
}

#[test]
fn two_communes_become_one_in_the_middle_of_a_period() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let begun = api.person("hanoi.badinh.nhaplieu").await;
        let other = api.person("hanoi.hoankiem.nhaplieu").await;
        let draft_report = enter(&begun, "3").await;
        let sent_report = enter(&other, "5").await;
        send(&api, "hoankiem", sent_report).await;

        let id = draft(&admin, &act(&api, "2026-12-01")).await;
        let preview = admin.write(Method::POST, &format!("/reorganisations/{id}/preview"), &[], &Value::Null).await;
        let preview = preview.expect(200);
        assert_eq!(preview["total"]["ended"], 2, "{preview}");
        assert_eq!(preview["total"]["made"], 1);
        // Three of one commune, four of the other, which has a chairman.
        assert_eq!(preview["total"]["people"], 7);
        assert!(preview["total"]["moved"].as_i64().unwrap() >= 1);
        // Looking changes nothing.
        assert_eq!(of(&api, "hanoi.badinh.nhaplieu"), unit(&api, "00004"));
        publish(&admin, id, 1).await.expect(200);
        carry_out(&api);
        assert_eq!(admin.get(&format!("/reorganisations/{id}")).await.expect(200)["status"], "published");

        api.clock.advance(TimeDelta::days(10));
        carry_out(&api);
        let admin = api.person("quantri").await;
        let done = admin.get(&format!("/reorganisations/{id}")).await.expect(200);
        assert_eq!((&done["status"], &done["done"], &done["total"]), (&json!("done"), &json!(1), &json!(1)), "{done}");
        assert_eq!(done["outcome"]["moved"], preview["total"]["moved"]);

        // The draft is the new unit's, with everything in it; the old unit's people go on with it.
        let begun = api.person("hanoi.badinh.nhaplieu").await;
        let view = begun.get(&format!("/reports/{draft_report}")).await.expect(200);
        assert_eq!(view["unit"]["name"], "Phường Hồ Gươm");
        assert_eq!(view["can_edit"], true);
        let history = begun.get(&format!("/reports/{draft_report}/history")).await.expect(200);
        let moved = history["happenings"].as_array().unwrap().iter().find(|one| one["code"] == "moved").unwrap();
        assert!(moved["note"].as_str().unwrap().contains("→ Phường Hồ Gươm"), "{moved}");
        let company = begun.get(&format!("/reports/{draft_report}/predecessors")).await.expect(200);
        assert_eq!(company["total"], 1, "{company}");
        assert_eq!(company["items"][0]["counts_itself"], true);
        // What was sent stays under the old name.
        let old = begun.get(&format!("/reports/{sent_report}")).await.expect(200);
        assert_eq!((&old["unit"]["name"], &old["status"]), (&json!("Phường Hoàn Kiếm"), &json!("sent")));
        // Everybody was told once.
        let told = api.person("hanoi.hoankiem.duyet").await.get("/notifications").await.expect(200);
        let kinds: Vec<&str> =
            told["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "unit_reorganised").count(), 1, "{told}");

        send(&api, "badinh", draft_report).await;
        let province = api.person("hanoi.tonghop").await;
        for report in [draft_report, sent_report] {
            province.act(report, "accept", None).await.expect(200);
        }
        assert_eq!(consolidated(&province).await, json!([2, "8"]));

        // As it was and as it is: other rows, the same totals.
        let path = format!("/progress?circular=01/2020/TT-VPCP&regime=II&period={PERIOD}");
        let now = province.get(&path).await.expect(200);
        let then = province.get(&format!("{path}&map=then")).await.expect(200);
        assert_eq!((&now["has_former"], &then["map"]), (&json!(true), &json!("then")));
        assert_eq!(now["total"], then["total"]);
        let names = |view: &Value| -> Vec<String> {
            view["below"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["unit"]["name"].as_str().unwrap().to_owned())
                .collect()
        };
        assert!(!names(&now).contains(&"Phường Hoàn Kiếm".to_owned()));
        assert!(names(&then).contains(&"Phường Hoàn Kiếm".to_owned()));

        // Old names find both, each says what became of it.
        let found = province.get("/units?q=hoan+kiem").await.expect(200);
        let items = found["items"].as_array().unwrap();
        assert!(
            items
                .iter()
                .any(|one| one["name"] == "Phường Hồ Gươm" && one["predecessors"].as_array().unwrap().len() == 2)
        );
        assert!(items.iter().any(|one| one["name"] == "Phường Hoàn Kiếm"
            && one["successor"]["unit"]["name"] == "Phường Hồ Gươm"
            && one["valid_to"] == "2026-11-30"));
    });
}

#[test]
fn two_drafts_are_added_to_the_successors_report_once() {
    on_each(async |api| {
        let drafts = [
            enter(&api.person("hanoi.badinh.nhaplieu").await, "3").await,
            enter(&api.person("hanoi.hoankiem.nhaplieu").await, "5").await,
        ];
        let admin = api.person("quantri").await;
        let id = draft(&admin, &act(&api, "2026-11-20")).await;
        publish(&admin, id, 1).await.expect(200);
        carry_out(&api);
        let person = api.person("hanoi.badinh.nhaplieu").await;
        let report = person.find("enter", FORM, PERIOD).await;
        for report_of_old in drafts {
            let view = person.get(&format!("/reports/{report_of_old}")).await.expect(200);
            assert_eq!(view["status"], "exempt");
            let later = &view["successor"];
            assert_eq!((&later["report_id"], &later["unit"]["name"]), (&json!(report), &json!("Phường Hồ Gươm")));
            let data = person.get(&format!("/reports/{report_of_old}/data")).await.expect(200);
            assert_eq!(data["rows"][0]["key"], "LV001", "what was typed stays: {data}");
        }
        let add = async |seen: i64| {
            let headers = [("If-Match", format!("\"{seen}\""))];
            person.write(Method::POST, &format!("/reports/{report}/predecessors"), &headers, &Value::Null).await
        };
        assert_eq!(add(7).await.status, 412, "no such revision");
        let receipt = add(0).await.expect(200);
        let data = person.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["rows"][0]["cells"]["4"], "8", "{data}");
        assert_eq!(add(receipt["revision"].as_i64().unwrap()).await.status, 422, "each is added once");
    });
}

#[test]
fn who_may_and_what_is_refused() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let body = act(&api, "2026-12-01");
        assert_eq!(author.write(Method::POST, "/reorganisations", &[], &body).await.status, 403);
        assert_eq!(author.get("/reorganisations").await.status, 403);
        let id = draft(&admin, &body).await;
        let path = format!("/reorganisations/{id}");
        assert_eq!(author.get(&path).await.status, 404);
        assert_eq!(admin.get("/reorganisations").await.expect(200)["total"], 1);
        assert_eq!(admin.write(Method::PUT, &path, &[], &body).await.status, 428);
        assert_eq!(publish(&admin, id, 9).await.status, 412);
        let mut wrong = body.clone();
        wrong["steps"][0]["kind"] = json!("split");
        let seen = |revision: i64| [("If-Match", format!("\"{revision}\""))];
        let edited = admin.write(Method::PUT, &path, &seen(1), &wrong).await.expect(200);
        assert_eq!(edited["faults"][0]["code"], "split", "{edited}");
        let refused = publish(&admin, id, 2).await.expect(422);
        assert_eq!(refused["faults"][0]["place"], "steps.0.kind", "{refused}");
        assert_eq!(admin.write(Method::POST, &format!("{path}/preview"), &[], &Value::Null).await.status, 422);
        admin.write(Method::PUT, &path, &seen(2), &body).await.expect(200);
        publish(&admin, id, 3).await.expect(200);
        assert_eq!(admin.write(Method::PUT, &path, &seen(4), &body).await.status, 409);
        assert_eq!(admin.write(Method::DELETE, &path, &seen(4), &Value::Null).await.status, 409);
        // The same units cannot end twice.
        let second = draft(&admin, &body).await;
        let refused = publish(&admin, second, 1).await.expect(422);
        assert!(refused["faults"].as_array().unwrap().iter().any(|fault| fault["code"] == "pending"), "{refused}");
        // Withdrawn before its day, the first one leaves them free.
        let withdraw = async |person: &Person<'_>, revision: i64| {
            person.write(Method::DELETE, &format!("{path}/publication"), &seen(revision), &Value::Null).await
        };
        assert_eq!(withdraw(&author, 4).await.status, 404);
        assert_eq!(withdraw(&admin, 9).await.status, 412);
        assert_eq!(withdraw(&admin, 4).await.expect(200)["status"], "withdrawn");
        assert_eq!(withdraw(&admin, 5).await.problem(409), "wrong_state");
        // It stays on record, and is found by what became of it.
        let withdrawn = admin.get("/reorganisations?status=withdrawn").await.expect(200);
        assert_eq!((&withdrawn["total"], &withdrawn["items"][0]["id"]), (&json!(1), &json!(id)), "{withdrawn}");
        assert_eq!(admin.get("/reorganisations?status=gone").await.problem(400), "malformed_request");
        publish(&admin, second, 1).await.expect(200);
        api.clock.advance(TimeDelta::days(10));
        carry_out(&api);
        let admin = api.person("quantri").await;
        assert_eq!(admin.get(&path).await.expect(200)["status"], "withdrawn", "nothing of it is carried out");
        let path = format!("/reorganisations/{second}");
        assert_eq!(admin.get(&path).await.expect(200)["status"], "done");
        let publication = format!("{path}/publication");
        assert_eq!(admin.write(Method::DELETE, &publication, &seen(2), &Value::Null).await.problem(409), "wrong_state");
    });
}

#[test]
fn a_period_that_is_opened_again_asks_nothing_twice() {
    on_each(async |api| {
        for (place, figure) in [("badinh", "3"), ("hoankiem", "5")] {
            let report = enter(&api.person(&format!("hanoi.{place}.nhaplieu")).await, figure).await;
            send(&api, place, report).await;
        }
        let admin = api.person("quantri").await;
        let id = draft(&admin, &act(&api, "2026-11-20")).await;
        publish(&admin, id, 1).await.expect(200);
        carry_out(&api);
        let admin = api.person("quantri").await;
        let open = json!({ "circular": "01/2020/TT-VPCP", "regime": "II", "period": PERIOD });
        let opening = admin.write(Method::POST, "/openings", &[], &open).await;
        assert!(matches!(opening.status, 200..=202), "{}", opening.body);
        carry_out(&api);
        let successor = unit(&api, "00999");
        let rows = api
            .state
            .app
            .store
            .read(|conn| store::reports::list_of_unit(conn, domain::ids::UnitId(successor), PERIOD))
            .unwrap();
        assert!(rows.iter().all(|row| row.form_code != FORM), "both have sent it");
        assert!(!rows.is_empty(), "what neither had sent is owed");
    });
}
