//! Cells that steps name, and what people have looked at.

use domain::content::RowKey;
use domain::template::ColumnNumber;
use store::step_cells::StepCell;
use store::{admin, seen, step_cells};
use testkit::{for_each_database, sample};

fn cell(row: &str, column: u16, shown: Option<&str>) -> StepCell {
    StepCell {
        row: RowKey::from(row),
        column: ColumnNumber(column),
        label: format!("Hàng {row}"),
        shown: shown.map(str::to_owned),
        comment_id: None,
    }
}

#[test]
fn cells_of_a_step_are_kept_for_ever() {
    for_each_database(|db| {
        let report = sample::fill(db.store()).assign(db.store());
        let first = [cell("LV001", 4, Some("\"3\"")), cell("LV002", 9, None)];
        let second = [cell("LV001", 4, Some("\"5\""))];
        db.store()
            .write(|tx| {
                step_cells::create(tx, report, 6, &second)?;
                step_cells::create(tx, report, 3, &first)
            })
            .unwrap();
        let named = db.store().read(|conn| step_cells::list(conn, report)).unwrap();
        assert_eq!(named.into_iter().collect::<Vec<_>>(), [(3, first.to_vec()), (6, second.to_vec())]);

        let twice = db.store().write(|tx| step_cells::create(tx, report, 6, &second));
        assert!(matches!(twice, Err(store::StoreError::Unique(_))), "{twice:?}");
        for sql in ["UPDATE step_cell SET shown = NULL", "DELETE FROM step_cell"] {
            let refusal = admin::run(db.store(), sql).unwrap_err().to_string();
            assert!(refusal.contains("append-only"), "{sql}: {refusal}");
        }
    });
}

#[test]
fn what_each_person_saw_is_told_newest_first() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let report = made.assign(db.store());
        let other = db
            .store()
            .write(|tx| store::users::create(tx, sample::new_user("hanoi.badinh.duyet", made.communes[0])))
            .unwrap();
        for revision in [2, 7, 2, 5] {
            db.store().write(|tx| seen::keep(tx, report, made.user, revision, sample::moment())).unwrap();
        }
        let of = |user| db.store().read(|conn| seen::list(conn, report, user)).unwrap();
        assert_eq!((of(made.user), of(other)), (vec![7, 5, 2], vec![]));
    });
}
