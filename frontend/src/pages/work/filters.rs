//! The filters of a work list.

use contract::Page;
use contract::forms::FormItem;
use contract::regimes::RegimeItem;
use contract::units::UnitView;
use leptos::prelude::*;

use super::query;
use crate::api::{self, ReportQuery};
use crate::components::{Icon, SelectField};
use crate::locales::{M, status_label, t};
use crate::pages::reported;
use crate::state::{Remote, Session};

const STATUSES: [&str; 9] = [
    "assigned",
    "in_progress",
    "submitted",
    "approved",
    "sent",
    "accepted",
    "returned",
    "correction_requested",
    "exempt",
];

/// Filters above a work list; each choice changes the address, and the address is what is listed.
#[component]
pub fn Filters(wanted: Memo<ReportQuery>, on_change: Callback<ReportQuery>) -> impl IntoView {
    let regimes = Remote::<Vec<RegimeItem>>::new();
    let forms = Remote::<Page<FormItem>>::new();
    let units = Remote::<Page<UnitView>>::new();
    regimes.load(reported::list());
    forms.load(api::list_forms());
    let own = Session::current().me_untracked().map(|me| me.unit);
    if let Some(own) = own.clone() {
        units.load(api::list_unit_children(own.id));
    }
    let change = move |edit: fn(&mut ReportQuery, String)| {
        Callback::new(move |value: String| {
            let mut query = ReportQuery { page: 1, ..wanted.get_untracked() };
            edit(&mut query, value);
            on_change.run(query);
        })
    };
    let asked = Memo::new(move |_| wanted.with(|wanted| wanted.q.clone()));
    let keyword = RwSignal::new(asked.get_untracked());
    Effect::new(move || keyword.set(asked.get()));
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_change.run(ReportQuery { page: 1, q: keyword.get_untracked().trim().to_owned(), ..wanted.get_untracked() });
    };
    let clear = move |_| {
        keyword.set(String::new());
        on_change.run(ReportQuery { task: wanted.get_untracked().task, page: 1, ..ReportQuery::default() });
    };
    let regime_options = Signal::derive(move || options(M::AllRegimes, regime_pairs(regimes.value())));
    // A link may name a regime without its document: the first of that code is shown, and all of that code are listed.
    let regime = Signal::derive(move || {
        let known = regimes.value().unwrap_or_default();
        let is_wanted = |regime: &&RegimeItem| wanted.with(|wanted| is_of(wanted, &regime.circular, &regime.code));
        let found = known.iter().find(is_wanted).filter(|_| wanted.with(|wanted| !wanted.regime.is_empty()));
        found.map(key).unwrap_or_default()
    });
    let choose_regime = Callback::new(move |chosen: String| {
        let known = regimes.value().unwrap_or_default();
        let found = known.iter().find(|regime| key(regime) == chosen);
        let (circular, regime) = found.map(|one| (one.circular.clone(), one.code.clone())).unwrap_or_default();
        on_change.run(ReportQuery { page: 1, circular, regime, form: String::new(), ..wanted.get_untracked() });
    });
    let form_options = Signal::derive(move || {
        let pairs = wanted.with(|wanted| form_pairs(forms.value(), wanted));
        options(M::AllForms, pairs)
    });
    let kind_options = Signal::derive(|| {
        let kinds = [("data", M::KindData), ("outline", M::KindOutline)];
        options(M::AllKinds, kinds.map(|(code, text)| (code.to_owned(), t(text).to_owned())).to_vec())
    });
    let near = Signal::derive(move || {
        let below = units.value().map(|page| page.items).unwrap_or_default();
        let below = below.into_iter().map(|unit| (unit.id.to_string(), unit.name));
        own.iter().map(|unit| (unit.id.to_string(), unit.name.clone())).chain(below).collect::<Vec<_>>()
    });
    // A link or a kept search may name a unit further below: what is filtered by has to be seen.
    let far = Remote::<UnitView>::new();
    Effect::new(move || {
        let unit = wanted.with(|wanted| wanted.unit.clone());
        let is_near = near.with(|near| near.iter().any(|(id, _)| *id == unit));
        if let (false, Ok(id)) = (is_near, unit.parse::<i64>()) {
            far.load(api::read_unit(id));
        }
    });
    let unit_options = Signal::derive(move || {
        let mut near = near.get();
        let far = far.value().map(|unit| (unit.id.to_string(), unit.name));
        near.extend(
            far.filter(|(id, _)| wanted.with(|wanted| wanted.unit == *id) && !near.iter().any(|(near, _)| near == id)),
        );
        options(M::AllUnits, near)
    });
    let period_options = Signal::derive(move || options(M::AllPeriods, super::periods::choices(&wanted.get().period)));
    let status_options = Signal::derive(|| {
        options(M::AllStatuses, STATUSES.iter().map(|code| ((*code).to_owned(), status_label(code))).collect())
    });
    view! {
        <form class="filters" role="search" aria-label=t(M::Filters) on:submit=search>
            <div class="field field-wide">
                <label for="filter-q">{t(M::Keyword)}</label>
                <div class="input-group">
                    <input id="filter-q" type="search" class="input" placeholder=t(M::KeywordHint) prop:value=move || keyword.get()
                        on:input=move |event| keyword.set(event_target_value(&event))/>
                    <button type="submit" class="button-icon" aria-label=t(M::Search)><Icon name="search"/></button>
                </div>
            </div>
            <SelectField label=t(M::Regime) id="filter-regime" value=regime
                options=regime_options on_change=choose_regime/>
            <SelectField label=t(M::ColumnForm) id="filter-form" value=Signal::derive(move || wanted.get().form)
                options=form_options on_change=change(|query, value| query.form = value)/>
            <SelectField label=t(M::FormKind) id="filter-kind" value=Signal::derive(move || wanted.get().kind)
                options=kind_options on_change=change(|query, value| query.kind = value)/>
            <SelectField label=t(M::ColumnPeriod) id="filter-period" value=Signal::derive(move || wanted.get().period)
                options=period_options on_change=change(|query, value| query.period = value)/>
            <SelectField label=t(M::ColumnUnit) id="filter-unit" value=Signal::derive(move || wanted.get().unit)
                options=unit_options on_change=change(|query, value| query.unit = value)/>
            <SelectField label=t(M::ColumnStatus) id="filter-status" value=Signal::derive(move || wanted.get().status)
                options=status_options on_change=change(|query, value| query.status = value)/>
            <button type="button" class="button button-quiet" disabled=move || !wanted.with(query::is_filtered) on:click=clear>
                {t(M::ClearFilters)}
            </button>
        </form>
    }
}

