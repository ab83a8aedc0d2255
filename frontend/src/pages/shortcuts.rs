//! Keys of the grid.

use domain::language::Language;
use leptos::prelude::*;

use crate::components::PageHead;
use crate::grid::key_list::KEYS;
use crate::locales::{M, language, t};

/// Keys of the grid.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let is_vi = language() == Language::Vi;
    view! {
        <PageHead title=t(M::Shortcuts).to_owned()/>
        <section class="panel">
            <table class="table table-plain table-keys">
                <thead><tr><th scope="col">{t(M::Key)}</th><th scope="col">{t(M::Meaning)}</th></tr></thead>
                <tbody>
                    {KEYS.iter().map(|(key, vi, en)| view! {
                        <tr><td><kbd>{*key}</kbd></td><td>{if is_vi { *vi } else { *en }}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        </section>
    }
}
