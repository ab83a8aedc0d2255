//! The cells that a figure is computed from (convention 98).

use domain::formula::{Expr, ExprKind, Operator, Rows, Source, parse};
use domain::template::{Aggregate, ColumnNumber, RowRole};
use domain::value::Value;

use super::figures::Figures;
use super::place::Place;
use super::shown::ancestors;

/// The cells that a figure is computed from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// Each a stretch of one column.
    pub stretches: Vec<Stretch>,
}

/// Cells of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the column.
    pub col: usize,
    /// Its rows.
    pub rows: Which,
}

/// Rows of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// One row of the sheet.
    Row(usize),
    /// All rows of figures.
    Data,
    /// Those nested directly under this row of the sheet.
    Under(usize),
}

impl Sources {
    /// What the figure at a place is computed from; nothing when it is entered.
    #[must_use]
    pub fn of(figures: &Figures, place: Place) -> Self {
        let stretches = if place.row < figures.row_count() { stretches(figures, place) } else { Vec::new() };
        Self { stretches }
    }

    /// Whether a cell is one of them.
    #[must_use]
    pub fn contains(&self, figures: &Figures, place: Place) -> bool {
        self.stretches.iter().any(|stretch| stretch.contains(figures, place))
    }
}

impl Stretch {
    /// Whether a cell belongs to it.
    #[must_use]
    pub fn contains(&self, figures: &Figures, place: Place) -> bool {
        if self.col != place.col || place.row >= figures.row_count() {
            return false;
        }
        let (sheet, row) = (figures.sheet(), figures.sheet_row(place.row));
        let counts = |role| matches!(role, RowRole::Data | RowRole::Subtotal);
        match self.rows {
            Which::Row(wanted) => row == wanted,
            Which::Data => sheet.row(row).role == RowRole::Data,
            Which::Under(above) => counts(sheet.row(row).role) && ancestors(sheet, row).next() == Some(above),
        }
    }

    /// Its first and last cell on screen.
    #[must_use]
    pub fn ends(&self, figures: &Figures) -> Option<(Place, Place)> {
        let mut places = (0..figures.row_count()).map(|row| Place::new(row, self.col));
        let first = places.clone().find(|place| self.contains(figures, *place))?;
        let last = places.rfind(|place| self.contains(figures, *place)).unwrap_or(first);
        Some((first, last))
    }
}

fn stretches(figures: &Figures, place: Place) -> Vec<Stretch> {
    let (row, column) = (figures.row(place.row), &figures.columns()[place.col]);
    let at = figures.sheet_row(place.row);
    let template = figures.sheet().form().template();
    let prescribed = template.rows.iter().find(|fixed| fixed.code == row.key.0);
    let of_cell = prescribed.and_then(|fixed| fixed.formulas.get(&column.number.0));
    let is_computed_row = matches!(row.role, RowRole::Subtotal | RowRole::Total);
    let of_column = column
        .formula
        .as_ref()
        .filter(|_| row.role == RowRole::Data || is_computed_row && column.aggregate() == Aggregate::Recompute);
    if let Some(formula) = of_cell.or(of_column) {
        let mut found = Vec::new();
        if let Ok(expression) = parse(formula) {
            collect(figures, at, &expression, &mut found);
        }
        return found;
    }
    let rows = match row.role {
        RowRole::Total if column.aggregate() == Aggregate::Sum => Which::Data,
        RowRole::Subtotal if column.aggregate() == Aggregate::Sum => Which::Under(at),
        _ => return Vec::new(),
    };
    vec![Stretch { col: place.col, rows }]
}

/// The column by which a formula divides although it is zero there.
#[must_use]
pub fn zero_divisor(figures: &Figures, place: Place) -> Option<ColumnNumber> {
    let sources = Sources::of(figures, place);
    let column = &figures.columns()[place.col];
    let formula = column.formula.as_ref().filter(|_| !sources.stretches.is_empty())?;
    divisor(figures, place, &parse(formula).ok()?)
}

fn divisor(figures: &Figures, place: Place, expression: &Expr) -> Option<ColumnNumber> {
    match &expression.kind {
        ExprKind::Binary(Operator::Divide, left, right) => {
            let own = match &right.kind {
                ExprKind::Reference(reference) if reference.source == Source::Here && reference.rows == Rows::Own => {
                    Some(reference.column)
                }
                _ => None,
            };
            let is_zero = |number: &ColumnNumber| {
                let value = col(figures, *number).map(|col| figures.value(Place::new(place.row, col)));
                matches!(value, Some(Value::Number(number)) if number.is_zero())
            };
            own.filter(is_zero).or_else(|| divisor(figures, place, left)).or_else(|| divisor(figures, place, right))
        }
        ExprKind::Binary(_, left, right) => divisor(figures, place, left).or_else(|| divisor(figures, place, right)),
        ExprKind::Negate(inner) => divisor(figures, place, inner),
        ExprKind::Call(_, arguments) => arguments.iter().find_map(|inner| divisor(figures, place, inner)),
        ExprKind::Reference(_) | ExprKind::Number(_) | ExprKind::Text(_) => None,
    }
}

fn collect(figures: &Figures, at: usize, expression: &Expr, found: &mut Vec<Stretch>) {
    match &expression.kind {
        ExprKind::Reference(reference) if reference.source == Source::Here => {
            let rows = match &reference.rows {
                Rows::Own => Some(Which::Row(at)),
                Rows::Row(code) => figures.sheet().row_index(&code.as_str().into()).map(Which::Row),
                Rows::All => Some(Which::Data),
                Rows::Children => Some(Which::Under(at)),
            };
            let stretch = rows.zip(col(figures, reference.column)).map(|(rows, col)| Stretch { col, rows });
            if let Some(stretch) = stretch.filter(|stretch| !found.contains(stretch)) {
                found.push(stretch);
            }
        }
        ExprKind::Negate(inner) => collect(figures, at, inner, found),
        ExprKind::Binary(_, left, right) => {
            collect(figures, at, left, found);
            collect(figures, at, right, found);
        }
        ExprKind::Call(_, arguments) => arguments.iter().for_each(|inner| collect(figures, at, inner, found)),
        ExprKind::Reference(_) | ExprKind::Number(_) | ExprKind::Text(_) => {}
    }
}

fn col(figures: &Figures, number: ColumnNumber) -> Option<usize> {
    figures.columns().iter().position(|column| column.number == number)
}
