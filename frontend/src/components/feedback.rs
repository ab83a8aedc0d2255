//! Waiting, nothing to show, and what went wrong.

use contract::ErrorCode;
use leptos::prelude::*;

use super::{Icon, PageHead};
use crate::api::ApiError;
use crate::locales::{M, fill, t};

/// Something is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <p class="loading" role="status">{t(M::Loading)}</p> }
}

/// There is nothing to show.
#[component]
pub fn Empty(#[prop(into)] text: String) -> impl IntoView {
    view! { <div class="empty"><Icon name="inbox"/><p>{text}</p></div> }
}

/// There is no such page or report, or it may not be known: one look, wherever it is found out.
#[component]
pub fn NothingHere() -> impl IntoView {
    view! {
        <div class="lonely">
            <PageHead title=t(M::PageNotFound).to_owned()/>
            <p>{t(M::PageNotFoundHint)}</p>
            <p><a class="button" href="/">{t(M::MyWork)}</a></p>
        </div>
    }
}

/// A call failed; it can be tried again, unless there is nothing: then the way back is shown.
#[component]
pub fn ErrorBox(error: ApiError, retry: Callback<()>) -> impl IntoView {
    let way_on = if error.code() == Some(ErrorCode::NotFound.as_str()) {
        view! { <a class="button" href="/">{t(M::MyWork)}</a> }.into_any()
    } else {
        view! { <button type="button" class="button" on:click=move |_| retry.run(())>{t(M::TryAgain)}</button> }
            .into_any()
    };
    view! {
        <div class="notice notice-error" role="alert">
            <Icon name="error"/>
            <div>
                <p>{error.message()}</p>
                {error.request_id().map(|id| view! { <p class="hint">{fill(M::RequestId, &[id])}</p> })}
                {way_on}
            </div>
        </div>
    }
}

/// What went wrong in a dialog or form; read out at once.
#[component]
pub fn ErrorSummary(#[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || error.get().map(|text| view! {
                <div class="notice notice-error"><Icon name="error"/><p>{text}</p></div>
            })}
        </div>
    }
}
