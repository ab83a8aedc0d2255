//! The documentation leads somewhere: every link has its file, and every picture is shown on a page.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result, bail};

use super::{Bench, Count};
use crate::web::sources;

/// Pages outside of `docs`.
const FRONT: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// Checks both rules.
pub fn check(bench: &mut Bench<'_>) -> Result<Count> {
    let root = &bench.workspace.root;
    let pictures = sources::files(&root.join("docs/pictures"))?;
    let pictures: Vec<String> = pictures.into_iter().map(|(name, _)| format!("docs/pictures/{name}")).collect();
    let faults = faults(&pages(root)?, &pictures, |place| root.join(place).exists());
    if faults.is_empty() { Ok(Count::passed(2)) } else { bail!("{}", faults.join("\n")) }
}

/// Path and text of each page.
fn pages(root: &Path) -> Result<Vec<(String, String)>> {
    let mut pages = Vec::new();
    for name in FRONT {
        let text = std::fs::read_to_string(root.join(name)).with_context(|| format!("cannot read {name}"))?;
        pages.push((name.to_owned(), text));
    }
    for (name, text) in sources::files(&root.join("docs"))? {
        if name.ends_with(".md") {
            pages.push((format!("docs/{name}"), String::from_utf8_lossy(&text).into_owned()));
        }
    }
    Ok(pages)
}

fn faults(pages: &[(String, String)], pictures: &[String], exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut shown = BTreeSet::new();
    for (page, text) in pages {
        for link in links(text) {
            let goal = follow(page, link);
            if !exists(&goal) {
                faults.push(format!("{page}: {link} leads nowhere"));
            }
            shown.insert(goal);
        }
    }
    let idle = pictures.iter().filter(|picture| !shown.contains(*picture));
    faults.extend(idle.map(|picture| format!("{picture} is on no page")));
    faults
}

/// The links of a page to other files of the repository, pictures among them, without the part after `#`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let goals = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    goals
        .map(|(goal, _)| goal.split_once('#').map_or(goal, |(file, _)| file))
        .filter(|goal| !goal.is_empty() && !goal.contains("://"))
}

/// Where a link on a page leads, from the root.
fn follow(page: &str, link: &str) -> String {
    let mut place: Vec<&str> = page.split('/').collect();
    place.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                place.pop();
            }
            name => place.push(name),
        }
    }
    place.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_links_and_pictures() {
        let text = "[a](x.md), ![b](../pictures/y.png), [c](z.md#part), [d](https://example.org/e), [f](#part), (g)";
        assert_eq!(links(text).collect::<Vec<_>>(), ["x.md", "../pictures/y.png", "z.md"]);
        assert_eq!(links("no link").count(), 0);
    }

    #[test]
    fn links_are_followed_from_their_page() {
        let cases = [
            ("README.md", "docs/a.md", "docs/a.md"),
            ("README.md", "docs/decisions/", "docs/decisions"),
            ("docs/guide/1.md", "2.md", "docs/guide/2.md"),
            ("docs/guide/1.md", "./2.md", "docs/guide/2.md"),
            ("docs/guide/1.md", "../pictures/a.png", "docs/pictures/a.png"),
        ];
        for (page, link, goal) in cases {
            assert_eq!(follow(page, link), goal, "{link} on {page}");
        }
    }

    #[test]
    fn tells_what_leads_nowhere_and_what_nobody_shows() {
        let pages = [("docs/a.md".to_owned(), "![seen](pictures/seen.png) [gone](gone.md)".to_owned())];
        let pictures = ["docs/pictures/seen.png", "docs/pictures/idle.png"].map(str::to_owned);
        let found = faults(&pages, &pictures, |place| place != "docs/gone.md");
        assert_eq!(found, ["docs/a.md: gone.md leads nowhere", "docs/pictures/idle.png is on no page"]);
    }
}
