//! Programs from the system's packages: installed where we may, named in one line where we may not.

use std::{path::PathBuf, process::Command};

use anyhow::{Result, bail};

use crate::{postgres, process};

/// A program and the Debian packages that bring it.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    name: &'static str,
    packages: &'static [&'static str],
    is_there: fn() -> bool,
}

/// The browser of the browser tests, with fonts that have Vietnamese letters.
pub const CHROMIUM: Need = Need {
    name: "Chromium",
    packages: &["chromium", "fonts-noto-core", "fonts-dejavu-core"],
    is_there: || chromium().is_some() && vietnamese_fonts(),
};

/// The second database.
pub const POSTGRESQL: Need =
    Need { name: "PostgreSQL", packages: &["postgresql"], is_there: || postgres::programs().is_some() };

/// An independent judge of our workbooks.
pub const LIBREOFFICE: Need =
    Need { name: "LibreOffice Calc", packages: &["libreoffice-calc"], is_there: || soffice().is_some() };

/// Runs the checkers that come as Python packages.
pub const PYTHON: Need =
    Need { name: "Python with venv", packages: &["python3", "python3-venv"], is_there: python_with_venv };

/// Chromium's path: `BAOCAO_CHROMIUM` or what the system has.
pub fn chromium() -> Option<PathBuf> {
    named_or_found("BAOCAO_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])
}

/// LibreOffice's path: `BAOCAO_SOFFICE` or what the system has.
pub fn soffice() -> Option<PathBuf> {
    named_or_found("BAOCAO_SOFFICE", &["soffice", "libreoffice"])
}

fn named_or_found(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    named.into_iter().chain(names.iter().filter_map(|name| process::find(name))).find(|path| path.is_file())
}

/// Whether the fonts that our texts are laid out with are there; a system without a list of fonts is trusted.
fn vietnamese_fonts() -> bool {
    let Some(list) = process::find("fc-list") else { return true };
    let listed = Command::new(list).args([":lang=vi", "family"]).output();
    listed.map_or(true, |out| String::from_utf8_lossy(&out.stdout).contains("Noto Sans"))
}

fn python_with_venv() -> bool {
    process::quietly(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok()
}

/// Sees to it that everything needed is there.
pub fn ensure(needs: &[Need]) -> Result<()> {
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if process::find("apt-get").is_some() && process::is_root() {
        install(&missing)?;
    }
    match missing.iter().copied().filter(|need| !(need.is_there)()).collect::<Vec<_>>()[..] {
        [] => Ok(()),
        ref still => bail!("{}", advice(still)),
    }
}

fn install(missing: &[Need]) -> Result<()> {
    println!("installing {}", names(missing));
    process::quietly(Command::new("apt-get").args(["update", "-q"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "-q", "-y", "--no-install-recommends"]);
    process::quietly(install.args(packages(missing)))?;
    Ok(())
}

fn packages(needs: &[Need]) -> impl Iterator<Item = &'static str> {
    needs.iter().flat_map(|need| need.packages.iter().copied())
}

fn names(needs: &[Need]) -> String {
    needs.iter().map(|need| need.name).collect::<Vec<_>>().join(", ")
}

fn advice(needs: &[Need]) -> String {
    let packages = packages(needs).collect::<Vec<_>>().join(" ");
    format!("missing: {}; type: sudo apt-get install --no-install-recommends {packages}", names(needs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_what_to_type() {
        assert_eq!(
            advice(&[POSTGRESQL, LIBREOFFICE]),
            "missing: PostgreSQL, LibreOffice Calc; type: sudo apt-get install --no-install-recommends postgresql \
             libreoffice-calc"
        );
    }

    #[test]
    fn a_named_program_must_exist() {
        assert_eq!(named_or_found("NO_SUCH_VARIABLE", &["no-such-program"]), None);
        assert!(named_or_found("NO_SUCH_VARIABLE", &["no-such-program", "sh"]).is_some());
    }
}
