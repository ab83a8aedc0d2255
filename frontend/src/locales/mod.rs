//! The texts of the screen in Vietnamese and English: tables, checked by the compiler for completeness.

mod messages;
mod names;

use std::cell::Cell;

use domain::language::Language;
use domain::number::format_vi;
use rust_decimal::Decimal;

pub use messages::M;
pub use names::{
    action_label, change_kind, frequency_label, origin_label, right_label, source_label, status_label, unit_kind_label,
};

const STORAGE_KEY: &str = "baocao.language";

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Vi) };
}

/// Takes the language chosen on this device; Vietnamese first.
pub fn init() {
    let stored = storage().and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten());
    let language = if stored.as_deref() == Some("en") { Language::En } else { Language::Vi };
    LANGUAGE.set(language);
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // A browser that refuses the attribute only loses the screen reader's pronunciation.
        let _ = root.set_attribute("lang", code(language));
    }
}

/// Chooses the language on this device. The page is read again in it, server texts included.
pub fn switch(language: Language) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(STORAGE_KEY, code(language));
    }
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The language of the screen.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// `vi` or `en`, for `lang` and `Accept-Language`.
pub fn code(language: Language) -> &'static str {
    match language {
        Language::Vi => "vi",
        Language::En => "en",
    }
}

/// The text in the language of the screen.
pub fn t(message: M) -> &'static str {
    message.text(language())
}

/// The text with its `{}` filled in order.
pub fn fill(message: M, arguments: &[&str]) -> String {
    let mut parts = t(message).split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (ix, part) in parts.enumerate() {
        text.push_str(arguments.get(ix).copied().unwrap_or_default());
        text.push_str(part);
    }
    text
}

/// A count with a point between thousands, as figures stand in reports in both languages (requirement I1).
pub fn count(number: impl TryInto<i64>) -> String {
    format_vi(Decimal::from(number.try_into().unwrap_or(i64::MAX)), None)
}

fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_in_both_languages_with_the_same_places() {
        for message in M::ALL.iter().copied().flatten() {
            let (vi, en) = (message.text(Language::Vi), message.text(Language::En));
            assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{message:?}");
            assert_eq!(vi.matches("{}").count(), en.matches("{}").count(), "{message:?}");
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            [count(0), count(999), count(1_091_i64), count(1_000_000_usize)],
            ["0", "999", "1.091", "1.000.000"]
        );
    }

    #[test]
    fn places_are_filled_in_order() {
        assert_eq!(fill(M::OverdueDays, &["3"]), "quá hạn 3 ngày");
        assert_eq!(fill(M::PageOf, &["1", "25", "40"]), "1–25 trong 40");
    }
}
