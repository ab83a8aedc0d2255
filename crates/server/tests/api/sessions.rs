//! Browser sessions: cookies, rotation, reuse, foreign pages, throttling.

use std::time::Duration;

use actix_web::cookie::Cookie;
use actix_web::http::Method;
use actix_web::test::TestRequest;
use app::sessions::Renewal;
use chrono::TimeDelta;
use domain::ids::UserId;
use serde_json::json;
use store::{Store, StoreError, admin};

use super::client::{Answer, Api, on_each};

fn cookie(answer: &Answer, name: &str) -> Option<Cookie<'static>> {
    answer
        .headers
        .get_all("set-cookie")
        .filter_map(|value| Cookie::parse(value.to_str().unwrap().to_owned()).ok())
        .find(|cookie| cookie.name() == name)
}

async fn sign_in(api: &Api) -> (Cookie<'static>, Cookie<'static>) {
    let credentials = json!({ "username": "hanoi.badinh.nhaplieu", "password": app::demo::PASSWORD });
    let answer = api.send(TestRequest::post().uri("/api/v1/sessions").set_json(credentials)).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.body["user"]["username"], "hanoi.badinh.nhaplieu");
    assert!(answer.body.get("access_token").is_none(), "no token reaches script");
    let (access, refresh) = (cookie(&answer, "__Host-at").unwrap(), cookie(&answer, "__Host-rt").unwrap());
    for cookie in [&access, &refresh] {
        assert!(cookie.http_only().unwrap() && cookie.secure().unwrap());
        assert_eq!(cookie.same_site().unwrap().to_string(), "Strict");
    }
    let marker = cookie(&answer, "baocao-in").unwrap();
    assert_eq!((marker.value(), marker.http_only()), ("1", None), "the page sees that somebody is signed in, no more");
    assert_eq!(marker.max_age(), refresh.max_age());
    (access, refresh)
}

async fn me(api: &Api, access: &Cookie<'static>) -> u16 {
    api.send(TestRequest::get().uri("/api/v1/me").cookie(access.clone())).await.status
}

async fn refresh(api: &Api, token: &Cookie<'static>) -> Answer {
    api.send(TestRequest::post().uri("/api/v1/sessions/refresh").cookie(token.clone())).await
}

#[test]
fn a_session_renews_by_rotation_and_a_stolen_token_ends_it() {
    on_each(async |api| {
        let (access, first) = sign_in(&api).await;
        assert_eq!(me(&api, &access).await, 200);
        api.clock.advance(TimeDelta::minutes(6));
        assert_eq!(me(&api, &access).await, 401, "an access token lives five minutes");
        let renewed = refresh(&api, &first).await;
        assert_eq!(renewed.status, 200);
        let (access, second) = (cookie(&renewed, "__Host-at").unwrap(), cookie(&renewed, "__Host-rt").unwrap());
        assert_eq!(me(&api, &access).await, 200);
        // Another tab, at the same moment, still holds the spent token.
        let other_tab = refresh(&api, &first).await;
        assert_eq!(other_tab.status, 200);
        assert!(cookie(&other_tab, "__Host-rt").is_none(), "the new secret is given once");
        // Much later it can only be a thief.
        api.clock.advance(TimeDelta::minutes(1));
        assert_eq!(me(&api, &access).await, 200, "remembered now");
        assert_eq!(refresh(&api, &first).await.status, 401);
        assert_eq!(me(&api, &access).await, 401, "at once on this server");
        assert_eq!(refresh(&api, &second).await.status, 401, "the whole family has ended");
    });
}

#[test]
fn any_spent_token_ends_the_sign_in_not_only_the_last() {
    on_each(async |api| {
        let (_, first) = sign_in(&api).await;
        let mut present = first.clone();
        for _ in 0..3 {
            api.clock.advance(TimeDelta::minutes(5));
            present = cookie(&refresh(&api, &present).await, "__Host-rt").unwrap();
        }
        let (_, other) = sign_in(&api).await;
        assert_eq!(refresh(&api, &first).await.problem(401), "unauthenticated");
        assert_eq!(refresh(&api, &present).await.status, 401, "the newest one is worth nothing any more");
        assert_eq!(refresh(&api, &other).await.status, 200, "another sign-in of the same person goes on");
    });
}

#[test]
fn only_the_token_spent_last_has_a_grace() {
    on_each(async |api| {
        let (_, first) = sign_in(&api).await;
        api.clock.advance(TimeDelta::minutes(5));
        let second = cookie(&refresh(&api, &first).await, "__Host-rt").unwrap();
        api.clock.advance(TimeDelta::seconds(1));
        let third = cookie(&refresh(&api, &second).await, "__Host-rt").unwrap();
        assert_eq!(refresh(&api, &second).await.status, 200, "another tab's");
        assert_eq!(refresh(&api, &first).await.status, 401, "spent a second ago, but not the last");
        assert_eq!(refresh(&api, &third).await.status, 401);
        assert_eq!(reuses(&api.state.app.store), 1);
    });
}

