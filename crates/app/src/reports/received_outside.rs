//! Reports that the receiving unit got on paper or by another way while the system was down (C14): it records so, the
//! reporting unit enters the figures afterwards, and the day of the receipt counts against the deadline (decision 0056).

use chrono::NaiveDateTime;
use contract::outside::{OutsideReceiptView, RecordOutsideReceipt};
use contract::reports::ReportView;
use domain::access::{Allowed, Permission};
use domain::language::Language;
use domain::text::nfc;
use domain::workflow::{OutsideChannel, State, counts_as_received_at};
use store::events::NewEvent;
use store::outside_receipts::{NewOutsideReceipt, OutsideReceiptRow};
use store::reports::ReportRow;
use store::{Conn, Tx};

use super::loaded::Loaded;
use super::save::{MOVED, again_when_stale, moved};
use super::view;
use crate::clock::{local_day, utc};
use crate::{App, AppError, AppResult, Caller, Message, events};

/// Longest reference, in characters.
const LONGEST_REFERENCE: usize = 200;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 1_000;

/// Records that a report came outside of the system. An earlier record is replaced, until the report was sent.
///
/// # Errors
/// `NotFound`, `Forbidden` for others than those who check what the receiving unit gets and those who assign the report,
/// `Invalid` for an unknown channel, a missing reference or a day ahead, `WrongState` for a unit that is exempt and for
/// what was sent with a record already.
pub fn record_outside_receipt(
    app: &App,
    caller: &Caller,
    id: i64,
    wanted: &RecordOutsideReceipt,
) -> AppResult<ReportView> {
    let now = app.clock.now();
    let record = |tx: &mut Tx<'_>| {
        let loaded = Loaded::find(app, tx, caller, id)?;
        let allowed = allow(&loaded, caller)?;
        let read = Read::of(wanted, &loaded.row, now)?;
        refuse_settled(&loaded)?;
        let was_sent = loaded.row.sent_at.filter(|_| loaded.state.is_delivered());
        let counts_at = was_sent.map(|sent| counts_as_received_at(wanted.received_on, loaded.row.due_at, sent));
        let new = NewOutsideReceipt {
            report_id: loaded.row.id,
            channel: read.channel.as_str(),
            reference: &read.reference,
            received_on: wanted.received_on,
            note: read.note.as_deref(),
            user_id: caller.user.0,
            at: now,
        };
        store::outside_receipts::put(tx, &allowed, loaded.row.revision, new, counts_at).map_err(moved)?;
        let body = serde_json::json!({
            "channel": read.channel.as_str(),
            "reference": read.reference,
            "received_on": wanted.received_on,
            "note": format!("{}, {}", read.reference, wanted.received_on.format("%d/%m/%Y")),
        });
        let event = events::of_report("report.received_outside", caller, loaded.id(), now);
        store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
        Ok::<_, AppError>(())
    };
    again_when_stale(|| app.store.write(record))?;
    view::find(app, caller, id)
}

/// Takes the record back, as long as the report was not sent.
///
/// # Errors
/// `NotFound` also where there is no record, `Forbidden`, `WrongState` for what was sent.
pub fn withdraw_outside_receipt(app: &App, caller: &Caller, id: i64) -> AppResult<ReportView> {
    let now = app.clock.now();
    let withdraw = |tx: &mut Tx<'_>| {
        let loaded = Loaded::find(app, tx, caller, id)?;
        let allowed = allow(&loaded, caller)?;
        refuse_settled(&loaded)?;
        if !store::outside_receipts::remove(tx, &allowed, loaded.id(), loaded.row.revision, now).map_err(moved)? {
            return Err(AppError::NotFound);
        }
        store::events::append(tx, &events::of_report("report.outside_receipt_withdrawn", caller, loaded.id(), now))?;
        Ok(())
    };
    again_when_stale(|| app.store.write(withdraw))?;
    view::find(app, caller, id)
}

/// Whether the caller may record one, or change it, now.
pub(super) fn may_record(loaded: &Loaded, caller: &Caller) -> bool {
    allow(loaded, caller).is_ok() && refuse_settled(loaded).is_ok()
}

