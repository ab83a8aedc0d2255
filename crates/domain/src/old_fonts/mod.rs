//! Vietnamese text that was typed for the fonts of the nineties: TCVN3 (`.VnTime` and its kin, "ABC") and VNI (`VNI-Times`).
//!
//! Without its font such a text shows other letters: "Hộ tịch" as "Hé tÞch" or "Hoä tòch". It is recognised by what it comes
//! to: nearly all its words must be Vietnamese syllables afterwards, and at least one of them must be none before. What is
//! Vietnamese in Unicode, English or a number is never taken for it. Nothing is converted without being asked for.

mod syllable;
mod tcvn3;
mod vni;

use std::borrow::Cow;

use crate::text::nfc;

/// How the letters of an old font are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFont {
    /// TCVN 5712, third set: `.VnTime`, `.VnArial` and others.
    Tcvn3,
    /// `VNI-Times`, `VNI-Helve` and others: tone and hat as a letter of their own.
    Vni,
}

/// Longest text that is looked at, in characters: longer ones are cut when entered.
const LONGEST: usize = 10_000;
/// Shortest word that is taken as evidence: "m×n" or "où" alone are none.
const TELLING: usize = 3;

impl OldFont {
    /// The encoding that the name of a font tells.
    #[must_use]
    pub fn of_name(font: &str) -> Option<Self> {
        let name = font.trim().to_ascii_lowercase();
        match name.as_str() {
            _ if name.starts_with(".vn") => Some(Self::Tcvn3),
            _ if name.starts_with("vni-") || name.starts_with("vni ") => Some(Self::Vni),
            _ => None,
        }
    }

    /// The text in Unicode; `None` where it holds letters that the font does not have.
    #[must_use]
    pub fn convert(self, text: &str) -> Option<String> {
        let mut converted = String::with_capacity(text.len() + text.len() / 2);
        for piece in pieces(text) {
            match piece {
                Piece::Word(word) if word.is_ascii() => converted.push_str(word),
                Piece::Word(word) => converted.push_str(&self.word(word)?),
                Piece::Between(text) => converted.push_str(text),
            }
        }
        Some(nfc(&converted))
    }

    fn word(self, word: &str) -> Option<String> {
        let plain = match self {
            Self::Tcvn3 => tcvn3::word(word)?,
            Self::Vni => vni::word(word)?,
        };
        // Capitals with a tone are small letters in these fonts, or stand in a font of capitals.
        let mut ascii = word.chars().filter(char::is_ascii_alphabetic);
        let is_capital =
            word.chars().filter(char::is_ascii_alphabetic).count() > 1 && ascii.all(|c| c.is_ascii_uppercase());
        Some(if is_capital { plain.to_uppercase() } else { plain })
    }

    /// How many words of the text tell that it is in this encoding; zero where it is not.
    fn evidence(self, text: &str) -> usize {
        let (mut marked, mut fitting, mut telling) = (0usize, 0usize, 0usize);
        for piece in pieces(text) {
            let Piece::Word(word) = piece else { continue };
            if word.is_ascii() {
                continue;
            }
            let Some(plain) = self.word(word).map(|plain| nfc(&plain)) else { return 0 };
            if syllable::is_abbreviation(&plain) {
                continue;
            }
            marked += 1;
            if syllable::is_one(&plain) {
                fitting += 1;
                telling += usize::from(self.is_telling(word) && !syllable::is_one(&nfc(word)));
            }
        }
        if fitting * 10 >= marked * 9 { telling } else { 0 }
    }

    /// Whether a word may be taken as evidence: long enough, beginning as words do, and no formula such as "m×n" or "N·m".
    fn is_telling(self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().take(TELLING + 1).collect();
        let begins = letters.first().is_some_and(|first| {
            first.is_ascii_alphabetic()
                || match self {
                    Self::Tcvn3 => matches!(first, '®' | '§'),
                    Self::Vni => matches!(first, 'ñ' | 'Ñ' | 'ö' | 'Ö' | 'ô' | 'Ô'),
                }
        });
        let is_formula = matches!(letters.as_slice(), [_, '×' | '·' | '÷', _]);
        begins && letters.len() >= TELLING && !is_formula && (self != Self::Vni || vni::has_pair(word))
    }
}

/// The encoding of a text in an old font, and the text in Unicode; `None` for every other text.
#[must_use]
pub fn detect(text: &str) -> Option<(OldFont, String)> {
    if !may_be_old(text) {
        return None;
    }
    let (tcvn3, vni) = (OldFont::Tcvn3.evidence(text), OldFont::Vni.evidence(text));
    let font = match (tcvn3, vni) {
        (0, 0) => return None,
        (tcvn3, vni) if tcvn3 >= vni => OldFont::Tcvn3,
        _ => OldFont::Vni,
    };
    font.convert(text).map(|plain| (font, plain))
}

/// The text as people meant it: in Unicode where it is in an old font, else as it is. For comparing, not for keeping.
#[must_use]
pub fn meant(text: &str) -> Cow<'_, str> {
    detect(text).map_or(Cow::Borrowed(text), |(_, plain)| Cow::Owned(plain))
}

/// Whether a text could be in an old font: they have letters of Latin-1 only, which tells most texts by one look.
#[must_use]
pub fn may_be_old(text: &str) -> bool {
    let mut has_marks = false;
    for letter in text.chars().take(LONGEST) {
        has_marks |= is_marked(letter);
        if letter > '\u{ff}' && letter.is_alphabetic() {
            return false;
        }
    }
    has_marks
}

