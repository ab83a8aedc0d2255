//! Acts on a small country, and on random ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proptest::prelude::*;

use super::*;
use crate::workflow::State;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn unit(code: &str, name: &str, kind: &str, parent: Option<i64>) -> KnownUnit {
    KnownUnit {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        parent,
        valid_from: None,
        valid_to: None,
        successor: None,
    }
}

/// The Government Office, two provinces, a district, five communes.
fn country() -> KnownUnits {
    BTreeMap::from([
        (1, unit("VPCP", "Văn phòng Chính phủ", "government_office", None)),
        (2, unit("01", "Hà Nội", "province", Some(1))),
        (3, unit("66", "Đắk Lắk", "province", Some(1))),
        (4, unit("001", "Quận Ba Đình", "district", Some(2))),
        (5, unit("00004", "Phường Ba Đình", "ward", Some(4))),
        (6, unit("00008", "Phường Ngọc Hà", "ward", Some(4))),
        (7, unit("00070", "Phường Hoàn Kiếm", "ward", Some(2))),
        (8, unit("24133", "Xã Ea Súp", "commune", Some(3))),
        (
            9,
            KnownUnit {
                valid_to: Some(day(2025, 6, 30)),
                successor: Some(7),
                ..unit("00071", "Phường cũ", "ward", Some(7))
            },
        ),
    ])
}

fn new(code: &str, name: &str) -> Option<NewUnit> {
    Some(NewUnit { code: code.to_owned(), name: name.to_owned(), ..NewUnit::default() })
}

fn act(steps: Vec<Step>) -> Act {
    Act {
        number: "202/2025/QH15".to_owned(),
        title: "Sắp xếp đơn vị hành chính".to_owned(),
        signed_on: None,
        effective_on: day(2026, 12, 1),
        steps,
    }
}

fn merge(units: &[i64], into: Option<i64>, new: Option<NewUnit>) -> Step {
    Step { kind: StepKind::Merge, units: units.to_vec(), into, new, parent: None }
}

fn faults(steps: Vec<Step>) -> Vec<(String, &'static str)> {
    check(&act(steps), &country(), &BTreeSet::new()).into_iter().map(|fault| (fault.place, fault.code)).collect()
}

#[test]
fn each_kind_of_fault_is_named_at_its_place() {
    let of = |kind, units: &[i64]| Step { kind, units: units.to_vec(), ..Step::default() };
    let at = |place: &str, code| vec![(place.to_owned(), code)];
    for (steps, expected) in [
        (vec![merge(&[5, 6], None, new("", "Phường Mới"))], vec![]),
        (vec![merge(&[5], Some(6), None)], vec![]),
        (vec![of(StepKind::Abolish, &[4])], vec![]),
        (vec![Step { new: new("", "Thủ đô"), ..of(StepKind::Rename, &[2]) }], vec![]),
        (vec![Step { parent: Some(3), ..of(StepKind::Move, &[7]) }], vec![]),
        (vec![], at("steps", "missing")),
        (vec![of(StepKind::Split, &[2])], at("steps.0.kind", "split")),
        (vec![merge(&[], Some(6), None)], at("steps.0.units", "missing")),
        (vec![merge(&[5, 6], None, None)], at("steps.0.into", "missing")),
        (vec![merge(&[5, 6], None, new("", " "))], at("steps.0.name", "missing")),
        (
            vec![merge(&[5, 77], Some(6), None)],
            vec![("steps.0.units".into(), "unknown"), ("steps.0.into".into(), "other_level")],
        ),
        (vec![merge(&[9], Some(6), None)], at("steps.0.units", "ended")),
        (vec![merge(&[5], Some(9), None)], at("steps.0.into", "ended")),
        (
            vec![merge(&[1], Some(2), None)],
            vec![
                ("steps.0.units".into(), "top"),
                ("steps.0.into".into(), "below_itself"),
                ("steps.0.into".into(), "other_level"),
            ],
        ),
        (vec![merge(&[5], Some(2), None)], at("steps.0.into", "other_level")),
        (vec![merge(&[5], Some(6), None), merge(&[5], Some(7), None)], at("steps.1.units", "twice")),
        (vec![merge(&[5], Some(6), None), merge(&[6], Some(7), None)], at("steps.0.into", "chain")),
        (vec![merge(&[5, 6], None, new("01", "Phường Mới"))], at("steps.0.code", "code_in_use")),
        (vec![merge(&[5, 6], None, new("00008", "Phường Mới"))], vec![]),
        (vec![Step { new: new("", ""), ..of(StepKind::Rename, &[2]) }], at("steps.0.name", "missing")),
        (vec![of(StepKind::Move, &[7])], at("steps.0.parent", "missing")),
        (vec![Step { parent: Some(5), ..of(StepKind::Move, &[4]) }], at("steps.0.parent", "below_itself")),
        // Each is sound alone; after the first the district stands below the second's province.
        (
            vec![
                Step { parent: Some(3), ..of(StepKind::Move, &[2]) },
                Step { parent: Some(4), ..of(StepKind::Move, &[3]) },
            ],
            at("steps.1.parent", "below_itself"),
        ),
    ] {
        assert_eq!(faults(steps.clone()), expected, "{steps:?}");
    }
    let pending = check(&act(vec![merge(&[5], Some(6), None)]), &country(), &BTreeSet::from([5]));
    assert_eq!(pending.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["pending"]);
}

