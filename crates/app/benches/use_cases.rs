//! What the use cases cost on both databases: `cargo xtask bench use_cases`.
//!
//! Processor time is that of this process, with the answer as JSON, for one call after another; PostgreSQL works in
//! other processes, so that its share shows in the wall time only. `BENCH_REPORTS` changes the number of reports.

use std::sync::Arc;

use app::reports::{self, ReportQuery};
use app::{App, Caller, Clock, IdempotencyKey};
use chrono::NaiveDateTime;
use contract::data::{CellChange, NewRow, SaveRequest};
use domain::access::{Actor, Grant, group};
use domain::ids::{FormId, UnitId};
use domain::language::Language;
use serde_json::json;
use store::StoreError;
use testkit::country::{self, Country};
use testkit::meter::{measure, ms};
use testkit::sample;

type Failure = Box<dyn std::error::Error>;

/// 30 rows of 13 columns, three of them computed, two rules a row.
const FORM: &str = "II.06a/VPCP/KSTT";
const ROWS: usize = 30;
const ENTERED: [&str; 8] = ["4", "5", "6", "8", "9", "10", "12", "13"];

struct Standing;

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        sample::moment()
    }
}

fn main() -> Result<(), Failure> {
    let wanted: usize = std::env::var("BENCH_REPORTS").ok().map_or(Ok(100_000), |text| text.parse())?;
    println!("use cases over {wanted} reports: processor time of this process / wall time (median), goal");
    for database in testkit::databases() {
        println!("\n{:?}", database.engine());
        let app = App::new(database.store().clone(), Arc::new(Standing));
        app::circulars::keep(&app)?;
        let form = app.store.read(|conn| store::forms::find_newest(conn, "01/2020/TT-VPCP", FORM))?;
        let country = country::fill(&app.store, FormId(form.id), wanted, sample::day(2026, 11, 21));
        let world = World { app, country };
        world.saves()?;
        world.lists()?;
    }
    Ok(())
}

struct World {
    app: App,
    country: Country,
}

fn tell<T>(name: &str, goal: &str, mut call: impl FnMut() -> T) {
    let taken = measure(|| drop(call()));
    println!("  {name:<58} {:>10} / {:>10}   {goal}", ms(taken.processor), ms(taken.wall));
}

impl World {
    fn person(&self, unit: UnitId, code: &str) -> Result<Caller, Failure> {
        let username = format!("{unit}.{code}");
        let user =
            self.app.store.write::<_, StoreError>(|tx| store::users::create(tx, sample::new_user(&username, unit)))?;
        let group = group(code).ok_or("no such group")?;
        let grants = vec![Grant { rights: group.rights, unit, subtree: group.subtree }];
        Ok(Caller {
            user,
            full_name: username.clone(),
            username,
            unit,
            unit_name: "Đơn vị".to_owned(),
            actor: Actor { user, unit, grants },
            language: Language::Vi,
        })
    }

    fn saves(&self) -> Result<(), Failure> {
        let caller = self.person(self.country.communes[0], "nhap_lieu")?;
        let mine = ReportQuery { task: Some("enter".to_owned()), page: 1, page_size: 1, ..ReportQuery::default() };
        let report = reports::list(&self.app, &caller, &mine)?.items.first().ok_or("nothing to enter")?.id;
        let items = self.app.store.read(|conn| store::catalogues::find(conn, "linh_vuc"))?.items;
        let rows: Vec<&str> = items.iter().take(ROWS).map(|item| item.code.as_str()).collect();
        let mut revision = 0;
        let mut turn = 0_usize;
        let mut save = |request: &SaveRequest, route: &str| {
            turn += 1;
            let key = IdempotencyKey { key: format!("key-{turn}"), route: route.to_owned() };
            let receipt = reports::save(&self.app, &caller, report, revision, request, Some(&key))?;
            revision = receipt.revision;
            Ok::<_, Failure>((serde_json::to_vec(&receipt)?.len(), revision))
        };
        let (_, mut base) = save(&whole(&rows)?, "PATCH /data")?;
        let mut failures = 0;
        tell("save two cells of 30 x 13: rights, findings, history, event", "1 ms", || {
            let request = two_cells(base, rows[base as usize % rows.len()]);
            match request.map(|request| save(&request, "PATCH /data")) {
                Ok(Ok((_, revision))) => base = revision,
                _ => failures += 1,
            }
        });
        if failures > 0 {
            return Err(format!("{failures} saves failed").into());
        }
        tell("read 30 x 13", "0.3 ms", || {
            reports::data(&self.app, &caller, report).map(|data| serde_json::to_vec(&data).map(|json| json.len()))
        });
        tell("the report's page without its figures", "", || reports::find(&self.app, &caller, report));
        Ok(())
    }

