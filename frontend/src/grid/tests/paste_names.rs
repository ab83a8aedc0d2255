//! Pasted figures go to the rows that the block names, and lines that are no rows are left out (conventions 66, 68).

use std::collections::BTreeMap;

use contract::data::{DataRow, ReportData};

use super::super::book::Book;
use super::super::clip::{self, Block};
use super::super::paste::{self, Decisions, Items, Plan, Planner};
use super::super::paste_lines::leave_out;
use super::super::paste_names::{Destination, Placing, Verdict, judge};
use super::super::place::{Place, Selection};
use super::super::surface::PasteTarget;
use super::{at, catalogue, data, fixed, free, row, shown, two_rows};

fn items() -> Items {
    let known = [("hh", "Hộ tịch"), ("ct", "Chứng thực"), ("dd", "Đất đai"), ("mt", "Môi trường")];
    Items::of(known.into_iter().chain(ALIKE))
}

fn item(code: &str, name: &str) -> DataRow {
    DataRow { item: Some(code.into()), label: name.into(), ..row(code, &[]) }
}

fn three_rows() -> ReportData {
    data(1, vec![item("hh", "Hộ tịch"), item("ct", "Chứng thực"), item("dd", "Đất đai"), row("T", &[])])
}

fn read(book: &Book, text: &str, onto: Selection) -> (Block, usize) {
    let items = items();
    let target = PasteTarget { figures: book.figures(), items: &items };
    let mut block = clip::read(text, "").block;
    let left_out = leave_out(&target, &mut block, onto.first(), false);
    (block, left_out)
}

/// As the page does it: `Err` is the question.
fn plan(book: &Book, text: &str, onto: Selection, placing: Option<Placing>) -> Result<Plan, Vec<Destination>> {
    let (items, (block, left_out)) = (items(), read(book, text, onto));
    let target = PasteTarget { figures: book.figures(), items: &items };
    let decisions = Decisions { placing, ..Decisions::default() };
    let verdict = match placing {
        Some(Placing::ByPlace) => Verdict::Places,
        _ => judge(&target, &block, onto, &decisions.items),
    };
    let mut plan = match verdict {
        Verdict::Places => paste::plan(&target, &block, onto, &decisions),
        Verdict::Open(lines) if placing.is_none() => {
            return Err(lines.into_iter().map(|line| line.by_name).collect());
        }
        Verdict::Names(lines) | Verdict::Open(lines) => {
            let mut planner = Planner::new(&target, &block, onto).by_name(lines);
            while planner.advance(&target, &block, &decisions) {}
            planner.finish()
        }
    };
    plan.report.left_out = left_out;
    Ok(plan)
}

fn pasted(book: &mut Book, text: &str, onto: Selection) -> Plan {
    let plan = plan(book, text, onto, None).unwrap();
    let rows = plan.rows.iter().enumerate().map(|(index, row)| row.clone().with_key(format!("n{index}")));
    book.paste(&plan.cells, rows.collect(), onto);
    plan
}

#[test]
fn figures_go_to_the_rows_that_are_named_beside_them() {
    let mut book = Book::open(catalogue(), &three_rows());
    let plan = pasted(&mut book, "Đất đai\t\t90\t10\nHo tich\t\t50\t6\n", at(0, 1));
    assert_eq!(shown(&book)[..3], ["1|Hộ tịch|56|50|6", "2|Chứng thực|||", "3|Đất đai|100|90|10"]);
    assert_eq!((plan.report.by_name, plan.report.pasted, plan.report.skipped().len()), (2, 4, 0));
    assert_eq!((plan.selection.first().row, plan.selection.last().row), (0, 2));
}

#[test]
fn new_names_become_rows_and_known_ones_are_found_wherever_they_stand() {
    let mut book = Book::open(catalogue(), &three_rows());
    let plan = pasted(&mut book, "Môi trường\t\t8\t1\nHộ tịch\t\t50\t6\n", at(2, 1));
    let expected = ["1|Hộ tịch|56|50|6", "2|Chứng thực|||", "3|Đất đai|||", "4|Môi trường|9|8|1"];
    assert_eq!(shown(&book)[..4], expected);
    let report = plan.report;
    assert_eq!((report.added_rows, report.by_name, report.refused_rows, report.repeated_rows), (1, 1, 0, 0));
}

