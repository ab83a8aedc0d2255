//! Accounts, sessions, throttles, answers and notifications.

use chrono::Duration;
use domain::ids::UserId;
use store::idempotency::{self, AnswerRow};
use store::notifications::{self, NewNotification, NotificationFilter};
use store::sessions::{self, SessionRow};
use store::{StoreError, events, known_sources, settings, throttle, users};
use testkit::{for_each_database, sample};

fn page_of(is_read: Option<bool>) -> NotificationFilter {
    NotificationFilter { is_read, page: 1, page_size: 10, ..NotificationFilter::default() }
}

fn session(user: UserId, id: &str, hash: &str) -> SessionRow {
    SessionRow {
        id: id.to_owned(),
        user_id: user.0,
        family: "family".to_owned(),
        refresh_hash: hash.to_owned(),
        created_at: sample::moment(),
        last_used_at: sample::moment(),
        expires_at: sample::moment() + Duration::hours(12),
        revoked_at: None,
    }
}

#[test]
fn a_refresh_secret_is_spent_once() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        db.store().write(|tx| sessions::create(tx, &session(made.user, "s", "h0"))).unwrap();
        let later = sample::moment() + Duration::minutes(5);
        let wins: usize = std::thread::scope(|scope| {
            let tabs: Vec<_> = (1..=6)
                .map(|tab| {
                    scope.spawn(move || {
                        let fresh = format!("h{tab}");
                        usize::from(db.store().write(|tx| sessions::rotate(tx, "s", "h0", &fresh, later)).unwrap())
                    })
                })
                .collect();
            tabs.into_iter().map(|tab| tab.join().unwrap()).sum()
        });
        assert_eq!(wins, 1);
        let (row, spent_at) = db.store().read(|conn| sessions::find_by_refresh(conn, "h0")).unwrap();
        assert_eq!((row.last_used_at, spent_at), (later, Some(later)));
        let present = db.store().read(|conn| sessions::find_by_refresh(conn, &row.refresh_hash)).unwrap();
        assert_eq!(present, (row, None));
        let unknown = db.store().read(|conn| sessions::find_by_refresh(conn, "h9"));
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    });
}

