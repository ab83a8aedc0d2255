//! The page of a work list.

use std::collections::{BTreeMap, BTreeSet};

use contract::reports::{ReportItem, ReportsPage};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

use super::bulk::BulkBar;
use super::filters::Filters;
use super::saved::SavedSearches;
use super::table::report_table;
use super::{TASKS, bulk_actions, query, task_title};
use crate::api;
use crate::components::{Empty, Icon, NothingHere, PageHead, Pager};
use crate::locales::{M, t};
use crate::state::{Remote, draw};

/// The chosen reports, by id.
pub type Selection = RwSignal<BTreeMap<i64, ReportItem>>;

/// The reports of one task, with filters, paging and steps for several at once.
#[component]
pub fn WorkList() -> impl IntoView {
    let params = use_params_map();
    let map = use_query_map();
    let navigate = use_navigate();
    let task = move || params.get().get("task").filter(|task| TASKS.contains(&task.as_str())).unwrap_or_default();
    let wanted = Memo::new(move |_| query::read(&task(), &map.get()));
    let list = Remote::<ReportsPage>::new();
    let selection: Selection = RwSignal::new(BTreeMap::new());
    let load_keeping = Callback::new(move |kept: BTreeSet<i64>| {
        let wanted = wanted.get_untracked();
        selection.update(BTreeMap::clear);
        list.load(async move {
            let page = api::list_reports(&wanted).await?;
            let still = page.items.iter().filter(|report| kept.contains(&report.id));
            selection.try_set(still.map(|report| (report.id, report.clone())).collect());
            Ok(page)
        });
    });
    let load = Callback::new(move |()| load_keeping.run(BTreeSet::new()));
    Effect::new(move || {
        wanted.track();
        load.run(());
    });
    let go = Callback::new(move |query: api::ReportQuery| navigate(&query::address(&query), Default::default()));
    let turn = Callback::new(move |page: u32| go.run(api::ReportQuery { page, ..wanted.get_untracked() }));
    let title = Memo::new(move |_| wanted.with(|wanted| wanted.task.clone()));
    view! {
        {move || {
            let task = title.get();
            if task.is_empty() {
                return view! { <NothingHere/> }.into_any();
            }
            let can_select = !bulk_actions(&task).is_empty();
            view! {
                <PageHead title=t(task_title(&task)).to_owned()>
                    <a class="button" href=move || api::reports_workbook_address(&wanted.get()) download="" rel="external">
                        <Icon name="download"/>{t(M::DownloadList)}
                    </a>
                </PageHead>
                <SavedSearches wanted on_change=go/>
                <Filters wanted on_change=go/>
                {can_select.then(|| view! { <BulkBar task=task.clone() selection on_done=load_keeping/> })}
                <div class:is-loading=move || list.is_loading()>
                    {draw(list, load, move |page| page_view(page, wanted.get_untracked(), selection, turn))}
                </div>
            }.into_any()
        }}
    }
}

fn page_view(page: ReportsPage, wanted: api::ReportQuery, selection: Selection, turn: Callback<u32>) -> AnyView {
    if page.items.is_empty() && page.total > 0 {
        return view! {
            <Empty text=t(M::PageBeyond)/>
            <p><button type="button" class="button" on:click=move |_| turn.run(1)>{t(M::FirstPage)}</button></p>
        }
        .into_any();
    }
    if page.items.is_empty() {
        let text = if query::is_filtered(&wanted) { M::NothingFound } else { M::NothingInList };
        return view! { <Empty text=t(text)/> }.into_any();
    }
    view! {
        {report_table(page.items, &wanted.task, selection)}
        <Pager page=wanted.page page_size=wanted.page_size total=page.total has_more=page.has_more on_page=turn/>
    }
    .into_any()
}
