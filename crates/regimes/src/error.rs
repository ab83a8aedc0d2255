//! What can be wrong with an embedded data file.

/// Why the embedded data could not be read. The tests of this crate prove that a released program never meets one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegimeError {
    /// A file is not JSON of the expected shape.
    #[error("{file}: {reason}")]
    Unreadable {
        /// Name of the file below the circular's folder.
        file: &'static str,
        /// What the parser said, with its place.
        reason: String,
    },
    /// A catalogue includes another one that does not exist.
    #[error("{file}: no catalogue with the code {code}")]
    UnknownCatalogue {
        /// Name of the file below the circular's folder.
        file: &'static str,
        /// The missing code.
        code: String,
    },
}
