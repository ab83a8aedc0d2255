//! How long the database work of a request takes, on both databases: `cargo xtask bench store`.
//!
//! Prints for each case the processor time of this process and the wall time, both per call. PostgreSQL works in
//! other processes, so that its share shows in the wall time only. `BENCH_REPORTS` changes the number of reports.

use std::time::Instant;

use domain::access::{Permission, UnitScope, for_system};
use domain::content::{Content, ContentRow};
use domain::ids::{UnitId, UserId};
use domain::template::ColumnNumber;
use domain::value::Value;
use rust_decimal::Decimal;
use store::changes::ContentChanges;
use store::reports::{self, ContentWrite, NewRevision, ReportChange, ReportFilter, ReportSort};
use store::{Store, StoreError, contents};
use testkit::country::{self, Country};
use testkit::meter::{measure, ms};
use testkit::{databases, sample};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let reports: usize = std::env::var("BENCH_REPORTS").ok().map_or(Ok(100_000), |text| text.parse())?;
    println!("{reports} reports; per call: processor time of this process / wall time (median)");
    for database in databases() {
        let store = database.store();
        println!("\n{:?}", store.engine());
        let world = World::fill(store, reports);
        world.lists(store)?;
        world.saves(store)?;
    }
    Ok(())
}

/// A country with reports, and somebody who enters them.
struct World {
    user: UserId,
    country: Country,
}

impl World {
    fn fill(store: &Store, wanted: usize) -> Self {
        let sample = sample::fill(store);
        let begun = Instant::now();
        let country = country::fill(store, sample.form, wanted, sample::moment().date());
        println!("  filled in {:.1?}", begun.elapsed());
        Self { user: sample.user, country }
    }

    fn lists(&self, store: &Store) -> Result<(), Failure> {
        let only =
            |own: &[UnitId], subtrees: &[UnitId]| UnitScope::Units { own: own.to_vec(), subtrees: subtrees.to_vec() };
        let province = self.country.provinces[3];
        let states = |states: &[&str]| states.iter().map(|state| (*state).to_owned()).collect::<Vec<_>>();
        let base = ReportFilter { page_size: 50, ..ReportFilter::default() };
        let check = ReportFilter { receivers: only(&[province], &[]), states: states(&["sent"]), ..base.clone() };
        let cases = [
            (
                "commune: enter, by deadline",
                ReportFilter {
                    scope: only(&[self.country.communes[7]], &[]),
                    states: states(&["assigned", "in_progress", "returned"]),
                    ..base.clone()
                },
            ),
            (
                "commune: track, by deadline",
                ReportFilter { scope: only(&[self.country.communes[7]], &[]), ..base.clone() },
            ),
            ("province: check, by deadline", check.clone()),
            ("province: check, by unit", ReportFilter { sort: ReportSort::Unit, ..check }),
            (
                "province: track one period, by unit",
                ReportFilter {
                    scope: only(&[], &[province]),
                    receivers: only(&[province], &[]),
                    period: Some(country::period(40)),
                    sort: ReportSort::Unit,
                    ..base.clone()
                },
            ),
            (
                "province: track everything",
                ReportFilter { scope: only(&[], &[province]), receivers: only(&[province], &[]), ..base.clone() },
            ),
            (
                "country: sent, by deadline",
                ReportFilter { scope: UnitScope::All, states: states(&["sent"]), ..base.clone() },
            ),
            ("country: everything, by deadline", ReportFilter { scope: UnitScope::All, ..base.clone() }),
            (
                "country: words without diacritics",
                ReportFilter { scope: UnitScope::All, q: Some("xa so 77 thu tuc".to_owned()), ..base },
            ),
        ];
        for (name, filter) in cases {
            let page = store.read(|conn| reports::list(conn, &filter))?;
            let name = format!("{name} ({} of {})", page.rows.len(), page.total);
            tell(&name, || store.read(|conn| reports::list(conn, &filter)).map(drop))?;
        }
        Ok(())
    }

    fn saves(&self, store: &Store) -> Result<(), Failure> {
        let mut turn = 0_u32;
        let content = |turn: u32| Content { rows: (0..30).map(|row| line(row, turn)).collect() };
        tell("save 30 x 12: read, change a row, revision, event", || {
            turn += 1;
            let at = usize::try_from(turn).unwrap_or(0) % 1_000;
            let (id, unit) = (self.country.reports[at], self.country.communes[at]);
            let (row, old) =
                store.read::<_, StoreError>(|conn| Ok((reports::find(conn, id)?, contents::find(conn, id)?.own)))?;
            let mut own = if old.rows.is_empty() { content(turn) } else { old.clone() };
            own.rows[3] = line(3, turn);
            let changes = ContentChanges::between(&old, &own);
            let allowed = for_system(Permission::Enter, unit);
            let revision = NewRevision {
                user_id: Some(self.user.0),
                source: "save",
                content: ContentWrite::Replace {
                    own: &own,
                    consolidated: None,
                    changes: &changes,
                    carried: None,
                    snapshot: false,
                },
            };
            let change = ReportChange::of(&row, sample::moment());
            let event = sample::new_event(&format!("{id}-{turn}"), "report.saved", Some(id));
            store
                .write(|tx| reports::advance(tx, &allowed, id, row.revision, &change, &revision, None, &event))
                .map(drop)
        })?;
        tell("read a report and its content", || {
            let id = self.country.reports[1];
            store.read::<_, StoreError>(|conn| Ok((reports::find(conn, id)?, contents::find(conn, id)?))).map(drop)
        })
    }
}

fn line(row: u32, turn: u32) -> ContentRow {
    let mut line = ContentRow::new(format!("{row}"));
    let cells = (1..=12)
        .map(|column| (ColumnNumber(column), Value::Number(Decimal::from(turn * 31 + row) + Decimal::from(column))));
    line.cells = cells.collect();
    line
}

fn tell(name: &str, mut call: impl FnMut() -> Result<(), StoreError>) -> Result<(), Failure> {
    let mut outcome = Ok(());
    let taken = measure(|| {
        if let Err(error) = call() {
            outcome = Err(error);
        }
    });
    println!("  {name:<64} {:>10} / {:>10}   ({} calls)", ms(taken.processor), ms(taken.wall), taken.calls);
    Ok(outcome?)
}
