//! However a sheet came about, it is what opening its content gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::content::{ContentRow, RowKey};
use domain::finding::CellRef;
use domain::language::Language;
use domain::sheet::{CompiledForm, FindingCounts, References, Sheet, Table};
use domain::template::{ColumnNumber, Severity};
use domain::value::Value;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use crate::forms::Form;

/// Everything at once: sums, ratios, shares of the total, extremes, counts, prescribed rows, other reports.
fn tangled_free() -> Form {
    Form::free()
        .column(1, "ordinal", "")
        .column(2, "label", "")
        .column(3, "integer", "[4] + [5]")
        .column(4, "decimal", "")
        .column(5, "decimal", "")
        .column(6, "percent", "[3] / SUM(rows[3]) * 100")
        .column(7, "percent", "[3] - MAX(rows[3])")
        .column_is("aggregate", json!("none"))
        .column(8, "text", "")
        .column(9, "integer", "COUNT([4], [5], [8]) + prev[4]")
        .column_is("aggregate", json!("sum"))
        .column(10, "decimal", "IF([4] > {T}[4] / 3, [4] * [4] * [5], -[5])")
        .column(11, "bool", "AND([4] > 1, [5] <= 2)")
        .rule("[4] <= [5]")
        .rule("[3] <= {T}[3] / 2")
        .rule("COUNT(rows[8]) <= 2")
        .rule("{T}[4] >= MIN(rows[5])")
        .rule("[4] >= prev[4]")
        .rule("[11] = prev[11]")
        .rule("OR([8] = \"a\", [4] = 1)")
}

fn tangled_fixed() -> Form {
    let rows = ["I subtotal", "a data I", "b data I", "II subtotal I", "c data II", "d data II", "e data", "T total"];
    Form::fixed(&rows)
        .column(1, "label", "")
        .column(4, "decimal", "")
        .column(5, "decimal", "")
        .column(8, "text", "")
        .column(3, "decimal", "[4] + [5] - form(\"X\").rows[1]")
        .column(6, "percent", "ROUND([3] / {T}[3] * 100, 1)")
        .column(7, "decimal", "[4] - {a}[4]")
        .row_formula(6, 4, "{a}[4] + {c}[5] * 2")
        .row_formula(7, 5, "SUM(rows[5]) - MIN(children[5], 1)")
        .rule("[4] >= children[4] / 2")
        .rule("{a}[4] + {b}[4] = {I}[4]")
        .rule("[6] <= 40")
        .rule("[4] < rows[4]")
        .rule("{e}[4] <= form(\"X\"){r}[1]")
}

fn references(full: bool) -> References {
    if !full {
        return References::default();
    }
    let mut table = Table::default();
    for key in ["k0", "k1", "n3", "a", "T", "r"] {
        for column in [1, 4] {
            table.insert(key.into(), ColumnNumber(column), Value::from(i64::from(column) * 2));
        }
    }
    References {
        previous: Some(table.clone()),
        forms: BTreeMap::from([("X".to_owned(), table)]),
        ..References::default()
    }
}

/// What a person may do.
#[derive(Debug, Clone)]
pub enum Edit {
    Set(usize, usize, Value),
    Insert(usize, u8, Value),
    Remove(usize),
    Label(usize, String),
}

fn values() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(Value::Blank),
        1 => Just(Value::NotApplicable),
        1 => prop::sample::select(vec!["a", "b", "12x"]).prop_map(Value::from),
        6 => (-3i64..8).prop_map(Value::from),
        2 => (any::<i64>(), 0u32..20).prop_map(|(mantissa, scale)| Value::Number(Decimal::new(mantissa, scale))),
        1 => (any::<i128>(), 0u32..=28).prop_map(|(mantissa, scale)| {
            Value::Number(Decimal::try_from_i128_with_scale(mantissa % (1 << 95), scale).unwrap())
        }),
    ]
}

