//! Cells that are chosen from a catalogue.

use serde_json::json;

use super::client::on_each;

#[test]
fn what_no_catalogue_knows_is_kept_and_refuses_submitting() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06d/VPCP/KSTT", "2026-Q4").await;
        let row = |cause: &str| {
            json!({
                "add_rows": [{ "item": "LV001" }],
                "changes": [{ "row": "LV001", "column": "3", "value": "2" },
                            { "row": "LV001", "column": "4", "value": cause }],
            })
        };
        let receipt = author.save(report, row("Do trời mưa")).await.expect(200);
        let finding = &receipt["findings"][0];
        assert_eq!((&finding["code"], &finding["severity"]), (&json!("unknown_item"), &json!("error")));
        assert_eq!(finding["cells"][0], json!({ "row": "LV001", "column": "4" }));
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["rows"][0]["cells"]["4"], "Do trời mưa", "the draft keeps it");
        assert_eq!(data["references"]["choices"]["nguyen_nhan_qua_han"]["NN10"], "Nguyên nhân khác");
        let refused = author.act(report, "submit", Some("Kính trình")).await;
        assert_eq!(refused.body["findings"][0]["code"], "unknown_item");
        assert_eq!(refused.problem(422), "invalid_content");
        for known in ["NN10", "nguyên nhân khác"] {
            let receipt = author.save(report, row(known)).await.expect(200);
            let findings = receipt["findings"].as_array().unwrap();
            assert!(findings.iter().all(|finding| finding["severity"] == "warning"), "{known}: {receipt}");
        }
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
    });
}
