//! What a unit has not given away, others do not get by a side door.

use domain::ids::ReportId;
use serde_json::{Value, json};

use super::client::{Api, on_each};

const COMMUNE_FORM: &str = "II.06a/VPCP/KSTT";

/// A balanced row.
fn row() -> Value {
    json!({
        "add_rows": [{ "item": "LV001" }],
        "changes": [
            { "row": "LV001", "column": "4", "value": "5" },
            { "row": "LV001", "column": "9", "value": "5" },
        ],
    })
}

#[test]
fn drafts_that_formulas_refer_to_go_to_editors_only() {
    const DETAILS: &str = "I.02/VPCP/TH_II";
    on_each(async |api| {
        let province = api.person("hanoi.tonghop").await;
        let report = province.find("enter", "I.02/VPCP/TH", "2026-H2").await;
        let draft = province.find("enter", DETAILS, "2026-H2").await;
        province.save(draft, json!({ "add_rows": [{ "label": "Nhiệm vụ đang làm" }] })).await.expect(200);
        let changes = json!({ "changes": [
            { "row": "DON_VI", "column": "4", "value": "3" }, { "row": "DON_VI", "column": "9", "value": "3" },
        ] });
        province.save(report, changes).await.expect(200);
        let path = format!("/reports/{report}/data");
        let edited = province.get(&path).await.expect(200);
        assert!(edited["references"]["forms"].get(DETAILS).is_some(), "the editor computes with it: {edited}");
        province.act(report, "submit", Some("Đã kiểm tra")).await.expect(200);
        api.person("hanoi.duyet").await.act(report, "approve", None).await.expect(200);
        api.person("hanoi.gui").await.act(report, "send", None).await.expect(200);

        let office = api.person("vpcp.tonghop").await;
        assert_eq!(office.get(&format!("/reports/{draft}/data")).await.problem(403), "forbidden");
        let seen = office.get(&path).await.expect(200);
        assert_eq!(seen["rows"][0]["cells"]["4"], "3", "the report that was sent is seen");
        let draft_of_others = seen["references"]["forms"].get(DETAILS);
        assert_eq!(draft_of_others, None, "and the draft beside it is not");
    });
}

/// A rule that compares two reports says what stands in both.
#[test]
fn what_a_rule_says_of_a_draft_goes_to_its_own_unit_only() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let draft = author.find("enter", COMMUNE_FORM, "2026-Q4").await;
        let late = json!({ "add_rows": [{ "item": "LV001" }], "changes": [
            { "row": "LV001", "column": "10", "value": "31" }, { "row": "LV001", "column": "13", "value": "46" },
        ] });
        author.save(draft, late).await.expect(200);
        let report = author.find("enter", "II.06d/VPCP/KSTT", "2026-Q4").await;
        let causes = json!({ "add_rows": [{ "item": "LV001" }], "changes": [
            { "row": "LV001", "column": "3", "value": "-2" }, { "row": "LV001", "column": "4", "value": "NN10" },
        ] });
        author.save(report, causes).await.expect(200);
        author.act(report, "submit", Some("Đã kiểm tra")).await.expect(200);
        let path = format!("/reports/{report}/data");
        let leader = api.person("hanoi.badinh.duyet").await;
        for own in [&author, &leader] {
            let seen = own.get(&path).await.expect(200)["findings"].to_string();
            assert!(seen.contains("77"), "the unit's own people are told by how much it differs: {seen}");
        }
        leader.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);

        let province = api.person("hanoi.tonghop").await;
        assert_eq!(province.get(&format!("/reports/{draft}/data")).await.problem(403), "forbidden");
        let seen = province.get(&path).await.expect(200);
        let codes: Vec<&str> =
            seen["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["negative"], "what the report says by itself is told, and no more: {seen}");
    });
}

async fn accepted(api: &Api) -> i64 {
    let author = api.person("hanoi.badinh.nhaplieu").await;
    let report = author.find("enter", COMMUNE_FORM, "2026-Q4").await;
    author.save(report, row()).await.expect(200);
    author.act(report, "submit", Some("Số liệu đã kiểm tra")).await.expect(200);
    api.person("hanoi.badinh.duyet").await.act(report, "approve", None).await.expect(200);
    api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
    api.person("hanoi.tonghop").await.act(report, "accept", None).await.expect(200);
    author.act(report, "request_correction", Some("Nhập thiếu hồ sơ")).await.expect(200);
    report
}

#[test]
fn a_declined_correction_accepts_nothing_new() {
    on_each(async |api| {
        let report = accepted(&api).await;
        let row = || api.state.app.store.read(|conn| store::reports::find(conn, ReportId(report))).unwrap();
        let before = row();
        assert_eq!(before.accepted_revision, Some(before.revision - 1), "accepted before the request");
        let province = api.person("hanoi.tonghop").await;
        province.act(report, "decline_correction", Some("Số liệu đã khớp")).await.expect(200);
        let after = row();
        assert_eq!((after.state.as_str(), after.revision), ("accepted", before.revision + 1));
        assert_eq!(after.accepted_revision, before.accepted_revision);
        assert_eq!(after.accepted_at, before.accepted_at);
    });
}

#[test]
fn what_a_leader_told_the_own_people_is_theirs() {
    const NOTE: &str = "Số liệu lĩnh vực Đất đai sai";
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", COMMUNE_FORM, "2026-Q4").await;
        author.save(report, row()).await.expect(200);
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        api.person("hanoi.badinh.duyet").await.act(report, "reject", Some(NOTE)).await.expect(200);
        let path = format!("/reports/{report}");
        let note = &author.get(&path).await.expect(200)["returned_note"];
        assert_eq!((&note["text"], &note["action_label"]), (&NOTE.into(), &"Từ chối duyệt".into()), "{note}");
        let seen = api.person("hanoi.tonghop").await.get(&path).await.expect(200);
        assert_eq!(seen["status"], "in_progress", "the province knows how far it is");
        assert!(!seen.to_string().contains(NOTE), "{seen}");
    });
}
