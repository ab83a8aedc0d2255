//! The questions on the way of a paste: how its numbers are meant, which rows they name,
//! what unknown names stand for, what it overwrites
//! (conventions 63, 67, 68, 70, 73).

use std::collections::BTreeMap;

use domain::number::format_vi;
use leptos::html;
use leptos::prelude::*;

use super::super::facts::shown;
use super::super::overwriting::{Overwritten, is_worth_showing};
use super::super::paste::Items;
use super::super::paste_texts;
use super::super::reading::Choice;
use super::super::texts::Text;
use super::controller::Controller;
use super::dialogs::show;
use super::paste_names::names;
use super::pasting::{Pasted, Stage, Waiting};

/// Overwritten cells that are listed.
const MOST_LISTED: usize = 200;

/// The dialog of the questions, and the one that tells how far a large paste is.
#[component]
pub fn PasteDialog(controller: Controller) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let waiting: NodeRef<html::Dialog> = NodeRef::new();
    let language = controller.model.language_signal();
    let hand = controller.hand;
    Effect::new(move |_| show(dialog, hand.stage.with(Option::is_some)));
    Effect::new(move |_| show(waiting, hand.progress.with(Option::is_some)));
    let content = move || {
        hand.stage.get().map(|stage| match stage {
            Stage::Separators(pasted, choices) => separators(controller, &pasted, &choices),
            Stage::Names(pasted, lines) => names(controller, &pasted, &lines),
            Stage::Items(pasted, misses) => items(controller, pasted, misses),
            Stage::Confirm(waiting) => confirm(controller, waiting),
        })
    };
    view! {
        <dialog
            class="grid-dialog"
            node_ref=dialog
            aria-labelledby="grid-paste"
            on:close=move |_| {
                // The next question may stand there already.
                if !dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
                    close(controller);
                    // The browser has given the focus back already, but no text reaches it until it is set anew (Chromium).
                    if let Some(editor) = controller.editor.get_untracked() {
                        let _ = editor.blur();
                    }
                    controller.focus();
                }
            }
        >
            {content}
        </dialog>
        <dialog
            class="grid-dialog"
            node_ref=waiting
            aria-labelledby="grid-progress"
            // The work goes on; it is over in a moment.
            on:cancel=move |event: web_sys::Event| event.prevent_default()
            on:close=move |_| controller.focus()
        >
            <h2 id="grid-progress">{move || Text::Pasting.get(language.get())}</h2>
            <progress
                max=move || hand.progress.get().map_or(1, |(_, all)| all).to_string()
                value=move || hand.progress.get().map_or(0, |(done, _)| done).to_string()
            ></progress>
        </dialog>
    }
}

/// Closes the dialog; the keyboard goes back when it is closed.
pub(super) fn close(controller: Controller) {
    controller.hand.stage.set(None);
}

pub(super) fn frame(controller: Controller, title: String, content: AnyView, yes: Option<AnyView>) -> AnyView {
    let language = controller.model.language();
    view! {
        <h2 id="grid-paste">{title}</h2>
        {content}
        <div class="grid-dialog-buttons">
            <button type="button" class="grid-button" on:click=move |_| close(controller)>
                {Text::Cancel.get(language)}
            </button>
            {yes}
        </div>
    }
    .into_any()
}

fn separators(controller: Controller, pasted: &Pasted, choices: &[Choice]) -> AnyView {
    let language = controller.model.language();
    let offers = choices.iter().map(|choice| {
        let chosen = choice.separators;
        let mut decided = pasted.clone();
        decided.decisions.separators = Some(chosen);
        let samples = choice.samples.iter().map(|(text, number)| {
            let read = number.map_or_else(|| "?".to_owned(), |number| format_vi(number, None));
            view! { <li><span>{text.clone()}</span> " → " <strong>{read}</strong></li> }
        });
        let samples = samples.collect_view();
        let unread = (choice.unread > 0).then(|| paste_texts::unread(choice.unread, language));
        view! {
            <li>
                <button
                    type="button"
                    class="grid-button grid-reading"
                    on:click=move |_| {
                        close(controller);
                        controller.go_on_pasting(decided.clone());
                    }
                >
                    <strong>{paste_texts::convention(chosen, language)}</strong>
                    <ul>{samples}</ul>
                    <em>{unread}</em>
                </button>
            </li>
        }
    });
    let content = view! {
        <p>{Text::SeparatorsQuestion.get(language)}</p>
        <ul class="grid-readings">{offers.collect_view()}</ul>
    };
    frame(controller, Text::SeparatorsTitle.get(language).to_owned(), content.into_any(), None)
}

