//! Short messages that come and go.

use leptos::prelude::*;
use std::time::Duration;

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Done,
    /// Something failed.
    Failed,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Tells messages apart.
    pub id: u32,
    /// Its kind.
    pub kind: ToastKind,
    /// Its text.
    pub text: String,
}

/// The messages on screen.
#[derive(Clone, Copy)]
pub struct Toasts {
    /// Oldest first.
    pub items: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Offers the messages to everything below.
    pub fn provide() -> Self {
        let toasts = Self { items: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    /// The messages of the application.
    pub fn current() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Says that something was done; the message leaves after a few seconds.
    pub fn done(self, text: impl Into<String>) {
        let id = self.push(ToastKind::Done, text.into());
        set_timeout(move || self.dismiss(id), Duration::from_secs(6));
    }

    /// Says that something failed; the message stays until it is dismissed.
    pub fn failed(self, text: impl Into<String>) {
        self.push(ToastKind::Failed, text.into());
    }

    /// Takes a message away.
    pub fn dismiss(self, id: u32) {
        self.items.try_update(|items| items.retain(|toast| toast.id != id));
    }

    fn push(self, kind: ToastKind, text: String) -> u32 {
        let id = self.next.with_value(|next| next.wrapping_add(1));
        self.next.set_value(id);
        self.items.update(|items| {
            // The same failure again replaces the older message instead of piling up.
            items.retain(|toast| toast.text != text);
            items.push(Toast { id, kind, text });
        });
        id
    }
}
