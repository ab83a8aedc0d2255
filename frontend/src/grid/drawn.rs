//! A table drawn as text, for tests of movement and selection.

use super::moves::Surface;
use super::place::Place;

/// `#` is a filled input, `.` a blank one, `=` a filled formula, `_` a blank locked cell. The first column is frozen.
pub struct Drawn(Vec<Vec<char>>);

impl Drawn {
    /// The table of these lines.
    pub fn new(rows: &[&str]) -> Self {
        Self(rows.iter().map(|row| row.chars().collect()).collect())
    }

    fn at(&self, place: Place) -> char {
        self.0[place.row][place.col]
    }
}

impl Surface for Drawn {
    fn rows(&self) -> usize {
        self.0.len()
    }
    fn cols(&self) -> usize {
        self.0[0].len()
    }
    fn first_col(&self) -> usize {
        1
    }
    fn is_input(&self, place: Place) -> bool {
        matches!(self.at(place), '#' | '.')
    }
    fn is_filled(&self, place: Place) -> bool {
        matches!(self.at(place), '#' | '=')
    }
}
