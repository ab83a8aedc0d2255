//! The tables in the HTML that spreadsheets and web pages put on the clipboard (convention 62).
//!
//! A small reader of its own rather than the browser's: it makes no elements of what strangers wrote, can be tested
//! without a browser, and reads a hundred thousand cells at once.

use domain::separators::Separators;
use rust_decimal::Decimal;

use super::clip::{Block, ClipCell};
use super::html_tokens::{Token, Tokens};

/// Digits that spreadsheets keep; what their programs write beyond is the noise of binary fractions.
const SPREADSHEET_DIGITS: u32 = 15;

/// Reads the tables one below the other, merged cells spread: the value stands in the first of them. Without a table, the
/// one cell that Google Sheets writes without one. Nothing where tables stand in cells of tables, as e-mails are laid out:
/// which of them are figures only the plain text shows.
#[cfg(test)]
fn read(html: &str) -> Option<Block> {
    let mut reading = Reading::new(html);
    while reading.advance(usize::MAX) {}
    reading.finish()
}

/// A table being read, in parts where it is large.
pub struct Reading<'a> {
    tokens: Tokens<'a>,
    reader: Reader,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(html: &'a str) -> Self {
        Self { tokens: Tokens::new(html), reader: Reader::default() }
    }

    /// Reads so many tags and texts; false when there are none left.
    pub fn advance(&mut self, tokens: usize) -> bool {
        for _ in 0..tokens {
            let Some(token) = self.tokens.next().filter(|_| !self.reader.is_nested) else { return false };
            self.reader.take(&token);
        }
        true
    }

    /// What was read.
    #[must_use]
    pub fn finish(self) -> Option<Block> {
        self.reader.finish()
    }
}

/// How much of the HTML comes before the table at most.
const HEAD: usize = 65_536;

/// The separators that Excel says it shows numbers with.
#[must_use]
pub fn declared_separators(html: &str) -> Option<Separators> {
    let told = |name: &str| {
        let at = html.find(name).filter(|at| *at < HEAD)?;
        let value = html[at + name.len()..].strip_prefix(":\"")?;
        value.strip_prefix('\\').unwrap_or(value).chars().next()
    };
    match (told("mso-displayed-decimal-separator")?, told("mso-displayed-thousand-separator")?) {
        (',', '.') => Some(Separators::Vietnamese),
        ('.', ',') => Some(Separators::English),
        (',', '\u{a0}' | '\u{202f}' | ' ') => Some(Separators::Spaces),
        _ => None,
    }
}

#[derive(Default)]
struct Reader {
    depth: usize,
    /// A table stands in a cell of a table.
    is_nested: bool,
    rows: Block,
    /// By column: rows below the current one that a merged cell reaches into.
    reaching: Vec<usize>,
    cell: Option<OpenCell>,
    alone: Option<ClipCell>,
}

/// A cell whose end has not been seen.
#[derive(Default)]
struct OpenCell {
    text: String,
    exact: Option<Decimal>,
    cols: usize,
    rows: usize,
}

/// No program merges more than this; more would only fill memory.
const MOST_MERGED: usize = 1_000;

