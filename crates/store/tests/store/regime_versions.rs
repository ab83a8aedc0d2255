//! Regimes in versions: what was published stays as it was, on both databases.

use store::regime_versions::{self, DRAFT, PUBLISHED, RETIRED, Wording};
use store::{StoreError, settings};
use testkit::{for_each_database, sample};

const NOW: &str = "2026-03-01T08:00:00";

fn wording<'a>(title: &'a str, from: &str) -> Wording<'a> {
    Wording { circular: "C", code: "X", valid_from: from.parse().ok(), valid_to: None, title, body: "{}" }
}

#[test]
fn a_draft_changes_until_it_is_published() {
    for_each_database(|db| {
        let _ = sample::fill(db.store());
        let now = NOW.parse().unwrap();
        let create =
            |title| db.store().write(|tx| regime_versions::create(tx, &wording(title, "2026-01-01"), None, now));
        let (first, second) = (create("Một").unwrap(), create("Hai").unwrap());
        let find = |id| db.store().read::<_, StoreError>(|conn| regime_versions::find(conn, id)).unwrap();
        assert_eq!((find(first).version, find(second).version), (1, 2));

        let update = |id, seen, title| {
            db.store().write(|tx| regime_versions::update(tx, id, seen, &wording(title, "2026-02-01")))
        };
        update(first, 1, "Một sửa").unwrap();
        assert!(matches!(update(first, 1, "cũ"), Err(StoreError::Stale)), "another revision");
        assert_eq!((find(first).title.as_str(), find(first).revision), ("Một sửa", 2));

        let publish = |id, seen| db.store().write(|tx| regime_versions::publish(tx, id, seen, None, now));
        assert!(matches!(publish(first, 1), Err(StoreError::Stale)));
        publish(first, 2).unwrap();
        assert_eq!((find(first).status.as_str(), find(first).published_at), (PUBLISHED, Some(now)));
        assert!(matches!(update(first, 3, "sau"), Err(StoreError::Stale)), "published");
        assert!(matches!(db.store().write(|tx| regime_versions::remove(tx, first, 3)), Err(StoreError::Stale)));

        db.store().write(|tx| regime_versions::retire(tx, first, 3, now)).unwrap();
        assert_eq!((find(first).status.as_str(), find(first).retired_at), (RETIRED, Some(now)));
        assert_eq!(find(second).status, DRAFT);
        db.store().write(|tx| regime_versions::remove(tx, second, 1)).unwrap();
        let gone = db.store().read::<_, StoreError>(|conn| regime_versions::find(conn, second));
        assert!(matches!(gone, Err(StoreError::NotFound)));
    });
}

/// Not even a statement of somebody else's changes what was published.
#[test]
fn the_database_itself_keeps_what_was_published() {
    for_each_database(|db| {
        let now = NOW.parse().unwrap();
        let id = db
            .store()
            .write::<_, StoreError>(|tx| {
                let id = regime_versions::create(tx, &wording("Một", "2026-01-01"), None, now)?;
                regime_versions::publish(tx, id, 1, None, now)?;
                Ok(id)
            })
            .unwrap();
        for statement in [
            "UPDATE regime_version SET body = '[]'",
            "UPDATE regime_version SET title = 'khác'",
            "UPDATE regime_version SET valid_from = '2030-01-01'",
            "UPDATE regime_version SET status = 'draft'",
            "DELETE FROM regime_version",
        ] {
            let refused = store::admin::run(db.store(), statement);
            assert!(refused.is_err_and(|error| error.to_string().contains("never changes")), "{statement}");
        }
        let row = db.store().read::<_, StoreError>(|conn| regime_versions::find(conn, id)).unwrap();
        assert_eq!((row.title.as_str(), row.body.as_str()), ("Một", "{}"));
    });
}

#[test]
fn of_two_who_replace_a_setting_one_is_told() {
    for_each_database(|db| {
        let replace = |seen, value| db.store().write(|tx| settings::replace(tx, "k", seen, value));
        replace(None, "a").unwrap();
        assert!(matches!(replace(None, "b"), Err(StoreError::Stale)));
        replace(Some("a"), "b").unwrap();
        assert!(matches!(replace(Some("a"), "c"), Err(StoreError::Stale)));
        assert_eq!(db.store().read(|conn| settings::find(conn, "k")).unwrap().as_deref(), Some("b"));
    });
}
