//! There is no such page.

use leptos::prelude::*;

use crate::components::NothingHere;

/// There is no such page, outside of the frame.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <main><NothingHere/></main> }
}
