//! What is known of one cell: comments, and who changed it when, from what to what and how (conventions 139, 140).

use contract::comments::{CommentView, NewComment};
use contract::history::{HistoryView, RevisionView};
use domain::finding::CellRef;
use domain::template::Column;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::company::{Company, keys};
use super::explanations::Explanations;
use super::page::Report;
use super::value::{column_of, show};
use crate::api;
use crate::components::Dialog;
use crate::locales::{M, change_kind, fill, origin_label, source_label, t};
use crate::state::{Remote, Session, draw};
use crate::time;

/// Comments and history of the cell, while one is chosen.
#[component]
pub fn CellDialog(
    report: Report,
    company: Company,
    explanations: Explanations,
    cell: RwSignal<Option<CellRef>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let history = Remote::<HistoryView>::new();
    let load = Callback::new(move |()| {
        if let Some(cell) = cell.get_untracked() {
            let (row, column) = keys(&cell);
            history.load(async move { api::read_cell_history(report.id, &row, &column).await });
        }
    });
    Effect::new(move || {
        if cell.get().is_some() {
            history.clear();
            load.run(());
            company.read();
            open.set(true);
        }
    });
    let title = Signal::derive(move || {
        cell.get().map_or_else(String::new, |cell| {
            let (row, column) = keys(&cell);
            let name = report.form.with_value(|form| column_of(form, &column).map(|column| column.title.clone()));
            fill(M::LineageCell, &[&report.row_name(&row), &column, &name.unwrap_or_default()])
        })
    });
    let told = move |view: HistoryView| {
        let Some(cell) = cell.get_untracked() else { return ().into_any() };
        report.form.with_value(|form| history_view(&view, column_of(form, &keys(&cell).1)))
    };
    view! {
        <Dialog open title wide=true>
            <div class="dialog-body">
                <h3>{t(M::Comments)}</h3>
                <Comments report company cell/>
                {move || cell.get().map(|cell| explained(explanations, &cell))}
                <h3>{t(M::CellHistory)}</h3>
                {draw(history, load, told)}
            </div>
        </Dialog>
    }
}

/// Why warnings about the cell stand or stood.
fn explained(explanations: Explanations, cell: &CellRef) -> AnyView {
    let told = explanations.at(cell);
    if told.is_empty() {
        return ().into_any();
    }
    let lines = told.into_iter().map(|(item, is_present)| {
        let pattern = if is_present { M::ExplainedBy } else { M::ExplainedBefore };
        let line = fill(pattern, &[&item.by, &time::date_time(item.at), &item.text]);
        view! { <li class="comment" class:is-settled=!is_present>{line}</li> }
    });
    view! { <h3>{t(M::ExplanationsTitle)}</h3><ul class="comments">{lines.collect_view()}</ul> }.into_any()
}

