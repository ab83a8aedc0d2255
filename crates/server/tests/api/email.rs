//! Notices by e-mail through the real application and a conversation with a mail server.

use actix_web::http::Method;
use app::jobs::{Leader, tick};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::client::{Api, Person, on_each};
use crate::smtp_sink::Sink;

const ADDRESS: &str = "duyet@badinh.gov.vn";

/// The code in a letter: "Mã xác nhận: 1234 5678", quoted-printable.
fn code_in(letter: &str) -> String {
    let line = letter.lines().find(|line| line.starts_with("M=C3=A3 x")).unwrap();
    line.rsplit(": ").next().unwrap().to_owned()
}

async fn prove(person: &Person<'_>, sink: &Sink) {
    person.write(Method::PUT, "/me/email", &[], &json!({ "address": ADDRESS })).await.expect(200);
    let code = code_in(&sink.taken()[0]);
    let proved = person.write(Method::POST, "/me/email/proof", &[], &json!({ "code": code })).await.expect(200);
    assert_eq!(proved, json!({ "address": ADDRESS, "notices": true }));
}

/// What the job says of its last run, after another minute.
async fn run(api: &Api, leader: &Leader) -> Value {
    app::notifications::deliver(&api.state.app).unwrap();
    api.clock.advance(TimeDelta::seconds(61));
    tick(&api.state.app, leader).unwrap();
    let jobs = api.person("quantri").await.get("/jobs").await.expect(200);
    let mut jobs = jobs["items"].as_array().unwrap().clone().into_iter();
    jobs.find(|job| job["name"] == "mail_notices").unwrap()
}

#[test]
fn a_server_without_a_mail_server_offers_nothing() {
    on_each(async |api| {
        let person = api.person("quantri").await;
        assert_eq!(person.get("/me").await.expect(200)["has_email"], false);
        assert_eq!(person.get("/me/email").await.problem(404), "not_found");
        person.write(Method::PUT, "/me/email", &[], &json!({ "address": ADDRESS })).await.problem(404);
        person.write(Method::POST, "/jobs/mail_notices/runs", &[], &Value::Null).await.problem(404);
        let jobs = person.get("/jobs").await.expect(200);
        assert!(!jobs.to_string().contains("mail_notices"), "{jobs}");
    });
}

#[test]
fn notices_reach_the_mail_server_and_its_refusals_reach_people() {
    on_each(async |api| {
        let (sink, url) = Sink::start();
        let api = api.mailing(&url);
        let leader = Leader::default();
        let person = api.person("hanoi.badinh.duyet").await;
        assert_eq!(person.get("/me").await.expect(200)["has_email"], true);
        assert_eq!(person.get("/me/email").await.expect(200), json!({ "notices": false }));
        for wrong in ["", "a@b", "a@b.vn\r\nBcc: c@d.vn"] {
            person.write(Method::PUT, "/me/email", &[], &json!({ "address": wrong })).await.problem(422);
        }
        sink.answer("RCPT", "550 5.1.1 <duyet@badinh.gov.vn>: no such user");
        let refused = person.write(Method::PUT, "/me/email", &[], &json!({ "address": ADDRESS })).await.expect(422);
        let detail = refused["detail"].as_str().unwrap();
        assert!(detail.contains("no such user") && !detail.contains(ADDRESS), "{detail}");
        prove(&person, &sink).await;
        run(&api, &leader).await;
        assert!(sink.taken().is_empty(), "what is old is not mailed");

        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        author.act(report, "open", None).await.expect(200);
        author.act(report, "submit", Some("Không phát sinh")).await.expect(200);
        sink.answer("RCPT", "450 4.2.0 greylisted");
        sink.commands();
        let job = run(&api, &leader).await;
        assert_eq!(job["last_summary"], "1 thư sẽ được gửi lại sau", "{job}");
        assert!(sink.commands().iter().any(|command| command == "MAIL FROM:<baocao@example.gov.vn>"));
        let job = run(&api, &leader).await;
        assert_eq!(job["last_summary"], "1 thư đã gửi", "{job}");
        let letter = sink.taken().remove(0);
        for line in
            ["To: duyet@badinh.gov.vn", "Auto-Submitted: auto-generated", "Content-Transfer-Encoding: quoted-printable"]
        {
            assert!(letter.lines().any(|other| other == line), "{line}: {letter}");
        }
        assert!(letter.contains("Message-ID: <notices-") && letter.contains("@baocao.example.gov.vn>"), "{letter}");
        assert!(letter.is_ascii() && letter.lines().all(|line| line.len() < 200), "{letter}");
        assert!(letter.replace("=\n", "").contains(&format!("https://baocao.example.gov.vn/bao-cao/{report}\n")));

        // The sender is refused: nobody's address is to blame, and the administrators see why.
        author.act(report, "recall", None).await.expect(200);
        sink.answer("MAIL", "553 sender not allowed");
        let job = run(&api, &leader).await;
        assert_eq!(job["last_result"], "failed");
        assert!(job["last_summary"].as_str().unwrap().contains("sender not allowed"), "{job}");
        assert_eq!(person.get("/me/email").await.expect(200)["notices"], true);
        // The address is gone: it is not tried again, and its owner learns why.
        sink.answer("RCPT", "550 5.1.1 user unknown");
        let job = run(&api, &leader).await;
        assert_eq!(job["last_summary"], "1 địa chỉ thư bị từ chối", "{job}");
        let view = person.get("/me/email").await.expect(200);
        assert_eq!(view["notices"], false);
        assert!(view["problem"].as_str().unwrap().contains("user unknown"), "{view}");
        sink.commands();
        run(&api, &leader).await;
        assert_eq!(sink.commands(), Vec::<String>::new());

        person.write(Method::DELETE, "/me/email", &[], &Value::Null).await;
        assert_eq!(person.get("/me/email").await.expect(200), json!({ "notices": false }));
        person.write(Method::PUT, "/me/email/notices", &[], &json!({ "notices": true })).await.problem(404);
    });
}

#[test]
fn an_address_lies_sealed_in_the_database() {
    on_each(async |api| {
        let (sink, url) = Sink::start();
        let api = api.mailing(&url);
        let person = api.person("hanoi.badinh.duyet").await;
        prove(&person, &sink).await;
        let own = person.get("/me").await.expect(200)["user"]["id"].as_i64().unwrap();
        let row = api.state.app.store.read(|conn| store::email::find(conn, domain::ids::UserId(own))).unwrap().unwrap();
        assert!(!row.sealed.contains("badinh") && row.sealed.len() > 60, "{}", row.sealed);
    });
}
