//! Answers of the server, kept for times without network.

use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::person;
use super::store::{Key, Store};
use crate::locales;
use crate::time;

/// An answer, and when it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Unix milliseconds.
    pub at: i64,
    /// The answer's body.
    pub text: String,
}

/// Texts of the server come in the language of the screen.
fn key(path: &str) -> Option<Key> {
    Some(vec![person()?, locales::code(locales::language()).to_owned(), path.to_owned()])
}

/// Keeps the answer to a question. Without room for it, only times without network are poorer.
pub fn keep(path: &str, text: &str) {
    let Some(key) = key(path) else { return };
    let answer = Answer { at: time::device_now().timestamp_millis(), text: text.to_owned() };
    spawn_local(async move {
        if let Ok(text) = serde_json::to_string(&answer) {
            let _ = Store::Answers.keep(key, &text).await;
        }
    });
}

/// The last answer to a question.
pub async fn recall(path: &str) -> Option<Answer> {
    let text = Store::Answers.recall(key(path)?).await.ok()??;
    serde_json::from_str(&text).ok()
}

/// Forgets the answer to a question: it is not true any more.
pub fn drop_answer(path: &str) {
    let Some(key) = key(path) else { return };
    spawn_local(async move {
        let _ = Store::Answers.remove(key).await;
    });
}

/// Keeps something further beside an answer, by its name there.
pub fn keep_further(path: &str, name: &str, text: &str) {
    let Some(mut key) = key(path) else { return };
    key.push(name.to_owned());
    let text = text.to_owned();
    spawn_local(async move {
        let _ = Store::Answers.keep(key, &text).await;
    });
}

/// Everything that is kept beside an answer.
pub async fn recall_further(path: &str) -> Vec<String> {
    let Some(key) = key(path) else { return Vec::new() };
    let found = Store::Answers.list(key).await.unwrap_or_default();
    found.into_iter().map(|(_, text)| text).collect()
}

/// Forgets everything that is kept beside an answer.
pub fn drop_further(path: &str) {
    let Some(key) = key(path) else { return };
    spawn_local(async move {
        let _ = Store::Answers.clear(key).await;
    });
}
