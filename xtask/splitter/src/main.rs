//! `splitter WASM FOLDER`: cuts a wasm module, linked with its relocations, where the program says `wasm_split`.
//!
//! A program of its own and not a part of xtask, because only an optimised build needs it: who works on the project
//! does not compile it. `FOLDER` gets `main.wasm` (for wasm-bindgen), the other parts, and `parts.js`, which loads them
//! on demand and expects wasm-bindgen's module beside it as `app.js`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_split_cli_support::{Options, transform};

fn main() -> Result<()> {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match &words[..] {
        [wasm, folder] => split(wasm, folder),
        _ => bail!("splitter WASM FOLDER"),
    }
}

fn split(wasm: &Path, folder: &Path) -> Result<()> {
    let input = std::fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = "./parts.js";
    options.main_module = "./app.js";
    // The library's errors are of a third kind that anyhow does not know.
    transform(options).map_err(|error| anyhow::anyhow!("{error:?}")).context("the module cannot be split")?;
    Ok(())
}
