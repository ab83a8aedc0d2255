//! The outbox of notices by e-mail. Every change is a compare-and-set, as with the jobs.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::among::among;
use crate::conn::{AnyConn, BATCH, Tx};
use crate::error::StoreError;
use crate::schema::{account, email_address, email_letter, notification};
use crate::text::without_nul;

/// A letter on its way, or settled.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = email_letter)]
pub struct LetterRow {
    /// Id.
    pub id: i64,
    /// Whom it tells.
    pub user_id: i64,
    /// It tells of notifications after this one …
    pub after_id: i64,
    /// … up to this one.
    pub until_id: i64,
    /// When it was made.
    pub made_at: NaiveDateTime,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub next_at: NaiveDateTime,
    /// When it was settled; none while it is on its way.
    pub settled_at: Option<NaiveDateTime>,
    /// How it was settled.
    pub result: Option<String>,
    /// Why it was not sent.
    pub problem: Option<String>,
}

/// How a letter is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The mail server took it.
    Sent,
    /// All of it was read before, or letters are not wanted any more.
    Needless,
    /// The mail server refused it for good.
    Refused,
    /// It was tried for too long.
    GivenUp,
}

impl Settled {
    fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Needless => "needless",
            Self::Refused => "refused",
            Self::GivenUp => "given_up",
        }
    }
}

/// Makes a letter for each person who wants them, was told something since the last one, has not read it, and has no
/// letter under way. Gives how many: at most some hundreds at a time.
///
/// # Errors
/// Those of the database.
pub fn gather(tx: &mut Tx<'_>, now: NaiveDateTime) -> Result<usize, StoreError> {
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    // Asked for each person: PostgreSQL makes no set of what "is none of these" names.
    let under_way = || {
        let open = email_letter::table.filter(email_letter::settled_at.is_null());
        diesel::dsl::exists(open.filter(email_letter::user_id.eq(email_address::user_id)))
    };
    let told: Vec<(i64, Option<i64>)> = notification::table
        .inner_join(email_address::table.on(email_address::user_id.eq(notification::user_id)))
        .inner_join(account::table.on(account::id.eq(notification::user_id)))
        .filter(account::active.eq(true))
        .filter(email_address::wanted.eq(true))
        .filter(email_address::problem.is_null())
        .filter(diesel::dsl::not(under_way()))
        .filter(notification::id.gt(email_address::mailed_until))
        .filter(notification::read_at.is_null())
        .group_by(notification::user_id)
        .select((notification::user_id, diesel::dsl::max(notification::id)))
        .order(notification::user_id)
        .limit(limit)
        .load(&mut **tx)?;
    let people = told.iter().map(|(user, _)| *user);
    // Asked once more: on PostgreSQL this statement sees the letter that another server made since the first one.
    let known =
        email_address::table.filter(among(email_address::user_id, people)).filter(diesel::dsl::not(under_way()));
    let settled: Vec<(i64, i64)> =
        known.select((email_address::user_id, email_address::mailed_until)).load(&mut **tx)?;
    let mut made = 0;
    for (user, after) in settled {
        let Some(until) = told.iter().find(|(other, _)| *other == user).and_then(|(_, newest)| *newest) else {
            continue;
        };
        if until <= after {
            continue;
        }
        let mark = email_address::table.find(user).filter(email_address::mailed_until.eq(after));
        // Of two servers that try, one moves the mark.
        if diesel::update(mark).set(email_address::mailed_until.eq(until)).execute(&mut **tx)? == 1 {
            let letter = (
                email_letter::user_id.eq(user),
                email_letter::after_id.eq(after),
                email_letter::until_id.eq(until),
                email_letter::made_at.eq(now),
                email_letter::attempts.eq(0),
                email_letter::next_at.eq(now),
            );
            made += diesel::insert_into(email_letter::table).values(letter).execute(&mut **tx)?;
        }
    }
    Ok(made)
}

/// The letters that are to be tried now, those that wait longest first.
///
/// # Errors
/// Those of the database.
pub fn list_due(conn: &mut AnyConn, now: NaiveDateTime, most: i64) -> Result<Vec<LetterRow>, StoreError> {
    let due = email_letter::table.filter(email_letter::settled_at.is_null()).filter(email_letter::next_at.le(now));
    let query = due.order((email_letter::next_at, email_letter::id)).limit(most);
    Ok(query.select(LetterRow::as_select()).load(conn)?)
}

/// Claims one try of a letter; the next is not before `next`, also when this one is cut short. `false` when another
/// server claimed it.
///
/// # Errors
/// Those of the database.
pub fn claim(tx: &mut Tx<'_>, letter: &LetterRow, next: NaiveDateTime) -> Result<bool, StoreError> {
    let same = email_letter::table
        .find(letter.id)
        .filter(email_letter::attempts.eq(letter.attempts))
        .filter(email_letter::settled_at.is_null());
    let tried = (email_letter::attempts.eq(email_letter::attempts + 1), email_letter::next_at.eq(next));
    Ok(diesel::update(same).set(tried).execute(&mut **tx)? == 1)
}

/// Takes a claim back: the try said nothing about this letter.
///
/// # Errors
/// Those of the database.
pub fn release(tx: &mut Tx<'_>, letter: &LetterRow) -> Result<(), StoreError> {
    let claimed = email_letter::table.find(letter.id).filter(email_letter::attempts.eq(letter.attempts + 1));
    let as_before = (email_letter::attempts.eq(letter.attempts), email_letter::next_at.eq(letter.next_at));
    diesel::update(claimed).set(as_before).execute(&mut **tx)?;
    Ok(())
}

/// Gives up the letters that were made before this moment. Gives how many.
///
/// # Errors
/// Those of the database.
pub fn give_up_before(
    tx: &mut Tx<'_>,
    moment: NaiveDateTime,
    problem: &str,
    now: NaiveDateTime,
) -> Result<usize, StoreError> {
    let old = email_letter::table.filter(email_letter::settled_at.is_null()).filter(email_letter::made_at.lt(moment));
    let given_up = (
        email_letter::settled_at.eq(now),
        email_letter::result.eq(Settled::GivenUp.as_str()),
        email_letter::problem.eq(without_nul(problem)?),
    );
    Ok(diesel::update(old).set(given_up).execute(&mut **tx)?)
}

/// Settles a letter.
///
/// # Errors
/// Those of the database.
pub fn settle(
    tx: &mut Tx<'_>,
    id: i64,
    how: Settled,
    problem: Option<&str>,
    now: NaiveDateTime,
) -> Result<(), StoreError> {
    let problem = problem.map(without_nul).transpose()?;
    let open = email_letter::table.find(id).filter(email_letter::settled_at.is_null());
    diesel::update(open)
        .set((
            email_letter::settled_at.eq(now),
            email_letter::result.eq(how.as_str()),
            email_letter::problem.eq(problem),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// A person's letters, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list_of(conn: &mut AnyConn, user: domain::ids::UserId) -> Result<Vec<LetterRow>, StoreError> {
    let own = email_letter::table.filter(email_letter::user_id.eq(user.0)).order(email_letter::id);
    Ok(own.select(LetterRow::as_select()).load(conn)?)
}

/// Forgets letters that were settled before this moment.
///
/// # Errors
/// Those of the database.
pub fn delete_before(tx: &mut Tx<'_>, moment: NaiveDateTime) -> Result<usize, StoreError> {
    Ok(diesel::delete(email_letter::table.filter(email_letter::settled_at.lt(moment))).execute(&mut **tx)?)
}
