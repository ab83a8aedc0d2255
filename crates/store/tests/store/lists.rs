//! Work lists: who sees what, Vietnamese words, order and pages; the same on both databases.

use std::cell::RefCell;

use domain::access::UnitScope;
use domain::ids::{FormId, UnitId};
use store::reports::{self, ReportFilter, ReportRow, ReportSort};
use store::units::NewUnit;
use store::{Store, StoreError, admin, forms, units, users};
use testkit::{for_each_database, sample};

pub(super) struct Country {
    pub(super) made: sample::Sample,
    other_form: FormId,
}

/// Two forms for three communes and a province; the communes report to Hà Nội, the province to the top.
pub(super) fn fill(store: &Store) -> Country {
    let made = sample::fill(store);
    let other_form = store
        .write::<_, StoreError>(|tx| {
            let other = forms::create(tx, &sample::new_form("II.05b/VPCP/KSTT", "Phản ánh, kiến nghị đã xử lý"))?;
            let mut new = Vec::new();
            for form in [made.form, other] {
                for unit in &made.communes {
                    new.push(sample::new_report(form, *unit, Some(made.province), "2026-Q4"));
                }
                let mut province = sample::new_report(form, made.province, Some(made.top), "2026-Q4");
                province.consolidates = true;
                province.due_at -= chrono::Duration::days(2);
                new.push(province);
            }
            new.push(sample::new_report(made.form, made.other_province, None, "2026"));
            assert_eq!(reports::assign_many(tx, &new)?.len(), 9);
            assert_eq!(reports::assign_many(tx, &new)?, [], "assigning twice is harmless");
            Ok(other)
        })
        .unwrap();
    let sent =
        format!("UPDATE report SET state = 'sent' WHERE unit_id = {} AND form_id = {}", made.communes[1], made.form);
    admin::run(store, &sent).unwrap();
    Country { made, other_form }
}

pub(super) fn everything() -> ReportFilter {
    ReportFilter { scope: UnitScope::All, page_size: 200, ..ReportFilter::default() }
}

fn only(own: &[UnitId], subtrees: &[UnitId]) -> UnitScope {
    UnitScope::Units { own: own.to_vec(), subtrees: subtrees.to_vec() }
}

/// The list as "unit / form" lines, and the total.
pub(super) fn listed(store: &Store, filter: &ReportFilter) -> (Vec<String>, i64) {
    let page = store.read(|conn| reports::list(conn, filter)).unwrap();
    let line = |row: ReportRow| {
        let unit = store.read(|conn| units::find(conn, UnitId(row.unit_id))).unwrap();
        format!("{} / {}", unit.name, row.form_code)
    };
    (page.rows.into_iter().map(line).collect(), page.total)
}

