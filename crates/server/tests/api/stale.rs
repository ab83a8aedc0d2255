//! Figures below change after they were consolidated: who passes the report on says so with a reason.

use serde_json::{Value, json};

use super::client::{Api, Person, on_each};

const CHILD: &str = "II.06a/VPCP/KSTT";
const PARENT: &str = "II.06c/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

async fn commune_reports(api: &Api, commune: &str) -> i64 {
    commune_reports_with(api, commune, &[("LV001", "3")]).await
}

/// Sends a report whose rows say that so much was received and settled, and has it accepted.
async fn commune_reports_with(api: &Api, commune: &str, received: &[(&str, &str)]) -> i64 {
    let author = api.person(&format!("{commune}.nhaplieu")).await;
    let report = author.find("enter", CHILD, PERIOD).await;
    let rows: Vec<Value> = received.iter().map(|(item, _)| json!({ "item": item })).collect();
    let cell = |(row, value): &(&str, &str), column: &str| json!({ "row": row, "column": column, "value": value });
    let cells: Vec<Value> = received.iter().flat_map(|part| [cell(part, "4"), cell(part, "9")]).collect();
    let figures = json!({ "add_rows": rows, "changes": cells });
    author.save(report, figures).await.expect(200);
    author.act(report, "submit", Some("Kính trình")).await.expect(200);
    api.person(&format!("{commune}.duyet")).await.act(report, "approve", None).await.expect(200);
    api.person(&format!("{commune}.gui")).await.act(report, "send", None).await.expect(200);
    api.person("hanoi.tonghop").await.act(report, "accept", None).await.expect(200);
    report
}

async fn refused(person: &Person<'_>, report: i64, action: &str, names: &[&str]) {
    let answer = person.act(report, action, None).await;
    let findings = answer.body["findings"].as_array().unwrap().clone();
    assert_eq!(answer.problem(422), "invalid_content");
    let stale = findings.iter().find(|finding| finding["code"] == "stale_consolidation").unwrap();
    assert_eq!(stale["severity"], "warning");
    let message = stale["message"].as_str().unwrap();
    assert!(names.iter().all(|name| message.contains(name)), "{message}");
}

#[test]
fn a_stale_report_is_passed_on_with_a_reason_only() {
    on_each(async |api| {
        let child = commune_reports(&api, "hanoi.badinh").await;
        let province = api.person("hanoi.tonghop").await;
        let report = province.find("consolidate", PARENT, PERIOD).await;
        province.consolidate(report).await.expect(200);
        let fresh = province.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!((&fresh["is_stale"], &fresh["changed_children"]), (&json!(false), &Value::Null));

        // One commune is late, another corrects what it had sent.
        commune_reports_with(&api, "hanoi.hoankiem", &[("LV001", "3"), ("LV002", "2")]).await;
        province.act(child, "return", Some("Thiếu hồ sơ")).await.expect(200);
        let stale = province.get(&format!("/reports/{report}")).await.expect(200);
        let names: Vec<&str> =
            stale["changed_children"].as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Phường Ba Đình", "Phường Hoàn Kiếm"]);
        refused(&province, report, "submit", &names).await;
        differs(&province, report, child).await;
        told(&api, &province).await;
        province.act(report, "submit", Some("Sẽ tổng hợp lại ở kỳ đính chính")).await.expect(200);
        let leader = api.person("hanoi.duyet").await;
        refused(&leader, report, "approve", &names).await;
        leader.act(report, "approve", Some("Đồng ý giữ số liệu")).await.expect(200);
    });
}