    fn lists(&self) -> Result<(), Failure> {
        let commune = self.person(self.country.communes[7], "nhap_lieu")?;
        let province = self.person(self.country.provinces[3], "tong_hop")?;
        let top = self.person(self.country.top, "tong_hop")?;
        let everywhere = self.person(self.country.top, "quan_tri")?;
        let query = |task: &str, sort: &str| ReportQuery {
            task: Some(task.to_owned()),
            sort: Some(sort.to_owned()),
            page: 1,
            page_size: 50,
            ..ReportQuery::default()
        };
        let period = ReportQuery { period: Some(country::period(40)), ..query("track", "unit") };
        let form =
            ReportQuery { form: Some(FORM.to_owned()), status: Some("accepted".to_owned()), ..query("track", "-due") };
        let words = ReportQuery { q: Some("xa so 77 thu tuc".to_owned()), ..query("track", "due") };
        let deep = ReportQuery { page: 20, ..query("track", "due") };
        for (name, caller, query) in [
            ("commune: to enter, by deadline", &commune, query("enter", "due")),
            ("commune: all, by unit", &commune, query("track", "unit")),
            ("province: to check, by deadline", &province, query("check", "due")),
            ("province: to check, by unit", &province, query("check", "unit")),
            ("province: one period, by unit", &province, period.clone()),
            ("province: all, by deadline", &province, query("track", "due")),
            ("province: all, by deadline, page 20", &province, deep),
            ("province: all, by unit", &province, query("track", "unit")),
            ("province: all, last changed", &province, query("track", "-updated")),
            ("province: accepted of one form, latest deadline", &province, form.clone()),
            ("province: words", &province, words.clone()),
            ("top: incoming", &top, query("check", "due")),
            ("country: one period, by unit", &everywhere, period),
            ("country: all, by deadline", &everywhere, query("track", "due")),
            ("country: all, by unit", &everywhere, query("track", "unit")),
            ("country: all, by form", &everywhere, query("track", "form")),
            ("country: accepted of one form, latest deadline", &everywhere, form),
            ("country: words", &everywhere, words),
        ] {
            let page = reports::list(&self.app, caller, &query)?;
            let name = format!("{name} ({} of {})", page.items.len(), page.total);
            tell(&name, "0.5 ms", || {
                reports::list(&self.app, caller, &query).map(|page| serde_json::to_vec(&page).map(|json| json.len()))
            });
        }
        Ok(())
    }
}

/// All rows with all their figures, balanced as the form's rules want them.
fn whole(rows: &[&str]) -> Result<SaveRequest, Failure> {
    let add: Vec<NewRow> =
        serde_json::from_value(json!(rows.iter().map(|item| json!({ "item": item })).collect::<Vec<_>>()))?;
    let mut changes = Vec::new();
    for row in rows {
        for (column, value) in ENTERED.iter().zip(["1204", "310", "17", "800", "600", "11", "110", "10"]) {
            changes.push(change(row, column, value)?);
        }
    }
    Ok(SaveRequest { changes, add_rows: add, ..SaveRequest::default() })
}

fn two_cells(base: i64, row: &str) -> Result<SaveRequest, Failure> {
    let value = (1_000 + base).to_string();
    let changes = vec![change(row, "4", &value)?, change(row, "8", &value)?];
    Ok(SaveRequest { base_revision: base, changes, ..SaveRequest::default() })
}

fn change(row: &str, column: &str, value: &str) -> Result<CellChange, Failure> {
    Ok(serde_json::from_value(json!({ "row": row, "column": column, "value": value }))?)
}
