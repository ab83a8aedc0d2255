//! Tests of the engine: formulas, templates, sheets.

mod forms;
mod sheet;
