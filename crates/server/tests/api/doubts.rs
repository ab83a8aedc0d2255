//! Reports that are doubtful as a whole – empty, or without what units below have to send – are submitted with a reason only.

use serde_json::{Value, json};

use super::client::{Person, on_each};

const CHILD: &str = "II.06a/VPCP/KSTT";
const PARENT: &str = "II.06c/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

/// What has to be confirmed, as the report says it beforehand; submitting without a reason answers the same.
async fn doubts(person: &Person<'_>, report: i64) -> Vec<(String, String)> {
    let told = |findings: &Value| -> Vec<(String, String)> {
        let about_report = findings.as_array().into_iter().flatten().filter(|finding| finding["cells"] == json!([]));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        about_report.map(|finding| (text(&finding["code"]), text(&finding["message"]))).collect()
    };
    let before = told(&person.get(&format!("/reports/{report}")).await.expect(200)["to_confirm"]);
    if !before.is_empty() {
        let refused = person.act(report, "submit", None).await;
        assert_eq!(told(&refused.body["findings"]), before);
        assert_eq!(refused.problem(422), "invalid_content");
    }
    before
}

#[test]
fn an_empty_report_is_submitted_with_a_reason_only() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", CHILD, PERIOD).await;
        author.act(report, "open", None).await.expect(200);
        let told = doubts(&author, report).await;
        assert_eq!(told[0].0, "empty_report");
        assert!(told[0].1.starts_with("Báo cáo chưa có số liệu nào."), "{told:?}");
        let view = author.act(report, "submit", Some("Không phát sinh")).await.expect(200);
        assert_eq!((&view["status"], &view["to_confirm"]), (&json!("submitted"), &Value::Null));
        author.act(report, "recall", None).await.expect(200);
        assert_eq!(doubts(&author, report).await[0].0, "empty_report", "the leader's answer does not change that");
        let figures = json!({ "add_rows": [{ "item": "LV001" }], "changes": [{ "row": "LV001", "column": "4", "value": "0" }, { "row": "LV001", "column": "9", "value": "0" }] });
        author.save(report, figures).await.expect(200);
        assert_eq!(doubts(&author, report).await, [], "a zero is a figure");
    });
}

#[test]
fn a_consolidation_without_its_children_is_submitted_with_a_reason_only() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let child = author.find("enter", CHILD, PERIOD).await;
        author.act(child, "open", None).await.expect(200);
        author.act(child, "submit", Some("Không phát sinh")).await.expect(200);
        api.person("hanoi.badinh.duyet").await.act(child, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(child, "send", None).await.expect(200);
        let province = api.person("hanoi.tonghop").await;
        province.act(child, "accept", None).await.expect(200);
        let report = province.find("consolidate", PARENT, PERIOD).await;
        let own = json!({ "add_rows": [{ "item": "LV001" }], "changes": [{ "row": "LV001", "column": "4", "value": "1" }, { "row": "LV001", "column": "9", "value": "1" }] });
        province.save(report, own).await.expect(200);
        let told = doubts(&province, report).await;
        let codes: Vec<&str> = told.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["missing_children", "not_consolidated"]);
        assert!(told[0].1.starts_with("Còn 128/129 đơn vị chưa gửi hoặc chưa được tiếp nhận: "), "{told:?}");
        assert!(told[1].1.contains("Phường Ba Đình"), "{told:?}");
        province.consolidate(report).await.expect(200);
        let told = doubts(&province, report).await;
        assert_eq!(told.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["missing_children"]);
        let english = [("Accept-Language", "en")];
        let view =
            province.raw(actix_web::http::Method::GET, &format!("/reports/{report}"), &english, Vec::new()).await;
        assert!(view.body["to_confirm"][0]["message"].as_str().unwrap().contains("128 of 129 units"), "{}", view.body);
        province.act(report, "submit", Some("Đã quá hạn, các đơn vị chưa gửi")).await.expect(200);
        // The leader reads the reason; there is nothing to confirm twice.
        api.person("hanoi.duyet").await.act(report, "approve", None).await.expect(200);
    });
}
