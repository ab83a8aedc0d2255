//! Checkers that come as Python packages, in an environment of their own below the target folder.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::debian;
use crate::{process, workspace::Workspace};

/// The environment; its programs are at the versions of `xtask/requirements.txt`.
#[derive(Debug, Clone)]
pub struct Python {
    programs: PathBuf,
}

impl Python {
    /// Makes the environment, or takes the one of the last run when the requirements are the same.
    pub fn ensure(workspace: &Workspace) -> Result<Python> {
        debian::ensure(&[debian::PYTHON])?;
        let folder = workspace.cache("python")?;
        let requirements = std::fs::read_to_string(workspace.path("xtask/requirements.txt"))
            .context("cannot read xtask/requirements.txt")?;
        // The programs name the folder that they were installed in: moved, they do not start.
        let wanted = format!("{}\n{requirements}", folder.display());
        let note = folder.join("installed.txt");
        let python = Python { programs: folder.join("bin") };
        if std::fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
            return Ok(python);
        }
        println!("installing the checkers of xtask/requirements.txt");
        process::quietly(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "xtask/requirements.txt"];
        process::quietly(python.program("python").args(pip).current_dir(&workspace.root))?;
        std::fs::write(&note, wanted).context("cannot note what was installed")?;
        Ok(python)
    }

    /// One of the environment's programs.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.path(name))
    }

    fn path(&self, name: &str) -> PathBuf {
        Path::new(&self.programs).join(name)
    }
}
