//! Figures that server and client must read and compute alike.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::client::on_each;

const FORM: &str = "II.06a/VPCP/KSTT";

#[test]
fn a_number_of_more_digits_than_are_kept_stays_the_text_that_it_is() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        let long = "12345678901234567890123456789";
        let kept = "1234567890123456789012345678";
        let body = json!({ "add_rows": [{ "item": "LV001" }], "changes": [
            { "row": "LV001", "column": "4", "value": long }, { "row": "LV001", "column": "9", "value": kept },
        ] });
        let receipt = author.save(report, body).await.expect(200);
        let codes: Vec<&str> =
            receipt["findings"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str()).collect();
        assert!(codes.contains(&"not_a_number"), "{codes:?}");
        assert_eq!(receipt["computed"]["LV001"]["3"], Value::Null, "and is computed with by nobody");
        assert_eq!(receipt["computed"]["LV001"]["7"], kept);
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["rows"][0]["cells"]["4"], long, "nothing is lost");
    });
}

#[test]
fn a_client_that_computed_otherwise_is_heard_and_nobody_else() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        let path = format!("/reports/{report}/computed_faults");
        let cells = vec![json!({ "row": "LV\u{7}001".repeat(300), "column": "not a number" }); 50];
        let fault = json!({ "revision": 1, "count": 50, "cells": cells });
        assert_eq!(author.write(Method::POST, &path, &[], &fault).await.status, 204);
        let revision = author.revision(report).await;
        assert_eq!(revision, 0, "nothing happens to the report");
        for (username, status, code) in
            [("hanoi.tonghop", 403, "forbidden"), ("hanoi.hoankiem.nhaplieu", 404, "not_found")]
        {
            let person = api.person(username).await;
            assert_eq!(person.write(Method::POST, &path, &[], &fault).await.problem(status), code);
        }
        assert_eq!(author.write(Method::POST, &path, &[], &json!({})).await.problem(400), "malformed_request");
    });
}
