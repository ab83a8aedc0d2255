//! The ZIP directory: counts, sizes, names and tricks, before anything is unpacked.

use std::io::{Read, Seek};

use zip::{CompressionMethod, ZipArchive};

use crate::error::WorkbookError;

const MAX_ENTRIES: usize = 200;
const MAX_TOTAL: u64 = 100 * 1024 * 1024;
const MAX_RATIO: u64 = 100;
/// Small parts full of repetition compress better than any sheet of figures; they cannot hurt.
const RATIO_MATTERS_FROM: u64 = 1024 * 1024;

const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const END_OF_DIRECTORY_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const END_LENGTH: usize = 22;

/// The file ends with one plain end-of-directory record: readers that search differently then see the same parts.
pub(super) fn check_frame(bytes: &[u8]) -> Result<(), WorkbookError> {
    let end_at = bytes.len().checked_sub(END_LENGTH).ok_or_else(|| truncated(bytes))?;
    let (before, end) = bytes.split_at(end_at);
    if !end.starts_with(END_OF_DIRECTORY) {
        return Err(truncated(bytes));
    }
    let tail = before.get(before.len().saturating_sub(256)..).unwrap_or(before);
    if has(tail, LOCATOR_64) || has(tail, END_OF_DIRECTORY_64) {
        return Err(WorkbookError::UnusualPacking);
    }
    Ok(())
}

/// Without its end record the file was cut off, or something was appended to it.
fn truncated(bytes: &[u8]) -> WorkbookError {
    if has(bytes, END_OF_DIRECTORY) {
        WorkbookError::UnusualPacking
    } else {
        WorkbookError::damaged("no end of central directory")
    }
}

fn has(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Counts, declared sizes, names and packing of all entries.
pub(super) fn check<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(), WorkbookError> {
    if archive.len() > MAX_ENTRIES {
        return Err(WorkbookError::TooManyParts);
    }
    if archive.has_duplicate_names() || !names_are_safe(archive) {
        return Err(WorkbookError::UnsafeName);
    }
    if archive.offset() != 0 || archive.has_overlapping_entries().map_err(WorkbookError::damaged)? {
        return Err(WorkbookError::UnusualPacking);
    }
    let mut total = 0u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(WorkbookError::damaged)?;
        if entry.encrypted() {
            return Err(WorkbookError::Encrypted);
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) || entry.is_symlink()
        {
            return Err(WorkbookError::UnusualPacking);
        }
        total = total.saturating_add(entry.size());
        if total > MAX_TOTAL || ratio_is_odd(entry.size(), entry.compressed_size()) {
            return Err(WorkbookError::Bomb);
        }
    }
    Ok(())
}

fn ratio_is_odd(size: u64, packed: u64) -> bool {
    size > RATIO_MATTERS_FROM && size > packed.saturating_mul(MAX_RATIO)
}

fn names_are_safe<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    archive
        .file_names_raw()
        .all(|raw| std::str::from_utf8(raw).is_ok_and(|name| is_safe(name) && seen.insert(name.to_ascii_lowercase())))
}

fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(['\\', ':', '\0'])
        && name.split('/').all(|segment| segment != ".." && segment != ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_package() {
        for (name, safe) in [
            ("xl/worksheets/sheet1.xml", true),
            ("[Content_Types].xml", true),
            ("/xl/workbook.xml", false),
            ("../etc/passwd", false),
            ("xl/../../x", false),
            ("xl\\workbook.xml", false),
            ("C:x", false),
            ("", false),
        ] {
            assert_eq!(is_safe(name), safe, "{name}");
        }
    }

    #[test]
    fn only_large_parts_are_judged_by_their_ratio() {
        assert!(!ratio_is_odd(500_000, 400));
        assert!(!ratio_is_odd(50_000_000, 600_000));
        assert!(ratio_is_odd(50_000_000, 400_000));
    }
}
