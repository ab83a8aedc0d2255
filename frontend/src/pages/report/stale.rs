//! The notice of a report that no longer agrees with its children: who changed, and what this reader can do about it.

use contract::reports::ReportView;
use leptos::prelude::*;

use crate::components::Icon;
use crate::locales::{M, fill, t};

/// The notice of a stale report, with the way to its differences.
pub fn notice(view: &ReportView, differing: RwSignal<bool>) -> Option<AnyView> {
    if !view.item.is_stale {
        return None;
    }
    // Whom the figures are not open to has nothing to compare.
    let open = !view.changed_children.is_empty();
    let notice = view! {
        <div class="notice notice-warn">
            <Icon name="warning"/>
            <p>{text(view)}" "{t(advice(view))}</p>
            {open.then(|| view! {
                <button type="button" class="button" on:click=move |_| differing.set(true)>{t(M::Differences)}</button>
            })}
        </div>
    };
    Some(notice.into_any())
}

/// Most units that the notice names.
const MOST_NAMES: usize = 3;

/// Which units changed.
fn text(view: &ReportView) -> String {
    let names: Vec<&str> = view.changed_children.iter().take(MOST_NAMES).map(|unit| unit.name.as_str()).collect();
    let (names, more) = (names.join(", "), view.changed_children.len().saturating_sub(MOST_NAMES));
    let units = match (names.is_empty(), more) {
        (true, _) => t(M::StaleUnits).to_owned(),
        (false, 0) => names,
        (false, more) => fill(M::StaleSome, &[&names, &more.to_string()]),
    };
    fill(if waits(view) { M::StaleBelow } else { M::StaleNotice }, &[&units])
}

/// Whether consolidating again brings nothing yet: every unit that changed has to do so first.
fn waits(view: &ReportView) -> bool {
    let outdated = view.outdated_children.len();
    outdated > 0 && outdated == view.changed_children.len()
}

/// What this reader can do about it.
fn advice(view: &ReportView) -> M {
    if waits(view) {
        return M::StaleWait;
    }
    if view.can_edit {
        return M::StaleConsolidate;
    }
    let ways = [
        ("recall", M::StaleRecall),
        ("reject", M::StaleReject),
        ("refuse_to_send", M::StaleRefuse),
        ("return", M::StaleReturn),
        ("request_correction", M::StaleCorrect),
    ];
    let offered = |action: &str| view.item.allowed_actions.iter().any(|allowed| allowed == action);
    ways.into_iter().find(|(action, _)| offered(action)).map_or(M::StaleOthers, |(_, advice)| advice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn view(can_edit: bool, actions: &[&str], children: usize) -> ReportView {
        let changed: Vec<_> = (1..=children).map(|id| json!({ "id": id, "name": format!("Phường {id}") })).collect();
        serde_json::from_value(json!({
            "id": 1,
            "form": { "id": 1, "circular": "c", "code": "II.06c", "title": "t" },
            "unit": { "id": 9, "name": "Hà Nội" },
            "period": { "code": "2026-Q4", "label": "Quý IV", "from": "2026-09-15", "to": "2026-12-14" },
            "status": "submitted", "status_label": "Chờ duyệt", "status_since": "2026-11-21T01:00:00Z",
            "due": "2026-12-19T17:00:00Z", "is_late": false, "opens_on": "2026-11-01", "closes_on": "2026-12-31",
            "revision": 4, "is_stale": true, "allowed_actions": actions, "receiver": null, "level": 1,
            "approval_levels": 1, "process": { "steps": [], "is_kept": true, "one_account": false }, "consolidates": true, "can_edit": can_edit, "changed_children": changed,
        }))
        .unwrap()
    }

    #[test]
    fn only_who_can_consolidate_is_told_to() {
        for (can_edit, actions, expected) in [
            (true, &["save", "submit"][..], M::StaleConsolidate),
            (false, &["recall"], M::StaleRecall),
            (false, &["approve", "reject"], M::StaleReject),
            (false, &["send", "refuse_to_send"], M::StaleRefuse),
            (false, &["accept", "return"], M::StaleReturn),
            (false, &["request_correction"], M::StaleCorrect),
            (false, &[], M::StaleOthers),
        ] {
            assert_eq!(t(advice(&view(can_edit, actions, 1))), t(expected), "{actions:?}");
        }
    }

    #[test]
    fn nobody_is_told_to_consolidate_what_is_out_of_date_below() {
        let mut view = view(true, &["save", "submit"], 2);
        view.outdated_children = view.changed_children[..1].to_vec();
        assert_eq!(t(advice(&view)), t(M::StaleConsolidate));
        view.outdated_children = view.changed_children.clone();
        assert_eq!(t(advice(&view)), t(M::StaleWait));
        assert!(text(&view).starts_with("Số liệu của cấp dưới đã cũ"), "{}", text(&view));
    }

    #[test]
    fn three_units_are_named_and_the_others_counted() {
        for (children, named) in
            [(0, "đơn vị cấp dưới"), (2, "Phường 1, Phường 2"), (5, "Phường 1, Phường 2, Phường 3 và 2 đơn vị khác")]
        {
            assert!(text(&view(true, &[], children)).ends_with(&format!(": {named}.")), "{children}");
        }
    }
}
