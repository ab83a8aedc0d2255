//! Two people changed the same cells: both values, and a decision for each (B9).

use contract::problem::Clash;
use leptos::prelude::*;

use super::page::Report;
use super::saving::Saver;
use super::value::{column_of, show};
use crate::components::Dialog;
use crate::locales::{M, fill, t};
use crate::time;

/// Shows each clashing cell with both values; the person keeps the own one or takes the other.
#[component]
pub fn ClashDialog(report: Report, saver: Saver) -> impl IntoView {
    let open = RwSignal::new(false);
    let choices = RwSignal::new(Vec::<(Clash, bool)>::new());
    Effect::new(move || {
        let clashes = saver.clashes.get();
        open.set(!clashes.is_empty());
        // What the other person saved stays unless the person says otherwise: it is already on the server.
        choices.set(clashes.into_iter().map(|clash| (clash, false)).collect());
    });
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        open.set(false);
        saver.resolve(choices.get_untracked());
    };
    view! {
        <Dialog open title=t(M::ClashTitle).to_owned() wide=true>
            <form class="dialog-body" on:submit=confirm>
                <p>{t(M::ClashExplained)}</p>
                {choices.get_untracked().iter().enumerate().map(|(ix, (clash, _))| row(report, ix, clash, choices)).collect_view()}
                <div class="dialog-foot">
                    <button type="submit" class="button button-primary">{t(M::ClashConfirm)}</button>
                </div>
            </form>
        </Dialog>
        {move || (!open.get() && choices.with(|choices| !choices.is_empty()) && !saver.clashes.with(Vec::is_empty)).then(|| view! {
            <button type="button" class="button button-danger" on:click=move |_| open.set(true)>{t(M::ClashOpen)}</button>
        })}
    }
}

fn row(report: Report, ix: usize, clash: &Clash, choices: RwSignal<Vec<(Clash, bool)>>) -> AnyView {
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
            <label><input type="radio" name=format!("clash-{ix}") checked on:change=move |_| choose(false)/>
                <span>{by}</span><b>{theirs}</b></label>
            <label><input type="radio" name=format!("clash-{ix}") on:change=move |_| choose(true)/>
                <span>{t(M::ClashYours)}</span><b>{yours}</b></label>
        </fieldset>
    }
    .into_any()
}
