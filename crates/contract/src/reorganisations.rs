//! Mergers and abolitions of units by administrative acts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::reorganisation::{Act, NewUnit, Step, StepKind};
use serde::{Deserialize, Serialize};

use crate::problem::FaultView;
use crate::units::UnitRef;

/// What an act says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReorganisationBody {
    /// Number, e.g. `202/2025/QH15`.
    pub number: String,
    /// Title.
    pub title: String,
    /// When it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
    /// The first day of the units as they are afterwards; carried out at its 00:00 in Viet Nam.
    pub effective_on: NaiveDate,
    /// What it does, in this order.
    pub steps: Vec<ReorganisationStep>,
}

/// One change of an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReorganisationStep {
    /// `merge`, `abolish`, `rename`, `move`; `split` is refused with what to do instead.
    pub kind: String,
    /// The units that end.
    #[serde(default)]
    pub units: Vec<i64>,
    /// Merging: the existing unit that takes them in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<i64>,
    /// Merging into a new unit, renaming: what comes after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<MadeUnit>,
    /// Moving: the unit above from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
}

/// A unit that an act makes; what is left out is as the first of the units that end has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MadeUnit {
    /// Official code; may be that of one of the units that end.
    #[serde(default)]
    pub code: String,
    /// Full name.
    #[serde(default)]
    pub name: String,
    /// Name for narrow places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// What it is, e.g. `ward`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
}

impl ReorganisationBody {
    /// The act, or the place of the step whose kind is unknown.
    ///
    /// # Errors
    /// That place, from 0.
    pub fn act(&self) -> Result<Act, usize> {
        let steps = self.steps.iter().enumerate().map(|(place, step)| step.step().ok_or(place));
        Ok(Act {
            number: self.number.trim().to_owned(),
            title: self.title.trim().to_owned(),
            signed_on: self.signed_on,
            effective_on: self.effective_on,
            steps: steps.collect::<Result<_, _>>()?,
        })
    }
}

impl ReorganisationStep {
    fn step(&self) -> Option<Step> {
        let new = |made: &MadeUnit| NewUnit {
            code: made.code.trim().to_owned(),
            name: made.name.trim().to_owned(),
            short_name: made.short_name.clone(),
            kind: made.kind.clone(),
            parent: made.parent,
        };
        Some(Step {
            kind: StepKind::parse(&self.kind)?,
            units: self.units.clone(),
            into: self.into,
            new: self.new.as_ref().map(new),
            parent: self.parent,
        })
    }
}

impl From<&Act> for ReorganisationBody {
    fn from(act: &Act) -> Self {
        let made = |new: &NewUnit| MadeUnit {
            code: new.code.clone(),
            name: new.name.clone(),
            short_name: new.short_name.clone(),
            kind: new.kind.clone(),
            parent: new.parent,
        };
        let step = |step: &Step| ReorganisationStep {
            kind: step.kind.as_str().to_owned(),
            units: step.units.clone(),
            into: step.into,
            new: step.new.as_ref().map(made),
            parent: step.parent,
        };
        Self {
            number: act.number.clone(),
            title: act.title.clone(),
            signed_on: act.signed_on,
            effective_on: act.effective_on,
            steps: act.steps.iter().map(step).collect(),
        }
    }
}

/// An act in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReorganisationItem {
    /// Identifier.
    pub id: i64,
    /// Number.
    pub number: String,
    /// Title.
    pub title: String,
    /// First day of the units as they are afterwards.
    pub effective_on: NaiveDate,
    /// `draft`, `published`, `running`, `done` or `withdrawn`.
    pub status: String,
    /// The same in words.
    pub status_label: String,
    /// Successions that it consists of, once it is published.
    pub total: i64,
    /// Successions that were carried out.
    pub done: i64,
}

/// An act with everything it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReorganisationView {
    /// Identifier.
    pub id: i64,
    /// For `If-Match`.
    pub revision: i64,
    /// `draft`, `published`, `running`, `done` or `withdrawn`.
    pub status: String,
    /// The same in words.
    pub status_label: String,
    /// What it says.
    pub act: ReorganisationBody,
    /// The units that it names.
    pub units: Vec<UnitRef>,
    /// What the caller may do: `edit`, `preview`, `publish`, `remove`.
    pub allowed_actions: Vec<String>,
    /// What stands in the way of publishing a draft.
    pub faults: Vec<FaultView>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// Successions that it consists of, once it is published.
    pub total: i64,
    /// Successions that were carried out.
    pub done: i64,
    /// What carrying it out did so far.
    pub outcome: ReorganisationOutcome,
    /// The same in words, a line for each kind of effect.
    pub outcome_lines: Vec<String>,
    /// What stands in the way of going on; it is tried again every minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// What carrying out an act, or one of its steps, does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ReorganisationOutcome {
    /// Units that end.
    pub ended: i64,
    /// Units that are made.
    pub made: i64,
    /// Units that stand below the successor instead.
    pub below: i64,
    /// Reports that were not sent and become the successor's as they stand.
    pub moved: i64,
    /// Reports that were not sent and end in favour of the successor's report of the same form and period.
    pub joined: i64,
    /// Among those, reports with figures that the successor may take over.
    pub sources: i64,
    /// Reports that the successor is newly assigned.
    pub assigned: i64,
    /// Reports that were not sent and are finished under the old name.
    pub unfinished: i64,
    /// Reports of units below that come to the successor instead.
    pub incoming: i64,
    /// People who work in the successor from then on.
    pub people: i64,
    /// Receivers, exemptions and processes that go over to the successor.
    pub settings: i64,
    /// Receivers, exemptions and processes that end.
    pub settings_ended: i64,
}

impl ReorganisationOutcome {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            ended: self.ended + other.ended,
            made: self.made + other.made,
            below: self.below + other.below,
            moved: self.moved + other.moved,
            joined: self.joined + other.joined,
            sources: self.sources + other.sources,
            assigned: self.assigned + other.assigned,
            unfinished: self.unfinished + other.unfinished,
            incoming: self.incoming + other.incoming,
            people: self.people + other.people,
            settings: self.settings + other.settings,
            settings_ended: self.settings_ended + other.settings_ended,
        }
    }
}

/// What an act would do if it were carried out now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReorganisationPreview {
    /// Each succession, in order.
    pub steps: Vec<PreviewStep>,
    /// All together.
    pub total: ReorganisationOutcome,
    /// The same in words, a line for each kind of effect.
    pub lines: Vec<String>,
}

/// What one succession would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewStep {
    /// The units that end and what comes after them, in words.
    pub title: String,
    /// What it does.
    pub outcome: ReorganisationOutcome,
    /// The same in words, a line for each kind of effect.
    pub lines: Vec<String>,
}

/// The report in which a former unit's report goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LaterReport {
    /// The report.
    pub report_id: i64,
    /// The unit that came after the former one.
    pub unit: UnitRef,
}

/// A former unit's report of the same form and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PredecessorView {
    /// The report.
    pub report_id: i64,
    /// The former unit.
    pub unit: UnitRef,
    /// State of the report.
    pub status: String,
    /// The same in words.
    pub status_label: String,
    /// Whether it was sent and counts by itself: its figures must not be entered again.
    pub counts_itself: bool,
    /// Whether its figures were not sent and may be taken over.
    pub is_source: bool,
    /// Whether that was done.
    pub is_added: bool,
}
