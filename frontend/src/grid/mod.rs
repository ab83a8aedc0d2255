//! The report grid.
//!
//! What needs no browser is pure and tested natively: [`moves`], [`keys`], [`layout`], [`window`], [`tsv`], [`paste`],
//! [`figures`], [`history`], [`journal`], [`book`], [`facts`], [`extent`], [`fill`], [`summary`], [`shown`], [`sorting`],
//! [`filter`], [`find`], [`sources`], [`choice`], [`widths`]. [`model`] wraps a book in signals, [`view`] draws it.

pub mod book;
pub mod choice;
pub mod clip;
pub mod clipboard_html;
pub mod copy;
pub mod dates;
#[cfg(test)]
mod drawn;
pub mod extent;
pub mod facts;
pub mod figures;
pub mod fill;
pub mod filled;
pub mod filter;
pub mod find;
pub mod find_row;
pub mod fitted;
pub mod former;
pub mod history;
pub mod html_tokens;
pub mod journal;
pub mod key_list;
pub mod keys;
pub mod layout;
pub mod length;
mod model;
mod model_ranges;
pub mod moves;
pub mod noted;
pub mod old_texts;
pub mod origins;
pub mod overwriting;
pub mod paste;
pub mod paste_bound;
pub mod paste_items;
pub mod paste_lines;
pub mod paste_names;
pub mod paste_report;
pub mod paste_texts;
pub mod place;
pub mod previous;
pub mod print;
pub mod ranges;
pub mod reading;
mod received;
pub mod series;
pub mod series_dates;
pub mod series_text;
pub mod series_years;
pub mod shown;
pub mod sorting;
pub mod sources;
pub mod stepwise;
pub mod stray;
pub mod stretch;
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

pub use book::{Difference, Edits};
pub use former::Former;
pub use model::{Explained, GridModel};
pub use view::{ReportGrid, TakePrevious};
