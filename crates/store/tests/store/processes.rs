//! Who did what with a report, and the processes that units set for themselves.

use domain::access::{Permission, UnitScope, for_system};
use domain::content::{Content, ContentRow};
use domain::ids::{ReportId, UnitId, UserId};
use domain::template::ColumnNumber;
use domain::workflow::{Deed, DeedKind, Signing, WorkflowPolicy};
use store::changes::ContentChanges;
use store::policies::Setting;
use store::regimes::RegimeRow;
use store::reports::{self, ContentWrite, NewRevision, NewTransition, ReportChange, ReportFilter};
use store::{Store, StoreError, Tx, authorship, contents, policies, processes, regimes, users};
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
        let province = WorkflowPolicy { approvers: vec![vec![made.user]], ..province };
        let taken_over = province.clone().inherited();
        let commune = WorkflowPolicy { one_account: true, signing: Signing::Off, ..WorkflowPolicy::default() };
        let named = WorkflowPolicy { approvers: vec![vec![], vec![made.user]], ..commune.clone() };
        db.store()
            .write::<_, StoreError>(|tx| {
                regimes::keep(tx, &regime("II"))?;
                regimes::keep(tx, &regime("V"))?;
                set(tx, made.top, "V", 0, Some(&WorkflowPolicy::default()))?;
                set(tx, made.province, "II", 0, Some(&commune))?;
                // Set again: the later word holds.
                set(tx, made.province, "II", 1, Some(&province))?;
                set(tx, second, "II", 0, Some(&named))
            })
            .unwrap();
        let all = [made.top, made.province, made.other_province, first, second, third];
        let read = || db.store().read(|conn| policies::list_nearest(conn, &all)).unwrap();
        let found = read();
        for (unit, expected) in [
            (made.top, None),
            (made.other_province, None),
            (made.province, Some(&province)),
            // The people of the province are not those of the commune.
            (first, Some(&taken_over)),
            (second, Some(&named)),
            (third, Some(&taken_over)),
        ] {
            assert_eq!(found.find(unit, CIRCULAR, "II"), expected, "unit {unit}");
            assert_eq!(found.find(unit, CIRCULAR, "V"), Some(&WorkflowPolicy::default()), "unit {unit}");
            assert_eq!(found.find(unit, CIRCULAR, "I"), None);
        }
        assert_eq!(found.set_by(first, CIRCULAR, "II"), Some(made.province));
        assert_eq!(found.set_by(second, CIRCULAR, "II"), Some(second));
        assert_eq!(found.set_by(made.top, CIRCULAR, "II"), None);
        db.store().write(|tx| set(tx, second, "II", 1, None)).unwrap();
        assert_eq!(read().find(second, CIRCULAR, "II"), Some(&taken_over));
        let unknown = db.store().write(|tx| set(tx, second, "IX", 0, Some(&commune)));
        assert!(matches!(unknown, Err(StoreError::Reference(_))), "{unknown:?}");
    });
}

fn set(
    tx: &mut Tx<'_>,
    unit: UnitId,
    regime: &str,
    seen: i64,
    policy: Option<&WorkflowPolicy>,
) -> Result<i64, StoreError> {
    let allowed = for_system(Permission::Administer, unit);
    policies::set(tx, &allowed, (CIRCULAR, regime), policy, Setting { seen, user: None, at: sample::moment() })
}

