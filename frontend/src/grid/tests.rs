//! Editing, undo, saving and merging over a real sheet, without a browser.

mod beside;
mod clashes;
mod filling;
mod find_row;
mod imported;
mod limited;
mod looks;
mod old_texts;
mod paste;
mod paste_bound;
mod paste_names;
mod payloads;
mod previous;
mod undo;
mod unseen;
mod unsent;

use std::sync::Arc;

use contract::WireValue;
use contract::data::{DataRow, ReportData, SaveReceipt};
use domain::content::{ContentRow, RowKey};
use domain::sheet::CompiledForm;
use domain::template::{ColumnNumber, FormTemplate};
use domain::value::Value;

use super::book::Book;
use super::moves::Surface;
use super::place::{Place, Selection};

const HEADER: &str = r#""header":[
    {"number":1,"title":"STT","type":{"name":"ordinal"}},
    {"number":2,"title":"Tên","type":{"name":"label"}},
    {"number":3,"title":"Tổng","type":{"name":"integer"},"formula":"[4] + [5]"},
    {"number":4,"title":"A","type":{"name":"integer"}},
    {"number":5,"title":"B","type":{"name":"integer"}}]"#;

const TOTAL: &str = r#"{"code":"T","label":"TỔNG CỘNG","role":"total"}"#;

fn form(kind: &str, rows: &str) -> Arc<CompiledForm> {
    form_with(HEADER, kind, rows)
}

fn form_with(header: &str, kind: &str, rows: &str) -> Arc<CompiledForm> {
    let json = format!(
        r#"{{"format":1,"circular":"c","code":"f","version":1,"title":"t","regime":"II","kind":"data",
            "frequencies":["quarterly"],"provenance":"published",{header},"row_kind":{kind},"rows":[{rows}]}}"#
    );
    let template: FormTemplate = serde_json::from_str(&json).unwrap();
    Arc::new(CompiledForm::compile(template).unwrap())
}

fn free() -> Arc<CompiledForm> {
    form(r#"{"name":"free"}"#, TOTAL)
}

fn catalogue() -> Arc<CompiledForm> {
    let header = HEADER.replace(r#"{"name":"label"}"#, r#"{"name":"catalogue_item","catalogue":"linh_vuc"}"#);
    let json = format!(
        r#"{{"format":1,"circular":"c","code":"f","version":1,"title":"t","regime":"II","kind":"data",
            "frequencies":["quarterly"],"provenance":"published",{header},
            "row_kind":{{"name":"catalogue","catalogue":"linh_vuc"}},"rows":[{TOTAL}]}}"#
    );
    Arc::new(CompiledForm::compile(serde_json::from_str(&json).unwrap()).unwrap())
}

fn fixed() -> Arc<CompiledForm> {
    form(
        r#"{"name":"fixed"}"#,
        &format!(
            r#"{{"code":"X","label":"Dòng X","role":"data"}},{{"code":"Y","label":"Dòng Y","role":"data"}},{TOTAL}"#
        ),
    )
}

fn row(key: &str, cells: &[(&str, &str)]) -> DataRow {
    DataRow {
        key: key.into(),
        label: format!("Dòng {key}"),
        item: None,
        unit: None,
        ordinal: None,
        role: if key == "T" { "total" } else { "data" }.into(),
        is_consolidated: false,
        cells: cells.iter().map(|(column, value)| ((*column).into(), WireValue::Text((*value).into()))).collect(),
    }
}

fn data(revision: i64, rows: Vec<DataRow>) -> ReportData {
    ReportData { revision, rows, ..ReportData::default() }
}

fn two_rows() -> ReportData {
    data(7, vec![row("a", &[("4", "1"), ("5", "2")]), row("b", &[("4", "10")]), row("T", &[])])
}

fn receipt(revision: i64) -> SaveReceipt {
    SaveReceipt {
        revision,
        saved_at: Default::default(),
        status: "in_progress".into(),
        merged: false,
        added_rows: Vec::new(),
        computed: Default::default(),
        findings: Vec::new(),
    }
}

