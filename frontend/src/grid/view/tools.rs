//! The buttons above the table.

use domain::template::RowKind;
use leptos::prelude::*;

use super::super::texts::Text;
use super::controller::Controller;

/// Buttons for rows, undo, lineage, and what is known of a cell.
#[component]
pub fn Tools(controller: Controller) -> impl IntoView {
    let model = controller.model;
    let language = model.language_signal();
    let has_free_rows = model.read(|book| *book.figures().row_kind() != RowKind::Fixed);
    let is_locked = move || controller.read_only.get();
    let is_consolidated = move || {
        let place = model.selection().get().active();
        model.tick().track();
        model.read(|book| book.figures().has_parts(place))
    };
    let rows = move || {
        (has_free_rows && !is_locked()).then(|| {
            view! {
                <button type="button" class="grid-button" on:click=move |_| controller.add_row()>
                    <span aria-hidden="true">"+ "</span>
                    {move || Text::AddRows.get(language.get())}
                </button>
                <button type="button" class="grid-button" on:click=move |_| controller.ask_remove()>
                    <span aria-hidden="true">"− "</span>
                    {move || Text::RemoveRows.get(language.get())}
                </button>
            }
        })
    };
    let can_undo = model.can_undo();
    let can_redo = model.can_redo();
    view! {
        <div class="grid-tools" role="group" aria-label=move || Text::Tools.get(language.get())>
            {rows}
            <Show when=move || !is_locked()>
            <button
                type="button"
                class="grid-button"
                disabled=move || !can_undo.get()
                on:click=move |_| controller.undo()
                title="Ctrl+Z"
            >
                <span aria-hidden="true">"↶ "</span>
                {move || Text::Undo.get(language.get())}
            </button>
            <button
                type="button"
                class="grid-button"
                disabled=move || !can_redo.get()
                on:click=move |_| controller.redo()
                title="Ctrl+Y"
            >
                <span aria-hidden="true">"↷ "</span>
                {move || Text::Redo.get(language.get())}
            </button>
            </Show>
            <super::options::Options controller=controller />
            <Show when=is_consolidated>
                <button
                    type="button"
                    class="grid-button"
                    title=move || Text::LineageKey.get(language.get())
                    on:click=move |_| controller.lineage()
                >
                    <span aria-hidden="true">"Σ "</span>
                    {move || Text::Lineage.get(language.get())}
                </button>
            </Show>
            <button
                type="button"
                class="grid-button"
                title=move || Text::AboutKey.get(language.get())
                on:click=move |_| controller.about()
            >
                {move || Text::About.get(language.get())}
            </button>
        </div>
    }
}

/// What an empty table says.
#[component]
pub fn NoRows(controller: Controller) -> impl IntoView {
    let model = controller.model;
    let language = model.language_signal();
    let is_empty = move || {
        model.tick().track();
        model.read(|book| *book.figures().row_kind() != RowKind::Fixed && book.figures().added_rows() == 0)
    };
    view! {
        <Show when=is_empty>
            <p class="grid-empty">{move || {
                let text = if controller.read_only.get() { Text::NoRowsReading } else { Text::NoRows };
                text.get(language.get())
            }}</p>
        </Show>
    }
}
