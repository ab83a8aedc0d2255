//! A draft as it stands on screen.

use contract::problem::FaultView;
use contract::reorganisations::{MadeUnit, ReorganisationBody, ReorganisationStep, ReorganisationView};
use contract::units::UnitRef;
use leptos::prelude::*;

/// The kinds of change as they are chosen: merging is two of them.
pub const KINDS: [&str; 5] = ["merge_new", "merge_into", "abolish", "rename", "move"];

/// The fields of a draft; a handle that can be copied into closures.
#[derive(Clone, Copy)]
pub struct Draft {
    /// Number of the act.
    pub number: RwSignal<String>,
    /// Its title.
    pub title: RwSignal<String>,
    /// The day on which it was signed; may be empty.
    pub signed: RwSignal<String>,
    /// The effective day.
    pub effective: RwSignal<String>,
    /// What it does.
    pub steps: RwSignal<Vec<StepDraft>>,
    /// What stands in the way of publishing.
    pub faults: RwSignal<Vec<FaultView>>,
    /// What the server has.
    pub saved: RwSignal<ReorganisationBody>,
    keys: StoredValue<usize>,
    owner: StoredValue<Owner>,
}

/// The fields of one change.
#[derive(Clone, Copy)]
pub struct StepDraft {
    /// Names it as long as the page is open.
    pub key: usize,
    /// One of [`KINDS`].
    pub kind: RwSignal<String>,
    /// The units that end.
    pub units: RwSignal<Vec<UnitRef>>,
    /// The unit that takes them in.
    pub into: RwSignal<Vec<UnitRef>>,
    /// The unit above from then on.
    pub parent: RwSignal<Vec<UnitRef>>,
    /// Name of the new unit.
    pub name: RwSignal<String>,
    /// Its code.
    pub code: RwSignal<String>,
    /// What is said of the new unit besides, by who wrote the draft through the API.
    made: StoredValue<Option<MadeUnit>>,
}

impl Draft {
    /// The draft as the server has it.
    pub fn of(view: &ReorganisationView) -> Self {
        let body = &view.act;
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let steps = body.steps.iter().enumerate().map(|(key, step)| StepDraft::of(key, step, &view.units)).collect();
        Self {
            number: RwSignal::new(body.number.clone()),
            title: RwSignal::new(body.title.clone()),
            signed: RwSignal::new(day(body.signed_on)),
            effective: RwSignal::new(day(Some(body.effective_on))),
            steps: RwSignal::new(steps),
            faults: RwSignal::new(view.faults.clone()),
            saved: RwSignal::new(body.clone()),
            keys: StoredValue::new(body.steps.len()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Adds a change.
    pub fn add(self) {
        let key = self.keys.get_value();
        self.keys.set_value(key + 1);
        // What is made in an answer to a click belongs to the page all the same.
        let step = self.owner.get_value().with(|| StepDraft::of(key, &ReorganisationStep::default(), &[]));
        self.steps.update(|steps| steps.push(step));
    }

    /// Takes a change away.
    pub fn remove(self, key: usize) {
        self.steps.update(|steps| steps.retain(|step| step.key != key));
    }

    /// What is on screen; an effective day that is none stays as the server has it.
    pub fn body(self) -> ReorganisationBody {
        ReorganisationBody {
            number: self.number.get().trim().to_owned(),
            title: self.title.get().trim().to_owned(),
            signed_on: self.signed.get().parse().ok(),
            effective_on: self.effective.get().parse().unwrap_or_else(|_| self.saved.get().effective_on),
            steps: self.steps.get().into_iter().map(StepDraft::step).collect(),
        }
    }

    /// Whether the server does not have it as it is.
    pub fn is_dirty(self) -> bool {
        self.body() != self.saved.get()
    }
}

impl StepDraft {
    fn of(key: usize, step: &ReorganisationStep, units: &[UnitRef]) -> Self {
        let named = |ids: &[i64]| -> Vec<UnitRef> {
            ids.iter().filter_map(|id| units.iter().find(|unit| unit.id == *id).cloned()).collect()
        };
        let kind = match step.kind.as_str() {
            "merge" if step.into.is_some() => "merge_into",
            "merge" | "" => "merge_new",
            other => other,
        };
        let made = step.new.clone().unwrap_or_default();
        Self {
            key,
            kind: RwSignal::new(kind.to_owned()),
            units: RwSignal::new(named(&step.units)),
            into: RwSignal::new(named(&step.into.into_iter().collect::<Vec<_>>())),
            parent: RwSignal::new(named(&step.parent.into_iter().collect::<Vec<_>>())),
            name: RwSignal::new(made.name),
            code: RwSignal::new(made.code),
            made: StoredValue::new(step.new.clone()),
        }
    }

    fn step(self) -> ReorganisationStep {
        let kind = self.kind.get();
        let first = |units: RwSignal<Vec<UnitRef>>| units.with(|units| units.first().map(|unit| unit.id));
        let made = || {
            let (name, code) = (self.name.get().trim().to_owned(), self.code.get().trim().to_owned());
            MadeUnit { name, code, ..self.made.get_value().unwrap_or_default() }
        };
        let kept = || self.made.get_value().filter(|_| kind == "move");
        ReorganisationStep {
            units: self.units.with(|units| units.iter().map(|unit| unit.id).collect()),
            into: if kind == "merge_into" { first(self.into) } else { None },
            new: if matches!(kind.as_str(), "merge_new" | "rename") { Some(made()) } else { kept() },
            parent: if kind == "move" { first(self.parent) } else { None },
            kind: if kind.starts_with("merge") { "merge".to_owned() } else { kind },
        }
    }
}
