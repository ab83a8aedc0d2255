//! Findings: what rules and types say about cells.

use crate::content::RowKey;
use crate::template::{ColumnNumber, Severity};

/// A cell of a report.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// The row.
    pub row: RowKey,
    /// The column.
    pub column: ColumnNumber,
}

/// What is wrong with, or remarkable about, some cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Rule code (`R1`), or a fixed code: `not_a_number`, `not_an_integer`, `negative`, `required`, `not_a_date`,
    /// `unknown_item`, `overflow`.
    pub code: String,
    /// Whether it blocks submitting.
    pub severity: Severity,
    /// The cells concerned; the first is the one to jump to.
    pub cells: Vec<CellRef>,
    /// Generated from the rule and the values, in the language that was asked for: "Cột (4) phải bằng (5)+(6)-(7):
    /// 12 ≠ 11, lệch 1".
    pub message: String,
}
