//! What time brings about: reminders, and the steps of the machine at the closing hour.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::language::Language;
use domain::reminder::{Lead, Missing, Reminders, Stage, Timely};
use domain::workflow::{Action, AutomaticStep, State, WorkflowPolicy, automatic_step, counts_as_sent_at};

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

/// The stages that a due moment is in.
fn stages(reminders: &Reminders, now: NaiveDateTime, due: NaiveDateTime) -> Vec<Stage> {
    let all = reminders.stages(now).into_iter();
    all.filter(|(_, after, until)| *after < due && due <= *until).map(|(stage, ..)| stage).collect()
}

const FIVE_DAYS: Stage = Stage::Before(Lead::Days(5));
const ONE_DAY: Stage = Stage::Before(Lead::Days(1));
const TWO_HOURS: Stage = Stage::Before(Lead::Hours(2));

#[test]
fn people_are_reminded_in_one_stage_after_the_other() {
    let due = at("2026-12-17T17:00");
    for (now, expected) in [
        ("2026-12-12T16:59", None),
        ("2026-12-12T17:00", Some(FIVE_DAYS)),
        ("2026-12-16T16:59", Some(FIVE_DAYS)),
        ("2026-12-16T17:00", Some(ONE_DAY)),
        ("2026-12-17T14:59", Some(ONE_DAY)),
        ("2026-12-17T15:00", Some(TWO_HOURS)),
        ("2026-12-17T16:59", Some(TWO_HOURS)),
        ("2026-12-17T17:00", Some(Stage::Overdue)),
        ("2026-12-24T16:59", Some(Stage::Overdue)),
        ("2026-12-24T17:00", None),
    ] {
        let found = stages(&Reminders::default(), at(now), due);
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{now}");
    }
}

#[test]
fn a_regime_says_itself_when_to_remind() {
    let due = at("2026-12-17T17:00");
    // In any order.
    let own = Reminders { before: vec![Lead::Hours(36), Lead::Days(3)], after: false };
    for (now, expected) in [
        ("2026-12-14T16:59", None),
        ("2026-12-14T17:00", Some(Stage::Before(Lead::Days(3)))),
        ("2026-12-16T04:59", Some(Stage::Before(Lead::Days(3)))),
        ("2026-12-16T05:00", Some(Stage::Before(Lead::Hours(36)))),
        ("2026-12-17T16:59", Some(Stage::Before(Lead::Hours(36)))),
        ("2026-12-17T17:00", None),
    ] {
        assert_eq!(stages(&own, at(now), due), expected.into_iter().collect::<Vec<_>>(), "{now}");
    }
    let none = Reminders { before: Vec::new(), after: false };
    assert!(none.is_sound() && none.stages(due).is_empty());
    for (before, expected) in [
        (vec![], true),
        (vec![Lead::Days(60), Lead::Hours(1)], true),
        (vec![Lead::Days(61)], false),
        (vec![Lead::Hours(0)], false),
        (vec![Lead::Days(1), Lead::Hours(24)], false),
        ((1..=6).map(Lead::Days).collect(), true),
        ((1..=7).map(Lead::Days).collect(), false),
    ] {
        assert_eq!(Reminders { before: before.clone(), after: true }.is_sound(), expected, "{before:?}");
    }
}

#[test]
fn times_before_are_written_in_one_way() {
    for (text, expected) in [
        ("5d", Some(Lead::Days(5))),
        ("36h", Some(Lead::Hours(36))),
        ("05d", None),
        ("+5d", None),
        ("5 d", None),
        ("5", None),
        ("d", None),
        ("99999h", None),
    ] {
        assert_eq!(Lead::parse(text), expected, "{text}");
        assert!(expected.is_none_or(|lead| lead.to_string() == text));
    }
    let stages = [FIVE_DAYS, TWO_HOURS, Stage::Overdue];
    assert!(stages.into_iter().all(|stage| Stage::parse(&stage.code()) == Some(stage)));
    let json = serde_json::to_value(Reminders::default()).unwrap();
    assert_eq!(json, serde_json::json!({ "before": ["5d", "1d", "2h"], "after": true }));
}

#[test]
fn who_receives_is_told_who_did_not_send() {
    let units = ["Phường A".to_owned(), "Xã B".to_owned()];
    let missing = Missing { count: 3, regime: "R", period: "Quý II năm 2027", units: &units, others: 0 };
    assert_eq!(
        missing.text(Language::Vi),
        "3 báo cáo thuộc chế độ “R”, Quý II năm 2027, đã quá hạn mà chưa được gửi đến: Phường A, Xã B."
    );
    assert!(Missing { others: 7, ..missing }.text(Language::Vi).ends_with("Phường A, Xã B và 7 đơn vị khác."));
}

