//! The tree of units: what ends, what comes after it, and where everything stood before.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use domain::ids::UnitId;
use domain::reorganisation::{KnownUnit, KnownUnits, Map, Place};

use crate::among::among;
use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{reorganisation, unit, unit_closure, unit_place};
use crate::text::searched;

/// All units as an act finds them.
///
/// # Errors
/// Those of the database.
pub fn known_units(conn: &mut AnyConn) -> Result<KnownUnits, StoreError> {
    let rows = unit::table.order(unit::id).select(KnownRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(known).collect())
}

/// Reads again what a succession changed: the units that ended, those that came after them, and those below either.
///
/// # Errors
/// Those of the database.
pub fn refresh(conn: &mut AnyConn, units: &mut KnownUnits, ended: &[i64]) -> Result<(), StoreError> {
    for some in ended.chunks(BATCH) {
        let of_ended = unit::table.filter(unit::id.eq_any(some)).select(unit::successor_id);
        let next: Vec<i64> = of_ended.load::<Option<i64>>(conn)?.into_iter().flatten().collect();
        let both: Vec<i64> = some.iter().copied().chain(next).collect();
        let near = unit::id.eq_any(&both).or(unit::parent_id.eq_any(&both));
        let rows = unit::table.filter(near).select(KnownRow::as_select()).load(conn)?;
        units.extend(rows.into_iter().map(known));
    }
    Ok(())
}

/// A unit and those that it came after, itself or at the end of a line.
///
/// # Errors
/// Those of the database.
pub fn known_line(conn: &mut AnyConn, of: UnitId) -> Result<KnownUnits, StoreError> {
    let mut line = KnownUnits::new();
    let mut rows: Vec<KnownRow> = unit::table.filter(unit::id.eq(of.0)).select(KnownRow::as_select()).load(conn)?;
    while !rows.is_empty() {
        let before = line.len();
        line.extend(rows.into_iter().map(known));
        // A circle brings nothing new.
        if line.len() == before {
            break;
        }
        let near: Vec<i64> = line.keys().copied().collect();
        rows = unit::table
            .filter(among(unit::successor_id.assume_not_null(), near))
            .select(KnownRow::as_select())
            .load(conn)?;
    }
    Ok(line)
}

/// A unit as an act finds it.
#[derive(Queryable, Selectable)]
#[diesel(table_name = unit)]
struct KnownRow {
    id: i64,
    code: String,
    name: String,
    kind: String,
    parent_id: Option<i64>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    successor_id: Option<i64>,
}

fn known(row: KnownRow) -> (i64, KnownUnit) {
    let KnownRow { id, code, name, kind, parent_id, valid_from, valid_to, successor_id } = row;
    (id, KnownUnit { code, name, kind, parent: parent_id, valid_from, valid_to, successor: successor_id })
}

/// Where all units stand and stood.
///
/// # Errors
/// Those of the database.
pub fn places(conn: &mut AnyConn) -> Result<Map, StoreError> {
    type Row = (i64, Option<i64>, Option<NaiveDate>, Option<NaiveDate>);
    let rows: Vec<Row> =
        unit::table.select((unit::id, unit::parent_id, unit::valid_from, unit::valid_to)).order(unit::id).load(conn)?;
    let mut places: HashMap<i64, Place> = rows
        .into_iter()
        .map(|(id, parent, valid_from, valid_to)| (id, Place { parent, valid_from, valid_to, former: BTreeMap::new() }))
        .collect();
    let former: Vec<(i64, NaiveDate, i64)> = unit_place::table
        .select((unit_place::unit_id, unit_place::until, unit_place::parent_id))
        .order((unit_place::unit_id, unit_place::until))
        .load(conn)?;
    for (id, until, parent) in former {
        if let Some(place) = places.get_mut(&id) {
            place.former.insert(until, parent);
        }
    }
    Ok(Map(places))
}

/// What came after a unit, and by which act.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Successor {
    /// The unit that ended.
    pub unit_id: i64,
    /// The unit that came after it.
    pub successor_id: i64,
    /// Its name.
    pub successor_name: String,
    /// The act's number.
    pub number: String,
    /// First day without the unit.
    pub effective_on: NaiveDate,
}

/// For those of these units that ended by an act, what came after them.
///
/// # Errors
/// Those of the database.
pub fn successor_of(conn: &mut AnyConn, units: &[UnitId]) -> Result<Vec<Successor>, StoreError> {
    let next = diesel::alias!(unit as next);
    Ok(unit::table
        .inner_join(next.on(next.field(unit::id).nullable().eq(unit::successor_id)))
        .inner_join(reorganisation::table.on(reorganisation::id.nullable().eq(unit::reorganisation_id)))
        .filter(among(unit::id, units.iter().map(|unit| unit.0)))
        .order(unit::id)
        .select((
            unit::id,
            next.field(unit::id),
            next.field(unit::name),
            reorganisation::number,
            reorganisation::effective_on,
        ))
        .load(conn)?)
}

