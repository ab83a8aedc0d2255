//! What consolidating again would change in a stale report (D5): the units that changed, and each cell old and new.

use contract::lineage::{CellDifferenceView, ChangedChildView, DifferencesView};
use domain::template::FormTemplate;
use leptos::prelude::*;
use leptos_router::components::A;

use super::compared::column_path;
use super::page::Report;
use super::value::{column_of, show};
use crate::api;
use crate::components::Dialog;
use crate::grid::layout::Header;
use crate::locales::{M, fill, t};
use crate::state::{Remote, draw};

/// Reads and shows the differences while it is open.
#[component]
pub fn DifferencesDialog(report: Report, open: RwSignal<bool>) -> impl IntoView {
    let differences = Remote::<DifferencesView>::new();
    let load = Callback::new(move |()| differences.load(api::read_differences(report.id)));
    Effect::new(move || {
        if open.get() {
            differences.clear();
            load.run(());
        }
    });
    view! {
        <Dialog open title=t(M::DifferencesTitle).to_owned() wide=true>
            <div class="dialog-body">
                {draw(differences, load, move |view| report.form.with_value(|form| differences_view(view, form)))}
            </div>
        </Dialog>
    }
}

fn differences_view(view: DifferencesView, form: &FormTemplate) -> AnyView {
    let more = view.total.saturating_sub(i64::try_from(view.cells.len()).unwrap_or(i64::MAX));
    let count = view.children.len().to_string();
    let header = Header::of(form);
    let cells = view.cells.iter().map(|cell| cell_row(cell, form, &header)).collect_view();
    view! {
        <h3>{fill(M::DifferencesUnits, &[&count])}</h3>
        <ul class="children">{view.children.into_iter().map(child).collect_view()}</ul>
        <h3>{fill(M::DifferencesCells, &[&view.total.to_string()])}</h3>
        {if view.cells.is_empty() {
            view! { <p class="hint">{t(M::DifferencesNone)}</p> }.into_any()
        } else {
            view! {
                <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                    <table class="table table-plain">
                        <thead><tr>
                            <th scope="col">{t(M::Row)}</th><th scope="col">{t(M::Column)}</th>
                            <th scope="col" class="number">{t(M::OldValue)}</th><th scope="col" class="number">{t(M::NewValue)}</th>
                        </tr></thead>
                        <tbody>{cells}</tbody>
                    </table>
                </div>
            }.into_any()
        }}
        {(more > 0).then(|| view! { <p class="hint">{fill(M::MoreChanges, &[&more.to_string()])}</p> })}
    }
    .into_any()
}

fn child(changed: ChangedChildView) -> AnyView {
    let child = changed.child;
    let label = format!("{} – {}", child.unit.name, child.form);
    let revisions = [
        child.revision.map(|revision| fill(M::DifferenceUsed, &[&revision.to_string()])),
        child.accepted_revision.map(|revision| fill(M::DifferenceNow, &[&revision.to_string()])),
    ];
    let revisions: Vec<String> = revisions.into_iter().flatten().collect();
    view! {
        <li>
            <A href=format!("/bao-cao/{}", child.report_id)>{label}</A>
            <span>{changed.change_label}<span class="hint">" "{revisions.join("; ")}</span></span>
        </li>
    }
    .into_any()
}

fn cell_row(cell: &CellDifferenceView, form: &FormTemplate, header: &Header) -> AnyView {
    let column = column_of(form, &cell.column);
    // Columns of different groups may have the same name.
    let place = column_path(form, header, &cell.column);
    let name = if cell.label.is_empty() { cell.row.clone() } else { cell.label.clone() };
    view! {
        <tr>
            <td>{name}</td>
            <td>{place}</td>
            <td class="number"><del>{show(column, cell.old.as_ref())}</del></td>
            <td class="number"><ins>{show(column, cell.new.as_ref())}</ins></td>
        </tr>
    }
    .into_any()
}
