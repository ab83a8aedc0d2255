//! Regimes in versions, a year of them, and the days off.

mod calendar;
mod due;
mod duties;
mod duty_text;
mod duty_units;
mod edit;
mod fields;
mod forms;
mod holidays;
mod hours;
mod list;
mod overtaken;
mod page;
mod periods;
mod process;
mod reminders;
mod whole;
mod windows;

pub use calendar::CalendarPage;
pub use fields::{Faults, faults_in};
pub use holidays::HolidaysPage;
pub use list::RegimesPage;
pub use page::RegimePage;

use leptos::prelude::*;

use crate::locales::{M, t};

/// The state of a version, by text and colour.
#[component]
fn RegimeStatus(
    /// How the version stands today, by the server's word.
    #[prop(into)]
    standing: String,
) -> impl IntoView {
    let (text, class) = match standing.as_str() {
        "in_force" => (M::RegimeInForce, "badge badge-ok"),
        "coming" => (M::RegimeComing, "badge badge-plain"),
        "ended" => (M::RegimeEnded, "badge"),
        "replaced" => (M::RegimeReplaced, "badge"),
        "retired" => (M::RegimeStatusRetired, "badge"),
        _ => (M::RegimeStatusDraft, "badge badge-warn"),
    };
    view! { <span class=class>{t(text)}</span> }
}

/// From a day to a day, or on.
fn validity(from: Option<chrono::NaiveDate>, to: Option<chrono::NaiveDate>) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "…".to_owned(), crate::time::date);
    format!("{} – {}", day(from), day(to))
}
