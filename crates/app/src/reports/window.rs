//! When a report can be entered: what is said outside of that time, and another window by those who assign reports to the
//! unit. The deadline stays what the law says.

use chrono::{Datelike, NaiveDate, NaiveTime};
use contract::reports::{ChangeEntryWindow, ReportView};
use domain::access::Permission;
use domain::deadline::{due_label, local_time};
use domain::language::Language;
use domain::text::nfc;
use domain::workflow::State;
use store::StoreError;
use store::events::NewEvent;

use super::loaded::Loaded;
use super::view;
use crate::clock::local_day;
use crate::{App, AppError, AppResult, Caller, Message, events};

/// Longest reason, in characters.
const LONGEST_REASON: usize = 2_000;

/// What was told about a window that holds no longer.
const TOLD: [&str; 3] = ["closed", "auto_send", "automatic_refused"];

/// What is said about a report that cannot be entered now, and what to do.
pub(super) fn outside(loaded: &Loaded) -> Message {
    let Some(opens) = local_time(loaded.opens_at) else { return Message::new("", "") };
    let (hour, day) = (opens.format("%H:%M"), opens.format("%d/%m/%Y"));
    let closes = loaded.row.closes_on.format("%d/%m/%Y");
    let until = end_of(loaded.row.closes_on).map(|end| (due_label(end, Language::Vi), due_label(end, Language::En)));
    let (until_vi, until_en) = until.unwrap_or_else(|| (closes.to_string(), closes.to_string()));
    Message::new(
        format!(
            "Ngoài thời gian mở nhập liệu: từ {hour} ngày {day} đến {until_vi}. Nếu cần nhập ngoài thời gian này, hãy liên \
             hệ đơn vị giao báo cáo để được đổi thời gian."
        ),
        format!(
            "The report can be entered from {hour} on {day} until {until_en}. To enter it at another time, ask the unit \
             that assigned it."
        ),
    )
}

fn end_of(day: NaiveDate) -> Option<chrono::NaiveDateTime> {
    domain::deadline::utc_of_local(day.succ_opt()?.and_time(NaiveTime::MIN))
}

/// Whether the caller may give the report another window: from above, while the unit still owes it.
pub(super) fn may_change(loaded: &Loaded, caller: &Caller) -> bool {
    State::OWED.contains(&loaded.state) && loaded.allow(caller, Permission::Assign).is_ok()
}

/// Gives a report another entry window.
///
/// # Errors
/// `NotFound`, `Forbidden`, `WrongState` for what was sent, `Invalid` for a reason that is missing or days out of order.
pub fn change_entry_window(app: &App, caller: &Caller, id: i64, wanted: &ChangeEntryWindow) -> AppResult<ReportView> {
    let reason = reason(&wanted.reason)?;
    let now = app.clock.now();
    app.store.write(|tx| {
        let loaded = Loaded::find(app, tx, caller, id)?;
        let allowed = loaded.allow(caller, Permission::Assign)?;
        if !State::OWED.contains(&loaded.state) {
            return Err(AppError::WrongState {
                message: Message::new(
                    "Báo cáo đã gửi hoặc được miễn nhập nên không đổi thời gian nhập liệu được. Nếu cần sửa số liệu, hãy \
                     trả lại báo cáo.",
                    "The report was sent, or the unit is exempt: its entry window cannot be changed. Return it where its \
                     figures must be mended.",
                ),
                allowed_actions: Vec::new(),
            });
        }
        let before = (loaded.row.opens_on, loaded.row.closes_on);
        let after = (wanted.opens_on.unwrap_or(before.0), wanted.closes_on);
        check(after)?;
        if before == after {
            return Ok(());
        }
        store::reports::set_entry_window(tx, &allowed, loaded.id(), before, after, now).map_err(|error| match error {
            StoreError::Stale => AppError::Unavailable("two changes of one entry window".to_owned()),
            other => other.into(),
        })?;
        store::reminders::forget(tx, loaded.id(), &TOLD)?;
        let body = serde_json::json!({
            "opens_on": after.0,
            "closes_on": after.1,
            "opened_on": before.0,
            "closed_on": before.1,
            "at": end_of(after.1),
            "reason_vi": format!("Lý do: {reason} ({})", caller.full_name),
            "reason_en": format!("Reason: {reason} ({})", caller.full_name),
            "is_open": local_day(now) <= after.1,
        });
        let event = events::of_report("report.entry_window", caller, loaded.id(), now);
        store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
        Ok(())
    })?;
    view::find(app, caller, id)
}

fn reason(text: &str) -> AppResult<String> {
    let reason = nfc(text.trim());
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON || reason.contains('\0') {
        return Err(AppError::invalid(
            format!("Hãy ghi lý do đổi thời gian nhập liệu, tối đa {LONGEST_REASON} ký tự."),
            format!("Give a reason of at most {LONGEST_REASON} characters."),
        ));
    }
    Ok(reason)
}

fn check((opens, closes): (NaiveDate, NaiveDate)) -> AppResult<()> {
    if [opens, closes].iter().any(|day| !(1900..=2999).contains(&day.year())) {
        return Err(AppError::invalid("Năm phải từ 1900 đến 2999.", "The year is from 1900 to 2999."));
    }
    if closes < opens {
        return Err(AppError::invalid(
            "Ngày đóng nhập liệu phải từ ngày mở nhập liệu trở đi.",
            "The last day of entry must not lie before the first.",
        ));
    }
    Ok(())
}
