//! What is said of cells: the words of findings, why warnings stand, what was there before (conventions 106, 107, 110).

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::explanation::Subject;
use domain::finding::{CellRef, Finding};
use leptos::prelude::*;

use super::super::former::Former;
use super::super::journal::CellKey;
use super::super::noted::NotedCells;
use super::super::series_years::Period;
use super::GridModel;

/// Explanations by what they are about.
pub type Explained = HashMap<Subject, String>;

impl GridModel {
    /// Takes what was explained. What is said of figures that changed meanwhile is found again when they come back.
    pub fn set_explained(&self, explained: Explained) {
        self.explained.try_set(explained);
    }

    /// What was explained, to be followed.
    #[must_use]
    pub fn explained(&self) -> Signal<Explained> {
        self.explained.into()
    }

    /// What a finding is about now.
    #[must_use]
    pub fn subject(&self, finding: &Finding) -> Subject {
        self.read(|book| Subject::of(book.figures().sheet(), finding))
    }

    /// Why a warning stands, if somebody said so of the figures that it is about now.
    #[must_use]
    pub fn explanation(&self, finding: &Finding) -> Option<String> {
        let is_empty = self.explained.with_untracked(HashMap::is_empty);
        let subject = (!is_empty).then(|| self.subject(finding))?;
        self.explained.with_untracked(|explained| explained.get(&subject).cloned())
    }

    /// Takes the figures of the period before, to compare with.
    pub fn set_former(&self, former: Former) {
        if self.book.try_update_value(|book| book.former = Some(former)).is_some() {
            self.tick.update(|tick| *tick += 1);
        }
    }

    /// Whether the period before was asked for.
    #[must_use]
    pub fn has_former(&self) -> bool {
        self.read(|book| book.former.is_some())
    }

    /// Takes the first and last day that the figures are about: days without a year are of that time.
    pub fn set_period(&self, from: NaiveDate, to: NaiveDate) {
        // Nothing on screen depends on it, only what is filled in from now on.
        self.book.try_update_value(|book| book.period = Some(Period { from, to }));
    }

    /// Takes what a review says of cells.
    pub fn set_noted(&self, noted: NotedCells) {
        let is_new = self.noted.try_with_value(|known| *known != noted).unwrap_or_default();
        if is_new {
            self.noted.set_value(noted);
            self.tick.update(|tick| *tick += 1);
        }
    }

    /// How a cell is drawn for what a review says of it.
    pub(in crate::grid) fn noted_class(&self, cell: &CellKey) -> String {
        self.noted.with_value(|noted| noted.get(cell).into_iter().flatten().map(|(kind, _)| kind.class()).collect())
    }

    /// The cells that a review says something of.
    pub(in crate::grid) fn noted_cells(&self) -> Vec<CellKey> {
        self.noted.with_value(|noted| noted.keys().cloned().collect())
    }

    /// The cells that a granted correction allows to change; none where all may be.
    pub fn set_limit(&self, limit: Option<HashSet<CellKey>>) {
        let is_new = self.read(|book| *book.figures().limit() != limit);
        if is_new && self.book.try_update_value(|book| book.set_limit(limit)).is_some() {
            self.tick.update(|tick| *tick += 1);
        }
    }

    /// Whether only some cells may be changed.
    pub(in crate::grid) fn is_limited(&self) -> bool {
        self.read(|book| book.figures().limit().is_some())
    }

    /// What a review and findings say of a cell.
    pub(in crate::grid) fn messages(&self, cell: &CellKey) -> Vec<String> {
        let mut messages = self.noted_texts(cell);
        messages.extend(self.found_texts(cell));
        messages
    }

    /// What a review says of a cell.
    pub(in crate::grid) fn noted_texts(&self, cell: &CellKey) -> Vec<String> {
        self.noted.with_value(|noted| noted.get(cell).into_iter().flatten().map(|(_, text)| text.clone()).collect())
    }

    /// What findings say of a cell, with their explanations.
    pub(in crate::grid) fn found_texts(&self, cell: &CellKey) -> Vec<String> {
        let reference = CellRef { row: cell.0.clone(), column: cell.1 };
        self.findings.with_untracked(|findings| {
            let here = findings.iter().filter(|finding| finding.cells.contains(&reference));
            here.map(|finding| {
                let message = &finding.message;
                match self.explanation(finding) {
                    Some(told) => format!("{message} – {told}"),
                    None => message.clone(),
                }
            })
            .collect()
        })
    }
}
