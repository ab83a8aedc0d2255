//! What people write at cells, who else is in a report, and the history of a cell.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::client::{Api, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";

/// A commune's report with one balanced row.
async fn entered(author: &Person<'_>) -> i64 {
    let report = author.find("enter", FORM, "2026-Q4").await;
    let row = json!({ "add_rows": [{ "item": "LV001" }], "changes": [
        { "row": "LV001", "column": "4", "value": "5" }, { "row": "LV001", "column": "9", "value": "5" },
    ] });
    author.save(report, row).await.expect(200);
    report
}

async fn comment(person: &Person<'_>, report: i64, text: &str, audience: Option<&str>) -> Value {
    let body = json!({ "row": "LV001", "column": "4", "text": text, "audience": audience });
    person.write(Method::POST, &format!("/reports/{report}/comments"), &[], &body).await.expect(200)
}

async fn read(person: &Person<'_>, report: i64) -> Vec<String> {
    let view = person.get(&format!("/reports/{report}/comments")).await.expect(200);
    view["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

/// The newest notifications of somebody, after delivery.
async fn told(api: &Api, person: &Person<'_>) -> String {
    app::notifications::deliver(&api.state.app).unwrap();
    person.get("/notifications?page_size=5").await.expect(200).to_string()
}

#[test]
fn comments_reach_whom_they_are_meant_for() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let leader = api.person("hanoi.badinh.duyet").await;
        let report = entered(&author).await;
        comment(&author, report, "Số này lấy từ sổ tay", None).await;
        assert_eq!(read(&leader, report).await, ["Số này lấy từ sổ tay"]);
        assert!(told(&api, &leader).await.contains("có ghi chú của"), "a colleague is told");
        let path = format!("/reports/{report}/comments");
        let province = api.person("hanoi.tonghop").await;
        assert_eq!(province.get(&path).await.problem(403), "forbidden", "as the figures");

        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        leader.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
        assert_eq!(read(&province, report).await, Vec::<String>::new(), "what colleagues said stays theirs");
        let asked = comment(&province, report, "Vì sao tăng so với quý trước?", None).await;
        assert_eq!(asked["items"][0]["audience"], "all", "who is asked must be able to read it");
        comment(&province, report, "Đã hỏi qua điện thoại", Some("unit")).await;
        assert!(told(&api, &author).await.contains("Vì sao tăng"), "the author is told");
        assert_eq!(read(&author, report).await, ["Số này lấy từ sổ tay", "Vì sao tăng so với quý trước?"]);
        comment(&author, report, "Do mở thêm một điểm tiếp nhận", Some("all")).await;
        assert!(told(&api, &province).await.contains("Do mở thêm"), "and the answer comes back");

        let question = asked["items"][0]["id"].as_i64().unwrap();
        let settle = format!("{path}/{question}/settle");
        for _ in 0..2 {
            let view = author.write(Method::POST, &settle, &[], &json!({})).await.expect(200);
            let item = view["items"].as_array().unwrap().iter().find(|item| item["id"] == question).unwrap();
            assert!(item["settled_at"].is_string() && item["settled_by"].is_string(), "{item}");
        }
        let internal = province.get(&path).await.expect(200)["items"][1]["id"].as_i64().unwrap();
        let hidden = author.write(Method::POST, &format!("{path}/{internal}/settle"), &[], &json!({})).await;
        assert_eq!(hidden.problem(404), "not_found", "what is not read is not settled");
    });
}

#[test]
fn comments_that_make_no_sense_are_refused_with_words() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = entered(&author).await;
        let path = format!("/reports/{report}/comments");
        let good = json!({ "row": "LV001", "column": "4", "text": "x" });
        for (field, value, word) in [
            ("row", json!("LV999"), "không có trong báo cáo"),
            ("column", json!("99"), "99"),
            ("text", json!("  "), "nội dung"),
            ("text", json!("a".repeat(2_001)), "2001"),
            ("audience", json!("everybody"), "everybody"),
        ] {
            let mut body = good.clone();
            body[field] = value;
            let answer = author.write(Method::POST, &path, &[], &body).await;
            let detail = answer.body["detail"].as_str().unwrap_or_default().to_owned();
            assert_eq!(answer.problem(422), "invalid_content");
            assert!(detail.contains(word), "{detail}");
        }
        let key = [("Idempotency-Key", "c-1".to_owned())];
        for _ in 0..3 {
            let view = author.write(Method::POST, &path, &key, &good).await.expect(200);
            assert_eq!(view["items"].as_array().unwrap().len(), 1, "a retry writes nothing twice");
        }
        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        assert_eq!(stranger.get(&path).await.problem(404), "not_found");
    });
}