fn options(all: M, pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), t(all).to_owned())];
    options.extend(pairs);
    options
}

fn regime_pairs(regimes: Option<Vec<RegimeItem>>) -> Vec<(String, String)> {
    let regimes = regimes.unwrap_or_default();
    let is_double = |regime: &RegimeItem| regimes.iter().filter(|other| other.code == regime.code).count() > 1;
    let name = |regime: &RegimeItem| match is_double(regime) {
        true => format!("{} – {}", reported::name(regime), regime.circular),
        false => reported::name(regime),
    };
    regimes.iter().map(|regime| (key(regime), name(regime))).collect()
}

/// A regime in the list of choices.
fn key(regime: &RegimeItem) -> String {
    format!("{} {}", regime.circular, regime.code)
}

/// Whether a regime, or what belongs to it, is what is filtered by.
fn is_of(wanted: &ReportQuery, circular: &str, code: &str) -> bool {
    (wanted.circular.is_empty() || wanted.circular == circular) && (wanted.regime.is_empty() || wanted.regime == code)
}

fn form_pairs(page: Option<Page<FormItem>>, wanted: &ReportQuery) -> Vec<(String, String)> {
    let forms = page.map(|page| page.items).unwrap_or_default();
    forms
        .into_iter()
        .filter(|form| is_of(wanted, &form.circular, &form.regime))
        .map(|form| (form.code.clone(), form.code))
        .collect()
}
