//! Filling from column to column, and the views that hide rows meanwhile.

use domain::value::Value;

use super::super::book::Book;
use super::super::filter::{Filter, wants};
use super::super::fitted::fitted;
use super::super::place::Place;
use super::super::sorting::sorted;
use super::{data, free, row, set, two_rows};

const KINDS: &str = r#""header":[
    {"number":1,"title":"STT","type":{"name":"ordinal"}},
    {"number":2,"title":"Tên","type":{"name":"label"}},
    {"number":3,"title":"Số","type":{"name":"integer"}},
    {"number":4,"title":"Phần trăm","type":{"name":"percent","scale":1}},
    {"number":5,"title":"Nguyên nhân","type":{"name":"choice","catalogue":"nguyen_nhan"}},
    {"number":6,"title":"Ghi chú","type":{"name":"text"}},
    {"number":7,"title":"Có","type":{"name":"bool"}}]"#;

const NUMBER: usize = 2;
const PERCENT: usize = 3;
const CHOICE: usize = 4;
const TEXT: usize = 5;
const YES: usize = 6;

fn kinds(rows: Vec<contract::data::DataRow>) -> Book {
    let items = [("NN01", "Quá tải"), ("NN02", "Cơ chế")].map(|(code, name)| (code.to_owned(), name.to_owned()));
    let mut report = data(1, rows);
    report.references.choices.insert("nguyen_nhan".into(), items.into());
    Book::open(super::form_with(KINDS, r#"{"name":"free"}"#, super::TOTAL), &report)
}

#[test]
fn a_value_becomes_what_its_text_means_in_the_other_column() {
    let book = kinds(vec![row("a", &[]), row("T", &[])]);
    let number = |text: &str| Value::Number(text.parse().unwrap());
    for (value, from, to, expected) in [
        (number("4"), NUMBER, NUMBER, number("4")),
        (number("12.5"), PERCENT, NUMBER, number("12.5")),
        (number("4"), NUMBER, TEXT, Value::from("4")),
        (number("12.5"), PERCENT, TEXT, Value::from("12,5")),
        (Value::from("12"), TEXT, NUMBER, number("12")),
        (Value::from("1.234"), TEXT, NUMBER, number("1234")),
        (Value::from("NN02"), CHOICE, TEXT, Value::from("Cơ chế")),
        (Value::from("co che"), TEXT, CHOICE, Value::from("NN02")),
        (Value::from("NN02"), CHOICE, CHOICE, Value::from("NN02")),
        (Value::Bool(true), YES, YES, Value::Bool(true)),
        (Value::Blank, TEXT, NUMBER, Value::Blank),
    ] {
        assert_eq!(fitted(book.figures(), from, to, value.clone()), expected, "{value:?} from {from} to {to}");
    }
    let yes = fitted(book.figures(), YES, NUMBER, Value::Bool(true));
    assert!(matches!(yes, Value::Text(_)), "told as no number: {yes:?}");
}

#[test]
fn what_was_filled_across_is_taken_back() {
    let mut book = kinds(vec![row("a", &[("3", "4")]), row("T", &[])]);
    for col in [CHOICE, TEXT] {
        let value = fitted(book.figures(), NUMBER, col, book.own(Place::new(0, NUMBER)));
        set(&mut book, 0, col, value);
        book.undo().unwrap();
        assert_eq!(book.own(Place::new(0, col)), Value::Blank, "nobody else's");
    }
}

#[test]
fn items_are_sorted_by_their_names() {
    let rows = [("a", "NN01"), ("b", "NN02")].map(|(key, item)| row(key, &[("5", item)]));
    let book = kinds(rows.into_iter().chain([row("T", &[])]).collect());
    let keys = sorted(book.figures(), CHOICE, false);
    assert_eq!(keys.iter().map(ToString::to_string).collect::<Vec<_>>(), ["b", "a"], "Cơ chế before Quá tải");
}

#[test]
fn everything_is_shown_again_at_once() {
    let mut book = Book::open(free(), &two_rows());
    let all = book.figures().row_count();
    book.filter(Some(&|figures, row| wants(figures, row, &Filter::Text("không có".into()), &|_| None)));
    assert!(book.figures().row_count() < all);
    book.show_all();
    assert_eq!(book.figures().row_count(), all);
}
