//! The panel for finding and replacing (convention 112).

use domain::value::Value;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::super::filter::Filter;
use super::super::find;
use super::super::place::{Place, Selection};
use super::super::texts::{self, Text};
use super::controller::Controller;

/// The panel for finding and replacing.
#[component]
pub fn Search(controller: Controller) -> impl IntoView {
    let open = controller.looks.search;
    view! {
        <Show when=move || open.get().is_some()>
            <Panel controller=controller />
        </Show>
    }
}

#[component]
fn Panel(controller: Controller) -> impl IntoView {
    let (open, language) = (controller.looks.search, controller.model.language_signal());
    let (wanted, by) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wanted_box = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        // Again when the same key is pressed in the table.
        open.track();
        if let Some(wanted_box) = wanted_box.get() {
            let _ = wanted_box.focus();
            wanted_box.select();
        }
    });
    let found = Memo::new(move |_| {
        controller.model.tick().track();
        wanted.with(|wanted| controller.model.read(|book| find::places(book.figures(), wanted)))
    });
    let count = move || {
        let active = controller.model.selection().get().active();
        let found = found.get();
        let at = found.iter().position(|place| *place == active).map_or(0, |at| at + 1);
        wanted.with(|wanted| !wanted.trim().is_empty()).then(|| texts::found(at, found.len(), language.get()))
    };
    let go = move |backwards: bool| go(controller, &found.get_untracked(), backwards);
    let keys = move |event: &KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => go(event.shift_key()),
            "Escape" => close(controller),
            "h" | "f" if event.ctrl_key() || event.meta_key() => open.set(Some(event.key() == "h")),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let text = move |text: Text| move || text.get(language.get());
    view! {
        <div class="grid-search-panel" role="search" aria-label=text(Text::FindTitle) on:keydown=move |event| keys(&event)>
            <input
                type="text"
                class="grid-search"
                node_ref=wanted_box
                aria-label=text(Text::FindWhat)
                placeholder=text(Text::FindWhat)
                on:input=move |event| wanted.set(event_target_value(&event))
            />
            <span class="grid-found" role="status">{count}</span>
            <button type="button" class="grid-button" title="Shift+Enter" on:click=move |_| go(true)>
                <span aria-hidden="true">"↑ "</span>{text(Text::Previous)}
            </button>
            <button type="button" class="grid-button" title="Enter" on:click=move |_| go(false)>
                <span aria-hidden="true">"↓ "</span>{text(Text::Next)}
            </button>
            <button
                type="button"
                class="grid-button"
                on:click=move |_| controller.filter(Filter::Text(wanted.get_untracked()))
                disabled=move || wanted.with(|wanted| wanted.trim().is_empty())
            >
                {text(Text::OnlyMatching)}
            </button>
            <Show when=move || open.get() == Some(true) && !controller.read_only.get()>
                <input
                    type="text"
                    class="grid-search"
                    aria-label=text(Text::ReplaceBy)
                    placeholder=text(Text::ReplaceBy)
                    on:input=move |event| by.set(event_target_value(&event))
                />
                <button
                    type="button"
                    class="grid-button"
                    on:click=move |_| {
                        let active = controller.active();
                        let is_found = found.with_untracked(|found| found.contains(&active));
                        if is_found {
                            replace(controller, &[active], &wanted.get_untracked(), &by.get_untracked());
                        }
                        go(false);
                    }
                >
                    {text(Text::Replace)}
                </button>
                <button
                    type="button"
                    class="grid-button"
                    on:click=move |_| {
                        let places = found.get_untracked();
                        replace(controller, &places, &wanted.get_untracked(), &by.get_untracked());
                    }
                >
                    {text(Text::ReplaceAll)}
                </button>
            </Show>
            <button type="button" class="grid-button" title="Esc" on:click=move |_| close(controller)>
                {text(Text::Close)}
            </button>
        </div>
    }
}

fn close(controller: Controller) {
    controller.looks.search.set(None);
    controller.focus();
}

/// Goes to the next cell found, around the end; the keyboard stays in the panel.
fn go(controller: Controller, found: &[Place], backwards: bool) {
    let active = controller.active();
    let next = if backwards {
        found.iter().rev().find(|place| **place < active).or(found.last())
    } else {
        found.iter().find(|place| **place > active).or(found.first())
    };
    if let Some(place) = next {
        controller.model.select(Selection::cell(*place));
        controller.reveal();
    }
}

/// Replaces in the text cells among these as one step.
fn replace(controller: Controller, places: &[Place], wanted: &str, by: &str) {
    if controller.read_only.get_untracked() {
        return controller.refuse();
    }
    let cells: Vec<(Place, Value)> = controller.model.read(|book| {
        let texts = places.iter().filter(|place| find::is_replaceable(book.figures(), **place));
        texts
            .filter_map(|place| {
                let Value::Text(text) = book.own(*place) else { return None };
                let text = find::replaced(&text, wanted, by)?;
                Some((*place, if text.is_empty() { Value::Blank } else { Value::Text(text) }))
            })
            .collect()
    });
    controller.model.set(&cells);
    controller.say(texts::replaced(cells.len(), controller.model.language()));
}
