//! The words of the REST API: request and response types and error codes.
//!
//! Shared by the server, the browser application and third-party clients written in Rust; compiles to wasm.
//! Field names are snake_case on the wire. Numbers in cells are decimal strings, dates are ISO 8601.

pub mod assignments;
pub mod catalogues;
pub mod changes;
pub mod comments;
pub mod comparison;
pub mod data;
pub mod email;
pub mod explanations;
pub mod forms;
pub mod history;
pub mod holidays;
pub mod incidents;
pub mod jobs;
pub mod lineage;
pub mod marks;
pub mod notifications;
pub mod openings;
pub mod outliers;
pub mod outside;
pub mod page;
pub mod presence;
pub mod problem;
pub mod processes;
pub mod progress;
pub mod regimes;
pub mod reorganisations;
pub mod reports;
pub mod searches;
pub mod sessions;
pub mod units;
pub mod value;
pub mod workbook;

pub use page::Page;
pub use problem::{ErrorCode, Problem};
pub use value::WireValue;
