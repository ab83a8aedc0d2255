//! The unit hierarchy, with its closure table: every pair of unit and unit below it.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::collation::sort_key;
use domain::ids::UnitId;
use domain::text::nfc;

use crate::among::among;
use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{report, unit, unit_closure};
use crate::text::{patterns, searched, without_nul};

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = unit)]
pub struct UnitRow {
    /// Id.
    pub id: i64,
    /// Official code, unique.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name for narrow places.
    pub short_name: Option<String>,
    /// What it is, e.g. `province`, `commune`, `department`.
    pub kind: String,
    /// The unit above.
    pub parent_id: Option<i64>,
    /// First day of its existence; open when absent.
    pub valid_from: Option<NaiveDate>,
    /// Last day of its existence; open when absent.
    pub valid_to: Option<NaiveDate>,
}

/// A unit to be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewUnit {
    /// Official code, unique.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name for narrow places.
    pub short_name: Option<String>,
    /// What it is.
    pub kind: String,
    /// Code of the unit above; it may be made by the same call.
    pub parent_code: Option<String>,
    /// First day of its existence.
    pub valid_from: Option<NaiveDate>,
    /// Last day of its existence.
    pub valid_to: Option<NaiveDate>,
}

#[derive(Insertable)]
#[diesel(table_name = unit, treat_none_as_default_value = false)]
struct UnitInsert {
    code: String,
    name: String,
    short_name: Option<String>,
    kind: String,
    parent_id: Option<i64>,
    search: String,
    sort_key: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

#[derive(Insertable, Clone, Copy)]
#[diesel(table_name = unit_closure, treat_none_as_default_value = false)]
struct ClosureInsert {
    ancestor_id: i64,
    descendant_id: i64,
    depth: i32,
}

/// The unit with this id.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: UnitId) -> Result<UnitRow, StoreError> {
    Ok(unit::table.find(id.0).select(UnitRow::as_select()).first(conn)?)
}

/// The unit with this code.
///
/// # Errors
/// `NotFound`.
pub fn find_by_code(conn: &mut AnyConn, code: &str) -> Result<UnitRow, StoreError> {
    Ok(unit::table.filter(unit::code.eq(code)).select(UnitRow::as_select()).first(conn)?)
}

/// Those of these codes that some unit has.
///
/// # Errors
/// Those of the database.
pub fn list_known_codes(conn: &mut AnyConn, codes: &[&String]) -> Result<HashSet<String>, StoreError> {
    let mut known = HashSet::new();
    for some in codes.chunks(BATCH) {
        // No code holds a NUL, which PostgreSQL would not even look up.
        let some = some.iter().filter(|code| !code.contains('\0')).copied();
        let found = unit::table.filter(unit::code.eq_any(some)).select(unit::code);
        known.extend(found.load::<String>(conn)?);
    }
    Ok(known)
}

/// The units with one of these names.
///
/// # Errors
/// Those of the database.
pub fn list_by_names(conn: &mut AnyConn, names: &[&str]) -> Result<Vec<UnitRow>, StoreError> {
    let mut rows: Vec<UnitRow> = Vec::new();
    for some in names.chunks(BATCH) {
        // What lists are ordered by has an index.
        let keys = some.iter().map(|name| sort_key(name));
        let found = unit::table.filter(unit::sort_key.eq_any(keys)).order(unit::id);
        rows.extend(found.select(UnitRow::as_select()).load(conn)?);
    }
    rows.retain(|row| names.contains(&row.name.as_str()));
    Ok(rows)
}

/// The units with these ids, in Vietnamese order.
///
/// # Errors
/// Those of the database.
pub fn list_by_ids(conn: &mut AnyConn, ids: &[UnitId]) -> Result<Vec<UnitRow>, StoreError> {
    let query = unit::table.filter(among(unit::id, ids.iter().map(|id| id.0))).order((unit::sort_key, unit::id));
    Ok(query.select(UnitRow::as_select()).load(conn)?)
}

/// The units without a unit above, in Vietnamese order.
///
/// # Errors
/// Those of the database.
pub fn list_roots(conn: &mut AnyConn) -> Result<Vec<UnitRow>, StoreError> {
    let query = unit::table.filter(unit::parent_id.is_null()).order((unit::sort_key, unit::id));
    Ok(query.select(UnitRow::as_select()).load(conn)?)
}

/// Whether these units and all below them are all units that there are.
pub(crate) fn hold_all(conn: &mut AnyConn, tops: &[UnitId]) -> Result<bool, StoreError> {
    let most = i64::try_from(tops.len()).unwrap_or(i64::MAX);
    let roots: Vec<i64> =
        unit::table.filter(unit::parent_id.is_null()).select(unit::id).limit(most.saturating_add(1)).load(conn)?;
    Ok(!roots.is_empty() && roots.into_iter().all(|root| tops.contains(&UnitId(root))))
}