#[test]
fn filters_narrow() {
    for_each_database(|db| {
        let Country { made, other_form } = fill(db.store());
        let [ba_dinh, hoan_kiem, dong_anh] = made.communes[..] else { panic!("three communes") };
        let none = ReportFilter { page_size: 200, ..ReportFilter::default() };
        let text = |word: &str| Some(word.to_owned());
        let cases: Vec<(&str, ReportFilter, i64)> = vec![
            ("no scope", none.clone(), 0),
            ("all", everything(), 9),
            ("one unit", ReportFilter { scope: only(&[ba_dinh], &[]), ..none.clone() }, 2),
            ("two units", ReportFilter { scope: only(&[ba_dinh, dong_anh], &[]), ..none.clone() }, 4),
            ("a subtree", ReportFilter { scope: only(&[], &[made.province]), ..none.clone() }, 8),
            (
                "a unit and a subtree",
                ReportFilter { scope: only(&[made.other_province], &[made.province]), ..none.clone() },
                9,
            ),
            ("received by Hà Nội", ReportFilter { receivers: only(&[made.province], &[]), ..none.clone() }, 6),
            ("received below the top", ReportFilter { receivers: only(&[], &[made.top]), ..none.clone() }, 8),
            (
                "own or received",
                ReportFilter {
                    scope: only(&[made.province], &[]),
                    receivers: only(&[made.province], &[]),
                    ..none.clone()
                },
                8,
            ),
            ("sent", ReportFilter { states: vec!["sent".to_owned()], ..everything() }, 1),
            ("two states", ReportFilter { states: vec!["sent".to_owned(), "assigned".to_owned()], ..everything() }, 9),
            (
                "sent to Hà Nội",
                ReportFilter {
                    receivers: only(&[made.province], &[]),
                    states: vec!["sent".to_owned()],
                    ..none.clone()
                },
                1,
            ),
            ("a form", ReportFilter { form_code: text("II.05b/VPCP/KSTT"), ..everything() }, 4),
            ("a form by its short code", ReportFilter { form_code: text("II.05b"), ..everything() }, 4),
            ("a part of a code is no form", ReportFilter { form_code: text("II.05"), ..everything() }, 0),
            ("a regime", ReportFilter { regime: text("II"), ..everything() }, 9),
            ("another regime", ReportFilter { regime: text("I"), ..everything() }, 0),
            ("a circular", ReportFilter { circular: text("01/2020/TT-VPCP"), ..everything() }, 9),
            ("a period", ReportFilter { period: text("2026"), ..everything() }, 1),
            ("a unit with those below", ReportFilter { unit: Some(made.province), ..everything() }, 8),
            (
                "a unit outside the scope",
                ReportFilter { scope: only(&[hoan_kiem], &[]), unit: Some(made.other_province), ..none.clone() },
                0,
            ),
            ("consolidating", ReportFilter { consolidates: Some(true), ..everything() }, 2),
            ("words without diacritics", ReportFilter { q: text("dong anh"), ..everything() }, 2),
            ("words in capitals", ReportFilter { q: text("ĐÔNG  ANH"), ..everything() }, 2),
            ("words of unit and form", ReportFilter { q: text("đak lak thu tuc"), ..everything() }, 1),
            ("a code", ReportFilter { q: text("II.05b"), ..everything() }, 4),
            ("a part of a code", ReportFilter { q: text("05b vpcp"), ..everything() }, 4),
            ("the beginning of words", ReportFilter { q: text("dong an"), ..everything() }, 2),
            ("what stands inside of words", ReportFilter { q: text("ong nh"), ..everything() }, 0),
            ("a wildcard is a letter", ReportFilter { q: text("%"), ..everything() }, 0),
            ("an unknown word", ReportFilter { q: text("hà giang"), ..everything() }, 0),
        ];
        for (name, filter, expected) in cases {
            let (rows, total) = listed(db.store(), &filter);
            assert_eq!((rows.len(), total), (usize::try_from(expected).unwrap(), expected), "{name}: {rows:?}");
        }
        let counts = db.store().read(|conn| reports::count_by_state(conn, &everything())).unwrap();
        assert_eq!(counts, [("assigned".to_owned(), 8), ("sent".to_owned(), 1)]);
        assert!(db.store().read(|conn| forms::is_used(conn, other_form)).unwrap());
    });
}

#[test]
fn a_scope_holds_everything_only_with_every_top() {
    for_each_database(|db| {
        let Country { made, .. } = fill(db.store());
        let count = |tops: &[UnitId]| listed(db.store(), &ReportFilter { scope: only(&[], tops), ..everything() }).1;
        assert_eq!((count(&[made.top]), count(&[made.province, made.other_province])), (9, 9));
        let other_top = db
            .store()
            .write::<_, StoreError>(|tx| {
                let other = units::create(tx, &NewUnit { code: "TTCP".to_owned(), ..NewUnit::default() })?;
                reports::assign_many(tx, &[sample::new_report(made.form, other, None, "2026-Q4")])?;
                Ok(other)
            })
            .unwrap();
        assert_eq!((count(&[made.top]), count(&[other_top]), count(&[made.top, other_top])), (9, 1, 10));
    });
}

