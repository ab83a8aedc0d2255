//! The figures of the period before, to be taken over.

use chrono::TimeDelta;
use domain::period::Frequency;
use serde_json::{Value, json};

use super::client::{Api, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const AUTHOR: &str = "hanoi.badinh.nhaplieu";

/// The next quarter begins and its reports are opened.
pub fn next_quarter(api: &Api) {
    api.clock.advance(TimeDelta::days(60));
    let app = &api.state.app;
    let opened = app
        .store
        .write(|tx| app::assignments::open_current_periods(app, tx, "01/2020/TT-VPCP", &[Frequency::Quarterly]));
    assert!(opened.unwrap() > 0);
}

#[test]
fn the_own_figures_of_the_period_before_are_read() {
    on_each(async |api| {
        let author = api.person(AUTHOR).await;
        let former = author.find("enter", FORM, "2026-Q4").await;
        let none = author.get(&format!("/reports/{former}/previous")).await.expect(200);
        assert_eq!(none, json!({ "rows": [] }), "there was no report before");
        let figures = json!({
            "add_rows": [{ "item": "LV001" }, { "item": "LV002" }],
            "changes": [{ "row": "LV001", "column": "4", "value": "3" }],
        });
        author.save(former, figures).await.expect(200);

        next_quarter(&api);
        let author = api.person(AUTHOR).await;
        let report = author.find("enter", FORM, "2027-Q1").await;
        let before = author.get(&format!("/reports/{report}/previous")).await.expect(200);
        assert_eq!(before["period"], "2026-Q4");
        let rows = before["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 1, "rows without figures have nothing to take: {rows:?}");
        assert_eq!((&rows[0]["key"], &rows[0]["cells"]), (&json!("LV001"), &json!({ "4": "3" })));
        let shown = author.get(&format!("/reports/{report}/previous?shown=true")).await.expect(200);
        let rows = shown["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 2, "with the total: {rows:?}");
        assert_eq!((&rows[0]["cells"]["3"], &rows[1]["role"]), (&json!("3"), &json!("total")), "computed ones too");
        let unknown = author.get(&format!("/reports/{report}/previous?own=true")).await;
        assert_eq!(unknown.problem(400), "malformed_request");
    });
}

#[test]
fn nobody_reads_what_is_not_theirs_through_it() {
    on_each(async |api| {
        let author = api.person(AUTHOR).await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        let answer = stranger.get(&format!("/reports/{report}/previous")).await;
        assert_eq!(answer.problem(404), "not_found");
        let missing = author.get("/reports/999999/previous").await;
        assert_eq!(missing.problem(404), "not_found");
    });
}

#[test]
fn only_the_own_part_of_a_consolidated_report_is_taken() {
    on_each(async |api| {
        let author = api.person(AUTHOR).await;
        let child = author.find("enter", FORM, "2026-Q4").await;
        let figures = json!({
            "add_rows": [{ "item": "LV001" }],
            "changes": [{ "row": "LV001", "column": "4", "value": "3" }, { "row": "LV001", "column": "9", "value": "3" }],
        });
        author.save(child, figures).await.expect(200);
        author.act(child, "submit", Some("Kính trình")).await.expect(200);
        api.person("hanoi.badinh.duyet").await.act(child, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(child, "send", None).await.expect(200);
        let province = api.person("hanoi.tonghop").await;
        province.act(child, "accept", None).await.expect(200);
        let report = province.find("consolidate", "II.06c/VPCP/KSTT", "2026-Q4").await;
        province.consolidate(report).await.expect(200);
        let own = json!({
            "add_rows": [{ "item": "LV002" }],
            "changes": [{ "row": "LV002", "column": "4", "value": "7" }],
        });
        province.save(report, own).await.expect(200);

        next_quarter(&api);
        let province = api.person("hanoi.tonghop").await;
        let next = province.find("consolidate", "II.06c/VPCP/KSTT", "2027-Q1").await;
        let before = province.get(&format!("/reports/{next}/previous")).await.expect(200);
        let cells: Vec<&Value> = before["rows"].as_array().unwrap().iter().map(|row| &row["cells"]).collect();
        assert_eq!(cells, [&json!({ "4": "7" })], "what the commune entered is not entered again");
        let shown = province.get(&format!("/reports/{next}/previous?shown=true")).await.expect(200);
        let total = shown["rows"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(total["cells"]["4"], "10", "but compared with: {shown}");
    });
}
