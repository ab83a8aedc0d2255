//! The bell: filters, what to do, and the stream of the unread count.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::http::Method;
use actix_web::test::{self, TestRequest};
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::live::{MOST_STREAMS, Rounds};

use crate::client::{Api, Person, on_each};

const CHILD: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

/// A balanced row: received = under way.
fn row() -> Value {
    let cell = |column: &str| json!({ "row": "LV002", "column": column, "value": "3" });
    json!({ "add_rows": [{ "item": "LV002" }], "changes": [cell("4"), cell("9")] })
}

/// The commune's report goes up to the leader, and comes back.
async fn reject(api: &Api) -> i64 {
    let author = api.person("hanoi.badinh.nhaplieu").await;
    let report = author.find("enter", CHILD, PERIOD).await;
    author.save(report, row()).await.expect(200);
    author.act(report, "submit", Some("Kính trình")).await.expect(200);
    api.person("hanoi.badinh.duyet").await.act(report, "reject", Some("Thiếu lĩnh vực")).await.expect(200);
    app::notifications::deliver(&api.state.app).unwrap();
    report
}

async fn listed(person: &Person<'_>, query: &str) -> Vec<Value> {
    let view = person.get(&format!("/notifications?page_size=200&{query}")).await.expect(200);
    let items = view["items"].as_array().unwrap().clone();
    assert_eq!(view["total"], items.len(), "{query}");
    items
}

#[test]
fn a_notice_says_what_happened_to_which_report_by_whom_and_what_to_do() {
    on_each(async |api| {
        let report = reject(&api).await;
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let rejected = listed(&author, "status=unread").await.remove(0);
        assert_eq!(rejected["kind"], "reject");
        assert_eq!(rejected["report"]["id"], report);
        assert_eq!(rejected["report"]["period"], "Quý IV năm 2026");
        assert_eq!(rejected["report"]["form"], CHILD);
        assert!(rejected["report"]["unit"]["name"].as_str().unwrap().contains("Ba Đình"), "{rejected}");
        assert_eq!(rejected["sender"]["unit"], rejected["report"]["unit"], "a leader of the same unit");
        assert_eq!(rejected["task"]["text"], "Mở báo cáo và nhập số liệu");
        assert_eq!(rejected["task"]["link"], format!("/bao-cao/{report}"));

        let leader = api.person("hanoi.badinh.duyet").await;
        let submitted = |items: Vec<Value>| items.into_iter().find(|item| item["kind"] == "submit").unwrap();
        let told = submitted(listed(&leader, "").await);
        assert_eq!(told["task"]["code"], "read", "the leader has decided about it: {told}");
        author.act(report, "submit", None).await.expect(200);
        assert_eq!(submitted(listed(&leader, "").await)["task"]["code"], "approve", "and is asked again");
    });
}

/// Their approval is in question, too.
#[test]
fn whoever_approved_is_told_that_the_receiver_returned_it() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let leader = api.person("hanoi.badinh.duyet").await;
        let receiver = api.person("hanoi.tonghop").await;
        let report = author.find("enter", CHILD, PERIOD).await;
        author.save(report, row()).await.expect(200);
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        leader.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
        receiver.act(report, "return", Some("Thiếu hồ sơ trực tuyến")).await.expect(200);
        app::notifications::deliver(&api.state.app).unwrap();
        for (person, expected) in [(&author, 1), (&leader, 1), (&receiver, 0)] {
            let told = listed(person, "").await;
            let returned: Vec<&Value> =
                told.iter().filter(|item| item["kind"] == "return" && item["report_id"] == report).collect();
            assert_eq!(returned.len(), expected, "{told:?}");
            let says_why = |item: &&Value| item["text"].as_str().unwrap().ends_with("Lý do: Thiếu hồ sơ trực tuyến");
            assert!(returned.iter().all(says_why), "{returned:?}");
        }
        let told = listed(&leader, "status=unread").await;
        let returned = told.iter().find(|item| item["kind"] == "return").unwrap();
        assert_eq!(returned["task"]["code"], "read", "the author mends it: {returned}");
    });
}

