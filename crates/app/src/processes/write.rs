//! Setting the process of a unit, or taking it away.

use contract::processes::{ProcessSettings, UnitProcessView};
use domain::workflow::{PolicyFault, WorkflowPolicy, policy_limits};
use store::events::NewEvent;
use store::policies::Setting;
use store::{StoreError, Tx};

use super::people::People;
use super::view::{Held, fault_views, view};
use super::{Concern, Ground};
use crate::clock::local_day;
use crate::{App, AppError, AppResult, Caller, Message, events};

/// Sets the process of a unit for a regime; without settings takes it away, so that what the units above or the regime
/// say holds again. `seen` is the revision in `If-Match`. Reports under way keep the process they were submitted under.
///
/// # Errors
/// `NotFound`, `Forbidden`, `StaleRecord`; `Faults` with each field that leaves what the regime allows.
pub fn set(
    app: &App,
    caller: &Caller,
    concern: &Concern,
    seen: i64,
    settings: Option<&ProcessSettings>,
) -> AppResult<UnitProcessView> {
    let wanted = settings.map(WorkflowPolicy::from);
    app.store.write(|tx| {
        let ground = Ground::find(tx, caller, concern.unit)?;
        let allowed = ground.allow()?;
        let regime = app.forms.regime_on(tx, &concern.circular, &concern.regime, local_day(app.clock.now()))?;
        let held = Held::find(tx, &ground, &regime)?;
        if held.revision() != seen {
            return Err(AppError::StaleRecord { current: held.revision() });
        }
        let mut faults = Vec::new();
        if let Some(wanted) = &wanted {
            faults.extend(policy_limits(wanted));
            faults.extend(regime.unit_choices.check(&regime.policy_at(ground.level()), wanted));
            faults.extend(People::find(tx, ground.id(), &ground.line, &[wanted])?.check(wanted));
        }
        if !ground.is_from_above {
            faults.extend(decided_above(&held.now, wanted.as_ref().unwrap_or(&held.inherited)));
        }
        refuse(&faults, caller)?;
        // What is not there need not be taken away.
        if wanted.is_some() || held.said().is_some() {
            let setting = Setting { seen, user: Some(caller.user.0), at: app.clock.now() };
            let of = (regime.circular.as_str(), regime.code.as_str());
            store::policies::set(tx, allowed, of, wanted.as_ref(), setting).map_err(|error| stale(error, seen))?;
            told(app, tx, caller, concern, held.said(), wanted.as_ref())?;
        }
        view(app, tx, caller, &ground, concern)
    })
}

/// What the receiving unit does is not for the reporting unit to say: administrators of a unit above do.
fn decided_above(now: &WorkflowPolicy, wanted: &WorkflowPolicy) -> Vec<PolicyFault> {
    let changed = [
        ("receiver_check", now.receiver_check != wanted.receiver_check),
        ("auto_accept_at", now.auto_accept_at != wanted.auto_accept_at),
    ];
    let changed = changed.into_iter().filter(|(_, is_changed)| *is_changed);
    changed
        .map(|(place, _)| {
            PolicyFault::new(
                place,
                "decided_above",
                "Việc của đơn vị nhận do quản trị của đơn vị cấp trên đặt. Giữ như hiện nay, hoặc liên hệ đơn vị cấp trên.",
                "What the receiver does is set by administrators of a unit above. Keep it as it is, or ask them.",
            )
        })
        .collect()
}

fn refuse(faults: &[PolicyFault], caller: &Caller) -> AppResult<()> {
    if faults.is_empty() {
        return Ok(());
    }
    let count = faults.len();
    Err(AppError::Faults {
        message: Message::new(
            format!("Còn {count} chỗ phải sửa. Sửa từng chỗ được nêu rồi thực hiện lại."),
            format!("{count} places are to be mended. Mend each of those named and try again."),
        ),
        faults: fault_views(faults, "error", caller.language),
    })
}

fn stale(error: StoreError, seen: i64) -> AppError {
    match error {
        StoreError::Stale => AppError::StaleRecord { current: seen + 1 },
        other => other.into(),
    }
}

fn told(
    app: &App,
    tx: &mut Tx<'_>,
    caller: &Caller,
    concern: &Concern,
    before: Option<&WorkflowPolicy>,
    after: Option<&WorkflowPolicy>,
) -> AppResult<()> {
    let body = serde_json::json!({
        "unit": concern.unit,
        "circular": concern.circular,
        "regime": concern.regime,
        "before": before,
        "after": after,
    });
    let event = events::of_caller("unit.policy_changed", caller, app.clock.now());
    store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
    Ok(())
}
