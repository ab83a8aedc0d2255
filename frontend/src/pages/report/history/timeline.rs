//! One line of time: rounds, and in each its steps, saves, comments and explanations.

use std::collections::HashMap;

use contract::comments::CommentView;
use contract::explanations::ExplanationView;
use contract::history::{HappeningView, HistoryView, RevisionView, TransitionView};
use domain::template::FormTemplate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::comparing::address;
use super::entry::{Entry, KINDS, What, entries, row_names};
use crate::api;
use crate::components::{Empty, Icon, SelectField, StatusBadge};
use crate::locales::{M, fill, source_label, t};
use crate::pages::report::import_view::change_table;
use crate::state::Toasts;
use crate::time;

/// The entries of a report's history, by kind and round.
#[component]
pub fn Timeline(id: i64, form: StoredValue<FormTemplate>, history: HistoryView) -> impl IntoView {
    let names = StoredValue::new(form.with_value(|form| row_names(form, &history)));
    let all = StoredValue::new(entries(history));
    let (kind, round) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let rounds = all.with_value(|all| all.iter().map(|entry| entry.round).max().unwrap_or_default());
    let round_options: Vec<(String, String)> = std::iter::once((String::new(), t(M::AllRounds).to_owned()))
        .chain((1..=rounds).rev().map(|round| (round.to_string(), fill(M::Round, &[&round.to_string()]))))
        .collect();
    let kind_options: Vec<(String, String)> =
        KINDS.iter().map(|(code, name)| ((*code).to_owned(), t(*name).to_owned())).collect();
    if all.with_value(Vec::is_empty) {
        return view! { <Empty text=t(M::NoHistory)/> }.into_any();
    }
    let shown = move || {
        let (kind, round) = (kind.get(), round.get());
        let is_shown = |entry: &&Entry| {
            (kind.is_empty() || entry.what.kind() == kind) && (round.is_empty() || entry.round.to_string() == round)
        };
        all.with_value(|all| all.iter().filter(is_shown).cloned().collect::<Vec<_>>())
    };
    view! {
        <div class="story-filters">
            <SelectField label=t(M::KindOfEntry) id="loai-muc" value=kind options=kind_options on_change=Callback::new(move |value| kind.set(value))/>
            {(rounds > 1).then(|| view! {
                <SelectField label=t(M::RoundOption) id="vong" value=round options=round_options on_change=Callback::new(move |value| round.set(value))/>
            })}
        </div>
        <div aria-live="polite">{move || rounds_view(About { id, form, names }, shown())}</div>
    }
    .into_any()
}

/// What the entries are about: the report, its form, and the names of its rows by key.
#[derive(Clone, Copy)]
struct About {
    id: i64,
    form: StoredValue<FormTemplate>,
    names: StoredValue<HashMap<String, String>>,
}

impl About {
    fn row(self, key: &str) -> String {
        self.names.with_value(|names| names.get(key).cloned()).unwrap_or_else(|| key.to_owned())
    }
}

fn rounds_view(about: About, entries: Vec<Entry>) -> AnyView {
    if entries.is_empty() {
        return view! { <Empty text=t(M::NothingOfKind)/> }.into_any();
    }
    let mut rounds: Vec<(u32, Vec<Entry>)> = Vec::new();
    for entry in entries {
        match rounds.last_mut() {
            Some((round, list)) if *round == entry.round => list.push(entry),
            _ => rounds.push((entry.round, vec![entry])),
        }
    }
    let sections = rounds.into_iter().map(|(round, list)| {
        let heading = format!("vong-{round}");
        view! {
            <section class="round" aria-labelledby=heading.clone()>
                <h2 id=heading.clone()>{fill(M::Round, &[&round.to_string()])}</h2>
                <ol class="story">{list.into_iter().map(|entry| entry_view(about, entry)).collect_view()}</ol>
            </section>
        }
    });
    sections.collect_view().into_any()
}

fn entry_view(about: About, entry: Entry) -> AnyView {
    let links = entry.what.readable().map(|revision| links(about.id, revision, entry.before));
    match entry.what {
        What::Step(step) => step_view(step, links),
        What::Save(save) => save_view(save, about.form, links),
        What::Happening(happening) => happening_view(happening),
        What::Comment(comment) => comment_view(about, comment),
        What::Explanation(explanation) => explanation_view(about, &explanation),
    }
}

/// The ways from an entry to its figures, and to what changed in them.
fn links(id: i64, revision: i64, before: Option<i64>) -> AnyView {
    let number = revision.to_string();
    view! {
        <span class="story-links">
            <A href=address(id, revision, revision) attr:aria-label=fill(M::SeeFiguresOf, &[&number])>{t(M::SeeFigures)}</A>
            {before.map(|before| view! {
                <A href=address(id, before, revision) attr:aria-label=fill(M::CompareWithBeforeOf, &[&number, &before.to_string()])>
                    {t(M::CompareWithBefore)}
                </A>
            })}
        </span>
    }
    .into_any()
}

