//! The workflow steps that the server allows now, as buttons with their dialog.

use contract::reports::TransitionRequest;
use domain::template::Severity;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::findings::{self, FindingsLink};
use super::page::Report;
use crate::api::{self, ApiError};
use crate::components::{ActionDialog, PendingAction};
use crate::locales::{M, action_label, fill, t};
use crate::state::Toasts;

/// Steps that are no buttons: saving opens the report by itself.
const HIDDEN: [&str; 4] = ["open", "save", "auto_accept", "auto_send"];

/// The steps that the server allows now. `before` saves what is pending and goes on when that succeeded.
#[component]
pub fn Actions(report: Report, before: Callback<Callback<()>>) -> impl IntoView {
    let toasts = Toasts::current();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<String>);
    let pending = RwSignal::new(None::<PendingAction>);
    let ask = move |action: String| {
        before.run(Callback::new(move |()| {
            let action = action.clone();
            spawn_local(async move {
                // What has to be confirmed depends on the figures just saved, and on units below.
                report.refresh().await;
                error.try_set(None);
                match prepare(report, &action) {
                    Ok(step) => {
                        pending.try_set(Some(step));
                        open.try_set(true);
                    }
                    Err(text) => toasts.failed(text),
                }
            });
        }));
    };
    let confirm = Callback::new(move |note: Option<String>| {
        let Some(action) = pending.get_untracked().map(|pending| pending.action) else { return };
        busy.set(true);
        spawn_local(async move {
            let request = TransitionRequest { action: action.clone(), note };
            let answer = api::transition(report.id, report.revision.get_untracked(), &request, &api::new_key()).await;
            busy.set(false);
            match answer {
                Ok(view) => {
                    open.set(false);
                    toasts.done(done_text(&action, &view.item.status_label));
                    report.revision.set(view.item.revision);
                    report.view.set(view);
                }
                Err(problem) => {
                    error.set(Some(explain(&problem)));
                    report.refresh().await;
                }
            }
        });
    });
    let actions = Memo::new(move |_| {
        report.view.with(|view| {
            let allowed = view.item.allowed_actions.iter();
            allowed.filter(|action| !HIDDEN.contains(&action.as_str())).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <div class="actions" role="group" aria-label=t(M::ColumnActions)>
            {report.model.map(|model| view! { <FindingsLink model/> })}
            {move || actions.get().into_iter().map(|action| {
                let class = class_of(&action);
                let label = action_label(&action);
                view! { <button type="button" class=class on:click=move |_| ask(action.clone())>{label}</button> }
            }).collect_view()}
        </div>
        <ActionDialog open pending busy error on_confirm=confirm/>
    }
}

fn class_of(action: &str) -> &'static str {
    match action {
        "submit" | "approve" | "send" | "accept" | "grant_correction" => "button button-primary",
        "reject" | "return" | "refuse_to_send" | "decline_correction" => "button button-danger",
        _ => "button",
    }
}

/// The step to ask about. A report with errors is not submitted: the panel says what to mend.
fn prepare(report: Report, action: &str) -> Result<PendingAction, String> {
    let findings = report.model.map(|model| model.findings().get_untracked()).unwrap_or_default();
    let is_submit = action == "submit";
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if is_submit && errors > 0 {
        return Err(fill(M::SubmitBlocked, &[&errors.to_string()]));
    }
    let mut warnings: Vec<String> =
        if is_submit { findings.iter().map(findings::message).collect() } else { Vec::new() };
    if matches!(action, "submit" | "approve") {
        let told = report.view.with_untracked(|view| view.to_confirm.clone());
        warnings.extend(told.into_iter().map(|finding| finding.message));
    }
    Ok(PendingAction { action: action.to_owned(), count: 1, warnings })
}

fn done_text(action: &str, status: &str) -> String {
    if action == "send" {
        t(M::SentSuccessfully).to_owned()
    } else {
        fill(M::ActionDone, &[&action_label(action), status])
    }
}

fn explain(error: &ApiError) -> String {
    let mut text = error.message();
    if let ApiError::Problem(problem) = error {
        for finding in problem.findings.iter().take(5) {
            text.push_str(" • ");
            text.push_str(&finding.message);
        }
    }
    text
}
