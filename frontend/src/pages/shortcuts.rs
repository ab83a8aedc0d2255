//! Keys of the grid.

use leptos::prelude::*;

use crate::components::PageHead;
use crate::locales::{M, t};

const KEYS: &[(&str, M)] = &[
    ("← ↑ → ↓", M::KeyArrows),
    ("Tab · Shift+Tab", M::KeyTab),
    ("Enter · Shift+Enter", M::KeyEnter),
    ("F2", M::KeyF2),
    ("Esc", M::KeyEscape),
    ("Delete · Backspace", M::KeyDelete),
    ("Home · End", M::KeyHomeEnd),
    ("Ctrl+Home · Ctrl+End", M::KeyCtrlHomeEnd),
    ("Page Up · Page Down", M::KeyPage),
    ("Shift+← ↑ → ↓", M::KeyShiftArrows),
    ("Ctrl+C · Ctrl+X · Ctrl+V", M::KeyClipboard),
    ("Ctrl+Z · Ctrl+Y", M::KeyUndo),
    ("Ctrl+S", M::KeySave),
];

/// Keys of the grid.
#[component]
pub fn Shortcuts() -> impl IntoView {
    view! {
        <PageHead title=t(M::Shortcuts).to_owned()/>
        <section class="panel">
            <table class="table table-plain table-keys">
                <thead><tr><th scope="col">{t(M::Key)}</th><th scope="col">{t(M::Meaning)}</th></tr></thead>
                <tbody>
                    {KEYS.iter().map(|(key, meaning)| view! {
                        <tr><td><kbd>{*key}</kbd></td><td>{t(*meaning)}</td></tr>
                    }).collect_view()}
                </tbody>
            </table>
        </section>
    }
}
