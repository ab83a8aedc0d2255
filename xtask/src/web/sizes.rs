//! How much the browser has to fetch.

use std::{fmt, path::Path};

use anyhow::Result;

use super::sources;

/// What is sent, in bytes with brotli: to see the sign-in page and the frame, and for everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Until somebody can sign in.
    pub first: usize,
    /// All of it.
    pub all: usize,
    /// How many files there are.
    pub files: usize,
}

/// Adds up what lies in `dist`.
pub fn of(dist: &Path) -> Result<Sizes> {
    Ok(add_up(&sources::files(dist)?))
}

fn add_up(files: &[(String, Vec<u8>)]) -> Sizes {
    let mut sizes = Sizes::default();
    for (name, bytes) in files.iter().filter(|(name, _)| !name.ends_with(".br")) {
        let compressed = files.iter().find(|(other, _)| other.strip_suffix(".br") == Some(name));
        let sent = compressed.map_or(bytes.len(), |(_, bytes)| bytes.len());
        sizes.files += 1;
        sizes.all += sent;
        if !comes_later(name) {
            sizes.first += sent;
        }
    }
    sizes
}

/// The parts of the program that are cut off from the first one.
fn comes_later(name: &str) -> bool {
    name.ends_with(".wasm") && !name.ends_with("/app_bg.wasm")
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, all) = (self.first / 1000, self.all / 1000);
        write!(f, "{} files; sent with brotli: {first} KB to sign in and see the frame, {all} KB in all", self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_counts_once_and_compressed_where_it_can_be() {
        let files = [
            ("assets/app-1/app_bg.wasm", 900_000),
            ("assets/app-1/app_bg.wasm.br", 150_000),
            ("assets/app-1/later.wasm", 800_000),
            ("assets/app-1/later.wasm.br", 200_000),
            ("assets/a.woff2", 10_000),
            ("index.html", 1_000),
        ];
        let sizes = add_up(&files.map(|(name, size)| (name.to_owned(), vec![0; size])));
        assert_eq!(sizes, Sizes { first: 161_000, all: 361_000, files: 4 });
        assert_eq!(sizes.to_string(), "4 files; sent with brotli: 161 KB to sign in and see the frame, 361 KB in all");
    }
}
