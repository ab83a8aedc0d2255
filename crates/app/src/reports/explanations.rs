//! Why warnings stand: explained before submitting or with it, kept for the figures that they were given for (grid
//! conventions 106, 110).

use std::collections::HashSet;

use contract::data::CellView;
use contract::explanations::{ExplanationView, ExplanationsView, NewExplanation, SubjectView};
use domain::access::Permission;
use domain::content::RowKey;
use domain::explanation::{LONGEST, Subject, unexplained, warnings};
use domain::finding::{CellRef, Finding};
use domain::ids::FormId;
use domain::sheet::Sheet;
use domain::template::ColumnNumber;
use store::Conn;
use store::explanations::ExplanationRow;

use super::figures::Unopened;
use super::loaded::Loaded;
use super::save::editable;
use crate::clock::utc;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, events};

/// The explanations of a report's warnings.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn explanations(app: &App, caller: &Caller, id: i64) -> AppResult<ExplanationsView> {
    app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        view(app, conn, caller, &loaded)
    })
}

/// Explains a warning that the report has now.
///
/// # Errors
/// `NotFound`, `Forbidden`, `WrongState` when the figures cannot be changed any more; `Invalid` for a warning that the
/// report does not have, and for a text that is empty or too long.
pub fn explain(
    app: &App,
    caller: &Caller,
    id: i64,
    new: &NewExplanation,
    key: Option<&IdempotencyKey>,
) -> AppResult<ExplanationsView> {
    let retry = Request::of(caller, key, new);
    let text = text(&new.text)?;
    super::save::again_when_stale(|| {
        let read = app.store.read(|conn| match retry.answered(conn)? {
            Some(view) => Ok(Err(view)),
            None => {
                let loaded = Loaded::find(app, conn, caller, id)?;
                editable(app, &loaded, caller)?;
                let unopened = Unopened::load(app, conn, &loaded)?;
                Ok::<_, AppError>(Ok((loaded, unopened)))
            }
        })?;
        let (loaded, unopened) = match read {
            Ok(loaded) => loaded,
            Err(view) => return Ok(view),
        };
        let sheet = unopened.open()?.sheet;
        let subject = subject(&sheet, &sheet.findings(), new)?;
        app.store.write(|tx| {
            let now = app.clock.now();
            let told = Told { text: text.clone(), about: vec![subject.clone()] };
            keep(tx, caller, &loaded, std::slice::from_ref(&told), now)?;
            let mut event = events::of_report("report.explained", caller, loaded.id(), now);
            event.body = serde_json::json!({ "code": new.code, "note": text }).to_string();
            store::events::append(tx, &event)?;
            let view = view(app, tx, caller, &loaded)?;
            retry.keep(tx, &view, now)?;
            Ok(view)
        })
    })
}

/// A text with what it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub text: String,
    pub about: Vec<Subject>,
}

/// What was explained of a report so far.
///
/// # Errors
/// `Corrupt` when something cannot be read.
pub(super) fn explained(conn: &mut Conn, loaded: &Loaded) -> AppResult<HashSet<Subject>> {
    Ok(store::explanations::list(conn, loaded.id())?.into_iter().flat_map(|row| row.about).collect())
}

fn read_all(sheet: &Sheet, findings: &[Finding], new: &[NewExplanation]) -> AppResult<Vec<Told>> {
    new.iter().map(|new| Ok(Told { text: text(&new.text)?, about: vec![subject(sheet, findings, new)?] })).collect()
}

/// The warnings of figures that are being submitted.
#[derive(Default)]
pub(super) struct Warned {
    /// Explained with the step.
    told: Vec<Told>,
    /// Explained neither before nor singly now.
    pub unexplained: Vec<Subject>,
}

