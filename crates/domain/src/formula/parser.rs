//! Reads formulas: recursive descent over the tokens, bounded in depth and size.

use std::fmt;
use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::expr::{Expr, ExprKind, Function, Operator, Reference, Rows, Source, Span};
use super::lexer::{Spanned, Token, tokens};
use crate::template::ColumnNumber;

/// Longest text of a formula, in bytes.
const MAX_BYTES: usize = 4_000;
/// Deepest nesting of parentheses and signs.
const MAX_DEPTH: usize = 64;
/// Most operands, operators and calls.
const MAX_NODES: usize = 500;

/// Why a text is not a formula, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// The place in bytes.
    pub at: Range<usize>,
    /// The fault.
    pub fault: ParseFault,
}

/// The faults of a text that is no formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseFault {
    /// Nothing is written.
    Empty,
    /// The text is longer than 4,000 bytes.
    TooLong,
    /// Parentheses or signs nest more than 64 deep, or there are more than 500 parts.
    TooComplex,
    /// A character that means nothing.
    UnexpectedCharacter(char),
    /// A text without its closing quotation mark.
    UnterminatedText,
    /// A row code without its closing brace, or empty.
    UnterminatedRow,
    /// A number of more than 28 digits.
    NumberTooLong,
    /// The formula ends where something is missing.
    UnexpectedEnd,
    /// Something stands where it does not belong.
    Unexpected(String),
    /// Neither a function nor `rows`, `children`, `prev`, `form`.
    UnknownName(String),
    /// A function with too few or too many arguments.
    WrongArity(Function),
    /// A column is a whole number from 1 to 65535.
    BadColumn,
    /// `children` of another report.
    ForeignChildren,
    /// `a = b = c`.
    ChainedComparison,
}

impl ParseError {
    /// What to tell the designer, in Vietnamese.
    #[must_use]
    pub fn message_vi(&self) -> String {
        match &self.fault {
            ParseFault::Empty => "công thức đang trống".into(),
            ParseFault::TooLong => "công thức dài quá 4.000 byte".into(),
            ParseFault::TooComplex => "công thức quá phức tạp".into(),
            ParseFault::UnexpectedCharacter(letter) => format!("ký tự “{letter}” không dùng được trong công thức"),
            ParseFault::UnterminatedText => "chuỗi chữ thiếu dấu ngoặc kép đóng".into(),
            ParseFault::UnterminatedRow => "mã chỉ tiêu thiếu dấu } hoặc đang trống".into(),
            ParseFault::NumberTooLong => "số có quá 28 chữ số".into(),
            ParseFault::UnexpectedEnd => "công thức còn thiếu phần cuối".into(),
            ParseFault::Unexpected(found) => format!("“{found}” đứng không đúng chỗ"),
            ParseFault::UnknownName(name) => format!("không có hàm hay từ khóa “{name}”"),
            ParseFault::WrongArity(function) => format!("hàm {} có số đối số không đúng", function.as_str()),
            ParseFault::BadColumn => "số cột phải là số nguyên từ 1 đến 65535".into(),
            ParseFault::ForeignChildren => "children chỉ dùng được trong chính báo cáo này".into(),
            ParseFault::ChainedComparison => "không so sánh liền nhau; hãy dùng AND(…, …)".into(),
        }
    }

    /// The same in English.
    #[must_use]
    pub fn message_en(&self) -> String {
        match &self.fault {
            ParseFault::Empty => "the formula is empty".into(),
            ParseFault::TooLong => "the formula is longer than 4,000 bytes".into(),
            ParseFault::TooComplex => "the formula is too complex".into(),
            ParseFault::UnexpectedCharacter(letter) => format!("“{letter}” cannot be used in a formula"),
            ParseFault::UnterminatedText => "the text has no closing quotation mark".into(),
            ParseFault::UnterminatedRow => "the row code has no closing } or is empty".into(),
            ParseFault::NumberTooLong => "the number has more than 28 digits".into(),
            ParseFault::UnexpectedEnd => "the formula ends too early".into(),
            ParseFault::Unexpected(found) => format!("“{found}” does not belong here"),
            ParseFault::UnknownName(name) => format!("there is no function or word “{name}”"),
            ParseFault::WrongArity(function) => format!("{} has the wrong number of arguments", function.as_str()),
            ParseFault::BadColumn => "a column is a whole number from 1 to 65535".into(),
            ParseFault::ForeignChildren => "children works in this report only".into(),
            ParseFault::ChainedComparison => "comparisons do not chain; use AND(…, …)".into(),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}..{})", self.message_en(), self.at.start, self.at.end)
    }
}

