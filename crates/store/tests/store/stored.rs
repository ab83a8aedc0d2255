//! The stored JSON of contents and changes: nothing is lost, nothing is mistaken for something else.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::content::{Content, ContentRow, Origin};
use domain::template::ColumnNumber;
use domain::value::Value;
use proptest::prelude::*;
use rust_decimal::Decimal;
use store::StoreError;
use store::changes::ContentChanges;
use store::stored::{content_from_json, content_to_json};

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::NotApplicable),
        (any::<i64>(), 0u32..10).prop_map(|(number, scale)| Value::Number(Decimal::new(number, scale))),
        "[^\0]{0,12}".prop_map(Value::Text),
        (0u64..40_000).prop_map(|days| Value::Date(NaiveDate::default().checked_add_days(Days::new(days)).unwrap())),
        any::<bool>().prop_map(Value::Bool),
    ]
}

fn row(key: String) -> impl Strategy<Value = ContentRow> {
    let cells = proptest::collection::btree_map((1u16..8).prop_map(ColumnNumber), value(), 0..5);
    let text = || proptest::option::of("[^\0]{0,6}");
    (text(), text(), text(), cells).prop_map(move |(item, label, unit, cells)| ContentRow {
        key: key.as_str().into(),
        item,
        label,
        unit,
        cells,
    })
}

fn content(keys: impl Strategy<Value = Vec<String>>) -> impl Strategy<Value = Content> {
    keys.prop_flat_map(|keys| keys.into_iter().map(row).collect::<Vec<_>>()).prop_map(|rows| Content { rows })
}

/// Some of eight keys, in any order, now and then one twice.
fn any_content() -> impl Strategy<Value = Content> {
    content(proptest::collection::vec("[a-h]", 0..7))
}

fn orderly_content() -> impl Strategy<Value = Content> {
    let keys: Vec<String> = ('a'..='h').map(String::from).collect();
    content(proptest::sample::subsequence(keys, 0..=8).prop_shuffle())
}

proptest! {
    #[test]
    fn contents_come_back(content in any_content()) {
        let json = content_to_json(&content).unwrap();
        let back = content_from_json(&json).unwrap();
        prop_assert_eq!(&back, &content);
        // Decimals are equal whatever their scale; the written form keeps it, too.
        prop_assert_eq!(content_to_json(&back).unwrap(), json);
    }

    #[test]
    fn changes_lead_from_one_content_to_the_next(old in orderly_content(), new in orderly_content()) {
        let changes = ContentChanges::between(&old, &new);
        let stored = ContentChanges::from_json(&changes.to_json().unwrap()).unwrap();
        prop_assert_eq!(&stored, &changes);
        prop_assert_eq!(&stored.replaced, &None);
        let mut replayed = old.clone();
        stored.apply(&mut replayed);
        prop_assert_eq!(&replayed, &new);
        prop_assert_eq!(changes.is_empty(), old == new);
    }

    #[test]
    fn origins_stay_with_the_cells_that_changed(
        old in orderly_content(),
        new in orderly_content(),
        origins in proptest::collection::vec(proptest::option::of(proptest::sample::select(Origin::ALL.to_vec())), 1..4),
    ) {
        let mut changes = ContentChanges::between(&old, &new);
        let cells = new.rows.iter().flat_map(|row| row.cells.keys().map(|column| (row.key.clone(), *column)));
        let known = cells.zip(origins.iter().cycle()).filter_map(|(cell, origin)| Some((cell, (*origin)?)));
        changes.set_origins(known.collect());
        let stored = ContentChanges::from_json(&changes.to_json().unwrap()).unwrap();
        prop_assert_eq!(&stored, &changes);
        let changed = changes.cells.iter().map(|cell| (cell.row.clone(), cell.column));
        let added = changes.added.iter().flat_map(|row| row.cells.keys().map(|column| (row.key.clone(), *column)));
        let changed: Vec<_> = changed.chain(added).collect();
        prop_assert!(changes.origins.keys().all(|cell| changed.contains(cell)), "{:?}", changes);
    }

    #[test]
    fn contents_with_double_keys_are_replaced_whole(old in any_content(), new in any_content()) {
        let mut replayed = old.clone();
        ContentChanges::between(&old, &new).apply(&mut replayed);
        prop_assert_eq!(replayed, new);
    }
}

#[test]
fn the_layout_is_the_published_one() {
    let mut row = ContentRow { label: Some("Đất đai".to_owned()), ..ContentRow::new("I.1") };
    row.cells = BTreeMap::from([
        (ColumnNumber(4), Value::Number(Decimal::new(1250, 2))),
        (ColumnNumber(5), Value::NotApplicable),
        (ColumnNumber(6), Value::Text("12.50".to_owned())),
        (ColumnNumber(7), Value::Date(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())),
        (ColumnNumber(8), Value::Bool(true)),
        (ColumnNumber(9), Value::Blank),
    ]);
    let json = content_to_json(&Content { rows: vec![row.clone()] }).unwrap();
    assert_eq!(
        json,
        r#"{"v":1,"rows":[{"key":"I.1","label":"Đất đai","cells":{"4":"12.50","5":null,"6":{"t":"12.50"},"7":{"d":"2026-11-21"},"8":true}}]}"#
    );
    row.cells.remove(&ColumnNumber(9));
    assert_eq!(content_from_json(&json).unwrap().rows, [row]);
}

#[test]
fn what_was_pasted_as_a_whole_is_said_once() {
    let row = |value: i64| {
        let cells = (1..4).map(|column| (ColumnNumber(column), Value::Number(Decimal::from(value)))).collect();
        Content { rows: vec![ContentRow { cells, ..ContentRow::new("a") }] }
    };
    let mut changes = ContentChanges::between(&row(1), &row(2));
    changes.set_origins((1..4).map(|column| (("a".into(), ColumnNumber(column)), Origin::Pasted)).collect());
    assert_eq!(
        changes.to_json().unwrap(),
        r#"{"v":1,"cells":[["a",1,"2"],["a",2,"2"],["a",3,"2"]],"origin":"pasted"}"#
    );
}

#[test]
fn damaged_and_newer_texts_are_refused() {
    for json in [
        "",
        "{}",
        r#"{"v":2,"rows":[]}"#,
        r#"{"v":1,"rows":[{"key":"a","cells":{"4":"x"}}]}"#,
        r#"{"v":1,"rows":[],"z":1}"#,
    ] {
        assert!(matches!(content_from_json(json), Err(StoreError::Corrupt(_))), "{json}");
    }
    for json in [r#"{"v":2}"#, r#"{"v":1,"origin":"magic"}"#] {
        assert!(matches!(ContentChanges::from_json(json), Err(StoreError::Corrupt(_))), "{json}");
    }
}

#[test]
fn only_a_true_nul_is_refused() {
    let with = |text: &str| {
        content_to_json(&Content { rows: vec![ContentRow { label: Some(text.to_owned()), ..ContentRow::new("a") }] })
    };
    for fine in ["a", "\\u0000", "\\\\u0000", "\u{1}"] {
        assert!(with(fine).is_ok(), "{fine:?}");
    }
    for bad in ["\0", "a\0b", "\\\0"] {
        assert!(matches!(with(bad), Err(StoreError::Invalid(_))), "{bad:?}");
    }
}
