//! Remembering what was built, so that nothing is built twice.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The note about the last build.
pub struct Stamp {
    path: PathBuf,
}

impl Stamp {
    /// The workspace's note.
    pub fn new(workspace: &Workspace) -> Result<Stamp> {
        Ok(Stamp { path: workspace.cache("web")?.join("stamp") })
    }

    /// Does `dist` still hold the build with this fingerprint?
    pub fn holds(&self, fingerprint: u64, dist: &Path) -> bool {
        let Ok(note) = std::fs::read_to_string(&self.path) else { return false };
        let mut lines = note.lines();
        lines.next() == Some(&head(fingerprint, dist)) && lines.all(|name| dist.join(name).exists())
    }

    /// Notes a finished build.
    pub fn set<'a>(&self, fingerprint: u64, dist: &Path, names: impl Iterator<Item = &'a String>) -> Result<()> {
        let mut note = head(fingerprint, dist);
        for name in names {
            note.push('\n');
            note.push_str(name);
        }
        std::fs::write(&self.path, note).with_context(|| format!("cannot write {}", self.path.display()))
    }
}

fn head(fingerprint: u64, dist: &Path) -> String {
    format!("{fingerprint:016x} {}", dist.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_only_while_everything_is_there() {
        let dist = std::env::temp_dir().join(format!("baocao-xtask-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        std::fs::write(dist.join("a"), "").unwrap();
        let stamp = Stamp { path: dist.join("note") };
        assert!(!stamp.holds(1, &dist));
        stamp.set(1, &dist, ["a".to_string()].iter()).unwrap();
        assert!(stamp.holds(1, &dist));
        assert!(!stamp.holds(2, &dist));
        std::fs::remove_file(dist.join("a")).unwrap();
        assert!(!stamp.holds(1, &dist));
        std::fs::remove_dir_all(dist).unwrap();
    }
}
