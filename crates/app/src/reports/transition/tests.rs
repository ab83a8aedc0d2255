//! A step whose ground moves between its decision and its writing.

use std::sync::Arc;

use chrono::NaiveDateTime;
use domain::ids::ReportId;
use domain::workflow::Action;

use super::*;
use crate::reports::consolidate;
use crate::{Clock, circulars, demo, sessions};

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        testkit::sample::moment()
    }
}

#[test]
fn a_report_that_grows_stale_meanwhile_is_decided_anew() {
    testkit::for_each_database(|database| {
        let app = App::new(database.store().clone(), Arc::new(Standing));
        circulars::keep(&app).unwrap();
        demo::load(&app).unwrap();
        let user = app.store.read(|conn| store::users::find_by_username(conn, "hanoi.tonghop")).unwrap();
        let caller = sessions::authenticate(&app, user.id, None, 0).unwrap();
        let owed = app.store.read(|conn| store::reports::list_of_unit(conn, caller.unit, "2026-Q4")).unwrap();
        let report = owed.iter().find(|row| row.form_code == "II.06c/VPCP/KSTT").unwrap().id;
        let seen = consolidate(&app, &caller, report, 0, None).unwrap().revision;

        // The reason is that nothing is in it and that its communes have not sent anything.
        let step = Step {
            action: Action::Submit,
            note: Some("Chưa có số liệu".to_owned()),
            explanations: Vec::new(),
            cells: Vec::new(),
        };
        let loading = app.store.read(|conn| Loading::find(&app, conn, &caller, report, seen, &step)).unwrap();
        let prepared = prepare(&app, &caller, loading, &step).unwrap();
        let marked = app.store.write(|tx| store::reports::mark_stale(tx, &[ReportId(report)])).unwrap();
        assert_eq!(marked, [ReportId(report)]);
        let outcome = app.store.write(|tx| write(&app, tx, &caller, &prepared, &step).map(drop));
        assert!(matches!(outcome, Err(AppError::Stale { current: MOVED })), "{outcome:?}");
        let now = app.store.read(|conn| store::reports::find(conn, ReportId(report))).unwrap();
        assert_eq!((now.revision, now.state.as_str()), (seen, "in_progress"), "nothing is written");

        let again =
            app.store.read(|conn| Loading::find(&app, conn, &caller, report, seen, &step)).unwrap().after(false);
        match prepare(&app, &caller, again, &step) {
            Err(AppError::Invalid { findings, .. }) => assert_eq!(findings[0].code, "stale_consolidation"),
            Err(other) => panic!("{other:?}"),
            Ok(_) => panic!("the reason was given before the figures below changed"),
        }

        let mut request =
            TransitionRequest { action: "submit".to_owned(), note: None, explanations: Vec::new(), cells: Vec::new() };
        match transition(&app, &caller, report, seen, &request, None) {
            Err(AppError::Invalid { findings, .. }) => assert_eq!(findings[0].code, "stale_consolidation"),
            other => panic!("{other:?}"),
        }
        request.note = Some("Giữ số liệu".to_owned());
        assert_eq!(transition(&app, &caller, report, seen, &request, None).unwrap().item.status, "submitted");
    });
}
