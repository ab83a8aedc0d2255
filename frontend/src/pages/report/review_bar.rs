//! The tools of a reviewer above the figures, the list of what was marked, and the author's list of what to mend.

use contract::marks::MarkView;
use domain::finding::CellRef;
use leptos::prelude::*;

use super::markers;
use super::review::{Picked, Review, key_of};
use crate::components::Icon;
use crate::grid::GridModel;
use crate::locales::{M, fill, t};

/// Switches for what changed, and the mark at the selected cell.
#[component]
pub fn ReviewBar(review: Review, model: GridModel) -> impl IntoView {
    let is_reviewer = Memo::new(move |_| review.is_reviewer());
    let may_mark = Memo::new(move |_| review.may_mark());
    let is_marked = Memo::new(move |_| model.selected().get().is_some_and(|cell| review.is_picked(&cell)));
    let mark = move |_| {
        if let Some(cell) = model.selected().get_untracked() {
            review.toggle(&cell);
        }
    };
    let switches = move || {
        let seen = review.seen.get().filter(|view| view.base_revision.is_some());
        let accepted = review.accepted.get();
        let nothing = seen.as_ref().is_some_and(|view| view.changed_cells == 0);
        let seen = seen
            .filter(|view| view.changed_cells > 0)
            .map(|view| switch(review, "seen", fill(M::ChangedSinceSeen, &[&view.changed_cells.to_string()])));
        let accepted = accepted
            .map(|view| switch(review, "accepted", fill(M::ChangedSinceAccepted, &[&view.changed_cells.to_string()])));
        let previous = review.previous.get().map(|view| {
            let period = view.base_period.unwrap_or_default();
            switch(review, "previous", fill(M::ChangedSincePeriod, &[&period, &view.changed_cells.to_string()]))
        });
        view! {
            {nothing.then(|| view! { <span class="hint">{t(M::NothingSinceSeen)}</span> })}
            {seen}
            {accepted}
            {previous}
        }
    };
    view! {
        <Show when=move || is_reviewer.get() || may_mark.get()>
            <div class="review-bar" role="group" aria-label=t(M::ReviewChanges)>
                {switches}
                <Show when=move || review.shown.with(Option::is_some)><span class="hint">{t(M::ReviewWalk)}</span></Show>
                <Show when=move || may_mark.get()>
                    <button type="button" class="button" aria-pressed=move || is_marked.get().to_string() on:click=mark>
                        <Icon name="flag"/>{move || t(if is_marked.get() { M::UnmarkCell } else { M::MarkCell })}
                    </button>
                </Show>
            </div>
        </Show>
        <PickedList review model/>
    }
}

/// Shows what changed since then, or no longer.
fn switch(review: Review, since: &'static str, name: String) -> AnyView {
    let is_on = move || review.shown.get() == Some(since);
    let toggle = move |_| review.shown.update(|shown| *shown = (*shown != Some(since)).then_some(since));
    view! {
        <button type="button" class="button" aria-pressed=move || is_on().to_string() on:click=toggle>
            {name}
        </button>
    }
    .into_any()
}

