//! The catalogue picker: several items at once, found without diacritics, none twice (conventions 43, 92).

use std::collections::BTreeSet;

use domain::text::{fold, plain};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::super::texts::{self, Text};
use super::controller::Controller;
use super::dialogs::show;

/// An item that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    code: String,
    name: String,
    is_there: bool,
}

/// The dialog with the catalogue's items.
#[component]
pub fn Picker(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let search_box: NodeRef<html::Input> = NodeRef::new();
    let language = controller.model.language_signal();
    let search = RwSignal::new(String::new());
    let chosen: RwSignal<BTreeSet<String>> = RwSignal::new(BTreeSet::new());
    let told = RwSignal::new(String::new());
    Effect::new(move |_| {
        let is_open = controller.is_picking.get();
        show(dialog, is_open);
        if is_open {
            search.set(String::new());
            chosen.set(BTreeSet::new());
            told.set(String::new());
            if let Some(search_box) = search_box.get_untracked() {
                search_box.set_value("");
            }
        }
    });
    let offers =
        Memo::new(move |_| if controller.is_picking.get() { offers(controller, &search.get()) } else { Vec::new() });
    let add = move || {
        let chosen = chosen.get_untracked();
        show(dialog, false);
        add(controller, &chosen);
    };
    view! {
        <dialog
            class="grid-dialog is-picker"
            node_ref=dialog
            aria-labelledby="grid-picker"
            on:close=move |_| {
                controller.is_picking.set(false);
                controller.focus();
            }
        >
            <h2 id="grid-picker">{move || Text::PickTitle.get(language.get())}</h2>
            <input
                type="search"
                class="grid-search"
                node_ref=search_box
                aria-label=move || Text::Search.get(language.get())
                placeholder=move || Text::Search.get(language.get())
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.is_composing() {
                        return;
                    }
                    if event.key() == "Enter" && take_found(chosen, &offers.get_untracked()) {
                        event.prevent_default();
                        add();
                    } else if event.key() == "ArrowDown" && step(&event, true) {
                        event.prevent_default();
                    }
                }
                on:paste=move |event| {
                    let event: &web_sys::ClipboardEvent = event.unchecked_ref();
                    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
                    if let Some(words) = choose_pasted(controller, chosen, &text) {
                        event.prevent_default();
                        told.set(words);
                    }
                }
            />
            <p class="grid-told" role="status">{told}</p>
            <label class="grid-offer is-all">
                <input
                    type="checkbox"
                    prop:checked=move || {
                        let offers = offers.get();
                        let mut free = offers.iter().filter(|offer| !offer.is_there).peekable();
                        free.peek().is_some() && chosen.with(|chosen| free.all(|offer| chosen.contains(&offer.code)))
                    }
                    on:change=move |event| choose_all(chosen, &offers.get(), event_target_checked(&event))
                />
                <span>{move || Text::SelectAllFound.get(language.get())}</span>
            </label>
            <div
                class="grid-offers"
                on:keydown=move |event| {
                    let is_arrow = matches!(event.key().as_str(), "ArrowDown" | "ArrowUp");
                    if is_arrow && step(&event, event.key() == "ArrowDown") {
                        event.prevent_default();
                    } else if event.key() == "Enter" && chosen.with_untracked(|chosen| !chosen.is_empty()) {
                        event.prevent_default();
                        add();
                    }
                }
            >
                <For each=move || offers.get() key=|offer| (offer.code.clone(), offer.is_there) let:offer>
                    {offered(offer, chosen, language)}
                </For>
                <Show when=move || offers.with(Vec::is_empty)>
                    <p>{move || Text::NothingFound.get(language.get())}</p>
                </Show>
            </div>
            <div class="grid-dialog-buttons">
                <button type="button" class="grid-button" on:click=move |_| show(dialog, false)>
                    {move || Text::Cancel.get(language.get())}
                </button>
                <button
                    type="button"
                    class="grid-button is-main"
                    disabled=move || chosen.with(BTreeSet::is_empty)
                    on:click=move |_| add()
                >
                    {move || texts::add_items(chosen.with(BTreeSet::len), language.get())}
                </button>
            </div>
        </dialog>
    }
}

fn offered(
    offer: Offer,
    chosen: RwSignal<BTreeSet<String>>,
    language: Signal<domain::language::Language>,
) -> impl IntoView {
    let Offer { code, name, is_there } = offer;
    let (checked, changed) = (code.clone(), code);
    view! {
        <label class="grid-offer">
            <input
                type="checkbox"
                disabled=is_there
                prop:checked=move || is_there || chosen.with(|chosen| chosen.contains(&checked))
                on:change=move |event| choose(chosen, &changed, event_target_checked(&event))
            />
            <span>{name}</span>
            {is_there.then(|| view! { <em>{move || Text::AlreadyThere.get(language.get())}</em> })}
        </label>
    }
}

