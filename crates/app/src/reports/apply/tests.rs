//! Edits on a small form with free rows, some of them consolidated.

use contract::data::{CellChange, NewRow, RowMove, SaveRequest};
use domain::catalogue::Catalogue;
use domain::content::{Content, ContentRow};
use domain::template::{FormTemplate, from_json};
use domain::value::Value;
use store::changes::ContentChanges;
use store::contents::StoredContent;

use super::*;

/// A form with a label column (2), two integer columns (3, 4), a computed one (5), a prescribed row `T` of totals and one
/// `R` of figures.
pub(crate) fn form(row_kind: &str) -> FormTemplate {
    let json = format!(
        r#"{{"format": 1, "circular": "T", "code": "T.01", "version": 1, "title": "Thử", "regime": "I",
            "kind": "data", "frequencies": ["quarterly"], "provenance": "published", "row_kind": {row_kind},
            "header": [
                {{"number": 1, "title": "STT", "type": {{"name": "ordinal"}}}},
                {{"number": 2, "title": "Tên", "type": {{"name": "label"}}}},
                {{"number": 3, "title": "A", "type": {{"name": "integer"}}}},
                {{"number": 4, "title": "B", "type": {{"name": "integer"}}}},
                {{"number": 5, "title": "C", "type": {{"name": "integer"}}, "formula": "[3] + [4]"}}
            ],
            "rows": [{{"code": "T", "label": "TỔNG CỘNG", "role": "total"}},
                {{"code": "R", "label": "Quy định", "role": "data"}}]}}"#
    );
    from_json(&json).unwrap_or_else(|faults| panic!("{faults:?}"))
}

