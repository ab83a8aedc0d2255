//! Accounts and the groups they are in.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{UnitId, UserId};
use domain::text::nfc;

use crate::among::among;
use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{account, unit_closure, user_grant};
use crate::text::{page, patterns, searched, without_nul};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = account)]
pub struct UserRow {
    /// Id.
    pub id: i64,
    /// Name to sign in with, in lower case.
    pub username: String,
    /// The person's name.
    pub full_name: String,
    /// Job title (chức danh).
    pub position: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Argon2 hash in PHC format.
    pub password_hash: String,
    /// The unit that the person works in.
    pub unit_id: i64,
    /// Whether the account may sign in.
    pub active: bool,
    /// Grows when every session must be looked at anew.
    pub epoch: i64,
    /// Wrong passwords since the last right one.
    pub failed_count: i32,
    /// Until when signing in is refused.
    pub locked_until: Option<NaiveDateTime>,
    /// When it was made.
    pub created_at: NaiveDateTime,
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// Name to sign in with; stored in lower case.
    pub username: String,
    /// The person's name.
    pub full_name: String,
    /// Job title.
    pub position: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Argon2 hash in PHC format.
    pub password_hash: String,
    /// The unit that the person works in.
    pub unit_id: i64,
    /// Now.
    pub created_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = account, treat_none_as_default_value = false)]
struct UserInsert {
    username: String,
    full_name: String,
    position: Option<String>,
    phone: Option<String>,
    password_hash: String,
    unit_id: i64,
    active: bool,
    epoch: i64,
    failed_count: i32,
    search: String,
    created_at: NaiveDateTime,
}

/// Membership of a preset group, on a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Queryable, Selectable, Insertable)]
#[diesel(table_name = user_grant, treat_none_as_default_value = false)]
pub struct GrantRow {
    /// The account.
    pub user_id: i64,
    /// Code of the group, see `domain::access`.
    pub group_code: String,
    /// The unit that the group's rights start from.
    pub unit_id: i64,
}

/// The account with this id.
///
/// # Errors
/// `NotFound`.
pub fn find(conn: &mut AnyConn, id: UserId) -> Result<UserRow, StoreError> {
    Ok(account::table.find(id.0).select(UserRow::as_select()).first(conn)?)
}

/// The account with this name to sign in with, in any case of letters.
///
/// # Errors
/// `NotFound`.
pub fn find_by_username(conn: &mut AnyConn, username: &str) -> Result<UserRow, StoreError> {
    // PostgreSQL refuses a NUL with an error; no account has one.
    let username = without_nul(&username.to_lowercase()).map_err(|_| StoreError::NotFound)?;
    Ok(account::table.filter(account::username.eq(username)).select(UserRow::as_select()).first(conn)?)
}

/// The accounts with these ids, in any order.
///
/// # Errors
/// Those of the database.
pub fn list_by_ids(conn: &mut AnyConn, ids: &[UserId]) -> Result<Vec<UserRow>, StoreError> {
    let ids = ids.iter().map(|id| id.0);
    Ok(account::table.filter(account::id.eq_any(ids)).select(UserRow::as_select()).load(conn)?)
}

/// The people of these units who may sign in, by unit and then in the order in which their accounts were made.
///
/// # Errors
/// Those of the database.
pub fn list_of_units(conn: &mut AnyConn, units: &[UnitId]) -> Result<Vec<UserRow>, StoreError> {
    Ok(account::table
        .filter(among(account::unit_id, units.iter().map(|unit| unit.0)))
        .filter(account::active.eq(true))
        .order((account::unit_id, account::id))
        .select(UserRow::as_select())
        .load(conn)?)
}

/// How many accounts there are.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut AnyConn) -> Result<i64, StoreError> {
    Ok(account::table.count().get_result(conn)?)
}

