//! Who owes what to whom: the chains of the circulars, agencies outside of the tree, and properties that hold for any tree.

use domain::duty::{Duty, DutyRule, Former, Receiver, Receivers, Reporter, duties};
use domain::regime::UnitLevel;
use domain::template::FormTemplate;
use proptest::prelude::*;

fn form(code: &str, consolidates: &[&str]) -> FormTemplate {
    let json = format!(
        r#"{{"format":1,"circular":"X","code":"{code}","version":1,"title":"Thử","regime":"I","kind":"data",
        "frequencies":["quarterly"],"provenance":"reconstructed","row_kind":{{"name":"fixed"}},"consolidates":{},
        "header":[{{"number":1,"title":"Chỉ tiêu","type":{{"name":"label"}}}},
                  {{"number":2,"title":"Số","type":{{"name":"integer"}}}}],
        "rows":[{{"code":"R1","label":"Một","role":"data"}}]}}"#,
        serde_json::to_string(consolidates).unwrap()
    );
    serde_json::from_str(&json).unwrap()
}

fn unit(id: i64, code: &str, level: UnitLevel, parent: Option<i64>) -> Reporter {
    Reporter {
        id,
        code: code.to_owned(),
        name: code.to_owned(),
        kind: level.as_str().to_owned(),
        level,
        parent,
        formers: Vec::new(),
    }
}

fn rule(forms: &[&str], levels: &[UnitLevel]) -> DutyRule {
    DutyRule {
        forms: forms.iter().map(|code| (*code).to_owned()).collect(),
        levels: levels.to_vec(),
        ..DutyRule::default()
    }
}

/// The Government Office with a province, a ministry and a bank below it, and a customs branch that stands in no province.
fn country() -> Vec<Reporter> {
    use UnitLevel as L;
    vec![
        unit(1, "VPCP", L::GovernmentOffice, None),
        unit(2, "01", L::Province, Some(1)),
        unit(3, "00004", L::Commune, Some(2)),
        unit(4, "00070", L::Commune, Some(2)),
        unit(5, "01.STP", L::ProvincialDepartment, Some(2)),
        unit(6, "BTC", L::Ministry, Some(1)),
        unit(7, "BTC.CT", L::MinistryDepartment, Some(6)),
        unit(8, "NH", L::Bank, Some(1)),
        unit(9, "NH.CN", L::BankBranch, Some(8)),
        unit(10, "NH.PGD", L::BankOffice, Some(9)),
        unit(11, "HQ", L::MinistryDepartment, None),
    ]
}

/// Each duty as "form unit→receiver", with + where it consolidates.
fn told(forms: &[FormTemplate], rules: &[DutyRule], receivers: &Receivers) -> Vec<String> {
    let units = country();
    let name = |id: i64| units.iter().find(|unit| unit.id == id).unwrap().code.clone();
    let line = |duty: &Duty| {
        let receiver = duty.receiver.map_or_else(|| "–".to_owned(), name);
        let mark = if duty.consolidates { "+" } else { "" };
        format!("{} {}→{receiver}{mark}", forms[duty.form].code, units[duty.unit].code)
    };
    duties(forms, rules, &units, receivers).iter().map(line).collect()
}

#[test]
fn whom_a_regime_named_is_followed_to_the_unit_that_came_after_it() {
    use UnitLevel as L;
    let after = |reporter: Reporter, code: &str, name: &str, is_continued: bool| Reporter {
        formers: vec![Former { code: code.to_owned(), name: name.to_owned(), is_continued }],
        ..reporter
    };
    let units = vec![
        unit(1, "VPCP", L::GovernmentOffice, None),
        unit(6, "BTC", L::Ministry, Some(1)),
        after(unit(7, "HQ2", L::MinistryDepartment, Some(6)), "HQ", "Hải quan", true),
        // It was there when the other one became part of it.
        after(unit(8, "BKT", L::Ministry, Some(1)), "BKH", "Bộ Kế hoạch", false),
        unit(9, "KV", L::MinistryDepartment, Some(6)),
    ];
    let to = |code: &str| Receiver::Unit { code: code.to_owned() };
    let of = |codes: &[&str], receiver: Receiver| DutyRule {
        units: codes.iter().map(|code| (*code).to_owned()).collect(),
        receiver,
        ..rule(&["a"], &[])
    };
    let forms = [form("a", &[])];
    let owed = |rule: DutyRule| -> Vec<(i64, Option<i64>)> {
        let all = duties(&forms, &[rule], &units, &Receivers::default());
        all.iter().map(|duty| (units[duty.unit].id, duty.receiver)).collect()
    };
    assert_eq!(owed(of(&["HQ"], to("BKH"))), [(7, Some(8))], "who owes, and who receives");
    assert!(owed(of(&["BKH"], to("BTC"))).is_empty(), "it goes on owing what it owed itself");
    assert_eq!(owed(of(&["HQ2", "KV"], to("BTC"))), [(7, Some(6)), (9, Some(6))]);
    let departments = DutyRule { levels: vec![L::MinistryDepartment], ..of(&[], Receiver::Parent) };
    let exempt = DutyRule { exempt: vec!["HQ".to_owned(), "KV".to_owned()], ..departments };
    assert_eq!(owed(exempt), [(7, Some(6))], "an exemption ends with its unit");
    let mut named = form("a", &[]);
    let mut by_name = |name: &str, units: &[Reporter]| -> Vec<i64> {
        named.reporters = vec![name.to_owned()];
        let all = duties(std::slice::from_ref(&named), &[], units, &Receivers::default());
        all.iter().map(|duty| units[duty.unit].id).collect()
    };
    assert_eq!(by_name("Hải quan", &units), [7], "by the circular's own list");
    assert!(by_name("Bộ Kế hoạch", &units).is_empty(), "and not who took it in");
    let mut again = units.clone();
    again[4].name = "Hải quan".to_owned();
    assert_eq!(by_name("Hải quan", &again), [9], "who is called so goes first");
}

