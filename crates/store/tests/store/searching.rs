//! Reports found by words of unit, form and period, and how far they are counted; the same on both databases.

use domain::ids::{FormId, UnitId};
use store::reports::{self, ReportFilter, ReportRow, ReportSort};
use store::{StoreError, forms, units};
use testkit::{for_each_database, sample};

use super::lists::{Country, everything, fill, listed};

#[test]
fn a_renamed_unit_is_found_by_its_new_name() {
    for_each_database(|db| {
        let Country { made, .. } = fill(db.store());
        db.store().write(|tx| units::update_name(tx, made.communes[2], "Phường An Khánh", None)).unwrap();
        for (word, expected) in [("đông anh", 0), ("an khanh", 2)] {
            let (_, total) = listed(db.store(), &ReportFilter { q: Some(word.to_owned()), ..everything() });
            assert_eq!(total, expected, "{word}");
        }
        let (rows, _) = listed(db.store(), &ReportFilter { sort: ReportSort::Unit, ..everything() });
        assert!(rows[0].starts_with("Phường An Khánh"), "{rows:?}");
    });
}

#[test]
fn periods_are_found_as_people_call_them() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let periods = ["2026-Q3", "2026-Q4", "2026-H1", "2026-H2", "2026", "2026-01", "2026-11"];
        let new = |period: &&str| sample::new_report(made.form, made.communes[0], Some(made.province), period);
        db.store().write(|tx| reports::assign_many(tx, &periods.iter().map(new).collect::<Vec<_>>())).unwrap();
        let found = |q: &str| -> Vec<String> {
            let filter = ReportFilter { q: Some(q.to_owned()), ..everything() };
            let page = db.store().read(|conn| reports::list(conn, &filter)).unwrap();
            let mut periods: Vec<String> = page.rows.into_iter().map(|row| row.period).collect();
            periods.sort();
            periods
        };
        for (q, expected) in [
            ("Quý IV năm 2026", &["2026-Q4"][..]),
            ("quy 4", &["2026-Q4"]),
            ("ba đình quý 3/2026", &["2026-Q3"]),
            ("6 tháng đầu năm 2026", &["2026-H1"]),
            ("6 tháng", &["2026-H1", "2026-H2"]),
            ("6 tháng đầu năm", &["2026-H1"]),
            ("Phường Ba Đình, Quý IV năm 2026", &["2026-Q4"]),
            ("II.06a/VPCP/KSTT – “Ba Đình” (quý 4):", &["2026-Q4"]),
            ("tháng 1", &["2026-01"]),
            ("tháng 11/2026", &["2026-11"]),
            ("quý 4 hoàn kiếm", &[]),
        ] {
            assert_eq!(found(q), expected, "{q}");
        }
    });
}

#[test]
fn words_that_stand_together_are_found_first() {
    for_each_database(|db| {
        let Country { made, .. } = fill(db.store());
        db.store().write(|tx| units::update_name(tx, made.communes[1], "Phường Đình Ba", None)).unwrap();
        for sort in [ReportSort::Due, ReportSort::DueDescending, ReportSort::Unit, ReportSort::Updated] {
            let filter = ReportFilter { q: Some("ba  đình".to_owned()), sort, ..everything() };
            let (rows, total) = listed(db.store(), &filter);
            let first = rows.iter().take_while(|row| row.starts_with("Phường Ba Đình")).count();
            let later = rows.iter().skip(first).filter(|row| row.starts_with("Phường Đình Ba")).count();
            assert!(first > 0 && later > 0 && first + later == rows.len(), "{sort:?}: {rows:?}");
            assert_eq!(total, i64::try_from(rows.len()).unwrap());
        }
    });
}

