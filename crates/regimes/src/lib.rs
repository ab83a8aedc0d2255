//! The regimes, forms and catalogues of the circulars as data files, with their loader.
//!
//! The files under `data/` are the source of truth; `docs/forms.md` says where each of them departs from its source.
//! Everything is embedded in the program and parsed once, on first use.

mod catalogues;
mod circular;
mod error;
mod files;
mod units;

pub use circular::{Circular, circular_01_2020, circular_2026};
pub use error::RegimeError;
pub use units::{AdministrativeUnit, AdministrativeUnitKind, administrative_units};
