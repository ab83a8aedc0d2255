//! What administrators do about duties: periods that are opened, assignments by hand, and the work of the system itself.

mod assign;
mod automatic;
mod exemptions;
mod incidents;
mod jobs;
mod openings;
mod receivers;
mod table;

use std::time::Duration;

use contract::regimes::RegimeItem;
use domain::period::{Frequency, Period};
use leptos::prelude::*;

pub use assign::AssignPage;
pub use incidents::IncidentsPage;
pub use jobs::JobsPage;
pub use openings::OpeningsPage;

use crate::locales::language;
use crate::time;

/// The regimes as choices, each by [`key`].
fn regime_options(regimes: &[RegimeItem]) -> Vec<(String, String)> {
    let name = |regime: &RegimeItem| format!("{}. {} ({})", regime.code, regime.title, regime.circular);
    regimes.iter().map(|regime| (key(&regime.circular, &regime.code), name(regime))).collect()
}

/// What names a regime or a form in a choice.
fn key(circular: &str, code: &str) -> String {
    format!("{circular}\n{code}")
}

/// Circular and code of a choice.
fn named(key: &str) -> (String, String) {
    let (circular, code) = key.split_once('\n').unwrap_or_default();
    (circular.to_owned(), code.to_owned())
}

/// How many periods before the present one are offered.
const BACK: usize = 4;

/// Codes and names of the periods of these frequencies around today, newest first: the next one, the present one, some
/// before.
fn periods_of(frequencies: &[String]) -> Vec<(String, String)> {
    let today = time::local(time::now()).date();
    let around = |frequency: Frequency| {
        let present = Period::containing(frequency, today);
        let newest = present.and_then(|present| present.next());
        std::iter::successors(newest, Period::previous).take(BACK + 2)
    };
    let frequencies = frequencies.iter().filter_map(|code| Frequency::parse(code));
    frequencies.flat_map(around).map(|period| (period.to_string(), period.label(language()))).collect()
}

/// Does something again and again while the page is on screen.
fn every(period: Duration, action: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(action, period) {
        on_cleanup(move || handle.clear());
    }
}
