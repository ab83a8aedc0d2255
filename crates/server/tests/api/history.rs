//! What happened to a report, its figures as they were, and two revisions side by side.

use std::io::Cursor;

use actix_web::http::Method;
use serde_json::{Value, json};

use super::client::{Api, Person, on_each};

const FORM: &str = "II.06a/VPCP/KSTT";

fn cells(row: &str, value: &str) -> Value {
    json!([{ "row": row, "column": "4", "value": value }, { "row": row, "column": "9", "value": value }])
}

fn row(item: &str, value: &str) -> Value {
    json!({ "add_rows": [{ "item": item }], "changes": cells(item, value) })
}

struct Commune<'a> {
    author: Person<'a>,
    leader: Person<'a>,
    sender: Person<'a>,
    receiver: Person<'a>,
    report: i64,
}

impl<'a> Commune<'a> {
    async fn of(api: &'a Api) -> Self {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", FORM, "2026-Q4").await;
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
}

/// Values of the row by column.
fn figures(data: &Value, row: &str) -> Value {
    let rows = data["rows"].as_array().unwrap();
    rows.iter().find(|found| found["key"] == row).map(|found| found["cells"].clone()).unwrap_or_default()
}

fn compared<'a>(view: &'a Value, row: &str) -> &'a Value {
    view["rows"].as_array().unwrap().iter().find(|found| found["key"] == row).unwrap_or(&Value::Null)
}

#[test]
fn any_revision_is_read_as_it_was_and_compared() {
    on_each(async |api| {
        let commune = Commune::of(&api).await;
        let (author, report) = (&commune.author, commune.report);
        author.save(report, row("LV001", "3")).await.expect(200);
        let first = author.revision(report).await;
        author
            .save(report, json!({ "add_rows": [{ "item": "LV002" }], "changes": cells("LV002", "5") }))
            .await
            .expect(200);
        author.save(report, json!({ "changes": cells("LV002", "6") })).await.expect(200);
        author.save(report, json!({ "remove_rows": ["LV001"] })).await.expect(200);
        let last = author.revision(report).await;

        let then = author.get(&format!("/reports/{report}/revisions/{first}/data")).await.expect(200);
        assert_eq!((&then["revision"], &figures(&then, "LV001")["4"]), (&json!(first), &json!("3")));
        assert_eq!(then["computed"]["TONG_CONG"]["4"], "3", "computed as it was: {then}");
        assert_eq!(figures(&then, "LV002"), Value::Null);
        let nothing = author.get(&format!("/reports/{report}/revisions/0/data")).await.expect(200);
        assert_eq!(figures(&nothing, "LV001"), Value::Null);
        for unknown in [last + 1, -1] {
            let answer = author.get(&format!("/reports/{report}/revisions/{unknown}/data")).await;
            assert_eq!(answer.problem(404), "not_found");
        }

        let path = format!("/reports/{report}/comparison?from={first}&to={last}");
        let view = author.get(&path).await.expect(200);
        assert_eq!((&view["from"]["revision"], &view["to"]["revision"]), (&json!(first), &json!(last)));
        assert_eq!(view["from"]["by"], "Cán bộ nhập liệu phường Ba Đình");
        assert_eq!(
            (&compared(&view, "LV001")["change"], &compared(&view, "LV002")["change"]),
            (&json!("removed"), &json!("added"))
        );
        let total = &compared(&view, "TONG_CONG")["cells"]["4"];
        assert_eq!(*total, json!({ "old": "3", "new": "6", "is_computed": true }));
        let changed =
            view["rows"].as_array().unwrap().iter().flat_map(|row| row["cells"].as_object().unwrap().values());
        let changed = changed.filter(|cell| cell["old"] != cell["new"]).count();
        assert_eq!(view["changed_cells"], changed);

        let less = author.get(&format!("{path}&changed_only=true")).await.expect(200);
        assert_eq!(less["changed_cells"], view["changed_cells"]);
        assert!(less["rows"].as_array().unwrap().iter().all(|row| row["change"] != "same"), "{less}");
        let none = author.get(&format!("/reports/{report}/comparison?from={last}&to={last}&changed_only=true")).await;
        let none = none.expect(200);
        assert_eq!((&none["rows"], &none["changed_cells"]), (&json!([]), &json!(0)));
        assert_eq!(author.get(&format!("/reports/{report}/comparison?from=1")).await.problem(400), "malformed_request");
    });
}

