//! Reviewing by difference: marked cells, what changed since it was looked at, corrections limited to named cells.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::{Value, json};

use super::client::{Answer, Api, Person, on_each};
use super::previous::next_quarter;
use super::workbooks::upload_parts;

const FORM: &str = "II.06a/VPCP/KSTT";

fn cells(row: &str, value: &str) -> Value {
    json!([{ "row": row, "column": "4", "value": value }, { "row": row, "column": "9", "value": value }])
}

fn rows(value: &str) -> Value {
    let mut changes = cells("LV001", value).as_array().unwrap().clone();
    changes.extend(cells("LV002", "5").as_array().unwrap().clone());
    json!({ "add_rows": [{ "item": "LV001" }, { "item": "LV002" }], "changes": changes })
}

fn named(row: &str, column: &str) -> Value {
    json!({ "row": row, "column": column })
}

struct Ward<'a> {
    author: Person<'a>,
    leader: Person<'a>,
    sender: Person<'a>,
    receiver: Person<'a>,
    report: i64,
}

impl<'a> Ward<'a> {
    async fn of(api: &'a Api) -> Self {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "2026-Q4").await;
        author.save(report, rows("3")).await.expect(200);
        Self {
            leader: api.person("hanoi.badinh.duyet").await,
            sender: api.person("hanoi.badinh.gui").await,
            receiver: api.person("hanoi.tonghop").await,
            author,
            report,
        }
    }

    async fn send(&self) {
        self.author.act(self.report, "submit", Some("Kính trình")).await.expect(200);
        self.leader.act(self.report, "approve", None).await.expect(200);
        self.sender.act(self.report, "send", None).await.expect(200);
    }

    /// A step that names cells.
    async fn name(&self, person: &Person<'_>, action: &str, cells: Value) -> Answer {
        let revision = person.revision(self.report).await;
        let headers = [("If-Match", format!("\"{revision}\""))];
        let body = json!({ "action": action, "note": "Sai số liệu", "cells": cells });
        person.write(Method::POST, &format!("/reports/{}/transitions", self.report), &headers, &body).await
    }

    async fn marks(&self, person: &Person<'_>) -> Value {
        person.get(&format!("/reports/{}/marks", self.report)).await.expect(200)
    }

    async fn changes(&self, person: &Person<'_>, since: &str) -> Value {
        person.get(&format!("/reports/{}/changes?since={since}", self.report)).await.expect(200)
    }

    async fn see(&self, person: &Person<'_>) {
        let revision = person.revision(self.report).await;
        let path = format!("/reports/{}/seen", self.report);
        assert_eq!(person.write(Method::POST, &path, &[], &json!({ "revision": revision })).await.status, 204);
    }
}

fn settled(marks: &Value) -> Vec<Value> {
    marks["items"].as_array().unwrap().iter().map(|mark| mark["settled"].clone()).collect()
}

