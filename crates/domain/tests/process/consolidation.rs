//! Consolidation by example: rows, columns, blanks, faults, lineage, differences.

use domain::consolidation::{
    CellChange, Child, Consolidated, Contribution, Fault, FaultKind, Lineage, Source, arrange, combine, combine_values,
    consolidate, difference,
};
use domain::content::{Content, ContentRow, RowKey};
use domain::ids::{ReportId, UnitId};
use domain::template::{Aggregate, ColumnNumber, FormTemplate};
use domain::value::Value;

/// Column 4 is a count, 5 an amount, 6 computed, 7 a joined text, 8 a text left alone, 9 a percentage left alone.
/// The cell (R2, 5) is computed.
pub fn form(row_kind: &str) -> FormTemplate {
    let json = format!(
        r#"{{"format":1,"circular":"01/2020/TT-VPCP","code":"II.06a","version":1,"title":"Thử","regime":"II",
        "kind":"data","frequencies":["quarterly"],"provenance":"reconstructed","row_kind":{row_kind},
        "header":[
          {{"number":1,"title":"STT","type":{{"name":"ordinal"}}}},
          {{"number":2,"title":"Chỉ tiêu","type":{{"name":"label"}}}},
          {{"title":"Số liệu","children":[
            {{"number":4,"title":"Số hồ sơ","type":{{"name":"integer"}}}},
            {{"number":5,"title":"Kinh phí","type":{{"name":"decimal","scale":2}}}},
            {{"number":6,"title":"Bình quân","type":{{"name":"decimal","scale":2}},"formula":"[5] / [4]"}}]}},
          {{"number":7,"title":"Nguyên nhân","type":{{"name":"text"}},"aggregate":"concatenate"}},
          {{"number":8,"title":"Ghi chú","type":{{"name":"text"}}}},
          {{"number":9,"title":"Tỷ lệ","type":{{"name":"percent","scale":1}}}}],
        "rows":[{rows}]}}"#,
        rows = if row_kind.contains("fixed") {
            r#"{"code":"R1","label":"Một","role":"data"},
               {"code":"R2","label":"Hai","role":"data","formulas":{"5":"[4] * 2"}},
               {"code":"T","label":"TỔNG CỘNG","role":"total"}"#
        } else {
            r#"{"code":"T","label":"TỔNG CỘNG","role":"total"}"#
        }
    );
    serde_json::from_str(&json).unwrap()
}

pub const FIXED: &str = r#"{"name":"fixed"}"#;
pub const CATALOGUE: &str = r#"{"name":"catalogue","catalogue":"linh_vuc"}"#;
pub const FREE: &str = r#"{"name":"free"}"#;

