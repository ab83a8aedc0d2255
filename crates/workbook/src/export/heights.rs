//! Row heights: neither Excel nor LibreOffice grows a row for wrapped text in merged cells.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::plan::Plan;

/// Height of one line of 11 point text.
const LINE: f64 = 15.5;
/// Bold letters and broken words take more room than the count of letters says.
const SLACK: f64 = 1.15;

/// Gives the header rows and the rows with long names the height that their texts need.
pub(super) fn write(figures: &mut Worksheet, plan: &Plan<'_>) -> Result<(), XlsxError> {
    for (row, lines) in header_lines(plan) {
        figures.set_row_height(row, LINE * f64::from(lines))?;
    }
    for index in 0..plan.rows.len() {
        let Some(row) = plan.report_row(index).filter(|row| !row.is_dynamic) else { continue };
        let lines = lines(&row.label, width(plan, 2, 2));
        if lines > 1 {
            figures.set_row_height(plan.excel_row(index), LINE * f64::from(lines))?;
        }
    }
    Ok(())
}

/// Lines that each header row needs; what a tall cell still lacks is given to the lowest row.
fn header_lines(plan: &Plan<'_>) -> Vec<(RowNum, u32)> {
    let levels = usize::try_from(plan.number_row - plan.header_row).unwrap_or(1);
    let mut needed = vec![1u32; levels];
    let mut tall: Vec<(usize, u32)> = Vec::new();
    for (index, column) in plan.columns.iter().enumerate() {
        for (level, (id, title)) in column.path.iter().enumerate() {
            let under = plan.columns.iter().skip(index);
            let shares = under.take_while(|other| other.path.get(level).is_some_and(|(other, _)| other == id));
            let last = shares.last().map_or(column.at, |last| last.at);
            let count = lines(title, width(plan, column.at, last));
            if level + 1 < levels && level + 1 == column.path.len() {
                tall.push((level, count));
            } else if let Some(most) = needed.get_mut(level) {
                *most = (*most).max(count);
            }
        }
    }
    let label = plan.label.map_or(1, |column| lines(&column.title, width(plan, 2, 2)));
    tall.extend([(0, label), (0, 2)]);
    for (level, count) in tall {
        let given: u32 = needed.iter().skip(level).sum();
        if let (Some(lowest), Some(lack)) = (needed.last_mut(), count.checked_sub(given)) {
            *lowest += lack;
        }
    }
    (plan.header_row..).zip(needed).collect()
}

fn width(plan: &Plan<'_>, first: ColNum, last: ColNum) -> f64 {
    plan.widths().iter().filter(|(at, _)| (first..=last).contains(at)).map(|(_, width)| width).sum()
}

fn lines(text: &str, width: f64) -> u32 {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let mut lines = 1;
    while f64::from(letters) * SLACK > width * f64::from(lines) && lines < 12 {
        lines += 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_take_more_lines() {
        for (text, width, expected) in [("Tổng số", 15.0, 1), ("Trực tiếp, dịch vụ bưu chính", 15.0, 3), ("", 1.0, 1)]
        {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }
}
