//! The bounds of grid.md for workbooks of 10,000 × 14 cells, as CPU time and peak memory; run by `cargo bench -p workbook`.
//!
//! Prints each figure beside its bound and ends with an error where one is missed, so that a regression is noticed.
#![expect(clippy::panic, reason = "a test stops where it goes wrong")]

#[path = "common/cpu.rs"]
mod cpu;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use calamine::{Reader, Xlsx};
use chrono::NaiveDate;
use domain::content::{Content, ContentRow};
use domain::language::Language;
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::{ColumnNumber, FormTemplate};
use domain::value::Value;
use workbook::{CatalogueIndex, Heading, ImportOptions, export, gate, read};

/// Counts what is allocated at any one time.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator that counts has to be one")]
// SAFETY: every call is passed on unchanged to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(now, Ordering::Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const ROWS: usize = 10_000;
const RUNS: u32 = 20;
const MEGABYTE: usize = 1024 * 1024;

fn main() {
    let form = Arc::new(CompiledForm::compile(template()).unwrap_or_else(|faults| panic!("{faults:?}")));
    let sheet = Sheet::open(Arc::clone(&form), &content(), References::default());
    let catalogues = CatalogueIndex::default();
    let heading = Heading {
        unit_name: "UBND phường Thử Nghiệm",
        unit_code: "99999",
        period: "2026-Q4",
        period_label: "Quý IV năm 2026",
        language: Language::Vi,
        exported_at: NaiveDate::from_ymd_opt(2026, 11, 21)
            .and_then(|day| day.and_hms_opt(12, 0, 0))
            .unwrap_or_default(),
        catalogues: &catalogues,
    };
    let bytes = export(&sheet, &heading).unwrap_or_else(|error| panic!("{error}"));
    println!("{ROWS} rows × 14 columns, {} KB, mean of {RUNS} runs", bytes.len() / 1024);
    let mut missed = 0;
    missed += measure("write", 300.0, || export(&sheet, &heading).map(|bytes| bytes.len()));
    missed += measure("gate", 150.0, || gate(&bytes).map(|()| 1));
    // A yardstick without a bound: what calamine takes alone, before anything is checked or understood.
    measure("calamine", f64::INFINITY, || calamine(&bytes));
    missed += measure("read", 150.0, || {
        read(&bytes, &form, &catalogues, &ImportOptions::default()).map(|import| {
            assert!(import.rows.len() == ROWS && import.problems.is_empty(), "{:?}", import.problems.first());
            import.rows.len()
        })
    });
    if missed > 0 {
        println!("{missed} bounds missed");
        std::process::exit(1);
    }
}

fn calamine(bytes: &[u8]) -> Result<usize, calamine::XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    Ok(book.worksheet_range_at(0).transpose()?.map_or(0, |range| range.used_cells().count()))
}

/// Runs the work, prints the mean CPU time and the highest memory; 1 for a bound that was missed.
fn measure<T, E: std::fmt::Display>(name: &str, bound_ms: f64, work: impl Fn() -> Result<T, E>) -> usize {
    let mut peak = 0;
    let start = cpu::time();
    for _ in 0..RUNS {
        let before = NOW.load(Ordering::Relaxed);
        PEAK.store(before, Ordering::Relaxed);
        work().unwrap_or_else(|error| panic!("{name}: {error}"));
        peak = peak.max(PEAK.load(Ordering::Relaxed) - before);
    }
    let mean = cpu::time().saturating_sub(start).as_secs_f64() * 1000.0 / f64::from(RUNS);
    let megabytes = peak / MEGABYTE;
    let is_kept = mean <= bound_ms && megabytes < 40;
    let verdict = if is_kept { "ok" } else { "MISSED" };
    println!("{name:8} {mean:6.1} ms CPU (bound {bound_ms} ms), {megabytes} MB peak (bound 40 MB): {verdict}");
    usize::from(!is_kept)
}

/// Free rows with 14 columns of figures, four of them computed.
fn template() -> FormTemplate {
    let mut columns = vec![
        serde_json::json!({ "number": 1, "title": "STT", "type": { "name": "ordinal" } }),
        serde_json::json!({ "number": 2, "title": "Tên", "type": { "name": "label" } }),
    ];
    for number in 3..=16 {
        let formula = match number {
            3 => Some("[4] + [5] + [6]"),
            7 => Some("[8] + [9]"),
            10 => Some("[3] - [7]"),
            16 => Some("[4] / [3] * 100"),
            _ => None,
        };
        let kind = match number {
            16 => serde_json::json!({ "name": "percent", "scale": 2 }),
            13..=15 => serde_json::json!({ "name": "decimal", "scale": 2 }),
            _ => serde_json::json!({ "name": "integer" }),
        };
        let mut column = serde_json::json!({ "number": number, "title": format!("Cột {number}"), "type": kind });
        if let Some(formula) = formula {
            column["formula"] = formula.into();
        }
        columns.push(column);
    }
    let template = serde_json::json!({
        "format": 1, "circular": "99/2026/TT-THU", "code": "T.99", "version": 1, "title": "Đo tốc độ", "regime": "T",
        "kind": "data", "frequencies": ["quarterly"], "provenance": "reconstructed", "header": columns,
        "row_kind": { "name": "free" },
        "rows": [{ "code": "TONG_CONG", "label": "TỔNG CỘNG", "role": "total" }]
    });
    serde_json::from_value(template).unwrap_or_else(|error| panic!("{error}"))
}

fn content() -> Content {
    let row = |index: usize| {
        let mut row = ContentRow::new(format!("k-{index}"));
        row.label = Some(format!("Nhiệm vụ số {index}"));
        for number in [4, 5, 6, 8, 9, 11, 12, 13, 14, 15] {
            let figure = i64::try_from(index * 7919 % 100_003).unwrap_or_default() + i64::from(number);
            let value =
                if number >= 13 { Value::Number(rust_decimal::Decimal::new(figure, 2)) } else { Value::from(figure) };
            row.cells.insert(ColumnNumber(number), value);
        }
        row
    };
    Content { rows: (0..ROWS).map(row).collect() }
}
