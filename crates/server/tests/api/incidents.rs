//! Incident mode: declared by an administrator, told to everybody, deadlines moved and settled.

use actix_web::http::Method;
use app::jobs::{Leader, tick};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::client::{Answer, Api, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const OTHER_REGIME: &str = "III.01a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";
const REASON: &str = "Mất điện tại trung tâm dữ liệu";

async fn post(person: &Person<'_>, path: &str, body: Value) -> Answer {
    person.write(Method::POST, path, &[], &body).await
}

fn moment(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

/// Lets the jobs run, as the leading server does.
fn run_jobs(api: &Api) {
    let leader = Leader::default();
    tick(&api.state.app, &leader).unwrap();
    leader.resign(&api.state.app).unwrap();
    app::notifications::deliver(&api.state.app).unwrap();
}

/// Moves the test's clock.
fn go_to(api: &Api, moment: DateTime<Utc>) {
    let now = api.state.app.clock.now().and_utc();
    api.clock.advance(moment - now);
}

/// A report of another commune, on its way to the province.
async fn sent(api: &Api) -> i64 {
    let author = api.person("hanoi.hoankiem.nhaplieu").await;
    let report = author.find("enter", FORM, PERIOD).await;
    let cell = |column: &str| json!({ "row": "LV002", "column": column, "value": "3" });
    let row = json!({ "add_rows": [{ "item": "LV002" }], "changes": [cell("4"), cell("9")] });
    author.save(report, row).await.expect(200);
    author.act(report, "submit", Some("Kính trình")).await.expect(200);
    api.person("hanoi.hoankiem.duyet").await.act(report, "approve", None).await.expect(200);
    api.person("hanoi.hoankiem.gui").await.act(report, "send", None).await.expect(200);
    report
}

#[test]
fn deadlines_move_while_it_lasts_and_are_settled_at_its_end() {
    on_each(async |api| {
        let delivered = sent(&api).await;
        let report = api.person("hanoi.badinh.nhaplieu").await.find("enter", FORM, PERIOD).await;
        let read =
            async |report: i64| api.person("hanoi.tonghop").await.get(&format!("/reports/{report}")).await.expect(200);
        let (before, untouched) = (read(report).await, read(delivered).await);
        let due = moment(&before["due"]);
        assert!(before.get("extensions").is_none(), "{before}");

        // Half a day before the deadline.
        go_to(&api, due - Duration::hours(12));
        let admin = api.person("quantri").await;
        let new = json!({ "reason": REASON, "extension": { "kind": "outage" } });
        let declared = post(&admin, "/incidents", new.clone()).await.expect(201);
        assert_eq!(post(&admin, "/incidents", new).await.problem(409), "wrong_state", "one at a time");
        run_jobs(&api);
        let moved = read(report).await;
        let first = moment(&moved["due"]);
        assert!(first > due && first - due <= Duration::days(12), "{due} {first}");
        assert_eq!(moved["extensions"][0]["due_before"], before["due"], "the one before stays visible");
        assert_eq!(moved["extensions"][0]["reason"], REASON);
        assert!(moved["closes_on"].as_str() >= before["closes_on"].as_str(), "entry follows");
        assert_eq!(moved["is_late"], false);
        run_jobs(&api);
        assert_eq!(read(report).await["due"], moved["due"], "once, however often it is looked at");
        let person = api.person("hanoi.badinh.nhaplieu").await;
        let history = person.get(&format!("/reports/{report}/history")).await.expect(200);
        let extended = history["happenings"].as_array().unwrap().iter().find(|one| one["code"] == "extended").unwrap();
        assert!(extended["note"].as_str().unwrap().contains(" → "), "{extended}");
        assert_eq!(read(delivered).await["due"], untouched["due"], "what was sent is not moved");

        // Everybody is told, on the bell and on every page.
        let commune = api.person("hanoi.badinh.nhaplieu").await;
        let bell = commune.get("/notifications?status=unread").await.expect(200);
        let told = bell["items"].as_array().unwrap().iter().find(|item| item["kind"] == "incident_declared").unwrap();
        assert!(told["text"].as_str().unwrap().contains(REASON), "{told}");
        let banner = commune.get("/incidents/current").await.expect(200);
        assert_eq!((banner["items"].as_array().unwrap().len(), &banner["items"][0]["is_lasting"]), (1, &json!(true)));

        // A week later it still goes on: the deadline is after the present day.
        go_to(&api, due + Duration::days(7));
        run_jobs(&api);
        let grown = moment(&read(report).await["due"]);
        assert!(grown > first && grown > due + Duration::days(7), "{grown}");
        let admin = api.person("quantri").await;
        let path = format!("/incidents/{}/end", declared["id"]);
        let early = (due - Duration::days(30)).to_rfc3339();
        assert_eq!(post(&admin, &path, json!({ "ended_at": early })).await.problem(422), "invalid_content");
        post(&admin, &path, json!({})).await.expect(200);
        assert_eq!(post(&admin, &path, json!({})).await.problem(409), "wrong_state", "it ends once");
        run_jobs(&api);
        let settled = admin.get("/incidents").await.expect(200)["items"][0].clone();
        assert_eq!(settled["is_settled"], true, "{settled}");
        assert!(settled["extended"].as_i64().unwrap() > 1, "{settled}");
        assert_eq!(moment(&read(report).await["due"]), grown, "what was granted is not taken back");

        // The banner stays until the last deadline has passed.
        let banner = async || {
            let view = api.person("hanoi.badinh.nhaplieu").await.get("/incidents/current").await.expect(200);
            view["items"].as_array().unwrap().clone()
        };
        let seen = banner().await;
        assert_eq!(seen[0]["is_lasting"], false);
        go_to(&api, moment(&seen[0]["until"]) + Duration::seconds(1));
        assert!(banner().await.is_empty());
    });
}

#[test]
fn one_regime_s_incident_moves_nothing_else_and_a_retry_declares_it_once() {
    on_each(async |api| {
        let commune = api.person("hanoi.badinh.nhaplieu").await;
        let own = commune.find("enter", FORM, PERIOD).await;
        let list = commune.get(&format!("/reports?task=enter&form={OTHER_REGIME}")).await.expect(200);
        let other = list["items"][0].clone();
        let view = commune.get(&format!("/reports/{own}")).await.expect(200);
        let due = moment(&view["due"]);
        go_to(&api, due - Duration::hours(3));
        let admin = api.person("quantri").await;
        let circular = view["form"]["circular"].clone();
        let new = json!({
            "regime": { "circular": circular, "code": "II" },
            "reason": REASON,
            "extension": { "kind": "days", "days": 2 },
            "reach": 30,
        });
        let key = [("Idempotency-Key", "incident-of-one-regime".to_owned())];
        let first = admin.write(Method::POST, "/incidents", &key, &new).await.expect(201);
        let again = admin.write(Method::POST, "/incidents", &key, &new).await.expect(201);
        assert_eq!(first["id"], again["id"]);
        assert_eq!(admin.get("/incidents").await.expect(200)["total"], 1);
        run_jobs(&api);
        let commune = api.person("hanoi.badinh.nhaplieu").await;
        assert!(moment(&commune.get(&format!("/reports/{own}")).await.expect(200)["due"]) > due);
        let same = commune.get(&format!("/reports/{}", other["id"])).await.expect(200);
        assert_eq!(same["due"], other["due"], "another regime's");
    });
}

#[test]
fn only_who_administers_the_whole_declares_and_nothing_without_sense() {
    on_each(async |api| {
        let new = |change: &dyn Fn(&mut Value)| {
            let mut body = json!({ "reason": REASON, "extension": { "kind": "outage" } });
            change(&mut body);
            body
        };
        for user in ["hanoi.tonghop", "hanoi.badinh.nhaplieu", "vpcp.tonghop"] {
            let person = api.person(user).await;
            assert_eq!(post(&person, "/incidents", new(&|_| ())).await.problem(403), "forbidden", "{user}");
            assert_eq!(post(&person, "/incidents/1/end", json!({})).await.problem(403), "forbidden", "{user}");
            assert_eq!(person.get("/incidents").await.problem(403), "forbidden", "{user}");
        }
        let admin = api.person("quantri").await;
        for change in [
            &(|body: &mut Value| body["reason"] = json!("  ")) as &dyn Fn(&mut Value),
            &|body| body["reason"] = json!("a".repeat(1_001)),
            &|body| body["started_at"] = json!("2026-11-21T02:00:00Z"),
            &|body| body["started_at"] = json!("2026-01-01T00:00:00Z"),
            &|body| body["extension"] = json!({ "kind": "days", "days": 0 }),
            &|body| body["extension"] = json!({ "kind": "days", "days": 31 }),
            &|body| body["reach"] = json!(31),
            &|body| body["regime"] = json!({ "circular": "01/2020/TT-VPCP", "code": "XX" }),
        ] {
            let body = new(change);
            assert_eq!(post(&admin, "/incidents", body.clone()).await.problem(422), "invalid_content", "{body}");
        }
        assert_eq!(post(&admin, "/incidents/99/end", json!({})).await.problem(404), "not_found");
        assert_eq!(admin.get("/incidents").await.expect(200)["total"], 0, "nothing was declared");
    });
}
