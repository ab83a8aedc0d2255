//! Several selected ranges at once, and the outline of a range that was copied, cut or is being filled (conventions 15, 18,
//! 72, 76).

use super::place::{Place, Selection};

/// Why a range has an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlineKind {
    /// It was copied.
    Copied,
    /// It was cut: a paste moves it.
    Cut,
    /// The fill handle is drawn over it.
    Filling,
}

/// The outline around ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Around which ranges.
    pub ranges: Vec<Selection>,
    /// Why.
    pub kind: OutlineKind,
}

/// The sides of a cell that an outline runs along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Edges {
    /// Above.
    pub top: bool,
    /// To the right.
    pub right: bool,
    /// Below.
    pub bottom: bool,
    /// To the left.
    pub left: bool,
}

impl Edges {
    /// Whether the outline touches the cell at all.
    #[must_use]
    pub fn is_any(self) -> bool {
        self != Self::default()
    }
}

impl Outline {
    /// The sides of a cell that the outline runs along.
    #[must_use]
    pub fn edges(&self, place: Place) -> Edges {
        let around = self.ranges.iter().filter(|range| range.contains(place));
        around.fold(Edges::default(), |edges, range| {
            let (first, last) = (range.first(), range.last());
            Edges {
                top: edges.top || place.row == first.row,
                right: edges.right || place.col == last.col,
                bottom: edges.bottom || place.row == last.row,
                left: edges.left || place.col == first.col,
            }
        })
    }
}

/// The rows and columns that ranges cover together, as spreadsheets copy them: ranges of the same rows stand side by side,
/// ranges of the same columns below each other; nothing else can be copied at once.
#[must_use]
pub fn arranged(ranges: &[Selection]) -> Option<(Vec<usize>, Vec<usize>)> {
    let rows = |range: &Selection| (range.first().row, range.last().row);
    let cols = |range: &Selection| (range.first().col, range.last().col);
    let first = ranges.first()?;
    let one_of_both =
        ranges.iter().all(|range| rows(range) == rows(first)) || ranges.iter().all(|range| cols(range) == cols(first));
    one_of_both.then(|| (union(ranges.iter().map(rows)), union(ranges.iter().map(cols))))
}

fn union(spans: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut all: Vec<usize> = spans.flat_map(|(first, last)| first..=last).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The cells of all ranges, each once.
#[must_use]
pub fn cells(ranges: &[Selection]) -> Vec<Place> {
    let mut all: Vec<Place> = ranges.iter().flat_map(|range| range.cells()).collect();
    if ranges.len() > 1 {
        all.sort_unstable();
        all.dedup();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: (usize, usize), to: (usize, usize)) -> Selection {
        Selection::cell(Place::new(from.0, from.1)).to(Place::new(to.0, to.1))
    }

    #[test]
    fn ranges_that_fit_together_are_copied_as_one() {
        for (ranges, expected) in [
            (vec![range((1, 1), (2, 2))], Some((vec![1, 2], vec![1, 2]))),
            (vec![range((1, 4), (2, 5)), range((1, 1), (2, 1))], Some((vec![1, 2], vec![1, 4, 5]))),
            (vec![range((1, 1), (1, 2)), range((4, 1), (5, 2))], Some((vec![1, 4, 5], vec![1, 2]))),
            (vec![range((1, 1), (1, 2)), range((4, 3), (4, 3))], None),
            (vec![], None),
        ] {
            assert_eq!(arranged(&ranges), expected, "{ranges:?}");
        }
    }

    #[test]
    fn cells_of_overlapping_ranges_count_once() {
        let all = cells(&[range((0, 0), (1, 0)), range((1, 0), (1, 1))]);
        assert_eq!(all, [Place::new(0, 0), Place::new(1, 0), Place::new(1, 1)]);
    }

    #[test]
    fn an_outline_runs_along_the_outer_sides() {
        let outline = Outline { ranges: vec![range((1, 1), (2, 3))], kind: OutlineKind::Cut };
        let drawn = |row, col| {
            let edges = outline.edges(Place::new(row, col));
            [edges.top, edges.right, edges.bottom, edges.left].map(u8::from)
        };
        assert_eq!(
            [drawn(1, 1), drawn(2, 3), drawn(1, 2), drawn(0, 0)],
            [[1, 0, 0, 1], [0, 1, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
        );
    }
}
