//! Excel out and in through the API.

use actix_web::http::Method;
use serde_json::json;

use super::client::{Answer, Person, on_each};

const BOUNDARY: &str = "----baocao";

async fn upload(person: &Person<'_>, path: &str, seen: Option<i64>, file: &[u8]) -> Answer {
    upload_once(person, path, seen, None, file).await
}

/// Uploads a workbook, with a retry key.
pub async fn upload_once(person: &Person<'_>, path: &str, seen: Option<i64>, key: Option<&str>, file: &[u8]) -> Answer {
    upload_parts(person, path, seen, key, &[], file).await
}

/// Uploads a workbook behind other parts of the form.
pub async fn upload_parts(
    person: &Person<'_>,
    path: &str,
    seen: Option<i64>,
    key: Option<&str>,
    parts: &[(&str, &str)],
    file: &[u8],
) -> Answer {
    let part = |(name, text): &(&str, &str)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let mut body: Vec<u8> = parts.iter().map(part).collect::<String>().into_bytes();
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let seen = seen.map(|revision| format!("\"{revision}\""));
    let mut headers = vec![("Content-Type", kind.as_str())];
    if let Some(seen) = &seen {
        headers.push(("If-Match", seen));
    }
    headers.extend(key.map(|key| ("Idempotency-Key", key)));
    person.raw(Method::POST, path, &headers, body).await
}

#[test]
fn an_exported_report_comes_back_the_same() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let first = json!({
            "add_rows": [{ "item": "LV001" }, { "item": "LV002" }],
            "changes": [
                { "row": "LV001", "column": "4", "value": "999999999999" },
                { "row": "LV002", "column": "5", "value": "7" },
            ],
        });
        author.save(report, first).await.expect(200);
        let file = author.get(&format!("/reports/{report}/workbook")).await;
        assert_eq!(file.status, 200);
        assert!(file.headers.get("content-disposition").unwrap().to_str().unwrap().contains("attachment"));
        let clear = json!({ "changes": [{ "row": "LV002", "column": "5", "value": "8" }] });
        let base = author.save(report, clear).await.expect(200)["revision"].as_i64().unwrap();

        let path = format!("/reports/{report}/workbook");
        let preview = upload(&author, &format!("{path}?dry_run=true"), None, &file.bytes).await.expect(200);
        assert_eq!(preview["applied"], false);
        assert_eq!(preview["changes"].as_array().unwrap().len(), 1, "{preview}");
        assert_eq!((&preview["changes"][0]["old"], &preview["changes"][0]["new"]), (&json!("8"), &json!("7")));
        assert_eq!(author.revision(report).await, base, "a preview writes nothing");
        let turned = upload(&author, &format!("{path}?dry_run=true&first_row=50&last_row=10"), None, &file.bytes).await;
        assert_eq!(turned.problem(400), "malformed_request", "a table that ends before it begins");

        assert_eq!(upload(&author, &path, None, &file.bytes).await.problem(428), "revision_required");
        let done = upload(&author, &path, Some(base), &file.bytes).await.expect(200);
        assert_eq!((&done["applied"], &done["revision"]), (&json!(true), &json!(base + 1)));
        assert_eq!(upload(&author, &path, Some(base), &file.bytes).await.problem(412), "stale_revision");
    });
}

