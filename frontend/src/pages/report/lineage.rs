//! Where a consolidated figure comes from (D4): the own figure and each report below, re-added before one's eyes.

use contract::WireValue;
use contract::lineage::{LineageView, SourceView};
use domain::finding::CellRef;
use domain::template::Column;
use domain::value::Value;
use leptos::prelude::*;
use leptos_router::components::A;
use rust_decimal::Decimal;

use super::page::Report;
use super::value::{column_of, show};
use crate::api;
use crate::components::{Dialog, Icon};
use crate::locales::{M, fill, t};
use crate::state::{Remote, draw};

/// The sources of the cell, while one is chosen.
#[component]
pub fn LineageDialog(report: Report, cell: RwSignal<Option<CellRef>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let lineage = Remote::<LineageView>::new();
    let load = Callback::new(move |()| {
        if let Some(cell) = cell.get_untracked() {
            lineage
                .load(async move { api::read_lineage(report.id, cell.row.as_str(), &cell.column.to_string()).await });
        }
    });
    Effect::new(move || {
        if cell.get().is_some() {
            load.run(());
            open.set(true);
        }
    });
    view! {
        <Dialog open title=t(M::LineageTitle).to_owned() wide=true>
            <div class="dialog-body">
                {draw(lineage, load, move |view| report.form.with_value(|form| lineage_view(&view, &report.row_name(&view.row), column_of(form, &view.column))))}
            </div>
        </Dialog>
    }
}

fn lineage_view(view: &LineageView, name: &str, column: Option<&Column>) -> AnyView {
    let cell = fill(M::LineageCell, &[name, &view.column, column.map_or("", |column| column.title.as_str())]);
    let formula = view.formula.clone().map(|formula| {
        view! { <p>{t(M::LineageFormula)}" "<code>{formula}</code></p> }
    });
    let rows = view.sources.iter().map(|source| row(source, column, false)).collect_view();
    let late = view.late.iter().map(|source| row(source, column, true)).collect_view();
    let own = show(column, view.own.as_ref());
    let sum = sum_text(view, column);
    view! {
        <p><b>{cell}</b></p>
        {formula}
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-plain">
                <thead><tr>
                    <th scope="col">{t(M::LineageSource)}</th><th scope="col">{t(M::Revision)}</th>
                    <th scope="col" class="number">{t(M::Figure)}</th><th scope="col">{t(M::State)}</th>
                </tr></thead>
                <tbody>
                    <tr><td>{t(M::OwnFigure)}</td><td></td><td class="number">{own}</td><td></td></tr>
                    {rows}
                    {late}
                </tbody>
                <tfoot>
                    <tr class="row-total">
                        <th scope="row" colspan="2">{t(M::LineageSum)}</th>
                        <td class="number"><b>{show(column, view.value.as_ref())}</b></td><td>{sum}</td>
                    </tr>
                    {view.is_stale.then(|| current_row(view, column))}
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// What the cell would show if the reports below were consolidated now.
fn current_row(view: &LineageView, column: Option<&Column>) -> AnyView {
    let same = view.current == view.value;
    let told = if same {
        view! { <span>{t(M::LineageSame)}</span> }.into_any()
    } else {
        view! { <span class="badge badge-warn"><Icon name="warning"/>{t(M::LineageDiffers)}</span> }.into_any()
    };
    view! {
        <tr class="row-total">
            <th scope="row" colspan="2">{t(M::LineageCurrent)}</th>
            <td class="number"><b>{show(column, view.current.as_ref())}</b></td><td>{told}</td>
        </tr>
    }
    .into_any()
}

fn row(source: &SourceView, column: Option<&Column>, is_late: bool) -> AnyView {
    let (id, unit) = (source.report_id, source.unit.name.clone());
    let stale = source.is_stale.then(|| {
        let current = show(column, source.current.as_ref());
        let now = match (is_late, source.is_counted) {
            (true, _) => fill(M::StaleLate, &[&current]),
            (false, true) => fill(M::StaleNow, &[&current]),
            (false, false) => t(M::StaleGone).to_owned(),
        };
        view! { <span class="badge badge-warn"><Icon name="warning"/>{now}</span> }
    });
    view! {
        <tr>
            <td><A href=format!("/bao-cao/{id}")>{unit}</A></td>
            <td>{source.revision}</td>
            <td class="number">{show(column, source.value.as_ref())}</td>
            <td>{stale}</td>
        </tr>
    }
    .into_any()
}

/// "= 12 + 3 + 5" for figures that are added up, so that anyone can check the sum.
fn sum_text(view: &LineageView, column: Option<&Column>) -> Option<String> {
    let column = column.filter(|column| column.kind.is_numeric() && view.formula.is_none())?;
    let number = |value: &WireValue| match value.to_value(&column.kind) {
        Value::Number(number) => Some(number),
        _ => None,
    };
    let parts: Vec<Decimal> = view
        .own
        .iter()
        .chain(view.sources.iter().filter_map(|source| source.value.as_ref()))
        .filter_map(number)
        .collect();
    let total: Decimal = parts.iter().sum();
    if view.value.as_ref().and_then(number) != Some(total) {
        return Some(t(M::LineageMismatch).to_owned());
    }
    // What was taken adds up; whether it still holds is said below.
    let adds_up = if view.is_stale { M::LineageReaddsThen } else { M::LineageReadds };
    Some(fill(adds_up, &[&parts.len().to_string()]))
}
