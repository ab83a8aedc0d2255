//! The files of the browser application that are not Rust.

use std::path::Path;

use anyhow::{Context, Result};

use super::{Profile, hash::Hash};
use crate::workspace::Workspace;

/// Everything that stands beside the compiled program.
#[derive(Debug, Default)]
pub struct Sources {
    /// The page.
    pub index: String,
    /// The worker that opens the application without network.
    pub worker: String,
    /// All style sheets in the order of their names, as one.
    pub style: String,
    /// Files that get a hashed name (fonts, icons), by path.
    pub assets: Vec<(String, Vec<u8>)>,
    /// Files that keep their name, by path.
    pub fixed: Vec<(String, Vec<u8>)>,
}

/// Reads `frontend/{index.html,sw.js,style,assets,static}`; only the page and the worker must exist.
pub fn read(workspace: &Workspace) -> Result<Sources> {
    let folder = workspace.path("frontend");
    let index = std::fs::read_to_string(folder.join("index.html")).context("cannot read frontend/index.html")?;
    let worker = std::fs::read_to_string(folder.join("sw.js")).context("cannot read frontend/sw.js")?;
    let mut style = String::new();
    for (name, text) in files(&folder.join("style"))? {
        if name.ends_with(".css") {
            style.push_str(&String::from_utf8(text).with_context(|| format!("frontend/style/{name} is not UTF-8"))?);
            style.push('\n');
        }
    }
    Ok(Sources { index, worker, style, assets: files(&folder.join("assets"))?, fixed: files(&folder.join("static"))? })
}

impl Sources {
    /// Changes when anything that the result is made of changes.
    pub fn fingerprint(&self, wasm: &[u8], profile: Profile) -> u64 {
        let mut hash = Hash::default();
        hash.add(FORMAT.as_bytes()).add(format!("{profile:?}").as_bytes());
        hash.add(wasm).add(self.index.as_bytes()).add(self.worker.as_bytes()).add(self.style.as_bytes());
        for (name, bytes) in self.assets.iter().chain(&self.fixed) {
            hash.add(name.as_bytes()).add(bytes);
        }
        hash.value()
    }
}

/// Raised when the bundler lays its files out differently.
const FORMAT: &str = "3";

/// The files below a folder by their path with `/`, sorted; none when the folder does not exist.
pub fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    if folder.exists() {
        collect(folder, "", &mut found).with_context(|| format!("cannot read {}", folder.display()))?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else if !name.ends_with(".gitkeep") {
            found.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_counts_in_the_fingerprint() {
        let file = |name: &str| vec![(name.to_string(), b"x".to_vec())];
        let base = Sources::default().fingerprint(b"wasm", Profile::Dev);
        let others = [
            Sources::default().fingerprint(b"other", Profile::Dev),
            Sources::default().fingerprint(b"wasm", Profile::Wasm),
            Sources { index: "i".into(), ..Sources::default() }.fingerprint(b"wasm", Profile::Dev),
            Sources { worker: "i".into(), ..Sources::default() }.fingerprint(b"wasm", Profile::Dev),
            Sources { style: "i".into(), ..Sources::default() }.fingerprint(b"wasm", Profile::Dev),
            Sources { assets: file("a"), ..Sources::default() }.fingerprint(b"wasm", Profile::Dev),
            Sources { fixed: file("b"), ..Sources::default() }.fingerprint(b"wasm", Profile::Dev),
        ];
        for (ix, other) in others.iter().enumerate() {
            assert_ne!(base, *other, "case {ix}");
        }
    }

    #[test]
    fn a_missing_folder_has_no_files() {
        assert_eq!(files(Path::new("/nowhere/at/all")).unwrap(), []);
    }
}
