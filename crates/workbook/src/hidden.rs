//! The hidden sheet of an exported workbook: which report it is, and figures that binary numbers cannot hold.
//!
//! Column A names what a row is. Rows of facts hold the fact in column B; rows of [`EXACT`] hold a row's key in B, a column's
//! number in C and the exact decimal as text in D.

/// Name of the sheet.
pub(crate) const SHEET: &str = "_baocao";
/// Name of the sheet with the lists that cells choose from.
pub(crate) const LISTS: &str = "_danh_muc";
/// First fact: the version of this layout.
pub(crate) const FORMAT: &str = "baocao";
/// The legal document.
pub(crate) const CIRCULAR: &str = "circular";
/// Code of the form.
pub(crate) const CODE: &str = "code";
/// Part suffix of the form.
pub(crate) const PART: &str = "part";
/// Version of the form.
pub(crate) const VERSION: &str = "version";
/// Code of the period.
pub(crate) const PERIOD: &str = "period";
/// Name of the unit.
pub(crate) const UNIT: &str = "unit";
/// Code of the unit, which no other unit has; files of the first days do not tell it.
pub(crate) const UNIT_CODE: &str = "unit_code";
/// An exact figure.
pub(crate) const EXACT: &str = "exact";
/// Most digits that a spreadsheet program keeps.
pub(crate) const BINARY_DIGITS: usize = 15;
