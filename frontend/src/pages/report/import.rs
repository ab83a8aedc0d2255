//! Import Excel: choose, look at what would change, then apply (B5). Nothing is written before that.

use std::collections::HashSet;

use contract::ErrorCode;
use contract::workbook::ImportView;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::import_mapping::{Matching, matching_screen};
use super::import_rows::Rows;
use super::import_view::{OldTexts, preview};
use super::page::Report;
use crate::api::{self, Asked, Layout};
use crate::components::{Dialog, ErrorSummary, TextField};
use crate::locales::{M, fill, t};
use crate::state::{Toasts, save_file};

/// How the table is found in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// By its numbers, titles and codes.
    Automatic,
    /// Where somebody says that it begins.
    Given,
    /// By columns that somebody matched.
    Matched,
}

/// What the dialog holds while it is open.
#[derive(Clone, Copy)]
struct Import {
    report: Report,
    open: RwSignal<bool>,
    file: RwSignal<Option<web_sys::File>, LocalStorage>,
    mode: RwSignal<Mode>,
    matching: Matching,
    to_unicode: RwSignal<bool>,
    fields: [RwSignal<String>; 4],
    answer: RwSignal<Option<ImportView>>,
    /// Keys of the rows that are taken.
    taken: RwSignal<HashSet<String>>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<String>>,
    toasts: Toasts,
}

/// The dialog of an import.
#[component]
pub fn ImportDialog(report: Report, open: RwSignal<bool>) -> impl IntoView {
    let import = Import {
        report,
        open,
        file: RwSignal::new_local(None),
        mode: RwSignal::new(Mode::Automatic),
        matching: Matching::new(),
        to_unicode: RwSignal::new(false),
        fields: [
            RwSignal::new("B".to_owned()),
            RwSignal::new("E".to_owned()),
            RwSignal::new(String::new()),
            RwSignal::new(String::new()),
        ],
        answer: RwSignal::new(None),
        taken: RwSignal::new(HashSet::new()),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
        toasts: Toasts::current(),
    };
    Effect::new(move || {
        if open.get() {
            import.file.set(None);
            import.answer.set(None);
            import.error.set(None);
            import.mode.set(Mode::Automatic);
            import.matching.clear();
        }
    });
    view! {
        <Dialog open title=t(M::ImportExcel).to_owned() wide=true>
            <div class="dialog-body">
                {choice(import)}
                <ErrorSummary error=import.error/>
                {move || import.busy.get().then(|| view! {
                    <p class="hint" role="status"><progress aria-label=t(M::ImportBusy)></progress>" "{t(M::ImportBusy)}</p>
                })}
                {move || import.answer.get().map(|answer| import.report.form.with_value(|form| preview(answer, form, import.taken, OldTexts { chosen: import.to_unicode, again: Callback::new(move |()| import.preview()) })))}
                {buttons(import)}
            </div>
        </Dialog>
    }
}

fn choice(import: Import) -> AnyView {
    let chosen = move |event: leptos::ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
        import.answer.set(None);
        import.error.set(None);
        import.file.set(file);
        import.mode.set(Mode::Automatic);
        import.to_unicode.set(false);
        if import.file.with_untracked(Option::is_some) {
            import.preview();
        }
    };
    let [code, data, first, last] = import.fields;
    let radio = move |mode: Mode, label: M| {
        let choose = move |_| {
            import.mode.set(mode);
            import.answer.set(None);
            if mode == Mode::Matched {
                import.match_columns();
            }
        };
        view! {
            <label>
                <input type="radio" name="import-layout" prop:checked=move || import.mode.get() == mode on:change=choose/>
                <span>{t(label)}</span>
            </label>
        }
    };
    view! {
        <div class="field">
            <label for="import-file">{t(M::ImportFile)}</label>
            <input id="import-file" type="file" class="input" on:change=chosen
                accept=".xlsx,.xls,.ods,.csv,.txt"/>
        </div>
        <fieldset class="choice choice-line">
            <legend>{t(M::ImportLayout)}</legend>
            {radio(Mode::Automatic, M::Automatic)}
            {radio(Mode::Given, M::Given)}
            {radio(Mode::Matched, M::MatchColumns)}
        </fieldset>
        {move || (import.mode.get() == Mode::Matched)
            .then(|| import.report.form.with_value(|form| matching_screen(import.matching, form)))}
        {move || (import.mode.get() == Mode::Given).then(|| view! {
            <div class="layout-fields">
                <TextField label=t(M::CodeColumn) id="import-code" value=code/>
                <TextField label=t(M::FirstDataColumn) id="import-data" value=data/>
                <TextField label=t(M::FirstRow) id="import-first" value=first placeholder=t(M::Automatic)/>
                <TextField label=t(M::LastRow) id="import-last" value=last placeholder=t(M::Automatic)/>
            </div>
        })}
    }
    .into_any()
}

