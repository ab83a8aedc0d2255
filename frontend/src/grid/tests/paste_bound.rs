//! A paste goes to the rows that it was planned for, wherever they stand when it is done.

use std::collections::HashSet;

use super::super::book::Book;
use super::super::clip;
use super::super::copy::copied;
use super::super::layout::Header;
use super::super::paste::{self, Decisions, Items, Plan};
use super::super::paste_bound::{Bound, Spot};
use super::super::paste_lines::leave_out;
use super::super::place::{Place, Selection};
use super::super::surface::PasteTarget;
use super::{ReportData, at, data, free, new_row, row, shown, two_rows};

fn bound(book: &Book, text: &str, onto: Selection) -> Bound {
    let items = Items::default();
    let target = PasteTarget { figures: book.figures(), items: &items };
    let plan: Plan = paste::plan(&target, &clip::read(text, "").block, onto, &Decisions::default());
    plan.bind(&target, book.figures(), || "new".to_owned())
}

fn before_both() -> ReportData {
    let b = row("b", &[("4", "10")]);
    data(8, vec![row("z", &[]), row("a", &[("4", "1"), ("5", "2")]), b, row("T", &[])])
}

#[test]
fn figures_stay_with_their_rows_when_others_add_some() {
    let mut book = Book::open(free(), &two_rows());
    let (bound, spot) = (bound(&book, "7\t8\n", at(1, 3)), Spot::of(book.figures(), at(1, 3)));
    book.reload(&before_both());
    let (mut step, mut gone) = (book.begin_step(at(0, 0)), HashSet::new());
    assert_eq!(book.set_bound(&bound.cells, &mut step, &mut gone).1, 2);
    assert_eq!(shown(&book)[..3], ["1|Dòng z|||", "2|Dòng a|3|1|2", "3|Dòng b|15|7|8"]);
    assert_eq!((spot.selection(book.figures()), gone.len()), (Some(at(2, 3)), 0));
    assert_eq!(bound.selection.nearest(book.figures()), Selection::cell(Place::new(2, 3)).to(Place::new(2, 4)));
}

#[test]
fn figures_of_a_row_that_others_removed_go_nowhere() {
    let mut book = Book::open(free(), &two_rows());
    let (bound, spot) = (bound(&book, "7\t8\n", at(1, 3)), Spot::of(book.figures(), at(1, 3)));
    book.reload(&data(8, vec![row("a", &[("4", "1")]), row("c", &[]), row("T", &[])]));
    let (mut step, mut gone) = (book.begin_step(at(0, 0)), HashSet::new());
    assert_eq!(book.set_bound(&bound.cells, &mut step, &mut gone).1, 0);
    assert_eq!((shown(&book)[1].as_str(), gone), ("2|Dòng c|||", ["b".into()].into()));
    assert_eq!(spot.selection(book.figures()), None, "nothing is planned anew on another row");
}

#[test]
fn a_spot_between_whose_rows_others_came_is_none() {
    let mut book = Book::open(free(), &two_rows());
    let both = Selection::cell(Place::new(0, 3)).to(Place::new(1, 3));
    let spot = Spot::of(book.figures(), both);
    assert_eq!(spot.selection(book.figures()), Some(both));
    book.insert_rows(1, vec![new_row("n", "Mới")], at(0, 0));
    assert_eq!(spot.selection(book.figures()), None);
}

#[test]
fn what_is_told_of_new_rows_leads_to_them() {
    let book = Book::open(free(), &two_rows());
    let bound = bound(&book, "Một\t\t1\t2\nHai\t\thai\t4\n", at(1, 1));
    let keys: Vec<_> = bound.skipped[1].iter().map(|(row, column)| (row.as_str(), column.0)).collect();
    assert_eq!((bound.rows.len(), keys), (1, vec![("new", 4)]), "not to the total that stands there yet");
}

#[test]
fn rows_that_were_copied_here_are_rows_whatever_they_are_called() {
    let book = Book::open(free(), &data(1, vec![row("a", &[]), row("b", &[]), row("T", &[])]));
    let lines = |first: usize, last: usize| Selection::cell(Place::new(first, 1)).to(Place::new(last, 4));
    let header = Header::of(book.figures().sheet().form().template());
    for (range, header, expected) in
        [(lines(0, 1), None, true), (lines(0, 2), None, false), (lines(0, 1), Some(&header), false)]
    {
        assert_eq!(copied(book.figures(), &[range], header).unwrap().is_rows, expected, "{range:?}");
    }
    let items = Items::default();
    let target = PasteTarget { figures: book.figures(), items: &items };
    for (is_rows, left) in [(true, 2), (false, 1)] {
        let mut block = clip::read("Một\t\t1\t2\nTổng số\t\t3\t4\n", "").block;
        leave_out(&target, &mut block, Place::new(2, 1), is_rows);
        assert_eq!(block.len(), left, "moved by Ctrl+X");
    }
}
