//! Figures to fill forms with: they satisfy the form's own rules, as far as chance finds such.

use std::sync::Arc;

use domain::catalogue::{Catalogue, Choices};
use domain::content::{Content, ContentRow, RowKey};
use domain::sheet::{CompiledForm, FindingCounts, References, Sheet};
use domain::template::{Column, ColumnType, RowKind};
use domain::value::Value;
use rust_decimal::Decimal;
use store::changes::ContentChanges;
use store::stored::content_to_json;

use super::chance::Chance;
use crate::AppResult;

/// How many different fillings a form has.
const VARIETY: usize = 16;

/// How often a row is thrown again that breaks a rule.
const THROWS: usize = 25;

/// Rows that are picked or typed.
const ROWS: u32 = 4;

/// How one author fills a form: in part first, then whole, and mended where it came back. Texts as they are stored.
#[derive(Debug, Clone)]
pub(super) struct Specimen {
    /// The contents, each as a whole.
    pub bodies: [String; 3],
    /// From nothing to the first, and from each to the next; from the last back to the second.
    pub changes: [String; 4],
    /// What the rules say of each content.
    pub findings: [FindingCounts; 3],
}

/// Fills a form in several ways; none for what is not filled in the system.
pub(super) fn specimens(
    form: &Arc<CompiledForm>,
    catalogues: &[Catalogue],
    chance: &mut Chance,
) -> AppResult<Vec<Specimen>> {
    if !form.template().is_fillable() {
        return Ok(Vec::new());
    }
    let filler = Filler { form, catalogues, references: references(catalogues) };
    (0..VARIETY).map(|_| filler.specimen(chance)).collect()
}

fn references(catalogues: &[Catalogue]) -> References {
    let mut choices = Choices::default();
    for catalogue in catalogues {
        choices.insert(&catalogue.code, catalogue.items.iter().map(|item| (item.code.clone(), item.name.clone())));
    }
    References { choices, ..References::default() }
}

struct Filler<'a> {
    form: &'a Arc<CompiledForm>,
    catalogues: &'a [Catalogue],
    references: References,
}

