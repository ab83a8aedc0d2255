//! Tests of the engine: formulas, templates, sheets.

#[cfg(test)]
mod check;
#[cfg(test)]
mod explanation;
#[cfg(test)]
mod filling;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod formula;
#[cfg(test)]
mod incremental;
#[cfg(test)]
mod meaning;
#[cfg(test)]
mod outlier;
#[cfg(test)]
mod random_forms;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod sheet;
