//! Lists and single decisions agree, on random trees and grants.

use domain::access::{
    Actor, Grant, Permission, Right, Rights, Target, UnitScope, decide, scope, scope_of_disclosed, scope_of_received,
};
use domain::ids::{UnitId, UserId};
use domain::workflow::State;
use proptest::prelude::*;

/// A tree of units: each unit's parent is an earlier one; unit 0 is the top.
fn any_tree() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(any::<prop::sample::Index>(), 1..12)
        .prop_map(|parents| parents.iter().enumerate().map(|(unit, parent)| parent.index(unit + 1)).collect())
}

/// The units above, nearest first. `parents[i]` is the parent of unit `i + 1`.
fn ancestors(parents: &[usize], unit: usize) -> Vec<UnitId> {
    let mut above = Vec::new();
    let mut unit = unit;
    while unit > 0 {
        unit = parents[unit - 1];
        above.push(UnitId(i64::try_from(unit).unwrap()));
    }
    above
}

fn id(unit: usize) -> UnitId {
    UnitId(i64::try_from(unit).unwrap())
}

fn rights(bits: u8) -> Rights {
    Right::ALL.into_iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, right)| right).collect()
}

/// Whether a list made from the scopes shows the report, as the documentation of [`scope`] says.
fn listed(actor: &Actor, permission: Permission, target: &Target) -> bool {
    let unit = |scope: UnitScope| scope.contains(target.unit, &target.ancestors);
    let receiver =
        |scope: UnitScope| target.receiver.is_some_and(|receiver| scope.contains(receiver, &target.receiver_ancestors));
    let disclosed = target.state.is_some_and(State::is_disclosed);
    match permission {
        Permission::Check => receiver(scope(actor, permission)),
        Permission::Track => unit(scope(actor, permission)) || receiver(scope_of_received(actor)),
        Permission::ViewReport => {
            unit(scope(actor, permission))
                || disclosed && (receiver(scope_of_received(actor)) || unit(scope_of_disclosed(actor)))
        }
        _ => unit(scope(actor, permission)),
    }
}

proptest! {
    #[test]
    fn a_list_shows_what_a_decision_allows(
        parents in any_tree(),
        grants in prop::collection::vec((any::<prop::sample::Index>(), 0u8..128, any::<bool>()), 0..4),
        unit in any::<prop::sample::Index>(),
        receiver in prop::option::of(any::<prop::sample::Index>()),
        state in 0usize..9,
    ) {
        let units = parents.len() + 1;
        let grants = grants
            .iter()
            .map(|(unit, bits, subtree)| Grant { rights: rights(*bits), unit: id(unit.index(units)), subtree: *subtree });
        let actor = Actor { user: UserId(1), unit: UnitId(0), grants: grants.collect() };
        let unit = unit.index(units);
        let receiver = receiver.map(|receiver| receiver.index(units));
        let target = Target {
            unit: id(unit),
            ancestors: ancestors(&parents, unit),
            receiver: receiver.map(id),
            receiver_ancestors: receiver.map(|receiver| ancestors(&parents, receiver)).unwrap_or_default(),
            state: Some(State::ALL[state]),
        };
        for permission in Permission::ALL {
            let decision = decide(&actor, permission, &target);
            // Only in Assign is the scope wider than the decision: it includes the granted units themselves.
            if permission == Permission::Assign {
                prop_assert!(decision.is_err() || listed(&actor, permission, &target));
            } else {
                prop_assert_eq!(decision.is_ok(), listed(&actor, permission, &target), "{:?} {:?}", permission, target);
            }
            // Whatever is allowed on a report may be known.
            let known = decide(&actor, Permission::Track, &target).is_ok();
            prop_assert!(decision.is_err() || known);
            if let Err(denied) = decision {
                prop_assert_eq!(denied.visible, known);
            }
        }
    }
}

#[test]
fn a_scope_names_each_unit_once() {
    let grant = |unit, subtree, right| Grant { rights: Rights::of(&[right]), unit: UnitId(unit), subtree };
    let grants = vec![
        grant(2, false, Right::Enter),
        grant(1, true, Right::Enter),
        grant(1, false, Right::Enter),
        grant(2, false, Right::Consolidate),
        grant(3, false, Right::Send),
    ];
    let actor = Actor { user: UserId(1), unit: UnitId(1), grants };
    let units = |own: &[i64], subtrees: &[i64]| UnitScope::Units {
        own: own.iter().copied().map(UnitId).collect(),
        subtrees: subtrees.iter().copied().map(UnitId).collect(),
    };
    assert_eq!(scope(&actor, Permission::Enter), units(&[2], &[1]));
    assert_eq!(scope(&actor, Permission::Send), units(&[3], &[]));
    assert_eq!(scope(&actor, Permission::Approve), UnitScope::None);
    assert!(UnitScope::All.contains(UnitId(9), &[]) && !UnitScope::None.contains(UnitId(9), &[]));
}
