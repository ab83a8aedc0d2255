//! Deadlines by level, as rows that can be added and taken away.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use domain::deadline::{DueDay, DueRule};
use domain::period::{DateRange, Frequency, Period};
use domain::regime::{LevelDue, UnitLevel};
use leptos::prelude::*;

use super::fields::{Draft, Faults};
use super::periods::PeriodDates;
use super::whole::{dates_from, dates_text};
use crate::components::Icon;
use crate::locales::{M, fill, language, t};

/// Rules that can be chosen, by code.
const RULES: [(&str, M); 6] = [
    ("day_of_last_month", M::DueLastMonth),
    ("day_of_next_month", M::DueNextMonth),
    ("fixed_dates", M::DueFixed),
    ("working_days_after_cutoff", M::DueWorkingDays),
    ("days_after_cutoff", M::DueDays),
    ("given", M::DueGiven),
];

fn code(day: &DueDay) -> &'static str {
    match day {
        DueDay::DayOfLastMonth { .. } => "day_of_last_month",
        DueDay::DayOfNextMonth { .. } => "day_of_next_month",
        DueDay::FixedDates { .. } => "fixed_dates",
        DueDay::WorkingDaysAfterCutoff { .. } => "working_days_after_cutoff",
        DueDay::DaysAfterCutoff { .. } => "days_after_cutoff",
        DueDay::Given { .. } => "given",
    }
}

/// The rule of this code with the number or the days of the one before.
fn rule(code: &str, before: &DueDay) -> DueDay {
    let number = number(before);
    let (day, days) = (u8::try_from(number).unwrap_or(22).clamp(1, 31), number);
    match code {
        "day_of_next_month" => DueDay::DayOfNextMonth { day },
        "fixed_dates" => DueDay::FixedDates { dates: Vec::new() },
        "given" => DueDay::Given { dates: BTreeMap::new() },
        "working_days_after_cutoff" => DueDay::WorkingDaysAfterCutoff { days: days.max(1) },
        "days_after_cutoff" => DueDay::DaysAfterCutoff { days },
        _ => DueDay::DayOfLastMonth { day },
    }
}

fn number(day: &DueDay) -> u16 {
    match day {
        DueDay::DayOfLastMonth { day } | DueDay::DayOfNextMonth { day } => u16::from(*day),
        DueDay::WorkingDaysAfterCutoff { days } | DueDay::DaysAfterCutoff { days } => *days,
        DueDay::FixedDates { .. } | DueDay::Given { .. } => 22,
    }
}

fn with_number(day: &mut DueDay, number: u16) {
    match day {
        DueDay::DayOfLastMonth { day } | DueDay::DayOfNextMonth { day } => {
            *day = u8::try_from(number).unwrap_or(u8::MAX)
        }
        DueDay::WorkingDaysAfterCutoff { days } | DueDay::DaysAfterCutoff { days } => *days = number,
        DueDay::FixedDates { .. } | DueDay::Given { .. } => {}
    }
}

/// The deadlines of a draft.
#[component]
pub fn DueRules(draft: Draft) -> impl IntoView {
    let count = Memo::new(move |_| draft.regime.with(|regime| regime.due.len()));
    let add = move |_| {
        draft.regime.update(|regime| {
            let rule = DueRule::end_of(DueDay::DayOfLastMonth { day: 22 });
            regime.due.push(LevelDue { levels: Vec::new(), frequencies: Vec::new(), rule, opens: None });
        });
    };
    view! {
        <fieldset class="regime-part">
            <legend>{t(M::RegimeDue)}</legend>
            {move || (0..count.get()).map(|number| row(draft, number)).collect_view()}
            <Faults faults=draft.faults place="due"/>
            <button type="button" class="button" on:click=add>{t(M::RegimeDueAdd)}</button>
        </fieldset>
    }
}

