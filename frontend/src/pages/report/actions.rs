//! The workflow steps that the server allows now, as buttons with their dialog.

use contract::outliers::OutlierView;
use contract::reports::{NamedCell, ReportView, TransitionRequest};
use domain::finding::{CellRef, Finding};
use domain::template::{ColumnNumber, Severity};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asked::asked;
use super::explanations::{Explanations, explaining};
use super::findings::{self, FindingsLink};
use super::page::Report;
use super::review::{NAMING, Review};
use super::saving_state::SavingState;
use crate::api::{self, ApiError};
use crate::components::{ActionDialog, Asked, Given, HEADING, Hint, PendingAction};
use crate::locales::{M, action_label, fill, t};
use crate::state::Toasts;

/// Warnings that are asked about singly; the common reason is for all others.
const MOST_ASKED: usize = 20;

/// Steps that are no buttons: saving opens the report by itself.
const HIDDEN: [&str; 4] = ["open", "save", "auto_accept", "auto_send"];

/// The steps that the server allows now. `before` saves what is pending and goes on when that succeeded.
#[component]
pub fn Actions(
    /// The report.
    report: Report,
    /// Saves what is pending.
    before: Callback<Callback<()>>,
    /// What is told about saving.
    #[prop(optional, into)]
    saving: Signal<SavingState>,
    /// Whether the server computed other figures than this page shows.
    #[prop(optional, into)]
    disputed: Signal<bool>,
    /// What was explained of the figures.
    #[prop(optional)]
    explanations: Option<Explanations>,
    /// What was marked in them.
    #[prop(optional)]
    review: Option<Review>,
) -> impl IntoView {
    let toasts = Toasts::current();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let error = RwSignal::new(None::<String>);
    let pending = RwSignal::new(None::<PendingAction>);
    // The warnings that the open dialog asks about.
    let asked = StoredValue::new(Vec::<Finding>::new());
    // The step that could not be taken, with its note: nobody types it twice.
    let typed = StoredValue::new((String::new(), String::new()));
    // The revision of the figures that were on screen when the step was asked for.
    let looked_at = StoredValue::new(0);
    let ask = move |action: String| {
        before.run(Callback::new(move |()| {
            let action = action.clone();
            spawn_local(async move {
                // Who has nothing to enter opens the report by submitting it.
                if let Err(problem) = begin_entry(report, &action).await {
                    toasts.failed(problem.message());
                    return;
                }
                // What has to be confirmed depends on the figures just saved, and on units below.
                if report.follow().await {
                    toasts.failed(t(M::MovedMeanwhile));
                    return;
                }
                if let Some(status) = report.view.try_with_untracked(|view| not_offered(view, &action)).flatten() {
                    toasts.failed(fill(M::StepGone, &[&status]));
                    return;
                }
                error.try_set(None);
                let hints = hints(report, &action).await;
                match prepare(report, explanations, &action) {
                    Ok((step, findings)) => {
                        let more_hints = hints.1;
                        let note = typed
                            .try_with_value(|(of, note)| (*of == action).then(|| note.clone()))
                            .flatten()
                            .unwrap_or_default();
                        let step = PendingAction { hints: hints.0, more_hints, note, ..step };
                        asked.try_set_value(findings);
                        looked_at.try_set_value(report.revision.try_get_untracked().unwrap_or_default());
                        pending.try_set(Some(step));
                        open.try_set(true);
                    }
                    Err(text) => toasts.failed(text),
                }
            });
        }));
    };
    let confirm = Callback::new(move |given: Given| {
        let Some(action) = pending.get_untracked().map(|pending| pending.action) else { return };
        typed.set_value((action.clone(), given.note.clone().unwrap_or_default()));
        // Somebody else's figures came in below the open dialog.
        if report.revision.get_untracked() != looked_at.get_value() {
            open.set(false);
            toasts.failed(t(M::MovedMeanwhile));
            return;
        }
        let name = report.view.with_untracked(|view| name_of(view, &action));
        busy.set(true);
        spawn_local(async move {
            let answers = given.answers.into_iter();
            let explanations_given = asked.with_value(|asked| {
                answers.filter_map(|(at, text)| asked.get(at).map(|finding| explaining(finding, text))).collect()
            });
            let request = TransitionRequest {
                action: action.clone(),
                note: given.note,
                explanations: explanations_given,
                cells: named(report, review, &action, given.is_limited),
            };
            let answer = api::transition(report.id, report.revision.get_untracked(), &request, &api::new_key()).await;
            busy.set(false);
            match answer {
                Ok(view) => {
                    open.set(false);
                    typed.set_value(Default::default());
                    toasts.done(done_text(&action, &name, &view.item.status_label));
                    report.revision.set(view.item.revision);
                    report.view.set(view);
                    // The button that opened the dialog is gone with the state it was for.
                    request_animation_frame(|| crate::state::focus(HEADING));
                    if let Some(review) = review {
                        review.sent();
                    }
                    if let Some(explanations) = explanations.filter(|_| action == "submit") {
                        explanations.read();
                    }
                }
                Err(problem) => {
                    error.set(Some(explain(&problem)));
                    // The figures are looked at again before the step is asked for again.
                    if report.follow().await {
                        open.set(false);
                        toasts.failed(t(M::MovedMeanwhile));
                    }
                }
            }
        });
    });
    let on_hint = Callback::new(move |cell: CellRef| {
        if let Some(model) = report.model {
            model.jump_to(&cell);
        }
    });
    let actions = Memo::new(move |_| {
        report.view.with(|view| {
            let allowed = view.item.allowed_actions.iter();
            let mut shown: Vec<_> = allowed.filter(|action| !HIDDEN.contains(&action.as_str())).cloned().collect();
            if is_untouched(view) {
                shown.push("submit".to_owned());
            }
            shown.sort_by_key(|action| place(action));
            shown
        })
    });
    let wait = Memo::new(move |_| {
        let errors = report.model.map_or(0, |model| model.findings().with(|all| findings::counts_of(all).0));
        let is_offered = actions.with(|actions| actions.iter().any(|action| action == "submit"));
        let judged = saving.with(|saving| wait(report.can_edit(), is_offered, errors, saving));
        if disputed.get() && report.can_edit() { Some(Wait::Disputed) } else { judged }
    });
    view! {
        <div class="actions" role="group" aria-label=t(M::ColumnActions)>
            {report.model.map(|model| view! { <FindingsLink model/> })}
            {move || wait.get().map(|wait| waiting_submit(&wait))}
            {move || actions.get().into_iter().filter(|action| wait.get().is_none() || action != "submit").map(|action| {
                let class = class_of(&action);
                let label = report.view.with(|view| name_of(view, &action));
                view! { <button type="button" class=class on:click=move |_| ask(action.clone())>{label}</button> }
            }).collect_view()}
        </div>
        <ActionDialog open pending busy error on_confirm=confirm on_hint/>
    }
}

