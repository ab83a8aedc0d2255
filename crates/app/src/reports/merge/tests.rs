//! Two people's edits of the same rows.

use contract::data::{CellChange, NewRow, SaveRequest};
use store::changes::ContentChanges;

use super::super::apply::Wanted;
use super::super::apply::tests::{free, row, stored};
use super::*;

/// What Lan saved since.
fn revision(before: &Content, after: &Content) -> RevisionRow {
    RevisionRow {
        revision: 2,
        at: NaiveDateTime::default(),
        user_id: Some(2),
        user_name: Some("Lan".to_owned()),
        unit_name: None,
        source: "entered".to_owned(),
        changes: ContentChanges::between(before, after),
    }
}

/// The base content after Lan's edit.
fn lan(edit: impl Fn(&mut Content)) -> Content {
    let mut content = stored().own;
    edit(&mut content);
    content
}

fn set(content: &mut Content, key: &str, column: u16, value: Value) {
    let row = content.rows.iter_mut().find(|row| row.key == key.into()).unwrap();
    row.cells.insert(ColumnNumber(column), value);
}

/// The clashes of my request with Lan's edit, as `row/column label: theirs | yours (who removes)`.
fn clashes(lan: &Content, mine: &SaveRequest) -> Vec<String> {
    let (template, base) = (free(), stored());
    let since = [revision(&base.own, lan)];
    let others = Others::of(&since);
    let now = store::contents::StoredContent { own: lan.clone(), ..base.clone() };
    let ground = Ground::of(&template, None, &now, others.gone());
    let edit = Edit::check(&ground, &Wanted::read(&ground, mine).unwrap(), || "fresh".to_owned()).unwrap();
    let found = others.clashes(&edit, &ground, Some(&base.own));
    let show = |value: &Option<WireValue>| match value {
        Some(WireValue::Text(text)) => text.clone(),
        other => other.as_ref().map_or_else(|| "–".to_owned(), |value| format!("{value:?}")),
    };
    found
        .iter()
        .map(|clash| {
            let removed = clash.row_removed.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
            assert_eq!(clash.by, "Lan");
            let (theirs, yours) = (show(&clash.theirs), show(&clash.yours));
            format!("{}/{} {}: {theirs} | {yours}{removed}", clash.row, clash.column, clash.label)
        })
        .collect()
}

fn change(row: &str, column: &str, value: &str) -> SaveRequest {
    let value = Some(WireValue::Text(value.to_owned()));
    let change = CellChange { row: row.to_owned(), column: column.to_owned(), value, origin: None };
    SaveRequest { changes: vec![change], ..SaveRequest::default() }
}

fn remove(row: &str) -> SaveRequest {
    SaveRequest { remove_rows: vec![row.to_owned()], ..SaveRequest::default() }
}

#[test]
fn only_the_same_cell_with_another_value_clashes() {
    let theirs = lan(|content| set(content, "a", 3, 7.into()));
    assert_eq!(clashes(&theirs, &change("a", "3", "7")), [""; 0]);
    assert_eq!(clashes(&theirs, &change("a", "4", "8")), [""; 0]);
    assert_eq!(clashes(&theirs, &change("b", "3", "8")), [""; 0]);
    assert_eq!(clashes(&theirs, &change("a", "3", "8")), ["a/3 Một: 7 | 8"]);
}

#[test]
fn names_clash_like_cells() {
    let theirs = lan(|content| content.rows[0].label = Some("Một của Lan".to_owned()));
    assert_eq!(clashes(&theirs, &change("a", "2", "Một của tôi")), ["a/2 Một của Lan: Một của Lan | Một của tôi"]);
    assert_eq!(clashes(&theirs, &change("a", "2", "Một của Lan")), [""; 0]);
    assert_eq!(clashes(&theirs, &change("a", "3", "8")), [""; 0], "a name and a figure are different things");
    let figure = lan(|content| set(content, "a", 3, 7.into()));
    assert_eq!(clashes(&figure, &change("a", "2", "Một của tôi")), [""; 0]);
    let both = NewRow { key: Some("n".to_owned()), label: Some("Mới của tôi".to_owned()), ..NewRow::default() };
    let added = lan(|content| content.rows.push(row("n", "Mới của Lan", 4)));
    let mine = SaveRequest { add_rows: vec![both], ..SaveRequest::default() };
    assert_eq!(clashes(&added, &mine), ["n/2 Mới của Lan: Mới của Lan | Mới của tôi"]);
}

#[test]
fn an_entry_in_a_row_that_somebody_removed_names_the_row() {
    let theirs = lan(|content| content.rows.retain(|row| row.key != "a".into()));
    assert_eq!(clashes(&theirs, &change("a", "3", "8")), ["a/3 Một: – | 8 (theirs)"]);
    assert_eq!(clashes(&theirs, &change("a", "4", "8")), ["a/4 Một: – | 8 (theirs)"]);
    assert_eq!(clashes(&theirs, &change("a", "2", "Tên")), ["a/2 Một: – | Tên (theirs)"]);
    assert_eq!(clashes(&theirs, &change("a", "3", "")), [""; 0], "emptying what is gone asks for nothing");
    assert_eq!(clashes(&theirs, &remove("a")), [""; 0], "both removed it");
    // Putting it back with the value is the way out.
    let back = NewRow { key: Some("a".to_owned()), label: Some("Một".to_owned()), ..NewRow::default() };
    let mine = SaveRequest { add_rows: vec![back], ..change("a", "3", "8") };
    assert_eq!(clashes(&theirs, &mine), [""; 0]);
}

#[test]
fn removing_a_row_that_somebody_filled_or_named_clashes() {
    let filled = lan(|content| set(content, "a", 4, 9.into()));
    assert_eq!(clashes(&filled, &remove("a")), ["a/4 Một: 9 | – (yours)"]);
    assert_eq!(clashes(&filled, &remove("b")), [""; 0]);
    let named = lan(|content| content.rows[0].label = Some("Một của Lan".to_owned()));
    assert_eq!(clashes(&named, &remove("a")), ["a/2 Một của Lan: Một của Lan | – (yours)"]);
    let emptied = lan(|content| {
        content.rows[0].cells.clear();
    });
    assert_eq!(clashes(&emptied, &remove("a")), [""; 0]);
}

#[test]
fn emptying_an_edit_that_others_emptied_too_brings_no_row_back() {
    let theirs = lan(|content| content.rows.retain(|row| row.key != "a".into()));
    let (template, base) = (free(), stored());
    let since = [revision(&base.own, &theirs)];
    let now = store::contents::StoredContent { own: theirs.clone(), ..base };
    let ground = Ground::of(&template, None, &now, Others::of(&since).gone());
    let wanted = Wanted::read(&ground, &change("a", "3", "")).unwrap();
    assert_eq!(Edit::check(&ground, &wanted, || "fresh".to_owned()).unwrap().apply(&ground), theirs);
}