/// For these units, the units that they came after: successor, unit and its name, in Vietnamese order.
///
/// # Errors
/// Those of the database.
pub fn list_predecessors(conn: &mut AnyConn, units: &[UnitId]) -> Result<Vec<(i64, i64, String)>, StoreError> {
    let of = unit::table.filter(unit::successor_id.eq_any(units.iter().map(|unit| Some(unit.0))));
    let rows: Vec<(Option<i64>, i64, String)> =
        of.order((unit::sort_key, unit::id)).select((unit::successor_id, unit::id, unit::name)).load(conn)?;
    Ok(rows.into_iter().filter_map(|(successor, id, name)| Some((successor?, id, name))).collect())
}

/// Ends a unit: its last day, what comes after it, and the act.
///
/// # Errors
/// `Stale` when it has ended already, `NotFound`.
pub fn end_unit(
    tx: &mut Tx<'_>,
    of: UnitId,
    successor: UnitId,
    act: i64,
    last_day: NaiveDate,
) -> Result<(), StoreError> {
    let open = unit::table.find(of.0).filter(unit::successor_id.is_null());
    let set = (
        unit::valid_to.eq(Some(last_day)),
        unit::successor_id.eq(Some(successor.0)),
        unit::reorganisation_id.eq(Some(act)),
    );
    if diesel::update(open).set(set).execute(&mut **tx)? == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Frees a unit's code for the one that takes it over: the old one is marked with the act's id, since a code is that of
/// one unit.
///
/// # Errors
/// `Unique` when the marked code is in use, too.
pub fn hand_over_code(tx: &mut Tx<'_>, of: UnitId, act: i64) -> Result<(), StoreError> {
    let code: String = unit::table.find(of.0).select(unit::code).first(&mut **tx)?;
    diesel::update(unit::table.find(of.0)).set(unit::code.eq(format!("{code}~{act}"))).execute(&mut **tx)?;
    Ok(())
}

/// Puts a unit with all below it under another one, and keeps where it stood until the day before.
///
/// # Errors
/// `NotFound` for an unknown unit, `Invalid` where the other one stands below it.
pub fn put_under(tx: &mut Tx<'_>, of: UnitId, parent: UnitId, until: NaiveDate) -> Result<(), StoreError> {
    let before: Option<i64> = unit::table.find(of.0).select(unit::parent_id).first(&mut **tx)?;
    if before == Some(parent.0) {
        return Ok(());
    }
    let is_below = unit_closure::table.find((of.0, parent.0)).select(unit_closure::depth);
    if is_below.first::<i32>(&mut **tx).optional()?.is_some() {
        return Err(StoreError::Invalid(format!("unit {} stands below unit {}", parent.0, of.0)));
    }
    if let Some(before) = before {
        let known = (unit_place::unit_id.eq(of.0), unit_place::until.eq(until), unit_place::parent_id.eq(before));
        // Moved twice by acts of one day: where it stood before the first one counts.
        on_both!(&mut **tx, |c| diesel::insert_into(unit_place::table)
            .values(known)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    diesel::update(unit::table.find(of.0)).set(unit::parent_id.eq(Some(parent.0))).execute(&mut **tx)?;
    move_closure(tx, of, parent)
}

/// The pairs of what stands above the unit and what stands below it are made anew.
fn move_closure(tx: &mut Tx<'_>, of: UnitId, parent: UnitId) -> Result<(), StoreError> {
    let below: Vec<i64> = unit_closure::table
        .filter(unit_closure::ancestor_id.eq(of.0))
        .select(unit_closure::descendant_id)
        .load(&mut **tx)?;
    let above: Vec<i64> = unit_closure::table
        .filter(unit_closure::descendant_id.eq(of.0))
        .filter(unit_closure::depth.gt(0))
        .select(unit_closure::ancestor_id)
        .load(&mut **tx)?;
    diesel::delete(
        unit_closure::table
            .filter(among(unit_closure::descendant_id, below))
            .filter(among(unit_closure::ancestor_id, above)),
    )
    .execute(&mut **tx)?;
    let sql = "INSERT INTO unit_closure (ancestor_id, descendant_id, depth) \
        SELECT up.ancestor_id, down.descendant_id, up.depth + down.depth + 1 \
        FROM unit_closure AS up CROSS JOIN unit_closure AS down \
        WHERE up.descendant_id = $1 AND down.ancestor_id = $2";
    on_both!(&mut **tx, |c| sql_query(sql).bind::<BigInt, _>(parent.0).bind::<BigInt, _>(of.0).execute(c))?;
    Ok(())
}

/// Lets a unit be found by the words that units which it came after are found by.
///
/// # Errors
/// `NotFound`.
pub fn widen_search(tx: &mut Tx<'_>, of: UnitId, former: &[UnitId]) -> Result<(), StoreError> {
    let texts: Vec<String> = unit::table
        .filter(among(unit::id, former.iter().map(|unit| unit.0)))
        .order(unit::id)
        .select(unit::search)
        .load(&mut **tx)?;
    let own: String = unit::table.find(of.0).select(unit::search).first(&mut **tx)?;
    let mut words: Vec<&str> = own.split_whitespace().collect();
    // Whole names one after the other, so that two words of one name are still found together.
    for text in &texts {
        words.extend(text.split_whitespace());
    }
    let whole = searched(&words.join(" "));
    diesel::update(unit::table.find(of.0)).set(unit::search.eq(whole)).execute(&mut **tx)?;
    Ok(())
}
