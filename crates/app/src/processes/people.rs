//! Who can be named to approve a unit's reports.

use std::collections::{BTreeMap, BTreeSet};

use contract::processes::ApproverView;
use domain::access::{Right, group};
use domain::ids::{UnitId, UserId};
use domain::workflow::{PolicyFault, WorkflowPolicy};
use store::Conn;

use crate::AppResult;

/// The people who may approve the reports of a unit, and those who are named besides.
pub(super) struct People(BTreeMap<UserId, ApproverView>);

impl People {
    /// `line` is the unit and those above it.
    pub fn find(conn: &mut Conn, unit: UnitId, line: &[UnitId], policies: &[&WorkflowPolicy]) -> AppResult<Self> {
        let approves = |code: &str, of: i64| {
            group(code).is_some_and(|group| group.rights.contains(Right::Approve) && (of == unit.0 || group.subtree))
        };
        let grants = store::users::list_grants_on(conn, line)?;
        let holders: BTreeSet<UserId> = grants
            .iter()
            .filter(|grant| approves(&grant.group_code, grant.unit_id))
            .map(|grant| UserId(grant.user_id))
            .collect();
        let named = policies.iter().flat_map(|policy| policy.approvers.iter().flatten().copied());
        let all: Vec<UserId> = holders.iter().copied().chain(named).collect::<BTreeSet<_>>().into_iter().collect();
        let view = |row: store::users::UserRow| {
            let id = UserId(row.id);
            let may_approve = holders.contains(&id);
            (id, ApproverView { id: row.id, name: row.full_name, position: row.position, may_approve })
        };
        Ok(Self(store::users::list_by_ids(conn, &all)?.into_iter().map(view).collect()))
    }

    /// A person's name.
    pub fn name(&self, user: UserId) -> Option<String> {
        self.0.get(&user).map(|person| person.name.clone())
    }

    /// Those who are named and may not approve.
    pub fn check(&self, policy: &WorkflowPolicy) -> Vec<PolicyFault> {
        let mut faults = Vec::new();
        for (number, people) in policy.approvers.iter().enumerate() {
            for user in people {
                if self.0.get(user).is_some_and(|person| person.may_approve) {
                    continue;
                }
                let name = self.name(*user).unwrap_or_else(|| user.to_string());
                faults.push(PolicyFault::new(
                    format!("approvers.{}", number + 1),
                    "may_not_approve",
                    format!(
                        "{name} không có quyền duyệt báo cáo của đơn vị. Cấp quyền duyệt trước, hoặc chọn người khác."
                    ),
                    format!(
                        "{name} may not approve this unit's reports. Grant the right first, or choose somebody else."
                    ),
                ));
            }
        }
        faults
    }

    /// All of them by name.
    pub fn views(self) -> Vec<ApproverView> {
        let mut views: Vec<ApproverView> = self.0.into_values().collect();
        views.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        views
    }
}
