//! What can go wrong in a use case, in words for people.

use contract::data::{CellView, FindingView};
use contract::problem::{Clash, FaultView};
use domain::language::Language;
use store::StoreError;

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Message {
    /// A sentence in both languages.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
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

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    Unauthenticated,
    /// User name or password is wrong; which of them is not said.
    #[error("wrong credentials")]
    WrongCredentials,
    /// Too many attempts to sign in.
    #[error("too many attempts")]
    TooManyAttempts {
        /// Seconds to wait.
        retry_after: i64,
    },
    /// Not there, or not to be known by the caller.
    #[error("not found")]
    NotFound,
    /// Visible to the caller, but not allowed.
    #[error("forbidden: {}", .0.en)]
    Forbidden(Message),
    /// The request itself makes no sense.
    #[error("malformed: {}", .0.en)]
    Malformed(Message),
    /// The report's state does not allow the action.
    #[error("wrong state: {}", message.en)]
    WrongState {
        /// Why, and what to do.
        message: Message,
        /// What the caller may do now.
        allowed_actions: Vec<String>,
    },
    /// The content is in error.
    #[error("invalid: {}", message.en)]
    Invalid {
        /// Why, and what to do.
        message: Message,
        /// The cells concerned.
        findings: Vec<FindingView>,
    },
    /// A change of a cell does not fit the form or the report.
    #[error("invalid cell: {}", message.en)]
    InvalidCell {
        /// What is wrong: `unknown_row`, `unknown_column`, `not_an_input`.
        code: &'static str,
        /// Why, and what to do.
        message: Message,
        /// The cell.
        cell: CellView,
    },
    /// Fields of a form are in error.
    #[error("invalid fields: {}", message.en)]
    Faults {
        /// What to do.
        message: Message,
        /// The fields.
        faults: Vec<FaultView>,
    },
    /// What is no report has moved on since the revision that the caller named.
    #[error("stale record, now {current}")]
    StaleRecord {
        /// The revision that it has now.
        current: i64,
    },
    /// The report has moved on since the revision that the caller named.
    #[error("stale revision, now {current}")]
    Stale {
        /// The revision that the report has now.
        current: i64,
    },
    /// The report has no such revision as the caller named: it is still to come, or never will be.
    #[error("unknown revision, now {current}")]
    UnknownRevision {
        /// The revision that the report has now.
        current: i64,
    },
    /// Somebody else changed the same cells.
    #[error("edit clash in {} cells", clashes.len())]
    Clash {
        /// The cells with both values.
        clashes: Vec<Clash>,
        /// The revision that the report has now.
        current: i64,
    },
    /// The same Idempotency-Key came with another request.
    #[error("idempotency key used for another request")]
    IdempotencyMismatch,
    /// The workbook cannot be used.
    #[error("workbook refused: {}", .0.en)]
    Workbook(Message),
    /// The workbook can be read, but the form's table was not found in it.
    #[error("workbook without the table: {}", .0.en)]
    WorkbookLayout(Message),
    /// The database is locked or away; nothing was written.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The mail server is away, or did not take what was to be sent.
    #[error("mail server: {0}")]
    MailAway(String),
    /// Our fault; logged, not told.
    #[error("internal: {0}")]
    Internal(String),
}

impl AppError {
    /// A content error without cells.
    #[must_use]
    pub fn invalid(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Invalid { message: Message::new(vi, en), findings: Vec::new() }
    }

    /// What is wrong with a revision that is not the report's present one.
    #[must_use]
    pub(crate) fn not_at(seen: i64, current: i64) -> Self {
        if (0..current).contains(&seen) { Self::Stale { current } } else { Self::UnknownRevision { current } }
    }

    /// A request that makes no sense.
    #[must_use]
    pub fn malformed(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Malformed(Message::new(vi, en))
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Unavailable(reason) => Self::Unavailable(reason),
            StoreError::Invalid(reason) => Self::Malformed(Message::new(
                format!("Nội dung có ký tự không lưu được: {reason}"),
                format!("Something in it cannot be stored: {reason}"),
            )),
            other => Self::Internal(other.to_string()),
        }
    }
}

/// The outcome of a use case.
pub type AppResult<T> = Result<T, AppError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_to_come_is_not_an_old_one() {
        for (seen, is_stale) in [(0, true), (4, true), (6, false), (-1, false), (i64::MAX, false)] {
            let error = AppError::not_at(seen, 5);
            assert_eq!(matches!(error, AppError::Stale { current: 5 }), is_stale, "{seen}: {error}");
            assert_eq!(matches!(error, AppError::UnknownRevision { current: 5 }), !is_stale, "{seen}: {error}");
        }
    }
}
