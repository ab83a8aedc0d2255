//! Matching the columns of a file by hand, where neither numbers nor titles tell which is which (convention 118).

use std::collections::BTreeMap;

use contract::workbook::{ImportMapping, SheetColumns, WorkbookColumns};
use domain::template::{Column, ColumnType, FormTemplate};
use leptos::prelude::*;

use crate::components::TextField;
use crate::locales::{M, t};

/// What somebody has matched so far; a handle that can be copied into closures.
#[derive(Clone, Copy)]
pub struct Matching {
    columns: RwSignal<Option<WorkbookColumns>>,
    sheet: RwSignal<String>,
    first_row: RwSignal<String>,
    code: RwSignal<String>,
    label: RwSignal<String>,
    /// Letters of the file's column by the form's column number.
    data: RwSignal<BTreeMap<String, String>>,
}

impl Matching {
    /// Nothing is matched.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let (sheet, first_row, code, label) = (text(), text(), text(), text());
        Self { columns: RwSignal::new(None), sheet, first_row, code, label, data: RwSignal::new(BTreeMap::new()) }
    }

    /// Forgets the file.
    pub fn clear(self) {
        self.columns.set(None);
        self.start(None, "", 1);
    }

    /// Begins with what stands in a file, and as its unit matched columns the last time.
    pub fn begin(self, columns: WorkbookColumns) {
        let first = columns.sheets.first().map(|sheet| (sheet.name.clone(), sheet.first_row)).unwrap_or_default();
        let known = |mapping: &ImportMapping| {
            mapping.sheet.as_ref().is_none_or(|name| columns.sheets.iter().any(|sheet| sheet.name == *name))
        };
        let remembered = columns.remembered.clone().filter(known);
        self.start(remembered, &first.0, first.1);
        self.columns.set(Some(columns));
    }

    fn start(self, mapping: Option<ImportMapping>, sheet: &str, first_row: u32) {
        let mapping = mapping.unwrap_or(ImportMapping { first_row, ..ImportMapping::default() });
        self.sheet.set(mapping.sheet.unwrap_or_else(|| sheet.to_owned()));
        self.first_row.set(mapping.first_row.to_string());
        self.code.set(mapping.code_column.unwrap_or_default());
        self.label.set(mapping.label_column.unwrap_or_default());
        self.data.set(mapping.columns);
    }

    /// Goes to another sheet, where nothing is matched yet.
    fn choose_sheet(self, name: String) {
        let found = self.columns.with_untracked(|columns| {
            let sheets = columns.as_ref().map(|columns| columns.sheets.iter());
            sheets.and_then(|mut sheets| sheets.find(|sheet| sheet.name == name)).map(|sheet| sheet.first_row)
        });
        self.start(None, &name, found.unwrap_or(1));
    }

    /// What is sent; nothing before a column is matched.
    pub fn mapping(self) -> Option<ImportMapping> {
        let chosen = |signal: RwSignal<String>| Some(signal.get_untracked()).filter(|letters| !letters.is_empty());
        let columns = self.data.get_untracked();
        (!columns.is_empty()).then(|| ImportMapping {
            sheet: chosen(self.sheet),
            first_row: self.first_row.get_untracked().trim().parse().unwrap_or(1),
            last_row: None,
            code_column: chosen(self.code),
            label_column: chosen(self.label),
            columns,
        })
    }

    /// The sheet that is matched.
    fn shown(self) -> Option<SheetColumns> {
        let name = self.sheet.get();
        self.columns.with(|columns| {
            let sheets = &columns.as_ref()?.sheets;
            sheets.iter().find(|sheet| sheet.name == name).or(sheets.first()).cloned()
        })
    }
}

/// The screen on which columns are matched.
pub fn matching_screen(matching: Matching, form: &FormTemplate) -> AnyView {
    let wanted: Vec<(String, String)> = form
        .columns()
        .filter(|column| is_entered(column))
        .map(|column| (column.number.to_string(), format!("({}) {}", column.number, column.title)))
        .collect();
    let wanted = StoredValue::new(wanted);
    let body = move || {
        let sheet = matching.shown()?;
        let choices = StoredValue::new(choices(&sheet));
        let data = wanted.get_value().into_iter().map(|(number, title)| {
            let key = number.clone();
            let chosen = Signal::derive(move || matching.data.with(|data| data.get(&key).cloned().unwrap_or_default()));
            let choose = Callback::new(move |letters: String| {
                matching.data.update(|data| {
                    if letters.is_empty() {
                        data.remove(&number)
                    } else {
                        data.insert(number.clone(), letters)
                    };
                });
            });
            line(title, choices, chosen, choose)
        });
        let named = |title, signal: RwSignal<String>| {
            line(t(title).to_owned(), choices, signal.into(), Callback::new(move |letters| signal.set(letters)))
        };
        Some(view! {
            <table class="table table-plain">
                <thead><tr><th scope="col">{t(M::MatchFormColumn)}</th><th scope="col">{t(M::MatchFileColumn)}</th></tr></thead>
                <tbody>
                    {named(M::MatchCode, matching.code)}
                    {named(M::MatchLabel, matching.label)}
                    {data.collect_view()}
                </tbody>
            </table>
        })
    };
    view! {
        <div role="group" aria-label=t(M::MatchColumns)>
            <p class="hint">{t(M::MatchHint)}</p>
            <div class="layout-fields">
                {sheets(matching)}
                <TextField label=t(M::FirstRow) id="match-first" value=matching.first_row/>
            </div>
            <div class="table-scroll" tabindex="0" role="group" aria-label=t(M::Table)>{body}</div>
        </div>
    }
    .into_any()
}