/// Emptying the last figure of a row that the form prescribes is a change like any other.
#[test]
fn an_import_empties_the_last_figure_of_a_prescribed_row() {
    on_each(async |api| {
        let author = api.person("hanoi.tonghop").await;
        let report = author.find("enter", "IV.02b/VPCP/KSTT", "2026-Q4").await;
        let path = format!("/reports/{report}/workbook");
        let empty = author.get(&path).await.bytes;
        let first = json!({ "changes": [{ "row": "DON_VI", "column": "5", "value": "4" }] });
        let base = author.save(report, first).await.expect(200)["revision"].as_i64().unwrap();
        let preview = upload(&author, &format!("{path}?dry_run=true"), None, &empty).await.expect(200);
        let changes = preview["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1, "{preview}");
        assert_eq!((&changes[0]["row"], &changes[0]["column"]), (&json!("DON_VI"), &json!("5")), "{preview}");
        assert_eq!((&changes[0]["old"], changes[0].get("new")), (&json!("4"), None), "{preview}");
        let done = upload(&author, &path, Some(base), &empty).await.expect(200);
        assert_eq!((&done["applied"], &done["revision"]), (&json!(true), &json!(base + 1)), "{done}");
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        let row = data["rows"].as_array().unwrap().iter().find(|row| row["key"] == "DON_VI").unwrap();
        assert_eq!(row["cells"], json!({}));
        let again = upload(&author, &path, Some(base + 1), &empty).await.expect(200);
        assert_eq!((&again["changes"], &again["revision"]), (&json!([]), &json!(base + 1)), "nothing is left to do");
    });
}

#[test]
fn faulty_and_hostile_workbooks_are_answered() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let path = format!("/reports/{report}/workbook?dry_run=true");
        for file in [&b""[..], b"\x89PNG\0", b"PK\x03\x04 broken"] {
            assert_eq!(upload(&author, &path, None, file).await.problem(422), "workbook_refused");
        }
        assert_eq!(upload(&author, &path, None, b"some text").await.problem(422), "workbook_layout_not_found");
        let large = vec![0; 11 * 1024 * 1024];
        assert_eq!(upload(&author, &path, None, &large).await.problem(413), "payload_too_large");
        let file = faulty();
        let preview = upload(&author, &path, None, &file).await.expect(200);
        assert_eq!(preview["problems"][0]["cell"], "F3", "{preview}");
        let path = format!("/reports/{report}/workbook/annotated");
        let annotated = upload(&author, &path, None, &file).await;
        assert_eq!(annotated.status, 200);
        assert_eq!(&annotated.bytes[..2], b"PK");
        assert_eq!(author.revision(report).await, 0);
    });
}

#[test]
fn a_workbook_of_another_report_is_warned_of() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let own = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let other = api.person("hanoi.hoankiem.nhaplieu").await;
        let elsewhere = other.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let file = author.get(&format!("/reports/{own}/workbook")).await;
        let remarks = async |person: &Person<'_>, report: i64| {
            let preview = upload(person, &format!("/reports/{report}/workbook?dry_run=true"), None, &file.bytes).await;
            preview.expect(200)["problems"].clone()
        };
        assert_eq!(remarks(&author, own).await, json!([]));
        let found = remarks(&other, elsewhere).await;
        assert_eq!((&found[0]["code"], &found[0]["severity"]), (&json!("other_report"), &json!("warning")), "{found}");
        assert!(found[0]["message"].as_str().unwrap().contains("Ba Đình"), "{found}");
        assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
        // Many units share a name; their codes tell them apart.
        let namesakes = "UPDATE unit SET name = 'Phường Ba Đình' WHERE code = '00070'";
        assert_eq!(store::admin::run(&api.state.app.store, namesakes).unwrap(), 1);
        let found = remarks(&other, elsewhere).await;
        assert!(found[0]["message"].as_str().unwrap().contains("Phường Ba Đình (00004)"), "{found}");
    });
}

/// A workbook of somebody's own making with a text in a number cell.
fn faulty() -> Vec<u8> {
    let mut book = own_table(&["LV001"]);
    book.worksheet_from_index(0).unwrap().write(2, 5, "mười").unwrap();
    book.save_to_buffer().unwrap()
}

/// A workbook of somebody's own making with these codes and no figures yet.
fn own_table(codes: &[&str]) -> rust_xlsxwriter::Workbook {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in ["STT", "MÃ CHỈ TIÊU", "Lĩnh vực", "ĐƠN VỊ TÍNH"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), title).unwrap();
    }
    for column in 3..=13_u16 {
        sheet.write(1, column + 1, format!("({column})")).unwrap();
    }
    for (row, code) in (2..).zip(codes) {
        sheet.write(row, 1, *code).unwrap();
    }
    book
}

