//! Form templates, each (circular, code) in one or more versions.

use diesel::prelude::*;
use domain::ids::FormId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::form;
use crate::text::{page, patterns, searched, without_nul};

/// A form in one version.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = form)]
pub struct FormRow {
    /// Id.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Code printed on the form.
    pub code: String,
    /// Version, from 1.
    pub version: i32,
    /// Title printed on the form.
    pub title: String,
    /// Code of the regime.
    pub regime: String,
    /// `data` or `outline`.
    pub kind: String,
    /// A state-secret form that must not be filled here.
    pub off_system: bool,
    /// The template, as JSON.
    pub body: String,
}

/// A form without its template, for lists.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = form)]
pub struct FormHead {
    /// Id.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Code printed on the form.
    pub code: String,
    /// Version, from 1.
    pub version: i32,
    /// Title printed on the form.
    pub title: String,
    /// Code of the regime.
    pub regime: String,
    /// `data` or `outline`.
    pub kind: String,
    /// A state-secret form that must not be filled here.
    pub off_system: bool,
}

/// A form to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForm {
    /// The legal document.
    pub circular: String,
    /// Code printed on the form.
    pub code: String,
    /// Version, from 1.
    pub version: i32,
    /// Title printed on the form.
    pub title: String,
    /// Code of the regime.
    pub regime: String,
    /// `data` or `outline`.
    pub kind: String,
    /// A state-secret form that must not be filled here.
    pub off_system: bool,
    /// The template, as JSON.
    pub body: String,
}

#[derive(Insertable)]
#[diesel(table_name = form, treat_none_as_default_value = false)]
struct FormInsert<'a> {
    circular: &'a str,
    code: &'a str,
    version: i32,
    title: &'a str,
    search: String,
    regime: &'a str,
    kind: &'a str,
    off_system: bool,
    body: String,
}

/// The form with this id.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: FormId) -> Result<FormRow, StoreError> {
    Ok(form::table.find(id.0).select(FormRow::as_select()).first(conn)?)
}

/// One version of a form.
///
/// # Errors
/// `NotFound`.
pub fn find_version(conn: &mut AnyConn, circular: &str, code: &str, version: i32) -> Result<FormRow, StoreError> {
    let query =
        form::table.filter(form::circular.eq(circular)).filter(form::code.eq(code)).filter(form::version.eq(version));
    Ok(query.select(FormRow::as_select()).first(conn)?)
}

/// The newest version of a form.
///
/// # Errors
/// `NotFound`.
pub fn find_newest(conn: &mut AnyConn, circular: &str, code: &str) -> Result<FormRow, StoreError> {
    let query = form::table.filter(form::circular.eq(circular)).filter(form::code.eq(code)).order(form::version.desc());
    Ok(query.select(FormRow::as_select()).first(conn)?)
}

/// Which forms to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormFilter {
    /// Only this legal document.
    pub circular: Option<String>,
    /// Only this regime.
    pub regime: Option<String>,
    /// Words to be found in the code or the title, without diacritics.
    pub q: Option<String>,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

/// One page of forms by code, and how many there are in all.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, filter: &FormFilter) -> Result<(Vec<FormHead>, i64), StoreError> {
    let matching = || {
        let mut query = form::table.into_boxed();
        if let Some(circular) = &filter.circular {
            query = query.filter(form::circular.eq(circular));
        }
        if let Some(regime) = &filter.regime {
            query = query.filter(form::regime.eq(regime));
        }
        for pattern in filter.q.iter().flat_map(|q| patterns(q)) {
            query = query.filter(form::search.like(pattern).escape('!'));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(filter.page, filter.page_size);
    let rows = matching().order((form::circular, form::code, form::version.desc())).limit(limit).offset(offset);
    Ok((rows.select(FormHead::as_select()).load(conn)?, total))
}

/// Every form, without its template.
///
/// # Errors
/// Those of the database.
pub fn list_all(conn: &mut AnyConn) -> Result<Vec<FormHead>, StoreError> {
    let query = form::table.order((form::circular, form::code, form::version.desc()));
    Ok(query.select(FormHead::as_select()).load(conn)?)
}

/// The versions of the forms with these codes of one legal document.
///
/// # Errors
/// Those of the database.
pub fn list_ids_by_code(conn: &mut AnyConn, circular: &str, codes: &[&str]) -> Result<Vec<FormId>, StoreError> {
    let ids: Vec<i64> = form::table
        .filter(form::circular.eq(circular))
        .filter(form::code.eq_any(codes))
        .order(form::id)
        .select(form::id)
        .load(conn)?;
    Ok(ids.into_iter().map(FormId).collect())
}

/// Keeps a form.
///
/// # Errors
/// `Unique` when this version exists.
pub fn create(tx: &mut Tx<'_>, new: &NewForm) -> Result<FormId, StoreError> {
    let row = form_insert(new)?;
    let id = diesel::insert_into(form::table).values(row).returning(form::id).get_result(&mut **tx)?;
    Ok(FormId(id))
}

/// Makes the stored template equal to this one while no report uses it; a used one stays as it is (A14).
/// Gives the id, and whether the stored template is now this one.
///
/// # Errors
/// Those of the database.
pub fn keep(tx: &mut Tx<'_>, new: &NewForm) -> Result<(FormId, bool), StoreError> {
    let known = match find_version(tx, &new.circular, &new.code, new.version) {
        Ok(known) => known,
        Err(StoreError::NotFound) => return Ok((create(tx, new)?, true)),
        Err(error) => return Err(error),
    };
    let id = FormId(known.id);
    if known.body == new.body {
        return Ok((id, true));
    }
    if is_used(tx, id)? {
        return Ok((id, false));
    }
    let row = form_insert(new)?;
    diesel::update(form::table.find(id.0))
        .set((
            form::title.eq(row.title),
            form::search.eq(row.search),
            form::regime.eq(row.regime),
            form::kind.eq(row.kind),
            form::off_system.eq(row.off_system),
            form::body.eq(row.body),
        ))
        .execute(&mut **tx)?;
    Ok((id, true))
}

/// Whether any report uses the form.
///
/// # Errors
/// Those of the database.
pub fn is_used(conn: &mut AnyConn, id: FormId) -> Result<bool, StoreError> {
    use crate::schema::report;
    let used = report::table.filter(report::form_id.eq(id.0)).select(report::id).limit(1);
    Ok(used.first::<i64>(conn).optional()?.is_some())
}

fn form_insert(new: &NewForm) -> Result<FormInsert<'_>, StoreError> {
    Ok(FormInsert {
        circular: &new.circular,
        code: &new.code,
        version: new.version,
        title: &new.title,
        search: searched(&format!("{} {}", new.code, new.title)),
        regime: &new.regime,
        kind: &new.kind,
        off_system: new.off_system,
        body: without_nul(&new.body)?,
    })
}
