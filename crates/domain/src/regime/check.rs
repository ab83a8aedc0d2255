//! What must be right before a regime version is published.
//!
//! Decree 09/2019/NĐ-CP, Article 8(5): the deadline leaves at least one working day after the end of data taking. The
//! day on which the report is due counts (cut off on the 24th, due on the 25th), and where the due day moves to the
//! next working day, the moved day is the one that counts. Daily and ad hoc reports have dates set by their issuer.

use std::ops::RangeInclusive;

use super::{Regime, RegimeFault, UnitLevel, limits};
use crate::calendar::{Entry, year};
use crate::deadline::{DeadlineError, HolidayCalendar};
use crate::language::Language;
use crate::period::{Frequency, Period};
use crate::template::FormTemplate;

/// What is wrong with a regime, looked at for every period of these years. Only errors are in the way of publishing.
#[must_use]
pub fn check(regime: &Regime, calendar: &HolidayCalendar, years: RangeInclusive<i32>) -> Vec<RegimeFault> {
    let mut faults = limits(regime);
    components(regime, &mut faults);
    receivers(regime, &mut faults);
    validity(regime, &mut faults);
    said_twice(regime, &mut faults);
    super::duties::check(regime, &mut faults);
    // Dates that cannot be computed would only repeat what was said.
    if faults.is_empty() {
        due_rules(regime, &mut faults);
        dates(regime, calendar, years, &mut faults);
    }
    faults
}

/// The eleven components of Article 7, and what the regime rests on.
fn components(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let empty = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let missing = [
        (
            "content",
            regime.content.trim().is_empty(),
            "2. Nhập nội dung yêu cầu báo cáo.",
            "2. Enter what is to be reported.",
        ),
        (
            "reporters",
            regime.reporters.is_empty(),
            "3. Chọn ít nhất một cấp thực hiện báo cáo.",
            "3. Choose at least one level that reports.",
        ),
        (
            "receivers",
            regime.receivers.is_empty(),
            "4. Nhập cơ quan nhận báo cáo.",
            "4. Enter who receives the reports.",
        ),
        ("method", empty(&regime.method), "5. Nhập phương thức gửi, nhận báo cáo.", "5. Enter how reports are sent."),
        ("due", regime.due.is_empty(), "6. Nhập thời hạn gửi báo cáo.", "6. Enter when reports are due."),
        (
            "frequencies",
            regime.frequencies.is_empty(),
            "7. Chọn ít nhất một tần suất báo cáo.",
            "7. Choose how often it is reported.",
        ),
        (
            "forms",
            regime.outline.is_none() && regime.forms.is_empty(),
            "9–10. Nhập mẫu đề cương hoặc ít nhất một biểu mẫu số liệu.",
            "9–10. Enter the outline or at least one data form.",
        ),
        (
            "instructions",
            regime.instructions.trim().is_empty(),
            "11. Nhập hướng dẫn quy trình thực hiện báo cáo.",
            "11. Enter how the reports are made.",
        ),
        (
            "legal_basis",
            empty(&regime.legal_basis),
            "Nhập căn cứ pháp lý của chế độ báo cáo.",
            "Enter the legal basis.",
        ),
        (
            "valid_from",
            regime.valid_from.is_none(),
            "Nhập ngày bắt đầu áp dụng.",
            "Enter the first day on which it holds.",
        ),
    ];
    let missing = missing.into_iter().filter(|(_, is_missing, ..)| *is_missing);
    faults.extend(missing.map(|(place, _, vi, en)| RegimeFault::error(place, "missing", vi, en)));
}

/// Receivers are named exactly (Article 8): one for each level that reports.
fn receivers(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    if regime.receivers.is_empty() {
        return;
    }
    for reporter in &regime.reporters {
        let named = |level| regime.receivers.iter().any(|one| one.level == level && !one.receiver.trim().is_empty());
        if !named(reporter.level) {
            faults.push(RegimeFault::error(
                "receivers",
                "no_receiver",
                format!("Nhập cơ quan nhận báo cáo của {}.", reporter.level.label(Language::Vi)),
                format!("Enter who receives the reports of: {}.", reporter.level.label(Language::En)),
            ));
        }
    }
}

fn validity(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    if regime.valid_from.zip(regime.valid_to).is_some_and(|(from, to)| to < from) {
        faults.push(RegimeFault::error(
            "valid_to",
            "ends_before_it_begins",
            "Ngày hết hiệu lực phải sau ngày bắt đầu áp dụng.",
            "The last day must not lie before the first.",
        ));
    }
}

fn said_twice(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let mut known = Vec::new();
    for frequency in &regime.frequencies {
        if known.contains(&frequency) {
            faults.push(RegimeFault::error(
                "frequencies",
                "said_twice",
                format!("Tần suất {} được nêu hai lần.", frequency.label(Language::Vi)),
                format!("This frequency is named twice: {}.", frequency.label(Language::En)),
            ));
        }
        known.push(frequency);
    }
}

