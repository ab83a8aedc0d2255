//! Values from the wire as people read them.

use contract::WireValue;
use domain::template::{Column, ColumnNumber, FormTemplate};

use crate::locales::{M, t};

/// The column named on the wire.
pub fn column_of<'a>(form: &'a FormTemplate, number: &str) -> Option<&'a Column> {
    number.parse().ok().and_then(|number| form.column(ColumnNumber(number)))
}

/// A value as the grid shows it; a blank one as a dash.
pub fn show(column: Option<&Column>, value: Option<&WireValue>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    if let Some(column) = column {
        return domain::sheet::display(column, &value.to_value(&column.kind));
    }
    match value {
        WireValue::NotApplicable => t(M::NotApplicable).to_owned(),
        WireValue::Bool(yes) => t(if *yes { M::Yes } else { M::No }).to_owned(),
        WireValue::Text(text) => text.clone(),
    }
}
