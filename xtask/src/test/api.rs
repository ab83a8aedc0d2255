//! The API as a stranger meets it: its description is valid, and the server answers no request with a fault of its own.

use anyhow::{Context, Result};

use super::{Bench, Count};
use crate::{
    demo::{Database, Demo},
    http, process,
    tools::python::Python,
    workspace::Workspace,
};

/// Validates the document and lets schemathesis loose on a server on each database, as an official and as the
/// administrator.
pub fn check(bench: &mut Bench<'_>) -> Result<Count> {
    let workspace = bench.workspace;
    let python = Python::ensure(workspace)?;
    let program = workspace.target.join("debug").join("baocao");
    let cluster = bench.cluster()?;
    let mut count = Count::default();
    for database in [Database::Sqlite, Database::Postgres(cluster)] {
        let demo = Demo::start(workspace, &program, database, "schemathesis")?;
        count = count + validate(workspace, &python, &demo)?;
        for username in ["hanoi.badinh.nhaplieu", "quantri"] {
            count = count + probe(workspace, &python, &demo, username)?;
        }
    }
    Ok(count)
}

fn validate(workspace: &Workspace, python: &Python, demo: &Demo) -> Result<Count> {
    let answer = http::ask(&demo.address, DOCUMENT, None)?;
    let file = workspace.cache("api")?.join("openapi.json");
    std::fs::write(&file, answer.body).context("cannot keep the OpenAPI document")?;
    let said = process::tee(python.program("openapi-spec-validator").arg(file))?;
    Ok(if said.success { Count::passed(1) } else { Count::FAILURE })
}

fn probe(workspace: &Workspace, python: &Python, demo: &Demo, username: &str) -> Result<Count> {
    let mut schemathesis = python.program("schemathesis");
    // Run where its caches may lie; the seed makes a failure come back.
    schemathesis.current_dir(workspace.cache("api")?).args(["run", &format!("{}{DOCUMENT}", demo.url())]);
    schemathesis.args(["--header", &format!("Authorization: Bearer {}", demo.token(username)?)]);
    schemathesis.args(["--max-examples", "20", "--max-time", "45", "--seed", "1", "--no-color"]);
    schemathesis.args(["--exclude-checks", EXCLUDED]);
    let said = process::tee(&mut schemathesis)?;
    Ok(if said.success { Count::passed(1) } else { Count::FAILURE })
}

/// JSON Schema's integers include 1.0, serde's do not; a missing If-Match is answered 428 by contract.
const EXCLUDED: &str = "positive_data_acceptance,unsupported_method,missing_required_header";

const DOCUMENT: &str = "/api/v1/openapi.json";