/// What the reviewer marked, each with a field for what is wrong.
#[component]
fn PickedList(review: Review, model: GridModel) -> impl IntoView {
    let count = Memo::new(move |_| review.picked.with(Vec::len));
    let sends_back = Memo::new(move |_| review.sends_back());
    // While the report is elsewhere the marks wait until it comes back.
    let may_mark = Memo::new(move |_| review.may_mark());
    let words = move || match (may_mark.get(), sends_back.get()) {
        (false, _) => (M::MarkedKept, M::MarkedKeptHint),
        (true, true) => (M::MarkedForReturn, M::MarkedHint),
        (true, false) => (M::MarkedForCorrection, M::MarkedCorrectionHint),
    };
    let title = move || words().0;
    let hint = move || t(words().1);
    let item = move |picked: Picked| {
        let cell = picked.cell.get_value();
        let name = review.name(cell.row.as_str(), &cell.column.to_string());
        let (go, away) = (cell.clone(), cell);
        view! {
            <li class="marked">
                <button type="button" class="finding-go" on:click=move |_| model.jump_to(&go)><Icon name="flag"/><span>{name.clone()}</span></button>
                <input class="input" maxlength="2000" placeholder=t(M::MarkNote) aria-label=format!("{} – {name}", t(M::MarkNote))
                    prop:value=move || picked.note.get() on:input=move |event| picked.note.set(event_target_value(&event))/>
                <button type="button" class="button-icon" aria-label=fill(M::MarkRemove, &[&name]) on:click=move |_| review.toggle(&away)><Icon name="close"/></button>
            </li>
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="panel marked-panel" aria-labelledby="picked-title">
                <h2 id="picked-title">{move || fill(title(), &[&count.get().to_string()])}</h2>
                <p class="hint">{hint}</p>
                <ul class="marked-list">
                    <For each=move || review.picked.get() key=|picked| picked.cell.with_value(|cell| (cell.row.0.clone(), cell.column.0)) children=item/>
                </ul>
            </section>
        </Show>
    }
}

/// What a reviewer marked when the report went back: each with what became of it, and the ways to the cell and to an
/// answer.
#[component]
pub fn MarksPanel(review: Review, model: GridModel, on_answer: Callback<CellRef>) -> impl IntoView {
    let is_empty = Memo::new(move |_| review.marks.with(|marks| marks.items.is_empty()));
    let head = move || review.marks.with(markers::head);
    let status = move || {
        review.marks.with(|marks| {
            let (all, left) = (marks.items.len(), marks.items.iter().filter(|mark| mark.settled.is_none()).count());
            if left == 0 {
                view! { <span class="badge badge-ok"><Icon name="check"/>{fill(M::MarksDone, &[&all.to_string()])}</span> }.into_any()
            } else {
                let text = fill(M::MarksLeft, &[&left.to_string(), &all.to_string()]);
                view! { <span class="badge badge-warn"><Icon name="flag"/>{text}</span> }.into_any()
            }
        })
    };
    let items = move || {
        let marks = review.marks.get().items;
        let markers = markers::each(&marks);
        let marks = marks.into_iter().zip(markers);
        marks.filter_map(|(mark, by)| mark_view(review, model, on_answer, mark, by)).collect_view()
    };
    view! {
        <Show when=move || !is_empty.get()>
            <section class="panel marked-panel" aria-labelledby="marks-title">
                <h2 id="marks-title">{t(M::Marks)}</h2>
                <p><span role="status">{status}</span>" "<span class="hint">{head}</span></p>
                <ul class="marked-list">{items}</ul>
            </section>
        </Show>
    }
}

/// One mark, with who made it where that is told.
fn mark_view(
    review: Review,
    model: GridModel,
    on_answer: Callback<CellRef>,
    mark: MarkView,
    by: Option<String>,
) -> Option<AnyView> {
    let (row, column) = key_of(&mark.row, &mark.column)?;
    let name = review.name(&mark.row, &mark.column);
    let state = review.settled(&mark);
    let is_open = mark.settled.is_none();
    let (go, answer) = (CellRef { row: row.clone(), column }, CellRef { row, column });
    let class = if is_open { "badge badge-warn" } else { "badge badge-ok" };
    let icon = if is_open { "flag" } else { "check" };
    let view = view! {
        <li class="marked">
            <button type="button" class="finding-go" on:click=move |_| model.jump_to(&go)>
                <Icon name="flag"/><span><b>{name.clone()}</b>{mark.text.map(|text| format!(": {text}"))}</span>
            </button>
            {by.map(|by| view! { <span class="hint">"– "{by}</span> })}
            <span class=class><Icon name=icon/>{state}</span>
            <button type="button" class="button button-small" aria-label=fill(M::MarkAnswerOf, &[&name]) on:click=move |_| on_answer.run(answer.clone())>{t(M::MarkAnswer)}</button>
        </li>
    };
    Some(view.into_any())
}