/// What is wrong with the forms that a regime names, of those that the system knows. A form that is not known may come
/// later; a frequency that no form has would never be asked for.
#[must_use]
pub fn check_forms(regime: &Regime, known: &[FormTemplate]) -> Vec<RegimeFault> {
    let mut faults = Vec::new();
    let mut own = Vec::new();
    for named in regime.outline.iter().chain(&regime.forms) {
        let found = known.iter().find(|form| form.circular == named.circular && form.code == named.code);
        match found {
            None => faults.push(
                RegimeFault::error(
                    "forms",
                    "unknown_form",
                    format!("Biểu mẫu {} chưa có trong hệ thống nên chưa giao được báo cáo theo biểu này.", named.code),
                    format!("The form {} is not in the system yet: no report can be assigned by it.", named.code),
                )
                .warning(),
            ),
            Some(form) if (&form.circular, &form.regime) != (&regime.circular, &regime.code) => {
                faults.push(RegimeFault::error(
                    "forms",
                    "form_of_another_regime",
                    format!("Biểu mẫu {} thuộc chế độ {} của {}.", form.code, form.regime, form.circular),
                    format!("The form {} belongs to the regime {} of {}.", form.code, form.regime, form.circular),
                ));
            }
            Some(form) => own.push(form),
        }
    }
    if own.is_empty() {
        return faults;
    }
    let unasked = |frequency: &&Frequency| {
        **frequency != Frequency::AdHoc && !own.iter().any(|form| form.frequencies.contains(frequency))
    };
    faults.extend(regime.frequencies.iter().filter(unasked).map(|frequency| {
        RegimeFault::error(
            "frequencies",
            "no_form_of_frequency",
            format!(
                "Không biểu mẫu nào của chế độ có kỳ báo cáo {}, nên sẽ không đơn vị nào được giao. Bỏ tần suất này hoặc \
                 bổ sung biểu mẫu.",
                frequency.label(Language::Vi)
            ),
            format!(
                "No form of the regime is reported so often ({}): nobody would be asked. Remove the frequency or add a \
                 form.",
                frequency.label(Language::En)
            ),
        )
    }));
    faults.extend(
        own.into_iter().filter(|form| !form.frequencies.iter().any(|one| regime.frequencies.contains(one))).map(
            |form| {
                RegimeFault::error(
                    "forms",
                    "form_never_reported",
                    format!("Biểu mẫu {} không có kỳ báo cáo nào trong các tần suất của chế độ.", form.code),
                    format!("The form {} is reported by none of the regime's frequencies.", form.code),
                )
            },
        ),
    );
    faults
}

/// Multi-level regimes state a deadline for every level (Article 8(5)).
fn due_rules(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    for (frequency, level) in combinations(regime) {
        if regime.due_rule(level, frequency).is_none() {
            faults.push(RegimeFault::error(
                "due",
                "no_due_rule",
                format!(
                    "Thêm thời hạn gửi báo cáo {} của {}.",
                    frequency.label(Language::Vi),
                    level.label(Language::Vi)
                ),
                format!(
                    "Add when {} reports of this level are due: {}.",
                    frequency.label(Language::En),
                    level.label(Language::En)
                ),
            ));
        }
    }
}

fn combinations(regime: &Regime) -> impl Iterator<Item = (Frequency, UnitLevel)> + '_ {
    regime
        .frequencies
        .iter()
        .flat_map(|frequency| regime.reporters.iter().map(move |reporter| (*frequency, reporter.level)))
}

fn dates(regime: &Regime, calendar: &HolidayCalendar, years: RangeInclusive<i32>, faults: &mut Vec<RegimeFault>) {
    for reporter in &regime.reporters {
        let level = reporter.level;
        match years.clone().map(|number| year(regime, level, number, calendar)).collect::<Result<Vec<_>, _>>() {
            Err(error) => faults.push(not_computed(regime, level, calendar, &error)),
            Ok(entries) => {
                let entries: Vec<Entry> = entries.into_iter().flatten().collect();
                too_soon(regime, level, &entries, calendar, faults);
                closed_too_soon(level, &entries, faults);
                after_the_level_above(regime, level, &entries, calendar, faults);
            }
        }
    }
    faults.dedup();
}

fn not_computed(regime: &Regime, level: UnitLevel, calendar: &HolidayCalendar, error: &DeadlineError) -> RegimeFault {
    let period = match error {
        DeadlineError::DatesMissing(period) | DeadlineError::RuleUnfit(period) | DeadlineError::OutOfRange(period) => {
            period
        }
    };
    RegimeFault::error(
        unfit(regime, level, calendar, period),
        "dates_not_computed",
        format!(
            "Không tính được ngày của kỳ {}. Kiểm tra lại ngày chốt số liệu, ngày mở – đóng và thời hạn gửi.",
            period.label(Language::Vi)
        ),
        format!(
            "The dates of this period cannot be computed: {}. Check cut-off, entry window and due rule.",
            period.label(Language::En)
        ),
    )
}

