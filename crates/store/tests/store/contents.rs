//! Content as it was and as it is; what consolidation takes; forms and catalogues that are kept.

use domain::catalogue::{Catalogue, CatalogueItem};
use domain::content::{Content, ContentRow};
use domain::ids::ReportId;
use domain::template::ColumnNumber;
use domain::value::Value;
use store::changes::ContentChanges;
use store::consolidations::{self, ConsolidationRow, SourceRow};
use store::contents::{self, StoredContent};
use store::reports::{self, ContentWrite, NewRevision, NewTransition, ReportChange};
use store::{Store, StoreError, catalogues, forms, transitions};
use testkit::{for_each_database, sample};

fn content(cells: &[(&str, u16, Value)]) -> Content {
    let mut content = Content::default();
    for (key, column, value) in cells {
        if content.row(&(*key).into()).is_none() {
            content.rows.push(ContentRow::new(*key));
        }
        let row = content.rows.iter_mut().find(|row| row.key == (*key).into()).unwrap();
        row.cells.insert(ColumnNumber(*column), value.clone());
    }
    content
}

struct Step<'a> {
    state: &'a str,
    action: Option<&'a str>,
    own: Option<&'a Content>,
    consolidated: Option<&'a Content>,
}

/// Takes a report one revision further.
fn advance(store: &Store, made: &sample::Sample, id: ReportId, step: &Step<'_>) -> i64 {
    store
        .write::<_, StoreError>(|tx| {
            let row = reports::find(tx, id)?;
            let before = contents::find(tx, id)?.own;
            let changes = step.own.map(|own| ContentChanges::between(&before, own)).unwrap_or_default();
            let content = match step.own {
                Some(own) => ContentWrite::Replace {
                    own,
                    consolidated: step.consolidated,
                    changes: &changes,
                    carried: None,
                    snapshot: false,
                },
                None => ContentWrite::Keep,
            };
            let change = ReportChange { state: step.state.to_owned(), ..ReportChange::of(&row, sample::moment()) };
            let transition = step.action.map(|action| NewTransition {
                action: action.to_owned(),
                from_state: row.state.clone(),
                level: 0,
                note: Some("Số liệu đã đủ".to_owned()),
                user_id: Some(made.user.0),
                unit_id: made.communes[0].0,
            });
            let revision = NewRevision { user_id: Some(made.user.0), source: "test", content };
            let event = sample::new_event(&format!("{id}-{}", row.revision), "test", Some(id));
            reports::advance(tx, &made.allowed(), id, row.revision, &change, &revision, transition.as_ref(), &event)
        })
        .unwrap()
}

#[test]
fn every_revision_can_be_read_again() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        let first = content(&[("a", 4, 12.into()), ("b", 5, "12".into())]);
        let second = content(&[("b", 5, "13".into()), ("c", 4, Value::NotApplicable)]);
        let below = content(&[("a", 4, 100.into())]);
        let saved = |own| Step { state: "in_progress", action: None, own: Some(own), consolidated: None };
        advance(db.store(), &made, id, &saved(&first));
        advance(db.store(), &made, id, &saved(&second));
        advance(db.store(), &made, id, &Step { consolidated: Some(&below), ..saved(&second) });
        advance(
            db.store(),
            &made,
            id,
            &Step { state: "accepted", action: Some("accept"), own: None, consolidated: None },
        );
        advance(db.store(), &made, id, &Step { state: "in_progress", ..saved(&first) });
        db.store()
            .read::<_, StoreError>(|conn| {
                let expected = [
                    (0, Content::default(), None),
                    (1, first.clone(), None),
                    (2, second.clone(), None),
                    (3, second.clone(), Some(below.clone())),
                    (4, second.clone(), Some(below.clone())),
                    (5, first.clone(), Some(below.clone())),
                ];
                for (revision, own, consolidated) in expected {
                    let then = contents::at_revision(conn, id, revision)?;
                    assert_eq!(
                        then,
                        StoredContent { revision, own, consolidated, ..StoredContent::default() },
                        "revision {revision}"
                    );
                }
                for missing in [-1, 6] {
                    assert!(matches!(contents::at_revision(conn, id, missing), Err(StoreError::NotFound)));
                }
                let now = contents::find(conn, id)?;
                assert_eq!(
                    now,
                    StoredContent {
                        revision: 5,
                        own: first.clone(),
                        consolidated: Some(below.clone()),
                        ..StoredContent::default()
                    }
                );
                assert_eq!(contents::list(conn, &[id, ReportId(999)])?, [(id, now)]);
                let since = contents::changes_since(conn, id, 1)?;
                assert_eq!(since.iter().map(|row| row.revision).collect::<Vec<_>>(), [2, 3, 4, 5]);
                assert_eq!(since[0].changes, ContentChanges::between(&first, &second));
                assert!(since[1].changes.is_empty() && since[2].changes.is_empty());
                assert_eq!(since[0].user_name.as_deref(), Some("Nguyễn Thị Thử"));
                let steps = transitions::list(conn, id)?;
                let [step] = steps.as_slice() else { panic!("{steps:?}") };
                assert_eq!(
                    (step.revision, step.from_state.as_str(), step.to_state.as_str()),
                    (4, "in_progress", "accepted")
                );
                assert_eq!((step.note.as_deref(), step.unit_name.as_str()), (Some("Số liệu đã đủ"), "Phường Ba Đình"));
                Ok(())
            })
            .unwrap();
    });
}

