//! Who may do what: group × relation × state × permission, as a checked-in text.

use std::collections::HashSet;
use std::fmt::Write;

use domain::access::{Actor, Grant, GroupKind, Permission, Right, Rights, Target, decide, group, groups, rights_on};
use domain::ids::{UnitId, UserId};
use domain::workflow::State;

const ROOT: UnitId = UnitId(1);
const PROVINCE: UnitId = UnitId(2);
const COMMUNE: UnitId = UnitId(3);
const HAMLET: UnitId = UnitId(4);
const SIBLING: UnitId = UnitId(5);
const OFFICE: UnitId = UnitId(6);
const STRANGER: UnitId = UnitId(7);

/// Where the actor stands towards the commune's report.
const RELATIONS: [(&str, UnitId, Relation); 7] = [
    ("own unit", COMMUNE, Relation::SentUp),
    ("receiver above", PROVINCE, Relation::SentUp),
    ("above the receiver", ROOT, Relation::SentUp),
    ("receiver aside", OFFICE, Relation::SentAside),
    ("unit below", HAMLET, Relation::SentUp),
    ("sibling", SIBLING, Relation::SentUp),
    ("elsewhere", STRANGER, Relation::SentUp),
];

/// To whom the commune's report goes.
#[derive(Clone, Copy)]
enum Relation {
    /// To the province above.
    SentUp,
    /// To an office that is not above it (a vertical sector).
    SentAside,
}

/// The commune's report: root > province > commune > hamlet; the sibling under the province, office and stranger under
/// the root.
fn report(relation: Relation, state: State) -> Target {
    let (receiver, receiver_ancestors) = match relation {
        Relation::SentUp => (PROVINCE, vec![ROOT]),
        Relation::SentAside => (OFFICE, vec![ROOT]),
    };
    Target {
        unit: COMMUNE,
        ancestors: vec![PROVINCE, ROOT],
        receiver: Some(receiver),
        receiver_ancestors,
        state: Some(state),
    }
}

fn actor(grant: Grant) -> Actor {
    Actor { user: UserId(1), unit: grant.unit, grants: vec![grant] }
}

#[test]
fn group_by_relation_by_permission() {
    let mut table = String::from(
        "What a holder of a group's rights may do with the report of a commune.\n  yes  allowed\n  403  refused, the report is known\n  404  refused, the report is not known of\n\n## Preset groups\n\n",
    );
    for group in groups() {
        let reach = if group.subtree { "subtree" } else { "unit" };
        let past = if group.historical { " (historical)" } else { "" };
        writeln!(table, "{:<26}{:<36}{reach:<9}{}{past}", group.code, group.rights.to_string(), group.name_vi).unwrap();
    }
    let mut kinds: Vec<(Rights, bool)> = Vec::new();
    for group in groups() {
        if !kinds.contains(&(group.rights, group.subtree)) {
            kinds.push((group.rights, group.subtree));
        }
    }
    // Beyond the presets: reading and working in a whole subtree.
    kinds.push((Rights::of(&[Right::View]), true));
    kinds.push((Rights::of(&[Right::Enter]), true));
    kinds.push((Rights::of(&[Right::Check]), true));
    for (rights, subtree) in kinds {
        block(&mut table, rights, subtree);
    }
    crate::support::check_snapshot("access_matrix", &table);
}

fn block(table: &mut String, rights: Rights, subtree: bool) {
    let reach = if subtree { ", reaching the units below" } else { "" };
    writeln!(table, "\n## {rights}{reach}\n").unwrap();
    let names: String = Permission::ALL.iter().map(|permission| format!("{:<13}", format!("{permission:?}"))).collect();
    writeln!(table, "{:<20}{:<12}{names}rights", "held on", "state").unwrap();
    for (name, unit, relation) in RELATIONS {
        for state in [State::Approved, State::Sent, State::Returned] {
            let (actor, target) = (actor(Grant { rights, unit, subtree }), report(relation, state));
            let cells: String = Permission::ALL
                .iter()
                .map(|permission| {
                    let answer = match decide(&actor, *permission, &target) {
                        Ok(_) => "yes",
                        Err(denied) if denied.visible => "403",
                        Err(_) => "404",
                    };
                    format!("{answer:<13}")
                })
                .collect();
            let line = format!("{name:<20}{:<12}{cells}{}", state.as_str(), rights_on(&actor, &target));
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
    }
}

#[test]
fn the_presets_are_those_of_the_handbook() {
    let of = |kind| groups().filter(|group| group.kind == kind).count();
    assert_eq!((of(GroupKind::Ministry), of(GroupKind::Province), of(GroupKind::Simple)), (9, 21, 5));
    let codes: HashSet<_> = groups().map(|group| group.code).collect();
    assert_eq!(codes.len(), 35);
    for found in groups() {
        assert_eq!(group(found.code), Some(found));
        assert!(!found.rights.is_empty() && !found.name_en.is_empty() && !found.description_vi.is_empty());
        assert_eq!(found.historical, found.name_vi.contains("Huyện"), "{}", found.code);
        let may_send = found.rights.contains(Right::Send);
        let said = found.name_vi.starts_with("Gửi") || found.description_vi.contains("(có quyền Gửi báo cáo)");
        assert_eq!(may_send, said, "{}", found.code);
        assert_eq!(found.on(COMMUNE), Grant { rights: found.rights, unit: COMMUNE, subtree: found.subtree });
    }
}

#[test]
fn rights_are_a_set() {
    let rights = Rights::of(&[Right::Send, Right::View]);
    assert_eq!(rights.to_string(), "view+send");
    assert_eq!(serde_json::to_string(&rights).unwrap(), r#"["view","send"]"#);
    assert_eq!(serde_json::from_str::<Rights>(r#"["send","view","send"]"#).unwrap(), rights);
    assert!(rights.contains(Right::View) && !rights.contains(Right::Enter));
    assert_eq!(rights.intersection(Rights::of(&[Right::Send])), Rights::of(&[Right::Send]));
    for right in Right::ALL {
        assert_eq!(Right::parse(right.as_str()), Some(right));
        assert_eq!(serde_json::to_value(right).unwrap(), right.as_str());
    }
}

#[test]
fn a_token_says_what_it_is_for() {
    let actor = actor(group("duyet").unwrap().on(COMMUNE));
    let token = decide(&actor, Permission::Approve, &report(Relation::SentUp, State::Submitted)).unwrap();
    assert_eq!((token.permission(), token.unit(), token.user()), (Permission::Approve, COMMUNE, Some(UserId(1))));
}

#[test]
fn nobody_releases_the_own_unit_except_at_the_top() {
    let admin = |unit| actor(group("quan_tri").unwrap().on(unit));
    let rows = [
        (admin(COMMUNE), Target::unit(COMMUNE, vec![PROVINCE, ROOT]), false),
        (admin(PROVINCE), Target::unit(COMMUNE, vec![PROVINCE, ROOT]), true),
        (admin(SIBLING), Target::unit(COMMUNE, vec![PROVINCE, ROOT]), false),
        (admin(ROOT), Target::unit(ROOT, vec![]), true),
        (admin(STRANGER), Target::unit(ROOT, vec![]), false),
    ];
    for (actor, target, allowed) in rows {
        assert_eq!(decide(&actor, Permission::Assign, &target).is_ok(), allowed, "{actor:?} {target:?}");
    }
}