/// The units directly below, in Vietnamese order.
///
/// # Errors
/// Those of the database.
pub fn list_children(conn: &mut AnyConn, parent: UnitId) -> Result<Vec<UnitRow>, StoreError> {
    let query = unit::table.filter(unit::parent_id.eq(parent.0)).order((unit::sort_key, unit::id));
    Ok(query.select(UnitRow::as_select()).load(conn)?)
}

/// The unit and all below it, from the top down.
///
/// # Errors
/// Those of the database.
pub fn list_subtree(conn: &mut AnyConn, top: UnitId) -> Result<Vec<UnitRow>, StoreError> {
    let query = unit::table
        .inner_join(unit_closure::table.on(unit_closure::descendant_id.eq(unit::id)))
        .filter(unit_closure::ancestor_id.eq(top.0))
        .order((unit_closure::depth, unit::sort_key, unit::id));
    Ok(query.select(UnitRow::as_select()).load(conn)?)
}

/// The ids of the unit itself and of all above it, nearest first.
///
/// # Errors
/// Those of the database.
pub fn list_ancestor_ids(conn: &mut AnyConn, of: UnitId) -> Result<Vec<UnitId>, StoreError> {
    let ids: Vec<i64> = unit_closure::table
        .filter(unit_closure::descendant_id.eq(of.0))
        .order(unit_closure::depth)
        .select(unit_closure::ancestor_id)
        .load(conn)?;
    Ok(ids.into_iter().map(UnitId).collect())
}

/// For each of these units, the ids of the unit itself and of all above it, nearest first.
///
/// # Errors
/// Those of the database.
pub fn list_lines(conn: &mut AnyConn, of: &[UnitId]) -> Result<HashMap<UnitId, Vec<UnitId>>, StoreError> {
    let mut lines: HashMap<UnitId, Vec<UnitId>> = HashMap::with_capacity(of.len());
    let pairs: Vec<(i64, i64)> = unit_closure::table
        .filter(among(unit_closure::descendant_id, of.iter().map(|id| id.0)))
        .order((unit_closure::descendant_id, unit_closure::depth))
        .select((unit_closure::descendant_id, unit_closure::ancestor_id))
        .load(conn)?;
    for (unit, above) in pairs {
        lines.entry(UnitId(unit)).or_default().push(UnitId(above));
    }
    Ok(lines)
}

/// Those of these units that have units below.
///
/// # Errors
/// Those of the database.
pub fn list_with_children(conn: &mut AnyConn, ids: &[UnitId]) -> Result<Vec<UnitId>, StoreError> {
    let parents: Vec<Option<i64>> = unit::table
        .filter(unit::parent_id.eq_any(ids.iter().map(|id| id.0)))
        .select(unit::parent_id)
        .distinct()
        .order(unit::parent_id)
        .load(conn)?;
    Ok(parents.into_iter().flatten().map(UnitId).collect())
}

/// The ids of all units below these.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn below(tops: Vec<i64>) -> _ {
    unit_closure::table
        .filter(unit_closure::ancestor_id.eq_any(tops))
        .filter(unit_closure::depth.gt(0_i32))
        .select(unit_closure::descendant_id)
}

/// Units that somebody decides about: those below some, and some by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decided {
    /// Those below these, not these themselves.
    pub below: Vec<UnitId>,
    /// These themselves.
    pub own: Vec<UnitId>,
}

impl Decided {
    pub(crate) fn below(&self) -> Vec<i64> {
        self.below.iter().map(|unit| unit.0).collect()
    }

    pub(crate) fn own(&self) -> Vec<i64> {
        self.own.iter().map(|unit| unit.0).collect()
    }
}

/// How many units there are.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut AnyConn) -> Result<i64, StoreError> {
    Ok(unit::table.count().get_result(conn)?)
}

/// Which units to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// Words to be found in the name or the code, without diacritics.
    pub q: Option<String>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this unit and those below it.
    pub within: Option<UnitId>,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