/// Which accounts to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserFilter {
    /// Words to be found in the person's or the account's name, without diacritics.
    pub q: Option<String>,
    /// Only accounts of this unit and those below it.
    pub within: Option<UnitId>,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

/// One page of accounts by name, and how many there are in all.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut AnyConn, filter: &UserFilter) -> Result<(Vec<UserRow>, i64), StoreError> {
    let matching = || {
        let mut query = account::table.into_boxed();
        for pattern in filter.q.iter().flat_map(|q| patterns(q)) {
            query = query.filter(account::search.like(pattern).escape('!'));
        }
        if let Some(top) = filter.within {
            let below =
                unit_closure::table.filter(unit_closure::ancestor_id.eq(top.0)).select(unit_closure::descendant_id);
            query = query.filter(account::unit_id.eq_any(below));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let (limit, offset) = page(filter.page, filter.page_size);
    let rows = matching().order((account::username, account::id)).limit(limit).offset(offset);
    Ok((rows.select(UserRow::as_select()).load(conn)?, total))
}

/// Makes an account.
///
/// # Errors
/// `Unique` for a name in use, `Reference` for an unknown unit.
pub fn create(tx: &mut Tx<'_>, new: NewUser) -> Result<UserId, StoreError> {
    let row = user_insert(new)?;
    let id = diesel::insert_into(account::table).values(row).returning(account::id).get_result(&mut **tx)?;
    Ok(UserId(id))
}

/// Makes accounts, thousands at a time. The ids come in the order of the list.
///
/// # Errors
/// `Unique` for a name in use, `Reference` for an unknown unit.
pub fn create_many(tx: &mut Tx<'_>, new: Vec<NewUser>) -> Result<Vec<UserId>, StoreError> {
    let rows = new.into_iter().map(user_insert).collect::<Result<Vec<_>, _>>()?;
    let mut made = std::collections::HashMap::with_capacity(rows.len());
    for some in rows.chunks(BATCH) {
        let pairs: Vec<(String, i64)> = on_both!(&mut **tx, |c| diesel::insert_into(account::table)
            .values(some)
            .returning((account::username, account::id))
            .get_results(c))?;
        made.extend(pairs);
    }
    rows.iter().map(|row| made.get(&row.username).map(|id| UserId(*id)).ok_or(StoreError::NotFound)).collect()
}

fn user_insert(new: NewUser) -> Result<UserInsert, StoreError> {
    let username = without_nul(&new.username.to_lowercase())?;
    let full_name = without_nul(&nfc(&new.full_name))?;
    Ok(UserInsert {
        search: search_text(&full_name, &username),
        username,
        full_name,
        position: new.position.as_deref().map(without_nul).transpose()?,
        phone: new.phone.as_deref().map(without_nul).transpose()?,
        password_hash: new.password_hash,
        unit_id: new.unit_id,
        active: true,
        epoch: 0,
        failed_count: 0,
        created_at: new.created_at,
    })
}

fn search_text(full_name: &str, username: &str) -> String {
    searched(&format!("{full_name} {username}"))
}

/// Replaces the password; the epoch grows, so that old sessions end.
///
/// # Errors
/// `NotFound`.
pub fn update_password(tx: &mut Tx<'_>, id: UserId, password_hash: &str) -> Result<(), StoreError> {
    let changed = diesel::update(account::table.find(id.0))
        .set((account::password_hash.eq(password_hash), account::epoch.eq(account::epoch + 1)))
        .execute(&mut **tx)?;
    one(changed)
}

/// Replaces the stored hash by one of the same password with newer parameters; sessions live on.
///
/// # Errors
/// `NotFound`.
pub fn update_password_hash(tx: &mut Tx<'_>, id: UserId, password_hash: &str) -> Result<(), StoreError> {
    let changed =
        diesel::update(account::table.find(id.0)).set(account::password_hash.eq(password_hash)).execute(&mut **tx)?;
    one(changed)
}

/// Lets an account sign in, or not; the epoch grows.
///
/// # Errors
/// `NotFound`.
pub fn update_active(tx: &mut Tx<'_>, id: UserId, active: bool) -> Result<(), StoreError> {
    let changed = diesel::update(account::table.find(id.0))
        .set((account::active.eq(active), account::epoch.eq(account::epoch + 1)))
        .execute(&mut **tx)?;
    one(changed)
}

/// Everybody who may sign in.
///
/// # Errors
/// Those of the database.
pub fn list_active_ids(conn: &mut AnyConn) -> Result<Vec<i64>, StoreError> {
    Ok(account::table.filter(account::active.eq(true)).order(account::id).select(account::id).load(conn)?)
}

/// Counts a wrong password, and says how many there were since the last right one.
///
/// # Errors
/// `NotFound`.
pub fn record_failure(tx: &mut Tx<'_>, id: UserId, locked_until: Option<NaiveDateTime>) -> Result<i32, StoreError> {
    Ok(diesel::update(account::table.find(id.0))
        .set((account::failed_count.eq(account::failed_count + 1), account::locked_until.eq(locked_until)))
        .returning(account::failed_count)
        .get_result(&mut **tx)?)
}

/// Forgets wrong passwords after a right one, or when an administrator unlocks.
///
/// # Errors
/// `NotFound`.
pub fn reset_failures(tx: &mut Tx<'_>, id: UserId) -> Result<(), StoreError> {
    let changed = diesel::update(account::table.find(id.0))
        .set((account::failed_count.eq(0), account::locked_until.eq(None::<NaiveDateTime>)))
        .execute(&mut **tx)?;
    one(changed)
}

/// The groups that an account is in.
///
/// # Errors
/// Those of the database.
pub fn list_grants(conn: &mut AnyConn, user: UserId) -> Result<Vec<GrantRow>, StoreError> {
    let query =
        user_grant::table.filter(user_grant::user_id.eq(user.0)).order((user_grant::group_code, user_grant::unit_id));
    Ok(query.select(GrantRow::as_select()).load(conn)?)
}

/// Adds memberships, thousands at a time; those that exist already are left alone.
///
/// # Errors
/// `Reference` for an unknown account or unit.
pub fn create_grants(tx: &mut Tx<'_>, grants: &[GrantRow]) -> Result<(), StoreError> {
    for some in grants.chunks(BATCH) {
        on_both!(&mut **tx, |c| diesel::insert_into(user_grant::table)
            .values(some)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Replaces all memberships of an account; the epoch grows, so that the change acts at once.
///
/// # Errors
/// `Reference` for an unknown account or unit.
pub fn update_grants(tx: &mut Tx<'_>, user: UserId, grants: &[(String, UnitId)]) -> Result<(), StoreError> {
    diesel::delete(user_grant::table.filter(user_grant::user_id.eq(user.0))).execute(&mut **tx)?;
    let rows: Vec<GrantRow> = grants
        .iter()
        .map(|(code, unit)| GrantRow { user_id: user.0, group_code: code.clone(), unit_id: unit.0 })
        .collect();
    create_grants(tx, &rows)?;
    let changed =
        diesel::update(account::table.find(user.0)).set(account::epoch.eq(account::epoch + 1)).execute(&mut **tx)?;
    one(changed)
}

/// Memberships of active accounts on these units themselves.
///
/// # Errors
/// Those of the database.
pub fn list_grants_on(conn: &mut AnyConn, units: &[UnitId]) -> Result<Vec<GrantRow>, StoreError> {
    let query = user_grant::table
        .inner_join(account::table)
        .filter(account::active.eq(true))
        .filter(user_grant::unit_id.eq_any(units.iter().map(|unit| unit.0)))
        .order((user_grant::unit_id, user_grant::user_id, user_grant::group_code));
    Ok(query.select(GrantRow::as_select()).load(conn)?)
}

fn one(changed: usize) -> Result<(), StoreError> {
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