fn choose(chosen: RwSignal<BTreeSet<String>>, code: &str, is_chosen: bool) {
    chosen.update(|chosen| {
        if is_chosen {
            chosen.insert(code.to_owned());
        } else {
            chosen.remove(code);
        }
    });
}

fn choose_all(chosen: RwSignal<BTreeSet<String>>, offers: &[Offer], is_chosen: bool) {
    for offer in offers.iter().filter(|offer| !offer.is_there) {
        choose(chosen, &offer.code, is_chosen);
    }
}

/// Puts the keyboard on the next item that can be chosen, or the one before; from the first one back into the search.
fn step(event: &KeyboardEvent, forwards: bool) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some((target, dialog)) = target.and_then(|target| Some((target.clone(), target.closest("dialog").ok()??)))
    else {
        return false;
    };
    let Ok(found) = dialog.query_selector_all(".grid-search, .grid-offers input:not(:disabled)") else { return false };
    let elements: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let at = elements.iter().position(|element| element.is_same_node(Some(&target)));
    let next = at.and_then(|at| if forwards { at.checked_add(1) } else { at.checked_sub(1) });
    next.and_then(|next| elements.get(next)).is_some_and(|element| element.focus().is_ok())
}

/// Chooses the items of pasted codes or names; says what came of it, or nothing when only one word was pasted.
fn choose_pasted(controller: Controller, chosen: RwSignal<BTreeSet<String>>, text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(['\n', '\r', '\t', ';']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let (found, missed) = controller.model.catalogue(|items| {
        let find = |word: &str| {
            let wanted = plain(word);
            let of_code = items.iter().find(|item| item.code.eq_ignore_ascii_case(word));
            of_code.or_else(|| items.iter().find(|item| plain(&item.name) == wanted)).map(|item| item.code.clone())
        };
        let (found, missed): (Vec<_>, Vec<_>) =
            words.iter().map(|word| (*word, find(word))).partition(|(_, code)| code.is_some());
        let found: Vec<String> = found.into_iter().filter_map(|(_, code)| code).collect();
        (found, missed.into_iter().map(|(word, _)| word.to_owned()).collect::<Vec<_>>())
    });
    if found.is_empty() || words.len() < 2 && !missed.is_empty() {
        return None;
    }
    let free: Vec<&String> = found.iter().filter(|code| !controller.has_item(code)).collect();
    free.iter().for_each(|code| choose(chosen, code, true));
    Some(texts::picked(free.len(), found.len() - free.len(), &missed, controller.model.language()))
}

/// Chooses the only item found, or leaves it at what is chosen; tells whether there is something to add.
fn take_found(chosen: RwSignal<BTreeSet<String>>, offers: &[Offer]) -> bool {
    let mut free = offers.iter().filter(|offer| !offer.is_there);
    if let (Some(only), None) = (free.next(), free.next()) {
        choose(chosen, &only.code, true);
    }
    chosen.with_untracked(|chosen| !chosen.is_empty())
}

/// The items whose name or code has the words searched for, exact matches first.
fn offers(controller: Controller, search: &str) -> Vec<Offer> {
    let wanted = fold(search.trim());
    let mut found: Vec<(bool, Offer)> = controller.model.catalogue(|items| {
        let items = items.iter().filter(|item| {
            wanted.is_empty() || fold(&item.name).contains(&wanted) || fold(&item.code).contains(&wanted)
        });
        items
            .map(|item| {
                let offer = Offer {
                    code: item.code.clone(),
                    name: item.name.clone(),
                    is_there: controller.has_item(&item.code),
                };
                (!item.name.to_lowercase().contains(&search.trim().to_lowercase()), offer)
            })
            .collect()
    });
    found.sort_by_key(|(is_loose, _)| *is_loose);
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// Adds the chosen items in the catalogue's order.
fn add(controller: Controller, chosen: &BTreeSet<String>) {
    let items: Vec<(String, String)> = controller.model.catalogue(|items| {
        let items = items.iter().filter(|item| chosen.contains(&item.code) && !controller.has_item(&item.code));
        items.map(|item| (item.code.clone(), item.name.clone())).collect()
    });
    controller.add_items(&items);
    controller.focus();
}
