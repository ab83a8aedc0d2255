//! Where a key leads to: pure movement over a table of cells (conventions 2–8).

use super::place::Place;

/// What movement asks about a table.
pub trait Surface {
    /// Number of rows, totals included.
    fn rows(&self) -> usize;
    /// Number of columns.
    fn cols(&self) -> usize;
    /// Index of the first column after the frozen ones.
    fn first_col(&self) -> usize;
    /// Whether the cell can be typed into.
    fn is_input(&self, place: Place) -> bool;
    /// Whether the cell shows something.
    fn is_filled(&self, place: Place) -> bool;
}

/// A movement key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Next input cell.
    Tab,
    /// Previous input cell.
    BackTab,
    /// Down, back to where a run of Tab began.
    Enter,
    /// Up.
    BackEnter,
    /// First cell after the frozen columns.
    Home,
    /// Last cell of the row.
    End,
    /// First data cell.
    First,
    /// Last used cell.
    Last,
    /// To the edge of the block of filled cells.
    Edge(Direction),
    /// One screen up, of this many rows.
    PageUp(usize),
    /// One screen down, of this many rows.
    PageDown(usize),
    /// One screen to the left, of this many columns.
    ScreenLeft(usize),
    /// One screen to the right, of this many columns.
    ScreenRight(usize),
}

/// A direction on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

/// Where a run of Tab keys began, so that Enter returns to that column (convention 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TabRun(Option<usize>);

/// What a movement comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The active cell is this one now.
    To(Place),
    /// There is no further cell: the table ends before or after this one.
    Edge,
}

/// Moves from a cell.
pub fn step(surface: &impl Surface, from: Place, movement: Move, run: &mut TabRun) -> Outcome {
    let origin = run.0.unwrap_or(from.col);
    *run = match movement {
        Move::Tab | Move::BackTab => TabRun(Some(origin)),
        _ => TabRun(None),
    };
    let last = Place::new(surface.rows().saturating_sub(1), surface.cols().saturating_sub(1));
    let to = match movement {
        Move::Left => toward(from, Direction::Left, last),
        Move::Right => toward(from, Direction::Right, last),
        Move::Up => toward(from, Direction::Up, last),
        Move::Down => toward(from, Direction::Down, last),
        Move::Tab => return next_input(surface, from),
        Move::BackTab => return previous_input(surface, from),
        Move::Enter if from.row == last.row => None,
        Move::Enter => Some(Place::new(from.row + 1, origin)),
        Move::BackEnter => toward(from, Direction::Up, last),
        Move::Home => Some(Place::new(from.row, surface.first_col().min(last.col))),
        Move::End => Some(Place::new(from.row, last.col)),
        Move::First => Some(Place::new(0, surface.first_col().min(last.col))),
        Move::Last => Some(last_used(surface)),
        Move::Edge(direction) => Some(block_edge(surface, from, direction)),
        Move::PageUp(rows) => Some(Place::new(from.row.saturating_sub(rows.max(1)), from.col)),
        Move::PageDown(rows) => Some(Place::new((from.row + rows.max(1)).min(last.row), from.col)),
        Move::ScreenLeft(cols) => Some(Place::new(from.row, from.col.saturating_sub(cols.max(1)))),
        Move::ScreenRight(cols) => Some(Place::new(from.row, (from.col + cols.max(1)).min(last.col))),
    };
    to.map_or(Outcome::Edge, Outcome::To)
}

/// The first cell to type into, or the first data cell of a table without one (convention 1).
pub fn entry(surface: &impl Surface) -> Place {
    places(surface)
        .find(|place| surface.is_input(*place))
        .unwrap_or(Place::new(0, surface.first_col().min(surface.cols().saturating_sub(1))))
}

fn toward(from: Place, direction: Direction, last: Place) -> Option<Place> {
    match direction {
        Direction::Left => from.col.checked_sub(1).map(|col| Place::new(from.row, col)),
        Direction::Right => (from.col < last.col).then(|| Place::new(from.row, from.col + 1)),
        Direction::Up => from.row.checked_sub(1).map(|row| Place::new(row, from.col)),
        Direction::Down => (from.row < last.row).then(|| Place::new(from.row + 1, from.col)),
    }
}

fn places(surface: &impl Surface) -> impl DoubleEndedIterator<Item = Place> {
    let cols = surface.cols();
    (0..surface.rows() * cols).map(move |index| Place::new(index / cols, index % cols))
}

fn next_input(surface: &impl Surface, from: Place) -> Outcome {
    let cols = surface.cols();
    (from.row * cols + from.col + 1..surface.rows() * cols)
        .map(|index| Place::new(index / cols, index % cols))
        .find(|place| surface.is_input(*place))
        .map_or(Outcome::Edge, Outcome::To)
}

