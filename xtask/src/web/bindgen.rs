//! From Rust to wasm and its JavaScript.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Profile, TARGET};
use crate::{process, workspace::Workspace};

/// What wasm-bindgen made.
pub struct Bound {
    /// The JavaScript module.
    pub script: String,
    /// The wasm module.
    pub wasm: Vec<u8>,
    /// JavaScript of libraries that `script` imports from `./snippets/`, by path below that folder.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Compiles the frontend and returns the path of the raw wasm file.
pub fn compile(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    Ok(compiled(workspace, &["--package", "frontend"], profile)?.join("frontend.wasm"))
}

/// Compiles the domain's measured workload, a plain wasm module.
pub fn workload(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let example = ["--package", "domain", "--example", "wasm_workload"];
    Ok(compiled(workspace, &example, profile)?.join("examples").join("wasm_workload.wasm"))
}

fn compiled(workspace: &Workspace, what: &[&str], profile: Profile) -> Result<PathBuf> {
    let mut cargo = workspace.cargo(["build", "--target", TARGET]);
    cargo.args(what);
    let folder = match profile {
        Profile::Wasm => {
            cargo.args(["--profile", "wasm"]);
            "wasm"
        }
        Profile::Dev => {
            cargo.args(DEV);
            "debug"
        }
    };
    process::run(&mut cargo)?;
    Ok(workspace.target.join(TARGET).join(folder))
}

/// The development build shares the compiled macros with the server's; only what goes to the browser is optimised a
/// little and carries no debug information, since an unoptimised grid is not usable. (leptos takes the parsers below
/// along for nothing.)
const DEV: [&str; 12] = [
    "--config",
    "profile.dev.opt-level=1",
    "--config",
    "profile.dev.debug=false",
    "--config",
    "profile.dev.package.syn.opt-level=0",
    "--config",
    "profile.dev.package.proc-macro2.opt-level=0",
    "--config",
    "profile.dev.package.regex-automata.opt-level=0",
    "--config",
    "profile.dev.package.regex-syntax.opt-level=0",
];

/// Makes the wasm module and its JavaScript for browsers.
pub fn bind(workspace: &Workspace, wasm: &Path) -> Result<Bound> {
    let folder = workspace.cache("bindgen")?;
    std::fs::remove_dir_all(&folder).context("cannot clear the last build")?;
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("app")
        .generate(&folder)
        .context("wasm-bindgen failed")?;
    let snippets = super::sources::files(&folder.join("snippets"))?;
    Ok(Bound {
        script: std::fs::read_to_string(folder.join("app.js"))?,
        wasm: std::fs::read(folder.join("app_bg.wasm"))?,
        snippets,
    })
}