fn row(draft: Draft, number: usize) -> AnyView {
    // A rule of another kind has other fields; what is half typed in other rows stays.
    let kind = Memo::new(move |_| {
        draft.regime.with(|regime| regime.due.get(number).map(|due| code(&due.rule.day)).unwrap_or_default())
    });
    let name = (number + 1).to_string();
    let named = move |field: M| fill(M::RegimeDueOfField, &[t(field), &(number + 1).to_string()]);
    let edit = move |change: &dyn Fn(&mut LevelDue)| {
        draft.regime.update(|regime| {
            if let Some(due) = regime.due.get_mut(number) {
                change(due);
            }
        });
    };
    let remove = move |_| {
        draft.regime.update(|regime| {
            if number < regime.due.len() {
                regime.due.remove(number);
            }
        })
    };
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        edit(&|due| due.rule.day = rule(&chosen, &due.rule.day));
    };
    let time = move |read: fn(&LevelDue) -> Option<NaiveTime>| {
        move || {
            let time = draft.regime.with(|regime| regime.due.get(number).and_then(read));
            time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
        }
    };
    let set_time = move |write: fn(&mut LevelDue, Option<NaiveTime>)| {
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            edit(&|due| write(due, NaiveTime::parse_from_str(&text, "%H:%M").ok()));
        }
    };
    let options =
        RULES.map(|(code, text)| view! { <option value=code selected=move || code == kind.get()>{t(text)}</option> });
    view! {
        <div class="regime-due" role="group" aria-label=fill(M::RegimeDueOf, &[&name])>
            {levels(draft, number)}
            {frequencies(draft, number)}
            <select class="input" aria-label=named(M::RegimeDueRule) on:change=choose>{options}</select>
            {move || value_field(draft, number, kind.get())}
            <label class="regime-time">{t(M::RegimeDueTime)}
                <input type="time" class="input" aria-label=named(M::RegimeDueTime) prop:value=time(|due| due.rule.time)
                    on:change=set_time(|due, time| due.rule.time = time)/></label>
            <label class="regime-time">{t(M::RegimeDueOpens)}
                <input type="time" class="input" aria-label=named(M::RegimeDueOpens) prop:value=time(|due| due.opens)
                    on:change=set_time(|due, time| due.opens = time)/></label>
            <button type="button" class="button-icon" aria-label=fill(M::RegimeRowRemove, &[&name]) on:click=remove><Icon name="close"/></button>
            <Faults faults=draft.faults place=format!("due.{number}")/>
        </div>
    }
    .into_any()
}

fn value_field(draft: Draft, number: usize, kind: &'static str) -> AnyView {
    let named = |field: M| fill(M::RegimeDueOfField, &[t(field), &(number + 1).to_string()]);
    let day = move |read: fn(&DueDay) -> String| {
        draft.regime.with(|regime| regime.due.get(number).map(|due| read(&due.rule.day)).unwrap_or_default())
    };
    let set = move |change: &dyn Fn(&mut DueDay)| {
        draft.regime.update(|regime| {
            if let Some(due) = regime.due.get_mut(number) {
                change(&mut due.rule.day);
            }
        });
    };
    match kind {
        "given" => view! {
            <PeriodDates draft place=format!("due.{number}.dates") label=fill(M::RegimeDueOf, &[&(number + 1).to_string()]) is_range=false
                get=Box::new(move |regime| regime.due.get(number).map(given).unwrap_or_default())
                set=Box::new(move |regime, ranges| {
                    if let Some(DueDay::Given { dates }) = regime.due.get_mut(number).map(|due| &mut due.rule.day) {
                        *dates = ranges.into_iter().map(|(period, range)| (period, range.from)).collect();
                    }
                })/>
        }.into_any(),
        "fixed_dates" => {
            let dates =
                |day: &DueDay| if let DueDay::FixedDates { dates } = day { dates_text(dates) } else { String::new() };
            let change = move |event: leptos::ev::Event| {
                let typed = event_target_value(&event);
                let read = dates_from(&typed);
                draft.set_unread(&format!("due.{number}"), read.is_none());
                let Some(read) = read else { return };
                // A field that goes away with its rule may still tell a change.
                set(&|day| {
                    if let DueDay::FixedDates { dates } = day {
                        dates.clone_from(&read);
                    }
                });
            };
            let is_wrong = move || draft.unread.with(|unread| unread.contains(&format!("due.{number}"))).to_string();
            on_cleanup(move || draft.set_unread(&format!("due.{number}"), false));
            view! { <input class="input" aria-invalid=is_wrong aria-label=named(M::RegimeDueDates) placeholder="22/6, 22/12" prop:value=move || day(dates) on:change=change/> }.into_any()
        }
        _ => {
            let change = move |event: leptos::ev::Event| {
                let read = event_target_value(&event).parse().unwrap_or(0);
                set(&|day| with_number(day, read));
            };
            view! { <input type="number" min="0" max="366" class="input" aria-label=named(M::RegimeDueDay) prop:value=move || day(number_of) on:change=change/> }.into_any()
        }
    }
}

