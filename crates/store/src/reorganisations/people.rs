//! People and settings of units that end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{UnitId, UserId};

use crate::among::among;
use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::schema::{account, exemption, receiver_setting, unit_policy, user_grant};
use crate::users::{GrantRow, create_grants};

/// Lets the people of units that end work in the one that comes after them. Gives how many there were.
///
/// # Errors
/// Those of the database.
pub fn move_people(tx: &mut Tx<'_>, from: &[UnitId], to: UnitId) -> Result<usize, StoreError> {
    Ok(diesel::update(account::table.filter(among(account::unit_id, from.iter().map(|unit| unit.0))))
        .set(account::unit_id.eq(to.0))
        .execute(&mut **tx)?)
}

/// Whoever is in a group on one of these units is in it on all of them: what the former units have left to finish or to
/// correct is everybody's of the unit that came after them.
///
/// # Errors
/// Those of the database.
pub fn widen_grants(tx: &mut Tx<'_>, units: &[UnitId]) -> Result<(), StoreError> {
    let held: Vec<(i64, String)> = user_grant::table
        .filter(among(user_grant::unit_id, units.iter().map(|unit| unit.0)))
        .select((user_grant::user_id, user_grant::group_code))
        .distinct()
        .order((user_grant::user_id, user_grant::group_code))
        .load(&mut **tx)?;
    create_grants(tx, &on_each(&held, units))
}

/// Whoever is in a group on a unit is in it on these ones, too: what units that were abolished have left to finish is for
/// the people of the unit above. Nobody gains a right on that one.
///
/// # Errors
/// Those of the database.
pub fn lend_grants(tx: &mut Tx<'_>, of: UnitId, on: &[UnitId]) -> Result<(), StoreError> {
    let held: Vec<(i64, String)> = user_grant::table
        .filter(user_grant::unit_id.eq(of.0))
        .select((user_grant::user_id, user_grant::group_code))
        .order((user_grant::user_id, user_grant::group_code))
        .load(&mut **tx)?;
    create_grants(tx, &on_each(&held, on))
}

/// The groups of these people on each of the units.
fn on_each(held: &[(i64, String)], units: &[UnitId]) -> Vec<GrantRow> {
    let rows = held.iter().flat_map(|(user_id, group_code)| {
        units.iter().map(|unit| GrantRow { user_id: *user_id, group_code: group_code.clone(), unit_id: unit.0 })
    });
    rows.collect()
}

/// The active people who work in these units or are in a group on one of them.
///
/// # Errors
/// Those of the database.
pub fn list_concerned(conn: &mut AnyConn, units: &[UnitId]) -> Result<BTreeSet<UserId>, StoreError> {
    let ids = || units.iter().map(|unit| unit.0);
    let of_groups: Vec<i64> = user_grant::table
        .inner_join(account::table)
        .filter(account::active.eq(true))
        .filter(among(user_grant::unit_id, ids()))
        .select(user_grant::user_id)
        .distinct()
        .load(conn)?;
    let own: Vec<i64> = account::table
        .filter(account::active.eq(true))
        .filter(among(account::unit_id, ids()))
        .select(account::id)
        .load(conn)?;
    Ok(of_groups.into_iter().chain(own).map(UserId).collect())
}

/// How many settings went over to the unit that came after, and how many ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Followed {
    /// Went over.
    pub kept: usize,
    /// Ended: the former units said different things, or the successor has its own.
    pub ended: usize,
}

/// Receivers, exemptions and processes of units that end: what all of them said alike holds for the new unit that comes
/// after them; what only some said ends. A unit that was there before keeps what holds for it: to say nothing is to be
/// subject to the rule, and one that owes a report is not exempt because another one was. `to` tells whether it is new.
///
/// # Errors
/// Those of the database.
pub fn follow_settings(
    tx: &mut Tx<'_>,
    from: &[UnitId],
    (to, is_new): (UnitId, bool),
    now: NaiveDateTime,
) -> Result<Followed, StoreError> {
    let heirs = Heirs { from, to, is_new };
    let mut followed = Followed::default();
    follow_receivers(tx, heirs, &mut followed)?;
    follow_exemptions(tx, heirs, &mut followed)?;
    follow_policies(tx, heirs, now, &mut followed)?;
    Ok(followed)
}

/// Units that end, and the one that comes after them.
#[derive(Clone, Copy)]
struct Heirs<'a> {
    from: &'a [UnitId],
    to: UnitId,
    /// Whether the act makes it.
    is_new: bool,
}

impl Heirs<'_> {
    fn all(self) -> Vec<i64> {
        self.from.iter().map(|unit| unit.0).chain([self.to.0]).collect()
    }
}

/// Whose setting goes over: that of the first unit, where all said the same and the successor is new.
fn agreed<K: Ord + Clone, V: PartialEq + Clone>(
    said: Vec<(i64, K, V)>,
    Heirs { from, to, is_new }: Heirs<'_>,
    followed: &mut Followed,
) -> Vec<(i64, K, V)> {
    let mut by_key: BTreeMap<K, Vec<(i64, V)>> = BTreeMap::new();
    for (unit, key, value) in said {
        by_key.entry(key).or_default().push((unit, value));
    }
    let mut kept = Vec::new();
    for (key, said) in by_key {
        let own = said.iter().any(|(unit, _)| *unit == to.0);
        let former: Vec<&(i64, V)> = said.iter().filter(|(unit, _)| *unit != to.0).collect();
        let Some((unit, value)) = former.first() else { continue };
        let is_agreed = is_new && former.len() == from.len() && former.iter().all(|(_, other)| other == value);
        if is_agreed && !own {
            kept.push((*unit, key, value.clone()));
        }
        followed.kept += usize::from(is_agreed && !own);
        followed.ended += usize::from(!is_agreed && !own);
    }
    kept
}