/// Why submitting has to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wait {
    /// Errors are left.
    Errors(usize),
    /// The figures are on their way to the server, which then judges them.
    Saving,
    /// The figures cannot be saved now; the saving state says why.
    Unsaved,
    /// The server computed other figures, which have to be taken first (convention 100).
    Disputed,
}

/// Whether submitting waits for the person or for the server. The server offers the step again only after the figures
/// without errors are saved; the button stays in its place all the while.
fn wait(can_edit: bool, is_offered: bool, errors: usize, saving: &SavingState) -> Option<Wait> {
    match saving {
        _ if !can_edit => None,
        _ if errors > 0 => Some(Wait::Errors(errors)),
        _ if is_offered => None,
        SavingState::Pending | SavingState::Saving => Some(Wait::Saving),
        SavingState::Offline | SavingState::Clash | SavingState::Refused(_) => Some(Wait::Unsaved),
        // The server has other reasons, which it tells above.
        SavingState::Saved(_) => None,
    }
}

fn waiting_submit(wait: &Wait) -> AnyView {
    let reason = match wait {
        Wait::Errors(count) => fill(M::WaitErrors, &[&count.to_string()]),
        Wait::Saving => t(M::WaitSaving).to_owned(),
        Wait::Unsaved => t(M::WaitSaved).to_owned(),
        Wait::Disputed => t(M::WaitDisputed).to_owned(),
    };
    view! {
        <span class="hint" id="submit-waits" role="status">{reason}</span>
        <button type="button" class=class_of("submit") disabled aria-describedby="submit-waits">{action_label("submit")}</button>
    }
    .into_any()
}

