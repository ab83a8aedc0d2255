//! How the table is shown: order, filter, density, the whole screen (conventions 89, 90, 113, 128, 130).

use domain::template::RowKind;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::super::filter::Filter;
use super::super::texts::Text;
use super::controller::Controller;
use super::looks::MOST_WHOLE;

/// The menu and the buttons for looking at the table.
#[component]
pub fn Options(controller: Controller) -> impl IntoView {
    let (model, looks) = (controller.model, controller.looks);
    let language = model.language_signal();
    let text = move |text: Text| move || text.get(language.get());
    let menu: NodeRef<html::Details> = NodeRef::new();
    let left = move |event: &web_sys::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if to.is_some() && !stays {
            close(menu);
        }
    };
    let is_sortable = model.read(|book| *book.figures().row_kind() != RowKind::Fixed);
    let is_changed = move || looks.sort.get().is_some() || looks.filter.get() != Filter::All;
    let compared_with = move || {
        model.tick().track();
        model.read(|book| match book.former.as_ref().map(|former| former.label.clone()) {
            None => String::new(),
            Some(Some(label)) => format!(": {label}"),
            Some(None) => format!(" ({})", Text::NoFormer.get(language.get())),
        })
    };
    let can_be_whole = move || {
        model.tick().track();
        model.read(|book| book.figures().row_count() <= MOST_WHOLE)
    };
    view! {
        <div class="grid-options">
            <button type="button" class="grid-button" title="Ctrl+F" on:click=move |_| looks.search.set(Some(false))>
                {text(Text::Find)}
            </button>
            <details class="grid-display" node_ref=menu on:focusout=move |event| left(&event) on:keydown=move |event| {
                if event.key() == "Escape" {
                    close(menu);
                    controller.focus();
                }
            }>
                <summary class="grid-button">
                    {text(Text::Display)}
                    <Show when=is_changed><span class="grid-changed">" •"</span></Show>
                </summary>
                <div class="grid-display-body">
                    <label class="grid-option">
                        <span>{text(Text::ShowRows)}</span>
                        <Filters controller=controller />
                    </label>
                    <Show when=move || is_sortable>
                        <label class="grid-option">
                            <span>{text(Text::SortByColumn)}</span>
                            <Orders controller=controller />
                        </label>
                    </Show>
                    <label class="grid-option is-check">
                        <input
                            type="checkbox"
                            prop:checked=move || looks.taste.get().is_dense
                            on:change=move |event| controller.choose(|taste| taste.is_dense = event_target_checked(&event))
                        />
                        <span>{text(Text::Dense)}</span>
                    </label>
                    <label class="grid-option is-check">
                        <input
                            type="checkbox"
                            disabled=move || !can_be_whole()
                            prop:checked=move || looks.taste.get().is_whole
                            on:change=move |event| controller.choose(|taste| taste.is_whole = event_target_checked(&event))
                        />
                        <span>{text(Text::WholeTable)}</span>
                    </label>
                    <label class="grid-option is-check" title="Alt+Shift+P">
                        <input
                            type="checkbox"
                            prop:checked=move || looks.taste.get().compares
                            on:change=move |event| controller.choose(|taste| taste.compares = event_target_checked(&event))
                        />
                        <span>{text(Text::ComparePrevious)}{compared_with}</span>
                    </label>
                    <button
                        type="button"
                        class="grid-button"
                        title="Alt+Shift+/"
                        on:click=move |_| controller.fit(controller.active().col)
                    >
                        {text(Text::FitColumn)}
                    </button>
                </div>
            </details>
            <button
                type="button"
                class="grid-button"
                title="Ctrl+Shift+F"
                aria-pressed=move || looks.is_full.get().to_string()
                on:click=move |_| looks.is_full.update(|is_full| *is_full = !*is_full)
            >
                {text(Text::FullScreen)}
            </button>
            <button type="button" class="grid-button" title="Ctrl+/" on:click=move |_| looks.helps.set(true)>
                <span aria-hidden="true">"? "</span>{text(Text::KeysTitle)}
            </button>
        </div>
    }
}

fn close(menu: NodeRef<html::Details>) {
    if let Some(menu) = menu.get_untracked() {
        let _ = menu.remove_attribute("open");
    }
}

#[component]
fn Filters(controller: Controller) -> impl IntoView {
    let (model, filter) = (controller.model, controller.looks.filter);
    let language = model.language_signal();
    let has_previous = model.read(|book| book.figures().has_previous());
    let choose = move |value: &str| {
        controller.filter(match value {
            "errors" => Filter::Errors,
            "findings" => Filter::Findings,
            "missing" => Filter::Missing,
            "changed" => Filter::Changed,
            _ => Filter::All,
        });
    };
    let value = move || match filter.get() {
        Filter::All => "all",
        Filter::Errors => "errors",
        Filter::Findings => "findings",
        Filter::Missing => "missing",
        Filter::Changed => "changed",
        Filter::Text(_) => "text",
    };
    let option = move |value: &'static str, text: Text| {
        view! { <option value=value>{move || text.get(language.get())}</option> }
    };
    view! {
        <select prop:value=value on:change=move |event| choose(&event_target_value(&event))>
            {option("all", Text::AllRows)}
            {option("errors", Text::OnlyErrors)}
            {option("findings", Text::OnlyFindings)}
            {option("missing", Text::OnlyMissing)}
            {has_previous.then(|| option("changed", Text::OnlyChanged))}
            <Show when=move || matches!(filter.get(), Filter::Text(_))>{option("text", Text::OnlyMatching)}</Show>
        </select>
    }
}

#[component]
fn Orders(controller: Controller) -> impl IntoView {
    let (model, sort) = (controller.model, controller.looks.sort);
    let language = model.language_signal();
    let choose = move |value: &str| {
        let col = controller.active().col;
        controller.sort(match value {
            "up" => Some((col, false)),
            "down" => Some((col, true)),
            _ => None,
        });
    };
    let value = move || match sort.get() {
        None => "stored",
        Some((_, false)) => "up",
        Some((_, true)) => "down",
    };
    let option = move |value: &'static str, text: Text| {
        view! { <option value=value>{move || text.get(language.get())}</option> }
    };
    view! {
        <select prop:value=value on:change=move |event| choose(&event_target_value(&event))>
            {option("stored", Text::StoredOrder)}
            {option("up", Text::SortedUp)}
            {option("down", Text::SortedDown)}
        </select>
    }
}
