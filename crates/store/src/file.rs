//! The file of a SQLite database, recognised again before it is used.
//!
//! SQLite goes on with a file that was moved or removed while it is open, and everything it then writes is lost with the
//! last connection. What is answered must be there afterwards, so each use looks first whether the path still names the
//! file that was opened. Another file in its place is taken after a restart only.

use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// The file that a store was opened on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenedFile {
    path: PathBuf,
    identity: Identity,
}

/// Device and number of a file; nothing where the system has none.
type Identity = (u64, u64);

impl OpenedFile {
    /// The file at this path.
    pub(crate) fn at(path: &Path) -> Result<Self, StoreError> {
        let identity = identity(path).map_err(|error| away(path, &error.to_string()))?;
        Ok(Self { path: path.to_owned(), identity })
    }

    /// Whether the path still names it.
    ///
    /// # Errors
    /// `Unavailable` when the file is gone or is another one.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            Ok(_) => Err(away(&self.path, "another file has taken its place; restart the server to use it")),
            Err(error) => Err(away(&self.path, &error.to_string())),
        }
    }
}

fn away(path: &Path, reason: &str) -> StoreError {
    StoreError::Unavailable(format!("the database file {} is away: {reason}", path.display()))
}

#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<Identity> {
    use std::os::unix::fs::MetadataExt;
    let file = std::fs::metadata(path)?;
    Ok((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<Identity> {
    std::fs::metadata(path).map(|_| Identity::default())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_until_it_is_moved_or_replaced() {
        let folder = std::env::temp_dir().join(format!("baocao-file-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (here, there) = (folder.join("a.db"), folder.join("b.db"));
        std::fs::write(&here, "one").unwrap();
        let opened = OpenedFile::at(&here).unwrap();
        opened.check().unwrap();
        std::fs::rename(&here, &there).unwrap();
        assert!(matches!(opened.check(), Err(StoreError::Unavailable(_))), "moved");
        assert!(matches!(OpenedFile::at(&here), Err(StoreError::Unavailable(_))));
        std::fs::write(&here, "two").unwrap();
        assert!(opened.check().unwrap_err().to_string().contains("another file"), "replaced");
        std::fs::rename(&there, &here).unwrap();
        opened.check().unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        assert!(opened.check().is_err(), "with its folder");
    }
}