fn items(controller: Controller, pasted: Pasted, misses: Vec<String>) -> AnyView {
    let language = controller.model.language();
    let chosen: RwSignal<BTreeMap<String, String>> = RwSignal::new(BTreeMap::new());
    let rows = misses.iter().map(|miss| {
        let name = miss.clone();
        view! {
            <label class="grid-mapping">
                <span>{miss.clone()}</span>
                <input
                    class="grid-search"
                    list="grid-items"
                    placeholder=Text::LeaveOut.get(language)
                    on:change=move |event| {
                        chosen.update(|chosen| {
                            chosen.insert(name.clone(), event_target_value(&event));
                        });
                    }
                />
            </label>
        }
    });
    let rows = rows.collect_view();
    let options = controller.model.catalogue(|items| {
        let known = Items::of(items.iter().map(|item| (item.code.as_str(), item.name.as_str())));
        let names = items.iter().map(|item| {
            // Of equal names only the code tells which is meant.
            let is_one = known.find(&item.name).is_some();
            let value = if is_one { &item.name } else { &item.code };
            view! { <option value=value.clone()>{(!is_one).then(|| item.name.clone())}</option> }
        });
        names.collect_view()
    });
    let go_on = move |_| {
        let items = controller
            .model
            .catalogue(|items| Items::of(items.iter().map(|item| (item.code.as_str(), item.name.as_str()))));
        let mut decided = pasted.clone();
        chosen.with_untracked(|chosen| {
            for miss in &misses {
                let code = chosen.get(miss).and_then(|text| items.find(text)).map(|(code, _)| code);
                decided.decisions.items.insert(miss.clone(), code);
            }
        });
        close(controller);
        controller.go_on_pasting(decided);
    };
    let content = view! {
        <p>{Text::ItemsQuestion.get(language)}</p>
        <div class="grid-offers">{rows}</div>
        <datalist id="grid-items">{options}</datalist>
    };
    let yes = view! {
        <button type="button" class="grid-button is-main" on:click=go_on>{Text::Continue.get(language)}</button>
    };
    frame(controller, Text::ItemsTitle.get(language).to_owned(), content.into_any(), Some(yes.into_any()))
}

fn confirm(controller: Controller, waiting: Waiting) -> AnyView {
    let language = controller.model.language();
    let (plan, changes) = (&waiting.plan, waiting.changes.as_slice());
    let grows =
        (!plan.rows.is_empty()).then(|| view! { <p>{paste_texts::grow_question(plan.rows.len(), language)}</p> });
    let signs = changes.iter().filter(|change| change.is_sign_change()).count();
    let told = is_worth_showing(changes).then(|| {
        view! {
            <p>{paste_texts::overwrites(changes.len(), signs, language)}</p>
            <div class="grid-offers" tabindex="0"><table class="grid-changes">{listed(controller, changes)}</table></div>
        }
    });
    let title = if told.is_some() { Text::OverwriteTitle } else { Text::GrowTitle };
    let content = view! { {grows} {told} }.into_any();
    let yes = view! {
        <button
            type="button"
            class="grid-button is-main"
            on:click=move |_| {
                close(controller);
                controller.confirm_paste(waiting.clone());
            }
        >
            {Text::Continue.get(language)}
        </button>
    };
    frame(controller, title.get(language).to_owned(), content, Some(yes.into_any()))
}

fn listed(controller: Controller, changes: &[Overwritten]) -> AnyView {
    let rows = controller.model.read(|book| {
        let figures = book.figures();
        let listed = changes.iter().take(MOST_LISTED).map(|change| {
            let column = &figures.columns()[change.place.col];
            let row = figures.row(change.place.row).label.clone();
            let class = if change.is_sign_change() { "is-negative" } else { "" };
            view! {
                <tr class=class>
                    <td>{row}</td>
                    <td>{format!("({})", column.number)}</td>
                    <td class="is-number">{shown(column, &change.before)}</td>
                    <td>"→"</td>
                    <td class="is-number">{shown(column, &change.after)}</td>
                </tr>
            }
        });
        listed.collect::<Vec<_>>()
    });
    view! { <tbody>{rows}</tbody> }.into_any()
}
