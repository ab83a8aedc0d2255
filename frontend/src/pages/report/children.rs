//! Consolidating: who has not reported is visible before (D6).

use contract::Page;
use contract::lineage::ChildView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::page::Report;
use crate::api;
use crate::components::{Dialog, ErrorSummary, StatusBadge};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw};

/// The reports of the units below, and the button that adds the accepted ones up.
#[component]
pub fn ConsolidateDialog(report: Report, open: RwSignal<bool>) -> impl IntoView {
    let toasts = Toasts::current();
    let children = Remote::<Page<ChildView>>::new();
    let load = Callback::new(move |()| children.load(api::list_children(report.id)));
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    Effect::new(move || {
        if open.get() {
            error.set(None);
            load.run(());
        }
    });
    let run = move |_| {
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let answer = api::consolidate(report.id, report.revision.get_untracked(), &api::new_key()).await;
            busy.set(false);
            match answer {
                Ok(view) => {
                    open.set(false);
                    toasts.done(fill(M::Consolidated, &[&view.included.to_string(), &view.missing.to_string()]));
                    report.reload.run(());
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    view! {
        <Dialog open title=t(M::Consolidate).to_owned() wide=true>
            <div class="dialog-body">
                {draw(children, load, children_view)}
                <ErrorSummary error/>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t(M::Cancel)}</button>
                    <button type="button" class="button button-primary" disabled=move || busy.get() on:click=run>
                        {t(M::ConsolidateNow)}
                    </button>
                </div>
            </div>
        </Dialog>
    }
}

fn children_view(page: Page<ChildView>) -> AnyView {
    let children = page.items;
    let total = children.len();
    let (ready, missing): (Vec<_>, Vec<_>) = children.into_iter().partition(|child| child.status == "accepted");
    let summary = fill(M::ChildrenReady, &[&ready.len().to_string(), &total.to_string()]);
    let table = |title: M, children: Vec<ChildView>| {
        (!children.is_empty()).then(|| {
            let count = children.len().to_string();
            view! {
                <h3>{t(title)}" ("{count}")"</h3>
                <ul class="children">{children.into_iter().map(child).collect_view()}</ul>
            }
        })
    };
    view! { <p>{summary}</p>{table(M::NotAccepted, missing)}{table(M::Accepted, ready)} }.into_any()
}

fn child(child: ChildView) -> AnyView {
    let label = format!("{} – {}", child.unit.name, child.form);
    view! {
        <li>
            <A href=format!("/bao-cao/{}", child.report_id)>{label}</A>
            <StatusBadge status=child.status label=child.status_label/>
        </li>
    }
    .into_any()
}