#[test]
fn notices_are_found_by_what_people_remember_of_them() {
    on_each(async |api| {
        reject(&api).await;
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let all = listed(&author, "").await;
        let rejected = all[0].clone();
        assert!(all.len() > 1, "the demonstration assigned reports before");
        let name = rejected["sender"]["name"].as_str().unwrap();
        let unit = rejected["sender"]["unit"]["id"].as_i64().unwrap();
        let one = std::slice::from_ref(&rejected);

        // By the sender's name, whole or in part, without diacritics, and never by a letter that is a wildcard elsewhere.
        let word = domain::text::fold(name.split_whitespace().last().unwrap());
        let found = listed(&author, &format!("sender={word}")).await;
        assert!(found.contains(&rejected) && found.iter().all(|item| item["sender"]["name"].is_string()), "{found:?}");
        assert!(listed(&author, "sender=%25").await.is_empty());
        assert!(listed(&author, "sender=khongcoai").await.is_empty());
        // By the unit, which the list of units offers.
        assert!(listed(&author, &format!("unit={unit}")).await.contains(&rejected));
        assert!(listed(&author, "unit=999999").await.is_empty());
        let units = author.get("/notifications/units").await.expect(200);
        assert!(units["items"].as_array().unwrap().contains(&rejected["sender"]["unit"]), "{units}");
        // By the day in Việt Nam: the test's clock stands on 21 November, 08:00.
        assert_eq!(listed(&author, "from=2026-11-21&to=2026-11-21&sender=".to_owned().as_str()).await.len(), all.len());
        assert!(listed(&author, "to=2026-11-20").await.is_empty());
        assert!(listed(&author, "from=2026-11-22").await.is_empty());
        // By whether it was read.
        let id = rejected["id"].as_i64().unwrap();
        author.write(Method::POST, "/notifications/read", &[], &json!({ "ids": [id] })).await.expect(204);
        let read = listed(&author, "status=read").await;
        assert_eq!(read.len(), one.len());
        assert_eq!((read[0]["id"].as_i64(), &read[0]["is_read"]), (Some(id), &json!(true)));
        assert_eq!(listed(&author, "status=unread").await.len(), all.len() - 1);
        assert_eq!(listed(&author, "unread=true").await.len(), all.len() - 1, "as it was asked for before");
        // Nobody else's.
        let other = api.person("hanoi.hoankiem.nhaplieu").await;
        assert!(listed(&other, "").await.iter().all(|item| item["id"] != id));
    });
}

#[test]
fn a_filter_that_makes_no_sense_is_refused_in_words() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let long = format!("sender={}", "a".repeat(101));
        for (query, words) in [
            ("from=21/11/2026", "2026-11-21"),
            ("from=2026-11-22&to=2026-11-21", "phải trước hoặc bằng"),
            ("status=old", "old"),
            ("page=0", "page"),
            (&long, "100"),
        ] {
            let answer = author.get(&format!("/notifications?{query}")).await;
            assert!(answer.body["detail"].as_str().unwrap().contains(words), "{query}: {}", answer.body);
            assert_eq!(answer.problem(400), "malformed_request");
        }
    });
}

/// The next piece of a stream; nothing when it has ended.
async fn piece(body: &mut (impl MessageBody + Unpin)) -> Option<String> {
    let next = std::future::poll_fn(|context| std::pin::Pin::new(&mut *body).poll_next(context));
    let bytes = tokio::time::timeout(Duration::from_secs(20), next).await.expect("the stream is silent")?;
    let Ok(bytes) = bytes else { panic!("the stream broke") };
    Some(String::from_utf8(bytes.to_vec()).unwrap())
}

fn unread(count: i64) -> Option<String> {
    Some(format!("event: unread\ndata: {{\"unread\":{count}}}\n\n"))
}

#[test]
fn the_number_on_the_bell_follows_what_happens_as_long_as_the_token_lives() {
    on_each(async |api| {
        let token = api.token("hanoi.badinh.nhaplieu").await;
        let service = api.service().await;
        let ask = || {
            TestRequest::get()
                .uri("/api/v1/notifications/stream")
                .insert_header(("Authorization", format!("Bearer {token}")))
                .to_request()
        };
        let answer = test::call_service(&service, ask()).await;
        assert_eq!(answer.status().as_u16(), 200);
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(header("content-type"), "text/event-stream");
        assert_eq!((header("cache-control"), header("x-accel-buffering")), ("no-store", "no"));
        let mut body = Box::pin(answer.into_body());
        assert!(piece(&mut body).await.unwrap().starts_with("retry: "));

        app::notifications::deliver(&api.state.app).unwrap();
        let (app, live, mut rounds) = (&api.state.app, &api.state.live, Rounds::default());
        rounds.look(app, live).unwrap();
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let before = author.get("/me").await.expect(200)["unread_notifications"].as_i64().unwrap();
        assert_eq!(piece(&mut body).await, unread(before), "the number at once");
        // What another server delivered: nobody woke this one.
        reject(&api).await;
        rounds.look(app, live).unwrap();
        assert_eq!(piece(&mut body).await, unread(before + 1));
        // What somebody else was told is nothing to this one; what was read here is.
        author.write(Method::POST, "/notifications/read", &[], &json!({})).await.expect(204);
        rounds.look(app, live).unwrap();
        assert_eq!(piece(&mut body).await, unread(0));

        let mut others = Vec::new();
        for _ in 1..MOST_STREAMS {
            others.push(test::call_service(&service, ask()).await.into_body());
        }
        assert_eq!(test::call_service(&service, ask()).await.status().as_u16(), 429);
        drop(others);
        assert_eq!(live.len(), 1, "what was closed is forgotten");

        api.clock.advance(TimeDelta::hours(2));
        rounds.review_next();
        rounds.look(app, live).unwrap();
        assert_eq!(piece(&mut body).await, None, "the token has ended");
        drop(body);
        assert!(live.is_empty());
    });
}

