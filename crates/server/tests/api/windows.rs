//! When reports can be entered: the hour that a regime names, another window by those above, and whose clock counts.

use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::client::{Answer, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const COMMUNE: &str = "hanoi.badinh.nhaplieu";

impl Person<'_> {
    async fn give(&self, report: i64, window: &Value) -> Answer {
        self.write(Method::PUT, &format!("/reports/{report}/entry-window"), &[], window).await
    }
}

#[test]
fn those_above_extend_entry_with_a_reason_and_the_unit_is_told() {
    on_each(async |api| {
        let author = api.person(COMMUNE).await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        let path = format!("/reports/{report}");
        let before = author.get(&path).await.expect(200);
        assert_eq!(before["can_change_entry_window"], false);
        // Entry has closed, 15 days after the deadline.
        api.clock.advance(TimeDelta::days(60));
        let (admin, author) = (api.person("quantri").await, api.person(COMMUNE).await);
        let closed = author.get(&path).await.expect(200);
        assert_eq!(closed["can_edit"], false);
        let reason = closed["read_only_reason"].as_str().unwrap();
        assert!(reason.contains("từ 00:00 ngày 15/09/2026 đến 24:00 ngày 01/01/2027"), "{reason}");
        let refused = author.act(report, "open", None).await;
        assert!(refused.body["detail"].as_str().unwrap().contains("24:00 ngày 01/01/2027"), "{}", refused.body);
        assert_eq!(refused.problem(409), "wrong_state");

        let window = json!({ "closes_on": "2027-02-10", "reason": "Mất điện nhiều ngày" });
        assert_eq!(author.give(report, &window).await.problem(403), "forbidden");
        assert_eq!(api.person("hanoi.hoankiem.nhaplieu").await.give(report, &window).await.problem(404), "not_found");
        for (wrong, status) in [
            (json!({ "closes_on": "2027-02-10", "reason": " " }), 422),
            (json!({ "closes_on": "2026-09-14", "reason": "Sai" }), 422),
            (json!({ "closes_on": "9999-09-14", "reason": "Sai" }), 422),
            (json!({ "closes_on": "2027-02-30", "reason": "Sai" }), 400),
        ] {
            admin.give(report, &wrong).await.problem(status);
        }
        assert_eq!(admin.get(&path).await.expect(200)["can_change_entry_window"], true);
        for _ in 0..2 {
            // The second time nothing changes, and nobody is told again.
            let view = admin.give(report, &window).await.expect(200);
            assert_eq!(
                (&view["closes_on"], &view["due"]),
                (&json!("2027-02-10"), &before["due"]),
                "the deadline stays"
            );
        }
        assert_eq!(author.get(&path).await.expect(200)["can_edit"], true);
        app::notifications::deliver(&api.state.app).unwrap();
        let told = author.get("/notifications?page_size=200").await.expect(200);
        let told: Vec<&Value> =
            told["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "entry_window").collect();
        assert_eq!(told.len(), 1);
        let text = told[0]["text"].as_str().unwrap();
        assert!(
            text.contains("mở đến 24:00 ngày 10/02/2027. Lý do: Mất điện nhiều ngày (Quản trị hệ thống)"),
            "{text}"
        );

        author.act(report, "open", None).await.expect(200);
        author.act(report, "submit", Some("Không phát sinh")).await.expect(200);
        api.person("hanoi.badinh.duyet").await.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
        assert_eq!(admin.give(report, &window).await.problem(409), "wrong_state", "it was sent");
    });
}

#[test]
fn a_report_opens_at_the_hour_that_its_regime_names() {
    on_each(async |api| {
        let (admin, author) = (api.person("quantri").await, api.person(COMMUNE).await);
        let list = admin.get("/regimes?circular=01/2020/TT-VPCP").await.expect(200);
        let from = list["items"].as_array().unwrap().iter().find(|one| one["code"] == "II").unwrap()["id"].clone();
        let draft = admin.write(Method::POST, "/regimes", &[], &json!({ "from": from })).await.expect(201);
        let mut regime = draft["regime"].clone();
        regime["valid_from"] = json!("2026-01-01");
        regime["due"][0]["opens"] = json!("09:30:00");
        let seen = |view: &Value| [("If-Match", format!("\"{}\"", view["revision"]))];
        let path = format!("/regimes/{}", draft["id"]);
        let saved = admin.write(Method::PUT, &path, &seen(&draft), &regime).await.expect(200);
        admin.write(Method::POST, &format!("{path}/publication"), &seen(&saved), &Value::Null).await.expect(200);

        let report = author.find("enter", FORM, "2026-Q4").await;
        let today = json!({ "opens_on": "2026-11-21", "closes_on": "2026-12-31", "reason": "Mở lại" });
        admin.give(report, &today).await.expect(200);
        // 08:00 in Việt Nam.
        let view = author.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!((&view["opens_at"], &view["can_edit"]), (&json!("2026-11-21T02:30:00Z"), &json!(false)));
        assert!(view["read_only_reason"].as_str().unwrap().contains("từ 09:30 ngày 21/11/2026"), "{view}");
        author.act(report, "open", None).await.problem(409);
        api.clock.advance(TimeDelta::minutes(91));
        let author = api.person(COMMUNE).await;
        assert_eq!(author.get(&format!("/reports/{report}")).await.expect(200)["can_edit"], true);
        author.act(report, "open", None).await.expect(200);
        // Other levels have no such hour.
        let province = api.person("hanoi.tonghop").await;
        let of_province = province.find("enter", "II.06c/VPCP/KSTT", "2026-Q4").await;
        let view = province.get(&format!("/reports/{of_province}")).await.expect(200);
        assert_eq!(view["opens_at"], "2026-09-14T17:00:00Z");
    });
}

#[test]
fn the_servers_clock_counts_whatever_the_clients_says() {
    on_each(async |api| {
        let author = api.person(COMMUNE).await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        let path = format!("/reports/{report}");
        let answer = author.get(&path).await;
        assert_eq!(answer.headers.get("date").unwrap(), "Sat, 21 Nov 2026 01:00:00 GMT", "by the program's clock");
        let view = answer.expect(200);
        // A client that is days off says so in its headers, and changes nothing.
        for date in ["Thu, 01 Jan 2037 00:00:00 GMT", "Thu, 01 Jan 2015 00:00:00 GMT"] {
            let headers = [("Date", date.to_owned()), ("If-Match", format!("\"{}\"", view["revision"]))];
            let body = json!({ "base_revision": view["revision"], "changes": [] });
            author.write(Method::PATCH, &format!("{path}/data"), &headers, &body).await;
            let again = author.get(&path).await.expect(200);
            assert_eq!((&again["due"], &again["is_late"]), (&view["due"], &json!(false)));
        }
        api.clock.advance(TimeDelta::days(40));
        let author = api.person(COMMUNE).await;
        let late = author.get(&path).await;
        assert_eq!(late.headers.get("date").unwrap(), "Thu, 31 Dec 2026 01:00:00 GMT");
        let late = late.expect(200);
        assert_eq!((&late["due"], &late["is_late"]), (&view["due"], &json!(true)));
    });
}
