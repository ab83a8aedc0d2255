//! Opening periods: choose a regime and a period, and watch the reports being assigned.

use std::time::Duration;

use contract::Page;
use contract::openings::{NewOpening, OpeningView};
use contract::regimes::RegimeItem;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::automatic::AutomaticPanel;
use super::jobs::badge;
use super::table::duty_table;
use super::{every, named, periods_of, regime_options};
use crate::api;
use crate::components::{Empty, Icon, PageHead, SelectField};
use crate::locales::{M, count, fill, t};
use crate::pages::reported;
use crate::state::{Remote, Toasts, draw};
use crate::time;

/// How often the page looks at openings that are under way.
const LOOK: Duration = Duration::from_secs(1);

/// The form, the openings, and the regimes that open by themselves.
#[component]
pub fn OpeningsPage() -> impl IntoView {
    let regimes = Remote::<Vec<RegimeItem>>::new();
    let openings = Remote::<Page<OpeningView>>::new();
    let load_regimes = Callback::new(move |()| regimes.load(reported::list_open()));
    let load = Callback::new(move |()| openings.load(api::list_openings()));
    load_regimes.run(());
    load.run(());
    every(LOOK, move || {
        let is_under_way = |opening: &OpeningView| matches!(opening.state.as_str(), "waiting" | "running");
        if openings.value_untracked().is_some_and(|page| page.items.iter().any(is_under_way)) {
            load.run(());
        }
    });
    view! {
        <PageHead title=t(M::Openings).to_owned()/>
        {draw(regimes, load_regimes, move |page| view! {
            <OpenForm regimes=page.clone() load/>
        }.into_any())}
        <section class="panel" aria-labelledby="openings">
            <h2 id="openings">{t(M::OpenedPeriods)}</h2>
            {draw(openings, load, |page| list(page.items))}
        </section>
        {draw(regimes, load_regimes, |page| view! { <AutomaticPanel regimes=page/> }.into_any())}
    }
}

#[component]
fn OpenForm(regimes: Vec<RegimeItem>, load: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let options = regime_options(&regimes);
    let first = options.first().map(|(key, _)| key.clone()).unwrap_or_default();
    let regimes = StoredValue::new(regimes);
    let regime = RwSignal::new(first);
    let chosen = move || {
        let (circular, code) = named(&regime.get());
        let is_it = |regime: &&RegimeItem| regime.circular == circular && regime.code == code;
        regimes.with_value(|all| all.iter().find(is_it).cloned())
    };
    let periods = Memo::new(move |_| chosen().map(|regime| periods_of(&regime.frequencies)).unwrap_or_default());
    let period = RwSignal::new(String::new());
    // The present period of the regime that was chosen.
    Effect::new(move || {
        let known = periods.get();
        if !known.iter().any(|(code, _)| *code == period.get_untracked()) {
            period.set(known.get(1).or(known.first()).map(|(code, _)| code.clone()).unwrap_or_default());
        }
    });
    let is_busy = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(regime) = chosen() else { return };
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let new = NewOpening { circular: regime.circular, regime: regime.code, period: period.get_untracked() };
        spawn_local(async move {
            match api::open_period(&new).await {
                Ok(opening) => {
                    toasts.done(fill(M::PeriodAsked, &[&opening.period_label]));
                    load.run(());
                }
                Err(error) => toasts.failed(error.message()),
            }
            is_busy.set(false);
        });
    };
    view! {
        <form class="panel assign-form" on:submit=submit>
            <SelectField label=t(M::Regime) id="opening-regime" value=regime options=Signal::derive(move || options.clone())
                on_change=Callback::new(move |value| regime.set(value))/>
            <SelectField label=t(M::ColumnPeriod) id="opening-period" value=period options=Signal::derive(move || periods.get())
                on_change=Callback::new(move |value| period.set(value))/>
            <button type="submit" class="button button-primary" disabled=move || is_busy.get() || period.with(String::is_empty)>
                <Icon name="form"/>{t(M::OpenPeriod)}
            </button>
            <p class="hint">{t(M::OpenPeriodHint)}</p>
        </form>
    }
}

fn list(openings: Vec<OpeningView>) -> AnyView {
    if openings.is_empty() {
        return view! { <Empty text=t(M::NoOpenings)/> }.into_any();
    }
    let rows = openings.into_iter().map(row).collect_view();
    duty_table(&[M::Regime, M::ColumnPeriod, M::ColumnStatus, M::ColumnProgress, M::ColumnStarted, M::ColumnBy], rows)
}

fn row(opening: OpeningView) -> AnyView {
    let (done, total, made) = (count(opening.done), count(opening.total), count(opening.made));
    let label = format!("{} ({}) {}", opening.regime, opening.circular, opening.period_label);
    let days = opening.data_from.zip(opening.data_to);
    let window = days.map(|(from, to)| format!("{} – {}", time::date(from), time::date(to))).unwrap_or_default();
    let progress = match (opening.state.as_str(), opening.total) {
        ("failed", _) => view! { <span>{opening.problem.unwrap_or_default()}</span> }.into_any(),
        ("waiting" | "running", 0) => view! { <progress class="progress" aria-label=label></progress> }.into_any(),
        ("waiting" | "running", _) => view! {
            <progress class="progress" aria-label=label max=opening.total.to_string() value=opening.done.to_string()></progress>
            <span class="hint">{fill(M::OpeningProgress, &[&done, &total])}</span>
        }
        .into_any(),
        _ => view! { <span>{fill(M::OpeningMade, &[&made, &total])}</span> }.into_any(),
    };
    view! {
        <tr role="row" data-opening=format!("{} {}", opening.regime, opening.period)>
            <td role="cell"><b>{opening.regime.clone()}</b>". "{opening.regime_title}<br/><span class="hint">{opening.circular}</span></td>
            <td role="cell">{opening.period_label}<br/><span class="hint">{window}</span></td>
            <td role="cell">{badge(&opening.state)}</td>
            <td role="cell">{progress}</td>
            <td role="cell" class="cell-moment">{time::date_time(opening.started_at.unwrap_or(opening.asked_at))}</td>
            <td role="cell">{opening.by.unwrap_or_else(|| t(M::TheSystem).to_owned())}</td>
        </tr>
    }
    .into_any()
}
