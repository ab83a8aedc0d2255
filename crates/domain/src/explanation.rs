//! Explanations of warnings: attached to the rule and its cells, for the figures that they were given for (grid
//! conventions 106, 110).
//!
//! An explanation holds as long as the warning is about the same figures; changed figures ask for a new one.

use std::collections::HashSet;

use crate::finding::{CellRef, Finding};
use crate::sheet::Sheet;
use crate::template::Severity;

/// Longest explanation, in characters.
pub const LONGEST: usize = 2_000;

/// What an explanation is about: a warning and the figures that it was about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// Code of the rule, or the fixed code of the finding.
    pub code: String,
    /// The cells concerned.
    pub cells: Vec<CellRef>,
    /// What these cells held, and what the rule compared.
    pub figures: Vec<String>,
}

impl Subject {
    /// What an explanation of this finding would be about now.
    #[must_use]
    pub fn of(sheet: &Sheet, finding: &Finding) -> Self {
        Self { code: finding.code.clone(), cells: finding.cells.clone(), figures: sheet.grounds(finding) }
    }

    /// Whether both are about the same warning, with whatever figures.
    #[must_use]
    pub fn is_about_same(&self, other: &Self) -> bool {
        self.code == other.code && self.cells == other.cells
    }
}

/// What every warning among the findings is about.
pub fn warnings<'a>(sheet: &'a Sheet, findings: &'a [Finding]) -> impl Iterator<Item = Subject> + 'a {
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    warnings.map(|finding| Subject::of(sheet, finding))
}

/// The warnings that nobody has explained for the figures that they are about now, in the order of the findings.
#[must_use]
pub fn unexplained(sheet: &Sheet, findings: &[Finding], explained: &HashSet<Subject>) -> Vec<Subject> {
    warnings(sheet, findings).filter(|subject| !explained.contains(subject)).collect()
}
