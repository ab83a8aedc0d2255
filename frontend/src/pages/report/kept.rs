//! Saves that the server acknowledged after the kept figures were read: without network they are put back on top, so that
//! nobody sees own entries gone that are safe on the server.

use serde::{Deserialize, Serialize};

use crate::device::answers;
use crate::grid::Edits;

/// Acknowledged saves since the figures were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// The revision that was read.
    pub read: i64,
    /// The revision after the last of them.
    pub revision: i64,
    /// The saves, oldest first.
    pub edits: Vec<Edits>,
}

/// Beside the kept figures.
fn place(report: i64) -> String {
    format!("/reports/{report}/data#acknowledged")
}

impl Acknowledged {
    /// Nothing was saved since this revision was read.
    pub fn since(read: i64) -> Self {
        Self { read, revision: read, edits: Vec::new() }
    }

    /// What was kept beside figures of this revision.
    pub async fn recall(report: i64, read: i64) -> Self {
        let kept = answers::recall(&place(report)).await;
        let kept: Option<Self> = kept.and_then(|answer| serde_json::from_str(&answer.text).ok());
        // Another tab may have read the figures anew: then they hold what it does.
        kept.filter(|kept| kept.read == read).unwrap_or_else(|| Self::since(read))
    }

    /// A save was acknowledged.
    pub fn add(&mut self, report: i64, edits: Edits, revision: i64) {
        self.edits.push(edits);
        self.revision = revision;
        if let Ok(text) = serde_json::to_string(self) {
            answers::keep(&place(report), &text);
        }
    }
}
