//! The periods that a work list can be filtered by: around today, of every kind the circulars know.

use chrono::Datelike;

use crate::locales::language;
use crate::time;
use domain::language::Language;

/// Codes and names of the periods of this and the last year, newest first, with the chosen one when it is another.
pub fn choices(chosen: &str) -> Vec<(String, String)> {
    let year = time::local(time::now()).date().year();
    let mut pairs: Vec<(String, String)> = [year, year - 1].into_iter().flat_map(of_year).collect();
    if !chosen.is_empty() && !pairs.iter().any(|(code, _)| code == chosen) {
        pairs.push((chosen.to_owned(), chosen.to_owned()));
    }
    pairs
}

fn of_year(year: i32) -> Vec<(String, String)> {
    const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];
    let vietnamese = language() == Language::Vi;
    let name = |vi: String, en: String| if vietnamese { vi } else { en };
    let mut pairs = vec![
        (year.to_string(), name(format!("Năm {year}"), format!("Year {year}"))),
        (format!("{year}-H2"), name(format!("6 tháng cuối năm {year}"), format!("Second half of {year}"))),
        (format!("{year}-9M"), name(format!("9 tháng năm {year}"), format!("Nine months of {year}"))),
        (format!("{year}-H1"), name(format!("6 tháng đầu năm {year}"), format!("First half of {year}"))),
    ];
    for (quarter, roman) in [1, 2, 3, 4].into_iter().zip(QUARTERS).rev() {
        let text = name(format!("Quý {roman} năm {year}"), format!("Quarter {quarter} of {year}"));
        pairs.push((format!("{year}-Q{quarter}"), text));
    }
    for month in (1..=12).rev() {
        pairs.push((format!("{year}-{month:02}"), name(format!("Tháng {month:02}/{year}"), format!("{month:02}/{year}"))));
    }
    pairs
}
