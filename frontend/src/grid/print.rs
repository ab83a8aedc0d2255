//! The report's table as it is printed: every row, with all levels of the header (convention 115). Pure; no browser.

use domain::sheet::{SheetRow, Trouble};
use domain::template::{Column, ColumnType, FormTemplate, RowRole};

use super::book::Book;
use super::facts;
use super::figures::Figures;
use super::layout::{self, Header};

/// The table as HTML; `above` stands over the header, on every page.
#[must_use]
pub fn table(book: &Book, template: &FormTemplate, above: &str) -> String {
    let figures = book.figures();
    let mut html = String::from("<table>");
    columns(&mut html, figures.columns());
    head(&mut html, &Header::of(template), above);
    html.push_str("<tbody>");
    for at in 0..figures.sheet().row_count() {
        row(&mut html, figures, at);
    }
    html.push_str("</tbody></table>");
    html
}

/// Shares of the width by what the columns hold.
fn columns(html: &mut String, columns: &[Column]) {
    let all: u32 = columns.iter().map(layout::width).sum();
    html.push_str("<colgroup>");
    for column in columns {
        let share = f64::from(layout::width(column)) * 100.0 / f64::from(all.max(1));
        html.push_str(&format!("<col width=\"{share:.1}%\">"));
    }
    html.push_str("</colgroup>");
}

fn head(html: &mut String, header: &Header, above: &str) {
    let cols = header.numbers.len();
    html.push_str(&format!("<thead><tr class=\"print-above\"><th colspan=\"{cols}\">{}</th></tr>", escaped(above)));
    for level in 0..header.levels {
        html.push_str("<tr>");
        for cell in header.cells.iter().filter(|cell| cell.level == level) {
            let (rows, cols, title) = (cell.rows, cell.cols, escaped(&cell.title));
            html.push_str(&format!("<th rowspan=\"{rows}\" colspan=\"{cols}\">{title}</th>"));
        }
        html.push_str("</tr>");
    }
    html.push_str("<tr class=\"print-numbers\">");
    for number in &header.numbers {
        // A formula may break before an operator.
        let number = escaped(number).replace('=', "<wbr>=").replace('+', "<wbr>+");
        html.push_str(&format!("<th>{number}</th>"));
    }
    html.push_str("</tr></thead>");
}

fn row(html: &mut String, figures: &Figures, at: usize) {
    let row = figures.sheet().row(at);
    let class = match row.role {
        RowRole::Data => "",
        RowRole::Heading => " class=\"print-heading\"",
        RowRole::Subtotal => " class=\"print-subtotal\"",
        RowRole::Total => " class=\"print-total\"",
    };
    html.push_str(&format!("<tr{class}>"));
    for (col, column) in figures.columns().iter().enumerate() {
        let text = escaped(&text(figures, at, col));
        html.push_str(&format!("<td class=\"{}\">{text}</td>", kind(figures, row, col, column)));
    }
    html.push_str("</tr>");
}

fn text(figures: &Figures, at: usize, col: usize) -> String {
    let column = &figures.columns()[col];
    let is_computed = column.kind.is_numeric() && !figures.sheet().is_input(at, column.number);
    let trouble = is_computed.then(|| figures.sheet().trouble(at, column.number)).flatten();
    match trouble {
        Some(Trouble::Unreadable) => facts::UNREADABLE.to_owned(),
        Some(Trouble::Overflow) => facts::OVERFLOW.to_owned(),
        None => figures.shown_text(col, &figures.value_at(at, col)),
    }
}

fn kind(figures: &Figures, row: &SheetRow, col: usize, column: &Column) -> String {
    match &column.kind {
        ColumnType::Ordinal | ColumnType::Date | ColumnType::Bool => "print-middle".to_owned(),
        kind if kind.is_numeric() => "print-number".to_owned(),
        _ if figures.name_column() == Some(col) && row.level > 0 => format!("print-level-{}", row.level.min(4)),
        _ => String::new(),
    }
}

/// Text that HTML takes as text.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            _ => html.push(letter),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_stays_text() {
        assert_eq!(escaped("<b onclick=\"x\">A & B</b>\nC"), "&lt;b onclick=&quot;x&quot;&gt;A &amp; B&lt;/b&gt;<br>C");
        assert_eq!(escaped("Hộ tịch 1.234,5"), "Hộ tịch 1.234,5");
    }
}