#[test]
fn marked_cells_go_with_the_return_and_are_settled_by_an_edit_or_an_answer() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        let (author, receiver, report) = (&ward.author, &ward.receiver, ward.report);
        ward.send().await;
        assert_eq!(ward.marks(receiver).await["items"], json!([]));
        let unknown = json!([named("LV999", "4")]);
        assert_eq!(ward.name(receiver, "return", unknown).await.problem(422), "invalid_content");
        assert_eq!(ward.name(receiver, "accept", json!([named("LV001", "4")])).await.problem(400), "malformed_request");
        let wrong = json!([
            { "row": "LV001", "column": "4", "text": "Chưa khớp sổ" }, named("LV002", "4"), named("TONG_CONG", "4"),
            named("LV002", "4"),
        ]);
        ward.name(receiver, "return", wrong).await.expect(200);

        let marks = ward.marks(author).await;
        assert_eq!(
            (&marks["action"], &marks["note"], &marks["unit"]),
            (&json!("return"), &json!("Sai số liệu"), &json!("Thành phố Hà Nội"))
        );
        let items: Vec<(&str, &str)> = marks["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mark| (mark["row"].as_str().unwrap(), mark["then"].as_str().unwrap()))
            .collect();
        assert_eq!(items, [("LV001", "3"), ("LV002", "5"), ("TONG_CONG", "8")], "each once, as it was");
        assert_eq!(marks["items"][0]["text"], "Chưa khớp sổ");
        assert_eq!(settled(&marks), [Value::Null, Value::Null, Value::Null]);
        let view = author.get(&format!("/reports/{report}")).await.expect(200);
        let doubts = view["to_confirm"].as_array().unwrap();
        assert!(doubts.iter().any(|doubt| doubt["code"] == "open_marks"), "{view}");
        assert_eq!(author.act(report, "submit", None).await.problem(422), "invalid_content");

        author.save(report, json!({ "changes": cells("LV001", "4") })).await.expect(200);
        assert_eq!(settled(&ward.marks(author).await), [json!("edited"), Value::Null, json!("edited")]);
        let answer = json!({ "row": "LV002", "column": "4", "text": "Đã đối chiếu, số đúng", "audience": "all" });
        author.write(Method::POST, &format!("/reports/{report}/comments"), &[], &answer).await.expect(200);
        assert_eq!(settled(&ward.marks(author).await), [json!("edited"), json!("answered"), json!("edited")]);
        author.act(report, "submit", None).await.expect(200);

        let history = author.get(&format!("/reports/{report}/history")).await.expect(200);
        let back = history["transitions"].as_array().unwrap().iter().find(|step| step["action"] == "return").unwrap();
        assert_eq!(back["cells"].as_array().unwrap().len(), 3, "{back}");
        assert_eq!(back["cells"][0]["label"], "Hộ tịch");
    });
}

/// Why a leader rejected, and for which cells, is the unit's own affair.
#[test]
fn marks_of_a_rejection_stay_inside() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        ward.author.act(ward.report, "submit", Some("Kính trình")).await.expect(200);
        let wrong = json!([{ "row": "LV001", "column": "4", "text": "Nhầm với tháng trước" }]);
        ward.name(&ward.leader, "reject", wrong).await.expect(200);
        assert_eq!(ward.marks(&ward.author).await["items"][0]["text"], "Nhầm với tháng trước");
        ward.author.save(ward.report, json!({ "changes": cells("LV001", "4") })).await.expect(200);
        ward.send().await;
        assert_eq!(ward.marks(&ward.receiver).await["items"], json!([]));
        let comments = ward.receiver.get(&format!("/reports/{}/comments", ward.report)).await.expect(200);
        assert_eq!(comments["items"], json!([]));
        let history = ward.receiver.get(&format!("/reports/{}/history", ward.report)).await.expect(200);
        assert!(!history.to_string().contains("\"cells\":[{"), "{history}");
    });
}

/// What the receiver marked is not said to be the leader's, nor the other way round.
#[test]
fn each_mark_says_who_made_it() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        ward.send().await;
        ward.name(&ward.receiver, "return", json!([named("LV001", "4"), named("LV002", "4")])).await.expect(200);
        ward.author.act(ward.report, "submit", Some("Số đúng")).await.expect(200);
        ward.name(&ward.leader, "reject", json!([named("LV002", "4"), named("LV002", "9")])).await.expect(200);
        let marks = ward.marks(&ward.author).await;
        let made: Vec<(&str, &str, &str)> = marks["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mark| {
                let text = |field: &str| mark[field].as_str().unwrap();
                (text("row"), text("column"), text("unit"))
            })
            .collect();
        let (own, above) = ("Phường Ba Đình", "Thành phố Hà Nội");
        assert_eq!(made, [("LV001", "4", above), ("LV002", "4", own), ("LV002", "9", own)]);
        assert_eq!((&marks["unit"], &marks["by"]), (&json!(own), &marks["items"][1]["by"]), "the last step's");
        assert_ne!(marks["items"][0]["by"], marks["items"][1]["by"]);
        assert_eq!(marks["items"][2]["at"], marks["at"]);
        // Sent again as it is: what each marked stands.
        ward.send().await;
        let seen = ward.marks(&ward.receiver).await;
        assert_eq!(seen["items"][0]["unit"], above, "{seen}");
        assert!(!seen.to_string().contains(own), "what the leader marked is the unit's own affair: {seen}");
    });
}

