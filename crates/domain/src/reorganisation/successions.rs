//! The steps of an act as successions: which units end, and what comes after them.

use super::{Act, KnownUnits, NewUnit, Step, StepKind};

/// Units that end, and the one that comes after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Place of the step in the act, from 0.
    pub step: usize,
    /// The units that end.
    pub from: Vec<i64>,
    /// What comes after them.
    pub to: Successor,
}

/// What comes after units that end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Successor {
    /// A unit that exists.
    Existing(i64),
    /// A unit that the act makes.
    New(MadeUnit),
}

/// A unit that an act makes, with everything said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeUnit {
    /// Official code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name for narrow places.
    pub short_name: Option<String>,
    /// What it is.
    pub kind: String,
    /// The unit above; where that one has ended by then, its successor is meant.
    pub parent: i64,
}

/// What an act does, in order. Steps that lack something are left out: `check` names them.
#[must_use]
pub fn successions(act: &Act, units: &KnownUnits) -> Vec<Succession> {
    let of_step = |(place, step): (usize, &Step)| match step.kind {
        StepKind::Abolish => abolished(place, step, units),
        StepKind::Merge | StepKind::Rename | StepKind::Move => {
            let successor = successor(step, units);
            successor.map(|to| Succession { step: place, from: step.units.clone(), to }).into_iter().collect()
        }
        StepKind::Split => Vec::new(),
    };
    act.steps.iter().enumerate().flat_map(of_step).collect()
}

fn successor(step: &Step, units: &KnownUnits) -> Option<Successor> {
    if let (StepKind::Merge, Some(into)) = (step.kind, step.into) {
        return Some(Successor::Existing(into));
    }
    let first = units.get(step.units.first()?)?;
    let empty = NewUnit::default();
    let new = match step.kind {
        StepKind::Move => step.new.as_ref().unwrap_or(&empty),
        _ => step.new.as_ref()?,
    };
    let parent = match step.kind {
        StepKind::Move => step.parent?,
        _ => new.parent.or(first.parent)?,
    };
    let or_first =
        |text: &str, of_first: &str| if text.trim().is_empty() { of_first.to_owned() } else { text.trim().to_owned() };
    Some(Successor::New(MadeUnit {
        code: or_first(&new.code, &first.code),
        name: or_first(&new.name, &first.name),
        short_name: new.short_name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned),
        kind: new.kind.clone().filter(|kind| !kind.is_empty()).unwrap_or_else(|| first.kind.clone()),
        parent,
    }))
}

/// What stood below an abolished unit hangs under the unit above it. Each is a succession by itself, so that their number
/// does not depend on what else moves.
fn abolished(step: usize, of: &Step, units: &KnownUnits) -> Vec<Succession> {
    let above = |unit: &i64| units.get(unit).and_then(|known| known.parent);
    of.units
        .iter()
        .filter_map(|unit| Some(Succession { step, from: vec![*unit], to: Successor::Existing(above(unit)?) }))
        .collect()
}