#[test]
fn consolidation_takes_what_was_accepted_last() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let id = made.assign(db.store());
        let children = || {
            let forms = [made.form];
            db.store().read(|conn| reports::children_for_consolidation(conn, made.province, &forms, "2026-Q4")).unwrap()
        };
        assert_eq!(children().len(), 1);
        assert_eq!(children()[0].accepted, None);
        let figures = content(&[("a", 4, 12.into())]);
        let corrected = content(&[("a", 4, 13.into())]);
        let step = |state, action, own| Step { state, action, own, consolidated: None };
        advance(db.store(), &made, id, &step("in_progress", None, Some(&figures)));
        advance(db.store(), &made, id, &step("accepted", Some("accept"), None));
        advance(db.store(), &made, id, &step("correction_requested", Some("request_correction"), None));
        advance(db.store(), &made, id, &step("in_progress", None, Some(&corrected)));
        let found = children();
        let accepted = found[0].accepted.as_ref().unwrap();
        assert_eq!((accepted.revision, &accepted.own, &accepted.consolidated), (2, &figures, &None));
        assert_eq!((found[0].report.state.as_str(), found[0].report.revision), ("in_progress", 4));
        advance(db.store(), &made, id, &step("accepted", Some("accept"), None));
        let found = children();
        let accepted = found[0].accepted.as_ref().unwrap();
        assert_eq!((accepted.revision, &accepted.own), (5, &corrected));
        assert_eq!(found[0].unit_name, "Phường Ba Đình");
    });
}

#[test]
fn sources_of_a_consolidation_are_replaced() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let child = made.assign(db.store());
        let new = sample::new_report(made.form, made.province, None, "2026-Q4");
        let parent = db.store().write(|tx| reports::assign_many(tx, &[new])).unwrap()[0];
        for (revision, body) in [(1, Some("{}")), (2, None)] {
            let row = ConsolidationRow { revision, at: sample::moment(), body: body.map(str::to_owned) };
            let sources = [SourceRow { child_report_id: child.0, child_revision: revision * 10 }];
            db.store().write(|tx| consolidations::write(tx, parent, &row, &sources)).unwrap();
            db.store()
                .read::<_, StoreError>(|conn| {
                    assert_eq!(consolidations::find(conn, parent)?, Some(row));
                    assert_eq!(consolidations::list_sources(conn, parent)?, sources);
                    Ok(())
                })
                .unwrap();
        }
        assert_eq!(db.store().read(|conn| consolidations::find(conn, child)).unwrap(), None);
    });
}

#[test]
fn a_form_changes_only_while_no_report_uses_it() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let with_body = |body: &str| forms::NewForm {
            body: body.to_owned(),
            ..sample::new_form("II.06a/VPCP/KSTT", "Kết quả giải quyết thủ tục hành chính")
        };
        let keep = |body: &str| db.store().write(|tx| forms::keep(tx, &with_body(body))).unwrap();
        assert_eq!(keep("{\"a\":1}"), (made.form, true));
        assert_eq!(db.store().read(|conn| forms::find(conn, made.form)).unwrap().body, "{\"a\":1}");
        let _ = made.assign(db.store());
        assert_eq!(keep("{\"a\":2}"), (made.form, false));
        assert_eq!(db.store().read(|conn| forms::find(conn, made.form)).unwrap().body, "{\"a\":1}");
        let next = forms::NewForm { version: 2, ..with_body("{\"a\":2}") };
        let (id, kept) = db.store().write(|tx| forms::keep(tx, &next)).unwrap();
        assert!(kept && id != made.form);
        let newest = db.store().read(|conn| forms::find_newest(conn, "01/2020/TT-VPCP", "II.06a/VPCP/KSTT")).unwrap();
        assert_eq!((newest.id, newest.version), (id.0, 2));
    });
}

