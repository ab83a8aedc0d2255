//! Texts in old fonts are offered to be converted and never converted unasked.

use domain::template::ColumnNumber;
use domain::value::Value;

use super::super::book::Book;
use super::super::journal::CellKey;
use super::super::old_texts::{converted, found};
use super::{at, free, set, shown, two_rows};

#[test]
fn old_texts_are_found_and_converted_as_one_step() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 1, Value::from("Hé tÞch"));
    set(&mut book, 1, 1, Value::from("Chöùng thöïc"));
    let cells: Vec<CellKey> = ["a", "b"].map(|row| (row.into(), ColumnNumber(2))).into();
    let texts = found(&book, &cells);
    let news: Vec<&str> = texts.iter().map(|text| text.new.as_str()).collect();
    assert_eq!(news, ["Hộ tịch", "Chứng thực"]);
    assert_eq!(shown(&book)[0], "1|Hé tÞch|3|1|2", "nothing is converted unasked");

    // One of them was typed over meanwhile.
    set(&mut book, 1, 1, Value::from("Khác"));
    let cells = converted(&book, &texts);
    book.set(&cells, at(0, 1));
    assert_eq!(shown(&book)[..2], ["1|Hộ tịch|3|1|2", "2|Khác|10|10|"]);
    book.undo().unwrap();
    assert_eq!(shown(&book)[0], "1|Hé tÞch|3|1|2");
}

#[test]
fn other_cells_are_left_alone() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 1, Value::from("Hộ tịch"));
    set(&mut book, 0, 3, Value::from("Hé tÞch"));
    let cells: Vec<CellKey> = [2, 4, 99].map(|column| ("a".into(), ColumnNumber(column))).into();
    assert_eq!(found(&book, &cells), [], "Unicode, and a text in a number cell");
}
