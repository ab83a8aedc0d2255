//! The formula language: what computes a cell, and what a rule demands.
//!
//! # Grammar
//!
//! ```text
//! formula    = [ "=" ] , comparison ;
//! comparison = sum , [ ( "=" | "<>" | "!=" | "≠" | "<" | "<=" | "≤" | ">" | ">=" | "≥" ) , sum ] ;
//! sum        = product , { ( "+" | "-" ) , product } ;
//! product    = unary , { ( "*" | "×" | "/" | "÷" | ":" ) , unary } ;
//! unary      = { "-" | "+" } , primary ;
//! primary    = number | text | reference | call | "(" , comparison , ")" ;
//! call       = function , "(" , comparison , { ( "," | ";" ) , comparison } , ")" ;
//! function   = "SUM" | "MIN" | "MAX" | "ROUND" | "ABS" | "IF" | "COUNT" | "AND" | "OR" | "NOT" ;
//! reference  = place                              (* this report *)
//!            | "prev" , [ "." ] , place           (* same form and unit, previous period *)
//!            | "form" , "(" , text , ")" , [ "." ] , place ;   (* another form, same unit and period *)
//! place      = column                             (* the same row, by its key *)
//!            | "{" , row code , "}" , column      (* the row with this indicator code *)
//!            | "rows" , column                    (* all data rows *)
//!            | "children" , column ;              (* the rows nested under this one; this report only *)
//! column     = "[" , whole number , "]" ;
//! number     = digit , { digit } , [ "." , digit , { digit } ] ;
//! text       = '"' , { any character , except '"', which is doubled } , '"' ;
//! ```
//!
//! Names are read without regard to case. `-`, `–` and `−` are the same sign. A comparison does not chain.
//!
//! # Assignment
//!
//! Circulars print `(3)=(4)+(5)+(6)`; the formula of column 3 may be written so. The left side must then be the own
//! cell, and only the right side is computed ([`Expr::without_target`]).
//!
//! # Legal notation
//!
//! A text without any `[` in which a whole number stands alone in parentheses, `(4)`, is read in legal notation: each
//! such pair is a column, all other numbers are numbers, all other parentheses group. The parentheses of a function's
//! arguments never count: `ABS((4))` is the size of column 4, `ROUND((4)/(5), 2)` rounds to two digits.
//!
//! # Meaning
//!
//! - Decimals are exact; sums and products that leave their range become an error value, never a wrong number.
//! - Blank (and "not applicable") counts as zero, unless everything referred to is blank: then the result is blank.
//!   A constant does not make a blank sum a number: `[4] * 100` is blank while column 4 is.
//!   Among the arguments of a function it does: `SUM([4], 0)` is never blank.
//! - `MIN`, `MAX` and `COUNT` pass over blanks. `COUNT` counts what is filled in.
//! - Division by zero gives blank. `ROUND` rounds half away from zero. Nothing is reordered.
//! - `rows[c]` and `children[c]` standing alone are the sum; inside `SUM`, `MIN`, `MAX` and `COUNT` the whole set.
//! - What a missing previous report or missing form would say is blank in a formula; a rule that asks for it is skipped.

mod expr;
mod lexer;
mod parser;
mod print;
mod words;

pub use expr::{Expr, ExprKind, Function, Operator, Reference, Rows, Source, Span};
pub use parser::{ParseError, ParseFault, parse};
