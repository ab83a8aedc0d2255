//! What is to be told where one version of a regime comes after another.

use chrono::NaiveDate;

use super::{Regime, RegimeFault};
use crate::language::Language;
use crate::period::{Frequency, Period};

/// Days whose figures no period covers, or two do, because the versions cut figures off on other days. Only told: what is
/// right is the issuer's to say.
#[must_use]
pub fn check_succession(regime: &Regime, earlier: &Regime) -> Vec<RegimeFault> {
    let Some(first_day) = regime.valid_from else { return Vec::new() };
    let both = regime.frequencies.iter().filter(|frequency| earlier.frequencies.contains(frequency));
    both.filter_map(|frequency| seam(regime, earlier, *frequency, first_day)).collect()
}

/// The first period that the new version governs begins where the last one of the earlier version ends, or this is told.
fn seam(regime: &Regime, earlier: &Regime, frequency: Frequency, first_day: NaiveDate) -> Option<RegimeFault> {
    let period = Period::containing(frequency, first_day)?;
    let begins = regime.cutoff.data_window(&period).ok()?.from;
    let expected = earlier.cutoff.data_window(&period).ok()?.from;
    if begins == expected {
        return None;
    }
    let (from, to) = (begins.min(expected), begins.max(expected).pred_opt()?);
    let days = format!("{} – {}", from.format("%d/%m/%Y"), to.format("%d/%m/%Y"));
    let (vi, en) = if expected < begins {
        ("không thuộc kỳ báo cáo nào", "belong to no period")
    } else {
        ("được tính vào cả hai kỳ", "are counted in two periods")
    };
    let fault = RegimeFault::error(
        "cutoff",
        "figures_do_not_meet",
        format!(
            "Số liệu các ngày {days} {vi}: {} theo phiên bản này bắt đầu ngày {}, kỳ trước đó chốt số liệu theo phiên bản \
             {}. Kiểm tra lại quy tắc chốt số liệu hoặc ngày bắt đầu áp dụng.",
            period.label(Language::Vi),
            begins.format("%d/%m/%Y"),
            earlier.version,
        ),
        format!(
            "Figures of {days} {en}: {} begins on {} by this version, and the period before was cut off by version {}. \
             Look again at the cut-off rule or the first day.",
            period.label(Language::En),
            begins.format("%d/%m/%Y"),
            earlier.version,
        ),
    );
    Some(fault.warning())
}