#[test]
fn an_act_belongs_to_the_lowest_unit_above_everything_it_touches() {
    for (steps, expected) in [
        (vec![merge(&[5, 6], None, new("", "Mới"))], Some(4)),
        (vec![merge(&[5], Some(7), None)], Some(2)),
        (vec![merge(&[2], Some(3), None)], Some(1)),
        (vec![Step { kind: StepKind::Move, units: vec![7], parent: Some(3), ..Step::default() }], Some(1)),
        (vec![], None),
    ] {
        assert_eq!(scope(&act(steps.clone()), &country()), expected, "{steps:?}");
    }
}

#[test]
fn what_is_owed_goes_on_once_and_what_was_sent_stays() {
    use Fate::{Ends, Joins, Moves, Stays};
    use State::{Accepted, Approved, Assigned, Exempt, InProgress, Returned, Sent, Submitted};
    let report = |(unit, state, is_touched): (i64, State, bool)| FormerReport {
        id: unit,
        unit,
        form: 1,
        period: "2026-Q4",
        state,
        is_touched,
        was_accepted: false,
        is_received_by_successor: false,
        consolidates: false,
    };
    let of = |former: &[(i64, State, bool)], own: &[(i64, State, bool)]| {
        let former: Vec<_> = former.iter().copied().map(report).collect();
        let own: Vec<_> = own.iter().copied().map(report).collect();
        fates(&former, &own)
    };
    // One draft, one sent: the draft is the successor's report, the other counts by itself.
    assert_eq!(of(&[(5, InProgress, true), (6, Sent, true)], &[]), [Moves, Stays]);
    assert_eq!(of(&[(5, Assigned, false), (6, Accepted, true)], &[]), [Moves, Stays]);
    assert_eq!(of(&[(5, Approved, true)], &[]), [Moves]);
    // Two drafts: a new report that may take both over.
    assert_eq!(of(&[(5, InProgress, true), (6, Returned, true)], &[]), [Joins, Joins]);
    assert_eq!(of(&[(5, Sent, true), (6, Accepted, true)], &[]), [Stays, Stays]);
    // The unit that takes them in has a report of its own.
    assert_eq!(of(&[(5, InProgress, true)], &[(7, Assigned, false)]), [Joins]);
    assert_eq!(of(&[(5, InProgress, true)], &[(7, Accepted, true)]), [Stays]);
    // Approved and about to be sent: without the former unit's figures, which nobody would owe any more.
    assert_eq!(of(&[(5, InProgress, true)], &[(7, Approved, true)]), [Stays]);
    assert_eq!(of(&[(5, Assigned, false)], &[(7, Submitted, true)]), [Stays]);
    assert_eq!(of(&[(5, Exempt, true)], &[(7, Assigned, false)]), [Stays]);
    // A district that added up for the province above.
    let to_above = |is_touched, consolidates| FormerReport {
        is_received_by_successor: true,
        consolidates,
        ..report((4, InProgress, is_touched))
    };
    let all = [to_above(false, true), to_above(true, true), to_above(false, false), to_above(true, false)];
    assert_eq!(fates(&all, &[]), [Ends, Stays, Stays, Stays]);
    // A correction of what was accepted is made under the old name, whatever the successor has.
    for state in [InProgress, Submitted, Approved] {
        let corrected = FormerReport { was_accepted: true, ..report((4, state, true)) };
        assert_eq!(fates(&[corrected], &[]), [Stays], "{state:?}");
    }
}