fn number_of(day: &DueDay) -> String {
    number(day).to_string()
}

/// The days that are given for each period.
fn given(due: &LevelDue) -> BTreeMap<Period, DateRange> {
    match &due.rule.day {
        DueDay::Given { dates } => {
            dates.iter().filter_map(|(period, day)| Some((period.clone(), DateRange::new(*day, *day)?))).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// How often the reports of a deadline are made, as a folded list of boxes.
fn frequencies(draft: Draft, number: usize) -> AnyView {
    let chosen = move || {
        draft.regime.with(|regime| regime.due.get(number).map(|due| due.frequencies.clone()).unwrap_or_default())
    };
    let summary = move || {
        let chosen = chosen();
        if chosen.is_empty() {
            return t(M::RegimeAllFrequencies).to_owned();
        }
        chosen.iter().map(|frequency| frequency.label(language())).collect::<Vec<_>>().join(", ")
    };
    let boxes = Frequency::ALL.map(|frequency| {
        let toggle = move |_| {
            draft.regime.update(|regime| {
                let Some(due) = regime.due.get_mut(number) else { return };
                if due.frequencies.contains(&frequency) {
                    due.frequencies.retain(|one| *one != frequency);
                } else {
                    due.frequencies.push(frequency);
                }
            });
        };
        view! {
            <label class="choice-line">
                <input type="checkbox" prop:checked=move || chosen().contains(&frequency) on:change=toggle/>{frequency.label(language())}
            </label>
        }
    });
    view! { <details class="regime-levels"><summary>{summary}</summary><div>{boxes}</div></details> }.into_any()
}

/// The levels of a deadline, as a folded list of boxes.
fn levels(draft: Draft, number: usize) -> AnyView {
    let chosen =
        move || draft.regime.with(|regime| regime.due.get(number).map(|due| due.levels.clone()).unwrap_or_default());
    let summary = move || {
        let chosen = chosen();
        if chosen.is_empty() {
            return t(M::RegimeOtherLevels).to_owned();
        }
        chosen.iter().map(|level| level.label(language())).collect::<Vec<_>>().join(", ")
    };
    let boxes = UnitLevel::ALL.map(|level| {
        let toggle = move |_| {
            draft.regime.update(|regime| {
                let Some(due) = regime.due.get_mut(number) else { return };
                if due.levels.contains(&level) { due.levels.retain(|one| *one != level) } else { due.levels.push(level) }
            });
        };
        view! {
            <label class="choice-line">
                <input type="checkbox" prop:checked=move || chosen().contains(&level) on:change=toggle/>{level.label(language())}
            </label>
        }
    });
    view! { <details class="regime-levels"><summary>{summary}</summary><div>{boxes}</div></details> }.into_any()
}