/// A letter of the upper half of Latin-1, which these fonts show as something else.
fn is_marked(letter: char) -> bool {
    ('\u{a1}'..='\u{ff}').contains(&letter)
}

enum Piece<'t> {
    Word(&'t str),
    Between(&'t str),
}

/// The words of a text and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let is_word = |letter: char| letter.is_ascii_alphabetic() || is_marked(letter);
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|letter| is_word(letter) != is_word(first)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(if is_word(first) { Piece::Word(piece) } else { Piece::Between(piece) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_texts_are_found_and_converted() {
        for (text, font, expected) in [
            ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", OldFont::Tcvn3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
            ("§éc lËp - Tù do - H¹nh phóc", OldFont::Tcvn3, "Độc lập - Tự do - Hạnh phúc"),
            ("Hé tÞch, chøng thùc", OldFont::Tcvn3, "Hộ tịch, chứng thực"),
            ("QuyÕt ®Þnh sè 12/Q§-UBND ngµy 05/3/2009", OldFont::Tcvn3, "Quyết định số 12/QĐ-UBND ngày 05/3/2009"),
            ("N¨m 2009", OldFont::Tcvn3, "Năm 2009"),
            ("Uû BAN NH¢N D¢N", OldFont::Tcvn3, "Uỷ BAN NHÂN DÂN"),
            ("Hµ Néi", OldFont::Tcvn3, "Hà Nội"),
            ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", OldFont::Vni, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            ("Ñoäc laäp - Töï do - Haïnh phuùc", OldFont::Vni, "Độc lập - Tự do - Hạnh phúc"),
            ("Hoä tòch, chöùng thöïc", OldFont::Vni, "Hộ tịch, chứng thực"),
            ("UÛY BAN NHAÂN DAÂN", OldFont::Vni, "ỦY BAN NHÂN DÂN"),
            ("Ñaø Naüng", OldFont::Vni, "Đà Nẵng"),
            ("ngöôøi ñöôïc caáp", OldFont::Vni, "người được cấp"),
            ("Thò traán Ñaêk Haø", OldFont::Vni, "Thị trấn Đăk Hà"),
        ] {
            assert_eq!(detect(text), Some((font, expected.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "",
            "1.234.567,89",
            "12 500 m² × 3 = ½ ha ± 5°",
            "m×n",
            "N·m",
            "10 µm, 5 µg",
            "© 2026 Công ty ®",
            "Brand® name™ §5",
            "£m 5, ¥100",
            "« Ma »",
            "Hà Nội, Đà Nẵng",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "có, là, và, thì, né, tôi, cô, hôm, rõ, xã, mùa, tú",
            "Tân Bình, Lâm Hà, Tôn Thân",
            "QUÝ NHÂN",
            "Krông Nô, Pô Kô, ôtô, Ea Súp",
            "Café, résumé, naïve, Zoë, Noël, Chloë, façade, piñata, señor, mañana, jalapeño",
            "Müller, Köln, für, über, schön, Straße, Größe, Bär",
            "où, août, goût, boîte, forêt, château, hôtel, très, déjà vu, élève",
            "São Paulo, Curaçao, Åland, Ñandú, Niño",
            "The quick brown fox",
            "NN10 – khác",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn fonts_are_known_by_name() {
        for (name, expected) in [
            (".VnTime", Some(OldFont::Tcvn3)),
            (".VnArialH", Some(OldFont::Tcvn3)),
            ("VNI-Times", Some(OldFont::Vni)),
            ("Times New Roman", None),
            ("", None),
        ] {
            assert_eq!(OldFont::of_name(name), expected, "{name}");
        }
    }

    /// Every syllable of the language, there and back.
    #[test]
    fn every_syllable_comes_back() {
        let mut count = 0;
        for syllable in syllable::all() {
            for (font, old) in [(OldFont::Tcvn3, tcvn3::encode(&syllable)), (OldFont::Vni, vni::encode(&syllable))] {
                assert_eq!(font.convert(&old).as_deref(), Some(syllable.as_str()), "{old}");
            }
            assert_eq!(detect(&syllable), None, "Unicode is left alone");
            count += 1;
        }
        assert!(count > 10_000, "{count}");
    }

    /// Phrases of three words are found wherever one of them is no Vietnamese word by chance.
    #[test]
    fn nearly_every_phrase_is_found() {
        let words: Vec<String> = syllable::all().collect();
        let (mut found, mut all) = ([0usize; 2], 0usize);
        for (ix, word) in words.iter().enumerate().step_by(7) {
            let other = |step: usize| words[(ix * step + step) % words.len()].as_str();
            let phrase = format!("{word} {} {}", other(31), other(577));
            assert_eq!(detect(&phrase), None, "{phrase}");
            all += 1;
            for (at, font, old) in
                [(0, OldFont::Tcvn3, tcvn3::encode(&phrase)), (1, OldFont::Vni, vni::encode(&phrase))]
            {
                if let Some((detected, plain)) = detect(&old) {
                    assert_eq!((detected, plain.as_str()), (font, phrase.as_str()), "{old}");
                    found[at] += 1;
                }
            }
        }
        assert!(found.iter().all(|found| found * 10 > all * 9), "{found:?} of {all}");
    }
}
