//! What administrators do about duties: periods that are opened, assignments by hand, and the work of the system itself.

mod assign;
mod automatic;
mod exemptions;
mod jobs;
mod openings;
mod picker;
mod receivers;

use std::time::Duration;

use leptos::prelude::*;

pub use assign::AssignPage;
pub use jobs::JobsPage;
pub use openings::OpeningsPage;
pub use picker::UnitPicker;

/// Does something again and again while the page is on screen.
fn every(period: Duration, action: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(action, period) {
        on_cleanup(move || handle.clear());
    }
}