#[test]
fn people_in_a_report_see_each_other() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let leader = api.person("hanoi.badinh.duyet").await;
        let report = entered(&author).await;
        let path = format!("/reports/{report}/presence");
        let cell = json!({ "cell": { "row": "LV001", "column": "4" } });
        let alone = author.write(Method::POST, &path, &[], &cell).await.expect(200);
        assert_eq!(alone["people"], json!([]));
        let seen = leader.write(Method::POST, &path, &[], &json!({})).await.expect(200);
        assert_eq!(seen["people"][0]["cell"], cell["cell"], "{seen}");
        assert_eq!(seen["revision"], json!(author.revision(report).await));
        let endless = json!({ "cell": { "row": "x".repeat(100_000), "column": "4" } });
        author.write(Method::POST, &path, &[], &endless).await.expect(200);
        let seen = leader.write(Method::POST, &path, &[], &json!({})).await.expect(200);
        assert_eq!(seen["people"][0]["cell"], Value::Null, "what no cell is called is not passed on");
        author.write(Method::POST, &path, &[], &json!({ "leaves": true })).await.expect(200);
        let left = leader.write(Method::POST, &path, &[], &json!({})).await.expect(200);
        assert_eq!(left["people"], json!([]));
        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        assert_eq!(stranger.write(Method::POST, &path, &[], &json!({})).await.problem(404), "not_found");
    });
}

/// Whoever was sent the report sees that it is open, and not what is looked at in it.
#[test]
fn a_receiver_sees_nobody_s_cell() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = entered(&author).await;
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        api.person("hanoi.badinh.duyet").await.act(report, "approve", None).await.expect(200);
        api.person("hanoi.badinh.gui").await.act(report, "send", None).await.expect(200);
        let path = format!("/reports/{report}/presence");
        let cell = json!({ "cell": { "row": "LV001", "column": "4" } });
        author.write(Method::POST, &path, &[], &cell).await.expect(200);
        let receiver = api.person("hanoi.tonghop").await;
        let seen = receiver.write(Method::POST, &path, &[], &cell).await.expect(200);
        assert_eq!((&seen["people"][0]["cell"], seen["people"].as_array().unwrap().len()), (&Value::Null, 1), "{seen}");
        let seen = author.write(Method::POST, &path, &[], &cell).await.expect(200);
        assert_eq!(seen["people"][0]["cell"], Value::Null, "nor the other way round: {seen}");
        let leader = api.person("hanoi.badinh.duyet").await;
        let seen = leader.write(Method::POST, &path, &[], &json!({})).await.expect(200);
        let cells: Vec<&Value> = seen["people"].as_array().unwrap().iter().map(|person| &person["cell"]).collect();
        assert!(cells.contains(&&cell["cell"]) && cells.contains(&&Value::Null), "{seen}");
    });
}

#[test]
fn a_cell_tells_its_history() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = entered(&author).await;
        for (value, origin) in [("7", json!("pasted")), ("8", json!("carried_over")), ("9", Value::Null)] {
            let changes = json!({ "changes": [
                { "row": "LV001", "column": "4", "value": value, "origin": origin },
                { "row": "LV001", "column": "9", "value": value },
            ] });
            author.save(report, changes).await.expect(200);
        }
        let path = format!("/reports/{report}/history");
        let view = author.get(&format!("{path}?row=LV001&column=4")).await.expect(200);
        let told: Vec<Value> = view["revisions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|revision| {
                let change = &revision["changes"].as_array().unwrap().last().unwrap();
                json!([change["old"], change["new"], change["origin"]])
            })
            .collect();
        let expected = json!([["8", "9", null], ["7", "8", "carried_over"], ["5", "7", "pasted"], [null, "5", null]]);
        assert_eq!(json!(told), expected, "newest first: {view}");
        assert_eq!(view["transitions"], json!([]));
        assert_eq!(author.get(&format!("{path}?row=LV001")).await.problem(400), "malformed_request");
        let unknown = json!({ "changes": [{ "row": "LV001", "column": "4", "value": "1", "origin": "magic" }] });
        assert_eq!(author.save(report, unknown).await.problem(422), "invalid_content");
    });
}
