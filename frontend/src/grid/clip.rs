//! What lies on the clipboard, as a block of cells: displayed texts with the exact values that programs put beside them
//! (conventions 61, 62).

use domain::separators::Separators;
use rust_decimal::Decimal;

use super::clipboard_html;
use super::tsv;

/// A cell of a block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClipCell {
    /// The text as its program showed it.
    pub text: String,
    /// The number behind it, when the program told it.
    pub exact: Option<Decimal>,
}

impl From<&str> for ClipCell {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), exact: None }
    }
}

/// Rows of cells; shorter rows end early.
pub type Block = Vec<Vec<ClipCell>>;

/// What lies on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clip {
    /// The block.
    pub block: Block,
    /// The convention of its numbers, when its program told it.
    pub separators: Option<Separators>,
}

/// The clipboard being read, in parts where it is large. The table of the HTML tells exact values and merged cells; its
/// texts are those of the plain text where both have the same shape, because only that keeps line breaks and blanks as they
/// were.
pub struct Reading<'a> {
    plain: tsv::Reading<'a>,
    table: clipboard_html::Reading<'a>,
    separators: Option<Separators>,
}

/// Tags, or four letters of the plain text, that are read at once.
const PART: usize = 2_000;

impl<'a> Reading<'a> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(plain: &'a str, html: &'a str) -> Self {
        let separators = clipboard_html::declared_separators(html);
        Self { plain: tsv::Reading::new(plain), table: clipboard_html::Reading::new(html), separators }
    }

    /// Reads a part; false when everything is read.
    pub fn advance(&mut self) -> bool {
        self.table.advance(PART) || self.plain.advance(4 * PART)
    }

    /// What was read.
    #[must_use]
    pub fn finish(self) -> Clip {
        Clip { block: together(self.plain.finish(), self.table.finish()), separators: self.separators }
    }
}

/// Reads the clipboard at once.
#[cfg(test)]
pub fn read(plain: &str, html: &str) -> Clip {
    let mut reading = Reading::new(plain, html);
    while reading.advance() {}
    reading.finish()
}

fn together(texts: Vec<Vec<String>>, table: Option<Block>) -> Block {
    let Some(block) = table else { return from_texts(texts) };
    let is_alike =
        block.len() == texts.len() && block.iter().zip(&texts).all(|(cells, texts)| cells.len() == texts.len());
    if is_alike { joined(block, texts) } else { block }
}

/// A block without exact values.
#[must_use]
pub fn from_texts(texts: Vec<Vec<String>>) -> Block {
    texts.into_iter().map(|row| row.into_iter().map(|text| ClipCell { text, exact: None }).collect()).collect()
}

fn joined(block: Block, texts: Vec<Vec<String>>) -> Block {
    let rows = block.into_iter().zip(texts);
    rows.map(|(cells, texts)| {
        let mut texts = texts.into_iter();
        let cells = cells.into_iter();
        cells.map(|cell| ClipCell { text: texts.next().unwrap_or_default(), ..cell }).collect()
    })
    .collect()
}

/// Rows and columns of a block.
#[must_use]
pub fn shape<T>(rows: &[Vec<T>]) -> (usize, usize) {
    (rows.len(), rows.iter().map(Vec::len).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(plain: &str, html: &str) -> Block {
        read(plain, html).block
    }

    fn cell(text: &str, exact: Option<&str>) -> ClipCell {
        ClipCell { text: text.into(), exact: exact.map(|number| number.parse().unwrap()) }
    }

    #[test]
    fn texts_come_from_the_plain_text_and_exact_values_from_the_table() {
        let html = "<table><tr><td>a b</td><td x:num=\"0.5\">0,5</td></tr></table>";
        assert_eq!(block("\"a  \n b\"\t0,5\r\n", html), [[cell("a  \n b", None), cell("0,5", Some("0.5"))]]);
    }

    #[test]
    fn a_table_of_another_shape_speaks_for_itself() {
        let html = "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>";
        assert_eq!(block("1 2", html), [[cell("1", None)], [cell("2", None)]]);
    }

    #[test]
    fn without_a_table_the_plain_text_counts() {
        assert_eq!(block("1\t2", "<p>1 2</p>"), [[cell("1", None), cell("2", None)]]);
        assert!(block("", "").is_empty());
    }
}
