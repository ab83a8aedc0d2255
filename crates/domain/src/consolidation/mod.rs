//! Consolidation: children's accepted figures and the unit's own, in one report (D1–D5).
//!
//! [`consolidate`] adds up only what people enter; totals, ratios and other formula cells follow when the content is
//! opened as a sheet. Rows match by indicator code or catalogue item; free rows are listed with their unit. Columns
//! follow their [`Aggregate`]: sums are exact decimals, texts may be joined, everything else is left blank.
//!
//! Blank, zero and "not applicable" stay apart: a sum of blanks is blank, and a cell is "not applicable" only if every
//! child that has the row says so. The unit's own figures are kept apart from the children's ([`Consolidated::children`])
//! and put on top by [`combine`], so that they can be edited without reading the children again. An own cell left blank
//! says nothing.
//!
//! Nothing is dropped silently: what could not be added is in [`Consolidated::faults`].

mod accumulator;
mod arrange;
mod combine;
mod difference;
mod layout;
mod lineage;
mod lineage_json;
mod rows;

use crate::content::{Content, RowKey};
use crate::ids::{ReportId, UnitId};
use crate::template::{ColumnNumber, FormTemplate};

pub use arrange::arrange;
pub use combine::{combine, combine_values};
pub use difference::{CellChange, difference};
pub use lineage::{Contribution, Lineage, Source};

/// One child's accepted report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// The report.
    pub report: ReportId,
    /// The revision whose figures these are.
    pub revision: i64,
    /// The child.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// What was entered.
    pub content: Content,
}

/// A consolidated report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consolidated {
    /// Own figures and the children's together.
    pub content: Content,
    /// The children's figures alone.
    pub children: Content,
    /// Where each cell of `content` comes from, including the own entry.
    pub lineage: Lineage,
    /// What could not be added.
    pub faults: Vec<Fault>,
}

/// A cell or row of a child that could not be consolidated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The child's report; none for the own entry or when the sum itself is at fault.
    pub report: Option<ReportId>,
    /// The row.
    pub row: RowKey,
    /// The column; none when the whole row is concerned.
    pub column: Option<ColumnNumber>,
}

/// Why something could not be consolidated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// The sum has more digits than a decimal holds; the cell is left blank.
    Overflow,
    /// Something else than a number stands in a column that is summed.
    NotANumber,
    /// The form has no such row.
    UnknownRow,
}

impl FaultKind {
    /// The code used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::NotANumber => "not_a_number",
            Self::UnknownRow => "unknown_row",
        }
    }
}

/// Consolidates the children's reports, and the own figures on top, into a report of the target form.
///
/// `children` are of the same form or of a form that `target.consolidates` names; such forms number their columns alike.
#[must_use]
pub fn consolidate(target: &FormTemplate, own: &Content, children: &[Child]) -> Consolidated {
    let layout = layout::Layout::of(target);
    let mut sum = rows::sum(&layout, children);
    let (content, mut own_faults) = combine::combine_into(&layout, own, &sum.content, Some(&mut sum.lineage));
    sum.faults.append(&mut own_faults);
    Consolidated { content, children: sum.content, lineage: sum.lineage, faults: sum.faults }
}
