//! Progress in the tree of units as it was at the end of the period: units that were merged or moved since stand in the
//! rows of their day.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDateTime;
use contract::progress::{ProgressCounts, UnitProgress};
use domain::ids::UnitId;
use domain::reorganisation::{Map, Row, When};
use domain::workflow::State;
use store::Conn;
use store::reorganisations::UnitCount;

use super::{Asked, count};
use crate::clock::local_day;
use crate::units::reference;
use crate::{App, AppResult};

/// The counts as they stood then.
pub(super) struct Former {
    pub own: ProgressCounts,
    pub below: Vec<UnitProgress>,
}

/// The counts in the tree as it was, where that shows anything else than the tree of today.
pub(super) fn find(
    app: &App,
    conn: &mut Conn,
    asked: &Asked,
    now_below: &[UnitProgress],
    now: NaiveDateTime,
) -> AppResult<Option<Former>> {
    let last_day = asked.period.last_day(local_day(now));
    let regime = app.forms.regime_on(conn, &asked.filter.circular, &asked.filter.regime, last_day)?;
    let Ok(window) = regime.cutoff.data_window(&asked.period) else { return Ok(None) };
    if !store::reorganisations::any_since(conn, UnitId(asked.unit.id), window.from)? {
        return Ok(None);
    }
    let map = store::reorganisations::places(conn)?;
    let counts = store::reorganisations::count_by_unit(conn, &asked.filter, now)?;
    let former = rows(conn, &map, asked.unit.id, When::Then(window.to), &counts)?;
    let line =
        |units: &[UnitProgress]| units.iter().map(|row| (row.unit.id, row.counts.total)).collect::<BTreeMap<_, _>>();
    Ok((line(&former.below) != line(now_below)).then_some(former))
}

fn rows(conn: &mut Conn, map: &Map, top: i64, when: When, counts: &[UnitCount]) -> AppResult<Former> {
    let mut own = ProgressCounts::default();
    let mut by_row: BTreeMap<i64, ProgressCounts> = BTreeMap::new();
    let mut parents: HashSet<i64> = HashSet::new();
    for found in counts {
        let Some(state) = State::parse(&found.state) else { continue };
        let counted = match map.row(top, found.unit_id, when) {
            Row::Own => &mut own,
            Row::Of(row) => {
                if row != found.unit_id {
                    parents.insert(row);
                }
                by_row.entry(row).or_default()
            }
            Row::Elsewhere => continue,
        };
        count(counted, state, found.count);
        if State::OWED.contains(&state) {
            counted.overdue += found.past_due;
        } else if state.is_disclosed() {
            counted.sent_late += found.sent_late;
        }
    }
    let ids: Vec<UnitId> = by_row.keys().copied().map(UnitId).collect();
    let units = store::units::list_by_ids(conn, &ids)?;
    let below = units
        .into_iter()
        .map(|row| UnitProgress {
            has_children: parents.contains(&row.id),
            counts: by_row.get(&row.id).copied().unwrap_or_default(),
            unit: reference(&row),
        })
        .collect();
    Ok(Former { own, below })
}
