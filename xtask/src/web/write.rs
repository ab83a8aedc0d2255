//! Putting the files in place while a server may be reading them.

use std::path::Path;

use anyhow::{Context, Result};

use super::{
    bundle::Files,
    compress::{Effort, brotli},
    sources,
};

/// Writes new files first, the page and the worker after them, and removes what is no longer named at the end.
pub fn write(dist: &Path, files: &Files, effort: Effort) -> Result<()> {
    let mut kept = Vec::new();
    let is_last = |name: &str| matches!(name, "index.html" | "sw.js");
    let (page, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| is_last(name));
    for (name, bytes) in others.into_iter().chain(page) {
        let small = brotli(name, bytes, effort)?;
        if let Some(small) = small {
            let name = format!("{name}.br");
            put(dist, &name, &small)?;
            kept.push(name);
        }
        put(dist, name, bytes)?;
        kept.push(name.clone());
    }
    for (name, _) in sources::files(dist)? {
        if !kept.contains(&name) {
            let path = dist.join(&name);
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {name}"))?;
            // The folder of an older program goes with its last file; one that still holds something stays.
            path.parent().map(std::fs::remove_dir);
        }
    }
    Ok(())
}

/// A reader sees the old file or the new one, never half of it.
fn put(dist: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = dist.join(name);
    let folder = path.parent().context("a file without a folder")?;
    std::fs::create_dir_all(folder)?;
    let draft = path.with_extension("draft");
    std::fs::write(&draft, bytes)
        .and_then(|()| std::fs::rename(&draft, &path))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removes_what_the_last_build_left() {
        let dist = std::env::temp_dir().join(format!("baocao-xtask-dist-{}", std::process::id()));
        std::fs::create_dir_all(dist.join("assets")).unwrap();
        std::fs::write(dist.join("assets/old.js"), "old").unwrap();
        std::fs::write(dist.join(".gitkeep"), "").unwrap();
        let files = Files::from([("index.html".into(), b"<html>".repeat(9)), ("assets/new.js".into(), b"n".to_vec())]);
        write(&dist, &files, Effort::of(super::super::Profile::Dev)).unwrap();
        let names: Vec<_> = sources::files(&dist).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["assets/new.js", "index.html", "index.html.br"]);
        assert!(dist.join(".gitkeep").exists());
        std::fs::remove_dir_all(dist).unwrap();
    }
}