fn is_entered(column: &Column) -> bool {
    let is_name = matches!(
        column.kind,
        ColumnType::Ordinal | ColumnType::Label | ColumnType::Unit | ColumnType::CatalogueItem { .. }
    );
    column.is_input() && !is_name
}

/// Letters of each column and what is shown of it.
fn choices(sheet: &SheetColumns) -> Vec<(String, String)> {
    let shown = |samples: &[String]| samples.join(" · ");
    sheet
        .columns
        .iter()
        .map(|column| (column.column.clone(), format!("{}: {}", column.column, shown(&column.samples))))
        .collect()
}

fn sheets(matching: Matching) -> impl IntoView {
    move || {
        let names: Vec<String> = matching.columns.with(|columns| {
            columns.iter().flat_map(|columns| columns.sheets.iter().map(|sheet| sheet.name.clone())).collect()
        });
        (names.len() > 1).then(|| {
            let options = names.into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> });
            view! {
                <div class="field">
                    <label for="match-sheet">{t(M::MatchSheet)}</label>
                    <select id="match-sheet" class="input" prop:value=move || matching.sheet.get()
                        on:change=move |event| matching.choose_sheet(event_target_value(&event))>
                        {options.collect_view()}
                    </select>
                </div>
            }
        })
    }
}

fn line(
    title: String,
    choices: StoredValue<Vec<(String, String)>>,
    chosen: Signal<String>,
    choose: Callback<String>,
) -> AnyView {
    let options = choices.get_value().into_iter().map(|(letters, text)| {
        let is_chosen = letters.clone();
        view! { <option value=letters selected=move || chosen.get() == is_chosen>{text}</option> }
    });
    view! {
        <tr>
            <td>{title.clone()}</td>
            <td>
                <select class="input" aria-label=title on:change=move |event| choose.run(event_target_value(&event))>
                    <option value="" selected=move || chosen.get().is_empty()>{t(M::MatchNone)}</option>
                    {options.collect_view()}
                </select>
            </td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use contract::workbook::ColumnSample;

    use super::*;

    fn columns(remembered: Option<ImportMapping>) -> WorkbookColumns {
        let sample =
            |column: &str, text: &str| ColumnSample { column: column.into(), samples: vec![text.into(), "41".into()] };
        let sheet = |name: &str, first_row| SheetColumns {
            name: name.into(),
            first_row,
            last_row: 9,
            columns: vec![sample("A", "Giải trình"), sample("B", "Bao nhiêu")],
        };
        WorkbookColumns { sheets: vec![sheet("S", 3), sheet("T", 5)], remembered }
    }

    #[test]
    fn matching_begins_with_the_first_sheet_or_as_it_was_done_before() {
        Owner::new().with(|| {
            let matching = Matching::new();
            matching.begin(columns(None));
            assert_eq!(matching.mapping(), None, "nothing is matched yet");
            matching.data.update(|data| drop(data.insert("3".into(), "B".into())));
            let found = matching.mapping().unwrap();
            assert_eq!((found.sheet.as_deref(), found.first_row, found.label_column), (Some("S"), 3, None));
            let before =
                ImportMapping { sheet: Some("T".into()), first_row: 6, label_column: Some("A".into()), ..found };
            matching.begin(columns(Some(before.clone())));
            assert_eq!(matching.mapping(), Some(before.clone()));
            matching.begin(columns(Some(ImportMapping { sheet: Some("gone".into()), ..before })));
            assert_eq!(matching.mapping(), None, "another file");
        });
    }

    #[test]
    fn columns_are_shown_with_what_stands_in_them() {
        assert_eq!(choices(&columns(None).sheets[0])[1], ("B".to_owned(), "B: Bao nhiêu · 41".to_owned()));
    }
}
