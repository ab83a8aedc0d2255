//! What stands beside the figures: the period before, marks of what was taken over, what the server computed.

use super::*;
use crate::grid::former::Former;
use domain::language::Language;
use domain::sheet::parse_input;

fn former(rows: &[DataRow]) -> Former {
    Former::of(Some("Quý III năm 2026".to_owned()), rows.to_vec())
}

#[test]
fn the_period_before_stands_beside_each_figure() {
    let mut book = Book::open(free(), &two_rows());
    let place = Place::new(0, 3);
    let short = |book: &Book, place| book.compared_short(place, 30);
    assert_eq!(short(&book, place), None, "nothing is known of it yet");
    let named = DataRow { label: "DÒNG A".into(), ..row("x1", &[("3", "2"), ("4", "70")]) };
    book.former = Some(former(&[named, row("T", &[("3", "0"), ("4", "1000")])]));
    for (row, col, expected) in [
        (0, 3, Some("70 -69 -99%")),
        (0, 2, Some("2 +1 +50%")),
        (0, 4, None),
        (1, 3, None),
        (2, 3, Some("1.000 -989 -99%")),
        (2, 2, Some("0 +13")),
        (0, 1, None),
    ] {
        assert_eq!(short(&book, Place::new(row, col)).as_deref(), expected, "{row} {col}");
    }
    for (room, expected) in [(11, "70 -69 -99%"), (10, "70 -69"), (6, "70 -69"), (5, "70"), (1, "70")] {
        assert_eq!(book.compared_short(place, room).as_deref(), Some(expected), "a number is never cut");
    }
    let told = book.compared_long(place, Language::Vi).unwrap();
    assert_eq!(told, "Kỳ trước (Quý III năm 2026): 70, thay đổi -69 (-98,6 %)");
    set(&mut book, 0, 3, Value::Blank);
    assert_eq!(short(&book, place).as_deref(), Some("70"), "a blank is no change");
    set(&mut book, 0, 3, 77);
    assert_eq!(short(&book, place).as_deref(), Some("70 +7 +10%"));
    book.former = Some(Former::of(None, Vec::new()));
    assert_eq!(short(&book, place), None, "there was no report");
}

#[test]
fn what_the_server_calls_taken_over_is_marked_until_it_is_changed() {
    let mut data = two_rows();
    data.carried.insert("a".into(), vec!["4".into()]);
    let mut book = Book::open(free(), &data);
    let carried = |book: &Book| [3, 4].map(|col| book.is_carried(Place::new(0, col)));
    assert_eq!(carried(&book), [true, false]);
    set(&mut book, 0, 3, 9);
    assert_eq!(carried(&book), [false, false]);
    let mut newer = two_rows();
    newer.revision = 8;
    newer.carried.insert("a".into(), vec!["5".into()]);
    let mut book = Book::open(free(), &two_rows());
    book.reload(&newer);
    assert_eq!(carried(&book), [false, true], "what somebody else took over, too");
}

#[test]
fn digits_that_are_not_kept_stay_the_text_that_was_typed() {
    let long = "12345678901234567890123456789";
    let mut book = Book::open(free(), &two_rows());
    let typed = parse_input(&book.figures().columns()[3].clone(), long);
    assert_eq!(typed, Value::from(long));
    set(&mut book, 0, 3, typed.clone());
    let request = book.begin_save().unwrap();
    let sent = request.changes[0].value.clone().unwrap();
    let kind = &book.figures().columns()[3].kind;
    assert_eq!(sent.to_entered(kind), typed, "the server keeps the same text");
    let mut newer = two_rows();
    newer.rows[0].cells.insert("4".into(), sent);
    let again = Book::open(free(), &newer);
    assert_eq!(shown(&again)[0], shown(&book)[0], "and so it comes back");
}

#[test]
fn other_figures_of_the_server_are_found_by_their_cells() {
    let book = Book::open(free(), &two_rows());
    let figure = |text: &str| WireValue::Text(text.into());
    let mut computed = contract::data::CellTable::new();
    computed.insert("a".into(), [("3".to_owned(), figure("3"))].into());
    computed.insert("T".into(), [("3".to_owned(), figure("13"))].into());
    assert!(book.differences(&computed).is_empty());
    computed.insert("T".into(), [("3".to_owned(), figure("14"))].into());
    let found: Vec<_> = book.differences(&computed).into_iter().map(|found| (found.cell.0, found.cell.1)).collect();
    assert_eq!(found, [("T".into(), ColumnNumber(3))]);
}
