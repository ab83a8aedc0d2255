//! The row that a number or a code means (convention 9).

use domain::sheet::Sheet;

/// The row with this code (of the indicator or catalogue item), else with this printed number, else the one in this place
/// counted from 1.
#[must_use]
pub fn by_number_or_code(sheet: &Sheet, text: &str) -> Option<usize> {
    let wanted = text.trim();
    let rows = || 0..sheet.row_count();
    let by_code = rows().find(|row| sheet.row(*row).key.as_str().eq_ignore_ascii_case(wanted));
    let by_number = || rows().find(|row| sheet.row(*row).ordinal.as_deref() == Some(wanted));
    let by_place = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|row| *row < sheet.row_count());
    (!wanted.is_empty()).then(|| by_code.or_else(by_number).or_else(by_place)).flatten()
}
