//! The permanently focused input element, and the line that explains the active cell (conventions 1, 36, 98, 107, 126).

use domain::language::Language;
use domain::template::Severity;
use domain::value::Value;
use domain::words::in_words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

use super::super::facts::{Explanation, explain};
use super::super::filled;
use super::super::keys::Mode;
use super::super::layout::Header;
use super::super::place::Place;
use super::super::ranges;
use super::super::summary::Summary;
use super::super::texts::Text;
use super::controller::Controller;
use super::events;
use super::painter::cell_id;

/// The input element. It has the focus whenever the grid has, so that the first key of any input method is typed into it.
#[component]
pub fn Editor(controller: Controller, header: StoredValue<Header>, id: String) -> impl IntoView {
    let model = controller.model;
    let grid = id.clone();
    let active = move || match controller.looks.list.get().and_then(|open| open.at()) {
        Some(at) => super::list::item_id(&grid, at),
        None => cell_id(&grid, model.selection().get().active()),
    };
    let has_list = move || {
        let col = model.selection().get().active().col;
        model.read(|book| book.figures().choices(col).is_some()).then_some("listbox")
    };
    let is_open = move || has_list().map(|_| controller.looks.list.with(Option::is_some).to_string());
    let label = move || explained(controller, header).map(|explanation| explanation.spoken()).unwrap_or_default();
    let is_number = move || {
        model.selection().track();
        controller.traits().is_number
    };
    let is_locked = move || {
        model.selection().track();
        controller.read_only.track();
        !controller.can_type()
    };
    // A phone shows no keypad where nothing can be typed.
    let input_mode = move || match (is_locked(), is_number()) {
        (true, _) => "none",
        (false, true) => "decimal",
        (false, false) => "text",
    };
    // The cell is told as it is marked: an error stands on it.
    let is_invalid = move || {
        model.findings().track();
        let place = model.selection().get().active();
        let cell = model.read(|book| book.figures().key(place));
        cell.is_some_and(|cell| model.mark(&cell) == Some(Severity::Error))
    };
    view! {
        <textarea
            class="grid-editor"
            class:is-number=is_number
            node_ref=controller.editor
            rows="1"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            inputmode=input_mode
            aria-label=label
            aria-controls=id.clone()
            aria-activedescendant=active
            role=move || has_list().map(|_| "combobox")
            aria-expanded=is_open
            aria-haspopup=has_list
            aria-describedby=format!("{id}-note")
            aria-readonly=move || is_locked().to_string()
            aria-invalid=move || is_invalid().to_string()
            on:keydown=move |event| events::key(controller, &event)
            on:beforeinput=move |event| events::before_input(controller, event.unchecked_ref())
            on:compositionstart=move |_| controller.composing()
            on:compositionend=move |_| controller.composed()
            on:input=move |_| events::input(controller)
            on:copy=move |event| {
                controller.copy(event.unchecked_ref(), controller.hand.with_header.get_value());
            }
            on:cut=move |event| controller.cut(event.unchecked_ref())
            on:paste=move |event| controller.paste(event.unchecked_ref())
            on:blur=move |_| controller.commit()
        ></textarea>
    }
}

/// Cells of a selection that are summed up.
const MOST_SUMMED: usize = 200_000;

/// The line below the table: what the active cell is, how it comes about, what is wrong with it.
#[component]
pub fn Note(controller: Controller, header: StoredValue<Header>, id: String) -> impl IntoView {
    let model = controller.model;
    let title = move || explained(controller, header).map(|explanation| explanation.title);
    let notes = move || explained(controller, header).map(|explanation| explanation.notes.join(" · "));
    let wrong = move || {
        model.findings().track();
        model.explained().track();
        let place = model.selection().get().active();
        let cell = model.read(|book| book.figures().key(place));
        let messages = cell.map(|cell| model.found_texts(&cell)).unwrap_or_default();
        (!messages.is_empty()).then(|| messages.join(". "))
    };
    let noted = move || {
        model.tick().track();
        let place = model.selection().get().active();
        let cell = model.read(|book| book.figures().key(place));
        cell.map(|cell| model.noted_texts(&cell).join(" · "))
    };
    let language = model.language_signal();
    // Only Vietnamese has its numbers in words here (convention 56).
    let words = move || {
        model.tick().track();
        let place = model.selection().get().active();
        let is_told = language.get() == Language::Vi;
        let value = model.read(|book| {
            let figures = book.figures();
            let is_number = figures.columns().get(place.col).is_some_and(|column| column.kind.is_numeric());
            (is_told && is_number && place.row < figures.row_count()).then(|| figures.value(place))
        });
        match value {
            Some(Value::Number(number)) => Some(format!("{} {}", Text::InWords.get(Language::Vi), in_words(number))),
            _ => None,
        }
    };
    let sums = move || {
        model.tick().track();
        model.selection().track();
        model.further.track();
        let ranges = model.ranges();
        // Larger selections would be felt while they are drawn with the mouse.
        let size: usize = ranges.iter().map(|range| range.size()).sum();
        let is_told = (2..=MOST_SUMMED).contains(&size);
        let summary = is_told.then(|| {
            let cells = ranges::cells(&ranges);
            model.read(|book| Summary::of(cells.into_iter().map(|place| book.figures().value(place))))
        });
        summary.flatten().map(|summary| summary.text(language.get()))
    };
    // How much is filled in (convention 140).
    let filled = move || filled::filled(&model.filling().get(), language.get());
    view! {
        <div class="grid-note">
            <div class="grid-about" id=format!("{id}-note")>
                <strong>{title}</strong>
                <span class="grid-formula">{notes}</span>
                <Sources controller=controller />
                <span class="grid-words">{words}</span>
                <span class="grid-noted">{noted}</span>
                <span class="grid-wrong">{wrong}</span>
            </div>
            <div class="grid-status">
                <div class="grid-said" role="status" aria-live="polite">{controller.message}</div>
                <super::paste_links::PasteLinks controller=controller />
                <super::old_texts::OldTextNotice controller=controller />
                <div class="grid-filled">{filled}</div>
                <div class="grid-sums">{sums}</div>
            </div>
            <div class="grid-hint">
                {move || match controller.mode.get() {
                    Mode::Select if controller.read_only.get() => Text::KeysReading.get(language.get()).to_owned(),
                    Mode::Select => Text::Keys.get(language.get()).to_owned(),
                    _ => controller.preview.get(),
                }}
            </div>
        </div>
    }
}

