//! The header tree of a form and its numbered columns.

use serde::{Deserialize, Serialize};

/// Printed number of a column, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnNumber(pub u16);

impl std::fmt::Display for ColumnNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A header cell: a group over others, or a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum HeaderNode {
    /// A cell over several columns.
    Group(HeaderGroup),
    /// A numbered column.
    Column(Column),
}

/// A header cell over several columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderGroup {
    /// Printed title.
    pub title: String,
    /// What stands below.
    pub children: Vec<HeaderNode>,
}

/// A numbered column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Printed number.
    pub number: ColumnNumber,
    /// Printed title.
    pub title: String,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// A data row may not be submitted with this cell blank.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Formula of a computed column, e.g. `[4] + [5] + [6]`; its cells cannot be typed into (A9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// How totals and consolidation treat the column. By default numbers are summed, computed columns recomputed,
    /// everything else left alone; see [`Column::aggregate`].
    #[serde(default, rename = "aggregate", skip_serializing_if = "Option::is_none")]
    pub declared_aggregate: Option<Aggregate>,
}

impl Column {
    /// How totals and consolidation treat the column.
    #[must_use]
    pub fn aggregate(&self) -> Aggregate {
        self.declared_aggregate.unwrap_or(match (&self.formula, &self.kind) {
            (Some(_), _) => Aggregate::Recompute,
            (None, ColumnType::Integer | ColumnType::Decimal { .. }) => Aggregate::Sum,
            (None, _) => Aggregate::None,
        })
    }

    /// Whether people (or a consolidation) enter this column's cells.
    #[must_use]
    pub fn is_input(&self) -> bool {
        self.formula.is_none()
            && !matches!(
                self.kind,
                ColumnType::Ordinal | ColumnType::Label | ColumnType::Unit | ColumnType::CatalogueItem { .. }
            )
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum ColumnType {
    /// The row's printed number (STT); not entered.
    Ordinal,
    /// The row's name; typed in free rows, prescribed otherwise.
    Label,
    /// The row's catalogue item.
    CatalogueItem {
        /// Code of the catalogue, e.g. `linh_vuc`.
        catalogue: String,
    },
    /// The unit that the row is about: the row's name, filled by the system.
    Unit,
    /// A whole number.
    Integer,
    /// An exact decimal.
    Decimal {
        /// Digits after the comma that are kept.
        scale: u8,
    },
    /// A percentage; `12.5` means 12,5 %.
    Percent {
        /// Digits after the comma that are shown.
        scale: u8,
    },
    /// Free text.
    Text,
    /// One item of a catalogue, chosen in the cell.
    Choice {
        /// Code of the catalogue.
        catalogue: String,
    },
    /// A calendar date.
    Date,
    /// Yes or no.
    Bool,
}

impl ColumnType {
    /// Whether the column names the row rather than holding a figure.
    #[must_use]
    pub fn names_row(&self) -> bool {
        matches!(self, Self::Ordinal | Self::Label | Self::Unit | Self::CatalogueItem { .. })
    }

    /// Whether cells hold numbers.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal { .. } | Self::Percent { .. })
    }
}

/// How totals and consolidation treat a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// Added up.
    Sum,
    /// The column's formula is applied to the aggregated row (ratios: D3).
    Recompute,
    /// Left blank.
    None,
    /// Texts joined by "; ".
    Concatenate,
}

/// The columns below these header cells, left to right.
pub(super) fn leaves(nodes: &[HeaderNode]) -> impl Iterator<Item = &Column> {
    let mut columns = Vec::new();
    collect(nodes, &mut columns);
    columns.into_iter()
}

fn collect<'a>(nodes: &'a [HeaderNode], columns: &mut Vec<&'a Column>) {
    for node in nodes {
        match node {
            HeaderNode::Group(group) => collect(&group.children, columns),
            HeaderNode::Column(column) => columns.push(column),
        }
    }
}
