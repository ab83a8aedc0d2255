//! Writes: all or nothing, none lost, history that nobody can change, failures told apart.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use domain::content::{Content, ContentRow};
use domain::ids::ReportId;
use domain::template::ColumnNumber;
use domain::value::Value;
use rust_decimal::Decimal;
use store::changes::ContentChanges;
use store::reports::{ContentWrite, NewRevision, ReportChange};
use store::{
    Engine, Store, StoreError, admin, contents, events, outside_receipts, reorganisations, reports, settings, units,
};
use testkit::{for_each_database, sample};

const CELL: ColumnNumber = ColumnNumber(4);

#[test]
fn a_failed_write_leaves_nothing() {
    for_each_database(|db| {
        let failed: Result<(), StoreError> = db.store().write(|tx| {
            settings::update(tx, "a", "1")?;
            Err(StoreError::Stale)
        });
        assert!(matches!(failed, Err(StoreError::Stale)));
        let found = db.store().read(|conn| settings::find(conn, "a"));
        assert_eq!(found.unwrap(), None);
    });
}

#[test]
fn a_panic_leaves_nothing_and_the_store_goes_on() {
    for_each_database(|db| {
        for _ in 0..12 {
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                db.store().write::<(), StoreError>(|tx| {
                    settings::update(tx, "a", "1")?;
                    panic!("on purpose");
                })
            }));
            assert!(panicked.is_err());
        }
        let found = db.store().write(|tx| settings::find(tx, "a"));
        assert_eq!(found.unwrap(), None);
    });
}

/// Counts up one cell of a report, again and again if others are faster.
fn count_up(store: &Store, made: &sample::Sample, id: ReportId, name: &str) {
    loop {
        let (row, mut content) =
            store.read::<_, StoreError>(|conn| Ok((reports::find(conn, id)?, contents::find(conn, id)?.own))).unwrap();
        let old = content.clone();
        let count = content.value(&"a".into(), CELL).as_number().unwrap_or_default();
        content.rows.truncate(0);
        let mut line = ContentRow::new("a");
        line.cells.insert(CELL, Value::Number(count + Decimal::ONE));
        content.rows.push(line);
        let changes = ContentChanges::between(&old, &content);
        let done = store.write(|tx| {
            let revision = NewRevision {
                user_id: Some(made.user.0),
                source: "save",
                content: ContentWrite::Replace {
                    own: &content,
                    consolidated: None,
                    changes: &changes,
                    carried: None,
                    snapshot: false,
                },
            };
            let change = ReportChange::of(&row, sample::moment());
            let event = sample::new_event(&format!("{name}-{}", row.revision), "report.saved", Some(id));
            reports::advance(tx, &made.allowed(), id, row.revision, &change, &revision, None, &event)
        });
        match done {
            Ok(new) => {
                assert_eq!(new, row.revision + 1);
                return;
            }
            Err(StoreError::Stale) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn eight_writers_lose_nothing() {
    const EACH: i64 = 15;
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let (store, made) = (db.store(), &made);
                scope.spawn(move || (0..EACH).for_each(|turn| count_up(store, made, id, &format!("{writer}-{turn}"))));
            }
        });
        db.store()
            .read::<_, StoreError>(|conn| {
                let all = 8 * EACH;
                assert_eq!(reports::find(conn, id)?.revision, all);
                let own = contents::find(conn, id)?.own;
                assert_eq!(own.value(&"a".into(), CELL), Value::Number(all.into()));
                assert_eq!(contents::changes_since(conn, id, 0)?.len(), usize::try_from(all).unwrap());
                assert_eq!(events::list_of_report(conn, id)?.len(), usize::try_from(all).unwrap());
                for revision in [1, 49, 50, 51, all] {
                    let then = contents::at_revision(conn, id, revision)?.own;
                    assert_eq!(then.value(&"a".into(), CELL), Value::Number(revision.into()), "revision {revision}");
                }
                Ok(())
            })
            .unwrap();
    });
}

/// A step that changes nothing but the revision, decided from this row.
fn step(store: &Store, made: &sample::Sample, row: &reports::ReportRow) -> Result<i64, StoreError> {
    let id = ReportId(row.id);
    store.write(|tx| {
        let revision = NewRevision { user_id: Some(made.user.0), source: "transition", content: ContentWrite::Keep };
        let change = ReportChange::of(row, sample::moment());
        let event = sample::new_event(&format!("step-{}", row.revision), "report.sent", Some(id));
        reports::advance(tx, &made.allowed(), id, row.revision, &change, &revision, None, &event)
    })
}

