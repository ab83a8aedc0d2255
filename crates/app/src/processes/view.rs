//! Looking at the processes of units.

use std::collections::{BTreeSet, HashMap};

use contract::Page;
use contract::problem::FaultView;
use contract::processes::{ProcessChoices, ProcessSettings, ProcessStepView, UnitProcessItem, UnitProcessView};
use contract::units::UnitRef;
use domain::access::{Permission, UnitScope, scope};
use domain::ids::{UnitId, UserId};
use domain::language::Language;
use domain::regime::Regime;
use domain::workflow::{self, MOST_LEVELS, PolicyFault, Signing, State, WorkflowPolicy};
use store::Conn;
use store::policies::{OwnPolicy, list_nearest};
use store::reports::ReportFilter;

use super::people::People;
use super::{Concern, Ground};
use crate::clock::{local_day, utc};
use crate::units::reference;
use crate::{App, AppResult, Caller};

/// How the reports of a unit move in a regime.
///
/// # Errors
/// `NotFound` for an unknown unit or regime, `Forbidden` for who does not follow the unit's reports.
pub fn find(app: &App, caller: &Caller, concern: &Concern) -> AppResult<UnitProcessView> {
    app.store.read(|conn| {
        let ground = Ground::find(conn, caller, concern.unit)?;
        view(app, conn, caller, &ground, concern)
    })
}

/// What holds for a unit, and where it comes from.
pub(super) struct Held {
    pub own: Option<OwnPolicy>,
    /// The unit whose process holds; none where it is the regime's.
    pub set_by: Option<UnitId>,
    /// What holds for reports that are submitted now.
    pub now: WorkflowPolicy,
    /// What would hold without a process of the unit's own.
    pub inherited: WorkflowPolicy,
}

impl Held {
    pub fn find(conn: &mut Conn, ground: &Ground, regime: &Regime) -> AppResult<Self> {
        let (unit, circular, code) = (ground.id(), regime.circular.as_str(), regime.code.as_str());
        let around: Vec<UnitId> = [Some(unit), ground.unit.parent_id.map(UnitId)].into_iter().flatten().collect();
        let policies = list_nearest(conn, &around)?;
        let above = ground.unit.parent_id.and_then(|parent| policies.find(UnitId(parent), circular, code));
        let above = above.map(|policy| policy.clone().inherited());
        Ok(Self {
            own: store::policies::find_own(conn, unit, circular, code)?,
            set_by: policies.set_by(unit, circular, code),
            now: regime.process_of(
                ground.level(),
                policies.find(unit, circular, code),
                policies.set_by(unit, circular, code) == Some(unit),
            ),
            inherited: regime.process_of(ground.level(), above.as_ref(), false),
        })
    }

    /// For the next `If-Match`.
    pub fn revision(&self) -> i64 {
        self.own.as_ref().map_or(0, |own| own.revision)
    }

    /// What the unit itself says, if it says something.
    pub fn said(&self) -> Option<&WorkflowPolicy> {
        self.own.as_ref()?.policy.as_ref()
    }
}

pub(super) fn view(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    ground: &Ground,
    concern: &Concern,
) -> AppResult<UnitProcessView> {
    let regime = app.forms.regime_on(conn, &concern.circular, &concern.regime, local_day(app.clock.now()))?;
    let held = Held::find(conn, ground, &regime)?;
    let of_regime = regime.policy_at(ground.level());
    let said: Vec<&WorkflowPolicy> = [Some(&held.now), held.said()].into_iter().flatten().collect();
    let people = People::find(conn, ground.id(), &ground.line, &said)?;
    let mut faults = Vec::new();
    if let Some(said) = held.said() {
        faults.extend(regime.unit_choices.check(&of_regime, said));
        faults.extend(people.check(said));
    }
    let can_change = ground.allowed.is_some();
    let settings = if ground.knows_names { held.now.clone() } else { held.now.clone().inherited() };
    Ok(UnitProcessView {
        unit: reference(&ground.unit),
        circular: regime.circular.clone(),
        regime: regime.code.clone(),
        title: regime.title.clone(),
        revision: held.revision(),
        is_own: held.said().is_some(),
        set_by: set_by(conn, held.set_by)?,
        changed_by: changed_by(conn, held.own.as_ref().and_then(|own| own.user_id))?,
        changed_at: held.own.as_ref().and_then(|own| own.at).map(utc),
        settings: ProcessSettings::from(&settings),
        inherited: ProcessSettings::from(&held.inherited),
        of_regime: ProcessSettings::from(&of_regime),
        choices: choices(&regime, &of_regime, ground.is_from_above),
        can_change,
        faults: if can_change { fault_views(&faults, "warning", caller.language) } else { Vec::new() },
        steps: steps(&held.now, ground, &people, caller.language),
        under_way: if can_change { under_way(conn, ground.id(), &regime)? } else { 0 },
        approvers: if can_change { people.views() } else { Vec::new() },
    })
}

