//! Who did what with a report, and the processes that units set for themselves.

use domain::content::{Content, ContentRow};
use domain::ids::{ReportId, UserId};
use domain::template::ColumnNumber;
use domain::workflow::{Deed, DeedKind, Signing, WorkflowPolicy};
use store::changes::ContentChanges;
use store::regimes::RegimeRow;
use store::reports::{self, ContentWrite, NewRevision, NewTransition, ReportChange};
use store::{Store, StoreError, authorship, contents, policies, regimes, users};
use testkit::{for_each_database, sample};

const CIRCULAR: &str = "01/2020/TT-VPCP";

#[test]
fn the_nearest_unit_with_a_process_of_its_own_decides() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let [first, second, third] = made.communes[..] else { panic!() };
        let regime = |code: &str| RegimeRow {
            circular: CIRCULAR.to_owned(),
            code: code.to_owned(),
            title: code.to_owned(),
            body: "{}".to_owned(),
        };
        let province = WorkflowPolicy { approval_levels: 2, ..WorkflowPolicy::default() };
        let commune = WorkflowPolicy { one_account: true, signing: Signing::Off, ..WorkflowPolicy::default() };
        db.store()
            .write::<_, StoreError>(|tx| {
                regimes::keep(tx, &regime("II"))?;
                regimes::keep(tx, &regime("V"))?;
                policies::write(tx, made.top, CIRCULAR, "V", &WorkflowPolicy::default())?;
                policies::write(tx, made.province, CIRCULAR, "II", &commune)?;
                // Written again: the later word holds.
                policies::write(tx, made.province, CIRCULAR, "II", &province)?;
                policies::write(tx, second, CIRCULAR, "II", &commune)
            })
            .unwrap();
        let all = [made.top, made.province, made.other_province, first, second, third];
        let read = || db.store().read(|conn| policies::list_nearest(conn, &all)).unwrap();
        let found = read();
        for (unit, expected) in [
            (made.top, None),
            (made.other_province, None),
            (made.province, Some(&province)),
            (first, Some(&province)),
            (second, Some(&commune)),
            (third, Some(&province)),
        ] {
            assert_eq!(found.find(unit, CIRCULAR, "II"), expected, "unit {unit}");
            assert_eq!(found.find(unit, CIRCULAR, "V"), Some(&WorkflowPolicy::default()), "unit {unit}");
            assert_eq!(found.find(unit, CIRCULAR, "I"), None);
        }
        db.store().write(|tx| policies::remove(tx, second, CIRCULAR, "II")).unwrap();
        assert_eq!(read().find(second, CIRCULAR, "II"), Some(&province));
        let unknown = db.store().write(|tx| policies::write(tx, second, CIRCULAR, "IX", &commune));
        assert!(matches!(unknown, Err(StoreError::Reference(_))), "{unknown:?}");
    });
}

/// One more revision by somebody: of this source, with this figure, or with a step.
fn advance(store: &Store, made: &sample::Sample, id: ReportId, by: UserId, source: &str, action: &str, figure: i64) {
    store
        .write::<_, StoreError>(|tx| {
            let row = reports::find(tx, id)?;
            let before = contents::find(tx, id)?.own;
            let mut line = ContentRow::new("a");
            line.cells.insert(ColumnNumber(4), figure.into());
            let own = Content { rows: vec![line] };
            let changes = ContentChanges::between(&before, &own);
            let content = ContentWrite::Replace {
                own: &own,
                consolidated: None,
                changes: &changes,
                carried: None,
                snapshot: false,
            };
            let content = if source == "transition" { ContentWrite::Keep } else { content };
            let state = match action {
                "submit" | "approve_first" => "submitted",
                "approve" => "approved",
                _ => "in_progress",
            };
            let change = ReportChange { state: state.to_owned(), ..ReportChange::of(&row, sample::moment()) };
            let step = (!action.is_empty()).then(|| NewTransition {
                action: action.trim_end_matches("_first").to_owned(),
                from_state: row.state.clone(),
                level: 0,
                note: None,
                user_id: Some(by.0),
                unit_id: made.communes[0].0,
            });
            let revision = NewRevision { user_id: Some(by.0), source, content };
            let event = sample::new_event(&format!("{id}-{}", row.revision), "test", Some(id));
            reports::advance(tx, &made.allowed(), id, row.revision, &change, &revision, step.as_ref(), &event)
        })
        .unwrap();
}

#[test]
fn entries_submissions_and_last_approvals_are_told() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        let second = db.store().write(|tx| users::create(tx, sample::new_user("b", made.communes[0]))).unwrap();
        let first = made.user;
        let list = || {
            let mut deeds = db
                .store()
                .read(|conn| authorship::list(conn, &[id, ReportId(999)]))
                .unwrap()
                .remove(&id)
                .unwrap_or_default();
            deeds.sort_by_key(|deed| deed.revision);
            deeds
        };
        assert_eq!(list(), []);
        let store = db.store();
        advance(store, &made, id, first, "entered", "open", 1);
        advance(store, &made, id, first, "entered", "", 2);
        // Saved, but nothing changed.
        advance(store, &made, id, second, "entered", "", 2);
        advance(store, &made, id, second, "transition", "submit", 0);
        advance(store, &made, id, first, "transition", "approve_first", 0);
        advance(store, &made, id, second, "transition", "approve", 0);
        advance(store, &made, id, second, "consolidated", "", 2);
        let deed = |revision, user, kind| Deed { revision, user: Some(user), kind };
        assert_eq!(
            list(),
            [
                deed(2, first, DeedKind::Entered),
                deed(4, second, DeedKind::Submitted),
                deed(6, second, DeedKind::Approved),
                deed(7, second, DeedKind::Entered),
            ]
        );
    });
}