fn at(row: usize, col: usize) -> Selection {
    Selection::cell(Place::new(row, col))
}

fn set(book: &mut Book, row: usize, col: usize, value: impl Into<Value>) {
    book.set(&[(Place::new(row, col), value.into())], at(row, col));
}

fn shown(book: &Book) -> Vec<String> {
    let figures = book.figures();
    let line = |row| (0..figures.cols()).map(|col| text(&figures.value(Place::new(row, col)))).collect::<Vec<_>>();
    (0..figures.rows()).map(|row| line(row).join("|")).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What would be saved, one line each.
fn pending(book: &Book) -> Vec<String> {
    let pending = book.pending();
    let value = |value: &Option<WireValue>| match value {
        Some(WireValue::Text(text)) => text.clone(),
        Some(other) => format!("{other:?}"),
        None => "blank".into(),
    };
    let rows = pending.add_rows.iter().map(|row| {
        let name = row.item.as_ref().or(row.label.as_ref());
        let after = match row.after.as_deref() {
            Some("") => "start",
            after => after.unwrap_or("end"),
        };
        format!("+{} {} after {after}", row.key.as_deref().unwrap_or("?"), name.map_or("–", |name| name))
    });
    let removed = pending.remove_rows.iter().map(|key| format!("-{key}"));
    let changes =
        pending.changes.iter().map(|change| format!("{}[{}]={}", change.row, change.column, value(&change.value)));
    rows.chain(removed).chain(changes).collect()
}

fn new_row(key: &str, label: &str) -> ContentRow {
    ContentRow { label: Some(label.into()), ..ContentRow::new(key) }
}

#[test]
fn an_edit_is_computed_and_pending_and_undone_exactly() {
    let mut book = Book::open(free(), &two_rows());
    let before = shown(&book);
    assert_eq!(before, ["1|Dòng a|3|1|2", "2|Dòng b|10|10|", "|TỔNG CỘNG|13|11|2"]);
    set(&mut book, 0, 3, 5);
    assert_eq!(shown(&book)[2], "|TỔNG CỘNG|17|15|2");
    assert_eq!(pending(&book), ["a[4]=5"]);
    book.undo().unwrap();
    assert_eq!(shown(&book), before);
    assert!(!book.is_dirty());
    book.redo().unwrap();
    assert_eq!(pending(&book), ["a[4]=5"]);
}

#[test]
fn an_unchanged_value_and_a_locked_cell_make_no_step() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 1);
    set(&mut book, 0, 2, 9);
    set(&mut book, 2, 3, 9);
    assert!(!book.history().can_undo() && !book.is_dirty());
}

#[test]
fn changes_of_one_cell_are_coalesced() {
    let mut book = Book::open(free(), &two_rows());
    for value in [5, 6, 7] {
        set(&mut book, 0, 3, value);
    }
    assert_eq!(pending(&book), ["a[4]=7"]);
    set(&mut book, 0, 3, 1);
    assert!(!book.is_dirty(), "back to what the server has");
}

#[test]
fn edits_made_during_a_save_stay_pending() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    let request = book.begin_save().unwrap();
    assert_eq!(request.base_revision, 7);
    assert!(pending(&book).is_empty() && book.is_dirty() && book.begin_save().is_none());
    set(&mut book, 0, 3, 6);
    set(&mut book, 1, 4, 8);
    book.acknowledge(&receipt(8));
    assert_eq!(pending(&book), ["a[4]=6", "b[5]=8"]);
    assert_eq!(book.begin_save().unwrap().base_revision, 8);
    book.save_failed();
    assert_eq!(pending(&book), ["a[4]=6", "b[5]=8"]);
}

#[test]
fn undo_after_a_save_is_a_change_again() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    assert!(!book.is_dirty());
    book.undo().unwrap();
    assert_eq!(pending(&book), ["a[4]=1"]);
}

