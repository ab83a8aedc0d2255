//! The demonstration with forms of the test's own, and its people.

use std::sync::Arc;

use app::{App, Caller, Clock, reports};
use chrono::NaiveDateTime;
use contract::data::{CellChange, ReportData, SaveRequest};
use contract::reports::TransitionRequest;
use domain::access::{Actor, Grant, group};
use domain::ids::{FormId, ReportId, UnitId, UserId};
use domain::language::Language;
use serde_json::json;
use store::forms::NewForm;
use store::reports::NewReport;
use store::{StoreError, admin};
use testkit::{TestDatabase, sample};

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        sample::moment()
    }
}

/// The use cases over the demonstration.
pub struct World {
    pub app: App,
}

/// Runs a test on each database; statements are counted.
pub fn on_each(test: impl Fn(World)) {
    admin::watch_statements().unwrap();
    testkit::for_each_database(|database| test(World::demo(database)));
}

impl World {
    fn demo(database: &TestDatabase) -> Self {
        let app = App::new(database.store().clone(), Arc::new(Standing));
        app::circulars::keep(&app).unwrap();
        app::demo::load(&app).unwrap();
        Self { app }
    }

    pub fn unit(&self, code: &str) -> UnitId {
        UnitId(self.app.store.read(|conn| store::units::find_by_code(conn, code)).unwrap().id)
    }

    /// Somebody with the rights of these groups in a unit.
    pub fn person(&self, unit: &str, groups: &[&str]) -> Caller {
        let username = format!("{unit}.{}", groups.join("."));
        let unit = self.unit(unit);
        let made = self.app.store.write::<_, StoreError>(|tx| match store::users::find_by_username(tx, &username) {
            Err(StoreError::NotFound) => store::users::create(tx, sample::new_user(&username, unit)),
            known => known.map(|user| UserId(user.id)),
        });
        let user = made.unwrap();
        let grants = groups.iter().map(|code| Grant { rights: group(code).unwrap().rights, unit, subtree: false });
        Caller {
            user,
            full_name: username.clone(),
            username,
            unit,
            unit_name: "Đơn vị".to_owned(),
            actor: Actor { user, unit, grants: grants.collect() },
            language: Language::Vi,
        }
    }

    /// Keeps a form with one row R and these columns of whole numbers, each with or without a formula.
    pub fn form(&self, code: &str, formulas: &[&str]) -> FormId {
        let header = formulas.iter().zip(1..).map(|(formula, number)| {
            let mut column =
                json!({ "number": number, "title": format!("Cột {number}"), "type": { "name": "integer" } });
            if !formula.is_empty() {
                column["formula"] = json!(formula);
            }
            column
        });
        let body = json!({
            "format": 1, "circular": "01/2020/TT-VPCP", "code": code, "version": 1, "title": code, "regime": "II",
            "kind": "data", "frequencies": ["quarterly"], "provenance": "published",
            "header": header.collect::<Vec<_>>(), "row_kind": { "name": "fixed" },
            "rows": [{ "code": "R", "label": "Hàng", "role": "data" }], "rules": [],
        });
        let form = NewForm { body: body.to_string(), ..sample::new_form(code, code) };
        self.app.store.write(|tx| store::forms::create(tx, &form)).unwrap()
    }

    /// Assigns a form to a unit, which sends it to another.
    pub fn assign(&self, form: FormId, unit: &str, receiver: &str, period: &str, consolidates: bool) -> i64 {
        self.assign_to(form, unit, Some(receiver), period, consolidates)
    }

    /// The same for a unit at the top, which sends it to nobody.
    pub fn assign_to(&self, form: FormId, unit: &str, receiver: Option<&str>, period: &str, consolidates: bool) -> i64 {
        let unit = self.unit(unit);
        let new = sample::new_report(form, unit, receiver.map(|receiver| self.unit(receiver)), period);
        let new = NewReport { consolidates, ..new };
        self.app.store.write(|tx| store::reports::assign_many(tx, &[new])).unwrap()[0].0
    }

    fn revision(&self, report: i64) -> i64 {
        self.app.store.read(|conn| store::reports::find(conn, ReportId(report))).unwrap().revision
    }

    /// Enters column 1 of the only row.
    pub fn enter(&self, caller: &Caller, report: i64, value: &str) {
        let base = self.revision(report);
        let change = json!({ "row": "R", "column": "1", "value": value });
        let change: CellChange = serde_json::from_value(change).unwrap();
        let request = SaveRequest { base_revision: base, changes: vec![change], ..SaveRequest::default() };
        reports::save(&self.app, caller, report, base, &request, None).unwrap();
    }

    pub fn act(&self, caller: &Caller, report: i64, action: &str) {
        let request = TransitionRequest {
            action: action.to_owned(),
            note: Some("Đã xem".to_owned()),
            explanations: Vec::new(),
            cells: Vec::new(),
        };
        reports::transition(&self.app, caller, report, self.revision(report), &request, None).unwrap();
    }

    /// From entry to the receiving unit's acceptance.
    pub fn deliver(&self, unit: &str, receiver: &str, report: i64) {
        self.act(&self.person(unit, &["nhap_lieu"]), report, "submit");
        self.act(&self.person(unit, &["duyet"]), report, "approve");
        self.act(&self.person(unit, &["gui"]), report, "send");
        self.act(&self.person(receiver, &["tong_hop"]), report, "accept");
    }

    pub fn consolidate(&self, unit: &str, report: i64) {
        let caller = self.person(unit, &["tong_hop"]);
        reports::consolidate(&self.app, &caller, report, self.revision(report), None).unwrap();
    }

    pub fn data(&self, caller: &Caller, report: i64) -> ReportData {
        reports::data(&self.app, caller, report).unwrap()
    }

    /// A computed cell of the only row, as the report's own screen shows it.
    pub fn shown(&self, caller: &Caller, report: i64, column: &str) -> serde_json::Value {
        let computed = serde_json::to_value(self.data(caller, report).computed).unwrap();
        computed["R"][column].clone()
    }
}
