//! Why warnings stand: kept for the figures that they were given for, read by whoever reads these.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::client::{Answer, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";

/// A commune's report whose cells (4) and (9) are negative, which is warned of.
async fn warned(author: &Person<'_>) -> i64 {
    let report = author.find("enter", FORM, "2026-Q4").await;
    author.save(report, json!({ "add_rows": [{ "item": "LV001" }], "changes": figures("-5") })).await.expect(200);
    report
}

fn figures(value: &str) -> Value {
    json!([{ "row": "LV001", "column": "4", "value": value }, { "row": "LV001", "column": "9", "value": value }])
}

fn explanation(column: &str, text: &str) -> Value {
    json!({ "code": "negative", "cells": [{ "row": "LV001", "column": column }], "text": text })
}

async fn explain(person: &Person<'_>, report: i64, body: &Value) -> Answer {
    person.write(Method::POST, &format!("/reports/{report}/explanations"), &[], body).await
}

async fn submit(person: &Person<'_>, report: i64, note: Option<&str>, explanations: &[Value]) -> Answer {
    let headers = [("If-Match", format!("\"{}\"", person.revision(report).await))];
    let body = json!({ "action": "submit", "note": note, "explanations": explanations });
    person.write(Method::POST, &format!("/reports/{report}/transitions"), &headers, &body).await
}

/// Texts with the figures that they were given for.
async fn told(person: &Person<'_>, report: i64) -> Vec<(String, Vec<String>)> {
    let view = person.get(&format!("/reports/{report}/explanations")).await.expect(200);
    let figures = |item: &Value| {
        let about = item["about"].as_array().unwrap().iter();
        about.map(|about| about["figures"][0].as_str().unwrap().to_owned()).collect()
    };
    let items = view["items"].as_array().unwrap().iter();
    items.map(|item| (item["text"].as_str().unwrap().to_owned(), figures(item))).collect()
}

fn expected(lines: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let own = |(text, figures): &(&str, &[&str])| {
        ((*text).to_owned(), figures.iter().map(|figure| (*figure).to_owned()).collect())
    };
    lines.iter().map(own).collect()
}

#[test]
fn a_warning_is_explained_once_for_its_figures() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = warned(&author).await;
        assert_eq!(submit(&author, report, None, &[]).await.problem(422), "invalid_content");
        explain(&author, report, &explanation("4", "Điều chỉnh giảm kỳ trước")).await.expect(200);
        let refused = submit(&author, report, None, &[]).await;
        assert_eq!(refused.problem(422), "invalid_content", "(9) is not explained yet");
        let with = explanation("9", "Như cột (4)");
        assert_eq!(submit(&author, report, None, &[with]).await.expect(200)["status"], "submitted");

        // Taken back and submitted again as it is, nothing is asked.
        author.act(report, "recall", None).await.expect(200);
        assert_eq!(submit(&author, report, None, &[]).await.expect(200)["status"], "submitted");
        author.act(report, "recall", None).await.expect(200);
        author.save(report, json!({ "changes": figures("-6") })).await.expect(200);
        assert_eq!(submit(&author, report, None, &[]).await.problem(422), "invalid_content", "other figures");
        submit(&author, report, Some("Điều chỉnh thêm 1"), &[]).await.expect(200);
        let all = expected(&[
            ("Điều chỉnh giảm kỳ trước", &["-5"]),
            ("Như cột (4)", &["-5"]),
            ("Điều chỉnh thêm 1", &["-6", "-6"]),
        ]);
        assert_eq!(told(&author, report).await, all, "the note is the reason of what has none of its own");

        let province = api.person("hanoi.tonghop").await;
        let path = format!("/reports/{report}/explanations");
        assert_eq!(province.get(&path).await.problem(403), "forbidden", "as the figures");
        api.person("hanoi.badinh.duyet").await.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
        let received = expected(&[("Điều chỉnh thêm 1", &["-6", "-6"])]);
        assert_eq!(told(&province, report).await, received, "the receiver reads those of the figures that it got");
        assert_eq!(told(&author, report).await, all);
        let late = explain(&author, report, &explanation("4", "x")).await;
        assert_eq!(late.problem(409), "wrong_state");
    });
}

