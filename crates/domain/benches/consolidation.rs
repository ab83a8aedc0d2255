//! How long consolidation takes: 1,000 and 3,321 children (the country's communes) of 30 rows × 14 columns.
//!
//! `cargo bench -p domain --bench consolidation` prints the CPU time of the best and the median of some runs.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::consolidation::{Child, Consolidated, consolidate};
use domain::content::{Content, ContentRow, RowKey};
use domain::ids::{ReportId, UnitId};
use domain::template::{Column, ColumnNumber, ColumnType, FixedRow, FormKind, FormTemplate, HeaderNode, Provenance};
use domain::template::{RowKind, RowRole};
use domain::value::Value;
use rust_decimal::Decimal;

const ROWS: usize = 30;
const COLUMNS: u16 = 14;
const RUNS: usize = 15;

fn main() {
    println!("{:<12}{:>8}{:>14}{:>14}{:>14}", "rows", "children", "best ms", "median ms", "allowed ms");
    for (children, allowed) in [(1_000, 50), (3_321, 150)] {
        for kind in [RowKind::Fixed, RowKind::Catalogue { catalogue: "linh_vuc".to_owned() }] {
            let name = if kind == RowKind::Fixed { "fixed" } else { "catalogue" };
            let (best, median) = measure(&form(kind.clone()), &reports(children, &kind));
            println!("{name:<12}{children:>8}{:>14.1}{:>14.1}{allowed:>14}", milliseconds(best), milliseconds(median));
        }
    }
}

fn measure(form: &FormTemplate, children: &[Child]) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let (result, took): (Consolidated, Duration) =
                timed(|| consolidate(form, &Content::default(), black_box(children)));
            assert_eq!(result.content.rows.len(), ROWS);
            took
        })
        .collect();
    times.sort_unstable();
    (times.first().copied().unwrap_or_default(), times.get(RUNS / 2).copied().unwrap_or_default())
}

/// What the work took: CPU time of this thread where the system tells it, else wall-clock time.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (wall, cpu) = (Instant::now(), cpu_time());
    let result = work();
    let took = cpu.zip(cpu_time()).map_or_else(|| wall.elapsed(), |(before, after)| after.saturating_sub(before));
    (result, took)
}

fn cpu_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = line.split_whitespace().next()?.parse().ok().filter(|time| *time > 0)?;
    Some(Duration::from_nanos(nanoseconds))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// A form of whole numbers: ordinal and label, then summed columns.
fn form(row_kind: RowKind) -> FormTemplate {
    let column = |number: u16, kind| {
        HeaderNode::Column(Column {
            number: ColumnNumber(number),
            title: format!("Cột {number}"),
            kind,
            required: false,
            formula: None,
            declared_aggregate: None,
        })
    };
    let mut header = vec![column(1, ColumnType::Ordinal), column(2, ColumnType::Label)];
    header.extend((3..3 + COLUMNS).map(|number| column(number, ColumnType::Decimal { scale: 2 })));
    let rows = (0..ROWS).map(|row| FixedRow {
        code: code(row),
        ordinal: None,
        label: code(row),
        parent: None,
        role: RowRole::Data,
        unit_of_measure: None,
        formulas: BTreeMap::new(),
    });
    FormTemplate {
        format: 1,
        circular: "01/2020/TT-VPCP".to_owned(),
        code: "II.06a".to_owned(),
        version: 1,
        title: "Đo thời gian".to_owned(),
        part: None,
        regime: "II".to_owned(),
        kind: FormKind::Data,
        frequencies: Vec::new(),
        unit_of_measure: None,
        reporters: Vec::new(),
        receiver: None,
        provenance: Provenance::Reconstructed,
        provenance_note: None,
        off_system: false,
        header,
        rows: if row_kind == RowKind::Fixed { rows.collect() } else { Vec::new() },
        row_kind,
        min_rows: None,
        max_rows: None,
        rules: Vec::new(),
        consolidates: Vec::new(),
        sections: Vec::new(),
    }
}

fn code(row: usize) -> String {
    format!("chi_tieu_{row}")
}

fn reports(children: i64, kind: &RowKind) -> Vec<Child> {
    (0..children)
        .map(|unit| Child {
            report: ReportId(unit),
            revision: 1,
            unit: UnitId(unit),
            unit_name: format!("Xã {unit}"),
            content: Content { rows: (0..ROWS).map(|row| filled(unit, row, kind)).collect() },
        })
        .collect()
}

/// A row whose figures differ by unit and have two digits after the comma here and there.
fn filled(unit: i64, row: usize, kind: &RowKind) -> ContentRow {
    let figure = |column: u16| Value::Number(Decimal::new(unit * 7 + i64::from(column), u32::from(column % 3)));
    ContentRow {
        item: (*kind != RowKind::Fixed).then(|| code(row)),
        cells: (3..3 + COLUMNS).map(|column| (ColumnNumber(column), figure(column))).collect(),
        ..ContentRow::new(RowKey(code(row)))
    }
}