#[test]
fn what_changed_since_it_was_looked_at_is_told_to_each_person() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        let (author, receiver, report) = (&ward.author, &ward.receiver, ward.report);
        let path = format!("/reports/{report}/changes?since=");
        assert_eq!(receiver.get(&format!("{path}seen")).await.problem(403), "forbidden", "nothing was sent yet");
        ward.send().await;
        assert_eq!(receiver.get(&format!("{path}yesterday")).await.problem(400), "malformed_request");
        let first = ward.changes(receiver, "seen").await;
        assert_eq!((&first["base_revision"], &first["rows"]), (&Value::Null, &json!([])), "seen for the first time");
        ward.see(receiver).await;
        ward.see(receiver).await;
        let again = ward.changes(receiver, "seen").await;
        assert_eq!(again["changed_cells"], 0, "looking again is no change");
        receiver.act(report, "return", Some("Sai")).await.expect(200);
        author.save(report, json!({ "changes": cells("LV001", "4") })).await.expect(200);
        ward.send().await;

        let changes = ward.changes(receiver, "seen").await;
        let rows: Vec<&str> =
            changes["rows"].as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap()).collect();
        assert_eq!(rows, ["LV001", "TONG_CONG"]);
        assert_eq!(changes["rows"][0]["cells"]["4"], json!({ "old": "3", "new": "4" }));
        ward.see(receiver).await;
        assert_eq!(
            ward.changes(receiver, "seen").await["changed_cells"],
            changes["changed_cells"],
            "until others come"
        );
        let other = ward.changes(&ward.leader, "seen").await;
        assert_eq!(other["base_revision"], Value::Null, "what somebody else saw is nobody's");

        receiver.act(report, "accept", None).await.expect(200);
        assert_eq!(ward.changes(receiver, "accepted").await["base_revision"], Value::Null, "accepted once only");
        let former = ward.changes(receiver, "previous").await;
        assert_eq!((&former["base_period"], &former["rows"]), (&Value::Null, &json!([])), "there was no report before");
        author.act(report, "request_correction", Some("Nhập thiếu")).await.expect(200);
        receiver.act(report, "grant_correction", None).await.expect(200);
        author.save(report, json!({ "changes": cells("LV002", "6") })).await.expect(200);
        ward.send().await;
        let changes = ward.changes(receiver, "accepted").await;
        assert_eq!(changes["rows"][0]["cells"]["4"], json!({ "old": "5", "new": "6" }), "{changes}");
        let seen = format!("/reports/{report}/seen");
        let future = receiver.write(Method::POST, &seen, &[], &json!({ "revision": 999 })).await;
        assert_eq!(future.problem(404), "not_found");
    });
}

