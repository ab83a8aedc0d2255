//! Changes that the server has not acknowledged, by person, report, and page that they were made on.
//!
//! Every page writes its own draft, so that two tabs with the same report do not overwrite each other's. A page that opens
//! a report takes over what other pages left, and removes it once it stands in its own draft.

use contract::data::SaveRequest;
use serde::{Deserialize, Serialize};

use super::store::{Key, Store};
use super::{Fault, person};
use crate::grid::Edits;

/// The unsent changes of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Unix milliseconds.
    pub at: i64,
    /// What the report is, for lists.
    pub title: String,
    /// The changes.
    pub edits: Edits,
    /// A save without an answer, with its key: asking again with both stores it once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<(SaveRequest, String)>,
}

/// A draft as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The report.
    pub report: i64,
    /// The draft.
    pub draft: Draft,
    key: Key,
    text: String,
}

/// Where a page keeps its draft. Whose it is, is settled when the page opens: the session may end under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot(Key);

impl Slot {
    /// The place for a page that shows this report; none where nobody is signed in.
    pub fn new(report: i64) -> Option<Self> {
        Some(Self(vec![person()?, report.to_string(), crate::api::new_key()]))
    }
}

/// Keeps the draft of a page in the place of its last one.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn keep(slot: &Slot, draft: &Draft) -> Result<(), Fault> {
    let text = serde_json::to_string(draft).map_err(|error| Fault(error.to_string()))?;
    Store::Drafts.keep(slot.0.clone(), &text).await
}

/// Everything of the page has been acknowledged.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn remove(slot: &Slot) -> Result<(), Fault> {
    Store::Drafts.remove(slot.0.clone()).await
}

/// What pages have left of a report, oldest first; none where the browser keeps nothing.
pub async fn of_report(report: i64) -> Vec<Found> {
    match person() {
        Some(person) => find(vec![person, report.to_string()]).await,
        None => Vec::new(),
    }
}

/// Everything that the person has not sent.
pub async fn all() -> Vec<Found> {
    match person() {
        Some(person) => find(vec![person]).await,
        None => Vec::new(),
    }
}

async fn find(prefix: Key) -> Vec<Found> {
    let found = Store::Drafts.list(prefix).await.unwrap_or_default();
    let read = |(key, text): (Key, String)| {
        let report = key.get(1)?.parse().ok()?;
        let draft = serde_json::from_str(&text).ok()?;
        Some(Found { report, draft, key, text })
    };
    let mut drafts: Vec<Found> = found.into_iter().filter_map(read).collect();
    drafts.sort_by_key(|found| found.draft.at);
    drafts
}

/// Removes a draft that was taken over or given up, unless its page has written on.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn discard(found: Found) -> Result<(), Fault> {
    Store::Drafts.remove_unchanged(found.key, &found.text).await
}