/// Every word on its own, and every two and three of them, against looking through the texts by hand.
#[test]
fn words_of_unit_form_and_period_find_what_looking_through_all_finds() {
    for_each_database(|db| {
        let Country { made, .. } = fill(db.store());
        let mut ad_hoc = sample::new_report(made.form, made.communes[0], None, "A-bao-so-3");
        ad_hoc.period_label = Some("Thiệt hại sau bão số 3".to_owned());
        db.store().write(|tx| reports::assign_many(tx, &[ad_hoc])).unwrap();
        let all = db.store().read(|conn| reports::list(conn, &everything())).unwrap().rows;
        let text_of = |row: &ReportRow| {
            let unit = db.store().read(|conn| units::find(conn, UnitId(row.unit_id))).unwrap();
            let form = db.store().read(|conn| forms::find(conn, FormId(row.form_id))).unwrap();
            let label = row.period_label.clone().unwrap_or_default();
            let text = format!("{} {} {} {} {} {label}", unit.name, unit.code, form.code, form.title, row.period);
            domain::text::fold(&text).replace('.', ". ").replace('/', "/ ").replace('-', "- ")
        };
        let texts: Vec<(i64, String)> = all.iter().map(|row| (row.id, text_of(row))).collect();
        let has = |text: &str, word: &str| format!(" {text}").contains(&format!(" {word}"));
        let words = ["ba", "dinh", "phuong", "ii. 06a", "phan", "2026- q4", "2026", "bao", "thu", "khong"];
        let mut asked = 0;
        for (ix, one) in words.iter().enumerate() {
            for (jx, two) in words.iter().enumerate().skip(ix) {
                for three in &words[jx..] {
                    let wanted = [*one, *two, *three];
                    let q = wanted.map(|word| word.replace(' ', "")).join(" ");
                    let page = db
                        .store()
                        .read(|conn| reports::list(conn, &ReportFilter { q: Some(q.clone()), ..everything() }));
                    let page = page.unwrap();
                    let mut found: Vec<i64> = page.rows.iter().map(|row| row.id).collect();
                    found.sort_unstable();
                    let mut expected: Vec<i64> = texts
                        .iter()
                        .filter(|(_, text)| wanted.iter().all(|word| has(text, word)))
                        .map(|(id, _)| *id)
                        .collect();
                    expected.sort_unstable();
                    assert_eq!(found, expected, "{q}");
                    assert_eq!(usize::try_from(page.total).unwrap(), expected.len(), "{q}");
                    asked += usize::from(!expected.is_empty());
                }
            }
        }
        assert!(asked > 50, "{asked} questions found something");
    });
}

#[test]
fn more_than_ten_thousand_are_said_to_be_more() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let unit = |number: usize| units::NewUnit {
            code: format!("X{number}"),
            name: format!("Xã số {number}"),
            kind: "commune".to_owned(),
            parent_code: Some("66".to_owned()),
            ..Default::default()
        };
        db.store()
            .write::<_, StoreError>(|tx| {
                let units = units::create_many(tx, &(0..1_001).map(unit).collect::<Vec<_>>())?;
                for year in 2017..2027 {
                    let new = |unit: &UnitId| {
                        sample::new_report(made.form, *unit, Some(made.other_province), &year.to_string())
                    };
                    reports::assign_many(tx, &units.iter().map(new).collect::<Vec<_>>())?;
                }
                Ok(())
            })
            .unwrap();
        for (filter, total, has_more) in [
            (everything(), 10_000, true),
            (ReportFilter { q: Some("xa so".to_owned()), ..everything() }, 10_000, true),
            (ReportFilter { q: Some("xa so 2026".to_owned()), ..everything() }, 1_001, false),
            (ReportFilter { period: Some("2020".to_owned()), ..everything() }, 1_001, false),
        ] {
            let page = db.store().read(|conn| reports::list(conn, &filter)).unwrap();
            assert_eq!((page.rows.len(), page.total, page.has_more), (200, total, has_more), "{filter:?}");
        }
        // The last ten lie behind what was counted.
        let last = ReportFilter { page: 51, ..everything() };
        assert_eq!(db.store().read(|conn| reports::list(conn, &last)).unwrap().rows.len(), 10);
    });
}
