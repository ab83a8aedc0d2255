//! The packages of the browser tests.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{process, workspace::Workspace};

/// Installs `e2e/node_modules` at the versions of the lock file, unless that was done already.
pub fn ensure_packages(workspace: &Workspace) -> Result<()> {
    ensure_node()?;
    let lock = workspace.path("e2e/package-lock.json");
    let wanted = std::fs::read_to_string(&lock).context("cannot read e2e/package-lock.json")?;
    let note = workspace.path("e2e/node_modules/.installed-lock.json");
    if std::fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("installing the packages of e2e/package-lock.json");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(workspace.path("e2e"));
    // The browser comes from the system's packages.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::quietly(&mut npm)?;
    std::fs::write(&note, wanted).context("cannot note what was installed")
}

/// Node.js itself is asked of the user: every system has its own way to it.
pub fn ensure_node() -> Result<()> {
    let there = ["node", "npm"].iter().all(|name| process::find(name).is_some());
    ensure!(there, "missing: Node.js 20 or newer with npm; install it from your system's packages");
    Ok(())
}

/// Lines of the lock file that name another source than the public registry: they would break everybody else's build.
pub fn foreign_sources(lock: &str) -> Vec<&str> {
    let named = lock.lines().map(str::trim).filter(|line| line.starts_with("\"resolved\":"));
    named.filter(|line| !line.starts_with("\"resolved\": \"https://registry.npmjs.org/")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_registry_may_stand_in_the_lock_file() {
        let lock = "\"version\": \"1.0.0\",\n  \"resolved\": \"https://registry.npmjs.org/a/-/a-1.tgz\",\n  \
                    \"resolved\": \"https://mirror.example/b/-/b-1.tgz\",";
        assert_eq!(foreign_sources(lock), ["\"resolved\": \"https://mirror.example/b/-/b-1.tgz\","]);
        assert!(foreign_sources("{\"lockfileVersion\": 3}").is_empty());
    }
}
