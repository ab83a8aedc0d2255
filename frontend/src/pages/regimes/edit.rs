//! A draft in fields, in the order of Decree 09/2019, Article 7.

use domain::deadline::NonWorkingDayPolicy;
use domain::period::Frequency;
use domain::regime::{LevelReceiver, LevelReporter, UnitLevel};
use domain::template::Provenance;
use leptos::prelude::*;

use super::due::DueRules;
use super::duties::DutyRules;
use super::fields::{Day, Draft, Faults, Words};
use super::forms::{forms_text, outline_text, set_forms, set_outline};
use super::process::Process;
use super::reminders::RemindersPart;
use super::windows::{Cutoff, EntryWindow};
use crate::components::SelectField;
use crate::locales::{M, language, t};

/// The fields of a draft.
#[component]
pub fn Fields(draft: Draft) -> impl IntoView {
    view! {
        <section class="panel regime-form">
            <div class="regime-pair">
                <Day draft place="valid_from" label=t(M::ValidFrom) get=|regime| regime.valid_from set=|regime, day| regime.valid_from = day/>
                <Day draft place="valid_to" label=t(M::ValidTo) get=|regime| regime.valid_to set=|regime, day| regime.valid_to = day/>
            </div>
            <Words draft place="title" label=t(M::RegimeTitle) rows=2 get=|regime| regime.title.clone() set=|regime, text| regime.title = text/>
            <Words draft place="content" label=t(M::RegimeContent) rows=4 get=|regime| regime.content.clone() set=|regime, text| regime.content = text/>
            <Levels draft/>
            <DutyRules draft/>
            <Words draft place="method" label=t(M::RegimeMethod) rows=3 get=|regime| regime.method.clone().unwrap_or_default()
                set=|regime, text| regime.method = Some(text).filter(|text| !text.is_empty())/>
            <DueRules draft/>
            <NonWorking draft/>
            <Frequencies draft/>
            <Cutoff draft/>
            <EntryWindow draft/>
            <RemindersPart draft/>
            <Words draft place="outline" label=t(M::RegimeOutline) get=outline_text set=set_outline/>
            <div class="field">
                <Words draft place="forms" label=t(M::RegimeForms) rows=5
                    get=forms_text set=set_forms/>
                <p class="hint">{t(M::RegimeFormsHint)}</p>
            </div>
            <Words draft place="instructions" label=t(M::RegimeInstructions) rows=4 get=|regime| regime.instructions.clone() set=|regime, text| regime.instructions = text/>
            <Words draft place="legal_basis" label=t(M::RegimeBasis) rows=2 get=|regime| regime.legal_basis.clone().unwrap_or_default()
                set=|regime, text| regime.legal_basis = Some(text).filter(|text| !text.is_empty())/>
            <Process draft/>
            <Origin draft/>
        </section>
    }
}

/// How sure the dates are, and why.
#[component]
fn Origin(draft: Draft) -> impl IntoView {
    let choices = [
        (Provenance::Published, M::ProvenancePublished),
        (Provenance::Handbook, M::ProvenanceHandbook),
        (Provenance::Reconstructed, M::ProvenanceReconstructed),
        (Provenance::Draft, M::ProvenanceDraft),
    ];
    let chosen = Memo::new(move |_| {
        let provenance = draft.regime.with(|regime| regime.provenance);
        choices.iter().position(|(one, _)| *one == provenance).unwrap_or_default()
    });
    let choose = Callback::new(move |place: String| {
        if let Some((provenance, _)) = place.parse().ok().and_then(|place: usize| choices.get(place)) {
            draft.regime.update(|regime| regime.provenance = *provenance);
        }
    });
    let options =
        choices.iter().enumerate().map(|(place, (_, text))| (place.to_string(), t(*text).to_owned())).collect();
    view! {
        <SelectField label=t(M::ColumnProvenance) id="regime-provenance" value=Signal::derive(move || chosen.get().to_string())
            options=Signal::stored(options) on_change=choose/>
        <Words draft place="provenance_note" label=t(M::RegimeNote) rows=3 get=|regime| regime.provenance_note.clone().unwrap_or_default()
            set=|regime, text| regime.provenance_note = Some(text).filter(|text| !text.is_empty())/>
    }
}

