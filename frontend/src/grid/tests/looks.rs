//! Folding, sorting, filtering and moving rows over a real sheet.

use std::collections::BTreeMap;

use domain::template::Severity;

use super::super::filter::{Filter, wants};
use super::super::find;
use super::super::sources::Sources;
use super::*;

/// Names of the rows that are shown.
fn names(book: &Book) -> String {
    let figures = book.figures();
    (0..figures.row_count()).map(|row| figures.row(row).key.to_string()).collect::<Vec<_>>().join(" ")
}

fn nested() -> Book {
    let line = |code: &str, role: &str, parent: &str| {
        let parent = if parent.is_empty() { String::new() } else { format!(r#","parent":"{parent}""#) };
        format!(r#"{{"code":"{code}","label":"Dòng {code}","role":"{role}"{parent}}}"#)
    };
    let rows = [
        line("I", "subtotal", ""),
        line("I.1", "subtotal", "I"),
        line("I.1a", "data", "I.1"),
        line("I.2", "data", "I"),
        line("II", "data", ""),
        TOTAL.to_owned(),
    ];
    let form = form(r#"{"name":"fixed"}"#, &rows.join(","));
    let cells: [(&str, &str); 1] = [("4", "2")];
    Book::open(form, &data(1, vec![row("I.1a", &cells), row("I.2", &cells), row("II", &cells), row("T", &[])]))
}

#[test]
fn folded_groups_keep_their_sums() {
    let mut book = nested();
    assert!(book.is_group(0) && book.is_group(1) && !book.is_group(2) && !book.is_group(4));
    book.fold(1, true);
    assert_eq!(names(&book), "I I.1 I.2 II T");
    book.fold(0, true);
    assert_eq!(names(&book), "I II T");
    assert_eq!(shown(&book)[0], "|Dòng I|4|4|");
    // A figure that is folded away still counts when it comes back by undo, and is shown again.
    book.fold(0, false);
    book.fold(1, false);
    set(&mut book, 2, 3, 5);
    book.fold(0, true);
    let (_, selection) = book.undo().unwrap();
    assert_eq!(names(&book), "I I.1 I.1a I.2 II T");
    assert_eq!(selection.active(), Place::new(2, 3));
}

#[test]
fn a_filter_looks_into_folded_groups() {
    let mut book = nested();
    book.fold(0, true);
    let key = |figures: &crate::grid::figures::Figures, row: usize| figures.row(row).key.to_string();
    book.filter(Some(&|figures, row| key(figures, row) == "I.1a"));
    assert_eq!(names(&book), "I I.1 I.1a T");
    book.show_all();
    assert_eq!(names(&book), "I I.1 I.1a I.2 II T");
}

#[test]
fn sorting_changes_the_view_only() {
    let rows =
        vec![row("a", &[("4", "2")]), row("b", &[]), row("c", &[("4", "10")]), row("d", &[("4", "2")]), row("T", &[])];
    let mut book = Book::open(free(), &data(7, rows));
    book.sort(Some((3, false)));
    assert_eq!(names(&book), "a d c b T", "blanks stand last");
    book.sort(Some((3, true)));
    assert_eq!(names(&book), "c a d b T");
    set(&mut book, 0, 3, 1);
    assert_eq!(names(&book), "c a d b T", "nothing jumps while typing");
    assert_eq!(pending(&book), ["c[4]=1"]);
    book.sort(None);
    assert_eq!(names(&book), "a b c d T");
    assert!(book.movable(at(0, 0)).len() == 1);
    book.sort(Some((3, false)));
    assert!(book.movable(at(0, 0)).is_empty(), "a sorted view has no places to move to");
}

#[test]
fn rows_removed_in_a_sorted_view_come_back_where_they_stood() {
    let rows = ["a", "b", "c", "d"].into_iter().zip(["4", "3", "2", "1"]);
    let rows = rows.map(|(key, figure)| row(key, &[("4", figure)])).chain([row("T", &[])]);
    let mut book = Book::open(free(), &data(7, rows.collect()));
    book.sort(Some((3, false)));
    assert_eq!(names(&book), "d c b a T");
    let both = at(1, 0).to(Place::new(2, 0));
    let keys = book.removable(both);
    book.remove_rows(&keys, both);
    assert_eq!(names(&book), "d a T");
    book.undo().unwrap();
    book.sort(None);
    assert_eq!(names(&book), "a b c d T");
}

#[test]
fn filters_leave_out_rows_but_neither_totals_nor_new_ones() {
    let mut book = Book::open(free(), &two_rows());
    let none = |_: Place| None::<Severity>;
    let filter = Filter::Text("dòng B".to_owned());
    book.filter(Some(&|figures, row| wants(figures, row, &filter, &none)));
    assert_eq!(names(&book), "b T");
    assert_eq!(shown(&book)[1], "|TỔNG CỘNG|13|11|2", "totals count what is not shown");
    book.insert_rows(1, vec![ContentRow::new("n")], at(0, 0));
    assert_eq!(names(&book), "n b T", "a new row is shown");
    let missing = Filter::Missing;
    book.filter(Some(&|figures, row| wants(figures, row, &missing, &none)));
    assert_eq!(names(&book), "n T", "its name is required");
    let wrong = |place: Place| (place == Place::new(0, 3)).then_some(Severity::Error);
    book.filter(Some(&|figures, row| wants(figures, row, &Filter::Errors, &wrong)));
    assert_eq!(names(&book), "a T");
    book.filter(None);
    assert_eq!(names(&book), "a n b T");
}

#[test]
fn changed_figures_are_those_of_the_previous_period() {
    let mut old = two_rows();
    let cell = |value: &str| BTreeMap::from([("4".to_owned(), WireValue::Text(value.to_owned()))]);
    old.references.previous = Some(BTreeMap::from([("a".to_owned(), cell("1")), ("b".to_owned(), cell("9"))]));
    let mut book = Book::open(free(), &old);
    set(&mut book, 0, 4, Value::Blank);
    book.filter(Some(&|figures, row| wants(figures, row, &Filter::Changed, &|_| None)));
    assert_eq!(names(&book), "b T");
}

#[test]
fn rows_move_and_are_saved_where_they_stand() {
    let rows = ["a", "b", "c", "d", "T"].map(|key| row(key, &[("4", "1")]));
    let mut book = Book::open(free(), &data(7, rows.to_vec()));
    let moved = |book: &Book| {
        let moves = book.pending().move_rows;
        moves.iter().map(|row| format!("{}<{}", row.row, row.after)).collect::<Vec<_>>().join(" ")
    };
    let block = at(1, 2).to(Place::new(2, 4));
    let keys = book.movable(block);
    let (_, selection) = book.move_rows(&keys, 3, true, block);
    assert_eq!((names(&book).as_str(), moved(&book).as_str()), ("a d b c T", "b<d c<b"));
    assert_eq!((selection.first(), selection.last()), (Place::new(2, 2), Place::new(3, 4)));
    assert!(book.is_dirty());
    let (_, selection) = book.move_rows(&keys, 0, false, selection);
    assert_eq!((names(&book).as_str(), moved(&book).as_str()), ("b c a d T", "b< c<b"));
    assert_eq!(selection.first(), Place::new(0, 2));
    book.undo().unwrap();
    assert_eq!(names(&book), "a d b c T");
    book.undo().unwrap();
    assert_eq!(names(&book), "a b c d T");
    book.redo().unwrap();
    let request = book.begin_save().unwrap();
    assert_eq!(request.move_rows.len(), 2);
    assert!(moved(&book).is_empty(), "they are under way");
    book.save_failed();
    assert_eq!(moved(&book), "b<d c<b");
    // Somebody else added a row meanwhile: mine stay where I put them.
    let theirs = ["a", "b", "c", "x", "d", "T"].map(|key| row(key, &[("4", "1")]));
    book.reload(&data(8, theirs.to_vec()));
    assert_eq!(names(&book), "a x d b c T");
    book.begin_save().unwrap();
    book.acknowledge(&receipt(9));
    assert!(!book.is_dirty());
}

#[test]
fn a_row_beside_a_moved_one_is_added_where_it_stands() {
    let mut book = Book::open(free(), &two_rows());
    let keys = book.movable(at(0, 0));
    book.move_rows(&keys, 1, true, at(0, 0));
    let new = ContentRow { label: Some("Mới".into()), ..ContentRow::new("n") };
    book.insert_rows(2, vec![new], at(0, 0));
    let request = book.begin_save().unwrap();
    let moves: Vec<_> = request.move_rows.iter().map(|row| (row.row.as_str(), row.after.as_str())).collect();
    assert_eq!(moves, [("a", "b"), ("n", "a")]);
}

#[test]
fn texts_are_found_in_every_row() {
    let book = Book::open(free(), &two_rows());
    let found =
        |wanted| find::places(book.figures(), wanted).iter().map(|place| (place.row, place.col)).collect::<Vec<_>>();
    assert_eq!(found("dong"), [(0, 1), (1, 1)]);
    assert_eq!(found("Dòng b"), [(1, 1)]);
    assert_eq!(found("13"), [(2, 2)]);
    assert_eq!(found("  "), []);
}

#[test]
fn sources_are_the_cells_of_the_formula() {
    let book = nested();
    let sources = |row, col| {
        let figures = book.figures();
        let sources = Sources::of(figures, Place::new(row, col));
        let places = (0..figures.row_count()).flat_map(|row| (0..5).map(move |col| Place::new(row, col)));
        places.filter(|place| sources.contains(figures, *place)).map(|place| (place.row, place.col)).collect::<Vec<_>>()
    };
    assert_eq!(sources(2, 2), [(2, 3), (2, 4)], "the columns of its formula");
    assert_eq!(sources(0, 3), [(1, 3), (3, 3)], "the rows nested under it");
    assert_eq!(sources(5, 3), [(2, 3), (3, 3), (4, 3)], "all rows of figures");
    assert_eq!(sources(2, 3), [], "an entered figure");
}

#[test]
fn the_servers_figures_are_compared_row_by_row_however_they_are_shown() {
    let mut book = Book::open(free(), &two_rows());
    book.sort(Some((3, true)));
    set(&mut book, 0, 4, 5);
    book.begin_save().unwrap();
    let mut receipt = receipt(8);
    let computed = |row: &str, value: &str| {
        (row.to_owned(), BTreeMap::from([("3".to_owned(), WireValue::Text(value.to_owned()))]))
    };
    receipt.computed = BTreeMap::from([computed("a", "3"), computed("b", "15"), computed("T", "18")]);
    assert_eq!(book.acknowledge(&receipt), []);
}
