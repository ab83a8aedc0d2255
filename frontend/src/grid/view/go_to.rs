//! Going to a row by its number, code or name (convention 9).

use domain::text::plain;
use leptos::html;
use leptos::prelude::*;

use super::super::figures::Figures;
use super::super::moves::Surface;
use super::super::place::{Place, Selection};
use super::super::texts::Text;
use super::controller::Controller;
use super::dialogs::show;

/// The dialog that asks for the row.
#[component]
pub fn GoTo(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let field: NodeRef<html::Input> = NodeRef::new();
    let going = controller.looks.going;
    let language = controller.model.language_signal();
    let is_unknown = RwSignal::new(false);
    Effect::new(move |_| {
        show(dialog, going.get());
        is_unknown.set(false);
        if let Some(field) = field.get_untracked().filter(|_| going.get_untracked()) {
            field.set_value("");
            let _ = field.focus();
        }
    });
    let go = move || {
        let wanted = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let row = controller.model.read(|book| find(book.figures(), &wanted));
        is_unknown.set(row.is_none());
        if let Some(row) = row {
            show(dialog, false);
            let place = controller.model.read(|book| entry(book.figures(), row, controller.active().col));
            controller.model.select(Selection::cell(place));
            controller.reveal();
            controller.focus();
        }
    };
    view! {
        <dialog
            class="grid-dialog"
            node_ref=dialog
            aria-labelledby="grid-go-to"
            on:close=move |_| {
                going.set(false);
                controller.focus();
            }
        >
            <h2 id="grid-go-to">{move || Text::GoTo.get(language.get())}</h2>
            <input
                type="text"
                class="grid-search"
                node_ref=field
                aria-label=move || Text::GoToWhat.get(language.get())
                placeholder=move || Text::GoToWhat.get(language.get())
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() {
                        event.prevent_default();
                        go();
                    }
                }
            />
            <p class="grid-told" role="status">{move || is_unknown.get().then(|| Text::NoSuchRow.get(language.get()))}</p>
            <div class="grid-dialog-buttons">
                <button type="button" class="grid-button" on:click=move |_| show(dialog, false)>
                    {move || Text::Cancel.get(language.get())}
                </button>
                <button type="button" class="grid-button is-main" on:click=move |_| go()>
                    {move || Text::GoTo.get(language.get())}
                </button>
            </div>
        </dialog>
    }
}

/// The row with this printed number or code, or else the first with this name, or whose name begins so.
fn find(figures: &Figures, wanted: &str) -> Option<usize> {
    let (wanted, name) = (wanted.trim(), plain(wanted));
    if wanted.is_empty() {
        return None;
    }
    let rows = || 0..figures.row_count();
    let is = |text: Option<&str>| text.is_some_and(|text| text.eq_ignore_ascii_case(wanted));
    rows()
        .find(|row| is(figures.row(*row).ordinal.as_deref()))
        .or_else(|| {
            rows().find(|row| is(Some(figures.row(*row).key.as_str())) || is(figures.row(*row).item.as_deref()))
        })
        .or_else(|| rows().find(|row| plain(&figures.row(*row).label) == name))
        .or_else(|| rows().find(|row| plain(&figures.row(*row).label).starts_with(&name)))
}

/// The cell to go to: in the same column where that takes figures, or the row's first one that does.
fn entry(figures: &Figures, row: usize, col: usize) -> Place {
    let place = Place::new(row, col);
    let is_figure = col >= figures.first_col();
    let first = (0..figures.columns().len()).map(|col| Place::new(row, col)).find(|place| figures.is_input(*place));
    if is_figure { place } else { first.unwrap_or(place) }
}
