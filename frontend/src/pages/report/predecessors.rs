//! What units had begun or sent that were merged into the report's unit (A15).

use contract::Page;
use contract::reorganisations::PredecessorView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::page::Report;
use crate::api;
use crate::components::{Icon, StatusBadge};
use crate::locales::{M, t};
use crate::state::{Remote, Toasts, draw};

/// Where a report goes on that ended with its unit: who typed into it meanwhile finds the way.
#[component]
pub fn Successor(report: Report) -> impl IntoView {
    move || {
        let later = report.view.with(|view| view.successor.clone())?;
        Some(view! {
            <div class="notices" data-successor="">
                <div class="notice">
                    <Icon name="info"/>
                    <p>{t(M::SuccessorTitle)}" "<A href=format!("/bao-cao/{}", later.report_id)>{later.unit.name}</A></p>
                </div>
            </div>
        })
    }
}

/// The former units' reports of the same form and period, and the button that adds what they had begun.
#[component]
pub fn Predecessors(report: Report) -> impl IntoView {
    let has_some = report.view.with_untracked(|view| view.has_predecessors);
    let former = Remote::<Page<PredecessorView>>::new();
    let load = Callback::new(move |()| former.load(api::list_predecessors(report.id)));
    if has_some {
        load.run(());
    }
    has_some.then(|| {
        view! {
            <div class="notices" data-predecessors="">
                {draw(former, load, move |page| notice(report, page.items))}
            </div>
        }
    })
}

fn notice(report: Report, items: Vec<PredecessorView>) -> AnyView {
    let can_add = items.iter().any(|one| one.is_source && !one.is_added) && report.can_edit();
    let lines = items.into_iter().map(line).collect_view();
    view! {
        <div class="notice">
            <Icon name="info"/>
            <div>
                <p><b>{t(M::PredecessorsTitle)}</b></p>
                <ul class="children">{lines}</ul>
            </div>
            {can_add.then(|| view! { <AddFigures report/> })}
        </div>
    }
    .into_any()
}

#[component]
fn AddFigures(report: Report) -> impl IntoView {
    let toasts = Toasts::current();
    let busy = RwSignal::new(false);
    let add = move |_| {
        busy.set(true);
        spawn_local(async move {
            match api::add_predecessors(report.id, report.revision.get_untracked()).await {
                Ok(_) => {
                    toasts.done(t(M::PredecessorsDone));
                    report.reload.run(());
                }
                Err(problem) => toasts.failed(problem.message()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <button type="button" class="button button-primary" disabled=move || busy.get() on:click=add>
            {t(M::PredecessorsAdd)}
        </button>
    }
}

fn line(one: PredecessorView) -> impl IntoView {
    let said = match (one.counts_itself, one.is_source, one.is_added) {
        (true, ..) => M::PredecessorCounts,
        (_, true, true) => M::PredecessorAdded,
        (_, true, false) => M::PredecessorSource,
        _ => M::PredecessorEmpty,
    };
    view! {
        <li>
            <A href=format!("/bao-cao/{}", one.report_id)>{one.unit.name}</A>
            " "<StatusBadge status=one.status label=one.status_label/>
            " "<span class="hint">{t(said)}</span>
        </li>
    }
}
