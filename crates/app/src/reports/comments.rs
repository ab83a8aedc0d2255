//! Comments at the cells of a report (grid convention 140).

use std::collections::HashMap;

use contract::comments::{CommentView, CommentsView, NewComment};
use domain::access::Permission;
use domain::comment::{Audience, LONGEST};
use domain::content::RowKey;
use domain::ids::{UnitId, UserId};
use domain::sheet::Sheet;
use domain::template::ColumnNumber;
use store::Conn;
use store::comments::CommentRow;

use super::figures::Unopened;
use super::loaded::Loaded;
use crate::clock::utc;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, events};

/// The comments of a report that the caller may read, oldest first.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn comments(app: &App, caller: &Caller, id: i64) -> AppResult<CommentsView> {
    app.store.read(|conn| {
        let loaded = readable(app, conn, caller, id)?;
        view(conn, caller, &loaded)
    })
}

/// Writes a comment at a cell.
///
/// # Errors
/// `NotFound` or `Forbidden`; `Invalid` for a cell that the report does not have, an unknown audience, or a text that is
/// empty or too long.
pub fn comment(
    app: &App,
    caller: &Caller,
    id: i64,
    new: &NewComment,
    key: Option<&IdempotencyKey>,
) -> AppResult<CommentsView> {
    let retry = Request::of(caller, key, new);
    super::save::again_when_stale(|| {
        let (loaded, column, audience) = match app.store.read(|conn| check(app, conn, caller, id, new, &retry))? {
            Checked::Answered(view) => return Ok(view),
            Checked::New { loaded, column, audience } => (*loaded, column, audience),
        };
        app.store.write(|tx| {
            let now = app.clock.now();
            let text = new.text.trim();
            let row = store::comments::NewComment {
                report: loaded.id(),
                row_key: &new.row,
                column_number: i32::from(column.0),
                revision: loaded.row.revision,
                user_id: caller.user.0,
                unit_id: caller.unit.0,
                audience: audience.as_str(),
                body: text,
                at: now,
            };
            store::comments::create(tx, &row)?;
            let mut event = events::of_report("report.commented", caller, loaded.id(), now);
            event.body = serde_json::json!({
                "row": new.row, "column": column.to_string(), "audience": audience.as_str(), "note": text,
            })
            .to_string();
            store::events::append(tx, &event)?;
            let view = view(tx, caller, &loaded)?;
            retry.keep(tx, &view, now)?;
            Ok(view)
        })
    })
}

/// Settles a comment: its question is answered. Settling it again changes nothing.
///
/// # Errors
/// `NotFound` for a comment that the caller may not read.
pub fn settle_comment(app: &App, caller: &Caller, id: i64, comment: i64) -> AppResult<CommentsView> {
    app.store.write(|tx| {
        let loaded = readable(app, tx, caller, id)?;
        let visible = visible(tx, caller, &loaded)?;
        if !visible.iter().any(|row| row.id == comment) {
            return Err(AppError::NotFound);
        }
        let now = app.clock.now();
        if store::comments::settle(tx, loaded.id(), comment, caller.user.0, now)? {
            let mut event = events::of_report("report.comment_settled", caller, loaded.id(), now);
            event.body = serde_json::json!({ "comment": comment }).to_string();
            store::events::append(tx, &event)?;
        }
        view(tx, caller, &loaded)
    })
}

enum Checked {
    Answered(CommentsView),
    New { loaded: Box<Loaded>, column: ColumnNumber, audience: Audience },
}

fn check(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    id: i64,
    new: &NewComment,
    retry: &Request<'_>,
) -> AppResult<Checked> {
    if let Some(view) = retry.answered(conn)? {
        return Ok(Checked::Answered(view));
    }
    let loaded = readable(app, conn, caller, id)?;
    let content = store::contents::find_raw(conn, loaded.id())?;
    let sheet = Unopened::open_rows(&loaded.form, &content)?;
    let column = cell(&loaded, &sheet, new)?;
    check_text(&new.text)?;
    let audience = match &new.audience {
        None => Audience::usual(caller.unit, UnitId(loaded.row.unit_id)),
        Some(word) => Audience::parse(word).ok_or_else(|| {
            AppError::invalid(
                format!("Không có phạm vi “{word}”. Dùng unit (trong đơn vị) hoặc all (mọi người xem được báo cáo)."),
                format!("There is no audience “{word}”: use unit or all."),
            )
        })?,
    };
    Ok(Checked::New { loaded: Box::new(loaded), column, audience })
}

fn cell(loaded: &Loaded, sheet: &Sheet, new: &NewComment) -> AppResult<ColumnNumber> {
    let key = RowKey(new.row.clone());
    let column = new.column.trim().parse().ok().map(ColumnNumber);
    let column = column.filter(|number| loaded.form.template().columns().any(|column| column.number == *number));
    if !(0..sheet.row_count()).any(|ix| sheet.row(ix).key == key) {
        return Err(AppError::invalid(
            "Hàng này không có trong báo cáo đã lưu: có thể vừa bị xóa, hoặc chưa được lưu. Hãy lưu rồi gửi lại ghi chú.",
            "The saved report has no such row: it was removed, or is not saved yet. Save, then send the comment again.",
        ));
    }
    column.ok_or_else(|| {
        AppError::invalid(
            format!("Biểu không có cột ({}).", new.column),
            format!("The form has no column ({}).", new.column),
        )
    })
}

fn check_text(text: &str) -> AppResult<()> {
    let length = text.trim().chars().count();
    if length == 0 {
        return Err(AppError::invalid("Hãy viết nội dung ghi chú.", "Write what the comment says."));
    }
    if length > LONGEST || text.contains('\0') {
        return Err(AppError::invalid(
            format!("Ghi chú dài tối đa {LONGEST} ký tự và không chứa ký tự NUL (ghi chú này dài {length} ký tự)."),
            format!("A comment has at most {LONGEST} characters and no NUL character (this one has {length})."),
        ));
    }
    Ok(())
}

fn readable(app: &App, conn: &mut Conn, caller: &Caller, id: i64) -> AppResult<Loaded> {
    let loaded = Loaded::find(app, conn, caller, id)?;
    loaded.allow(caller, Permission::ViewReport)?;
    Ok(loaded)
}

/// The comments that the caller may read, as they are stored.
pub(super) fn visible(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Vec<CommentRow>> {
    let mut rows = store::comments::list(conn, loaded.id())?;
    rows.retain(|row| {
        Audience::parse(&row.audience).is_some_and(|audience| audience.reaches(UnitId(row.unit_id), caller.unit))
    });
    Ok(rows)
}

/// The comments that the caller may read.
pub(super) fn view(conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<CommentsView> {
    let rows = visible(conn, caller, loaded)?;
    let settlers: Vec<UserId> = rows.iter().filter_map(|row| row.settled_by).map(UserId).collect();
    let people = store::users::list_by_ids(conn, &settlers)?;
    let names: HashMap<i64, String> = people.into_iter().map(|person| (person.id, person.full_name)).collect();
    let items = rows.into_iter().map(|row| CommentView {
        id: row.id,
        row: row.row_key,
        column: row.column_number.to_string(),
        text: row.body,
        by: row.user_name,
        unit: row.unit_name,
        at: utc(row.at),
        revision: row.revision,
        audience: row.audience,
        settled_by: row.settled_by.and_then(|id| names.get(&id).cloned()),
        settled_at: row.settled_at.map(utc),
    });
    Ok(CommentsView { items: items.collect() })
}
