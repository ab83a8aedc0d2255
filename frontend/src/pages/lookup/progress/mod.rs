//! Progress: where the reports of a regime and period stand, from one's own unit down to the single report (E3, D6).

mod chart;
mod choice;
mod counts;
mod unsent;

use contract::progress::ProgressView;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

use self::choice::Choice;
use self::counts::{counts_table, summary};
use self::unsent::Unsent;
use crate::api::{self, ProgressQuery};
use crate::components::{Empty, Icon, PageHead, SelectField};
use crate::locales::{M, t};
use crate::state::{Remote, draw};

/// The page; what it shows stands in the address.
#[component]
pub fn Progress() -> impl IntoView {
    let map = use_query_map();
    let navigate = use_navigate();
    let wanted = Memo::new(move |_| map.with(choice::read));
    let go = Callback::new(move |query: ProgressQuery| navigate(&choice::address(&query), Default::default()));
    let progress = Remote::<ProgressView>::new();
    let load = Callback::new(move |()| {
        let query = wanted.get_untracked();
        if choice::is_complete(&query) {
            progress.load(async move { api::read_progress(&query).await });
        }
    });
    Effect::new(move || {
        wanted.track();
        load.run(());
    });
    let export = move || {
        let query = wanted.get();
        choice::is_complete(&query).then(|| {
            view! {
                <a class="button" href=api::progress_workbook_address(&query) download="" rel="external">
                    <Icon name="download"/>{t(M::ProgressExport)}
                </a>
            }
        })
    };
    view! {
        <PageHead title=t(M::Progress).to_owned()>{export}</PageHead>
        <Choice wanted on_change=go/>
        {draw(progress, load, move |view| view! { {map_choice(&view, wanted, go)}{shown(&view, wanted.get_untracked())} }.into_any())}
    }
}

/// Then or now, where units were merged or moved since.
fn map_choice(view: &ProgressView, wanted: Memo<ProgressQuery>, go: Callback<ProgressQuery>) -> Option<AnyView> {
    let chosen = view.map.clone();
    let options = [("now", M::ProgressMapNow), ("then", M::ProgressMapThen)];
    let options: Vec<_> = options.map(|(code, text)| (code.to_owned(), t(text).to_owned())).to_vec();
    let choose = Callback::new(move |map: String| go.run(ProgressQuery { map, ..wanted.get_untracked() }));
    view.has_former.then(|| {
        view! {
            <div class="filters">
                <SelectField label=t(M::ProgressMap) id="progress-map" value=Signal::stored(chosen)
                    options=Signal::stored(options) on_change=choose/>
            </div>
        }
        .into_any()
    })
}

fn shown(view: &ProgressView, wanted: ProgressQuery) -> impl IntoView + use<> {
    if view.total.total == 0 {
        return view! { {path(view, &wanted)}<Empty text=t(M::ProgressNothing)/> }.into_any();
    }
    let of_unit = ProgressQuery { unit: view.unit.id.to_string(), ..wanted.clone() };
    view! {
        {path(view, &wanted)}
        {summary(view)}
        {counts_table(view, &wanted)}
        <Unsent wanted=of_unit/>
    }
    .into_any()
}

/// The units above, as links, and the one that is shown.
fn path(view: &ProgressView, wanted: &ProgressQuery) -> impl IntoView + use<> {
    let above: Vec<_> = view
        .above
        .iter()
        .map(|unit| {
            let query = ProgressQuery { unit: unit.id.to_string(), ..wanted.clone() };
            let name = unit.name.clone();
            view! { <li><A href=choice::address(&query)>{name}</A></li> }
        })
        .collect();
    let here = view.unit.name.clone();
    view! {
        <nav class="path" aria-label=t(M::ProgressPath)>
            <ol>{above}<li aria-current="page"><b>{here}</b></li></ol>
        </nav>
    }
}
