//! What a report is: templates, formulas, rules, periods, deadlines, workflow, access and consolidation.
//!
//! Pure: no I/O, no clock, no randomness, no async.
//! Compiled into the server and into the browser, with the same results on both.

pub mod access;
pub mod calendar;
pub mod catalogue;
pub mod change;
pub mod collation;
pub mod comment;
pub mod comparison;
pub mod consolidation;
pub mod content;
pub mod deadline;
pub mod duty;
pub mod explanation;
pub mod finding;
pub mod formula;
pub mod ids;
pub mod incident;
pub mod language;
pub mod notice;
pub mod number;
pub mod old_fonts;
pub mod outlier;
pub mod period;
pub mod regime;
pub mod reminder;
pub mod reorganisation;
#[doc(hidden)]
pub mod selftest;
pub mod separators;
pub mod sheet;
pub mod template;
pub mod text;
pub mod unreadable;
pub mod value;
pub mod words;
pub mod workflow;
