//! The browser tests: the same specs against a server on SQLite and one on PostgreSQL.

use std::path::Path;
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

/// What becomes of `docs/grid-conventions.md`, the table that the tests of the grid's conventions make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Nothing: not all of its tests ran.
    Leave,
    /// It must say what the tests say.
    Check,
    /// It is written anew.
    Write,
}

/// Runs the specs, or those named, on both databases; the grid's conventions have a server of their own.
pub fn on_both(workspace: &Workspace, cluster: &Cluster, words: &[String]) -> Result<Count> {
    let program = workspace.target.join("debug").join("baocao");
    let sqlite = Demo::start(workspace, &program, Database::Sqlite, "e2e")?;
    let postgres = Demo::start(workspace, &program, Database::Postgres(cluster), "e2e")?;
    let conventions = Demo::start(workspace, &program, Database::Sqlite, "conventions")?;
    let year = year(workspace, &program, Database::Postgres(cluster))?;
    let mut arguments = words.to_vec();
    if !words.iter().any(|word| word.starts_with("--project")) {
        arguments.extend(
            ["sqlite", "postgres", "conventions", "year", "merger", "incident"]
                .map(|project| format!("--project={project}")),
        );
    }
    let table = if words.is_empty() { Table::Check } else { Table::Leave };
    let servers = [("sqlite", &sqlite), ("postgres", &postgres), ("conventions", &conventions), ("year", &year)];
    playwright(workspace, &servers, &arguments, table)
}

/// A Monday, 08:00 in Việt Nam: the first quarter of 2027 is under way, the second one is to be opened.
const YEAR_BEGINS: u64 = 1_803_258_000;

/// The server of the reporting year, and the file that moves its clock: nobody else's time passes with it.
fn year(workspace: &Workspace, program: &Path, database: Database<'_>) -> Result<Demo> {
    let clock = workspace.cache("e2e")?.join("clock");
    Demo::start_at(workspace, program, database, "year", &clock, YEAR_BEGINS)
}

/// `cargo xtask conventions`: writes `docs/grid-conventions.md` from the tests of the grid's conventions.
pub fn conventions(workspace: &Workspace) -> Result<()> {
    web::build(workspace, Profile::Dev)?;
    let program = build_server(workspace)?;
    let demo = Demo::start(workspace, &program, Database::Sqlite, "conventions")?;
    let project = ["--project=conventions".to_owned()];
    playwright(workspace, &[("conventions", &demo)], &project, Table::Write)?.into_result()
}

/// Runs Playwright against the servers given.
pub fn playwright(
    workspace: &Workspace,
    servers: &[(&str, &Demo)],
    arguments: &[String],
    table: Table,
) -> Result<Count> {
    // LibreOffice takes what was copied from the grid, as people do.
    debian::ensure(&[debian::CHROMIUM, debian::LIBREOFFICE])?;
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
    match table {
        Table::Leave => playwright.env_remove("E2E_TABLE"),
        Table::Check => playwright.env("E2E_TABLE", "check"),
        Table::Write => playwright.env("E2E_TABLE", "write"),
    };
    playwright.env("E2E_CHROMIUM", debian::chromium().context("Chromium is not installed")?);
    playwright.env("E2E_SOFFICE", debian::soffice().context("LibreOffice is not installed")?);
    for (name, server) in servers {
        playwright.env(format!("E2E_{}_URL", name.to_uppercase()), server.url());
        if let Some(clock) = &server.clock {
            playwright.env(format!("E2E_{}_CLOCK", name.to_uppercase()), clock);
        }
        if let Some(port) = server.mail {
            playwright.env(format!("E2E_{}_MAIL", name.to_uppercase()), port.to_string());
        }
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
