//! A small memory of who holds which token, so that each request does not ask the database.
//!
//! Entries live five seconds: signing out, losing a right and being locked out act on every server within that time.
//! The end of a session acts at once on the server that ended it: it forgets the session afterwards, and keeps nothing
//! that was being looked up meanwhile.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
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
pub struct Known(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    callers: HashMap<Holder, (Instant, Caller)>,
    /// How often sessions were forgotten.
    endings: u64,
}

/// What the memory said.
pub enum Memory {
    /// Seen within the last five seconds.
    Known(Box<Caller>),
    /// To be looked up, and then remembered with this.
    Unknown(Lookup),
}

/// A look into the database that began after so many endings.
#[derive(Debug, Clone, Copy)]
pub struct Lookup(u64);

impl Known {
    /// The caller, if seen within the last five seconds.
    pub fn find(&self, holder: &Holder) -> Memory {
        let entries = self.entries();
        match entries.callers.get(holder).filter(|(since, _)| since.elapsed() < LIFE) {
            Some((_, caller)) => Memory::Known(Box::new(caller.clone())),
            None => Memory::Unknown(Lookup(entries.endings)),
        }
    }

    /// Remembers a caller, unless a session was ended since the look-up began: it may be this one. The next request then
    /// asks the database again.
    pub fn remember(&self, lookup: Lookup, holder: Holder, caller: Caller) {
        let mut entries = self.entries();
        if lookup.0 != entries.endings {
            return;
        }
        if entries.callers.len() >= CAPACITY {
            entries.callers.retain(|_, (since, _)| since.elapsed() < LIFE);
        }
        entries.callers.insert(holder, (Instant::now(), caller));
    }

    /// Forgets a session. To be called after its end was written: whoever looks it up from now on finds it ended.
    pub fn forget(&self, session: &str) {
        let mut entries = self.entries();
        entries.endings += 1;
        entries.callers.remove(&Holder::Session(session.to_owned()));
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::access::Actor;
    use domain::ids::{UnitId, UserId};
    use domain::language::Language;

    use super::*;

    fn caller() -> Caller {
        let (user, unit) = (UserId(1), UnitId(1));
        Caller {
            user,
            username: "a".to_owned(),
            full_name: "A".to_owned(),
            unit,
            unit_name: "U".to_owned(),
            actor: Actor { user, unit, grants: Vec::new() },
            language: Language::Vi,
        }
    }

    fn lookup(known: &Known, holder: &Holder) -> Option<Lookup> {
        match known.find(holder) {
            Memory::Known(_) => None,
            Memory::Unknown(lookup) => Some(lookup),
        }
    }

    #[test]
    fn an_ended_session_is_not_remembered_by_a_request_that_was_under_way() {
        let known = Known::default();
        let (ended, other) = (Holder::Session("ended".to_owned()), Holder::Session("other".to_owned()));
        let before = lookup(&known, &ended).unwrap();
        known.forget("ended");
        known.remember(before, ended.clone(), caller());
        let after = lookup(&known, &ended).expect("the session that was just ended");
        known.remember(after, other.clone(), caller());
        assert!(lookup(&known, &other).is_none(), "another one is known");
        known.forget("ended");
        assert!(lookup(&known, &other).is_none(), "and stays so");
        known.forget("other");
        assert!(lookup(&known, &other).is_some());
    }
}
