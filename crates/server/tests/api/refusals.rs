//! Bad input gets its answer, and nothing is half written.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::json;

use super::client::on_each;

#[test]
fn every_refusal_has_its_code() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let data = format!("/reports/{report}/data");
        let steps = format!("/reports/{report}/transitions");
        let seen = |revision: i64| vec![("If-Match", format!("\"{revision}\""))];
        let change = |row: &str, column: &str| json!({ "base_revision": 0, "changes": [{ "row": row, "column": column, "value": "1" }] });
        let submit = json!({ "action": "submit" });
        for (method, path, headers, body, status, code) in [
            (Method::PATCH, &data, vec![], change("LV001", "4"), 428, "revision_required"),
            (Method::PATCH, &data, seen(7), change("LV001", "4"), 400, "malformed_request"),
            (Method::PATCH, &data, seen(7), json!({ "base_revision": 7, "changes": [] }), 412, "unknown_revision"),
            (Method::PATCH, &data, seen(-1), json!({ "base_revision": -1, "changes": [] }), 412, "unknown_revision"),
            (
                Method::PATCH,
                &data,
                vec![("If-Match", "abc".to_owned())],
                change("LV001", "4"),
                400,
                "malformed_request",
            ),
            (Method::PATCH, &data, seen(0), change("LV001", "4"), 422, "invalid_content"),
            (Method::PATCH, &data, seen(0), change("TONG_CONG", "4"), 422, "invalid_content"),
            (
                Method::PATCH,
                &data,
                seen(0),
                json!({ "base_revision": 0, "add_rows": [{ "item": "khong-co" }] }),
                422,
                "invalid_content",
            ),
            (Method::PATCH, &data, seen(0), json!({ "base_revision": 0, "wrong": 1 }), 400, "malformed_request"),
            (Method::PATCH, &data, seen(0), json!([]), 400, "malformed_request"),
            (Method::POST, &steps, seen(0), json!({ "action": "approve" }), 403, "forbidden"),
            (Method::POST, &steps, seen(0), submit.clone(), 409, "wrong_state"),
            (Method::POST, &steps, seen(3), submit.clone(), 412, "unknown_revision"),
            (Method::POST, &steps, vec![], submit.clone(), 428, "revision_required"),
            (Method::POST, &steps, seen(0), json!({ "action": "fly" }), 400, "malformed_request"),
            (Method::PUT, &steps, seen(0), submit.clone(), 405, "method_not_allowed"),
        ] {
            let answer = author.write(method.clone(), path, &headers, &body).await;
            assert_eq!(answer.problem(status), code, "{method} {path} {headers:?} {body}");
        }
        assert_eq!(author.revision(report).await, 0, "nothing was written");
        let wrong = author.write(Method::POST, &steps, &seen(0), &submit).await;
        assert_eq!(wrong.body["allowed_actions"], json!(["open", "save"]));
        for (row, column, found) in
            [("LV001", "4", "unknown_row"), ("TONG_CONG", "99", "unknown_column"), ("TONG_CONG", "4", "not_an_input")]
        {
            let answer = author.write(Method::PATCH, &data, &seen(0), &change(row, column)).await;
            let cells = json!([{ "row": row, "column": column }]);
            assert_eq!(
                (&answer.body["findings"][0]["code"], &answer.body["findings"][0]["cells"]),
                (&json!(found), &cells)
            );
        }
    });
}

#[test]
fn others_know_nothing_of_a_report_or_see_only_that_it_exists() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let neighbour = api.person("hanoi.hoankiem.nhaplieu").await;
        for path in ["", "/data", "/history", "/workbook", "/lineage?row=LV001&column=4", "/children"] {
            assert_eq!(neighbour.get(&format!("/reports/{report}{path}")).await.problem(404), "not_found", "{path}");
        }
        let province = api.person("hanoi.tonghop").await;
        province.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(province.get(&format!("/reports/{report}/data")).await.problem(403), "forbidden");
        assert_eq!(author.get("/reports/999999").await.problem(404), "not_found");
        assert_eq!(author.get("/reports/abc").await.problem(404), "not_found");
        assert_eq!(author.get("/reports?task=fly").await.problem(400), "malformed_request");
        assert_eq!(author.get("/reports?page=0").await.problem(400), "malformed_request");
        for path in ["/forms?regime=a%00b", "/reports?q=%00", "/catalogues/%00"] {
            assert_eq!(author.get(path).await.problem(400), "malformed_request", "{path}");
        }
        assert_eq!(author.get("/nothing").await.problem(404), "not_found");
        assert_eq!(api.send(TestRequest::get().uri("/api/v1/me")).await.problem(401), "unauthenticated");
    });
}

#[test]
fn bodies_that_cannot_be_read_are_refused() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let path = format!("/reports/{report}/data");
        let json = ("Content-Type", "application/json");
        let seen = ("If-Match", "\"0\"");
        for (headers, body, status, code) in [
            (vec![seen, json], b"{".to_vec(), 400, "malformed_request"),
            (vec![seen, json], b"\xff\xfe".to_vec(), 400, "malformed_request"),
            (vec![seen], b"{}".to_vec(), 415, "unsupported_media_type"),
            (vec![seen, json], vec![b' '; 17 * 1024 * 1024], 413, "payload_too_large"),
        ] {
            let length = body.len();
            let answer = author.raw(Method::PATCH, &path, &headers, body).await;
            assert_eq!(answer.problem(status), code, "{headers:?} {length} bytes");
        }
        let huge = format!("{{\"username\":\"a\",\"password\":\"{}\"}}", "x".repeat(300 * 1024)).into_bytes();
        let anybody = TestRequest::post().uri("/api/v1/tokens").insert_header(json).set_payload(huge);
        assert_eq!(api.send(anybody).await.problem(413), "payload_too_large", "whoever is not signed in sends little");
        let nul = json!({
            "add_rows": [{ "item": "LV001" }],
            "changes": [{ "row": "LV001", "column": "4", "value": "a\u{0}b" }],
        });
        assert_eq!(author.save(report, nul).await.problem(422), "invalid_content");
    });
}