/// How many reuses of a spent token were recorded.
fn reuses(store: &Store) -> usize {
    let all = store.write::<_, StoreError>(|tx| store::events::take(tx, "test", 10_000)).unwrap();
    all.iter().filter(|event| event.kind == "session.refresh_token_reused").count()
}

#[test]
fn signing_out_while_a_tab_renews_is_no_theft() {
    // SQLite lets one of them begin after the other.
    let database = testkit::databases::postgres();
    actix_web::rt::System::new().block_on(async {
        let api = Api::demo(&database);
        let (access, token) = sign_in(&api).await;
        let me = api.send(TestRequest::get().uri("/api/v1/me").cookie(access)).await.expect(200);
        let user = UserId(me["user"]["id"].as_i64().unwrap());
        let (app, store, now) = (&api.state.app, database.store(), api.state.app.clock.now());
        let renewed = std::thread::scope(|scope| {
            let tab = store
                .write::<_, StoreError>(|tx| {
                    assert_eq!(store::sessions::revoke_user(tx, user, now)?, 1);
                    let tab = scope.spawn(|| app::sessions::refresh(app, token.value()));
                    let waiting = "SELECT 1 FROM pg_stat_activity \
                        WHERE datname = current_database() AND wait_event_type = 'Lock'";
                    while admin::run(store, waiting)? == 0 {
                        std::thread::sleep(Duration::from_millis(20));
                    }
                    Ok(tab)
                })
                .unwrap();
            tab.join().unwrap()
        });
        assert!(matches!(&renewed, Ok(Renewal::Refused { ended }) if ended.is_empty()), "{renewed:?}");
        assert_eq!(reuses(store), 0, "nobody has stolen anything");
        assert_eq!(refresh(&api, &token).await.status, 401);
    });
}

#[test]
fn tabs_that_renew_at_the_same_instant_all_stay_signed_in() {
    const TABS: usize = 6;
    on_each(async |api| {
        let (_, mut present) = sign_in(&api).await;
        for _ in 0..5 {
            api.clock.advance(TimeDelta::minutes(5));
            let (app, start) = (&api.state.app, std::sync::Barrier::new(TABS));
            let fresh: Vec<String> = std::thread::scope(|scope| {
                let tab = || {
                    start.wait();
                    match app::sessions::refresh(app, present.value()).unwrap() {
                        Renewal::Open(open) => open.refresh_token,
                        Renewal::Refused { .. } => panic!("a tab was thrown out"),
                    }
                };
                let tabs: Vec<_> = (0..TABS).map(|_| scope.spawn(tab)).collect();
                tabs.into_iter().filter_map(|tab| tab.join().unwrap()).collect()
            });
            assert_eq!(fresh.len(), 1, "one new secret, and nobody is thrown out");
            present.set_value(fresh[0].clone());
        }
        assert_eq!(refresh(&api, &present).await.status, 200, "the sign-in goes on");
    });
}

#[test]
fn what_is_over_is_forgotten() {
    on_each(async |api| {
        let (_, token) = sign_in(&api).await;
        assert_eq!(refresh(&api, &token).await.status, 200);
        api.clock.advance(TimeDelta::hours(12));
        assert_eq!(app::housekeeping::purge(&api.state.app).unwrap(), 0, "until its absolute end");
        api.clock.advance(TimeDelta::seconds(1));
        assert_eq!(app::housekeeping::purge(&api.state.app).unwrap(), 1, "the spent secret");
        api.clock.advance(TimeDelta::days(7));
        assert_eq!(app::housekeeping::purge(&api.state.app).unwrap(), 1, "the session");
        api.clock.advance(TimeDelta::days(90));
        assert_eq!(app::housekeeping::purge(&api.state.app).unwrap(), 2, "device and address");
    });
}

#[test]
fn an_idle_session_ends_and_so_does_a_signed_out_one() {
    on_each(async |api| {
        let (_, idle) = sign_in(&api).await;
        api.clock.advance(TimeDelta::minutes(31));
        assert_eq!(refresh(&api, &idle).await.status, 401);
        let (access, token) = sign_in(&api).await;
        let request =
            TestRequest::default().method(Method::DELETE).uri("/api/v1/sessions/current").cookie(access.clone());
        let out = api.send(request.insert_header(("X-Baocao-Request", "1"))).await;
        assert_eq!(out.status, 204);
        assert_eq!(cookie(&out, "__Host-at").unwrap().value(), "");
        assert_eq!(me(&api, &access).await, 401, "at once on this server");
        assert_eq!(refresh(&api, &token).await.status, 401);
    });
}

#[test]
fn a_foreign_page_cannot_act_with_our_cookies() {
    on_each(async |api| {
        let (access, _) = sign_in(&api).await;
        let post = || TestRequest::post().uri("/api/v1/notifications/read").cookie(access.clone()).set_json(json!({}));
        for (header, status) in [
            (("Origin", "https://evil.example"), 403),
            (("Sec-Fetch-Site", "cross-site"), 403),
            (("X-Other", "1"), 403),
            (("X-Baocao-Request", "1"), 204),
        ] {
            assert_eq!(api.send(post().insert_header(header)).await.status, status, "{header:?}");
        }
    });
}
