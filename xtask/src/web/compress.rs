//! Brotli.

use std::io::Write;

use anyhow::Result;

use super::Profile;

/// How hard to compress (brotli's quality).
#[derive(Debug, Clone, Copy)]
pub struct Effort(u32);

impl Effort {
    /// A release is compressed once and sent often; while working it is the other way round.
    pub fn of(profile: Profile) -> Effort {
        Effort(match profile {
            Profile::Wasm => 11,
            Profile::Dev => 3,
        })
    }
}

/// The compressed file, if compressing is worth it.
pub fn brotli(name: &str, bytes: &[u8], effort: Effort) -> Result<Option<Vec<u8>>> {
    let already_small = [".woff2", ".png", ".jpg", ".webp"].iter().any(|end| name.ends_with(end));
    if already_small {
        return Ok(None);
    }
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, effort.0, 22);
    writer.write_all(bytes)?;
    let small = writer.into_inner();
    Ok((small.len() < bytes.len()).then_some(small))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "báo cáo ".repeat(100).into_bytes();
        for profile in [Profile::Dev, Profile::Wasm] {
            let small = brotli("a.js", &text, Effort::of(profile)).unwrap().unwrap();
            assert!(small.len() < text.len() / 4);
            let mut back = Vec::new();
            brotli::Decompressor::new(&small[..], 4096).read_to_end(&mut back).unwrap();
            assert_eq!(back, text);
        }
    }

    #[test]
    fn leaves_alone_what_gains_nothing() {
        assert_eq!(brotli("a.woff2", &[0; 999], Effort::of(Profile::Dev)).unwrap(), None);
        assert_eq!(brotli("a.js", b"", Effort::of(Profile::Dev)).unwrap(), None);
    }
}
