//! Figures below change after they were consolidated: who passes the report on says so with a reason.

use serde_json::{Value, json};

use super::client::{Api, Person, on_each};

const CHILD: &str = "II.06a/VPCP/KSTT";
const PARENT: &str = "II.06c/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

async fn commune_reports(api: &Api, commune: &str) -> i64 {
    let author = api.person(&format!("{commune}.nhaplieu")).await;
    let report = author.find("enter", CHILD, PERIOD).await;
    let figures = json!({
        "add_rows": [{ "item": "LV001" }],
        "changes": [{ "row": "LV001", "column": "4", "value": "3" }, { "row": "LV001", "column": "9", "value": "3" }],
    });
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
        commune_reports(&api, "hanoi.hoankiem").await;
        province.act(child, "return", Some("Thiếu hồ sơ")).await.expect(200);
        let stale = province.get(&format!("/reports/{report}")).await.expect(200);
        let names: Vec<&str> =
            stale["changed_children"].as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Phường Ba Đình", "Phường Hoàn Kiếm"]);
        refused(&province, report, "submit", &names).await;
        province.act(report, "submit", Some("Sẽ tổng hợp lại ở kỳ đính chính")).await.expect(200);
        let leader = api.person("hanoi.duyet").await;
        refused(&leader, report, "approve", &names).await;
        leader.act(report, "approve", Some("Đồng ý giữ số liệu")).await.expect(200);
    });
}