impl Reader {
    fn take(&mut self, token: &Token<'_>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(tag) => match tag.name.as_str() {
                "table" => {
                    self.depth += 1;
                    self.is_nested |= self.depth > 1;
                    // What was merged in a table above does not reach into this one.
                    self.reaching.clear();
                }
                "tr" if self.depth == 1 => {
                    self.end_cell();
                    self.begin_row();
                }
                "td" | "th" if self.depth == 1 => {
                    self.end_cell();
                    self.cell = Some(OpenCell {
                        exact: exact(tag),
                        cols: span(tag.attribute("colspan")),
                        rows: span(tag.attribute("rowspan")),
                        ..OpenCell::default()
                    });
                }
                "br" => self.push('\n'),
                "p" | "div" | "li" => self.break_line(),
                _ if self.depth == 0 && self.alone.is_none() && tag.attribute("data-sheets-value").is_some() => {
                    self.alone = Some(ClipCell { text: String::new(), exact: exact(tag) });
                }
                _ => {}
            },
            Token::Close(name) if name == "table" && self.depth > 0 => {
                self.end_cell();
                self.depth -= 1;
            }
            Token::Close(name) if matches!(name.as_str(), "td" | "th" | "tr") && self.depth == 1 => self.end_cell(),
            Token::Close(_) => {}
        }
    }

    /// Blanks and line breaks of the source are one blank.
    fn text(&mut self, text: &str) {
        let into = match (&mut self.cell, &mut self.alone) {
            (Some(cell), _) => &mut cell.text,
            (None, Some(alone)) if self.depth == 0 => &mut alone.text,
            _ => return,
        };
        for letter in text.chars() {
            if !matches!(letter, ' ' | '\t' | '\r' | '\n') {
                into.push(letter);
            } else if !into.is_empty() && !into.ends_with([' ', '\n']) {
                into.push(' ');
            }
        }
    }

    fn push(&mut self, letter: char) {
        if let Some(cell) = &mut self.cell {
            cell.text.truncate(cell.text.trim_end_matches(' ').len());
            cell.text.push(letter);
        }
    }

    fn break_line(&mut self) {
        if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty() && !cell.text.ends_with('\n')) {
            self.push('\n');
        }
    }

    fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.fill_reached();
    }

    /// The places of the current row that merged cells of the rows above reach into.
    fn fill_reached(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(rows) = self.reaching.get_mut(row.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            row.push(ClipCell::default());
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        if self.rows.is_empty() {
            self.begin_row();
        }
        let Some(row) = self.rows.last_mut() else { return };
        let first = row.len();
        row.push(ClipCell { text: cell.text.trim_end().to_owned(), exact: cell.exact });
        row.resize(first + cell.cols, ClipCell::default());
        if cell.rows > 1 {
            self.reaching.resize(self.reaching.len().max(first + cell.cols), 0);
            self.reaching[first..first + cell.cols].fill(cell.rows - 1);
        }
        self.fill_reached();
    }

    fn finish(mut self) -> Option<Block> {
        if self.is_nested {
            return None;
        }
        self.end_cell();
        // A merged cell may reach into the last places of its rows.
        if !self.rows.is_empty() {
            return Some(self.rows);
        }
        self.alone.map(|cell| vec![vec![ClipCell { text: cell.text.trim_end().to_owned(), ..cell }]])
    }
}

fn span(attribute: Option<&str>) -> usize {
    attribute.and_then(|text| text.trim().parse().ok()).unwrap_or(1).clamp(1, MOST_MERGED)
}

/// The number behind a cell, as our own grid, Excel, LibreOffice Calc or Google Sheets tells it.
fn exact(tag: &super::html_tokens::Tag<'_>) -> Option<Decimal> {
    if let Some(own) = tag.attribute("data-value") {
        return own.parse().ok();
    }
    let told = tag.attribute("x:num").or_else(|| tag.attribute("sdval")).map(str::to_owned);
    let told = told.or_else(|| tag.attribute("data-sheets-value").and_then(sheets_number))?;
    let number = told.trim();
    let number = number.parse().ok().or_else(|| Decimal::from_scientific(number).ok())?;
    Decimal::round_sf(&number, SPREADSHEET_DIGITS).map(|number| number.normalize())
}