/// Figures are compared with those of the period before, by whoever may read both.
#[test]
fn the_period_before_is_compared_cell_by_cell() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        ward.send().await;
        next_quarter(&api);
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let next = author.find("enter", FORM, "2027-Q1").await;
        author.save(next, rows("4")).await.expect(200);
        let leader = api.person("hanoi.badinh.duyet").await;
        author.act(next, "submit", Some("Kính trình")).await.expect(200);

        let changes = leader.get(&format!("/reports/{next}/changes?since=previous")).await.expect(200);
        assert_eq!((&changes["base_period"], &changes["base_revision"]), (&json!("Quý IV năm 2026"), &Value::Null));
        let rows = changes["rows"].as_array().unwrap();
        let keys: Vec<&str> = rows.iter().map(|row| row["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["LV001", "TONG_CONG"], "LV002 is what it was");
        assert_eq!(rows[0]["cells"]["4"], json!({ "old": "3", "new": "4" }));
        assert_eq!(rows[1]["cells"]["3"], json!({ "old": "8", "new": "9", "is_computed": true }));
        assert!(rows[0]["cells"].get("2").is_none(), "names are no figures");

        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        let answer = stranger.get(&format!("/reports/{next}/changes?since=previous")).await;
        assert_eq!(answer.problem(404), "not_found");
    });
}

/// Whoever may not know a report reads nothing of its review and leaves no trace in it.
#[test]
fn a_review_is_told_to_readers_of_the_report_only() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        let report = ward.report;
        ward.send().await;
        ward.name(&ward.receiver, "return", json!([named("LV001", "4")])).await.expect(200);
        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        for path in ["marks", "changes?since=seen", "changes?since=accepted"] {
            assert_eq!(stranger.get(&format!("/reports/{report}/{path}")).await.problem(404), "not_found", "{path}");
        }
        let seen = json!({ "revision": 1 });
        let answer = stranger.write(Method::POST, &format!("/reports/{report}/seen"), &[], &seen).await;
        assert_eq!(answer.problem(404), "not_found");
        let anonymous = api.send(TestRequest::get().uri(&format!("/api/v1/reports/{report}/marks"))).await;
        assert_eq!(anonymous.problem(401), "unauthenticated");
    });
}

