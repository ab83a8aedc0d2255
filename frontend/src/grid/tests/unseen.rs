//! What is done over figures of others that nobody here has seen: nothing of theirs is overwritten in silence, and nothing
//! of one's own is taken for somebody else's.

use super::*;
use crate::grid::Edits;
use crate::grid::book::Older;
use contract::data::SaveRequest;

fn merged(revision: i64) -> SaveReceipt {
    SaveReceipt { merged: true, ..receipt(revision) }
}

fn cell(row: &str, column: u16) -> (RowKey, ColumnNumber) {
    (row.into(), ColumnNumber(column))
}

fn older(row: &str, column: u16) -> Older {
    Older { row: row.to_owned(), column: Some(column.to_string()), base: 7 }
}

/// Base and cells of the next save, `-` before rows that it removes.
fn next(book: &mut Book, limit: usize) -> (i64, Vec<String>) {
    let SaveRequest { base_revision, changes, remove_rows, .. } = book.begin_part(limit).unwrap();
    let removed = remove_rows.into_iter().map(|row| format!("-{row}"));
    let cells = changes.into_iter().map(|change| format!("{}[{}]", change.row, change.column));
    (base_revision, removed.chain(cells).collect())
}

fn of(a: &[(&str, &str)], b: &[(&str, &str)]) -> Vec<DataRow> {
    vec![row("a", a), row("b", b), row("T", &[])]
}

/// Somebody else's figure came in under one that was typed meanwhile: the server is asked on the base that knew neither.
#[test]
fn what_was_typed_over_unseen_goes_out_on_the_base_that_was_seen() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 11);
    let base = book.begin_save().unwrap().base_revision;
    set(&mut book, 0, 3, 5);
    book.acknowledge(&SaveReceipt { merged: true, ..receipt(9) });
    let b = || row("b", &[("4", "11")]);
    book.reload(&data(9, vec![row("a", &[("4", "77"), ("5", "2")]), b(), row("T", &[])]));
    assert_eq!(pending(&book), ["a[4]=5"]);
    assert_eq!(book.begin_save().unwrap().base_revision, base, "so that the server finds the clash");
    book.save_failed();
    book.reload(&data(9, vec![row("a", &[("4", "77"), ("5", "2")]), b(), row("T", &[])]));
    book.resolve_clash(&("a".into(), ColumnNumber(4)), true, at(0, 3));
    assert_eq!(book.begin_save().unwrap().base_revision, 9, "both values were seen");

    // Others' figures elsewhere are no clash.
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 11);
    book.begin_save().unwrap();
    set(&mut book, 0, 3, 5);
    book.acknowledge(&SaveReceipt { merged: true, ..receipt(9) });
    book.reload(&data(9, vec![row("a", &[("4", "1"), ("5", "66")]), b(), row("T", &[])]));
    assert_eq!(book.begin_save().unwrap().base_revision, 9);
}

#[test]
fn reading_twice_is_not_seeing() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    for revision in [8, 9] {
        book.reload(&data(revision, of(&[("4", "77"), ("5", "2")], &[("4", "10")])));
        assert_eq!(pending(&book), ["a[4]=5"]);
    }
    assert_eq!(next(&mut book, 9), (7, vec!["a[4]".to_owned()]));
}

/// The save was answered, and what others had saved is still being read.
#[test]
fn typing_before_others_figures_were_read_keeps_the_base() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 11);
    book.begin_save().unwrap();
    book.acknowledge(&merged(9));
    assert!(book.is_behind());
    set(&mut book, 0, 3, 5);
    book.reload(&data(9, of(&[("4", "77"), ("5", "2")], &[("4", "11")])));
    assert!(!book.is_behind());
    assert_eq!(next(&mut book, 9), (7, vec!["a[4]".to_owned()]));
}

#[test]
fn the_next_part_keeps_the_base_for_what_others_changed_and_for_nothing_else() {
    let mut book = Book::open(free(), &two_rows());
    for (place, figure) in [((0, 3), 5), ((0, 4), 6), ((1, 3), 7), ((1, 4), 8)] {
        set(&mut book, place.0, place.1, figure);
    }
    assert_eq!(next(&mut book, 3).1, ["a[4]", "a[5]", "b[4]"]);
    // Over one's own figure that is under way.
    set(&mut book, 0, 3, 55);
    book.acknowledge(&merged(9));
    book.reload(&data(9, of(&[("4", "5"), ("5", "6")], &[("4", "7"), ("5", "66")])));
    assert_eq!(next(&mut book, 3), (7, vec!["b[5]".to_owned()]), "their figure was not seen");
    book.save_failed();
    book.reload(&data(9, of(&[("4", "5"), ("5", "6")], &[("4", "7"), ("5", "66")])));
    book.resolve_clash(&cell("b", 5), true, at(0, 0));
    assert_eq!(next(&mut book, 3), (9, vec!["a[4]".to_owned(), "b[5]".to_owned()]));
}

