//! A year of a regime, for the own unit, for a level, and for any other unit by those who look after some.

use chrono::Datelike;
use contract::Page;
use contract::regimes::{CalendarPeriod, CalendarView, RegimeItem};
use contract::units::UnitRef;
use domain::regime::UnitLevel;
use leptos::prelude::*;

use crate::api::{self, Whose};
use crate::components::{Empty, Icon, PageHead, SelectField, UnitPicker};
use crate::locales::{M, fill, language, t};
use crate::state::{Remote, Session, draw};
use crate::time;

/// The choice of another unit, beside the codes of levels.
const OTHER: &str = "unit";

/// The page: which regime, whose year, and the year.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let regimes = Remote::<Page<RegimeItem>>::new();
    let load = Callback::new(move |()| regimes.load(api::list_regimes()));
    load.run(());
    view! {
        <PageHead title=t(M::ReportCalendar).to_owned()/>
        {draw(regimes, load, |page| match RegimeItem::nearest(&page.items) {
            Some(first) => year_of(first.id, page.items.clone()),
            None => view! { <Empty text=t(M::NothingFound)/> }.into_any(),
        })}
    }
}

fn year_of(first: i64, regimes: Vec<RegimeItem>) -> AnyView {
    let this_year = time::local(time::now()).year();
    let (regime, year, chosen) = (RwSignal::new(first), RwSignal::new(this_year), RwSignal::new(String::new()));
    let unit = RwSignal::new(Vec::<UnitRef>::new());
    let calendar = Remote::<CalendarView>::new();
    // None while another unit is still to be chosen.
    let whose = Memo::new(move |_| match chosen.get().as_str() {
        "" => Some(Whose::Own),
        OTHER => unit.with(|units| units.first().map(|unit| Whose::Unit(unit.id))),
        level => Some(Whose::Level(level.to_owned())),
    });
    let load = Callback::new(move |()| {
        let (regime, year) = (regime.get_untracked(), year.get_untracked());
        match whose.get_untracked() {
            Some(whose) => calendar.load(async move { api::read_calendar(regime, year, &whose).await }),
            None => calendar.clear(),
        }
    });
    Effect::new(move || {
        regime.get();
        year.get();
        whose.get();
        load.run(());
    });
    let name = |regime: &RegimeItem| format!("{}. {} ({})", regime.code, regime.title, regime.circular);
    let of_regimes: Vec<_> = regimes.iter().map(|regime| (regime.id.to_string(), name(regime))).collect();
    let of_years: Vec<_> = (this_year - 5..=this_year + 5).map(|year| (year.to_string(), year.to_string())).collect();
    let levels = UnitLevel::ALL.map(|level| (level.as_str().to_owned(), level.label(language()).to_owned()));
    let session = Session::current();
    let looks_after = ["consolidate", "check", "approve", "administer"].into_iter().any(|right| session.can(right));
    let other = looks_after.then(|| (OTHER.to_owned(), t(M::CalendarOther).to_owned()));
    let own = (String::new(), t(M::CalendarOwn).to_owned());
    let of_levels: Vec<_> = std::iter::once(own).chain(other).chain(levels).collect();
    let address = move || whose.get().map(|whose| api::calendar_address(regime.get(), year.get(), &whose));
    view! {
        <div class="filters" role="search">
            <SelectField label=t(M::Regime) id="calendar-regime" value=Signal::derive(move || regime.get().to_string())
                options=Signal::stored(of_regimes)
                on_change=Callback::new(move |chosen: String| regime.set(chosen.parse().unwrap_or(first)))/>
            <SelectField label=t(M::CalendarWhose) id="calendar-level" value=chosen options=Signal::stored(of_levels)
                on_change=Callback::new(move |whose: String| chosen.set(whose))/>
            {move || (chosen.get() == OTHER).then(|| view! { <UnitPicker label=t(M::ColumnUnit) id="calendar-unit" chosen=unit single=true/> })}
            <SelectField label=t(M::CalendarYear) id="calendar-year" value=Signal::derive(move || year.get().to_string())
                options=Signal::stored(of_years)
                on_change=Callback::new(move |chosen: String| year.set(chosen.parse().unwrap_or(this_year)))/>
            {move || address().map(|address| view! { <a class="button" href=address download><Icon name="download"/>{t(M::CalendarFile)}</a> })}
        </div>
        {move || match whose.get() {
            Some(_) => draw(calendar, load, |calendar| table(&calendar)).into_any(),
            None => view! { <Empty text=t(M::CalendarChoose)/> }.into_any(),
        }}
    }
    .into_any()
}

fn table(calendar: &CalendarView) -> AnyView {
    let whose = calendar.unit.as_ref().map_or_else(|| calendar.level_label.clone(), |unit| unit.name.clone());
    let heading = fill(M::CalendarOf, &[&whose, &calendar.year.to_string()]);
    if calendar.periods.is_empty() {
        return view! { <h2>{heading}</h2><Empty text=t(M::CalendarNone)/> }.into_any();
    }
    let rows = calendar.periods.iter().map(row).collect_view();
    view! {
        <section class="panel">
            <h2>{heading}</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain table-lines" role="table">
                    <thead role="rowgroup"><tr role="row">
                        {[M::ColumnPeriod, M::ColumnData, M::ColumnEntry, M::CalendarLegal, M::ColumnDue]
                            .map(|text| view! { <th role="columnheader" scope="col">{t(text)}</th> })}
                    </tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(period: &CalendarPeriod) -> AnyView {
    let days = |from, to| format!("{} – {}", time::date(from), time::date(to));
    let moved = (period.due_on != period.legal_due).then(|| view! { <span class="badge">{t(M::CalendarMoved)}</span> });
    view! {
        <tr role="row">
            <td role="cell">{period.label.clone()}</td>
            <td role="cell" class="cell-code">{days(period.data_from, period.data_to)}</td>
            <td role="cell" class="cell-code">{days(period.opens_on, period.closes_on)}</td>
            <td role="cell" class="cell-code">{time::date(period.legal_due)}</td>
            <td role="cell"><b>{period.due_label.clone()}</b>" "{moved}</td>
        </tr>
    }
    .into_any()
}
