//! What a key means: a pure table from key presses to commands (conventions 2–6, 9, 20–29, 33, 36–39, 48).

use super::extent::Extent;
use super::fill::Fill;
use super::moves::{Direction, Move};
use super::view_keys::{self, ViewCommand};

/// A key press, free of the browser's types.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// `KeyboardEvent.code`.
    pub code: String,
    /// Ctrl, or ⌘.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
    /// An input method is composing (`isComposing`, or key code 229): the key belongs to it.
    pub composing: bool,
}

/// What the editor is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// A cell is selected; typing replaces it.
    #[default]
    Select,
    /// Typing has begun; arrows commit and move (Excel's Enter mode).
    Type,
    /// Opened by F2 or a double click; arrows move the caret.
    Edit,
}

/// What the active cell takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellTraits {
    /// Numbers: the numpad's decimal key types a comma.
    pub is_number: bool,
    /// Text: Alt+Enter breaks the line.
    pub is_text: bool,
    /// Yes or no: Space changes it.
    pub is_bool: bool,
    /// Rows can be added and removed.
    pub has_free_rows: bool,
    /// There is a list to choose from.
    pub has_list: bool,
    /// Nothing can be typed.
    pub is_locked: bool,
}

/// How much of the table is on screen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Rows.
    pub rows: usize,
    /// Columns beside the frozen ones.
    pub cols: usize,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Move the active cell.
    Move(Move),
    /// Stretch the selection.
    Extend(Move),
    /// Take what was typed, then move.
    Commit(Move),
    /// Take what was typed into every selected input cell and stay.
    CommitAll,
    /// Restore the former value.
    Cancel,
    /// Open the cell with its value, caret at the end.
    Open,
    /// Open the cell empty.
    OpenEmpty,
    /// Arrows for the caret instead of the cells, or back.
    ToggleArrows,
    /// Clear the selected input cells.
    Clear,
    /// Break the line.
    NewLine,
    /// Type a decimal comma.
    Comma,
    /// Undo the last step.
    Undo,
    /// Redo it.
    Redo,
    /// Select more around the selection.
    Select(Extent),
    /// Fill the selection from its first row or column.
    Fill(Fill),
    /// Take the value of the cell above.
    TakeAbove,
    /// Scroll the active cell into view.
    Reveal,
    /// Show where the figure comes from.
    Lineage,
    /// Show comments and history of the cell.
    About,
    /// Add rows.
    AddRow,
    /// Remove the selected rows.
    RemoveRows,
    /// Go to the next finding, or to the one before.
    Finding {
        /// To the one before.
        backwards: bool,
    },
    /// Open the menu of what can be done with the selection.
    Menu,
    /// Ask for the row to go to.
    GoTo,
    /// Change yes to no and back.
    Toggle,
    /// Take today's date.
    Today,
    /// Drop the range; a following Tab leaves the grid.
    Escape,
    /// The next Tab leaves the grid.
    Leave,
    /// Look at the table in another way, or at something beside it.
    View(ViewCommand),
}

/// What a key press means; `None` leaves it to the browser and so to the input element.
#[must_use]
pub fn command(press: &KeyPress, mode: Mode, cell: CellTraits, screen: Screen) -> Option<Command> {
    if press.composing {
        return None;
    }
    if press.code == "NumpadDecimal" && cell.is_number && !press.ctrl && !press.alt {
        return Some(Command::Comma);
    }
    match mode {
        Mode::Select => select(press, cell, screen),
        Mode::Type | Mode::Edit => edit(press, mode, cell, screen),
    }
}

fn select(press: &KeyPress, cell: CellTraits, screen: Screen) -> Option<Command> {
    if let Some(command) = view_keys::command(press, cell) {
        return Some(Command::View(command));
    }
    if let Some(movement) = movement(press, screen) {
        return Some(if press.shift { Command::Extend(movement) } else { Command::Move(movement) });
    }
    let plain = !press.ctrl && !press.alt;
    match press.key.as_str() {
        "Tab" if plain => Some(Command::Move(tab(press))),
        "Enter" if plain => Some(Command::Move(enter(press))),
        "Enter" if press.alt => Some(Command::Lineage),
        "F2" if plain && press.shift => Some(Command::About),
        "F2" if plain => Some(Command::Open),
        "F8" if plain => Some(Command::Finding { backwards: press.shift }),
        "Delete" if plain => Some(Command::Clear),
        "Backspace" if plain => Some(Command::OpenEmpty),
        "Backspace" if press.ctrl => Some(Command::Reveal),
        "Escape" => Some(Command::Escape),
        "ContextMenu" if plain => Some(Command::Menu),
        "F10" if plain && press.shift => Some(Command::Menu),
        "F5" if plain && !press.shift => Some(Command::GoTo),
        " " if plain && !press.shift && cell.is_bool => Some(Command::Toggle),
        " " if press.ctrl && !press.alt => Some(Command::Select(Extent::Columns)),
        " " if press.shift && plain => Some(Command::Select(Extent::Rows)),
        "+" if press.ctrl && press.shift && cell.has_free_rows => Some(Command::AddRow),
        "-" if press.ctrl && cell.has_free_rows => Some(Command::RemoveRows),
        _ if press.ctrl && !press.alt => shortcut(press),
        _ => None,
    }
}

