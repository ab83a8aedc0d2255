//! What the figures cover, and when they can be entered.

use std::collections::BTreeMap;

use domain::deadline::{CutoffRule, EntryWindowRule};
use leptos::prelude::*;

use super::fields::{Draft, Faults};
use super::periods::PeriodDates;
use crate::locales::{M, t};

/// Cut-off: by a rule, or by dates for each period.
#[component]
pub fn Cutoff(draft: Draft) -> impl IntoView {
    let kind = Memo::new(move |_| {
        draft.regime.with(|regime| match regime.cutoff {
            CutoffRule::Decree09 => "decree09",
            CutoffRule::FixedDay { .. } => "fixed_day",
            CutoffRule::Calendar => "calendar",
            CutoffRule::Custom { .. } => "custom",
        })
    });
    let choose = move |chosen: String| {
        draft.regime.update(|regime| {
            regime.cutoff = match chosen.as_str() {
                "fixed_day" => CutoffRule::FixedDay { day: 24 },
                "calendar" => CutoffRule::Calendar,
                "custom" => CutoffRule::Custom { windows: BTreeMap::new() },
                _ => CutoffRule::Decree09,
            };
        });
    };
    let day = move || {
        draft.regime.with(|regime| {
            if let CutoffRule::FixedDay { day } = regime.cutoff { day.to_string() } else { String::new() }
        })
    };
    let set_day = move |event: leptos::ev::Event| {
        let day = event_target_value(&event).parse().unwrap_or(0);
        draft.regime.update(|regime| {
            // A field that goes away with its rule may still tell a change.
            if let CutoffRule::FixedDay { day: known } = &mut regime.cutoff {
                *known = day;
            }
        });
    };
    let rules = [
        ("decree09", M::CutoffDecree),
        ("fixed_day", M::CutoffFixed),
        ("calendar", M::CutoffCalendar),
        ("custom", M::CutoffCustom),
    ];
    view! {
        <fieldset class="regime-part">
            <legend>{t(M::RegimeCutoff)}</legend>
            <div class="regime-pair">
                <Rule id="regime-cutoff" label=t(M::RegimeCutoffRule) place="cutoff" kind rules=rules.to_vec() choose=Callback::new(choose)/>
                {move || (kind.get() == "fixed_day").then(|| view! {
                    <div class="field">
                        <label for="regime-cutoff-day">{t(M::CutoffDay)}</label>
                        <input id="regime-cutoff-day" type="number" min="1" max="31" class="input" aria-describedby="fault-cutoff" prop:value=day on:change=set_day/>
                    </div>
                })}
            </div>
            {move || (kind.get() == "custom").then(|| view! {
                <PeriodDates draft place="cutoff.windows" label=t(M::RegimeCutoff).to_owned() is_range=true
                    get=Box::new(|regime| match &regime.cutoff {
                        CutoffRule::Custom { windows } => windows.clone(),
                        _ => BTreeMap::new(),
                    })
                    set=Box::new(|regime, dates| if let CutoffRule::Custom { windows } = &mut regime.cutoff {
                        *windows = dates;
                    })/>
            })}
            <Faults faults=draft.faults place="cutoff"/>
        </fieldset>
    }
}

/// A labelled choice of a rule.
#[component]
fn Rule(
    id: &'static str,
    label: &'static str,
    place: &'static str,
    kind: Memo<&'static str>,
    rules: Vec<(&'static str, M)>,
    choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id class="input" aria-describedby=format!("fault-{place}") on:change=move |event| choose.run(event_target_value(&event))>
                {move || {
                    let kind = kind.get();
                    rules.clone().into_iter().map(|(code, text)| view! { <option value=code selected=code == kind>{t(text)}</option> }).collect_view()
                }}
            </select>
        </div>
    }
}