/// `{"1":3,"3":1234.5}`: kind 3 is a number, which stands under 3.
fn sheets_number(json: &str) -> Option<String> {
    let told: serde_json::Value = serde_json::from_str(json).ok()?;
    (told.get("1")?.as_i64()? == 3).then(|| told.get("3").map(ToString::to_string))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(html: &str) -> Vec<String> {
        let cell = |cell: &ClipCell| match cell.exact {
            Some(exact) => format!("{}={exact}", cell.text),
            None => cell.text.clone(),
        };
        let block = read(html).unwrap_or_default();
        block.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn exact_values_of_the_programs() {
        for (cell, expected) in [
            ("<td x:num=\"1234.5\">1.234,50</td>", "1.234,50=1234.5"),
            ("<td class=xl65 x:num=1.0E+15>1E+15</td>", "1E+15=1000000000000000"),
            ("<td x:num>5</td>", "5"),
            ("<td sdval=\"0.30000000000000004\" sdnum=\"1066;\">0,3</td>", "0,3=0.3"),
            ("<td data-sheets-value=\"{&quot;1&quot;:3,&quot;3&quot;:-7.25}\">-7,25</td>", "-7,25=-7.25"),
            ("<td data-sheets-value=\"{&quot;1&quot;:2,&quot;2&quot;:&quot;7&quot;}\">7</td>", "7"),
            ("<td data-value=\"12345678901234567890.123456\">…</td>", "…=12345678901234567890.123456"),
            ("<td x:num=\"\">1</td>", "1"),
        ] {
            assert_eq!(drawn(&format!("<table><tr>{cell}</tr></table>")), [expected], "{cell}");
        }
    }

    #[test]
    fn merged_cells_spread() {
        let html = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>\
                    <tr><td>e<td>f<td rowspan=2>g<tr><td>h<td>i</table>";
        assert_eq!(drawn(html), ["a|b|", "|c|d", "e|f|g", "h|i|"]);
    }

    #[test]
    fn texts_are_what_a_reader_sees() {
        for (cell, expected) in [
            ("<td>\n  hai\n  dòng<br>\n  nữa </td>", "hai dòng\nnữa"),
            ("<td><p>a</p><p>b</p></td>", "a\nb"),
            ("<td><b>Hộ</b> <i>t&#7883;ch</i> &amp; &#x1EA1;&nbsp;b&aacute;o</td>", "Hộ tịch & ạ\u{a0}báo"),
            ("<td><script>alert(1)</script><style>td{}</style>x</td>", "x"),
            ("<td>1<!-- <td>no</td> -->2</td>", "12"),
            ("<td title='a > b'>x</td>", "x"),
            ("<td>5 < 6</td>", "5 < 6"),
        ] {
            assert_eq!(drawn(&format!("<html><table><tr>{cell}</tr></table><p>after")), [expected], "{cell}");
        }
    }

    #[test]
    fn tables_come_one_below_the_other_and_none_out_of_another() {
        let two = "<table><tr><td rowspan=2>1</td><td>2</td></tr></table><p>và</p><table><tr><td>3</td><td>4</td></tr></table>";
        assert_eq!(drawn(two), ["1|2", "3|4"]);
        for nested in [
            "<table><tr><td><table><tr><td>7</td></tr><tr><td>8</td></tr></table></td></tr></table>",
            "<table><tr><td>a<table><tr><td>1</td><td>2</td></tr></table></td><td>3</td></tr></table>",
        ] {
            assert_eq!(read(nested), None, "78 is in neither");
        }
    }

    #[test]
    fn one_cell_of_google_sheets_has_no_table() {
        let html = "<style>td{}</style><span data-sheets-value='{\"1\":3,\"3\":1234.5}'>1.234,50</span>";
        assert_eq!(drawn(html), ["1.234,50=1234.5"]);
        assert_eq!(read("<p>none</p>"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn excel_tells_its_separators() {
        for (decimal, group, expected) in [
            ("\\,", "\\.", Some(Separators::Vietnamese)),
            ("\\.", "\\,", Some(Separators::English)),
            ("\\,", "\u{a0}", Some(Separators::Spaces)),
            ("\\,", " ", Some(Separators::Spaces)),
            ("x", "y", None),
        ] {
            let html = format!(
                "<style><!--table {{mso-displayed-decimal-separator:\"{decimal}\";\n mso-displayed-thousand-separator:\"{group}\";}}"
            );
            assert_eq!(declared_separators(&html), expected, "{decimal} {group}");
        }
        assert_eq!(declared_separators("<table>"), None);
    }

    #[test]
    fn broken_html_ends() {
        for html in ["<table><tr><td", "<table><tr><td colspan=99999999999999999999>1", "<table", "<!--", "<td>x", "<"]
        {
            let _ = read(html);
        }
    }
}