/// The rule from which no date of the period follows.
fn unfit(regime: &Regime, level: UnitLevel, calendar: &HolidayCalendar, period: &Period) -> String {
    let Ok(window) = regime.cutoff.data_window(period) else { return "cutoff".to_owned() };
    match regime.level_due(level, period.kind()) {
        Some((number, due)) if due.rule.day(period, window, calendar).is_err() => format!("due.{number}"),
        Some(_) => "entry_window".to_owned(),
        None => "due".to_owned(),
    }
}

fn too_soon(
    regime: &Regime,
    level: UnitLevel,
    entries: &[Entry],
    calendar: &HolidayCalendar,
    faults: &mut Vec<RegimeFault>,
) {
    for frequency in &regime.frequencies {
        if matches!(frequency, Frequency::Daily | Frequency::AdHoc) {
            continue;
        }
        let is_too_soon = |entry: &&Entry| {
            let cutoff = entry.schedule.data_window.to;
            entry.period.kind() == *frequency && calendar.working_days_between(cutoff, entry.schedule.due_day()) < 1
        };
        let Some(first) = entries.iter().find(is_too_soon) else { continue };
        let place =
            regime.level_due(level, *frequency).map_or_else(|| "due".to_owned(), |(number, _)| format!("due.{number}"));
        let (cutoff, due) = (first.schedule.data_window.to, first.schedule.due_day());
        let (cutoff, due) = (cutoff.format("%d/%m/%Y"), due.format("%d/%m/%Y"));
        faults.push(RegimeFault::error(
            place,
            "less_than_one_working_day",
            format!(
                "{}, {}: chốt số liệu ngày {cutoff}, hạn gửi ngày {due}, chưa đủ 01 ngày làm việc (khoản 5 Điều 8 Nghị \
                 định 09/2019/NĐ-CP). Lùi hạn gửi hoặc chốt số liệu sớm hơn.",
                level.label(Language::Vi),
                first.period.label(Language::Vi)
            ),
            format!(
                "{}, {}: cut off on {cutoff}, due on {due}, which leaves less than one working day (Decree 09/2019, \
                 Article 8(5)). Make the report due later or cut off earlier.",
                level.label(Language::En),
                first.period.label(Language::En)
            ),
        ));
    }
}

/// Whoever is to report by a day can enter figures until then.
fn closed_too_soon(level: UnitLevel, entries: &[Entry], faults: &mut Vec<RegimeFault>) {
    let Some(first) = entries.iter().find(|entry| entry.schedule.entry_window.to < entry.schedule.due_day()) else {
        return;
    };
    let (closes, due) = (first.schedule.entry_window.to, first.schedule.due_day());
    let (closes, due) = (closes.format("%d/%m/%Y"), due.format("%d/%m/%Y"));
    faults.push(RegimeFault::error(
        "entry_window",
        "closes_before_due",
        format!(
            "{}, {}: đóng nhập ngày {closes}, trước hạn gửi ngày {due}. Đóng nhập muộn hơn.",
            level.label(Language::Vi),
            first.period.label(Language::Vi)
        ),
        format!(
            "{}, {}: entry closes on {closes}, before the report is due on {due}. Close it later.",
            level.label(Language::En),
            first.period.label(Language::En)
        ),
    ));
}

/// Reports from below should arrive before the report that consolidates them is due.
fn after_the_level_above(
    regime: &Regime,
    level: UnitLevel,
    entries: &[Entry],
    calendar: &HolidayCalendar,
    faults: &mut Vec<RegimeFault>,
) {
    let reports = |above: &UnitLevel| regime.reporters.iter().any(|reporter| reporter.level == *above);
    let Some(above) = level.above().filter(reports) else { return };
    let late = |entry: &&Entry| {
        let of_above = regime.schedule(&entry.period, above, calendar);
        of_above.is_ok_and(|schedule| schedule.due <= entry.schedule.due)
    };
    for frequency in &regime.frequencies {
        let Some(first) = entries.iter().filter(|entry| entry.period.kind() == *frequency).find(late) else { continue };
        let place =
            regime.level_due(level, *frequency).map_or_else(|| "due".to_owned(), |(number, _)| format!("due.{number}"));
        let of = |period: &Period, language| period.label(language);
        let fault = RegimeFault::error(
            place,
            "due_with_level_above",
            format!(
                "{}: hạn gửi của {} không trước hạn gửi của {}, nơi tổng hợp báo cáo này.",
                of(&first.period, Language::Vi),
                level.label(Language::Vi),
                above.label(Language::Vi)
            ),
            format!(
                "{}: reports of this level ({}) are not due before those that consolidate them ({}).",
                of(&first.period, Language::En),
                level.label(Language::En),
                above.label(Language::En)
            ),
        );
        faults.push(fault.warning());
    }
}
