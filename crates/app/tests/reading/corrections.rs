//! Whatever is corrected, returned and consolidated again, in whatever order: every consolidated figure is the sum of its
//! lineage, and every figure that was accepted once is still to be read as it was.

use std::cell::Cell;
use std::collections::BTreeMap;

use app::{AppError, Caller, reports};
use contract::WireValue;
use contract::data::ReportData;
use contract::reports::TransitionRequest;
use domain::ids::{FormId, ReportId};
use domain::workflow::State;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::reports::ReportRow;

use super::world::{World, on_each};

/// Two communes, their province, the Government Office; each with the one above.
const UNITS: [(&str, Option<&str>); 4] =
    [("00004", Some("01")), ("00070", Some("01")), ("01", Some("VPCP")), ("VPCP", None)];

/// What somebody does next with one of the four reports.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// The next step on the way up.
    GoOn,
    /// A figure is entered.
    Enter(u16),
    /// The receiver returns it, the unit asks for a correction, or takes it back.
    GoBack(bool),
    /// What came from below is added up.
    Consolidate,
    /// A correction that is asked for is declined.
    Decline,
}

fn deed() -> impl Strategy<Value = (usize, Deed)> {
    let deed = prop_oneof![
        8 => Just(Deed::GoOn),
        3 => (0_u16..500).prop_map(Deed::Enter),
        3 => any::<bool>().prop_map(Deed::GoBack),
        4 => Just(Deed::Consolidate),
        1 => Just(Deed::Decline),
    ];
    (0..UNITS.len(), deed)
}

/// A nation of four units in one period.
struct Nation<'a> {
    world: &'a World,
    reports: Vec<i64>,
    /// What each accepted revision showed.
    accepted: BTreeMap<(i64, i64), (i64, i64)>,
}

impl<'a> Nation<'a> {
    fn new(world: &'a World, form: FormId, period: &str) -> Self {
        let assign = |(unit, receiver): &(&str, Option<&str>)| {
            world.assign_to(form, unit, *receiver, period, matches!(*unit, "01" | "VPCP"))
        };
        Self { world, reports: UNITS.iter().map(assign).collect(), accepted: BTreeMap::new() }
    }

    fn row(&self, place: usize) -> ReportRow {
        self.world.app.store.read(|conn| store::reports::find(conn, ReportId(self.reports[place]))).unwrap()
    }

    /// Whatever happened, once everybody has done the rest in the order of the hierarchy nothing is stale any more.
    fn settle(&mut self) {
        for (place, (_, receiver)) in UNITS.iter().enumerate() {
            // A correction that is asked for, or a report that is out of date, goes back once before it goes on.
            for _ in 0..2 {
                if self.row(place).stale && self.row(place).state == State::Accepted.as_str() {
                    self.act(place, Deed::GoBack(receiver.is_some()));
                }
                for _ in 0..6 {
                    self.act(place, Deed::Enter(7));
                    self.act(place, Deed::Consolidate);
                    self.act(place, Deed::GoOn);
                }
            }
            let row = self.row(place);
            assert_eq!((row.state.as_str(), row.stale), (State::Accepted.as_str(), false), "{place}");
        }
    }

    /// Does it as far as the report's state lets anybody do it.
    fn act(&mut self, place: usize, deed: Deed) {
        let row = self.row(place);
        let state = State::parse(&row.state).unwrap();
        let (unit, receiver) = UNITS[place];
        match deed {
            Deed::Enter(value) if state.is_entry() => {
                let author = self.world.person(unit, &["nhap_lieu"]);
                self.world.enter(&author, row.id, &value.to_string());
            }
            Deed::Consolidate if row.consolidates && state.is_entry() => {
                let caller = self.world.person(unit, &["tong_hop"]);
                known(reports::consolidate(&self.world.app, &caller, row.id, row.revision, None));
            }
            Deed::GoOn => {
                let (group, action) = match state {
                    State::Assigned | State::InProgress | State::Returned => ("nhap_lieu", "submit"),
                    State::Submitted => ("duyet", "approve"),
                    State::Approved => ("gui", "send"),
                    State::Sent => ("tong_hop", "accept"),
                    State::CorrectionRequested => ("tong_hop", "grant_correction"),
                    State::Accepted | State::Exempt => return,
                };
                let at = if group == "tong_hop" { receiver } else { Some(unit) };
                self.step(at, group, &row, action);
            }
            Deed::GoBack(by_receiver) => match state {
                State::Submitted => self.step(Some(unit), "duyet", &row, "reject"),
                State::Sent | State::Accepted if by_receiver => self.step(receiver, "tong_hop", &row, "return"),
                State::Sent | State::Accepted => self.step(Some(unit), "nhap_lieu", &row, "request_correction"),
                _ => {}
            },
            Deed::Decline if state == State::CorrectionRequested => {
                self.step(receiver, "tong_hop", &row, "decline_correction");
            }
            Deed::Enter(_) | Deed::Consolidate | Deed::Decline => {}
        }
        self.remember(place);
    }