impl Warned {
    /// What is left to explain.
    ///
    /// # Errors
    /// `Invalid` as in [`explain`].
    pub fn of(
        sheet: &Sheet,
        findings: &[Finding],
        mut explained: HashSet<Subject>,
        new: &[NewExplanation],
    ) -> AppResult<Self> {
        let told = read_all(sheet, findings, new)?;
        explained.extend(told.iter().flat_map(|told| told.about.iter().cloned()));
        Ok(Self { told, unexplained: unexplained(sheet, findings, &explained) })
    }

    /// The note is the reason of every warning that has none of its own.
    pub fn told_with(self, note: Option<&str>) -> Vec<Told> {
        let Self { mut told, unexplained } = self;
        if let Some(note) = note.filter(|_| !unexplained.is_empty()) {
            told.push(Told { text: note.to_owned(), about: unexplained });
        }
        told
    }
}

/// Writes explanations.
///
/// # Errors
/// Those of the database.
pub(super) fn keep(
    tx: &mut store::Tx<'_>,
    caller: &Caller,
    loaded: &Loaded,
    told: &[Told],
    now: chrono::NaiveDateTime,
) -> AppResult<()> {
    for told in told {
        let row = store::explanations::NewExplanation {
            report: loaded.id(),
            revision: loaded.row.revision,
            user_id: caller.user.0,
            unit_id: caller.unit.0,
            body: &told.text,
            about: &told.about,
            at: now,
        };
        store::explanations::create(tx, &row)?;
    }
    Ok(())
}

fn subject(sheet: &Sheet, findings: &[Finding], new: &NewExplanation) -> AppResult<Subject> {
    let cells: Option<Vec<CellRef>> = new.cells.iter().map(cell).collect();
    let found = cells
        .and_then(|cells| warnings(sheet, findings).find(|subject| subject.code == new.code && subject.cells == cells));
    found.ok_or_else(|| {
        AppError::invalid(
            format!("Báo cáo không có cảnh báo {} ở các ô này. Có thể số liệu đã được sửa; hãy xem lại.", new.code),
            format!("The report has no warning {} at these cells. It may have been repaired; look again.", new.code),
        )
    })
}

fn cell(view: &CellView) -> Option<CellRef> {
    Some(CellRef { row: RowKey(view.row.clone()), column: view.column.parse().ok().map(ColumnNumber)? })
}

fn text(text: &str) -> AppResult<String> {
    let text = domain::text::nfc(text.trim());
    let length = text.chars().count();
    if length == 0 {
        return Err(AppError::invalid("Hãy viết nội dung giải trình.", "Write the explanation."));
    }
    if length > LONGEST || text.contains('\0') {
        return Err(AppError::invalid(
            format!(
                "Giải trình dài tối đa {LONGEST} ký tự và không chứa ký tự NUL (giải trình này dài {length} ký tự)."
            ),
            format!("An explanation has at most {LONGEST} characters and no NUL character (this one has {length})."),
        ));
    }
    Ok(text)
}

fn view(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<ExplanationsView> {
    let mut rows = store::explanations::list(conn, loaded.id())?;
    // As with findings: what a rule compared in other reports may be drafts.
    if !loaded.may_read_drafts(caller) {
        let outside = app.forms.outside(conn, FormId(loaded.row.form_id))?;
        for row in &mut rows {
            row.about.retain(|subject| !outside.has_rule(&subject.code));
        }
        rows.retain(|row| !row.about.is_empty());
    }
    Ok(ExplanationsView { items: rows.into_iter().map(shown).collect() })
}

fn shown(row: ExplanationRow) -> ExplanationView {
    let about = row.about.into_iter().map(|subject| SubjectView {
        code: subject.code,
        cells: subject
            .cells
            .into_iter()
            .map(|cell| CellView { row: cell.row.0, column: cell.column.to_string() })
            .collect(),
        figures: subject.figures,
    });
    ExplanationView {
        id: row.id,
        text: row.body,
        by: row.user_name,
        unit: row.unit_name,
        at: utc(row.at),
        revision: row.revision,
        about: about.collect(),
    }
}
