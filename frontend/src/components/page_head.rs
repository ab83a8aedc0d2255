//! The head of a page: its heading, the tab's title, and the focus after navigation.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;

use crate::state::set_title;

thread_local! {
    static HAS_NAVIGATED: Cell<bool> = const { Cell::new(false) };
}

/// Id of the page's heading: the keyboard goes there when what had it is gone.
pub const HEADING: &str = "tieu-de";

/// Heading of a page. After a navigation the focus moves here, so that screen readers read the new page; the very
/// first page leaves the focus where the browser puts it.
#[component]
pub fn PageHead(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands at its right.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || set_title(&title.get()));
    Effect::new(move || {
        let Some(heading) = heading.get() else { return };
        if HAS_NAVIGATED.replace(true) {
            let _ = heading.focus();
        }
    });
    view! {
        <div class="page-head">
            <h1 id=HEADING tabindex="-1" node_ref=heading>{title}</h1>
            {children.map(|children| children())}
        </div>
    }
}
