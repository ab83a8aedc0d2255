//! Who receives a unit's reports instead of whom the regime names (G6). It holds for reports that are made from then on.

use std::collections::{HashMap, HashSet};

use contract::assignments::{ReceiverView, ReceiversView, SetReceiver};
use contract::units::UnitRef;
use domain::duty::Receivers;
use domain::ids::UnitId;
use store::Conn;
use store::events::NewEvent;
use store::receivers::{Concern, ReceiverRow, ReceiversOf};

use crate::assignments::{allow, assigned_by, form};
use crate::clock::{local_day, utc};
use crate::openings::regime;
use crate::{App, AppError, AppResult, Caller, events};

/// The receivers that were set for units that the caller assigns reports to.
///
/// # Errors
/// Those of the database.
pub fn list(app: &App, caller: &Caller) -> AppResult<ReceiversView> {
    app.store.read(|conn| view(conn, caller))
}

fn view(conn: &mut Conn, caller: &Caller) -> AppResult<ReceiversView> {
    let theirs = assigned_by(conn, &caller.actor)?;
    let rows = store::receivers::list(conn, ReceiversOf::Units(&theirs))?;
    let receivers: HashSet<UnitId> = rows.iter().map(|row| UnitId(row.receiver_id)).collect();
    let names: HashMap<i64, String> = store::units::list_by_ids(conn, &receivers.into_iter().collect::<Vec<_>>())?
        .into_iter()
        .map(|unit| (unit.id, unit.name))
        .collect();
    let item = |row: ReceiverRow| ReceiverView {
        unit: UnitRef { id: row.unit_id, name: row.unit_name },
        circular: row.circular,
        regime: row.regime,
        form: Some(row.form_code).filter(|code| !code.is_empty()),
        receiver: UnitRef { id: row.receiver_id, name: names.get(&row.receiver_id).cloned().unwrap_or_default() },
        at: utc(row.at),
    };
    Ok(ReceiversView { items: rows.into_iter().map(item).collect() })
}

/// Sets who receives a unit's reports, or lets what the regime says hold again.
///
/// # Errors
/// `Forbidden`; `Invalid` for an unknown regime or form, a receiver that is the unit itself, stands below it or sends to it,
/// and one that has ended.
pub fn set(app: &App, caller: &Caller, wanted: &SetReceiver) -> AppResult<ReceiversView> {
    let now = app.clock.now();
    app.store.write(|tx| {
        let unit = UnitId(wanted.unit);
        let allowed = allow(tx, caller, unit)?;
        regime(app, tx, &wanted.circular, &wanted.regime)?;
        if let Some(code) = &wanted.form {
            let (_, template) = form(app, tx, &wanted.circular, code)?;
            if template.regime != wanted.regime {
                return Err(AppError::invalid(
                    format!("Biểu mẫu {code} không thuộc chế độ {}.", wanted.regime),
                    format!("The form {code} does not belong to the regime {}.", wanted.regime),
                ));
            }
        }
        let concern = Concern {
            circular: &wanted.circular,
            regime: &wanted.regime,
            form_code: wanted.form.as_deref().unwrap_or_default(),
        };
        match wanted.receiver {
            Some(receiver) => {
                check_receiver(app, tx, unit, UnitId(receiver))?;
                check_circle(tx, wanted, receiver)?;
                store::receivers::write(tx, &allowed, concern, UnitId(receiver), caller.user.0, now)?;
            }
            None => store::receivers::delete(tx, &allowed, concern)?,
        }
        let body = serde_json::json!({
            "unit": wanted.unit,
            "circular": wanted.circular,
            "regime": wanted.regime,
            "form": wanted.form,
            "receiver": wanted.receiver,
        });
        let event = events::of_caller("receiver.set", caller, now);
        store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
        view(tx, caller)
    })
}

/// What a unit sends must not come back to it.
fn check_receiver(app: &App, conn: &mut Conn, unit: UnitId, receiver: UnitId) -> AppResult<()> {
    let line = store::units::list_ancestor_ids(conn, receiver)?;
    if line.is_empty() {
        return Err(AppError::invalid("Không có đơn vị nhận này.", "There is no such receiving unit."));
    }
    if line.contains(&unit) {
        return Err(AppError::invalid(
            "Đơn vị nhận không được là chính đơn vị báo cáo hoặc đơn vị cấp dưới của nó.",
            "The receiver may not be the reporting unit itself or a unit below it.",
        ));
    }
    let ends = store::units::find(conn, receiver)?.valid_to;
    if ends.is_some_and(|day| day < local_day(app.clock.now())) {
        return Err(AppError::invalid(
            "Đơn vị nhận này đã kết thúc do sắp xếp lại. Hãy chọn đơn vị đang hoạt động.",
            "This receiving unit has ended. Choose one that exists.",
        ));
    }
    Ok(())
}

/// What a unit sends must not come back to it by way of receivers that were set for others, or it would never reach the top.
fn check_circle(conn: &mut Conn, wanted: &SetReceiver, receiver: i64) -> AppResult<()> {
    let rows = store::receivers::list(conn, ReceiversOf::Regime(&wanted.circular, &wanted.regime))?;
    let forms: HashSet<&str> = match &wanted.form {
        Some(form) => HashSet::from([form.as_str()]),
        None => rows.iter().map(|row| row.form_code.as_str()).chain([""]).collect(),
    };
    let mut set = Receivers::default();
    for row in &rows {
        set.set(row.unit_id, &row.form_code, row.receiver_id);
    }
    for form in forms {
        let mut passed = HashSet::new();
        let mut at = Some(receiver);
        while let Some(unit) = at.filter(|unit| passed.insert(*unit)) {
            if unit == wanted.unit {
                return Err(AppError::invalid(
                    "Đơn vị nhận này lại gửi báo cáo về chính đơn vị báo cáo, nên số liệu sẽ không lên được cấp trên. \
                     Hãy chọn đơn vị khác, hoặc bỏ nơi nhận đã đặt cho đơn vị kia trước.",
                    "This receiver sends its reports to the reporting unit: figures would never reach the top. Choose \
                     another one, or take back the receiver that was set for that unit first.",
                ));
            }
            at = match set.find(unit, form) {
                Some(next) => Some(next),
                None => store::units::find(conn, UnitId(unit))?.parent_id,
            };
        }
    }
    Ok(())
}
