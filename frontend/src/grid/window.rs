//! Which rows are drawn: heights of all rows with prefix sums, so that any row of 100,000 is found in log time.

use std::ops::Range;

/// Row heights in CSS pixels, as a Fenwick tree.
#[derive(Debug, Clone, Default)]
pub struct Heights {
    heights: Vec<u32>,
    sums: Vec<u64>,
}

impl Heights {
    /// Rows of these heights.
    #[must_use]
    pub fn new(heights: Vec<u32>) -> Self {
        let mut sums = vec![0; heights.len() + 1];
        for (index, height) in heights.iter().enumerate() {
            sums[index + 1] += u64::from(*height);
            let above = (index + 1) + lowest_bit(index + 1);
            if above < sums.len() {
                sums[above] += sums[index + 1];
            }
        }
        Self { heights, sums }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// Height of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> u32 {
        self.heights.get(row).copied().unwrap_or(0)
    }

    /// Distance from the top of the first row to the top of this one.
    #[must_use]
    pub fn top(&self, row: usize) -> u64 {
        let (mut index, mut sum) = (row.min(self.len()), 0);
        while index > 0 {
            sum += self.sums[index];
            index -= lowest_bit(index);
        }
        sum
    }

    /// Height of all rows.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.top(self.len())
    }

    /// Corrects the height of a row that was measured; gives the difference.
    pub fn set(&mut self, row: usize, height: u32) -> i64 {
        let Some(old) = self.heights.get_mut(row) else { return 0 };
        let difference = i64::from(height) - i64::from(*old);
        *old = height;
        let mut index = row + 1;
        while index < self.sums.len() {
            self.sums[index] = self.sums[index].saturating_add_signed(difference);
            index += lowest_bit(index);
        }
        difference
    }

    /// The row that covers this distance from the top; the last row beyond the end.
    #[must_use]
    pub fn row_at(&self, distance: u64) -> usize {
        let (mut index, mut left) = (0, distance);
        let mut bit = self.len().checked_ilog2().map_or(0, |log| 1 << log);
        while bit > 0 {
            let next = index + bit;
            if next <= self.len() && self.sums[next] <= left {
                index = next;
                left -= self.sums[next];
            }
            bit >>= 1;
        }
        index.min(self.len().saturating_sub(1))
    }

    /// The rows to draw for a view of this height scrolled to `top`, with `spare` rows on both sides and at most
    /// `limit` rows.
    #[must_use]
    pub fn window(&self, top: u64, height: u64, spare: usize, limit: usize) -> Range<usize> {
        if self.len() == 0 {
            return 0..0;
        }
        let first = self.row_at(top).saturating_sub(spare);
        let last = (self.row_at(top + height) + 1 + spare).min(self.len());
        first..last.min(first + limit.max(1))
    }
}

fn lowest_bit(index: usize) -> usize {
    index & index.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tops_and_rows_agree_with_a_plain_sum() {
        let plain: Vec<u32> = (0..137).map(|row| 20 + (row * 7) % 31).collect();
        let mut heights = Heights::new(plain.clone());
        heights.set(5, 90);
        let mut plain = plain;
        plain[5] = 90;
        let mut top = 0;
        for (row, height) in plain.iter().enumerate() {
            assert_eq!(heights.top(row), top, "{row}");
            assert_eq!(heights.row_at(top), row);
            assert_eq!(heights.row_at(top + u64::from(*height) - 1), row);
            top += u64::from(*height);
        }
        assert_eq!(heights.total(), top);
        assert_eq!(heights.row_at(top + 1_000), 136);
    }

    #[test]
    fn the_window_is_what_is_seen_and_a_little_more() {
        let heights = Heights::new(vec![30; 10_000]);
        assert_eq!(heights.window(0, 600, 4, 100), 0..25);
        assert_eq!(heights.window(150_000, 600, 4, 100), 4_996..5_025);
        assert_eq!(heights.window(299_990, 600, 4, 100), 9_995..10_000);
        assert_eq!(heights.window(0, 60_000, 4, 100), 0..100);
        assert_eq!(Heights::new(vec![]).window(0, 600, 4, 100), 0..0);
    }
}
