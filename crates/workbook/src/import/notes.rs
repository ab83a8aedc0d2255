//! The problems of one sheet while they are found.

use domain::old_fonts::{self, OldFont};
use domain::template::Severity;

use crate::address::Address;
use crate::problem::{Oddity, Problem};

/// How many problems are listed one by one.
const MAX_PROBLEMS: usize = 1000;

/// A text that was typed for an old font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldText {
    /// Where it stands.
    pub cell: Address,
    /// As the file has it.
    pub old: String,
    /// In Unicode.
    pub new: String,
}

/// Collects problems of one sheet. No more are kept than will be listed: a million cells may each have theirs.
pub(super) struct Notes<'s> {
    sheet: &'s str,
    errors: Vec<(Address, Problem)>,
    warnings: Vec<(Address, Problem)>,
    total: usize,
    old_texts: Vec<OldText>,
    old_count: usize,
}

impl<'s> Notes<'s> {
    /// None yet of the sheet with this name.
    pub(super) fn new(sheet: &'s str) -> Self {
        Self { sheet, errors: Vec::new(), warnings: Vec::new(), total: 0, old_texts: Vec::new(), old_count: 0 }
    }

    pub(super) fn add(&mut self, at: Address, oddity: &Oddity) {
        self.total += 1;
        let kept = match oddity.severity() {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if kept.len() < MAX_PROBLEMS {
            kept.push((at, oddity.at(self.sheet, at)));
        }
    }

    /// Notes a text in an old font and gives it in Unicode; nothing for any other text. The font of its cell tells where
    /// the words do not.
    pub(super) fn old_text(&mut self, cell: Address, text: &str, font: Option<OldFont>) -> Option<String> {
        let by_font = || font.filter(|_| old_fonts::may_be_old(text))?.convert(text);
        let new = old_fonts::detect(text).map(|(_, new)| new).or_else(by_font)?;
        self.old_count += 1;
        if self.old_texts.len() < MAX_PROBLEMS {
            self.old_texts.push(OldText { cell, old: text.to_owned(), new: new.clone() });
        }
        Some(new)
    }

    /// The texts in old fonts that were noted, the first thousand, and how many there are.
    pub(super) fn take_old_texts(&mut self) -> (Vec<OldText>, usize) {
        (std::mem::take(&mut self.old_texts), self.old_count)
    }

    /// The problems in the file's order, errors before warnings where there are too many.
    pub(super) fn finish(self) -> Vec<Problem> {
        let mut problems = self.errors;
        problems.extend(self.warnings);
        problems.truncate(MAX_PROBLEMS);
        problems.sort_by_key(|(at, _)| *at);
        let more = self.total - problems.len();
        let last = problems.last().map_or(Address::new(0, 0), |(at, _)| *at);
        let mut listed: Vec<Problem> = problems.into_iter().map(|(_, problem)| problem).collect();
        if more > 0 {
            listed.push(Oddity::MoreProblems(more).at(self.sheet, last));
        }
        listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_come_first_and_the_rest_is_counted() {
        let mut notes = Notes::new("S");
        for row in 0..50_000 {
            notes.add(Address::new(row, 0), &Oddity::HiddenRow);
        }
        for row in 0..400 {
            notes.add(Address::new(row, 1), &Oddity::FormulaWithoutValue);
        }
        let found = notes.finish();
        let count = |code: &str| found.iter().filter(|problem| problem.code == code).count();
        assert_eq!((count("formula_without_value"), count("hidden_row")), (400, 600));
        assert_eq!(found[0].cell, "A1");
        assert_eq!(found[1].cell, "B1");
        let more = found.last().unwrap();
        assert_eq!((more.code, more.message_en.contains("49400")), ("more_problems", true), "{}", more.message_en);
    }
}
