//! `cargo xtask openapi`: the API's description, written by the handlers themselves.

use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, workspace::Workspace};

/// Writes `openapi/openapi.json`.
pub fn write(workspace: &Workspace) -> Result<()> {
    process::run(&mut workspace.cargo(["build", "--package", "server", "--bin", "baocao"]))?;
    let program = workspace.target.join("debug").join("baocao");
    let document = process::quietly(Command::new(program).arg("openapi").current_dir(&workspace.root))?;
    let folder = workspace.path("openapi");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("openapi.json"), document).context("cannot write openapi/openapi.json")
}