/// Ways to the cells that the active figure is computed from (convention 98).
#[component]
fn Sources(controller: Controller) -> impl IntoView {
    let model = controller.model;
    let language = model.language_signal();
    let numbers = Memo::new(move |_| {
        model.tick().track();
        let place = model.selection().get().active();
        model.read(|book| {
            let figures = book.figures();
            let sources = super::super::sources::Sources::of(figures, place);
            let number = |col: usize| figures.columns().get(col).map(|column| column.number.0).unwrap_or_default();
            sources.stretches.iter().map(|stretch| number(stretch.col)).collect::<Vec<_>>()
        })
    });
    let buttons = move || {
        let numbers = numbers.get().into_iter().enumerate().map(|(at, number)| {
            view! {
                <button type="button" class="grid-source" on:click=move |_| controller.go_to_source(at)>
                    {format!("({number})")}
                </button>
            }
        });
        numbers.collect_view()
    };
    view! {
        <Show when=move || numbers.with(|numbers| !numbers.is_empty())>
            <span class="grid-sources">{move || Text::SourcesOf.get(language.get())}" "{buttons}</span>
        </Show>
    }
}

/// The explanation of the active cell; follows selection, edits and language.
fn explained(controller: Controller, header: StoredValue<Header>) -> Option<Explanation> {
    let model = controller.model;
    model.tick().track();
    let place = model.selection().get().active();
    let language = model.language_signal().get();
    let path = header.with_value(|header| header.paths.get(place.col).cloned())?;
    let mut explanation =
        model.read(|book| (place.row < book.figures().row_count()).then(|| explain(book, place, &path, language)))?;
    let (cell, item) = model.read(|book| (book.figures().key(place), book.figures().row(place.row).item.clone()));
    if item.is_some_and(|item| model.is_closed(&item)) {
        explanation.notes.push(Text::ClosedItem.get(language).to_owned());
    }
    if cell.is_some_and(|cell| model.is_commented(&cell)) {
        explanation.notes.push(Text::HasComment.get(language).to_owned());
    }
    // Where nothing can be entered, no cell is one for entering.
    if controller.read_only.get()
        && let Some(state) = explanation.notes.first_mut().filter(|state| *state == Text::Input.get(language))
    {
        Text::Reading.get(language).clone_into(state);
    }
    Some(explanation)
}

/// The tooltip of the cell under the mouse, made only when it is wanted.
pub fn hovered(controller: Controller, header: StoredValue<Header>, event: &MouseEvent) {
    let Some(place) = events::place(event) else { return };
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
    let Some(text) = tooltip(controller, header, place) else { return };
    if text.is_empty() {
        let _ = element.remove_attribute("title");
    } else {
        let _ = element.set_attribute("title", &text);
    }
}

fn tooltip(controller: Controller, header: StoredValue<Header>, place: Place) -> Option<String> {
    let model = controller.model;
    let path = header.with_value(|header| header.paths.get(place.col).cloned())?;
    let messages = model.read(|book| book.figures().key(place)).map(|cell| model.messages(&cell))?;
    let explanation = model
        .read(|book| (place.row < book.figures().row_count()).then(|| explain(book, place, &path, model.language())))?;
    let words = explanation.notes.into_iter().skip(1);
    Some(messages.into_iter().chain(words).collect::<Vec<_>>().join("\n"))
}
