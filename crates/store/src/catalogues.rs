//! Catalogues and their items.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;
use domain::catalogue::{Catalogue, CatalogueItem};

use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{catalogue, catalogue_item};
use crate::text::{page, patterns, searched, without_nul};

#[derive(Queryable, Selectable)]
#[diesel(table_name = catalogue_item)]
struct ItemRow {
    code: String,
    name: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

#[derive(Insertable)]
#[diesel(table_name = catalogue_item, treat_none_as_default_value = false)]
struct ItemInsert<'a> {
    catalogue: &'a str,
    code: &'a str,
    name: String,
    search: String,
    position: i32,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

/// A catalogue with all its items, in printed order.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, code: &str) -> Result<Catalogue, StoreError> {
    let name: String = catalogue::table.find(code).select(catalogue::name).first(conn)?;
    let rows: Vec<ItemRow> = catalogue_item::table
        .filter(catalogue_item::catalogue.eq(code))
        .order((catalogue_item::position, catalogue_item::code))
        .select(ItemRow::as_select())
        .load(conn)?;
    Ok(Catalogue { code: code.to_owned(), name, items: rows.into_iter().map(item).collect() })
}

/// The codes and names of all catalogues.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn) -> Result<Vec<(String, String)>, StoreError> {
    Ok(catalogue::table.order(catalogue::code).select((catalogue::code, catalogue::name)).load(conn)?)
}

/// One page of a catalogue's items whose name or code holds the words of `q` without diacritics, and their number.
///
/// # Errors
/// Those of the database.
pub fn list_items(
    conn: &mut AnyConn,
    code: &str,
    q: &str,
    number: i64,
    page_size: i64,
) -> Result<(Vec<CatalogueItem>, i64), StoreError> {
    let matching = || {
        let mut query = catalogue_item::table.filter(catalogue_item::catalogue.eq(code)).into_boxed();
        for pattern in patterns(q) {
            query = query.filter(catalogue_item::search.like(pattern).escape('!'));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(number, page_size);
    let rows: Vec<ItemRow> = matching()
        .order((catalogue_item::position, catalogue_item::code))
        .limit(limit)
        .offset(offset)
        .select(ItemRow::as_select())
        .load(conn)?;
    Ok((rows.into_iter().map(item).collect(), total))
}

/// Keeps a catalogue: new items come, known ones get their present name, place and validity. An item that is left out
/// stays, since old reports show it (A15); give it a `valid_to` instead. Writes nothing when nothing changed.
///
/// # Errors
/// Those of the database.
pub fn keep(tx: &mut Tx<'_>, new: &Catalogue) -> Result<(), StoreError> {
    let known = match find(tx, &new.code) {
        Ok(known) => Some(known),
        Err(StoreError::NotFound) => None,
        Err(error) => return Err(error),
    };
    if known.as_ref() == Some(new) {
        return Ok(());
    }
    on_both!(&mut **tx, |c| diesel::insert_into(catalogue::table)
        .values((catalogue::code.eq(&new.code), catalogue::name.eq(&new.name)))
        .on_conflict(catalogue::code)
        .do_update()
        .set(catalogue::name.eq(excluded(catalogue::name)))
        .execute(c))?;
    // A code given twice would make the statement hit one row twice; the last one counts.
    let items: BTreeMap<&str, (i32, &CatalogueItem)> =
        new.items.iter().zip(0..).map(|(item, place)| (item.code.as_str(), (place, item))).collect();
    let rows = items
        .into_values()
        .map(|(place, item)| item_insert(&new.code, place, item))
        .collect::<Result<Vec<_>, StoreError>>()?;
    for some in rows.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(catalogue_item::table)
            .values(some)
            .on_conflict((catalogue_item::catalogue, catalogue_item::code))
            .do_update()
            .set((
                catalogue_item::name.eq(excluded(catalogue_item::name)),
                catalogue_item::search.eq(excluded(catalogue_item::search)),
                catalogue_item::position.eq(excluded(catalogue_item::position)),
                catalogue_item::valid_from.eq(excluded(catalogue_item::valid_from)),
                catalogue_item::valid_to.eq(excluded(catalogue_item::valid_to)),
            ))
            .execute(c))?;
    }
    Ok(())
}

fn item_insert<'a>(catalogue: &'a str, position: i32, item: &'a CatalogueItem) -> Result<ItemInsert<'a>, StoreError> {
    Ok(ItemInsert {
        catalogue,
        code: &item.code,
        name: without_nul(&item.name)?,
        search: searched(&format!("{} {}", item.name, item.code)),
        position,
        valid_from: item.valid_from,
        valid_to: item.valid_to,
    })
}

fn item(row: ItemRow) -> CatalogueItem {
    CatalogueItem { code: row.code, name: row.name, valid_from: row.valid_from, valid_to: row.valid_to }
}
