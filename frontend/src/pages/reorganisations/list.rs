//! All acts, and a new one.

use chrono::Days;
use contract::Page;
use contract::reorganisations::{ReorganisationBody, ReorganisationItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::api;
use crate::components::{Empty, PageHead, Pager};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw};
use crate::time;

/// The acts inside what the person administers.
#[component]
pub fn ReorganisationsPage() -> impl IntoView {
    let acts = Remote::<Page<ReorganisationItem>>::new();
    let page = RwSignal::new(1_u32);
    let load = Callback::new(move |()| {
        let page = page.get_untracked();
        acts.load(async move { api::list_reorganisations(page).await });
    });
    load.run(());
    let toasts = Toasts::current();
    let navigate = use_navigate();
    let make = move |_| {
        let navigate = navigate.clone();
        let today = time::local(time::now()).date();
        let empty = ReorganisationBody {
            number: String::new(),
            title: String::new(),
            signed_on: None,
            effective_on: today.checked_add_days(Days::new(1)).unwrap_or(today),
            steps: Vec::new(),
        };
        spawn_local(async move {
            match api::create_reorganisation(&empty).await {
                Ok(view) => navigate(&format!("/quan-tri/sap-xep/{}", view.id), Default::default()),
                Err(error) => toasts.failed(error.message()),
            }
        });
    };
    view! {
        <PageHead title=t(M::Reorganisations).to_owned()>
            <button type="button" class="button button-primary" on:click=make>{t(M::ReorganisationNew)}</button>
        </PageHead>
        <p class="hint">{t(M::ReorganisationsHint)}</p>
        {draw(acts, load, move |known| table(known, page, load))}
    }
}

fn table(known: Page<ReorganisationItem>, page: RwSignal<u32>, load: Callback<()>) -> AnyView {
    if known.items.is_empty() {
        return view! { <Empty text=t(M::ReorganisationNone)/> }.into_any();
    }
    let total = known.total;
    let rows = known.items.into_iter().map(row).collect_view();
    let go = Callback::new(move |number: u32| {
        page.set(number);
        load.run(());
    });
    view! {
        <section class="panel">
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain table-lines" role="table">
                    <thead role="rowgroup"><tr role="row">
                        {[M::ReorganisationNumber, M::ReorganisationTitle, M::ReorganisationEffective, M::ColumnStatus]
                            .map(|text| view! { <th role="columnheader" scope="col">{t(text)}</th> })}
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
            <Pager page=page.get_untracked() total page_size=25 on_page=go/>
        </section>
    }
    .into_any()
}

fn row(item: ReorganisationItem) -> impl IntoView {
    let name = |text: &str| if text.is_empty() { t(M::ReorganisationAct).to_owned() } else { text.to_owned() };
    let progress =
        (item.total > 0).then(|| fill(M::ReorganisationDone, &[&item.done.to_string(), &item.total.to_string()]));
    view! {
        <tr role="row">
            <td role="cell"><A href=format!("/quan-tri/sap-xep/{}", item.id)>{name(&item.number)}</A></td>
            <td role="cell">{item.title}</td>
            <td role="cell" class="cell-short">{time::date(item.effective_on)}</td>
            <td role="cell">{item.status_label}" "<span class="hint">{progress}</span></td>
        </tr>
    }
}
