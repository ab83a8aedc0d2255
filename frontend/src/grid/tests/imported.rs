//! An import is one step to undo.

use contract::WireValue;

use super::super::book::Book;
use super::{at, data, free, row, set, shown, two_rows};

#[test]
fn what_an_import_changed_is_taken_back_as_one_step() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 4, 5);
    let before = shown(&book);
    let mut renamed = row("b", &[("4", "11"), ("5", "1")]);
    renamed.label = "Dòng mới".into();
    let rows = vec![row("a", &[("4", "1"), ("5", "2")]), renamed, row("c", &[("4", "9")]), row("T", &[])];
    book.reload_as_step(&data(8, rows), at(0, 3));
    let after = shown(&book);
    assert_eq!(after, ["1|Dòng a|6|1|5", "2|Dòng mới|12|11|1", "3|Dòng c|9|9|", "|TỔNG CỘNG|27|21|6"]);

    book.undo().unwrap();
    assert_eq!(shown(&book), before, "what was typed before the import stays");
    let pending = book.pending();
    assert_eq!(pending.remove_rows, ["c"], "the server is told");
    let set = |row: &str, column: &str| {
        let found = pending.changes.iter().find(|change| change.row == row && change.column == column);
        found.map(|change| change.value.clone())
    };
    assert_eq!(set("b", "4"), Some(Some(WireValue::Text("10".into()))));
    assert_eq!(set("b", "5"), Some(None));

    book.redo().unwrap();
    assert_eq!(shown(&book), after);
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!(shown(&book)[0], "1|Dòng a|3|1|2", "the step before it is still there");
}

#[test]
fn an_import_without_news_is_no_step() {
    let mut book = Book::open(free(), &two_rows());
    book.reload_as_step(&two_rows(), at(0, 0));
    assert!(book.undo().is_none());
}
