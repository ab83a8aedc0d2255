//! Processes of units: how their reports move in a regime, set by administrators within what the regime allows (C2).
//!
//! A change reaches reports when they are submitted. Those under way keep the process that they were submitted under
//! (`reports::loaded`).

mod people;
mod view;
mod write;

use domain::access::{Allowed, Permission, Target, decide};
use domain::duty::level_of_kind;
use domain::ids::UnitId;
use domain::regime::UnitLevel;
use domain::workflow::State;
use store::Conn;
use store::units::UnitRow;

pub use self::view::{find, list};
pub use self::write::set;
use crate::{AppError, AppResult, Caller, Message};

/// Whose process for which regime.
#[derive(Debug, Clone)]
pub struct Concern {
    /// The unit.
    pub unit: i64,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
}

/// A unit with what the caller may do about its processes.
struct Ground {
    unit: UnitRow,
    /// The unit and those above it.
    line: Vec<UnitId>,
    /// The right to set its process.
    allowed: Option<Allowed>,
    /// Whether the caller administers it from above, and may set what its receiver does.
    is_from_above: bool,
    /// Whether the caller may know who is named.
    knows_names: bool,
}

impl Ground {
    /// Everybody who follows the unit's reports may see how they move.
    fn find(conn: &mut Conn, caller: &Caller, unit: i64) -> AppResult<Self> {
        let unit = store::units::find(conn, UnitId(unit))?;
        let id = UnitId(unit.id);
        let line = store::units::list_ancestor_ids(conn, id)?;
        let target = Target::unit(id, line.iter().copied().filter(|above| *above != id).collect());
        let may = |permission, target: &Target| decide(&caller.actor, permission, target).ok();
        if may(Permission::Track, &target).is_none() {
            return Err(AppError::Forbidden(Message::new(
                "Tài khoản của bạn không theo dõi báo cáo của đơn vị này nên không xem được quy trình.",
                "Your account does not follow this unit's reports and may not see how they move.",
            )));
        }
        let allowed = may(Permission::Administer, &target);
        let is_from_above = may(Permission::Assign, &target).is_some();
        let draft = Target { state: Some(State::InProgress), ..target };
        let knows_names = allowed.is_some() || may(Permission::ViewReport, &draft).is_some();
        Ok(Self { unit, line, allowed, is_from_above, knows_names })
    }

    fn id(&self) -> UnitId {
        UnitId(self.unit.id)
    }

    fn level(&self) -> Option<UnitLevel> {
        level_of_kind(&self.unit.kind)
    }

    /// Proof that the caller may set the unit's process.
    fn allow(&self) -> AppResult<&Allowed> {
        self.allowed.as_ref().ok_or_else(|| {
            AppError::Forbidden(Message::new(
                "Chỉ quản trị của đơn vị này hoặc của đơn vị cấp trên được đặt quy trình. Hãy liên hệ quản trị đơn vị.",
                "Only administrators of this unit or of one above set its process. Ask your unit's administrator.",
            ))
        })
    }
}
