//! Cuts the text of a formula into tokens with their places.

use std::ops::Range;

use rust_decimal::Decimal;

use super::expr::Operator;
use super::parser::{ParseError, ParseFault};

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(Decimal),
    Text(String),
    Name(String),
    /// A row code in braces.
    Row(String),
    Operator(Operator),
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Separator,
    Dot,
}

/// A token and where it stands.
pub(super) type Spanned = (Token, Range<usize>);

/// Cuts the text into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Spanned>, ParseError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut found = Vec::new();
    while let Some(token) = lexer.next()? {
        found.push(token);
    }
    Ok(found)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|letter| !test(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn next(&mut self) -> Result<Option<Spanned>, ParseError> {
        self.take_while(char::is_whitespace);
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let token = match first {
            '0'..='9' => self.number()?,
            '"' | '“' | '”' => self.quoted(first)?,
            '{' => self.row()?,
            _ if first.is_alphabetic() => {
                Token::Name(self.take_while(|letter| letter.is_alphanumeric() || letter == '_').to_owned())
            }
            _ => self.sign(first)?,
        };
        Ok(Some((token, start..self.at)))
    }

    fn number(&mut self) -> Result<Token, ParseError> {
        let start = self.at;
        self.take_while(|letter| letter.is_ascii_digit());
        let mut after = self.rest().chars();
        if after.next() == Some('.') && after.next().is_some_and(|letter| letter.is_ascii_digit()) {
            self.at += 1;
            self.take_while(|letter| letter.is_ascii_digit());
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        Decimal::from_str_exact(digits)
            .map(Token::Number)
            .map_err(|_| ParseError { at: start..self.at, fault: ParseFault::NumberTooLong })
    }

    fn quoted(&mut self, quote: char) -> Result<Token, ParseError> {
        let start = self.at;
        self.at += quote.len_utf8();
        let is_quote = |letter: char| matches!(letter, '"' | '“' | '”');
        let mut content = String::new();
        loop {
            content.push_str(self.take_while(|letter| !is_quote(letter)));
            let Some(closing) = self.rest().chars().next() else {
                return Err(ParseError { at: start..self.at, fault: ParseFault::UnterminatedText });
            };
            self.at += closing.len_utf8();
            if closing != '"' || !self.rest().starts_with('"') {
                return Ok(Token::Text(content));
            }
            self.at += 1;
            content.push('"');
        }
    }

    fn row(&mut self) -> Result<Token, ParseError> {
        let start = self.at;
        self.at += 1;
        let code = self.take_while(|letter| letter != '}' && !letter.is_control()).trim().to_owned();
        if !self.rest().starts_with('}') || code.is_empty() {
            return Err(ParseError { at: start..self.at, fault: ParseFault::UnterminatedRow });
        }
        self.at += 1;
        Ok(Token::Row(code))
    }

    fn sign(&mut self, first: char) -> Result<Token, ParseError> {
        let start = self.at;
        self.at += first.len_utf8();
        let second = self.rest().chars().next();
        let wide = |lexer: &mut Self, operator| {
            lexer.at += 1;
            Token::Operator(operator)
        };
        Ok(match (first, second) {
            ('<', Some('=')) => wide(self, Operator::LessOrEqual),
            ('<', Some('>')) | ('!', Some('=')) => wide(self, Operator::NotEqual),
            ('>', Some('=')) => wide(self, Operator::GreaterOrEqual),
            ('<', _) => Token::Operator(Operator::Less),
            ('>', _) => Token::Operator(Operator::Greater),
            ('=', _) => Token::Operator(Operator::Equal),
            ('≤', _) => Token::Operator(Operator::LessOrEqual),
            ('≥', _) => Token::Operator(Operator::GreaterOrEqual),
            ('≠', _) => Token::Operator(Operator::NotEqual),
            ('+', _) => Token::Operator(Operator::Add),
            ('-' | '–' | '−', _) => Token::Operator(Operator::Subtract),
            ('*' | '×', _) => Token::Operator(Operator::Multiply),
            ('/' | '÷' | ':', _) => Token::Operator(Operator::Divide),
            ('(', _) => Token::OpenParen,
            (')', _) => Token::CloseParen,
            ('[', _) => Token::OpenBracket,
            (']', _) => Token::CloseBracket,
            (',' | ';', _) => Token::Separator,
            ('.', _) => Token::Dot,
            _ => return Err(ParseError { at: start..self.at, fault: ParseFault::UnexpectedCharacter(first) }),
        })
    }
}
