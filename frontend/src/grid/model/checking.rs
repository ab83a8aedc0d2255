//! Asking what is wrong: within the edit in a small table, a moment after it in a large one.

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;

use super::GridModel;

/// Tables up to this size are checked within the edit; larger ones a moment after it.
const CHECKED_AT_ONCE: usize = 500;
/// The moment.
const CHECK_DELAY: Duration = Duration::from_millis(120);

impl GridModel {
    pub(super) fn check_soon(&self) {
        if self.read(|book| book.figures().sheet().row_count()) <= CHECKED_AT_ONCE {
            return self.check();
        }
        if self.findings_due.get_value() {
            return;
        }
        self.findings_due.set_value(true);
        let model = *self;
        set_timeout(
            move || {
                // The page may be gone by now.
                if model.findings_due.try_get_value().is_some() {
                    model.findings_due.set_value(false);
                    model.check();
                    model.tick.update(|tick| *tick += 1);
                }
            },
            CHECK_DELAY,
        );
    }

    /// Asks the sheet what is wrong and what is missing, and where marks stand.
    pub(super) fn check(&self) {
        let (findings, filling) = self.read(|book| {
            let sheet = book.figures().sheet();
            (sheet.findings(), sheet.filling())
        });
        if self.filling.get_untracked() != filling {
            self.filling.set(filling);
        }
        let mut marks = HashMap::new();
        for finding in &findings {
            for cell in &finding.cells {
                let mark = marks.entry((cell.row.clone(), cell.column)).or_insert(finding.severity);
                // Errors come first in the order of severities.
                *mark = (*mark).min(finding.severity);
            }
        }
        self.marks.set_value(marks);
        if self.findings.with_untracked(|old| *old != findings) {
            self.findings.set(findings);
        }
    }
}
