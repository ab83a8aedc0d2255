//! How a form's columns lie in a workbook: A the printed number, B the code, C the name, D the unit of measure, then figures.

use domain::template::{Column, ColumnType, FormTemplate};

/// Text that says "not applicable" in a cell.
pub(crate) const NOT_APPLICABLE: &str = "N/A";

/// Columns with figures: neither the number, the name, the item nor the unit of the row.
pub(crate) fn is_data_column(column: &Column) -> bool {
    !matches!(
        column.kind,
        ColumnType::Ordinal | ColumnType::Label | ColumnType::Unit | ColumnType::CatalogueItem { .. }
    )
}

/// The data columns in the order of their numbers: the order in the workbook.
pub(crate) fn data_columns(template: &FormTemplate) -> Vec<&Column> {
    let mut columns: Vec<&Column> = template.columns().filter(|column| is_data_column(column)).collect();
    columns.sort_by_key(|column| column.number);
    columns
}

/// The column that column C stands for: the name, the picked item or the unit of a row.
pub(crate) fn label_column(template: &FormTemplate) -> Option<&Column> {
    let rank = |column: &Column| match column.kind {
        ColumnType::Label => Some(0),
        ColumnType::CatalogueItem { .. } => Some(1),
        ColumnType::Unit => Some(2),
        _ => None,
    };
    template.columns().filter(|column| rank(column).is_some()).min_by_key(|column| rank(column))
}

/// The column of printed numbers (STT).
pub(crate) fn ordinal_column(template: &FormTemplate) -> Option<&Column> {
    template.columns().find(|column| column.kind == ColumnType::Ordinal)
}

/// The unit that a row came from, where column C shows its name instead: it stands behind the figures.
pub(crate) fn unit_column(template: &FormTemplate) -> Option<&Column> {
    let label = label_column(template)?;
    template.columns().find(|column| column.kind == ColumnType::Unit && column.number != label.number)
}
