//! Tests of the engine: formulas, templates, sheets.

mod forms;
mod formula;
mod incremental;
mod sheet;
