//! Which regime and period are looked at, as they stand in the address; the unit's first regime and its present period at first.

use contract::regimes::RegimeItem;
use domain::period::{Frequency, Period};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::api::ProgressQuery;
use crate::components::SelectField;
use crate::locales::{M, language, t};
use crate::pages::reported;
use crate::state::Remote;
use crate::time;

/// Names in the address, in the order of the query's fields.
const FIELDS: [&str; 5] = ["don-vi", "van-ban", "che-do", "ky", "dia-gioi"];

/// Periods of a frequency that can be chosen, the next one first.
const BACK: usize = 9;

/// What the address asks for.
pub fn read(map: &ParamsMap) -> ProgressQuery {
    let [unit, circular, regime, period, map] = FIELDS.map(|name| map.get(name).unwrap_or_default());
    ProgressQuery { unit, circular, regime, period, map }
}

/// The address of a choice.
pub fn address(query: &ProgressQuery) -> String {
    let values = [&query.unit, &query.circular, &query.regime, &query.period, &query.map];
    let mut map = ParamsMap::new();
    for (name, value) in FIELDS.iter().zip(values).filter(|(_, value)| !value.is_empty()) {
        map.insert(*name, value.clone());
    }
    format!("/tien-do{}", map.to_query_string())
}

/// Whether everything is chosen that has to be.
pub fn is_complete(query: &ProgressQuery) -> bool {
    ![&query.circular, &query.regime, &query.period].iter().any(|text| text.is_empty())
}

/// The choice of regime and period.
#[component]
pub fn Choice(wanted: Memo<ProgressQuery>, on_change: Callback<ProgressQuery>) -> impl IntoView {
    let regimes = Remote::<Vec<RegimeItem>>::new();
    regimes.load(reported::list());
    let known = Memo::new(move |_| regimes.value().unwrap_or_default());
    // Nobody is asked before there is something to see.
    Effect::new(move || {
        let query = wanted.get();
        if let (false, Some(first)) = (is_complete(&query), known.with(|all| chosen(all, &query).cloned())) {
            on_change.run(of_regime(&query, &first));
        }
    });
    let regime_options = Signal::derive(move || {
        known.with(|all| all.iter().map(|regime| (key(regime), reported::name(regime))).collect())
    });
    let period_options = Signal::derive(move || {
        let query = wanted.get();
        known.with(|all| chosen(all, &query).map(|regime| periods(regime, &query.period)).unwrap_or_default())
    });
    let choose_regime = Callback::new(move |value: String| {
        let query = wanted.get_untracked();
        if let Some(regime) = known.with_untracked(|all| all.iter().find(|regime| key(regime) == value).cloned()) {
            on_change.run(of_regime(&query, &regime));
        }
    });
    let choose_period =
        Callback::new(move |period: String| on_change.run(ProgressQuery { period, ..wanted.get_untracked() }));
    view! {
        <form class="filters filters-two" aria-label=t(M::Filters) on:submit=|event| event.prevent_default()>
            <SelectField label=t(M::Regime) id="progress-regime"
                value=Signal::derive(move || wanted.with(|query| format!("{} {}", query.circular, query.regime)))
                options=regime_options on_change=choose_regime/>
            <SelectField label=t(M::ColumnPeriod) id="progress-period" value=Signal::derive(move || wanted.get().period)
                options=period_options on_change=choose_period/>
        </form>
    }
}

fn key(regime: &RegimeItem) -> String {
    format!("{} {}", regime.circular, regime.code)
}

/// The chosen regime; the first one where none is.
fn chosen<'r>(all: &'r [RegimeItem], query: &ProgressQuery) -> Option<&'r RegimeItem> {
    let is_chosen = |regime: &&RegimeItem| regime.circular == query.circular && regime.code == query.regime;
    all.iter().find(is_chosen).or_else(|| RegimeItem::nearest(all))
}

/// The regime with its present period; the unit stays.
fn of_regime(query: &ProgressQuery, regime: &RegimeItem) -> ProgressQuery {
    let period = present(regime).first().map(ToString::to_string).unwrap_or_default();
    let (circular, regime) = (regime.circular.clone(), regime.code.clone());
    ProgressQuery { unit: query.unit.clone(), circular, regime, period, map: query.map.clone() }
}

/// The present period of each frequency.
fn present(regime: &RegimeItem) -> Vec<Period> {
    let today = time::local(time::now()).date();
    let frequencies = regime.frequencies.iter();
    frequencies.filter_map(|code| Period::containing(Frequency::parse(code)?, today)).collect()
}

/// The periods of a regime around today, newest first by frequency: the next one may be open already.
fn periods(regime: &RegimeItem, chosen: &str) -> Vec<(String, String)> {
    let mut periods: Vec<Period> = present(regime)
        .into_iter()
        .map(|present| present.next().unwrap_or(present))
        .flat_map(|newest| std::iter::successors(Some(newest), Period::previous).take(BACK))
        .collect();
    if let Ok(other) = Period::parse(chosen)
        && !periods.contains(&other)
    {
        periods.push(other);
    }
    periods.into_iter().map(|period| (period.to_string(), period.label(language()))).collect()
}
