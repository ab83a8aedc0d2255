//! What was typed after `cargo xtask`.

use anyhow::{Result, bail};

use crate::{guard::Order, run, test::Selection, web};

/// The text of `cargo xtask help`.
pub const HELP: &str = "\
cargo xtask TASK

  run [--release] [--listen ADDRESS]   build everything, load the demonstration, serve it on one port
  test [STAGE …] [-- NAME …]           run every test, or the stages named; words after -- choose tests by name
  test --list                          the stages and what each of them proves
  web [--profile wasm|dev]             build the browser application into frontend/dist
  e2e [SPEC …]                         the browser tests, on SQLite and on PostgreSQL
  openapi                              write openapi/openapi.json from the running code
  bench [NAME …]                       measure; the figures belong into docs/performance.md; `web`: size and waiting, `nation`: lists at full size
  pictures                             take the pictures of the documentation from the running system
  conventions                          write docs/grid-conventions.md from the tests of the grid's conventions";

/// One thing to do.
#[derive(Debug, PartialEq)]
pub enum Task {
    /// Say what there is.
    Help,
    /// Keep a process until the starter is gone (internal).
    Guard(Order),
    /// Build the browser application.
    Web(web::Profile),
    /// Serve the demonstration.
    Run(run::Options),
    /// Run the tests.
    Test(Selection),
    /// Run the browser tests only.
    E2e(Vec<String>),
    /// Write the OpenAPI document.
    Openapi,
    /// Measure.
    Bench(Vec<String>),
    /// Take the documentation's pictures.
    Pictures,
    /// Write the table of the grid's conventions.
    Conventions,
}

/// Reads the command line.
pub fn parse(words: impl Iterator<Item = String>) -> Result<Task> {
    let words: Vec<String> = words.collect();
    let (name, rest) = words.split_first().map_or(("help", &[][..]), |(name, rest)| (name.as_str(), rest));
    Ok(match name {
        "help" | "--help" | "-h" => Task::Help,
        "guard" => Task::Guard(Order::parse(rest)?),
        "web" => Task::Web(profile(rest)?),
        "run" => Task::Run(run_options(rest)?),
        "test" => Task::Test(Selection::parse(rest)?),
        "e2e" => Task::E2e(rest.to_vec()),
        "openapi" if rest.is_empty() => Task::Openapi,
        "bench" => Task::Bench(rest.to_vec()),
        "pictures" if rest.is_empty() => Task::Pictures,
        "conventions" if rest.is_empty() => Task::Conventions,
        other => bail!("`cargo xtask {other}` is not understood; `cargo xtask help` lists the tasks"),
    })
}

fn profile(words: &[String]) -> Result<web::Profile> {
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] | ["--profile", "wasm"] | ["--release"] => Ok(web::Profile::Wasm),
        ["--profile", "dev"] => Ok(web::Profile::Dev),
        _ => bail!("`web` takes `--profile wasm` (small, the default) or `--profile dev` (quick to build)"),
    }
}

fn run_options(words: &[String]) -> Result<run::Options> {
    let mut options = run::Options::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match (word.as_str(), words.len()) {
            ("--release", _) => options.release = true,
            ("--listen", 1..) => options.listen = words.next().cloned(),
            _ => bail!("`run` takes `--release` and `--listen ADDRESS`"),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Task> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn understands_every_task() {
        let cases = [
            ("", Task::Help),
            ("--help", Task::Help),
            ("web", Task::Web(web::Profile::Wasm)),
            ("web --profile dev", Task::Web(web::Profile::Dev)),
            ("run", Task::Run(run::Options::default())),
            (
                "run --release --listen 0.0.0.0:80",
                Task::Run(run::Options { release: true, listen: Some("0.0.0.0:80".into()) }),
            ),
            ("openapi", Task::Openapi),
            ("e2e story", Task::E2e(vec!["story".into()])),
            ("bench grid", Task::Bench(vec!["grid".into()])),
            ("pictures", Task::Pictures),
            ("conventions", Task::Conventions),
        ];
        for (line, task) in cases {
            assert_eq!(read(line).unwrap(), task, "{line}");
        }
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in ["tset", "run --listen", "run --fast", "web --profile big", "openapi now", "test nostage"] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
