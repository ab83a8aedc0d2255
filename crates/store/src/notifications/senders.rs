//! Who did what notifications tell of.

use diesel::prelude::*;
use domain::ids::{UnitId, UserId};

use super::Condition;
use crate::among::among;
use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::schema::{account, event, notification, unit};

/// Events of a whole period name the unit that is told; whoever caused them acted for his own unit.
const OF_PERIODS: &str = "period.%";

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderRow {
    /// The event.
    pub event_seq: i64,
    /// The person's name; none for the system.
    pub name: Option<String>,
    /// The unit that the person acted for.
    pub unit: Option<(i64, String)>,
}

/// Who caused these events.
///
/// # Errors
/// Those of the database.
pub fn list_senders(conn: &mut AnyConn, events: &[i64]) -> Result<Vec<SenderRow>, StoreError> {
    type Found = (i64, String, Option<i64>, Option<String>, Option<i64>);
    let found: Vec<Found> = event::table
        .left_join(account::table.on(event::actor_id.eq(account::id.nullable())))
        .filter(among(event::seq, events.iter().copied()))
        .select((event::seq, event::kind, event::unit_id, account::full_name.nullable(), account::unit_id.nullable()))
        .load(conn)?;
    let acted_for =
        |kind: &str, happened_in, works_in| if kind.starts_with("period.") { works_in } else { happened_in };
    let ids: Vec<UnitId> = found
        .iter()
        .filter_map(|(_, kind, happened_in, _, works_in)| acted_for(kind, *happened_in, *works_in))
        .map(UnitId)
        .collect();
    let units = crate::units::list_by_ids(conn, &ids)?;
    let named = |id: i64| units.iter().find(|unit| unit.id == id).map(|unit| (unit.id, unit.name.clone()));
    Ok(found
        .into_iter()
        .map(|(event_seq, kind, happened_in, name, works_in)| SenderRow {
            event_seq,
            name,
            unit: acted_for(&kind, happened_in, works_in).and_then(named),
        })
        .collect())
}

/// The units whose people did what a person was told of, by name.
///
/// # Errors
/// Those of the database.
pub fn list_units(conn: &mut AnyConn, user: UserId) -> Result<Vec<(i64, String)>, StoreError> {
    let told = notification::table
        .inner_join(event::table.on(event::seq.eq(notification::event_seq)))
        .filter(notification::user_id.eq(user.0));
    let happened_in: Vec<Option<i64>> =
        told.filter(event::kind.not_like(OF_PERIODS)).select(event::unit_id).distinct().load(conn)?;
    let works_in: Vec<i64> = told
        .inner_join(account::table.on(event::actor_id.eq(account::id.nullable())))
        .filter(event::kind.like(OF_PERIODS))
        .select(account::unit_id)
        .distinct()
        .load(conn)?;
    let ids: Vec<i64> = happened_in.into_iter().flatten().chain(works_in).collect();
    let named = unit::table.filter(among(unit::id, ids)).order((unit::sort_key, unit::id));
    Ok(named.select((unit::id, unit::name)).load(conn)?)
}

/// What people did for this unit.
pub(super) fn acted_for<'a>(unit: UnitId) -> Condition<'a> {
    let happened_there = event::kind.not_like(OF_PERIODS).and(event::unit_id.eq(unit.0));
    let there = account::table.filter(account::unit_id.eq(unit.0)).select(account::id.nullable());
    let works_there = event::kind.like(OF_PERIODS).and(event::actor_id.eq_any(there));
    let told_of = event::table.filter(event::seq.eq(notification::event_seq));
    let by_place = told_of.filter(happened_there).select(event::seq);
    let by_person = told_of.filter(works_there).select(event::seq);
    Box::new(diesel::dsl::exists(by_place).or(diesel::dsl::exists(by_person)))
}

/// What somebody did whose name matches the pattern.
pub(super) fn named<'a>(pattern: String) -> Condition<'a> {
    let people = account::table.filter(account::search.like(pattern).escape('!')).select(account::id.nullable());
    let told_of = event::table.filter(event::seq.eq(notification::event_seq)).filter(event::actor_id.eq_any(people));
    Box::new(diesel::dsl::exists(told_of.select(event::seq)))
}
