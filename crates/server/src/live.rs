//! Bells that are up to date: streams of the number of unread notifications (E4).
//!
//! A server asks the database for all its streams together: every two seconds what was told to anybody since, one
//! statement however many listen, and every thirty seconds all counts and sessions, a few statements. What happens on
//! another server is therefore known within those times; what happens on this one at once, since it wakes the round.
//! An opened stream asks nothing by itself either: a thousand browsers that come back together are counted together.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::web;
use app::notifications::live;
use app::{AppError, AppResult};
use chrono::NaiveDateTime;
use domain::ids::UserId;
use tokio::sync::{Notify, watch};

use crate::state::AppState;

/// How often a server looks for what other servers told.
const ROUND: Duration = Duration::from_secs(2);

/// How often all counts and sessions are looked at: marks made and sessions ended on another server.
const REVIEW: Duration = Duration::from_secs(30);

/// What happens at the same moment is gathered for so long.
const GATHERING: Duration = Duration::from_millis(50);

/// Streams that one person can have at a time: windows that are looked at, also where an office shares an account. A browser
/// that asks for one more in vain falls back to asking for the number.
pub const MOST_STREAMS: usize = 16;

/// The streams of this server.
#[derive(Default)]
pub struct Live {
    listeners: Mutex<Listeners>,
    wake: Notify,
}

#[derive(Default)]
struct Listeners {
    people: HashMap<UserId, Vec<Listener>>,
    /// Whose number has to be looked at.
    asked: BTreeSet<UserId>,
    /// How many streams were ever opened, for their ids.
    opened: u64,
    is_closed: bool,
}

struct Listener {
    id: u64,
    life: Life,
    /// The stream ends when this is dropped.
    count: watch::Sender<i64>,
}

/// How long a stream goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Life {
    /// As long as a browser's session does, under this epoch of its account.
    Session {
        /// The session.
        id: String,
        /// The account's epoch.
        epoch: i64,
    },
    /// As long as a script's token does, under this epoch of its account.
    Token {
        /// The account.
        user: UserId,
        /// Its epoch.
        epoch: i64,
        /// When the token ends.
        until: NaiveDateTime,
    },
}

/// Why a stream was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The person has as many as allowed.
    TooMany,
    /// The server is about to stop.
    Closed,
}

/// The receiving end of a stream; the server forgets it when it is dropped.
pub struct Ear {
    live: Arc<Live>,
    user: UserId,
    id: u64,
    count: watch::Receiver<i64>,
}

impl Ear {
    /// Its place among all streams that the server ever opened.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.id
    }

    /// The number when it has changed, the first one as soon as it is known; none when the stream is to end.
    pub async fn next(&mut self) -> Option<i64> {
        self.count.changed().await.ok()?;
        Some(*self.count.borrow_and_update())
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.live.forget(self.user, self.id);
    }
}

impl Live {
    /// Opens a stream for a person.
    ///
    /// # Errors
    /// When the person has too many, or the server is about to stop.
    pub fn open(self: &Arc<Self>, user: UserId, life: Life) -> Result<Ear, Refused> {
        let mut listeners = self.listeners();
        if listeners.is_closed {
            return Err(Refused::Closed);
        }
        if listeners.people.get(&user).is_some_and(|own| own.len() >= MOST_STREAMS) {
            return Err(Refused::TooMany);
        }
        listeners.opened += 1;
        let id = listeners.opened;
        // No count is below zero: the first true one is a change.
        let (sender, count) = watch::channel(-1);
        listeners.people.entry(user).or_default().push(Listener { id, life, count: sender });
        listeners.asked.insert(user);
        drop(listeners);
        self.wake.notify_one();
        Ok(Ear { live: Arc::clone(self), user, id, count })
    }

    /// Has a person's number looked at soon, if anybody listens: it may have changed.
    pub fn ask(&self, user: UserId) {
        let mut listeners = self.listeners();
        if listeners.people.contains_key(&user) {
            listeners.asked.insert(user);
            drop(listeners);
            self.wake.notify_one();
        }
    }

