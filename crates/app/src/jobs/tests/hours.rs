//! What the machine sends and accepts at the closing hour (C10).

use chrono::NaiveTime;
use domain::ids::ReportId;
use domain::workflow::{Signing, WorkflowPolicy};

use super::world::on_each;
use super::*;

#[test]
fn the_machine_sends_and_accepts_at_the_hour_where_the_process_says_so() {
    on_each(|world| {
        let leader = Leader::default();
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let policy = WorkflowPolicy { auto_send_at: hour(16), auto_accept_at: hour(17), ..WorkflowPolicy::default() };
        world.let_move("hanoi.badinh.nhaplieu", &policy);
        let (automatic, by_hand) = (world.report("hanoi.badinh.nhaplieu"), world.report("hanoi.hoankiem.nhaplieu"));
        for (commune, report) in [("hanoi.badinh", automatic), ("hanoi.hoankiem", by_hand)] {
            world.act(&format!("{commune}.nhaplieu"), report, "open");
            world.act(&format!("{commune}.nhaplieu"), report, "submit");
        }
        let closes = world.row(automatic).closes_on;
        world.go_to(&format!("{closes}T06:59"));
        world.tick(&leader);
        assert!(world.told("hanoi.badinh.duyet", "automatic_soon").is_empty());
        world.go_to(&format!("{closes}T07:01"));
        world.tick(&leader);
        let notices = world.told("hanoi.badinh.duyet", "automatic_soon");
        assert!(notices.len() == 1 && notices[0].text.contains("16:00"), "{notices:?}");
        assert_eq!(world.row(automatic).state, "submitted");

        world.go_to(&format!("{closes}T09:01"));
        world.tick(&leader);
        assert_eq!(world.row(automatic).state, "sent");
        assert_eq!(world.row(by_hand).state, "submitted", "its process names no hour");
        world.go_to(&format!("{closes}T10:01"));
        world.tick(&leader);
        let row = world.row(automatic);
        assert_eq!((row.state.as_str(), row.accepted_at.is_some()), ("accepted", true));

        let steps = reports::history(&world.app, &world.person("hanoi.badinh.gui"), automatic.0, None).unwrap();
        let automatic: Vec<_> = steps.transitions.iter().filter(|step| step.action.starts_with("auto_")).collect();
        assert_eq!(automatic.len(), 2);
        assert!(automatic.iter().all(|step| step.by.is_none()), "by the system");
        let told = world.told("hanoi.badinh.nhaplieu", "auto_send");
        assert!(told.len() == 1 && told[0].text.contains("Hệ thống"), "{told:?}");
    });
}

#[test]
fn what_the_machine_sends_is_in_time_if_the_unit_was() {
    on_each(|world| {
        let leader = Leader::default();
        let policy = WorkflowPolicy { auto_send_at: NaiveTime::from_hms_opt(16, 0, 0), ..WorkflowPolicy::default() };
        let communes = ["hanoi.badinh", "hanoi.hoankiem"];
        let [approved, submitted] = communes.map(|commune| world.report(&format!("{commune}.nhaplieu")));
        let (due, closes) = (world.row(approved).due_at, world.row(approved).closes_on);
        assert!(due.date() < closes, "the closing day lies after the deadline");
        for (commune, report) in communes.into_iter().zip([approved, submitted]) {
            world.let_move(&format!("{commune}.nhaplieu"), &policy);
            world.act(&format!("{commune}.nhaplieu"), report, "open");
            world.act(&format!("{commune}.nhaplieu"), report, "submit");
        }
        world.act("hanoi.badinh.duyet", approved, "approve");
        let since = world.row(approved).state_since;
        for time in ["07:01", "09:01"] {
            world.go_to(&format!("{closes}T{time}"));
            world.tick(&leader);
        }
        let hour = format!("{closes}T09:00:00").parse().unwrap();
        assert_eq!((world.row(approved).state.as_str(), world.row(approved).sent_at), ("sent", Some(since)));
        assert_eq!((world.row(submitted).state.as_str(), world.row(submitted).sent_at), ("sent", Some(hour)));
        let is_late = |commune: &str, report: ReportId| {
            reports::find(&world.app, &world.person(&format!("{commune}.gui")), report.0).unwrap().item.is_late
        };
        assert!(!is_late("hanoi.badinh", approved), "approved in time");
        assert!(is_late("hanoi.hoankiem", submitted), "nobody approved it in time");
        let steps = reports::history(&world.app, &world.person("hanoi.badinh.gui"), approved.0, None).unwrap();
        let sending = steps.transitions.iter().find(|step| step.action == "auto_send").unwrap();
        assert!(sending.at.naive_utc() >= hour, "the history has the moment itself: {}", sending.at);
    });
}

#[test]
fn what_the_machine_may_not_send_stays_and_its_owner_is_told_why() {
    on_each(|world| {
        let leader = Leader::default();
        let hour = NaiveTime::from_hms_opt(16, 0, 0);
        let unsigned = WorkflowPolicy { auto_send_at: hour, signing: Signing::Required, ..WorkflowPolicy::default() };
        let faulty = WorkflowPolicy { auto_send_at: hour, ..WorkflowPolicy::default() };
        world.let_move("hanoi.badinh.nhaplieu", &unsigned);
        world.let_move("hanoi.hoankiem.nhaplieu", &faulty);
        let communes = ["hanoi.badinh", "hanoi.hoankiem"];
        let reports = communes.map(|commune| world.report(&format!("{commune}.nhaplieu")));
        for (commune, report) in communes.iter().zip(reports) {
            world.act(&format!("{commune}.nhaplieu"), report, "open");
            world.act(&format!("{commune}.nhaplieu"), report, "submit");
        }
        // Figures that a rule refuses came in beside the process: as when a rule becomes stricter.
        let rows = r#"{"v":1,"rows":[{"key":"LV001","item":"LV001","label":"Thử","cells":{"4":"1","9":"7"}}]}"#;
        let plant = format!(
            "INSERT INTO report_content (report_id, revision, body) VALUES ({}, 1, '{rows}') \
             ON CONFLICT (report_id) DO UPDATE SET body = excluded.body",
            reports[1]
        );
        store::admin::run(&world.app.store, &plant).unwrap();

        let closes = world.row(reports[0]).closes_on;
        for minute in [0, 30] {
            world.go_to(&format!("{closes}T08:{minute:02}"));
            world.tick(&leader);
        }
        for minute in [1, 5, 9] {
            world.go_to(&format!("{closes}T09:{minute:02}"));
            world.tick(&leader);
        }
        for ((commune, report), reason) in communes.iter().zip(reports).zip(["chưa được ký số", "còn lỗi số liệu"])
        {
            assert_eq!(world.row(report).state, "submitted", "{commune}");
            let told = world.told(&format!("{commune}.nhaplieu"), "automatic_refused");
            assert!(told.len() == 1 && told[0].text.contains(reason), "{commune}: {told:?}");
        }
    });
}
