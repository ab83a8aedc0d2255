//! Matching the file's rows to the form's, by code and never by position.

use std::collections::{BTreeMap, HashMap};

use domain::content::RowKey;
use domain::old_fonts::meant;
use domain::template::{Column, ColumnType, FixedRow, FormTemplate, RowKind, RowRole};
use domain::text::plain;
use domain::value::Value;

use super::cell::Reader;
use super::compare::{ComputedRow, Shown};
use super::hidden::Exact;
use super::layout::Table;
use super::numbers::Convention;
use super::{ImportedRow, Notes};
use crate::address::Address;
use crate::catalogues::CatalogueIndex;
use crate::form::label_column;
use crate::grid::{GridRow, GridSheet};
use crate::hidden::BINARY_DIGITS;
use crate::problem::Oddity;

/// All that reading rows needs.
pub(super) struct Context<'g> {
    pub(super) sheet: &'g GridSheet,
    pub(super) table: &'g Table,
    pub(super) template: &'g FormTemplate,
    pub(super) catalogues: &'g CatalogueIndex,
    pub(super) exact: Exact,
    /// Whether texts in old fonts are taken in Unicode.
    pub(super) to_unicode: bool,
}

impl<'g> Context<'g> {
    /// The rows of the table.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'g GridRow> {
        let range = self.table.first_row..=self.table.last_row;
        self.sheet.rows.iter().filter(move |row| range.contains(&row.index))
    }

    /// The columns of the table with their places.
    pub(super) fn columns(&self) -> Vec<(&'g Column, u16)> {
        let places = self.table.columns.iter();
        places.filter_map(|found| self.template.column(found.number).map(|column| (column, found.at))).collect()
    }
}

/// What the rows gave.
pub(super) struct RowsRead {
    pub(super) rows: Vec<ImportedRow>,
    /// What the file shows where the system computes.
    pub(super) computed: Vec<ComputedRow>,
}

/// Reads every row of the table.
pub(super) fn read(context: &Context<'_>, notes: &mut Notes<'_>) -> RowsRead {
    let columns = context.columns();
    let texts = context.rows().flat_map(|row| numeric_texts(row, &columns));
    let convention = Convention::of(texts);
    let remarks_texts = !context.sheet.is_plain_text;
    let reader = Reader { catalogues: context.catalogues, convention, remarks_texts };
    let mut matcher = Matcher::new(context, reader, columns);
    for row in context.rows() {
        matcher.row(row, notes);
    }
    RowsRead { rows: matcher.rows, computed: matcher.computed }
}