#[test]
fn a_state_secret_form_is_listed_and_never_filled() {
    on_each(async |api| {
        let province = api.person("hanoi.tonghop").await;
        let report = province.find("enter", "I.04/VPCP/TH", "2026-H2").await;
        let view = province.get(&format!("/reports/{report}")).await.expect(200);
        assert!(view["notice"].as_str().unwrap().contains("bí mật nhà nước"), "{view}");
        assert_eq!((&view["can_edit"], &view["allowed_actions"]), (&json!(false), &json!([])));
        let save = province.save(report, json!({ "add_rows": [{ "label": "x" }] })).await;
        assert_eq!(save.problem(403), "forbidden");
        assert_eq!(province.get(&format!("/reports/{report}/workbook")).await.problem(403), "forbidden");
    });
}

#[test]
fn answers_come_in_the_callers_language() {
    on_each(async |api| {
        let request = || TestRequest::get().uri("/api/v1/me");
        let vietnamese = api.send(request()).await;
        assert_eq!(vietnamese.body["title"], "Chưa đăng nhập hoặc phiên đã hết hạn");
        let english = api.send(request().insert_header(("Accept-Language", "en"))).await;
        assert_eq!(english.body["title"], "Not signed in, or the session has ended");
        assert_eq!(english.body["request_id"].as_str(), english.headers.get("x-request-id").unwrap().to_str().ok());
        assert_eq!(english.headers.get("x-content-type-options").unwrap(), "nosniff");
        let page = api.send(TestRequest::get().uri("/api/docs/")).await;
        for answer in [&english, &page] {
            let policy = answer.headers.get("content-security-policy").unwrap().to_str().unwrap();
            assert!(!policy.contains("unsafe-inline"), "{policy}");
        }
    });
}

#[test]
fn an_outline_is_not_sent_empty() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.01-%C4%90C", "2026-Q4").await;
        let view = author.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!((&view["allowed_actions"], &view["can_edit"]), (&json!([]), &json!(false)));
        assert!(view["notice"].as_str().is_some_and(|notice| notice.contains("văn bản")), "what to do: {view}");
        let opened = author.act(report, "open", None).await;
        assert_eq!(opened.problem(422), "invalid_content");
        let saved = author.save(report, json!({ "changes": [] })).await;
        assert_eq!(saved.problem(422), "invalid_content");
        let submitted = author.act(report, "submit", Some("Kính trình")).await;
        assert_eq!(submitted.problem(409), "wrong_state", "it was never opened");
    });
}

#[test]
fn a_wrong_filter_is_refused_with_what_it_may_be() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        for (path, words) in [
            ("/reports?status=flying", "status là một trong: assigned, in_progress"),
            ("/reports?period=2026Q4", "period là mã kỳ: 2026-Q4 (quý)"),
            ("/reports?period=2026-Q5", "period là mã kỳ"),
            ("/reports?regime=XII", "regime là một trong: I, II, III, IV"),
            ("/forms?regime=XII", "regime là một trong: I, II, III, IV"),
            ("/reports?sort=size", "sort là một trong: due"),
            ("/reports?task=fly", "task là một trong: enter"),
            ("/reports?page=x", "tham số “page” phải là số nguyên"),
            ("/reports?unit=x", "tham số “unit” phải là số nguyên"),
            ("/reports?stautus=sent", "không có trường hay tham số “stautus”; nhận: task, regime"),
            ("/notifications?unread=yes", "tham số “unread” phải là true hoặc false"),
        ] {
            let answer = author.get(path).await;
            let detail = answer.body["detail"].as_str().unwrap().to_owned();
            assert_eq!(answer.problem(400), "malformed_request", "{path}");
            assert!(detail.contains(words), "{path}: {detail}");
        }
        for path in [
            "/reports?period=2019-Q1",
            "/reports?form=X.99",
            "/reports?regime=II&status=exempt",
            "/reports?regime=II&circular=5/2025/TT-VPCP",
        ] {
            assert_eq!(author.get(path).await.expect(200)["total"], 0, "{path}: there is none, but there could be");
        }
    });
}

#[test]
fn what_cannot_be_read_is_told_in_the_caller_s_language() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let steps = format!("/reports/{report}/transitions");
        let send = async |language: &str, body: &str| {
            let headers = [("If-Match", "\"0\""), ("Content-Type", "application/json"), ("Accept-Language", language)];
            author.raw(Method::POST, &steps, &headers, body.as_bytes().to_vec()).await.body["detail"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!(
            send("vi", "{\"action\": ").await,
            "Kiểm tra lại nội dung yêu cầu ở dòng 1, cột 11: nội dung JSON bị thiếu phần cuối."
        );
        assert_eq!(
            send("en", "{\"action\": ").await,
            "Check the request at line 1, column 11: the JSON ends too early."
        );
        let note = send("vi", "{\"action\": \"open\", \"note\": \"a\\u0000b\"}").await;
        assert!(note.starts_with("Ghi chú có ký tự NUL"), "{note}");
        let long = format!("{{\"action\": \"open\", \"note\": \"{}\"}}", "a".repeat(2001));
        assert_eq!(send("vi", &long).await, "Ghi chú dài tối đa 2000 ký tự.");
    });
}
