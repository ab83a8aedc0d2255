//! Cells that a person marked in a report, with what is wrong there, and has not sent yet: whoever read through a table for
//! an hour does not do it twice because a tab was closed. They lie beside the drafts, and stay for their owner.

use contract::reports::NamedCell;

use super::store::{Key, Store};
use super::{Fault, person};

/// Where the marks of a report are kept. Whose they are, is settled when the page opens: the session may end under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot(Key);

/// No report's number: drafts and marks do not meet.
const NAME: &str = "marks";

impl Slot {
    /// The place for the marks of a report; none where nobody is signed in.
    pub fn new(report: i64) -> Option<Self> {
        Some(Self(vec![person()?, NAME.to_owned(), report.to_string()]))
    }
}

/// What was marked and not sent; nothing where the browser keeps nothing.
pub async fn recall(slot: Slot) -> Vec<NamedCell> {
    let text = Store::Drafts.recall(slot.0).await.ok().flatten();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps what is marked now, in place of what was.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn keep(slot: Slot, marks: &[NamedCell]) -> Result<(), Fault> {
    let text = serde_json::to_string(marks).ok().filter(|_| !marks.is_empty());
    let put = text.map(|text| (slot.0.clone(), text));
    Store::Drafts.change(&[slot.0], put.into_iter().collect()).await
}
