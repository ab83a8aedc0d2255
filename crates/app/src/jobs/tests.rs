//! The jobs on both databases, with a clock that the test moves: two leaders, a stop between batches, each reminder once.

mod hours;
pub(crate) mod world;

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::NaiveDate;
use domain::deadline::EntryWindowRule;
use domain::reminder::{Lead, Reminders};

use super::*;
use crate::openings::run_in;
use crate::{Clock, notifications, reports};
use world::on_each;

fn always() -> AppResult<bool> {
    Ok(true)
}

#[test]
fn one_server_leads_until_it_falls_silent() {
    on_each(|world| {
        let (one, other) = (Leader::default(), Leader::default());
        assert!(one.leads(&world.app).unwrap());
        assert!(!other.leads(&world.app).unwrap());
        // It renews the lead while it is there.
        for _ in 0..4 {
            world.advance(TimeDelta::seconds(20));
            assert!(one.leads(&world.app).unwrap());
            assert!(!other.leads(&world.app).unwrap());
        }
        world.advance(TimeDelta::seconds(31));
        assert!(other.leads(&world.app).unwrap(), "the first one was silent for too long");
        assert!(!one.leads(&world.app).unwrap());
        other.resign(&world.app).unwrap();
        assert!(!other.leads(&world.app).unwrap());
        assert!(one.leads(&world.app).unwrap(), "at once");
    });
}

#[test]
fn a_period_opens_by_itself_when_its_day_comes() {
    on_each(|world| {
        let leader = Leader::default();
        world.tick(&leader);
        assert_eq!(world.count("2027-Q1"), 0, "the present periods are open, the next one is not due");
        // 15 December in Việt Nam: the first quarter of 2027 begins (Decree 09, Article 12).
        world.go_to("2026-12-14T17:00");
        world.tick(&leader);
        let made = world.count("2027-Q1");
        assert_eq!(made, world.count("2026-Q4"), "as many as the demonstration had");
        let told = world.told("hanoi.badinh.nhaplieu", "opened");
        assert!(told.iter().any(|one| one.text.contains("Quý I năm 2027")), "{told:?}");

        world.advance(TimeDelta::hours(1));
        world.tick(&leader);
        assert_eq!(world.count("2027-Q1"), made, "once");
        assert_eq!(world.told("hanoi.badinh.nhaplieu", "opened").len(), told.len());
    });
}

#[test]
fn an_opening_that_was_asked_for_does_not_wait_for_the_next_planned_run() {
    on_each(|world| {
        let leader = Leader::default();
        world.tick(&leader);
        let id = world.ask_for("2027-Q1");
        world.advance(TimeDelta::seconds(1));
        world.tick(&leader);
        assert_eq!(world.opening(id).state, "done");
    });
}

#[test]
fn an_opening_that_was_cut_short_goes_on_where_it_stood() {
    on_each(|world| {
        let id = world.ask_for("2027-Q1");
        let left = AtomicI64::new(2);
        let twice = || Ok(left.fetch_sub(1, Ordering::SeqCst) > 0);
        let first = run_in(50, &world.app, id, &twice).unwrap();
        let cut = world.opening(id);
        assert_eq!((cut.state.as_str(), cut.made), ("running", first));
        assert!(0 < cut.done && cut.done < cut.total, "{cut:?}");

        let rest = run_in(50, &world.app, id, &always).unwrap();
        let done = world.opening(id);
        assert_eq!((done.state.as_str(), done.done, done.made), ("done", done.total, first + rest));
        assert_eq!(world.count("2027-Q1"), usize::try_from(done.total).unwrap());

        // Once more is harmless, and says that nothing was missing.
        assert_eq!(world.ask_for("2027-Q1"), id);
        assert_eq!(run_in(50, &world.app, id, &always).unwrap(), 0);
        assert_eq!((world.opening(id).made, world.opening(id).total), (0, done.total));
    });
}

