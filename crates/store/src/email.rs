//! The e-mail addresses to which people want their notices, sealed, and the proofs of addresses.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::upsert::excluded;
use domain::ids::UserId;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{email_address, email_proof, notification};
use crate::text::without_nul;

/// A person's proved address.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = email_address)]
pub struct AddressRow {
    /// Whose.
    pub user_id: i64,
    /// The address, sealed.
    pub sealed: String,
    /// The language of letters.
    pub language: String,
    /// Whether notices are mailed.
    pub wanted: bool,
    /// When the code that was mailed there came back.
    pub proved_at: NaiveDateTime,
    /// Notifications up to this one are settled: put into a letter, or older than the wish for letters.
    pub mailed_until: i64,
    /// Why the mail server refuses the address; nothing is mailed there then.
    pub problem: Option<String>,
}

/// An address that is not proved yet.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = email_proof, treat_none_as_default_value = false)]
pub struct ProofRow {
    /// Whose.
    pub user_id: i64,
    /// The address, sealed.
    pub sealed: String,
    /// The language of letters.
    pub language: String,
    /// Digest of the code that was mailed there.
    pub code_hash: String,
    /// How many more codes are compared.
    pub tries_left: i32,
    /// From then on no code counts.
    pub expires_at: NaiveDateTime,
}

/// A person's proved address, if there is one.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut AnyConn, user: UserId) -> Result<Option<AddressRow>, StoreError> {
    Ok(email_address::table.find(user.0).select(AddressRow::as_select()).first(conn).optional()?)
}

/// The address that a person has given and not proved yet, if there is one.
///
/// # Errors
/// Those of the database.
pub fn find_proof(conn: &mut AnyConn, user: UserId) -> Result<Option<ProofRow>, StoreError> {
    Ok(email_proof::table.find(user.0).select(ProofRow::as_select()).first(conn).optional()?)
}

/// Asks for the proof of an address, in the place of one that was asked for before.
///
/// # Errors
/// `Reference` for an unknown account.
pub fn ask_proof(tx: &mut Tx<'_>, row: &ProofRow) -> Result<(), StoreError> {
    on_both!(&mut **tx, |c| diesel::insert_into(email_proof::table)
        .values(row)
        .on_conflict(email_proof::user_id)
        .do_update()
        .set((
            email_proof::sealed.eq(excluded(email_proof::sealed)),
            email_proof::language.eq(excluded(email_proof::language)),
            email_proof::code_hash.eq(excluded(email_proof::code_hash)),
            email_proof::tries_left.eq(excluded(email_proof::tries_left)),
            email_proof::expires_at.eq(excluded(email_proof::expires_at)),
        ))
        .execute(c))?;
    Ok(())
}

/// Takes one try away. `false` when none was left, so that of many codes sent at once no more are compared than allowed.
///
/// # Errors
/// Those of the database.
pub fn take_try(tx: &mut Tx<'_>, user: UserId) -> Result<bool, StoreError> {
    let left = email_proof::table.find(user.0).filter(email_proof::tries_left.gt(0));
    let taken = diesel::update(left).set(email_proof::tries_left.eq(email_proof::tries_left - 1)).execute(&mut **tx)?;
    Ok(taken == 1)
}

/// Makes the address that was asked about the person's own, in the place of any other. Letters tell of what comes from
/// now on.
///
/// # Errors
/// Those of the database.
pub fn prove(tx: &mut Tx<'_>, proof: &ProofRow, now: NaiveDateTime) -> Result<(), StoreError> {
    let row = (
        email_address::user_id.eq(proof.user_id),
        email_address::sealed.eq(&proof.sealed),
        email_address::language.eq(&proof.language),
        email_address::wanted.eq(true),
        email_address::proved_at.eq(now),
        email_address::mailed_until.eq(newest_of(tx, UserId(proof.user_id))?),
        email_address::problem.eq(None::<String>),
    );
    diesel::delete(email_address::table.find(proof.user_id)).execute(&mut **tx)?;
    diesel::insert_into(email_address::table).values(row).execute(&mut **tx)?;
    forget_proof(tx, UserId(proof.user_id))
}

/// Has notices mailed from now on, or not any more.
///
/// # Errors
/// `NotFound` where the person has no proved address.
pub fn set_wanted(tx: &mut Tx<'_>, user: UserId, wanted: bool, language: &str) -> Result<(), StoreError> {
    let newest = newest_of(tx, user)?;
    let known = email_address::table.find(user.0);
    let changed = diesel::update(known).set(email_address::language.eq(language)).execute(&mut **tx)?;
    // Who says once more what is so already misses nothing that was told and not mailed yet.
    diesel::update(known.filter(email_address::wanted.ne(wanted)))
        .set((email_address::wanted.eq(wanted), email_address::mailed_until.eq(newest)))
        .execute(&mut **tx)?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Notes that the mail server refuses this address for good; another one that was proved meanwhile is left alone.
///
/// # Errors
/// Those of the database.
pub fn refuse(tx: &mut Tx<'_>, row: &AddressRow, problem: &str) -> Result<(), StoreError> {
    let same = email_address::table.find(row.user_id).filter(email_address::sealed.eq(&row.sealed));
    diesel::update(same).set(email_address::problem.eq(without_nul(problem)?)).execute(&mut **tx)?;
    Ok(())
}

/// Forgets an address that is not proved.
///
/// # Errors
/// Those of the database.
pub fn forget_proof(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    diesel::delete(email_proof::table.find(user.0)).execute(&mut **tx)?;
    Ok(())
}

/// Forgets a person's address, proved or not.
///
/// # Errors
/// Those of the database.
pub fn forget(tx: &mut Tx<'_>, user: UserId) -> Result<(), StoreError> {
    diesel::delete(email_address::table.find(user.0)).execute(&mut **tx)?;
    forget_proof(tx, user)
}

/// Forgets addresses whose proof did not come in time.
///
/// # Errors
/// Those of the database.
pub fn delete_unproved(tx: &mut Tx<'_>, now: NaiveDateTime) -> Result<usize, StoreError> {
    Ok(diesel::delete(email_proof::table.filter(email_proof::expires_at.lt(now))).execute(&mut **tx)?)
}

/// The last thing that a person was told; 0 where that is nothing.
fn newest_of(conn: &mut AnyConn, user: UserId) -> Result<i64, StoreError> {
    let mine = notification::table.filter(notification::user_id.eq(user.0));
    let newest: Option<i64> = mine.select(diesel::dsl::max(notification::id)).first(conn)?;
    Ok(newest.unwrap_or_default())
}
