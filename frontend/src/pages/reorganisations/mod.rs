//! Mergers and abolitions of units: acts are drafted, looked at, published and watched (A15).

mod act;
mod draft;
mod list;
mod step;

pub use act::ReorganisationPage;
pub use list::ReorganisationsPage;