fn buttons(import: Import) -> AnyView {
    let has_file = move || import.file.with(Option::is_some);
    // Remarks are only written into .xlsx.
    let is_xlsx = move || import.file.with(|file| file.as_ref().is_some_and(|file| file.name().ends_with(".xlsx")));
    let has_problems = move || {
        let is_odd = |answer: &ImportView| !answer.problems.is_empty() || answer.computed.different > 0;
        is_xlsx() && import.answer.with(|answer| answer.as_ref().is_some_and(is_odd))
    };
    let can_apply = move || import.taken.with(|taken| !taken.is_empty()) && import.answer.with(Option::is_some);
    view! {
        <div class="dialog-foot">
            {move || has_problems().then(|| view! {
                <button type="button" class="button" disabled=move || import.busy.get() on:click=move |_| import.take_back()>
                    {t(M::ImportAnnotated)}
                </button>
            })}
            <button type="button" class="button" on:click=move |_| import.open.set(false)>{t(M::Cancel)}</button>
            <button type="button" class="button" disabled=move || import.busy.get() || !has_file() on:click=move |_| import.preview()>
                {t(M::ImportPreview)}
            </button>
            <button type="button" class="button button-primary" disabled=move || import.busy.get() || !can_apply()
                on:click=move |_| import.apply()>
                {t(M::ImportApply)}
            </button>
        </div>
    }
    .into_any()
}

impl Import {
    fn layout(self) -> Layout {
        if self.mode.get_untracked() != Mode::Given {
            return Layout::default();
        }
        let [code_column, first_data_column, first_row, last_row] = self.fields.map(|field| field.get_untracked());
        Layout { code_column, first_data_column, first_row, last_row }
    }

    fn asked(self, rows: Option<Vec<String>>) -> Asked {
        let is_matched = self.mode.get_untracked() == Mode::Matched;
        Asked {
            layout: self.layout(),
            rows,
            mapping: is_matched.then(|| self.matching.mapping()).flatten(),
            to_unicode: self.to_unicode.get_untracked(),
        }
    }

    /// Reads what stands in the file's columns, to match them.
    fn match_columns(self) {
        let Some(file) = self.file.get_untracked() else { return };
        self.busy.set(true);
        spawn_local(async move {
            match api::workbook_columns(self.report.id, &file).await {
                Ok(columns) => {
                    self.matching.begin(columns);
                    self.mode.set(Mode::Matched);
                }
                Err(problem) => self.error.set(Some(problem.message())),
            }
            self.busy.set(false);
        });
    }

    /// Shows what the file would change.
    fn preview(self) {
        let Some(file) = self.file.get_untracked() else { return };
        let asked = self.asked(None);
        self.start();
        spawn_local(async move {
            let answer = api::preview_workbook(self.report.id, &file, &asked).await;
            self.busy.set(false);
            match answer {
                Ok(view) => {
                    self.taken.set(Rows::of(&view).all());
                    self.answer.set(Some(view));
                }
                Err(problem) => {
                    self.error.set(Some(problem.message()));
                    let is_unknown = problem.code() == Some(ErrorCode::WorkbookLayout.as_str());
                    if is_unknown && self.mode.get_untracked() == Mode::Automatic {
                        self.match_columns();
                    }
                }
            }
        });
    }

    /// Writes the rows that are taken.
    fn apply(self) {
        let (Some(file), Some(seen)) = (self.file.get_untracked(), self.answer.get_untracked()) else { return };
        let rows = self.taken.with_untracked(|taken| Rows::of(&seen).choice(taken));
        let asked = self.asked(rows);
        let base = self.report.revision.get_untracked();
        self.start();
        spawn_local(async move {
            match api::import_workbook(self.report.id, base, &file, &asked, &api::new_key()).await {
                Ok(view) => self.done(&view).await,
                Err(problem) => self.error.set(Some(problem.message())),
            }
            self.busy.set(false);
        });
    }

    fn start(self) {
        self.busy.set(true);
        self.error.set(None);
    }

    /// The figures come into the table as one step that can be undone.
    async fn done(self, view: &ImportView) {
        self.report.refresh().await;
        let taken = self.report.take_import(view.revision).await;
        self.open.set(false);
        self.toasts.done(fill(M::ImportDone, &[&view.change_count.to_string()]));
        if taken.is_err() {
            self.report.reload.run(());
        }
    }

    fn take_back(self) {
        let Some(file) = self.file.get_untracked() else { return };
        let asked = self.asked(None);
        self.busy.set(true);
        spawn_local(async move {
            match api::annotate_workbook(self.report.id, &file, &asked).await {
                Ok(marked) => save_file(&marked, &marked_name(&file.name())),
                Err(problem) => self.error.set(Some(problem.message())),
            }
            self.busy.set(false);
        });
    }
}

/// The name of the file that is given back: it can be told from the one that was sent.
fn marked_name(sent: &str) -> String {
    let stem = sent.strip_suffix(".xlsx").unwrap_or(sent);
    format!("{stem} - {}.xlsx", t(M::ImportMarkedName))
}

#[cfg(test)]
mod tests {
    use super::marked_name;

    #[test]
    fn the_marked_file_has_a_name_of_its_own() {
        for (sent, given) in [("quý IV.xlsx", "quý IV - ghi chú lỗi.xlsx"), ("a.b", "a.b - ghi chú lỗi.xlsx")] {
            assert_eq!(marked_name(sent), given);
        }
    }
}
