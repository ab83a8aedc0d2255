//! Why warnings stand: explained before submitting or with it, kept for the figures that they were given for (grid
//! conventions 106, 110).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use contract::data::CellView;
use contract::explanations::{ExplanationView, ExplanationsView, NewExplanation, SubjectView};
use domain::access::Permission;
use domain::content::RowKey;
use domain::explanation::{LONGEST, Subject, unexplained, warnings};
use domain::finding::{CellRef, Finding};
use domain::ids::FormId;
use domain::language::Language;
use domain::sheet::Sheet;
use domain::template::{ColumnNumber, Severity};
use store::Conn;
use store::explanations::ExplanationRow;

use super::figures::Unopened;
use super::loaded::Loaded;
use super::outside::Outside;
use super::save::{editable, moved};
use crate::clock::utc;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, events};

/// The explanations of a report's warnings.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn explanations(app: &App, caller: &Caller, id: i64) -> AppResult<ExplanationsView> {
    let (mut rows, received) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        load(app, conn, caller, &loaded)
    })?;
    if let Some(received) = received {
        received.keep(&mut rows, caller.language)?;
    }
    Ok(view(rows))
}

/// The same of a report whose figures the caller may read.
pub(super) fn readable(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<ExplanationsView> {
    let (mut rows, received) = load(app, conn, caller, loaded)?;
    if let Some(received) = received {
        received.keep(&mut rows, caller.language)?;
    }
    Ok(view(rows))
}

fn load(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    loaded: &Loaded,
) -> AppResult<(Vec<ExplanationRow>, Option<Received>)> {
    let rows = store::explanations::list(conn, loaded.id())?;
    let is_own = loaded.may_read_drafts(caller) || rows.is_empty();
    let received = if is_own { None } else { Some(Received::load(app, conn, loaded)?) };
    Ok((rows, received))
}

/// The figures that a unit was sent: it reads what explains them. Explanations of figures before, which never left the
/// reporting unit, and of what a rule compared in other reports, which may be drafts, stay there.
struct Received {
    figures: Unopened,
    outside: Arc<Outside>,
}

impl Received {
    fn load(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Self> {
        let outside = app.forms.outside(conn, FormId(loaded.row.form_id))?;
        Ok(Self { figures: Unopened::load(app, conn, loaded)?, outside })
    }

    fn keep(self, rows: &mut Vec<ExplanationRow>, language: Language) -> AppResult<()> {
        let sheet = self.figures.open()?.sheet;
        let findings = sheet.findings(language);
        let now: HashSet<Subject> = warnings(&sheet, &findings).collect();
        for row in &mut *rows {
            row.about.retain(|subject| now.contains(subject) && !self.outside.has_rule(&subject.code));
        }
        rows.retain(|row| !row.about.is_empty());
        Ok(())
    }
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
        let subject = Index::of(&sheet, &sheet.findings(caller.language)).subject(new)?;
        let told = Told { text: text.clone(), about: vec![subject] };
        app.store.write(|tx| {
            let now = app.clock.now();
            let view = write(tx, caller, &loaded, &told, now)?;
            retry.keep(tx, &view, now)?;
            Ok(view)
        })
    })
}

fn write(
    tx: &mut store::Tx<'_>,
    caller: &Caller,
    loaded: &Loaded,
    told: &Told,
    now: chrono::NaiveDateTime,
) -> AppResult<ExplanationsView> {
    // Other figures may have other warnings, and what was submitted meanwhile is explained no more.
    store::reports::expect(tx, loaded.id(), loaded.row.revision).map_err(moved)?;
    keep(tx, caller, loaded, std::slice::from_ref(told), now)?;
    let mut event = events::of_report("report.explained", caller, loaded.id(), now);
    let code = told.about.first().map(|subject| subject.code.as_str());
    event.body = serde_json::json!({ "code": code, "note": told.text }).to_string();
    store::events::append(tx, &event)?;
    Ok(view(store::explanations::list(tx, loaded.id())?))
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
    let index = Index::of(sheet, findings);
    new.iter().map(|new| Ok(Told { text: text(&new.text)?, about: vec![index.subject(new)?] })).collect()
}

/// The warnings of a report by what they say of which cells: ten thousand of them may be explained at once.
struct Index<'a> {
    sheet: &'a Sheet,
    warnings: HashMap<(&'a str, &'a [CellRef]), &'a Finding>,
}

impl<'a> Index<'a> {
    fn of(sheet: &'a Sheet, findings: &'a [Finding]) -> Self {
        let mut warnings = HashMap::new();
        for finding in findings.iter().filter(|finding| finding.severity == Severity::Warning) {
            warnings.entry((finding.code.as_str(), finding.cells.as_slice())).or_insert(finding);
        }
        Self { sheet, warnings }
    }

    fn subject(&self, new: &NewExplanation) -> AppResult<Subject> {
        let cells: Option<Vec<CellRef>> = new.cells.iter().map(cell).collect();
        let found = cells.and_then(|cells| self.warnings.get(&(new.code.as_str(), cells.as_slice())).copied());
        let found = found.map(|finding| Subject::of(self.sheet, finding));
        found.ok_or_else(|| {
            AppError::invalid(
                format!("Báo cáo không có cảnh báo {} ở các ô này. Có thể số liệu đã được sửa; hãy xem lại.", new.code),
                format!(
                    "The report has no warning {} at these cells. It may have been repaired; look again.",
                    new.code
                ),
            )
        })
    }
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

fn view(rows: Vec<ExplanationRow>) -> ExplanationsView {
    ExplanationsView { items: rows.into_iter().map(shown).collect() }
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

#[cfg(test)]
mod tests;