#[test]
fn a_name_that_is_unknown_or_stands_twice_is_asked_for() {
    let book = Book::open(catalogue(), &three_rows());
    let asked = |text: &str| plan(&book, text, at(0, 1), None).err();
    assert_eq!(asked("lạ\t\t1\nHộ tịch\t\t2\n"), Some(vec![Destination::Unknown, Destination::Row(0)]));
    assert_eq!(asked("Hộ tịch\t\t1\nhh\t\t2\n"), Some(vec![Destination::Row(0), Destination::Repeated]));
    assert_eq!(asked("Hộ tịch\t\t1\nChứng thực\t\t2\n"), None, "where they stand");
    assert_eq!(asked("\t\t1\n\t\t2\n"), None, "no names, no question");
    assert_eq!(asked("Hộ tịch\t\t1\n\t\t\nĐất đai\t\t2\n"), None, "a blank line keeps its place");
    let both = Selection::cell(Place::new(0, 1)).to(Place::new(1, 4));
    assert_eq!(plan(&book, "Hộ tịch\t\t1\t2\n", both, None), Err(vec![Destination::Row(0)]), "one line over two rows");
}

/// Two communes of one province whose names differ by their tones only.
const ALIKE: [(&str, &str); 2] = [("t1", "Tân Thành"), ("t2", "Tân Thạnh")];

fn alike(rows: &[usize]) -> Book {
    let rows = rows.iter().map(|ix| item(ALIKE[*ix].0, ALIKE[*ix].1)).chain([row("T", &[])]);
    Book::open(catalogue(), &data(1, rows.collect()))
}

#[test]
fn names_that_differ_by_their_tones_are_two_names() {
    let swapped = "Tân Thạnh\t\t20\t2\nTân Thành\t\t10\t1\n";
    let mut book = alike(&[0, 1]);
    pasted(&mut book, swapped, at(0, 1));
    assert_eq!(shown(&book)[..2], ["1|Tân Thành|11|10|1", "2|Tân Thạnh|22|20|2"]);
    let mut book = alike(&[0]);
    pasted(&mut book, "Tân Thạnh\t\t20\t2\n", at(0, 1));
    assert_eq!(shown(&book)[..2], ["1|Tân Thành|||", "2|Tân Thạnh|22|20|2"], "not over the other one");
    let mut book = alike(&[]);
    let plan = pasted(&mut book, swapped, at(0, 1));
    assert_eq!((plan.report.added_rows, plan.report.repeated_rows), (2, 0));
    assert_eq!(shown(&book)[..2], ["1|Tân Thạnh|22|20|2", "2|Tân Thành|11|10|1"]);
}

#[test]
fn a_name_without_tones_is_asked_for_where_it_could_mean_two() {
    for rows in [&[0, 1][..], &[1]] {
        let asked = plan(&alike(rows), "tan thanh\t\t20\t2\n", at(0, 1), None).err();
        assert_eq!(asked, Some(vec![Destination::Repeated]), "{rows:?}");
        let plan = plan(&alike(rows), "tan thanh\t\t20\t2\n", at(0, 1), Some(Placing::ByName)).unwrap();
        assert_eq!((plan.cells.len(), plan.misses), (0, vec!["tan thanh".to_owned()]), "which of them is meant");
    }
    let below = plan(&alike(&[]), "tan thanh\t\t20\t2\n", at(0, 1), None).unwrap();
    assert_eq!((below.rows.len(), below.misses), (0, vec!["tan thanh".to_owned()]));
}

