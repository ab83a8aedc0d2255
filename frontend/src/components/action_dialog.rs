//! The dialog of a workflow step: what will happen, the note, and why it could not be done.

use domain::workflow::Action;
use leptos::prelude::*;

use super::{Dialog, ErrorSummary};
use crate::locales::{M, action_label, fill, t};

/// A step that the person is about to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingAction {
    /// The action's code.
    pub action: String,
    /// How many reports it is for.
    pub count: usize,
    /// Warnings that the note confirms.
    pub warnings: Vec<String>,
}

/// Asks for the note of a step and hands it to `on_confirm`. Stays open while `busy` and when `error` is set.
#[component]
pub fn ActionDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The step.
    #[prop(into)]
    pending: Signal<Option<PendingAction>>,
    /// Whether the step is being taken.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why the step could not be taken.
    error: RwSignal<Option<String>>,
    /// Called with the note.
    on_confirm: Callback<Option<String>>,
) -> impl IntoView {
    let title = move || pending.get().map(|pending| action_label(&pending.action)).unwrap_or_default();
    view! {
        <Dialog open title=Signal::derive(title)>
            {pending.get_untracked().map(|pending| action_form(pending, open, busy, error, on_confirm))}
        </Dialog>
    }
}

fn action_form(
    pending: PendingAction,
    open: RwSignal<bool>,
    busy: Signal<bool>,
    error: RwSignal<Option<String>>,
    on_confirm: Callback<Option<String>>,
) -> AnyView {
    let note = RwSignal::new(String::new());
    let is_required = Action::parse(&pending.action).is_some_and(Action::needs_reason) || !pending.warnings.is_empty();
    let is_refusal = matches!(pending.action.as_str(), "reject" | "return" | "refuse_to_send" | "decline_correction");
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = note.get_untracked().trim().to_owned();
        if is_required && text.is_empty() {
            error.set(Some(t(M::ReasonMissing).to_owned()));
            crate::state::focus("action-note");
            return;
        }
        on_confirm.run((!text.is_empty()).then_some(text));
    };
    view! {
        <form class="dialog-body" novalidate on:submit=confirm>
            <p>{question(&pending)}</p>
            {(!pending.warnings.is_empty()).then(|| view! {
                <div class="notice notice-warn">
                    <div>
                        <p>{t(M::WarningsToConfirm)}</p>
                        <ul>{pending.warnings.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view()}</ul>
                    </div>
                </div>
            })}
            <div class="field">
                <label for="action-note">{if is_required { t(M::ReasonRequired) } else { t(M::NoteOptional) }}</label>
                <textarea id="action-note" class="input" rows="3" maxlength="2000" required=is_required autofocus
                    prop:value=move || note.get()
                    on:input=move |event| note.set(event_target_value(&event))></textarea>
            </div>
            <ErrorSummary error/>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(M::Cancel)}</button>
                <button type="submit" class=if is_refusal { "button button-danger" } else { "button button-primary" }
                    disabled=move || busy.get()>
                    {action_label(&pending.action)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn question(pending: &PendingAction) -> String {
    if pending.count > 1 {
        return fill(M::AskMany, &[&action_label(&pending.action), &pending.count.to_string()]);
    }
    t(match pending.action.as_str() {
        "submit" => M::AskSubmit,
        "recall" => M::AskRecall,
        "approve" => M::AskApprove,
        "reject" => M::AskReject,
        "sign" => M::AskSign,
        "send" => M::AskSend,
        "refuse_to_send" => M::AskRefuseToSend,
        "accept" => M::AskAccept,
        "return" => M::AskReturn,
        "request_correction" => M::AskRequestCorrection,
        "grant_correction" => M::AskGrantCorrection,
        "decline_correction" => M::AskDeclineCorrection,
        _ => M::AskOther,
    })
    .to_owned()
}
