//! `cargo xtask web`: the browser application, ready to be served.
//!
//! `frontend/dist` gets `index.html` and the files of `frontend/static` under their own names, and below `assets/` what
//! may be cached for ever, because a hash of the content is in the name: the loader `boot.js`, the program in a folder of
//! its own (`app.js` and `app_bg.wasm` from wasm-bindgen, in an optimised build also the part that comes later), all of `frontend/style/*.css` as one `style.css`, and the files of `frontend/assets` (fonts, icons).
//! `sw.js`, which opens the application without network, gets their names.
//! `index.html` and the style sheets write `/boot.js`, `/style.css`, `/assets/NAME`; the build puts the hashed names in.
//! Beside every file worth it stands a `.br` for browsers that understand brotli.

mod bindgen;
mod bundle;
mod compress;
mod hash;
mod parts;
pub mod sizes;
pub mod sources;
mod stamp;
mod write;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use compress::Effort;

use crate::{process, workspace::Workspace};

/// How the browser application is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small and fast, slow to build: what a release carries.
    Wasm,
    /// Quick to build, lightly optimised: for working and for tests.
    Dev,
}

/// Builds the browser application into `frontend/dist`, unless it stands there already.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<()> {
    ensure_target()?;
    let wasm = bindgen::compile(workspace, profile)?;
    let sources = sources::read(workspace)?;
    let dist = workspace.path("frontend/dist");
    let stamp = stamp::Stamp::new(workspace)?;
    let fingerprint = sources.fingerprint(&std::fs::read(&wasm)?, profile);
    if stamp.holds(fingerprint, &dist) {
        return tell(profile, &dist);
    }
    let program = bindgen::bind(workspace, &wasm, profile)?;
    let files = bundle::bundle(&sources, program)?;
    write::write(&dist, &files, Effort::of(profile))?;
    stamp.set(fingerprint, &dist, files.keys())?;
    tell(profile, &dist)
}

/// Says how much there is to fetch, where it was made to be small.
fn tell(profile: Profile, dist: &Path) -> Result<()> {
    if profile == Profile::Wasm {
        println!("frontend/dist: {}", sizes::of(dist)?);
    }
    Ok(())
}

/// Compiles the domain's measured workload for wasm.
pub fn workload(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    ensure_target()?;
    bindgen::workload(workspace, profile)
}

/// Adds the wasm target to the toolchain when it is missing; rustup may be told not to do that by itself.
pub fn ensure_target() -> Result<()> {
    let folder = process::quietly(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if std::path::Path::new(folder.trim()).exists() {
        return Ok(());
    }
    ensure!(
        process::find("rustup").is_some(),
        "the target {TARGET} is missing: install the Rust standard library for it"
    );
    process::run(Command::new("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("the target {TARGET} is missing; type: rustup target add {TARGET}"))
}

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";
