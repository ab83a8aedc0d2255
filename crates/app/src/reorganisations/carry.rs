//! Carrying out one succession: units end, and everything that was theirs goes to the one that comes after them.

use chrono::{NaiveDate, NaiveDateTime};
use contract::reorganisations::ReorganisationOutcome;
use domain::ids::UnitId;
use domain::reorganisation::{Act, KnownUnits, MadeUnit, StepKind, Succession, Successor, today};
use store::Tx;
use store::events::NewEvent;
use store::units::NewUnit;

use super::duties;
use crate::wire::count;
use crate::{App, AppError, AppResult, Message, events};

/// One succession that is being carried out.
pub(super) struct Carried<'a> {
    /// The act.
    pub act: &'a Act,
    /// The units that end.
    pub from: Vec<UnitId>,
    /// The one that comes after them.
    pub to: UnitId,
    /// Its name.
    pub to_name: String,
    /// The unit above that one.
    pub to_parent: Option<i64>,
    /// The units as they were before.
    pub units: &'a KnownUnits,
    /// Now.
    pub now: NaiveDateTime,
}

/// Carries a succession out, in the transaction that moves its act on. `units` are as they are before it.
///
/// # Errors
/// `WrongState` when another act ended one of the units meanwhile.
pub(super) fn carry_out(
    app: &App,
    tx: &mut Tx<'_>,
    id: i64,
    act: &Act,
    one: &Succession,
    units: &KnownUnits,
) -> AppResult<ReorganisationOutcome> {
    let now = app.clock.now();
    let last_day = act.effective_on.pred_opt().ok_or(AppError::NotFound)?;
    let from: Vec<UnitId> = one.from.iter().copied().map(UnitId).collect();
    refuse_ended(&one.from, units)?;
    let mut outcome = ReorganisationOutcome { ended: count(from.len()), ..ReorganisationOutcome::default() };
    let to = match &one.to {
        Successor::Existing(unit) => UnitId(today(units, *unit)),
        Successor::New(new) => {
            outcome.made = 1;
            make(tx, id, act.effective_on, new, &one.from, units)?
        }
    };
    let successor = store::units::find(tx, to)?;
    let carried = Carried { act, from, to, to_name: successor.name, to_parent: successor.parent_id, units, now };
    // Before the tree changes: who reports to whom is read from it.
    let plan = duties::plan(app, tx, &carried)?;
    outcome.below = carried.tree(tx, id, last_day)?;
    outcome.people = count(store::reorganisations::move_people(tx, &carried.from, to)?);
    if is_abolished(act, one) {
        // The unit above finishes what is left; it is not the former unit's people who work for it from now on.
        store::reorganisations::lend_grants(tx, to, &carried.from)?;
    } else {
        let all: Vec<UnitId> = carried.from.iter().copied().chain([to]).collect();
        store::reorganisations::widen_grants(tx, &all)?;
    }
    let is_new = matches!(one.to, Successor::New(_));
    let followed = store::reorganisations::follow_settings(tx, &carried.from, (to, is_new), now)?;
    outcome.settings = count(followed.kept);
    outcome.settings_ended = count(followed.ended);
    let outcome = duties::carry_out(app, tx, &carried, &plan, outcome)?;
    carried.tell(tx, id, &outcome)?;
    Ok(outcome)
}

fn is_abolished(act: &Act, one: &Succession) -> bool {
    act.steps.get(one.step).is_some_and(|step| step.kind == StepKind::Abolish)
}

fn refuse_ended(from: &[i64], units: &KnownUnits) -> AppResult<()> {
    let ended = from.iter().find_map(|unit| units.get(unit).filter(|known| known.successor.is_some()));
    match ended {
        None => Ok(()),
        Some(known) => Err(AppError::WrongState {
            message: Message::new(
                format!("{} đã chấm dứt theo một quyết định khác.", known.name),
                format!("{} has ended by another act.", known.name),
            ),
            allowed_actions: Vec::new(),
        }),
    }
}

/// Makes the unit that comes after; a code that it takes over is freed first.
fn make(
    tx: &mut Tx<'_>,
    act: i64,
    first_day: NaiveDate,
    new: &MadeUnit,
    from: &[i64],
    units: &KnownUnits,
) -> AppResult<UnitId> {
    for unit in from {
        if units.get(unit).is_some_and(|known| known.code == new.code) {
            store::reorganisations::hand_over_code(tx, UnitId(*unit), act)?;
        }
    }
    let parent = units.get(&today(units, new.parent)).ok_or(AppError::NotFound)?;
    let row = NewUnit {
        code: new.code.clone(),
        name: new.name.clone(),
        short_name: new.short_name.clone(),
        kind: new.kind.clone(),
        parent_code: Some(parent.code.clone()),
        valid_from: Some(first_day),
        valid_to: None,
    };
    Ok(store::units::create(tx, &row)?)
}

impl Carried<'_> {
    /// The former units end and stand below their successor, and what stood below them does so itself. Gives how many the
    /// latter are.
    fn tree(&self, tx: &mut Tx<'_>, act: i64, last_day: NaiveDate) -> AppResult<i64> {
        let mut below = 0;
        for unit in &self.from {
            for child in store::units::list_children(tx, *unit)? {
                // What ended before stays with the unit that came after it.
                if child.valid_to.is_none() && child.id != self.to.0 {
                    store::reorganisations::put_under(tx, UnitId(child.id), self.to, last_day)?;
                    below += 1;
                }
            }
            store::reorganisations::end_unit(tx, *unit, self.to, act, last_day)?;
            store::reorganisations::put_under(tx, *unit, self.to, last_day)?;
        }
        store::reorganisations::widen_search(tx, self.to, &self.from)?;
        Ok(below)
    }

    /// Everybody concerned is told once.
    fn tell(&self, tx: &mut Tx<'_>, act: i64, outcome: &ReorganisationOutcome) -> AppResult<()> {
        let names: Vec<&str> =
            self.from.iter().filter_map(|unit| Some(self.units.get(&unit.0)?.name.as_str())).collect();
        let body = serde_json::json!({
            "reorganisation": act,
            "number": self.act.number,
            "effective_on": self.act.effective_on,
            "former": names,
            "successor": self.to_name,
            "moved": outcome.moved,
            "sources": outcome.sources,
            "assigned": outcome.assigned,
            "unfinished": outcome.unfinished,
            "settings_ended": outcome.settings_ended,
        });
        let event = events::of_system("unit.reorganised", self.now);
        let event = NewEvent { unit_id: Some(self.to.0), body: body.to_string(), ..event };
        store::events::append(tx, &event)?;
        Ok(())
    }
}