#[test]
fn many_clashes_are_asked_part_by_part() {
    let mut book = Book::open(free(), &two_rows());
    for (place, figure) in [((0, 3), 5), ((0, 4), 6), ((1, 3), 7)] {
        set(&mut book, place.0, place.1, figure);
    }
    let theirs = || data(9, of(&[("4", "70"), ("5", "71")], &[("4", "72")]));
    book.reload(&theirs());
    assert_eq!(next(&mut book, 2), (7, vec!["a[4]".to_owned(), "a[5]".to_owned()]));
    book.save_failed();
    book.reload(&theirs());
    book.resolve_clash(&cell("a", 4), true, at(0, 0));
    book.resolve_clash(&cell("a", 5), false, at(0, 0));
    assert_eq!(next(&mut book, 2), (7, vec!["b[4]".to_owned()]), "nobody was asked about this one yet");
    book.save_failed();
    book.reload(&theirs());
    book.resolve_clash(&cell("b", 4), false, at(0, 0));
    assert_eq!(next(&mut book, 2), (9, vec!["a[4]".to_owned()]));
}

#[test]
fn a_row_that_was_removed_unseen_is_asked_about_too() {
    for (theirs, expected) in [("77", (7, vec!["-a".to_owned()])), ("1", (9, vec!["-a".to_owned()]))] {
        let mut book = Book::open(free(), &two_rows());
        set(&mut book, 1, 3, 11);
        book.begin_save().unwrap();
        book.remove_rows(&["a".into()], at(0, 0));
        book.acknowledge(&merged(9));
        book.reload(&data(9, of(&[("4", theirs), ("5", "2")], &[("4", "11")])));
        assert_eq!(next(&mut book, 9), expected);
    }
    // What one saved in it oneself is known.
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    set(&mut book, 0, 1, "Tên mới");
    book.begin_save().unwrap();
    set(&mut book, 0, 4, 6);
    book.remove_rows(&["a".into()], at(0, 0));
    book.acknowledge(&merged(9));
    let named = DataRow { label: "Tên mới".to_owned(), ..row("a", &[("4", "5"), ("5", "2")]) };
    book.reload(&data(9, vec![named, row("b", &[("4", "10")]), row("T", &[])]));
    assert_eq!(next(&mut book, 9), (9, vec!["-a".to_owned()]));
}

/// Figures of revision 7 with a save that got no answer (a) and typing after it (b); another person's in b came before both
/// were opened again.
fn after_a_lost_save() -> (Edits, SaveRequest) {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    let sent = book.begin_save().unwrap();
    set(&mut book, 1, 3, 6);
    (book.unsent(), sent)
}

#[test]
fn a_draft_with_a_lost_save_goes_out_on_the_base_that_it_was_made_on() {
    let (edits, sent) = after_a_lost_save();
    // It had been stored at once, before the other person's; or it is stored now only.
    for (here, answer, base) in [("5", receipt(8), 8), ("1", merged(10), 7)] {
        let mut book = Book::open(free(), &data(9, of(&[("4", here), ("5", "2")], &[("4", "66")])));
        book.restore(&edits);
        book.acknowledge_sent(&sent, &answer);
        if book.is_behind() {
            book.reload(&data(10, of(&[("4", "5"), ("5", "2")], &[("4", "66")])));
        }
        assert_eq!(next(&mut book, 9), (base, vec!["b[4]".to_owned()]), "the server finds the other person's figure");
    }
}

#[test]
fn a_draft_stays_on_its_base_when_something_else_was_merged() {
    let (edits, _) = after_a_lost_save();
    let theirs = |revision| data(revision, of(&[("4", "55"), ("5", "2")], &[("4", "66")]));
    let mut book = Book::open(free(), &theirs(9));
    book.restore(&edits);
    book.reload(&theirs(10));
    set(&mut book, 1, 4, 9);
    assert_eq!(next(&mut book, 9), (7, vec!["a[4]".to_owned(), "b[4]".to_owned()]));
    book.acknowledge(&merged(11));
    assert!(book.is_behind(), "reading comes first");
    book.reload(&data(11, of(&[("4", "5"), ("5", "2")], &[("4", "6")])));
    assert_eq!(next(&mut book, 9), (11, vec!["b[5]".to_owned()]));
}