#[test]
fn every_spent_secret_is_recognised_until_the_session_is_over() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let now = sample::moment();
        let end = now + Duration::hours(12);
        db.store()
            .write::<_, StoreError>(|tx| {
                sessions::create(tx, &session(made.user, "s", "h0"))?;
                sessions::create(
                    tx,
                    &SessionRow { expires_at: end + Duration::hours(1), ..session(made.user, "t", "i0") },
                )?;
                assert!(sessions::rotate(tx, "t", "i0", "i1", now)?);
                for (spent, fresh) in [("h0", "h1"), ("h1", "h2"), ("h2", "h3")] {
                    assert!(sessions::rotate(tx, "s", spent, fresh, now)?);
                }
                for spent in ["h0", "h1", "h2"] {
                    let (row, spent_at) = sessions::find_by_refresh(tx, spent)?;
                    assert_eq!((row.refresh_hash.as_str(), spent_at), ("h3", Some(now)), "{spent}");
                }
                assert_eq!(sessions::delete_spent(tx, end)?, 0, "not over yet");
                assert_eq!(sessions::delete_spent(tx, end + Duration::seconds(1))?, 3);
                assert!(matches!(sessions::find_by_refresh(tx, "h0"), Err(StoreError::NotFound)));
                assert!(sessions::find_by_refresh(tx, "i0").is_ok(), "of another session");
                assert_eq!(sessions::delete_ended(tx, end + Duration::days(1))?, 2, "with what they had spent");
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn ended_sessions_stay_ended() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let now = sample::moment();
        db.store()
            .write::<_, StoreError>(|tx| {
                for (id, hash) in [("a", "h1"), ("b", "h2"), ("c", "h3")] {
                    sessions::create(tx, &session(made.user, id, hash))?;
                }
                assert_eq!(sessions::revoke(tx, "a", now)?, 1);
                assert_eq!(sessions::revoke(tx, "a", now)?, 0);
                assert!(!sessions::rotate(tx, "a", "h1", "h9", now)?);
                assert_eq!(sessions::list_live(tx, made.user, now)?.len(), 2);
                assert_eq!(sessions::list_live(tx, made.user, now + Duration::hours(13))?.len(), 0);
                assert_eq!(sessions::revoke_family(tx, "family", now)?.len(), 2);
                assert_eq!(sessions::revoke_user(tx, made.user, now)?, 0);
                assert_eq!(sessions::delete_ended(tx, now)?, 0);
                assert_eq!(sessions::delete_ended(tx, now + Duration::seconds(1))?, 3);
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn accounts_are_found_whatever_the_case() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let found = db.store().read(|conn| users::find_by_username(conn, "HaNoi.BaDinh.NhapLieu")).unwrap();
        assert_eq!(found.id, made.user.0);
        for name in ["nobody", "a\0"] {
            let missing = db.store().read(|conn| users::find_by_username(conn, name));
            assert!(matches!(missing, Err(StoreError::NotFound)), "{missing:?}");
        }
        let again = sample::new_user("HANOI.badinh.nhaplieu", made.communes[1]);
        let twice = db.store().write(|tx| users::create(tx, again.clone()));
        assert!(matches!(twice, Err(StoreError::Unique(_))), "{twice:?}");
        let filter =
            users::UserFilter { q: Some("nguyen thu".to_owned()), within: Some(made.province), page: 1, page_size: 5 };
        let (rows, total) = db.store().read(|conn| users::list(conn, &filter)).unwrap();
        assert_eq!((rows.len(), total), (1, 1));
    });
}

#[test]
fn changes_of_rights_and_passwords_raise_the_epoch() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let epoch = || db.store().read(|conn| users::find(conn, made.user)).unwrap().epoch;
        assert_eq!(epoch(), 0);
        db.store().write(|tx| users::update_grants(tx, made.user, &[("approve".to_owned(), made.province)])).unwrap();
        assert_eq!(epoch(), 1);
        db.store().write(|tx| users::update_password(tx, made.user, "$new")).unwrap();
        assert_eq!(epoch(), 2);
        db.store().write(|tx| users::update_password_hash(tx, made.user, "$stronger")).unwrap();
        assert_eq!(epoch(), 2);
        let held = || db.store().read(|conn| users::list_grants_on(conn, &[made.province])).unwrap().len();
        assert_eq!(held(), 1);
        db.store().write(|tx| users::update_active(tx, made.user, false)).unwrap();
        assert_eq!((epoch(), held()), (3, 0));
        let unknown = db.store().write(|tx| users::update_active(tx, UserId(999), true));
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    });
}

