//! Keys of yes/no and date cells (conventions 28, 33).

use domain::template::ColumnType;
use domain::value::Value;
use leptos::prelude::*;

use super::super::place::Place;
use super::super::texts::Text;
use super::controller::Controller;

impl Controller {
    /// Changes yes to no and back in all selected yes/no cells, as the active one goes.
    pub(super) fn toggle(&self) -> bool {
        if self.read_only.get_untracked() || !self.can_type() {
            self.refuse();
            return true;
        }
        let active = self.active();
        let is_yes = self.model.read(|book| book.own(active) == Value::Bool(true));
        let cells: Vec<(Place, Value)> = self.model.read(|book| {
            let is_bool = |place: &Place| book.figures().columns()[place.col].kind == ColumnType::Bool;
            let cells = self.model.selected_cells().into_iter().filter(is_bool);
            cells.map(|place| (place, Value::Bool(!is_yes))).collect()
        });
        self.model.set(&cells);
        self.report_findings(active);
        true
    }

    /// Puts today's date into date cells; a text takes it as it is written.
    pub(super) fn today(&self) {
        if !self.can_type() {
            return self.refuse();
        }
        let active = self.active();
        let today = today();
        let value = self.model.read(|book| match book.figures().columns()[active.col].kind {
            ColumnType::Date => Some(Value::Date(today)),
            ColumnType::Text => Some(Value::Text(today.format("%d/%m/%Y").to_string())),
            _ => None,
        });
        match value {
            Some(value) => {
                self.model.set(&[(active, value)]);
                self.report_findings(active);
            }
            None => self.tell(Text::NoDateCell),
        }
    }
}

/// Today where the reporter is.
pub fn today() -> chrono::NaiveDate {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    let year = i32::try_from(year).unwrap_or_default();
    chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
