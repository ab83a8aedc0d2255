//! The header of a form as cells with spans, the row of column numbers, and the columns' widths (conventions 84, 98).

use domain::language::Language;
use domain::template::{Column, ColumnType, FormTemplate, HeaderNode};

/// One header cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// Printed title.
    pub title: String,
    /// Level from the top, from 0.
    pub level: usize,
    /// Levels that it covers.
    pub rows: usize,
    /// Index of its first column.
    pub col: usize,
    /// Columns that it covers.
    pub cols: usize,
}

/// A form's header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Number of levels above the row of column numbers.
    pub levels: usize,
    /// The cells, level by level, left to right.
    pub cells: Vec<HeaderCell>,
    /// By column: the titles from the top down, joined by " › "; what a screen reader says.
    pub paths: Vec<String>,
    /// Columns that stay on the left.
    pub frozen: usize,
    /// By column: the printed number, `(3)=(4)+(5)+(6)` for computed columns.
    pub numbers: Vec<String>,
}

impl Header {
    /// The header of a form.
    #[must_use]
    pub fn of(template: &FormTemplate) -> Self {
        let levels = template.header.iter().map(depth).max().unwrap_or(0);
        let mut header = Self { levels, ..Self::default() };
        let mut col = 0;
        for node in &template.header {
            header.add(node, 0, &mut col, "");
        }
        header.cells.sort_by_key(|cell| (cell.level, cell.col));
        header.numbers = template.columns().map(number_label).collect();
        header.frozen = frozen(&template.columns().cloned().collect::<Vec<_>>());
        header
    }

    fn add(&mut self, node: &HeaderNode, level: usize, col: &mut usize, above: &str) {
        let first = *col;
        let join = |title: &str| if above.is_empty() { title.to_owned() } else { format!("{above} › {title}") };
        match node {
            HeaderNode::Column(column) => {
                self.paths.push(join(&column.title));
                *col += 1;
                let rows = self.levels - level;
                self.cells.push(HeaderCell { title: column.title.clone(), level, rows, col: first, cols: 1 });
            }
            HeaderNode::Group(group) => {
                let path = join(&group.title);
                for child in &group.children {
                    self.add(child, level + 1, col, &path);
                }
                let cols = *col - first;
                self.cells.push(HeaderCell { title: group.title.clone(), level, rows: 1, col: first, cols });
            }
        }
    }
}

fn depth(node: &HeaderNode) -> usize {
    match node {
        HeaderNode::Column(_) => 1,
        HeaderNode::Group(group) => 1 + group.children.iter().map(depth).max().unwrap_or(0),
    }
}

/// `(3)`, or `(3)=(4)+(5)+(6)` for a column computed from its own row.
fn number_label(column: &Column) -> String {
    match &column.formula {
        Some(formula) => format!("({})={}", column.number, legal(formula)),
        None => format!("({})", column.number),
    }
}

/// The formula as the circulars print it: `[4] + [5]` as `(4)+(5)`.
#[must_use]
pub fn legal(formula: &str) -> String {
    formula.chars().filter(|letter| !letter.is_whitespace()).map(bracket).collect()
}

fn bracket(letter: char) -> char {
    match letter {
        '[' => '(',
        ']' => ')',
        _ => letter,
    }
}

/// The formula in words for a cell's explanation: `(3) = (4) + (5)`, references to other places named.
#[must_use]
pub fn in_words(column: &Column, formula: &str, language: Language) -> String {
    let words: &[(&str, &str)] = match language {
        Language::Vi => &[("rows[", "tổng các dòng ["), ("children[", "tổng các dòng con ["), ("prev[", "kỳ trước [")],
        Language::En => {
            &[("rows[", "sum of all rows ["), ("children[", "sum of rows below ["), ("prev[", "previous [")]
        }
    };
    let named = words.iter().fold(formula.to_owned(), |text, (code, word)| text.replace(code, word));
    format!("({}) = {}", column.number, named.chars().map(bracket).collect::<String>())
}

/// Number of columns that stay on the left: ordinals and names at the beginning of the table.
#[must_use]
pub fn frozen(columns: &[Column]) -> usize {
    let names = columns.iter().take_while(|column| is_name(&column.kind)).count();
    // A table of names only must still scroll.
    if names == columns.len() { names.min(1) } else { names.min(MOST_FROZEN) }
}

/// More frozen columns than this would leave no room on a small screen.
pub const MOST_FROZEN: usize = 3;

/// Whether the column names the row rather than holding a figure.
#[must_use]
pub fn is_name(kind: &ColumnType) -> bool {
    kind.names_row()
}

