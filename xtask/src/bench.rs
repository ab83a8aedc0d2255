//! `cargo xtask bench`: the measurements of docs/performance.md.

use std::process::Command;

use anyhow::Result;

use crate::{
    demo::{Database, Demo},
    e2e::{self, Table},
    postgres::Cluster,
    process,
    tools::node,
    web::{self, Profile},
    workspace::Workspace,
};

/// Runs every benchmark, or those of the crates and benches named; `wasm` is the domain's workload in Node.js, `web` the
/// size of the browser application and how long people wait for it.
pub fn run(workspace: &Workspace, words: &[String]) -> Result<()> {
    println!("{}", machine());
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    let names: Vec<&String> = words.iter().filter(|word| !["wasm", "web"].contains(&word.as_str())).collect();
    if words.is_empty() || !names.is_empty() {
        native(workspace, &names)?;
    }
    if wanted("wasm") {
        in_wasm(workspace)?;
    }
    if wanted("web") {
        in_browser(workspace)?;
    }
    Ok(())
}

/// Those that need no database run without one.
const WITHOUT_DATABASE: [&str; 3] = ["grid", "consolidation", "workbook"];

fn native(workspace: &Workspace, names: &[&String]) -> Result<()> {
    let mut bench = workspace.cargo(["bench", "--workspace", "--exclude", "frontend", "--exclude", "xtask"]);
    let needs_database = names.is_empty() || names.iter().any(|name| !WITHOUT_DATABASE.contains(&name.as_str()));
    // Held until the benchmarks are done.
    let cluster = if needs_database { Some(Cluster::start_durable(workspace)?) } else { None };
    if let Some(cluster) = &cluster {
        bench.env("TEST_PG", cluster.url("postgres"));
    }
    match names {
        [] => bench.arg("--benches"),
        names => bench.args(names.iter().flat_map(|name| ["--bench", name.as_str()])),
    };
    process::run(&mut bench)
}

fn in_wasm(workspace: &Workspace) -> Result<()> {
    node::ensure_node()?;
    let module = web::workload(workspace, Profile::Wasm)?;
    let script = workspace.path("crates/domain/examples/wasm_workload.mjs");
    process::run(Command::new("node").arg(script).arg(module))
}

/// The optimised application in an optimised server, in a real browser.
fn in_browser(workspace: &Workspace) -> Result<()> {
    web::build(workspace, Profile::Wasm)?;
    process::run(&mut workspace.cargo(["build", "--release", "--package", "server", "--bin", "baocao"]))?;
    let program = workspace.target.join("release").join("baocao");
    let demo = Demo::start(workspace, &program, Database::Sqlite, "bench")?;
    e2e::playwright(
        workspace,
        &[("sqlite", &demo)],
        &["--project=bench".to_owned(), "--workers=1".to_owned()],
        Table::Leave,
    )?
    .into_result()
}

/// One line about the machine, for the reader of the figures.
fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("machine: {} × {cores}, {}", model.unwrap_or("unknown processor"), std::env::consts::OS)
}