    /// Looks soon for what was told to anybody.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Ends the streams of a session.
    pub fn end(&self, session: &str) {
        self.retain(|life| !matches!(life, Life::Session { id, .. } if id == session));
    }

    /// Ends all streams and opens none any more, so that the server can stop.
    pub fn close(&self) {
        let mut listeners = self.listeners();
        listeners.is_closed = true;
        listeners.people.clear();
        listeners.asked.clear();
    }

    /// How many streams there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listeners().people.values().map(Vec::len).sum()
    }

    /// Whether nobody listens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listeners().people.is_empty()
    }

    fn forget(&self, user: UserId, id: u64) {
        let mut listeners = self.listeners();
        if let Some(own) = listeners.people.get_mut(&user) {
            own.retain(|listener| listener.id != id);
            if own.is_empty() {
                listeners.people.remove(&user);
            }
        }
    }

    fn retain(&self, goes_on: impl Fn(&Life) -> bool) {
        let mut listeners = self.listeners();
        for own in listeners.people.values_mut() {
            own.retain(|listener| goes_on(&listener.life));
        }
        listeners.people.retain(|_, own| !own.is_empty());
    }

    fn tell(&self, counts: &[(UserId, i64)]) {
        let listeners = self.listeners();
        for (user, unread) in counts {
            for listener in listeners.people.get(user).into_iter().flatten() {
                listener.count.send_if_modified(|count| std::mem::replace(count, *unread) != *unread);
            }
        }
    }

    fn take_asked(&self) -> BTreeSet<UserId> {
        std::mem::take(&mut self.listeners().asked)
    }

    fn listening(&self, among: &[UserId]) -> Vec<UserId> {
        let listeners = self.listeners();
        among.iter().copied().filter(|user| listeners.people.contains_key(user)).collect()
    }

    fn everybody(&self) -> Vec<UserId> {
        self.listeners().people.keys().copied().collect()
    }

    /// The sessions and the scripts' accounts whose end would end a stream.
    fn holders(&self) -> (BTreeSet<String>, BTreeSet<UserId>) {
        let (mut sessions, mut scripts) = (BTreeSet::new(), BTreeSet::new());
        for listener in self.listeners().people.values().flatten() {
            match &listener.life {
                Life::Session { id, .. } => drop(sessions.insert(id.clone())),
                Life::Token { user, .. } => drop(scripts.insert(*user)),
            }
        }
        (sessions, scripts)
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a server remembers from one look to the next.
#[derive(Debug, Default)]
pub struct Rounds {
    /// The last notification that was looked at; none while nobody listens.
    seen: Option<i64>,
    reviewed: Option<Instant>,
}

impl Rounds {
    /// Looks at the database once for all streams, and tells them what changed.
    ///
    /// # Errors
    /// Those of the database; what was asked for is looked at the next time.
    pub fn look(&mut self, app: &app::App, live: &Live) -> AppResult<()> {
        let (told, seen) = match self.seen {
            Some(seen) => live::told_since(app, seen)?,
            None => (Vec::new(), live::newest(app)?),
        };
        let asked = live.take_asked();
        let is_review = self.reviewed.is_none_or(|last| last.elapsed() >= REVIEW);
        let people = if is_review {
            live.everybody()
        } else {
            asked.iter().copied().chain(live.listening(&told)).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let looked = count(app, live, &people).and_then(|()| if is_review { review(app, live) } else { Ok(()) });
        if let Err(error) = looked {
            live.listeners().asked.extend(asked);
            return Err(error);
        }
        self.seen = Some(seen);
        if is_review {
            self.reviewed = Some(Instant::now());
        }
        Ok(())
    }

    /// Has everything looked at the next time.
    pub fn review_next(&mut self) {
        self.reviewed = None;
    }
}

fn count(app: &app::App, live: &Live, people: &[UserId]) -> AppResult<()> {
    if !people.is_empty() {
        live.tell(&live::unread(app, people)?);
    }
    Ok(())
}

/// Ends the streams whose session, token or account has ended. One that was opened meanwhile was not asked about.
fn review(app: &app::App, live: &Live) -> AppResult<()> {
    let (sessions, scripts) = live.holders();
    let alive: HashMap<String, i64> = live::alive(app, &sessions)?.into_iter().collect();
    let active: HashMap<UserId, i64> = live::active(app, &scripts)?.into_iter().collect();
    let now = app.clock.now();
    live.retain(|life| match life {
        Life::Session { id, epoch } => !sessions.contains(id) || alive.get(id) == Some(epoch),
        Life::Token { user, epoch, until } => {
            now < *until && (!scripts.contains(user) || active.get(user) == Some(epoch))
        }
    });
    Ok(())
}

/// Keeps the streams up to date as long as the server runs.
pub async fn run(state: web::Data<AppState>) {
    let mut rounds = Rounds::default();
    loop {
        if state.live.is_empty() {
            rounds = Rounds::default();
            state.live.wake.notified().await;
            tokio::time::sleep(GATHERING).await;
        }
        let held = state.clone();
        let looked = web::block(move || {
            let outcome = rounds.look(&held.app, &held.live);
            (rounds, outcome)
        })
        .await;
        rounds = match looked {
            Ok((rounds, outcome)) => {
                tell(&outcome);
                rounds
            }
            Err(error) => {
                tracing::warn!(%error, "The bells wait");
                Rounds::default()
            }
        };
        tokio::select! {
            () = state.live.wake.notified() => tokio::time::sleep(GATHERING).await,
            () = tokio::time::sleep(ROUND) => {}
        }
    }
}

fn tell(outcome: &Result<(), AppError>) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "The bells wait");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: &str) -> Life {
        Life::Session { id: id.to_owned(), epoch: 1 }
    }

    /// The number that waits, if the stream goes on; nothing where it has ended.
    fn heard(ear: &mut Ear) -> Option<Option<i64>> {
        match ear.count.has_changed() {
            Ok(true) => Some(Some(*ear.count.borrow_and_update())),
            Ok(false) => Some(None),
            Err(_) => None,
        }
    }

    #[test]
    fn only_changes_are_told_and_only_to_whom_they_concern() {
        let live = Arc::new(Live::default());
        let (one, two) = (UserId(1), UserId(2));
        let (mut first, mut second) = (live.open(one, session("a")).unwrap(), live.open(two, session("b")).unwrap());
        assert_eq!(live.take_asked().into_iter().collect::<Vec<_>>(), [one, two], "a new stream is asked for");
        live.tell(&[(one, 0), (two, 3)]);
        assert_eq!((heard(&mut first), heard(&mut second)), (Some(Some(0)), Some(Some(3))));
        live.tell(&[(one, 0), (two, 4)]);
        assert_eq!((heard(&mut first), heard(&mut second)), (Some(None), Some(Some(4))));
        live.ask(UserId(9));
        assert!(live.take_asked().is_empty(), "nobody listens there");
        live.ask(two);
        assert_eq!(live.take_asked().len(), 1);
    }

    #[test]
    fn streams_end_with_their_session_and_with_the_server() {
        let live = Arc::new(Live::default());
        let mut ended = live.open(UserId(1), session("a")).unwrap();
        let mut other = live.open(UserId(1), session("b")).unwrap();
        live.end("a");
        assert_eq!((heard(&mut ended), heard(&mut other)), (None, Some(None)));
        drop(ended);
        assert_eq!(live.len(), 1);
        live.close();
        assert_eq!(heard(&mut other), None);
        assert_eq!(live.open(UserId(1), session("b")).err(), Some(Refused::Closed));
    }

    #[test]
    fn a_person_has_so_many_streams_and_another_when_one_is_gone() {
        let live = Arc::new(Live::default());
        let mut all: Vec<Ear> = (0..MOST_STREAMS).map(|_| live.open(UserId(1), session("a")).unwrap()).collect();
        assert_eq!(live.open(UserId(1), session("a")).err(), Some(Refused::TooMany));
        assert!(live.open(UserId(2), session("b")).is_ok());
        all.pop();
        assert!(live.open(UserId(1), session("a")).is_ok());
        drop(all);
        assert!(live.is_empty(), "what is not listened to is forgotten");
    }
}