/// The likely step stands last, at the edge; steps back and rare ones come first, apart from it.
fn place(action: &str) -> u8 {
    match action {
        "reject" | "return" | "refuse_to_send" | "decline_correction" | "request_correction" | "exempt" => 0,
        "submit" | "approve" | "send" | "accept" | "grant_correction" => 2,
        _ => 1,
    }
}

fn class_of(action: &str) -> &'static str {
    match action {
        "submit" | "approve" | "send" | "accept" | "grant_correction" => "button button-primary",
        "reject" | "return" | "refuse_to_send" | "decline_correction" => "button button-danger button-apart",
        "request_correction" | "exempt" => "button button-apart",
        _ => "button",
    }
}

/// Whether nobody began to fill the report in, and this person may.
fn is_untouched(view: &ReportView) -> bool {
    view.item.allowed_actions.iter().any(|action| action == "open")
}

/// Opens the report before it is submitted, where nobody has entered anything: there may be nothing to report.
async fn begin_entry(report: Report, action: &str) -> Result<(), ApiError> {
    if action != "submit" || !report.view.with_untracked(is_untouched) {
        return Ok(());
    }
    let request =
        TransitionRequest { action: "open".to_owned(), note: None, explanations: Vec::new(), cells: Vec::new() };
    let view = api::transition(report.id, report.revision.get_untracked(), &request, &api::new_key()).await?;
    report.revision.set(view.item.revision);
    report.view.set(view);
    Ok(())
}

/// The step to ask about, with the warnings that nobody has explained. A report with errors is not submitted: the panel
/// says what to mend.
fn prepare(
    report: Report,
    explanations: Option<Explanations>,
    action: &str,
) -> Result<(PendingAction, Vec<Finding>), String> {
    let findings = report.model.map(|model| model.findings().get_untracked()).unwrap_or_default();
    let is_submit = action == "submit";
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if is_submit && errors > 0 {
        return Err(fill(M::SubmitBlocked, &[&errors.to_string()]));
    }
    let warnings = if is_submit { findings } else { Vec::new() };
    let is_explained = |finding: &Finding| report.model.is_some_and(|model| model.explanation(finding).is_some());
    let (explained, asked): (Vec<_>, Vec<_>) = warnings.into_iter().partition(is_explained);
    let ask = |finding: &Finding| Asked {
        text: finding.message.clone(),
        former: explanations.and_then(|explanations| explanations.former(finding)),
    };
    let mut doubts = Vec::new();
    if matches!(action, "submit" | "approve") {
        let told = report.view.with_untracked(|view| view.to_confirm.clone());
        doubts.extend(told.into_iter().map(|finding| finding.message));
    }
    let step = PendingAction {
        action: action.to_owned(),
        count: 1,
        warnings: doubts,
        asked: asked.iter().take(MOST_ASKED).map(ask).collect(),
        unexplained: asked.len(),
        explained: explained.len(),
        asked_cells: if action == "grant_correction" { asked_cells(report) } else { Vec::new() },
        name: report.view.with_untracked(|view| is_widening(view, action)).then(|| t(M::WidenCorrection).to_owned()),
        ..PendingAction::default()
    };
    Ok((step, asked))
}

