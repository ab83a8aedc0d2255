//! The lines of a pasted block that are no rows of the report: its header, the row of column numbers, and totals that the
//! table computes itself (convention 66).

use domain::template::{ColumnType, RowKind};
use domain::text::plain;

use super::clip::{Block, ClipCell};
use super::paste::{Target, is_row_name};
use super::paste_names::name_of;
use super::place::Place;

/// Lines at the top that may be a header.
const MOST_HEADER_LINES: usize = 8;
/// What totals are called, besides the name that the form gives them.
const TOTALS: [&str; 5] = ["tong cong", "tong so", "tong", "cong", "total"];
/// A total's name is no longer than this.
const LONGEST_TOTAL: usize = 40;

/// Takes those lines out of a block that is pasted from this cell on; tells how many.
pub fn leave_out(target: &impl Target, block: &mut Block, first: Place) -> usize {
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let cols = first.col..target.cols().min(first.col + width);
    // Figures without names are never taken for something else.
    let Some(name) = cols.clone().position(|col| is_row_name(target.column(col))) else { return 0 };
    let before = block.len();
    let header = header_lines(target, block, first.col, name);
    block.drain(..header);
    if *target.row_kind() != RowKind::Fixed && block.len() + header > 1 {
        let ordinal = cols.clone().position(|col| target.column(col).kind == ColumnType::Ordinal);
        let end = target.end_of_rows();
        let mut row = first.row;
        block.retain(|line| {
            // A total that stands above the rows keeps its line.
            let has_own = row < end && !target.is_added(row);
            let is_left_out = !has_own && is_total(target, line, name, ordinal);
            row += usize::from(!is_left_out);
            !is_left_out
        });
    }
    before - block.len()
}

/// How many lines at the top are the header: down to the row of column numbers where there is one.
fn header_lines(target: &impl Target, block: &[Vec<ClipCell>], first_col: usize, name: usize) -> usize {
    let top = &block[..block.len().min(MOST_HEADER_LINES)];
    if let Some(numbers) = top.iter().position(|line| is_number_row(target, line, first_col, name)) {
        return numbers + 1;
    }
    let titles: Vec<String> = target.titles().iter().map(|title| plain(title)).collect();
    top.iter().take_while(|line| is_titles(line, &titles)).count()
}

/// `(1) (2) (3)=(4)+(5)`, or the same without brackets and with letters over the names.
fn is_number_row(target: &impl Target, line: &[ClipCell], first_col: usize, name: usize) -> bool {
    let is_number = |(offset, cell): (usize, &ClipCell)| {
        let text = cell.text.trim();
        let text = text.split('=').next().unwrap_or_default().trim_matches(['(', ')', '[', ']', ' ']);
        let col = first_col + offset;
        if col >= target.cols() {
            return false;
        }
        let is_letter = target.column(col).kind.names_row() && matches!(text, "A" | "B" | "C" | "a" | "b" | "c");
        is_letter || text == target.column(col).number.to_string()
    };
    let filled: Vec<_> = line.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty()).collect();
    filled.len() > 1 && !name_of(line, name).is_empty() && filled.into_iter().all(is_number)
}

fn is_titles(line: &[ClipCell], titles: &[String]) -> bool {
    let mut filled = line.iter().map(|cell| plain(&cell.text)).filter(|text| !text.is_empty());
    let (first, second) = (filled.next(), filled.next());
    let is_title = |text: String| titles.contains(&text);
    first.is_some_and(is_title) && second.is_some_and(is_title) && filled.all(is_title)
}

fn is_total(target: &impl Target, line: &[ClipCell], name: usize, ordinal: Option<usize>) -> bool {
    let named = name_of(line, name);
    // Merged over both columns in many files.
    let named = if named.is_empty() { ordinal.map_or("", |ordinal| name_of(line, ordinal)) } else { named };
    if named.is_empty() || named.len() > LONGEST_TOTAL {
        return false;
    }
    let named = plain(named.trim_end_matches([':', '.']));
    TOTALS.contains(&named.as_str()) || target.totals().iter().any(|total| plain(total) == named)
}
