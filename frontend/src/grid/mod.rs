//! The report grid.
//!
//! What needs no browser is pure and tested natively: [`moves`], [`keys`], [`layout`], [`window`], [`tsv`], [`paste`],
//! [`figures`], [`history`], [`journal`], [`book`], [`facts`], [`extent`], [`fill`], [`summary`]. [`model`] wraps a book in signals, [`view`] draws it.

pub mod book;
#[cfg(test)]
mod drawn;
pub mod extent;
pub mod facts;
pub mod figures;
pub mod fill;
pub mod history;
pub mod journal;
pub mod keys;
pub mod layout;
mod model;
pub mod moves;
pub mod paste;
pub mod place;
pub mod summary;
pub mod surface;
#[cfg(test)]
mod tests;
pub mod texts;
pub mod tsv;
mod view;
pub mod window;

pub use book::Edits;
pub use model::GridModel;
pub use view::ReportGrid;
