//! What is wrong with a regime, in words that say what to do.

use crate::language::Language;
use crate::template::Severity;

/// Something wrong with a regime, at a place of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegimeFault {
    /// The field, e.g. `content`, or `due.2` for the third due rule.
    pub place: String,
    /// What kind of fault, in snake_case.
    pub code: &'static str,
    /// An error is in the way of publishing; a warning is only told.
    pub severity: Severity,
    /// What is wrong and what to do, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

impl RegimeFault {
    /// Something that is in the way of publishing.
    pub fn error(place: impl Into<String>, code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { place: place.into(), code, severity: Severity::Error, vi: vi.into(), en: en.into() }
    }

    /// Something to be looked at.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}
