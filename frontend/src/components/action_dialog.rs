//! The dialog of a workflow step: what will happen, the note, and why it could not be done.

use domain::finding::CellRef;
use domain::workflow::Action;
use leptos::prelude::*;

use super::{Dialog, ErrorSummary, Icon};
use crate::locales::{M, action_label, fill, t};

/// A step that the person is about to take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PendingAction {
    /// The action's code.
    pub action: String,
    /// How many reports it is for.
    pub count: usize,
    /// Doubts about the report as a whole, which the note confirms.
    pub warnings: Vec<String>,
    /// The first warnings that nobody has explained.
    pub asked: Vec<Asked>,
    /// How many warnings nobody has explained.
    pub unexplained: usize,
    /// How many warnings were explained before.
    pub explained: usize,
    /// Figures that stand out from former periods: worth a look, and no obstacle.
    pub hints: Vec<Hint>,
    /// How many more there are.
    pub more_hints: usize,
    /// A note that was typed before, when the step could not be taken.
    pub note: String,
    /// The cells that a correction was asked for, in words; it may be limited to them.
    pub asked_cells: Vec<String>,
    /// The name of the step where it is another than the action's.
    pub name: Option<String>,
}

/// A figure worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it says.
    pub text: String,
    /// The figure's cell.
    pub cell: CellRef,
}

impl PendingAction {
    /// What the step is called.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| action_label(&self.action))
    }

    /// A step for several reports, which are not open here.
    pub fn many(action: &str, count: usize) -> Self {
        Self { action: action.to_owned(), count, ..Self::default() }
    }
}

/// A warning that asks for an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it says.
    pub text: String,
    /// How it was explained for other figures.
    pub former: Option<String>,
}

/// What somebody gave for a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The note.
    pub note: Option<String>,
    /// Explanations, each with the number of the warning asked about.
    pub answers: Vec<(usize, String)>,
    /// Whether a correction is limited to the cells that it was asked for.
    pub is_limited: bool,
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
    /// Called with what was given.
    on_confirm: Callback<Given>,
    /// Called with the cell of a hint that somebody wants to see.
    #[prop(optional)]
    on_hint: Option<Callback<CellRef>>,
) -> impl IntoView {
    let title = move || pending.get().map(|pending| pending.label()).unwrap_or_default();
    view! {
        <Dialog open title=Signal::derive(title)>
            {pending.get_untracked().map(|pending| action_form(pending, open, busy, error, on_confirm, on_hint))}
        </Dialog>
    }
}

