//! Periods as people write them when they look for reports: "quý 4 năm 2026", "6 tháng đầu năm", "tháng 11/2026".

use super::{Kind, Period};
use crate::text::fold;

/// The words of a search, those that name a period replaced by the marks that [`Period::marks`] gives: "quý IV năm 2026"
/// becomes `quy=4`, `2026`. All others stay as they were written: most are of names.
#[must_use]
pub fn marked_words(text: &str) -> Vec<String> {
    let written: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = written.iter().map(|word| fold(word)).collect();
    let mut marked: Vec<String> = Vec::new();
    let mut at = 0;
    while let (Some(word), Some(rest)) = (written.get(at), folded.get(at..)) {
        let is_behind_period = marked.last().is_some_and(|mark| mark.contains('='));
        let (marks, taken) =
            if is_year_word(word, is_behind_period) { year(rest, is_behind_period) } else { named(rest) }
                .unwrap_or_else(|| (vec![(*word).to_owned()], 1));
        marked.extend(marks);
        at += taken;
    }
    marked
}

type Named = Option<(Vec<String>, usize)>;

/// Whether a word means "year": behind a period also without its diacritics, which alone would be a part of many names.
fn is_year_word(word: &str, is_behind_period: bool) -> bool {
    let word = word.to_lowercase();
    word == "năm" || (word == "nam" && is_behind_period)
}

/// "năm 2026", and the "năm" of "6 tháng đầu năm" that says no more.
fn year(words: &[String], is_behind_period: bool) -> Named {
    match words.get(1).filter(|year| is_year(year)) {
        Some(year) => Some((vec![year.clone()], 2)),
        None => is_behind_period.then_some((Vec::new(), 1)),
    }
}

/// What the first of these words name, and how many they are.
fn named(words: &[String]) -> Named {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    match (word(0), word(1)) {
        ("quy", number) => {
            numbered(number, quarter).map(|(number, year)| (with_year(format!("quy={number}"), year), 2))
        }
        ("thang", number) => {
            numbered(number, month).map(|(number, year)| (with_year(format!("thang={number:02}"), year), 2))
        }
        ("6" | "sau", "thang") => Some(match word(2) {
            "dau" => (vec!["6thang=1".to_owned()], 3),
            "cuoi" => (vec!["6thang=2".to_owned()], 3),
            _ => (vec!["6thang=".to_owned()], 2),
        }),
        ("9" | "chin", "thang") => Some((vec!["9thang=".to_owned()], if word(2) == "dau" { 3 } else { 2 })),
        ("dot", "xuat") => Some((vec!["dotxuat=".to_owned()], 2)),
        _ => None,
    }
}

/// A number and the year behind it, of "4" or "4/2026".
fn numbered(text: &str, read: fn(&str) -> Option<u32>) -> Option<(u32, Option<&str>)> {
    match text.split_once('/') {
        None => Some((read(text)?, None)),
        Some((number, year)) => Some((read(number)?, Some(year).filter(|year| is_year(year))?.into())),
    }
}

fn with_year(mark: String, year: Option<&str>) -> Vec<String> {
    std::iter::once(mark).chain(year.map(str::to_owned)).collect()
}

fn quarter(text: &str) -> Option<u32> {
    let roman = ["i", "ii", "iii", "iv"].into_iter().zip(1..).find(|(roman, _)| *roman == text);
    roman.map(|(_, number)| number).or_else(|| text.parse().ok()).filter(|number| (1..=4).contains(number))
}

fn month(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=12).contains(number))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Period {
    /// What [`marked_words`] makes of the period's name, besides its year, which is in the code.
    #[must_use]
    pub fn marks(&self) -> String {
        match &self.0 {
            Kind::Day(_) | Kind::Year(_) => String::new(),
            Kind::Month(_, month) => format!("thang={month:02}"),
            Kind::Quarter(_, quarter) => format!("quy={quarter}"),
            Kind::HalfYear(_, half) => format!("6thang={half}"),
            Kind::NineMonths(_) => "9thang=".to_owned(),
            Kind::AdHoc(_) => "dotxuat=".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn periods_are_found_by_their_names_and_other_words_stay() {
        for (text, expected) in [
            ("Quý IV năm 2026", &["quy=4", "2026"][..]),
            ("quý 4", &["quy=4"]),
            ("quy 4/2026 hà nội", &["quy=4", "2026", "hà", "nội"]),
            ("6 tháng đầu năm 2026", &["6thang=1", "2026"]),
            ("sáu tháng cuối năm 2026", &["6thang=2", "2026"]),
            ("6 tháng", &["6thang="]),
            ("6 tháng đầu năm", &["6thang=1"]),
            ("9 tháng đầu năm", &["9thang="]),
            ("quy 4 nam 2026", &["quy=4", "2026"]),
            ("Hà Nam 2026", &["Hà", "Nam", "2026"]),
            ("ha nam 2026", &["ha", "nam", "2026"]),
            ("Năm Căn", &["Năm", "Căn"]),
            ("Tháng 11/2026", &["thang=11", "2026"]),
            ("đột xuất", &["dotxuat="]),
            ("Quy Nhơn", &["Quy", "Nhơn"]),
            ("Phường Cách mạng Tháng Tám", &["Phường", "Cách", "mạng", "Tháng", "Tám"]),
            ("Nam Định", &["Nam", "Định"]),
            ("quý 5", &["quý", "5"]),
            ("quý 4/26", &["quý", "4/26"]),
            ("", &[]),
        ] {
            assert_eq!(marked_words(text), expected, "{text}");
        }
    }

    #[test]
    fn every_period_is_found_by_its_own_label() {
        for code in ["2026-11", "2026-Q1", "2026-Q4", "2026-H1", "2026-H2", "2026-9M", "2026"] {
            let period = Period::parse(code).unwrap();
            let text = format!("{code} {}", period.marks());
            for word in marked_words(&period.label(Language::Vi)) {
                assert!(text.contains(&word), "{code}: {word} in {text}");
            }
        }
    }
}
