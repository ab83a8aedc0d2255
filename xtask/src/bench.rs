//! `cargo xtask bench`: the measurements of docs/performance.md.

use anyhow::Result;

use crate::{process, workspace::Workspace};

/// Runs every benchmark, or those whose names contain a word.
pub fn run(workspace: &Workspace, words: &[String]) -> Result<()> {
    println!("{}", machine());
    let mut bench = workspace.cargo(["bench", "--workspace", "--exclude", "xtask", "--benches"]);
    process::run(bench.arg("--").args(words))
}

/// One line about the machine, for the reader of the figures.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("machine: {} × {cores}, {}", model.unwrap_or("unknown processor"), std::env::consts::OS)
}
