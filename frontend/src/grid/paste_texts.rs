//! What the questions on the way of a paste say.

use domain::language::Language;
use domain::separators::Separators;

/// A convention by its name and an example.
#[must_use]
pub const fn convention(separators: Separators, language: Language) -> &'static str {
    match (separators, language) {
        (Separators::Vietnamese, Language::Vi) => "Kiểu Việt Nam: 1.234,5",
        (Separators::Vietnamese, Language::En) => "Vietnamese: 1.234,5",
        (Separators::English, Language::Vi) => "Kiểu Anh: 1,234.5",
        (Separators::English, Language::En) => "English: 1,234.5",
        (Separators::Spaces, Language::Vi) => "Nhóm bằng dấu cách: 1 234,5",
        (Separators::Spaces, Language::En) => "Grouped by spaces: 1 234,5",
        (Separators::Plain, Language::Vi) => "Không nhóm chữ số: 1234.5",
        (Separators::Plain, Language::En) => "Not grouped: 1234.5",
    }
}

/// Cells that a convention cannot read.
#[must_use]
pub fn unread(cells: usize, language: Language) -> String {
    match language {
        Language::Vi => format!("{cells} ô không đọc được là số"),
        Language::En => format!("{cells} cells cannot be read as numbers"),
    }
}

/// How much a paste overwrites.
#[must_use]
pub fn overwrites(cells: usize, signs: usize, language: Language) -> String {
    match (language, signs) {
        (Language::Vi, 0) => format!("{cells} ô đang có số liệu sẽ bị thay."),
        (Language::Vi, _) => format!("{cells} ô đang có số liệu sẽ bị thay, trong đó {signs} ô đổi dấu."),
        (Language::En, 0) => format!("{cells} filled cells will change."),
        (Language::En, _) => format!("{cells} filled cells will change, {signs} of them their sign."),
    }
}