    fn step(&self, unit: Option<&str>, group: &str, row: &ReportRow, action: &str) {
        let Some(unit) = unit else { return };
        let caller = self.world.person(unit, &[group]);
        let note = Some("Có lý do".to_owned());
        let request =
            TransitionRequest { action: action.to_owned(), note, explanations: Vec::new(), cells: Vec::new() };
        known(reports::transition(&self.world.app, &caller, row.id, row.revision, &request, None));
    }

    fn remember(&mut self, place: usize) {
        let row = self.row(place);
        let Some(revision) = row.accepted_revision.filter(|_| row.state == State::Accepted.as_str()) else { return };
        let reader = self.world.person(UNITS[place].0, &["nhap_lieu"]);
        let shown = figures(&self.world.data(&reader, row.id));
        let before = self.accepted.insert((row.id, revision), shown);
        assert!(before.is_none_or(|before| before == shown), "an accepted revision says one thing");
    }

    /// A total that is not what consolidating again, here or further down, would bring says so.
    fn tells_what_is_stale(&self, place: usize, reader: &Caller) {
        let id = ReportId(self.reports[place]);
        let find = |conn: &mut store::Conn| store::consolidations::find(conn, id);
        if self.world.app.store.read(find).unwrap().is_none() {
            return;
        }
        let children = reports::children(&self.world.app, reader, id.0).unwrap().items;
        let differs = children.iter().any(|child| {
            let below = self.reports.iter().position(|report| *report == child.report_id).unwrap();
            child.revision != child.accepted_revision || (child.accepted_revision.is_some() && self.row(below).stale)
        });
        assert!(!differs || self.row(place).stale, "{children:?}");
    }

    fn holds(&self) {
        for (place, (unit, _)) in UNITS.iter().enumerate().skip(2) {
            let reader = self.world.person(unit, &["nhap_lieu"]);
            let lineage = reports::lineage(&self.world.app, &reader, self.reports[place], "R", 1).unwrap();
            let sum: i64 = lineage.sources.iter().map(|source| number(source.value.as_ref())).sum();
            assert_eq!(number(lineage.value.as_ref()), number(lineage.own.as_ref()) + sum, "{lineage:?}");
            for source in &lineage.sources {
                let said = self.accepted[&(source.report_id, source.revision)];
                assert_eq!(number(source.value.as_ref()), said.0, "what was added up was accepted: {source:?}");
            }
            self.tells_what_is_stale(place, &reader);
        }
        for ((report, revision), said) in &self.accepted {
            let place = self.reports.iter().position(|id| id == report).unwrap();
            // The unit itself, and whoever it was handed to.
            for (at, group) in [(Some(UNITS[place].0), "nhap_lieu"), (UNITS[place].1, "tong_hop")] {
                let Some(at) = at else { continue };
                let reader = self.world.person(at, &[group]);
                let data = reports::revision_data(&self.world.app, &reader, *report, *revision).unwrap();
                assert_eq!(figures(&data), *said, "revision {revision} of report {report} as read in {at}");
            }
        }
    }
}

/// Refusals are part of the game, failures are not.
fn known<T>(outcome: Result<T, AppError>) {
    match outcome {
        Ok(_) | Err(AppError::WrongState { .. } | AppError::Invalid { .. } | AppError::Forbidden(_)) => {}
        Err(error) => panic!("{error}"),
    }
}

fn number(value: Option<&WireValue>) -> i64 {
    match value {
        Some(WireValue::Text(text)) => text.parse().unwrap(),
        _ => 0,
    }
}

/// The entered and the computed figure of the only row.
fn figures(data: &ReportData) -> (i64, i64) {
    let row = data.rows.iter().find(|row| row.key == "R").unwrap();
    (number(row.cells.get("1")), number(data.computed.get("R").and_then(|cells| cells.get("2"))))
}

#[test]
fn every_total_is_the_sum_of_its_lineage_and_nothing_accepted_is_lost() {
    on_each(|world| {
        let form = world.form("T.20", &["", "[1] * 2"]);
        let config = Config { cases: 12, failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
        let (year, accepted) = (Cell::new(2027), Cell::new(0));
        let outcome = TestRunner::new(config).run(&prop::collection::vec(deed(), 30..70), |deeds| {
            year.set(year.get() + 1);
            let mut nation = Nation::new(&world, form, &format!("{}-Q4", year.get()));
            for (place, deed) in deeds {
                nation.act(place, deed);
            }
            nation.holds();
            nation.settle();
            nation.holds();
            accepted.set(accepted.get() + nation.accepted.len());
            Ok(())
        });
        outcome.unwrap();
        let accepted = accepted.get();
        assert!(accepted > 12, "{accepted} accepted revisions: too few to prove anything");
    });
}
