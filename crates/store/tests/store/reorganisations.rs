//! Units that end: the tree, what is found by old names, and what goes over to the unit that comes after them.

use domain::ids::UnitId;
use domain::reorganisation::{Row, When};
use store::reorganisations as acts;
use store::reorganisations::{Followed, Particulars};
use store::units::{self, NewUnit, UnitFilter};
use store::{StoreError, Tx};
use testkit::sample::{self, Sample, day, moment};
use testkit::{TestDatabase, for_each_database};

fn act(tx: &mut Tx<'_>, sample: &Sample) -> Result<i64, StoreError> {
    let said = Particulars {
        number: "202/2025/QH15",
        title: "Sắp xếp",
        signed_on: None,
        effective_on: day(2026, 12, 1),
        body: "{}",
        scope: sample.province,
    };
    acts::create(tx, said, sample.user.0, moment())
}

/// Hà Nội becomes part of Đắk Lắk, with its communes below.
fn merge(database: &TestDatabase) -> Sample {
    let sample = sample::fill(database.store());
    let (from, to, until) = (sample.province, sample.other_province, day(2026, 11, 30));
    database
        .store()
        .write(|tx| {
            let act = act(tx, &sample)?;
            for child in &sample.communes {
                acts::put_under(tx, *child, to, until)?;
            }
            acts::end_unit(tx, from, to, act, until)?;
            acts::put_under(tx, from, to, until)?;
            acts::widen_search(tx, to, &[from])
        })
        .unwrap();
    sample
}

#[test]
fn the_tree_follows_and_remembers() {
    for_each_database(|database| {
        let sample = merge(database);
        let (from, to, commune) = (sample.province, sample.other_province, sample.communes[0]);
        let line = |unit| database.store().read(|conn| units::list_ancestor_ids(conn, unit)).unwrap();
        assert_eq!(line(commune), [commune, to, sample.top]);
        assert_eq!(line(from), [from, to, sample.top]);
        let below = database.store().read(|conn| units::list_subtree(conn, to)).unwrap();
        assert_eq!(below.len(), 5);
        let map = database.store().read(acts::places).unwrap();
        for (when, top, expected) in [
            (When::Now, sample.top, Row::Of(to.0)),
            (When::Then(day(2026, 11, 30)), sample.top, Row::Of(from.0)),
            (When::Then(day(2026, 12, 1)), sample.top, Row::Of(to.0)),
            (When::Then(day(2026, 11, 30)), to, Row::Elsewhere),
        ] {
            assert_eq!(map.row(top.0, commune.0, when), expected, "{when:?}");
        }
        let again = database.store().write(|tx| acts::end_unit(tx, from, sample.top, 1, day(2026, 12, 5)));
        assert!(matches!(again, Err(StoreError::Stale)), "a unit ends once");
    });
}

#[test]
fn what_was_reported_before_two_mergers_counts_for_who_stands_there_today() {
    for_each_database(|database| {
        let sample = sample::fill(database.store());
        let _ = sample.assign(database.store());
        let [first, second, third] = sample.communes[..] else { panic!("three communes") };
        let reported = |period: &str| {
            database
                .store()
                .read(|conn| acts::list_reported_before(conn, period))
                .unwrap()
                .into_iter()
                .collect::<Vec<_>>()
        };
        assert_eq!(reported("2026-Q4"), [], "nobody ended yet");
        database
            .store()
            .write(|tx| {
                let act = act(tx, &sample)?;
                acts::end_unit(tx, first, second, act, day(2026, 11, 30))?;
                acts::end_unit(tx, second, third, act, day(2026, 12, 31))
            })
            .unwrap();
        assert_eq!(reported("2026-Q4"), [(third.0, sample.form.0)]);
        assert_eq!(reported("2027-Q1"), []);
    });
}