#[test]
fn each_round_comment_and_reason_is_told_with_person_and_unit() {
    on_each(async |api| {
        let commune = Commune::of(&api).await;
        let (author, report) = (&commune.author, commune.report);
        author.save(report, row("LV001", "3")).await.expect(200);
        commune.send().await;
        let asked = json!({ "row": "LV001", "column": "4", "text": "Vì sao giảm?", "audience": "all" });
        let comments = format!("/reports/{report}/comments");
        commune.receiver.write(Method::POST, &comments, &[], &asked).await.expect(200);
        commune.receiver.act(report, "return", Some("Thiếu hồ sơ trực tuyến")).await.expect(200);
        author.save(report, json!({ "changes": cells("LV001", "4") })).await.expect(200);
        commune.send().await;
        commune.receiver.act(report, "accept", None).await.expect(200);

        let history = author.get(&format!("/reports/{report}/history")).await.expect(200);
        let steps = history["transitions"].as_array().unwrap();
        let rounds: Vec<(&str, u64)> = steps
            .iter()
            .rev()
            .map(|step| (step["action"].as_str().unwrap(), step["round"].as_u64().unwrap()))
            .collect();
        let expected = [
            ("open", 1),
            ("submit", 1),
            ("approve", 1),
            ("send", 1),
            ("return", 1),
            ("submit", 2),
            ("approve", 2),
            ("send", 2),
            ("accept", 2),
        ];
        assert_eq!(rounds, expected);
        assert_eq!((&steps[0]["accepts"], &steps[4]["accepts"]), (&json!(true), &json!(false)));
        assert_eq!(
            (&steps[4]["note"], &steps[4]["unit"]),
            (&json!("Thiếu hồ sơ trực tuyến"), &json!("Thành phố Hà Nội"))
        );
        assert!(steps.iter().all(|step| step["is_readable"] == true));
        let save = history["revisions"].as_array().unwrap().iter().find(|save| save["source"] == "entered").unwrap();
        assert_eq!((&save["unit"], &save["round"]), (&json!("Phường Ba Đình"), &json!(2)), "{save}");
        assert_eq!(history["comments"][0]["text"], "Vì sao giảm?");
        assert_eq!(history["comments"][0]["unit"], "Thành phố Hà Nội");
    });
}

/// What was handed over stays readable to whom it was handed, also while it is being corrected; drafts never are.
#[test]
fn a_receiver_keeps_what_it_was_sent_and_never_gets_drafts() {
    on_each(async |api| {
        let commune = Commune::of(&api).await;
        let (author, receiver, report) = (&commune.author, &commune.receiver, commune.report);
        let data = |revision: i64| format!("/reports/{report}/revisions/{revision}/data");
        let history = format!("/reports/{report}/history");
        author.save(report, row("LV001", "9")).await.expect(200);
        let draft = author.revision(report).await;
        for path in [&data(draft), &history, &format!("{history}/workbook")] {
            assert_eq!(receiver.get(path).await.problem(403), "forbidden", "{path}");
        }
        author.save(report, json!({ "changes": cells("LV001", "3") })).await.expect(200);
        commune.send().await;
        let sent = author.revision(report).await;
        receiver.act(report, "accept", None).await.expect(200);
        let accepted = author.revision(report).await;
        author.act(report, "request_correction", Some("Nhập thiếu")).await.expect(200);
        receiver.act(report, "grant_correction", None).await.expect(200);
        author.save(report, json!({ "changes": cells("LV001", "7") })).await.expect(200);
        let corrected = author.revision(report).await;

        assert_eq!(receiver.get(&format!("/reports/{report}/data")).await.problem(403), "forbidden", "it is back");
        for revision in [sent, accepted, accepted + 1] {
            let then = receiver.get(&data(revision)).await.expect(200);
            assert_eq!(figures(&then, "LV001")["4"], "3", "{revision}");
        }
        for revision in [draft, draft + 1, sent - 1, corrected] {
            assert_eq!(receiver.get(&data(revision)).await.problem(404), "not_found", "{revision}");
        }
        let path = format!("/reports/{report}/comparison?from={accepted}&to={corrected}");
        assert_eq!(receiver.get(&path).await.problem(404), "not_found");
        assert_eq!(author.get(&path).await.expect(200)["changed_cells"].as_i64().map(|count| count > 0), Some(true));
        let told = receiver.get(&history).await.expect(200);
        let revisions: Vec<i64> =
            told["revisions"].as_array().unwrap().iter().map(|save| save["revision"].as_i64().unwrap()).collect();
        assert_eq!(revisions, [sent]);
        assert!(!told.to_string().contains("\"7\""), "{told}");
        let readable = |step: &&Value| step["is_readable"] == true;
        let steps: Vec<&Value> = told["transitions"].as_array().unwrap().iter().filter(readable).collect();
        let actions: Vec<&str> = steps.iter().map(|step| step["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["request_correction", "accept", "send"]);

        let stranger = api.person("hanoi.hoankiem.nhaplieu").await;
        for path in [&data(sent), &history, &path] {
            assert_eq!(stranger.get(path).await.problem(404), "not_found", "{path}");
        }
    });
}

#[test]
fn the_history_is_taken_away_as_a_workbook() {
    on_each(async |api| {
        let commune = Commune::of(&api).await;
        let (author, report) = (&commune.author, commune.report);
        author.save(report, row("LV001", "1234")).await.expect(200);
        let text = json!({ "row": "LV001", "column": "4", "text": "=HYPERLINK(\"x\")", "audience": "unit" });
        author.write(Method::POST, &format!("/reports/{report}/comments"), &[], &text).await.expect(200);
        author.act(report, "submit", Some("Kính trình")).await.expect(200);
        let file = author.get(&format!("/reports/{report}/history/workbook")).await;
        assert_eq!(file.status, 200);
        let name = file.headers.get("content-disposition").unwrap().to_str().unwrap().to_owned();
        assert!(name.contains("lich-su_ii-06a-vpcp-kstt"), "{name}");
        let told = texts(file.bytes);
        for word in [
            "Lịch sử",
            "Trình lãnh đạo",
            "Kính trình",
            "Cán bộ nhập liệu phường Ba Đình",
            "Phường Ba Đình",
            "Hộ tịch",
            "1.234",
            "=HYPERLINK",
        ] {
            assert!(told.contains(word), "{word} is missing: {told}");
        }
        assert!(!told.contains("<f>"), "nothing computes: {told}");
    });
}

/// All parts of a workbook as one text.
fn texts(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len()).map(|ix| std::io::read_to_string(archive.by_index(ix).unwrap()).unwrap()).collect()
}
