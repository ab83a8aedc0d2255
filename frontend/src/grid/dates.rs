//! Dates typed without their year (convention 33).

/// Day and month with this year behind them; anything else as it is.
#[must_use]
pub fn with_year(text: &str, year: i32) -> String {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
    let is_short = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [day, month] if [day, month].into_iter().all(is_short) => format!("{day}/{month}/{year}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_and_month_are_of_this_year() {
        for (text, dated) in [
            ("1-2", "1/2/2026"),
            (" 31/12 ", "31/12/2026"),
            ("1.2", "1/2/2026"),
            ("1/2/2025", "1/2/2025"),
            ("01022026", "01022026"),
            ("123/4", "123/4"),
            ("a-b", "a-b"),
        ] {
            assert_eq!(with_year(text, 2026), dated, "{text}");
        }
    }
}
