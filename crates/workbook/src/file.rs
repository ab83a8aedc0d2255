//! What kind of file the bytes are, by their first bytes and never by a name.

use crate::error::{FileKind, WorkbookError};
use crate::ods;
use crate::package::MAX_BYTES;

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileType {
    Xlsx,
    Ods,
    /// Or the envelope of a workbook with a password, as its reader finds.
    Xls,
    /// Text with separators.
    Text,
}

/// Names the kind of a file, or says what else it is.
pub(crate) fn kind(bytes: &[u8]) -> Result<FileType, WorkbookError> {
    let start = bytes.get(..4096).unwrap_or(bytes);
    if bytes.len() > MAX_BYTES {
        return Err(WorkbookError::TooLarge);
    }
    match bytes {
        [] => Err(WorkbookError::OtherKind(FileKind::Empty)),
        _ if bytes.starts_with(ZIP) && ods::is_one(bytes) => Ok(FileType::Ods),
        _ if bytes.starts_with(ZIP) => Ok(FileType::Xlsx),
        _ if bytes.starts_with(COMPOUND_FILE) => Ok(FileType::Xls),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Ok(FileType::Text),
        // Records without a compound file around them: Excel before version 5.
        [0x09, 0 | 2 | 4 | 8, ..] => Err(WorkbookError::OtherKind(FileKind::OldXls)),
        _ if start.iter().all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\r' | b'\n')) => Ok(FileType::Text),
        _ => Err(WorkbookError::OtherKind(FileKind::Unknown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let other = |kind| Err(WorkbookError::OtherKind(kind));
        let zip = |name: &str| [ZIP, &[0; 26], name.as_bytes()].concat();
        for (bytes, expected) in [
            (vec![], other(FileKind::Empty)),
            ("STT;Mã;Tên\n1;A;Hộ tịch".into(), Ok(FileType::Text)),
            (vec![0xFF, 0xFE, b'a', 0], Ok(FileType::Text)),
            (vec![0x89, b'P', b'N', b'G', 0, 1], other(FileKind::Unknown)),
            (vec![0x09, 0x08, 0, 0], other(FileKind::OldXls)),
            (COMPOUND_FILE.to_vec(), Ok(FileType::Xls)),
            (zip("[Content_Types].xml"), Ok(FileType::Xlsx)),
            (zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"), Ok(FileType::Ods)),
            (zip("mimetypeapplication/vnd.oasis.opendocument.textPK"), Ok(FileType::Xlsx)),
        ] {
            assert_eq!(kind(&bytes), expected, "{bytes:?}");
        }
    }
}