/// A tree that acts change the way the store changes it.
#[derive(Debug, Clone, Default)]
struct Tree(HashMap<i64, Place>, HashMap<i64, i64>);

impl Tree {
    fn merge(&mut self, from: &[i64], to: i64, on: NaiveDate) {
        let last = on.pred_opt().unwrap();
        for unit in from {
            let children: Vec<i64> =
                self.0.iter().filter(|(_, place)| place.parent == Some(*unit)).map(|(id, _)| *id).collect();
            for child in children {
                if self.0[&child].valid_to.is_none() && child != to {
                    self.put_under(child, to, last);
                }
            }
            self.0.get_mut(unit).unwrap().valid_to = Some(last);
            self.1.insert(*unit, to);
            self.put_under(*unit, to, last);
        }
    }

    fn put_under(&mut self, unit: i64, parent: i64, last: NaiveDate) {
        let place = self.0.get_mut(&unit).unwrap();
        if let Some(before) = place.parent.replace(parent).filter(|before| *before != parent) {
            place.former.entry(last).or_insert(before);
        }
    }

    fn line(&self, unit: i64) -> Vec<i64> {
        let mut line = vec![unit];
        while let Some(above) = self.0[line.last().unwrap()].parent {
            line.push(above);
        }
        line
    }
}

