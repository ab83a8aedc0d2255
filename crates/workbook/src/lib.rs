//! Workbooks in and out: bytes in, domain values and findings out. Out goes .xlsx; in come .xlsx, .xls, .ods and .csv.
//!
//! - [`export`] writes a report, or an empty template of it, with live formulas and checked entry cells.
//! - [`read`] takes a filled workbook back: it finds the table, matches rows by code and reports every oddity by cell.
//! - [`annotate`] gives the sender's own workbook back with the faulty cells coloured and commented.
//! - [`gate`] is what every uploaded file passes first; [`read`] and [`annotate`] call it by themselves.
//!
//! calamine reads the cells of .xlsx, behind the gate: it is handed a package of the parts that the gate has read to their end, and
//! nothing else. What it does not tell (hidden rows, merged cells, digits beyond a binary number) the gate notes on its way.
//! The other formats have readers of their own, which keep the same limits while they read (decision 30).

mod address;
mod annotate;
mod catalogues;
mod csv;
mod error;
mod export;
mod file;
mod form;
mod grid;
mod hidden;
mod import;
mod ods;
mod package;
mod problem;
mod table;
mod xls;

pub use address::{Address, column_name, parse_column};
pub use annotate::annotate;
pub use catalogues::CatalogueIndex;
pub use error::{FileKind, Limit, WorkbookError};
pub use export::{Heading, export};
pub use import::{
    Comparison, ComputedRow, Difference, Import, ImportOptions, ImportedRow, Layout, Mapping, OldText, Origin,
    SheetColumns, outline, read,
};
pub use problem::Problem;
pub use table::{Table, TableCell, write_tables};

/// Checks an uploaded file and reads nothing else from it: size, kind, parts, unpacked sizes, cells (security.md §3.3).
///
/// # Errors
/// The reason for refusing the file.
pub fn gate(bytes: &[u8]) -> Result<(), WorkbookError> {
    match file::kind(bytes)? {
        file::FileType::Xlsx => package::Package::open(bytes)?.inspect().map(drop),
        // The other readers are their own gates.
        _ => grid::Grid::read(bytes).map(drop),
    }
}
