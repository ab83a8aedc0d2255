//! Changes that the server has not acknowledged, by person, report, and page that they were made on.
//!
//! Every page writes its own draft, so that two tabs with the same report do not overwrite each other's. A page that opens
//! a report takes over what other pages left, and removes it once it stands in its own draft.
//!
//! A draft is an entry that tells what it is, and parts below it with the changes of some rows each, so that an edit among
//! ten thousand pasted rows writes few of them. When rows come or go, all parts are written anew beside the old ones, and
//! count from the moment when the entry names them.

use std::collections::BTreeMap;

use contract::data::SaveRequest;
use serde::{Deserialize, Serialize};

use super::store::{Key, Store};
use super::{Fault, person};
use crate::grid::Edits;
use crate::time;

/// The unsent changes of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Unix milliseconds.
    pub at: i64,
    /// What the report is, for lists.
    pub title: String,
    /// The changes; in the entry itself only which rows are gone or stand elsewhere.
    pub edits: Edits,
    /// A save without an answer, with its key: asking again with both stores it once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<(SaveRequest, String)>,
    /// The parts that count.
    #[serde(default)]
    pub generation: u32,
    /// Counts writings, so that no two are alike.
    #[serde(default)]
    pub writing: u32,
}

impl Draft {
    /// Whether there is nothing in it that the server does not have.
    pub fn is_empty(&self) -> bool {
        self.sent.is_none() && self.edits.count() == 0
    }
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

/// The save under way, beside the parts.
const SENT: &str = "sent";
/// A page whose draft is older than this, in milliseconds, is not in the middle of writing it.
const SETTLED: i64 = 60_000;

impl Slot {
    /// The place for a page that shows this report; none where nobody is signed in.
    pub fn new(report: i64) -> Option<Self> {
        Some(Self(vec![person()?, report.to_string(), crate::api::new_key()]))
    }

    /// The draft's own entry.
    pub fn head(&self) -> Key {
        self.0.clone()
    }

    /// The save under way.
    pub fn sent(&self) -> Key {
        below(&self.0, &[SENT.to_owned()])
    }

    /// All parts of a generation.
    pub fn generation(&self, generation: u32) -> Key {
        below(&self.0, &[generation.to_string()])
    }

    /// One part; parts are found in the order of their numbers.
    pub fn part(&self, generation: u32, part: usize) -> Key {
        below(&self.0, &[generation.to_string(), format!("{part:06}")])
    }
}

fn below(key: &Key, rest: &[String]) -> Key {
    key.iter().chain(rest).cloned().collect()
}

/// Entries to write and to remove.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Writing {
    /// Removed with everything below them, first.
    pub removed: Vec<Key>,
    /// Written.
    pub put: Vec<(Key, String)>,
}

impl Writing {
    /// Writes something as JSON.
    pub fn put(&mut self, key: Key, what: &impl Serialize) {
        if let Ok(text) = serde_json::to_string(what) {
            self.put.push((key, text));
        }
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.put.is_empty()
    }
}

/// Writes and removes: all of it or nothing.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn write(writing: Writing) -> Result<(), Fault> {
    if writing.is_empty() {
        return Ok(());
    }
    Store::Drafts.change(&writing.removed, writing.put).await
}

/// Everything of the page has been acknowledged.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn remove(slot: &Slot) -> Result<(), Fault> {
    Store::Drafts.change(&[slot.head()], Vec::new()).await
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
    let Some(person) = person() else { return Vec::new() };
    let mut found = find(vec![person]).await;
    found.retain(|found| !found.draft.is_empty());
    found
}

async fn find(prefix: Key) -> Vec<Found> {
    let mut drafts = assembled(Store::Drafts.list(prefix).await.unwrap_or_default());
    drafts.sort_by_key(|found| found.draft.at);
    drafts
}