#[test]
fn two_leaders_do_no_harm() {
    on_each(|world| {
        let id = world.ask_for("2027-Q1");
        let made: i64 = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..2).map(|_| scope.spawn(|| run_in(20, &world.app, id, &always).unwrap())).collect();
            runs.into_iter().map(|run| run.join().unwrap()).sum()
        });
        let opening = world.opening(id);
        assert_eq!((opening.state.as_str(), opening.made, opening.total), ("done", made, made));
        assert_eq!(world.count("2027-Q1"), usize::try_from(made).unwrap());
        notifications::deliver(&world.app).unwrap();
        assert_eq!(world.told("hanoi.badinh.nhaplieu", "opened").len(), 1);

        world.go_to("2026-12-13T17:30");
        let counts: Vec<Counts> = std::thread::scope(|scope| {
            let runs: Vec<_> =
                (0..2).map(|_| scope.spawn(|| super::remind::run(&world.app, &always).unwrap())).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(counts.iter().map(|counts| counts["reminders"]).sum::<i64>() > 0);
        notifications::deliver(&world.app).unwrap();
        let reminded = world.told("hanoi.badinh.nhaplieu", "reminded");
        let mut reports: Vec<_> = reminded.iter().map(|one| one.report_id).collect();
        reports.sort_unstable();
        reports.dedup();
        assert_eq!(reports.len(), reminded.len(), "each once");
    });
}

#[test]
fn each_reminder_is_told_once_to_whose_turn_it_is() {
    on_each(|world| {
        let leader = Leader::default();
        let report = world.report("hanoi.badinh.nhaplieu");
        let due = world.row(report).due_at;
        let told = |username: &str| {
            let mine = world.told(username, "reminded").into_iter();
            mine.filter(|one| one.report_id == Some(report.0)).count()
        };
        let at = |before: TimeDelta| {
            world.clock.0.store((due - before - testkit::sample::moment()).num_seconds(), Ordering::SeqCst);
            world.tick(&leader);
            world.advance(TimeDelta::minutes(2));
            world.tick(&leader);
        };
        at(TimeDelta::days(6));
        assert_eq!(told("hanoi.badinh.nhaplieu"), 0);
        at(TimeDelta::days(5));
        assert_eq!(told("hanoi.badinh.nhaplieu"), 1);
        assert_eq!(told("hanoi.badinh.duyet"), 0);
        at(TimeDelta::days(1));
        assert_eq!(told("hanoi.badinh.nhaplieu"), 2);
        // It is somebody else's turn now.
        world.act("hanoi.badinh.nhaplieu", report, "open");
        world.act("hanoi.badinh.nhaplieu", report, "submit");
        at(TimeDelta::hours(2));
        assert_eq!((told("hanoi.badinh.nhaplieu"), told("hanoi.badinh.duyet")), (2, 1));
        at(TimeDelta::minutes(-10));
        assert_eq!((told("hanoi.badinh.nhaplieu"), told("hanoi.badinh.duyet")), (2, 2));
        at(TimeDelta::days(-2));
        assert_eq!(told("hanoi.badinh.duyet"), 2, "after the due moment only once");
    });
}

#[test]
fn a_regime_that_says_when_to_remind_is_listened_to() {
    on_each(|world| {
        let leader = Leader::default();
        let own = Reminders { before: vec![Lead::Days(3)], after: false };
        world.change_regime("II", |regime| regime.reminders = own);
        let report = world.report("hanoi.badinh.nhaplieu");
        let due = world.row(report).due_at;
        let at = |before: TimeDelta| {
            world.clock.0.store((due - before - testkit::sample::moment()).num_seconds(), Ordering::SeqCst);
            world.tick(&leader);
            world.advance(TimeDelta::minutes(2));
            world.tick(&leader);
            let told = world.told("hanoi.badinh.nhaplieu", "reminded").into_iter();
            let (mine, others): (Vec<_>, Vec<_>) = told.partition(|one| one.report_id == Some(report.0));
            (mine.len(), others.iter().filter(|one| !one.text.contains("Báo cáo II.")).count())
        };
        assert_eq!(at(TimeDelta::days(5)).0, 0);
        let (mine, others) = at(TimeDelta::days(3));
        assert_eq!(mine, 1);
        let told = world.told("hanoi.badinh.nhaplieu", "reminded");
        assert!(told.iter().any(|one| one.text.contains("còn chưa tới 3 ngày")), "{told:?}");
        let (mine, later) = at(TimeDelta::days(1));
        assert_eq!(mine, 1);
        assert!(later > others, "other regimes remind as usual");
        assert_eq!(at(TimeDelta::minutes(-10)).0, 1, "not after it");
    });
}

