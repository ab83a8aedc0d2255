//! Duties and jobs as third parties see them: openings, assignments, exemptions, receivers, runs.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::client::{Answer, Api, Person, on_each};

const CIRCULAR: &str = "01/2020/TT-VPCP";
const FORM: &str = "II.06a/VPCP/KSTT";

impl Person<'_> {
    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.write(Method::POST, path, &[], body).await
    }
}

/// Does what the server's runner does every few seconds.
fn work(api: &Api) {
    let leader = app::jobs::Leader::default();
    app::jobs::tick(&api.state.app, &leader).unwrap();
    leader.resign(&api.state.app).unwrap();
    // No minute has to pass before what was asked for is done.
    api.clock.advance(chrono::TimeDelta::seconds(1));
}

async fn unit(person: &Person<'_>, name: &str) -> i64 {
    let keyword = domain::text::fold(name).replace(' ', "%20");
    let found = person.get(&format!("/units?page_size=200&q={keyword}")).await.expect(200);
    let units = found["items"].as_array().unwrap();
    units.iter().find(|unit| unit["name"] == name).unwrap_or_else(|| panic!("{found}"))["id"].as_i64().unwrap()
}

#[test]
fn an_administrator_opens_a_period_and_watches_it() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let wanted = json!({ "circular": CIRCULAR, "regime": "II", "period": "2027-Q1" });
        let key = [("Idempotency-Key", "open-1".to_owned())];
        let asked = admin.write(Method::POST, "/openings", &key, &wanted).await.expect(202);
        assert_eq!((&asked["state"], &asked["by"]), (&json!("waiting"), &json!("Quản trị hệ thống")));
        assert_eq!(admin.write(Method::POST, "/openings", &key, &wanted).await.expect(202), asked);
        let path = format!("/openings/{}", asked["id"]);
        work(&api);
        let done = admin.get(&path).await.expect(200);
        assert_eq!((&done["state"], &done["done"], &done["made"]), (&json!("done"), &done["total"], &done["total"]));
        assert!(done["total"].as_i64().unwrap() > 200, "{done}");
        let author = api.person("hanoi.badinh.nhaplieu").await;
        author.find("enter", FORM, "2027-Q1").await;

        admin.post("/openings", &wanted).await.expect(202);
        work(&api);
        assert_eq!(admin.get(&path).await.expect(200)["made"], 0, "nothing was missing");
        let all = admin.get("/openings").await.expect(200);
        assert_eq!(all["items"][0]["id"], asked["id"]);

        for (body, status) in [
            (json!({ "circular": CIRCULAR, "regime": "XX", "period": "2027-Q1" }), 422),
            (json!({ "circular": CIRCULAR, "regime": "II", "period": "2027-H1" }), 422),
            (json!({ "circular": CIRCULAR, "regime": "II", "period": "soon" }), 422),
            (json!({ "circular": "a\0b", "regime": "II", "period": "2027-Q1" }), 422),
            (json!({ "circular": CIRCULAR, "regime": "II" }), 400),
        ] {
            admin.post("/openings", &body).await.problem(status);
        }
        admin.get("/openings/999999").await.problem(404);
    });
}

#[test]
fn only_administrators_open_periods_and_run_jobs() {
    on_each(async |api| {
        for username in ["hanoi.tonghop", "hanoi.badinh.nhaplieu"] {
            let person = api.person(username).await;
            for path in ["/jobs", "/jobs/remind/runs", "/openings", "/openings/automatic"] {
                assert_eq!(person.get(path).await.problem(403), "forbidden", "{path}");
            }
            let wanted = json!({ "circular": CIRCULAR, "regime": "II", "period": "2027-Q1" });
            person.post("/openings", &wanted).await.problem(403);
            person.post("/jobs/remind/runs", &Value::Null).await.problem(403);
            let switch = json!({ "circular": CIRCULAR, "regime": "II", "is_on": false });
            person.write(Method::PUT, "/openings/automatic", &[], &switch).await.problem(403);
        }
    });
}