/// Some edits, not all of them possible.
pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        8 => (0usize..12, 0usize..4, values()).prop_map(|(row, column, value)| Edit::Set(row, column, value)),
        3 => (0usize..6, 0u8..12, values()).prop_map(|(at, key, value)| Edit::Insert(at, key, value)),
        2 => (0usize..8).prop_map(Edit::Remove),
        1 => (0usize..8, "[ab]{0,2}").prop_map(|(row, label)| Edit::Label(row, label)),
    ];
    prop::collection::vec(edit, 0..40)
}

fn apply(sheet: &mut Sheet, edit: Edit) {
    let columns = [4, 5, 8, 2].map(ColumnNumber);
    // A refused edit must leave no trace either.
    match edit {
        Edit::Set(row, column, value) => drop(sheet.set(row, columns[column], value)),
        Edit::Insert(at, key, value) => {
            let mut row = ContentRow::new(format!("n{key}"));
            row.cells.insert(ColumnNumber(4), value);
            row.label = Some("thêm".to_owned());
            let _ = sheet.insert_row(at, row);
        }
        Edit::Remove(row) => drop(sheet.remove_row(row)),
        Edit::Label(row, label) => drop(sheet.set_label(row, label)),
    }
}

fn all_values(sheet: &Sheet) -> Vec<(RowKey, Vec<Value>)> {
    let columns: Vec<_> = sheet.form().columns().iter().map(|column| column.number).collect();
    (0..sheet.row_count())
        .map(|row| (sheet.row(row).key.clone(), columns.iter().map(|column| sheet.value(row, *column)).collect()))
        .collect()
}

/// Applies the edits, proving each step and the end.
pub fn check(form: &Arc<CompiledForm>, full: bool, edits: Vec<Edit>) {
    let mut sheet = Sheet::open(form.clone(), &domain::content::Content::default(), references(full));
    for edit in edits {
        let before = all_values(&sheet);
        let same_rows =
            |after: &[(RowKey, Vec<Value>)]| before.iter().map(|(key, _)| key).eq(after.iter().map(|(key, _)| key));
        let changed = match edit {
            Edit::Set(row, column, value) => {
                sheet.set(row, [4, 5, 8, 2].map(ColumnNumber)[column], value).unwrap_or_default()
            }
            other => {
                apply(&mut sheet, other);
                continue;
            }
        };
        let after = all_values(&sheet);
        assert!(same_rows(&after));
        for (row, ((key, old), (_, new))) in before.iter().zip(&after).enumerate() {
            for (column, (old, new)) in form.columns().iter().zip(old.iter().zip(new)) {
                let reported = changed.contains(&(row, column.number));
                assert!(old == new || reported, "{key}({}) {old:?} → {new:?} was not reported", column.number);
            }
        }
    }
    let opened = Sheet::open(form.clone(), &sheet.content(), references(full));
    assert_eq!(all_values(&sheet), all_values(&opened));
    assert_eq!(sheet.findings(Language::Vi), opened.findings(Language::Vi));
    assert_eq!(sheet.content(), opened.content());
    for row in 0..sheet.row_count() {
        for column in form.columns() {
            let cell = CellRef { row: sheet.row(row).key.clone(), column: column.number };
            let mut about = sheet.findings(Language::Vi);
            about.retain(|finding| finding.cells.contains(&cell));
            let mut found = sheet.cell_findings(row, column.number, Language::Vi);
            found.sort_by(|one, other| (&one.code, &one.message).cmp(&(&other.code, &other.message)));
            about.sort_by(|one, other| (&one.code, &one.message).cmp(&(&other.code, &other.message)));
            assert_eq!(found, about);
        }
    }
    let warnings = sheet.findings(Language::Vi).iter().filter(|finding| finding.severity == Severity::Warning).count();
    let counts = FindingCounts { errors: sheet.findings(Language::Vi).len() - warnings, warnings };
    assert_eq!(sheet.finding_counts(), counts);
    let mut again = sheet.clone();
    again.recompute();
    assert_eq!(all_values(&sheet), all_values(&again));
    assert_eq!(sheet.findings(Language::Vi), again.findings(Language::Vi));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn free_rows(full: bool, edits in edits()) {
        check(&tangled_free().compile(), full, edits);
    }

    #[test]
    fn fixed_rows(full: bool, edits in edits()) {
        check(&tangled_fixed().compile(), full, edits);
    }
}
