//! The periods that a work list can be filtered by.

use domain::period::{Frequency, Period};

use crate::locales::language;
use crate::time;

/// How far back the choice goes for each kind of period, from the next one, which may be open already.
const BACK: [(Frequency, usize); 5] = [
    (Frequency::Quarterly, 6),
    (Frequency::HalfYearly, 4),
    (Frequency::NineMonthly, 3),
    (Frequency::Yearly, 4),
    (Frequency::Monthly, 14),
];

/// Codes and names of the periods around today, newest first, with the chosen one when it is another.
pub fn choices(chosen: &str) -> Vec<(String, String)> {
    let today = time::local(time::now()).date();
    let mut periods: Vec<Period> = BACK
        .into_iter()
        .filter_map(|(frequency, count)| {
            let present = Period::containing(frequency, today)?;
            Some((present.next().unwrap_or(present), count))
        })
        .flat_map(|(newest, count)| std::iter::successors(Some(newest), Period::previous).take(count))
        .collect();
    if let Ok(other) = Period::parse(chosen)
        && !periods.contains(&other)
    {
        periods.push(other);
    }
    periods.into_iter().map(|period| (period.to_string(), period.label(language()))).collect()
}