/// Who says that it came is who got it, or who assigns the report: never the unit that owes it.
fn allow(loaded: &Loaded, caller: &Caller) -> AppResult<Allowed> {
    loaded.allow(caller, Permission::Check).or_else(|refused| match loaded.allow(caller, Permission::Assign) {
        Ok(allowed) => Ok(allowed),
        Err(_) => Err(refused),
    })
}

fn refuse_settled(loaded: &Loaded) -> AppResult<()> {
    let message = if loaded.state == State::Exempt {
        Message::new("Đơn vị được miễn nhập báo cáo này.", "The unit is exempt from this report.")
    } else if loaded.state.is_delivered() && loaded.outside.is_some() {
        Message::new(
            "Báo cáo đã gửi trên hệ thống nên không sửa được ghi nhận này nữa.",
            "The report was sent in the system: this record can be changed no more.",
        )
    } else {
        return Ok(());
    };
    Err(AppError::WrongState { message, allowed_actions: Vec::new() })
}

/// A request that was looked at.
struct Read {
    channel: OutsideChannel,
    reference: String,
    note: Option<String>,
}

impl Read {
    fn of(wanted: &RecordOutsideReceipt, row: &ReportRow, now: NaiveDateTime) -> AppResult<Self> {
        let channel = OutsideChannel::parse(&wanted.channel).ok_or_else(|| {
            AppError::malformed(
                "channel là một trong: paper, document_axis, other.",
                "channel is one of: paper, document_axis, other.",
            )
        })?;
        let reference = nfc(wanted.reference.trim());
        let note = wanted.note.as_deref().map(|note| nfc(note.trim())).filter(|note| !note.is_empty());
        let is_told = !reference.is_empty() && reference.chars().count() <= LONGEST_REFERENCE;
        if !is_told || reference.contains('\0') {
            return Err(AppError::invalid(
                format!("Hãy ghi số, ký hiệu văn bản hoặc số bưu gửi, tối đa {LONGEST_REFERENCE} ký tự."),
                format!("Give the number of the document or parcel, {LONGEST_REFERENCE} characters at most."),
            ));
        }
        if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE || note.contains('\0')) {
            return Err(AppError::invalid(
                format!("Ghi chú dài tối đa {LONGEST_NOTE} ký tự."),
                format!("A note has at most {LONGEST_NOTE} characters."),
            ));
        }
        if wanted.received_on > local_day(now) || wanted.received_on < row.data_from {
            return Err(AppError::invalid(
                "Ngày nhận phải từ ngày đầu kỳ báo cáo đến hôm nay.",
                "The day of receipt lies between the first day of the period and today.",
            ));
        }
        Ok(Self { channel, reference, note })
    }
}

/// The record as the API shows it.
pub(super) fn shown(row: &OutsideReceiptRow, language: Language) -> OutsideReceiptView {
    let label = OutsideChannel::parse(&row.channel).map_or(row.channel.as_str(), |channel| channel.label(language));
    OutsideReceiptView {
        channel: row.channel.clone(),
        channel_label: label.to_owned(),
        reference: row.reference.clone(),
        received_on: row.received_on,
        note: row.note.clone(),
        by: row.user_name.clone(),
        at: utc(row.at),
    }
}

/// The moment that counts against the deadline when the report is sent: the first time, what came outside of the system
/// before counts as it came.
pub(super) fn counts_as_sent_at(loaded: &Loaded, sent: NaiveDateTime) -> NaiveDateTime {
    match &loaded.outside {
        Some(outside) if loaded.row.sent_at.is_none() => {
            counts_as_received_at(outside.received_on, loaded.row.due_at, sent)
        }
        _ => sent,
    }
}

/// A receipt may have been recorded since a sending was decided: then it is decided anew, since the day of the receipt
/// counts. Asked after the report's row was written, which makes recording one wait.
pub(super) fn refuse_newly_received(conn: &mut Conn, loaded: &Loaded) -> AppResult<()> {
    let now = store::outside_receipts::list(conn, &[loaded.id()])?.remove(&loaded.row.id);
    if now == loaded.outside { Ok(()) } else { Err(AppError::Stale { current: MOVED }) }
}
