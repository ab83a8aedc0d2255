//! Regimes in their versions: looked at by everybody who is signed in, written by administrators of the whole system.

mod calendar;
mod shipped;
mod view;
mod write;

use chrono::Datelike;
use contract::problem::FaultView;
use domain::access::{Allowed, Permission, Target, decide};
use domain::ids::UnitId;
use domain::language::Language;
use domain::regime::{Regime, RegimeFault, check};
use domain::template::Severity;
use store::Conn;
use store::regime_versions::RegimeVersionRow;

pub use self::calendar::{CalendarFile, Whose, calendar, calendar_file};
pub(crate) use self::shipped::keep_shipped;
pub use self::view::{RegimeFilter, find, list};
pub use self::write::{create, publish, remove, retire, update};
use crate::clock::local_day;
use crate::{App, AppError, AppResult, Caller, Message};

/// Years beyond the present one whose periods are looked at before publishing.
const YEARS_AHEAD: i32 = 5;

/// The right to change what holds for the whole system: to administer a unit at the top.
///
/// # Errors
/// `Forbidden`.
pub(crate) fn administers(conn: &mut Conn, caller: &Caller) -> AppResult<Allowed> {
    let roots = store::units::list_roots(conn)?;
    roots
        .into_iter()
        .find_map(|root| decide(&caller.actor, Permission::Administer, &Target::unit(UnitId(root.id), Vec::new())).ok())
        .ok_or_else(|| {
            AppError::Forbidden(Message::new(
                "Chỉ quản trị viên của toàn hệ thống được thay đổi nội dung này.",
                "Only an administrator of the whole system may change this.",
            ))
        })
}

/// What a version says. The store counts versions.
pub(crate) fn read(row: &RegimeVersionRow) -> AppResult<Regime> {
    let regime: Regime = serde_json::from_str(&row.body)
        .map_err(|error| AppError::Internal(format!("regime version {}: {error}", row.id)))?;
    Ok(Regime { version: u32::try_from(row.version).unwrap_or(1), ..regime })
}

/// What publishing would be refused or told for.
fn faults_of(app: &App, conn: &mut Conn, regime: &Regime) -> AppResult<Vec<RegimeFault>> {
    let year = local_day(app.clock.now()).year();
    Ok(check(regime, &crate::calendar::holidays(conn)?, year..=year + YEARS_AHEAD))
}

fn fault_views(faults: &[RegimeFault], language: Language) -> Vec<FaultView> {
    faults
        .iter()
        .map(|fault| FaultView {
            place: fault.place.clone(),
            code: fault.code.to_owned(),
            severity: crate::wire::severity(fault.severity).to_owned(),
            message: fault.text(language).to_owned(),
        })
        .collect()
}

/// Refuses a regime with errors, each told at its place.
fn refuse_errors(faults: &[RegimeFault], language: Language) -> AppResult<()> {
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    if errors == 0 {
        return Ok(());
    }
    Err(AppError::Faults {
        message: Message::new(
            format!("Còn {errors} chỗ phải sửa. Sửa từng chỗ được nêu rồi thực hiện lại."),
            format!("{errors} places are to be mended. Mend each of those named and try again."),
        ),
        faults: fault_views(faults, language),
    })
}