#[test]
fn a_step_takes_back_nothing_that_others_wrote_meanwhile() {
    for_each_database(|db| {
        let (store, made) = (db.store(), sample::fill(db.store()));
        let id = made.assign(store);
        let find = || store.read::<_, StoreError>(|conn| reports::find(conn, id)).unwrap();

        let seen = find();
        store.write(|tx| reorganisations::set_receivers(tx, &[id], Some(made.other_province))).unwrap();
        assert!(matches!(step(store, &made, &seen), Err(StoreError::Stale)), "it goes to another receiver now");
        assert_eq!(find().receiver_id, Some(made.other_province.0));
        assert_eq!(step(store, &made, &find()).unwrap(), 1);

        let seen = find();
        let received = |counts_at| {
            store.write(|tx| {
                let receipt = outside_receipts::NewOutsideReceipt {
                    report_id: id.0,
                    channel: "paper",
                    reference: "15/UBND",
                    received_on: sample::day(2026, 11, 20),
                    note: None,
                    user_id: made.user.0,
                    at: sample::moment(),
                };
                outside_receipts::put(tx, &made.allowed(), seen.revision, receipt, counts_at)
            })
        };
        received(Some(sample::moment())).unwrap();
        assert!(matches!(step(store, &made, &seen), Err(StoreError::Stale)), "it counts as sent at another moment");
        assert_eq!(find().sent_at, Some(sample::moment()));
        assert_eq!(step(store, &made, &find()).unwrap(), 2);
        assert!(matches!(received(None), Err(StoreError::Stale)), "whether it was sent was read before the step");
        let taken_back =
            store.write(|tx| outside_receipts::remove(tx, &made.allowed(), id, seen.revision, sample::moment()));
        assert!(matches!(taken_back, Err(StoreError::Stale)));

        let seen = find();
        store.write(|tx| reorganisations::move_reports(tx, &[id], made.communes[1], sample::moment())).unwrap();
        assert!(matches!(step(store, &made, &seen), Err(StoreError::Stale)), "another unit owes it now");
        assert!(matches!(step(store, &made, &find()), Err(StoreError::NotFound)), "it is not the allowed unit's");
    });
}

#[test]
fn consumers_see_every_event_once() {
    const EACH: usize = 40;
    for_each_database(|db| {
        let finished = AtomicUsize::new(0);
        let mut seen: Vec<String> = std::thread::scope(|scope| {
            for writer in 0..6 {
                let finished = &finished;
                scope.spawn(move || {
                    for turn in 0..EACH {
                        let event = sample::new_event(&format!("{writer}-{turn}"), "test", None);
                        db.store().write(|tx| events::append(tx, &event)).unwrap();
                    }
                    finished.fetch_add(1, Ordering::SeqCst);
                });
            }
            let consumers: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        let mut seen = Vec::new();
                        let begun = Instant::now();
                        let mut empty = 0;
                        // Empty twice after the writers are done means that nothing is left.
                        while empty < 2 {
                            assert!(begun.elapsed() < Duration::from_secs(60), "events are missing");
                            let done = finished.load(Ordering::SeqCst) == 6;
                            let taken = db.store().write(|tx| events::take(tx, "bell", 7)).unwrap();
                            empty = if done && taken.is_empty() { empty + 1 } else { 0 };
                            assert!(taken.is_sorted_by_key(|event| event.seq));
                            seen.extend(taken.into_iter().map(|event| event.id));
                        }
                        seen
                    })
                })
                .collect();
            consumers.into_iter().flat_map(|consumer| consumer.join().unwrap()).collect()
        });
        seen.sort();
        let mut all: Vec<String> = (0..6).flat_map(|w| (0..EACH).map(move |t| format!("{w}-{t}"))).collect();
        all.sort();
        assert_eq!(seen, all);
    });
}

#[test]
fn a_taken_event_comes_again_when_the_work_fails() {
    for_each_database(|db| {
        db.store().write(|tx| events::append(tx, &sample::new_event("e", "test", None))).unwrap();
        let failed: Result<(), StoreError> = db.store().write(|tx| {
            assert_eq!(events::take(tx, "bell", 10)?.len(), 1);
            Err(StoreError::NotFound)
        });
        failed.unwrap_err();
        let take = || db.store().write(|tx| events::take(tx, "bell", 10)).unwrap().len();
        assert_eq!((take(), take()), (1, 0));
        let other = db.store().write(|tx| events::take(tx, "other", 10)).unwrap();
        assert_eq!(other.len(), 1, "each consumer has its own place");
    });
}

#[test]
fn history_cannot_be_changed() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        count_up(db.store(), &made, id, "x");
        admin::run(
            db.store(),
            &format!(
                "INSERT INTO report_transition (report_id, revision, action, from_state, to_state, level, unit_id, at) \
                 VALUES ({id}, 1, 'submit', 'in_progress', 'submitted', 0, {}, '2026-11-21 00:00:00')",
                made.communes[0]
            ),
        )
        .unwrap();
        for table in ["report_revision", "report_transition", "event"] {
            for sql in [format!("UPDATE {table} SET report_id = report_id"), format!("DELETE FROM {table}")] {
                let refusal = admin::run(db.store(), &sql).unwrap_err().to_string();
                assert!(refusal.contains("append-only"), "{sql}: {refusal}");
            }
        }
    });
}