#[test]
fn rows_are_added_behind_their_neighbour_and_blank_ones_are_not_saved() {
    let mut book = Book::open(free(), &two_rows());
    book.insert_rows(1, vec![new_row("n", "Mới"), ContentRow::new("empty")], at(0, 0));
    set(&mut book, 1, 3, 4);
    assert_eq!(pending(&book), ["+n Mới after a", "n[4]=4"]);
    assert_eq!(shown(&book)[4], "|TỔNG CỘNG|17|15|2");
    book.undo().unwrap();
    book.undo().unwrap();
    assert!(!book.is_dirty());
    assert_eq!(shown(&book).len(), 3);
}

#[test]
fn a_row_is_added_once_though_it_is_edited_while_it_is_saved() {
    let mut book = Book::open(free(), &two_rows());
    book.insert_rows(2, vec![new_row("n", "Mới")], at(0, 0));
    book.begin_save().unwrap();
    set(&mut book, 2, 1, "Tên khác");
    set(&mut book, 2, 3, 4);
    book.acknowledge(&receipt(8));
    assert_eq!(pending(&book), ["n[2]=Tên khác", "n[4]=4"]);
}

#[test]
fn removed_rows_come_back_where_they_were_with_their_figures() {
    let mut book = Book::open(free(), &two_rows());
    let before = shown(&book);
    book.insert_rows(2, vec![new_row("c", "Dòng c")], at(0, 0));
    let keys = [RowKey::from("a"), RowKey::from("c")];
    assert!(book.has_data(&keys));
    book.remove_rows(&keys, at(0, 0));
    assert_eq!(shown(&book), ["1|Dòng b|10|10|", "|TỔNG CỘNG|10|10|"]);
    assert_eq!(pending(&book), ["-a"]);
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!(shown(&book), before);
    assert_eq!(pending(&book), ["+a Dòng a after start", "a[4]=1", "a[5]=2"]);
}

#[test]
fn an_edit_of_a_removed_and_restored_row_is_not_forgotten() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 11);
    book.begin_save().unwrap();
    set(&mut book, 0, 3, 5);
    book.remove_rows(&["a".into()], at(0, 0));
    book.acknowledge(&receipt(8));
    book.undo().unwrap();
    assert_eq!(pending(&book), ["a[4]=5"]);
}

#[test]
fn reloading_merges_the_servers_state_under_what_is_pending() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.insert_rows(1, vec![new_row("n", "Mới")], at(0, 0));
    set(&mut book, 1, 3, 4);
    let theirs = data(9, vec![row("a", &[("4", "1"), ("5", "20")]), row("x", &[("4", "3")]), row("T", &[])]);
    book.reload(&theirs);
    assert_eq!(shown(&book), ["1|Dòng a|25|5|20", "2|Mới|4|4|", "3|Dòng x|3|3|", "|TỔNG CỘNG|32|12|20"]);
    assert_eq!(pending(&book), ["+n Mới after a", "n[4]=4", "a[4]=5"]);
    assert_eq!(book.begin_save().unwrap().base_revision, 9);
}

#[test]
fn a_clash_is_settled_either_way() {
    for (keep_mine, expected, left) in [(true, "1|Dòng a|7|5|2", vec!["a[4]=5"]), (false, "1|Dòng a|79|77|2", vec![])]
    {
        let mut book = Book::open(free(), &two_rows());
        set(&mut book, 0, 3, 5);
        book.reload(&data(9, vec![row("a", &[("4", "77"), ("5", "2")]), row("b", &[("4", "10")]), row("T", &[])]));
        book.resolve_clash(&("a".into(), ColumnNumber(4)), keep_mine, at(0, 3));
        assert_eq!(shown(&book)[0], expected);
        assert_eq!(pending(&book), left);
    }
}

#[test]
fn an_entry_in_a_row_that_somebody_removed_is_kept() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 12);
    book.reload(&data(9, vec![row("a", &[("4", "1")]), row("T", &[])]));
    assert_eq!(pending(&book), ["+b Dòng b after a", "b[4]=12"]);
}