/// The comments at the cell, and a field for a new one.
#[component]
fn Comments(report: Report, company: Company, cell: RwSignal<Option<CellRef>>) -> impl IntoView {
    let (text, is_open_to_all) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (refusal, is_sending) = (RwSignal::new(None::<String>), RwSignal::new(false));
    // The same words sent again after a lost answer are the same comment.
    let key = StoredValue::new(api::new_key());
    let here = move || {
        let Some(cell) = cell.get() else { return Vec::new() };
        let (row, column) = keys(&cell);
        company.comments.with(|all| {
            all.iter().filter(|comment| comment.row == row && comment.column == column).cloned().collect::<Vec<_>>()
        })
    };
    // Who is asked by the receiving unit answers it, unless the person says otherwise.
    Effect::new(move || {
        cell.track();
        let last = untrack(here).pop();
        let own = report.view.with_untracked(|view| view.item.unit.name.clone());
        is_open_to_all.set(last.is_some_and(|comment| comment.audience == "all" && comment.unit != own));
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(cell) = cell.get_untracked() else { return };
        let (row, column) = keys(&cell);
        let audience = is_open_to_all.get_untracked().then(|| "all".to_owned());
        let comment = NewComment { row, column, text: text.get_untracked(), audience };
        is_sending.set(true);
        spawn_local(async move {
            let answer = api::write_comment(report.id, &comment, &key.get_value()).await;
            is_sending.try_set(false);
            match answer {
                Ok(view) => {
                    company.take(view.items);
                    text.try_set(String::new());
                    refusal.try_set(None);
                    key.try_set_value(api::new_key());
                }
                Err(error) => drop(refusal.try_set(Some(error.message()))),
            }
        });
    };
    let is_own_unit = Session::current()
        .me_untracked()
        .is_some_and(|me| report.view.with_untracked(|view| view.item.unit.id == me.unit.id));
    view! {
        <ul class="comments">
            {move || here().into_iter().map(|comment| comment_view(report, company, comment)).collect_view()}
        </ul>
        {move || here().is_empty().then(|| view! { <p class="hint">{t(M::NoComments)}</p> })}
        <form class="comment-form" on:submit=send>
            <label for="comment-text">{t(M::NewComment)}</label>
            <textarea id="comment-text" class="input" rows="3" maxlength="2000" autofocus=true prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))></textarea>
            {is_own_unit.then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || is_open_to_all.get()
                        on:change=move |event| is_open_to_all.set(event_target_checked(&event))/>
                    {t(M::CommentToAll)}
                </label>
            })}
            {move || refusal.get().map(|refusal| view! { <p class="field-error" role="alert">{refusal}</p> })}
            <button type="submit" class="button button-primary"
                disabled=move || is_sending.get() || text.with(|text| text.trim().is_empty())>{t(M::SendComment)}</button>
        </form>
    }
}

fn comment_view(report: Report, company: Company, comment: CommentView) -> AnyView {
    let settle = move |_| {
        spawn_local(async move {
            // Unsettled, the button stays.
            if let Ok(view) = api::settle_comment(report.id, comment.id).await {
                company.take(view.items);
            }
        });
    };
    let end = match (&comment.settled_by, comment.settled_at) {
        (by, Some(at)) => {
            let by = by.clone().unwrap_or_default();
            view! { <span class="hint">{fill(M::SettledBy, &[&by, &time::date_time(at)])}</span> }.into_any()
        }
        (_, None) => {
            view! { <button type="button" class="button button-small" on:click=settle>{t(M::Settle)}</button> }
                .into_any()
        }
    };
    let audience = if comment.audience == "all" { M::AudienceAll } else { M::AudienceUnit };
    view! {
        <li class="comment" class:is-settled=comment.settled_at.is_some()>
            <p class="hint">
                <b>{comment.by}</b>" · "{comment.unit}" · "
                <time datetime=comment.at.to_rfc3339()>{time::date_time(comment.at)}</time>" · "{t(audience)}
            </p>
            <p class="comment-text">{comment.text}</p>
            {end}
        </li>
    }
    .into_any()
}

fn history_view(view: &HistoryView, column: Option<&Column>) -> AnyView {
    if view.revisions.is_empty() {
        return view! { <p class="hint">{t(M::CellNeverChanged)}</p> }.into_any();
    }
    let rows = view.revisions.iter().flat_map(|revision| changes(revision, column)).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::CellHistory)>
            <table class="table table-plain">
                <thead><tr>
                    <th scope="col">{t(M::When)}</th><th scope="col">{t(M::Who)}</th>
                    <th scope="col" class="number">{t(M::OldValue)}</th><th scope="col" class="number">{t(M::NewValue)}</th>
                    <th scope="col">{t(M::How)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn changes(revision: &RevisionView, column: Option<&Column>) -> Vec<AnyView> {
    let entry = |change: &contract::history::ChangeView| {
        let how = match (&change.origin, change.kind.as_str()) {
            (Some(origin), _) => origin_label(origin),
            (None, "cell") => source_label(&revision.source),
            (None, kind) => change_kind(kind),
        };
        let (old, new) = (show(column, change.old.as_ref()), show(column, change.new.as_ref()));
        view! {
            <tr>
                <td><time datetime=revision.at.to_rfc3339()>{time::date_time(revision.at)}</time></td>
                <td>{revision.by.clone()}</td>
                <td class="number"><del>{old}</del></td><td class="number"><ins>{new}</ins></td>
                <td>{how}</td>
            </tr>
        }
        .into_any()
    };
    revision.changes.iter().map(entry).collect()
}