#[test]
fn a_correction_may_be_limited_to_named_cells() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        let (author, receiver, report) = (&ward.author, &ward.receiver, ward.report);
        ward.send().await;
        receiver.act(report, "accept", None).await.expect(200);
        let computed = ward.name(author, "request_correction", json!([named("TONG_CONG", "4")])).await;
        assert_eq!(computed.body["findings"][0]["code"], "not_an_input", "{}", computed.body);
        let wanted = json!([named("LV001", "4"), named("LV001", "9")]);
        ward.name(author, "request_correction", wanted.clone()).await.expect(200);
        let asked = receiver.get(&format!("/reports/{report}")).await.expect(200)["correction"].clone();
        assert_eq!(
            (&asked["reason"], asked["cells"].as_array().unwrap().len(), &asked["granted"]),
            (&json!("Sai số liệu"), 2, &Value::Null)
        );
        ward.name(receiver, "grant_correction", wanted).await.expect(200);
        let open = author.get(&format!("/reports/{report}")).await.expect(200)["correction"].clone();
        assert_eq!(open["limited_to"][0], json!({ "row": "LV001", "label": "Hộ tịch", "column": "4" }));
        assert_eq!(open["granted"]["unit"], "Thành phố Hà Nội");

        let refused = async |change: Value| {
            let answer = author.save(report, change).await;
            assert_eq!(answer.status, 422, "{}", answer.body);
            answer.body["findings"][0].clone()
        };
        let finding = refused(json!({ "changes": cells("LV002", "9") })).await;
        assert_eq!((&finding["code"], finding["cells"].as_array().unwrap().len()), (&json!("outside_correction"), 2));
        let message = finding["message"].as_str().unwrap();
        assert!(message.contains("Chứng thực (4); Chứng thực (9)"), "it names what it does not cover: {message}");
        refused(json!({ "add_rows": [{ "item": "LV003" }] })).await;
        refused(json!({ "remove_rows": ["LV002"] })).await;
        let mixed = [cells("LV001", "8").as_array().unwrap().clone(), cells("LV002", "9").as_array().unwrap().clone()];
        refused(json!({ "changes": mixed.concat() })).await;
        author.save(report, json!({ "changes": cells("LV001", "8") })).await.expect(200);
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        assert_eq!(data["computed"]["TONG_CONG"]["4"], "13", "what is computed follows");

        // Whoever granted it may open more: other cells, and everything. Nobody else may.
        assert_eq!(ward.name(author, "grant_correction", json!([])).await.problem(403), "forbidden");
        let seen = receiver.get(&format!("/reports/{report}")).await.expect(200);
        assert!(seen["allowed_actions"].as_array().unwrap().contains(&json!("grant_correction")), "{seen}");
        let more = json!([named("LV001", "4"), named("LV001", "9"), named("LV002", "4"), named("LV002", "9")]);
        ward.name(receiver, "grant_correction", more).await.expect(200);
        author.save(report, json!({ "changes": cells("LV002", "7") })).await.expect(200);
        author.save(report, json!({ "changes": cells("LV002", "5") })).await.expect(200);
        refused(json!({ "add_rows": [{ "item": "LV003" }] })).await;
        let fewer = ward.name(receiver, "grant_correction", json!([named("LV001", "4"), named("LV001", "9")])).await;
        assert_eq!(fewer.status, 422, "{}", fewer.body);

        // A way through the unit and back does not open more.
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        ward.leader.act(report, "reject", Some("Xem lại")).await.expect(200);
        refused(json!({ "add_rows": [{ "item": "LV003" }] })).await;
        ward.send().await;
        author.act(report, "request_correction", Some("Còn thiếu")).await.expect(200);
        refused(json!({ "add_rows": [{ "item": "LV003" }] })).await;
        let open = receiver.act(report, "grant_correction", None).await.expect(200);
        assert!(!open["allowed_actions"].as_array().unwrap().contains(&json!("grant_correction")), "{open}");
        author.save(report, json!({ "changes": cells("LV002", "9") })).await.expect(200);
        author.save(report, json!({ "changes": cells("LV002", "5") })).await.expect(200);
        // The receiver's return opens the report as a whole.
        ward.send().await;
        receiver.act(report, "return", Some("Xem cả lĩnh vực thứ hai")).await.expect(200);
        author.save(report, json!({ "changes": cells("LV002", "9") })).await.expect(200);
        ward.send().await;
        receiver.act(report, "accept", None).await.expect(200);
        assert_eq!(author.get(&format!("/reports/{report}")).await.expect(200)["correction"], Value::Null);
    });
}

#[test]
fn an_import_obeys_a_limited_correction() {
    on_each(async |api| {
        let ward = Ward::of(&api).await;
        let (author, receiver, report) = (&ward.author, &ward.receiver, ward.report);
        let path = format!("/reports/{report}/workbook");
        let file = author.get(&path).await.bytes;
        author.save(report, json!({ "changes": cells("LV002", "6") })).await.expect(200);
        ward.send().await;
        receiver.act(report, "accept", None).await.expect(200);
        let wanted = json!([named("LV001", "4"), named("LV001", "9")]);
        ward.name(author, "request_correction", wanted.clone()).await.expect(200);
        ward.name(receiver, "grant_correction", wanted).await.expect(200);
        let base = author.save(report, json!({ "changes": cells("LV001", "8") })).await.expect(200)["revision"]
            .as_i64()
            .unwrap();

        // The workbook holds the old figures of both rows.
        for (address, seen) in [(format!("{path}?dry_run=true"), None), (path.clone(), Some(base))] {
            let refused = upload_parts(author, &address, seen, None, &[], &file).await;
            assert_eq!(refused.status, 422, "{address}: {}", refused.body);
            assert_eq!(refused.body["findings"][0]["code"], "outside_correction", "{address}");
        }
        assert_eq!(author.revision(report).await, base, "nothing of it is written");
        let rows = [("rows", r#"["LV001"]"#)];
        let done = upload_parts(author, &path, Some(base), None, &rows, &file).await.expect(200);
        assert_eq!(done["applied"], true, "the cells that were granted come in: {done}");
    });
}
