//! The lines of a pasted block that are no rows of the report: its header, the row of column numbers, and totals that the
//! table computes itself (convention 66).

use domain::template::{ColumnType, RowKind};
use domain::text::plain;
use domain::value::Value;

use super::clip::{Block, ClipCell};
use super::paste::{Target, is_row_name};
use super::paste_names::name_of;
use super::place::Place;
use super::reading;

/// Lines at the top that may be a header.
const MOST_HEADER_LINES: usize = 8;
/// What totals are called, besides the name that the form gives them.
const TOTALS: [&str; 5] = ["tong cong", "tong so", "tong", "cong", "total"];
/// A total's name is no longer than this.
const LONGEST_TOTAL: usize = 40;
/// Letters stand over names in a row of column numbers only beside so many numbers.
const LEAST_NUMBERS: usize = 3;

/// Looks for those lines, one at a time.
#[derive(Debug)]
pub struct Sifting {
    /// Offset of the names.
    name: usize,
    /// Offset of the ordinals.
    ordinal: Option<usize>,
    /// The names of totals; none where the table does not grow.
    totals: Vec<String>,
    end: usize,
    /// Where the next line comes to stand.
    row: usize,
    /// Whether each line that was looked at is left out.
    is_out: Vec<bool>,
}

impl Sifting {
    /// Begins with a block that is pasted from this cell on; `None` where it has no names, since figures alone are never
    /// taken for something else, and where it is known to be rows.
    #[must_use]
    pub fn new(target: &impl Target, block: &[Vec<ClipCell>], first: Place, is_rows: bool) -> Option<Self> {
        if is_rows {
            return None;
        }
        let width = block.iter().map(Vec::len).max().unwrap_or(0);
        let cols = first.col..target.cols().min(first.col + width);
        let name = cols.clone().position(|col| is_row_name(target.column(col)))?;
        let has_totals = *target.row_kind() != RowKind::Fixed && block.len() > 1;
        let of_form = || target.totals().into_iter().map(plain);
        Some(Self {
            name,
            ordinal: cols.clone().position(|col| target.column(col).kind == ColumnType::Ordinal),
            totals: if has_totals {
                TOTALS.into_iter().map(str::to_owned).chain(of_form()).collect()
            } else {
                Vec::new()
            },
            end: target.end_of_rows(),
            row: first.row,
            is_out: vec![true; header_lines(target, block, first.col, name)],
        })
    }

    /// Looks at one more line; false when all were looked at.
    pub fn advance(&mut self, target: &impl Target, block: &[Vec<ClipCell>]) -> bool {
        let Some(line) = block.get(self.is_out.len()) else { return false };
        // A total that stands above the rows keeps its line.
        let has_own = self.row < self.end && !target.is_added(self.row);
        let is_out = !has_own && self.is_total(line);
        self.row += usize::from(!is_out);
        self.is_out.push(is_out);
        true
    }

    /// Takes those lines out; tells how many.
    pub fn finish(self, block: &mut Block) -> usize {
        let before = block.len();
        let mut is_out = self.is_out.into_iter();
        block.retain(|_| !is_out.next().unwrap_or_default());
        before - block.len()
    }

    fn is_total(&self, line: &[ClipCell]) -> bool {
        let named = name_of(line, self.name);
        // Merged over both columns in many files.
        let named = if named.is_empty() { self.ordinal.map_or("", |ordinal| name_of(line, ordinal)) } else { named };
        if self.totals.is_empty() || named.is_empty() || named.len() > LONGEST_TOTAL {
            return false;
        }
        self.totals.contains(&plain(named.trim_end_matches([':', '.'])))
    }
}

/// How many lines at the top are the header: down to the row of column numbers where there is one.
fn header_lines(target: &impl Target, block: &[Vec<ClipCell>], first_col: usize, name: usize) -> usize {
    let top = &block[..block.len().min(MOST_HEADER_LINES)];
    let numbers = top.iter().position(|line| numbering(target, line, first_col, name).is_some());
    if let Some(at) = numbers {
        let is_certain = numbering(target, &top[at], first_col, name) == Some(Numbering::Marked);
        if is_certain || !top[..at].iter().any(|line| is_data(target, line, first_col, name)) {
            return at + 1;
        }
    }
    let titles: Vec<String> = target.titles().iter().map(|title| plain(title)).collect();
    top.iter().take_while(|line| is_titles(line, &titles)).count()
}

/// How a row of column numbers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// `(1) (2) (3)=(4)+(5)`.
    Marked,
    /// Without brackets, or with letters over the names: figures could look the same.
    Plain,
}

/// Whether a line is the row of column numbers, and how sure that is.
fn numbering(target: &impl Target, line: &[ClipCell], first_col: usize, name: usize) -> Option<Numbering> {
    let (mut numbers, mut letters, mut is_marked) = (0, 0, true);
    for (offset, cell) in line.iter().enumerate() {
        let text = cell.text.trim();
        let head = text.split('=').next().unwrap_or_default();
        let number = head.trim_matches(['(', ')', '[', ']', ' ']);
        if text.is_empty() {
            continue;
        }
        let column = (first_col + offset < target.cols()).then(|| target.column(first_col + offset))?;
        if number == column.number.to_string() {
            numbers += 1;
            is_marked &= head.starts_with(['(', '[']);
        } else if column.kind.names_row() && matches!(number, "A" | "B" | "C" | "a" | "b" | "c") {
            letters += 1;
        } else {
            return None;
        }
    }
    let is_enough = if letters > 0 { numbers >= LEAST_NUMBERS } else { numbers > 1 };
    let is_one = is_enough && !name_of(line, name).is_empty();
    is_one.then_some(if is_marked && letters == 0 { Numbering::Marked } else { Numbering::Plain })
}

/// A name with figures beside it.
fn is_data(target: &impl Target, line: &[ClipCell], first_col: usize, name: usize) -> bool {
    let is_figure = |(cell, col): (&ClipCell, usize)| {
        let column = target.column(col);
        column.kind.is_numeric() && matches!(reading::value(column, cell, None), Value::Number(_))
    };
    !name_of(line, name).is_empty() && line.iter().zip(first_col..target.cols()).any(is_figure)
}

fn is_titles(line: &[ClipCell], titles: &[String]) -> bool {
    let mut filled = line.iter().map(|cell| plain(&cell.text)).filter(|text| !text.is_empty());
    let (first, second) = (filled.next(), filled.next());
    let is_title = |text: String| titles.contains(&text);
    first.is_some_and(is_title) && second.is_some_and(is_title) && filled.all(is_title)
}

/// Takes those lines out of a whole block at once; tells how many.
#[cfg(test)]
pub fn leave_out(target: &impl Target, block: &mut Block, first: Place, is_rows: bool) -> usize {
    let Some(mut sifting) = Sifting::new(target, block, first, is_rows) else { return 0 };
    while sifting.advance(target, block) {}
    sifting.finish(block)
}
