//! Ways from the report of a paste to the cells that it tells of (convention 66).

use domain::finding::CellRef;
use leptos::prelude::*;

use super::super::texts::Text;
use super::controller::Controller;

/// The links; each press leads to the next of its cells.
#[component]
pub fn PasteLinks(controller: Controller) -> impl IntoView {
    let language = controller.model.language_signal();
    let link = move |kind: usize, text: Text| {
        let visited = StoredValue::new(0_usize);
        let is_there = move || controller.hand.skipped.with(|skipped| !skipped[kind].is_empty());
        let follow = move |_| {
            let turn = visited.get_value();
            visited.set_value(turn + 1);
            let cell = controller.hand.skipped.with_untracked(|skipped| {
                let cells = &skipped[kind];
                cells.get(turn % cells.len().max(1)).cloned()
            });
            if let Some((row, column)) = cell {
                controller.model.jump_to(&CellRef { row, column });
            }
        };
        view! {
            <Show when=is_there>
                <button type="button" class="grid-link" on:click=follow>{move || text.get(language.get())}</button>
            </Show>
        }
    };
    view! { <div class="grid-links">{link(0, Text::ToSkipped)} {link(1, Text::ToNotNumbers)} {link(2, Text::ToNotListed)}</div> }
}