#[test]
fn figures_kept_on_the_device_are_read_anew_before_saving_where_others_saved_in_between() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 11);
    let request = book.begin_save().unwrap();
    let saved = book.named(request);
    let mut again = Book::open(free(), &two_rows());
    again.restore_saved(&saved, None);
    assert!(again.is_behind());
    set(&mut again, 0, 3, 5);
    again.reload(&data(9, of(&[("4", "77"), ("5", "2")], &[("4", "11")])));
    assert_eq!(next(&mut again, 9), (7, vec!["a[4]".to_owned()]));
}

#[test]
fn what_is_taken_back_here_is_nothing_to_ask_about() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.reload(&data(9, of(&[("4", "77"), ("5", "2")], &[("4", "10")])));
    set(&mut book, 0, 3, 77);
    set(&mut book, 1, 3, 12);
    assert_eq!(next(&mut book, 9), (9, vec!["b[4]".to_owned()]));
}

/// A clash in one cell holds that cell back and nothing else (convention 138).
#[test]
fn the_rest_is_saved_while_a_clash_waits() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 71);
    assert_eq!(next(&mut book, 9), (7, vec!["a[4]".to_owned()]));
    book.save_failed();
    assert!(book.hold(&cell("a", 4), false) && !book.hold(&cell("a", 4), false));
    assert!(book.begin_part(9).is_none() && book.is_dirty(), "nobody has decided");
    set(&mut book, 1, 4, 8);
    assert_eq!(next(&mut book, 9), (7, vec!["b[5]".to_owned()]));
    assert!(!book.has_more(), "nothing that could be sent");
    book.acknowledge(&merged(9));
    assert_eq!(book.unsent().older, [older("a", 4)], "the draft is asked about again after a crash");
    book.reload(&data(9, of(&[("4", "70"), ("5", "2")], &[("4", "10"), ("5", "8")])));
    assert_eq!((pending(&book), shown(&book)[0].as_str()), (vec!["a[4]=71".to_owned()], "1|Dòng a|73|71|2"));
    set(&mut book, 1, 4, 9);
    assert_eq!(next(&mut book, 9), (9, vec!["b[5]".to_owned()]), "on the base that was seen by now");
    book.acknowledge(&receipt(10));
    let unsent = book.unsent();
    assert_eq!((unsent.request.base_revision, unsent.older), (10, vec![older("a", 4)]));
    book.reload(&data(10, of(&[("4", "70"), ("5", "2")], &[("4", "10"), ("5", "9")])));
    book.resolve_clash(&cell("a", 4), true, at(0, 3));
    assert!(!book.holds_back());
    assert_eq!(next(&mut book, 9), (10, vec!["a[4]".to_owned()]));
}

#[test]
fn a_row_in_a_clash_is_held_back_whole() {
    // They removed the row that I filled.
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 3, 12);
    assert_eq!(next(&mut book, 9), (7, vec!["b[4]".to_owned()]));
    book.save_failed();
    book.hold(&cell("b", 4), true);
    set(&mut book, 0, 3, 5);
    assert_eq!(next(&mut book, 9), (7, vec!["a[4]".to_owned()]));
    book.acknowledge(&merged(9));
    book.reload(&data(9, vec![row("a", &[("4", "5"), ("5", "2")]), row("T", &[])]));
    assert!(book.begin_part(9).is_none() && book.is_dirty());
    book.resolve_clash(&cell("b", 4), true, at(1, 3));
    let request = book.begin_part(9).unwrap();
    assert_eq!((request.base_revision, request.add_rows.len()), (9, 1));
    // I removed the row that they filled.
    let mut book = Book::open(free(), &two_rows());
    book.remove_rows(&["a".into()], at(0, 3));
    assert_eq!(next(&mut book, 9), (7, vec!["-a".to_owned()]));
    book.save_failed();
    book.hold(&cell("a", 4), true);
    assert!(book.begin_part(9).is_none() && book.is_dirty());
    set(&mut book, 0, 3, 11);
    assert_eq!(next(&mut book, 9), (7, vec!["b[4]".to_owned()]));
}
