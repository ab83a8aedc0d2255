//! Keys that change how the table is looked at, or open something beside it (conventions 32, 86, 87, 89, 90, 94, 98, 112,
//! 130).

use super::keys::{CellTraits, KeyPress};

/// What such a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewCommand {
    /// Open the list that the cell is chosen from.
    OpenList,
    /// Fold the group or unfold it.
    Fold(bool),
    /// Move the selected rows.
    MoveRows {
        /// Downwards.
        down: bool,
    },
    /// Find, and replace.
    Find {
        /// With the line for replacing.
        replaces: bool,
    },
    /// List the keys.
    Help,
    /// Use the whole screen, or not any more.
    Full,
    /// Make the column wider or narrower by so many pixels.
    Widen(i32),
    /// Make the column as wide as what it shows.
    Fit,
    /// Sort by the column, or no longer.
    Sort {
        /// The greatest first.
        descending: bool,
    },
    /// Go to the cells that the figure is computed from.
    Sources,
    /// Show the figures of the period before, or not any more.
    Compare,
}

/// Pixels by which a key makes a column wider.
const STEP: i32 = 16;

/// What a key means beside moving and typing.
#[must_use]
pub fn command(press: &KeyPress, cell: CellTraits) -> Option<ViewCommand> {
    if cell.has_list && opens_list(press) {
        return Some(ViewCommand::OpenList);
    }
    match (press.ctrl, press.alt, press.shift) {
        (false, true, false) => by_alt(press, cell),
        (false, true, true) => by_alt_shift(press),
        (true, false, shift) => by_ctrl(press, shift),
        (false, false, _) if press.key == "?" && cell.is_locked => Some(ViewCommand::Help),
        _ => None,
    }
}

/// Excel's keys for a list.
#[must_use]
pub fn opens_list(press: &KeyPress) -> bool {
    let plain = !press.ctrl && !press.shift;
    plain && (press.key == "F4" && !press.alt || press.key == "ArrowDown" && press.alt)
}

fn by_alt(press: &KeyPress, cell: CellTraits) -> Option<ViewCommand> {
    match press.key.as_str() {
        "ArrowUp" if cell.has_free_rows => Some(ViewCommand::MoveRows { down: false }),
        "ArrowDown" if cell.has_free_rows => Some(ViewCommand::MoveRows { down: true }),
        _ => None,
    }
}

fn by_alt_shift(press: &KeyPress) -> Option<ViewCommand> {
    match (press.key.as_str(), press.code.as_str()) {
        ("ArrowLeft", _) => Some(ViewCommand::Fold(true)),
        ("ArrowRight", _) => Some(ViewCommand::Fold(false)),
        ("ArrowUp", _) => Some(ViewCommand::Sort { descending: false }),
        ("ArrowDown", _) => Some(ViewCommand::Sort { descending: true }),
        (_, "Comma") => Some(ViewCommand::Widen(-STEP)),
        (_, "Period") => Some(ViewCommand::Widen(STEP)),
        (_, "Slash") => Some(ViewCommand::Fit),
        (_, "KeyP") => Some(ViewCommand::Compare),
        _ => None,
    }
}

fn by_ctrl(press: &KeyPress, shift: bool) -> Option<ViewCommand> {
    let is = |letter: &str, code: &str| press.key.eq_ignore_ascii_case(letter) || press.code == code;
    if is("f", "KeyF") {
        Some(if shift { ViewCommand::Full } else { ViewCommand::Find { replaces: false } })
    } else if is("h", "KeyH") && !shift {
        Some(ViewCommand::Find { replaces: true })
    } else if is("/", "Slash") {
        Some(ViewCommand::Help)
    } else if is("[", "BracketLeft") {
        Some(ViewCommand::Sources)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &str) -> KeyPress {
        let mut press = KeyPress::default();
        for part in keys.split('+') {
            match part {
                "Ctrl" => press.ctrl = true,
                "Alt" => press.alt = true,
                "Shift" => press.shift = true,
                "Comma" | "KeyP" => press.code = part.to_owned(),
                key => press.key = key.to_owned(),
            }
        }
        press
    }

    #[test]
    fn keys_change_the_view() {
        let free = CellTraits { has_free_rows: true, ..CellTraits::default() };
        let list = CellTraits { has_list: true, has_free_rows: true, ..CellTraits::default() };
        let locked = CellTraits { is_locked: true, ..CellTraits::default() };
        for (keys, cell, expected) in [
            ("Alt+ArrowDown", list, Some(ViewCommand::OpenList)),
            ("F4", list, Some(ViewCommand::OpenList)),
            ("F4", free, None),
            ("Alt+ArrowDown", free, Some(ViewCommand::MoveRows { down: true })),
            ("Alt+ArrowUp", list, Some(ViewCommand::MoveRows { down: false })),
            ("Alt+ArrowUp", locked, None),
            ("Alt+Shift+ArrowLeft", locked, Some(ViewCommand::Fold(true))),
            ("Alt+Shift+Comma", free, Some(ViewCommand::Widen(-STEP))),
            ("Alt+Shift+KeyP", locked, Some(ViewCommand::Compare)),
            ("Ctrl+h", free, Some(ViewCommand::Find { replaces: true })),
            ("Ctrl+Shift+F", free, Some(ViewCommand::Full)),
            ("Ctrl+/", free, Some(ViewCommand::Help)),
            ("?", locked, Some(ViewCommand::Help)),
            ("?", free, None),
            ("Ctrl+Alt+f", free, None),
            ("f", free, None),
        ] {
            assert_eq!(command(&press(keys), cell), expected, "{keys}");
        }
    }
}