#[test]
fn a_job_is_run_now_and_says_what_it_did() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let run = admin.post("/jobs/open_periods/runs", &Value::Null).await.expect(202);
        assert_eq!(run["state"], "waiting");
        let waiting = admin.get("/jobs").await.expect(200);
        let jobs = waiting["items"].as_array().unwrap();
        let is_waiting = |name: &str| jobs.iter().find(|job| job["name"] == name).unwrap()["is_waiting"].clone();
        assert_eq!((is_waiting("open_periods"), is_waiting("reorganise")), (json!(true), json!(false)));
        work(&api);
        let runs = admin.get("/jobs/open_periods/runs").await.expect(200);
        assert_eq!((&runs["items"][0]["id"], &runs["items"][0]["state"]), (&run["id"], &json!("done")));
        assert_eq!(runs["items"][0]["summary"], "Không có việc cần làm");
        let jobs = admin.get("/jobs").await.expect(200);
        for job in jobs["items"].as_array().unwrap() {
            assert_eq!(job["last_result"], "done", "{job}");
            assert!(job["next_at"].is_string() && job["is_waiting"] == false, "{job}");
        }
        admin.get("/jobs/nothing/runs").await.problem(404);
        admin.post("/jobs/nothing/runs", &Value::Null).await.problem(404);

        let switch = json!({ "circular": CIRCULAR, "regime": "II", "is_on": false });
        let left = admin.write(Method::PUT, "/openings/automatic", &[], &switch).await.expect(200);
        assert!(left["items"].as_array().unwrap().iter().all(|item| item["regime"] != "II"), "{left}");
        let unknown = json!({ "circular": CIRCULAR, "regime": "XX", "is_on": true });
        admin.write(Method::PUT, "/openings/automatic", &[], &unknown).await.problem(422);
    });
}

#[test]
fn a_form_is_assigned_by_hand_with_dates_of_its_own() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let commune = unit(&admin, "Phường Ba Đình").await;
        let new = json!({
            "circular": CIRCULAR, "form": FORM, "period": "2026-Q3", "units": [commune],
            "opens_on": "2026-11-01", "closes_on": "2026-11-30", "due_on": "2026-11-28",
        });
        let key = [("Idempotency-Key", "assign-1".to_owned())];
        let made = admin.write(Method::POST, "/assignments", &key, &new).await.expect(201);
        assert_eq!((&made["made"], &made["existing"]), (&json!(1), &json!(0)));
        assert_eq!(admin.write(Method::POST, "/assignments", &key, &new).await.expect(201), made);
        assert_eq!(admin.post("/assignments", &new).await.expect(201)["existing"], 1);
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.get(&format!("/reports/{}", made["reports"][0])).await.expect(200);
        assert_eq!(report["receiver"]["name"], "Thành phố Hà Nội");
        let period = &report["period"];
        assert_eq!((&period["from"], &period["to"]), (&json!("2026-06-15"), &json!("2026-09-14")), "{report}");
        assert_eq!(report["closes_on"], "2026-11-30", "{report}");

        for (change, status) in [
            (json!({ "units": [] }), 422),
            (json!({ "units": [999_999] }), 404),
            (json!({ "form": "no such form" }), 422),
            (json!({ "form": "a\0b" }), 422),
            (json!({ "period": "2026-11-21" }), 422),
            (json!({ "period": "A-dot-1" }), 422),
            (json!({ "period": "A-dot-1", "period_label": "Đợt 1" }), 422),
            (json!({ "period": "2026-Q2", "opens_on": "2026-12-01" }), 422),
            // Due before it may be entered, and before the figures are complete.
            (json!({ "period": "2026-Q2", "due_on": "2026-10-31" }), 422),
            (json!({ "period": "2026-Q2", "data_to": "2026-11-29" }), 422),
            // Closed before it is due; governed by versions that are yet to come.
            (json!({ "period": "2026-Q2", "closes_on": "2026-11-27" }), 422),
            (json!({ "period": "2029-Q4" }), 422),
            (json!({ "period": "2026-Q2", "due_on": "9999-12-31" }), 422),
            (json!({ "period": "2026-Q2", "period_label": "Riêng" }), 422),
        ] {
            let mut body = new.clone();
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let answer = admin.post("/assignments", &body).await;
            assert_eq!(answer.status, status, "{change} {}", answer.body);
        }
        // The province's own people are no administrators, and nobody assigns to the own unit.
        api.person("hanoi.tonghop").await.post("/assignments", &new).await.problem(403);
    });
}

#[test]
fn an_ad_hoc_report_is_issued_once() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let units = [unit(&admin, "Phường Ba Đình").await, unit(&admin, "Thành phố Hà Nội").await];
        let new = json!({
            "circular": CIRCULAR, "form": FORM, "period": "A-khao-sat", "period_label": "Khảo sát tháng 11",
            "units": units, "data_from": "2026-11-01", "data_to": "2026-11-20", "opens_on": "2026-11-20",
            "closes_on": "2026-12-05", "due_on": "2026-12-01",
        });
        let made = admin.post("/assignments", &new).await.expect(201);
        assert_eq!(made["made"], 2);
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "A-khao-sat").await;
        let view = author.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(view["period"]["label"], "Khảo sát tháng 11", "{view}");
        assert_eq!(view["due"], "2026-12-01T17:00:00Z", "until the end of the day in Việt Nam");
        let province = api.person("hanoi.tonghop").await;
        let above = province.find("consolidate", FORM, "A-khao-sat").await;
        let children = province.get(&format!("/reports/{above}/children")).await.expect(200);
        assert_eq!((&children["total"], &children["items"][0]["report_id"]), (&json!(1), &json!(report)));
    });
}