#[test]
fn a_process_is_set_only_by_who_saw_the_last_one() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let unit = made.communes[0];
        let body = RegimeRow {
            circular: CIRCULAR.to_owned(),
            code: "II".to_owned(),
            title: "II".to_owned(),
            body: "{}".to_owned(),
        };
        db.store().write(|tx| regimes::keep(tx, &body)).unwrap();
        let one = WorkflowPolicy::default();
        let two = WorkflowPolicy { approval_levels: 2, ..WorkflowPolicy::default() };
        let set = |seen, policy: Option<&WorkflowPolicy>| db.store().write(|tx| set(tx, unit, "II", seen, policy));
        let own = || db.store().read(|conn| policies::find_own(conn, unit, CIRCULAR, "II")).unwrap();
        assert_eq!(own(), None);
        assert_eq!(set(0, Some(&one)).unwrap(), 1);
        assert!(matches!(set(0, Some(&two)), Err(StoreError::Stale)), "somebody was quicker");
        assert_eq!(set(1, Some(&two)).unwrap(), 2);
        assert!(matches!(set(1, None), Err(StoreError::Stale)));
        assert_eq!(set(2, None).unwrap(), 3);
        let away = own().unwrap();
        assert_eq!((away.policy, away.revision), (None, 3), "the count never begins anew");
        assert!(db.store().read(policies::list_regimes).unwrap().is_empty());
        assert!(matches!(set(0, Some(&one)), Err(StoreError::Stale)));
        assert_eq!(set(3, Some(&one)).unwrap(), 4);
        let scopes = [
            (UnitScope::All, 1),
            (UnitScope::Units { own: vec![unit], subtrees: vec![] }, 1),
            (UnitScope::Units { own: vec![], subtrees: vec![made.province] }, 1),
            (UnitScope::Units { own: vec![made.province], subtrees: vec![made.other_province] }, 0),
            (UnitScope::None, 0),
        ];
        for (scope, count) in scopes {
            let (rows, total) = db.store().read(|conn| policies::list(conn, &scope, 1, 25)).unwrap();
            assert_eq!((rows.len(), total), (count, i64::try_from(count).unwrap()), "{scope:?}");
            assert!(rows.iter().all(|row| row.unit_id == unit.0 && row.policy == one));
        }
    });
}

#[test]
fn reports_of_one_process_share_its_row() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let keep = |code: &str, policy: &WorkflowPolicy| {
            db.store().write(|tx| processes::keep(tx, CIRCULAR, code, policy)).unwrap()
        };
        let plain = WorkflowPolicy::default();
        let named = WorkflowPolicy { approvers: vec![vec![made.user]], ..WorkflowPolicy::default() };
        let hourly = WorkflowPolicy { auto_send_at: chrono::NaiveTime::from_hms_opt(17, 0, 0), ..plain.clone() };
        let (first, second, third) = (keep("II", &plain), keep("II", &named), keep("V", &hourly));
        assert_eq!((keep("II", &plain), keep("II", &named)), (first, second));
        assert_ne!(keep("V", &plain), first, "another regime");
        let all = db.store().read(|conn| processes::list(conn, &[first, second, third].into())).unwrap();
        assert_eq!((&all[&first], &all[&second], &all[&third]), (&plain, &named, &hourly));
        assert_eq!(db.store().read(processes::list_automatic).unwrap(), [(CIRCULAR.to_owned(), "V".to_owned())]);
        for change in ["UPDATE process SET body = '{}'", "DELETE FROM process"] {
            assert!(store::admin::run(db.store(), change).is_err(), "{change}");
        }
    });
}

#[test]
fn what_others_are_named_for_is_not_in_ones_list() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        let other = db.store().write(|tx| users::create(tx, sample::new_user("b", made.communes[0]))).unwrap();
        let wait = |policy: &WorkflowPolicy, level: i32| {
            db.store()
                .write::<_, StoreError>(|tx| {
                    let row = reports::find(tx, id)?;
                    let process = processes::keep(tx, CIRCULAR, "II", policy)?;
                    let change = ReportChange {
                        state: "submitted".to_owned(),
                        level,
                        process_id: Some(process),
                        ..ReportChange::of(&row, sample::moment())
                    };
                    let revision =
                        NewRevision { user_id: Some(made.user.0), source: "transition", content: ContentWrite::Keep };
                    let event = sample::new_event(&format!("{id}-{}", row.revision), "test", Some(id));
                    reports::advance(tx, &made.allowed(), id, row.revision, &change, &revision, None, &event)
                })
                .unwrap();
        };
        let listed = |approver| {
            let filter = ReportFilter { scope: UnitScope::All, approver: Some(approver), ..ReportFilter::default() };
            db.store().read(|conn| reports::list(conn, &filter)).unwrap().total
        };
        let both = WorkflowPolicy { approval_levels: 2, ..WorkflowPolicy::default() };
        let named = WorkflowPolicy { approvers: vec![vec![made.user]], ..both.clone() };
        assert_eq!((listed(made.user), listed(other)), (1, 1), "not submitted");
        for (policy, level, expected) in [(&both, 1, (1, 1)), (&named, 1, (1, 0)), (&named, 2, (1, 1))] {
            wait(policy, level);
            assert_eq!((listed(made.user), listed(other)), expected, "level {level} of {policy:?}");
        }
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