/// The rows that somebody chose in the preview are written and no others.
#[test]
fn only_chosen_rows_are_imported() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let figures = |first: &str, second: &str| {
            json!([
                { "row": "LV001", "column": "4", "value": first },
                { "row": "LV002", "column": "4", "value": second },
            ])
        };
        let first = json!({ "add_rows": [{ "item": "LV001" }, { "item": "LV002" }], "changes": figures("1", "2") });
        author.save(report, first).await.expect(200);
        let path = format!("/reports/{report}/workbook");
        let file = author.get(&path).await.bytes;
        let base = author.save(report, json!({ "changes": figures("10", "20") })).await.expect(200)["revision"]
            .as_i64()
            .unwrap();
        let chosen = async |seen: Option<i64>, rows: &str, key: Option<&str>| {
            let path = if seen.is_some() { path.clone() } else { format!("{path}?dry_run=true") };
            upload_parts(&author, &path, seen, key, &[("rows", rows)], &file).await
        };
        assert_eq!(chosen(Some(base), "LV001", None).await.problem(400), "malformed_request");
        assert_eq!(chosen(Some(base), r#"["LV001", "LV099"]"#, None).await.problem(422), "invalid_content");
        let none = chosen(Some(base), "[]", None).await.expect(200);
        assert_eq!((&none["changes"], &none["revision"]), (&json!([]), &json!(base)), "nothing chosen, nothing done");
        let seen = chosen(None, r#"["LV002"]"#, None).await.expect(200);
        assert_eq!(seen["changes"].as_array().unwrap().len(), 1, "{seen}");
        let done = chosen(Some(base), r#"["LV002"]"#, Some("k1")).await.expect(200);
        assert_eq!((&done["changes"], &done["revision"]), (&seen["changes"], &json!(base + 1)), "{done}");
        let again = chosen(Some(base), r#"["LV002"]"#, Some("k1")).await.expect(200);
        assert_eq!(again, done, "a retry writes nothing more");
        assert_eq!(chosen(Some(base), r#"["LV001"]"#, Some("k1")).await.status, 409, "with other rows it is no retry");
        let data = author.get(&format!("/reports/{report}/data")).await.expect(200);
        let value = |key: &str| {
            let rows = data["rows"].as_array().unwrap();
            rows.iter().find(|row| row["key"] == key).unwrap()["cells"]["4"].clone()
        };
        assert_eq!((value("LV001"), value("LV002")), (json!("10"), json!("2")));
    });
}

/// Figures of computed cells are compared one by one with the system's own, and never taken.
#[test]
fn computed_cells_of_a_workbook_are_compared() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let first = json!({
            "add_rows": [{ "item": "LV001" }],
            "changes": [{ "row": "LV001", "column": "4", "value": "7" }, { "row": "LV001", "column": "5", "value": "5" }],
        });
        author.save(report, first).await.expect(200);
        let path = format!("/reports/{report}/workbook");
        let preview =
            async |file: &[u8]| upload(&author, &format!("{path}?dry_run=true"), None, file).await.expect(200);
        let same = preview(&author.get(&path).await.bytes).await;
        assert_eq!(same["computed"]["different"], json!(0), "{}", same["computed"]);
        let compared = same["computed"]["compared"].as_i64().unwrap();
        assert!(compared >= 3, "{}", same["computed"]);
        assert_eq!(same["ignored_computed"], json!(compared));

        let mut book = own_table(&["LV001"]);
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.write(2, 5, 7).unwrap();
        sheet.write(2, 4, 99).unwrap();
        let file = book.save_to_buffer().unwrap();
        let found = preview(&file).await;
        let differences = found["computed"]["differences"].as_array().unwrap();
        assert_eq!(differences.len(), 1, "{}", found["computed"]);
        let difference = &differences[0];
        assert_eq!(
            (&difference["cell"], &difference["row"], &difference["column"]),
            (&json!("E3"), &json!("LV001"), &json!("3"))
        );
        assert_eq!(
            (&difference["file"], &difference["system"]),
            (&json!("99"), &json!("7")),
            "column 5 is emptied by the file"
        );
        let annotated = upload(&author, &format!("{path}/annotated"), None, &file).await;
        assert_eq!(annotated.status, 200);
    });
}

/// Columns that nobody knows are matched by hand once; the unit's next file of this kind is read the same way.
#[test]
fn matched_columns_are_remembered_for_the_unit_and_the_form() {
    on_each(async |api| {
        let author = api.person("hanoi.badinh.nhaplieu").await;
        let report = author.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let path = format!("/reports/{report}/workbook");
        let preview = format!("{path}?dry_run=true");
        let file = |figure: &str| format!("Sổ\nBao nhiêu;Việc gì\n{figure};Hộ tịch\n").into_bytes();
        assert_eq!(upload(&author, &preview, None, &file("5")).await.problem(422), "workbook_layout_not_found");

        let seen = upload(&author, &format!("{path}/columns"), None, &file("5")).await.expect(200);
        assert_eq!(seen["sheets"][0]["first_row"], json!(3), "{seen}");
        assert_eq!(seen["sheets"][0]["columns"][0], json!({ "column": "A", "samples": ["Sổ", "Bao nhiêu", "5"] }));
        assert_eq!(seen.get("remembered"), None, "{seen}");
        let mapping = r#"{"first_row": 3, "last_row": 3, "label_column": "B", "columns": {"4": "A"}}"#;
        let mapped = async |path: &str, seen: Option<i64>, mapping: &str| {
            upload_parts(&author, path, seen, None, &[("mapping", mapping)], &file("5")).await
        };
        assert_eq!(mapped(&preview, None, "[]").await.problem(400), "malformed_request");
        let wrong = r#"{"first_row": 3, "columns": {"x": "A"}}"#;
        assert_eq!(mapped(&preview, None, wrong).await.problem(400), "malformed_request");
        let shown = mapped(&preview, None, mapping).await.expect(200);
        assert_eq!(shown["changes"][1]["new"], json!("5"), "{shown}");
        assert_eq!(shown["layout"]["remembered"], json!(false));
        assert_eq!(upload(&author, &preview, None, &file("6")).await.status, 422, "a preview remembers nothing");
        let base = author.revision(report).await;
        mapped(&path, Some(base), mapping).await.expect(200);

        let next = upload(&author, &preview, None, &file("6")).await.expect(200);
        assert_eq!((&next["changes"][0]["old"], &next["changes"][0]["new"]), (&json!("5"), &json!("6")), "{next}");
        assert_eq!(next["layout"]["remembered"], json!(true));
        let seen = upload(&author, &format!("{path}/columns"), None, &file("6")).await.expect(200);
        assert_eq!(seen["remembered"]["columns"], json!({ "4": "A" }), "{seen}");
        assert_eq!(seen["remembered"].get("last_row"), None, "where the first file ended says nothing of the next");
        let longer = [file("6"), "7;Chứng thực\n".into()].concat();
        let next = upload(&author, &preview, None, &longer).await.expect(200);
        assert_eq!(next["layout"]["last_row"], json!(4), "{next}");
        for (from, to, words) in [
            ("\"last_row\": 3", "\"last_row\": 2", "Dòng cuối (2) đứng trước dòng đầu (3)"),
            ("\"B\"", "\"A\"", "Cột A của tệp được ghép hai lần"),
        ] {
            let refused = mapped(&preview, None, &mapping.replace(from, to)).await;
            assert!(refused.body["detail"].as_str().unwrap().contains(words), "{}", refused.body);
            assert_eq!(refused.problem(422), "workbook_refused");
        }
        let renamed = String::from_utf8(file("6")).unwrap().replace("Bao nhiêu", "Bao lâu");
        assert_eq!(
            upload(&author, &preview, None, renamed.as_bytes()).await.status,
            422,
            "other titles, another layout"
        );
        let other = api.person("hanoi.hoankiem.nhaplieu").await;
        let elsewhere = other.find("enter", "II.06a/VPCP/KSTT", "2026-Q4").await;
        let answer = upload(&other, &format!("/reports/{elsewhere}/workbook?dry_run=true"), None, &file("6")).await;
        assert_eq!(answer.problem(422), "workbook_layout_not_found", "another unit has its own files");
    });
}
