//! What an import would change and what it could not take.

use std::collections::HashSet;

use contract::history::ChangeView;
use contract::workbook::{ComputedView, ImportProblem, ImportView, OldTextView};
use domain::template::FormTemplate;
use leptos::prelude::*;

use super::import_changes::choosing_table;
use super::import_rows::Rows;
use super::value::{column_of, show};
use crate::components::Icon;
use crate::locales::{M, change_kind, fill, t};

/// Changes shown; the rest is only counted.
const SHOWN: usize = 200;

/// The preview of an import.
pub fn preview(view: ImportView, form: &FormTemplate, taken: RwSignal<HashSet<String>>, old: OldTexts) -> AnyView {
    let layout = &view.layout;
    let found = fill(
        M::ImportFound,
        &[
            &layout.sheet,
            layout.code_column.as_deref().unwrap_or("–"),
            layout.first_data_column.as_deref().unwrap_or("–"),
            &layout.first_row.map(|row| row.to_string()).unwrap_or_default(),
            &layout.last_row.map(|row| row.to_string()).unwrap_or_default(),
        ],
    );
    let (count, remembered) = (view.change_count, layout.remembered);
    let rows = Rows::of(&view);
    view! {
        <p class="hint">{found}</p>
        {remembered.then(|| view! { <p class="hint">{t(M::ImportRemembered)}</p> })}
        {computed(view.computed, form)}
        {old_texts(&view.old_texts, view.old_count, old)}
        {problems(view.problems)}
        <h3>{fill(M::ImportChanges, &[&count.to_string()])}</h3>
        {if count == 0 {
            view! { <p class="hint">{t(M::ImportNoChanges)}</p> }.into_any()
        } else {
            choosing_table(view.changes, view.change_count, form, rows, taken)
        }}
    }
    .into_any()
}

/// The choice what becomes of texts in old fonts; the preview is made anew with it.
#[derive(Clone, Copy)]
pub struct OldTexts {
    /// Whether they are taken in Unicode.
    pub chosen: RwSignal<bool>,
    /// Makes the preview anew.
    pub again: Callback<()>,
}

fn old_texts(texts: &[OldTextView], count: i64, old: OldTexts) -> AnyView {
    let Some(first) = texts.first() else { return ().into_any() };
    let told = fill(M::ImportOldTexts, &[&count.to_string(), &first.cell, &first.old, &first.new]);
    let choose = move |_| {
        old.chosen.update(|chosen| *chosen = !*chosen);
        old.again.run(());
    };
    view! {
        <div class="notice" role="group" aria-label=t(M::ImportOldFonts)>
            <Icon name="info"/>
            <p>
                {told}" "
                <label>
                    <input type="checkbox" prop:checked=move || old.chosen.get() on:change=choose/>
                    {t(M::ImportToUnicode)}
                </label>
            </p>
        </div>
    }
    .into_any()
}

/// The computed cells of the file: that none is taken, and where they differ from the system's own figures.
fn computed(view: ComputedView, form: &FormTemplate) -> AnyView {
    if view.compared == 0 {
        return ().into_any();
    }
    let told = fill(M::ImportComputed, &[&view.compared.to_string(), &view.different.to_string()]);
    let rows = view.differences.iter().map(|difference| {
        let column = column_of(form, &difference.column);
        let title = column.map(|column| column.title.clone()).unwrap_or_default();
        view! {
            <tr>
                <td>{difference.cell.clone()}</td>
                <td>{difference.label.clone()}<span class="hint">" "{difference.row.clone()}</span></td>
                <td>{format!("({}) {title}", difference.column)}</td>
                <td class="number"><del>{difference.file.clone()}</del></td>
                <td class="number"><ins>{show(column, difference.system.as_ref())}</ins></td>
            </tr>
        }
    });
    let table = (view.different > 0).then(|| view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::ImportComputedTable)>
            <table class="table table-plain" aria-label=t(M::ImportComputedTable)>
                <thead><tr>
                    <th scope="col">{t(M::ImportFileCell)}</th><th scope="col">{t(M::Row)}</th><th scope="col">{t(M::Column)}</th>
                    <th scope="col" class="number">{t(M::ImportFileFigure)}</th>
                    <th scope="col" class="number">{t(M::ImportSystemFigure)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    });
    view! { <p class="hint">{told}</p>{table} }.into_any()
}

fn problems(problems: Vec<ImportProblem>) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let count = problems.len().to_string();
    let rows = problems
        .into_iter()
        .map(|problem| {
            let (icon, class) = if problem.severity == "error" {
                ("error", "finding finding-error")
            } else {
                ("warning", "finding finding-warn")
            };
            view! { <li class=class><Icon name=icon/><b>{problem.cell}</b><span>{problem.message}</span></li> }
        })
        .collect_view();
    view! {
        <h3>{fill(M::ImportProblems, &[&count])}</h3>
        <ul class="findings-list" tabindex="0" aria-label=t(M::ImportProblemList)>{rows}</ul>
    }
    .into_any()
}

/// Old and new values, cell by cell.
pub fn change_table(changes: &[ChangeView], form: &FormTemplate) -> AnyView {
    let more = changes.len().saturating_sub(SHOWN);
    let rows = changes.iter().take(SHOWN).map(|change| change_row(change, form)).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-plain">
                <thead><tr>
                    <th scope="col">{t(M::Row)}</th><th scope="col">{t(M::Column)}</th>
                    <th scope="col" class="number">{t(M::OldValue)}</th><th scope="col" class="number">{t(M::NewValue)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="hint">{fill(M::MoreChanges, &[&more.to_string()])}</p> })}
    }
    .into_any()
}

fn change_row(change: &ChangeView, form: &FormTemplate) -> AnyView {
    let number = change.column.clone().unwrap_or_default();
    let column = column_of(form, &number);
    let place = match column {
        Some(column) => format!("({number}) {}", column.title),
        None => change_kind(&change.kind),
    };
    view! {
        <tr>
            <td>{change.label.clone()}<span class="hint">" "{change.row.clone()}</span></td>
            <td>{place}</td>
            <td class="number"><del>{show(column, change.old.as_ref())}</del></td>
            <td class="number"><ins>{show(column, change.new.as_ref())}</ins></td>
        </tr>
    }
    .into_any()
}
