//! The rows of the table.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use domain::formula::{Expr, parse};
use domain::language::Language;
use domain::sheet::SheetRow;
use domain::template::{Aggregate, Column, ColumnNumber, ColumnType, FixedRow, RowRole};
use domain::value::Value;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, Formula, RowNum, Worksheet, XlsxError};

use super::Heading;
use super::formats::{Formats, Looks};
use super::formula::{Place, computed, sum};
use super::plan::{Plan, PlanColumn, PlanRow};
use crate::form::NOT_APPLICABLE;
use crate::hidden::BINARY_DIGITS;

/// A figure with more digits than a spreadsheet program keeps.
pub(super) struct ExactFigure {
    pub(super) row: String,
    pub(super) column: ColumnNumber,
    pub(super) figure: Decimal,
}

/// Writes every row and returns the figures that a binary number cannot hold.
pub(super) fn write(
    figures: &mut Worksheet,
    plan: &Plan<'_>,
    formats: &Formats,
    heading: &Heading<'_>,
) -> Result<Vec<ExactFigure>, XlsxError> {
    let mut writer = Writer { figures, plan, formats, heading, formulas: Formulas::new(plan), exact: Vec::new() };
    for index in 0..plan.rows.len() {
        writer.row(index)?;
    }
    Ok(writer.exact)
}

/// The parsed formulas of columns, and of single cells by row and column.
struct Formulas {
    columns: HashMap<ColumnNumber, Expr>,
    cells: HashMap<(String, ColumnNumber), Expr>,
}

impl Formulas {
    fn new(plan: &Plan<'_>) -> Self {
        let expr = |text: &str, column, row| parse(text).ok().map(|expr: Expr| expr.without_target(column, row));
        let columns = plan.columns.iter().filter_map(|column| {
            let number = column.column.number;
            Some((number, expr(column.column.formula.as_deref()?, number, None)?))
        });
        let cells = plan.template.rows.iter().flat_map(|row| {
            row.formulas.iter().filter_map(move |(number, text)| {
                let number = ColumnNumber(*number);
                Some(((row.code.clone(), number), expr(text, number, Some(&row.code))?))
            })
        });
        Self { columns: columns.collect(), cells: cells.collect() }
    }

    fn of_cell(&self, row: Option<&FixedRow>, column: ColumnNumber) -> Option<&Expr> {
        let own = row.filter(|row| !row.formulas.is_empty());
        own.and_then(|row| self.cells.get(&(row.code.clone(), column))).or_else(|| self.columns.get(&column))
    }
}

struct Writer<'w, 'p> {
    figures: &'w mut Worksheet,
    plan: &'p Plan<'p>,
    formats: &'w Formats,
    heading: &'w Heading<'w>,
    formulas: Formulas,
    exact: Vec<ExactFigure>,
}

