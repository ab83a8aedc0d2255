//! The databases behind one API: SQLite and PostgreSQL by diesel. The only crate that knows SQL.
//!
//! [`Store::connect`] chooses the engine by the URL's scheme. Queries live in one module per aggregate as plain
//! functions: those that only look take `&mut Conn`, those that change take `&mut Tx`, which only [`Store::write`]
//! hands out, so that a write outside a transaction does not compile.
//!
//! House rules of this crate: MultiConnection refuses batch inserts and `on_conflict` (rustc then runs for minutes);
//! such a statement is written once inside `on_both!`, which compiles it for each engine. Raw SQL numbers its binds in
//! order of appearance. Times are UTC to the microsecond, see [`time`]; decimals are text.

#[macro_use]
mod conn;
mod among;
mod counted;
mod error;
mod file;
mod manager;
mod migrate;
mod moments;
mod schema;
mod store;

mod text;

pub mod time;

pub mod admin;
pub mod authorship;
pub mod carried;
pub mod catalogues;
pub mod changes;
pub mod comments;
pub mod consolidations;
pub mod contents;
pub mod email;
pub mod events;
pub mod exemptions;
pub mod explanations;
pub mod forms;
pub mod idempotency;
pub mod incidents;
pub mod jobs;
pub mod known_sources;
pub mod letters;
pub mod mappings;
pub mod notifications;
pub mod openings;
pub mod outside_receipts;
pub mod policies;
pub mod processes;
pub mod progress;
pub mod receivers;
pub mod regime_versions;
pub mod regimes;
pub mod reminders;
pub mod reorganisations;
pub mod reports;
pub mod searches;
pub mod seen;
pub mod sessions;
pub mod settings;
pub mod step_cells;
pub mod stored;
pub mod throttle;
pub mod transitions;
pub mod units;
pub mod users;

pub use conn::{AnyConn as Conn, Tx};
pub use error::StoreError;
pub use store::{Engine, Patience, Store};
