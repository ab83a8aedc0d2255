//! Processes: how reports move in a unit (C2), and where a report stands in its own (C12).

use chrono::{DateTime, NaiveTime, Utc};
use domain::ids::UserId;
use domain::language::Language;
use domain::workflow::{ProcessStep, Signing, StepKind, StepState, WorkflowPolicy};
use serde::{Deserialize, Serialize};

use crate::problem::FaultView;
use crate::units::UnitRef;

/// How reports move: what can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcessSettings {
    /// Approvals inside the unit, 0–3; with 0 a submitted report is approved at once.
    pub approval_levels: u8,
    /// `required`, `optional` or `off`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signing: Signing,
    /// Whether the receiving unit answers; otherwise a sent report is accepted at once.
    pub receiver_check: bool,
    /// One account does all steps: the author may approve the own report.
    pub one_account: bool,
    /// Local time of day, e.g. `16:30:00`, at which reports are sent by the system on their closing day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub auto_send_at: Option<NaiveTime>,
    /// Local time of day at which sent reports are accepted by the system on their closing day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub auto_accept_at: Option<NaiveTime>,
    /// Who approves at each level, by account, from the first level; an empty list means whoever may approve. Holds for the
    /// reports of this unit, not of those below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<Vec<i64>>,
}

impl From<&WorkflowPolicy> for ProcessSettings {
    fn from(policy: &WorkflowPolicy) -> Self {
        Self {
            approval_levels: policy.approval_levels,
            signing: policy.signing,
            receiver_check: policy.receiver_check,
            one_account: policy.one_account,
            auto_send_at: policy.auto_send_at,
            auto_accept_at: policy.auto_accept_at,
            approvers: policy.approvers.iter().map(|people| people.iter().map(|user| user.0).collect()).collect(),
        }
    }
}

impl From<&ProcessSettings> for WorkflowPolicy {
    /// Levels without anybody named at the end say nothing, and are left out.
    fn from(settings: &ProcessSettings) -> Self {
        let named = settings.approvers.iter().rposition(|people| !people.is_empty()).map_or(0, |last| last + 1);
        let people = |people: &Vec<i64>| people.iter().copied().map(UserId).collect();
        Self {
            approval_levels: settings.approval_levels,
            signing: settings.signing,
            receiver_check: settings.receiver_check,
            one_account: settings.one_account,
            auto_accept_at: settings.auto_accept_at,
            auto_send_at: settings.auto_send_at,
            approvers: settings.approvers.iter().take(named).map(people).collect(),
        }
    }
}

/// What the regime leaves to units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessChoices {
    /// The numbers of approval levels that may be chosen.
    pub approval_levels: Vec<u8>,
    /// What may be chosen about signing.
    pub signing: Vec<String>,
    /// Whether it may be said that one account does all steps.
    pub one_account: bool,
    /// Whether the caller may say if the receiver answers: administrators of a unit above, where the regime leaves it open.
    pub receiver_check: bool,
    /// Whether the hour of automatic sending may be chosen.
    pub auto_send: bool,
    /// Whether the caller may choose the hour of automatic acceptance: as `receiver_check`.
    pub auto_accept: bool,
}

/// Somebody who can be named to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApproverView {
    /// The account.
    pub id: i64,
    /// The person's name.
    pub name: String,
    /// Job title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Whether the person may approve the unit's reports now.
    pub may_approve: bool,
}

/// How the reports of a unit move in a regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitProcessView {
    /// The unit.
    pub unit: UnitRef,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Name of the regime.
    pub title: String,
    /// For the next `If-Match`; 0 where nothing was ever set for this unit.
    pub revision: i64,
    /// Whether the unit has a process of its own.
    pub is_own: bool,
    /// The unit whose process holds here; absent where it is the regime's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_by: Option<UnitRef>,
    /// Who changed the unit's own process last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
    /// What holds for reports that are submitted from now on.
    pub settings: ProcessSettings,
    /// What would hold without a process of the unit's own.
    pub inherited: ProcessSettings,
    /// What the regime itself says.
    pub of_regime: ProcessSettings,
    /// What may be chosen.
    pub choices: ProcessChoices,
    /// Whether the caller may set a process for this unit.
    pub can_change: bool,
    /// Who can be named to approve, and who is; only for those who may change it.
    pub approvers: Vec<ApproverView>,
    /// Where the unit's own process no longer fits the regime or its people.
    pub faults: Vec<FaultView>,
    /// The steps that it comes to.
    pub steps: Vec<ProcessStepView>,
    /// Reports of the unit that were submitted and are not accepted yet: they keep the process they were submitted under.
    pub under_way: i64,
}

/// A unit with a process of its own, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitProcessItem {
    /// The unit.
    pub unit: UnitRef,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// What it says.
    pub settings: ProcessSettings,
    /// Who changed it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
}

/// The process of a report, and where the report stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessView {
    /// Its steps in their order.
    pub steps: Vec<ProcessStepView>,
    /// Whether the report was submitted under it and keeps it; otherwise it is the process of the day.
    pub is_kept: bool,
    /// One account may do all steps.
    pub one_account: bool,
}

/// One step of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessStepView {
    /// `enter`, `approve`, `sign`, `send`, `check` or `finish`.
    pub kind: String,
    /// What is done, in the caller's language.
    pub label: String,
    /// The approval level, from 1; 0 for other steps.
    pub level: u8,
    /// Where a report is with it: `done`, `current`, `ahead` or `left_out`; absent where no report is spoken of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_label: Option<String>,
    /// Since when it is waited for; at the end, when it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
    /// Who does it, in words: the names of those who are named, where the caller may know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The unit that does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether people are named for it.
    pub is_named: bool,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// Local time of day at which the system does it on the closing day, e.g. `16:30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic_at: Option<String>,
}

impl ProcessStepView {
    /// A step as it is shown; `name` gives the names that may be told.
    pub fn of(step: &ProcessStep, name: impl Fn(UserId) -> Option<String>, language: Language) -> Self {
        let names: Vec<String> = step.named.iter().filter_map(|user| name(*user)).collect();
        let who = if names.is_empty() { step.who(language).map(str::to_owned) } else { Some(names.join(", ")) };
        Self {
            kind: step.kind.as_str().to_owned(),
            label: step.label(language),
            level: step.level.map_or(0, |(level, _)| level),
            state: None,
            state_label: None,
            since: None,
            who,
            unit: None,
            is_named: !step.named.is_empty(),
            is_optional: step.is_optional,
            automatic_at: step.automatic_at.map(|time| time.format("%H:%M").to_string()),
        }
    }

    /// The same with the unit that does it.
    #[must_use]
    pub fn in_units(self, own: Option<&str>, receiver: Option<&str>) -> Self {
        let unit = match self.kind.as_str() {
            "finish" => None,
            kind if kind == StepKind::Check.as_str() => receiver,
            _ => own,
        };
        Self { unit: unit.map(str::to_owned), ..self }
    }

    /// The same for a report that stands there.
    #[must_use]
    pub fn at(self, state: StepState, since: DateTime<Utc>, language: Language) -> Self {
        let is_over = state == StepState::Done && self.kind == StepKind::Finish.as_str();
        Self {
            state: Some(state.as_str().to_owned()),
            state_label: Some(state.label(language).to_owned()),
            since: (state == StepState::Current || is_over).then_some(since),
            ..self
        }
    }
}
