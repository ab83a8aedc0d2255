//! What is wrong with a regime before it is published, and the calendar file.

use chrono::{NaiveDate, NaiveTime};
use domain::calendar::{Calendar, ics, year};
use domain::deadline::{DueDay, DueRule, EntryWindowRule, HolidayCalendar, NonWorkingDayPolicy};
use domain::duty::{DutyRule, Receiver};
use domain::language::Language;
use domain::period::Period;
use domain::regime::{
    FormRef, LevelDue, LevelHours, LevelReceiver, LevelReporter, Regime, RegimeFault, Standing, UnitLevel, check,
    check_forms, check_succession, limits,
};
use domain::reminder::Lead;
use domain::template::{FormTemplate, Severity};
use domain::workflow::WorkflowPolicy;
use serde_json::json;

/// Makes a regime wrong in one thing.
type Spoil = fn(&mut Regime);

/// A regime with everything that publishing asks for: quarterly, communes on day 17, provinces on day 22.
fn whole() -> Regime {
    let mut regime: Regime = serde_json::from_value(json!({
        "format": 1, "circular": "C", "code": "X", "title": "Báo cáo thử",
        "content": "Nội dung", "frequencies": ["quarterly"], "instructions": "Nhập, trình, gửi",
        "method": "Trên Hệ thống", "legal_basis": "Điều 1", "valid_from": "2026-01-01"
    }))
    .unwrap();
    for (level, receiver, day) in [(UnitLevel::Commune, "UBND cấp tỉnh", 17), (UnitLevel::Province, "VPCP", 22)] {
        regime.reporters.push(LevelReporter { level, who: "Ai đó".to_owned() });
        regime.receivers.push(LevelReceiver { level, receiver: receiver.to_owned(), alternatives: Vec::new() });
        regime.due.push(due(level, DueDay::DayOfLastMonth { day }));
    }
    regime.forms.push(FormRef { circular: "C".to_owned(), code: "X.01".to_owned() });
    regime
}

fn due(level: UnitLevel, day: DueDay) -> LevelDue {
    LevelDue { levels: vec![level], frequencies: Vec::new(), rule: DueRule::end_of(day), opens: None }
}

fn faults(regime: &Regime) -> Vec<RegimeFault> {
    check(regime, &HolidayCalendar::default(), 2026..=2031)
}

/// Place and code of each fault.
fn told(regime: &Regime) -> Vec<(String, &'static str)> {
    faults(regime).into_iter().map(|fault| (fault.place, fault.code)).collect()
}

fn one(place: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(place.to_owned(), code)]
}

#[test]
fn a_whole_regime_has_no_fault() {
    assert_eq!(faults(&whole()), []);
}

#[test]
fn every_component_must_be_there() {
    let cases: [(&str, Spoil); 11] = [
        ("content", |regime| regime.content.clear()),
        ("reporters", |regime| regime.reporters.clear()),
        ("receivers", |regime| regime.receivers.clear()),
        ("method", |regime| regime.method = Some("  ".to_owned())),
        ("due", |regime| regime.due.clear()),
        ("frequencies", |regime| regime.frequencies.clear()),
        ("forms", |regime| regime.forms.clear()),
        ("instructions", |regime| regime.instructions.clear()),
        ("legal_basis", |regime| regime.legal_basis = None),
        ("valid_from", |regime| regime.valid_from = None),
        ("title", |regime| regime.title.clear()),
    ];
    for (place, spoil) in cases {
        let mut regime = whole();
        spoil(&mut regime);
        assert_eq!(told(&regime), one(place, "missing"), "{place}");
    }
    // The outline alone is enough: content may be text only.
    let mut regime = whole();
    regime.outline = regime.forms.pop();
    assert_eq!(told(&regime), []);
}

#[test]
fn faults_name_their_place() {
    let mut regime = whole();
    regime.receivers.pop();
    assert_eq!(told(&regime), one("receivers", "no_receiver"));

    let mut regime = whole();
    regime.due.pop();
    assert_eq!(told(&regime), one("due", "no_due_rule"));

    let mut regime = whole();
    regime.due[1].rule.day = DueDay::DayOfLastMonth { day: 32 };
    assert_eq!(told(&regime), one("due.1", "no_such_day"));

    let mut regime = whole();
    regime.valid_to = NaiveDate::from_ymd_opt(2025, 12, 31);
    assert_eq!(told(&regime), one("valid_to", "ends_before_it_begins"));

    let mut regime = whole();
    regime.entry_window = EntryWindowRule::Relative { opens: 30, closes: 0 };
    assert!(
        told(&regime).contains(&("entry_window".to_owned(), "dates_not_computed")),
        "at the rule that does not fit"
    );

    let mut regime = whole();
    regime.entry_window = EntryWindowRule::WithData { closes: 400 };
    assert_eq!(told(&regime), one("entry_window", "too_many_days"));

    let mut regime = whole();
    regime.entry_window = EntryWindowRule::WithData { closes: -3 };
    assert!(told(&regime).contains(&("entry_window".to_owned(), "closes_before_due")), "{:?}", told(&regime));

    let mut regime = whole();
    regime.frequencies.push(regime.frequencies[0]);
    assert_eq!(told(&regime), one("frequencies", "said_twice"));

    let mut regime = whole();
    regime.reminders.before.push(Lead::Hours(0));
    assert_eq!(told(&regime), one("reminders", "no_such_reminders"));
}

