//! The changes of an import line by line, each row of the report with a box to take it or leave it.

use std::collections::HashSet;
use std::sync::Arc;

use contract::history::ChangeView;
use domain::template::FormTemplate;
use leptos::prelude::*;

use super::import_rows::Rows;
use super::value::{column_of, show};
use crate::locales::{M, change_kind, fill, t};

/// Changes shown at first, and how many come with each "more".
const SHOWN: usize = 200;

/// The changes with a box for each row, and buttons that choose many at once.
pub fn choosing_table(
    changes: Vec<ChangeView>,
    all: i64,
    form: &FormTemplate,
    rows: Rows,
    taken: RwSignal<HashSet<String>>,
) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let count = changes.len();
    let lines = Arc::new(lines(&changes, form));
    let body = move || {
        let lines = Arc::clone(&lines);
        (0..shown.get().min(count)).filter_map(move |ix| lines.get(ix).map(|line| draw(line, taken))).collect_view()
    };
    view! {
        {choices(rows, taken)}
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-plain">
                <thead><tr>
                    <th scope="col">{t(M::ImportTake)}</th><th scope="col">{t(M::Row)}</th><th scope="col">{t(M::Column)}</th>
                    <th scope="col" class="number">{t(M::OldValue)}</th><th scope="col" class="number">{t(M::NewValue)}</th>
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {move || {
            let more = usize::try_from(all).unwrap_or_default().saturating_sub(shown.get());
            (more > 0).then(|| view! {
                <p>
                    <span class="hint">{fill(M::MoreChanges, &[&more.to_string()])}" "</span>
                    {(shown.get() < count).then(|| view! {
                        <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += SHOWN)>
                            {t(M::ImportMoreLines)}
                        </button>
                    })}
                </p>
            })
        }}
    }
    .into_any()
}

fn choices(rows: Rows, taken: RwSignal<HashSet<String>>) -> AnyView {
    let total = rows.len().to_string();
    let has_faults = rows.has_faults();
    let rows = StoredValue::new(rows);
    let count = move || fill(M::ImportTaken, &[&taken.with(HashSet::len).to_string(), &total]);
    view! {
        <div class="toolbar" role="group" aria-label=t(M::ImportTakeRows)>
            <button type="button" class="button" on:click=move |_| taken.set(rows.with_value(Rows::all))>{t(M::ImportTakeAll)}</button>
            <button type="button" class="button" on:click=move |_| taken.set(HashSet::new())>{t(M::ImportTakeNone)}</button>
            {has_faults.then(|| view! {
                <button type="button" class="button" on:click=move |_| taken.set(rows.with_value(Rows::sound))>{t(M::ImportTakeSound)}</button>
            })}
            <span class="hint" aria-live="polite">{count}</span>
        </div>
    }
    .into_any()
}

/// What one line shows.
struct Line {
    row: String,
    label: String,
    /// The first line of its row has the box.
    is_first: bool,
    place: String,
    old: String,
    new: String,
}

fn lines(changes: &[ChangeView], form: &FormTemplate) -> Vec<Line> {
    let mut seen = HashSet::new();
    let lines = changes.iter().map(|change| {
        let number = change.column.clone().unwrap_or_default();
        let column = column_of(form, &number);
        Line {
            row: change.row.clone(),
            label: change.label.clone(),
            is_first: seen.insert(&change.row),
            place: column.map_or_else(|| change_kind(&change.kind), |column| format!("({number}) {}", column.title)),
            old: show(column, change.old.as_ref()),
            new: show(column, change.new.as_ref()),
        }
    });
    lines.collect()
}

fn draw(line: &Line, taken: RwSignal<HashSet<String>>) -> AnyView {
    let name = if line.label.is_empty() { line.row.clone() } else { line.label.clone() };
    let label = fill(M::ImportTakeRow, &[&name]);
    let (key, toggled, left) = (line.row.clone(), line.row.clone(), line.row.clone());
    let toggle = move |_| {
        taken.update(|taken| {
            if !taken.remove(&toggled) {
                taken.insert(toggled.clone());
            }
        });
    };
    view! {
        <tr class:left-out=move || taken.with(|taken| !taken.contains(&left))>
            <td>{line.is_first.then(|| view! {
                <input type="checkbox" aria-label=label prop:checked=move || taken.with(|taken| taken.contains(&key)) on:change=toggle/>
            })}</td>
            <td>{line.label.clone()}<span class="hint">" "{line.row.clone()}</span></td>
            <td>{line.place.clone()}</td>
            <td class="number"><del>{line.old.clone()}</del></td>
            <td class="number"><ins>{line.new.clone()}</ins></td>
        </tr>
    }
    .into_any()
}
