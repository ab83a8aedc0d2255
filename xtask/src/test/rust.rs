//! The Rust tests of all crates, on both databases.

use anyhow::{Context, Result, ensure};

use super::{Bench, Count};
use crate::{
    process,
    tools::debian::{self, LIBREOFFICE},
};

/// Runs them by cargo-nextest where it is installed, by cargo test where not; the examples in the documentation too.
pub fn tests(bench: &mut Bench<'_>) -> Result<Count> {
    debian::ensure(&[LIBREOFFICE])?;
    let unit = programs(bench)?;
    Ok(unit + documentation(bench)?)
}

const EVERYTHING: [&str; 1] = ["--workspace"];

fn programs(bench: &mut Bench<'_>) -> Result<Count> {
    let nextest = process::find("cargo-nextest").is_some();
    let url = bench.cluster()?.url("postgres");
    let words: &[&str] = if nextest { &["nextest", "run", "--no-fail-fast"] } else { &["test", "--no-fail-fast"] };
    let mut cargo = bench.workspace.cargo(words.iter().copied().chain(EVERYTHING));
    cargo.args(["--lib", "--bins", "--tests"]).env("TEST_PG", url).env("CARGO_TERM_COLOR", "never");
    cargo.env("BAOCAO_SOFFICE", debian::soffice().context("LibreOffice is not installed")?);
    if !bench.names.is_empty() {
        // Both runners take parts of names; cargo test takes one only, as it stands here.
        cargo.args(["--"]).args(bench.names);
    }
    let said = process::tee(&mut cargo)?;
    let count = if nextest { Count::of_nextest(&said.text) } else { Some(Count::of_cargo_test(&said.text)) };
    let mut count = count.context("the tests did not run")?;
    if !bench.names.is_empty() {
        // What was not asked for is not skipped.
        count.skipped = 0;
    }
    judged(count, said.success)
}

fn documentation(bench: &Bench<'_>) -> Result<Count> {
    let mut cargo = bench.workspace.cargo(["test", "--doc"].into_iter().chain(EVERYTHING));
    cargo.env("CARGO_TERM_COLOR", "never").arg("--").args(bench.names);
    let said = process::tee(&mut cargo)?;
    judged(Count::of_cargo_test(&said.text), said.success)
}

/// A runner that failed without a failed test (a crash, a compile error) has failed all the same.
fn judged(count: Count, success: bool) -> Result<Count> {
    ensure!(success || count.failed > 0, "the test runner failed ({count})");
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_is_a_failure() {
        assert!(judged(Count::passed(3), false).is_err());
        assert_eq!(judged(Count::FAILURE, false).unwrap(), Count::FAILURE);
        assert_eq!(judged(Count::passed(3), true).unwrap(), Count::passed(3));
    }
}
