//! Who is signed in.

use contract::sessions::Me;
use leptos::prelude::*;

use crate::device;

/// Who is signed in, and the number on the bell.
#[derive(Clone, Copy)]
pub struct Session {
    me: RwSignal<Option<Me>>,
    /// Notifications not read yet.
    pub unread: RwSignal<i64>,
}

impl Session {
    /// Offers a session to everything below.
    pub fn provide() -> Self {
        let session = Self { me: RwSignal::new(None), unread: RwSignal::new(0) };
        provide_context(session);
        session
    }

    /// The session of the application. Everything is drawn below [`crate::app::App`], which provides it.
    pub fn current() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Takes who signed in.
    pub fn start(self, me: Me) {
        device::enter(me.user.id);
        self.unread.set(me.unread_notifications);
        self.me.set(Some(me));
    }

    /// Forgets who was signed in.
    pub fn end(self) {
        self.me.set(None);
    }

    /// Who is signed in.
    pub fn me(self) -> Option<Me> {
        self.me.get()
    }

    /// Who is signed in, without following it.
    pub fn me_untracked(self) -> Option<Me> {
        self.me.get_untracked()
    }

    /// Whether somebody is signed in.
    pub fn is_active(self) -> bool {
        self.me.with(Option::is_some)
    }

    /// Whether somebody is signed in, without following it.
    pub fn is_active_untracked(self) -> bool {
        self.me.with_untracked(Option::is_some)
    }

    /// Whether the person has this working right somewhere. What is possible for one report says `allowed_actions`.
    pub fn can(self, right: &str) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| me.rights.iter().any(|own| own == right)))
    }
}
