//! Pasting and copying blocks.

use super::super::book::Book;
use super::super::paste::{self, Plan};
use super::super::place::{Place, Selection};
use super::super::surface::{PasteTarget, copied};
use super::super::tsv;
use super::{at, catalogue, data, fixed, free, pending, row, set, shown, two_rows};

fn plan(book: &Book, text: &str, selection: Selection) -> Plan {
    let items = vec![("dat-dai", "Đất đai"), ("tu-phap", "Tư pháp")];
    paste::plan(&PasteTarget { figures: book.figures(), items }, &tsv::parse(text), selection)
}

fn paste(book: &mut Book, text: &str, selection: Selection) -> Plan {
    let plan = plan(book, text, selection);
    let rows = plan.rows.iter().enumerate().map(|(index, row)| row.clone().with_key(format!("n{index}")));
    book.paste(&plan.cells, rows.collect(), selection);
    plan
}

#[test]
fn a_paste_skips_computed_cells_keeps_text_and_is_one_step() {
    let mut book = Book::open(fixed(), &data(1, vec![row("X", &[]), row("Y", &[]), row("T", &[])]));
    let plan = paste(&mut book, "9\t1\t1.234\n9\t(2)\thai\n9\t9\t9\n", at(0, 2));
    assert_eq!(shown(&book), ["|Dòng X|1235|1|1234", "|Dòng Y||-2|hai", "|TỔNG CỘNG||-1|"]);
    let report = plan.report;
    assert_eq!((report.pasted, report.locked, report.not_numbers, report.refused_rows), (3, 5, 1, 0));
    book.undo().unwrap();
    assert!(!book.history().can_undo() && !book.is_dirty());
}

#[test]
fn a_fixed_table_refuses_what_does_not_fit() {
    let book = Book::open(fixed(), &data(1, vec![row("X", &[]), row("Y", &[]), row("T", &[])]));
    let report = plan(&book, "1\t2\t3\n1\n1\n1\n1\n", at(0, 3)).report;
    assert_eq!((report.refused_rows, report.refused_columns), (2, 1));
}

#[test]
fn a_table_of_free_rows_grows() {
    let mut book = Book::open(free(), &two_rows());
    let plan = paste(&mut book, "Một\t\t1\t2\nHai\t\t3\t4\n", at(1, 1));
    assert_eq!((plan.report.added_rows, plan.report.locked), (1, 0));
    assert_eq!(shown(&book), ["1|Dòng a|3|1|2", "2|Một|3|1|2", "3|Hai|7|3|4", "|TỔNG CỘNG|13|5|8"]);
    book.undo().unwrap();
    assert_eq!(shown(&book).len(), 3);
}

#[test]
fn a_table_of_catalogue_rows_grows_by_items_that_are_found() {
    let mut book = Book::open(catalogue(), &data(1, vec![row("T", &[])]));
    let plan = paste(&mut book, "ĐẤT ĐAI\t\t1\t2\nDat dai\t\t3\t4\nlạ\t\t5\t6\ntu-phap\t\t7\t8\n", at(0, 1));
    assert_eq!((plan.report.added_rows, plan.report.refused_rows), (2, 2));
    assert_eq!(shown(&book), ["1|Đất đai|3|1|2", "2|Tư pháp|15|7|8", "|TỔNG CỘNG|18|8|10"]);
    assert_eq!(pending(&book)[..2], ["+dat-dai dat-dai after start", "+tu-phap tu-phap after dat-dai"]);
}

#[test]
fn one_cell_fills_a_selection_and_a_block_repeats() {
    let mut book = Book::open(free(), &two_rows());
    paste(&mut book, "7", Selection::cell(Place::new(0, 3)).to(Place::new(1, 4)));
    assert_eq!(shown(&book)[..2], ["1|Dòng a|14|7|7", "2|Dòng b|14|7|7"]);
    paste(&mut book, "1\t2", Selection::cell(Place::new(0, 3)).to(Place::new(1, 4)));
    assert_eq!(shown(&book)[..2], ["1|Dòng a|3|1|2", "2|Dòng b|3|1|2"]);
}

#[test]
fn a_copy_is_what_is_seen_with_exact_numbers_beside() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 1_234_567);
    let selection = Selection::cell(Place::new(0, 1)).to(Place::new(0, 3));
    let (plain, html) = copied(book.figures(), selection);
    assert_eq!(plain, "Dòng a\t1.234.569\t1.234.567");
    assert!(html.contains("x:num=\"1234567\"") && html.contains(">1.234.567<"), "{html}");
}
