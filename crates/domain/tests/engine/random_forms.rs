//! Forms with random formulas: no template makes the compiler panic, and what compiles computes alike in every way.

use domain::sheet::CompiledForm;
use proptest::prelude::*;
use serde_json::json;

use crate::forms::Form;
use crate::incremental::{Edit, check, edits};

/// Formula texts over the columns and rows that the forms below have, and some that they have not.
fn formulas() -> impl Strategy<Value = String> + Clone {
    let column = prop_oneof![
        60 => prop::sample::select(vec!["[4]", "[5]"]),
        12 => prop::sample::select(vec!["[3]", "[6]"]),
        1 => prop::sample::select(vec!["[2]", "[8]", "[9]"]),
    ];
    let place = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "{a}",
        "{b}",
        "{T}",
        "rows",
        "children",
        "prev",
        "prev{a}",
        "prev.rows",
    ]);
    let leaf = prop_oneof![
        8 => (place, column).prop_map(|(place, column)| format!("{place}{column}")),
        1 => (0u32..200).prop_map(|number| format!("{}.{}", number / 10, number % 10)),
        1 => Just("form(\"X\"){r}[1]".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let two = (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]), inner.clone());
        let call = prop::sample::select(vec!["SUM", "MIN", "MAX", "COUNT", "ROUND", "ABS"]);
        prop_oneof![
            4 => two.prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            2 => (call, inner.clone()).prop_map(|(call, argument)| format!("{call}({argument})")),
            1 => (conditions(inner.clone()), inner.clone(), inner)
                .prop_map(|(condition, then, other)| format!("IF({condition}, {then}, {other})")),
            1 => Just("-[4]".to_owned()),
        ]
    })
}

fn conditions(operand: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = String> {
    let operator = prop::sample::select(vec!["=", "<>", "<", "<=", ">", ">="]);
    let comparison =
        (operand.clone(), operator, operand).prop_map(|(left, operator, right)| format!("{left} {operator} {right}"));
    (comparison.clone(), comparison, 0u8..6).prop_map(|(one, other, shape)| match shape {
        0 => format!("AND({one}, {other})"),
        1 => format!("OR({one}, NOT({other}))"),
        _ => one,
    })
}

/// A form of either kind with two computed columns, a row formula and two rules; nothing when it has faults.
fn form(fixed: bool, texts: &[String], rules: &[String], aggregate: &str) -> Option<CompiledForm> {
    let rows = ["I subtotal", "a data I", "b data I", "c data", "T total"];
    let form = if fixed { Form::fixed(&rows) } else { Form::fixed(&["a data", "b data", "T total"]) };
    let form = if fixed { form } else { form.with("row_kind", json!({"name": "free"})) };
    let form = form
        .column(2, "label", "")
        .column(4, "decimal", "")
        .column(5, "integer", "")
        .column(8, "text", "")
        .column(3, "decimal", &texts[0])
        .column(6, "percent", &texts[1])
        .column_is("aggregate", json!(aggregate));
    let form = if fixed { form.row_formula(3, 4, &texts[2]).row_formula(4, 6, &texts[3]) } else { form };
    let form = rules.iter().fold(form, |form, rule| form.rule(rule));
    CompiledForm::compile(form.template()).ok()
}

fn run(fixed: bool, texts: &[String], rules: &[String], aggregate: &str, edits: Vec<Edit>) -> bool {
    let Some(form) = form(fixed, texts, rules, aggregate) else { return false };
    check(&form.into(), edits.len().is_multiple_of(2), edits);
    true
}

#[test]
fn random_forms_compute_alike_however_they_are_filled() {
    let aggregates = prop::sample::select(vec!["sum", "recompute", "none"]);
    let texts = prop::collection::vec(formulas(), 4);
    let rules = prop::collection::vec(conditions(formulas()), 2);
    let cases = (any::<bool>(), texts, rules, aggregates, edits());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(1_500));
    let compiled = std::cell::Cell::new(0);
    let outcome = runner.run(&cases, |(fixed, texts, rules, aggregate, edits)| {
        compiled.set(compiled.get() + u32::from(run(fixed, &texts, &rules, aggregate, edits)));
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
    assert!(compiled.get() > 100, "only {} of the forms had no faults", compiled.get());
}
