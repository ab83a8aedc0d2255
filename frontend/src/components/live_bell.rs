//! Keeps the number on the bell up to date while somebody looks at the page.

use std::time::Duration;

use leptos::prelude::*;

use crate::api::UnreadStream;
use crate::state::{Session, document};

/// After a stream was refused, it is asked for again this much later, then twice as much, up to [`LONGEST`].
const SHORTEST: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_secs(300);

/// The stream of the number on the bell. It is open only while the page is seen: a browser has few connections to a
/// server, and tabs in the background would take them all.
#[derive(Clone, Copy)]
pub struct LiveBell {
    session: Session,
    stream: StoredValue<Option<UnreadStream>, LocalStorage>,
    wait: StoredValue<Duration>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl LiveBell {
    /// Begins to listen, until what calls this is taken away.
    pub fn begin() -> Self {
        let live = Self {
            session: Session::current(),
            stream: StoredValue::new_local(None),
            wait: StoredValue::new(SHORTEST),
            timer: StoredValue::new(None),
        };
        live.open();
        let seen = window_event_listener_untyped("visibilitychange", move |_| {
            if is_hidden() {
                live.close();
            } else {
                live.retry();
            }
        });
        on_cleanup(move || {
            seen.remove();
            live.close();
        });
        live
    }

    /// Listens again if the stream was refused: the session may have been renewed since.
    pub fn retry(self) {
        if self.stream.try_with_value(Option::is_none) == Some(true) {
            self.wait.set_value(SHORTEST);
            self.open();
        }
    }

    fn open(self) {
        self.stop_waiting();
        if is_hidden() {
            return;
        }
        let told = move |unread| {
            self.wait.try_set_value(SHORTEST);
            self.session.unread.try_set(unread);
        };
        let stream = UnreadStream::open(told, move || self.open_later());
        self.stream.try_set_value(stream);
    }

    /// The stream itself goes when the time has come: this is called from within it.
    fn open_later(self) {
        let wait = self.wait.try_get_value().unwrap_or(LONGEST);
        self.wait.try_set_value((wait * 2).min(LONGEST));
        self.stop_waiting();
        let again = move || {
            self.stream.try_set_value(None);
            self.open();
        };
        self.timer.try_set_value(set_timeout_with_handle(again, wait).ok());
    }

    fn close(self) {
        self.stop_waiting();
        self.stream.try_set_value(None);
    }

    fn stop_waiting(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}
