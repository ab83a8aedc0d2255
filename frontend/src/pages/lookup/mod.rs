//! Looking things up: progress, forms and units.

mod form;
mod forms;
mod progress;
mod units;

pub use form::FormPage;
pub use forms::Forms;
pub use progress::Progress;
pub use units::{UnitListPage, Units};
