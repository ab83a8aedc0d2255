//! A report's figures as a live sheet, with the figures of other reports that its formulas refer to.

use std::borrow::Cow;
use std::sync::Arc;

use domain::catalogue::Choices;
use domain::consolidation::{arrange, combine};
use domain::content::Content;
use domain::ids::FormId;
use domain::sheet::{CompiledForm, References, Sheet};
use domain::template::RowKind;
use store::Conn;
use store::contents::{RawContent, StoredContent};

use super::catalogues;
use super::loaded::Loaded;
use super::referred::{Part, Referred, Root};
use crate::{App, AppResult};

/// A report's figures.
pub(crate) struct Figures {
    /// What is stored: own entry and consolidated part.
    pub stored: StoredContent,
    /// Both together, with everything computed.
    pub sheet: Sheet,
}

impl Figures {
    fn with(form: &Arc<CompiledForm>, stored: StoredContent, references: References, items: &[String]) -> Self {
        let mut content = whole(form, &stored);
        if stored.consolidated.is_some() {
            arrange(form.template(), content.to_mut(), items);
        }
        let sheet = Sheet::open(Arc::clone(form), &content, references);
        drop(content);
        Self { stored, sheet }
    }
}

/// Everything that a report's figures are made of, loaded; opening it needs no database any more, so that none of the
/// few connections is held while it is computed.
pub(crate) struct Unopened {
    form: Arc<CompiledForm>,
    content: RawContent,
    referred: Referred,
    choices: Choices,
    /// Codes of the catalogue that the rows of a consolidating report are picked from, in its order.
    items: Vec<String>,
}

impl Unopened {
    /// Loads it.
    pub fn load(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Self> {
        Ok(Self {
            form: Arc::clone(&loaded.form),
            content: store::contents::find_raw(conn, loaded.id())?,
            referred: referred(app, conn, loaded)?,
            choices: choices(conn, &loaded.form)?,
            items: if loaded.row.consolidates { row_items(conn, &loaded.form)? } else { Vec::new() },
        })
    }

    /// The present figures.
    pub fn open(&self) -> AppResult<Figures> {
        self.open_with(self.stored()?)
    }

    /// The figures that this content would have.
    pub fn open_with(&self, stored: StoredContent) -> AppResult<Figures> {
        let references = self.references(Part::Whole)?;
        Ok(Figures::with(&self.form, stored, references, &self.items))
    }

    /// The form.
    pub fn form(&self) -> &CompiledForm {
        &self.form
    }

    /// What is stored.
    pub fn stored(&self) -> AppResult<StoredContent> {
        Ok(self.content.read()?)
    }

    fn references(&self, part: Part) -> AppResult<References> {
        let references = self.referred.open(part)?.into_iter().next().unwrap_or_default();
        Ok(References { choices: self.choices.clone(), ..references })
    }

    /// What the unit entered itself, as if it had consolidated nothing, in this period or before.
    pub fn open_own(&self) -> AppResult<Sheet> {
        let references = self.references(Part::Own)?;
        Ok(Sheet::open(Arc::clone(&self.form), &self.content.read()?.own, references))
    }

    /// The rows with what is stored in them; nothing that refers to other reports is computed.
    pub fn open_rows(form: &Arc<CompiledForm>, content: &RawContent) -> AppResult<Sheet> {
        Ok(Sheet::open(Arc::clone(form), &whole(form, &content.read()?), References::default()))
    }
}

fn referred(app: &App, conn: &mut Conn, loaded: &Loaded) -> AppResult<Referred> {
    let wanted = app.forms.outside(conn, FormId(loaded.row.form_id))?.wanted();
    Referred::load(app, conn, &[Root { row: &loaded.row, wanted }])
}

/// What the form's cells are chosen from.
fn choices(conn: &mut Conn, form: &CompiledForm) -> AppResult<Choices> {
    let mut choices = Choices::default();
    for code in form.references().catalogues {
        if let Some(found) = catalogues::find(conn, &code)? {
            choices.insert(&code, found.items.into_iter().map(|item| (item.code, item.name)));
        }
    }
    Ok(choices)
}

/// The items that the form's rows are picked from, in printed order.
fn row_items(conn: &mut Conn, form: &CompiledForm) -> AppResult<Vec<String>> {
    let RowKind::Catalogue { catalogue } = &form.template().row_kind else { return Ok(Vec::new()) };
    let found = catalogues::find(conn, catalogue)?;
    Ok(found.map(|found| found.items.into_iter().map(|item| item.code).collect()).unwrap_or_default())
}

/// Own entry and consolidated part in one content.
pub(crate) fn whole<'a>(form: &CompiledForm, stored: &'a StoredContent) -> Cow<'a, Content> {
    match &stored.consolidated {
        Some(consolidated) => Cow::Owned(combine(form.template(), &stored.own, consolidated).0),
        None => Cow::Borrowed(&stored.own),
    }
}