impl<'p> Writer<'_, 'p> {
    fn row(&mut self, index: usize) -> Result<(), XlsxError> {
        let at = self.plan.excel_row(index);
        match (self.plan.rows.get(index), self.plan.report_row(index)) {
            (Some(PlanRow::Report(report_row)), Some(row)) => {
                self.described(at, row)?;
                for column in 0..self.plan.columns.len() {
                    self.cell(at, *report_row, row, column)?;
                }
                Ok(())
            }
            _ => self.entry_row(at),
        }
    }

    /// Columns A to D, and the unit behind the figures.
    fn described(&mut self, at: RowNum, row: &SheetRow) -> Result<(), XlsxError> {
        let looks = &self.formats.fixed;
        let format = if row.role == RowRole::Data { &looks.locked } else { &looks.strong };
        let code = row.item.as_deref().unwrap_or(row.key.as_str());
        self.text(at, 0, row.ordinal.as_deref().unwrap_or_default(), format)?;
        self.text(at, 1, code, format)?;
        let label = self.label(row);
        let is_typed = row.is_dynamic && self.plan.label.is_some_and(|column| column.kind == ColumnType::Label);
        if is_typed {
            self.text(at, 2, &label, if needs_quote(&label) { &looks.quoted } else { &looks.input })?;
        } else {
            let indented = format.clone().set_indent(row.level);
            self.text(at, 2, &label, if row.level == 0 { format } else { &indented })?;
        }
        let measure = row.unit_of_measure.as_deref().or(self.plan.template.unit_of_measure.as_deref());
        self.text(at, 3, measure.filter(|_| row.role != RowRole::Heading).unwrap_or_default(), format)?;
        if let Some(place) = self.plan.unit_place() {
            self.text(at, place, row.unit.as_deref().unwrap_or_default(), format)?;
        }
        Ok(())
    }

    fn label(&self, row: &SheetRow) -> String {
        let is_unit = self.plan.label.is_some_and(|column| column.kind == ColumnType::Unit);
        if is_unit {
            let own = Some(self.heading.unit_name).filter(|_| row.is_dynamic);
            return row
                .unit
                .as_deref()
                .or(Some(row.label.as_str()).filter(|label| !label.is_empty()))
                .or(own)
                .unwrap_or_default()
                .to_owned();
        }
        row.label.clone()
    }

    /// A text that no spreadsheet program takes for a formula.
    fn text(&mut self, row: RowNum, at: ColNum, text: &str, format: &Format) -> Result<(), XlsxError> {
        if text.is_empty() {
            self.figures.write_blank(row, at, format)?;
        } else if needs_quote(text) {
            self.figures.write_string_with_format(row, at, text, &format.clone().set_quote_prefix())?;
        } else {
            self.figures.write_string_with_format(row, at, text, format)?;
        }
        Ok(())
    }

    fn entry_row(&mut self, at: RowNum) -> Result<(), XlsxError> {
        let looks = &self.formats.fixed;
        self.figures.write_blank(at, 0, &looks.locked)?;
        self.figures.write_blank(at, 1, &looks.input)?;
        self.figures.write_blank(at, 2, &looks.input)?;
        self.figures.write_blank(at, 3, &looks.locked)?;
        for (index, column) in self.plan.columns.iter().enumerate() {
            let looks = self.formats.column(index);
            match column.column.formula {
                Some(_) => self.computed(at, None, RowRole::Data, column, looks, &Value::Blank)?,
                None => {
                    self.figures.write_blank(at, column.at, &looks.input)?;
                }
            }
        }
        if let Some(place) = self.plan.unit_place() {
            self.figures.write_blank(at, place, &self.formats.fixed.locked)?;
        }
        Ok(())
    }

    fn cell(&mut self, at: RowNum, report_row: usize, row: &SheetRow, index: usize) -> Result<(), XlsxError> {
        let Some(column) = self.plan.columns.get(index) else { return Ok(()) };
        let number = column.column.number;
        let value = self.plan.sheet.value(report_row, number);
        let looks = self.formats.column(index);
        if self.plan.sheet.is_input(report_row, number) {
            self.note_exact(row, number, &value);
            return self.value(at, column, &value, &looks.input, &looks.quoted);
        }
        let fixed = self.plan.fixed(&row.key).filter(|_| !row.is_dynamic);
        self.computed(at, fixed, row.role, column, looks, &value)
    }

    /// A live formula with its value, or the value alone where Excel cannot compute it.
    fn computed(
        &mut self,
        at: RowNum,
        fixed: Option<&'p FixedRow>,
        role: RowRole,
        column: &PlanColumn<'p>,
        looks: &Looks,
        value: &Value,
    ) -> Result<(), XlsxError> {
        let format = if role == RowRole::Data { &looks.locked } else { &looks.strong };
        let Some(formula) = self.formula(at, fixed, role, column.column) else {
            return self.value(at, column, value, format, format);
        };
        let result = match value {
            Value::Number(number) => number.normalize().to_string(),
            Value::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            _ => String::new(),
        };
        let formula = Formula::new(formula).set_result(result);
        self.figures.write_formula_with_format(at, column.at, formula, format)?;
        Ok(())
    }

    fn formula(&self, at: RowNum, fixed: Option<&'p FixedRow>, role: RowRole, column: &Column) -> Option<String> {
        let own = fixed.is_some_and(|row| row.formulas.contains_key(&column.number.0));
        let is_total = matches!(role, RowRole::Total | RowRole::Subtotal);
        if is_total && !own && column.aggregate() == Aggregate::Sum {
            let rows = match role {
                RowRole::Total => Some(self.plan.data_rows()),
                _ => self.plan.children(&fixed?.code),
            };
            return sum(rows?, column, self.plan);
        }
        let is_blank = role == RowRole::Heading || (is_total && column.aggregate() != Aggregate::Recompute);
        if is_blank && !own {
            return None;
        }
        let expr = self.formulas.of_cell(fixed, column.number)?;
        let place = Place { plan: self.plan, row: at, code: fixed.map(|row| row.code.as_str()) };
        computed(expr, column, place)
    }

    fn value(
        &mut self,
        at: RowNum,
        column: &PlanColumn<'_>,
        value: &Value,
        format: &Format,
        quoted: &Format,
    ) -> Result<(), XlsxError> {
        let place = column.at;
        match value {
            Value::Blank => self.figures.write_blank(at, place, format)?,
            Value::NotApplicable => self.figures.write_string_with_format(at, place, NOT_APPLICABLE, format)?,
            Value::Number(number) => self.figures.write_number_with_format(at, place, nearest(*number), format)?,
            Value::Date(date) => match day(*date) {
                Some(day) => self.figures.write_datetime_with_format(at, place, &day, format)?,
                None => {
                    let text = date.format("%d/%m/%Y").to_string();
                    self.figures.write_string_with_format(at, place, text, format)?
                }
            },
            Value::Bool(yes) => {
                let text = yes_or_no(*yes, self.heading.language);
                self.figures.write_string_with_format(at, place, text, format)?
            }
            Value::Text(text) => {
                let text = self.shown(column.column, text);
                let format = if needs_quote(&text) { quoted } else { format };
                self.figures.write_string_with_format(at, place, text, format)?
            }
        };
        Ok(())
    }

    /// An item is shown by its name; import finds its code again.
    fn shown(&self, column: &Column, text: &str) -> String {
        match &column.kind {
            ColumnType::Choice { catalogue } => {
                let item = self.heading.catalogues.find(catalogue, text);
                item.map_or_else(|| text.to_owned(), |item| item.name.clone())
            }
            _ => text.to_owned(),
        }
    }

    fn note_exact(&mut self, row: &SheetRow, column: ColumnNumber, value: &Value) {
        if let Value::Number(figure) = value
            && digits(*figure) > BINARY_DIGITS
        {
            let row = row.item.clone().unwrap_or_else(|| row.key.to_string());
            self.exact.push(ExactFigure { row, column, figure: *figure });
        }
    }
}

pub(super) fn yes_or_no(yes: bool, language: Language) -> &'static str {
    match (language, yes) {
        (Language::Vi, true) => "Có",
        (Language::Vi, false) => "Không",
        (Language::En, true) => "Yes",
        (Language::En, false) => "No",
    }
}

/// Texts that a spreadsheet program, or a CSV made of the file, could take for a formula.
fn needs_quote(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Excel's day; it has none before 1900.
fn day(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn digits(number: Decimal) -> usize {
    let mantissa = number.normalize().mantissa().unsigned_abs();
    if mantissa == 0 { 1 } else { usize::try_from(mantissa.ilog10()).unwrap_or_default() + 1 }
}

/// The binary number that is shown; the exact one stands in the hidden sheet where they differ.
fn nearest(number: Decimal) -> f64 {
    match i32::try_from(number) {
        Ok(small) if number.is_integer() => f64::from(small),
        _ => number.to_string().parse().unwrap_or_default(),
    }
}
