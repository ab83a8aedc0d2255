//! Where the reports of a regime and period stand, unit by unit, and who has not sent.

use app::App;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::client::{Api, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";
const AUTHOR: &str = "hanoi.badinh.nhaplieu";
/// The counts that exclude each other.
const STATES: [&str; 9] = [
    "assigned",
    "in_progress",
    "submitted",
    "approved",
    "sent",
    "accepted",
    "returned",
    "correction_requested",
    "exempt",
];

fn address(part: &str, more: &str) -> String {
    format!("/progress{part}?circular=01/2020/TT-VPCP&regime=II&period={PERIOD}{more}")
}

fn unit(app: &App, code: &str) -> i64 {
    app.store.read(|conn| store::units::find_by_code(conn, code)).unwrap().id
}

fn number(counts: &Value, name: &str) -> i64 {
    counts[name].as_i64().unwrap()
}

fn of<'v>(view: &'v Value, unit: &str) -> &'v Value {
    let below = view["below"].as_array().unwrap();
    &below.iter().find(|line| line["unit"]["name"] == unit).unwrap()["counts"]
}

/// A ward enters one report; another is sent and accepted.
async fn begin(api: &Api) {
    let author = api.person(AUTHOR).await;
    let figures = json!({
        "add_rows": [{ "item": "LV001" }],
        "changes": [{ "row": "LV001", "column": "4", "value": "3" }, { "row": "LV001", "column": "9", "value": "3" }],
    });
    let report = author.find("enter", FORM, PERIOD).await;
    author.save(report, figures.clone()).await.expect(200);
    let other = api.person("hanoi.hoankiem.nhaplieu").await;
    let sent = other.find("enter", FORM, PERIOD).await;
    other.save(sent, figures).await.expect(200);
    other.act(sent, "submit", None).await.expect(200);
    api.person("hanoi.hoankiem.duyet").await.act(sent, "approve", None).await.expect(200);
    api.person("hanoi.hoankiem.gui").await.act(sent, "send", None).await.expect(200);
    api.person("hanoi.tonghop").await.act(sent, "accept", None).await.expect(200);
}

#[test]
fn each_report_is_counted_once_where_it_stands() {
    on_each(async |api| {
        begin(&api).await;
        let province = api.person("hanoi.tonghop").await;
        let view = province.get(&address("", "")).await.expect(200);
        assert_eq!(view["unit"]["name"], "Thành phố Hà Nội");
        assert_eq!(view["period_label"], "Quý IV năm 2026");
        let below = view["below"].as_array().unwrap();
        assert_eq!(below.len(), 129, "126 communes and 3 departments");
        for counts in below.iter().map(|line| &line["counts"]).chain([&view["total"], &view["own"]]) {
            let states: i64 = STATES.iter().map(|state| number(counts, state)).sum();
            assert_eq!(states, number(counts, "total"), "{counts}");
        }
        for name in STATES.iter().chain(&["total", "overdue", "sent_late"]) {
            let lines: i64 = below.iter().map(|line| number(&line["counts"], name)).sum();
            assert_eq!(lines + number(&view["own"], name), number(&view["total"], name), "{name} adds up");
        }
        let ward = of(&view, "Phường Ba Đình");
        assert_eq!((number(ward, "in_progress"), number(ward, "accepted")), (1, 0));
        let other = of(&view, "Phường Hoàn Kiếm");
        assert_eq!((number(other, "in_progress"), number(other, "accepted")), (0, 1));
        assert_eq!(number(&view["total"], "overdue"), 0);
        // The office above sees the province as one line with the same counts.
        let top = api.person("vpcp.tonghop").await.get(&address("", "")).await.expect(200);
        let line = top["below"].as_array().unwrap().iter().find(|line| line["unit"]["name"] == "Thành phố Hà Nội");
        assert_eq!((&line.unwrap()["counts"], &line.unwrap()["has_children"]), (&view["total"], &json!(true)));
    });
}

#[test]
fn what_is_not_sent_in_time_is_overdue_and_tells_whom_to_ask() {
    on_each(async |api| {
        begin(&api).await;
        api.clock.advance(TimeDelta::days(40));
        let province = api.person("hanoi.tonghop").await;
        let view = province.get(&address("", "")).await.expect(200);
        let ward = of(&view, "Phường Ba Đình");
        assert_eq!(number(ward, "overdue"), number(ward, "total"), "nothing of it was sent");
        let other = of(&view, "Phường Hoàn Kiếm");
        assert_eq!(number(other, "overdue"), number(other, "total") - 1, "one was");
        assert_eq!(number(other, "sent_late"), 0);
        let ward = unit(&api.state.app, "00004");
        let unsent = province.get(&address("/unsent", &format!("&unit={ward}"))).await.expect(200);
        let first = &unsent["items"][0];
        assert_eq!((&first["unit"]["name"], &first["is_overdue"]), (&json!("Phường Ba Đình"), &json!(true)));
        assert_eq!(first["contacts"][0]["name"], "Cán bộ nhập liệu phường Ba Đình");
        assert!(unsent["items"].as_array().unwrap().iter().all(|report| report["form"]["kind"] == "data"));
        let all = province.get(&address("/unsent", "&page=2&page_size=50")).await.expect(200);
        let owed = number(&view["total"], "total") - number(&view["total"], "accepted");
        assert_eq!((&all["total"], all["items"].as_array().unwrap().len()), (&json!(owed), 50));
    });
}

#[test]
fn progress_is_for_the_unit_and_those_above() {
    on_each(async |api| {
        let ward = api.person(AUTHOR).await;
        let own = ward.get(&address("", "")).await.expect(200);
        assert_eq!(
            (&own["unit"]["name"], &own["above"], &own["below"]),
            (&json!("Phường Ba Đình"), &json!([]), &json!([]))
        );
        let province = unit(&api.state.app, "01");
        for part in ["", "/unsent", "/workbook"] {
            let refused = ward.get(&address(part, &format!("&unit={province}"))).await;
            assert_eq!(refused.problem(404), "not_found", "{part}");
        }
        let top = api.person("vpcp.tonghop").await;
        let below = top.get(&address("", &format!("&unit={}", unit(&api.state.app, "00004")))).await.expect(200);
        let above: Vec<&Value> = below["above"].as_array().unwrap().iter().map(|unit| &unit["name"]).collect();
        assert_eq!(above, ["Văn phòng Chính phủ", "Thành phố Hà Nội"]);
    });
}

#[test]
fn bad_questions_are_named() {
    on_each(async |api| {
        let person = api.person("hanoi.tonghop").await;
        for (query, status, code) in [
            ("circular=01/2020/TT-VPCP&regime=II&period=Q4", 400, "malformed_request"),
            ("circular=01/2020/TT-VPCP&regime=XX&period=2026-Q4", 404, "not_found"),
            ("circular=01/2020/TT-VPCP&regime=II", 400, "malformed_request"),
            ("circular=01/2020/TT-VPCP&regime=II&period=2026-Q4&unit=999999", 404, "not_found"),
        ] {
            let answer = person.get(&format!("/progress?{query}")).await;
            assert_eq!(answer.problem(status), code, "{query}");
        }
    });
}
