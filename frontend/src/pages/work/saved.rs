//! Searches that the person keeps: one press lists them again.

use contract::searches::{NewSearch, SearchFilter, SearchView, SearchesView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::query;
use crate::api::{self, ReportQuery};
use crate::components::{Dialog, Icon, TextField};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts};

/// The kept searches, and keeping the present one.
#[component]
pub fn SavedSearches(wanted: Memo<ReportQuery>, on_change: Callback<ReportQuery>) -> impl IntoView {
    let all = Remote::<SearchesView>::new();
    let load = Callback::new(move |()| all.load(api::list_searches()));
    load.run(());
    let naming = RwSignal::new(false);
    let is_kept = Memo::new(move |_| {
        let present = filter_of(&wanted.get());
        all.value().is_some_and(|known| known.items.iter().any(|search| search.filter == present))
    });
    let chips = move || {
        let items = all.value().map(|known| known.items).unwrap_or_default();
        items.into_iter().map(|search| chip(search, wanted, on_change, load)).collect_view()
    };
    let has_any = Memo::new(move |_| all.value().is_some_and(|known| !known.items.is_empty()));
    let can_keep = Memo::new(move |_| wanted.with(query::is_filtered) && !is_kept.get());
    view! {
        <div class="saved" role="group" aria-label=t(M::SavedSearches) hidden=move || !has_any.get() && !can_keep.get()>
            {move || has_any.get().then(|| view! { <span class="saved-title">{t(M::SavedSearches)}</span> })}
            {chips}
            {move || can_keep.get().then(|| view! {
                <button type="button" class="button button-quiet" on:click=move |_| naming.set(true)>
                    <Icon name="save"/>{t(M::SaveSearch)}
                </button>
            })}
        </div>
        <NamingDialog open=naming wanted on_done=load/>
    }
}

fn chip(
    search: SearchView,
    wanted: Memo<ReportQuery>,
    on_change: Callback<ReportQuery>,
    load: Callback<()>,
) -> AnyView {
    let toasts = Toasts::current();
    let (filter, present) = (search.filter.clone(), search.filter.clone());
    let name = search.name.clone();
    let apply = move |_| on_change.run(query_of(&filter));
    let forget = move |_| {
        let (id, name) = (search.id, name.clone());
        spawn_local(async move {
            match api::delete_search(id).await {
                Ok(()) => toasts.done(fill(M::SearchForgotten, &[&name])),
                Err(error) => toasts.failed(error.message()),
            }
            load.run(());
        });
    };
    view! {
        <span class="saved-search">
            <button type="button" class="button" aria-pressed=move || (filter_of(&wanted.get()) == present).to_string() on:click=apply>
                {search.name.clone()}
            </button>
            <button type="button" class="button-icon" aria-label=fill(M::ForgetSearch, &[&search.name]) on:click=forget>
                <Icon name="close"/>
            </button>
        </span>
    }
    .into_any()
}

#[component]
fn NamingDialog(open: RwSignal<bool>, wanted: Memo<ReportQuery>, on_done: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let name = RwSignal::new(String::new());
    let (busy, problem) = (RwSignal::new(false), RwSignal::new(None::<String>));
    Effect::new(move || {
        if open.get() {
            name.set(String::new());
            problem.set(None);
        }
    });
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = NewSearch { name: name.get_untracked(), filter: filter_of(&wanted.get_untracked()) };
        busy.set(true);
        spawn_local(async move {
            let answer = api::create_search(&new).await;
            busy.set(false);
            match answer {
                Ok(search) => {
                    open.set(false);
                    toasts.done(fill(M::SearchSaved, &[&search.name]));
                    on_done.run(());
                }
                Err(error) => problem.set(Some(error.message())),
            }
        });
    };
    view! {
        <Dialog open title=t(M::SaveSearch).to_owned()>
            <form class="dialog-body" on:submit=keep>
                <TextField label=t(M::SearchName) id="search-name" value=name placeholder=t(M::SearchNameHint) autofocus=true/>
                {move || problem.get().map(|text| view! { <p class="field-error" role="alert">{text}</p> })}
                <div class="dialog-foot">
                    <button type="submit" class="button button-primary" disabled=move || busy.get()>{t(M::Save)}</button>
                </div>
            </form>
        </Dialog>
    }
}

fn filter_of(query: &ReportQuery) -> SearchFilter {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    SearchFilter {
        task: text(&query.task),
        circular: text(&query.circular),
        regime: text(&query.regime),
        form: text(&query.form),
        kind: text(&query.kind),
        period: text(&query.period),
        unit: query.unit.parse().ok(),
        status: text(&query.status),
        q: text(&query.q),
        sort: None,
    }
}

fn query_of(filter: &SearchFilter) -> ReportQuery {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    ReportQuery {
        task: filter.task.clone().unwrap_or_else(|| "track".to_owned()),
        circular: text(&filter.circular),
        regime: text(&filter.regime),
        form: text(&filter.form),
        kind: text(&filter.kind),
        period: text(&filter.period),
        unit: filter.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        status: text(&filter.status),
        q: text(&filter.q),
        page: 1,
        ..ReportQuery::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_comes_back_as_it_was_kept() {
        let query = ReportQuery {
            task: "check".to_owned(),
            circular: "01/2020/TT-VPCP".to_owned(),
            regime: "II".to_owned(),
            kind: "data".to_owned(),
            unit: "17".to_owned(),
            q: "ba dinh".to_owned(),
            page: 1,
            ..ReportQuery::default()
        };
        assert_eq!(query_of(&filter_of(&query)), query);
    }
}