#[test]
fn a_script_s_stream_ends_with_its_account() {
    on_each(async |api| {
        let service = api.service().await;
        for (username, ended) in
            [("hanoi.badinh.nhaplieu", "active = FALSE"), ("hanoi.badinh.duyet", "epoch = epoch + 1")]
        {
            let token = api.token(username).await;
            let ask = TestRequest::get()
                .uri("/api/v1/notifications/stream")
                .insert_header(("Authorization", format!("Bearer {token}")));
            let mut rounds = Rounds::default();
            let mut body = Box::pin(test::call_service(&service, ask.to_request()).await.into_body());
            piece(&mut body).await.unwrap();
            rounds.look(&api.state.app, &api.state.live).unwrap();
            assert!(piece(&mut body).await.unwrap().starts_with("event: unread"), "it goes on while the account does");
            let end = format!("UPDATE account SET {ended} WHERE username = '{username}'");
            store::admin::run(&api.state.app.store, &end).unwrap();
            rounds.review_next();
            rounds.look(&api.state.app, &api.state.live).unwrap();
            assert_eq!(piece(&mut body).await, None, "{ended}");
        }
    });
}

#[test]
fn a_browser_s_stream_ends_with_its_session() {
    on_each(async |api| {
        let service = api.service().await;
        for at_once in [true, false] {
            let credentials = json!({ "username": "hanoi.badinh.nhaplieu", "password": app::demo::PASSWORD });
            let sign_in = TestRequest::post()
                .uri("/api/v1/sessions")
                .insert_header(("X-Baocao-Request", "1"))
                .set_json(credentials);
            let signed_in = test::call_service(&service, sign_in.to_request()).await;
            assert_eq!(signed_in.status().as_u16(), 201);
            let cookies: Vec<_> = signed_in.response().cookies().map(|cookie| cookie.into_owned()).collect();
            let with =
                |request: TestRequest| cookies.iter().fold(request, |request, cookie| request.cookie(cookie.clone()));
            let ask =
                with(TestRequest::get().uri("/api/v1/notifications/stream")).insert_header(("X-Baocao-Request", "1"));
            let answer = test::call_service(&service, ask.to_request()).await;
            assert_eq!(answer.status().as_u16(), 200);
            let mut body = Box::pin(answer.into_body());
            piece(&mut body).await.unwrap();
            let mut rounds = Rounds::default();
            rounds.look(&api.state.app, &api.state.live).unwrap();
            assert!(piece(&mut body).await.unwrap().starts_with("event: unread"), "it goes on while the session does");
            if at_once {
                let leave = with(TestRequest::delete().uri("/api/v1/sessions/current"));
                let left =
                    test::call_service(&service, leave.insert_header(("X-Baocao-Request", "1")).to_request()).await;
                assert_eq!(left.status().as_u16(), 204);
            } else {
                // Nobody renewed it: it has ended by itself, and the next review finds that.
                api.clock.advance(TimeDelta::minutes(31));
                rounds.review_next();
                rounds.look(&api.state.app, &api.state.live).unwrap();
            }
            assert_eq!(piece(&mut body).await, None, "at once: {at_once}");
        }
    });
}

#[test]
fn strangers_hear_nothing() {
    on_each(async |api| {
        let answer = api.send(TestRequest::get().uri("/api/v1/notifications/stream")).await;
        assert_eq!(answer.problem(401), "unauthenticated");
        assert!(api.state.live.is_empty());
        api.state.live.close();
        let answer = api.person("hanoi.badinh.nhaplieu").await.get("/notifications/stream").await;
        assert_eq!(answer.problem(503), "unavailable", "a server that stops opens none");
    });
}