impl Filler<'_> {
    fn specimen(&self, chance: &mut Chance) -> AppResult<Specimen> {
        let whole = self.content(chance);
        let half = whole.rows.len().div_ceil(2);
        let part = Content { rows: whole.rows.iter().take(half).cloned().collect() };
        let mended = self.mended(&whole, chance);
        let stages = [part, whole, mended];
        let [first, second, third] = &stages;
        let nothing = Content::default();
        let steps = [(&nothing, first), (first, second), (second, third), (third, second)];
        let text = |(from, to): (&Content, &Content)| ContentChanges::between(from, to).to_json();
        let [a, b, c, d] = steps.map(text);
        let [x, y, z] = [first, second, third].map(content_to_json);
        Ok(Specimen {
            bodies: [x?, y?, z?],
            changes: [a?, b?, c?, d?],
            findings: [first, second, third].map(|content| self.findings(content)),
        })
    }

    fn findings(&self, content: &Content) -> FindingCounts {
        Sheet::open(Arc::clone(self.form), content, self.references.clone()).finding_counts()
    }

    fn content(&self, chance: &mut Chance) -> Content {
        let mut content = Content::default();
        for row in self.rows(chance) {
            self.add(&mut content, row, chance);
        }
        content
    }

    /// Adds a row with figures that break no rule; with noughts where chance finds none.
    fn add(&self, content: &mut Content, (row, columns): (ContentRow, Vec<Column>), chance: &mut Chance) {
        let before = self.findings(content);
        content.rows.push(row);
        for throw in 0..=THROWS {
            let Some(last) = content.rows.last_mut() else { return };
            for column in &columns {
                let value = if throw < THROWS { self.value(column, chance) } else { self.nought(column) };
                last.cells.insert(column.number, value);
            }
            let now = self.findings(content);
            if now.errors <= before.errors && now.warnings <= before.warnings {
                return;
            }
        }
    }

    /// The rows to fill, with the columns that are entered in each.
    fn rows(&self, chance: &mut Chance) -> Vec<(ContentRow, Vec<Column>)> {
        let template = self.form.template();
        let sheet = Sheet::open(Arc::clone(self.form), &Content::default(), self.references.clone());
        let entered: Vec<Column> = template.columns().filter(|column| column.is_input()).cloned().collect();
        let mut rows = Vec::new();
        for row in &template.rows {
            let key = RowKey(row.code.clone());
            let Some(place) = sheet.row_index(&key) else { continue };
            let columns: Vec<Column> =
                entered.iter().filter(|column| sheet.is_input(place, column.number)).cloned().collect();
            if !columns.is_empty() {
                rows.push((ContentRow::new(key), columns));
            }
        }
        rows.extend(self.added_rows(chance).into_iter().map(|row| (row, entered.clone())));
        rows
    }

    fn added_rows(&self, chance: &mut Chance) -> Vec<ContentRow> {
        let wanted = 1 + chance.below(ROWS);
        match &self.form.template().row_kind {
            RowKind::Fixed => Vec::new(),
            RowKind::Free => (1..=wanted).map(|number| free_row(number, chance)).collect(),
            RowKind::Catalogue { catalogue } => {
                let items = self.catalogues.iter().find(|known| known.code == *catalogue).map(|known| &known.items[..]);
                let items = items.unwrap_or_default();
                let from = usize::try_from(chance.below(u32::try_from(items.len()).unwrap_or_default()));
                let picked = items.iter().cycle().skip(from.unwrap_or_default());
                let count = usize::try_from(wanted).unwrap_or_default().min(items.len());
                let row = |item: &domain::catalogue::CatalogueItem| ContentRow {
                    item: Some(item.code.clone()),
                    label: Some(item.name.clone()),
                    ..ContentRow::new(item.code.clone())
                };
                picked.take(count).map(row).collect()
            }
        }
    }

    fn value(&self, column: &Column, chance: &mut Chance) -> Value {
        match &column.kind {
            // Much is small, little is large, and now and then there is nothing.
            ColumnType::Integer => {
                let most = [10, 100, 1_000, 10_000][usize::try_from(chance.below(4)).unwrap_or_default()];
                Value::from(i64::from(chance.below(most)))
            }
            ColumnType::Decimal { scale } => {
                Value::Number(Decimal::new(i64::from(chance.below(1_000_000)), u32::from(*scale)))
            }
            ColumnType::Percent { .. } => Value::from(i64::from(chance.below(101))),
            ColumnType::Text => Value::from(if chance.percent(50) { "Đúng hạn" } else { "Không phát sinh" }),
            ColumnType::Choice { catalogue } => {
                let known = self.catalogues.iter().find(|known| known.code == *catalogue);
                let item = known.and_then(|known| chance.pick(&known.items));
                item.map_or(Value::Blank, |item| Value::from(item.code.as_str()))
            }
            ColumnType::Bool => Value::Bool(chance.percent(50)),
            ColumnType::Date
            | ColumnType::Ordinal
            | ColumnType::Label
            | ColumnType::Unit
            | ColumnType::CatalogueItem { .. } => Value::Blank,
        }
    }

    fn nought(&self, column: &Column) -> Value {
        if column.kind.is_numeric() { Value::from(0) } else { self.value(column, &mut Chance::new(0)) }
    }

    /// The same with one figure changed; unchanged where that would break a rule.
    fn mended(&self, whole: &Content, chance: &mut Chance) -> Content {
        let before = self.findings(whole);
        for _ in 0..THROWS {
            let mut mended = whole.clone();
            let place = usize::try_from(chance.below(u32::try_from(mended.rows.len()).unwrap_or_default()));
            let Some(row) = mended.rows.get_mut(place.unwrap_or_default()) else { break };
            let number = row.cells.iter_mut().find_map(|(_, value)| match value {
                Value::Number(number) if !number.is_zero() => Some(number),
                _ => None,
            });
            if let Some(number) = number {
                *number += Decimal::from(1 + chance.below(9));
            }
            if self.findings(&mended).errors <= before.errors {
                return mended;
            }
        }
        whole.clone()
    }
}

fn free_row(number: u32, chance: &mut Chance) -> ContentRow {
    let label = format!("Nội dung số {} của dữ liệu sinh", 1 + chance.below(900));
    ContentRow { label: Some(label), ..ContentRow::new(format!("r{number}")) }
}