impl std::error::Error for ParseError {}

/// Reads a formula.
///
/// # Errors
/// The first fault with its place; any text at all is answered, none panics.
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    if text.len() > MAX_BYTES {
        return Err(ParseError { at: 0..text.len(), fault: ParseFault::TooLong });
    }
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err(ParseError { at: 0..text.len(), fault: ParseFault::Empty });
    }
    let mut parser = Parser { text, legal: is_legal_notation(&tokens), tokens, next: 0, depth: 0, nodes: 0 };
    parser.accept(&Token::Operator(Operator::Equal));
    let expr = parser.comparison()?;
    match parser.peek() {
        None => Ok(expr),
        Some(Token::Operator(operator)) if operator.is_comparison() => Err(parser.fault(ParseFault::ChainedComparison)),
        Some(_) => Err(parser.unexpected()),
    }
}

/// Whether some whole number stands alone in parentheses and no bracket is used anywhere.
fn is_legal_notation(tokens: &[Spanned]) -> bool {
    let bracketed = tokens.iter().any(|(token, _)| *token == Token::OpenBracket);
    !bracketed && (0..tokens.len()).any(|ix| legal_column(tokens, ix) && !follows_name(tokens, ix))
}

fn legal_column(tokens: &[Spanned], ix: usize) -> bool {
    matches!(
        tokens.get(ix..ix + 3),
        Some([(Token::OpenParen, _), (Token::Number(number), _), (Token::CloseParen, _)]) if number.scale() == 0
    )
}

fn follows_name(tokens: &[Spanned], ix: usize) -> bool {
    ix > 0 && matches!(tokens.get(ix - 1), Some((Token::Name(_), _)))
}

