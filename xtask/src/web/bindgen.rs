//! From Rust to wasm and its JavaScript.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Profile, TARGET, parts};
use crate::{process, workspace::Workspace};

/// The compiled program: modules and JavaScript that load each other by relative names, from `app.js` on.
pub type Program = Vec<(String, Vec<u8>)>;

/// Compiles the frontend and returns the path of the raw wasm file.
pub fn compile(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    match profile {
        Profile::Wasm => {
            let what = ["--package", "frontend", "--bin", "frontend", "--features", "split", "--config", ERASE];
            compiled(workspace, "rustc", &what, profile, &["-Clink-arg=--emit-relocs"])
        }
        Profile::Dev => compiled(workspace, "build", &["--package", "frontend"], profile, &[]),
    }
    .map(|folder| folder.join("frontend.wasm"))
}

/// leptos then hides the types of views from each other: one eighth smaller, and no slower that anybody could see.
const ERASE: &str = "target.wasm32-unknown-unknown.rustflags=[\"--cfg\",\"erase_components\"]";

/// Compiles the domain's measured workload, a plain wasm module.
pub fn workload(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let example = ["--package", "domain", "--example", "wasm_workload"];
    Ok(compiled(workspace, "build", &example, profile, &[])?.join("examples").join("wasm_workload.wasm"))
}

fn compiled(workspace: &Workspace, task: &str, what: &[&str], profile: Profile, compiler: &[&str]) -> Result<PathBuf> {
    let mut cargo = workspace.cargo([task, "--target", TARGET]);
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
    if !compiler.is_empty() {
        cargo.arg("--").args(compiler);
    }
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

/// Makes the wasm modules and their JavaScript for browsers.
pub fn bind(workspace: &Workspace, wasm: &Path, profile: Profile) -> Result<Program> {
    let folder = workspace.cache("bindgen")?;
    std::fs::remove_dir_all(&folder).context("cannot clear the last build")?;
    let main = match profile {
        Profile::Wasm => parts::split(workspace, wasm, &folder)?,
        Profile::Dev => wasm.to_path_buf(),
    };
    Bindgen::new()
        .input_path(&main)
        .web(true)?
        .typescript(false)
        // What the second part takes from the first: the table of functions.
        .keep_lld_exports(profile == Profile::Wasm)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("app")
        .generate(&folder)
        .context("wasm-bindgen failed")?;
    if profile == Profile::Wasm {
        std::fs::remove_file(main)?;
    }
    super::sources::files(&folder)
}