fn steps(policy: &WorkflowPolicy, ground: &Ground, people: &People, language: Language) -> Vec<ProcessStepView> {
    // Whether there is a receiver is said report by report; only what stands at the top has none.
    let has_receiver = ground.unit.parent_id.is_some();
    let name = |user| people.name(user).filter(|_| ground.knows_names);
    let of = |step| ProcessStepView::of(&step, name, language).in_units(Some(&ground.unit.name), None);
    workflow::steps(policy, has_receiver).into_iter().map(of).collect()
}

fn choices(regime: &Regime, policy: &WorkflowPolicy, is_from_above: bool) -> ProcessChoices {
    let open = &regime.unit_choices;
    let signing = Signing::ALL.into_iter().filter(|one| open.allows_signing(policy, *one));
    ProcessChoices {
        approval_levels: (0..=MOST_LEVELS).filter(|levels| open.allows_levels(policy, *levels)).collect(),
        signing: signing.map(|one| one.as_str().to_owned()).collect(),
        one_account: open.one_account,
        receiver_check: open.receiver_check && is_from_above,
        auto_send: open.auto_send,
        auto_accept: open.auto_accept && is_from_above,
    }
}

fn set_by(conn: &mut Conn, unit: Option<UnitId>) -> AppResult<Option<UnitRef>> {
    Ok(unit.map(|unit| store::units::find(conn, unit)).transpose()?.as_ref().map(reference))
}

fn changed_by(conn: &mut Conn, user: Option<i64>) -> AppResult<Option<String>> {
    let Some(user) = user else { return Ok(None) };
    Ok(store::users::list_by_ids(conn, &[UserId(user)])?.into_iter().next().map(|person| person.full_name))
}

/// Reports of the unit and those below it that were submitted and are not accepted.
fn under_way(conn: &mut Conn, unit: UnitId, regime: &Regime) -> AppResult<i64> {
    let states = [State::Submitted, State::Approved, State::Sent, State::CorrectionRequested];
    let filter = ReportFilter {
        scope: UnitScope::All,
        unit: Some(unit),
        circular: Some(regime.circular.clone()),
        regime: Some(regime.code.clone()),
        states: states.iter().map(|state| state.as_str().to_owned()).collect(),
        ..ReportFilter::default()
    };
    Ok(store::reports::count_by_state(conn, &filter)?.into_iter().map(|(_, count)| count).sum())
}

pub(super) fn fault_views(faults: &[PolicyFault], severity: &str, language: Language) -> Vec<FaultView> {
    let view = |fault: &PolicyFault| FaultView {
        place: fault.place.clone(),
        code: fault.code.to_owned(),
        severity: severity.to_owned(),
        message: fault.text(language).to_owned(),
    };
    faults.iter().map(view).collect()
}

/// One page of the units with processes of their own that the caller administers, by unit.
///
/// # Errors
/// Those of the database.
pub fn list(app: &App, caller: &Caller, page: i64, page_size: i64) -> AppResult<Page<UnitProcessItem>> {
    let scope = scope(&caller.actor, Permission::Administer);
    app.store.read(|conn| {
        let (rows, total) = store::policies::list(conn, &scope, page, page_size)?;
        let by: BTreeSet<UserId> = rows.iter().filter_map(|row| row.user_id).map(UserId).collect();
        let people = store::users::list_by_ids(conn, &by.into_iter().collect::<Vec<_>>())?;
        let names: HashMap<i64, String> = people.into_iter().map(|person| (person.id, person.full_name)).collect();
        let item = |row: store::policies::UnitPolicyRow| UnitProcessItem {
            unit: UnitRef { id: row.unit_id, name: row.unit_name },
            circular: row.circular,
            regime: row.regime,
            settings: ProcessSettings::from(&row.policy),
            changed_by: row.user_id.and_then(|user| names.get(&user).cloned()),
            changed_at: row.at.map(utc),
        };
        Ok(Page { items: rows.into_iter().map(item).collect(), total })
    })
}