/// When reports can be entered: with the data, by days around it, or by dates for each period.
#[component]
pub fn EntryWindow(draft: Draft) -> impl IntoView {
    let kind = Memo::new(move |_| {
        draft.regime.with(|regime| match regime.entry_window {
            EntryWindowRule::WithData { .. } => "with_data",
            EntryWindowRule::Relative { .. } => "relative",
            EntryWindowRule::Given { .. } => "given",
        })
    });
    let choose = move |chosen: String| {
        draft.regime.update(|regime| {
            let closes = closes(&regime.entry_window).unwrap_or(15);
            regime.entry_window = match chosen.as_str() {
                "relative" => EntryWindowRule::Relative { opens: 1, closes },
                "given" => EntryWindowRule::Given { windows: BTreeMap::new() },
                _ => EntryWindowRule::WithData { closes },
            };
        });
    };
    let number = move |write: fn(&mut EntryWindowRule, i16)| {
        move |event: leptos::ev::Event| {
            let typed = event_target_value(&event);
            let read = typed.trim().parse::<i16>();
            draft.set_unread("entry_window", read.is_err());
            if let Ok(read) = read {
                draft.regime.update(|regime| write(&mut regime.entry_window, read));
            }
        }
    };
    let set_opens = number(|rule, days| {
        if let EntryWindowRule::Relative { opens, .. } = rule {
            *opens = days;
        }
    });
    let set_closes = number(|rule, days| match rule {
        EntryWindowRule::Relative { closes, .. } | EntryWindowRule::WithData { closes } => *closes = days,
        EntryWindowRule::Given { .. } => {}
    });
    let shown = move |read: fn(&EntryWindowRule) -> Option<i16>| {
        move || draft.regime.with(|regime| read(&regime.entry_window)).map(|days| days.to_string()).unwrap_or_default()
    };
    let rules = [("with_data", M::EntryWithData), ("relative", M::EntryRelative), ("given", M::EntryGiven)];
    view! {
        <fieldset class="regime-part">
            <legend>{t(M::RegimeEntry)}</legend>
            <div class="regime-pair">
                <Rule id="regime-entry" label=t(M::RegimeEntryRule) place="entry_window" kind rules=rules.to_vec() choose=Callback::new(choose)/>
                {move || (kind.get() == "relative").then(|| view! {
                    <div class="field">
                        <label for="regime-entry-opens">{t(M::EntryOpens)}</label>
                        <input id="regime-entry-opens" type="number" min="-366" max="366" class="input" aria-describedby="fault-entry_window"
                            prop:value=shown(opens) on:change=set_opens/>
                    </div>
                })}
                {move || (kind.get() != "given").then(|| view! {
                    <div class="field">
                        <label for="regime-entry-closes">{t(M::EntryCloses)}</label>
                        <input id="regime-entry-closes" type="number" min="-366" max="366" class="input" aria-describedby="fault-entry_window"
                            prop:value=shown(closes) on:change=set_closes/>
                    </div>
                })}
            </div>
            {move || (kind.get() == "given").then(|| view! {
                <PeriodDates draft place="entry_window.windows" label=t(M::RegimeEntry).to_owned() is_range=true
                    get=Box::new(|regime| match &regime.entry_window {
                        EntryWindowRule::Given { windows } => windows.clone(),
                        _ => BTreeMap::new(),
                    })
                    set=Box::new(|regime, dates| if let EntryWindowRule::Given { windows } = &mut regime.entry_window {
                        *windows = dates;
                    })/>
            })}
            <Faults faults=draft.faults place="entry_window"/>
        </fieldset>
    }
}

fn opens(rule: &EntryWindowRule) -> Option<i16> {
    if let EntryWindowRule::Relative { opens, .. } = rule { Some(*opens) } else { None }
}

fn closes(rule: &EntryWindowRule) -> Option<i16> {
    match rule {
        EntryWindowRule::Relative { closes, .. } | EntryWindowRule::WithData { closes } => Some(*closes),
        EntryWindowRule::Given { .. } => None,
    }
}
