//! Dates written as text.

use chrono::NaiveDate;

/// Reads `21/11/2026`, `21-11-2026`, `21.11.2026` and `2026-11-21`, with or without a time behind the latter.
pub(super) fn parse(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if let Ok(date) = NaiveDate::parse_from_str(day, "%Y-%m-%d") {
        return Some(date).filter(|_| day.len() == 10);
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// As Vietnamese documents print it.
pub(super) fn display(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_dates_are_read_day_first() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 2);
        for (text, expected) in [
            ("02/11/2026", date),
            ("2/11/2026", date),
            ("2-11-2026", date),
            ("2.11.2026", date),
            ("2026-11-02", date),
            ("2026-11-02T00:00:00", date),
            (" 02/11/2026 ", date),
            ("31/02/2026", None),
            ("11/2026", None),
            ("2/11/26", None),
            ("mai", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
