//! Two people changed the same cells: both values, and a decision for each (B9).

use std::time::Duration;

use contract::problem::Clash;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::page::Report;
use super::saving::Saver;
use super::value::{column_of, show};
use crate::components::Dialog;
use crate::grid::GridModel;
use crate::locales::{M, fill, t};
use crate::time;

/// From the last key in a cell to the question: who goes on typing in the next cell is not interrupted.
const QUIET: Duration = Duration::from_millis(700);

/// Shows each clashing cell with both values; the person keeps the own one or takes the other. It comes when nobody is
/// typing, and again by the button beside the saving state.
#[component]
pub fn ClashDialog(report: Report, model: GridModel, saver: Saver) -> impl IntoView {
    let open = saver.is_asking;
    let choices = RwSignal::new(Vec::<(Clash, bool)>::new());
    let (is_due, drawn) = (StoredValue::new(false), RwSignal::new(0_u32));
    Effect::new(move || {
        let clashes = saver.clashes.get();
        let before = choices.get_untracked();
        if clashes.iter().any(|clash| !before.iter().any(|(known, _)| known == clash)) {
            is_due.set_value(true);
        }
        if clashes.is_empty() {
            is_due.set_value(false);
            open.set(false);
        }
        // What the other person saved stays unless the person says otherwise: it is already on the server.
        let chosen = |clash: &Clash| before.iter().any(|(known, keep)| known == clash && *keep);
        let kept: Vec<bool> = clashes.iter().map(chosen).collect();
        choices.set(clashes.into_iter().zip(kept).collect());
        // What is decided is what is on screen: a further clash is drawn at once.
        drawn.update(|drawn| *drawn += 1);
    });
    Effect::new(move || {
        saver.clashes.track();
        if model.is_typing().get() || !is_due.get_value() {
            return;
        }
        set_timeout(
            move || {
                let is_typing = model.is_typing().try_get_untracked().unwrap_or(true);
                if !is_typing && is_due.try_update_value(std::mem::take) == Some(true) {
                    open.set(true);
                }
            },
            QUIET,
        );
    });
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open.set(false);
        saver.resolve(choices.get_untracked());
    };
    view! {
        <Dialog open title=t(M::ClashTitle).to_owned() wide=true>
            <form class="dialog-body" on:submit=confirm on:keydown=stay>
                <p>{t(M::ClashExplained)}</p>
                {move || {
                    drawn.track();
                    let rows = choices.get_untracked();
                    rows.iter().enumerate().map(|(ix, (clash, keep))| row(report, ix, clash, *keep, choices)).collect_view()
                }}
                <div class="dialog-foot">
                    <button type="submit" class="button button-primary">{t(M::ClashConfirm)}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Enter on a choice, perhaps still meant for the table, decides nothing: the button does.
fn stay(event: leptos::ev::KeyboardEvent) {
    let is_choice = event.target().is_some_and(|target| target.has_type::<web_sys::HtmlInputElement>());
    if is_choice && event.key() == "Enter" {
        event.prevent_default();
    }
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
    let by = fill(M::ClashTheirs, &[&clash.by, &time::date_time(clash.at)]);
    // The keyboard is on what stands, in the first cell.
    let (is_first_theirs, is_first_mine) = (ix == 0 && !keep, ix == 0 && keep);
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
            <label><input type="radio" name=format!("clash-{ix}") checked=!keep autofocus=is_first_theirs on:change=move |_| choose(false)/>
                <span>{by}</span><b>{theirs}</b></label>
            <label><input type="radio" name=format!("clash-{ix}") checked=keep autofocus=is_first_mine on:change=move |_| choose(true)/>
                <span>{t(M::ClashYours)}</span><b>{yours}</b></label>
        </fieldset>
    }
    .into_any()
}
