//! One step for several reports, with what became of each.

use std::collections::BTreeSet;

use contract::reports::{BulkTransitionRequest, BulkTransitionView, ReportAtRevision};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk_actions;
use super::list::Selection;
use crate::api;
use crate::components::{ActionDialog, Dialog, Given, Icon, PendingAction};
use crate::locales::{M, action_label, fill, status_label, t};
use crate::state::Toasts;

/// What became of one report, in words.
#[derive(Clone)]
struct Outcome {
    name: String,
    text: String,
    is_done: bool,
}

/// The bar with the steps for the chosen reports.
#[component]
pub fn BulkBar(task: String, selection: Selection, on_done: Callback<BTreeSet<i64>>) -> impl IntoView {
    let toasts = Toasts::current();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<String>);
    let pending = RwSignal::new(None::<PendingAction>);
    let outcomes = RwSignal::new(Vec::<Outcome>::new());
    let outcomes_open = RwSignal::new(false);
    let ask = move |action: &'static str| {
        let count = selection.with_untracked(|chosen| chosen.values().filter(|report| allows(report, action)).count());
        error.set(None);
        pending.set(Some(PendingAction::many(action, count)));
        open.set(true);
    };
    let confirm = Callback::new(move |given: Given| {
        let Some(action) = pending.get_untracked().map(|pending| pending.action) else { return };
        let request = request(selection, &action, given.note);
        busy.set(true);
        spawn_local(async move {
            let answer = api::bulk_transition(&request, &api::new_key()).await;
            busy.set(false);
            match answer {
                Ok(view) => {
                    let results = outcomes_of(&view, selection);
                    open.set(false);
                    if results.iter().all(|outcome| outcome.is_done) {
                        toasts.done(fill(M::BulkDone, &[&action_label(&action), &results.len().to_string()]));
                    } else {
                        outcomes.set(results);
                        outcomes_open.set(true);
                    }
                    // Those that failed stay chosen, to be looked at or tried again.
                    let failed = view.results.iter().filter(|result| result.problem.is_some()).map(|result| result.id);
                    on_done.run(failed.collect());
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    });
    let buttons = move || {
        bulk_actions(&task)
            .iter()
            .map(|action| {
                let count = selection.with(|chosen| chosen.values().filter(|report| allows(report, action)).count());
                view! {
                    <button type="button" class="button" disabled={count == 0} on:click=move |_| ask(action)>
                        {format!("{} ({count})", action_label(action))}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="bulk" role="group" aria-label=t(M::BulkActions)>
            <span aria-live="polite">{move || fill(M::Selected, &[&selection.with(|chosen| chosen.len()).to_string()])}</span>
            {buttons}
        </div>
        <ActionDialog open pending busy error on_confirm=confirm/>
        <Dialog open=outcomes_open title=t(M::BulkResults).to_owned() wide=true>
            <p class="dialog-body outcomes-sum" role="status">{summary(&outcomes.get_untracked())}</p>
            <ul class="dialog-body outcomes">
                {outcomes.get_untracked().into_iter().map(|outcome| view! {
                    <li class=if outcome.is_done { "outcome-done" } else { "outcome-failed" }>
                        <Icon name=if outcome.is_done { "check" } else { "error" }/>
                        <b>{outcome.name}</b><span>{outcome.text}</span>
                    </li>
                }).collect_view()}
            </ul>
        </Dialog>
    }
}

/// How many steps were taken and how many failed.
fn summary(outcomes: &[Outcome]) -> String {
    let done = outcomes.iter().filter(|outcome| outcome.is_done).count();
    let failed = outcomes.len() - done;
    format!("{}. {}", fill(M::BulkSummary, &[&done.to_string(), &failed.to_string()]), t(M::BulkFailed))
}

fn allows(report: &contract::reports::ReportItem, action: &str) -> bool {
    report.allowed_actions.iter().any(|allowed| allowed == action)
}

fn request(selection: Selection, action: &str, note: Option<String>) -> BulkTransitionRequest {
    let reports = selection.with_untracked(|chosen| {
        chosen
            .values()
            .filter(|report| allows(report, action))
            .map(|report| ReportAtRevision { id: report.id, revision: report.revision })
            .collect()
    });
    BulkTransitionRequest { action: action.to_owned(), note, reports }
}

/// Most findings that are told of one report.
const MOST_FINDINGS: usize = 3;

/// Why a step was not taken, with what the report's findings say: the report itself is not open here.
fn told(problem: &contract::Problem) -> String {
    let findings = problem.findings.iter().take(MOST_FINDINGS).map(|finding| finding.message.as_str());
    std::iter::once(problem.detail.as_str()).chain(findings).collect::<Vec<_>>().join(" • ")
}

fn outcomes_of(view: &BulkTransitionView, selection: Selection) -> Vec<Outcome> {
    selection.with_untracked(|chosen| {
        view.results
            .iter()
            .map(|result| {
                let name = chosen
                    .get(&result.id)
                    .map(|report| format!("{} – {}, {}", report.form.code, report.unit.name, report.period.label))
                    .unwrap_or_default();
                match (&result.problem, &result.status) {
                    (Some(problem), _) => Outcome { name, text: told(problem), is_done: false },
                    (None, status) => {
                        let text = status.as_deref().map(status_label).unwrap_or_default();
                        Outcome { name, text, is_done: true }
                    }
                }
            })
            .collect()
    })
}
