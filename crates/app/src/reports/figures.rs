//! A report's figures as a live sheet, with the figures of other reports that its formulas refer to.

use std::sync::Arc;

use domain::catalogue::Choices;
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
        Ok(Self::of(loaded, stored, Outside::load(app, conn, loaded)?))
    }

    /// These figures. Needs no connection: what takes long is not done while one is held.
    pub fn of(loaded: &Loaded, stored: StoredContent, outside: Outside) -> Self {
        let references = outside.references();
        let sheet = Sheet::open(Arc::clone(&loaded.form), &whole(&loaded.form, &stored), references.clone());
        Self { stored, sheet, references }
    }
}

/// Own entry and consolidated part in one content.
pub(crate) fn whole(form: &CompiledForm, stored: &StoredContent) -> Content {
    match &stored.consolidated {
        Some(consolidated) => combine(form.template(), &stored.own, consolidated).0,
        None => stored.own.clone(),
    }
}

/// What a report's formulas refer to, as it is stored.
pub(crate) struct Outside {
    previous: Option<Other>,
    forms: Vec<(String, Other)>,
    choices: Choices,
}

/// Another report's figures. What that report refers to in its turn is left out: only its own formulas count here.
struct Other {
    form: Arc<CompiledForm>,
    stored: StoredContent,
}

impl Outside {
    /// Reads it.
    pub fn load(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Self> {
        let wanted = loaded.form.references();
        let previous = if wanted.previous { previous(app, conn, &loaded.row)? } else { None };
        let mut forms = Vec::new();
        if !wanted.forms.is_empty() {
            for row in store::reports::list_of_unit(conn, UnitId(loaded.row.unit_id), &loaded.row.period)? {
                if row.circular == loaded.row.circular && wanted.forms.contains(&row.form_code) {
                    forms.push((row.form_code.clone(), other(app, conn, &row)?));
                }
            }
        }
        let mut choices = Choices::default();
        for code in &wanted.catalogues {
            match store::catalogues::find(conn, code) {
                Ok(found) => choices.insert(code, found.items.into_iter().map(|item| (item.code, item.name))),
                Err(StoreError::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Self { previous, forms, choices })
    }

    /// Computes it.
    fn references(self) -> References {
        let forms = self.forms.into_iter().map(|(code, other)| (code, other.table()));
        References { previous: self.previous.map(Other::table), forms: forms.collect(), choices: self.choices }
    }
}

impl Other {
    fn table(self) -> Table {
        let content = whole(&self.form, &self.stored);
        Sheet::open(self.form, &content, References::default()).table()
    }
}

fn previous(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<Option<Other>> {
    let Some(period) = Period::parse(&row.period).ok().and_then(|period| period.previous()) else { return Ok(None) };
    match store::reports::find_by_key(conn, FormId(row.form_id), UnitId(row.unit_id), &period.to_string()) {
        Ok(before) => other(app, conn, &before).map(Some),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn other(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<Other> {
    let form = app.forms.form(conn, FormId(row.form_id))?;
    Ok(Other { form, stored: store::contents::find(conn, ReportId(row.id))? })
}