#[test]
fn old_names_find_what_came_after() {
    for_each_database(|database| {
        let sample = merge(database);
        let filter = UnitFilter { q: Some("ha noi".to_owned()), page: 1, page_size: 10, ..UnitFilter::default() };
        let (found, _) = database.store().read(|conn| units::list(conn, &filter)).unwrap();
        let mut found: Vec<UnitId> = found.into_iter().map(|unit| UnitId(unit.id)).collect();
        found.sort();
        assert_eq!(found, [sample.province, sample.other_province]);
        let after = database.store().read(|conn| acts::successor_of(conn, &[sample.province])).unwrap();
        assert_eq!((after[0].successor_id, after[0].number.as_str()), (sample.other_province.0, "202/2025/QH15"));
        let before = database.store().read(|conn| acts::list_predecessors(conn, &[sample.other_province])).unwrap();
        assert_eq!(before, [(sample.other_province.0, sample.province.0, "Thành phố Hà Nội".to_owned())]);
    });
}

#[test]
fn a_code_is_handed_over() {
    for_each_database(|database| {
        let sample = sample::fill(database.store());
        let commune = sample.communes[0];
        let made = database.store().write(|tx| {
            acts::hand_over_code(tx, commune, 7)?;
            let new = NewUnit {
                code: "00004".to_owned(),
                name: "Phường Mới".to_owned(),
                kind: "ward".to_owned(),
                parent_code: Some("01".to_owned()),
                ..NewUnit::default()
            };
            units::create(tx, &new)
        });
        let code = |unit| database.store().read(|conn| units::find(conn, unit)).unwrap().code;
        assert_eq!((code(commune), code(made.unwrap())), ("00004~7".to_owned(), "00004".to_owned()));
    });
}

#[test]
fn a_published_act_never_changes() {
    for_each_database(|database| {
        let sample = sample::fill(database.store());
        let id = database.store().write(|tx| act(tx, &sample)).unwrap();
        database.store().write(|tx| acts::publish(tx, id, 1, 1, sample.user.0, moment())).unwrap();
        assert!(matches!(database.store().write(|tx| acts::remove(tx, id, 2)), Err(StoreError::Stale)));
        // It still moves on.
        let taken = database.store().write(|tx| acts::take(tx, id, moment())).unwrap().unwrap();
        assert_eq!((taken.status.as_str(), taken.started_at), ("running", Some(moment())));
        database.store().write(|tx| acts::finish(tx, id, moment())).unwrap();
        assert_eq!(database.store().write(|tx| acts::take(tx, id, moment())).unwrap(), None);
    });
}

#[test]
fn settings_go_over_where_all_said_the_same() {
    for_each_database(|database| {
        let sample = sample::fill(database.store());
        let [first, second, to] = sample.communes[..] else { panic!("three communes") };
        let exempt = |tx: &mut Tx<'_>, unit, form_code| {
            let allowed = domain::access::for_system(domain::access::Permission::Assign, unit);
            let (circular, reason) = ("01/2020/TT-VPCP", "Kết nối liên thông");
            let new =
                store::exemptions::NewExemption { circular, form_code, reason, user_id: sample.user.0, at: moment() };
            store::exemptions::create(tx, &allowed, new)
        };
        let followed = database.store().write(|tx| {
            exempt(tx, first, "A")?;
            exempt(tx, second, "A")?;
            exempt(tx, first, "B")?;
            acts::follow_settings(tx, &[first, second], (to, true), moment())
        });
        assert_eq!(followed.unwrap(), Followed { kept: 1, ended: 1 });
        let left = database.store().read(|conn| store::exemptions::list_of_circular(conn, "01/2020/TT-VPCP")).unwrap();
        assert_eq!(left.iter().map(|(unit, form, _)| (*unit, form.as_str())).collect::<Vec<_>>(), [(to.0, "A")]);
        // Who owed its reports before goes on owing them.
        let followed = database.store().write(|tx| acts::follow_settings(tx, &[to], (first, false), moment()));
        assert_eq!(followed.unwrap(), Followed { kept: 0, ended: 1 });
        let left = database.store().read(|conn| store::exemptions::list_of_circular(conn, "01/2020/TT-VPCP")).unwrap();
        assert!(left.is_empty());
    });
}