#[test]
fn a_right_on_one_unit_does_not_reach_anothers_report() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        let row = db.store().read(|conn| reports::find(conn, id)).unwrap();
        let elsewhere = domain::access::for_system(domain::access::Permission::Enter, made.communes[1]);
        let revision = NewRevision { user_id: None, source: "save", content: ContentWrite::Keep };
        let change = ReportChange::of(&row, sample::moment());
        let event = sample::new_event("e", "report.saved", Some(id));
        for (allowed, at, refusal) in [(&elsewhere, 0, StoreError::NotFound), (&made.allowed(), 7, StoreError::Stale)] {
            let result = db.store().write(|tx| reports::advance(tx, allowed, id, at, &change, &revision, None, &event));
            assert_eq!(result.unwrap_err().to_string(), refusal.to_string());
        }
        assert_eq!(db.store().read(|conn| events::list_of_report(conn, id)).unwrap(), []);
    });
}

#[test]
fn what_stands_beside_figures_is_written_at_their_revision_only() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        let expect = |id, revision| db.store().write(|tx| reports::expect(tx, id, revision));
        assert!(expect(id, 0).is_ok());
        count_up(db.store(), &made, id, "e");
        assert!(matches!(expect(id, 0), Err(StoreError::Stale)));
        assert!(expect(id, 1).is_ok());
        assert!(matches!(expect(ReportId(i64::MAX), 0), Err(StoreError::NotFound)));
    });
}

#[test]
fn a_read_sees_one_state() {
    for_each_database(|db| {
        let seen = db.store().read::<_, StoreError>(|conn| {
            let before = settings::find(conn, "a")?;
            db.store().write(|tx| settings::update(tx, "a", "1"))?;
            Ok((before, settings::find(conn, "a")?))
        });
        assert_eq!(seen.unwrap(), (None, None));
        assert_eq!(db.store().read(|conn| settings::find(conn, "a")).unwrap().as_deref(), Some("1"));
    });
}

#[test]
fn constraint_errors_are_told_apart() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let same_code = units::NewUnit { code: "01".to_owned(), ..units::NewUnit::default() };
        let twice = db.store().write(|tx| units::create(tx, &same_code));
        assert!(matches!(twice, Err(StoreError::Unique(_))), "{twice:?}");
        let orphan =
            units::NewUnit { code: "x".to_owned(), parent_code: Some("no".to_owned()), ..units::NewUnit::default() };
        assert!(matches!(db.store().write(|tx| units::create(tx, &orphan)), Err(StoreError::NotFound)));
        let nowhere = sample::new_user("somebody", domain::ids::UnitId(999));
        let result = db.store().write(|tx| store::users::create(tx, nowhere.clone()));
        assert!(matches!(result, Err(StoreError::Reference(_))), "{result:?}");
        let nul = units::NewUnit { code: "n".to_owned(), name: "a\0b".to_owned(), ..units::NewUnit::default() };
        assert!(matches!(db.store().write(|tx| units::create(tx, &nul)), Err(StoreError::Invalid(_))));
        let content = Content { rows: vec![ContentRow { label: Some("a\0".into()), ..ContentRow::new("a") }] };
        assert!(matches!(store::stored::content_to_json(&content), Err(StoreError::Invalid(_))));
        let _ = made;
    });
}

#[test]
fn a_busy_or_missing_database_is_unavailable_and_comes_back() {
    for_each_database(|db| {
        match db.engine() {
            // The one writer is held: the next waits three seconds, then gives up.
            Engine::Sqlite => db
                .store()
                .write::<_, StoreError>(|_| {
                    let begun = Instant::now();
                    let second = db.store().write(|tx| settings::update(tx, "a", "1"));
                    assert!(matches!(second, Err(StoreError::Unavailable(_))), "{second:?}");
                    assert!(begun.elapsed() < Duration::from_secs(5));
                    Ok(())
                })
                .unwrap(),
            // The server drops everybody, in the middle of a transaction, too.
            Engine::Postgres => {
                let cut: Result<(), StoreError> = db.store().write(|tx| {
                    settings::update(tx, "a", "1")?;
                    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                                  WHERE datname = current_database() AND pid <> pg_backend_pid()";
                    admin::run(db.store(), others)?;
                    settings::update(tx, "b", "1")
                });
                assert!(matches!(cut, Err(StoreError::Unavailable(_))), "{cut:?}");
            }
        }
        for _ in 0..12 {
            db.store().ping().unwrap();
            db.store().write(|tx| settings::update(tx, "c", "1")).unwrap();
        }
        assert_eq!(db.store().read(|conn| settings::find(conn, "a")).unwrap(), None);
    });
    let begun = Instant::now();
    let away = Store::connect("postgres://nobody@%2Fno-such-folder/none");
    assert!(matches!(away, Err(StoreError::Unavailable(_))));
    assert!(begun.elapsed() < Duration::from_secs(5));
}
