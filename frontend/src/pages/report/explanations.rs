//! Why the warnings of the report stand: read when there are warnings, written in the panel or with submitting
//! (conventions 106, 110).

use std::collections::BTreeMap;

use contract::data::CellView;
use contract::explanations::{ExplanationView, NewExplanation, SubjectView};
use domain::content::RowKey;
use domain::explanation::Subject;
use domain::finding::{CellRef, Finding};
use domain::template::{ColumnNumber, Severity};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Report;
use super::saving::Saver;
use crate::api;
use crate::components::Dialog;
use crate::grid::{Explained, GridModel};
use crate::locales::{M, fill, t};
use crate::state::Toasts;
use crate::time;

/// What was explained of the report on screen.
#[derive(Clone, Copy)]
pub struct Explanations {
    report: Report,
    model: GridModel,
    saver: Saver,
    items: RwSignal<Vec<ExplanationView>>,
    /// The warning that is being explained.
    pub target: RwSignal<Option<Finding>>,
    /// What was written and not sent, by the warning: a dialog that is closed by mistake loses nothing.
    begun: StoredValue<BTreeMap<String, String>>,
}

impl Explanations {
    /// Reads them as soon as there is a warning.
    pub fn start(report: Report, model: GridModel, saver: Saver) -> Self {
        let explanations = Self {
            report,
            model,
            saver,
            items: RwSignal::new(Vec::new()),
            target: RwSignal::new(None),
            begun: StoredValue::new(BTreeMap::new()),
        };
        let findings = model.findings();
        let has_warnings =
            Memo::new(move |_| findings.with(|all| all.iter().any(|finding| finding.severity == Severity::Warning)));
        Effect::new(move || {
            if has_warnings.get() {
                explanations.read();
            }
        });
        explanations
    }

    /// Reads them again.
    pub fn read(self) {
        spawn_local(async move {
            // What could not be read is read again with the next warning.
            if let Ok(view) = api::read_explanations(self.report.id).await {
                self.take(view.items);
            }
        });
    }

    /// Shows these; of several about the same figures the newest counts.
    fn take(self, items: Vec<ExplanationView>) {
        let mut explained = Explained::new();
        for item in &items {
            let text = shown(M::ExplainedBy, item);
            explained.extend(item.about.iter().filter_map(|about| Some((subject(about)?, text.clone()))));
        }
        self.model.set_explained(explained);
        self.items.try_set(items);
    }

    /// The newest explanation of the same warning when it was about other figures.
    pub fn former(self, finding: &Finding) -> Option<String> {
        let now = self.model.subject(finding);
        let is_former = |about: &SubjectView| {
            subject(about).is_some_and(|before| before.is_about_same(&now) && before.figures != now.figures)
        };
        self.items
            .with(|items| items.iter().rev().find(|item| item.about.iter().any(is_former)).cloned())
            .map(|item| shown(M::ExplainedBefore, &item))
    }

    /// What was begun to be written about a warning.
    fn begun(self, finding: &Finding) -> String {
        self.begun.with_value(|begun| begun.get(&name_of(finding)).cloned().unwrap_or_default())
    }

    /// Keeps what is being written; blank words are none.
    fn keep(self, finding: &Finding, text: String) {
        self.begun.try_update_value(|begun| {
            if text.trim().is_empty() { begun.remove(&name_of(finding)) } else { begun.insert(name_of(finding), text) }
        });
    }

    /// What was ever explained of findings about a cell, newest first, and whether it is about the figures of now.
    pub fn at(self, cell: &CellRef) -> Vec<(ExplanationView, bool)> {
        let now: Vec<Subject> = self.model.findings().with(|findings| {
            let here = findings.iter().filter(|finding| finding.cells.contains(cell));
            here.map(|finding| self.model.subject(finding)).collect()
        });
        let about = |item: &ExplanationView| -> Vec<Subject> {
            item.about.iter().filter_map(subject).filter(|subject| subject.cells.contains(cell)).collect()
        };
        self.items.with(|items| {
            let told = items.iter().rev().map(|item| (item, about(item))).filter(|(_, about)| !about.is_empty());
            told.map(|(item, about)| (item.clone(), about.iter().any(|subject| now.contains(subject)))).collect()
        })
    }
}

