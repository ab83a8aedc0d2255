//! Cells in conflict: what is held back, what was decided, and what became another question meanwhile.

use contract::problem::Clash;

use super::*;
use crate::grid::book::Older;

/// Base and cells of the next save, `-` before rows that it removes.
fn next(book: &mut Book) -> Option<(i64, Vec<String>)> {
    let request = book.begin_part(9)?;
    let removed = request.remove_rows.into_iter().map(|row| format!("-{row}"));
    let cells = request.changes.into_iter().map(|change| format!("{}[{}]", change.row, change.column));
    Some((request.base_revision, removed.chain(cells).collect()))
}

fn wire(value: &str) -> Option<WireValue> {
    (!value.is_empty()).then(|| WireValue::Text(value.to_owned()))
}

fn clash(row: &str, column: u16, theirs: &str, yours: &str, removed: Option<&str>) -> Clash {
    Clash {
        row: row.to_owned(),
        label: String::new(),
        column: column.to_string(),
        theirs: wire(theirs),
        yours: wire(yours),
        row_removed: removed.map(str::to_owned),
        by: "Bình".to_owned(),
        at: Default::default(),
    }
}

fn figures(revision: i64, a: &[(&str, &str)], b: &[(&str, &str)]) -> ReportData {
    data(revision, vec![row("a", a), row("b", b), row("T", &[])])
}

fn hold(book: &mut Book, clash: &Clash) {
    book.save_failed();
    book.hold(&crate::grid::book::cell_of(clash), clash.row_removed.is_some());
}

/// Mine is 12 and theirs is 70 in b[4], which is held; another save was merged and read at revision 9.
fn held() -> (Book, Clash) {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 12);
    book.begin_save().unwrap();
    let clash = clash("b", 4, "70", "12", None);
    hold(&mut book, &clash);
    set(&mut book, 0, 3, 5);
    assert_eq!(next(&mut book), Some((7, vec!["a[4]".to_owned()])));
    book.acknowledge(&SaveReceipt { merged: true, ..receipt(9) });
    book.reload(&figures(9, &[("4", "5"), ("5", "2")], &[("4", "70")]));
    (book, clash)
}

fn read(book: &mut Book, revision: i64, theirs: &str) {
    book.reload(&figures(revision, &[("4", "5"), ("5", "2")], &[("4", theirs)]));
}

#[test]
fn a_row_is_not_removed_while_one_of_its_cells_waits() {
    let (mut book, clash) = held();
    book.remove_rows(&["b".into()], at(1, 3));
    assert!(next(&mut book).is_none() && book.is_dirty(), "their figure would be gone");
    let open = book.review(std::slice::from_ref(&clash));
    assert_eq!((open[0].yours.clone(), open[0].row_removed.as_deref()), (None, Some("yours")), "as it is asked now");
    read(&mut book, 9, "70");
    assert!(book.decide(&[(open[0].clone(), true)], at(0, 0)).open.is_empty());
    assert_eq!(next(&mut book), Some((9, vec!["-b".to_owned()])), "both were seen");
    // The other person's figure brings the row back.
    let (mut book, clash) = held();
    book.remove_rows(&["b".into()], at(1, 3));
    read(&mut book, 9, "70");
    book.decide(&[(clash, false)], at(0, 0));
    assert_eq!((shown(&book)[1].as_str(), book.is_dirty()), ("2|Dòng b|70|70|", false));
}

#[test]
fn nothing_is_decided_by_a_value_that_was_not_shown() {
    for keep in [true, false] {
        let (mut book, clash) = held();
        read(&mut book, 10, "75");
        assert!(book.decide(&[(clash, keep)], at(1, 3)).open.is_empty());
        assert_eq!(shown(&book)[1], "2|Dòng b|12|12|", "neither is taken");
        assert_eq!(next(&mut book), Some((7, vec!["b[4]".to_owned()])), "the server tells whose it is");
    }
}