/// One page of units in Vietnamese order, and how many there are in all.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, filter: &UnitFilter) -> Result<(Vec<UnitRow>, i64), StoreError> {
    let matching = || {
        let mut query = unit::table.into_boxed();
        for pattern in filter.q.iter().flat_map(|q| patterns(q)) {
            query = query.filter(unit::search.like(pattern).escape('!'));
        }
        if let Some(kind) = &filter.kind {
            query = query.filter(unit::kind.eq(kind));
        }
        if let Some(top) = filter.within {
            let below =
                unit_closure::table.filter(unit_closure::ancestor_id.eq(top.0)).select(unit_closure::descendant_id);
            query = query.filter(unit::id.eq_any(below));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = crate::text::page(filter.page, filter.page_size);
    let rows = matching().order((unit::sort_key, unit::id)).limit(limit).offset(offset);
    Ok((rows.select(UnitRow::as_select()).load(conn)?, total))
}

/// Makes one unit.
///
/// # Errors
/// `Unique` for a code in use, `NotFound` for an unknown parent.
pub fn create(tx: &mut Tx<'_>, new: &NewUnit) -> Result<UnitId, StoreError> {
    let ids = create_many(tx, std::slice::from_ref(new))?;
    ids.first().copied().ok_or(StoreError::NotFound)
}

/// Makes units, thousands at a time; a parent may stand anywhere in the list. The ids come in the order of the list.
///
/// # Errors
/// `Unique` for a code in use, `NotFound` for an unknown parent.
pub fn create_many(tx: &mut Tx<'_>, new: &[NewUnit]) -> Result<Vec<UnitId>, StoreError> {
    let mut lines = existing_lines(tx, new)?;
    let mut left: Vec<&NewUnit> = new.iter().collect();
    while !left.is_empty() {
        // One generation: those whose parent is there.
        let (ready, waiting): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|unit| unit.parent_code.as_ref().is_none_or(|code| lines.contains_key(code)));
        if ready.is_empty() {
            return Err(StoreError::NotFound);
        }
        create_generation(tx, &ready, &mut lines)?;
        left = waiting;
    }
    new.iter()
        .map(|unit| {
            lines.get(&unit.code).and_then(|line| line.first()).map(|id| UnitId(*id)).ok_or(StoreError::NotFound)
        })
        .collect()
}

/// For each code, the unit's id followed by those of the units above it.
type Lines = HashMap<String, Vec<i64>>;

fn existing_lines(tx: &mut Tx<'_>, new: &[NewUnit]) -> Result<Lines, StoreError> {
    let mut codes: Vec<&str> = new.iter().filter_map(|unit| unit.parent_code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut lines: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for some in codes.chunks(BATCH) {
        let pairs: Vec<(String, i64)> = unit::table
            .inner_join(unit_closure::table.on(unit_closure::descendant_id.eq(unit::id)))
            .filter(unit::code.eq_any(some))
            .order((unit::id, unit_closure::depth))
            .select((unit::code, unit_closure::ancestor_id))
            .load(&mut **tx)?;
        for (code, ancestor) in pairs {
            lines.entry(code).or_default().push(ancestor);
        }
    }
    Ok(lines.into_iter().collect())
}

fn create_generation(tx: &mut Tx<'_>, units: &[&NewUnit], lines: &mut Lines) -> Result<(), StoreError> {
    for some in units.chunks(BATCH) {
        let rows = some.iter().map(|new| unit_insert(new, lines)).collect::<Result<Vec<_>, _>>()?;
        let made: Vec<(String, i64)> = on_both!(&mut **tx, |c| diesel::insert_into(unit::table)
            .values(&rows)
            .returning((unit::code, unit::id))
            .get_results(c))?;
        let ids: HashMap<String, i64> = made.into_iter().collect();
        let mut closure = Vec::new();
        for new in some {
            let id = *ids.get(&new.code).ok_or(StoreError::NotFound)?;
            let above = new.parent_code.as_ref().and_then(|code| lines.get(code)).cloned().unwrap_or_default();
            let line: Vec<i64> = std::iter::once(id).chain(above).collect();
            closure.extend(line.iter().zip(0..).map(|(ancestor_id, depth)| ClosureInsert {
                ancestor_id: *ancestor_id,
                descendant_id: id,
                depth,
            }));
            lines.insert(new.code.clone(), line);
        }
        for pairs in closure.chunks(BATCH) {
            on_both!(&mut **tx, |c| diesel::insert_into(unit_closure::table).values(pairs).execute(c))?;
        }
    }
    Ok(())
}

fn unit_insert(new: &NewUnit, lines: &Lines) -> Result<UnitInsert, StoreError> {
    let parent_id = new.parent_code.as_ref().and_then(|code| lines.get(code)?.first()).copied();
    let name = without_nul(&nfc(&new.name))?;
    Ok(UnitInsert {
        code: without_nul(&new.code)?,
        search: search_text(&name, &new.code),
        sort_key: sort_key(&name),
        name,
        short_name: new.short_name.clone(),
        kind: new.kind.clone(),
        parent_id,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
    })
}

fn search_text(name: &str, code: &str) -> String {
    searched(&format!("{name} {code}"))
}

/// Renames a unit; its reports are found and sorted by the new name at once.
///
/// # Errors
/// `NotFound`.
pub fn update_name(tx: &mut Tx<'_>, id: UnitId, name: &str, short_name: Option<&str>) -> Result<(), StoreError> {
    let name = without_nul(&nfc(name))?;
    let code: String = diesel::update(unit::table.find(id.0))
        .set((unit::name.eq(&name), unit::short_name.eq(short_name), unit::sort_key.eq(sort_key(&name))))
        .returning(unit::code)
        .get_result(&mut **tx)?;
    diesel::update(unit::table.find(id.0)).set(unit::search.eq(search_text(&name, &code))).execute(&mut **tx)?;
    diesel::update(report::table.filter(report::unit_id.eq(id.0)))
        .set(report::unit_sort.eq(sort_key(&name)))
        .execute(&mut **tx)?;
    Ok(())
}
