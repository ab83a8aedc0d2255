//! What even a draft must keep to, so that it can be stored, shown and counted through.

use chrono::{Datelike, NaiveDate};

use super::{Regime, RegimeFault};
use crate::deadline::{CutoffRule, DueDay, DueRule, EntryWindowRule};
use crate::duty::{DutyRule, Receiver};
use crate::period::DateRange;
use crate::workflow::policy_limits;

/// Longest code or circular number, in characters.
const CODE: usize = 60;
/// Longest line, in characters.
const LINE: usize = 500;
/// Longest text, in characters.
const TEXT: usize = 20_000;
/// Longest list.
const LIST: usize = 400;
/// Most days that a rule may count.
const DAYS: u16 = 366;

/// What is wrong with a regime before it is even complete: names that are missing, texts, lists and numbers beyond all
/// use.
#[must_use]
pub fn limits(regime: &Regime) -> Vec<RegimeFault> {
    let mut faults = Vec::new();
    names(regime, &mut faults);
    texts(regime, &mut faults);
    lists(regime, &mut faults);
    rules(regime, &mut faults);
    reminders(regime, &mut faults);
    entry_window(regime, &mut faults);
    days(regime, &mut faults);
    process(regime, &mut faults);
    super::hours::limits(regime, &mut faults);
    faults
}

fn process(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let of_policy = policy_limits(&regime.policy).into_iter().map(|fault| ("policy", fault));
    let of_choices = regime.unit_choices.limits().into_iter().map(|fault| ("unit_choices", fault));
    faults.extend(
        of_policy
            .chain(of_choices)
            .map(|(part, fault)| RegimeFault::error(format!("{part}.{}", fault.place), fault.code, fault.vi, fault.en)),
    );
    if !regime.policy.approvers.is_empty() {
        faults.push(RegimeFault::error(
            "policy.approvers",
            "only_units_name",
            "Chế độ báo cáo áp dụng cho nhiều đơn vị nên không chỉ định người duyệt. Chỉ định ở quy trình của từng đơn vị.",
            "A regime holds for many units and names nobody. Name people in the process of each unit.",
        ));
    }
}

fn names(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let named = [
        ("circular", &regime.circular, "Nhập số, ký hiệu văn bản quy định.", "Enter the number of the legal document."),
        ("code", &regime.code, "Nhập mã chế độ báo cáo.", "Enter the regime's code."),
        ("title", &regime.title, "Nhập tên báo cáo.", "Enter the report's name."),
    ];
    for (place, text, vi, en) in named {
        if text.trim().is_empty() {
            faults.push(RegimeFault::error(place, "missing", vi, en));
        }
    }
    if regime.format != 1 {
        faults.push(RegimeFault::error("format", "unknown_format", "Chỉ nhận dạng thức 1.", "The format is 1."));
    }
}

fn texts(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let some = |text: &Option<String>| text.as_ref().map_or(0, |text| text.chars().count());
    let lengths = [
        ("circular", regime.circular.chars().count(), CODE),
        ("code", regime.code.chars().count(), CODE),
        ("title", regime.title.chars().count(), LINE),
        ("content", regime.content.chars().count(), TEXT),
        ("method", some(&regime.method), TEXT),
        ("instructions", regime.instructions.chars().count(), TEXT),
        ("legal_basis", some(&regime.legal_basis), TEXT),
        ("provenance_note", some(&regime.provenance_note), TEXT),
    ];
    let lines = [
        ("reporters", regime.reporters.iter().map(|one| one.who.chars().count()).max()),
        ("receivers", regime.receivers.iter().map(|one| one.receiver.chars().count()).max()),
        ("forms", regime.forms.iter().map(|form| form.code.chars().count().max(form.circular.chars().count())).max()),
        ("outline", regime.outline.iter().map(|form| form.code.chars().count()).max()),
        ("duties", regime.duties.iter().flat_map(codes).map(|code| code.chars().count()).max()),
    ];
    let lines = lines.into_iter().map(|(place, longest)| (place, longest.unwrap_or(0), LINE));
    for (place, length, most) in lengths.into_iter().chain(lines) {
        if length > most {
            faults.push(RegimeFault::error(
                place,
                "too_long",
                format!("Rút ngắn còn nhiều nhất {most} ký tự."),
                format!("Shorten it to {most} characters at most."),
            ));
        }
    }
}

/// Every code that a rule of duties names.
fn codes(rule: &DutyRule) -> impl Iterator<Item = &str> {
    let receiver = if let Receiver::Unit { code } = &rule.receiver { Some(code) } else { None };
    let named = rule.forms.iter().chain(&rule.units).chain(&rule.kinds).chain(&rule.exempt);
    named.chain(receiver).map(String::as_str)
}

