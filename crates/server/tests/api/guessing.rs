//! Guessing passwords: slowed down wherever it comes from, and no weapon against the person whose password it is.

use std::net::SocketAddr;

use actix_web::cookie::Cookie;
use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;
use server::forwarding::TrustedProxies;
use store::StoreError;

use super::client::{Answer, Api, on_each};

const PERSON: &str = "hanoi.badinh.gui";
const OFFICE: &str = "198.51.100.7:1000";

fn attempt(username: &str, password: &str, peer: &str) -> TestRequest {
    let credentials = json!({ "username": username, "password": password });
    TestRequest::post().uri("/api/v1/sessions").peer_addr(peer.parse::<SocketAddr>().unwrap()).set_json(credentials)
}

async fn wrong(api: &Api, username: &str, peer: &str) -> Answer {
    api.send(attempt(username, "x", peer)).await
}

async fn right(api: &Api, peer: &str) -> Answer {
    api.send(attempt(PERSON, app::demo::PASSWORD, peer)).await
}

fn device(answer: &Answer) -> Cookie<'static> {
    let cookies = answer.headers.get_all("set-cookie");
    let mut cookies = cookies.filter_map(|value| Cookie::parse(value.to_str().unwrap().to_owned()).ok());
    cookies.find(|cookie| cookie.name() == "__Host-dv").unwrap()
}

#[test]
fn guessing_is_slowed_down_and_tells_nothing() {
    on_each(async |api| {
        let unknown = wrong(&api, "nobody", OFFICE).await;
        for _ in 0..5 {
            let wrong = wrong(&api, PERSON, OFFICE).await;
            assert_eq!(wrong.body["detail"], unknown.body["detail"]);
            assert_eq!(wrong.problem(401), "wrong_credentials");
        }
        let blocked = right(&api, OFFICE).await;
        assert!(blocked.headers.contains_key("retry-after"));
        assert_eq!(blocked.problem(429), "too_many_requests");
        assert_eq!(right(&api, "198.51.100.8:1").await.status, 201, "the person elsewhere does not wait");
        api.clock.advance(TimeDelta::minutes(16));
        assert_eq!(right(&api, OFFICE).await.status, 201, "never for good");
    });
}

/// Wrong passwords that were counted already: each real one costs a password check.
fn count(api: &Api, key: &str, failures: usize) {
    let (store, now) = (&api.state.app.store, api.state.app.clock.now());
    let counted = store.write::<_, StoreError>(|tx| {
        (0..failures)
            .try_for_each(|_| store::throttle::record_failure(tx, key, now - TimeDelta::minutes(15), now).map(drop))
    });
    counted.unwrap();
}

#[test]
fn an_attack_from_everywhere_does_not_lock_the_person_out() {
    on_each(async |api| {
        assert_eq!(right(&api, OFFICE).await.status, 201);
        count(&api, &format!("account:{PERSON}"), 48);
        for (peer, status) in [("203.0.113.1:9", 401), ("203.0.113.2:9", 401), ("203.0.113.3:9", 429)] {
            assert_eq!(wrong(&api, PERSON, peer).await.status, status, "{peer}");
        }
        assert_eq!(right(&api, OFFICE).await.status, 201, "from a known address");
        let stranger = right(&api, "192.0.2.1:9").await;
        let wait: i64 = stranger.headers.get("retry-after").unwrap().to_str().unwrap().parse().unwrap();
        assert!(wait <= 61, "a stranger waits {wait} s");
        assert_eq!(stranger.problem(429), "too_many_requests");
        api.clock.advance(TimeDelta::seconds(wait));
        assert_eq!(right(&api, "192.0.2.1:9").await.status, 201, "slowed down, not locked out");
    });
}

#[test]
fn a_name_with_a_space_counts_for_nobody_else() {
    on_each(async |api| {
        assert_eq!(right(&api, OFFICE).await.status, 201);
        let forged = format!("{PERSON} address:198.51.100.7");
        for number in 1..=5 {
            assert_eq!(wrong(&api, &forged, &format!("203.0.113.{number}:9")).await.status, 401);
        }
        assert_eq!(wrong(&api, PERSON, OFFICE).await.status, 401, "a slip of the person's own");
        assert_eq!(right(&api, OFFICE).await.status, 201, "whose own count has just begun");
    });
}

#[test]
fn a_colleague_behind_the_same_address_cannot_lock_a_known_device() {
    on_each(async |api| {
        let device = device(&right(&api, OFFICE).await);
        assert!(device.http_only().unwrap() && device.secure().unwrap());
        for _ in 0..5 {
            assert_eq!(wrong(&api, PERSON, OFFICE).await.status, 401);
        }
        assert_eq!(right(&api, OFFICE).await.status, 429, "a browser that is not known");
        count(&api, "address:198.51.100.7", 94);
        assert_eq!(wrong(&api, "nobody", OFFICE).await.status, 401, "the hundredth from there");
        assert_eq!(wrong(&api, "somebody", OFFICE).await.status, 429, "the address has guessed enough");
        let known = || attempt(PERSON, app::demo::PASSWORD, OFFICE).cookie(device.clone());
        assert_eq!(api.send(known()).await.status, 201, "the person's own browser");
        // Whoever holds the device may not guess either.
        for _ in 0..5 {
            assert_eq!(api.send(attempt(PERSON, "x", OFFICE).cookie(device.clone())).await.status, 401);
        }
        assert_eq!(api.send(known()).await.status, 429);
        // A device is known to those who signed in with it, and to nobody else.
        let other = attempt("hanoi.badinh.duyet", "x", OFFICE).cookie(device.clone());
        assert_eq!(api.send(other).await.status, 429);
    });
}

#[test]
fn behind_a_proxy_callers_are_told_apart_and_cannot_choose_who_they_are() {
    on_each(async |api| {
        let api = api.behind(TrustedProxies::parse("10.0.0.0/8").unwrap());
        let from = |peer: &str, said: &str, password: &str| {
            attempt(PERSON, password, peer).insert_header(("X-Forwarded-For", said))
        };
        for number in 0..5 {
            // What stands further left is what the attacker wrote.
            let said = format!("192.0.2.{number}, 203.0.113.5");
            assert_eq!(api.send(from("10.0.0.1:1", &said, "x")).await.status, 401);
        }
        let password = app::demo::PASSWORD;
        assert_eq!(api.send(from("10.0.0.1:1", "192.0.2.9, 203.0.113.5", password)).await.status, 429);
        assert_eq!(api.send(from("10.0.0.2:1", "203.0.113.6", password)).await.status, 201, "somebody else");
        for number in 0..5 {
            let said = format!("203.0.113.{number}");
            assert_eq!(api.send(from("198.51.100.1:1", &said, "x")).await.status, 401);
        }
        let direct = api.send(from("198.51.100.1:1", "203.0.113.77", password)).await;
        assert_eq!(direct.status, 429, "who is no trusted proxy is not believed");
    });
}
