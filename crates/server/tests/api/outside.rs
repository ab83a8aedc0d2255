//! Reports that came on paper while the system was down: recorded by the receiver, entered afterwards, in time.

use actix_web::http::Method;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::client::{Answer, Api, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

async fn record(person: &Person<'_>, report: i64, body: &Value) -> Answer {
    person.write(Method::PUT, &format!("/reports/{report}/outside-receipt"), &[], body).await
}

async fn withdraw(person: &Person<'_>, report: i64) -> Answer {
    person.write(Method::DELETE, &format!("/reports/{report}/outside-receipt"), &[], &Value::Null).await
}

/// Enters, approves and sends the commune's report; gives it as the province sees it.
async fn send(api: &Api, report: i64) -> Value {
    let author = api.person("hanoi.badinh.nhaplieu").await;
    let cell = |column: &str| json!({ "row": "LV002", "column": column, "value": "3" });
    let body = json!({ "add_rows": [{ "item": "LV002" }], "changes": [cell("4"), cell("9")] });
    author.save(report, body).await.expect(200);
    author.act(report, "submit", Some("Kính trình")).await.expect(200);
    api.person("hanoi.badinh.duyet").await.act(report, "approve", None).await.expect(200);
    api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
    api.person("hanoi.tonghop").await.get(&format!("/reports/{report}")).await.expect(200)
}

/// The commune's report, and the clock a day behind its deadline.
async fn overdue(api: &Api) -> (i64, DateTime<Utc>) {
    let author = api.person("hanoi.badinh.nhaplieu").await;
    let report = author.find("enter", FORM, PERIOD).await;
    let due: DateTime<Utc> =
        author.get(&format!("/reports/{report}")).await.expect(200)["due"].as_str().unwrap().parse().unwrap();
    api.clock.advance(due + Duration::days(1) - api.state.app.clock.now().and_utc());
    (report, due)
}

fn day(moment: DateTime<Utc>) -> String {
    // A deadline at 24:00 belongs to the day before.
    (moment + Duration::hours(7) - Duration::seconds(1)).date_naive().to_string()
}

#[test]
fn what_came_on_paper_in_time_is_entered_afterwards_and_marked_so() {
    on_each(async |api| {
        let (report, due) = overdue(&api).await;
        let receiver = api.person("hanoi.tonghop").await;
        let seen = receiver.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!((&seen["can_record_outside_receipt"], &seen["is_late"]), (&json!(true), &json!(true)), "{seen}");
        let body =
            json!({ "channel": "paper", "reference": "12/BC-UBND", "received_on": day(due), "note": "Mất điện" });
        let view = record(&receiver, report, &body).await.expect(200);
        let told = &view["outside_receipt"];
        assert_eq!((&told["reference"], &told["channel_label"]), (&json!("12/BC-UBND"), &json!("Bản giấy")), "{view}");
        assert_eq!(view["is_received_outside"], true);

        // The unit is told and sees the mark, in its list too.
        app::notifications::deliver(&api.state.app).unwrap();
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let bell = author.get("/notifications?page_size=200").await.expect(200);
        let notice = bell["items"].as_array().unwrap().iter().find(|item| item["kind"] == "received_outside").unwrap();
        let text = notice["text"].as_str().unwrap();
        assert!(text.contains("được ghi nhận là đã nhận ngoài hệ thống") && text.contains("12/BC-UBND"), "{text}");
        let list = author.get(&format!("/reports?task=enter&form={FORM}")).await.expect(200);
        let listed = list["items"].as_array().unwrap().iter().find(|item| item["id"] == report).unwrap().clone();
        assert_eq!(listed["is_received_outside"], true);
        let history = author.get(&format!("/reports/{report}/history")).await.expect(200);
        let happened = &history["happenings"][0];
        assert_eq!(happened["code"], "received_outside", "{history}");
        assert!(happened["note"].as_str().unwrap().contains("12/BC-UBND"), "{happened}");
        assert!(happened["by"].is_string() && happened["unit"].is_string(), "{happened}");

        let sent = send(&api, report).await;
        assert_eq!((&sent["status"], &sent["is_late"]), (&json!("sent"), &json!(false)), "{sent}");
        assert_eq!(sent["can_record_outside_receipt"], false);
        assert_eq!(record(&api.person("hanoi.tonghop").await, report, &body).await.problem(409), "wrong_state");
        assert_eq!(withdraw(&api.person("hanoi.tonghop").await, report).await.problem(409), "wrong_state");
    });
}

#[test]
fn what_came_too_late_stays_late_and_what_was_sent_late_is_put_right() {
    on_each(async |api| {
        let (report, due) = overdue(&api).await;
        let receiver = api.person("hanoi.tonghop").await;
        let body = |day: String| json!({ "channel": "document_axis", "reference": "12", "received_on": day });
        record(&receiver, report, &body(day(due + Duration::days(1)))).await.expect(200);
        withdraw(&receiver, report).await.expect(200);
        assert_eq!(withdraw(&receiver, report).await.problem(404), "not_found");
        assert_eq!(send(&api, report).await["is_late"], true);
        let view = record(&api.person("hanoi.tonghop").await, report, &body(day(due))).await.expect(200);
        assert_eq!((&view["is_late"], &view["can_record_outside_receipt"]), (&json!(false), &json!(false)), "{view}");
    });
}

#[test]
fn only_who_receives_or_assigns_says_so_and_nothing_without_sense() {
    on_each(async |api| {
        let (report, due) = overdue(&api).await;
        let good = json!({ "channel": "other", "reference": "Thư điện tử 7", "received_on": day(due) });
        for user in ["hanoi.badinh.nhaplieu", "hanoi.badinh.gui", "hanoi.badinh.duyet"] {
            let person = api.person(user).await;
            assert_eq!(record(&person, report, &good).await.problem(403), "forbidden", "{user}");
            assert_eq!(withdraw(&person, report).await.problem(403), "forbidden", "{user}");
        }
        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        assert_eq!(record(&stranger, report, &good).await.problem(404), "not_found");
        let receiver = api.person("hanoi.tonghop").await;
        for (field, value, status) in [
            ("channel", json!("fax"), 400),
            ("reference", json!("  "), 422),
            ("reference", json!("a".repeat(201)), 422),
            ("received_on", json!(day(due + Duration::days(9))), 422),
            ("received_on", json!("2020-01-01"), 422),
            ("note", json!("a".repeat(1_001)), 422),
        ] {
            let mut body = good.clone();
            body[field] = value;
            record(&receiver, report, &body).await.problem(status);
        }
        let view = api.person("quantri").await.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(view["can_record_outside_receipt"], true, "who assigns it may, too");
        assert!(view.get("outside_receipt").is_none());
    });
}