fn previous_input(surface: &impl Surface, from: Place) -> Outcome {
    let cols = surface.cols();
    (0..from.row * cols + from.col)
        .rev()
        .map(|index| Place::new(index / cols, index % cols))
        .find(|place| surface.is_input(*place))
        .map_or(Outcome::Edge, Outcome::To)
}

/// The corner of the used area: last filled row, last filled column.
fn last_used(surface: &impl Surface) -> Place {
    let used = |place: &Place| place.col >= surface.first_col() && surface.is_filled(*place);
    let row = places(surface).rfind(used).map_or(0, |place| place.row);
    let col = (surface.first_col()..surface.cols())
        .rfind(|col| (0..surface.rows()).any(|row| surface.is_filled(Place::new(row, *col))));
    Place::new(row, col.unwrap_or_else(|| surface.first_col().min(surface.cols().saturating_sub(1))))
}

/// Excel's Ctrl+arrow: to the end of the filled block, or over blanks to the next filled cell, or to the edge.
fn block_edge(surface: &impl Surface, from: Place, direction: Direction) -> Place {
    let last = Place::new(surface.rows().saturating_sub(1), surface.cols().saturating_sub(1));
    let Some(mut here) = toward(from, direction, last) else { return from };
    let in_block = surface.is_filled(from) && surface.is_filled(here);
    if !in_block && surface.is_filled(here) {
        return here;
    }
    while let Some(next) = toward(here, direction, last) {
        if in_block && !surface.is_filled(next) {
            return here;
        }
        here = next;
        if !in_block && surface.is_filled(here) {
            return here;
        }
    }
    here
}

#[cfg(test)]
mod tests {
    use super::super::drawn::Drawn;
    use super::*;

    fn table() -> Drawn {
        Drawn::new(&["==##.", "==...", "==#..", "====="])
    }

    fn go(from: (usize, usize), movement: Move) -> Option<(usize, usize)> {
        match step(&table(), Place::new(from.0, from.1), movement, &mut TabRun::default()) {
            Outcome::To(place) => Some((place.row, place.col)),
            Outcome::Edge => None,
        }
    }

    #[test]
    fn keys_lead_where_excel_leads() {
        for (from, movement, to) in [
            ((0, 0), Move::Left, None),
            ((0, 0), Move::Up, None),
            ((3, 4), Move::Right, None),
            ((3, 4), Move::Down, None),
            ((1, 2), Move::Left, Some((1, 1))),
            ((1, 2), Move::Right, Some((1, 3))),
            ((1, 2), Move::Up, Some((0, 2))),
            ((1, 2), Move::Down, Some((2, 2))),
            ((0, 4), Move::Tab, Some((1, 2))),
            ((1, 2), Move::BackTab, Some((0, 4))),
            ((2, 4), Move::Tab, None),
            ((0, 2), Move::BackTab, None),
            ((3, 2), Move::Enter, None),
            ((1, 2), Move::BackEnter, Some((0, 2))),
            ((1, 4), Move::Home, Some((1, 1))),
            ((1, 1), Move::End, Some((1, 4))),
            ((2, 3), Move::First, Some((0, 1))),
            ((0, 0), Move::Last, Some((3, 4))),
            ((0, 1), Move::Edge(Direction::Right), Some((0, 3))),
            ((0, 3), Move::Edge(Direction::Right), Some((0, 4))),
            ((0, 2), Move::Edge(Direction::Down), Some((2, 2))),
            ((2, 2), Move::Edge(Direction::Down), Some((3, 2))),
            ((3, 4), Move::Edge(Direction::Up), Some((0, 4))),
            ((0, 2), Move::PageDown(2), Some((2, 2))),
            ((2, 2), Move::PageDown(9), Some((3, 2))),
            ((2, 2), Move::PageUp(9), Some((0, 2))),
        ] {
            assert_eq!(go(from, movement), to, "{from:?} {movement:?}");
        }
    }

    #[test]
    fn enter_returns_to_the_column_where_the_tab_run_began() {
        let (table, mut run) = (table(), TabRun::default());
        let mut at = Place::new(0, 2);
        for movement in [Move::Tab, Move::Tab, Move::Enter] {
            let Outcome::To(place) = step(&table, at, movement, &mut run) else { panic!("no cell") };
            at = place;
        }
        assert_eq!(at, Place::new(1, 2));
        let Outcome::To(place) = step(&table, Place::new(1, 3), Move::Enter, &mut run) else { panic!("no cell") };
        assert_eq!(place, Place::new(2, 3), "the run ends with Enter");
    }

    #[test]
    fn entry_is_the_first_input_cell() {
        assert_eq!(entry(&table()), Place::new(0, 2));
        assert_eq!(entry(&Drawn::new(&["==", "=="])), Place::new(0, 1));
    }
}