#[test]
fn each_duty_rule_says_who_reports_what_to_whom() {
    let text = |code: &str| code.to_owned();
    let communes = || DutyRule { levels: vec![UnitLevel::Commune], ..DutyRule::default() };
    let to = |code: &str| Receiver::Unit { code: text(code) };
    for (rule, expected) in [
        (communes(), None),
        (DutyRule { kinds: vec![text("ward"), text("special_zone")], ..DutyRule::default() }, None),
        (DutyRule { units: vec![text("00070")], receiver: to("01"), ..DutyRule::default() }, None),
        (DutyRule { forms: vec![text("X.01")], ..communes() }, None),
        (DutyRule::default(), Some("names_nobody")),
        (DutyRule { exempt: vec![text("00070")], ..DutyRule::default() }, Some("names_nobody")),
        (DutyRule { units: vec![text(" ")], ..DutyRule::default() }, Some("names_nobody")),
        (DutyRule { kinds: vec![text("village")], ..DutyRule::default() }, Some("unknown_kind")),
        (DutyRule { forms: vec![text("X.01"), text("X.02")], ..communes() }, Some("form_not_of_regime")),
        (DutyRule { receiver: to(" "), ..communes() }, Some("no_receiver_unit")),
    ] {
        let mut regime = whole();
        regime.duties = vec![communes(), rule];
        let expected = expected.map(|code| one("duties.1", code)).unwrap_or_default();
        assert_eq!(told(&regime), expected, "{:?}", regime.duties[1]);
        assert!(faults(&regime).iter().all(|fault| fault.vi.contains("Quy tắc 2") && fault.en.contains("Rule 2")));
    }
    // The outline is a form like others.
    let mut regime = whole();
    regime.outline = Some(FormRef { circular: text("C"), code: text("X.ĐC") });
    regime.duties = vec![DutyRule { forms: vec![text("X.ĐC")], ..communes() }];
    assert_eq!(told(&regime), []);
}

#[test]
fn a_regime_goes_with_its_forms() {
    let form = |code: &str, regime: &str, frequencies: &[&str]| -> FormTemplate {
        serde_json::from_value(json!({
            "format": 1, "code": code, "circular": "C", "title": "Biểu", "regime": regime, "version": 1,
            "kind": "data", "frequencies": frequencies, "provenance": "published"
        }))
        .unwrap()
    };
    let told = |regime: &Regime, forms: &[FormTemplate]| -> Vec<&str> {
        check_forms(regime, forms).into_iter().map(|fault| fault.code).collect()
    };
    let regime = whole();
    assert_eq!(told(&regime, &[form("X.01", "X", &["quarterly", "yearly"])]), [""; 0]);
    assert_eq!(told(&regime, &[]), ["unknown_form"]);
    assert!(check_forms(&regime, &[]).iter().all(|fault| fault.severity == Severity::Warning), "it may come later");
    assert_eq!(told(&regime, &[form("X.01", "Y", &["quarterly"])]), ["form_of_another_regime"]);
    assert_eq!(
        told(&regime, &[form("X.01", "X", &["yearly"])]),
        ["no_form_of_frequency", "form_never_reported"],
        "nobody would report any more"
    );
}

