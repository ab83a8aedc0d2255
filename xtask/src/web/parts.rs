//! Cutting the program in two: what comes first, and what comes while the person reads or types.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{process, workspace::Workspace};

/// Cuts the module into `folder` and returns the main part, which wasm-bindgen has still to go over.
pub fn split(workspace: &Workspace, wasm: &Path, folder: &Path) -> Result<PathBuf> {
    let mut splitter = workspace.cargo(["run", "--quiet", "--manifest-path", "xtask/splitter/Cargo.toml", "--"]);
    process::run(splitter.arg(wasm).arg(folder))?;
    for (name, bytes) in super::sources::files(folder)? {
        if name.ends_with(".wasm") && name != MAIN {
            std::fs::write(folder.join(&name), stripped(&bytes).with_context(|| format!("{name} is no wasm module"))?)?;
        }
    }
    Ok(folder.join(MAIN))
}

const MAIN: &str = "main.wasm";

/// The module without its custom sections: names and the like that no browser needs.
fn stripped(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while let Some(kind) = rest.first() {
        let (length, digits) = leb128(rest.get(1..)?)?;
        let (section, next) = rest.split_at_checked(1 + digits + length)?;
        if *kind != 0 {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Some(kept)
}

/// A number as wasm writes it, and how many bytes it took.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut number = 0;
    for (ix, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << (7 * ix);
        if byte & 0x80 == 0 {
            return Some((number, ix + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_go() {
        let head = b"\0asm\x01\0\0\0";
        let module = [&head[..], b"\x01\x02ab", b"\x00\x81\x00x", b"\x0b\x01c"].concat();
        assert_eq!(stripped(&module).unwrap(), [&head[..], b"\x01\x02ab", b"\x0b\x01c"].concat());
    }

    #[test]
    fn what_is_cut_off_is_no_module() {
        for broken in [&b"\0asm"[..], b"\0asm\x01\0\0\0\x01\x05a", b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\xff"] {
            assert_eq!(stripped(broken), None);
        }
    }
}
