//! Two people changed the same cells: both values, and a decision for each (B9).

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use contract::problem::Clash;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::Report;
use super::saving::Saver;
use super::value::{column_of, show};
use crate::components::Dialog;
use crate::grid::GridModel;
use crate::locales::{M, count, fill, t};
use crate::time;

/// From the last key to the question: who goes on typing in the next cell, or walks there, is not interrupted.
const QUIET: Duration = Duration::from_millis(700);

/// Most cells asked about at a time: thousands clash where two people paste the same table, and nobody decides these one by
/// one.
const SHOWN: usize = 50;

/// Shows each clashing cell with both values; the person keeps the own one or takes the other. It comes when nobody is
/// typing, and again by the button beside the saving state.
#[component]
pub fn ClashDialog(report: Report, model: GridModel, saver: Saver) -> impl IntoView {
    let open = saver.is_asking;
    let choices = RwSignal::new(Vec::<(Clash, bool)>::new());
    let (is_due, drawn) = (StoredValue::new(false), RwSignal::new(0_u32));
    Effect::new(move || {
        let clashes = saver.clashes.get();
        let asked = take_in(clashes, choices.get_untracked());
        if asked.is_new {
            is_due.set_value(true);
        }
        if asked.choices.is_empty() {
            is_due.set_value(false);
            open.set(false);
        }
        choices.set(asked.choices);
        // What is decided is what is on screen: a further clash is drawn at once.
        drawn.update(|drawn| *drawn += 1);
    });
    Effect::new(move |was: Option<bool>| {
        let is_open = open.get();
        if was == Some(true) && !is_open {
            saver.dismissed();
        }
        is_open
    });
    let last_key = StoredValue::new(None);
    let keys = window_event_listener(leptos::ev::keydown, move |_| last_key.set_value(Some(time::now())));
    on_cleanup(move || keys.remove());
    let asking = Asking { model, open, is_due, last_key };
    Effect::new(move || {
        saver.clashes.track();
        if !model.is_typing().get() && is_due.get_value() {
            asking.soon();
        }
    });
    // Only what was shown is decided; what is left is asked next.
    let decide = move |decided: Vec<(Clash, bool)>| {
        is_due.set_value(choices.with_untracked(|choices| decided.len() < choices.len()));
        saver.resolve(decided);
        open.set(false);
    };
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        decide(choices.get_untracked().into_iter().take(SHOWN).collect());
    };
    let decide_all =
        move |keep: bool| decide(choices.get_untracked().into_iter().map(|(clash, _)| (clash, keep)).collect());
    view! {
        <Dialog open title=t(M::ClashTitle).to_owned() wide=true>
            <form class="dialog-body" on:submit=confirm on:keydown=stay>
                // The keyboard is on what decides nothing: keys under way were meant for the table.
                <p tabindex="-1" autofocus=true>{t(M::ClashExplained)}</p>
                {move || {
                    drawn.track();
                    let rows = choices.get_untracked();
                    let shown = rows.iter().take(SHOWN).enumerate();
                    let many = (rows.len() > SHOWN).then(|| all_at_once(rows.len(), decide_all));
                    let rows = shown.map(|(ix, (clash, keep))| row(report, ix, clash, *keep, choices)).collect_view();
                    view! { {many}{rows} }
                }}
                <div class="dialog-foot">
                    <button type="submit" class="button button-primary">{t(M::ClashConfirm)}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Asks when nobody has pressed a key for a while.
#[derive(Clone, Copy)]
struct Asking {
    model: GridModel,
    open: RwSignal<bool>,
    /// Whether there is something to ask.
    is_due: StoredValue<bool>,
    last_key: StoredValue<Option<DateTime<Utc>>>,
}

impl Asking {
    fn soon(self) {
        set_timeout(move || self.look(), QUIET);
    }

    fn look(self) {
        let is_typing = self.model.is_typing().try_get_untracked().unwrap_or(true);
        if is_typing || self.is_due.try_get_value() != Some(true) {
            return;
        }
        let quiet = TimeDelta::from_std(QUIET).unwrap_or_default();
        if self.last_key.get_value().is_some_and(|pressed| time::now() - pressed < quiet) {
            return self.soon();
        }
        self.is_due.set_value(false);
        self.open.set(true);
    }
}

/// What is asked, with the choices made so far.
struct Asked {
    choices: Vec<(Clash, bool)>,
    /// Whether something is asked that was not before.
    is_new: bool,
}

/// Choices stay with the values that they were made between; what stands here is told anew without asking again. What the
/// other person saved stays unless the person says otherwise: it is already on the server.
fn take_in(clashes: Vec<Clash>, before: Vec<(Clash, bool)>) -> Asked {
    let before: HashMap<(String, String), (Clash, bool)> =
        before.into_iter().map(|(clash, keep)| ((clash.row.clone(), clash.column.clone()), (clash, keep))).collect();
    let mut asked = Asked { choices: Vec::with_capacity(clashes.len()), is_new: false };
    for clash in clashes {
        let known = before.get(&(clash.row.clone(), clash.column.clone()));
        let known = known.filter(|(known, _)| known.theirs == clash.theirs && known.at == clash.at);
        let keep = known.is_some_and(|(_, keep)| *keep);
        asked.is_new |= known.is_none();
        asked.choices.push((clash, keep));
    }
    asked
}

/// Enter on a choice, perhaps still meant for the table, decides nothing: the button does.
fn stay(event: leptos::ev::KeyboardEvent) {
    let is_choice = event.target().is_some_and(|target| target.has_type::<web_sys::HtmlInputElement>());
    if is_choice && event.key() == "Enter" {
        event.prevent_default();
    }
}

/// How many are asked about, and one decision for all of them.
fn all_at_once(cells: usize, decide: impl Fn(bool) + Copy + 'static) -> AnyView {
    let cells = count(cells);
    view! {
        <div class="clash-all">
            <p>{fill(M::ClashMany, &[&cells, &SHOWN.to_string()])}</p>
            <button type="button" class="button" on:click=move |_| decide(false)>{fill(M::ClashAllTheirs, &[&cells])}</button>
            <button type="button" class="button" on:click=move |_| decide(true)>{fill(M::ClashAllMine, &[&cells])}</button>
        </div>
    }
    .into_any()
}

fn row(report: Report, ix: usize, clash: &Clash, keep: bool, choices: RwSignal<Vec<(Clash, bool)>>) -> AnyView {
    let (name, theirs, yours) = report.form.with_value(|form| {
        let column = column_of(form, &clash.column);
        let title = column.map(|column| column.title.clone()).unwrap_or_default();
        let row = if clash.label.is_empty() { report.row_name(&clash.row) } else { clash.label.clone() };
        let name = fill(M::ClashCell, &[&row, &clash.column, &title]);
        let side = |who: &str, value: Option<&contract::WireValue>| match clash.row_removed.as_deref() {
            Some(remover) if remover == who => t(M::ClashRowRemoved).to_owned(),
            _ => show(column, value),
        };
        (name, side("theirs", clash.theirs.as_ref()), side("yours", clash.yours.as_ref()))
    });
    let by = if clash.by.is_empty() {
        t(M::ClashSomebody).to_owned()
    } else {
        fill(M::ClashTheirs, &[&clash.by, &time::date_time(clash.at)])
    };
    let choose = move |keep: bool| {
        choices.update(|choices| {
            if let Some(choice) = choices.get_mut(ix) {
                choice.1 = keep;
            }
        });
    };
    view! {
        <fieldset class="choice">
            <legend>{name}</legend>
            <label><input type="radio" name=format!("clash-{ix}") checked=!keep on:change=move |_| choose(false)/>
                <span>{by}</span><b>{theirs}</b></label>
            <label><input type="radio" name=format!("clash-{ix}") checked=keep on:change=move |_| choose(true)/>
                <span>{t(M::ClashYours)}</span><b>{yours}</b></label>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn clash(row: &str, theirs: &str, yours: &str) -> Clash {
        serde_json::from_value(json!({
            "row": row, "column": "4", "theirs": theirs, "yours": yours, "by": "A", "at": "2026-11-21T01:00:00Z",
        }))
        .unwrap()
    }

    #[test]
    fn a_choice_stays_with_the_values_that_it_was_made_between() {
        let before = vec![(clash("a", "70", "12"), true), (clash("b", "8", "9"), true)];
        for (clashes, choices, is_new) in [
            (vec![clash("a", "70", "12")], vec![true], false),
            (vec![clash("a", "70", "13")], vec![true], false),
            (vec![clash("a", "71", "12")], vec![false], true),
            (vec![clash("b", "8", "9"), clash("c", "1", "2")], vec![true, false], true),
            (vec![], vec![], false),
        ] {
            let asked = take_in(clashes.clone(), before.clone());
            let kept: Vec<bool> = asked.choices.iter().map(|(_, keep)| *keep).collect();
            assert_eq!((kept, asked.is_new), (choices, is_new), "{clashes:?}");
            assert!(asked.choices.into_iter().map(|(clash, _)| clash).eq(clashes), "as they stand now");
        }
    }
}
