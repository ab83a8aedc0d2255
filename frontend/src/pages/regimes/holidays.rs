//! The days off of a year, and the weekend days worked in exchange.

use chrono::{Datelike, NaiveDate};
use contract::holidays::{HolidayView, HolidaysChange, HolidaysView};
use contract::problem::FaultView;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::{Faults, faults_in};
use crate::api;
use crate::components::{ErrorSummary, Icon, PageHead, SelectField};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Session, Toasts, draw};
use crate::time;

/// The page: a year, and its days.
#[component]
pub fn HolidaysPage() -> impl IntoView {
    let this_year = time::local(time::now()).year();
    let year = RwSignal::new(this_year);
    let days = Remote::<HolidaysView>::new();
    let load = Callback::new(move |()| {
        let year = year.get_untracked();
        days.load(async move { api::read_holidays(year).await });
    });
    load.run(());
    let years: Vec<_> = (2020..=2040).map(|year: i32| (year.to_string(), year.to_string())).collect();
    let choose = Callback::new(move |chosen: String| {
        year.set(chosen.parse().unwrap_or(this_year));
        load.run(());
    });
    view! {
        <PageHead title=t(M::Holidays).to_owned()/>
        <div class="filters">
            <SelectField label=t(M::CalendarYear) id="holiday-year" value=Signal::derive(move || year.get().to_string())
                options=Signal::stored(years) on_change=choose/>
        </div>
        {draw(days, load, move |view| table(view, load))}
    }
}

/// A day while it is edited: a row keeps its key when others come and go.
#[derive(Clone, PartialEq)]
struct Row {
    key: usize,
    off: HolidayView,
}

fn table(view: HolidaysView, reload: Callback<()>) -> AnyView {
    let may = Session::current().can("administer");
    let (year, revision) = (view.year, view.revision);
    let next_key = StoredValue::new(view.holidays.len() + view.working_days.len());
    let offs =
        RwSignal::new(view.holidays.into_iter().enumerate().map(|(key, off)| Row { key, off }).collect::<Vec<_>>());
    let swaps = RwSignal::new(view.working_days);
    let faults = RwSignal::new(Vec::<FaultView>::new());
    let error = RwSignal::new(None::<String>);
    let toasts = Toasts::current();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let add = move |_| {
        let key = next_key.with_value(|key| *key);
        next_key.set_value(key + 1);
        offs.update(|rows| {
            rows.push(Row { key, off: HolidayView { day: first, name: String::new(), provisional: false } })
        });
    };
    let add_swap = move |_| {
        let saturday = first.iter_days().find(|day| day.weekday() == chrono::Weekday::Sat).unwrap_or(first);
        swaps.update(|days| days.push(saturday));
    };
    let save = move |_| {
        let change = HolidaysChange {
            holidays: offs.with_untracked(|rows| rows.iter().map(|row| row.off.clone()).collect()),
            working_days: swaps.get_untracked(),
        };
        spawn_local(async move {
            error.set(None);
            faults.set(Vec::new());
            match api::update_holidays(year, revision, change).await {
                Ok(_) => {
                    toasts.done(fill(M::HolidaysSaved, &[&year.to_string()]));
                    reload.run(());
                }
                Err(told) => {
                    faults.set(faults_in(&told).to_vec());
                    error.set(Some(told.message()));
                }
            }
        });
    };
    let order = Memo::new(move |_| offs.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>()));
    let count = Memo::new(move |_| swaps.with(Vec::len));
    view! {
        <section class="panel">
            <p class="hint">{t(M::HolidayHint)}</p>
            <ErrorSummary error=error/>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
                <table class="table table-plain table-lines" role="table">
                    <thead role="rowgroup"><tr role="row">
                        {[M::HolidayDay, M::HolidayName, M::HolidayProvisional].map(|text| view! { <th role="columnheader" scope="col">{t(text)}</th> })}
                        {may.then(|| view! { <th role="columnheader" scope="col">{t(M::ColumnActions)}</th> })}
                    </tr></thead>
                    <tbody role="rowgroup">
                        {move || order.get().into_iter().enumerate().map(|(number, key)| row(offs, faults, number, key, may)).collect_view()}
                    </tbody>
                </table>
            </div>
            <h2>{t(M::HolidaySwaps)}</h2>
            <ul class="regime-swaps">
                {move || (0..count.get()).map(|number| swap(swaps, faults, number, may)).collect_view()}
            </ul>
            {may.then(|| view! {
                <div class="toolbar">
                    <button type="button" class="button button-primary" on:click=save>{t(M::Save)}</button>
                    <button type="button" class="button" on:click=add>{t(M::HolidayAdd)}</button>
                    <button type="button" class="button" on:click=add_swap>{t(M::HolidaySwapAdd)}</button>
                </div>
            })}
        </section>
    }
    .into_any()
}

