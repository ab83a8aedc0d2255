//! Mergers and abolitions of units: what one administrative act does to the hierarchy (A15).
//!
//! Every change of an act is a *succession*: units end, and one unit – new or existing – comes after them. A merged commune,
//! an abolished district, a renamed province and a department that moves under another ministry are all that. A unit is
//! therefore never renamed or moved: what it reported stays under the name and at the place of its day, and the tree as it
//! is today is found through the successors (decision 0054).

mod check;
mod fates;
mod map;
mod notice;
mod successions;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::duty::level_of_kind;
use crate::regime::UnitLevel;

pub use check::{ActFault, MOST_STEPS, MOST_UNITS, check, limits};
pub use fates::{Fate, FormerReport, fates};
pub use map::{Map, Place, Row, When};
pub use notice::Succeeded;
pub use successions::{MadeUnit, Succession, Successor, successions};

/// One administrative act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Number, e.g. `202/2025/QH15`.
    pub number: String,
    /// Title.
    pub title: String,
    /// When it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
    /// The first day of the units as they are afterwards.
    pub effective_on: NaiveDate,
    /// What it does, in this order.
    pub steps: Vec<Step>,
}

/// One change of an act. Which fields it needs depends on its kind; a draft may lack them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// What happens.
    pub kind: StepKind,
    /// The units that end.
    pub units: Vec<i64>,
    /// Merging: the existing unit that takes them in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<i64>,
    /// The unit that comes after them: merging into a new one, renaming.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<NewUnit>,
    /// Moving: the unit above from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Units become one: a new one, or one of those that exist.
    #[default]
    Merge,
    /// Units end; what stood below them hangs under the unit above.
    Abolish,
    /// A unit goes on under another name.
    Rename,
    /// A unit goes on under another unit.
    Move,
    /// A unit becomes several: refused with what to do instead.
    Split,
}

impl StepKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Merge, Self::Abolish, Self::Rename, Self::Move, Self::Split];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Abolish => "abolish",
            Self::Rename => "rename",
            Self::Move => "move",
            Self::Split => "split",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }
}

/// A unit that an act makes. What is left out is as the first of the units that end has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NewUnit {
    /// Official code; may be that of one of the units that end, which hands it over.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name for narrow places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// What it is, e.g. `ward`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The unit above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
}

/// A unit as an act finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownUnit {
    /// Official code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The unit above.
    pub parent: Option<i64>,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// The unit that came after it.
    pub successor: Option<i64>,
}

impl KnownUnit {
    fn level(&self) -> Option<UnitLevel> {
        level_of_kind(&self.kind)
    }

    /// Whether it has ended, or is going to.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.valid_to.is_some() || self.successor.is_some()
    }
}

/// The units that there are, by id.
pub type KnownUnits = BTreeMap<i64, KnownUnit>;

/// The unit itself and all above it, nearest first.
fn line(units: &KnownUnits, unit: i64) -> Vec<i64> {
    let mut line = vec![unit];
    let mut next = units.get(&unit).and_then(|known| known.parent);
    while let Some(above) = next.filter(|above| !line.contains(above)) {
        line.push(above);
        next = units.get(&above).and_then(|known| known.parent);
    }
    line
}

/// The unit that stands for one today: itself, or the last of its successors.
#[must_use]
pub fn today(units: &KnownUnits, unit: i64) -> i64 {
    let mut seen = vec![unit];
    let mut last = unit;
    while let Some(next) = units.get(&last).and_then(|known| known.successor).filter(|next| !seen.contains(next)) {
        seen.push(next);
        last = next;
    }
    last
}

/// Whether the unit that stands for one today stands in its place: each unit on the line to it was made by the act that
/// ended the one before, none was there already.
#[must_use]
pub fn is_continued(units: &KnownUnits, unit: i64) -> bool {
    let mut line = vec![unit];
    while let Some((former, next)) = line.last().and_then(|last| {
        let former = units.get(last)?;
        Some((former, former.successor.filter(|next| !line.contains(next))?))
    }) {
        let made = units.get(&next).and_then(|known| known.valid_from);
        let was_there = former.valid_to.is_none_or(|ended| made.is_none_or(|made| made <= ended));
        if was_there {
            return false;
        }
        line.push(next);
    }
    line.len() > 1
}

/// A unit's code as it was while the unit existed: one that a successor took over is kept with a mark behind it.
#[must_use]
pub fn official_code(code: &str) -> &str {
    code.rsplit_once('~').map_or(code, |(official, _)| official)
}

/// Every unit that an act names.
#[must_use]
pub fn named(act: &Act) -> Vec<i64> {
    let mut all: Vec<i64> = act
        .steps
        .iter()
        .flat_map(|step| {
            let above = step.new.as_ref().and_then(|new| new.parent);
            step.units.iter().copied().chain(step.into).chain(step.parent).chain(above)
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The lowest unit that everything stands below which an act touches: whoever administers there may make the act.
/// None for an act that names no unit of a common tree.
#[must_use]
pub fn scope(act: &Act, units: &KnownUnits) -> Option<i64> {
    let ending: Vec<i64> = act.steps.iter().flat_map(|step| step.units.iter().copied()).collect();
    // What ends, and what takes over, is decided about from above; a unit that something is put under need only be reached.
    let from_above = ending.iter().copied().chain(act.steps.iter().filter_map(|step| step.into));
    let tops = from_above.filter_map(|unit| units.get(&unit)?.parent);
    let mut common: Option<Vec<i64>> = None;
    for unit in tops.chain(act.steps.iter().filter_map(|step| step.parent)).chain(new_parents(act)) {
        let line = line(units, unit);
        common = Some(match common {
            None => line,
            Some(known) => known.into_iter().filter(|above| line.contains(above)).collect(),
        });
    }
    common?.first().copied()
}

fn new_parents(act: &Act) -> impl Iterator<Item = i64> + '_ {
    act.steps.iter().filter_map(|step| step.new.as_ref()?.parent)
}

#[cfg(test)]
mod tests;
