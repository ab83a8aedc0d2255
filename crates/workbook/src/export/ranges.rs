//! Runs of rows, for formulas over many rows.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::address::column_name;

/// Rows in ascending order, as runs without a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ranges {
    runs: Vec<(RowNum, RowNum)>,
}

impl Ranges {
    /// Adds a row below all others.
    pub(super) fn push(&mut self, row: RowNum) {
        match self.runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.runs.push((row, row)),
        }
    }

    /// The runs, first and last row each.
    pub(super) fn runs(&self) -> &[(RowNum, RowNum)] {
        &self.runs
    }

    /// The runs in one column as a formula's arguments: `E9:E12,E14`; nothing when a function cannot take so many.
    pub(super) fn arguments(&self, column: ColNum) -> Option<String> {
        const MOST: usize = 200;
        if self.runs.is_empty() || self.runs.len() > MOST {
            return None;
        }
        let name = column_name(column);
        let argument = |(first, last): &(RowNum, RowNum)| {
            if first == last {
                format!("{name}{}", first + 1)
            } else {
                format!("{name}{}:{name}{}", first + 1, last + 1)
            }
        };
        Some(self.runs.iter().map(argument).collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_gather_in_runs() {
        for (rows, expected) in
            [(vec![8, 9, 10], Some("E9:E11")), (vec![8, 10, 11], Some("E9,E11:E12")), (vec![], None)]
        {
            let mut ranges = Ranges::default();
            rows.into_iter().for_each(|row| ranges.push(row));
            assert_eq!(ranges.arguments(4).as_deref(), expected);
        }
    }
}
