//! Long work in turns: after a while the browser may draw and take keys (convention 73).

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds of work between two pauses: with drawing well within the 200 ms that people take for standing still.
const TURN: f64 = 60.0;

/// Measures the turns of a piece of work.
pub struct Turns {
    since: f64,
}

impl Turns {
    /// The first turn begins.
    pub fn new() -> Self {
        Self { since: now() }
    }

    /// Whether the browser waits for its turn.
    #[must_use]
    pub fn is_over(&self) -> bool {
        now() - self.since >= TURN
    }

    /// Lets the browser do its work when the turn is over; `before` is called first.
    pub async fn breathe(&mut self, before: impl FnOnce()) {
        if self.is_over() {
            before();
            self.pause().await;
        }
    }

    /// Lets the browser do its work; then the next turn begins.
    pub async fn pause(&mut self) {
        pause().await;
        self.since = now();
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Until the browser has had its turn. A timer, because pages in the background are not drawn.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback(&resolve);
    });
    // The browser's timers always come.
    let _ = JsFuture::from(promise).await;
}