/// C10: 16:30 for districts, 17:00 for provinces, 16:00 for all others.
#[test]
fn the_machine_acts_by_the_hours_of_a_level() {
    let at = |text: &str| text.parse::<NaiveTime>().ok();
    let mut regime = whole();
    assert!(!regime.is_automatic());
    regime.policy.auto_send_at = at("16:00:00");
    for (level, hour) in [(UnitLevel::Province, "17:00:00"), (UnitLevel::District, "16:30:00")] {
        regime.set_hours(LevelHours { level, auto_send_at: at(hour), auto_accept_at: None });
    }
    assert_eq!(told(&regime), []);
    for (level, hour) in [
        (Some(UnitLevel::District), "16:30:00"),
        (Some(UnitLevel::Province), "17:00:00"),
        (Some(UnitLevel::Commune), "16:00:00"),
        (None, "16:00:00"),
    ] {
        let process = regime.process_of(level, None, false);
        assert_eq!((process.auto_send_at, process.auto_accept_at), (at(hour), None), "{level:?}");
    }
    // A unit's own hour goes before that of its level.
    let own = WorkflowPolicy { auto_send_at: at("15:00:00"), ..regime.policy.clone() };
    assert_eq!(regime.process_of(Some(UnitLevel::District), Some(&own), true).auto_send_at, at("15:00:00"));
    // One that follows a unit above keeps the hour of its level, where there is one.
    for (level, hour) in [(UnitLevel::District, "16:30:00"), (UnitLevel::Commune, "15:00:00")] {
        assert_eq!(regime.process_of(Some(level), Some(&own), false).auto_send_at, at(hour), "{level:?}");
    }

    regime.set_hours(LevelHours { level: UnitLevel::District, auto_send_at: None, auto_accept_at: None });
    assert_eq!(regime.hours.len(), 1, "without an hour the process's own holds");
    regime.hours.push(regime.hours[0].clone());
    assert_eq!(told(&regime), one("hours.1", "said_twice"));
}

#[test]
fn a_period_goes_by_the_rules_of_its_last_day() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (period, last) in [
        ("2026-Q4", "2026-12-31"),
        ("2026-02", "2026-02-28"),
        ("2026", "2026-12-31"),
        ("2027-07-01", "2027-07-01"),
        ("A-bao-lu", "2026-11-20"),
    ] {
        assert_eq!(Period::parse(period).unwrap().last_day(day("2026-11-20")), day(last), "{period}");
    }
    // What has ended still stands in the place of what was before it.
    let regime = Regime { valid_from: Some(day("2026-11-15")), valid_to: Some(day("2027-06-30")), ..whole() };
    for (of, begun, holds) in [
        ("2026-11-14", false, false),
        ("2026-11-15", true, true),
        ("2027-06-30", true, true),
        ("2027-07-01", true, false),
    ] {
        assert_eq!((regime.has_begun(day(of)), regime.is_valid_on(day(of))), (begun, holds), "{of}");
    }
}

#[test]
fn a_version_holds_from_its_first_to_its_last_day() {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    for (from, to, today, expected) in [
        ("2027-01-01", "", "2026-12-31", Standing::Coming),
        ("2027-01-01", "", "2027-01-01", Standing::InForce),
        ("2027-01-01", "2027-12-31", "2027-12-31", Standing::InForce),
        ("2027-01-01", "2027-12-31", "2028-01-01", Standing::Ended),
        ("", "", "1990-01-01", Standing::InForce),
    ] {
        assert_eq!(Standing::of(day(from), day(to), day(today).unwrap()), expected, "{from} {to} {today}");
    }
}

/// Decree 09, Article 8(5). 14 March 2026 is a Saturday, 14 June 2026 a Sunday.
#[test]
fn a_working_day_lies_between_cutoff_and_due() {
    for (day, policy, is_right) in [
        // The day of the cut-off itself leaves nothing.
        (14, NonWorkingDayPolicy::NextWorkingDay, false),
        (15, NonWorkingDayPolicy::NextWorkingDay, true),
        (15, NonWorkingDayPolicy::Strict, false),
        (16, NonWorkingDayPolicy::Strict, false),
        (17, NonWorkingDayPolicy::Strict, true),
    ] {
        let mut regime = whole();
        regime.non_working_days = policy;
        regime.due[0].rule.day = DueDay::DayOfLastMonth { day };
        let expected = if is_right { Vec::new() } else { one("due.0", "less_than_one_working_day") };
        assert_eq!(told(&regime), expected, "{day} {policy:?}");
    }
    let mut regime = whole();
    regime.due[0].rule.day = DueDay::DayOfLastMonth { day: 14 };
    let fault = &faults(&regime)[0];
    // Quarter II is the first one whose cut-off on a working day leaves no other.
    assert!(fault.vi.contains("Cấp xã") && fault.vi.contains("01 ngày làm việc"), "{}", fault.vi);
    assert!(fault.vi.contains("Lùi hạn gửi"), "{}", fault.vi);
    assert!(fault.en.contains("Article 8(5)"), "{}", fault.en);
}

#[test]
fn a_level_due_with_the_level_above_is_a_warning() {
    let mut regime = whole();
    regime.due[0].rule.day = DueDay::DayOfLastMonth { day: 22 };
    let faults = faults(&regime);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].code, faults[0].severity), ("due_with_level_above", Severity::Warning));
}

