//! The list that a cell is chosen from: found without diacritics, exact matches first (conventions 32, 43).

use std::collections::BTreeMap;

use domain::text::plain;

/// An item of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// The items that a typed text may mean: those that are written so first, then those that only sound so.
#[must_use]
pub fn offers(items: &BTreeMap<String, String>, typed: &str) -> Vec<Offer> {
    let (exact, loose) = (domain::text::nfc(typed.trim()).to_lowercase(), plain(typed));
    let mut found: Vec<(u8, Offer)> = items
        .iter()
        .filter_map(|(code, name)| {
            let rank = rank(code, name, &exact, &loose)?;
            Some((rank, Offer { code: code.clone(), name: name.clone() }))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, offer)| offer).collect()
}

fn rank(code: &str, name: &str, exact: &str, loose: &str) -> Option<u8> {
    let (name, folded) = (name.to_lowercase(), plain(name));
    if loose.is_empty() || name == exact || code.eq_ignore_ascii_case(exact) {
        Some(0)
    } else if name.starts_with(exact) {
        Some(1)
    } else if name.contains(exact) {
        Some(2)
    } else if folded.starts_with(loose) {
        Some(3)
    } else if folded.contains(loose) || plain(code).contains(loose) {
        Some(4)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_matches_stand_first() {
        let items = [("1", "Chưa triển khai"), ("2", "Đã triển khai"), ("3", "Da giày"), ("4", "Đang triển khai")];
        let items: BTreeMap<String, String> =
            items.into_iter().map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
        for (typed, expected) in
            [("", "1 2 3 4"), ("da", "3 2 4"), ("đã", "2 3 4"), ("trien", "1 2 4"), ("4", "4"), ("xyz", "")]
        {
            let codes: Vec<String> = offers(&items, typed).into_iter().map(|offer| offer.code).collect();
            assert_eq!(codes.join(" "), expected, "{typed}");
        }
    }
}
