//! Texts that go on: `Quý I/2026`, `Tháng 11`, `31/12/2026`, `Nhiệm vụ 7` (convention 77).

use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::text::fold;

/// A text with the place in its series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    place: i64,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// `dd/mm/yyyy`.
    Date,
    /// Months or quarters; with a year behind this sign they go on into the next year.
    Cycle { head: String, length: i64, is_roman: bool, year: Option<String> },
    /// Anything that ends with digits.
    Numbered { head: String, width: usize },
}

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

impl Term {
    /// Reads a text; `None` when nothing in it can go on.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        date(text).or_else(|| cycle(text)).or_else(|| numbered(text))
    }

    /// Its place in the series.
    #[must_use]
    pub const fn place(&self) -> i64 {
        self.place
    }

    /// Whether the other text belongs to the same series.
    #[must_use]
    pub fn is_kin(&self, other: &Self) -> bool {
        match (&self.form, &other.form) {
            (Form::Numbered { head, .. }, Form::Numbered { head: other, .. }) => head == other,
            (mine, theirs) => mine == theirs,
        }
    }

    /// The text so many places farther.
    #[must_use]
    pub fn moved(&self, by: i64) -> String {
        let place = self.place + by;
        match &self.form {
            Form::Date => NaiveDate::from_ymd_opt(1, 1, 1)
                .and_then(|first| first.checked_add_signed(TimeDelta::try_days(place - 1)?))
                .map_or_else(String::new, |date| date.format("%d/%m/%Y").to_string()),
            Form::Cycle { head, length, is_roman, year } => {
                let number = place.rem_euclid(*length);
                let shown = usize::try_from(number).ok().filter(|_| *is_roman).and_then(|ix| ROMAN.get(ix));
                let shown = shown.map_or_else(|| (number + 1).to_string(), |roman| (*roman).to_owned());
                let year = year.as_ref().map(|sign| format!("{sign}{}", place.div_euclid(*length)));
                format!("{head}{shown}{}", year.unwrap_or_default())
            }
            Form::Numbered { head, width } => format!("{head}{:0width$}", place.max(0)),
        }
    }
}

fn date(text: &str) -> Option<Term> {
    let date = NaiveDate::parse_from_str(text, "%d/%m/%Y").ok().filter(|_| text.len() == 10)?;
    Some(Term { place: i64::from(date.num_days_from_ce()), form: Form::Date })
}

fn cycle(text: &str) -> Option<Term> {
    let body = text.find(|letter: char| letter.is_ascii_digit() || letter.is_whitespace())?;
    let body =
        body + text[body..].chars().take_while(|letter| letter.is_whitespace()).map(char::len_utf8).sum::<usize>();
    let (head, body) = text.split_at(body);
    let length = match fold(head.trim()).as_str() {
        "quy" | "q" => 4,
        "thang" | "t" => 12,
        _ => return None,
    };
    let end = body.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(body.len());
    let (number, rest) = body.split_at(end);
    let roman = ROMAN.iter().position(|roman| *roman == number).filter(|_| length == 4);
    let index = match roman {
        Some(ix) => i64::try_from(ix).ok()?,
        None => number.parse::<i64>().ok()? - 1,
    };
    if !(0..length).contains(&index) {
        return None;
    }
    let (sign, year) = match rest.len().checked_sub(4) {
        None if rest.is_empty() => (None, 0),
        Some(at) if at > 0 && rest.is_char_boundary(at) => {
            (Some(rest[..at].to_owned()), rest[at..].parse::<i64>().ok()?)
        }
        _ => return None,
    };
    let form = Form::Cycle { head: head.to_owned(), length, is_roman: roman.is_some(), year: sign };
    Some(Term { place: year * length + index, form })
}

/// Digits that still count up; longer ones are codes.
const MOST_DIGITS: usize = 9;

fn numbered(text: &str) -> Option<Term> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (head, number) = text.split_at(text.len() - digits);
    let is_name = !head.is_empty() && (1..=MOST_DIGITS).contains(&digits);
    let width = if number.starts_with('0') { digits } else { 0 };
    is_name
        .then(|| Some(Term { place: number.parse().ok()?, form: Form::Numbered { head: head.to_owned(), width } }))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on() {
        for (text, next) in [
            ("31/12/2026", Some("01/01/2027")),
            ("Quý IV/2026", Some("Quý I/2027")),
            ("Quý IV", Some("Quý I")),
            ("quý 2 năm 2026", Some("quý 3 năm 2026")),
            ("Q4/2026", Some("Q1/2027")),
            ("Tháng 12/2026", Some("Tháng 1/2027")),
            ("tháng 12", Some("tháng 1")),
            ("Nhiệm vụ 9", Some("Nhiệm vụ 10")),
            ("TT-009", Some("TT-010")),
            ("Tháng 13", Some("Tháng 14")),
            ("Quý V", None),
            ("abc", None),
            ("", None),
        ] {
            assert_eq!(Term::read(text).map(|term| term.moved(1)).as_deref(), next, "{text}");
        }
        assert_eq!(Term::read("Quý I/2026").unwrap().moved(-1), "Quý IV/2025");
    }
}