struct Parser<'a> {
    text: &'a str,
    legal: bool,
    tokens: Vec<Spanned>,
    next: usize,
    depth: usize,
    nodes: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    /// The place of the next token, or the end of the text.
    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.text.len()..self.text.len(), |(_, at)| at.clone())
    }

    /// From there to the end of what was read last.
    fn since(&self, start: usize) -> Range<usize> {
        let end = self.next.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |(_, at)| at.end);
        start..end.max(start)
    }

    fn fault(&self, fault: ParseFault) -> ParseError {
        ParseError { at: self.here(), fault }
    }

    fn unexpected(&self) -> ParseError {
        match self.text.get(self.here()) {
            None | Some("") => self.fault(ParseFault::UnexpectedEnd),
            Some(found) => self.fault(ParseFault::Unexpected(found.to_owned())),
        }
    }

    fn accept(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token) -> Result<(), ParseError> {
        if self.accept(token) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn node(&mut self, start: usize, kind: ExprKind) -> Result<Expr, ParseError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(ParseError { at: self.since(start), fault: ParseFault::TooComplex });
        }
        Ok(Expr { kind, at: Span(self.since(start)) })
    }

    fn operator(&mut self, wanted: impl Fn(Operator) -> bool) -> Option<Operator> {
        match self.peek() {
            Some(Token::Operator(operator)) if wanted(*operator) => {
                let operator = *operator;
                self.next += 1;
                Some(operator)
            }
            _ => None,
        }
    }

    fn comparison(&mut self) -> Result<Expr, ParseError> {
        let start = self.here().start;
        let left = self.sum()?;
        let Some(operator) = self.operator(Operator::is_comparison) else { return Ok(left) };
        let right = self.sum()?;
        self.node(start, ExprKind::Binary(operator, Box::new(left), Box::new(right)))
    }

    fn sum(&mut self) -> Result<Expr, ParseError> {
        self.chain(Self::product, |operator| matches!(operator, Operator::Add | Operator::Subtract))
    }

    fn product(&mut self) -> Result<Expr, ParseError> {
        self.chain(Self::unary, |operator| matches!(operator, Operator::Multiply | Operator::Divide))
    }

    fn chain(
        &mut self,
        operand: fn(&mut Self) -> Result<Expr, ParseError>,
        wanted: fn(Operator) -> bool,
    ) -> Result<Expr, ParseError> {
        let start = self.here().start;
        let mut left = operand(self)?;
        while let Some(operator) = self.operator(wanted) {
            let right = operand(self)?;
            left = self.node(start, ExprKind::Binary(operator, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, ParseError> {
        let start = self.here().start;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fault(ParseFault::TooComplex));
        }
        let expr = match self.operator(|operator| matches!(operator, Operator::Add | Operator::Subtract)) {
            Some(Operator::Subtract) => {
                let operand = self.unary()?;
                self.node(start, ExprKind::Negate(Box::new(operand)))?
            }
            Some(_) => self.unary()?,
            None => self.primary()?,
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn primary(&mut self) -> Result<Expr, ParseError> {
        let start = self.here().start;
        if self.legal && legal_column(&self.tokens, self.next) {
            self.next += 1;
            let column = self.column_number()?;
            self.next += 1;
            return self.reference(start, Source::Here, Rows::Own, column);
        }
        match self.peek().cloned() {
            Some(Token::Number(number)) => {
                self.next += 1;
                self.node(start, ExprKind::Number(number))
            }
            Some(Token::Text(text)) => {
                self.next += 1;
                self.node(start, ExprKind::Text(text))
            }
            Some(Token::OpenParen) => {
                self.next += 1;
                let inner = self.comparison()?;
                self.expect(&Token::CloseParen)?;
                Ok(inner)
            }
            Some(Token::OpenBracket | Token::Row(_)) => self.place(start, Source::Here),
            Some(Token::Name(name)) => self.named(start, &name),
            _ => Err(self.unexpected()),
        }
    }

    /// What begins with a name: a function or a reference.
    fn named(&mut self, start: usize, name: &str) -> Result<Expr, ParseError> {
        match name.to_ascii_lowercase().as_str() {
            "rows" | "children" => self.place(start, Source::Here),
            "prev" => {
                self.next += 1;
                self.accept(&Token::Dot);
                self.place(start, Source::Previous)
            }
            "form" => {
                self.next += 1;
                self.expect(&Token::OpenParen)?;
                let Some(Token::Text(code)) = self.peek().cloned() else { return Err(self.unexpected()) };
                self.next += 1;
                self.expect(&Token::CloseParen)?;
                self.accept(&Token::Dot);
                self.place(start, Source::Form(code))
            }
            _ => self.call(start, name),
        }
    }

    fn call(&mut self, start: usize, name: &str) -> Result<Expr, ParseError> {
        let function = Function::ALL.into_iter().find(|function| function.as_str().eq_ignore_ascii_case(name));
        let Some(function) = function else { return Err(self.fault(ParseFault::UnknownName(name.to_owned()))) };
        self.next += 1;
        self.expect(&Token::OpenParen)?;
        let mut arguments = Vec::new();
        if self.peek() != Some(&Token::CloseParen) {
            arguments.push(self.comparison()?);
            while self.accept(&Token::Separator) {
                arguments.push(self.comparison()?);
            }
        }
        self.expect(&Token::CloseParen)?;
        let (fewest, most) = function.arity();
        if !(fewest..=most).contains(&arguments.len()) {
            return Err(ParseError { at: self.since(start), fault: ParseFault::WrongArity(function) });
        }
        self.node(start, ExprKind::Call(function, arguments))
    }

    /// `[c]`, `{row}[c]`, `rows[c]` or `children[c]`.
    fn place(&mut self, start: usize, source: Source) -> Result<Expr, ParseError> {
        let rows = match self.peek() {
            Some(Token::OpenBracket) => Rows::Own,
            Some(Token::Row(code)) => Rows::Row(code.clone()),
            Some(Token::Name(name)) if name.eq_ignore_ascii_case("rows") => Rows::All,
            Some(Token::Name(name)) if name.eq_ignore_ascii_case("children") => match source {
                Source::Here => Rows::Children,
                Source::Previous | Source::Form(_) => return Err(self.fault(ParseFault::ForeignChildren)),
            },
            _ => return Err(self.unexpected()),
        };
        self.next += usize::from(rows != Rows::Own);
        self.expect(&Token::OpenBracket)?;
        let column = self.column_number()?;
        self.expect(&Token::CloseBracket)?;
        self.reference(start, source, rows, column)
    }

    fn column_number(&mut self) -> Result<ColumnNumber, ParseError> {
        let Some(Token::Number(number)) = self.peek() else { return Err(self.unexpected()) };
        let column = if number.scale() == 0 { number.to_u16().filter(|column| *column > 0) } else { None };
        let Some(column) = column else { return Err(self.fault(ParseFault::BadColumn)) };
        self.next += 1;
        Ok(ColumnNumber(column))
    }

    fn reference(
        &mut self,
        start: usize,
        source: Source,
        rows: Rows,
        column: ColumnNumber,
    ) -> Result<Expr, ParseError> {
        self.node(start, ExprKind::Reference(Reference { source, rows, column }))
    }
}
