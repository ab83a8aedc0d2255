//! Data of the server while it is on its way, here, or missing.

use std::future::Future;

use contract::ErrorCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::components::{ErrorBox, Loading, NothingHere};

/// Data of the server. The last answer stays on screen while a new one is on its way.
pub struct Remote<T: 'static> {
    answer: RwSignal<Option<Result<T, ApiError>>>,
    generation: StoredValue<u32>,
    loading: RwSignal<bool>,
}

impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Remote<T> {}

impl<T: Clone + Send + Sync + 'static> Remote<T> {
    /// Nothing asked for yet.
    pub fn new() -> Self {
        Self { answer: RwSignal::new(None), generation: StoredValue::new(0), loading: RwSignal::new(false) }
    }

    /// Asks; an answer to an older question that comes late is dropped.
    pub fn load(self, question: impl Future<Output = Result<T, ApiError>> + 'static) {
        let generation = self.generation.with_value(|last| last.wrapping_add(1));
        self.generation.set_value(generation);
        self.loading.set(true);
        spawn_local(async move {
            let answer = question.await;
            if self.generation.try_get_value() == Some(generation) {
                self.answer.try_set(Some(answer));
                self.loading.try_set(false);
            }
        });
    }

    /// Forgets the last answer, so that the next one is drawn on new elements: a grid paints its rows itself, and the
    /// framework would hand its elements, rows included, to the grid of the next answer.
    pub fn clear(self) {
        self.answer.set(None);
    }

    /// The last answer.
    pub fn get(self) -> Option<Result<T, ApiError>> {
        self.answer.get()
    }

    /// The last good answer.
    pub fn value(self) -> Option<T> {
        self.answer.with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok().cloned()))
    }

    /// The last good answer, without following it.
    pub fn value_untracked(self) -> Option<T> {
        self.answer.with_untracked(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok().cloned()))
    }

    /// Whether an answer is on its way.
    pub fn is_loading(self) -> bool {
        self.loading.get()
    }
}

/// As [`draw`], for what a whole page shows: when it does not exist, neither does the page.
pub fn draw_page<T: Clone + Send + Sync + 'static>(
    remote: Remote<T>,
    retry: Callback<()>,
    view: impl Fn(T) -> AnyView + Send + 'static,
) -> impl IntoView {
    let is_missing = Memo::new(move |_| {
        remote.answer.with(|answer| {
            let error = answer.as_ref().and_then(|answer| answer.as_ref().err());
            error.and_then(ApiError::code) == Some(ErrorCode::NotFound.as_str())
        })
    });
    let view = StoredValue::new_local(view);
    move || {
        if is_missing.get() {
            return view! { <NothingHere/> }.into_any();
        }
        draw(remote, retry, move |value| view.with_value(|view| view(value))).into_any()
    }
}

/// Draws the data, or that it is on its way, or why it is missing with a way to ask again.
pub fn draw<T: Clone + Send + Sync + 'static>(
    remote: Remote<T>,
    retry: Callback<()>,
    view: impl Fn(T) -> AnyView + Send + 'static,
) -> impl IntoView {
    move || match remote.get() {
        None => view! { <Loading/> }.into_any(),
        Some(Ok(value)) => view(value),
        Some(Err(error)) => view! { <ErrorBox error retry/> }.into_any(),
    }
}
