//! There is no such page.

use leptos::prelude::*;

use crate::components::PageHead;
use crate::locales::{M, t};

/// There is no such page, or it may not be known.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main class="lonely">
            <PageHead title=t(M::PageNotFound).to_owned()/>
            <p>{t(M::PageNotFoundHint)}</p>
            <p><a class="button" href="/">{t(M::MyWork)}</a></p>
        </main>
    }
}
