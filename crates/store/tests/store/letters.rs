//! The outbox of notices by e-mail: whose letters are made, claimed once, and settled.

use chrono::TimeDelta;
use domain::ids::UserId;
use store::email::{self, ProofRow};
use store::events;
use store::letters::{self, Settled};
use store::notifications::{self, NewNotification};
use store::{Store, StoreError};
use testkit::{for_each_database, sample};

fn person(store: &Store) -> UserId {
    sample::fill(store).user
}

fn tell(store: &Store, user: UserId, number: i64) {
    store
        .write(|tx| {
            let seq = events::append(tx, &sample::new_event(&format!("e{number}"), "report.submit", None))?;
            let new = NewNotification {
                user_id: user.0,
                event_seq: seq,
                kind: "submit".to_owned(),
                report_id: None,
                title_vi: String::new(),
                title_en: String::new(),
                text_vi: format!("Việc {number}"),
                text_en: format!("Thing {number}"),
                at: sample::moment(),
            };
            notifications::create_many(tx, &[new])
        })
        .unwrap();
}

fn prove(store: &Store, user: UserId) {
    let now = sample::moment();
    let proof = ProofRow {
        user_id: user.0,
        sealed: "sealed".to_owned(),
        language: "vi".to_owned(),
        code_hash: "hash".to_owned(),
        tries_left: 5,
        expires_at: now + TimeDelta::minutes(30),
    };
    store.write(|tx| email::ask_proof(tx, &proof).and_then(|()| email::prove(tx, &proof, now))).unwrap();
}

fn gather(store: &Store) -> usize {
    store.write(|tx| letters::gather(tx, sample::moment())).unwrap()
}

#[test]
fn a_letter_tells_what_came_since_the_wish_and_the_next_one_waits_for_it() {
    for_each_database(|db| {
        let store = db.store();
        let user = person(store);
        tell(store, user, 1);
        assert_eq!(gather(store), 0, "nobody wants letters");
        prove(store, user);
        assert_eq!(gather(store), 0, "what is old is not mailed");
        tell(store, user, 2);
        tell(store, user, 3);
        assert_eq!((gather(store), gather(store)), (1, 0));
        let letter = store.read(|conn| letters::list_of(conn, user)).unwrap().remove(0);
        let between = (letter.after_id, letter.until_id);
        let (told, total) = store.read(|conn| notifications::list_unread_between(conn, user, between, 1)).unwrap();
        assert_eq!((told[0].text_vi.as_str(), told.len(), total), ("Việc 2", 1, 2));

        tell(store, user, 4);
        assert_eq!(gather(store), 0, "one is under way");
        store.write(|tx| letters::settle(tx, letter.id, Settled::Sent, None, sample::moment())).unwrap();
        assert_eq!(gather(store), 1);

        let next = store.read(|conn| letters::list_of(conn, user)).unwrap().remove(1);
        assert_eq!(next.after_id, letter.until_id, "nothing between the two is lost");
        store.write(|tx| letters::settle(tx, next.id, Settled::Sent, None, sample::moment())).unwrap();
        store.write(|tx| email::set_wanted(tx, user, false, "vi")).unwrap();
        tell(store, user, 5);
        assert_eq!(gather(store), 0);
        store.write(|tx| email::set_wanted(tx, user, true, "en")).unwrap();
        assert_eq!(gather(store), 0, "what came in between is old");
        tell(store, user, 6);
        store.write(|tx| email::set_wanted(tx, user, true, "en")).unwrap();
        store.write(|tx| notifications::mark_read(tx, user, None, sample::moment())).unwrap();
        assert_eq!(gather(store), 0, "it was read");
        tell(store, user, 7);
        store.write(|tx| email::forget(tx, user)).unwrap();
        assert_eq!(gather(store), 0);
    });
}

#[test]
fn of_two_servers_one_makes_and_one_claims_a_letter() {
    for_each_database(|db| {
        let store = db.store();
        let user = person(store);
        prove(store, user);
        let now = sample::moment();
        // They meet in another place each time.
        for round in 1..=8 {
            tell(store, user, round);
            let made: usize = std::thread::scope(|scope| {
                let both: Vec<_> = (0..3).map(|_| scope.spawn(|| gather(store))).collect();
                both.into_iter().map(|one| one.join().unwrap()).sum()
            });
            assert_eq!(made, 1, "round {round}");
            if round < 8 {
                let open = store.read(|conn| letters::list_due(conn, now, 10)).unwrap();
                store.write(|tx| letters::settle(tx, open[0].id, letters::Settled::Sent, None, now)).unwrap();
            }
        }
        let due = store.read(|conn| letters::list_due(conn, now, 10)).unwrap();
        let claim = || store.write(|tx| letters::claim(tx, &due[0], now + TimeDelta::minutes(1))).unwrap();
        assert_eq!((claim(), claim()), (true, false));
        assert!(store.read(|conn| letters::list_due(conn, now, 10)).unwrap().is_empty());
        store.write(|tx| letters::release(tx, &due[0])).unwrap();
        assert_eq!(store.read(|conn| letters::list_due(conn, now, 10)).unwrap(), due);
        let later = now + TimeDelta::days(1);
        let given_up = store.write(|tx| letters::give_up_before(tx, later, "xa", later)).unwrap();
        assert_eq!(given_up, 1);
        assert_eq!(store.write(|tx| letters::delete_before(tx, later + TimeDelta::days(1))).unwrap(), 8);
    });
}

#[test]
fn tries_are_counted_and_the_last_address_counts() {
    for_each_database(|db| {
        let store = db.store();
        let user = person(store);
        let unknown = store.write(|tx| email::set_wanted(tx, user, true, "vi"));
        assert!(matches!(unknown, Err(StoreError::NotFound)), "{unknown:?}");
        prove(store, user);
        let own = store.read(|conn| email::find(conn, user)).unwrap().unwrap();
        store.write(|tx| email::refuse(tx, &own, "550")).unwrap();
        tell(store, user, 1);
        assert_eq!(gather(store), 0, "the address is refused");
        let now = sample::moment();
        let asked = ProofRow {
            user_id: user.0,
            sealed: "other".to_owned(),
            language: "en".to_owned(),
            code_hash: "x".to_owned(),
            tries_left: 2,
            expires_at: now,
        };
        store.write(|tx| email::ask_proof(tx, &asked)).unwrap();
        let take = || store.write(|tx| email::take_try(tx, user)).unwrap();
        assert_eq!((take(), take(), take()), (true, true, false));
        store.write(|tx| email::ask_proof(tx, &asked)).unwrap();
        assert!(take(), "a new code has its own tries");
        store.write(|tx| email::prove(tx, &asked, now)).unwrap();
        let new = store.read(|conn| email::find(conn, user)).unwrap().unwrap();
        assert_eq!((new.sealed.as_str(), new.problem.as_deref(), new.language.as_str()), ("other", None, "en"));
        // What the server said about the former address does not count for the new one.
        store.write(|tx| email::refuse(tx, &own, "550")).unwrap();
        assert_eq!(store.read(|conn| email::find(conn, user)).unwrap().unwrap().problem, None);
        store.write(|tx| email::ask_proof(tx, &asked)).unwrap();
        assert_eq!(store.write(|tx| email::delete_unproved(tx, now + TimeDelta::seconds(1))).unwrap(), 1);
    });
}
