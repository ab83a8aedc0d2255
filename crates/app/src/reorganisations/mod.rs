//! Mergers and abolitions of units: acts are drafted, looked at, published, and carried out when their day comes (A15).
//!
//! Each succession of an act – units that end and the one that comes after them – is one transaction that also moves the
//! act on, so that nothing is done twice or left halfway whatever ends the process (decision 0054).

mod carry;
mod duties;
mod run;
mod view;
mod words;
mod write;

use std::collections::BTreeSet;

use contract::problem::FaultView;
use domain::access::{self, Allowed, Permission, Target, UnitScope, decide};
use domain::ids::UnitId;
use domain::language::Language;
use domain::reorganisation::{Act, ActFault, KnownUnits};
use store::Conn;
use store::reorganisations::ActRow;

pub(crate) use self::run::run;
pub use self::view::{ActQuery, find, list, preview};
pub use self::write::{create, publish, remove, update, withdraw};
use crate::{AppError, AppResult, Caller, Message};

/// What an act says.
fn read(row: &ActRow) -> AppResult<Act> {
    serde_json::from_str(&row.body).map_err(|error| AppError::Internal(format!("reorganisation {}: {error}", row.id)))
}

/// The units that the caller administers, with all below them.
///
/// # Errors
/// `Forbidden` for whoever administers none.
fn administered(caller: &Caller) -> AppResult<Vec<UnitId>> {
    let units = match access::scope(&caller.actor, Permission::Administer) {
        // No person's grants are without bounds.
        UnitScope::All | UnitScope::None => Vec::new(),
        UnitScope::Units { own, subtrees } => subtrees.into_iter().chain(own).collect(),
    };
    if units.is_empty() { Err(AppError::Forbidden(not_administrator())) } else { Ok(units) }
}

/// Proof that the caller administers a unit, itself or from above.
fn administers(conn: &mut Conn, caller: &Caller, unit: i64) -> Option<Allowed> {
    let line = store::units::list_ancestor_ids(conn, UnitId(unit)).ok()?;
    let above = line.into_iter().filter(|above| above.0 != unit).collect();
    decide(&caller.actor, Permission::Administer, &Target::unit(UnitId(unit), above)).ok()
}

/// The unit that an act belongs to: the lowest one that everything it touches stands below. A draft that touches nothing
/// belongs to whom the caller administers.
///
/// # Errors
/// `Forbidden` when the caller does not administer it.
fn scope_of(conn: &mut Conn, caller: &Caller, act: &Act, units: &KnownUnits) -> AppResult<UnitId> {
    let own = administered(caller)?;
    let scope = match domain::reorganisation::scope(act, units) {
        Some(scope) => UnitId(scope),
        None => own.first().copied().ok_or(AppError::NotFound)?,
    };
    match administers(conn, caller, scope.0) {
        Some(_) => Ok(scope),
        None => Err(AppError::Forbidden(Message::new(
            "Quyết định có đơn vị ngoài phạm vi quản trị của bạn. Hãy liên hệ quản trị của đơn vị cấp trên.",
            "The act touches units that you do not administer. Ask an administrator of the unit above.",
        ))),
    }
}

fn not_administrator() -> Message {
    Message::new(
        "Chức năng này dành cho quản trị đơn vị. Hãy liên hệ người quản trị.",
        "This is for administrators. Ask one of them.",
    )
}

/// What stands in the way of publishing.
fn faults_of(conn: &mut Conn, id: Option<i64>, act: &Act, units: &KnownUnits) -> AppResult<Vec<ActFault>> {
    let mut pending = BTreeSet::new();
    for other in store::reorganisations::list_pending(conn)?.iter().filter(|other| Some(other.id) != id) {
        pending.extend(read(other)?.steps.into_iter().flat_map(|step| step.units));
    }
    Ok(domain::reorganisation::check(act, units, &pending))
}

fn fault_views(faults: &[ActFault], language: Language) -> Vec<FaultView> {
    let view = |fault: &ActFault| FaultView {
        place: fault.place.clone(),
        code: fault.code.to_owned(),
        severity: "error".to_owned(),
        message: fault.text(language).to_owned(),
    };
    faults.iter().map(view).collect()
}

fn refuse(faults: &[ActFault], language: Language) -> AppResult<()> {
    let count = faults.len();
    if count == 0 {
        return Ok(());
    }
    Err(AppError::Faults {
        message: Message::new(
            format!("Còn {count} chỗ phải sửa. Sửa từng chỗ được nêu rồi thực hiện lại."),
            format!("{count} places are to be mended. Mend each of those named and try again."),
        ),
        faults: fault_views(faults, language),
    })
}

#[cfg(test)]
mod tests;