/// Width of a column in CSS pixels.
#[must_use]
pub fn width(column: &Column) -> u32 {
    match column.kind {
        ColumnType::Ordinal => 52,
        ColumnType::Label | ColumnType::Unit | ColumnType::CatalogueItem { .. } => 260,
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Percent { .. } => longest_word(&column.title)
            .max(column.formula.as_ref().map_or(0, |formula| legal(formula).len() as u32 / 2))
            .saturating_mul(8)
            .clamp(96, 160),
        ColumnType::Text => 220,
        ColumnType::Choice { .. } => 180,
        ColumnType::Date => 116,
        ColumnType::Bool => 84,
    }
}

fn longest_word(title: &str) -> u32 {
    title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0).try_into().unwrap_or(u32::MAX)
}

/// Width that shows this number without a cut (convention 55): digits are all as wide, separators half of that.
#[must_use]
pub fn width_for(number: &str) -> u32 {
    let letters: u32 = number.chars().map(|letter| if matches!(letter, '.' | ',') { 5 } else { 9 }).sum();
    letters + 20
}

/// Estimated height of a row whose longest name has this many letters in a column of this width.
#[must_use]
pub fn row_height(letters: usize, width: u32) -> u32 {
    let per_line = (width.saturating_sub(16) / 7).max(1);
    let lines = u32::try_from(letters).unwrap_or(1).div_ceil(per_line).max(1);
    ONE_LINE + (lines - 1) * LINE
}

/// Height of a row with one line.
pub const ONE_LINE: u32 = 32;
/// Height of a row with one line where rows are narrow.
pub const ONE_DENSE_LINE: u32 = 25;
/// Height of a further line.
pub const LINE: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn template(header: &str) -> FormTemplate {
        serde_json::from_str(&format!(
            r#"{{"format":1,"circular":"c","code":"f","version":1,"title":"t","regime":"II","kind":"data",
                "frequencies":["quarterly"],"provenance":"published","header":{header}}}"#
        ))
        .unwrap()
    }

    fn three_levels() -> FormTemplate {
        template(
            r#"[{"number":1,"title":"STT","type":{"name":"ordinal"}},
                {"number":2,"title":"Lĩnh vực","type":{"name":"label"}},
                {"title":"Tiếp nhận","children":[
                    {"number":3,"title":"Tổng số","type":{"name":"integer"},"formula":"[4] + [5]"},
                    {"title":"Trong kỳ","children":[
                        {"number":4,"title":"Trực tuyến","type":{"name":"integer"}},
                        {"number":5,"title":"Trực tiếp","type":{"name":"integer"}}]}]}]"#,
        )
    }

    #[test]
    fn spans_cover_the_table_without_gap_or_overlap() {
        let header = Header::of(&three_levels());
        let mut covered = vec![vec![0; 5]; header.levels];
        for cell in &header.cells {
            for row in &mut covered[cell.level..cell.level + cell.rows] {
                for spot in &mut row[cell.col..cell.col + cell.cols] {
                    *spot += 1;
                }
            }
        }
        assert_eq!(covered, vec![vec![1; 5]; 3]);
    }

    #[test]
    fn columns_are_numbered_and_named_by_all_levels() {
        let header = Header::of(&three_levels());
        assert_eq!(header.numbers, ["(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)"]);
        assert_eq!(header.paths[3], "Tiếp nhận › Trong kỳ › Trực tuyến");
        let spans: Vec<_> = header.cells.iter().map(|cell| (cell.title.as_str(), cell.rows, cell.cols)).collect();
        assert_eq!(spans[..3], [("STT", 3, 1), ("Lĩnh vực", 3, 1), ("Tiếp nhận", 1, 3)]);
    }

    #[test]
    fn formulas_are_said_in_words() {
        let template = three_levels();
        let column = template.columns().nth(2).unwrap();
        assert_eq!(in_words(column, "[4] + [5]", Language::Vi), "(3) = (4) + (5)");
        assert_eq!(in_words(column, "rows[3]", Language::Vi), "(3) = tổng các dòng (3)");
        assert_eq!(in_words(column, "prev[3]", Language::En), "(3) = previous (3)");
    }

    #[test]
    fn names_at_the_left_are_frozen() {
        let template = three_levels();
        let columns: Vec<Column> = template.columns().cloned().collect();
        assert_eq!(frozen(&columns), 2);
        assert_eq!(frozen(&columns[..2]), 1);
        assert_eq!(frozen(&columns[2..]), 0);
    }

    #[test]
    fn long_names_make_high_rows() {
        assert_eq!(row_height(10, 260), ONE_LINE);
        assert!(row_height(100, 260) >= ONE_LINE + 2 * LINE);
    }
}
