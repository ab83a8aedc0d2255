//! Tab-separated blocks as spreadsheets put them on the clipboard: reading and quoting (conventions 60, 61).

use rust_decimal::Decimal;

/// Reads a block with Excel's quoting: quoted cells may hold tabs, line breaks and doubled quotes.
#[cfg(test)]
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut reading = Reading::new(text);
    while reading.advance(usize::MAX) {}
    reading.finish()
}

/// A block being read, in parts where it is large.
pub struct Reading<'a> {
    letters: std::iter::Peekable<std::str::Chars<'a>>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
    quoted: bool,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { letters: text.chars().peekable(), rows: Vec::new(), row: Vec::new(), cell: String::new(), quoted: false }
    }

    /// Reads so many letters; false when there are none left.
    pub fn advance(&mut self, letters: usize) -> bool {
        for _ in 0..letters {
            let Some(letter) = self.letters.next() else { return false };
            self.take(letter);
        }
        true
    }

    fn take(&mut self, letter: char) {
        match letter {
            '"' if self.quoted && self.letters.next_if_eq(&'"').is_some() => self.cell.push('"'),
            '"' if self.quoted => self.quoted = false,
            '"' if self.cell.is_empty() => self.quoted = true,
            _ if self.quoted => self.cell.push(letter),
            '\t' => self.end_cell(),
            '\r' => {
                self.letters.next_if_eq(&'\n');
                self.end_row();
            }
            '\n' => self.end_row(),
            _ => self.cell.push(letter),
        }
    }

    /// What was read.
    #[must_use]
    pub fn finish(mut self) -> Vec<Vec<String>> {
        if !self.cell.is_empty() || !self.row.is_empty() {
            self.end_row();
        }
        self.rows
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        self.row.push(if cell.contains('\r') { cell.replace("\r\n", "\n") } else { cell });
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.rows.push(std::mem::take(&mut self.row));
    }
}

/// Writes a block; cells with tabs, line breaks or quotes are quoted.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let lines: Vec<String> =
        rows.iter().map(|row| row.iter().map(|cell| quote(cell)).collect::<Vec<_>>().join("\t")).collect();
    lines.join("\r\n")
}

fn quote(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A cell of the HTML table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlCell {
    /// As shown.
    pub text: String,
    /// The number behind it.
    pub exact: Option<Decimal>,
    /// Rows and columns that it covers.
    pub span: (usize, usize),
    /// Whether it belongs to the header.
    pub is_title: bool,
}

impl Default for HtmlCell {
    fn default() -> Self {
        Self { text: String::new(), exact: None, span: (1, 1), is_title: false }
    }
}

/// Digits that other programs keep of a number.
const KEPT_DIGITS: usize = 15;

/// The block as an HTML table, for spreadsheets that prefer it: exact numbers as Excel (`x:num`) and LibreOffice Calc
/// (`sdval`) read them, longer ones for ourselves too; what is not a number must not become one.
#[must_use]
pub fn html(rows: &[Vec<HtmlCell>]) -> String {
    let mut out = String::from("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table>");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            let tag = if cell.is_title { "th" } else { "td" };
            out.push_str(&format!("<{tag}{}>{}</{tag}>", attributes(cell), escape(&cell.text)));
        }
        out.push_str("</tr>");
    }
    out.push_str("</table></body></html>");
    out
}

fn attributes(cell: &HtmlCell) -> String {
    let mut out = String::new();
    for (name, count) in [("rowspan", cell.span.0), ("colspan", cell.span.1)] {
        if count > 1 {
            out.push_str(&format!(" {name}=\"{count}\""));
        }
    }
    match cell.exact {
        Some(number) => {
            out.push_str(&format!(" x:num=\"{number}\" sdval=\"{number}\" sdnum=\"1033;\""));
            if number.mantissa().unsigned_abs().to_string().len() > KEPT_DIGITS {
                out.push_str(&format!(" data-value=\"{number}\""));
            }
        }
        None if !cell.text.is_empty() => out.push_str(" style=\"mso-number-format:'\\@'\""),
        None => {}
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_as_excel_writes_them() {
        for (text, expected) in [
            ("1\t2\r\n3\t4\r\n", vec![vec!["1", "2"], vec!["3", "4"]]),
            ("1\n2", vec![vec!["1"], vec!["2"]]),
            ("a\t\tb\t", vec![vec!["a", "", "b", ""]]),
            ("\"x\ty\"\t\"he said \"\"no\"\"\"", vec![vec!["x\ty", "he said \"no\""]]),
            ("\"two\r\nlines\"\tz\r\n", vec![vec!["two\nlines", "z"]]),
            ("5\" pipe\t1", vec![vec!["5\" pipe", "1"]]),
            ("\t\r\n", vec![vec!["", ""]]),
            ("", vec![]),
        ] {
            assert_eq!(parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let block: Vec<Vec<String>> =
            [["1.234,5", "dòng\nhai"], ["\"", "\t"]].map(|row| row.map(str::to_owned).to_vec()).to_vec();
        assert_eq!(parse(&write(&block)), block);
    }

    #[test]
    fn html_escapes_and_carries_exact_numbers() {
        let number = |text: &str| HtmlCell { text: text.into(), exact: text.parse().ok(), ..HtmlCell::default() };
        let title = HtmlCell { text: "<b>&".into(), span: (2, 3), is_title: true, ..HtmlCell::default() };
        let html = html(&[vec![title], vec![number("1.5"), number("12345678901234567.8"), HtmlCell::default()]]);
        for part in [
            "<th rowspan=\"2\" colspan=\"3\" style=\"mso-number-format:'\\@'\">&lt;b&gt;&amp;</th>",
            "x:num=\"1.5\" sdval=\"1.5\" sdnum=\"1033;\">1.5<",
            "data-value=\"12345678901234567.8\"",
            "<td></td>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