#[test]
fn orders_are_total_and_pages_neither_repeat_nor_skip() {
    let orders: RefCell<Vec<Vec<Vec<String>>>> = RefCell::default();
    for_each_database(|db| {
        fill(db.store());
        let mut of_engine = Vec::new();
        for sort in
            [ReportSort::Due, ReportSort::DueDescending, ReportSort::Unit, ReportSort::Form, ReportSort::Updated]
        {
            let (whole, total) = listed(db.store(), &ReportFilter { sort, ..everything() });
            let mut paged = Vec::new();
            for page in 1..=4 {
                let (rows, same) = listed(db.store(), &ReportFilter { sort, page, page_size: 4, ..everything() });
                assert_eq!(same, total);
                assert_eq!(rows.len(), [4, 4, 1, 0][usize::try_from(page).unwrap() - 1]);
                paged.extend(rows);
            }
            assert_eq!(paged, whole, "{sort:?}");
            of_engine.push(whole);
        }
        assert_eq!(of_engine[0][0], "Thành phố Hà Nội / II.06a/VPCP/KSTT", "the nearest deadline first");
        let units: Vec<&str> = of_engine[2].iter().filter_map(|line| line.split(" / ").next()).collect();
        assert_eq!(units[0], "Phường Ba Đình");
        assert_eq!(units[8], "Xã Đông Anh");
        orders.borrow_mut().push(of_engine);
    });
    let orders = orders.into_inner();
    assert_eq!(orders[0], orders[1], "both databases sort alike");
}

#[test]
fn short_pages_of_a_wide_scope_are_parts_of_the_whole_list() {
    for_each_database(|db| {
        let Country { made, .. } = fill(db.store());
        let scopes = [
            (only(&[], &[made.province]), UnitScope::None),
            (only(&[made.other_province], &[made.province]), UnitScope::None),
            (only(&made.communes, &[]), only(&[made.top], &[])),
            (only(&[made.province], &[]), only(&[made.province], &[made.top])),
        ];
        for (scope, receivers) in scopes {
            let words = [None, Some("phuong"), Some("ba dinh"), Some("quy 4 ha noi"), Some("06a phuong")];
            for (sort, q) in
                [ReportSort::Due, ReportSort::DueDescending, ReportSort::Unit, ReportSort::Form, ReportSort::Updated]
                    .into_iter()
                    .flat_map(|sort| words.map(|q| (sort, q.map(str::to_owned))))
            {
                let (scope, receivers) = (scope.clone(), receivers.clone());
                let base = ReportFilter { scope, receivers, sort, q, ..everything() };
                let (whole, total) = listed(db.store(), &base);
                assert_eq!(usize::try_from(total).unwrap(), whole.len(), "{base:?}");
                assert!(base.q.is_some() || total > 4, "{base:?}");
                let by_state = db.store().read(|conn| reports::count_by_state(conn, &base)).unwrap();
                assert_eq!(by_state.iter().map(|(_, count)| count).sum::<i64>(), total, "{base:?}: {by_state:?}");
                let mut paged = Vec::new();
                for page in 1..=total {
                    paged.extend(listed(db.store(), &ReportFilter { page, page_size: 1, ..base.clone() }).0);
                }
                assert_eq!(paged, whole, "{base:?}");
            }
        }
    });
}

#[test]
fn of_all_units_those_below_one() {
    for_each_database(|db| {
        let Country { made, .. } = fill(db.store());
        let whole = only(&[], &[made.top]);
        let scopes = [
            (UnitScope::All, UnitScope::None),
            (UnitScope::All, UnitScope::All),
            (UnitScope::All, only(&[made.top], &[made.top])),
            (UnitScope::None, UnitScope::All),
            (whole.clone(), UnitScope::None),
            (whole.clone(), whole.clone()),
        ];
        for (scope, receivers) in scopes {
            for (unit, expected) in [(made.top, 9), (made.province, 8), (made.communes[0], 2), (made.other_province, 1)]
            {
                let (scope, receivers) = (scope.clone(), receivers.clone());
                let filter = ReportFilter { scope, receivers, unit: Some(unit), ..everything() };
                let (rows, total) = listed(db.store(), &filter);
                assert_eq!((rows.len(), total), (usize::try_from(expected).unwrap(), expected), "{filter:?}");
            }
        }
    });
}

