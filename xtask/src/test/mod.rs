//! `cargo xtask test`: everything that must hold, in stages.
//!
//! A stage that fails does not keep the others from running. Each closes with a line, and the last line sums up.

mod api;
mod count;
mod docs;
mod layers;
mod rust;
mod selection;
mod stages;
mod wasm;

use std::{process::ExitCode, time::Instant};

use anyhow::{Context, Result};

use crate::{postgres::Cluster, workspace::Workspace};

pub use count::Count;
pub use selection::Selection;
use stages::{STAGES, Stage};

/// What stages share.
pub struct Bench<'a> {
    workspace: &'a Workspace,
    names: &'a [String],
    cluster: Option<Cluster>,
}

impl Bench<'_> {
    /// The private PostgreSQL, started at the first call.
    fn cluster(&mut self) -> Result<&Cluster> {
        if self.cluster.is_none() {
            self.cluster = Some(Cluster::start(self.workspace)?);
        }
        self.cluster.as_ref().context("the private PostgreSQL is gone")
    }
}

/// Runs the selected stages.
pub fn run(workspace: &Workspace, selection: &Selection) -> Result<ExitCode> {
    if selection.list {
        for stage in &STAGES {
            println!("{:8} {}", stage.name, stage.proves);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let start = Instant::now();
    let mut bench = Bench { workspace, names: &selection.names, cluster: None };
    let mut lines = Vec::new();
    let mut sum = Count::default();
    for stage in STAGES.iter().filter(|stage| selection.takes(stage.name)) {
        let (count, line) = perform(stage, &mut bench);
        sum = sum + count;
        lines.push(line);
    }
    drop(bench);
    println!("\n{}\nin all {}", lines.join("\n"), seconds(start));
    println!("{sum}");
    Ok(sum.exit_code())
}

fn perform(stage: &Stage, bench: &mut Bench<'_>) -> (Count, String) {
    println!("\n=== {}: {}", stage.name, stage.proves);
    let start = Instant::now();
    let count = (stage.run)(bench).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Count::FAILURE
    });
    let verdict = if count.failed == 0 { "ok" } else { "FAILED" };
    let line = format!("{:8} {verdict:6} {:>6}  {count}", stage.name, seconds(start));
    println!("--- {line}");
    (count, line)
}

fn seconds(start: Instant) -> String {
    format!("{} s", start.elapsed().as_secs())
}
