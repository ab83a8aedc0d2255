//! A granted correction covers named cells only.

use domain::content::RowKey;
use domain::template::ColumnNumber;

use super::super::book::Book;
use super::super::clip;
use super::super::facts;
use super::super::paste::{self, Decisions, Items};
use super::super::place::Place;
use super::super::surface::PasteTarget;
use super::super::texts::Text;
use super::{at, data, fixed, free, pending, row, set, shown, two_rows};

fn limit(row: &str, column: u16) -> Option<std::collections::HashSet<(RowKey, ColumnNumber)>> {
    Some([(RowKey::from(row), ColumnNumber(column))].into())
}

#[test]
fn only_the_named_cell_takes_a_figure() {
    let mut book = Book::open(fixed(), &data(3, vec![row("X", &[("4", "1")]), row("Y", &[])]));
    book.set_limit(limit("X", 4));
    for (row, col) in [(0, 3), (0, 4), (1, 3)] {
        set(&mut book, row, col, 9);
    }
    assert_eq!(pending(&book), ["X[4]=9"]);
    let state = |row, col| facts::state(&book, Place::new(row, col));
    assert_eq!((state(0, 3), state(0, 4), state(0, 2)), (Text::Input, Text::Beyond, Text::Computed));

    book.reload(&data(4, vec![row("X", &[("4", "2")]), row("Y", &[])]));
    set(&mut book, 1, 3, 9);
    assert_eq!(pending(&book), ["X[4]=9"], "newer figures lift no limit");
    book.set_limit(None);
    set(&mut book, 1, 3, 9);
    assert_eq!(pending(&book).len(), 2);
}

#[test]
fn rows_neither_come_nor_go() {
    let mut book = Book::open(free(), &two_rows());
    book.set_limit(limit("a", 4));
    assert!(book.removable(at(0, 3)).is_empty() && book.movable(at(0, 3)).is_empty());
    set(&mut book, 0, 1, "Tên khác");
    assert_eq!(shown(&book)[0], "1|Dòng a|3|1|2", "nor get another name");
}

#[test]
fn a_paste_tells_cells_that_are_not_open_from_computed_and_locked_ones() {
    let mut book = Book::open(fixed(), &data(3, vec![row("X", &[]), row("Y", &[])]));
    book.set_limit(limit("X", 4));
    let items = Items::default();
    let target = PasteTarget { figures: book.figures(), items: &items };
    let block = clip::read("1\tDòng X\t3\t1\t2\n2\tDòng Y\t3\t1\t2\n", "").block;
    let report = paste::plan(&target, &block, at(0, 0), &Decisions::default()).report;
    let places = |places: &[Place]| places.iter().map(|place| (place.row, place.col)).collect::<Vec<_>>();
    assert_eq!(report.pasted, 1);
    assert_eq!(places(&report.beyond), [(0, 4), (1, 3), (1, 4)]);
    assert_eq!(places(&report.computed), [(0, 2), (1, 2)]);
    assert_eq!(places(&report.locked), [(0, 0), (0, 1), (1, 0), (1, 1)]);
    let all = [(0, 0), (0, 1), (0, 2), (0, 4), (1, 0), (1, 1), (1, 2), (1, 3), (1, 4)];
    assert_eq!(places(&report.skipped()), all, "the link leads through all of them");
}
