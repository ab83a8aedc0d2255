//! What rules say, with the way to each cell.

use domain::finding::Finding;
use domain::language::Language;
use domain::template::Severity;
use leptos::prelude::*;

use super::explanations::Explanations;
use crate::components::Icon;
use crate::grid::GridModel;
use crate::locales::{M, fill, language, t};

/// Rows shown at once; a form with more mistakes than this is corrected from the top.
const SHOWN: usize = 100;

/// The findings of the figures on screen.
#[component]
pub fn FindingsPanel(
    model: GridModel,
    explanations: Explanations,
    #[prop(into)] can_edit: Signal<bool>,
) -> impl IntoView {
    let findings = model.findings();
    let counts = Memo::new(move |_| findings.with(|all| counts_of(all)));
    view! {
        <section class="panel findings" aria-labelledby="findings-title">
            <h2 id="findings-title">{t(M::Findings)}</h2>
            <p role="status" class="findings-counts">
                {move || match counts.get() {
                    (0, 0) => view! { <span class="badge badge-ok"><Icon name="check"/>{t(M::NoFindings)}</span> }.into_any(),
                    (errors, warnings) => view! {
                        {(errors > 0).then(|| view! {
                            <span class="badge badge-error"><Icon name="error"/>{fill(M::ErrorCount, &[&errors.to_string()])}</span>
                        })}
                        {(warnings > 0).then(|| view! {
                            <span class="badge badge-warn"><Icon name="warning"/>{fill(M::WarningCount, &[&warnings.to_string()])}</span>
                        })}
                    }.into_any(),
                }}
            </p>
            <ul class="findings-list">
                {move || {
                    model.explained().track();
                    let can_edit = can_edit.get();
                    findings.with(|all| {
                        let shown = sorted(all).into_iter().take(SHOWN);
                        shown.map(|finding| row(finding, model, explanations, can_edit)).collect_view()
                    })
                }}
            </ul>
        </section>
    }
}

/// The counts again beside the buttons of the workflow, leading to the first finding.
#[component]
pub fn FindingsLink(model: GridModel) -> impl IntoView {
    let findings = model.findings();
    let go = move |_| {
        let first =
            findings.with_untracked(|all| sorted(all).into_iter().find_map(|finding| finding.cells.first().cloned()));
        if let Some(cell) = first {
            model.jump_to(&cell);
        }
    };
    move || {
        let (errors, warnings) = findings.with(|all| counts_of(all));
        let icon = if errors > 0 { "error" } else { "warning" };
        let text = if errors > 0 { M::FindingsBlocking } else { M::FindingsShort };
        let short = fill(text, &[&errors.to_string(), &warnings.to_string()]);
        (errors + warnings > 0).then(|| {
            view! {
                <button type="button" class="button button-quiet findings-link" on:click=go>
                    <Icon name=icon/>
                    {short}
                </button>
            }
        })
    }
}

/// Errors and warnings among them.
pub fn counts_of(findings: &[Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    (errors, findings.len() - errors)
}

/// Errors first, otherwise in the order of the form.
fn sorted(findings: &[Finding]) -> Vec<Finding> {
    let mut sorted = findings.to_vec();
    sorted.sort_by_key(|finding| finding.severity);
    sorted
}

/// The message in the language of the screen.
pub fn message(finding: &Finding) -> String {
    match language() {
        Language::Vi => finding.message_vi.clone(),
        Language::En => finding.message_en.clone(),
    }
}

fn row(finding: Finding, model: GridModel, explanations: Explanations, can_edit: bool) -> AnyView {
    let (icon, class, name) = match finding.severity {
        Severity::Error => ("error", "finding finding-error", M::SeverityError),
        Severity::Warning => ("warning", "finding finding-warn", M::SeverityWarning),
    };
    let text = message(&finding);
    let told = (finding.severity == Severity::Warning).then(|| explanation(&finding, model, explanations, can_edit));
    let Some(cell) = finding.cells.first().cloned() else {
        return view! { <li class=class><Icon name=icon/><span class="sr-only">{t(name)}</span>{text}{told}</li> }
            .into_any();
    };
    view! {
        <li class=class>
            <button type="button" class="finding-go" on:click=move |_| model.jump_to(&cell)>
                <Icon name=icon/><span class="sr-only">{t(name)}": "</span><span>{text}</span>
            </button>
            {told}
        </li>
    }
    .into_any()
}

/// Why a warning stands, and the way to say so.
fn explanation(finding: &Finding, model: GridModel, explanations: Explanations, can_edit: bool) -> AnyView {
    let told = model.explanation(finding);
    let label = if told.is_some() { M::ExplainAgain } else { M::Explain };
    let told = told.map_or_else(
        || explanations.former(finding).map(|former| view! { <span class="hint">{former}</span> }.into_any()),
        |told| Some(view! { <span>{told}</span> }.into_any()),
    );
    let finding = finding.clone();
    let ask = move |_| explanations.target.set(Some(finding.clone()));
    view! {
        <span class="finding-told">
            {told}
            {can_edit.then(|| view! { <button type="button" class="button button-small" on:click=ask>{t(label)}</button> })}
        </span>
    }
    .into_any()
}
