//! A version as it is, to be read.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use contract::regimes::RegimeVersionView;
use domain::deadline::{CutoffRule, DueDay, DueRule, EntryWindowRule, MonthDay};
use domain::duty::DutyRule;
use domain::period::{DateRange, Period};
use domain::regime::{LevelDue, Regime, UnitLevel};
use leptos::prelude::*;

use super::duty_text::duty_text;
use super::duty_units::UnitNames;
use super::forms::{forms_text, outline_text};
use super::process::process;
use super::reminders::reminders_text;
use super::{RegimeStatus, validity};
use crate::components::ProvenanceBadge;
use crate::locales::{M, fill, language, t};
use crate::time;

/// Everything that a version says, in the order of Decree 09/2019, Article 7.
pub fn whole(view: &RegimeVersionView) -> AnyView {
    let regime = &view.regime;
    let made = view.published_at.or(Some(view.created_at)).map(time::date_time).unwrap_or_default();
    let rows: Vec<AnyView> = vec![
        text(M::RegimeContent, &regime.content),
        list(M::RegimeReporters, regime.reporters.iter().map(|one| format!("{}: {}", level(one.level), one.who))),
        list(
            M::RegimeReceivers,
            regime.receivers.iter().map(|one| {
                let others = if one.alternatives.is_empty() {
                    String::new()
                } else {
                    format!(" / {}", one.alternatives.join(" / "))
                };
                format!("{}: {}{others}", level(one.level), one.receiver)
            }),
        ),
        duties(regime),
        text(M::RegimeMethod, regime.method.as_deref().unwrap_or_default()),
        list(M::RegimeDue, regime.due.iter().map(due)),
        text(M::RegimeFrequencies, &frequencies(regime)),
        text(M::RegimeCutoff, &cutoff(&regime.cutoff)),
        text(M::RegimeEntry, &entry_window(&regime.entry_window)),
        text(M::RegimeReminders, &reminders_text(&regime.reminders)),
        text(M::RegimeOutline, &outline_text(regime)),
        text(M::RegimeForms, &forms_text(regime).replace('\n', ", ")),
        text(M::RegimeInstructions, &regime.instructions),
        text(M::RegimeBasis, regime.legal_basis.as_deref().unwrap_or_default()),
    ];
    let note = regime.provenance_note.as_deref().and_then(|note| note.split('\n').next()).unwrap_or_default();
    let provenance = serde_json::to_value(regime.provenance).ok();
    let provenance = provenance.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    view! {
        <section class="panel">
            <dl class="facts facts-aligned">
                {text(M::RegimeCircular, &regime.circular)}
                {text(M::RegimeVersion, &regime.version.to_string())}
                <div><dt>{t(M::ColumnStatus)}</dt><dd><RegimeStatus standing=view.standing.clone()/></dd></div>
                {text(M::RegimeValidity, &validity(regime.valid_from, regime.valid_to))}
                {text(if view.published_at.is_some() { M::RegimePublishedAt } else { M::RegimeMadeAt }, &made)}
                {rows}
                <div><dt>{t(M::ColumnProvenance)}</dt><dd><ProvenanceBadge provenance=provenance/></dd></div>
                {text(M::RegimeNote, note)}
            </dl>
            {process(regime)}
        </section>
    }
    .into_any()
}

fn text(label: M, words: &str) -> AnyView {
    let words = if words.is_empty() { "–".to_owned() } else { words.to_owned() };
    view! { <div><dt>{t(label)}</dt><dd class="fact-text">{words}</dd></div> }.into_any()
}

fn list(label: M, items: impl Iterator<Item = String>) -> AnyView {
    let items: Vec<_> = items.map(|item| view! { <li>{item}</li> }).collect();
    view! { <div><dt>{t(label)}</dt><dd class="fact-text"><ul>{items}</ul></dd></div> }.into_any()
}

/// The rules in their order, which says which one holds; names of units come when they are known.
fn duties(regime: &Regime) -> AnyView {
    if regime.duties.is_empty() {
        return text(M::RegimeDuties, t(M::RegimeDutiesNone));
    }
    let (rules, names) = (regime.duties.clone(), UnitNames::of(&regime.duties));
    let line = move |rule: &DutyRule| view! { <li>{duty_text(rule, |code| names.text(code))}</li> };
    let lines = move || rules.iter().map(line).collect_view();
    view! { <div><dt>{t(M::RegimeDuties)}</dt><dd class="fact-text"><ol>{lines}</ol></dd></div> }.into_any()
}

fn level(level: UnitLevel) -> &'static str {
    level.label(language())
}