#[test]
fn names_of_a_row_are_settled_like_figures() {
    for (keep_mine, expected, left) in
        [(true, "1|Của tôi|3|1|2", vec!["a[2]=Của tôi"]), (false, "1|Của Lan|3|1|2", vec![])]
    {
        let mut book = Book::open(free(), &two_rows());
        set(&mut book, 0, 1, "Của tôi");
        let theirs = DataRow { label: "Của Lan".to_owned(), ..row("a", &[("4", "1"), ("5", "2")]) };
        book.reload(&data(9, vec![theirs, row("b", &[("4", "10")]), row("T", &[])]));
        book.resolve_clash(&("a".into(), ColumnNumber(2)), keep_mine, at(0, 1));
        assert_eq!(shown(&book)[0], expected);
        assert_eq!(pending(&book), left);
    }
}

#[test]
fn a_row_that_somebody_removed_stays_only_when_my_entry_is_kept() {
    for (keep_mine, left) in [(true, vec!["+b Dòng b after a", "b[4]=12"]), (false, vec![])] {
        let mut book = Book::open(free(), &two_rows());
        set(&mut book, 1, 3, 12);
        book.reload(&data(9, vec![row("a", &[("4", "1")]), row("T", &[])]));
        book.resolve_clash(&("b".into(), ColumnNumber(4)), keep_mine, at(1, 3));
        assert_eq!(pending(&book), left);
    }
}

#[test]
fn a_row_that_i_removed_comes_back_when_the_others_entry_is_kept() {
    for (keep_mine, left, rows) in [(true, vec!["-a"], 2), (false, vec![], 3)] {
        let mut book = Book::open(free(), &two_rows());
        book.remove_rows(&["a".into()], at(0, 3));
        let theirs = row("a", &[("4", "77"), ("5", "2")]);
        book.reload(&data(9, vec![theirs, row("b", &[("4", "10")]), row("T", &[])]));
        book.resolve_clash(&("a".into(), ColumnNumber(4)), keep_mine, at(0, 3));
        assert_eq!(pending(&book), left);
        assert_eq!(shown(&book).len(), rows);
        if !keep_mine {
            assert_eq!(shown(&book)[0], "1|Dòng a|79|77|2");
        }
    }
}

fn consolidated() -> ReportData {
    let part = [("X".to_owned(), [("4".to_owned(), WireValue::Text("100".into()))].into())];
    let own = [("X".to_owned(), [("4".to_owned(), WireValue::Text("3".into()))].into())];
    ReportData {
        own: Some(own.into()),
        consolidated: Some(part.into()),
        ..data(7, vec![row("X", &[("4", "103"), ("5", "1")]), row("Y", &[]), row("T", &[])])
    }
}

#[test]
fn editing_a_consolidated_cell_edits_the_own_figure() {
    let mut book = Book::open(fixed(), &consolidated());
    assert_eq!(book.own(Place::new(0, 3)), Value::from(3));
    set(&mut book, 0, 3, 5);
    assert_eq!(shown(&book)[0], "|Dòng X|106|105|1");
    assert_eq!(pending(&book), ["X[4]=5"]);
    set(&mut book, 0, 3, Value::Blank);
    assert_eq!(shown(&book)[2], "|TỔNG CỘNG|101|100|1");
    assert_eq!(pending(&book), ["X[4]=blank"]);
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!(shown(&book)[0], "|Dòng X|104|103|1");
    assert!(!book.is_dirty());
}

#[test]
fn a_catalogue_row_of_the_units_below_takes_own_figures_and_stays() {
    let below = DataRow { item: Some("dat-dai".into()), is_consolidated: true, ..row("dat-dai", &[("4", "100")]) };
    let part = [("dat-dai".to_owned(), below.cells.clone())];
    let data = ReportData {
        own: Some(Default::default()),
        consolidated: Some(part.into()),
        ..data(7, vec![below, row("T", &[])])
    };
    let mut book = Book::open(catalogue(), &data);
    assert!(book.removable(at(0, 0)).is_empty());
    set(&mut book, 0, 3, 5);
    assert_eq!(shown(&book)[0], "1|Dòng dat-dai|105|105|");
    assert_eq!(pending(&book), ["+dat-dai dat-dai after start", "dat-dai[4]=5"]);
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    assert!(!book.is_dirty() && book.removable(at(0, 0)).is_empty());
}
