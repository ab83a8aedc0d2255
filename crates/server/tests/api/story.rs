//! The main job: a commune's figure travels to the Government Office and can be traced back.

use serde_json::{Value, json};

use super::client::{Api, Person, on_each};

const CHILD: &str = "II.06a/VPCP/KSTT";
const PARENT: &str = "II.06c/VPCP/KSTT";
const PERIOD: &str = "2026-Q4";

/// A balanced row of form II.06a: received = settled + under way.
fn row(item: &str, received: u32) -> serde_json::Value {
    json!({
        "add_rows": [{ "item": item }],
        "changes": [
            { "row": item, "column": "4", "value": received.to_string() },
            { "row": item, "column": "9", "value": received.to_string() },
        ],
    })
}

/// Enters, approves and sends a commune's report, and has the province accept it.
async fn commune_reports(api: &Api, commune: &str, received: u32) -> i64 {
    let author = api.person(&format!("{commune}.nhaplieu")).await;
    let report = author.find("enter", CHILD, PERIOD).await;
    author.save(report, row("LV001", received)).await.expect(200);
    author.act(report, "submit", Some("Số liệu đã kiểm tra")).await.expect(200);
    api.person(&format!("{commune}.duyet")).await.act(report, "approve", None).await.expect(200);
    api.person(&format!("{commune}.gui")).await.act(report, "send", None).await.expect(200);
    let province = api.person("hanoi.tonghop").await;
    assert_eq!(province.act(report, "accept", None).await.expect(200)["status"], "accepted");
    report
}

async fn lineage(person: &Person<'_>, report: i64, row: &str, column: u16) -> serde_json::Value {
    person.get(&format!("/reports/{report}/lineage?row={row}&column={column}")).await.expect(200)
}

#[test]
fn a_figure_travels_up_and_can_be_traced_back() {
    on_each(async |api| {
        let badinh = commune_reports(&api, "hanoi.badinh", 10).await;
        commune_reports(&api, "hanoi.hoankiem", 5).await;
        let province = api.person("hanoi.tonghop").await;
        let report = province.find("consolidate", PARENT, PERIOD).await;
        let outcome = province.consolidate(report).await.expect(200);
        assert_eq!((outcome["included"].as_i64(), outcome["missing"].as_i64()), (Some(2), Some(127)));

        // The province's own figures stand beside its communes'.
        let own = json!({ "changes": [
            { "row": "LV001", "column": "4", "value": "100" }, { "row": "LV001", "column": "9", "value": "100" },
        ] });
        province.save(report, own).await.expect(200);
        let data = province.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["rows"][0]["cells"]["4"], "115");
        assert_eq!(data["own"]["LV001"]["4"], "100");
        assert_eq!(data["consolidated"]["LV001"]["4"], "15");
        assert_eq!(data["computed"]["TONG_CONG"]["3"], "115");

        for (row, column) in [("LV001", 4), ("LV001", 3), ("TONG_CONG", 3)] {
            let cell = lineage(&province, report, row, column).await;
            let sum: i64 = cell["sources"].as_array().unwrap().iter().map(|part| number(&part["value"])).sum();
            assert_eq!(sum + number(&cell["own"]), number(&cell["value"]), "{cell}");
            assert_eq!(number(&cell["value"]), 115, "{cell}");
        }

        province.act(report, "submit", Some("Đã đối chiếu")).await.expect(200);
        api.person("hanoi.duyet").await.act(report, "approve", None).await.expect(200);
        api.person("hanoi.gui").await.act(report, "send", None).await.expect(200);
        let office = api.person("vpcp.tonghop").await;
        office.act(report, "accept", None).await.expect(200);
        let national = office.find("consolidate", PARENT, PERIOD).await;
        office.consolidate(national).await.expect(200);
        let total = lineage(&office, national, "TONG_CONG", 3).await;
        assert_eq!(total["value"], "115");
        assert_eq!(total["sources"][0]["report_id"], report);

        correction_marks_the_province_stale(&api, badinh, report, national).await;
    });
}

