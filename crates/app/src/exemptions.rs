//! Units that need not enter a form, until further notice (A12).

use contract::Page;
use contract::assignments::{ExemptionView, NewExemption};
use contract::units::UnitRef;
use domain::ids::UnitId;
use domain::text::nfc;
use store::StoreError;
use store::events::NewEvent;
use store::exemptions::ExemptionRow;

use crate::assignments::{allow, assigned_by, form};
use crate::clock::utc;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, events};

/// Longest reason, in characters.
const LONGEST_REASON: usize = 2_000;

/// Exempts a unit from a form: reports of periods that are opened from now on are made as exempt, with this reason.
///
/// # Errors
/// `Forbidden`, `Invalid` for an unknown form, a missing reason, or a unit that is exempt already.
pub fn create(
    app: &App,
    caller: &Caller,
    new: &NewExemption,
    key: Option<&IdempotencyKey>,
) -> AppResult<ExemptionView> {
    let retry = Request::of(caller, key, new);
    let reason = nfc(new.reason.trim());
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON || reason.contains('\0') {
        return Err(AppError::invalid(
            format!("Hãy ghi lý do miễn, tối đa {LONGEST_REASON} ký tự."),
            format!("Give a reason of at most {LONGEST_REASON} characters."),
        ));
    }
    let now = app.clock.now();
    app.store.write(|tx| {
        if let Some(view) = retry.answered(tx)? {
            return Ok(view);
        }
        let allowed = allow(tx, caller, UnitId(new.unit))?;
        form(app, tx, &new.circular, &new.form)?;
        let row = store::exemptions::NewExemption {
            circular: &new.circular,
            form_code: &new.form,
            reason: &reason,
            user_id: caller.user.0,
            at: now,
        };
        let id = store::exemptions::create(tx, &allowed, row).map_err(|error| match error {
            StoreError::Unique(_) => AppError::invalid(
                "Đơn vị đã được miễn nhập biểu mẫu này.",
                "The unit is exempt from this form already.",
            ),
            other => other.into(),
        })?;
        let view = view(store::exemptions::find(tx, id)?);
        store::events::append(tx, &event("exemption.created", caller, &view, now))?;
        retry.keep(tx, &view, now)?;
        Ok(view)
    })
}

/// Ends an exemption; reports that were made as exempt stay so.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn delete(app: &App, caller: &Caller, id: i64) -> AppResult<()> {
    let now = app.clock.now();
    app.store.write(|tx| {
        let row = store::exemptions::find(tx, id)?;
        let allowed = allow(tx, caller, UnitId(row.unit_id))?;
        store::exemptions::delete(tx, &allowed, id)?;
        store::events::append(tx, &event("exemption.ended", caller, &view(row), now))?;
        Ok(())
    })
}

fn event(kind: &str, caller: &Caller, view: &ExemptionView, now: chrono::NaiveDateTime) -> NewEvent {
    let body = serde_json::json!({
        "exemption": view.id,
        "unit": view.unit.id,
        "circular": view.circular,
        "form": view.form,
        "reason": view.reason,
    });
    NewEvent { body: body.to_string(), ..events::of_caller(kind, caller, now) }
}

/// One page of the exemptions of units that the caller assigns reports to, by unit.
///
/// # Errors
/// Those of the database.
pub fn list(app: &App, caller: &Caller, page: i64, page_size: i64) -> AppResult<Page<ExemptionView>> {
    app.store.read(|conn| {
        let theirs = assigned_by(conn, &caller.actor)?;
        let (rows, total) = store::exemptions::list(conn, &theirs, (page, page_size))?;
        Ok(Page { items: rows.into_iter().map(view).collect(), total })
    })
}

fn view(row: ExemptionRow) -> ExemptionView {
    ExemptionView {
        id: row.id,
        unit: UnitRef { id: row.unit_id, name: row.unit_name },
        circular: row.circular,
        form: row.form_code,
        reason: row.reason,
        by: row.user_name,
        at: utc(row.at),
    }
}
