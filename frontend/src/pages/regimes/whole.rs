//! A version as it is, to be read.

use contract::regimes::RegimeVersionView;
use domain::deadline::{CutoffRule, DueDay, DueRule, MonthDay};
use domain::regime::{LevelDue, Regime, UnitLevel};
use leptos::prelude::*;

use super::process::process;
use super::{RegimeStatus, validity};
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
        text(M::RegimeMethod, regime.method.as_deref().unwrap_or_default()),
        list(M::RegimeDue, regime.due.iter().map(due)),
        text(M::RegimeFrequencies, &frequencies(regime)),
        text(M::RegimeCutoff, &cutoff(&regime.cutoff)),
        text(M::RegimeOutline, &regime.outline.as_ref().map(|form| form.code.clone()).unwrap_or_default()),
        text(M::RegimeForms, &regime.forms.iter().map(|form| form.code.as_str()).collect::<Vec<_>>().join(", ")),
        text(M::RegimeInstructions, &regime.instructions),
        text(M::RegimeBasis, regime.legal_basis.as_deref().unwrap_or_default()),
        text(
            M::RegimeNote,
            regime.provenance_note.as_deref().and_then(|note| note.split('\n').next()).unwrap_or_default(),
        ),
    ];
    view! {
        <section class="panel">
            <dl class="facts">
                <div><dt>{t(M::RegimeCircular)}</dt><dd>{regime.circular.clone()}</dd></div>
                <div><dt>{t(M::RegimeVersion)}</dt><dd>{regime.version}</dd></div>
                <div><dt>{t(M::ColumnStatus)}</dt><dd><RegimeStatus status=view.status.clone()/></dd></div>
                <div><dt>{t(M::RegimeValidity)}</dt><dd>{validity(regime.valid_from, regime.valid_to)}</dd></div>
                <div><dt>{t(M::RegimePublish)}</dt><dd>{made}</dd></div>
            </dl>
            <dl class="facts facts-stacked">{rows}</dl>
            {process(regime)}
        </section>
    }
    .into_any()
}

fn text(label: M, words: &str) -> AnyView {
    let words = if words.is_empty() { "–".to_owned() } else { words.to_owned() };
    view! { <div class="fact-wide"><dt>{t(label)}</dt><dd class="fact-text">{words}</dd></div> }.into_any()
}

fn list(label: M, items: impl Iterator<Item = String>) -> AnyView {
    let items: Vec<_> = items.map(|item| view! { <li>{item}</li> }).collect();
    view! { <div class="fact-wide"><dt>{t(label)}</dt><dd class="fact-text"><ul>{items}</ul></dd></div> }.into_any()
}

fn level(level: UnitLevel) -> &'static str {
    level.label(language())
}

/// How often, in words.
fn frequencies(regime: &Regime) -> String {
    regime.frequencies.iter().map(|frequency| frequency.label(language())).collect::<Vec<_>>().join(", ")
}

fn cutoff(rule: &CutoffRule) -> String {
    match rule {
        CutoffRule::Decree09 => t(M::CutoffDecree).to_owned(),
        CutoffRule::FixedDay { day } => format!("{}: {day}", t(M::CutoffFixed)),
        CutoffRule::Calendar => t(M::CutoffCalendar).to_owned(),
        CutoffRule::Custom { .. } => t(M::CutoffCustom).to_owned(),
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
    let opens = due.opens.map(|time| format!("{} – ", time.format("%H:%M"))).unwrap_or_default();
    format!(
        "{levels}{often}: {}{opens}{}",
        rule(&due.rule),
        due.rule.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    )
}

fn rule(rule: &DueRule) -> String {
    let counted = |text: M, days: String| format!("{}: {days} ", t(text));
    match &rule.day {
        DueDay::DayOfLastMonth { day } => counted(M::DueLastMonth, day.to_string()),
        DueDay::DayOfNextMonth { day } => counted(M::DueNextMonth, day.to_string()),
        DueDay::FixedDates { dates } => counted(M::DueFixed, dates_text(dates)),
        DueDay::WorkingDaysAfterCutoff { days } => counted(M::DueWorkingDays, days.to_string()),
        DueDay::DaysAfterCutoff { days } => counted(M::DueDays, days.to_string()),
        DueDay::Given { dates } => fill(M::RegimeDueOf, &[&format!("{} ({})", t(M::DueGiven), dates.len())]),
    }
}

/// Days of the year as people write them: "22/6, 22/12".
pub fn dates_text(dates: &[MonthDay]) -> String {
    // 2000 has every day of the year.
    let days = dates.iter().filter_map(|date| date.in_year(2000));
    days.map(|day| day.format("%-d/%-m").to_string()).collect::<Vec<_>>().join(", ")
}

/// The same read; what is no day is left out.
pub fn dates_from(text: &str) -> Vec<MonthDay> {
    text.split([',', ';', ' '])
        .filter_map(|part| part.trim().split_once('/'))
        .filter_map(|(day, month)| MonthDay::new(month.trim().parse().ok()?, day.trim().parse().ok()?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_year_are_written_as_people_do() {
        assert_eq!(dates_text(&dates_from("22/6, 22/12")), "22/6, 22/12");
        assert_eq!(dates_text(&dates_from("22/6;31/2; 5/12")), "22/6, 5/12");
        assert!(dates_from("hôm qua").is_empty());
    }
}
