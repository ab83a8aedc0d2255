//! Tests of how reports move: deadlines, workflow, access, consolidation. One program, so that they link once.

#[cfg(test)]
mod access_matrix;
#[cfg(test)]
mod access_scope;
#[cfg(test)]
mod authors;
#[cfg(test)]
mod comparison;
#[cfg(test)]
mod consolidation;
#[cfg(test)]
mod consolidation_recomputed;
#[cfg(test)]
mod consolidation_sums;
#[cfg(test)]
mod deadline;
#[cfg(test)]
mod duty;
#[cfg(test)]
mod incident;
#[cfg(test)]
mod notice;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod regime;
#[cfg(test)]
mod regime_check;
#[cfg(test)]
mod reminder;
#[cfg(test)]
mod support;
#[cfg(test)]
mod workflow;
#[cfg(test)]
mod workflow_process;
#[cfg(test)]
mod workflow_table;
#[cfg(test)]
mod workflow_words;
