//! What this device keeps for a person: answers of the server for times without network, and changes that the server has
//! not acknowledged (`docs/decisions/0021`).
//!
//! Everything is kept by person. Another person on the same device sees none of it: answers go when somebody else signs
//! in or when their owner signs out; drafts stay for their owner.

pub mod answers;
pub mod drafts;
pub mod marks;
pub mod me;
mod store;

use std::cell::Cell;

use leptos::task::spawn_local;

pub use store::work_offline;

/// The browser refuses to keep something; its name for the reason, e.g. `QuotaExceededError`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

thread_local! {
    static PERSON: Cell<Option<i64>> = const { Cell::new(None) };
}

/// Who is signed in, from now on. What the device keeps of other people's reading goes.
pub fn enter(person: i64) {
    if PERSON.replace(Some(person)) != Some(person) {
        spawn_local(async move {
            // A browser that cannot remove has not kept either.
            let _ = store::Store::Answers.clear_others(&person.to_string()).await;
        });
    }
}

/// The person signed out: what was read goes, what was not sent stays.
pub async fn forget() {
    me::forget();
    if let Some(person) = PERSON.take() {
        let _ = store::Store::Answers.clear(vec![person.to_string()]).await;
    }
}

fn person() -> Option<String> {
    PERSON.get().map(|person| person.to_string())
}