/// Cells: column and value.
type Cells<'a> = &'a [(u16, &'a str)];
/// A row: key and cells.
type Row<'a> = (&'a str, Cells<'a>);

/// A value as the tables write it: a number, `n/a`, or `"text"`.
fn value(text: &str) -> Value {
    match text.strip_prefix('"') {
        Some(text) => Value::from(text.trim_end_matches('"')),
        None if text == "n/a" => Value::NotApplicable,
        None => Value::Number(text.parse().unwrap()),
    }
}

fn content(rows: &[Row<'_>]) -> Content {
    let rows = rows.iter().map(|(key, cells)| {
        let mut row = ContentRow::new(*key);
        row.cells = cells.iter().map(|(column, text)| (ColumnNumber(*column), value(text))).collect();
        row
    });
    Content { rows: rows.collect() }
}

fn picked(rows: &[Row<'_>]) -> Content {
    let mut content = content(rows);
    for row in &mut content.rows {
        row.item = Some(row.key.0.clone());
        row.label = Some(format!("Lĩnh vực {}", row.key));
    }
    content
}

pub fn child(unit: i64, content: Content) -> Child {
    Child {
        report: ReportId(unit * 10),
        revision: unit + 100,
        unit: UnitId(unit),
        unit_name: format!("Xã {unit}"),
        content,
    }
}

/// The rows as text: `key: column=value …`.
fn print(content: &Content) -> Vec<String> {
    let cell = |value: &Value| match value {
        Value::Number(number) => number.to_string(),
        Value::NotApplicable => "n/a".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        other => format!("{other:?}"),
    };
    let row = |row: &ContentRow| {
        let cells = row.cells.iter().map(|(column, value)| format!(" {column}={}", cell(value)));
        format!("{}:{}", row.key, cells.collect::<String>())
    };
    content.rows.iter().map(row).collect()
}

fn run(row_kind: &str, own: &Content, children: Vec<Content>) -> Consolidated {
    let children: Vec<Child> = (1..).zip(children).map(|(unit, content)| child(unit, content)).collect();
    consolidate(&form(row_kind), own, &children)
}

#[test]
fn fixed_rows_match_by_code() {
    let result = run(
        FIXED,
        &content(&[("R1", &[(4, "1"), (7, "\"Thiếu người\"")])]),
        vec![
            content(&[("R2", &[(4, "5")]), ("R1", &[(4, "10"), (5, "1.5"), (7, "\"Mưa lũ\"")])]),
            content(&[("R1", &[(4, "20"), (5, "2.25"), (7, "\"Mất điện\"")])]),
        ],
    );
    assert_eq!(
        print(&result.content),
        ["R1: 4=31 5=3.75 7=\"Thiếu người; Mưa lũ; Mất điện\"", "R2: 4=5"],
        "in the form's order"
    );
    assert_eq!(print(&result.children), ["R1: 4=30 5=3.75 7=\"Mưa lũ; Mất điện\"", "R2: 4=5"]);
    assert_eq!(result.faults, []);
}

#[test]
fn what_is_computed_or_not_aggregated_is_left_alone() {
    let figures: &[(u16, &str)] = &[(4, "1"), (5, "9"), (6, "9"), (8, "\"Ghi chú\""), (9, "50")];
    let result = run(FIXED, &Content::default(), vec![content(&[("R1", figures), ("R2", figures)])]);
    assert_eq!(print(&result.content), ["R1: 4=1 5=9", "R2: 4=1"]);
    let own = run(FIXED, &content(&[("R1", &[(8, "\"Của tỉnh\""), (9, "40")])]), vec![content(&[("R1", figures)])]);
    assert_eq!(print(&own.content), ["R1: 4=1 5=9 8=\"Của tỉnh\" 9=40"], "the own remark stays");
}

#[test]
fn blank_zero_and_not_applicable_stay_apart() {
    // Two children's cells and the own one; what the sum shows.
    let rows: [(Cells<'_>, Cells<'_>, Cells<'_>, &str); 11] = [
        (&[], &[], &[], ""),
        (&[(4, "0")], &[], &[], "R1: 4=0"),
        (&[(4, "0")], &[(4, "0")], &[], "R1: 4=0"),
        (&[(4, "n/a")], &[(4, "n/a")], &[], "R1: 4=n/a"),
        (&[(4, "n/a")], &[], &[], ""),
        (&[(4, "n/a")], &[(4, "3")], &[], "R1: 4=3"),
        (&[(4, "n/a")], &[(4, "n/a")], &[(4, "2")], "R1: 4=2"),
        (&[(4, "n/a")], &[(4, "n/a")], &[(4, "n/a")], "R1: 4=n/a"),
        (&[(4, "3")], &[(4, "4")], &[(4, "n/a")], "R1: 4=7"),
        (&[], &[], &[(4, "n/a")], "R1: 4=n/a"),
        (&[(4, "-3")], &[(4, "3")], &[], "R1: 4=0"),
    ];
    for (one, two, own, expected) in rows {
        let of = |cells| if <[_]>::is_empty(cells) { Content::default() } else { content(&[("R1", cells)]) };
        let result = run(FIXED, &of(own), vec![of(one), of(two)]);
        assert_eq!(print(&result.content).join("\n"), expected, "{one:?} {two:?} {own:?}");
    }
}

#[test]
fn catalogue_rows_match_by_item() {
    let result = run(
        CATALOGUE,
        &picked(&[("cong_an", &[(4, "1")])]),
        vec![
            picked(&[("y_te", &[(4, "10")]), ("cong_an", &[(4, "n/a")])]),
            picked(&[("y_te", &[(4, "20"), (5, "n/a")])]),
        ],
    );
    assert_eq!(print(&result.content), ["cong_an: 4=1", "y_te: 4=30"]);
    assert_eq!(print(&result.children), ["y_te: 4=30", "cong_an: 4=n/a"], "who lists the item says it does not apply");
    assert_eq!(result.content.rows[1].item.as_deref(), Some("y_te"));
    assert_eq!(result.content.rows[1].label.as_deref(), Some("Lĩnh vực y_te"));
    assert_eq!(result.content.rows[1].unit, None);
}

#[test]
fn free_rows_are_listed_with_their_unit() {
    let mut first = content(&[("a", &[(4, "1"), (8, "\"Cầu Đuống\"")])]);
    first.rows[0].label = Some("Dự án A".to_owned());
    let mut second = content(&[("a", &[(4, "2"), (6, "9")]), ("b", &[])]);
    second.rows[0].unit = Some("Thôn Hạ".to_owned());
    let result = run(FREE, &content(&[("own", &[(4, "7")])]), vec![first, second]);
    assert_eq!(print(&result.content), ["own: 4=7", "1:a: 4=1 8=\"Cầu Đuống\"", "2:a: 4=2", "2:b:"]);
    let units: Vec<_> = result.content.rows.iter().map(|row| row.unit.as_deref()).collect();
    assert_eq!(units, [None, Some("Xã 1"), Some("Thôn Hạ, Xã 2"), Some("Xã 2")]);
    assert_eq!(result.content.rows[1].label.as_deref(), Some("Dự án A"));
    let cell: Vec<_> = result.lineage.cell(&"2:a".into(), ColumnNumber(4)).map(|found| found.value.clone()).collect();
    assert_eq!(cell, [Value::from(2)]);
}

#[test]
fn nothing_is_dropped_silently() {
    let result = run(
        FIXED,
        &content(&[("R1", &[(4, "\"hai\"")]), ("R9", &[(4, "1")])]),
        vec![
            content(&[("R1", &[(4, "\"một\""), (5, "1")]), ("R7", &[(4, "1")]), ("T", &[(4, "1")])]),
            content(&[("R1", &[(4, "3")])]),
        ],
    );
    let fault = |kind, report: Option<i64>, row: &str, column: Option<u16>| Fault {
        kind,
        report: report.map(ReportId),
        row: row.into(),
        column: column.map(ColumnNumber),
    };
    assert_eq!(
        result.faults,
        [
            fault(FaultKind::NotANumber, Some(10), "R1", Some(4)),
            fault(FaultKind::UnknownRow, Some(10), "R7", None),
            fault(FaultKind::UnknownRow, Some(10), "T", None),
            fault(FaultKind::NotANumber, None, "R1", Some(4)),
        ]
    );
    assert_eq!(print(&result.content), ["R1: 4=\"hai\" 5=1", "R9: 4=1"], "what was typed stays");
}

#[test]
fn sums_are_exact_or_refused() {
    let most = "79228162514264337593543950335";
    let rows: [(&[&str], Option<&str>); 6] = [
        (&["0.1", "0.2"], Some("0.3")),
        (&[most, "1", "-1"], Some(most)),
        (&[most, "1"], None),
        // Adding decimals pairwise would round this one silently.
        (&[most, "0.1"], None),
        (&[most, "0.5", "-0.50"], Some(most)),
        (&["0.0000000000000000000000000001", "1"], Some("1.0000000000000000000000000001")),
    ];
    for (figures, expected) in rows {
        let children = figures.iter().map(|figure| content(&[("R1", &[(5, figure)])])).collect();
        let result = run(FIXED, &Content::default(), children);
        let sum = result.content.value(&"R1".into(), ColumnNumber(5)).as_number();
        assert_eq!(sum, expected.map(|text| text.parse().unwrap()), "{figures:?}");
        let overflow = result.faults.iter().any(|fault| fault.kind == FaultKind::Overflow && fault.report.is_none());
        assert_eq!(overflow, expected.is_none(), "{figures:?}");
    }
    let own = run(FIXED, &content(&[("R1", &[(5, "0.1")])]), vec![content(&[("R1", &[(5, most)])])]);
    assert_eq!(own.content.value(&"R1".into(), ColumnNumber(5)), Value::Blank);
    assert_eq!(own.faults.len(), 1);
}

#[test]
fn a_cell_says_where_it_comes_from() {
    let result = run(
        FIXED,
        &content(&[("R1", &[(4, "1")])]),
        vec![content(&[("R1", &[(4, "10")])]), Content::default(), content(&[("R1", &[(4, "n/a")])])],
    );
    let cell: Vec<Contribution<'_>> = result.lineage.cell(&"R1".into(), ColumnNumber(4)).collect();
    let source = |unit: i64| Source::Child {
        report: ReportId(unit * 10),
        revision: unit + 100,
        unit: UnitId(unit),
        unit_name: format!("Xã {unit}"),
    };
    assert_eq!(
        cell,
        [
            Contribution { source: &source(1), value: &Value::from(10) },
            Contribution { source: &source(3), value: &Value::NotApplicable },
            Contribution { source: &Source::Own, value: &Value::from(1) },
        ]
    );
    assert_eq!(result.lineage.sources(), [source(1), source(2), source(3), Source::Own], "silent children too");
    assert_eq!(result.lineage.cell(&"R2".into(), ColumnNumber(4)).count(), 0);
    let unsaid = run(FIXED, &content(&[("R1", &[])]), vec![content(&[("R1", &[(4, "10")])])]);
    assert_eq!(unsaid.lineage.sources(), [source(1)], "who says nothing is no source");
    assert_eq!(result.lineage.cells().collect::<Vec<_>>(), [(&RowKey::from("R1"), ColumnNumber(4))]);
}

#[test]
fn a_lineage_is_kept_as_json() {
    let mut first = content(&[("a", &[(4, "1.50"), (7, "\"12\""), (8, "n/a")])]);
    first.rows[0].cells.insert(ColumnNumber(9), Value::Date("2026-11-21".parse().unwrap()));
    first.rows[0].cells.insert(ColumnNumber(5), Value::Bool(true));
    let result = run(FREE, &content(&[("own", &[(4, "7")])]), vec![first]);
    let json = serde_json::to_string(&result.lineage).unwrap();
    assert_eq!(
        json,
        concat!(
            r#"{"format":1,"sources":[{"report":10,"revision":101,"unit":1,"unit_name":"Xã 1"},{}],"rows":{"#,
            r#""1:a":{"4":[[0,"1.50"]],"5":[[0,true]],"7":[[0,{"text":"12"}]],"8":[[0,null]],"9":[[0,{"date":"2026-11-21"}]]},"#,
            r#""own":{"4":[[1,"7"]]}}}"#
        )
    );
    assert_eq!(serde_json::from_str::<Lineage>(&json).unwrap(), result.lineage);
    assert!(serde_json::from_str::<Lineage>(&json.replace("\"format\":1", "\"format\":2")).is_err());
}

#[test]
fn own_figures_can_be_changed_without_the_children() {
    let children = vec![content(&[("R1", &[(4, "10")]), ("R2", &[(4, "n/a")])]), content(&[("R1", &[(4, "5")])])];
    let part = run(FIXED, &Content::default(), children.clone()).children;
    for own in [&[("R1", &[(4, "1"), (8, "\"x\"")][..])][..], &[("R2", &[(4, "n/a")])], &[]] {
        let own = content(own);
        let (combined, faults) = combine(&form(FIXED), &own, &part);
        assert_eq!(combined, run(FIXED, &own, children.clone()).content);
        assert_eq!(faults, []);
    }
}

#[test]
fn one_cell_combines_as_all_do() {
    let rows = [
        (Aggregate::Sum, "1", "2", Ok("3")),
        (Aggregate::Sum, "1", "n/a", Ok("1")),
        (Aggregate::Sum, "n/a", "2", Ok("2")),
        (Aggregate::Sum, "n/a", "n/a", Ok("n/a")),
        (Aggregate::Sum, "\"x\"", "2", Err(FaultKind::NotANumber)),
        (Aggregate::Sum, "79228162514264337593543950335", "0.1", Err(FaultKind::Overflow)),
        (Aggregate::Concatenate, "\"a\"", "\"b\"", Ok("\"a; b\"")),
        (Aggregate::None, "\"a\"", "\"b\"", Ok("\"a\"")),
        (Aggregate::None, "1", "2", Ok("1")),
    ];
    for (aggregate, own, children, expected) in rows {
        let combined = combine_values(aggregate, &value(own), &value(children));
        assert_eq!(combined, expected.map(value), "{aggregate:?} {own} {children}");
    }
    let blank = Value::Blank;
    assert_eq!(combine_values(Aggregate::Sum, &blank, &value("2")), Ok(value("2")));
    assert_eq!(combine_values(Aggregate::Sum, &value("n/a"), &blank), Ok(value("n/a")));
    assert_eq!(combine_values(Aggregate::Sum, &blank, &blank), Ok(Value::Blank));
}

#[test]
fn blank_cells_are_absent() {
    let mut own = content(&[("R1", &[(4, "1")])]);
    own.rows[0].cells.insert(ColumnNumber(5), Value::Blank);
    let result = run(FIXED, &own, vec![]);
    assert_eq!(print(&result.content), ["R1: 4=1"]);
    let mut child = own.clone();
    child.rows[0].key = "a".into();
    assert_eq!(print(&run(FREE, &Content::default(), vec![child]).content), ["1:a: 4=1"]);
}

#[test]
fn what_changed_since() {
    let old = content(&[("R1", &[(4, "10"), (5, "1"), (7, "\"a\"")]), ("R2", &[(4, "1")])]);
    let new = content(&[("R3", &[(4, "0")]), ("R1", &[(4, "12"), (5, "1.00"), (7, "n/a")])]);
    let change = |row: &str, column, old: Value, new: Value| CellChange {
        row: row.into(),
        column: ColumnNumber(column),
        old,
        new,
    };
    assert_eq!(
        difference(&old, &new),
        [
            change("R3", 4, Value::Blank, Value::from(0)),
            change("R1", 4, Value::from(10), Value::from(12)),
            change("R1", 7, Value::from("a"), Value::NotApplicable),
            change("R2", 4, Value::from(1), Value::Blank),
        ]
    );
    assert_eq!(difference(&old, &old), []);
}

#[test]
fn rows_of_a_catalogue_stand_in_its_order() {
    let items = ["dat_dai", "ho_tich", "thue"].map(str::to_owned);
    let keys = |kind: &str, rows: &[&str]| {
        let rows: Vec<Row<'_>> = rows.iter().map(|key| (*key, &[][..])).collect();
        let mut content = content(&rows);
        arrange(&form(kind), &mut content, &items);
        content.rows.into_iter().map(|row| row.key.to_string()).collect::<Vec<_>>()
    };
    // The unit's own row comes first in the combined content, wherever the catalogue has it.
    assert_eq!(keys(CATALOGUE, &["thue", "dat_dai", "ho_tich"]), ["dat_dai", "ho_tich", "thue"]);
    assert_eq!(keys(CATALOGUE, &["gone", "thue", "older", "dat_dai"]), ["dat_dai", "thue", "gone", "older"]);
    assert_eq!(keys(FREE, &["thue", "dat_dai"]), ["thue", "dat_dai"]);
    assert_eq!(keys(FIXED, &["R2", "R1"]), ["R2", "R1"], "the form itself orders its rows");
}