/// The texts where numbers belong, with whether they must be whole.
fn numeric_texts<'g>(row: &'g GridRow, columns: &[(&'g Column, u16)]) -> impl Iterator<Item = (&'g str, bool)> {
    let numeric = columns.iter().filter(|(column, _)| column.kind.is_numeric());
    numeric.filter_map(|(column, at)| Some((row.cell(*at)?.text()?, column.kind == ColumnType::Integer)))
}

/// What a row of the file is.
enum Match<'g> {
    Prescribed(&'g FixedRow),
    Item {
        code: String,
        name: String,
    },
    Free {
        key: Option<RowKey>,
    },
    /// Not a row of the report; why was said.
    Not,
}

/// What the file calls a row.
struct Named {
    code: String,
    label: String,
}

impl Named {
    /// That the row stands in the file already: said by what it was found by.
    fn duplicate_of(&self, key: &RowKey, first: u32) -> Oddity {
        let code = key.to_string();
        if self.code.is_empty() {
            Oddity::DuplicateName { name: self.label.clone(), code, first }
        } else {
            Oddity::DuplicateCode { code, first }
        }
    }
}

struct Matcher<'c, 'g> {
    context: &'c Context<'g>,
    reader: Reader<'g>,
    columns: Vec<(&'g Column, u16)>,
    by_code: HashMap<&'g str, &'g FixedRow>,
    /// In small letters; the first of two that differ in case only.
    by_plain_code: HashMap<String, &'g FixedRow>,
    by_label: HashMap<String, Option<&'g FixedRow>>,
    seen: HashMap<RowKey, u32>,
    rows: Vec<ImportedRow>,
    computed: Vec<ComputedRow>,
    /// The total below added rows was passed: what follows after a gap is no longer the table.
    is_below_total: bool,
    last_index: Option<u32>,
    is_outside: bool,
}

impl<'c, 'g> Matcher<'c, 'g> {
    fn new(context: &'c Context<'g>, reader: Reader<'g>, columns: Vec<(&'g Column, u16)>) -> Self {
        let mut by_label: HashMap<String, Option<&FixedRow>> = HashMap::new();
        for row in &context.template.rows {
            by_label.entry(plain(&row.label)).and_modify(|found| *found = None).or_insert(Some(row));
        }
        let by_code = context.template.rows.iter().map(|row| (row.code.as_str(), row)).collect();
        let rows = context.template.rows.iter().rev();
        let by_plain_code = rows.map(|row| (row.code.to_ascii_lowercase(), row)).collect();
        Self {
            context,
            reader,
            columns,
            by_code,
            by_plain_code,
            by_label,
            seen: HashMap::new(),
            rows: Vec::new(),
            computed: Vec::new(),
            is_below_total: false,
            last_index: None,
            is_outside: false,
        }
    }

    fn row(&mut self, row: &'g GridRow, notes: &mut Notes<'_>) {
        let code = self.text(row, self.context.table.code);
        let label = self.text(row, self.context.table.label);
        if code.is_empty() && label.is_empty() && !self.has_figures(row) {
            return;
        }
        let has_gap = self.last_index.is_some_and(|last| row.index > last + 1);
        self.last_index = Some(row.index);
        self.is_outside |= self.is_below_total && has_gap && code.is_empty();
        if self.is_outside {
            notes.add(self.at(row), &Oddity::OutsideTable);
            return;
        }
        let found = self.find(row, &code, &meant(&label), notes);
        self.take(row, found, &Named { code, label }, notes);
    }

    fn find(&self, row: &GridRow, code: &str, label: &str, notes: &mut Notes<'_>) -> Match<'g> {
        if let Some(fixed) = self.fixed(code) {
            self.check_label(row, fixed, label, notes);
            return Match::Prescribed(fixed);
        }
        let by_label = || self.by_label.get(&plain(label)).copied().flatten();
        if let Some(fixed) = code.is_empty().then(by_label).flatten() {
            return Match::Prescribed(fixed);
        }
        match &self.context.template.row_kind {
            RowKind::Fixed => {
                let oddity = if code.is_empty() {
                    Oddity::RowWithoutCode(self.first_text(row, label))
                } else {
                    Oddity::UnknownCode(code.to_owned())
                };
                notes.add(self.at(row), &oddity);
                Match::Not
            }
            RowKind::Catalogue { catalogue } => self.item(row, catalogue, code, label, notes),
            RowKind::Free => Match::Free { key: (!code.is_empty()).then(|| RowKey(code.to_owned())) },
        }
    }

    fn fixed(&self, code: &str) -> Option<&'g FixedRow> {
        if code.is_empty() {
            return None;
        }
        let by_any_case = || self.by_plain_code.get(&code.to_ascii_lowercase());
        self.by_code.get(code).or_else(by_any_case).copied()
    }

    /// A label that names another prescribed row is worth a remark: codes and names were probably mixed up.
    fn check_label(&self, row: &GridRow, fixed: &FixedRow, label: &str, notes: &mut Notes<'_>) {
        let other = self.by_label.get(&plain(label)).copied().flatten();
        if other.is_some_and(|other| other.code != fixed.code) && plain(&fixed.label) != plain(label) {
            let (code, label) = (fixed.code.clone(), label.to_owned());
            notes.add(self.at(row), &Oddity::LabelDiffers { code, label });
        }
    }

    fn item(&self, row: &GridRow, catalogue: &str, code: &str, label: &str, notes: &mut Notes<'_>) -> Match<'g> {
        let find = |text: &str| self.context.catalogues.find(catalogue, text);
        let (by_code, by_label) = (find(code), find(label));
        let Some(item) = by_code.or(by_label.filter(|_| code.is_empty())) else {
            let text = if code.is_empty() { self.first_text(row, label) } else { code.to_owned() };
            notes.add(self.at(row), &Oddity::UnknownRowItem(text));
            return Match::Not;
        };
        if by_label.is_some_and(|other| other.code != item.code) {
            let (code, label) = (item.code.clone(), label.to_owned());
            notes.add(self.at(row), &Oddity::LabelDiffers { code, label });
        }
        Match::Item { code: item.code.clone(), name: item.name.clone() }
    }

    fn take(&mut self, row: &'g GridRow, found: Match<'g>, named: &Named, notes: &mut Notes<'_>) {
        let (key, item, name, fixed) = match found {
            Match::Not => return,
            Match::Prescribed(fixed) => (Some(RowKey(fixed.code.clone())), None, None, Some(fixed)),
            Match::Item { code, name } => (Some(RowKey(code.clone())), Some(code), Some(name), None),
            Match::Free { key } => (key, None, self.free_label(row, &named.label, notes), None),
        };
        if let Some(key) = &key {
            if let Some(first) = self.seen.get(key) {
                notes.add(self.at(row), &named.duplicate_of(key, *first));
                return;
            }
            if fixed.is_some_and(|fixed| fixed.role == RowRole::Data) && named.code.is_empty() {
                let (name, code) = (named.label.clone(), key.to_string());
                notes.add(self.at(row), &Oddity::MatchedByName { name, code });
            }
            self.seen.insert(key.clone(), row.index + 1);
        }
        self.keep_computed(row, key.as_ref(), fixed);
        if let Some(fixed) = fixed.filter(|fixed| fixed.role != RowRole::Data) {
            self.is_below_total |= fixed.role == RowRole::Total && !self.rows.is_empty();
            if fixed.role == RowRole::Heading {
                self.note_ignored(row, notes);
            }
            return;
        }
        let cells = self.cells(row, key.as_ref(), fixed, notes);
        let is_prescribed = fixed.is_some();
        self.rows.push(ImportedRow { source_row: row.index + 1, key, item, label: name, is_prescribed, cells });
    }

    /// The label of a free row is input, unless column C only shows the unit.
    fn free_label(&self, row: &GridRow, label: &str, notes: &mut Notes<'_>) -> Option<String> {
        let is_unit =
            label_column(self.context.template).is_some_and(|column| column.kind == domain::template::ColumnType::Unit);
        if label.is_empty() || is_unit {
            return None;
        }
        let plain = notes
            .old_text(self.at(row), label, self.context.table.label.and_then(|at| row.cell(at)?.old_font))
            .filter(|_| self.context.to_unicode);
        Some(plain.unwrap_or_else(|| label.to_owned()))
    }

    fn cells(
        &self,
        row: &GridRow,
        key: Option<&RowKey>,
        fixed: Option<&FixedRow>,
        notes: &mut Notes<'_>,
    ) -> BTreeMap<domain::template::ColumnNumber, Value> {
        let mut cells = BTreeMap::new();
        for (column, at) in &self.columns {
            let is_computed = fixed.is_some_and(|fixed| fixed.formulas.contains_key(&column.number.0));
            if !column.is_input() || is_computed {
                continue;
            }
            let (mut value, oddity) = match row.cell(*at) {
                Some(cell) => self.reader.value(column, cell),
                None => (Value::Blank, None),
            };
            if let (Value::Number(shown), Some(key)) = (&value, key) {
                let exact = self.context.exact.get(&(key.clone(), column.number));
                if let Some(exact) = exact.filter(|exact| is_shown_as(**exact, *shown)) {
                    value = Value::Number(*exact);
                }
            }
            if let Some(oddity) = oddity {
                notes.add(Address::new(row.index, *at), &oddity);
            }
            if let (Value::Text(text), false) = (&value, column.kind.is_numeric())
                && let Some(plain) =
                    notes.old_text(Address::new(row.index, *at), text, row.cell(*at).and_then(|cell| cell.old_font))
                && self.context.to_unicode
            {
                value = Value::Text(plain);
            }
            cells.insert(column.number, value);
        }
        cells
    }

    /// What the row shows where the system computes: to be compared, never taken.
    fn keep_computed(&mut self, row: &GridRow, key: Option<&RowKey>, fixed: Option<&FixedRow>) {
        if fixed.is_some_and(|fixed| fixed.role == RowRole::Heading) {
            return;
        }
        let is_total = fixed.is_some_and(|fixed| fixed.role != RowRole::Data);
        let is_computed = |column: &Column| {
            is_total || !column.is_input() || fixed.is_some_and(|fixed| fixed.formulas.contains_key(&column.number.0))
        };
        let computed = self.columns.iter().filter(|(column, _)| is_computed(column));
        let cells = computed
            .filter_map(|(column, at)| Some((column.number, Shown::of(&self.reader, column, row.filled(*at)?))));
        let cells: Vec<_> = cells.collect();
        if !cells.is_empty() {
            self.computed.push(ComputedRow { source_row: row.index + 1, key: key.cloned(), cells });
        }
    }

    fn note_ignored(&self, row: &GridRow, notes: &mut Notes<'_>) {
        for (_, at) in &self.columns {
            if row.filled(*at).is_some() {
                notes.add(Address::new(row.index, *at), &Oddity::NotAnInputCell);
            }
        }
    }

    fn has_figures(&self, row: &GridRow) -> bool {
        // A template's empty rows hold formulas that show nothing, and perhaps their number.
        self.columns.iter().any(|(column, at)| column.is_input() && row.filled(*at).is_some())
    }

    fn text(&self, row: &GridRow, column: Option<u16>) -> String {
        column.and_then(|column| row.cell(column)).map(|cell| self.reader.text(cell)).unwrap_or_default()
    }

    fn first_text(&self, row: &GridRow, label: &str) -> String {
        if !label.is_empty() {
            return label.to_owned();
        }
        row.cells.iter().map(|cell| self.reader.text(cell)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn at(&self, row: &GridRow) -> Address {
        let columns = [self.context.table.code, self.context.table.label];
        let filled = |column: &u16| row.filled(*column).is_some();
        let named = columns.into_iter().flatten().find(filled);
        let first = || row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| cell.column);
        Address::new(row.index, named.or_else(first).unwrap_or_default())
    }
}

/// Whether a spreadsheet program shows `shown` where `exact` was written: equal in the digits it keeps.
fn is_shown_as(exact: rust_decimal::Decimal, shown: rust_decimal::Decimal) -> bool {
    let digits = u32::try_from(BINARY_DIGITS).unwrap_or(15);
    exact.round_sf(digits) == shown.round_sf(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duplicate_is_said_by_what_the_row_was_found_by() {
        let key = RowKey("I.1".to_owned());
        for (code, expected, words) in [
            ("", "duplicate_name", "tên “Hộ tịch” (mã I.1) đã có ở dòng 5"),
            ("i.1", "duplicate_code", "“I.1” đã có ở dòng 5"),
        ] {
            let named = Named { code: code.to_owned(), label: "Hộ tịch".to_owned() };
            let problem = named.duplicate_of(&key, 5).at("S", "B9");
            assert_eq!(problem.code, expected);
            assert!(problem.message_vi.contains(words), "{}", problem.message_vi);
        }
    }
}