#[test]
fn reports_run_along_the_chains_that_the_circulars_name() {
    use UnitLevel as L;
    let forms = [form("a", &[]), form("b", &["a"])];
    for (name, rules, expected) in [
        (
            "commune → province → Government Office",
            vec![rule(&["a"], &[L::Commune]), rule(&["b"], &[L::Province])],
            &["b VPCP→–+", "b 01→VPCP+", "a 00004→01", "a 00070→01"][..],
        ),
        (
            "department → ministry",
            vec![rule(&["a"], &[L::MinistryDepartment]), rule(&["b"], &[L::Ministry])],
            // The root that owes it has nobody above and is named by no receiver: nobody is there to take it.
            &["b VPCP→–+", "b BTC→VPCP+", "a BTC.CT→BTC"],
        ),
        (
            "transaction office → branch → bank",
            vec![rule(&["a"], &[L::BankOffice, L::BankBranch]), rule(&["b"], &[L::Bank])],
            &["b VPCP→–+", "b NH→VPCP+", "a NH.CN→NH+", "a NH.PGD→NH.CN"],
        ),
        (
            "an agency outside of the territorial tree reports to a named unit",
            vec![
                DutyRule {
                    units: vec!["HQ".to_owned()],
                    receiver: Receiver::Unit { code: "BTC".to_owned() },
                    ..rule(&["a"], &[])
                },
                rule(&["b"], &[L::Ministry]),
            ],
            &["b VPCP→–+", "b BTC→VPCP+", "a HQ→BTC"],
        ),
        (
            "past the level between, to the nearest one of a level",
            vec![DutyRule { receiver: Receiver::Level { level: L::Bank }, ..rule(&["a"], &[L::BankOffice]) }],
            &["a NH.PGD→NH"],
        ),
        (
            "to the unit above where the named receiver does not exist",
            vec![DutyRule {
                receiver: Receiver::Unit { code: "nowhere".to_owned() },
                ..rule(&["a"], &[L::ProvincialDepartment])
            }],
            &["a 01.STP→01"],
        ),
        (
            "but not those that are exempt",
            vec![DutyRule { exempt: vec!["00070".to_owned()], ..rule(&["a"], &[L::Commune]) }],
            &["a 00004→01"],
        ),
        ("nobody sums up what nobody sends", vec![rule(&["a"], &[]), rule(&["b"], &[L::Province])], &[]),
    ] {
        let mut told = told(&forms, &rules, &Receivers::default());
        let mut expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn what_an_administrator_set_goes_before_the_rules() {
    let forms = [form("a", &[]), form("b", &["a"])];
    let rules = [rule(&["a"], &[UnitLevel::Commune]), rule(&["b"], &[UnitLevel::Province, UnitLevel::Ministry])];
    let mut receivers = Receivers::default();
    receivers.set(3, "", 6);
    receivers.set(4, "a", 1);
    assert_eq!(
        told(&forms, &rules, &receivers),
        ["a VPCP→–+", "b VPCP→–+", "a 00004→BTC", "a 00070→VPCP", "b BTC→VPCP+"],
        "the province has nothing to sum up any more, and the ministry has"
    );
}

proptest! {
    #[test]
    fn in_any_tree_duties_are_owed_once_and_reach_their_receivers(
        parents in proptest::collection::vec(0_usize..12, 1..40),
        owing in proptest::collection::vec(any::<bool>(), 40),
        set in proptest::collection::vec((0_i64..40, 0_i64..40), 0..6),
    ) {
        let mut units = vec![unit(0, "0", UnitLevel::GovernmentOffice, None)];
        for (ix, parent) in (1..).zip(&parents) {
            let id = i64::try_from(ix).unwrap();
            let parent = i64::try_from(parent % ix).unwrap();
            units.push(unit(id, &id.to_string(), UnitLevel::Commune, Some(parent)));
        }
        let named = units.iter().zip(&owing).filter(|(_, owes)| **owes).map(|(unit, _)| unit.code.clone());
        let a = DutyRule { units: named.collect(), ..rule(&["a"], &[]) };
        let rules = [a, rule(&["b"], &[UnitLevel::Commune])];
        let forms = [form("a", &[]), form("b", &["a"])];
        let mut receivers = Receivers::default();
        // Circles among receivers included.
        for (unit, receiver) in set.iter().filter(|(unit, receiver)| unit != receiver) {
            receivers.set(*unit, "", *receiver);
        }
        let all = duties(&forms, &rules, &units, &receivers);
        let key = |duty: &Duty| (duty.unit, duty.form);
        let mut keys: Vec<_> = all.iter().map(key).collect();
        keys.dedup();
        prop_assert_eq!(keys.len(), all.len(), "once each, in order");
        prop_assert!(all.is_sorted_by_key(key));
        for duty in &all {
            let code = &forms[duty.form].code;
            let fed = all.iter().any(|below| {
                below.receiver == Some(units[duty.unit].id) && (forms[below.form].code == *code || code == "b")
            });
            prop_assert_eq!(duty.consolidates, fed, "{:?}", duty);
            prop_assert!(code == "a" || duty.consolidates, "a sum of nothing: {:?}", duty);
        }
    }
}