/// Letters with Ctrl, by the key's letter or its place, so that they work on any layout.
fn shortcut(press: &KeyPress) -> Option<Command> {
    let is = |letter: &str, code: &str| press.key.eq_ignore_ascii_case(letter) || press.code == code;
    if is("z", "KeyZ") {
        Some(if press.shift { Command::Redo } else { Command::Undo })
    } else if is("y", "KeyY") {
        Some(Command::Redo)
    } else if is("a", "KeyA") {
        Some(Command::Select(Extent::Block))
    } else if is("d", "KeyD") {
        Some(Command::Fill(Fill::Down))
    } else if is("r", "KeyR") {
        Some(Command::Fill(Fill::Right))
    } else if press.key == "'" || press.code == "Quote" {
        Some(Command::TakeAbove)
    } else if press.key == ";" || press.code == "Semicolon" {
        Some(Command::Today)
    } else if is("g", "KeyG") {
        Some(Command::GoTo)
    } else if is("m", "KeyM") {
        Some(Command::Leave)
    } else {
        None
    }
}

fn edit(press: &KeyPress, mode: Mode, cell: CellTraits, screen: Screen) -> Option<Command> {
    if cell.has_list && view_keys::opens_list(press) {
        return Some(Command::View(ViewCommand::OpenList));
    }
    match press.key.as_str() {
        "Enter" if press.ctrl => Some(Command::CommitAll),
        "Enter" if press.alt => cell.is_text.then_some(Command::NewLine),
        "Enter" => Some(Command::Commit(enter(press))),
        "Tab" if !press.ctrl && !press.alt => Some(Command::Commit(tab(press))),
        "Escape" => Some(Command::Cancel),
        "F2" => Some(Command::ToggleArrows),
        _ if mode == Mode::Type && !press.shift && !press.ctrl => movement(press, screen).map(Command::Commit),
        _ => None,
    }
}

fn movement(press: &KeyPress, screen: Screen) -> Option<Move> {
    if press.alt {
        return match press.key.as_str() {
            "PageUp" if !press.ctrl => Some(Move::ScreenLeft(screen.cols)),
            "PageDown" if !press.ctrl => Some(Move::ScreenRight(screen.cols)),
            _ => None,
        };
    }
    Some(match (press.key.as_str(), press.ctrl) {
        ("ArrowLeft", false) => Move::Left,
        ("ArrowRight", false) => Move::Right,
        ("ArrowUp", false) => Move::Up,
        ("ArrowDown", false) => Move::Down,
        ("ArrowLeft", true) => Move::Edge(Direction::Left),
        ("ArrowRight", true) => Move::Edge(Direction::Right),
        ("ArrowUp", true) => Move::Edge(Direction::Up),
        ("ArrowDown", true) => Move::Edge(Direction::Down),
        ("Home", false) => Move::Home,
        ("End", false) => Move::End,
        ("Home", true) => Move::First,
        ("End", true) => Move::Last,
        ("PageUp", false) => Move::PageUp(screen.rows),
        ("PageDown", false) => Move::PageDown(screen.rows),
        _ => return None,
    })
}

fn tab(press: &KeyPress) -> Move {
    if press.shift { Move::BackTab } else { Move::Tab }
}

