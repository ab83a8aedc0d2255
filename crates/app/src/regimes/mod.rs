//! Regimes in their versions: looked at by everybody who is signed in, written by administrators of the whole system.

mod calendar;
mod shipped;
mod view;
mod write;

use chrono::Datelike;
use contract::problem::FaultView;
use domain::access::{Allowed, Permission, Target, decide};
use domain::duty::Receiver;
use domain::ids::{FormId, UnitId};
use domain::language::Language;
use domain::period::Period;
use domain::regime::{Regime, RegimeFault, check, check_forms, check_succession};
use domain::template::{FormTemplate, Severity};
use store::Conn;
use store::regime_versions::{PUBLISHED, RegimeVersionRow};

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

/// What publishing would be refused or told for: by the regime's own rules in the years in which it will hold, by the forms
/// that there are, and by the version before.
fn faults_of(app: &App, conn: &mut Conn, regime: &Regime) -> AppResult<Vec<RegimeFault>> {
    let first = regime.valid_from.map(|day| day.year()).filter(|year| CHECKED_YEARS.contains(year));
    let year = local_day(app.clock.now()).year().max(first.unwrap_or_default());
    let last = regime.valid_to.map_or(year + YEARS_AHEAD, |day| day.year().clamp(year, year + YEARS_AHEAD));
    let mut faults = check(regime, &crate::calendar::holidays(conn)?, year..=last);
    faults.extend(check_forms(regime, &known_forms(conn, regime)?));
    let earlier = store::regime_versions::list_of(conn, &regime.circular, &regime.code)?;
    if let Some(published) = earlier.iter().find(|row| row.status == PUBLISHED) {
        faults.extend(begins_before(regime, published));
        faults.extend(check_succession(regime, &read(published)?));
    }
    faults.extend(keeps_dates(conn, regime)?);
    faults.extend(unknown_units(conn, regime)?);
    Ok(faults)
}

/// Codes in duty rules that no unit has: they may be of a unit that is to come, so they are only told.
fn unknown_units(conn: &mut Conn, regime: &Regime) -> AppResult<Vec<RegimeFault>> {
    let mut faults = Vec::new();
    for (place, rule) in regime.duties.iter().enumerate() {
        let receiver = match &rule.receiver {
            Receiver::Unit { code } => Some(code),
            Receiver::Parent | Receiver::Level { .. } => None,
        };
        let named: Vec<&String> = rule.units.iter().chain(&rule.exempt).chain(receiver).collect();
        let known = store::units::list_known_codes(conn, &named)?;
        for code in named.into_iter().filter(|code| !code.trim().is_empty() && !known.contains(*code)) {
            let vi = format!("Quy tắc {}: hiện không có đơn vị nào mang mã “{code}”. Kiểm tra lại mã.", place + 1);
            let en = format!("Rule {}: no unit has the code “{code}” now. Check the code.", place + 1);
            faults.push(RegimeFault::error(format!("duties.{place}"), "unknown_unit", vi, en).warning());
        }
    }
    Ok(faults)
}

/// Periods that are open already keep the dates with which their reports were assigned (decision 0060).
fn keeps_dates(conn: &mut Conn, regime: &Regime) -> AppResult<Option<RegimeFault>> {
    let Some(first_day) = regime.valid_from else { return Ok(None) };
    let periods = store::openings::list_periods(conn, &regime.circular, &regime.code)?;
    let reaches_in = |period: &Period| period.calendar().is_some_and(|range| first_day <= range.to);
    let open: Vec<Period> = periods.iter().filter_map(|text| Period::parse(text).ok()).filter(reaches_in).collect();
    let named = |language: Language| {
        let names: Vec<String> = open.iter().take(NAMED_PERIODS).map(|period| period.label(language)).collect();
        let more = if open.len() > NAMED_PERIODS { ", …" } else { "" };
        format!("{}{more}", names.join(", "))
    };
    Ok((!open.is_empty()).then(|| {
        let vi = format!(
            "Kỳ đã mở và kết thúc từ ngày này trở đi giữ nguyên thời hạn đã giao: {}. Quy trình mới áp dụng cho các kỳ đó \
             ngay khi ban hành.",
            named(Language::Vi)
        );
        let en = format!(
            "Periods that are open already and end after this day keep the dates that were assigned: {}. The new process \
             holds for them from the moment of publication.",
            named(Language::En)
        );
        RegimeFault::error("valid_from", "open_periods_keep_dates", vi, en).warning()
    }))
}

/// How many periods a warning names.
const NAMED_PERIODS: usize = 4;

/// Years that a validity may begin in and be counted through.
const CHECKED_YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The forms that a regime names and that there are, in their newest versions.
fn known_forms(conn: &mut Conn, regime: &Regime) -> AppResult<Vec<FormTemplate>> {
    let heads = store::forms::list_all(conn)?.into_iter();
    let mut forms: Vec<FormTemplate> = Vec::new();
    // Newest versions come first.
    for head in heads.filter(|head| regime.names(&head.circular, &head.code)) {
        if !forms.iter().any(|form| form.circular == head.circular && form.code == head.code) {
            let row = store::forms::find(conn, FormId(head.id))?;
            let form = serde_json::from_str(&row.body);
            forms.push(form.map_err(|error| AppError::Internal(format!("form {}: {error}", head.code)))?);
        }
    }
    Ok(forms)
}

/// A version that begins before the published one would take that one's place in periods that were reported by it.
fn begins_before(regime: &Regime, published: &RegimeVersionRow) -> Option<RegimeFault> {
    let (own, earlier) = regime.valid_from.zip(published.valid_from)?;
    (own < earlier).then(|| {
        let (version, day) = (published.version, earlier.format("%d/%m/%Y"));
        RegimeFault::error(
            "valid_from",
            "begins_before_earlier_version",
            format!("Ngày bắt đầu áp dụng không được trước ngày của phiên bản {version} đã ban hành ({day})."),
            format!("The first day must not lie before that of the published version {version} ({day})."),
        )
    })
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
