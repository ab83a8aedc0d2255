//! Dependencies point one way (design: `domain` knows nobody, diesel lives in `store`, actix in `server`, …).

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{Bench, Count};
use crate::{process, web::sources, workspace::Workspace};

/// Which of our crates a crate may use, tests aside.
const OURS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("contract", &["domain"]),
    ("regimes", &["domain"]),
    ("store", &["domain"]),
    ("workbook", &["domain"]),
    ("app", &["contract", "domain", "regimes", "store", "workbook"]),
    ("server", &["app", "contract", "domain", "regimes", "store", "workbook"]),
    ("frontend", &["contract", "domain"]),
    ("testkit", &["app", "contract", "domain", "regimes", "store", "workbook"]),
    ("xtask", &[]),
];

/// Foreign crates (by the start of their name) that have one home.
const FOREIGN: [(&str, &[&str]); 10] = [
    ("diesel", &["store"]),
    ("libsqlite3-sys", &["store"]),
    ("pq-sys", &["store"]),
    ("actix", &["server"]),
    ("utoipa-", &["server"]),
    ("calamine", &["workbook"]),
    ("rust_xlsxwriter", &["workbook"]),
    ("umya-spreadsheet", &["workbook"]),
    ("leptos", &["frontend"]),
    ("web-sys", &["frontend"]),
];

/// What only the server may ask of the machine: the clock, the environment, chance.
const WORLD: [&str; 7] =
    ["Utc::now(", "Local::now(", "SystemTime::now(", "env::var", "env::args", "rand::rng", "now_v7("];

/// Crates that get time and settings as arguments.
const WORLDLESS: [&str; 5] = ["domain", "contract", "regimes", "workbook", "app"];

/// Checks both rules.
pub fn check(bench: &mut Bench<'_>) -> Result<Count> {
    let metadata = process::quietly(&mut bench.workspace.cargo(["metadata", "--format-version", "1", "--no-deps"]))?;
    let mut faults = wrong_edges(&edges(&metadata)?);
    for krate in WORLDLESS {
        faults.extend(worldly(bench.workspace, krate)?);
    }
    if faults.is_empty() { Ok(Count::passed(2)) } else { bail!("{}", faults.join("\n")) }
}

/// Package → what it depends on, tests aside.
type Edges = BTreeMap<String, Vec<String>>;

fn edges(metadata: &str) -> Result<Edges> {
    let metadata: Value = serde_json::from_str(metadata).context("cargo metadata is not JSON")?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo metadata has no packages")?;
    packages
        .iter()
        .map(|package| Some((text(package, "name")?, dependencies(package)?)))
        .collect::<Option<Edges>>()
        .context("cargo metadata cannot be read")
}

fn dependencies(package: &Value) -> Option<Vec<String>> {
    let all = package.get("dependencies")?.as_array()?.iter();
    all.filter(|dependency| dependency.get("kind").and_then(Value::as_str) != Some("dev"))
        .map(|dependency| text(dependency, "name"))
        .collect()
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

fn wrong_edges(edges: &Edges) -> Vec<String> {
    let mut faults = Vec::new();
    for (krate, used) in edges {
        let Some((_, allowed)) = OURS.iter().find(|(name, _)| name == krate) else {
            faults.push(format!("{krate}: a new crate needs its place in xtask/src/test/layers.rs"));
            continue;
        };
        for dependency in used {
            let ours = edges.contains_key(dependency);
            let home = FOREIGN.iter().find(|(start, _)| dependency.starts_with(start));
            let strange = home.is_some_and(|(_, homes)| !homes.contains(&krate.as_str()));
            if strange || ours && !allowed.contains(&dependency.as_str()) {
                faults.push(format!("{krate} must not depend on {dependency}"));
            }
        }
    }
    faults
}

fn worldly(workspace: &Workspace, krate: &str) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for (name, text) in sources::files(&workspace.path(&format!("crates/{krate}/src")))? {
        let text = String::from_utf8_lossy(&text);
        faults.extend(uses_of_the_world(&text).map(|use_| format!("crates/{krate}/src/{name}: {use_}")));
    }
    Ok(faults)
}

/// Test modules stand at the end of a file and may do what they like.
fn uses_of_the_world(text: &str) -> impl Iterator<Item = String> {
    let program = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = program.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines.filter_map(|(ix, line)| {
        let word = WORLD.iter().find(|word| line.contains(**word))?;
        Some(format!("line {}: {word}…) is for the server only", ix + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type List<'a> = &'a [(&'a str, &'a [&'a str])];

    fn graph(edges: List<'_>) -> Edges {
        edges.iter().map(|(from, to)| ((*from).to_owned(), to.iter().map(|to| (*to).to_owned()).collect())).collect()
    }

    #[test]
    fn finds_wrong_dependencies() {
        let cases: [(List<'_>, usize); 7] = [
            (&[("domain", &["serde"]), ("store", &["domain", "diesel"])], 0),
            (&[("domain", &["store"]), ("store", &[])], 1),
            (&[("app", &["diesel"])], 1),
            (&[("app", &["actix-web", "diesel_migrations"])], 2),
            (&[("frontend", &["domain", "app"]), ("domain", &[]), ("app", &[])], 1),
            (&[("server", &["actix-web", "utoipa-actix-web"]), ("contract", &["utoipa"])], 0),
            (&[("surprise", &[])], 1),
        ];
        for (edges, faults) in cases {
            assert_eq!(wrong_edges(&graph(edges)).len(), faults, "{edges:?}");
        }
    }

    #[test]
    fn test_dependencies_do_not_count() {
        let metadata = r#"{"packages":[{"name":"app","dependencies":[
            {"name":"testkit","kind":"dev"},{"name":"domain","kind":null},{"name":"cc","kind":"build"}]}]}"#;
        assert_eq!(edges(metadata).unwrap(), graph(&[("app", &["domain", "cc"])]));
    }

    #[test]
    fn finds_the_clock_and_the_environment() {
        let cases = [
            ("let now = Utc::now();", 1),
            ("// Utc::now() is forbidden", 0),
            ("std::env::var(\"HOME\")", 1),
            ("fn f() {}\n#[cfg(test)]\nmod t { fn g() { Utc::now(); } }", 0),
            ("let now = clock.now();", 0),
        ];
        for (text, uses) in cases {
            assert_eq!(uses_of_the_world(text).count(), uses, "{text}");
        }
    }
}
