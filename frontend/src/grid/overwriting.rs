//! What a paste would overwrite, to be shown before it happens (convention 70).

use domain::value::Value;

use super::place::Place;

/// So many filled cells may be overwritten without a preview.
pub const UNSHOWN: usize = 50;

/// A filled cell that a paste would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overwritten {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub before: Value,
    /// What would stand there.
    pub after: Value,
}

impl Overwritten {
    /// Whether a figure changes its sign.
    #[must_use]
    pub fn is_sign_change(&self) -> bool {
        match (&self.before, &self.after) {
            (Value::Number(before), Value::Number(after)) => {
                !before.is_zero() && !after.is_zero() && before.is_sign_negative() != after.is_sign_negative()
            }
            _ => false,
        }
    }
}

/// The filled cells that would change.
pub fn overwritten(cells: &[(Place, Value)], own: impl Fn(Place) -> Value) -> Vec<Overwritten> {
    let changes = cells.iter().map(|(place, after)| (*place, own(*place), after));
    let changes = changes.filter(|(_, before, after)| !before.is_blank() && before != *after);
    changes.map(|(place, before, after)| Overwritten { place, before, after: after.clone() }).collect()
}

/// Whether to show them before it happens.
#[must_use]
pub fn is_worth_showing(changes: &[Overwritten]) -> bool {
    changes.len() > UNSHOWN || changes.iter().any(Overwritten::is_sign_change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_filled_cells_and_changed_signs_are_shown() {
        let cells = |count: usize, value: i64| -> Vec<(Place, Value)> {
            (0..count).map(|row| (Place::new(row, 0), Value::from(value))).collect()
        };
        for (cells, before, expected) in [
            (cells(50, 7), Value::from(5), (50, false)),
            (cells(51, 7), Value::from(5), (51, true)),
            (cells(60, 7), Value::Blank, (0, false)),
            (cells(60, 5), Value::from(5), (0, false)),
            (cells(1, -5), Value::from(5), (1, true)),
            (cells(1, 0), Value::from(5), (1, false)),
            (cells(1, 5), Value::from("x"), (1, false)),
        ] {
            let changes = overwritten(&cells, |_| before.clone());
            assert_eq!((changes.len(), is_worth_showing(&changes)), expected, "{before:?}");
        }
    }
}
