//! Explanations whose ground moves, and many of them at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use contract::data::SaveRequest;
use domain::ids::ReportId;

use super::*;
use crate::reports::{MOVED, save};
use crate::{Clock, circulars, demo, sessions};

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        testkit::sample::moment()
    }
}

fn finding(row: usize) -> Finding {
    Finding {
        code: "negative".to_owned(),
        severity: Severity::Warning,
        cells: vec![CellRef { row: RowKey(format!("r{row}")), column: ColumnNumber(4) }],
        message: String::new(),
    }
}

#[test]
fn an_explanation_of_figures_that_are_not_there_any_more_is_not_written() {
    testkit::for_each_database(|database| {
        let app = App::new(database.store().clone(), Arc::new(Standing));
        circulars::keep(&app).unwrap();
        demo::load(&app).unwrap();
        let user = app.store.read(|conn| store::users::find_by_username(conn, "hanoi.badinh.nhaplieu")).unwrap();
        let caller = sessions::authenticate(&app, user.id, None, 0).unwrap();
        let owed = app.store.read(|conn| store::reports::list_of_unit(conn, caller.unit, "2026-Q4")).unwrap();
        let report = owed.iter().find(|row| row.form_code == "II.06a/VPCP/KSTT").unwrap().id;
        let add = |item: &str, seen: i64| {
            let request = serde_json::json!({ "base_revision": seen, "add_rows": [{ "item": item }], "changes": [
                { "row": item, "column": "4", "value": "-5" }, { "row": item, "column": "9", "value": "-5" },
            ] });
            let request: SaveRequest = serde_json::from_value(request).unwrap();
            save(&app, &caller, report, seen, &request, None).unwrap().revision
        };
        let seen = add("LV001", 0);
        let loaded = app.store.read(|conn| Loaded::find(&app, conn, &caller, report)).unwrap();
        let about = Subject { code: "negative".to_owned(), cells: Vec::new(), figures: Vec::new() };
        let told = Told { text: "Điều chỉnh giảm".to_owned(), about: vec![about] };
        let now = testkit::sample::moment();
        add("LV002", seen);
        let late = app.store.write(|tx| write(tx, &caller, &loaded, &told, now));
        assert!(matches!(late, Err(AppError::Stale { current: MOVED })), "{late:?}");
        let kept = app.store.read(|conn| store::explanations::list(conn, ReportId(report))).unwrap();
        assert_eq!(kept, [], "nothing is written");
        // Looked at anew, it is written.
        let new = serde_json::json!({ "code": "negative", "text": "Điều chỉnh giảm",
            "cells": [{ "row": "LV001", "column": "4" }] });
        let view = explain(&app, &caller, report, &serde_json::from_value(new).unwrap(), None).unwrap();
        assert_eq!((view.items.len(), view.items[0].revision), (1, seen + 1));
    });
}

/// Each among all of them would be 400 million comparisons.
#[test]
fn twenty_thousand_warnings_are_explained_at_once() {
    const MANY: usize = 20_000;
    let form = Arc::new(domain::sheet::CompiledForm::compile(crate::reports::apply::tests::free()).unwrap());
    let content = domain::content::Content::default();
    let sheet = Sheet::open(form, &content, domain::sheet::References::default());
    let findings: Vec<Finding> = (0..MANY).map(finding).collect();
    let new: Vec<NewExplanation> = (0..MANY)
        .rev()
        .map(|row| NewExplanation {
            code: "negative".to_owned(),
            cells: vec![CellView { row: format!("r{row}"), column: "4".to_owned() }],
            text: "Điều chỉnh giảm".to_owned(),
        })
        .collect();
    let begun = Instant::now();
    let told = read_all(&sheet, &findings, &new).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(told.len(), MANY);
    assert_eq!(told[0].about[0].cells, findings[MANY - 1].cells);
}