#[test]
fn catalogue_items_are_never_lost() {
    for_each_database(|db| {
        let item = |code: &str, name: &str| CatalogueItem {
            code: code.to_owned(),
            name: name.to_owned(),
            valid_from: None,
            valid_to: Some(sample::day(2030, 1, 1)),
        };
        let catalogue = |items| Catalogue { code: "linh_vuc".to_owned(), name: "Lĩnh vực".to_owned(), items };
        let first = catalogue(vec![item("a", "Đất đai"), item("b", "Hộ tịch")]);
        let second = catalogue(vec![item("b", "Hộ tịch và chứng thực"), item("c", "Y tế")]);
        for new in [&first, &first, &second] {
            db.store().write(|tx| catalogues::keep(tx, new)).unwrap();
        }
        let now = db.store().read(|conn| catalogues::find(conn, "linh_vuc")).unwrap();
        let names: Vec<_> = now.items.iter().map(|item| item.name.as_str()).collect();
        assert_eq!(names, ["Đất đai", "Hộ tịch và chứng thực", "Y tế"]);
        let (found, total) =
            db.store().read(|conn| catalogues::list_items(conn, "linh_vuc", "HO TICH", 1, 10)).unwrap();
        assert_eq!((found, total), (vec![item("b", "Hộ tịch và chứng thực")], 1));
        assert!(matches!(db.store().read(|conn| catalogues::find(conn, "none")), Err(StoreError::NotFound)));
    });
}

#[test]
fn a_child_that_changes_is_never_overlooked_by_its_parent() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let child = made.assign(db.store());
        let new = sample::new_report(made.form, made.province, None, "2026-Q4");
        let parent = db.store().write(|tx| reports::assign_many(tx, &[new])).unwrap()[0];
        let mark = || db.store().write(|tx| reports::mark_stale(tx, &[parent])).unwrap();
        assert_eq!(mark(), [], "never consolidated, hence not stale");
        let row = ConsolidationRow { revision: 1, at: sample::moment(), body: None };
        db.store().write(|tx| consolidations::write(tx, parent, &row, &[])).unwrap();
        let before = db.store().read(|conn| reports::find(conn, parent)).unwrap();
        assert_eq!((mark(), mark()), (vec![parent], vec![]));

        // A save that read the report before it was marked leaves the mark; a consolidation takes it away.
        let allowed = domain::access::for_system(domain::access::Permission::Consolidate, made.province);
        let is_stale_after = |change: &ReportChange, revision: i64| {
            let step = NewRevision { user_id: None, source: "test", content: ContentWrite::Keep };
            let event = sample::new_event(&format!("s{revision}"), "test", Some(parent));
            db.store()
                .write(|tx| reports::advance(tx, &allowed, parent, revision, change, &step, None, &event))
                .unwrap();
            db.store().read(|conn| reports::find(conn, parent)).unwrap().stale
        };
        assert!(is_stale_after(&ReportChange::of(&before, sample::moment()), 0));
        let marked = db.store().read(|conn| reports::find(conn, parent)).unwrap();
        let cleared = ReportChange { stale: false, ..ReportChange::of(&marked, sample::moment()) };
        assert!(!is_stale_after(&cleared, 1));

        let states = || {
            let forms = [made.form];
            db.store().read(|conn| reports::list_child_states(conn, made.province, &forms, "2026-Q4")).unwrap()
        };
        let then = states();
        assert_eq!((then.len(), then[0].accepted_revision), (1, None));
        advance(
            db.store(),
            &made,
            child,
            &Step { state: "accepted", action: Some("accept"), own: None, consolidated: None },
        );
        assert_eq!((states()[0].state.as_str(), states()[0].accepted_revision), ("accepted", Some(1)));
    });
}

/// The child is accepted while the parent is being consolidated without it: the child waits, then sees it.
#[test]
fn a_child_waits_for_a_consolidation_that_is_being_written() {
    for_each_database(|db| {
        let made = sample::fill(db.store());
        let new = sample::new_report(made.form, made.province, None, "2026-Q4");
        let parent = db.store().write(|tx| reports::assign_many(tx, &[new])).unwrap()[0];
        let row = db.store().read(|conn| reports::find(conn, parent)).unwrap();
        let allowed = domain::access::for_system(domain::access::Permission::Consolidate, made.province);
        let (begun, wait) = std::sync::mpsc::channel();
        let marked = std::thread::scope(|scope| {
            let child = scope.spawn(move || {
                wait.recv().unwrap();
                db.store().write(|tx| reports::mark_stale(tx, &[parent])).unwrap()
            });
            db.store()
                .write::<_, StoreError>(|tx| {
                    let step = NewRevision { user_id: None, source: "test", content: ContentWrite::Keep };
                    let event = sample::new_event("c", "test", Some(parent));
                    let change = ReportChange::of(&row, sample::moment());
                    reports::advance(tx, &allowed, parent, 0, &change, &step, None, &event)?;
                    begun.send(()).unwrap();
                    std::thread::sleep(std::time::Duration::from_millis(200));
                    consolidations::write(
                        tx,
                        parent,
                        &ConsolidationRow { revision: 1, at: sample::moment(), body: None },
                        &[],
                    )
                })
                .unwrap();
            child.join().unwrap()
        });
        assert_eq!(marked, [parent]);
    });
}
