//! Which tests to run.

use anyhow::{Result, bail};

use super::stages::STAGES;

/// The stages and tests that were asked for.
#[derive(Debug, Default, PartialEq)]
pub struct Selection {
    /// Only say what stages there are.
    pub list: bool,
    /// Parts of the names of tests, for the Rust and the browser tests; none means all.
    pub names: Vec<String>,
    stages: Vec<String>,
}

impl Selection {
    /// Reads `[STAGE …] [-- NAME …]`.
    pub fn parse(words: &[String]) -> Result<Selection> {
        let mut selection = Selection::default();
        let (stages, names) = match words.iter().position(|word| word == "--") {
            Some(at) => (words.get(..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default()),
            None => (words, &[][..]),
        };
        for word in stages {
            match word.as_str() {
                "--list" => selection.list = true,
                known if STAGES.iter().any(|stage| stage.name == known) => selection.stages.push(word.clone()),
                other => bail!("there is no stage `{other}`; `cargo xtask test --list` names them"),
            }
        }
        selection.names = names.to_vec();
        Ok(selection)
    }

    /// Is this stage to run?
    pub fn takes(&self, stage: &str) -> bool {
        self.stages.is_empty() || self.stages.iter().any(|name| name == stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Selection> {
        Selection::parse(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn no_word_takes_everything() {
        let all = read("").unwrap();
        assert!(STAGES.iter().all(|stage| all.takes(stage.name)));
    }

    #[test]
    fn names_stand_after_two_dashes() {
        let some = read("rust browser -- period story").unwrap();
        assert!(some.takes("rust") && some.takes("browser") && !some.takes("format"));
        assert_eq!(some.names, ["period", "story"]);
        assert!(read("--list").unwrap().list);
        assert!(read("nothing").is_err());
    }
}