/// Puts drafts together from their entries.
fn assembled(entries: Vec<(Key, String)>) -> Vec<Found> {
    let mut drafts = BTreeMap::<Key, Found>::new();
    // An entry stands before what is below it.
    for (key, text) in entries {
        match key.as_slice() {
            [_, report, _] => {
                let (Ok(report), Ok(draft)) = (report.parse(), serde_json::from_str(&text)) else { continue };
                drafts.insert(key.clone(), Found { report, draft, key, text });
            }
            [person, report, page, rest @ ..] => {
                let head = vec![person.clone(), report.clone(), page.clone()];
                if let Some(found) = drafts.get_mut(&head) {
                    take(&mut found.draft, rest, &text);
                }
            }
            _ => {}
        }
    }
    drafts.into_values().collect()
}

/// Takes a part into its draft.
fn take(draft: &mut Draft, place: &[String], text: &str) {
    match place {
        [kind] if kind == SENT => draft.sent = serde_json::from_str(text).ok(),
        [generation, _] if *generation == draft.generation.to_string() => {
            if let Ok(edits) = serde_json::from_str(text) {
                draft.edits.extend(edits);
            }
        }
        _ => {}
    }
}

/// Removes a draft that was taken over or given up, unless its page has written on.
///
/// # Errors
/// What the browser says when it refuses.
pub async fn discard(found: Found) -> Result<(), Fault> {
    let slot = Slot(found.key.clone());
    // A page that just wrote may be writing its next parts, which are not named yet.
    let is_settled = time::device_now().timestamp_millis() - found.draft.at > SETTLED;
    let parts = if is_settled { vec![slot.head()] } else { vec![slot.generation(found.draft.generation), slot.sent()] };
    Store::Drafts.remove_unchanged(found.key, &found.text, &parts).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &[&str], text: &str) -> (Key, String) {
        (key.iter().map(|part| (*part).to_owned()).collect(), text.to_owned())
    }

    fn edits(row: &str) -> String {
        format!(
            r#"{{"request":{{"base_revision":7,"changes":[{{"row":"{row}","column":"4","value":"1"}}],"add_rows":[],"remove_rows":[],"move_rows":[]}},"names":{{"{row}":"Dòng {row}"}}}}"#
        )
    }

    fn head(generation: &str) -> String {
        let edits = r#"{"request":{"base_revision":7,"changes":[],"add_rows":[],"remove_rows":["z"],"move_rows":[]}}"#;
        format!(r#"{{"at":1,"title":"T","edits":{edits}{generation}}}"#)
    }

    fn rows(found: &Found) -> Vec<&str> {
        found.draft.edits.request.changes.iter().map(|change| change.row.as_str()).collect()
    }

    #[test]
    fn parts_of_the_named_generation_count() {
        let found = assembled(vec![
            entry(&["1", "9", "p"], &head(r#","generation":2"#)),
            entry(&["1", "9", "p", "1", "000000"], &edits("old")),
            entry(&["1", "9", "p", "2", "000000"], &edits("a")),
            entry(&["1", "9", "p", "2", "000001"], &edits("b")),
            entry(&["1", "9", "p", "3", "000000"], &edits("coming")),
            entry(&["1", "9", "q", "1", "000000"], &edits("nobody's")),
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].report, rows(&found[0])), (9, vec!["a", "b"]));
        assert_eq!(found[0].draft.edits.request.remove_rows, ["z"]);
        assert_eq!(found[0].draft.edits.names.len(), 2);
        assert_eq!(found[0].draft.edits.count(), 3);
    }

    #[test]
    fn a_save_under_way_and_drafts_in_one_piece_are_read() {
        let sent = r#"[{"base_revision":7,"changes":[],"add_rows":[],"remove_rows":[],"move_rows":[]},"key"]"#;
        let found = assembled(vec![
            entry(&["1", "9", "p"], &head("")),
            entry(&["1", "9", "p", "sent"], sent),
            entry(&["1", "9", "q"], &format!(r#"{{"at":1,"title":"T","edits":{}}}"#, edits("whole"))),
        ]);
        assert_eq!(found[0].draft.sent.as_ref().map(|(_, key)| key.as_str()), Some("key"));
        assert_eq!(rows(&found[1]), ["whole"]);
        assert!(!found[1].draft.is_empty());
    }
}
