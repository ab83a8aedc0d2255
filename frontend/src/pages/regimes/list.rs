//! All versions of the regimes.

use contract::Page;
use contract::regimes::{NewRegime, RegimeItem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use super::{RegimeStatus, validity};
use crate::api;
use crate::components::{Dialog, Empty, ErrorSummary, PageHead, ProvenanceBadge, SelectField, TextField};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Session, draw};

/// The versions, by document and code.
#[component]
pub fn RegimesPage() -> impl IntoView {
    let regimes = Remote::<Page<RegimeItem>>::new();
    let status = RwSignal::new("all".to_owned());
    let load = Callback::new(move |()| {
        let status = status.get_untracked();
        regimes.load(async move { api::list_regime_versions(&status).await });
    });
    load.run(());
    let keyword = RwSignal::new(String::new());
    let making = RwSignal::new(false);
    let choices = [
        ("all", M::AllStatuses),
        ("draft", M::RegimeStatusDraft),
        ("published", M::RegimeStatusPublished),
        ("retired", M::RegimeStatusRetired),
    ];
    let options = choices.map(|(code, text)| (code.to_owned(), t(text).to_owned())).to_vec();
    let choose = Callback::new(move |chosen: String| {
        status.set(chosen);
        load.run(());
    });
    let administers = Session::current().can("administer");
    view! {
        <PageHead title=t(M::Regime).to_owned()>
            {administers.then(|| view! {
                <button type="button" class="button button-primary" on:click=move |_| making.set(true)>{t(M::RegimeNew)}</button>
            })}
        </PageHead>
        <div class="filters" role="search">
            <TextField label=t(M::Keyword) id="regime-q" value=keyword placeholder=t(M::KeywordHint)/>
            <SelectField label=t(M::ColumnStatus) id="regime-status" value=status options=Signal::stored(options) on_change=choose/>
        </div>
        {draw(regimes, load, move |page| view! { {move || table(&page.items, &keyword.get())} }.into_any())}
        <Dialog open=making title=t(M::RegimeNew).to_owned()><Making/></Dialog>
    }
}

fn table(regimes: &[RegimeItem], keyword: &str) -> AnyView {
    let wanted = domain::text::fold(keyword.trim());
    let rows: Vec<AnyView> = regimes
        .iter()
        .filter(|regime| {
            let text = format!("{} {} {}", regime.code, regime.circular, regime.title);
            domain::text::fold(&text).contains(&wanted)
        })
        .map(row)
        .collect();
    if rows.is_empty() {
        return view! { <Empty text=t(M::NothingFound)/> }.into_any();
    }
    view! {
        <section class="panel">
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain table-lines" role="table">
                    <thead role="rowgroup"><tr role="row">
                        {[M::ColumnCode, M::RegimeCircular, M::Regime, M::RegimeVersion, M::ColumnStatus, M::RegimeValidity]
                            .map(|text| view! { <th role="columnheader" scope="col">{t(text)}</th> })}
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(regime: &RegimeItem) -> AnyView {
    let (id, title) = (regime.id, regime.title.clone());
    view! {
        <tr role="row">
            <td role="cell" class="cell-short">{regime.code.clone()}</td>
            <td role="cell" class="cell-short">{regime.circular.clone()}</td>
            <td role="cell"><A href=format!("/quan-tri/che-do/{id}")>{title}</A></td>
            <td role="cell">{regime.version}</td>
            <td role="cell">
                <RegimeStatus standing=regime.standing.clone()/>" "
                <ProvenanceBadge provenance=regime.provenance.clone()/>
            </td>
            <td role="cell" class="cell-short">{validity(regime.valid_from, regime.valid_to)}</td>
        </tr>
    }
    .into_any()
}

/// Makes the first draft of a regime. Of one that there is already it would be an empty next version, which nobody means.
async fn create(circular: String, code: String, title: String) -> Result<i64, String> {
    let known = api::list_regime_versions("all").await.map_err(|error| error.message())?;
    if known.items.iter().any(|one| one.circular == circular && one.code == code) {
        return Err(fill(M::RegimeExists, &[&code, &circular]));
    }
    let text = serde_json::json!({ "format": 1, "circular": circular, "code": code, "title": title });
    let new = NewRegime { from: None, regime: serde_json::from_value(text).ok() };
    api::create_regime(new).await.map(|view| view.id).map_err(|error| super::fields::told(&error))
}

/// Asks for what a draft cannot be without.
#[component]
fn Making() -> impl IntoView {
    let (circular, code, title) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let navigate = use_navigate();
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Sent twice, it would be made twice: as two versions.
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        error.set(None);
        let navigate = navigate.clone();
        let [circular, code, title] = [circular, code, title].map(|text| text.get_untracked().trim().to_owned());
        spawn_local(async move {
            match create(circular, code, title).await {
                Ok(id) => navigate(&format!("/quan-tri/che-do/{id}"), leptos_router::NavigateOptions::default()),
                Err(told) => drop(error.try_set(Some(told))),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <form on:submit=make>
            <div class="dialog-body">
                <ErrorSummary error=error/>
                <TextField label=t(M::RegimeCircular) id="new-circular" value=circular/>
                <TextField label=t(M::RegimeCode) id="new-code" value=code/>
                <TextField label=t(M::RegimeTitle) id="new-title" value=title/>
            </div>
            <div class="dialog-foot"><button type="submit" class="button button-primary" disabled=move || is_busy.get()>{t(M::RegimeNew)}</button></div>
        </form>
    }
}