#[test]
fn the_answer_decides_which_rows_are_filled() {
    let book = Book::open(catalogue(), &three_rows());
    let text = "Hộ tịch\t\t1\t2\nHộ tịch\t\t3\t4\n";
    let rows = |plan: &Plan| plan.cells.iter().map(|(place, _)| place.row).collect::<Vec<_>>();
    let by_place = plan(&book, text, at(1, 1), Some(Placing::ByPlace)).unwrap();
    assert_eq!((rows(&by_place), by_place.report.by_name), (vec![1, 1, 2, 2], 0));
    let by_name = plan(&book, text, at(1, 1), Some(Placing::ByName)).unwrap();
    assert_eq!((rows(&by_name), by_name.report.repeated_rows), (vec![0, 0], 1));
    let unknown = plan(&book, "lạ\t\t1\t2\n", at(1, 1), Some(Placing::ByName)).unwrap();
    assert_eq!(unknown.misses, ["lạ"], "the catalogue may have it by another name");
}

#[test]
fn a_row_that_comes_back_to_itself_changes_nothing() {
    let mut book = Book::open(catalogue(), &three_rows());
    pasted(&mut book, "Hộ tịch\t\t50\t6\n", at(0, 1));
    let plan = plan(&book, "Hộ tịch\t56\t50\t6\n", at(1, 1), None).unwrap();
    assert!(plan.changes_nothing(|place| book.own(place)), "so that the page asks");
    assert!(!plan.changes_nothing(|_| 7.into()));
}

#[test]
fn prescribed_rows_are_found_by_their_names() {
    let mut book = Book::open(fixed(), &data(1, vec![row("X", &[]), row("Y", &[]), row("T", &[])]));
    let plan = pasted(&mut book, "Dòng Y\t\t3\t4\nDòng X\t\t1\t2\nTỔNG CỘNG\t\t4\t6\n", at(0, 1));
    assert_eq!(shown(&book)[..2], ["|Dòng X|3|1|2", "|Dòng Y|7|3|4"]);
    assert_eq!((plan.report.computed.len(), plan.report.left_out), (2, 0), "the total is computed");
    let unknown = plan_err(&book, "Dòng Z\t\t3\t4\n");
    assert_eq!(unknown, [Destination::Unknown]);
}

fn plan_err(book: &Book, text: &str) -> Vec<Destination> {
    plan(book, text, at(0, 1), None).unwrap_err()
}

#[test]
fn of_rows_with_one_name_the_one_in_its_place_is_meant() {
    let woman = |key: &str| DataRow { label: "Nữ".into(), ..row(key, &[]) };
    let form = super::form(
        r#"{"name":"fixed"}"#,
        r#"{"code":"X","label":"Nữ","role":"data"},{"code":"Y","label":"Nữ","role":"data"}"#,
    );
    let book = Book::open(form, &data(1, vec![woman("X"), woman("Y")]));
    let plan = plan(&book, "Nữ\t\t1\t2\nNữ\t\t3\t4\n", at(0, 1), None).unwrap();
    assert_eq!(plan.cells.iter().map(|(place, _)| place.row).collect::<Vec<_>>(), [0, 0, 1, 1]);
    assert_eq!(plan_err(&book, "khác\t\t1\t2\nNữ\t\t3\t4\n"), [Destination::Unknown, Destination::Row(1)]);
}

#[test]
fn names_that_are_typed_are_pasted_with_their_figures() {
    let mut book = Book::open(free(), &two_rows());
    pasted(&mut book, "Dòng b\t\t7\t8\n", at(0, 1));
    assert_eq!(shown(&book)[0], "1|Dòng b|15|7|8");
}

