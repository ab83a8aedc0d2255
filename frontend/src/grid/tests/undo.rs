//! Taking steps back beside what others have entered since (convention 83).

use contract::data::DataRow;
use domain::template::ColumnNumber;

use super::super::book::{Book, Kept};
use super::{at, data, free, new_row, receipt, row, set, shown, two_rows};

#[test]
fn undo_keeps_a_row_that_somebody_else_filled() {
    let mut book = Book::open(free(), &two_rows());
    book.insert_rows(2, vec![new_row("n", "Môi trường")], at(0, 0));
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    let theirs = DataRow { label: "Môi trường".into(), ..row("n", &[("5", "8")]) };
    book.reload(&data(9, vec![row("a", &[]), row("b", &[]), theirs, row("T", &[])]));
    book.undo().unwrap();
    assert_eq!(shown(&book)[2], "3|Môi trường|8||8");
    assert_eq!((book.kept(), book.is_dirty(), book.history().can_redo()), (Kept { cells: 0, rows: 1 }, false, false));
    // Their figure is gone again: mine is the row, and goes.
    let mut book = Book::open(free(), &two_rows());
    book.insert_rows(2, vec![new_row("n", "Môi trường")], at(0, 0));
    set(&mut book, 2, 3, 4);
    book.undo().unwrap();
    book.undo().unwrap();
    assert_eq!((shown(&book).len(), book.kept()), (3, Kept::default()));
}

#[test]
fn undo_tells_of_the_cell_that_it_leaves() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    book.reload(&data(9, vec![row("a", &[("4", "77"), ("5", "2")]), row("b", &[("4", "10")]), row("T", &[])]));
    book.undo().unwrap();
    assert_eq!((book.kept(), book.history().can_redo()), (Kept { cells: 1, rows: 0 }, false));
    set(&mut book, 1, 3, 11);
    book.undo().unwrap();
    assert_eq!(book.kept(), Kept::default());
}

#[test]
fn undo_after_a_clash_in_which_mine_was_kept_gives_theirs_back() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 7);
    set(&mut book, 0, 3, 71);
    book.reload(&data(9, vec![row("a", &[("4", "70"), ("5", "2")]), row("b", &[("4", "10")]), row("T", &[])]));
    book.resolve_clash(&("a".into(), ColumnNumber(4)), true, at(0, 3));
    book.begin_save().unwrap();
    book.acknowledge(&receipt(10));
    book.undo().unwrap();
    assert_eq!(shown(&book)[0], "1|Dòng a|72|70|2");
    book.undo().unwrap();
    assert_eq!(shown(&book)[0], "1|Dòng a|72|70|2", "what stood there before both is not written over theirs");
}

#[test]
fn undo_after_a_clash_in_which_theirs_was_taken_stops_at_theirs() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 7);
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    set(&mut book, 0, 3, 60);
    book.reload(&data(9, vec![row("a", &[("4", "50"), ("5", "2")]), row("b", &[("4", "10")]), row("T", &[])]));
    book.resolve_clash(&("a".into(), ColumnNumber(4)), false, at(0, 3));
    assert_eq!(shown(&book)[0], "1|Dòng a|52|50|2");
    for (undone, why) in [("1|Dòng a|62|60|2", "the decision"), ("1|Dòng a|52|50|2", "what was typed")] {
        book.undo().unwrap();
        assert_eq!(shown(&book)[0], undone, "{why}");
    }
    book.undo();
    assert_eq!(shown(&book)[0], "1|Dòng a|52|50|2", "what stood there before both is not written over theirs");
}

#[test]
fn undo_never_takes_back_what_somebody_else_did() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.begin_save().unwrap();
    book.acknowledge(&receipt(8));
    book.reload(&data(9, vec![row("a", &[("4", "77"), ("5", "2")]), row("b", &[("4", "10")]), row("T", &[])]));
    book.undo();
    assert_eq!(shown(&book)[0], "1|Dòng a|79|77|2");
    assert!(!book.is_dirty());
}
