//! The report grid.
//!
//! What needs no browser is pure and tested natively: [`moves`], [`keys`], [`layout`], [`window`], [`tsv`], [`paste`],
//! [`figures`], [`history`], [`journal`], [`book`], [`facts`], [`extent`], [`fill`], [`summary`], [`shown`], [`sorting`],
//! [`filter`], [`find`], [`sources`], [`choice`], [`widths`]. [`model`] wraps a book in signals, [`view`] draws it.

pub mod book;
pub mod choice;
#[cfg(test)]
mod drawn;
pub mod extent;
pub mod facts;
pub mod figures;
pub mod fill;
pub mod filter;
pub mod find;
pub mod history;
pub mod journal;
pub mod keys;
pub mod layout;
mod model;
pub mod moves;
pub mod paste;
pub mod place;
mod received;
pub mod shown;
pub mod sorting;
pub mod sources;
pub mod summary;
pub mod surface;
#[cfg(test)]
mod tests;
pub mod texts;
pub mod tsv;
mod view;
pub mod view_keys;
pub mod widths;
pub mod window;

pub use model::GridModel;
pub use view::ReportGrid;
