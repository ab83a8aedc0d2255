//! Titles, the header as on screen, and the row of column numbers.

use domain::formula::{Expr, ExprKind, Operator, Rows, Source, parse};
use domain::language::Language;
use domain::template::Column;
use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::Heading;
use super::formats::Formats;
use super::plan::Plan;
use crate::form::ordinal_column;

/// The fixed words of a sheet.
struct Words {
    ordinal: &'static str,
    code: &'static str,
    name: &'static str,
    measure: &'static str,
    form: &'static str,
    measured_in: &'static str,
}

const VI: Words = Words {
    ordinal: "STT",
    code: "MÃ CHỈ TIÊU",
    name: "NỘI DUNG",
    measure: "ĐƠN VỊ TÍNH",
    form: "Biểu số",
    measured_in: "Đơn vị tính",
};
const EN: Words = Words {
    ordinal: "No.",
    code: "INDICATOR CODE",
    name: "CONTENT",
    measure: "UNIT OF MEASURE",
    form: "Form",
    measured_in: "Unit of measure",
};

/// Writes everything above the table.
pub(super) fn write(
    figures: &mut Worksheet,
    plan: &Plan<'_>,
    formats: &Formats,
    heading: &Heading<'_>,
) -> Result<(), XlsxError> {
    let words = match heading.language {
        Language::Vi => &VI,
        Language::En => &EN,
    };
    titles(figures, plan, formats, heading, words)?;
    described_columns(figures, plan, formats, words)?;
    data_columns(figures, plan, &formats.header)?;
    numbers(figures, plan, &formats.number_row)
}

fn titles(
    figures: &mut Worksheet,
    plan: &Plan<'_>,
    formats: &Formats,
    heading: &Heading<'_>,
    words: &Words,
) -> Result<(), XlsxError> {
    let template = plan.template;
    let part = template.part.as_deref().map(|part| format!(" ({part})")).unwrap_or_default();
    figures.write_string_with_format(0, 0, heading.unit_name, &formats.unit_name)?;
    let code = format!("{} {}{part} – {}", words.form, template.code, template.circular);
    figures.write_string_with_format(1, 0, code, &formats.unit_name)?;
    let last = plan.last_column();
    figures.merge_range(2, 0, 2, last, &template.title, &formats.title)?;
    figures.set_row_height(2, 40)?;
    figures.merge_range(3, 0, 3, last, heading.period_label, &formats.subtitle)?;
    if let Some(measure) = &template.unit_of_measure {
        let text = format!("{}: {measure}", words.measured_in);
        figures.merge_range(4, 0, 4, last, &text, &formats.note)?;
    }
    Ok(())
}

/// Columns A to D, and the unit behind the figures.
fn described_columns(
    figures: &mut Worksheet,
    plan: &Plan<'_>,
    formats: &Formats,
    words: &Words,
) -> Result<(), XlsxError> {
    let ordinal = ordinal_column(plan.template).map_or(words.ordinal, |column| &column.title);
    let name = plan.label.map_or(words.name, |column| &column.title);
    let mut titles = vec![(0, ordinal), (1, words.code), (2, name), (3, words.measure)];
    titles.extend(plan.unit_place().zip(plan.unit).map(|(at, column)| (at, column.title.as_str())));
    let (first, last) = (plan.header_row, plan.number_row - 1);
    for (at, title) in titles {
        block(figures, (first, at), (last, at), title, &formats.header)?;
    }
    Ok(())
}

