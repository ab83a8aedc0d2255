//! Reading a filled workbook: the form's table is found, its rows are matched by code, and every cell becomes a value,
//! a problem, or both. Nothing is dropped without a word.

mod cell;
mod columns;
mod compare;
mod dates;
mod hidden;
mod layout;
mod mapping;
mod notes;
mod numbers;
mod outline;
mod remarks;
mod rows;
mod titles;

use std::collections::BTreeMap;

use domain::content::RowKey;
use domain::sheet::CompiledForm;
use domain::template::{ColumnNumber, Severity};
use domain::value::Value;

use crate::address::{Address, column_name, parse_column};
use crate::catalogues::CatalogueIndex;
use crate::error::WorkbookError;
use crate::grid::Grid;
use crate::problem::Problem;

pub use self::compare::{Comparison, ComputedRow, Difference};
pub use self::hidden::Origin;
pub use self::mapping::Mapping;
use self::notes::Notes;
pub use self::notes::OldText;
pub use self::outline::{SheetColumns, outline};

/// Where the figures stand; everything absent is found automatically ("Tự động").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportOptions {
    /// Letters of the column of indicator codes, e.g. `B`.
    pub code_column: Option<String>,
    /// Letters of the first column with figures, e.g. `E`.
    pub first_data_column: Option<String>,
    /// Number of the first row with figures, as Excel shows it.
    pub first_row: Option<u32>,
    /// Number of the last row with figures, as Excel shows it.
    pub last_row: Option<u32>,
    /// The columns as somebody has matched them; then nothing is found automatically.
    pub mapping: Option<Mapping>,
    /// Whether texts in old fonts are taken in Unicode.
    pub to_unicode: bool,
    /// How columns were matched before: taken where the same words stand above them in this file.
    pub remembered: Option<Mapping>,
}

/// What a workbook says about a form's figures. Nothing has been written yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Where the table was found.
    pub layout: Layout,
    /// What the file says about itself, when it was exported from here.
    pub origin: Option<Origin>,
    /// The rows that take figures, in the file's order.
    pub rows: Vec<ImportedRow>,
    /// What was odd, in the file's order.
    pub problems: Vec<Problem>,
    /// What the file shows where the system computes: for [`Import::compare`], never to be taken.
    pub computed: Vec<ComputedRow>,
    /// Texts of cells and names of rows in old fonts, the first thousand.
    pub old_texts: Vec<OldText>,
    /// How many there are.
    pub old_count: usize,
}

/// Where the table was found, in Excel's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Name of the sheet.
    pub sheet: String,
    /// Number of the first row with figures.
    pub first_row: u32,
    /// Number of the last row with figures.
    pub last_row: u32,
    /// Letters of the column of indicator codes.
    pub code_column: Option<String>,
    /// Letters of the column of labels.
    pub label_column: Option<String>,
    /// Letters of the column of each of the form's columns that was found.
    pub columns: BTreeMap<ColumnNumber, String>,
    /// The mapping by which the table was found, with the words above its columns.
    pub mapping: Option<Mapping>,
}

/// One row of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedRow {
    /// Number of the row in the file, as Excel shows it.
    pub source_row: u32,
    /// Key of the row: the indicator code, the item's code, or the key that the export wrote for a free row.
    /// Absent for a free row that was added in the file.
    pub key: Option<RowKey>,
    /// Code of the catalogue item, for rows picked from a catalogue.
    pub item: Option<String>,
    /// The row's name: of the catalogue item, or as typed in a free row.
    pub label: Option<String>,
    /// Whether the form prescribes the row.
    pub is_prescribed: bool,
    /// Input cells of the columns that the file has, blank ones included: a blank here empties the cell, an absent column
    /// leaves it alone.
    pub cells: BTreeMap<ColumnNumber, Value>,
}

impl Import {
    /// Whether some content could not be taken as it stands.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// The file's cell for a cell of the report, to tie later findings to the user's own workbook.
    #[must_use]
    pub fn address(&self, row: &RowKey, column: ColumnNumber) -> Option<Address> {
        let row = self.rows.iter().find(|candidate| candidate.key.as_ref() == Some(row))?;
        let column = parse_column(self.layout.columns.get(&column)?)?;
        Some(Address::new(row.source_row.checked_sub(1)?, column))
    }
}

/// Reads a filled workbook of a form.
///
/// The file passes the gate first. Figures in computed cells are not taken but kept for [`Import::compare`].
///
/// # Errors
/// When the file is refused as a whole: the gate's reasons, another form's workbook, or no table of the form in it.
pub fn read(
    bytes: &[u8],
    form: &CompiledForm,
    catalogues: &CatalogueIndex,
    options: &ImportOptions,
) -> Result<Import, WorkbookError> {
    let template = form.template();
    if template.off_system {
        return Err(WorkbookError::OffSystem);
    }
    let grid = Grid::read(bytes)?;
    let origin = hidden::read(&grid);
    hidden::check(origin.as_ref(), template)?;
    let table = layout::find(&grid, template, options)?;
    let sheet = table.sheet(&grid)?;
    let mut notes = Notes::new(&sheet.name);
    remarks::layout(&grid, &table, template, origin.as_ref(), &mut notes);
    let to_unicode = options.to_unicode;
    let context = rows::Context { sheet, table: &table, template, catalogues, exact: hidden::exact(&grid), to_unicode };
    let read = rows::read(&context, &mut notes);
    remarks::hidden_and_merged(&context, &mut notes);
    let (old_texts, old_count) = notes.take_old_texts();
    let problems = notes.finish();
    let layout = Layout {
        sheet: sheet.name.clone(),
        first_row: table.first_row + 1,
        last_row: table.last_row + 1,
        code_column: table.code.map(column_name),
        label_column: table.label.map(column_name),
        columns: table.columns.iter().map(|found| (found.number, column_name(found.at))).collect(),
        mapping: table.mapping.clone(),
    };
    Ok(Import { layout, origin, rows: read.rows, problems, computed: read.computed, old_texts, old_count })
}
