//! The tree of units as it was on a day, and as it is now.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

/// Where a unit stands and stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The unit above it now.
    pub parent: Option<i64>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// Units that it stood below, by the last day on which it did.
    pub former: BTreeMap<NaiveDate, i64>,
}

/// Which tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// As it is today: units that ended stand below those that came after them.
    Now,
    /// As it was on a day.
    Then(NaiveDate),
}

/// Where the reports of a unit are shown in a table of the units directly below one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// They are the unit's own that the table is about.
    Own,
    /// In the row of this unit.
    Of(i64),
    /// Not in this table.
    Elsewhere,
}

/// All units with their places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map(pub HashMap<i64, Place>);

impl Map {
    /// The unit above another one. A unit that ended stands where it did on its last day, in every tree but today's.
    #[must_use]
    pub fn parent(&self, unit: i64, when: When) -> Option<i64> {
        let place = self.0.get(&unit)?;
        let When::Then(day) = when else { return place.parent };
        let day = place.valid_to.map_or(day, |last| last.min(day));
        place.former.range(day..).next().map(|(_, parent)| *parent).or(place.parent)
    }

    /// In which row of the table below `top` the reports of a unit are counted: each in one.
    ///
    /// A unit that came later has no place in the tree of that day: below it, what it holds today stands in the order of
    /// that day.
    #[must_use]
    pub fn row(&self, top: i64, unit: i64, when: When) -> Row {
        if unit == top {
            return Row::Own;
        }
        let is_late = match when {
            When::Then(day) => self.0.get(&top).is_some_and(|place| place.valid_from.is_some_and(|from| from > day)),
            When::Now => false,
        };
        if is_late && !self.is_below(unit, top, When::Now) {
            return Row::Elsewhere;
        }
        let mut row = unit;
        // A circle in the data must not hang the program.
        for _ in 0..=self.0.len() {
            match self.parent(row, when) {
                Some(above) if above == top => return Row::Of(row),
                Some(above) if is_late && !self.is_below(above, top, When::Now) => return Row::Of(row),
                Some(above) => row = above,
                None if is_late => return Row::Of(row),
                None => return Row::Elsewhere,
            }
        }
        Row::Elsewhere
    }

    fn is_below(&self, unit: i64, top: i64, when: When) -> bool {
        let mut next = self.parent(unit, when);
        for _ in 0..=self.0.len() {
            match next {
                Some(above) if above == top => return true,
                Some(above) => next = self.parent(above, when),
                None => return false,
            }
        }
        false
    }
}