#[test]
fn an_exempt_unit_gets_its_report_as_exempt() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let commune = unit(&admin, "Phường Ba Đình").await;
        let new =
            json!({ "unit": commune, "circular": CIRCULAR, "form": FORM, "reason": "Số liệu lấy từ trục liên thông" });
        let exemption = admin.post("/exemptions", &new).await.expect(201);
        admin.post("/exemptions", &new).await.problem(422);
        let list = admin.get("/exemptions").await.expect(200);
        assert_eq!((&list["total"], &list["items"][0]), (&json!(1), &exemption));
        for (change, status) in
            [(json!({ "reason": " " }), 422), (json!({ "form": "none" }), 422), (json!({ "unit": 999_999 }), 404)]
        {
            let mut body = new.clone();
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            admin.post("/exemptions", &body).await.problem(status);
        }
        let province = api.person("hanoi.tonghop").await;
        province.post("/exemptions", &new).await.problem(403);
        assert_eq!(province.get("/exemptions").await.expect(200)["total"], 0, "not theirs to assign");

        let wanted = json!({ "circular": CIRCULAR, "regime": "II", "period": "2027-Q1" });
        admin.post("/openings", &wanted).await.expect(202);
        work(&api);
        let list =
            admin.get(&format!("/reports?task=track&form={FORM}&period=2027-Q1&unit={commune}")).await.expect(200);
        assert_eq!((&list["total"], &list["items"][0]["status"]), (&json!(1), &json!("exempt")), "{list}");
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let history = author.get(&format!("/reports/{}/history", list["items"][0]["id"])).await.expect(200);
        assert_eq!(history["transitions"][0]["note"], "Số liệu lấy từ trục liên thông");
        assert_eq!(history["transitions"][0]["by"], Value::Null, "by the system");

        let path = format!("/exemptions/{}", exemption["id"]);
        province.write(Method::DELETE, &path, &[], &Value::Null).await.problem(403);
        assert_eq!(admin.write(Method::DELETE, &path, &[], &Value::Null).await.status, 204);
        admin.write(Method::DELETE, &path, &[], &Value::Null).await.problem(404);
    });
}

#[test]
fn a_receiver_that_is_set_goes_before_the_regime() {
    on_each(async |api| {
        let admin = api.person("quantri").await;
        let commune = unit(&admin, "Phường Ba Đình").await;
        let ministry = unit(&admin, "Bộ Tư pháp").await;
        let set = json!({ "unit": commune, "circular": CIRCULAR, "regime": "II", "receiver": ministry });
        let known = admin.write(Method::PUT, "/receivers", &[], &set).await.expect(200);
        assert_eq!(known["items"][0]["receiver"]["name"], "Bộ Tư pháp");
        let wanted = json!({ "circular": CIRCULAR, "regime": "II", "period": "2027-Q1" });
        admin.post("/openings", &wanted).await.expect(202);
        work(&api);
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "2027-Q1").await;
        let view = author.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(view["receiver"]["name"], "Bộ Tư pháp");

        for (change, status) in [
            (json!({ "receiver": commune }), 422),
            (json!({ "unit": ministry, "receiver": unit(&admin, "Cục Thuế").await, "regime": "XX" }), 422),
            (json!({ "unit": ministry, "receiver": commune }), 422),
            (json!({ "unit": ministry, "receiver": commune, "form": FORM }), 422),
            (json!({ "form": "I.01/VPCP/TH" }), 422),
            (json!({ "unit": 999_999 }), 404),
        ] {
            let mut body = set.clone();
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            admin.write(Method::PUT, "/receivers", &[], &body).await.problem(status);
        }
        let province = api.person("hanoi.tonghop").await;
        province.write(Method::PUT, "/receivers", &[], &set).await.problem(403);
        let mut removed = set.clone();
        removed["receiver"] = Value::Null;
        let known = admin.write(Method::PUT, "/receivers", &[], &removed).await.expect(200);
        assert_eq!(known["items"], json!([]));
    });
}