/// Who reports and who receives, level by level.
#[component]
fn Levels(draft: Draft) -> impl IntoView {
    let rows = UnitLevel::ALL.map(|level| level_row(draft, level));
    view! {
        <fieldset class="regime-part">
            <legend>{t(M::RegimeReporters)}" – "{t(M::RegimeReceivers)}</legend>
            {rows}
            <Faults faults=draft.faults place="reporters"/>
            <Faults faults=draft.faults place="receivers"/>
        </fieldset>
    }
}

fn level_row(draft: Draft, level: UnitLevel) -> AnyView {
    let label = level.label(language());
    let reports = Memo::new(move |_| draft.regime.with(|regime| regime.reporters.iter().any(|one| one.level == level)));
    let toggle = move |_| {
        draft.regime.update(|regime| {
            if regime.reporters.iter().any(|one| one.level == level) {
                regime.reporters.retain(|one| one.level != level);
                regime.receivers.retain(|one| one.level != level);
            } else {
                regime.reporters.push(LevelReporter { level, who: label.to_owned() });
            }
        });
    };
    let who = move || {
        draft.regime.with(|regime| {
            regime.reporters.iter().find(|one| one.level == level).map(|one| one.who.clone()).unwrap_or_default()
        })
    };
    let set_who = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        draft.regime.update(|regime| {
            if let Some(one) = regime.reporters.iter_mut().find(|one| one.level == level) {
                one.who = text;
            }
        });
    };
    let receiver = move || {
        draft.regime.with(|regime| {
            regime.receivers.iter().find(|one| one.level == level).map(|one| one.receiver.clone()).unwrap_or_default()
        })
    };
    let others = move || {
        draft.regime.with(|regime| {
            regime
                .receivers
                .iter()
                .find(|one| one.level == level)
                .map(|one| one.alternatives.clone())
                .unwrap_or_default()
        })
    };
    let set_receiver = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        draft.regime.update(|regime| match regime.receivers.iter_mut().find(|one| one.level == level) {
            Some(one) => one.receiver = text,
            None => regime.receivers.push(LevelReceiver { level, receiver: text, alternatives: Vec::new() }),
        });
    };
    let choices = format!("receivers-{}", level.as_str());
    view! {
        <div class="regime-level">
            <label class="choice-line"><input type="checkbox" prop:checked=move || reports.get() on:change=toggle/>{label}</label>
            {move || reports.get().then(|| view! {
                <input class="input" aria-label=format!("{}: {label}", t(M::RegimeWho)) prop:value=who on:input=set_who/>
                <input class="input" aria-label=format!("{}: {label}", t(M::RegimeReceiver)) list=choices.clone() prop:value=receiver on:input=set_receiver/>
                <datalist id=choices.clone()>{others().into_iter().map(|other| view! { <option value=other></option> }).collect_view()}</datalist>
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Frequencies(draft: Draft) -> impl IntoView {
    let boxes = Frequency::ALL.map(|frequency| {
        let toggle = move |_| {
            draft.regime.update(|regime| {
                if regime.frequencies.contains(&frequency) {
                    regime.frequencies.retain(|one| *one != frequency);
                } else {
                    regime.frequencies.push(frequency);
                }
            });
        };
        view! {
            <label class="choice-line">
                <input type="checkbox" prop:checked=move || draft.regime.with(|regime| regime.frequencies.contains(&frequency)) on:change=toggle/>
                {frequency.label(language())}
            </label>
        }
    });
    view! {
        <fieldset class="regime-part regime-choices">
            <legend>{t(M::RegimeFrequencies)}</legend>
            {boxes}
            <Faults faults=draft.faults place="frequencies"/>
        </fieldset>
    }
}

#[component]
fn NonWorking(draft: Draft) -> impl IntoView {
    let moves = move || draft.regime.with(|regime| regime.non_working_days == NonWorkingDayPolicy::NextWorkingDay);
    let toggle = move |_| {
        draft.regime.update(|regime| {
            regime.non_working_days = match regime.non_working_days {
                NonWorkingDayPolicy::Strict => NonWorkingDayPolicy::NextWorkingDay,
                NonWorkingDayPolicy::NextWorkingDay => NonWorkingDayPolicy::Strict,
            };
        });
    };
    view! { <label class="choice-line"><input type="checkbox" prop:checked=moves on:change=toggle/>{t(M::NonWorkingNext)}</label> }
}
