//! The columns' widths on screen, set through the CSSOM (conventions 55, 85).

use domain::template::{Column, ColumnType};
use web_sys::HtmlElement;

use super::super::layout;
use super::super::widths::Widths;

/// The columns of a table: widths, which ones stay on the left, which one names the row.
pub struct Columns {
    widths: Vec<u32>,
    /// Columns that stay on the left.
    pub frozen: usize,
    /// The column that names the row.
    pub name: Option<usize>,
    /// Printed numbers.
    numbers: Vec<u16>,
    /// What somebody chose.
    chosen: Widths,
}

/// A name column takes what is left over up to this width.
const WIDEST_NAME: u32 = 520;

impl Columns {
    /// The columns of a form.
    pub fn of(columns: &[Column], chosen: Widths) -> Self {
        let is_name = |column: &Column| layout::is_name(&column.kind) && column.kind != ColumnType::Ordinal;
        let width = |column: &Column| chosen.get(column.number.0).unwrap_or_else(|| layout::width(column));
        Self {
            widths: columns.iter().map(width).collect(),
            numbers: columns.iter().map(|column| column.number.0).collect(),
            frozen: layout::frozen(columns),
            name: columns.iter().position(is_name),
            chosen,
        }
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        self.widths.len()
    }

    /// Width of the column that names the row.
    pub fn name_width(&self) -> u32 {
        self.name.and_then(|name| self.widths.get(name)).copied().unwrap_or(WIDEST_NAME)
    }

    /// Width of the columns that stay on the left.
    pub fn frozen_width(&self) -> i32 {
        i32::try_from(self.widths[..self.frozen].iter().sum::<u32>()).unwrap_or(0)
    }

    /// The name gives way on a small screen and takes what is left over on a large one.
    pub fn fit(&mut self, room: u32) {
        let free =
            self.name.filter(|name| self.numbers.get(*name).is_none_or(|number| self.chosen.get(*number).is_none()));
        if let Some(name) = free {
            let others = self.widths.iter().sum::<u32>() - self.widths[name];
            let least = (room * 35 / 100).clamp(130, 200);
            self.widths[name] = room.saturating_sub(others).clamp(least, WIDEST_NAME);
        }
    }

    /// Width of a column.
    pub fn width(&self, col: usize) -> u32 {
        self.widths.get(col).copied().unwrap_or(0)
    }

    /// Gives a column a chosen width.
    pub fn widen(&mut self, col: usize, width: u32) {
        if let (Some(own), Some(number)) = (self.widths.get_mut(col), self.numbers.get(col)) {
            self.chosen.set(*number, width);
            *own = self.chosen.get(*number).unwrap_or(*own);
        }
    }

    /// The chosen widths.
    pub fn chosen(&self) -> &Widths {
        &self.chosen
    }

    /// Makes a column wide enough for a number; tells whether it was not.
    pub fn grow(&mut self, col: usize, number: &str) -> bool {
        let needed = layout::width_for(number);
        let is_wider = self.widths[col] < needed;
        if is_wider {
            self.widths[col] = needed;
        }
        is_wider
    }

    /// Scrolling columns that fit beside the frozen ones, at least one.
    pub fn on_screen(&self, room: u32) -> usize {
        let (frozen, scrolling) = self.widths.split_at(self.frozen);
        let usual = scrolling.iter().sum::<u32>() / u32::try_from(scrolling.len().max(1)).unwrap_or(1);
        let fitting = room.saturating_sub(frozen.iter().sum()) / usual.max(1);
        usize::try_from(fitting).unwrap_or(1).max(1)
    }

    /// Sets the widths on the table.
    pub fn apply(&self, table: &HtmlElement) {
        let style = table.style();
        let columns: Vec<String> = self.widths.iter().map(|width| format!("{width}px")).collect();
        let _ = style.set_property("--grid-columns", &columns.join(" "));
        let _ = style.set_property("width", &format!("{}px", self.widths.iter().sum::<u32>()));
        let mut left = 0;
        for (col, width) in self.widths.iter().enumerate().take(self.frozen) {
            let _ = style.set_property(&format!("--grid-left-{col}"), &format!("{left}px"));
            left += width;
        }
    }

    /// Of a column that scrolls: distance from the frozen ones, its width, and their width.
    pub fn span(&self, col: usize) -> Option<(i32, i32, i32)> {
        let sum = |widths: &[u32]| i32::try_from(widths.iter().sum::<u32>()).unwrap_or(0);
        let frozen = sum(&self.widths[..self.frozen]);
        let width = i32::try_from(*self.widths.get(col)?).unwrap_or(0);
        (col >= self.frozen).then(|| (sum(&self.widths[..col]) - frozen, width, frozen))
    }
}
