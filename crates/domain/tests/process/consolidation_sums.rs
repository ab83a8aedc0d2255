//! What holds of every consolidation.

use domain::consolidation::{Child, Source, combine, consolidate, difference};
use domain::content::{Content, ContentRow};
use domain::template::{Aggregate, ColumnNumber, FormTemplate};
use domain::value::Value;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::consolidation::{CATALOGUE, FIXED, FREE, child, form};

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (-1_000_000_000_000i64..1_000_000_000_000, 0u32..6).prop_map(|(mantissa, scale)| Value::Number(Decimal::new(mantissa, scale))),
        1 => Just(Value::Number(Decimal::ZERO)),
        1 => Just(Value::NotApplicable),
        1 => Just(Value::Blank),
    ]
}

/// Contents with some of a few rows; columns 4 and 5 are summed, 6 is computed, 9 is left alone.
fn any_content() -> impl Strategy<Value = Content> {
    let row =
        prop::option::of(prop::collection::btree_map(prop::sample::select(vec![4u16, 5, 6, 9]), any_value(), 0..4));
    prop::collection::vec(row, 3).prop_map(|rows| {
        let rows = ["R1", "R2", "R3"].into_iter().zip(rows).filter_map(|(key, cells)| {
            let cells = cells?.into_iter().map(|(column, value)| (ColumnNumber(column), value)).collect();
            Some(ContentRow { cells, ..ContentRow::new(key) })
        });
        Content { rows: rows.collect() }
    })
}

fn any_form() -> impl Strategy<Value = FormTemplate> {
    prop::sample::select(vec![FIXED, CATALOGUE, FREE]).prop_map(form)
}

fn children_of(contents: Vec<Content>) -> Vec<Child> {
    (1..).zip(contents).map(|(unit, content)| child(unit, content)).collect()
}

/// Whether this cell of the form is summed.
fn is_summed(form: &FormTemplate, row: &ContentRow, column: ColumnNumber) -> bool {
    let computed = form.rows.iter().any(|fixed| fixed.code == row.key.0 && fixed.formulas.contains_key(&column.0));
    !computed && form.column(column).is_some_and(|column| column.is_input() && column.aggregate() == Aggregate::Sum)
}

proptest! {
    #[test]
    fn every_cell_re_adds_from_its_lineage(
        form in any_form(),
        own in any_content(),
        contents in prop::collection::vec(any_content(), 0..8),
    ) {
        let children = children_of(contents);
        let result = consolidate(&form, &own, &children);
        for row in &result.content.rows {
            for (column, value) in row.cells.iter().filter(|(column, _)| is_summed(&form, row, **column)) {
                let values: Vec<&Value> = result.lineage.cell(&row.key, *column).map(|found| found.value).collect();
                let numbers: Vec<Decimal> = values.iter().filter_map(|value| value.as_number()).collect();
                match value {
                    Value::Number(sum) => prop_assert_eq!(*sum, numbers.iter().sum::<Decimal>()),
                    Value::NotApplicable => prop_assert!(numbers.is_empty() && !values.is_empty()),
                    other => prop_assert!(form.row_kind == form_kind(FREE), "{:?}", other),
                }
            }
        }
        // Each contribution is what its source says.
        for (row, column) in result.lineage.cells() {
            for found in result.lineage.cell(row, column) {
                let said = match found.source {
                    Source::Own => own.value(row, column),
                    Source::Child { unit, .. } => {
                        let child = children.iter().find(|child| child.unit == *unit).unwrap();
                        let key = row.0.strip_prefix(&format!("{unit}:")).unwrap_or(&row.0);
                        child.content.value(&key.into(), column)
                    }
                };
                prop_assert_eq!(found.value, &said);
            }
        }
    }

    #[test]
    fn no_figure_is_lost(form in any_form(), own in any_content(), contents in prop::collection::vec(any_content(), 0..8)) {
        let children = children_of(contents);
        let result = consolidate(&form, &own, &children);
        let total = |content: &Content| -> Decimal {
            let summed = |row: &ContentRow| -> Decimal {
                let cells = row.cells.iter().filter(|(column, _)| is_summed(&form, row, **column));
                cells.filter_map(|(_, value)| value.as_number()).sum()
            };
            // A row that the form does not have is reported, not added.
            let known = |row: &&ContentRow| form.row_kind != form_kind(FIXED) || form.rows.iter().any(|fixed| fixed.code == row.key.0);
            content.rows.iter().filter(known).map(summed).sum()
        };
        let parts: Decimal = children.iter().map(|child| total(&child.content)).sum::<Decimal>() + total(&own);
        prop_assert_eq!(total(&result.content), parts);
        let unknown: usize = match form.row_kind == form_kind(FIXED) {
            true => children.iter().map(|child| child.content.rows.iter().filter(|row| row.key.0 == "R3").count()).sum(),
            false => 0,
        };
        prop_assert_eq!(result.faults.len(), unknown);
    }

    #[test]
    fn the_order_of_children_does_not_matter(contents in prop::collection::vec(any_content(), 0..8)) {
        let form = form(FIXED);
        let children = children_of(contents);
        let turned: Vec<Child> = children.iter().rev().cloned().collect();
        let (one, two) = (consolidate(&form, &Content::default(), &children), consolidate(&form, &Content::default(), &turned));
        prop_assert_eq!(difference(&one.content, &two.content), []);
    }

    #[test]
    fn own_figures_go_on_top(form in any_form(), own in any_content(), contents in prop::collection::vec(any_content(), 0..8)) {
        let children = children_of(contents);
        let whole = consolidate(&form, &own, &children);
        let part = consolidate(&form, &Content::default(), &children);
        prop_assert_eq!(&whole.children, &part.content);
        prop_assert_eq!(combine(&form, &own, &whole.children).0, whole.content);
    }

    #[test]
    fn a_lineage_survives_its_json(form in any_form(), own in any_content(), contents in prop::collection::vec(any_content(), 0..4)) {
        let lineage = consolidate(&form, &own, &children_of(contents)).lineage;
        let json = serde_json::to_string(&lineage).unwrap();
        prop_assert_eq!(serde_json::from_str::<domain::consolidation::Lineage>(&json).unwrap(), lineage);
    }

    #[test]
    fn a_corrected_child_shows_in_the_difference(
        own in any_content(),
        contents in prop::collection::vec(any_content(), 1..5),
        correction in any_content(),
    ) {
        let form = form(FIXED);
        let before = children_of(contents);
        let mut after = before.clone();
        after[0].content = correction;
        let (old, new) = (consolidate(&form, &own, &before).content, consolidate(&form, &own, &after).content);
        let changes = difference(&old, &new);
        for change in &changes {
            prop_assert_ne!(&change.old, &change.new);
            prop_assert_eq!(old.value(&change.row, change.column), change.old.clone());
            prop_assert_eq!(new.value(&change.row, change.column), change.new.clone());
        }
        prop_assert_eq!(changes.is_empty(), difference(&new, &old).is_empty());
    }
}

fn form_kind(row_kind: &str) -> domain::template::RowKind {
    serde_json::from_str(row_kind).unwrap()
}
