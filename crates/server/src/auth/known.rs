//! A small memory of who holds which token, so that each request does not ask the database.
//!
//! Entries live five seconds: signing out, losing a right and being locked out act on every server within that time,
//! and at once on the server that did it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::Caller;

const LIFE: Duration = Duration::from_secs(5);
const CAPACITY: usize = 20_000;

/// Whose token it is: a session, or a user with an epoch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A browser session.
    Session(String),
    /// A script's token.
    Script {
        /// The user.
        user: i64,
        /// The user's epoch when the token was made.
        epoch: i64,
    },
}

/// The memory.
#[derive(Default)]
pub struct Known(Mutex<HashMap<Holder, (Instant, Caller)>>);

impl Known {
    /// The caller, if seen within the last five seconds.
    pub fn find(&self, holder: &Holder) -> Option<Caller> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(holder).filter(|(since, _)| since.elapsed() < LIFE).map(|(_, caller)| caller.clone())
    }

    /// Remembers a caller.
    pub fn remember(&self, holder: Holder, caller: Caller) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.retain(|_, (since, _)| since.elapsed() < LIFE);
        }
        known.insert(holder, (Instant::now(), caller));
    }

    /// Forgets a session, at sign-out.
    pub fn forget(&self, session: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&Holder::Session(session.to_owned()));
    }
}
