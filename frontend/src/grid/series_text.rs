//! Texts that go on: `Quý I/2026`, `Tháng 11`, `Nhiệm vụ 7`, `1. Việc` (convention 77).

use domain::text::fold;

use super::series_dates::Written;

/// A text with the place in its series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    place: i64,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// Months or quarters; with a year behind this sign they go on into the next year.
    Cycle { head: String, length: i64, digits: Digits, year: Option<String> },
    /// Anything that ends, or else begins, with digits.
    Numbered { head: String, width: usize, tail: String },
}

/// How the number of a month or quarter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// In so many digits at least.
    Arabic(usize),
    /// `IV`.
    Roman,
    /// `iv`.
    SmallRoman,
}

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

impl Term {
    /// Reads a text; `None` when nothing in it can go on.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        cycle(text).or_else(|| numbered(text))
    }

    /// Its place in the series.
    #[must_use]
    pub const fn place(&self) -> i64 {
        self.place
    }

    /// Whether it is nothing but a number, which one of alone does not go on unless it has a zero before it.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        matches!(&self.form, Form::Numbered { head, width: 0, tail } if head.is_empty() && tail.is_empty())
    }

    /// Whether the other text belongs to the same series.
    #[must_use]
    pub fn is_kin(&self, other: &Self) -> bool {
        match (&self.form, &other.form) {
            (Form::Numbered { head, tail, .. }, Form::Numbered { head: other, tail: end, .. }) => {
                head == other && tail == end
            }
            (mine, theirs) => mine == theirs,
        }
    }

    /// The text so many places farther.
    #[must_use]
    pub fn moved(&self, by: i64) -> String {
        let place = self.place + by;
        match &self.form {
            Form::Cycle { head, length, digits, year } => {
                let number = place.rem_euclid(*length);
                let roman = || usize::try_from(number).ok().and_then(|ix| ROMAN.get(ix)).copied().unwrap_or_default();
                let shown = match digits {
                    Digits::Arabic(width) => format!("{:0width$}", number + 1),
                    Digits::Roman => roman().to_owned(),
                    Digits::SmallRoman => roman().to_lowercase(),
                };
                let year = year.as_ref().map(|sign| format!("{sign}{}", place.div_euclid(*length)));
                format!("{head}{shown}{}", year.unwrap_or_default())
            }
            // Below nothing it goes up again, as in Excel.
            Form::Numbered { head, width, tail } => format!("{head}{:0width$}{tail}", place.abs()),
        }
    }
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
    let roman = ROMAN.iter().position(|roman| roman.eq_ignore_ascii_case(number)).filter(|_| length == 4);
    let (index, digits) = match roman {
        Some(ix) => (i64::try_from(ix).ok()?, if number.starts_with('I') { Digits::Roman } else { Digits::SmallRoman }),
        None => (number.parse::<i64>().ok()? - 1, Digits::Arabic(width_of(number))),
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
    let form = Form::Cycle { head: head.to_owned(), length, digits, year: sign };
    Some(Term { place: year * length + index, form })
}

/// Digits that still count up; longer ones are codes.
const MOST_DIGITS: usize = 9;

/// Digits that a number has at least: all of them where it begins with a zero.
fn width_of(number: &str) -> usize {
    if number.starts_with('0') { number.len() } else { 0 }
}

fn numbered(text: &str) -> Option<Term> {
    // A day that does not exist counts no further, and neither does one whose series is another kind's.
    if Written::is_shaped(text) {
        return None;
    }
    let last = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let first = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, number, tail) = match (last, first) {
        (0, 0) => return None,
        (0, first) => ("", &text[..first], &text[first..]),
        (last, _) => (&text[..text.len() - last], &text[text.len() - last..], ""),
    };
    // "2 đơn vị" is a number of things, "2. Việc" the second of several.
    let is_name = !head.is_empty() || tail.is_empty() || tail.starts_with(['.', ')']);
    if !is_name || number.len() > MOST_DIGITS {
        return None;
    }
    let form = Form::Numbered { head: head.to_owned(), width: width_of(number), tail: tail.to_owned() };
    Some(Term { place: number.parse().ok()?, form })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on() {
        for (text, next) in [
            ("Quý IV/2026", Some("Quý I/2027")),
            ("Quý IV", Some("Quý I")),
            ("quý 2 năm 2026", Some("quý 3 năm 2026")),
            ("Q4/2026", Some("Q1/2027")),
            ("Tháng 12/2026", Some("Tháng 1/2027")),
            ("tháng 12", Some("tháng 1")),
            ("tháng 01", Some("tháng 02")),
            ("Tháng 09/2026", Some("Tháng 10/2026")),
            ("quý iv", Some("quý i")),
            ("1. Việc", Some("2. Việc")),
            ("9) Việc", Some("10) Việc")),
            ("2 đơn vị", None),
            ("001", Some("002")),
            ("32/13", None),
            ("45/2026", None),
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
        assert_eq!(Term::read("Việc 1").unwrap().moved(-2), "Việc 1", "as in Excel");
        assert!(Term::read("12").unwrap().is_bare() && !Term::read("012").unwrap().is_bare());
    }
}
