//! Which files the browser gets, under which names.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use super::{
    bindgen::Bound,
    hash::{Hash, hashed_name},
    sources::Sources,
};

/// The files of `frontend/dist` by their path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Lays out the whole application.
pub fn bundle(sources: &Sources, bound: Bound) -> Result<Files> {
    check_page(&sources.index)?;
    let mut bundle = Bundle::default();
    for (name, bytes) in &sources.assets {
        bundle.add(&format!("/assets/{name}"), &format!("assets/{name}"), bytes.clone());
    }
    let style = bundle.with_names(&sources.style);
    bundle.add("/style.css", "assets/style.css", style.into_bytes());
    let script = bundle.add_snippets(bound.script, bound.snippets);
    bundle.add("/app.js", "assets/app.js", script.into_bytes());
    bundle.add("/app_bg.wasm", "assets/app_bg.wasm", bound.wasm);
    let boot = bundle.with_names(BOOT);
    bundle.add("/boot.js", "assets/boot.js", boot.into_bytes());
    let index = bundle.with_names(&sources.index.replacen("</head>", &format!("{EARLY}</head>"), 1));
    for (name, bytes) in &sources.fixed {
        bundle.files.insert(name.clone(), bytes.clone());
    }
    bundle.files.insert("index.html".into(), index.into_bytes());
    Ok(bundle.files)
}

/// The loader is a file of its own: the content security policy allows no inline script.
const BOOT: &str = "import start from \"/app.js\";\nstart({ module_or_path: \"/app_bg.wasm\" });\n";

/// The browser fetches program and loader at once, not one after the other.
const EARLY: &str = "<link rel=\"modulepreload\" href=\"/app.js\">\
    <link rel=\"preload\" href=\"/app_bg.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin>";

/// A page that the content security policy would break is a fault of the build, not a surprise in the browser.
fn check_page(index: &str) -> Result<()> {
    for wanted in ["\"/boot.js\"", "\"/style.css\"", "</head>"] {
        ensure!(index.contains(wanted), "frontend/index.html must contain {wanted}");
    }
    for inline in ["<script>", "<style", " style=", " onload=", " onclick="] {
        ensure!(!index.contains(inline), "frontend/index.html contains `{inline}`, which the security policy forbids");
    }
    Ok(())
}

#[derive(Default)]
struct Bundle {
    files: Files,
    /// Name in the sources → name in the result, both with a leading slash.
    names: BTreeMap<String, String>,
}

impl Bundle {
    fn add(&mut self, known_as: &str, path: &str, bytes: Vec<u8>) {
        let path = hashed_name(path, &bytes);
        self.names.insert(known_as.to_owned(), format!("/{path}"));
        self.files.insert(path, bytes);
    }

    /// Puts the hashed names in; a name counts only as a whole, in quotes or in the brackets of `url(…)`.
    fn with_names(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (from, to) in &self.names {
            for (open, close) in [('"', '"'), ('\'', '\''), ('(', ')')] {
                text = text.replace(&format!("{open}{from}{close}"), &format!("{open}{to}{close}"));
            }
        }
        text
    }

    /// Snippets import each other by relative names: the folder is hashed as a whole.
    fn add_snippets(&mut self, script: String, snippets: Vec<(String, Vec<u8>)>) -> String {
        let mut hash = Hash::default();
        for (name, bytes) in &snippets {
            hash.add(name.as_bytes()).add(bytes);
        }
        let folder = format!("snippets-{:016x}", hash.value());
        for (name, bytes) in snippets {
            self.files.insert(format!("assets/{folder}/{name}"), bytes);
        }
        script.replace("'./snippets/", &format!("'./{folder}/")).replace("\"./snippets/", &format!("\"./{folder}/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><link rel=\"stylesheet\" href=\"/style.css\">\
        <script type=\"module\" src=\"/boot.js\"></script></head></html>";

    fn made(page: &str) -> Result<Files> {
        let sources = Sources {
            index: page.into(),
            style: "@font-face{src:url(/assets/a.woff2)} b{background:url('/assets/a.woff2')}".into(),
            assets: vec![("a.woff2".into(), b"font".to_vec())],
            fixed: vec![("favicon.svg".into(), b"<svg/>".to_vec())],
        };
        let script = "import {x} from './snippets/lib-1/inline0.js'; fetch('/style.css.map')".into();
        let snippets = vec![("lib-1/inline0.js".into(), b"export const x=1".to_vec())];
        bundle(&sources, Bound { script, wasm: b"\0asm".to_vec(), snippets })
    }

    fn text<'a>(files: &'a Files, start: &str, end: &str) -> (&'a str, &'a str) {
        let (name, bytes) = files.iter().find(|(name, _)| name.starts_with(start) && name.ends_with(end)).unwrap();
        (name, std::str::from_utf8(bytes).unwrap())
    }

    #[test]
    fn every_reference_leads_to_a_file() {
        let files = made(PAGE).unwrap();
        let (boot, boot_text) = text(&files, "assets/boot-", ".js");
        let (style, style_text) = text(&files, "assets/style-", ".css");
        let (app, app_text) = text(&files, "assets/app-", ".js");
        let (wasm, _) = text(&files, "assets/app_bg-", ".wasm");
        let (font, _) = text(&files, "assets/a-", ".woff2");
        let (snippet, _) = text(&files, "assets/snippets-", "/lib-1/inline0.js");
        let (_, page) = text(&files, "index.html", "");
        for name in [boot, style, app, wasm] {
            assert!(page.contains(&format!("\"/{name}\"")), "{name} in {page}");
        }
        assert!(
            boot_text.contains(&format!("\"/{app}\"")) && boot_text.contains(&format!("\"/{wasm}\"")),
            "{boot_text}"
        );
        assert!(style_text.contains(&format!("url(/{font})")) && style_text.contains(&format!("url('/{font}')")));
        assert!(app_text.contains(&snippet.replace("assets/", "'./")), "{app_text}");
        assert!(app_text.contains("'/style.css.map'"), "only whole names are replaced: {app_text}");
        assert!(files.contains_key("favicon.svg"));
    }

    #[test]
    fn refuses_a_page_that_the_policy_would_break() {
        for bad in ["<script>go()</script>", "<p style=\"color:red\">", "<style>p{}</style>", "<b onclick=\"x\">"] {
            assert!(made(&PAGE.replace("</html>", bad)).is_err(), "{bad}");
        }
        for missing in ["/boot.js", "/style.css", "</head>"] {
            assert!(made(&PAGE.replace(missing, "")).is_err(), "{missing}");
        }
    }
}