/// How often, in words.
fn frequencies(regime: &Regime) -> String {
    regime.frequencies.iter().map(|frequency| frequency.label(language())).collect::<Vec<_>>().join(", ")
}

/// When reports can be entered, in words.
fn entry_window(rule: &EntryWindowRule) -> String {
    match rule {
        EntryWindowRule::WithData { closes } => fill(M::EntryWithDataText, &[&closes.to_string()]),
        EntryWindowRule::Relative { opens, closes } => {
            fill(M::EntryRelativeText, &[&opens.to_string(), &closes.to_string()])
        }
        EntryWindowRule::Given { windows } => format!("{}: {}", t(M::EntryGiven), windows_text(windows)),
    }
}

/// Windows of periods: "Quý I năm 2027: 15/12/2026 – 14/03/2027; …".
fn windows_text(windows: &BTreeMap<Period, DateRange>) -> String {
    let one = |(period, range): (&Period, &DateRange)| {
        let days = if range.from == range.to {
            time::date(range.from)
        } else {
            format!("{} – {}", time::date(range.from), time::date(range.to))
        };
        format!("{}: {days}", period.label(language()))
    };
    windows.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn cutoff(rule: &CutoffRule) -> String {
    match rule {
        CutoffRule::Decree09 => t(M::CutoffDecree).to_owned(),
        CutoffRule::FixedDay { day } => format!("{}: {day}", t(M::CutoffFixed)),
        CutoffRule::Calendar => t(M::CutoffCalendar).to_owned(),
        CutoffRule::Custom { windows } => format!("{}: {}", t(M::CutoffCustom), windows_text(windows)),
    }
}

fn due(due: &LevelDue) -> String {
    let levels = if due.levels.is_empty() {
        t(M::RegimeOtherLevels).to_owned()
    } else {
        due.levels.iter().map(|one| level(*one)).collect::<Vec<_>>().join(", ")
    };
    let often: Vec<_> = due.frequencies.iter().map(|frequency| frequency.label(language())).collect();
    let often = if often.is_empty() { String::new() } else { format!(" ({})", often.join(", ")) };
    let hour = |text: M, time: Option<NaiveTime>| {
        time.map(|time| format!("; {} {}", t(text).to_lowercase(), time.format("%H:%M"))).unwrap_or_default()
    };
    let (opens, until) = (hour(M::RegimeDueOpens, due.opens), hour(M::RegimeDueTime, due.rule.time));
    format!("{levels}{often}: {}{until}{opens}", rule(&due.rule).trim_end())
}

fn rule(rule: &DueRule) -> String {
    let counted = |text: M, days: String| format!("{}: {days} ", t(text));
    match &rule.day {
        DueDay::DayOfLastMonth { day } => counted(M::DueLastMonth, day.to_string()),
        DueDay::DayOfNextMonth { day } => counted(M::DueNextMonth, day.to_string()),
        DueDay::FixedDates { dates } => counted(M::DueFixed, dates_text(dates)),
        DueDay::WorkingDaysAfterCutoff { days } => counted(M::DueWorkingDays, days.to_string()),
        DueDay::DaysAfterCutoff { days } => counted(M::DueDays, days.to_string()),
        DueDay::Given { dates } => {
            let dates = dates.iter().filter_map(|(period, day)| Some((period.clone(), DateRange::new(*day, *day)?)));
            counted(M::DueGiven, windows_text(&dates.collect()))
        }
    }
}

/// Days of the year as people write them: "22/6, 22/12".
pub fn dates_text(dates: &[MonthDay]) -> String {
    // 2000 has every day of the year.
    let days = dates.iter().filter_map(|date| date.in_year(2000));
    days.map(|day| day.format("%-d/%-m").to_string()).collect::<Vec<_>>().join(", ")
}

/// The same read; none where something is no day.
pub fn dates_from(text: &str) -> Option<Vec<MonthDay>> {
    let parts = text.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let day = |part: &str| {
        let (day, month) = part.split_once('/')?;
        MonthDay::new(month.parse().ok()?, day.parse().ok()?)
    };
    parts.map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_year_are_written_as_people_do() {
        let again = |text: &str| dates_from(text).map(|dates| dates_text(&dates));
        assert_eq!(again("22/6, 22/12").as_deref(), Some("22/6, 22/12"));
        assert_eq!(again(" 22/6;5/12 ").as_deref(), Some("22/6, 5/12"));
        assert_eq!(again("").as_deref(), Some(""));
        assert_eq!(again("22/6; 31/2"), None, "there is no such day");
        assert_eq!(again("hôm qua"), None);
    }
}
