//! Rows that reporters name themselves: renamed, removed and put back by two people at once.

use serde_json::{Value, json};

use super::client::{Api, Person, on_each};

/// A free-row form of the province with rows a, b, c; the revision that holds them.
async fn opened(api: &Api) -> (Person<'_>, i64, i64) {
    let person = api.person("hanoi.tonghop").await;
    let report = person.find("consolidate", "II.04/VPCP/KSTT", "2026-Q4").await;
    let rows = json!({
        "add_rows": [{ "key": "a", "label": "Một" }, { "key": "b", "label": "Hai" }, { "key": "c", "label": "Ba" }],
        "changes": [cell("a", "4", "1"), cell("b", "4", "2")],
    });
    let base = person.save(report, rows).await.expect(200)["revision"].as_i64().unwrap();
    (person, report, base)
}

fn cell(row: &str, column: &str, value: &str) -> Value {
    json!({ "row": row, "column": column, "value": value })
}

fn change(row: &str, column: &str, value: &str) -> Value {
    json!({ "changes": [cell(row, column, value)] })
}

async fn rows(person: &Person<'_>, report: i64) -> Vec<String> {
    let data = person.get(&format!("/reports/{report}/data")).await.expect(200);
    let rows = data["rows"].as_array().unwrap().iter().filter(|row| row["role"] == "data");
    rows.map(|row| format!("{} {}", row["key"].as_str().unwrap(), row["label"].as_str().unwrap())).collect()
}

#[test]
fn two_names_for_a_row_clash_and_a_name_and_a_figure_merge() {
    on_each(async |api| {
        let (person, report, base) = opened(&api).await;
        person.save_on(report, base, change("a", "2", "Một của Lan")).await.expect(200);
        let clash = person.save_on(report, base, change("a", "2", "Một của Minh")).await;
        let told = &clash.body["clashes"][0];
        assert_eq!((&told["row"], &told["column"]), (&json!("a"), &json!("2")));
        assert_eq!((&told["theirs"], &told["yours"]), (&json!("Một của Lan"), &json!("Một của Minh")));
        assert_eq!(clash.problem(409), "edit_clash");
        let merged = person.save_on(report, base, change("a", "4", "7")).await.expect(200);
        assert_eq!(merged["merged"], true);
        assert_eq!(rows(&person, report).await, ["a Một của Lan", "b Hai", "c Ba"]);
    });
}

#[test]
fn an_entry_in_a_removed_row_is_a_clash_and_can_be_put_back() {
    on_each(async |api| {
        let (person, report, base) = opened(&api).await;
        person.save_on(report, base, json!({ "remove_rows": ["b"] })).await.expect(200);
        let clash = person.save_on(report, base, change("b", "4", "9")).await;
        let told = &clash.body["clashes"][0];
        assert_eq!((&told["row"], &told["label"], &told["yours"]), (&json!("b"), &json!("Hai"), &json!("9")));
        assert_eq!(told["row_removed"], "theirs");
        let current = clash.body["current_revision"].as_i64().unwrap();
        assert_eq!(clash.problem(409), "edit_clash");
        let back = json!({
            "add_rows": [{ "key": "b", "label": "Hai", "after": "a" }],
            "changes": [cell("b", "4", "9")],
        });
        person.save_on(report, current, back).await.expect(200);
        assert_eq!(rows(&person, report).await, ["a Một", "b Hai", "c Ba"]);
    });
}

#[test]
fn removing_a_row_that_somebody_just_filled_is_a_clash() {
    on_each(async |api| {
        let (person, report, base) = opened(&api).await;
        person.save_on(report, base, change("b", "5", "4")).await.expect(200);
        let clash = person.save_on(report, base, json!({ "remove_rows": ["b"] })).await;
        assert_eq!(clash.body["clashes"][0]["row_removed"], "yours");
        assert_eq!(clash.body["clashes"][0]["theirs"], "4");
        assert_eq!(clash.problem(409), "edit_clash");
    });
}

#[test]
fn the_first_row_comes_back_first() {
    on_each(async |api| {
        let (person, report, _) = opened(&api).await;
        person.save(report, json!({ "remove_rows": ["a"] })).await.expect(200);
        assert_eq!(rows(&person, report).await, ["b Hai", "c Ba"]);
        let undo = json!({
            "add_rows": [{ "key": "a", "label": "Một", "after": "" }],
            "changes": [cell("a", "4", "1")],
        });
        person.save(report, undo).await.expect(200);
        assert_eq!(rows(&person, report).await, ["a Một", "b Hai", "c Ba"]);
    });
}

#[test]
fn rows_move_and_two_people_may_move_them() {
    on_each(async |api| {
        let (person, report, base) = opened(&api).await;
        person.save(report, json!({ "move_rows": [{ "row": "c", "after": "" }] })).await.expect(200);
        assert_eq!(rows(&person, report).await, ["c Ba", "a Một", "b Hai"]);
        // Made on the former revision: both moves hold, and a figure merges with them.
        let late = json!({ "move_rows": [{ "row": "a", "after": "b" }], "changes": [cell("c", "4", "5")] });
        let merged = person.save_on(report, base, late).await.expect(200);
        assert_eq!(merged["merged"], true);
        assert_eq!(rows(&person, report).await, ["c Ba", "b Hai", "a Một"]);
        let with_new = json!({
            "add_rows": [{ "key": "d", "label": "Bốn", "after": "c" }],
            "move_rows": [{ "row": "a", "after": "" }, { "row": "d", "after": "a" }],
        });
        person.save(report, with_new).await.expect(200);
        assert_eq!(rows(&person, report).await, ["a Một", "d Bốn", "c Ba", "b Hai"]);
        let total = person.save(report, json!({ "move_rows": [{ "row": "TONG_CONG", "after": "" }] })).await;
        assert_eq!(total.problem(422), "invalid_content");
    });
}
