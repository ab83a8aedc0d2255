//! Tests of the engine: formulas, templates, sheets.

mod check;
mod forms;
mod formula;
mod incremental;
mod meaning;
mod schema;
mod sheet;
