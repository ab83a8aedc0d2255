//! Vietnamese syllables: a first consonant, a rime, a tone.

use unicode_normalization::UnicodeNormalization;

/// First consonants.
const INITIALS: [&str; 27] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
];

/// Rimes without their tone.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt \
    uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
    y yêm yên yêng yêt yêu yt";

const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];
const ACUTE: char = '\u{301}';
const DOT: char = '\u{323}';

/// Whether a word in NFC is a syllable of the language.
pub(super) fn is_one(word: &str) -> bool {
    let Some((plain, tone)) = split(word) else { return false };
    let rime = |initial: &&str| plain.strip_prefix(*initial).is_some_and(|rime| is_rime(rime, tone));
    INITIALS.iter().any(rime)
}

/// A rime that ends in a stop has one of two tones.
fn is_rime(rime: &str, tone: Option<char>) -> bool {
    let ends_in_stop = rime.ends_with(['c', 'p', 't', 'k']) || rime.ends_with("ch");
    let fits = !ends_in_stop || matches!(tone, None | Some(ACUTE | DOT));
    fits && RIMES.split_ascii_whitespace().any(|known| known == rime)
}

/// The word in small letters without its tone, and the tone; `None` for two tones.
fn split(word: &str) -> Option<(String, Option<char>)> {
    let mut tone = None;
    let mut plain = String::new();
    for letter in word.to_lowercase().nfd() {
        if !TONES.contains(&letter) {
            plain.push(letter);
        } else if tone.replace(letter).is_some() {
            return None;
        }
    }
    Some((plain.nfc().collect(), tone))
}

/// Whether a word is an abbreviation such as QĐ or NĐ: capitals and no vowel.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let is_consonant = |letter: char| letter == 'Đ' || letter.is_ascii_uppercase() && !"AEIOUY".contains(letter);
    word.chars().all(is_consonant)
}

/// Every syllable that has a letter beyond ASCII, in NFC with the tone where the older spelling puts it or not: it is put on
/// the last vowel sign of the rime that can take it.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = String> {
    let tones = [None].into_iter().chain(TONES.map(Some));
    let rimes = tones.flat_map(|tone| RIMES.split_ascii_whitespace().filter_map(move |rime| toned(rime, tone)));
    let syllables = rimes.flat_map(|rime| INITIALS.map(|initial| format!("{initial}{rime}")));
    syllables.filter(|syllable| !syllable.is_ascii())
}

#[cfg(test)]
fn toned(rime: &str, tone: Option<char>) -> Option<String> {
    let Some(tone) = tone else { return Some(rime.to_owned()) };
    let at = rime.rfind(|letter: char| "aăâeêioôơuưy".contains(letter))?;
    let (before, rest) = rime.split_at(at);
    let vowel = rest.chars().next()?;
    let behind = &rest[vowel.len_utf8()..];
    is_rime(rime, Some(tone)).then(|| format!("{before}{vowel}{tone}{behind}").nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in ["nghiêng", "Quyết", "gì", "giếng", "hoà", "hòa", "UỶ", "ở", "được", "khuỷu", "đăk"]
        {
            assert!(is_one(word), "{word}");
        }
        for word in ["Zoở", "rụle", "Mỹller", "gỏt", "bộtt", "xyz", "sóò", ""] {
            assert!(!is_one(word), "{word}");
        }
        assert!(is_abbreviation("QĐ") && !is_abbreviation("ĐA") && !is_abbreviation("qđ"));
    }
}
