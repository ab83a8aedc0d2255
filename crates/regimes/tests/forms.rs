//! The form templates against their checked-in summary, and against each other.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p regimes` rewrites `tests/forms.txt`; read the difference before committing it.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use domain::template::{Column, ColumnType, FormKind, FormTemplate, RowKind};
use regimes::circular_01_2020;

const CIRCULAR: &str = "01/2020/TT-VPCP";

fn name<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn kind(kind: &ColumnType) -> String {
    match serde_json::to_value(kind).unwrap() {
        serde_json::Value::Object(fields) => fields
            .values()
            .map(|value| value.as_str().map_or(value.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    }
}

fn summary_of_column(column: &Column) -> String {
    let mut line = format!("  ({}) {} [{}]", column.number, column.title, kind(&column.kind));
    if let Some(formula) = &column.formula {
        write!(line, " := {formula}").unwrap();
    }
    if column.required {
        line.push_str(" required");
    }
    if let Some(aggregate) = column.declared_aggregate {
        write!(line, " {}", name(aggregate)).unwrap();
    }
    line
}

fn summary(form: &FormTemplate) -> String {
    let frequencies: Vec<_> = form.frequencies.iter().map(name).collect();
    let mut text = format!(
        "{} | {} | {} {} | {} | {}{}\n",
        form.circular,
        form.code,
        form.regime,
        name(form.kind),
        frequencies.join(" "),
        name(form.provenance),
        if form.off_system { " | off system" } else { "" },
    );
    let mut add = |line: String| writeln!(text, "{line}").unwrap();
    form.columns().for_each(|column| add(summary_of_column(column)));
    match &form.row_kind {
        RowKind::Fixed => {}
        RowKind::Free => add("  rows: free".into()),
        RowKind::Catalogue { catalogue } => add(format!("  rows: from {catalogue}")),
    }
    form.rows.iter().for_each(|row| add(format!("  row {} {}", row.code, name(row.role))));
    form.rules.iter().for_each(|rule| add(format!("  {} {}: {}", rule.code, name(rule.severity), rule.formula)));
    if !form.consolidates.is_empty() {
        add(format!("  consolidates {}", form.consolidates.join(", ")));
    }
    for section in &form.sections {
        add(format!("  section {} with {} below", section.number.as_deref().unwrap_or(""), section.children.len()));
    }
    text
}

#[test]
fn forms_are_those_of_the_summary() {
    let now: String = circular_01_2020().unwrap().forms.iter().map(summary).collect::<Vec<_>>().join("\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    for (number, (now, kept)) in now.lines().zip(kept.lines()).enumerate() {
        assert_eq!(now, kept, "line {} of tests/forms.txt", number + 1);
    }
    assert_eq!(now.lines().count(), kept.lines().count(), "tests/forms.txt has another number of lines");
}

#[test]
fn there_are_42_forms_with_unique_keys() {
    let forms = &circular_01_2020().unwrap().forms;
    let keys: BTreeSet<_> = forms.iter().map(|form| (&form.circular, &form.code)).collect();
    assert_eq!((forms.len(), keys.len()), (42, 42));
    let count = |wanted: FormKind| forms.iter().filter(|form| form.kind == wanted).count();
    assert_eq!((count(FormKind::Data), count(FormKind::Outline)), (39, 3));
}

#[test]
fn every_data_file_is_embedded() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files = |folder: &str| std::fs::read_dir(data.join(folder)).unwrap().count();
    let circular = circular_01_2020().unwrap();
    assert_eq!(files("circular-01-2020/forms") + files("resolution-68/forms"), circular.forms.len());
    assert_eq!(files("circular-01-2020/catalogues"), circular.catalogues.len());
    assert_eq!(files("circular-01-2020/regimes") + files("resolution-68/regimes"), circular.regimes.len());
    assert_eq!(files("circular-2026/regimes"), regimes::circular_2026().unwrap().regimes.len());
}

#[test]
fn only_the_secret_form_is_off_system() {
    let forms = &circular_01_2020().unwrap().forms;
    let off: Vec<_> = forms.iter().filter(|form| form.off_system).map(|form| form.code.as_str()).collect();
    assert_eq!(off, ["I.04/VPCP/TH"]);
}

#[test]
fn every_form_says_where_it_comes_from() {
    for form in &circular_01_2020().unwrap().forms {
        let note = form.provenance_note.as_deref().unwrap_or_default();
        assert!(note.starts_with("Biểu ") && note.contains("Độ tin cậy: "), "{}: {note}", form.code);
    }
}

#[test]
fn a_data_row_or_a_way_to_add_one_exists_in_every_data_form() {
    use domain::template::RowRole;
    for form in circular_01_2020().unwrap().forms.iter().filter(|form| form.kind == FormKind::Data) {
        let has_row = form.rows.iter().any(|row| row.role == RowRole::Data);
        assert_eq!(has_row, form.row_kind == RowKind::Fixed, "{}", form.code);
    }
}

#[test]
fn references_between_forms_and_catalogues_resolve() {
    let circular = circular_01_2020().unwrap();
    for form in &circular.forms {
        let regime = circular.regime(&form.circular, &form.regime);
        let regime = regime.unwrap_or_else(|| panic!("{} belongs to regime {}", form.code, form.regime));
        for frequency in &form.frequencies {
            assert!(regime.frequencies.contains(frequency), "{} {frequency:?}", form.code);
        }
        for code in &form.consolidates {
            assert!(circular.form(CIRCULAR, code).is_some(), "{} consolidates {code}", form.code);
        }
        let catalogues = form.columns().filter_map(|column| match &column.kind {
            ColumnType::CatalogueItem { catalogue } | ColumnType::Choice { catalogue } => Some(catalogue),
            _ => None,
        });
        let of_rows = match &form.row_kind {
            RowKind::Catalogue { catalogue } => Some(catalogue),
            _ => None,
        };
        for code in catalogues.chain(of_rows) {
            assert!(circular.catalogue(code).is_some(), "{} picks from {code}", form.code);
        }
    }
}

#[test]
fn every_data_form_compiles() {
    for form in circular_01_2020().unwrap().forms.iter().filter(|form| form.kind == FormKind::Data) {
        let compiled = domain::sheet::CompiledForm::compile(form.clone());
        assert!(compiled.is_ok(), "{}: {:?}", form.code, compiled.err());
    }
}

#[test]
fn the_forms_that_formulas_ask_for_exist() {
    let circular = circular_01_2020().unwrap();
    for form in circular.forms.iter().filter(|form| form.kind == FormKind::Data) {
        for code in domain::sheet::CompiledForm::compile(form.clone()).unwrap().references().forms {
            assert!(circular.form(&form.circular, &code).is_some(), "{} asks for {code}", form.code);
        }
    }
}

#[test]
fn the_documentation_lists_every_form() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/forms.md")).unwrap();
    for form in &circular_01_2020().unwrap().forms {
        assert!(text.contains(&format!("| `{}` |", form.code)), "{}", form.code);
    }
}
