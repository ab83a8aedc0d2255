//! How long the database work of a request takes, on both databases: `cargo bench -p store`.
//!
//! Prints for each case the processor time of this process and the wall time, both per call. PostgreSQL works in
//! other processes, so that its share shows in the wall time only. `BENCH_REPORTS` changes the number of reports.

use std::time::{Duration, Instant};

use domain::access::{Permission, UnitScope, for_system};
use domain::content::{Content, ContentRow};
use domain::ids::{ReportId, UnitId};
use domain::template::ColumnNumber;
use domain::value::Value;
use rust_decimal::Decimal;
use store::changes::ContentChanges;
use store::reports::{self, ContentWrite, NewRevision, ReportChange, ReportFilter, ReportSort};
use store::units::{self, NewUnit};
use store::{Store, StoreError, admin, contents};
use testkit::{databases, sample};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let reports: usize = std::env::var("BENCH_REPORTS").ok().map_or(Ok(100_000), |text| text.parse())?;
    println!("{reports} reports; per call: processor time of this process / wall time (median)");
    for database in databases() {
        let store = database.store();
        println!("\n{:?}", store.engine());
        let world = World::fill(store, reports)?;
        world.lists(store)?;
        world.saves(store)?;
    }
    Ok(())
}

/// A province with communes that all report to it, and the rest of the country.
struct World {
    sample: sample::Sample,
    communes: Vec<UnitId>,
    ids: Vec<ReportId>,
}

impl World {
    /// 1,000 communes below 10 provinces, and for each as many quarters as it takes.
    fn fill(store: &Store, wanted: usize) -> Result<Self, Failure> {
        let sample = sample::fill(store);
        let begun = Instant::now();
        let (communes, ids) = store.write::<_, StoreError>(|tx| {
            let province = |number: usize| NewUnit {
                code: format!("P{number}"),
                name: format!("Tỉnh số {number}"),
                kind: "province".to_owned(),
                parent_code: Some("VPCP".to_owned()),
                ..NewUnit::default()
            };
            let commune = |number: usize| NewUnit {
                code: format!("C{number}"),
                name: format!("Xã số {number}"),
                kind: "commune".to_owned(),
                parent_code: Some(format!("P{}", number % 10)),
                ..NewUnit::default()
            };
            let provinces = units::create_many(tx, &(0..10).map(province).collect::<Vec<_>>())?;
            let communes = units::create_many(tx, &(0..1_000).map(commune).collect::<Vec<_>>())?;
            let mut new = Vec::with_capacity(wanted);
            for number in 0..wanted {
                let (unit, turn) = (number % 1_000, number / 1_000);
                let period = format!("{}-Q{}", 1990 + turn / 4, turn % 4 + 1);
                let mut report = sample::new_report(sample.form, communes[unit], Some(provinces[unit % 10]), &period);
                report.due_at += chrono::Duration::days(91 * i64::try_from(turn).unwrap_or(0));
                new.push(report);
            }
            let ids = reports::assign_many(tx, &new)?;
            Ok((communes, ids))
        })?;
        // One in 50 was sent and waits for its province, one in 50 is being entered, the others were accepted.
        admin::run(
            store,
            "UPDATE report SET state = CASE id % 50 WHEN 0 THEN 'sent' WHEN 1 THEN 'in_progress' ELSE 'accepted' END",
        )?;
        admin::run(store, "ANALYZE")?;
        println!("  filled in {:.1?}", begun.elapsed());
        Ok(Self { sample, communes, ids })
    }

    fn lists(&self, store: &Store) -> Result<(), Failure> {
        let only =
            |own: &[UnitId], subtrees: &[UnitId]| UnitScope::Units { own: own.to_vec(), subtrees: subtrees.to_vec() };
        let province = store.read::<_, StoreError>(|conn| units::find_by_code(conn, "P3"))?;
        let province = UnitId(province.id);
        let states = |states: &[&str]| states.iter().map(|state| (*state).to_owned()).collect::<Vec<_>>();
        let base = ReportFilter { page_size: 50, ..ReportFilter::default() };
        let check = ReportFilter { receivers: only(&[province], &[]), states: states(&["sent"]), ..base.clone() };
        let cases = [
            (
                "commune: enter, by deadline",
                ReportFilter {
                    scope: only(&[self.communes[7]], &[]),
                    states: states(&["assigned", "in_progress", "returned"]),
                    ..base.clone()
                },
            ),
            ("commune: track, by deadline", ReportFilter { scope: only(&[self.communes[7]], &[]), ..base.clone() }),
            ("province: check, by deadline", check.clone()),
            ("province: check, by unit", ReportFilter { sort: ReportSort::Unit, ..check }),
            (
                "province: track one period, by unit",
                ReportFilter {
                    scope: only(&[], &[province]),
                    receivers: only(&[province], &[]),
                    period: Some("2010-Q4".to_owned()),
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
            let (rows, total) = store.read(|conn| reports::list(conn, &filter))?;
            let name = format!("{name} ({} of {total})", rows.len());
            measure(&name, || store.read(|conn| reports::list(conn, &filter)).map(drop))?;
        }
        Ok(())
    }

    fn saves(&self, store: &Store) -> Result<(), Failure> {
        let mut turn = 0_u32;
        let content = |turn: u32| Content { rows: (0..30).map(|row| line(row, turn)).collect() };
        measure("save 30 x 12: read, change a row, revision, event", || {
            turn += 1;
            let at = usize::try_from(turn).unwrap_or(0) % 1_000;
            let (id, unit) = (self.ids[at], self.communes[at]);
            let (row, old) =
                store.read::<_, StoreError>(|conn| Ok((reports::find(conn, id)?, contents::find(conn, id)?.own)))?;
            let mut own = if old.rows.is_empty() { content(turn) } else { old.clone() };
            own.rows[3] = line(3, turn);
            let changes = ContentChanges::between(&old, &own);
            let allowed = for_system(Permission::Enter, unit);
            let revision = NewRevision {
                user_id: Some(self.sample.user.0),
                source: "save",
                content: ContentWrite::Replace { own: &own, consolidated: None, changes: &changes, snapshot: false },
            };
            let change = ReportChange::of(&row, sample::moment());
            let event = sample::new_event(&format!("{id}-{turn}"), "report.saved", Some(id));
            store
                .write(|tx| reports::advance(tx, &allowed, id, row.revision, &change, &revision, None, &event))
                .map(drop)
        })?;
        measure("read a report and its content", || {
            let id = self.ids[1];
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

/// Runs for about a second.
fn measure(name: &str, mut call: impl FnMut() -> Result<(), StoreError>) -> Result<(), Failure> {
    call()?;
    let (begun, cpu) = (Instant::now(), processor_time()?);
    let mut walls = Vec::new();
    while begun.elapsed() < Duration::from_secs(1) {
        let one = Instant::now();
        call()?;
        walls.push(one.elapsed());
    }
    let calls = u32::try_from(walls.len())?;
    let cpu = (processor_time()? - cpu) / calls;
    walls.sort_unstable();
    println!("  {name:<64} {cpu:>10.1?} / {:>10.1?}   ({calls} calls)", walls[walls.len() / 2]);
    Ok(())
}

/// Processor time of all threads of this process: fields 14 and 15 of /proc/self/stat, in hundredths of a second.
fn processor_time() -> Result<Duration, Failure> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, after_name) = stat.rsplit_once(')').ok_or("no process name")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>()? + fields[12].parse::<u64>()?;
    Ok(Duration::from_millis(ticks * 10))
}