#[test]
fn the_hierarchy_answers_up_and_down() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        db.store()
            .read::<_, StoreError>(|conn| {
                let commune = made.communes[2];
                assert_eq!(units::list_ancestor_ids(conn, commune)?, [commune, made.province, made.top]);
                let names = |rows: Vec<units::UnitRow>| rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
                assert_eq!(
                    names(units::list_children(conn, made.province)?),
                    ["Phường Ba Đình", "Phường Hoàn Kiếm", "Xã Đông Anh"]
                );
                assert_eq!(names(units::list_roots(conn)?), ["Văn phòng Chính phủ"]);
                assert_eq!(units::list_subtree(conn, made.top)?.len(), 6);
                assert_eq!(
                    units::list_with_children(conn, &[made.top, made.province, commune])?,
                    [made.top, made.province]
                );
                let filter =
                    units::UnitFilter { q: Some("ba dinh".to_owned()), page: 1, page_size: 10, ..Default::default() };
                let (rows, total) = units::list(conn, &filter)?;
                assert_eq!((names(rows), total), (vec!["Phường Ba Đình".to_owned()], 1));
                let filter = units::UnitFilter {
                    within: Some(made.province),
                    kind: Some("commune".to_owned()),
                    page: 2,
                    page_size: 2,
                    ..Default::default()
                };
                let (rows, total) = units::list(conn, &filter)?;
                assert_eq!((names(rows), total), (vec!["Xã Đông Anh".to_owned()], 3));
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn thousands_of_units_accounts_and_reports_are_made_in_one_go() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let codes = |number: usize| units::NewUnit {
            code: format!("X{number}"),
            name: format!("Xã số {number}"),
            kind: "commune".to_owned(),
            parent_code: Some("66".to_owned()),
            ..Default::default()
        };
        let new: Vec<units::NewUnit> = (0..1_201).map(codes).collect();
        let (ids, total) = db
            .store()
            .write::<_, StoreError>(|tx| {
                let ids = units::create_many(tx, &new)?;
                let accounts = ids.iter().map(|unit| sample::new_user(&format!("u{unit}"), *unit)).collect();
                let people = users::create_many(tx, accounts)?;
                let grant = |(user, unit): (&domain::ids::UserId, &UnitId)| users::GrantRow {
                    user_id: user.0,
                    group_code: "enter".to_owned(),
                    unit_id: unit.0,
                };
                users::create_grants(tx, &people.iter().zip(&ids).map(grant).collect::<Vec<_>>())?;
                let reports: Vec<_> = ids
                    .iter()
                    .map(|unit| sample::new_report(made.form, *unit, Some(made.other_province), "2026-Q4"))
                    .collect();
                let made = reports::assign_many(tx, &reports)?.len();
                Ok((ids, made))
            })
            .unwrap();
        assert_eq!((ids.len(), total), (1_201, 1_201));
        db.store()
            .read::<_, StoreError>(|conn| {
                assert_eq!(units::find(conn, ids[1_200])?.code, "X1200", "ids in the order of the list");
                assert_eq!(units::list_ancestor_ids(conn, ids[700])?, [ids[700], made.other_province, made.top]);
                let held = users::list_grants_on(conn, &ids[3..4])?;
                assert_eq!(held.iter().map(|grant| grant.unit_id).collect::<Vec<_>>(), [ids[3].0]);
                Ok(())
            })
            .unwrap();
    });
}
