//! Which files the browser gets, under which names.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use super::{
    bindgen::Program,
    hash::{Hash, hashed_name},
    sources::Sources,
};

/// The files of `frontend/dist` by their path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Lays out the whole application.
pub fn bundle(sources: &Sources, program: Program) -> Result<Files> {
    check_page(&sources.index)?;
    let mut bundle = Bundle::default();
    for (name, bytes) in &sources.assets {
        bundle.add(&format!("/assets/{name}"), &format!("assets/{name}"), bytes.clone());
    }
    let style = bundle.with_names(&sources.style);
    bundle.add("/style.css", "assets/style.css", style.into_bytes());
    bundle.add_program(program);
    let boot = bundle.with_names(BOOT);
    bundle.add("/boot.js", "assets/boot.js", boot.into_bytes());
    let parts = if bundle.names.contains_key("/parts.js") { PARTS } else { "" };
    let index = bundle.with_names(&sources.index.replacen("</head>", &format!("{EARLY}{parts}</head>"), 1));
    for (name, bytes) in &sources.fixed {
        bundle.files.insert(name.clone(), bytes.clone());
    }
    bundle.files.insert("index.html".into(), index.into_bytes());
    let worker = worker(&sources.worker, &bundle.files)?;
    bundle.files.insert("sw.js".into(), worker.into_bytes());
    Ok(bundle.files)
}

/// The worker with the files to keep, and a version that changes with any of them.
fn worker(source: &str, files: &Files) -> Result<String> {
    let mut hash = Hash::default();
    for (name, bytes) in files {
        hash.add(name.as_bytes()).add(bytes);
    }
    let names: Vec<String> = files.keys().map(|name| format!("\"/{name}\"")).collect();
    let mut worker = source.to_owned();
    for (place, value) in [
        ("\"baocao-VERSION\"", format!("\"baocao-{:016x}\"", hash.value())),
        ("const FILES = [];", format!("const FILES = [{}];", names.join(", "))),
    ] {
        ensure!(worker.matches(place).count() == 1, "frontend/sw.js must contain `{place}` once");
        worker = worker.replace(place, &value);
    }
    Ok(worker)
}

/// The loader is a file of its own: the content security policy allows no inline script.
const BOOT: &str = "import start from \"/app.js\";\nstart({ module_or_path: \"/app_bg.wasm\" });\n";

/// The browser fetches program and loader at once, not one after the other.
const EARLY: &str = "<link rel=\"modulepreload\" href=\"/app.js\">\
    <link rel=\"preload\" href=\"/app_bg.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin>";

/// And what loads the second part, where the program is cut in two.
const PARTS: &str = "<link rel=\"modulepreload\" href=\"/parts.js\">";

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

    /// The parts of the program load each other by relative names, in a circle: their folder is hashed as a whole.
    fn add_program(&mut self, program: Program) {
        let mut hash = Hash::default();
        for (name, bytes) in &program {
            hash.add(name.as_bytes()).add(bytes);
        }
        let folder = format!("assets/app-{:016x}", hash.value());
        for (name, bytes) in program {
            self.names.insert(format!("/{name}"), format!("/{folder}/{name}"));
            self.files.insert(format!("{folder}/{name}"), bytes);
        }
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
            worker: "const CACHE = \"baocao-VERSION\"; const FILES = [];".into(),
            style: "@font-face{src:url(/assets/a.woff2)} b{background:url('/assets/a.woff2')}".into(),
            assets: vec![("a.woff2".into(), b"font".to_vec())],
            fixed: vec![("favicon.svg".into(), b"<svg/>".to_vec())],
        };
        let program = [
            ("app.js", &b"import {x} from './snippets/lib-1/inline0.js'; fetch('/style.css.map')"[..]),
            ("app_bg.wasm", b"\0asm"),
            ("snippets/lib-1/inline0.js", b"export const x=1"),
        ];
        bundle(&sources, program.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).to_vec())
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
        let (app, app_text) = text(&files, "assets/app-", "/app.js");
        let (wasm, _) = text(&files, "assets/app-", "/app_bg.wasm");
        let (font, _) = text(&files, "assets/a-", ".woff2");
        let folder = app.trim_end_matches("/app.js");
        let (_, page) = text(&files, "index.html", "");
        for name in [boot, style, app, wasm] {
            assert!(page.contains(&format!("\"/{name}\"")), "{name} in {page}");
        }
        assert!(
            boot_text.contains(&format!("\"/{app}\"")) && boot_text.contains(&format!("\"/{wasm}\"")),
            "{boot_text}"
        );
        assert!(style_text.contains(&format!("url(/{font})")) && style_text.contains(&format!("url('/{font}')")));
        assert!(
            files.contains_key(&format!("{folder}/snippets/lib-1/inline0.js")),
            "what app.js names stays beside it"
        );
        assert!(app_text.contains("'/style.css.map'"), "only whole names are replaced: {app_text}");
        assert!(files.contains_key("favicon.svg"));
    }

    #[test]
    fn the_worker_keeps_every_file_under_a_version_of_its_own() {
        let files = made(PAGE).unwrap();
        let (_, worker) = text(&files, "sw.js", "");
        for name in files.keys().filter(|name| *name != "sw.js") {
            assert!(worker.contains(&format!("\"/{name}\"")), "{name} in {worker}");
        }
        let other = made(&PAGE.replace("<html>", "<html lang=\"vi\">")).unwrap();
        let version = |worker: &str| worker.split('"').nth(1).map(str::to_owned);
        assert_ne!(version(worker), version(text(&other, "sw.js", "").1));
        assert!(version(worker).is_some_and(|version| version.len() == "baocao-0123456789abcdef".len()));
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
