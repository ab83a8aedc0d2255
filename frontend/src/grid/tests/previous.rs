//! Taking the figures of the period before.

use contract::data::DataRow;
use domain::content::Origin;

use super::super::book::{Book, Changes};
use super::super::place::{Place, Selection};
use super::super::previous::{Extent, plan};
use super::{at, catalogue, data, free, row, set, shown, two_rows};

fn take(book: &mut Book, before: &[DataRow], selected: Selection, extent: Extent) -> usize {
    let plan = plan(book.figures(), before, &[selected], extent);
    let rows = plan.rows.iter().enumerate().map(|(ix, row)| row.clone().with_key(format!("n{ix}")));
    let _: Changes = book.paste(&plan.cells, rows.collect(), selected);
    book.mark_places(Origin::CarriedOver, &plan.cells);
    plan.report.added_rows
}

/// People's own rows have another key each time.
fn named(key: &str, name: &str, cells: &[(&str, &str)]) -> DataRow {
    DataRow { label: name.to_owned(), ..row(key, cells) }
}

#[test]
fn rows_are_found_by_code_or_name_and_blank_figures_take_nothing() {
    let before = [named("x1", "DÒNG A", &[("4", "70"), ("5", "80")]), named("x2", "Dòng b", &[("5", "9")])];
    for (selected, extent, expected) in [
        (at(0, 3), Extent::Cells, ["1|Dòng a|72|70|2", "2|Dòng b|10|10|"]),
        (at(0, 4), Extent::Columns, ["1|Dòng a|81|1|80", "2|Dòng b|19|10|9"]),
        (at(0, 4), Extent::Everything, ["1|Dòng a|150|70|80", "2|Dòng b|19|10|9"]),
    ] {
        let mut book = Book::open(free(), &two_rows());
        assert_eq!(take(&mut book, &before, selected, extent), 0);
        assert_eq!(shown(&book)[..2], expected, "{extent:?}");
    }
}

#[test]
fn names_that_differ_by_their_tones_are_two_rows() {
    let before = [named("x1", "Tân Thành", &[("4", "70")]), named("x2", "Tân Thạnh", &[("4", "80")])];
    let mut book = Book::open(free(), &data(1, vec![named("a", "Tân Thạnh", &[]), named("b", "tan thanh", &[])]));
    assert_eq!(take(&mut book, &before, at(0, 3), Extent::Everything), 1, "the other one was not there");
    assert_eq!(shown(&book)[..3], ["1|Tân Thạnh|80|80|", "2|tan thanh|||", "3|Tân Thành|70|70|"]);
}

#[test]
fn everything_brings_the_rows_that_were_there() {
    let item = |code: &str, name: &str, cells| DataRow { item: Some(code.into()), ..named(code, name, cells) };
    let mut book = Book::open(catalogue(), &data(1, vec![row("T", &[])]));
    let before = [item("dat-dai", "Đất đai", &[("4", "5")]), row("T", &[("4", "5")])];
    assert_eq!(take(&mut book, &before, at(0, 3), Extent::Everything), 1);
    assert_eq!(shown(&book), ["1|Đất đai|5|5|", "|TỔNG CỘNG|5|5|"]);
    assert_eq!(take(&mut book, &before, at(0, 3), Extent::Everything), 0, "not twice");
}

#[test]
fn what_was_taken_is_marked_until_it_is_changed() {
    let mut book = Book::open(free(), &two_rows());
    take(&mut book, &[named("x1", "Dòng a", &[("4", "70")])], at(0, 3), Extent::Cells);
    let marked = |book: &Book| [book.is_carried(Place::new(0, 3)), book.is_carried(Place::new(0, 4))];
    assert_eq!(marked(&book), [true, false]);
    set(&mut book, 0, 3, 71);
    assert_eq!(marked(&book), [false, false]);
    book.undo().unwrap();
    assert_eq!(marked(&book), [true, false]);
    book.undo().unwrap();
    assert_eq!(marked(&book), [false, false]);
}

#[test]
fn the_server_is_told_how_values_came_unless_they_were_typed_over() {
    let mut book = Book::open(free(), &two_rows());
    let before = [named("x1", "Dòng a", &[("4", "70"), ("5", "80")])];
    take(&mut book, &before, at(0, 3), Extent::Everything);
    set(&mut book, 0, 4, 81);
    let request = book.begin_save().unwrap();
    let told: Vec<_> =
        request.changes.iter().map(|change| (change.column.as_str(), change.origin.as_deref())).collect();
    assert_eq!(told, [("4", Some("carried_over")), ("5", None)]);
}
