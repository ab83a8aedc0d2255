//! What can go wrong with a call.

use contract::{ErrorCode, Problem};

use crate::locales::{M, fill, language, t};

/// Why a call has no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// The server said so, as problem+json.
    Problem(Box<Problem>),
    /// The server could not be reached.
    Offline,
    /// The answer cannot be read: program and server do not fit each other.
    Unreadable(String),
}

impl ApiError {
    /// What to tell the person.
    pub fn message(&self) -> String {
        match self {
            Self::Problem(problem) if problem.detail.is_empty() => problem.title.clone(),
            Self::Problem(problem) => problem.detail.clone(),
            Self::Offline => t(M::ErrorOffline).to_owned(),
            Self::Unreadable(detail) => fill(M::ErrorUnreadable, &[detail]),
        }
    }

    /// What went wrong and what to do about it, where nothing else on the screen says what was tried.
    pub fn whole_message(&self) -> String {
        match self {
            Self::Problem(problem) if !problem.detail.is_empty() => format!("{}. {}", problem.title, problem.detail),
            _ => self.message(),
        }
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        let (code, language) = (ErrorCode::Unauthenticated, language());
        Self::Problem(Box::new(Problem::new(code, language, code.title(language))))
    }

    /// The stable code of a problem.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => Some(&problem.code),
            _ => None,
        }
    }

    /// The request to quote to the help desk.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => problem.request_id.as_deref(),
            _ => None,
        }
    }

    /// Whether nobody answered: no network, or nobody behind it.
    pub fn is_unreachable(&self) -> bool {
        match self {
            Self::Offline => true,
            Self::Problem(problem) => matches!(problem.status, 502..=504),
            Self::Unreadable(_) => false,
        }
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Offline => true,
            Self::Problem(problem) => matches!(problem.status, 429 | 502..=504),
            Self::Unreadable(_) => false,
        }
    }
}
