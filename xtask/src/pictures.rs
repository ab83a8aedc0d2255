//! `cargo xtask pictures`: the documentation's pictures, taken from the running system.

use anyhow::Result;

use crate::{
    demo::{Database, Demo, build_server},
    e2e::{self, Table},
    web::{self, Profile},
    workspace::Workspace,
};

/// Runs the Playwright project `pictures` against a fresh demonstration; it writes into `docs/pictures`.
pub fn make(workspace: &Workspace) -> Result<()> {
    web::build(workspace, Profile::Wasm)?;
    let program = build_server(workspace)?;
    let demo = Demo::start(workspace, &program, Database::Sqlite, "pictures")?;
    e2e::playwright(workspace, &[("sqlite", &demo)], &["--project=pictures".to_owned()], Table::Leave)?.into_result()
}