fn enter(press: &KeyPress) -> Move {
    if press.shift { Move::BackEnter } else { Move::Enter }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Ctrl+Shift+z` and the like.
    fn press(keys: &str) -> KeyPress {
        let mut press = KeyPress::default();
        for part in keys.split('+') {
            match part {
                "Ctrl" => press.ctrl = true,
                "Shift" => press.shift = true,
                "Alt" => press.alt = true,
                "IME" => press.composing = true,
                "" => "+".clone_into(&mut press.key),
                "NumpadDecimal" => {
                    part.clone_into(&mut press.code);
                    ".".clone_into(&mut press.key);
                }
                key => key.clone_into(&mut press.key),
            }
        }
        press
    }

    const SCREEN: Screen = Screen { rows: 10, cols: 6 };

    fn number() -> CellTraits {
        CellTraits { is_number: true, ..CellTraits::default() }
    }

    fn free_text() -> CellTraits {
        CellTraits { is_text: true, has_free_rows: true, ..CellTraits::default() }
    }

    #[test]
    fn keys_of_a_selected_cell() {
        for (keys, expected) in [
            ("ArrowLeft", Some(Command::Move(Move::Left))),
            ("Shift+ArrowDown", Some(Command::Extend(Move::Down))),
            ("Ctrl+ArrowDown", Some(Command::Move(Move::Edge(Direction::Down)))),
            ("Ctrl+Shift+End", Some(Command::Extend(Move::Last))),
            ("Alt+ArrowDown", None),
            ("Tab", Some(Command::Move(Move::Tab))),
            ("Shift+Tab", Some(Command::Move(Move::BackTab))),
            ("Ctrl+Tab", None),
            ("Enter", Some(Command::Move(Move::Enter))),
            ("Alt+Enter", Some(Command::Lineage)),
            ("Shift+F2", Some(Command::About)),
            ("F2", Some(Command::Open)),
            ("F8", Some(Command::Finding { backwards: false })),
            ("Shift+F8", Some(Command::Finding { backwards: true })),
            ("Delete", Some(Command::Clear)),
            ("Backspace", Some(Command::OpenEmpty)),
            ("Ctrl+z", Some(Command::Undo)),
            ("Ctrl+Shift+Z", Some(Command::Redo)),
            ("Ctrl+y", Some(Command::Redo)),
            ("Alt+PageDown", Some(Command::Move(Move::ScreenRight(6)))),
            ("Alt+Shift+PageUp", Some(Command::Extend(Move::ScreenLeft(6)))),
            ("Ctrl+ ", Some(Command::Select(Extent::Columns))),
            ("Shift+ ", Some(Command::Select(Extent::Rows))),
            (" ", None),
            ("Ctrl+a", Some(Command::Select(Extent::Block))),
            ("Ctrl+d", Some(Command::Fill(Fill::Down))),
            ("Ctrl+r", Some(Command::Fill(Fill::Right))),
            ("Ctrl+'", Some(Command::TakeAbove)),
            ("ContextMenu", Some(Command::Menu)),
            ("Shift+F10", Some(Command::Menu)),
            ("F5", Some(Command::GoTo)),
            ("Ctrl+F5", None),
            ("Ctrl+g", Some(Command::GoTo)),
            ("Ctrl+;", Some(Command::Today)),
            ("Ctrl+f", Some(Command::View(ViewCommand::Find { replaces: false }))),
            ("Ctrl+p", None),
            ("Ctrl+s", None),
            ("Ctrl+c", None),
            ("Alt+z", None),
            ("d", None),
            ("Unidentified", None),
            ("Process", None),
            ("NumpadDecimal", Some(Command::Comma)),
            ("Ctrl+-", None),
        ] {
            assert_eq!(command(&press(keys), Mode::Select, number(), SCREEN), expected, "{keys}");
        }
        assert_eq!(command(&press("Ctrl+-"), Mode::Select, free_text(), SCREEN), Some(Command::RemoveRows));
        let yes_or_no = CellTraits { is_bool: true, ..CellTraits::default() };
        assert_eq!(command(&press(" "), Mode::Select, yes_or_no, SCREEN), Some(Command::Toggle));
        assert_eq!(command(&press("NumpadDecimal"), Mode::Select, free_text(), SCREEN), None);
    }

    #[test]
    fn keys_while_typing_and_while_editing() {
        for (keys, typing, editing) in [
            ("ArrowLeft", Some(Command::Commit(Move::Left)), None),
            ("ArrowDown", Some(Command::Commit(Move::Down)), None),
            ("Shift+ArrowLeft", None, None),
            ("Home", Some(Command::Commit(Move::Home)), None),
            ("Backspace", None, None),
            ("Delete", None, None),
            ("Ctrl+z", None, None),
            ("a", None, None),
            ("Enter", Some(Command::Commit(Move::Enter)), Some(Command::Commit(Move::Enter))),
            ("Shift+Enter", Some(Command::Commit(Move::BackEnter)), Some(Command::Commit(Move::BackEnter))),
            ("Ctrl+Enter", Some(Command::CommitAll), Some(Command::CommitAll)),
            ("Alt+Enter", None, None),
            ("Tab", Some(Command::Commit(Move::Tab)), Some(Command::Commit(Move::Tab))),
            ("Escape", Some(Command::Cancel), Some(Command::Cancel)),
            ("F2", Some(Command::ToggleArrows), Some(Command::ToggleArrows)),
        ] {
            assert_eq!(command(&press(keys), Mode::Type, number(), SCREEN), typing, "{keys}");
            assert_eq!(command(&press(keys), Mode::Edit, number(), SCREEN), editing, "{keys}");
        }
        assert_eq!(command(&press("Alt+Enter"), Mode::Type, free_text(), SCREEN), Some(Command::NewLine));
    }

    #[test]
    fn an_input_method_keeps_its_keys() {
        for keys in ["Enter", "Tab", "Escape", "ArrowDown", "Backspace", "F2"] {
            for mode in [Mode::Select, Mode::Type, Mode::Edit] {
                assert_eq!(command(&press(&format!("IME+{keys}")), mode, number(), SCREEN), None, "{keys} {mode:?}");
            }
        }
    }
}