#[test]
fn a_stage_that_began_before_the_report_was_assigned_is_no_news() {
    let due = at("2026-12-17T17:00");
    for (stage, assigned, expected) in [
        (FIVE_DAYS, "2026-12-12T16:59", true),
        (FIVE_DAYS, "2026-12-12T17:00", false),
        (ONE_DAY, "2026-12-13T08:00", true),
        (ONE_DAY, "2026-12-17T08:00", false),
        (Stage::Overdue, "2026-12-17T16:59", true),
        (Stage::Overdue, "2026-12-18T08:00", false),
    ] {
        assert_eq!(stage.is_news(at(assigned), due), expected, "{stage:?} {assigned}");
    }
}

#[test]
fn notices_say_what_by_when_and_why() {
    let due = at("2026-12-17T17:00");
    for (timely, reason, vi) in [
        (Timely::Due(FIVE_DAYS), None, "Báo cáo R đến hạn gửi vào 24:00 ngày 17/12/2026, còn chưa tới 5 ngày."),
        (
            Timely::Due(Stage::Overdue),
            None,
            "Báo cáo R đã quá hạn gửi (24:00 ngày 17/12/2026) mà chưa được gửi. Hãy hoàn thành và gửi ngay.",
        ),
        (
            Timely::AutomaticRefused,
            Some("Báo cáo còn lỗi số liệu."),
            "Đến giờ chốt (24:00 ngày 17/12/2026), Hệ thống không tự động gửi được báo cáo R. Báo cáo còn lỗi số liệu.",
        ),
    ] {
        assert_eq!(timely.text("R", due, reason, Language::Vi), vi);
        assert!(timely.text("R", due, reason, Language::En).contains("17/12/2026"));
    }
}

#[test]
fn the_machine_announces_itself_and_acts_at_the_hour() {
    let closes = NaiveDate::from_ymd_opt(2026, 12, 17).unwrap();
    let hour = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    let policy =
        WorkflowPolicy { auto_send_at: hour(16, 30), auto_accept_at: hour(17, 0), ..WorkflowPolicy::default() };
    let (send, accept) = (at("2026-12-17T09:30"), at("2026-12-17T10:00"));
    let announce = |action, moment| Some(AutomaticStep::Announce(action, moment));
    let act = |action, moment| Some(AutomaticStep::Act(action, moment));
    let long_ago = at("2026-12-01T03:00");
    for (state, since, is_announced, now, expected) in [
        (State::Approved, long_ago, false, "2026-12-17T07:29", None),
        (State::Approved, long_ago, false, "2026-12-17T07:30", announce(Action::AutoSend, send)),
        (State::Submitted, long_ago, true, "2026-12-17T08:00", None),
        (State::Submitted, long_ago, true, "2026-12-17T09:30", act(Action::AutoSend, send)),
        // The server was away: first the notice, then the step.
        (State::Approved, long_ago, false, "2026-12-17T09:31", announce(Action::AutoSend, send)),
        // Approved when the hour was near: no notice of its own.
        (State::Approved, at("2026-12-17T09:29"), false, "2026-12-17T09:30", act(Action::AutoSend, send)),
        (State::Sent, long_ago, true, "2026-12-17T09:59", None),
        (State::Sent, long_ago, true, "2026-12-17T10:00", act(Action::AutoAccept, accept)),
        // What was not submitted is nobody's to send.
        (State::InProgress, long_ago, true, "2026-12-17T12:00", None),
        (State::Returned, long_ago, true, "2026-12-17T12:00", None),
    ] {
        let step = automatic_step(state, since, &policy, closes, is_announced, at(now));
        assert_eq!(step, expected, "{state:?} {now}");
        let without = automatic_step(state, since, &WorkflowPolicy::default(), closes, is_announced, at(now));
        assert_eq!(without, None, "only where the process names an hour");
    }
    let far = at("2026-12-17T09:30") - TimeDelta::days(30);
    assert_eq!(automatic_step(State::Approved, far, &policy, closes, false, far), None);
}

#[test]
fn what_the_machine_sends_counts_from_when_the_unit_had_done_its_part() {
    let hour = at("2026-12-17T09:00");
    for (state, since, expected) in [
        (State::Approved, "2026-12-10T03:00", "2026-12-10T03:00"),
        (State::Approved, "2026-12-17T09:30", "2026-12-17T09:30"),
        (State::Submitted, "2026-12-10T03:00", "2026-12-17T09:00"),
        (State::Submitted, "2026-12-17T09:30", "2026-12-17T09:30"),
    ] {
        assert_eq!(counts_as_sent_at(state, at(since), hour), at(expected), "{state:?} {since}");
    }
}
