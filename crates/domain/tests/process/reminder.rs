//! What time brings about: reminders, and the steps of the machine at the closing hour.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::language::Language;
use domain::reminder::{Stage, Timely};
use domain::workflow::{Action, AutomaticStep, State, WorkflowPolicy, automatic_step};

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

/// The stages that a due moment is in.
fn stages(now: NaiveDateTime, due: NaiveDateTime) -> Vec<Stage> {
    let holds = |stage: &Stage| stage.window(now).is_some_and(|(after, until)| after < due && due <= until);
    Stage::ALL.into_iter().filter(holds).collect()
}

#[test]
fn people_are_reminded_in_one_stage_after_the_other() {
    let due = at("2026-12-17T17:00");
    for (now, expected) in [
        ("2026-12-12T16:59", None),
        ("2026-12-12T17:00", Some(Stage::FiveDays)),
        ("2026-12-16T16:59", Some(Stage::FiveDays)),
        ("2026-12-16T17:00", Some(Stage::OneDay)),
        ("2026-12-17T14:59", Some(Stage::OneDay)),
        ("2026-12-17T15:00", Some(Stage::TwoHours)),
        ("2026-12-17T16:59", Some(Stage::TwoHours)),
        ("2026-12-17T17:00", Some(Stage::Overdue)),
        ("2026-12-24T16:59", Some(Stage::Overdue)),
        ("2026-12-24T17:00", None),
    ] {
        let found = stages(at(now), due);
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{now}");
    }
}

#[test]
fn a_stage_that_began_before_the_report_was_assigned_is_no_news() {
    let due = at("2026-12-17T17:00");
    for (stage, assigned, expected) in [
        (Stage::FiveDays, "2026-12-12T16:59", true),
        (Stage::FiveDays, "2026-12-12T17:00", false),
        (Stage::OneDay, "2026-12-13T08:00", true),
        (Stage::OneDay, "2026-12-17T08:00", false),
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
        (Timely::Due(Stage::FiveDays), None, "Báo cáo R đến hạn gửi vào 24:00 ngày 17/12/2026, còn chưa tới 5 ngày."),
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
