//! Form templates: what a circular prescribes, as data.
//!
//! A template is identified by (circular, code, version) and never changes once a report uses it (A14).
//! The JSON form of these types is published as `openapi/form-template.schema.json`.

pub mod check;
mod header;
mod row;
mod structure;

use serde::{Deserialize, Serialize};

pub use check::{Fault, check, from_json};
pub use header::{Aggregate, Column, ColumnNumber, ColumnType, HeaderGroup, HeaderNode};
pub use row::{FixedRow, RowKind, RowRole};

use crate::period::Frequency;

/// One form of a circular.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTemplate {
    /// Version of this JSON layout; 1.
    pub format: u16,
    /// The legal document, e.g. `01/2020/TT-VPCP`.
    pub circular: String,
    /// Code printed on the form, e.g. `II.06a/VPCP/KSTT`. Unique within its circular only.
    pub code: String,
    /// Version of this template, from 1.
    pub version: u32,
    /// Title printed on the form.
    pub title: String,
    /// Part suffix where one code prints several tables, e.g. `II`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Code of the regime, e.g. `II`.
    pub regime: String,
    /// Grid or narrative.
    pub kind: FormKind,
    /// How often it is reported.
    pub frequencies: Vec<Frequency>,
    /// Unit of measure printed above the table, e.g. "Số hồ sơ TTHC".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_of_measure: Option<String>,
    /// Who reports, in the circular's words.
    #[serde(default)]
    pub reporters: Vec<String>,
    /// Who receives, in the circular's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<String>,
    /// How sure we are that this is the official form; the screen shows a notice for `reconstructed`.
    pub provenance: Provenance,
    /// Where the columns come from and what is uncertain about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance_note: Option<String>,
    /// A state-secret form that must never be filled, imported or sent here (A11).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off_system: bool,
    /// Column headers as a tree; the leaves are the numbered columns. Empty for outlines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<HeaderNode>,
    /// Where the rows come from.
    #[serde(default)]
    pub row_kind: RowKind,
    /// Fewest rows that a reporter adds; fewer block submitting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_rows: Option<u32>,
    /// Most rows that a reporter adds; further ones are refused, and block submitting where two people added them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rows: Option<u32>,
    /// Prescribed rows, in printed order. Forms whose rows are added by the reporter list their total row here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<FixedRow>,
    /// Rules that the figures must satisfy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Codes (same circular) of the lower-level forms that this one consolidates; empty means the same form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consolidates: Vec<String>,
    /// Sections of an outline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<OutlineSection>,
}

impl FormTemplate {
    /// The columns, in header order.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        header::leaves(&self.header)
    }

    /// The column with this number.
    #[must_use]
    pub fn column(&self, number: ColumnNumber) -> Option<&Column> {
        self.columns().find(|column| column.number == number)
    }

    /// Whether the system can take figures for this form.
    #[must_use]
    pub fn is_fillable(&self) -> bool {
        self.kind == FormKind::Data && !self.off_system
    }
}

/// Grid or narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// A grid of figures (biểu mẫu số liệu).
    Data,
    /// A tree of text sections (đề cương).
    Outline,
}

/// How a form came to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Columns confirmed by public material.
    Published,
    /// Columns read from the handbook's screenshots.
    Handbook,
    /// Our reconstruction; never to be presented as the official form without a check.
    Reconstructed,
    /// Read from a draft of the legal document; the issued text may differ.
    Draft,
}

/// A rule: a boolean formula that must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable key inside the form, e.g. `R1`.
    pub code: String,
    /// The formula, e.g. `[3] = [7] + [11]`. Without a `{row}` reference it is checked on every data row and total.
    pub formula: String,
    /// What a violation means.
    pub severity: Severity,
    /// The author's words, shown after the generated message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where the rule comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

/// What a violated rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Blocks submitting, never saving.
    Error,
    /// Must be confirmed with a reason when submitting.
    Warning,
}

/// One section of an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutlineSection {
    /// Printed number, e.g. `I.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Heading.
    pub title: String,
    /// Sections below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<OutlineSection>,
}
