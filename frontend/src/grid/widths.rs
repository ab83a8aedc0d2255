//! Column widths that somebody chose, as they are remembered: `3:120 4:96` by printed column number (convention 86).

use std::collections::BTreeMap;

/// Narrower than this a column cannot be taken hold of any more.
pub const NARROWEST: u32 = 44;
/// Wider than this a column would fill the screen.
pub const WIDEST: u32 = 900;

/// Chosen widths by printed column number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Widths(BTreeMap<u16, u32>);

impl Widths {
    /// Widths as they were remembered; what cannot be read is left out.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let pairs = text.split_whitespace().filter_map(|pair| {
            let (number, width) = pair.split_once(':')?;
            Some((number.parse().ok()?, clamp(width.parse().ok()?)))
        });
        Self(pairs.collect())
    }

    /// As they are remembered.
    #[must_use]
    pub fn write(&self) -> String {
        let pairs: Vec<String> = self.0.iter().map(|(number, width)| format!("{number}:{width}")).collect();
        pairs.join(" ")
    }

    /// The chosen width of a column.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<u32> {
        self.0.get(&number).copied()
    }

    /// Chooses a width.
    pub fn set(&mut self, number: u16, width: u32) {
        self.0.insert(number, clamp(width));
    }
}

fn clamp(width: u32) -> u32 {
    width.clamp(NARROWEST, WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_remembered() {
        let mut widths = Widths::default();
        widths.set(4, 120);
        widths.set(3, 2);
        assert_eq!(widths.write(), "3:44 4:120");
        assert_eq!(Widths::read(&widths.write()), widths);
        assert_eq!(Widths::read("x 3 4:y 5:60").write(), "5:60");
    }
}
