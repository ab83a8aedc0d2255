//! Counting what passed, from what the runners say.

use std::{fmt, ops::Add, process::ExitCode};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// How many passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u64,
    /// Failed.
    pub failed: u64,
    /// Asked for and not run.
    pub skipped: u64,
}

impl Count {
    /// One failure, for what has no number of its own.
    pub const FAILURE: Count = Count { passed: 0, failed: 1, skipped: 0 };

    /// So many passed.
    pub const fn passed(passed: u64) -> Count {
        Count { passed, failed: 0, skipped: 0 }
    }

    /// Success only if nothing failed.
    pub fn exit_code(self) -> ExitCode {
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    /// An error if something failed.
    pub fn into_result(self) -> Result<()> {
        if self.failed == 0 { Ok(()) } else { bail!("{self}") }
    }

    /// Reads cargo-nextest's line `Summary [ 1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped`.
    pub fn of_nextest(said: &str) -> Option<Count> {
        let said = without_colour(said);
        let line = said.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
        let (_, parts) = line.split_once(" run: ")?;
        // "timed out" and "exec failed" are failures with names of their own.
        let failed = [" failed", " timed out", " exec failed"];
        Some(Count {
            passed: number(parts, &[" passed"]),
            failed: number(parts, &failed),
            skipped: number(parts, &[" skipped"]),
        })
    }

    /// Adds up cargo test's lines `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`.
    pub fn of_cargo_test(said: &str) -> Count {
        let said = without_colour(said);
        let lines = said.lines().filter_map(|line| line.strip_prefix("test result: "));
        lines.fold(Count::default(), |sum, line| {
            let line = line.replace(';', ",").replace("ok. ", "").replace("FAILED. ", "");
            let count = Count {
                passed: number(&line, &[" passed"]),
                failed: number(&line, &[" failed"]),
                skipped: number(&line, &[" ignored"]),
            };
            sum + count
        })
    }

    /// Reads Playwright's JSON report.
    pub fn of_playwright(report: &str) -> Result<Count> {
        let report: Value = serde_json::from_str(report)?;
        let stats = report.get("stats").context("no stats")?;
        let stat = |name: &str| stats.get(name).and_then(Value::as_u64).with_context(|| format!("no {name}"));
        // A test that passed at the second try only is a fault of the test or of the program.
        Ok(Count { passed: stat("expected")?, failed: stat("unexpected")? + stat("flaky")?, skipped: stat("skipped")? })
    }
}

impl Add for Count {
    type Output = Count;

    fn add(self, other: Count) -> Count {
        Count {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The sum of the numbers that stand before one of these words, in a list with commas.
fn number(list: &str, words: &[&str]) -> u64 {
    let parts = list.split(',').map(|part| part.split(" (").next().unwrap_or_default().trim());
    let numbers = parts.filter_map(|part| words.iter().find_map(|word| part.strip_suffix(word)));
    numbers.filter_map(|number| number.trim().parse::<u64>().ok()).sum()
}

fn without_colour(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |mut plain, piece| {
        plain.push_str(piece.split_once('m').map_or(piece, |(_, rest)| rest));
        plain
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u64, failed: u64, skipped: u64) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn reads_nextest() {
        let cases = [
            ("     Summary [   0.004s] 12 tests run: 12 passed, 0 skipped", count(12, 0, 0)),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [   9s] \u{1b}[1m3\u{1b}[0m tests run: 1 passed (1 slow), 1 failed, 1 timed out, 7 skipped",
                count(1, 2, 7),
            ),
            (
                "x\n     Summary [  2s] 5/9 tests run: 4 passed (1 flaky, 1 leaky), 1 failed, 0 skipped\nFAIL",
                count(4, 1, 0),
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(Count::of_nextest(said), Some(expected), "{said}");
        }
        assert_eq!(Count::of_nextest("error: could not compile"), None);
    }

    #[test]
    fn reads_cargo_test() {
        let said = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(Count::of_cargo_test(said), count(4, 2, 1));
    }

    #[test]
    fn reads_playwright() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(Count::of_playwright(report).unwrap(), count(5, 3, 3));
        assert!(Count::of_playwright("{}").is_err());
    }

    #[test]
    fn says_it_plainly() {
        assert_eq!(count(5, 0, 0).to_string(), "5 passed, 0 failed");
        assert_eq!((count(5, 0, 0) + count(1, 1, 2)).to_string(), "6 passed, 1 failed, 2 skipped");
    }
}