/// The header tree over the figures: neighbours below one group share its cell, short branches reach down.
fn data_columns(figures: &mut Worksheet, plan: &Plan<'_>, format: &Format) -> Result<(), XlsxError> {
    let bottom = plan.number_row - 1;
    let mut index = 0;
    let levels = usize::try_from(bottom - plan.header_row + 1).unwrap_or(1);
    for level in 0..levels {
        let row = plan.header_row + RowNum::try_from(level).unwrap_or_default();
        index = 0;
        while let Some(column) = plan.columns.get(index) {
            let mut last = index;
            if let Some((id, title)) = column.path.get(level) {
                while plan
                    .columns
                    .get(last + 1)
                    .is_some_and(|next| next.path.get(level).is_some_and(|(other, _)| other == id))
                {
                    last += 1;
                }
                let end = plan.columns.get(last).map_or(column.at, |column| column.at);
                let is_leaf = level + 1 == column.path.len();
                let down = if is_leaf { bottom } else { row };
                block(figures, (row, column.at), (down, end), title, format)?;
            }
            index = last + 1;
        }
    }
    let _ = index;
    Ok(())
}

fn block(
    figures: &mut Worksheet,
    first: (RowNum, ColNum),
    last: (RowNum, ColNum),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first == last {
        figures.write_string_with_format(first.0, first.1, text, format)?;
    } else {
        figures.merge_range(first.0, first.1, last.0, last.1, text, format)?;
    }
    Ok(())
}

fn numbers(figures: &mut Worksheet, plan: &Plan<'_>, format: &Format) -> Result<(), XlsxError> {
    let row = plan.number_row;
    let mut texts: Vec<(ColNum, String)> = vec![
        (0, ordinal_column(plan.template).map(number).unwrap_or_default()),
        (1, "A".to_owned()),
        (2, plan.label.map(number).unwrap_or_default()),
        (3, "B".to_owned()),
    ];
    texts.extend(plan.columns.iter().map(|column| (column.at, number(column.column))));
    texts.extend(plan.unit_place().zip(plan.unit).map(|(at, column)| (at, number(column))));
    for (at, text) in texts {
        figures.write_string_with_format(row, at, text, format)?;
    }
    Ok(())
}

/// `(3)=(4)+(5)+(6)` as the circulars print it, or just `(3)`.
fn number(column: &Column) -> String {
    let expr = column.formula.as_deref().and_then(|formula| parse(formula).ok());
    let legal = expr.map(|expr| expr.without_target(column.number, None)).and_then(|expr| legal(&expr, 0));
    match legal {
        Some(legal) => format!("({})={legal}", column.number),
        None => format!("({})", column.number),
    }
}

/// Arithmetic over columns in legal notation; nothing for what the circulars have no way of writing.
fn legal(expr: &Expr, outer: u8) -> Option<String> {
    match &expr.kind {
        ExprKind::Number(number) => Some(number.normalize().to_string()),
        ExprKind::Reference(reference) if reference.source == Source::Here && reference.rows == Rows::Own => {
            Some(format!("({})", reference.column))
        }
        ExprKind::Binary(operator, left, right) => {
            let strength = match operator {
                Operator::Add | Operator::Subtract => 1,
                Operator::Multiply | Operator::Divide => 2,
                _ => return None,
            };
            let text = format!("{}{}{}", legal(left, strength)?, operator.as_str(), legal(right, strength + 1)?);
            Some(if strength < outer { format!("[{text}]") } else { text })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_numbers_are_printed_as_in_circulars() {
        for (formula, expected) in [
            (Some("[4] + [5] + [6]"), "(3)=(4)+(5)+(6)"),
            (Some("([9] + [10]) / [6] * 100"), "(3)=[(9)+(10)]/(6)*100"),
            (Some("[4] - ([5] - [6])"), "(3)=(4)-[(5)-(6)]"),
            (Some("MAX([4], 0)"), "(3)"),
            (None, "(3)"),
        ] {
            let column = serde_column(formula);
            assert_eq!(number(&column), expected);
        }
    }

    fn serde_column(formula: Option<&str>) -> Column {
        Column {
            number: domain::template::ColumnNumber(3),
            title: "Tổng số".into(),
            kind: domain::template::ColumnType::Integer,
            required: false,
            formula: formula.map(str::to_owned),
            declared_aggregate: None,
        }
    }
}