#[test]
fn header_lines_and_totals_are_no_rows() {
    for (text, left_out, rows) in [
        ("Một\t\t1\t2\nTỔNG CỘNG\t\t21\t24\n", 1, vec!["Một"]),
        ("Một\t\t1\t2\nTổng số:\t\t21\t24\n", 1, vec!["Một"]),
        ("Tên\tTổng\tA\tB\nMột\t\t1\t2\n", 1, vec!["Một"]),
        ("Tên\tTổng\tA\tB\n(2)\t(3)=(4)+(5)\t(4)\t(5)\nMột\t\t1\t2\n", 2, vec!["Một"]),
        ("Tên gì đó\tCộng\tA\tB\nB\t3\t4\t5\nMột\t\t1\t2\n", 2, vec!["Một"]),
        ("Một\t\t1\t2\nTổng công ty điện lực\t\t3\t4\n", 0, vec!["Một", "Tổng công ty điện lực"]),
        ("Tổng cộng\t\t1\t2\n", 0, vec!["Tổng cộng"]),
        ("A\t\t1\t2\nB\t\t3\t4\n", 0, vec!["A", "B"]),
        ("B\t\t4\t5\nMột\t\t1\t2\n", 0, vec!["B", "Một"]),
        ("Một\t\t7\t8\nA\t3\t4\t5\n", 0, vec!["Một", "A"]),
        ("Một\t\t7\t8\n2\t3\t4\t5\n", 0, vec!["Một", "2"]),
        ("Tên\t2024\t2025\t2026\n(2)\t(3)\t(4)\t(5)\nMột\t\t1\t2\n", 2, vec!["Một"]),
    ] {
        let mut book = Book::open(free(), &data(1, vec![row("T", &[])]));
        let plan = pasted(&mut book, text, at(0, 1));
        let names: Vec<_> = plan.rows.iter().map(|row| row.label.clone().unwrap_or_default()).collect();
        assert_eq!(
            (plan.report.left_out, names),
            (left_out, rows.iter().map(|row| (*row).to_owned()).collect()),
            "{text}"
        );
    }
    let book = Book::open(free(), &two_rows());
    let (block, left_out) = read(&book, "(4)\t(5)\n1\t2\n", at(0, 3));
    assert_eq!((block.len(), left_out), (2, 0), "negative figures in brackets stay");
    let (block, left_out) = read(&book, "Tên\tTổng\n(1)\t(2)\n", Selection::cell(Place::new(0, 3)));
    assert_eq!((block.len(), left_out), (2, 0), "where no names are pasted");
}

#[test]
fn a_total_over_a_named_row_of_a_catalogue_is_left_out_too() {
    let mut book = Book::open(catalogue(), &three_rows());
    let plan = pasted(&mut book, "Hộ tịch\t\t1\t2\nTỔNG CỘNG\t3\t1\t2\n", at(0, 1));
    assert_eq!((plan.report.left_out, plan.report.pasted, &shown(&book)[1]), (1, 2, &"2|Chứng thực|||".to_owned()));
    let misses = judge(
        &PasteTarget { figures: book.figures(), items: &items() },
        &clip::read("lạ\t\t1\n", "").block,
        at(3, 1),
        &BTreeMap::new(),
    );
    assert_eq!(misses, Verdict::Places, "below the table the catalogue is asked");
}

#[test]
fn figures_of_a_row_that_is_filtered_away_go_to_no_other_row() {
    let filtered = |mut book: Book, wanted: &str| {
        book.filter(Some(&|figures, row| figures.row(row).label == wanted));
        book
    };
    // Two names that differ by their tones only, one of them to be seen.
    let book = filtered(alike(&[0, 1]), "Tân Thạnh");
    let pasted = "Tân Thành\t\t20\t2\n";
    assert_eq!(plan(&book, pasted, at(0, 1), None), Err(vec![Destination::Hidden]));
    let by_name = plan(&book, pasted, at(0, 1), Some(Placing::ByName)).unwrap();
    assert_eq!((by_name.cells.len(), by_name.report.hidden_rows, by_name.report.unknown_rows), (0, 1, 0));
    // Prescribed rows.
    let rows = vec![row("X", &[]), row("Y", &[]), row("T", &[])];
    let book = filtered(Book::open(fixed(), &data(1, rows)), "Dòng Y");
    assert_eq!(plan(&book, "Dòng X\t\t1\t2\n", at(0, 1), None), Err(vec![Destination::Hidden]));
    assert_eq!(plan(&book, "Dòng Y\t\t1\t2\n", at(0, 1), None).map(|plan| plan.cells.len()), Ok(2));
}
