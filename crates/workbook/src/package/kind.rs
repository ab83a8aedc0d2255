//! What kind of file the bytes are, by their first bytes and never by a name.

use crate::error::{FileKind, WorkbookError};

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Passes ZIP packages; says what anything else is.
pub(super) fn check(bytes: &[u8]) -> Result<(), WorkbookError> {
    if bytes.starts_with(ZIP) {
        return Ok(());
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(compound_file(bytes));
    }
    Err(WorkbookError::OtherKind(plain_file(bytes)))
}

/// A compound file is an old .xls, or the envelope of a password-protected .xlsx.
fn compound_file(bytes: &[u8]) -> WorkbookError {
    if contains_utf16(bytes, "EncryptedPackage") {
        WorkbookError::Encrypted
    } else if contains_utf16(bytes, "_VBA_PROJECT") {
        WorkbookError::Macros
    } else {
        WorkbookError::OtherKind(FileKind::Xls)
    }
}

fn contains_utf16(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn plain_file(bytes: &[u8]) -> FileKind {
    let start = bytes.get(..4096).unwrap_or(bytes);
    if bytes.is_empty() {
        FileKind::Empty
    } else if start.contains(&0) {
        FileKind::Unknown
    } else if start.iter().all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\r' | b'\n')) {
        FileKind::Text
    } else {
        FileKind::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_named() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let compound = |inside: &str| [COMPOUND_FILE, &[0; 600], &utf16(inside)].concat();
        let cases: Vec<(Vec<u8>, WorkbookError)> = vec![
            (vec![], WorkbookError::OtherKind(FileKind::Empty)),
            ("STT;Mã;Tên\n1;A;Hộ tịch".into(), WorkbookError::OtherKind(FileKind::Text)),
            (vec![0x89, b'P', b'N', b'G', 0, 1], WorkbookError::OtherKind(FileKind::Unknown)),
            (compound("Workbook"), WorkbookError::OtherKind(FileKind::Xls)),
            (compound("EncryptedPackage"), WorkbookError::Encrypted),
            (compound("_VBA_PROJECT_CUR"), WorkbookError::Macros),
        ];
        for (bytes, expected) in cases {
            assert_eq!(check(&bytes), Err(expected));
        }
    }
}