/// Who, for which unit, when.
fn person(by: &str, unit: Option<&str>, at: chrono::DateTime<chrono::Utc>) -> AnyView {
    let by = if by.is_empty() { t(M::TheSystem) } else { by };
    let who = unit.map_or_else(|| by.to_owned(), |unit| format!("{by} · {unit}"));
    view! { <span class="hint">{who}" · "<time datetime=at.to_rfc3339()>{time::date_time(at)}</time></span> }.into_any()
}

fn step_view(step: TransitionView, links: Option<AnyView>) -> AnyView {
    view! {
        <li class="story-step">
            <div class="story-head">
                <b>{step.action_label}</b>
                <StatusBadge status=step.to label=step.to_label/>
                {step.accepts.then(|| view! {
                    <span class="badge badge-ok"><Icon name="check"/>{t(M::AcceptedFigures)}" · "{fill(M::RevisionNumber, &[&step.revision.to_string()])}</span>
                })}
                {person(step.by.as_deref().unwrap_or_default(), Some(&step.unit), step.at)}
                {links}
            </div>
            {step.note.map(|note| view! { <blockquote>{note}</blockquote> })}
            {(!step.cells.is_empty()).then(|| {
                let cells = step.cells.iter().map(|cell| fill(M::MarkCellAt, &[&cell.label, &cell.column]));
                view! { <p class="hint"><Icon name="flag"/>" "{cells.collect::<Vec<_>>().join("; ")}</p> }
            })}
        </li>
    }
    .into_any()
}

fn save_view(save: RevisionView, form: StoredValue<FormTemplate>, links: Option<AnyView>) -> AnyView {
    let count = save.changes.len();
    view! {
        <li>
            <div class="story-head">
                <b>{fill(M::RevisionNumber, &[&save.revision.to_string()])}</b>
                <span>{source_label(&save.source)}</span>
                {person(&save.by, save.unit.as_deref(), save.at)}
                {links}
            </div>
            {(count > 0).then(|| view! {
                <details>
                    <summary>{fill(M::ImportChanges, &[&count.to_string()])}</summary>
                    {form.with_value(|form| change_table(&save.changes, form))}
                </details>
            })}
        </li>
    }
    .into_any()
}

fn happening_view(happening: HappeningView) -> AnyView {
    view! {
        <li class="story-step">
            <div class="story-head">
                <b>{happening.label}</b>
                {person(happening.by.as_deref().unwrap_or_default(), happening.unit.as_deref(), happening.at)}
            </div>
            {happening.note.map(|note| view! { <blockquote>{note}</blockquote> })}
        </li>
    }
    .into_any()
}

fn comment_view(about: About, comment: CommentView) -> AnyView {
    let (id, toasts) = (comment.id, Toasts::current());
    let settled = RwSignal::new(comment.settled_by.zip(comment.settled_at));
    // The row of a comment may be gone: it is settled here.
    let settle = move |_| {
        spawn_local(async move {
            match api::settle_comment(about.id, id).await {
                Ok(view) => {
                    let known = view.items.into_iter().find(|comment| comment.id == id);
                    settled.try_set(known.and_then(|comment| comment.settled_by.zip(comment.settled_at)));
                }
                Err(error) => toasts.failed(error.message()),
            }
        });
    };
    let end = move || match settled.get() {
        Some((by, at)) => {
            let text = fill(M::SettledBy, &[&by, &time::date_time(at)]);
            view! { <span class="badge badge-ok"><Icon name="check"/>{text}</span> }.into_any()
        }
        None => view! { <button type="button" class="button button-small" on:click=settle>{t(M::Settle)}</button> }
            .into_any(),
    };
    view! {
        <li class="story-words">
            <div class="story-head">
                <b>{fill(M::CommentAt, &[&about.row(&comment.row), &comment.column])}</b>
                {end}
                {person(&comment.by, Some(&comment.unit), comment.at)}
            </div>
            <blockquote>{comment.text}</blockquote>
        </li>
    }
    .into_any()
}

fn explanation_view(about: About, explanation: &ExplanationView) -> AnyView {
    let cells = explanation.about.iter().flat_map(|subject| &subject.cells);
    let cells: Vec<String> = cells.map(|cell| fill(M::PlaceInTable, &[&about.row(&cell.row), &cell.column])).collect();
    let title =
        if cells.is_empty() { t(M::ExplanationOf).to_owned() } else { fill(M::ExplanationCells, &[&cells.join("; ")]) };
    view! {
        <li class="story-words">
            <div class="story-head">
                <b>{title}</b>
                {person(&explanation.by, Some(&explanation.unit), explanation.at)}
            </div>
            <blockquote>{explanation.text.clone()}</blockquote>
        </li>
    }
    .into_any()
}
