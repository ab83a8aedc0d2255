//! Tab-separated blocks as spreadsheets put them on the clipboard: reading and quoting (conventions 60, 61).

/// Reads a block with Excel's quoting: quoted cells may hold tabs, line breaks and doubled quotes.
#[must_use]
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if reader.quoted && letters.peek() == Some(&'"') => {
                letters.next();
                reader.cell.push('"');
            }
            '"' if reader.quoted => reader.quoted = false,
            '"' if reader.cell.is_empty() => reader.quoted = true,
            _ if reader.quoted => reader.cell.push(letter),
            '\t' => reader.end_cell(),
            '\r' => {
                letters.next_if_eq(&'\n');
                reader.end_row();
            }
            '\n' => reader.end_row(),
            _ => reader.cell.push(letter),
        }
    }
    if !reader.cell.is_empty() || !reader.row.is_empty() {
        reader.end_row();
    }
    reader.rows
}

#[derive(Default)]
struct Reader {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
    quoted: bool,
}

impl Reader {
    fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell).replace("\r\n", "\n"));
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

/// The block as an HTML table, for spreadsheets that prefer it; `exact` is the unformatted value of a number.
#[must_use]
pub fn html(rows: &[Vec<(String, Option<String>)>]) -> String {
    let mut out = String::from("<table>");
    for row in rows {
        out.push_str("<tr>");
        for (shown, exact) in row {
            match exact {
                Some(number) => {
                    out.push_str(&format!("<td x:num=\"{number}\" data-value=\"{number}\">{}</td>", escape(shown)));
                }
                None => out.push_str(&format!("<td style=\"mso-number-format:'\\@'\">{}</td>", escape(shown))),
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
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
        let rows = vec![vec![("1,5".to_owned(), Some("1.50".to_owned())), ("<b>&".to_owned(), None)]];
        let html = html(&rows);
        assert!(html.contains("x:num=\"1.50\"") && html.contains("&lt;b&gt;&amp;"), "{html}");
    }
}