fn lists(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let lengths = [
        ("reporters", regime.reporters.len()),
        ("receivers", regime.receivers.len()),
        ("frequencies", regime.frequencies.len()),
        ("due", regime.due.len()),
        ("forms", regime.forms.len()),
        ("duties", regime.duties.len()),
        ("cutoff", if let CutoffRule::Custom { windows } = &regime.cutoff { windows.len() } else { 0 }),
        ("entry_window", if let EntryWindowRule::Given { windows } = &regime.entry_window { windows.len() } else { 0 }),
    ];
    for (place, length) in lengths {
        if length > LIST {
            faults.push(RegimeFault::error(
                place,
                "too_many",
                format!("Danh sách có nhiều nhất {LIST} mục."),
                format!("The list has {LIST} entries at most."),
            ));
        }
    }
}

fn rules(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let no_day = |place: String| {
        RegimeFault::error(
            place,
            "no_such_day",
            "Ngày trong tháng là số từ 1 đến 31.",
            "A day of the month is a number from 1 to 31.",
        )
    };
    if matches!(regime.cutoff, CutoffRule::FixedDay { day } if !(1..=31).contains(&day)) {
        faults.push(no_day("cutoff".to_owned()));
    }
    for (number, due) in regime.due.iter().enumerate() {
        let place = format!("due.{number}");
        match &due.rule.day {
            DueDay::DayOfLastMonth { day } | DueDay::DayOfNextMonth { day } if !(1..=31).contains(day) => {
                faults.push(no_day(place));
            }
            DueDay::FixedDates { dates } if dates.is_empty() => faults.push(RegimeFault::error(
                place,
                "no_dates",
                "Nhập ít nhất một ngày cố định trong năm, ví dụ 22/6.",
                "Enter at least one fixed day of the year, e.g. 22 June.",
            )),
            DueDay::WorkingDaysAfterCutoff { days: 0 } => faults.push(RegimeFault::error(
                place,
                "too_few_days",
                "Số ngày làm việc sau ngày chốt số liệu tính từ 1.",
                "Working days after the cut-off are counted from 1.",
            )),
            DueDay::WorkingDaysAfterCutoff { days } | DueDay::DaysAfterCutoff { days } if *days > DAYS => {
                faults.push(RegimeFault::error(
                    place,
                    "too_many_days",
                    format!("Số ngày sau ngày chốt số liệu nhiều nhất là {DAYS}."),
                    format!("Count {DAYS} days after the cut-off at most."),
                ));
            }
            _ => {}
        }
    }
}

fn reminders(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    if !regime.reminders.is_sound() {
        faults.push(RegimeFault::error(
            "reminders",
            "no_such_reminders",
            "Nhắc trước hạn nhiều nhất 6 lần, mỗi lần từ 1 giờ đến 60 ngày trước hạn, không lần nào trùng nhau.",
            "Remind 6 times before at most, each 1 hour to 60 days before, no two at the same time.",
        ));
    }
}

fn entry_window(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let days = match regime.entry_window {
        EntryWindowRule::Relative { opens, closes } => [opens, closes],
        EntryWindowRule::WithData { closes } => [0, closes],
        EntryWindowRule::Given { .. } => [0, 0],
    };
    if days.iter().any(|days| days.unsigned_abs() > DAYS) {
        faults.push(RegimeFault::error(
            "entry_window",
            "too_many_days",
            format!("Số ngày mở, đóng nhập liệu từ −{DAYS} đến {DAYS}."),
            format!("Entry opens and closes within {DAYS} days of cut-off and due day."),
        ));
    }
}

/// Every date of the regime lies in years that the database and the calendar can hold.
fn days(regime: &Regime, faults: &mut Vec<RegimeFault>) {
    let mut all: Vec<(&str, NaiveDate)> = Vec::new();
    all.extend(regime.valid_from.map(|day| ("valid_from", day)));
    all.extend(regime.valid_to.map(|day| ("valid_to", day)));
    let mut ranges = |place, range: &DateRange| all.extend([(place, range.from), (place, range.to)]);
    if let CutoffRule::Custom { windows } = &regime.cutoff {
        windows.values().for_each(|range| ranges("cutoff", range));
    }
    if let EntryWindowRule::Given { windows } = &regime.entry_window {
        windows.values().for_each(|range| ranges("entry_window", range));
    }
    for due in &regime.due {
        if let DueRule { day: DueDay::Given { dates }, .. } = &due.rule {
            all.extend(dates.values().map(|day| ("due", *day)));
        }
    }
    for (place, day) in all {
        if !(1900..=2999).contains(&day.year()) {
            faults.push(RegimeFault::error(
                place,
                "no_such_year",
                "Năm phải từ 1900 đến 2999.",
                "The year is from 1900 to 2999.",
            ));
        }
    }
}