#[test]
fn explanations_that_make_no_sense_are_refused_with_words() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = warned(&author).await;
        for (body, word) in [
            (explanation("5", "x"), "negative"),
            (explanation("four", "x"), "negative"),
            (explanation("4", " "), "nội dung"),
            (explanation("4", &"a".repeat(2_001)), "2001"),
            (json!({ "code": "R1", "cells": [], "text": "x" }), "R1"),
        ] {
            let answer = explain(&author, report, &body).await;
            let detail = answer.body["detail"].as_str().unwrap_or_default().to_owned();
            assert_eq!(answer.problem(422), "invalid_content");
            assert!(detail.contains(word), "{detail}");
            assert_eq!(submit(&author, report, Some("x"), &[body]).await.problem(422), "invalid_content");
        }
        let path = format!("/reports/{report}/explanations");
        let key = [("Idempotency-Key", "e-1".to_owned())];
        for _ in 0..3 {
            let view = author.write(Method::POST, &path, &key, &explanation("4", "x")).await.expect(200);
            assert_eq!(view["items"].as_array().unwrap().len(), 1, "a retry writes nothing twice");
        }
        let leader = api.person("hanoi.badinh.duyet").await;
        assert_eq!(explain(&leader, report, &explanation("4", "x")).await.problem(403), "forbidden");
        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        assert_eq!(stranger.get(&path).await.problem(404), "not_found");
        // Whether a draft has some warning is told to nobody who may not read it.
        let province = api.person("hanoi.tonghop").await;
        for column in ["4", "5"] {
            let answer = submit(&province, report, Some("x"), &[explanation(column, "x")]).await;
            assert_eq!(answer.problem(403), "forbidden");
        }
        let headers = [("If-Match", format!("\"{}\"", author.revision(report).await))];
        let body = json!({ "action": "recall", "explanations": [explanation("4", "x")] });
        let answer = author.write(Method::POST, &format!("/reports/{report}/transitions"), &headers, &body).await;
        assert_eq!(answer.problem(400), "malformed_request");
    });
}

/// A sentence to each of many warnings is more than other bodies may hold.
#[test]
fn many_warnings_are_explained_with_the_step() {
    const ROWS: usize = 500;
    on_each(async |api| {
        let author = api.person("hanoi.tonghop").await;
        let report = author.find("enter", "II.04/VPCP/KSTT", "2026-Q4").await;
        let rows: Vec<Value> =
            (0..ROWS).map(|row| json!({ "key": format!("r{row}"), "label": format!("Thủ tục {row}") })).collect();
        let negative = |row: usize, column: usize| json!({ "row": format!("r{row}"), "column": column.to_string(), "value": "-1" });
        let changes: Vec<Value> = (0..ROWS).flat_map(|row| (4..8).map(move |column| negative(row, column))).collect();
        author.save(report, json!({ "add_rows": rows, "changes": changes })).await.expect(200);
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        let warnings = data["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] == "warning");
        let text = "Điều chỉnh giảm số đã báo cáo ở kỳ trước theo kết quả rà soát ".repeat(4);
        let explanations: Vec<Value> = warnings
            .map(|finding| json!({ "code": finding["code"], "cells": finding["cells"], "text": text }))
            .collect();
        assert!(explanations.len() >= 4 * ROWS, "{}", explanations.len());
        let answer = submit(&author, report, Some("Số điều chỉnh"), &explanations).await;
        assert_eq!(answer.expect(200)["status"], "submitted");
        assert_eq!(told(&author, report).await.len(), explanations.len());
        let huge = json!({ "code": "x", "text": "a".repeat(5 << 20) });
        assert_eq!(explain(&author, report, &huge).await.problem(413), "payload_too_large");
    });
}

#[test]
fn what_was_carried_over_stays_marked_until_it_is_changed() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        let carried =
            |column: &str| json!({ "row": "LV001", "column": column, "value": "7", "origin": "carried_over" });
        let body = json!({ "add_rows": [{ "item": "LV001" }], "changes": [carried("4"), carried("5")] });
        author.save(report, body).await.expect(200);
        let marked = async || author.get(&format!("/reports/{report}/data")).await.expect(200)["carried"].clone();
        assert_eq!(marked().await, json!({ "LV001": ["4", "5"] }));
        let other = json!({ "changes": [{ "row": "LV001", "column": "9", "value": "1" }] });
        author.save(report, other).await.expect(200);
        assert_eq!(marked().await, json!({ "LV001": ["4", "5"] }), "other cells do not touch it");
        let by_hand = json!({ "changes": [{ "row": "LV001", "column": "4", "value": "8" }] });
        author.save(report, by_hand).await.expect(200);
        assert_eq!(marked().await, json!({ "LV001": ["5"] }));
        author.save(report, json!({ "remove_rows": ["LV001"] })).await.expect(200);
        assert_eq!(marked().await, Value::Null);
    });
}