fn action_form(
    pending: PendingAction,
    open: RwSignal<bool>,
    busy: Signal<bool>,
    error: RwSignal<Option<String>>,
    on_confirm: Callback<Given>,
    on_hint: Option<Callback<CellRef>>,
) -> AnyView {
    let note = RwSignal::new(pending.note.clone());
    let is_limited = RwSignal::new(!pending.asked_cells.is_empty());
    let answers: Vec<RwSignal<String>> = pending.asked.iter().map(|_| RwSignal::new(String::new())).collect();
    let given = StoredValue::new(answers.clone());
    let answered = move || {
        let answers = given.get_value().into_iter().map(|answer| answer.with(|text| text.trim().to_owned()));
        answers.enumerate().filter(|(_, text)| !text.is_empty()).collect::<Vec<_>>()
    };
    let demands = Action::parse(&pending.action).is_some_and(Action::needs_reason) || !pending.warnings.is_empty();
    let unexplained = pending.unexplained;
    let is_required = Memo::new(move |_| demands || answered().len() < unexplained);
    let is_refusal = matches!(pending.action.as_str(), "reject" | "return" | "refuse_to_send" | "decline_correction");
    let confirm = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = note.get_untracked().trim().to_owned();
        if is_required.get_untracked() && text.is_empty() {
            let missing = if demands { M::ReasonMissing } else { M::ReasonLeft };
            error.set(Some(t(missing).to_owned()));
            crate::state::focus("action-note");
            return;
        }
        on_confirm.run(Given {
            note: (!text.is_empty()).then_some(text),
            answers: untrack(answered),
            is_limited: is_limited.get_untracked(),
        });
    };
    let label = move || match (is_required.get(), unexplained) {
        (true, 0) => M::ReasonRequired,
        (true, _) => M::CommonReason,
        (false, _) => M::NoteOptional,
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
            {(unexplained > 0).then(|| asked_list(&pending, &answers))}
            {(pending.explained > 0).then(|| view! { <p class="hint">{fill(M::WarningsExplained, &[&pending.explained.to_string()])}</p> })}
            {(!pending.hints.is_empty()).then(|| hint_list(&pending, open, on_hint))}
            {(!pending.asked_cells.is_empty()).then(|| view! {
                <p>{fill(M::CorrectionCells, &[&pending.asked_cells.join("; ")])}</p>
                <label class="check-line">
                    <input type="checkbox" prop:checked=move || is_limited.get()
                        on:change=move |event| is_limited.set(event_target_checked(&event))/>
                    {fill(M::GrantOnlyThese, &[&pending.asked_cells.len().to_string()])}
                </label>
                <p class="hint">{t(M::GrantOnlyHint)}</p>
            })}
            <div class="field">
                <label for="action-note">{move || t(label())}</label>
                <textarea id="action-note" class="input" rows="3" maxlength="2000" required=is_required autofocus={unexplained == 0}
                    prop:value=move || note.get()
                    on:input=move |event| note.set(event_target_value(&event))></textarea>
            </div>
            <ErrorSummary error/>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t(M::Cancel)}</button>
                <button type="submit" class=if is_refusal { "button button-danger" } else { "button button-primary" }
                    disabled=move || busy.get()>
                    {pending.label()}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// The warnings, each with a field for its explanation.
fn asked_list(pending: &PendingAction, answers: &[RwSignal<String>]) -> AnyView {
    let fields = pending.asked.iter().zip(answers).enumerate().map(|(at, (asked, answer))| {
        let (id, answer) = (format!("explanation-{at}"), *answer);
        view! {
            <li class="asked">
                <label for=id.clone()>{asked.text.clone()}</label>
                {asked.former.clone().map(|former| view! { <span class="hint">{former}</span> })}
                <input id=id class="input" maxlength="2000" placeholder=t(M::ExplanationField) prop:value=move || answer.get()
                    on:input=move |event| answer.set(event_target_value(&event))/>
            </li>
        }
    });
    let more = pending.unexplained.saturating_sub(pending.asked.len());
    view! {
        <div class="notice notice-warn">
            <div>
                <p>{fill(M::WarningsToExplain, &[&pending.unexplained.to_string()])}</p>
                <ul class="asked-list">{fields.collect_view()}</ul>
                {(more > 0).then(|| view! { <p>{fill(M::MoreWarnings, &[&more.to_string()])}</p> })}
            </div>
        </div>
    }
    .into_any()
}

/// Figures that stand out, each with the way to its cell.
fn hint_list(pending: &PendingAction, open: RwSignal<bool>, on_hint: Option<Callback<CellRef>>) -> AnyView {
    let lines = pending.hints.iter().cloned().map(|hint| {
        let go = move |_| {
            open.set(false);
            if let Some(on_hint) = on_hint {
                on_hint.run(hint.cell.clone());
            }
        };
        view! { <li><button type="button" class="finding-go" on:click=go>{hint.text}</button></li> }
    });
    let more = pending.more_hints;
    view! {
        <div class="notice">
            <Icon name="info"/>
            <div>
                <p>{t(M::Outliers)}</p>
                <ul class="asked-list">{lines.collect_view()}</ul>
                {(more > 0).then(|| view! { <p>{fill(M::MoreOutliers, &[&more.to_string()])}</p> })}
            </div>
        </div>
    }
    .into_any()
}

fn question(pending: &PendingAction) -> String {
    if pending.count > 1 {
        return fill(M::AskMany, &[&pending.label(), &pending.count.to_string()]);
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