pub(crate) fn free() -> FormTemplate {
    form(r#"{"name": "free"}"#)
}

pub(crate) fn row(key: &str, label: &str, figure: i64) -> ContentRow {
    let mut row = ContentRow::new(key);
    row.label = Some(label.to_owned());
    row.cells.insert(ColumnNumber(3), figure.into());
    row
}

/// Own rows a, b, c; the row `7:x` came from unit 7.
pub(crate) fn stored() -> StoredContent {
    let own = Content { rows: vec![row("a", "Một", 1), row("b", "Hai", 2), row("c", "Ba", 3)] };
    let consolidated =
        Content { rows: vec![ContentRow { unit: Some("Xã X".to_owned()), ..row("7:x", "Mười", 10) }] };
    StoredContent { revision: 1, own, consolidated: Some(consolidated), ..StoredContent::default() }
}

fn set(row: &str, column: &str, value: &str) -> CellChange {
    let value = Some(contract::WireValue::Text(value.to_owned()));
    CellChange { row: row.to_owned(), column: column.to_owned(), value, origin: None }
}

fn new(key: &str, after: Option<&str>) -> NewRow {
    NewRow { key: Some(key.to_owned()), label: Some(key.to_uppercase()), after: after.map(str::to_owned), item: None }
}

fn saved_on(template: &FormTemplate, stored: &StoredContent, request: &SaveRequest) -> AppResult<Content> {
    let catalogue: Option<&Catalogue> = None;
    let ground = Ground::of(template, catalogue, stored, HashSet::new());
    let wanted = Wanted::read(&ground, request)?;
    Ok(Edit::check(&ground, &wanted, || "fresh".to_owned())?.apply(&ground))
}

fn saved(request: &SaveRequest) -> AppResult<Content> {
    saved_on(&free(), &stored(), request)
}

#[track_caller]
fn refused(request: &SaveRequest, words: &str) {
    match saved(request) {
        Err(AppError::Invalid { message, .. }) => assert!(message.vi.contains(words), "{}", message.vi),
        other => panic!("{other:?}"),
    }
}

fn keys(content: &Content) -> String {
    content.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_are_added_first_behind_another_or_last() {
    for (rows, expected) in [
        (vec![new("n", Some(""))], "n a b c"),
        (vec![new("n", Some("a"))], "a n b c"),
        (vec![new("n", None)], "a b c n"),
        (vec![new("n", Some("none"))], "a b c n"),
        (vec![new("n", Some("")), new("m", Some("n"))], "n m a b c"),
        (vec![new("n", Some("a")), new("m", Some("a"))], "a m n b c"),
        (vec![new("n", None), new("m", Some("c"))], "a b c m n"),
        (vec![new("b", Some(""))], "a b c"),
    ] {
        let content = saved(&SaveRequest { add_rows: rows.clone(), ..SaveRequest::default() }).unwrap();
        assert_eq!(keys(&content), expected, "{rows:?}");
    }
}

#[test]
fn a_removed_first_row_is_put_back_where_it_was() {
    let removal = SaveRequest { remove_rows: vec!["a".to_owned()], ..SaveRequest::default() };
    let without = StoredContent { own: saved(&removal).unwrap(), ..stored() };
    assert_eq!(keys(&without.own), "b c");
    let undo = SaveRequest {
        add_rows: vec![NewRow { label: Some("Một".to_owned()), ..new("a", Some("")) }],
        changes: vec![set("a", "3", "1")],
        ..SaveRequest::default()
    };
    assert_eq!(saved_on(&free(), &without, &undo).unwrap(), stored().own);
}

#[test]
fn rows_move_one_after_the_other() {
    let moved = |row: &str, after: &str| RowMove { row: row.to_owned(), after: after.to_owned() };
    for (moves, expected) in [
        (vec![moved("c", "")], "c a b"),
        (vec![moved("a", "b")], "b a c"),
        (vec![moved("a", "c")], "b c a"),
        (vec![moved("b", "b")], "a b c"),
        (vec![moved("a", "none")], "b c a"),
        (vec![moved("c", ""), moved("b", "c")], "c b a"),
        (vec![moved("n", ""), moved("a", "n")], "n a b c"),
    ] {
        let add_rows = if expected.contains('n') { vec![new("n", None)] } else { Vec::new() };
        let request = SaveRequest { add_rows, move_rows: moves.clone(), ..SaveRequest::default() };
        assert_eq!(keys(&saved(&request).unwrap()), expected, "{moves:?}");
    }
    let request = |row: &str| SaveRequest { move_rows: vec![moved(row, "")], ..SaveRequest::default() };
    refused(&request("T"), "Hàng T do biểu mẫu quy định");
    refused(&request("7:x"), "không chuyển chỗ được");
    refused(&request("q"), "không có hàng q");
}

#[test]
fn names_are_typed_in_own_rows_only() {
    let renamed = saved(&SaveRequest { changes: vec![set("b", "2", "Hai mươi")], ..SaveRequest::default() }).unwrap();
    assert_eq!(renamed.row(&"b".into()).unwrap().label.as_deref(), Some("Hai mươi"));
    let change = |changes| SaveRequest { changes, ..SaveRequest::default() };
    refused(&change(vec![set("7:x", "2", "Tên khác")]), "“Mười” (7:x)");
    refused(&change(vec![set("T", "2", "Tên khác")]), "Ô hàng T, cột (2)");
    // Own figures beside a consolidated row, its name repeated: nothing to refuse.
    let beside = saved(&change(vec![set("7:x", "2", "Mười"), set("7:x", "3", "5")])).unwrap();
    let row = beside.row(&"7:x".into()).unwrap();
    assert_eq!((row.label.as_deref(), row.unit.as_deref()), (Some("Mười"), Some("Xã X")));
    assert_eq!(row.cells, [(ColumnNumber(3), Value::from(5))].into());
}

#[test]
fn a_catalogue_row_keeps_the_name_of_its_item() {
    let template = form(r#"{"name": "catalogue", "catalogue": "linh_vuc"}"#);
    let request = SaveRequest { changes: vec![set("a", "2", "Tên khác")], ..SaveRequest::default() };
    assert!(matches!(saved_on(&template, &stored(), &request), Err(AppError::Invalid { .. })));
}

#[test]
fn adding_a_row_again_with_another_name_renames_it() {
    let content = saved(&SaveRequest { add_rows: vec![new("a", None)], ..SaveRequest::default() }).unwrap();
    assert_eq!((keys(&content).as_str(), content.rows[0].label.as_deref()), ("a b c", Some("A")));
    assert_eq!(content.rows[0].cells, stored().own.rows[0].cells);
}

#[test]
fn what_cannot_be_removed_or_entered_is_named() {
    let remove = |key: &str| SaveRequest { remove_rows: vec![key.to_owned()], ..SaveRequest::default() };
    refused(&remove("T"), "Hàng T do biểu mẫu quy định");
    refused(&remove("7:x"), "“Mười” (7:x)");
    assert_eq!(keys(&saved(&remove("gone")).unwrap()), "a b c");
    refused(&SaveRequest { changes: vec![set("b", "3", "9")], ..remove("b") }, "Hàng b vừa bị xóa");
    refused(&SaveRequest { changes: vec![set("b", "5", "9")], ..SaveRequest::default() }, "Ô hàng b, cột (5)");
    refused(&SaveRequest { changes: vec![set("q", "3", "9")], ..SaveRequest::default() }, "không có hàng q");
    refused(&SaveRequest { add_rows: vec![new("7:x", None)], ..SaveRequest::default() }, "\"7:x\"");
}

#[test]
fn a_prescribed_row_without_figures_has_emptied_cells_and_never_goes() {
    let template = form(r#"{"name": "fixed"}"#);
    let save = |own: &Content, column: &str, value: &str| {
        let stored = StoredContent { revision: 1, own: own.clone(), consolidated: None, ..StoredContent::default() };
        let request = SaveRequest { changes: vec![set("R", column, value)], ..SaveRequest::default() };
        let after = saved_on(&template, &stored, &request).unwrap();
        (ContentChanges::between(own, &after), after)
    };
    let (untouched, _) = save(&Content::default(), "3", "");
    assert!(untouched.is_empty(), "emptying what is empty changes nothing: {untouched:?}");
    let (_, filled) = save(&Content::default(), "3", "5");
    let (emptied, without) = save(&filled, "3", "");
    assert_eq!(emptied.removed, []);
    assert_eq!(
        emptied.cells,
        [store::changes::CellChange { row: "R".into(), column: ColumnNumber(3), value: Value::Blank }]
    );
    let (again, refilled) = save(&without, "3", "5");
    assert_eq!((again.added.len(), again.cells.len()), (0, 1));
    assert_eq!(refilled, filled);
}

/// Ten times the rows must not take a hundred times as long. The bound is generous: machines are busy.
#[test]
fn the_work_grows_with_the_rows_not_with_their_square() {
    let time = |count: usize| {
        let before = |n: usize| n.checked_sub(1).map(|before| format!("n{before}")).unwrap_or_default();
        let rows: Vec<NewRow> = (0..count).map(|n| new(&format!("n{n}"), Some(before(n).as_str()))).collect();
        let changes =
            (0..count).flat_map(|n| [set(&format!("n{n}"), "2", "Tên"), set(&format!("n{n}"), "3", "1")]).collect();
        let first = SaveRequest { add_rows: rows, changes, ..SaveRequest::default() };
        let begun = std::time::Instant::now();
        let own = saved(&first).unwrap();
        let stored = StoredContent { own, ..stored() };
        let removal =
            SaveRequest { remove_rows: (0..count).map(|n| format!("n{n}")).collect(), ..SaveRequest::default() };
        assert_eq!(keys(&saved_on(&free(), &stored, &removal).unwrap()), "a b c");
        begun.elapsed()
    };
    let (small, large) = (time(1_000), time(10_000));
    eprintln!("1,000 rows {small:?}, 10,000 rows {large:?}");
    assert!(large < small * 40, "1,000 rows {small:?}, 10,000 rows {large:?}");
}
