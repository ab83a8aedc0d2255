//! Browser sessions: cookies, rotation, reuse, foreign pages, throttling.

use actix_web::cookie::Cookie;
use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::TimeDelta;
use serde_json::json;

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
        assert_eq!(refresh(&api, &first).await.status, 401);
        assert_eq!(refresh(&api, &second).await.status, 401, "the whole family has ended");
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

#[test]
fn guessing_is_slowed_down_and_tells_nothing() {
    on_each(async |api| {
        let try_in = async |username: &str, password: &str| {
            let credentials = json!({ "username": username, "password": password });
            api.send(TestRequest::post().uri("/api/v1/tokens").set_json(credentials)).await
        };
        let unknown = try_in("nobody", "x").await;
        for _ in 0..5 {
            let wrong = try_in("hanoi.badinh.gui", "x").await;
            assert_eq!(wrong.body["detail"], unknown.body["detail"]);
            assert_eq!(wrong.problem(401), "wrong_credentials");
        }
        let blocked = try_in("hanoi.badinh.gui", app::demo::PASSWORD).await;
        assert!(blocked.headers.contains_key("retry-after"));
        assert_eq!(blocked.problem(429), "too_many_requests");
        api.clock.advance(TimeDelta::minutes(16));
        assert_eq!(try_in("hanoi.badinh.gui", app::demo::PASSWORD).await.status, 201, "never for good");
    });
}