fn follow_receivers(tx: &mut Tx<'_>, heirs: Heirs<'_>, followed: &mut Followed) -> Result<(), StoreError> {
    let Heirs { from, to, .. } = heirs;
    let former = || from.iter().map(|unit| unit.0);
    // Whom others report to.
    diesel::update(receiver_setting::table.filter(among(receiver_setting::receiver_id, former())))
        .set(receiver_setting::receiver_id.eq(to.0))
        .execute(&mut **tx)?;
    type Key = (String, String, String);
    let rows: Vec<(i64, String, String, String, i64)> = receiver_setting::table
        .filter(among(receiver_setting::unit_id, heirs.all()))
        .order(receiver_setting::unit_id)
        .select((
            receiver_setting::unit_id,
            receiver_setting::circular,
            receiver_setting::regime,
            receiver_setting::form_code,
            receiver_setting::receiver_id,
        ))
        .load(&mut **tx)?;
    let said: Vec<(i64, Key, i64)> =
        rows.into_iter().map(|(unit, circular, regime, form, to)| (unit, (circular, regime, form), to)).collect();
    for (unit, (circular, regime, form), receiver) in agreed(said, heirs, followed) {
        let row = receiver_setting::table.find((unit, circular, regime, form));
        if receiver == to.0 {
            continue;
        }
        diesel::update(row).set(receiver_setting::unit_id.eq(to.0)).execute(&mut **tx)?;
    }
    diesel::delete(receiver_setting::table.filter(among(receiver_setting::unit_id, former()))).execute(&mut **tx)?;
    // Nobody reports to itself.
    diesel::delete(receiver_setting::table.filter(receiver_setting::unit_id.eq(receiver_setting::receiver_id)))
        .execute(&mut **tx)?;
    Ok(())
}

fn follow_exemptions(tx: &mut Tx<'_>, heirs: Heirs<'_>, followed: &mut Followed) -> Result<(), StoreError> {
    let Heirs { from, to, .. } = heirs;
    let rows: Vec<(i64, String, String)> = exemption::table
        .filter(among(exemption::unit_id, heirs.all()))
        .order(exemption::unit_id)
        .select((exemption::unit_id, exemption::circular, exemption::form_code))
        .load(&mut **tx)?;
    let said = rows.into_iter().map(|(unit, circular, form)| (unit, (circular, form), ())).collect();
    for (unit, (circular, form), ()) in agreed(said, heirs, followed) {
        let row = exemption::table
            .filter(exemption::unit_id.eq(unit))
            .filter(exemption::circular.eq(circular))
            .filter(exemption::form_code.eq(form));
        diesel::update(row).set(exemption::unit_id.eq(to.0)).execute(&mut **tx)?;
    }
    diesel::delete(exemption::table.filter(among(exemption::unit_id, from.iter().map(|unit| unit.0))))
        .execute(&mut **tx)?;
    Ok(())
}

/// The rows of the former units stay, not set any more: they are what reports of before were submitted under.
fn follow_policies(
    tx: &mut Tx<'_>,
    heirs: Heirs<'_>,
    now: NaiveDateTime,
    followed: &mut Followed,
) -> Result<(), StoreError> {
    let Heirs { from, to, .. } = heirs;
    let rows: Vec<(i64, String, String, String)> = unit_policy::table
        .filter(among(unit_policy::unit_id, heirs.all()))
        .filter(unit_policy::is_set.eq(true))
        .order(unit_policy::unit_id)
        .select((unit_policy::unit_id, unit_policy::circular, unit_policy::regime, unit_policy::body))
        .load(&mut **tx)?;
    let said = rows.into_iter().map(|(unit, circular, regime, body)| (unit, (circular, regime), body)).collect();
    for (_, (circular, regime), body) in agreed(said, heirs, followed) {
        let row = (
            unit_policy::unit_id.eq(to.0),
            unit_policy::circular.eq(&circular),
            unit_policy::regime.eq(&regime),
            unit_policy::body.eq(&body),
            unit_policy::is_set.eq(true),
            unit_policy::revision.eq(1_i64),
            unit_policy::user_id.eq(None::<i64>),
            unit_policy::at.eq(Some(now)),
        );
        let made = on_both!(&mut **tx, |c| diesel::insert_into(unit_policy::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?;
        if made == 0 {
            // It was set and taken away before.
            diesel::update(unit_policy::table.find((to.0, &circular, &regime)))
                .set((
                    unit_policy::body.eq(&body),
                    unit_policy::is_set.eq(true),
                    unit_policy::revision.eq(unit_policy::revision + 1),
                    unit_policy::at.eq(Some(now)),
                ))
                .execute(&mut **tx)?;
        }
    }
    let former = unit_policy::table
        .filter(among(unit_policy::unit_id, from.iter().map(|unit| unit.0)))
        .filter(unit_policy::is_set.eq(true));
    diesel::update(former)
        .set((
            unit_policy::is_set.eq(false),
            unit_policy::revision.eq(unit_policy::revision + 1),
            unit_policy::at.eq(Some(now)),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
