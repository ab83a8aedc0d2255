//! What can go wrong with a database, in the few kinds that callers treat differently.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row that was asked for does not exist.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the row since it was read: the expected revision is not the present one.
    #[error("changed by somebody else meanwhile")]
    Stale,
    /// A unique constraint refused the row. The text is the constraint's name (PostgreSQL) or `table.column` (SQLite):
    /// for logs, never to be matched on.
    #[error("already exists: {0}")]
    Unique(String),
    /// A row points at something that does not exist.
    #[error("points at nothing: {0}")]
    Reference(String),
    /// The value cannot be stored, e.g. a text with a NUL character.
    #[error("cannot be stored: {0}")]
    Invalid(String),
    /// The database is locked, full, read-only or away; the same call may succeed later.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// What was read does not have the layout that this program writes.
    #[error("stored data is damaged: {0}")]
    Corrupt(String),
    /// The database URL or the state of the database does not fit this program.
    #[error("{0}")]
    Configuration(String),
    /// Anything else: a fault of the program or of the database.
    #[error("database: {0}")]
    Other(String),
}

/// Words by which the engines say "not now". diesel reports these as errors of unknown kind.
const PASSING: [&str; 15] = [
    "database is locked",
    "database table is locked",
    "database schema is locked",
    "disk I/O error",
    "database or disk is full",
    "unable to open database file",
    "attempt to write a readonly database",
    "lock timeout",
    "statement timeout",
    "deadlock detected",
    "terminating connection",
    "server closed the connection",
    "no connection to the server",
    "the database system is",
    "remaining connection slots",
];

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::DatabaseError(kind, info) => from_database(&kind, info.as_ref()),
            Error::BrokenTransactionManager => Self::Unavailable(error.to_string()),
            Error::DeserializationError(cause) => Self::Corrupt(cause.to_string()),
            other => Self::Other(other.to_string()),
        }
    }
}

fn from_database(kind: &DatabaseErrorKind, info: &(dyn DatabaseErrorInformation + Send + Sync)) -> StoreError {
    let message = info.message();
    let place = || info.constraint_name().unwrap_or(message).to_owned();
    match kind {
        DatabaseErrorKind::UniqueViolation => StoreError::Unique(place()),
        DatabaseErrorKind::ForeignKeyViolation => StoreError::Reference(place()),
        DatabaseErrorKind::CheckViolation | DatabaseErrorKind::NotNullViolation => StoreError::Invalid(place()),
        // After a failover the old server takes no writes until the pool has found the new one.
        DatabaseErrorKind::ClosedConnection
        | DatabaseErrorKind::SerializationFailure
        | DatabaseErrorKind::ReadOnlyTransaction => StoreError::Unavailable(message.to_owned()),
        _ if PASSING.iter().any(|words| message.contains(words)) => StoreError::Unavailable(message.to_owned()),
        _ => StoreError::Other(message.to_owned()),
    }
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_from_what_does_not() {
        let error = |message: &str| Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(message.to_owned()));
        for (message, passes) in [
            ("attempt to write a readonly database", true),
            ("database is locked", true),
            ("disk I/O error", true),
            ("database or disk is full", true),
            ("no such table: report", false),
        ] {
            let found = StoreError::from(error(message));
            assert_eq!(matches!(found, StoreError::Unavailable(_)), passes, "{message}: {found:?}");
        }
    }
}
