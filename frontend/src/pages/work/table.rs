//! The table of a work list. On phones its rows become cards, so the roles of a table are written out.

use contract::reports::{FormRef, ReportItem};
use leptos::prelude::*;
use leptos_router::components::A;

use super::list::Selection;
use super::{bulk_actions, is_open};
use crate::components::{DueLabel, Icon, StatusBadge};
use crate::locales::{M, fill, t};
use crate::time;

/// Reports of a task with what may be done about them.
pub fn report_table(reports: Vec<ReportItem>, task: &str, selection: Selection) -> AnyView {
    let actions = bulk_actions(task);
    let to_enter = if task == "consolidate" { M::OpenToConsolidate } else { M::OpenToEnter };
    let can_select = !actions.is_empty();
    let selectable: Vec<ReportItem> = reports.iter().filter(|report| is_selectable(report, actions)).cloned().collect();
    let head = [
        M::ColumnForm,
        M::ColumnUnit,
        M::ColumnStatus,
        M::ColumnPeriod,
        M::ColumnData,
        M::ColumnEntry,
        M::ColumnDue,
        M::ColumnActions,
    ];
    let rows = reports.into_iter().map(|report| row(report, to_enter, can_select, actions, selection)).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-cards" role="table">
                <caption class="sr-only">{t(M::ReportList)}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {can_select.then(|| view! { <th role="columnheader" class="cell-check">{select_all(selectable, selection)}</th> })}
                        {head.map(|message| view! { <th role="columnheader" scope="col">{t(message)}</th> }).into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn is_selectable(report: &ReportItem, actions: &[&str]) -> bool {
    report.allowed_actions.iter().any(|action| actions.contains(&action.as_str()))
}

fn select_all(selectable: Vec<ReportItem>, selection: Selection) -> AnyView {
    let count = selectable.len();
    let toggle = move |event| {
        let on = event_target_checked(&event);
        selection.update(|chosen| {
            chosen.clear();
            if on {
                chosen.extend(selectable.iter().map(|report| (report.id, report.clone())));
            }
        });
    };
    view! {
        <input type="checkbox" aria-label=t(M::SelectAll) disabled={count == 0}
            prop:checked=move || is_all(count, selection) on:change=toggle/>
    }
    .into_any()
}

fn is_all(count: usize, selection: Selection) -> bool {
    count > 0 && selection.with(|chosen| chosen.len() == count)
}

fn row(
    report: ReportItem,
    to_enter: M,
    can_select: bool,
    actions: &'static [&'static str],
    selection: Selection,
) -> AnyView {
    let id = report.id;
    let link = format!("/bao-cao/{id}");
    let name = format!("{} – {} – {}", report.form.code, report.unit.name, report.period.label);
    let filled_here = report.form.is_filled_here();
    let on_paper = (!filled_here).then(|| paper_note(&report.form));
    let check = can_select.then(|| select_one(report.clone(), &name, actions, selection));
    let open = is_open(&report.status);
    let action = if filled_here && report.allowed_actions.iter().any(|action| action == "save" || action == "open") {
        to_enter
    } else {
        M::OpenToSee
    };
    view! {
        <tr role="row" class:selected=move || selection.with(|chosen| chosen.contains_key(&id))>
            {check}
            <td role="cell" class="cell-form">
                <A href=link.clone()><b>{report.form.code}</b></A>
                <span>{report.form.title}</span>
                {on_paper}
            </td>
            <td role="cell" class="cell-unit" data-label=t(M::ColumnUnit)>{report.unit.name}</td>
            <td role="cell" data-label=t(M::ColumnStatus)>
                <StatusBadge status=report.status label=report.status_label/>
                {report.is_stale.then(|| view! { <span class="badge badge-warn">{t(M::Stale)}</span> })}
                {report.is_received_outside.then(|| view! { <span class="badge badge-plain">{t(M::ReceivedOutside)}</span> })}
                {report.is_late.then(|| view! { <span class="badge badge-error">{t(M::Late)}</span> })}
            </td>
            <td role="cell" class="cell-period" data-label=t(M::ColumnPeriod)>{report.period.label}</td>
            <td role="cell" class="cell-dates" data-label=t(M::ColumnData)>
                <span>{time::date(report.period.from)}</span><span>{time::date(report.period.to)}</span>
            </td>
            <td role="cell" class="cell-dates" data-label=t(M::ColumnEntry)>
                <span>{time::date(report.opens_on)}</span><span>{time::date(report.closes_on)}</span>
            </td>
            <td role="cell" class="cell-dates" data-label=t(M::ColumnDue)><DueLabel due=report.due is_open=open/></td>
            <td role="cell" class="cell-actions">
                <A href=link attr:class="button" attr:aria-label=fill(M::ActionOnReport, &[t(action), &name])>{t(action)}</A>
            </td>
        </tr>
    }
    .into_any()
}

/// Says of a report that cannot be filled in the system what to do with it, so that nobody forgets it.
pub fn paper_note(form: &FormRef) -> AnyView {
    let text = if form.off_system { M::OnPaperSecret } else { M::OnPaperOutline };
    view! { <small class="on-paper"><Icon name="info"/>{t(text)}</small> }.into_any()
}

fn select_one(report: ReportItem, name: &str, actions: &[&str], selection: Selection) -> AnyView {
    let id = report.id;
    let disabled = !is_selectable(&report, actions);
    let toggle = move |event| {
        let on = event_target_checked(&event);
        let report = report.clone();
        selection.update(move |chosen| {
            if on {
                chosen.insert(id, report);
            } else {
                chosen.remove(&id);
            }
        });
    };
    view! {
        <td role="cell" class="cell-check">
            <input type="checkbox" aria-label=fill(M::SelectReport, &[name]) disabled=disabled
                prop:checked=move || selection.with(|chosen| chosen.contains_key(&id)) on:change=toggle/>
        </td>
    }
    .into_any()
}