fn row(offs: RwSignal<Vec<Row>>, faults: RwSignal<Vec<FaultView>>, number: usize, key: usize, may: bool) -> AnyView {
    let of = move || offs.with(|rows| rows.iter().find(|row| row.key == key).map(|row| row.off.clone()));
    let edit = move |change: &dyn Fn(&mut HolidayView)| {
        offs.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.key == key) {
                change(&mut row.off);
            }
        });
    };
    let name = (number + 1).to_string();
    let named = |field: M| format!("{} {name}", t(field));
    let set_day = move |event: leptos::ev::Event| {
        if let Ok(day) = event_target_value(&event).parse() {
            edit(&|off| off.day = day);
        }
    };
    let set_name = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        edit(&|off| off.name.clone_from(&text));
    };
    let toggle = move |_| edit(&|off| off.provisional = !off.provisional);
    let remove = move |_| offs.update(|rows| rows.retain(|row| row.key != key));
    view! {
        <tr role="row">
            <td role="cell">
                <input type="date" class="input" disabled=!may aria-label=named(M::HolidayDay) prop:value=move || of().map(|off| off.day.to_string()).unwrap_or_default() on:change=set_day/>
                <Faults faults place=format!("holidays.{number}.day")/>
            </td>
            <td role="cell">
                <input class="input" disabled=!may aria-label=named(M::HolidayName) prop:value=move || of().map(|off| off.name).unwrap_or_default() on:input=set_name/>
                <Faults faults place=format!("holidays.{number}.name")/>
            </td>
            <td role="cell"><input type="checkbox" disabled=!may aria-label=named(M::HolidayProvisional) prop:checked=move || of().is_some_and(|off| off.provisional) on:change=toggle/></td>
            {may.then(|| view! {
                <td role="cell"><button type="button" class="button-icon" aria-label=fill(M::RegimeRowRemove, &[&name]) on:click=remove><Icon name="close"/></button></td>
            })}
        </tr>
    }
    .into_any()
}

fn swap(swaps: RwSignal<Vec<NaiveDate>>, faults: RwSignal<Vec<FaultView>>, number: usize, may: bool) -> AnyView {
    let name = (number + 1).to_string();
    let day = move || swaps.with(|days| days.get(number).map(NaiveDate::to_string).unwrap_or_default());
    let set = move |event: leptos::ev::Event| {
        if let Ok(read) = event_target_value(&event).parse() {
            swaps.update(|days| {
                if let Some(day) = days.get_mut(number) {
                    *day = read;
                }
            });
        }
    };
    let remove = move |_| {
        swaps.update(|days| {
            if number < days.len() {
                days.remove(number);
            }
        })
    };
    view! {
        <li>
            <input type="date" class="input" disabled=!may aria-label=format!("{} {name}", t(M::HolidaySwaps)) prop:value=day on:change=set/>
            {may.then(|| view! { <button type="button" class="button-icon" aria-label=fill(M::RegimeRowRemove, &[&name]) on:click=remove><Icon name="close"/></button> })}
            <Faults faults place=format!("working_days.{number}")/>
        </li>
    }
    .into_any()
}
