//! How the numbers of a pasted block are meant: one convention for all of it, or a question (conventions 62–64).

use domain::separators::Separators;
use domain::sheet::{parse_input, parse_input_by};
use domain::template::{Column, ColumnType};
use domain::value::Value;
use rust_decimal::Decimal;

use super::clip::ClipCell;

const COUNT: usize = Separators::ALL.len();
/// Cells shown in the question.
const SAMPLES: usize = 4;

/// One way to read a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The convention.
    pub separators: Separators,
    /// Some cells on which the ways differ: as they stand there, and as this way reads them.
    pub samples: Vec<(String, Option<Decimal>)>,
    /// Cells that this way cannot read.
    pub unread: usize,
}

/// What a block's numbers say about their convention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// One convention fits, or all that fit mean the same. None where no number needs one.
    Certain(Option<Separators>),
    /// Several fit and differ, or none fits everything: somebody must choose.
    Open(Vec<Choice>),
}

/// Looks at the numbers of a block one after the other.
#[derive(Debug, Default)]
pub struct Judge {
    read: [usize; COUNT],
    unread: [usize; COUNT],
    /// Decimals in columns of whole numbers: a convention that makes them is not meant where another makes none.
    decimals: [usize; COUNT],
    differ: [[bool; COUNT]; COUNT],
    samples: Vec<(String, [Option<Decimal>; COUNT])>,
}

impl Judge {
    /// Takes a cell that goes into this column; only numbers without exact values have a say.
    pub fn take(&mut self, column: &Column, cell: &ClipCell) {
        let is_plain = cell.text.bytes().all(|byte| byte.is_ascii_digit());
        if !column.kind.is_numeric() || cell.exact.is_some() || is_plain {
            return;
        }
        let read = Separators::ALL.map(|separators| separators.read(&cell.text).ok());
        if read.iter().all(Option::is_none) {
            return;
        }
        for (ix, number) in read.iter().enumerate() {
            self.read[ix] += usize::from(number.is_some());
            self.unread[ix] += usize::from(number.is_none());
            let has_decimals = number.is_some_and(|number| number.scale() > 0);
            self.decimals[ix] += usize::from(has_decimals && column.kind == ColumnType::Integer);
            for (other, differ) in self.differ[ix].iter_mut().enumerate() {
                *differ |= read[other] != *number;
            }
        }
        let is_telling = read.iter().any(|number| *number != read[0]);
        if is_telling && self.samples.len() < SAMPLES {
            self.samples.push((cell.text.clone(), read));
        }
    }

    /// What the cells said.
    #[must_use]
    pub fn finish(&self) -> Judgement {
        let mut fitting: Vec<usize> = (0..COUNT).filter(|ix| self.read[*ix] > 0).collect();
        prefer(&mut fitting, |ix| self.unread[ix] == 0);
        prefer(&mut fitting, |ix| self.decimals[ix] == 0);
        let mut distinct: Vec<usize> = Vec::new();
        for ix in fitting {
            if distinct.iter().all(|kept| self.differ[*kept][ix]) {
                distinct.push(ix);
            }
        }
        match distinct.as_slice() {
            [] => Judgement::Certain(None),
            [one] => Judgement::Certain(Some(Separators::ALL[*one])),
            several => Judgement::Open(several.iter().map(|ix| self.choice(*ix)).collect()),
        }
    }

    fn choice(&self, ix: usize) -> Choice {
        let samples = self.samples.iter().map(|(text, read)| (text.clone(), read[ix]));
        Choice { separators: Separators::ALL[ix], samples: samples.collect(), unread: self.unread[ix] }
    }
}

/// Keeps those that pass, where some do.
fn prefer(fitting: &mut Vec<usize>, passes: impl Fn(usize) -> bool) {
    if fitting.iter().any(|ix| passes(*ix)) {
        fitting.retain(|ix| passes(*ix));
    }
}

/// The value that a pasted cell becomes: the exact number where its program told one.
#[must_use]
pub fn value(column: &Column, cell: &ClipCell, separators: Option<Separators>) -> Value {
    let text = cell.text.trim_matches([' ', '\u{a0}']);
    if let Some(exact) = cell.exact.filter(|_| column.kind.is_numeric()).and_then(|exact| figure(column, text, exact)) {
        return Value::Number(exact);
    }
    match separators {
        Some(separators) => parse_input_by(column, text, separators),
        None => parse_input(column, text),
    }
}

