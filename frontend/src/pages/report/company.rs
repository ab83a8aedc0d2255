//! Who else has the report open (B9), and the comments at its cells.
//!
//! Every few seconds the page says that it is open, as long as somebody looks at it. The answer tells who else is there
//! and whether somebody saved: with nothing unsaved here, their figures are shown at once.

use std::time::Duration;

use contract::comments::CommentView;
use contract::data::CellView;
use contract::presence::{PersonView, Presence};
use domain::finding::CellRef;
use domain::template::ColumnNumber;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::explanations::Explanations;
use super::page::Report;
use super::saving::Saver;
use crate::api;
use crate::components::Icon;
use crate::grid::GridModel;
use crate::locales::{M, fill, t};

/// From one sign of life to the next; the server forgets after 40 seconds.
const PULSE: Duration = Duration::from_secs(15);

/// Comments and people of the report on screen.
#[derive(Clone, Copy)]
pub struct Company {
    report: Report,
    model: GridModel,
    saver: Saver,
    explanations: Explanations,
    /// The comments that may be read here, oldest first.
    pub comments: RwSignal<Vec<CommentView>>,
    /// The others.
    pub people: RwSignal<Vec<PersonView>>,
    is_asking: StoredValue<bool>,
}

impl Company {
    /// Reads the comments, and says that the report is open until the page is left.
    pub fn start(report: Report, model: GridModel, saver: Saver, explanations: Explanations) -> Self {
        let company = Self {
            report,
            model,
            saver,
            explanations,
            comments: RwSignal::new(Vec::new()),
            people: RwSignal::new(Vec::new()),
            is_asking: StoredValue::new(false),
        };
        company.read();
        company.pulse();
        let pulse = set_interval_with_handle(move || company.pulse(), PULSE).ok();
        on_cleanup(move || {
            if let Some(pulse) = pulse {
                pulse.clear();
            }
            company.leave();
        });
        company
    }

    /// Reads the comments again.
    pub fn read(self) {
        spawn_local(async move {
            // What could not be read is read again when a cell is opened.
            if let Ok(view) = api::read_comments(self.report.id).await {
                self.take(view.items);
            }
        });
    }

    /// Shows these comments, and marks their cells.
    pub fn take(self, comments: Vec<CommentView>) {
        let open = comments.iter().filter(|comment| comment.settled_at.is_none()).filter_map(|comment| {
            let column = comment.column.parse().ok().map(ColumnNumber)?;
            Some((comment.row.as_str().into(), column))
        });
        self.model.set_commented(open.collect());
        self.comments.try_set(comments);
    }

    fn pulse(self) {
        let is_hidden = crate::state::document().is_some_and(|document| document.hidden());
        if is_hidden || self.is_asking.get_value() {
            return;
        }
        self.is_asking.set_value(true);
        let cell = self.model.selected().get_untracked();
        let cell = cell.map(|cell| CellView { row: cell.row.to_string(), column: cell.column.to_string() });
        spawn_local(async move {
            let answer = api::be_present(self.report.id, &Presence { cell, leaves: false }).await;
            self.is_asking.try_set_value(false);
            // Without an answer nobody is shown rather than somebody who left.
            let Ok(present) = answer else {
                self.people.try_set(Vec::new());
                return;
            };
            self.people.try_set(present.people);
            let shown = self.report.revision.try_get_untracked().unwrap_or(present.revision);
            if present.revision > shown && !self.saver.is_dirty_untracked() {
                self.follow().await;
            }
        });
    }

    /// Somebody else saved or moved the report on: shows it as it is now.
    async fn follow(self) {
        self.report.follow().await;
        self.read();
        self.explanations.read();
    }

    fn leave(self) {
        let id = self.report.id;
        spawn_local(async move {
            // Unheard, it is forgotten 40 seconds later.
            let _ = api::be_present(id, &Presence { cell: None, leaves: true }).await;
        });
    }
}

/// The others, by name and cell.
#[component]
pub fn Others(company: Company, report: Report) -> impl IntoView {
    let names = move || {
        let people = company.people.get();
        people.into_iter().map(|person| described(report, &person)).collect::<Vec<_>>()
    };
    let is_alone = Memo::new(move |_| company.people.with(Vec::is_empty));
    view! {
        // Its line is there before anybody comes: nothing below it moves.
        <div class="others-line" role="status">
            <Show when=move || !is_alone.get()>
                <p class="others" title=move || names().join("; ")>
                    <Icon name="users"/>
                    <span>{t(M::AlsoOpen)}" "{move || names().join("; ")}</span>
                </p>
            </Show>
        </div>
    }
}

fn described(report: Report, person: &PersonView) -> String {
    match &person.cell {
        Some(cell) => fill(M::PersonAt, &[&person.name, &report.row_name(&cell.row), &cell.column]),
        None => person.name.clone(),
    }
}

/// The keys of a cell as the API names them.
pub fn keys(cell: &CellRef) -> (String, String) {
    (cell.row.to_string(), cell.column.to_string())
}