/// Whether the step opens a correction that was limited to some cells.
fn is_widening(view: &ReportView, action: &str) -> bool {
    action == "grant_correction" && view.item.status != "correction_requested"
}

/// The report's status where a step is not offered any more.
fn not_offered(view: &ReportView, action: &str) -> Option<String> {
    let is_offered = view.item.allowed_actions.iter().any(|allowed| allowed == action);
    // What stands in the way of submitting is told by the dialog.
    (!is_offered && action != "submit").then(|| view.item.status_label.clone())
}

/// What a step of this report is called.
fn name_of(view: &ReportView, action: &str) -> String {
    if is_widening(view, action) { t(M::WidenCorrection).to_owned() } else { action_label(action) }
}

/// The cells that the correction was asked for, in words; none when it is for all figures, or opened as a whole.
fn asked_cells(report: Report) -> Vec<String> {
    report.view.with_untracked(|view| {
        asked(view).iter().map(|cell| fill(M::MarkCellAt, &[&cell.label, &cell.column])).collect()
    })
}

/// Figures that stand out from former periods, and how many more there are, for whoever passes them on. Without an answer
/// there are no hints: they are no obstacle.
async fn hints(report: Report, action: &str) -> (Vec<Hint>, usize) {
    if report.model.is_none() || !matches!(action, "submit" | "approve" | "accept") {
        return (Vec::new(), 0);
    }
    let Ok(view) = api::read_outliers(report.id).await else { return (Vec::new(), 0) };
    let hint = |outlier: OutlierView| {
        let column = outlier.cell.column.parse().ok().map(ColumnNumber)?;
        Some(Hint { text: outlier.message, cell: CellRef { row: outlier.cell.row.as_str().into(), column } })
    };
    let hints: Vec<Hint> = view.items.into_iter().filter_map(hint).take(MOST_ASKED).collect();
    let more = view.total.saturating_sub(hints.len());
    (hints, more)
}

/// The cells that go with a step: the marked ones, or for a grant those that the correction was asked for.
fn named(report: Report, review: Option<Review>, action: &str, is_limited: bool) -> Vec<NamedCell> {
    if action == "grant_correction" {
        let asked = report.view.with_untracked(|view| view.correction.clone()).filter(|_| is_limited);
        let cells = asked.map(|correction| correction.cells).unwrap_or_default().into_iter();
        return cells.map(|cell| NamedCell { row: cell.row, column: cell.column, text: None }).collect();
    }
    review.filter(|_| NAMING.contains(&action)).map(Review::named).unwrap_or_default()
}

fn done_text(action: &str, name: &str, status: &str) -> String {
    if action == "send" { t(M::SentSuccessfully).to_owned() } else { fill(M::ActionDone, &[name, status]) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn submitting_waits_in_its_place_and_says_for_what() {
        let (saved, offline) = (SavingState::Saved(None), SavingState::Offline);
        for (can_edit, is_offered, errors, saving, expected) in [
            (true, true, 0, &saved, None),
            (true, true, 2, &saved, Some(Wait::Errors(2))),
            (true, false, 2, &SavingState::Pending, Some(Wait::Errors(2))),
            (true, false, 0, &SavingState::Pending, Some(Wait::Saving)),
            (true, false, 0, &SavingState::Saving, Some(Wait::Saving)),
            (true, true, 0, &SavingState::Saving, None),
            (true, false, 0, &offline, Some(Wait::Unsaved)),
            (true, false, 0, &saved, None),
            (false, false, 2, &saved, None),
        ] {
            let waits = wait(can_edit, is_offered, errors, saving);
            assert_eq!(waits, expected, "{can_edit} {is_offered} {errors} {saving:?}");
        }
    }

    #[test]
    fn the_likely_step_stands_at_the_edge() {
        let mut steps = ["approve", "request_correction", "recall", "reject"];
        steps.sort_by_key(|step| place(step));
        assert_eq!(steps, ["request_correction", "reject", "recall", "approve"]);
    }
}