/// The exact number of a cell as its column means it. Programs keep 12,5 % as 0.125, and dates and times as numbers too,
/// which are none here.
fn figure(column: &Column, text: &str, exact: Decimal) -> Option<Decimal> {
    if text.contains(['/', ':']) {
        return None;
    }
    match (&column.kind, text.contains(['%', '％'])) {
        (_, false) => Some(exact),
        (ColumnType::Percent { .. }, true) => exact.checked_mul(Decimal::ONE_HUNDRED).map(|number| number.normalize()),
        (_, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::template::ColumnNumber;

    use super::*;

    fn column(kind: ColumnType) -> Column {
        let (number, title) = (ColumnNumber(1), String::new());
        Column { number, title, kind, required: false, formula: None, declared_aggregate: None }
    }

    fn decimals() -> Column {
        column(ColumnType::Decimal { scale: 2 })
    }

    fn judged(column: &Column, texts: &[&str]) -> Result<Option<Separators>, Vec<Separators>> {
        let mut judge = Judge::default();
        texts.iter().for_each(|text| judge.take(column, &ClipCell::from(*text)));
        match judge.finish() {
            Judgement::Certain(separators) => Ok(separators),
            Judgement::Open(choices) => Err(choices.iter().map(|choice| choice.separators).collect()),
        }
    }

    #[test]
    fn one_convention_fits_the_whole_block_or_it_is_asked_for() {
        use Separators::{English, Spaces, Vietnamese};
        for (texts, expected) in [
            (vec!["1.234,5", "1.234"], Ok(Some(Vietnamese))),
            (vec!["1,234.5", "1,234"], Ok(Some(English))),
            (vec!["1 234,5", "12"], Ok(Some(Spaces))),
            (vec!["1.234.567", "1.234"], Ok(Some(Vietnamese))),
            (vec!["0.5", "1.234"], Ok(Some(English))),
            (vec!["12", "7", ""], Ok(None)),
            (vec!["không rõ", "-"], Ok(None)),
            (vec!["1,5", "2,25"], Ok(Some(Vietnamese))),
            (vec!["(1.234)", "1.234,5-"], Ok(Some(Vietnamese))),
            (vec!["1.234"], Err(vec![Vietnamese, English])),
            (vec!["1,234", "12"], Err(vec![Vietnamese, English])),
            (vec!["1.234,5", "1,234.5"], Err(vec![Vietnamese, English])),
        ] {
            assert_eq!(judged(&decimals(), &texts), expected, "{texts:?}");
        }
        assert_eq!(judged(&decimals(), &["1234.5"]), Ok(Some(English)), "as any that has no groups in it");
    }

    #[test]
    fn whole_numbers_tell_what_their_separators_mean() {
        let whole = column(ColumnType::Integer);
        for (texts, expected) in [
            (vec!["1.234"], Ok(Some(Separators::Vietnamese))),
            (vec!["1.000"], Ok(Some(Separators::Vietnamese))),
            (vec!["12,345", "7"], Ok(Some(Separators::English))),
            (vec!["1.234", "2.5"], Ok(Some(Separators::English))),
        ] {
            assert_eq!(judged(&whole, &texts), expected, "{texts:?}");
        }
        assert_eq!(judged(&column(ColumnType::Text), &["1.234"]), Ok(None), "texts have no say");
    }

    #[test]
    fn the_question_shows_the_cells_that_differ() {
        let mut judge = Judge::default();
        for text in ["12", "1.234", "x"] {
            judge.take(&decimals(), &ClipCell::from(text));
        }
        let Judgement::Open(choices) = judge.finish() else { panic!("certain") };
        let read: Vec<_> = choices.iter().map(|choice| choice.samples[0].1.unwrap().to_string()).collect();
        assert_eq!((choices[0].samples[0].0.as_str(), read), ("1.234", vec!["1234".to_owned(), "1.234".to_owned()]));
    }

    #[test]
    fn cells_become_values_of_their_column() {
        let percent = column(ColumnType::Percent { scale: 1 });
        let whole = column(ColumnType::Integer);
        let number = |text: &str| Value::Number(text.parse().unwrap());
        for (column, text, exact, separators, expected) in [
            (&decimals(), "1.234,57", Some("1234.5678"), None, number("1234.5678")),
            (&decimals(), "1,234.57", None, Some(Separators::English), number("1234.57")),
            (&percent, "12,5%", Some("0.125"), None, number("12.5")),
            (&percent, "12,5", Some("12.5"), None, number("12.5")),
            (&whole, "50%", Some("0.5"), None, Value::from("50%")),
            (&whole, "01/02/2026", Some("46054"), None, Value::from("01/02/2026")),
            (&whole, "-", Some("0"), None, number("0")),
            (&whole, "-", None, None, Value::Blank),
            (&whole, "'00123", None, None, number("123")),
            (&whole, "1.234 ₫", None, None, number("1234")),
            (&whole, "\u{a0}5 ", None, None, number("5")),
            (&column(ColumnType::Text), "1.234", Some("1234"), None, Value::from("1.234")),
        ] {
            let cell = ClipCell { text: text.into(), exact: exact.map(|exact| exact.parse().unwrap()) };
            assert_eq!(value(column, &cell, separators), expected, "{text}");
        }
    }
}
