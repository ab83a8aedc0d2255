//! Regimes in every version: drafts, published ones that never change, retired ones.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::regime_version;
use crate::text::without_nul;

/// Being written; holds for nobody.
pub const DRAFT: &str = "draft";
/// In force inside its validity; never changes.
pub const PUBLISHED: &str = "published";
/// Was in force; opens no new periods.
pub const RETIRED: &str = "retired";

/// A version of a regime.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = regime_version)]
pub struct RegimeVersionRow {
    /// Id.
    pub id: i64,
    /// The legal document.
    pub circular: String,
    /// Code inside the document.
    pub code: String,
    /// Version, from 1.
    pub version: i32,
    /// [`DRAFT`], [`PUBLISHED`] or [`RETIRED`].
    pub status: String,
    /// First day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it holds.
    pub valid_to: Option<NaiveDate>,
    /// Name on screen.
    pub title: String,
    /// The regime, as JSON.
    pub body: String,
    /// Who made it; none for the program.
    pub created_by: Option<i64>,
    /// When it was made.
    pub created_at: NaiveDateTime,
    /// Who published it; none for the program.
    pub published_by: Option<i64>,
    /// When it was published.
    pub published_at: Option<NaiveDateTime>,
    /// When it was retired.
    pub retired_at: Option<NaiveDateTime>,
    /// Grows with every change.
    pub revision: i64,
}

/// What a version says.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    /// The legal document.
    pub circular: &'a str,
    /// Code inside the document.
    pub code: &'a str,
    /// First day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it holds.
    pub valid_to: Option<NaiveDate>,
    /// Name on screen.
    pub title: &'a str,
    /// The regime, as JSON.
    pub body: &'a str,
}

/// One version.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: i64) -> Result<RegimeVersionRow, StoreError> {
    Ok(regime_version::table.find(id).select(RegimeVersionRow::as_select()).first(conn)?)
}

/// All versions, by circular and code, the newest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn) -> Result<Vec<RegimeVersionRow>, StoreError> {
    let order = (regime_version::circular, regime_version::code, regime_version::version.desc());
    Ok(regime_version::table.order(order).select(RegimeVersionRow::as_select()).load(conn)?)
}

/// The versions of one regime, the newest first.
///
/// # Errors
/// Those of the database.
pub fn list_of(conn: &mut AnyConn, circular: &str, code: &str) -> Result<Vec<RegimeVersionRow>, StoreError> {
    let of = regime_version::table.filter(regime_version::circular.eq(circular)).filter(regime_version::code.eq(code));
    Ok(of.order(regime_version::version.desc()).select(RegimeVersionRow::as_select()).load(conn)?)
}

/// Makes a draft: the next version of its regime. Gives its id.
///
/// # Errors
/// `Unique` when somebody else makes one at the same moment.
pub fn create(
    tx: &mut Tx<'_>,
    new: &Wording<'_>,
    created_by: Option<i64>,
    now: NaiveDateTime,
) -> Result<i64, StoreError> {
    let newest = list_of(tx, new.circular, new.code)?.first().map_or(0, |row| row.version);
    let row = (
        regime_version::circular.eq(without_nul(new.circular)?),
        regime_version::code.eq(without_nul(new.code)?),
        regime_version::version.eq(newest + 1),
        regime_version::status.eq(DRAFT),
        regime_version::valid_from.eq(new.valid_from),
        regime_version::valid_to.eq(new.valid_to),
        regime_version::title.eq(without_nul(new.title)?),
        regime_version::body.eq(without_nul(new.body)?),
        regime_version::created_by.eq(created_by),
        regime_version::created_at.eq(now),
        regime_version::revision.eq(1_i64),
    );
    Ok(diesel::insert_into(regime_version::table).values(row).returning(regime_version::id).get_result(&mut **tx)?)
}

/// Gives a draft another wording.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is no draft any more.
pub fn update(tx: &mut Tx<'_>, id: i64, seen: i64, new: &Wording<'_>) -> Result<(), StoreError> {
    let row = regime_version::table
        .find(id)
        .filter(regime_version::revision.eq(seen))
        .filter(regime_version::status.eq(DRAFT));
    let set = (
        regime_version::valid_from.eq(new.valid_from),
        regime_version::valid_to.eq(new.valid_to),
        regime_version::title.eq(without_nul(new.title)?),
        regime_version::body.eq(without_nul(new.body)?),
        regime_version::revision.eq(seen + 1),
    );
    one(diesel::update(row).set(set).execute(&mut **tx)?)
}

/// Publishes a draft.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is no draft any more.
pub fn publish(
    tx: &mut Tx<'_>,
    id: i64,
    seen: i64,
    published_by: Option<i64>,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let row = regime_version::table
        .find(id)
        .filter(regime_version::revision.eq(seen))
        .filter(regime_version::status.eq(DRAFT));
    let set = (
        regime_version::status.eq(PUBLISHED),
        regime_version::published_by.eq(published_by),
        regime_version::published_at.eq(now),
        regime_version::revision.eq(seen + 1),
    );
    one(diesel::update(row).set(set).execute(&mut **tx)?)
}

/// Retires a published version.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is not published.
pub fn retire(tx: &mut Tx<'_>, id: i64, seen: i64, now: NaiveDateTime) -> Result<(), StoreError> {
    let row = regime_version::table
        .find(id)
        .filter(regime_version::revision.eq(seen))
        .filter(regime_version::status.eq(PUBLISHED));
    let set =
        (regime_version::status.eq(RETIRED), regime_version::retired_at.eq(now), regime_version::revision.eq(seen + 1));
    one(diesel::update(row).set(set).execute(&mut **tx)?)
}

/// Takes a draft away.
///
/// # Errors
/// `Stale` when it has another revision meanwhile, or is no draft any more.
pub fn remove(tx: &mut Tx<'_>, id: i64, seen: i64) -> Result<(), StoreError> {
    let row = regime_version::table
        .find(id)
        .filter(regime_version::revision.eq(seen))
        .filter(regime_version::status.eq(DRAFT));
    one(diesel::delete(row).execute(&mut **tx)?)
}

fn one(changed: usize) -> Result<(), StoreError> {
    if changed == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