#[test]
fn a_row_that_they_removed_meanwhile_is_asked_about_as_such() {
    let (mut book, clash) = held();
    book.reload(&data(10, vec![row("a", &[("4", "5"), ("5", "2")]), row("T", &[])]));
    let open = book.decide(&[(clash, true)], at(1, 3)).open;
    assert_eq!((open.len(), open[0].row_removed.as_deref(), open[0].by.as_str()), (1, Some("theirs"), ""));
    assert!(next(&mut book).is_none() && book.is_dirty(), "not put back before it was decided");
    assert!(book.decide(&[(open[0].clone(), false)], at(0, 0)).open.is_empty());
    assert_eq!((shown(&book).len(), book.is_dirty()), (2, false));
}

#[test]
fn what_differs_no_more_is_no_question() {
    let (mut book, clash) = held();
    set(&mut book, 1, 3, 13);
    let open = book.review(std::slice::from_ref(&clash));
    assert_eq!((open.len(), &open[0].yours), (1, &wire("13")), "what stands here is told");
    set(&mut book, 1, 3, 70);
    assert!(book.review(&open).is_empty() && !book.holds_back() && !book.is_dirty());
    // They took theirs back, or typed mine as well.
    let (mut book, clash) = held();
    read(&mut book, 10, "12");
    assert!(book.decide(&[(clash, false)], at(1, 3)).open.is_empty());
    assert!(!book.holds_back() && !book.is_dirty());
    // Undone before the other value was read.
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 12);
    book.begin_save().unwrap();
    let clash = self::clash("b", 4, "70", "12", None);
    hold(&mut book, &clash);
    book.undo().unwrap();
    assert!(book.review(&[clash]).is_empty() && !book.holds_back());
}

#[test]
fn many_are_settled_as_one_step() {
    let mut book = Book::open(free(), &two_rows());
    for (place, figure) in [((0, 3), 5), ((0, 4), 6), ((1, 3), 7), ((1, 4), 8)] {
        set(&mut book, place.0, place.1, figure);
    }
    let theirs = || figures(9, &[("4", "50"), ("5", "60")], &[("4", "70"), ("5", "80")]);
    let cells = [("a", 4, "50", "5"), ("a", 5, "60", "6"), ("b", 4, "70", "7"), ("b", 5, "80", "8")];
    let clashes = cells.map(|(row, column, theirs, yours)| clash(row, column, theirs, yours, None));
    book.begin_save().unwrap();
    clashes.iter().for_each(|clash| hold(&mut book, clash));
    book.reload(&theirs());
    let decided: Vec<_> = clashes.into_iter().zip([true, false, false, false]).collect();
    book.decide(&decided, at(0, 0));
    assert_eq!(shown(&book)[..2], ["1|Dòng a|65|5|60", "2|Dòng b|150|70|80"]);
    assert_eq!(next(&mut book), Some((9, vec!["a[4]".to_owned()])));
    book.undo().unwrap();
    assert_eq!(shown(&book)[..2], ["1|Dòng a|11|5|6", "2|Dòng b|15|7|8"], "all three at once");
}

/// The tab is closed with an open clash, and the report opened again.
#[test]
fn own_saves_beside_an_open_clash_are_nobody_elses() {
    let (mut book, clash) = held();
    set(&mut book, 0, 3, 6);
    assert_eq!(next(&mut book), Some((9, vec!["a[4]".to_owned()])));
    book.acknowledge(&receipt(10));
    set(&mut book, 0, 3, 8);
    let kept = serde_json::from_str(&serde_json::to_string(&book.unsent()).unwrap()).unwrap();
    let now = figures(10, &[("4", "6"), ("5", "2")], &[("4", "70")]);
    let mut again = Book::open(free(), &now);
    again.restore(&kept);
    assert_eq!(next(&mut again), Some((7, vec!["b[4]".to_owned()])), "they are asked about again");
    hold(&mut again, &clash);
    assert_eq!(next(&mut again), Some((10, vec!["a[4]".to_owned()])), "not on a base before their own save");
    // A draft of before told one revision for everything.
    let mut old: crate::grid::Edits = kept;
    assert_eq!(old.older, [Older { row: "b".into(), column: Some("4".into()), base: 7 }]);
    (old.older, old.request.base_revision) = (Vec::new(), 7);
    let mut again = Book::open(free(), &now);
    again.restore(&old);
    assert_eq!(next(&mut again), Some((7, vec!["a[4]".to_owned(), "b[4]".to_owned()])));
}
