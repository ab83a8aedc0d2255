//! Looking things up: forms and units.

mod form;
mod forms;
mod units;

pub use form::FormPage;
pub use forms::Forms;
pub use units::{UnitListPage, Units};