#[test]
fn a_new_version_governs_the_periods_that_end_while_it_holds() {
    on_each(|world| {
        let leader = Leader::default();
        world.change_regime("II", |regime| {
            regime.valid_from = NaiveDate::from_ymd_opt(2027, 1, 1);
            regime.policy.one_account = true;
            regime.entry_window = EntryWindowRule::WithData { closes: 60 };
        });
        // 15 December in Việt Nam: the first quarter of 2027 begins, in which the new version holds.
        world.go_to("2026-12-14T17:00");
        world.tick(&leader);
        let author = world.person("hanoi.badinh.nhaplieu");
        let found = |period: &str| {
            let rows = world.app.store.read(|conn| store::reports::list_of_unit(conn, author.unit, period)).unwrap();
            let row = rows.into_iter().find(|row| row.regime == "II").unwrap();
            let view = reports::find(&world.app, &author, row.id).unwrap();
            (view.process.one_account, (row.closes_on - row.data_to).num_days() > 60)
        };
        assert_eq!(found("2026-Q4"), (false, false), "it goes by the version that it was opened by");
        assert_eq!(found("2027-Q1"), (true, true));
        world.retire_first("II");
        assert_eq!(found("2026-Q4"), (false, false), "also after that one was retired");
    });
}

#[test]
fn who_receives_is_told_once_who_is_overdue() {
    on_each(|world| {
        let leader = Leader::default();
        let due = world.row(world.report("hanoi.badinh.nhaplieu")).due_at;
        world.clock.0.store((due - testkit::sample::moment()).num_seconds() - 600, Ordering::SeqCst);
        world.tick(&leader);
        let told = || world.told("hanoi.tonghop", "overdue_below");
        assert!(told().is_empty());
        for _ in 0..3 {
            world.advance(TimeDelta::minutes(20));
            world.tick(&leader);
        }
        let of_regime: Vec<_> = told().into_iter().filter(|one| one.text.contains("Quý IV năm 2026")).collect();
        assert!(!of_regime.is_empty() && of_regime.len() < 10, "few for many units: {}", of_regime.len());
        assert!(of_regime.iter().any(|one| one.text.contains("đơn vị khác")), "{of_regime:?}");
        assert!(world.told("hanoi.badinh.nhaplieu", "overdue_below").is_empty(), "nobody reports to a ward");
    });
}

#[test]
fn who_did_not_submit_is_told_that_entry_closed() {
    on_each(|world| {
        let leader = Leader::default();
        let report = world.report("hanoi.badinh.nhaplieu");
        let closes = world.row(report).closes_on;
        let told = || {
            let mine = world.told("hanoi.badinh.nhaplieu", "entry_closed").into_iter();
            mine.filter(|one| one.report_id == Some(report.0)).count()
        };
        world.go_to(&format!("{closes}T16:50"));
        world.tick(&leader);
        assert_eq!(told(), 0, "23:50 of the last day");
        world.advance(TimeDelta::minutes(20));
        world.tick(&leader);
        world.advance(TimeDelta::minutes(20));
        world.tick(&leader);
        assert_eq!(told(), 1);
    });
}

#[test]
fn a_run_that_was_asked_for_is_done_by_the_leader_and_kept() {
    on_each(|world| {
        let (leader, other) = (Leader::default(), Leader::default());
        let admin = world.person("quantri");
        world.tick(&leader);
        let asked = run_now(&world.app, &admin, "housekeeping", None).unwrap();
        assert_eq!(asked.state, "waiting");
        assert_eq!(run_now(&world.app, &admin, "housekeeping", None).unwrap().id, asked.id, "one waits already");
        world.tick(&other);
        let state = || list_runs(&world.app, &admin, "housekeeping", 1, 25).unwrap().items[0].clone();
        assert_eq!(state().state, "waiting", "only the leader works");
        world.tick(&leader);
        assert_eq!((state().state.as_str(), state().by.as_deref()), ("done", Some("Quản trị hệ thống")));

        let view = list(&world.app, &admin).unwrap();
        assert_eq!(view.items.len(), Job::of(&world.app).count());
        assert!(view.items.iter().all(|job| job.last_finished_at.is_some() && job.next_at.is_some()));

        // A leader that died in the middle of a run: the next one says so.
        run_now(&world.app, &admin, "remind", None).unwrap();
        let now = world.clock.now();
        world.app.store.write(|tx| store::jobs::start_asked(tx, "remind", now)).unwrap();
        world.advance(TimeDelta::minutes(1));
        world.tick(&other);
        assert_eq!(list_runs(&world.app, &admin, "remind", 1, 25).unwrap().items[0].state, "interrupted");

        for person in ["hanoi.tonghop", "hanoi.badinh.nhaplieu"] {
            let refused = run_now(&world.app, &world.person(person), "remind", None);
            assert!(matches!(refused, Err(AppError::Forbidden(_))), "{person}");
        }
    });
}
