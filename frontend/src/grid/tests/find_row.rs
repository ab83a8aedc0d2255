//! Going to a row.

use super::super::book::Book;
use super::super::find_row::by_number_or_code;
use super::{free, two_rows};

#[test]
fn rows_are_found_by_code_number_and_place() {
    let book = Book::open(free(), &two_rows());
    let sheet = book.figures().sheet();
    for (text, row) in
        [("B", Some(1)), ("t", Some(2)), (" 2 ", Some(1)), ("3", Some(2)), ("4", None), ("0", None), ("", None)]
    {
        assert_eq!(by_number_or_code(sheet, text), row, "{text}");
    }
}
