//! Regimes in versions, a year of them, and the days off.

mod calendar;
mod due;
mod edit;
mod fields;
mod holidays;
mod list;
mod page;
mod process;
mod whole;

pub use calendar::CalendarPage;
pub use fields::{Faults, faults_in};
pub use holidays::HolidaysPage;
pub use list::RegimesPage;
pub use page::RegimePage;

use leptos::prelude::*;

use crate::locales::{M, t};

/// The state of a version, by text and colour.
#[component]
fn RegimeStatus(#[prop(into)] status: String) -> impl IntoView {
    let (text, class) = match status.as_str() {
        "published" => (M::RegimeStatusPublished, "badge badge-ok"),
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