/// A commune corrects an accepted report: every consolidated report above says so.
async fn correction_marks_the_province_stale(api: &Api, commune: i64, province_report: i64, national: i64) {
    let author = api.person("hanoi.badinh.nhaplieu").await;
    author.act(commune, "request_correction", Some("Nhập thiếu hồ sơ")).await.expect(200);
    let province = api.person("hanoi.tonghop").await;
    province.act(commune, "grant_correction", Some("Đồng ý")).await.expect(200);
    let cell = lineage(&province, province_report, "LV001", 4).await;
    assert_eq!(cell["sources"][0]["is_stale"], true, "{cell}");
    let stale = province.get(&format!("/reports/{province_report}")).await.expect(200);
    assert_eq!(stale["is_stale"], true);
    let office = api.person("vpcp.tonghop").await;
    assert_eq!(office.get(&format!("/reports/{national}")).await.expect(200)["is_stale"], true, "up to the top");
}

fn number(value: &serde_json::Value) -> i64 {
    value.as_str().map_or(0, |text| text.parse().unwrap())
}

#[test]
fn notifications_follow_the_report() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", CHILD, PERIOD).await;
        author.save(report, row("LV002", 3)).await.expect(200);
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        api.person("hanoi.badinh.duyet").await.act(report, "reject", Some("Thiếu lĩnh vực Đất đai")).await.expect(200);
        app::notifications::deliver(&api.state.app).unwrap();
        assert_eq!(app::notifications::deliver(&api.state.app).unwrap(), 0, "each event is told once");
        let bell = author.get("/notifications").await.expect(200);
        let text = bell["items"][0]["text"].as_str().unwrap();
        assert!(text.contains("bị từ chối duyệt bởi Lãnh đạo phường Ba Đình"), "{text}");
        assert!(text.ends_with("Lý do: Thiếu lĩnh vực Đất đai"), "{text}");
        let approver = api.person("hanoi.badinh.duyet").await.get("/notifications?unread=true").await.expect(200);
        assert!(approver["items"][0]["text"].as_str().unwrap().contains("đã được trình"), "{approver}");
        let read = author.write(actix_web::http::Method::POST, "/notifications/read", &[], &json!({})).await;
        assert_eq!(read.status, 204);
        assert_eq!(author.get("/me").await.expect(200)["unread_notifications"], 0);
    });
}

/// What happens before a report is sent is its unit's own affair, and everybody who acted there learns of it.
#[test]
fn a_correction_before_sending_needs_a_reason_and_stays_in_the_unit() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let leader = api.person("hanoi.badinh.duyet").await;
        let report = author.find("enter", CHILD, PERIOD).await;
        author.save(report, row("LV002", 3)).await.expect(200);
        let opened = author.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(opened["allowed_actions"], json!(["save", "submit"]), "what was begun is not begun again");
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        let waiting = leader.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(
            (&waiting["step_note"]["action"], &waiting["step_note"]["text"], &waiting["step_note"]["by"]),
            (&json!("submit"), &json!("Kính trình"), &json!("Cán bộ nhập liệu phường Ba Đình"))
        );
        leader.act(report, "approve", None).await.expect(200);
        leader.act(report, "request_correction", None).await.problem(422);
        leader.act(report, "request_correction", Some("Sai số hồ sơ")).await.expect(200);
        app::notifications::deliver(&api.state.app).unwrap();
        for (user, is_told) in [("hanoi.badinh.nhaplieu", true), ("hanoi.badinh.gui", true), ("hanoi.tonghop", false)] {
            let bell = api.person(user).await.get("/notifications").await.expect(200).to_string();
            assert_eq!(bell.contains("Sai số hồ sơ"), is_told, "{user}: {bell}");
        }
        author.act(report, "submit", Some("Đã sửa")).await.expect(200);
        leader.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", Some("Kính gửi")).await.expect(200);
        let received = api.person("hanoi.tonghop").await.get(&format!("/reports/{report}")).await.expect(200);
        assert_eq!(received["step_note"]["text"], "Kính gửi");
    });
}

