//! Values that the file shows in computed cells, against what the system computes from the same entries.

use domain::content::{Content, ContentRow, RowKey};
use domain::number::format_vi;
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::ColumnType;
use domain::value::Value;
use rust_decimal::{Decimal, RoundingStrategy};
use std::sync::Arc;

use super::Notes;
use super::rows::{Context, RowsRead};
use crate::address::Address;
use crate::grid::{GridCell, Raw};
use crate::problem::Oddity;

/// Notes every computed cell whose value in the file is not the system's, and gives how many cells the file fills that the
/// system computes: none of them is taken.
///
/// Figures that need other periods or other forms are not known here and not compared.
pub(super) fn computed(
    form: &Arc<CompiledForm>,
    context: &Context<'_>,
    read: &RowsRead,
    notes: &mut Notes<'_>,
) -> usize {
    let wanted = form.references();
    let is_known = !wanted.previous && wanted.forms.is_empty();
    let mut ignored = 0;
    let columns = context.columns();
    let sheet = Sheet::open(Arc::clone(form), &content(read), References::default());
    for (key, index) in &read.matched {
        let (Some(row), Some(report_row)) = (context.sheet.row(*index), sheet.row_index(key)) else { continue };
        for (column, at) in &columns {
            if sheet.is_input(report_row, column.number) {
                continue;
            }
            let Some(shown) = row.filled(*at) else { continue };
            ignored += 1;
            let own = sheet.value(report_row, column.number);
            if is_known && !agrees(shown, &own, &column.kind) {
                let file = text(shown);
                let system = system_text(&own);
                notes.add(Address::new(*index, *at), &Oddity::ComputedDiffers { file, system });
            }
        }
    }
    ignored
}

/// The rows as a report; added rows without a key never meet a computed cell of another row but through totals.
fn content(read: &RowsRead) -> Content {
    let rows = read.rows.iter().map(|row| ContentRow {
        key: row.key.clone().unwrap_or_else(|| RowKey(format!("\u{1}{}", row.source_row))),
        item: row.item.clone(),
        label: row.label.clone(),
        unit: None,
        cells: row
            .cells
            .iter()
            .filter(|(_, value)| !value.is_blank())
            .map(|(column, value)| (*column, value.clone()))
            .collect(),
    });
    Content { rows: rows.collect() }
}

fn agrees(shown: &GridCell, own: &Value, kind: &ColumnType) -> bool {
    if let Raw::Bool(yes) = &shown.raw {
        return *own == Value::Bool(*yes);
    }
    match (shown.number(), own) {
        (Some(shown), Value::Number(own)) => rounded(shown, kind) == rounded(*own, kind),
        _ => false,
    }
}

/// Binary arithmetic differs in the last digits; figures are compared in the digits of their column.
fn rounded(number: Decimal, kind: &ColumnType) -> Decimal {
    let digits = match kind {
        ColumnType::Integer => 0,
        ColumnType::Decimal { scale } | ColumnType::Percent { scale } => u32::from(*scale),
        _ => 10,
    };
    let number = number.round_sf(14).unwrap_or(number);
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

fn text(cell: &GridCell) -> String {
    match &cell.raw {
        Raw::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Raw::Error(text) | Raw::IsoDate(text) => text.to_string(),
        Raw::Float(number) if cell.number().is_none() => number.to_string(),
        Raw::Written(written) if cell.number().is_none() => written.to_string(),
        _ if cell.text().is_none() => cell.number().map(|number| format_vi(number, None)).unwrap_or_default(),
        _ => cell.text().unwrap_or_default().to_owned(),
    }
}

fn system_text(value: &Value) -> String {
    match value {
        Value::Number(number) => format_vi(*number, None),
        _ => "(trống)".to_owned(),
    }
}
