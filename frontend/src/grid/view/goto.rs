//! Going to a row by its number or code (convention 9).

use domain::finding::CellRef;
use leptos::html;
use leptos::prelude::*;

use super::super::find_row;
use super::super::texts::Text;
use super::controller::Controller;
use super::dialogs::show;

/// Asks for the row to go to.
#[component]
pub fn GoTo(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let field: NodeRef<html::Input> = NodeRef::new();
    let language = controller.model.language_signal();
    let is_going = controller.hand.is_going;
    Effect::new(move |_| {
        show(dialog, is_going.get());
        if let Some(field) = field.get_untracked().filter(|_| is_going.get()) {
            field.select();
        }
    });
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let col = controller.active().col;
        let cell = controller.model.read(|book| {
            let (figures, sheet) = (book.figures(), book.figures().sheet());
            let row = find_row::by_number_or_code(sheet, &wanted)?;
            Some(CellRef { row: sheet.row(row).key.clone(), column: figures.columns().get(col)?.number })
        });
        is_going.set(false);
        match cell {
            Some(cell) => controller.model.jump_to(&cell),
            None => controller.tell(Text::NoSuchRow),
        }
    };
    view! {
        <dialog
            class="grid-dialog"
            node_ref=dialog
            aria-labelledby="grid-goto"
            on:close=move |_| {
                is_going.set(false);
                controller.focus();
            }
        >
            <h2 id="grid-goto">{move || Text::GoTo.get(language.get())}</h2>
            <form on:submit=go>
                <label>
                    {move || Text::GoToField.get(language.get())}
                    <input class="grid-search" node_ref=field autocomplete="off" />
                </label>
                <div class="grid-dialog-buttons">
                    <button type="button" class="grid-button" on:click=move |_| is_going.set(false)>
                        {move || Text::Cancel.get(language.get())}
                    </button>
                    <button type="submit" class="grid-button is-main">{move || Text::Go.get(language.get())}</button>
                </div>
            </form>
        </dialog>
    }
}
