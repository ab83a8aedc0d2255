//! The hidden sheet: which report this is, and the exact figures.

use domain::sheet::Sheet;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Heading;
use super::cells::ExactFigure;
use crate::hidden as layout;

/// Writes the hidden sheet.
pub(super) fn write(
    hidden: &mut Worksheet,
    sheet: &Sheet,
    heading: &Heading<'_>,
    exact: &[ExactFigure],
) -> Result<(), XlsxError> {
    let template = sheet.form().template();
    hidden.set_name(layout::SHEET)?;
    hidden.set_very_hidden(true);
    let version = template.version.to_string();
    let facts = [
        (layout::FORMAT, "1"),
        (layout::CIRCULAR, &template.circular),
        (layout::CODE, &template.code),
        (layout::PART, template.part.as_deref().unwrap_or_default()),
        (layout::VERSION, &version),
        (layout::PERIOD, heading.period),
        (layout::UNIT, heading.unit_name),
        (layout::UNIT_CODE, heading.unit_code),
    ];
    let mut row = 0;
    for (name, fact) in facts {
        hidden.write_string(row, 0, name)?;
        hidden.write_string(row, 1, fact)?;
        row += 1;
    }
    for figure in exact {
        hidden.write_string(row, 0, layout::EXACT)?;
        hidden.write_string(row, 1, &figure.row)?;
        hidden.write_string(row, 2, figure.column.to_string())?;
        hidden.write_string(row, 3, figure.figure.to_string())?;
        row += 1;
    }
    hidden.protect();
    Ok(())
}
