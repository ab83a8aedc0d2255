//! Figures that stand out from what the unit reported before.

use serde::{Deserialize, Serialize};

use crate::WireValue;
use crate::data::CellView;

/// The figures of a report that stand out from the unit's own history. Hints: they never stand in the way of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutliersView {
    /// The former periods that were compared with, newest first, in the caller's language.
    pub periods: Vec<String>,
    /// How many figures stand out.
    pub total: usize,
    /// The strangest of them, 50 at most.
    pub items: Vec<OutlierView>,
}

/// A figure that stands out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutlierView {
    /// Its cell.
    pub cell: CellView,
    /// The figure.
    pub value: WireValue,
    /// The least usual figure.
    pub low: WireValue,
    /// The greatest usual figure.
    pub high: WireValue,
    /// The figure in the middle of the former ones.
    pub median: WireValue,
    /// How many former periods had a figure in this cell.
    pub periods: usize,
    /// The same in words, in the caller's language.
    pub message: String,
}