/// A warning by its code and cells.
fn name_of(finding: &Finding) -> String {
    let cells = finding.cells.iter().map(|cell| format!(" {}[{}]", cell.row, cell.column));
    std::iter::once(finding.code.clone()).chain(cells).collect()
}

/// An explanation in one line.
fn shown(pattern: M, item: &ExplanationView) -> String {
    fill(pattern, &[&item.by, &time::date_time(item.at), &item.text])
}

fn subject(view: &SubjectView) -> Option<Subject> {
    let cell = |cell: &CellView| {
        Some(CellRef { row: RowKey::from(cell.row.as_str()), column: cell.column.parse().ok().map(ColumnNumber)? })
    };
    let cells = view.cells.iter().map(cell).collect::<Option<Vec<_>>>()?;
    Some(Subject { code: view.code.clone(), cells, figures: view.figures.clone() })
}

/// An explanation of this warning, as it is sent.
pub fn explaining(finding: &Finding, text: String) -> NewExplanation {
    let cells = finding.cells.iter();
    let cells = cells.map(|cell| CellView { row: cell.row.to_string(), column: cell.column.to_string() });
    NewExplanation { code: finding.code.clone(), cells: cells.collect(), text }
}

/// Asks why a warning stands, before submitting.
#[component]
pub fn ExplainDialog(explanations: Explanations) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || {
        if explanations.target.get().is_some() {
            open.set(true);
        }
    });
    let toasts = Toasts::current();
    Effect::new(move || {
        if open.get() {
            return;
        }
        if let Some(finding) = explanations.target.get_untracked() {
            if !explanations.begun(&finding).is_empty() {
                toasts.done(t(M::ExplanationKept));
            }
            explanations.target.set(None);
        }
    });
    view! {
        <Dialog open title=Signal::derive(|| t(M::Explain).to_owned())>
            {explanations.target.get_untracked().map(|finding| explain_form(explanations, finding, open))}
        </Dialog>
    }
}

fn explain_form(explanations: Explanations, finding: Finding, open: RwSignal<bool>) -> AnyView {
    let (text, is_sending) = (RwSignal::new(explanations.begun(&finding)), RwSignal::new(false));
    let refusal = RwSignal::new(None::<String>);
    // The same words sent again after a lost answer are the same explanation.
    let key = StoredValue::new(api::new_key());
    let warning = finding.message.clone();
    let former = explanations.model.explanation(&finding).or_else(|| explanations.former(&finding));
    let about = StoredValue::new(finding.clone());
    let written = move |event: leptos::ev::Event| {
        text.set(event_target_value(&event));
        about.with_value(|finding| explanations.keep(finding, text.get_untracked()));
    };
    let give_up = move |_| {
        about.with_value(|finding| explanations.keep(finding, String::new()));
        open.set(false);
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let new = explaining(&finding, text.get_untracked());
        // The server explains the figures that it has: what is on screen goes there first.
        explanations.saver.flush(Callback::new(move |()| {
            let new = new.clone();
            is_sending.set(true);
            spawn_local(async move {
                let answer = api::explain(explanations.report.id, &new, &key.get_value()).await;
                is_sending.try_set(false);
                match answer {
                    Ok(view) => {
                        explanations.take(view.items);
                        about.try_with_value(|finding| explanations.keep(finding, String::new()));
                        open.try_set(false);
                    }
                    Err(error) => drop(refusal.try_set(Some(error.message()))),
                }
            });
        }));
    };
    view! {
        <form class="dialog-body" on:submit=send>
            <p>{warning}</p>
            {former.map(|former| view! { <p class="hint">{former}</p> })}
            <div class="field">
                <label for="explanation-text">{t(M::ExplanationField)}</label>
                <textarea id="explanation-text" class="input" rows="3" maxlength="2000" autofocus prop:value=move || text.get()
                    on:input=written></textarea>
            </div>
            {move || refusal.get().map(|refusal| view! { <p class="field-error" role="alert">{refusal}</p> })}
            <div class="dialog-foot">
                <button type="button" class="button" on:click=give_up>{t(M::Cancel)}</button>
                <button type="submit" class="button button-primary"
                    disabled=move || is_sending.get() || text.with(|text| text.trim().is_empty())>{t(M::Explain)}</button>
            </div>
        </form>
    }
    .into_any()
}