#[test]
fn a_draft_may_be_incomplete_but_not_beyond_all_limits() {
    let draft: Regime =
        serde_json::from_value(json!({ "format": 1, "circular": "C", "code": "X", "title": "T" })).unwrap();
    assert_eq!(limits(&draft), []);
    let cases: [(&str, Spoil); 7] = [
        ("duties", |regime| regime.duties.resize(401, DutyRule::default())),
        ("duties", |regime| {
            regime.duties.push(DutyRule { exempt: vec!["x".repeat(501)], ..DutyRule::default() });
        }),
        ("circular", |regime| regime.circular = " ".to_owned()),
        ("title", |regime| regime.title = "x".repeat(501)),
        ("content", |regime| regime.content = "x".repeat(20_001)),
        ("valid_from", |regime| regime.valid_from = NaiveDate::from_ymd_opt(12_000, 1, 1)),
        ("due.0", |regime| regime.due.push(due(UnitLevel::Commune, DueDay::WorkingDaysAfterCutoff { days: 60_000 }))),
    ];
    for (place, spoil) in cases {
        let mut regime = draft.clone();
        spoil(&mut regime);
        let places: Vec<String> = limits(&regime).into_iter().map(|fault| fault.place).collect();
        assert_eq!(places, [place]);
    }
}

fn file(regime: &Regime) -> String {
    let holidays = HolidayCalendar::default();
    let entries = year(regime, UnitLevel::Commune, 2026, &holidays).unwrap();
    let stamp = "2026-01-02T03:04:05".parse().unwrap();
    let calendar = Calendar { regime, whose: "commune", whose_name: "Cấp xã", stamp, language: Language::Vi };
    ics(&calendar, &entries)
}

#[test]
fn a_calendar_file_is_as_rfc_5545_wants_it() {
    let mut regime = whole();
    regime.title =
        "Báo cáo; có phẩy, gạch \\ và\nxuống dòng, dài hơn bảy mươi lăm bát phân để phải gấp dòng".to_owned();
    regime.due[0].rule.time = "16:30:00".parse().ok();
    let text = file(&regime);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains("Báo cáo\\; có phẩy\\, gạch \\\\ và\\nxuống dòng\\, dài hơn"), "{unfolded}");
    assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), 4);
    // 17 March 2026, 16:30 in Việt Nam.
    assert!(
        unfolded.contains("UID:C.X.commune.2026-Q1@baocao\r\nDTSTAMP:20260102T030405Z\r\nDTSTART:20260317T093000Z\r\n")
    );
    assert_eq!(file(&regime), text, "the same twice");
}

#[test]
fn a_deadline_at_midnight_is_a_day() {
    let unfolded = file(&whole()).replace("\r\n ", "");
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20260317\r\nDTEND;VALUE=DATE:20260318\r\n"), "{unfolded}");
    assert!(unfolded.contains("Hạn gửi: 24:00 ngày 17/03/2026"), "{unfolded}");
}

#[test]
fn figures_between_two_versions_belong_to_one_period() {
    let earlier = whole();
    for (cutoff, first_day, told) in [
        (json!({ "name": "decree09" }), "2027-01-01", None),
        (
            json!({ "name": "calendar" }),
            "2027-01-01",
            Some("15/12/2026 – 31/12/2026 không thuộc kỳ báo cáo nào: Quý I"),
        ),
        // It governs the whole quarter in which it begins.
        (
            json!({ "name": "calendar" }),
            "2027-02-20",
            Some("15/12/2026 – 31/12/2026 không thuộc kỳ báo cáo nào: Quý I"),
        ),
        (
            json!({ "name": "fixed_day", "day": 9 }),
            "2027-04-01",
            Some("10/03/2027 – 14/03/2027 được tính vào cả hai kỳ: Quý II"),
        ),
    ] {
        let (cutoff, first_day) = (serde_json::from_value(cutoff).unwrap(), first_day.parse().ok());
        let later = Regime { cutoff, valid_from: first_day, version: 2, ..whole() };
        let faults = check_succession(&later, &earlier);
        let found: Vec<&str> = faults.iter().map(|fault| fault.vi.as_str()).collect();
        assert_eq!(found.len(), usize::from(told.is_some()), "{found:?}");
        assert!(told.is_none_or(|told| found[0].contains(told)), "{found:?}");
        assert!(faults.iter().all(|fault| fault.place == "cutoff" && fault.severity == Severity::Warning));
    }
    let other = Regime { frequencies: vec![domain::period::Frequency::Yearly], ..whole() };
    assert!(check_succession(&other, &earlier).is_empty(), "nothing goes on there");
}
