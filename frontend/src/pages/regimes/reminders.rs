//! When people are reminded of a due moment.

use domain::reminder::{Lead, Reminders};
use leptos::prelude::*;

use super::fields::{Draft, Faults};
use crate::components::Icon;
use crate::locales::{M, fill, language, t};

/// Times before, as rows, and once after.
#[component]
pub fn RemindersPart(draft: Draft) -> impl IntoView {
    let count = Memo::new(move |_| draft.regime.with(|regime| regime.reminders.before.len()));
    let add = move |_| draft.regime.update(|regime| regime.reminders.before.push(Lead::Days(1)));
    let after = move || draft.regime.with(|regime| regime.reminders.after);
    let toggle = move |_| draft.regime.update(|regime| regime.reminders.after = !regime.reminders.after);
    view! {
        <fieldset class="regime-part">
            <legend>{t(M::RegimeReminders)}</legend>
            {move || (0..count.get()).map(|number| row(draft, number)).collect_view()}
            <button type="button" class="button" on:click=add>{t(M::ReminderAdd)}</button>
            <label class="choice-line"><input type="checkbox" prop:checked=after on:change=toggle/>{t(M::ReminderAfter)}</label>
            <Faults faults=draft.faults place="reminders"/>
        </fieldset>
    }
}

fn row(draft: Draft, number: usize) -> AnyView {
    let name = (number + 1).to_string();
    let lead = move || draft.regime.with(|regime| regime.reminders.before.get(number).copied());
    let edit = move |change: &dyn Fn(Lead) -> Lead| {
        draft.regime.update(|regime| {
            if let Some(lead) = regime.reminders.before.get_mut(number) {
                *lead = change(*lead);
            }
        });
    };
    let set_number = move |event: leptos::ev::Event| {
        // What is no number is none, and said to be wrong when it is saved.
        let read = event_target_value(&event).trim().parse().unwrap_or(0);
        edit(&|lead| with(lead, read));
    };
    let set_unit = move |event: leptos::ev::Event| {
        let is_days = event_target_value(&event) == "d";
        edit(&|lead| if is_days { Lead::Days(number_of(lead)) } else { Lead::Hours(number_of(lead)) });
    };
    let remove = move |_| {
        draft.regime.update(|regime| {
            if number < regime.reminders.before.len() {
                regime.reminders.before.remove(number);
            }
        });
    };
    let is_hours = move || matches!(lead(), Some(Lead::Hours(_)));
    view! {
        <div class="regime-reminder">
            <input type="number" min="1" max="1440" class="input" aria-label=fill(M::ReminderNumber, &[&name]) aria-describedby="fault-reminders"
                prop:value=move || lead().map(|lead| number_of(lead).to_string()).unwrap_or_default() on:change=set_number/>
            <select class="input" aria-label=fill(M::ReminderUnit, &[&name]) on:change=set_unit>
                {move || {
                    let is_hours = is_hours();
                    view! {
                        <option value="d" selected=!is_hours>{t(M::ReminderDays)}</option>
                        <option value="h" selected=is_hours>{t(M::ReminderHours)}</option>
                    }
                }}
            </select>
            <button type="button" class="button-icon" aria-label=fill(M::ReminderRemove, &[&name]) on:click=remove><Icon name="close"/></button>
        </div>
    }
    .into_any()
}

fn number_of(lead: Lead) -> u16 {
    match lead {
        Lead::Days(number) | Lead::Hours(number) => number,
    }
}

fn with(lead: Lead, number: u16) -> Lead {
    match lead {
        Lead::Days(_) => Lead::Days(number),
        Lead::Hours(_) => Lead::Hours(number),
    }
}

/// In words: "5 ngày, 1 ngày, 2 giờ trước hạn; một lần sau hạn".
pub fn reminders_text(reminders: &Reminders) -> String {
    let before: Vec<String> = reminders.before.iter().map(|lead| lead.label(language())).collect();
    let before = (!before.is_empty()).then(|| fill(M::RemindersBefore, &[&before.join(", ")]));
    let after = reminders.after.then(|| t(M::RemindersAfter).to_owned());
    let parts: Vec<String> = before.into_iter().chain(after).collect();
    if parts.is_empty() { t(M::RemindersNone).to_owned() } else { parts.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_in_words() {
        for (reminders, text) in [
            (Reminders::default(), "5 ngày, 1 ngày, 2 giờ trước hạn; một lần sau hạn"),
            (Reminders { before: vec![Lead::Days(3)], after: false }, "3 ngày trước hạn"),
            (Reminders { before: Vec::new(), after: false }, "Không nhắc"),
        ] {
            assert_eq!(reminders_text(&reminders), text);
        }
    }
}
