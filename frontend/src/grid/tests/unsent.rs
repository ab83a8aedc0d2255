//! What is kept on the device and put back: nothing lost, nothing doubled.

use super::*;
use crate::grid::Edits;

/// As it comes back from the device.
fn kept(book: &Book) -> Edits {
    serde_json::from_str(&serde_json::to_string(&book.unsent()).unwrap()).unwrap()
}

#[test]
fn what_was_not_acknowledged_comes_back_as_it_was() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    set(&mut book, 0, 1, "Tên mới");
    book.insert_rows(1, vec![new_row("n", "Mới")], at(0, 0));
    set(&mut book, 1, 4, 8);
    book.remove_rows(&["b".into()], at(2, 0));
    let (edits, wanted) = (kept(&book), shown(&book));
    let mut again = Book::open(free(), &two_rows());
    again.restore(&edits);
    assert_eq!(shown(&again), wanted);
    assert_eq!(pending(&again), pending(&book));
    assert_eq!(edits.count(), 4, "two cells, the new row's cell, the removed row");
    again.restore(&edits);
    assert_eq!(pending(&again), pending(&book), "twice is once");
}

#[test]
fn a_save_under_way_is_not_acknowledged_yet() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.begin_save().unwrap();
    set(&mut book, 1, 3, 6);
    assert_eq!(book.unsent().count(), 2);
    book.acknowledge(&receipt(8));
    assert_eq!((book.unsent().count(), book.unsent().request.base_revision), (1, 8));
}

#[test]
fn it_is_sent_as_made_on_the_old_revision() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    let edits = kept(&book);
    let mut newer = two_rows();
    newer.revision = 9;
    let mut again = Book::open(free(), &newer);
    again.restore(&edits);
    assert_eq!(again.begin_save().unwrap().base_revision, 7, "the server finds what others changed since");
    newer.rows[0].cells.insert("4".into(), WireValue::Text("5".into()));
    let mut there = Book::open(free(), &newer);
    there.restore(&edits);
    assert!(!there.is_dirty(), "the server had it, only its answer was lost");
    set(&mut there, 1, 3, 1);
    assert_eq!(there.begin_save().unwrap().base_revision, 9);
}

#[test]
fn a_row_that_others_removed_comes_back_with_what_was_typed() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 1, 4, 8);
    let mut again = Book::open(free(), &data(8, vec![row("a", &[("4", "1")]), row("T", &[])]));
    again.restore(&kept(&book));
    assert_eq!(shown(&again)[1], "2|Dòng b|8||8");
    assert_eq!(pending(&again), ["+b Dòng b after a", "b[5]=8"]);
    let mut book = Book::open(catalogue(), &two_rows());
    set(&mut book, 1, 4, 8);
    let mut again = Book::open(catalogue(), &data(8, vec![row("a", &[("4", "1")]), row("T", &[])]));
    again.restore(&kept(&book));
    assert_eq!(pending(&again), ["+b b after a", "b[5]=8"], "by its item");
}

#[test]
fn what_was_acknowledged_after_reading_is_there_and_clean() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 5);
    book.insert_rows(2, vec![new_row("n", "Mới")], at(0, 0));
    let request = book.begin_save().unwrap();
    let saved = book.named(request);
    let mut again = Book::open(free(), &two_rows());
    again.restore_saved(&saved, Some(8));
    assert_eq!(shown(&again), shown(&book));
    assert!(!again.is_dirty());
    set(&mut again, 0, 3, 6);
    assert_eq!(pending(&again), ["a[4]=6"]);
    assert_eq!(again.begin_save().unwrap().base_revision, 8);
}

/// A free table of so many rows with one figure each, added here.
fn grown(count: usize) -> Book {
    let mut book = Book::open(free(), &data(7, vec![row("T", &[])]));
    let rows = (0..count).map(|ix| new_row(&format!("n{ix:03}"), &format!("Dòng {ix}"))).collect();
    book.insert_rows(0, rows, at(0, 0));
    for ix in 0..count {
        set(&mut book, ix, 4, i64::try_from(ix).unwrap());
    }
    book
}

#[test]
fn much_is_sent_part_by_part_from_the_top() {
    let mut book = grown(7);
    let (mut sizes, mut anchors) = (Vec::new(), Vec::new());
    while let Some(request) = book.begin_part(3) {
        sizes.push((request.add_rows.len(), request.changes.len()));
        anchors.push(request.add_rows[0].after.clone().unwrap());
        assert_eq!(book.has_more(), sizes.len() < 3);
        let count = book.unsent().count();
        book.acknowledge(&receipt(7 + i64::try_from(sizes.len()).unwrap()));
        assert!(book.unsent().count() < count, "what was sent is not kept any longer");
    }
    assert_eq!(sizes, [(3, 3), (3, 3), (1, 1)]);
    assert_eq!(anchors, ["", "n002", "n005"], "each behind what the server has by then");
    assert!(!book.is_dirty());
}

#[test]
fn cells_of_known_rows_are_sent_part_by_part_too() {
    let mut book = Book::open(free(), &two_rows());
    for (place, figure) in [((0, 3), 5), ((0, 4), 6), ((1, 3), 7), ((1, 4), 8)] {
        set(&mut book, place.0, place.1, figure);
    }
    assert_eq!(book.begin_part(3).unwrap().changes.len(), 3);
    assert!(book.has_more() && book.begin_part(3).is_none(), "one at a time");
    book.acknowledge(&receipt(8));
    assert_eq!(book.begin_part(3).unwrap().changes.len(), 1);
    assert!(!book.has_more());
}

#[test]
fn what_is_kept_anew_is_what_changed() {
    let mut book = grown(3);
    assert!(book.take_stirred().all, "rows came");
    assert!(book.take_stirred().is_empty());
    set(&mut book, 1, 4, 99);
    let stirred = book.take_stirred();
    assert_eq!((stirred.all, stirred.rows.iter().map(RowKey::as_str).collect::<Vec<_>>()), (false, vec!["n001"]));
    book.begin_save().unwrap();
    assert!(book.take_stirred().is_empty(), "what is under way is kept as long as it is not acknowledged");
    book.acknowledge(&receipt(8));
    assert_eq!(book.take_stirred().rows.len(), 3);
    assert_eq!(book.unsent().count(), 0);
}