/// The steps and what was sent are everybody's who reads the report; reasons and figures before are the unit's own.
#[test]
fn what_a_receiver_learns_of_a_reports_past() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let leader = api.person("hanoi.badinh.duyet").await;
        let sender = api.person("hanoi.badinh.gui").await;
        let receiver = api.person("hanoi.tonghop").await;
        let report = author.find("enter", CHILD, PERIOD).await;
        let send = async |note: &str| {
            author.act(report, "submit", Some("Kính trình")).await.expect(200);
            leader.act(report, "approve", Some("Đồng ý")).await.expect(200);
            sender.act(report, "send", Some(note)).await.expect(200);
        };
        let both = |value: &str| {
            json!({ "changes": [
                { "row": "LV001", "column": "4", "value": value }, { "row": "LV001", "column": "9", "value": value },
            ] })
        };
        author.save(report, row("LV001", 3)).await.expect(200);
        author.save(report, both("4")).await.expect(200);
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        leader.act(report, "reject", Some("Sai số, bị nhắc nhở")).await.expect(200);
        let view = receiver.get(&format!("/reports/{report}")).await.expect(200).to_string();
        assert!(!view.contains("nhắc nhở"), "why it was rejected inside the unit: {view}");
        let view = author.get(&format!("/reports/{report}")).await.expect(200).to_string();
        assert!(view.contains("nhắc nhở"), "its own people are told: {view}");
        author.save(report, both("3")).await.expect(200);
        send("Kính gửi").await;
        receiver.act(report, "return", Some("Thiếu hồ sơ trực tuyến")).await.expect(200);
        author.save(report, row("LV002", 5)).await.expect(200);
        send("Gửi lại").await;

        let path = format!("/reports/{report}/history");
        let notes = |history: &Value| {
            let steps = history["transitions"].as_array().unwrap().iter().rev();
            steps.filter_map(|step| step["note"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let (own, seen) = (author.get(&path).await.expect(200), receiver.get(&path).await.expect(200));
        assert_eq!(notes(&seen), ["Kính gửi", "Thiếu hồ sơ trực tuyến", "Gửi lại"]);
        assert_eq!(notes(&own).len(), 9, "{own}");
        let steps = |history: &Value| history["transitions"].as_array().unwrap().len();
        assert_eq!(steps(&seen), steps(&own), "each step is told to both");
        let revisions = seen["revisions"].as_array().unwrap();
        assert_eq!(revisions.len(), 2, "one for each sending: {seen}");
        let (again, first) = (&revisions[0], &revisions[1]);
        assert!(first["changes"].as_array().unwrap().iter().any(|change| change["new"] == "3"), "{first}");
        assert!(!first.to_string().contains(r#""new":"4""#), "a figure that was never sent: {first}");
        let rows: Vec<&Value> = again["changes"].as_array().unwrap().iter().map(|change| &change["row"]).collect();
        assert!(rows.iter().all(|row| **row == "LV002") && !rows.is_empty(), "{again}");
        let cell = receiver.get(&format!("{path}?row=LV001&column=4")).await.expect(200);
        assert_eq!(cell["revisions"].as_array().unwrap().len(), 1, "{cell}");
        assert!(
            author.get(&format!("{path}?row=LV001&column=4")).await.expect(200)["revisions"].as_array().unwrap().len()
                > 2
        );
    });
}

#[test]
fn history_tells_who_changed_what() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", CHILD, PERIOD).await;
        author.save(report, row("LV001", 3)).await.expect(200);
        let change = json!({ "changes": [{ "row": "LV001", "column": "4", "value": "7" }] });
        author.save(report, change).await.expect(200);
        let history = author.get(&format!("/reports/{report}/history")).await.expect(200);
        let newest = &history["revisions"][0];
        assert_eq!(newest["by"], "Cán bộ nhập liệu phường Ba Đình");
        assert_eq!(newest["changes"][0]["label"], "Hộ tịch");
        assert_eq!((&newest["changes"][0]["old"], &newest["changes"][0]["new"]), (&json!("3"), &json!("7")));
        assert_eq!(history["transitions"][0]["to"], "in_progress");
    });
}
