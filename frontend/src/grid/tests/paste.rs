//! Pasting and copying blocks.

use super::super::book::Book;
use super::super::clip;
use super::super::copy::copied;
use super::super::layout::Header;
use super::super::length::LONGEST_TEXT;
use super::super::paste::{self, Decisions, Items, Plan};
use super::super::place::{Place, Selection};
use super::super::surface::PasteTarget;
use super::{at, catalogue, data, fixed, free, pending, row, set, shown, two_rows};

fn plan(book: &Book, text: &str, selection: Selection) -> Plan {
    decided(book, text, selection, &Decisions::default())
}

fn decided(book: &Book, text: &str, selection: Selection, decisions: &Decisions) -> Plan {
    let items = Items::of([("dat-dai", "Đất đai"), ("tu-phap", "Tư pháp")].into_iter());
    let target = PasteTarget { figures: book.figures(), items: &items };
    paste::plan(&target, &clip::read(text, "").block, selection, decisions)
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
    assert_eq!((report.pasted, report.refused_rows), (3, 0));
    let computed: Vec<_> = report.computed.iter().map(|place| (place.row, place.col)).collect();
    assert_eq!(computed, [(0, 2), (1, 2), (2, 2), (2, 3), (2, 4)]);
    assert_eq!(report.not_numbers, [Place::new(1, 4)]);
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
    assert_eq!((plan.report.added_rows, plan.report.skipped().len()), (1, 0));
    assert_eq!(shown(&book), ["1|Dòng a|3|1|2", "2|Một|3|1|2", "3|Hai|7|3|4", "|TỔNG CỘNG|13|5|8"]);
    book.undo().unwrap();
    assert_eq!(shown(&book).len(), 3);
}

#[test]
fn a_table_of_catalogue_rows_grows_by_items_that_are_found() {
    let mut book = Book::open(catalogue(), &data(1, vec![row("T", &[])]));
    let plan = paste(&mut book, "ĐẤT ĐAI\t\t1\t2\nDat dai\t\t3\t4\nlạ\t\t5\t6\ntu-phap\t\t7\t8\n", at(0, 1));
    let report = &plan.report;
    assert_eq!((report.added_rows, report.unknown_rows, report.repeated_rows, report.refused_rows), (2, 1, 1, 0));
    assert_eq!(plan.misses, ["lạ"], "what the catalogue does not know, but not what stands there twice");
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
fn a_missed_name_is_mapped_or_left_out() {
    let mut book = Book::open(catalogue(), &data(1, vec![row("T", &[])]));
    let items = [("lạ".to_owned(), Some("tu-phap".to_owned())), ("thừa".to_owned(), None)];
    let decisions = Decisions { items: items.into(), ..Decisions::default() };
    let plan = decided(&book, "lạ\t\t5\t6\nthừa\t\t1\t1\n", at(0, 1), &decisions);
    assert_eq!((plan.report.added_rows, plan.report.unknown_rows, plan.misses.len()), (1, 1, 0));
    let rows = plan.rows.iter().map(|row| row.clone().with_key(String::new()));
    book.paste(&plan.cells, rows.collect(), at(0, 1));
    assert_eq!(shown(&book)[0], "1|Tư pháp|11|5|6");
}

#[test]
fn a_text_that_is_too_long_is_cut_and_told() {
    let book = Book::open(free(), &two_rows());
    let long = "đ".repeat(LONGEST_TEXT + 1);
    let plan = plan(&book, &long, at(0, 1));
    assert_eq!(plan.report.cut, [Place::new(0, 1)]);
    let domain::value::Value::Text(text) = &plan.cells[0].1 else { panic!("no text") };
    assert_eq!(text.chars().count(), LONGEST_TEXT);
}

#[test]
fn a_copy_is_what_is_seen_with_exact_numbers_beside() {
    let mut book = Book::open(free(), &two_rows());
    set(&mut book, 0, 3, 1_234_567);
    let selection = Selection::cell(Place::new(0, 1)).to(Place::new(0, 3));
    let copy = copied(book.figures(), &[selection], None).unwrap();
    assert_eq!(copy.plain, "Dòng a\t1.234.569\t1.234.567");
    assert!(copy.html.contains("x:num=\"1234567\"") && copy.html.contains(">1.234.567<"), "{}", copy.html);
    let block = clip::read(&copy.plain, &copy.html).block;
    assert_eq!(block[0][2].exact, Some(1_234_567.into()), "and reads back");
}

#[test]
fn a_copy_with_headers_has_all_their_levels() {
    let book = Book::open(free(), &two_rows());
    let header = Header::of(book.figures().sheet().form().template());
    let side = |col| Selection::cell(Place::new(0, col)).to(Place::new(1, col));
    let copy = copied(book.figures(), &[side(3), side(1)], Some(&header)).unwrap();
    assert_eq!(copy.plain, "Tên\tA\r\nDòng a\t1\r\nDòng b\t10");
    assert!(copied(book.figures(), &[side(3), at(0, 1)], None).is_none(), "no block");
}

#[test]
fn a_step_done_in_parts_is_undone_as_one() {
    let mut book = Book::open(free(), &two_rows());
    let before = shown(&book);
    let mut step = book.begin_step(at(0, 3));
    book.set_part(&[(Place::new(0, 3), 7.into())], &mut step);
    book.set_part(&[(Place::new(1, 3), 8.into())], &mut step);
    for key in ["n", "m"] {
        book.add_part(vec![domain::content::ContentRow::new(key)], &mut step);
    }
    book.end_step(step);
    assert_eq!(shown(&book)[4], "|TỔNG CỘNG|17|15|2");
    book.undo().unwrap();
    assert_eq!(shown(&book), before);
    assert!(!book.history().can_undo());
    book.redo().unwrap();
    assert_eq!(shown(&book).len(), 5);
}

#[test]
fn a_text_that_is_not_in_the_list_is_told() {
    let items =
        [("NN01", "Cơ chế"), ("NN03", "Nguyên nhân khác")].map(|(code, name)| (code.to_owned(), name.to_owned()));
    let mut report = two_rows();
    report.references.choices.insert("nguyen_nhan".into(), items.into());
    let header = super::HEADER.replace(
        r#""title":"B","type":{"name":"integer"}"#,
        r#""title":"B","type":{"name":"choice","catalogue":"nguyen_nhan"}"#,
    );
    let header = header.replace("[4] + [5]", "[4]");
    let book = Book::open(super::form_with(&header, r#"{"name":"free"}"#, super::TOTAL), &report);
    let plan = plan(&book, "nguyen nhan khac\nNN03\n", at(0, 4));
    assert_eq!((plan.report.pasted, plan.report.not_listed.len()), (2, 0));
    let plan = self::plan(&book, "NN01\nkhông rõ lý do\n", at(0, 4));
    assert_eq!((plan.report.pasted, plan.report.not_listed), (1, vec![Place::new(1, 4)]), "kept, and told");
}