/// What consolidating again would change, cell by cell, and what the lineage of such a cell says.
async fn differs(province: &Person<'_>, report: i64, returned: i64) {
    let view = province.get(&format!("/reports/{report}/consolidation/differences")).await.expect(200);
    let children: Vec<(&str, &str, bool, bool)> = view["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(|child| {
            let text = |field: &str| child[field].as_str().unwrap();
            (
                text("change"),
                child["unit"]["name"].as_str().unwrap(),
                child["revision"].is_i64(),
                child["accepted_revision"].is_i64(),
            )
        })
        .collect();
    assert_eq!(children, [("withdrawn", "Phường Ba Đình", true, false), ("late", "Phường Hoàn Kiếm", false, true)]);
    // Each sent 3: one goes, one comes, so only what is entered by the late one in another row differs.
    let cell = |row: &str, column: &str| {
        let cells = view["cells"].as_array().unwrap();
        cells.iter().find(|cell| cell["row"] == row && cell["column"] == column).cloned().unwrap_or_default()
    };
    assert_eq!(cell("LV001", "4"), Value::Null, "three for three");
    let added = cell("LV002", "4");
    assert_eq!((&added["old"], &added["new"], &added["is_computed"]), (&Value::Null, &json!("2"), &json!(false)));
    let total = cell("TONG_CONG", "4");
    assert_eq!((&total["old"], &total["new"], &total["is_computed"]), (&json!("3"), &json!("5"), &json!(true)));
    assert_eq!(view["total"], view["cells"].as_array().unwrap().len());
    assert_eq!(cell("LV002", "2"), Value::Null, "a name is no figure");

    let lineage = province.get(&format!("/reports/{report}/lineage?row=LV001&column=4")).await.expect(200);
    assert_eq!(
        (&lineage["is_stale"], &lineage["value"], &lineage["current"]),
        (&json!(true), &json!("3"), &json!("3"))
    );
    let source = &lineage["sources"][0];
    assert_eq!(
        (&source["report_id"], &source["is_counted"], &source["current"]),
        (&json!(returned), &json!(false), &Value::Null)
    );
    assert_eq!((&lineage["late"][0]["current"], &lineage["late"][0]["is_counted"]), (&json!("3"), &json!(true)));
    let total = province.get(&format!("/reports/{report}/lineage?row=TONG_CONG&column=4")).await.expect(200);
    assert_eq!(
        (&total["value"], &total["current"], &total["late"][0]["current"]),
        (&json!("3"), &json!("5"), &json!("5"))
    );

    let children = province.get(&format!("/reports/{report}/children")).await.expect(200);
    let child = children["items"].as_array().unwrap().iter().find(|child| child["report_id"] == returned).unwrap();
    assert_eq!(
        (child["revision"].is_i64(), &child["accepted_revision"]),
        (true, &Value::Null),
        "used, but it does not count"
    );
}

/// Who can consolidate again is told once, with what happened below.
async fn told(api: &Api, province: &Person<'_>) {
    app::notifications::deliver(&api.state.app).unwrap();
    let bell = province.get("/notifications?page_size=200").await.expect(200);
    let stale: Vec<&str> = bell["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["kind"] == "stale")
        .map(|item| item["text"].as_str().unwrap())
        .collect();
    assert_eq!(stale.len(), 1, "{bell}");
    assert!(stale[0].contains("báo cáo II.06a/VPCP/KSTT của Phường Hoàn Kiếm đã được tiếp nhận bởi "), "{stale:?}");
}

#[test]
fn what_agrees_has_no_differences() {
    on_each(async |api| {
        commune_reports(&api, "hanoi.badinh").await;
        let province = api.person("hanoi.tonghop").await;
        let report = province.find("consolidate", PARENT, PERIOD).await;
        let path = format!("/reports/{report}/consolidation/differences");
        for consolidated in [false, true] {
            if consolidated {
                province.consolidate(report).await.expect(200);
            }
            let view = province.get(&path).await.expect(200);
            assert_eq!(view, json!({ "children": [], "cells": [], "total": 0 }));
        }
        let commune = api.person("hanoi.badinh.nhaplieu").await;
        assert_eq!(commune.get(&path).await.problem(404), "not_found");
    });
}

#[test]
fn who_corrects_reads_why_at_the_head_of_the_report() {
    on_each(async |api| {
        let report = commune_reports(&api, "hanoi.badinh").await;
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let why = async || author.get(&format!("/reports/{report}")).await.expect(200)["correction"]["reason"].clone();
        author.act(report, "request_correction", Some("Nhập nhầm cột 4")).await.expect(200);
        assert_eq!(why().await, "Nhập nhầm cột 4");
        api.person("hanoi.tonghop").await.act(report, "grant_correction", None).await.expect(200);
        assert_eq!(why().await, "Nhập nhầm cột 4", "though the grant said nothing");
        // What was not accepted yet opens at once.
        author.act(report, "submit", Some("Đã sửa")).await.expect(200);
        author.act(report, "request_correction", Some("Còn sai cột 9")).await.expect(200);
        assert_eq!(why().await, "Còn sai cột 9");
    });
}
