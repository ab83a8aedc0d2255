//! A small content hash (FNV-1a, 64 bits): it names files for caches and notices changes; it guards nothing.

/// A hash being computed.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// Adds one part; parts do not run into each other.
    pub fn add(&mut self, part: &[u8]) -> &mut Hash {
        for byte in part.iter().copied().chain(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    /// The value so far.
    pub fn value(self) -> u64 {
        self.0
    }
}

/// `assets/fonts/a.woff2` → `assets/fonts/a-0123456789abcdef.woff2`.
pub fn hashed_name(path: &str, content: &[u8]) -> String {
    let hash = Hash::default().add(content).value();
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem}-{hash:016x}.{extension}"),
        _ => format!("{path}-{hash:016x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Hash::default().add(b"ab").add(b"c").value(), Hash::default().add(b"a").add(b"bc").value());
    }

    #[test]
    fn the_hash_stands_before_the_extension() {
        let name = hashed_name("assets/app.js", b"x");
        assert!(name.starts_with("assets/app-") && name.ends_with(".js"), "{name}");
        assert_eq!(name.len(), "assets/app-0123456789abcdef.js".len());
        assert_ne!(name, hashed_name("assets/app.js", b"y"));
        assert!(hashed_name("assets.d/plain", b"x").starts_with("assets.d/plain-"));
    }
}
