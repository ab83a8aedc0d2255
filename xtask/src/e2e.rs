//! The browser tests: the same specs against a server on SQLite and one on PostgreSQL.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::{
    demo::{Database, Demo, build_server},
    postgres::Cluster,
    process,
    test::Count,
    tools::{debian, node},
    web::{self, Profile},
    workspace::Workspace,
};

/// `cargo xtask e2e [SPEC …]`.
pub fn only(workspace: &Workspace, words: &[String]) -> Result<ExitCode> {
    web::build(workspace, Profile::Dev)?;
    build_server(workspace)?;
    let count = on_both(workspace, &Cluster::start(workspace)?, words)?;
    println!("{count}");
    Ok(count.exit_code())
}

/// Runs the specs, or those named, on both databases.
pub fn on_both(workspace: &Workspace, cluster: &Cluster, words: &[String]) -> Result<Count> {
    let program = workspace.target.join("debug").join("baocao");
    let sqlite = Demo::start(workspace, &program, Database::Sqlite, "e2e")?;
    let postgres = Demo::start(workspace, &program, Database::Postgres(cluster), "e2e")?;
    let mut arguments = words.to_vec();
    if !words.iter().any(|word| word.starts_with("--project")) {
        arguments.extend(["--project=sqlite".to_owned(), "--project=postgres".to_owned()]);
    }
    playwright(workspace, &[("sqlite", &sqlite), ("postgres", &postgres)], &arguments)
}

/// Runs Playwright against the servers given.
pub fn playwright(workspace: &Workspace, servers: &[(&str, &Demo)], arguments: &[String]) -> Result<Count> {
    debian::ensure(&[debian::CHROMIUM])?;
    node::ensure_packages(workspace)?;
    let report = workspace.cache("e2e")?.join("report.json");
    drop(std::fs::remove_file(&report));
    let mut playwright = Command::new("node");
    playwright
        .arg("node_modules/@playwright/test/cli.js")
        .arg("test")
        .args(arguments)
        .current_dir(workspace.path("e2e"));
    playwright.env("E2E_REPORT", &report);
    playwright.env("E2E_CHROMIUM", debian::chromium().context("Chromium is not installed")?);
    for (name, server) in servers {
        playwright.env(format!("E2E_{}_URL", name.to_uppercase()), server.url());
    }
    let said = process::tee(&mut playwright)?;
    let report = std::fs::read_to_string(&report).context("Playwright wrote no report")?;
    let mut count = Count::of_playwright(&report).context("Playwright's report cannot be read")?;
    // A run that found no test, or stumbled outside of one, has failed as well.
    if !said.success && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}