proptest! {
    /// Whatever was merged into whatever, and whenever: each report stands in one row of the country's table as it was and
    /// in one as it is, so the totals are the same; and what ended counts today with what came after it.
    #[test]
    fn totals_are_the_same_on_both_maps(
        parents in prop::collection::vec(0_usize..8, 3..24),
        acts in prop::collection::vec((0_usize..24, 0_usize..24, 0_u16..700, any::<bool>()), 0..12),
        figures in prop::collection::vec(-1_000_i64..1_000, 40),
        at in 0_u16..800,
    ) {
        let start = day(2026, 1, 1);
        let mut tree = Tree::default();
        tree.0.insert(0, Place::default());
        for (number, parent) in parents.iter().enumerate() {
            let parent = i64::try_from(parent % (number + 1)).unwrap();
            tree.0.insert(i64::try_from(number + 1).unwrap(), Place { parent: Some(parent), ..Place::default() });
        }
        let mut acts = acts;
        acts.sort_by_key(|(.., on, _)| *on);
        for (a, b, on, makes_new) in acts {
            let count = tree.0.len();
            let (from, into) = (i64::try_from(1 + a % (count - 1)).unwrap(), i64::try_from(b % count).unwrap());
            let on = start + chrono::Days::new(u64::from(on));
            let is_open = |unit: i64| tree.0[&unit].valid_to.is_none() && tree.0[&unit].valid_from.is_none_or(|day| day < on);
            if !is_open(from) || !is_open(into) || tree.line(into).contains(&from) {
                continue;
            }
            let to = if makes_new {
                let to = i64::try_from(count).unwrap();
                let parent = tree.0[&from].parent;
                tree.0.insert(to, Place { parent, valid_from: Some(on), ..Place::default() });
                let both = if into == 0 || tree.line(from).contains(&into) { vec![from] } else { vec![from, into] };
                tree.merge(&both, to, on);
                continue;
            } else {
                into
            };
            tree.merge(&[from], to, on);
        }
        let map = Map(tree.0.clone());
        let then = When::Then(start + chrono::Days::new(u64::from(at)));
        let figure = |unit: i64| figures[usize::try_from(unit).unwrap() % figures.len()];
        let total = |when| {
            let mut rows: BTreeMap<i64, i64> = BTreeMap::new();
            for unit in tree.0.keys() {
                match map.row(0, *unit, when) {
                    Row::Own => *rows.entry(0).or_default() += figure(*unit),
                    Row::Of(row) => *rows.entry(row).or_default() += figure(*unit),
                    Row::Elsewhere => panic!("{unit} stands in no row of {tree:?}"),
                }
            }
            rows.values().sum::<i64>()
        };
        let whole: i64 = tree.0.keys().map(|unit| figure(*unit)).sum();
        prop_assert_eq!(total(When::Now), whole);
        prop_assert_eq!(total(then), whole);
        for (ended, successor) in &tree.1 {
            prop_assert!(tree.line(*ended).contains(successor));
        }
    }

    /// Of a form and period at most one report of the former units goes on as it stands, and only where no other one of the
    /// successor does: no figure is counted twice.
    #[test]
    fn no_figure_counts_twice(
        former in prop::collection::vec((0_usize..9, any::<bool>(), 0_i64..2), 0..8),
        own in prop::option::of(0_usize..9),
    ) {
        let former: Vec<FormerReport<'_>> = (10..).zip(&former).map(|(id, (state, is_touched, form))| FormerReport {
            id, unit: id, form: *form, period: "2026", state: State::ALL[*state], is_touched: *is_touched, was_accepted: false,
            is_received_by_successor: false, consolidates: false,
        }).collect();
        let own: Vec<FormerReport<'_>> = own.map(|state| FormerReport {
            id: 1, unit: 1, form: 0, period: "2026", state: State::ALL[state], is_touched: true, was_accepted: false,
            is_received_by_successor: false, consolidates: false,
        }).into_iter().collect();
        let all = fates(&former, &own);
        for form in 0..2 {
            let of_form = || former.iter().zip(&all).filter(move |(report, _)| report.form == form);
            let moved = of_form().filter(|(_, fate)| **fate == Fate::Moves).count();
            let joined = of_form().filter(|(_, fate)| **fate == Fate::Joins).count();
            let has_own = own.iter().any(|report| report.form == form);
            prop_assert!(moved <= 1);
            prop_assert!(moved == 0 || (joined == 0 && !has_own));
        }
        for (report, fate) in former.iter().zip(&all) {
            let was_sent = !State::OWED.contains(&report.state);
            prop_assert!(!was_sent || *fate == Fate::Stays);
        }
    }
}

#[test]
fn a_unit_stands_in_the_place_of_those_that_it_was_made_of() {
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 7, day).unwrap();
    let known = |from: Option<u32>, ended: Option<(u32, i64)>| KnownUnit {
        valid_from: from.map(day),
        valid_to: ended.map(|(last, _)| day(last)),
        successor: ended.map(|(_, successor)| successor),
        ..unit("1", "Một", "ward", None)
    };
    let units: KnownUnits = [
        (1, known(None, Some((9, 3)))),
        // It became part of 1, which was there.
        (2, known(None, Some((4, 1)))),
        (3, known(Some(10), Some((19, 4)))),
        (4, known(Some(20), None)),
    ]
    .into_iter()
    .collect();
    for (one, stands, end) in [(1, true, 4), (2, false, 4), (3, true, 4), (4, false, 4)] {
        assert_eq!((is_continued(&units, one), today(&units, one)), (stands, end), "{one}");
    }
}
