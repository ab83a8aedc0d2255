//! The lists that cells choose from, on a hidden sheet.

use std::collections::BTreeMap;

use domain::template::{ColumnType, RowKind};
use rust_xlsxwriter::{ColNum, Formula, RowNum, Workbook, XlsxError};

use super::plan::Plan;
use crate::address::column_name;
use crate::catalogues::CatalogueIndex;
use crate::hidden::LISTS;

/// The catalogues that the form uses, one column of names each.
pub(super) struct Lists {
    names: Vec<Vec<String>>,
    places: BTreeMap<String, ColNum>,
}

impl Lists {
    pub(super) fn new(plan: &Plan<'_>, catalogues: &CatalogueIndex) -> Self {
        let mut wanted: Vec<&str> = plan
            .columns
            .iter()
            .filter_map(|column| match &column.column.kind {
                ColumnType::Choice { catalogue } => Some(catalogue.as_str()),
                _ => None,
            })
            .collect();
        if let RowKind::Catalogue { catalogue } = &plan.template.row_kind {
            wanted.push(catalogue);
        }
        wanted.sort_unstable();
        wanted.dedup();
        let mut lists = Self { names: Vec::new(), places: BTreeMap::new() };
        for code in wanted {
            let names: Vec<String> = catalogues.items(code).iter().map(|item| item.name.clone()).collect();
            if let (false, Ok(place)) = (names.is_empty(), ColNum::try_from(lists.names.len())) {
                lists.places.insert(code.to_owned(), place);
                lists.names.push(names);
            }
        }
        lists
    }

    /// The names of a catalogue as the source of a list validation.
    pub(super) fn source(&self, catalogue: &str) -> Option<Formula> {
        let place = self.places.get(catalogue)?;
        let count = self.names.get(usize::from(*place))?.len();
        let column = column_name(*place);
        Some(Formula::new(format!("={LISTS}!${column}$1:${column}${count}")))
    }

    /// Writes the sheet, if some cell needs it.
    pub(super) fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.names.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(LISTS)?;
        sheet.set_very_hidden(true);
        for (names, column) in self.names.iter().zip(0..) {
            for (name, row) in names.iter().zip(0..) {
                let row: RowNum = row;
                sheet.write_string(row, column, name)?;
            }
        }
        sheet.protect();
        Ok(())
    }
}
