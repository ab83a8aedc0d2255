//! A report's figures as a live sheet, with the figures of other reports that its formulas refer to.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::consolidation::combine;
use domain::content::Content;
use domain::ids::{FormId, ReportId, UnitId};
use domain::period::Period;
use domain::sheet::{CompiledForm, References, Sheet, Table};
use store::contents::StoredContent;
use store::reports::ReportRow;
use store::{Conn, StoreError};

use super::loaded::Loaded;
use crate::{App, AppResult};

/// A report's figures.
pub(crate) struct Figures {
    /// What is stored: own entry and consolidated part.
    pub stored: StoredContent,
    /// Both together, with everything computed.
    pub sheet: Sheet,
    /// What formulas refer to.
    pub references: References,
}

impl Figures {
    /// The present figures.
    pub fn open(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Self> {
        let stored = store::contents::find(conn, loaded.id())?;
        Self::of(app, conn, loaded, stored)
    }

    /// These figures.
    pub fn of(app: &App, conn: &mut Conn, loaded: &Loaded, stored: StoredContent) -> AppResult<Self> {
        let references = references(app, conn, loaded)?;
        let sheet = Sheet::open(Arc::clone(&loaded.form), &whole(&loaded.form, &stored), references.clone());
        Ok(Self { stored, sheet, references })
    }
}

/// Own entry and consolidated part in one content.
pub(crate) fn whole(form: &CompiledForm, stored: &StoredContent) -> Content {
    match &stored.consolidated {
        Some(consolidated) => combine(form.template(), &stored.own, consolidated).0,
        None => stored.own.clone(),
    }
}

fn references(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<References> {
    let wanted = loaded.form.references();
    let previous = if wanted.previous { previous(app, conn, &loaded.row)? } else { None };
    let mut forms = BTreeMap::new();
    if !wanted.forms.is_empty() {
        for row in store::reports::list_of_unit(conn, UnitId(loaded.row.unit_id), &loaded.row.period)? {
            if row.circular == loaded.row.circular && wanted.forms.contains(&row.form_code) {
                let code = row.form_code.clone();
                forms.insert(code, table(app, conn, &row)?);
            }
        }
    }
    Ok(References { previous, forms })
}

fn previous(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<Option<Table>> {
    let Some(period) = Period::parse(&row.period).ok().and_then(|period| period.previous()) else { return Ok(None) };
    match store::reports::find_by_key(conn, FormId(row.form_id), UnitId(row.unit_id), &period.to_string()) {
        Ok(before) => table(app, conn, &before).map(Some),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Another report's figures. What that report refers to in its turn is left out: only its own formulas count here.
fn table(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<Table> {
    let form = app.forms.form(conn, FormId(row.form_id))?;
    let stored = store::contents::find(conn, ReportId(row.id))?;
    let content = whole(&form, &stored);
    Ok(Sheet::open(form, &content, References::default()).table())
}
