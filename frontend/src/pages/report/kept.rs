//! Saves that the server acknowledged after the kept figures were read: without network they are put back on top, so that
//! nobody sees own entries gone that are safe on the server.

use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::device::answers;
use crate::grid::Edits;
use crate::state::Turns;

/// Acknowledged saves since the figures were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acknowledged {
    /// The revision that was read.
    pub read: i64,
    /// The revision after the last of them.
    pub revision: i64,
    /// The saves that were kept from an earlier visit, oldest first.
    pub edits: Vec<Edits>,
}

/// One of them, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Save {
    /// The revision that was read.
    read: i64,
    /// The revision that it gave.
    revision: i64,
    edits: Edits,
}

/// Beside the kept figures.
fn place(report: i64) -> String {
    format!("/reports/{report}/data#acknowledged")
}

impl Acknowledged {
    /// The figures were read anew at this revision: what was saved before stands in them.
    pub fn renewed(report: i64, read: i64) -> Self {
        answers::drop_further(&place(report));
        Self { read, revision: read, edits: Vec::new() }
    }

    /// What was kept beside figures of this revision.
    pub async fn recall(report: i64, read: i64) -> Self {
        let texts = answers::recall_further(&place(report)).await;
        let saves = texts.iter().filter_map(|text| serde_json::from_str::<Save>(text).ok());
        // Another tab may have read the figures anew: then they hold what it did before.
        let mut saves: Vec<_> = saves.filter(|save| save.read == read).collect();
        saves.sort_by_key(|save| save.revision);
        let revision = saves.last().map_or(read, |save| save.revision);
        Self { read, revision, edits: saves.into_iter().map(|save| save.edits).collect() }
    }

    /// The revision after the last of the kept saves, when nobody else saved since the figures were read.
    pub fn alone(&self) -> Option<i64> {
        let saves = i64::try_from(self.edits.len()).ok()?;
        (self.revision - self.read == saves).then_some(self.revision)
    }

    /// A save was acknowledged.
    pub fn add(&mut self, report: i64, edits: Edits, revision: i64) {
        self.revision = revision;
        let save = Save { read: self.read, revision, edits };
        spawn_local(async move {
            Turns::new().pause().await;
            if let Ok(text) = serde_json::to_string(&save) {
                answers::keep_further(&place(report), &revision.to_string(), &text);
            }
        });
    }
}
