//! The machine's hours for single levels (C10).

use chrono::NaiveTime;
use domain::regime::{LevelHours, Regime, UnitLevel};
use leptos::prelude::*;

use super::fields::{Draft, Faults};
use crate::locales::{M, fill, language, t};

/// One line for each level that reports, with its hours where they are its own.
#[component]
pub fn HoursPart(draft: Draft) -> impl IntoView {
    let levels = Memo::new(move |_| draft.regime.with(levels));
    view! {
        <fieldset class="regime-part">
            <legend>{t(M::RegimeHours)}</legend>
            <p class="hint">{t(M::RegimeHoursHint)}</p>
            {move || levels.get().into_iter().map(|level| line(draft, level)).collect_view()}
            <Faults faults=draft.faults place="hours"/>
        </fieldset>
    }
}

/// The levels that report, and those that have hours.
fn levels(regime: &Regime) -> Vec<UnitLevel> {
    let reports = |level: &UnitLevel| {
        regime.reporters.iter().any(|reporter| reporter.level == *level)
            || regime.hours.iter().any(|hours| hours.level == *level)
    };
    UnitLevel::ALL.into_iter().filter(reports).collect()
}

fn of(regime: &Regime, level: UnitLevel) -> LevelHours {
    let known = regime.hours.iter().find(|hours| hours.level == level).cloned();
    known.unwrap_or(LevelHours { level, auto_send_at: None, auto_accept_at: None })
}

fn line(draft: Draft, level: UnitLevel) -> AnyView {
    let name = level.label(language());
    view! {
        <div class="regime-pair">
            {hour(draft, level, M::LevelSendsAt, name, |hours| &mut hours.auto_send_at)}
            {hour(draft, level, M::LevelAcceptsAt, name, |hours| &mut hours.auto_accept_at)}
        </div>
    }
    .into_any()
}

fn hour(
    draft: Draft,
    level: UnitLevel,
    label: M,
    name: &str,
    part: fn(&mut LevelHours) -> &mut Option<NaiveTime>,
) -> AnyView {
    let value = move || {
        let hour = draft.regime.with(|regime| *part(&mut of(regime, level)));
        hour.map(|hour| hour.format("%H:%M").to_string()).unwrap_or_default()
    };
    let change = move |event: leptos::ev::Event| {
        let hour = NaiveTime::parse_from_str(&event_target_value(&event), "%H:%M").ok();
        draft.regime.update(|regime| {
            let mut hours = of(regime, level);
            *part(&mut hours) = hour;
            regime.set_hours(hours);
        });
    };
    view! {
        <label class="field">
            <span>{fill(label, &[name])}</span>
            <input type="time" class="input" aria-describedby="fault-hours" prop:value=value on:change=change/>
        </label>
    }
    .into_any()
}

/// The same to be read: "Cấp huyện: tự động gửi 16:30"; nothing where no level has hours of its own.
pub fn hours_lines(regime: &Regime) -> Vec<String> {
    let told = |hours: &LevelHours| {
        let name = hours.level.label(language());
        let at = |label: M, hour: Option<NaiveTime>| {
            hour.map(|hour| format!("{}: {}", fill(label, &[name]), hour.format("%H:%M")))
        };
        [at(M::LevelSendsAt, hours.auto_send_at), at(M::LevelAcceptsAt, hours.auto_accept_at)]
    };
    regime.hours.iter().flat_map(told).flatten().collect()
}
