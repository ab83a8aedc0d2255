//! The syntax tree of a formula.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::template::ColumnNumber;

/// Where something stands in the text of a formula, in bytes.
///
/// Two trees are equal when they say the same, wherever it was written: spans never differ.
#[derive(Debug, Clone, Default)]
pub struct Span(pub Range<usize>);

impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Span {}

/// An expression with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it was written.
    pub at: Span,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// A number, never negative.
    Number(Decimal),
    /// A text.
    Text(String),
    /// One or more cells.
    Reference(Reference),
    /// The negative of something.
    Negate(Box<Expr>),
    /// Two operands.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function of its arguments.
    Call(Function, Vec<Expr>),
}

/// Cells that a formula refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    /// In which report.
    pub source: Source,
    /// In which rows.
    pub rows: Rows,
    /// In which column.
    pub column: ColumnNumber,
}

/// The report that a reference looks into.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// This one.
    Here,
    /// The same form and unit, previous period.
    Previous,
    /// Another form by its code, same unit and period.
    Form(String),
}

/// The rows that a reference looks at.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rows {
    /// The row that is computed or checked.
    Own,
    /// The row with this indicator code.
    Row(String),
    /// All rows of role data.
    All,
    /// The rows nested under this one.
    Children,
}

/// What stands between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Operator {
    /// Whether it compares.
    #[must_use]
    pub fn is_comparison(self) -> bool {
        !matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide)
    }

    /// As written in formulas.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// The functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// The sum of the arguments.
    Sum,
    /// The least argument.
    Min,
    /// The greatest argument.
    Max,
    /// `ROUND(x)` or `ROUND(x, digits)`, half away from zero.
    Round,
    /// The absolute value.
    Abs,
    /// `IF(condition, then, else)`.
    If,
    /// How many arguments are filled in.
    Count,
    /// Whether all arguments hold.
    And,
    /// Whether some argument holds.
    Or,
    /// Whether the argument does not hold.
    Not,
}

impl Function {
    /// All functions.
    pub const ALL: [Self; 10] = [
        Self::Sum,
        Self::Min,
        Self::Max,
        Self::Round,
        Self::Abs,
        Self::If,
        Self::Count,
        Self::And,
        Self::Or,
        Self::Not,
    ];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "SUM",
            Self::Min => "MIN",
            Self::Max => "MAX",
            Self::Round => "ROUND",
            Self::Abs => "ABS",
            Self::If => "IF",
            Self::Count => "COUNT",
            Self::And => "AND",
            Self::Or => "OR",
            Self::Not => "NOT",
        }
    }

    /// Fewest and most arguments.
    #[must_use]
    pub fn arity(self) -> (usize, usize) {
        match self {
            Self::Sum | Self::Min | Self::Max | Self::Count | Self::And | Self::Or => (1, usize::MAX),
            Self::Round => (1, 2),
            Self::Abs | Self::Not => (1, 1),
            Self::If => (3, 3),
        }
    }
}

impl Expr {
    /// An expression that was not written anywhere.
    #[must_use]
    pub fn new(kind: ExprKind) -> Self {
        Self { kind, at: Span::default() }
    }

    /// The expressions directly inside.
    pub fn operands(&self) -> impl Iterator<Item = &Self> {
        let (one, two, many): (Option<&Self>, Option<&Self>, &[Self]) = match &self.kind {
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Reference(_) => (None, None, &[]),
            ExprKind::Negate(operand) => (Some(operand), None, &[]),
            ExprKind::Binary(_, left, right) => (Some(left), Some(right), &[]),
            ExprKind::Call(_, arguments) => (None, None, arguments),
        };
        one.into_iter().chain(two).chain(many)
    }

    /// All references inside, in reading order, with their places.
    #[must_use]
    pub fn references(&self) -> Vec<(&Reference, &Span)> {
        let mut found = Vec::new();
        self.collect_references(&mut found);
        found
    }

    fn collect_references<'a>(&'a self, found: &mut Vec<(&'a Reference, &'a Span)>) {
        if let ExprKind::Reference(reference) = &self.kind {
            found.push((reference, &self.at));
        }
        for operand in self.operands() {
            operand.collect_references(found);
        }
    }

    /// Whether nothing is referred to.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        !matches!(self.kind, ExprKind::Reference(_)) && self.operands().all(Self::is_constant)
    }

    /// The formula of a computed cell without its left side: `[3] = [4] + [5]` in column 3 gives `[4] + [5]`.
    ///
    /// `row` is the code of the row when the formula belongs to one cell.
    #[must_use]
    pub fn without_target(self, column: ColumnNumber, row: Option<&str>) -> Self {
        match self.kind {
            ExprKind::Binary(Operator::Equal, left, right) if left.is_cell(column, row) => *right,
            kind => Self { kind, at: self.at },
        }
    }

    fn is_cell(&self, column: ColumnNumber, row: Option<&str>) -> bool {
        let ExprKind::Reference(Reference { source: Source::Here, rows, column: own }) = &self.kind else {
            return false;
        };
        *own == column
            && match rows {
                Rows::Own => true,
                Rows::Row(code) => row == Some(code),
                Rows::All | Rows::Children => false,
            }
    }
}