#[test]
fn failures_count_within_their_window() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let now = sample::moment();
        let failed = |minutes: i64| {
            let at = now + Duration::minutes(minutes);
            db.store().write(|tx| throttle::record_failure(tx, "user:x", at - Duration::minutes(15), at)).unwrap()
        };
        let counts: Vec<i32> = [0, 5, 15, 16, 20].into_iter().map(|minutes| failed(minutes).failures).collect();
        assert_eq!(counts, [1, 2, 3, 1, 2]);
        db.store()
            .write::<_, StoreError>(|tx| {
                throttle::block(tx, "user:x", now + Duration::hours(1))?;
                assert_eq!(throttle::find(tx, "user:x")?.unwrap().blocked_until, Some(now + Duration::hours(1)));
                assert_eq!(throttle::delete_before(tx, now + Duration::minutes(30))?, 0, "still refused");
                assert_eq!(throttle::delete_before(tx, now + Duration::hours(2))?, 1);
                throttle::reset(tx, "user:x")?;
                assert_eq!(throttle::find(tx, "user:x")?, None);
                assert_eq!(users::record_failure(tx, made.user, None)?, 1);
                assert_eq!(users::record_failure(tx, made.user, Some(now))?, 2);
                users::reset_failures(tx, made.user)?;
                let user = users::find(tx, made.user)?;
                assert_eq!((user.failed_count, user.locked_until), (0, None));
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn a_source_is_known_to_its_person_for_a_time() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let now = sample::moment();
        let later = now + Duration::days(1);
        db.store()
            .write::<_, StoreError>(|tx| {
                let other = users::create(tx, sample::new_user("hanoi.badinh.duyet", made.communes[0]))?;
                known_sources::remember(tx, made.user, "address:x", now)?;
                assert!(known_sources::is_known(tx, made.user, "address:x", now)?);
                assert!(!known_sources::is_known(tx, made.user, "address:x", later)?, "too long ago");
                assert!(!known_sources::is_known(tx, made.user, "address:y", now)?);
                assert!(!known_sources::is_known(tx, other, "address:x", now)?, "known to somebody else");
                known_sources::remember(tx, made.user, "address:x", later)?;
                assert!(known_sources::is_known(tx, made.user, "address:x", later)?, "seen again");
                assert_eq!(known_sources::delete_before(tx, later)?, 0);
                assert_eq!(known_sources::delete_before(tx, later + Duration::seconds(1))?, 1);
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn one_answer_for_one_key() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let answer = |status| AnswerRow {
            user_id: made.user.0,
            key: "k".to_owned(),
            route: "POST /x".to_owned(),
            request_hash: "h".to_owned(),
            status,
            body: "{}".to_owned(),
            at: sample::moment(),
        };
        // The work of the slower of two calls is undone together with its answer.
        let both: Vec<bool> = std::thread::scope(|scope| {
            let call = |status: i32| {
                db.store().write::<_, StoreError>(|tx| {
                    settings::update(tx, &format!("work-{status}"), "done")?;
                    idempotency::create(tx, &answer(status))
                })
            };
            let calls: Vec<_> =
                [200, 201].into_iter().map(|status| scope.spawn(move || call(status).is_ok())).collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        });
        assert_eq!(both.iter().filter(|done| **done).count(), 1);
        db.store()
            .read::<_, StoreError>(|conn| {
                let kept = idempotency::find(conn, made.user, "k")?.unwrap();
                let other = if kept.status == 200 { 201 } else { 200 };
                assert!(settings::find(conn, &format!("work-{}", kept.status))?.is_some());
                assert_eq!(settings::find(conn, &format!("work-{other}"))?, None);
                assert_eq!(idempotency::find(conn, made.user, "other")?, None);
                Ok(())
            })
            .unwrap();
        let forget = |seconds| {
            let until = sample::moment() + Duration::seconds(seconds);
            db.store().write(|tx| idempotency::delete_before(tx, until)).unwrap()
        };
        assert_eq!((forget(0), forget(1)), (0, 1));
    });
}

#[test]
fn people_are_told_once() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let tell = |seq: i64| NewNotification {
            user_id: made.user.0,
            event_seq: seq,
            kind: "report.assigned".to_owned(),
            report_id: None,
            title_vi: "Báo cáo mới".to_owned(),
            title_en: "New report".to_owned(),
            text_vi: "Báo cáo đã được giao".to_owned(),
            text_en: "A report was assigned".to_owned(),
            at: sample::moment(),
        };
        db.store()
            .write::<_, StoreError>(|tx| {
                let one = events::append(tx, &sample::new_event("1", "test", None))?;
                let two = events::append(tx, &sample::new_event("2", "test", None))?;
                notifications::create_many(tx, &[tell(one)])?;
                notifications::create_many(tx, &[tell(one), tell(two)])?;
                let all = notifications::list(tx, made.user, &page_of(None))?;
                assert_eq!((all.rows.len(), all.total, all.unread), (2, 2, 2));
                assert_eq!(all.rows[0].event_seq, two, "the newest first");
                assert_eq!(notifications::mark_read(tx, made.user, Some(&[all.rows[0].id]), sample::moment())?, 1);
                assert_eq!(notifications::mark_read(tx, UserId(999), Some(&[all.rows[1].id]), sample::moment())?, 0);
                let unread = notifications::list(tx, made.user, &page_of(Some(false)))?;
                assert_eq!((unread.rows.len(), unread.total, unread.unread), (1, 1, 1));
                assert_eq!(notifications::mark_read(tx, made.user, None, sample::moment())?, 1);
                assert_eq!(notifications::mark_read(tx, made.user, None, sample::moment())?, 0);
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn two_servers_agree_on_a_made_up_value() {
    for_each_database(|db| {
        let first = db.store().write(|tx| settings::find_or_create(tx, "key", "one")).unwrap();
        let second = db.store().write(|tx| settings::find_or_create(tx, "key", "two")).unwrap();
        assert_eq!((first.as_str(), second.as_str()), ("one", "one"));
        db.store().write(|tx| settings::update(tx, "key", "three")).unwrap();
        assert_eq!(db.store().read(|conn| settings::find(conn, "key")).unwrap().as_deref(), Some("three"));
    });
}
