//! The regimes that the program brings along.

use chrono::NaiveDateTime;
use domain::regime::Regime;
use store::Tx;

use super::read;
use super::write::{json, keep_newest, wording};
use crate::AppResult;

/// Keeps a regime of the program as a published version. One that changed with the program becomes the next version;
/// where an administrator has made versions of the regime since, it becomes a draft, for the administrator to judge.
pub(crate) fn keep_shipped(tx: &mut Tx<'_>, shipped: &Regime, now: NaiveDateTime) -> AppResult<()> {
    let known = store::regime_versions::list_of(tx, &shipped.circular, &shipped.code)?;
    for row in known.iter().filter(|row| row.created_by.is_none()) {
        if (Regime { version: shipped.version, ..read(row)? }) == *shipped {
            return Ok(());
        }
    }
    let version = known.first().map_or(1, |row| row.version + 1);
    let regime = Regime { version: u32::try_from(version).unwrap_or(1), ..shipped.clone() };
    let id = store::regime_versions::create(tx, &wording(&regime, &json(&regime)?), None, now)?;
    if known.first().is_none_or(|newest| newest.created_by.is_none()) {
        store::regime_versions::publish(tx, id, 1, None, now)?;
        keep_newest(tx, &shipped.circular, &shipped.code)?;
        for old in known.iter().filter(|old| old.status == store::regime_versions::PUBLISHED) {
            store::regime_versions::retire(tx, old.id, old.revision, now)?;
        }
    }
    Ok(())
}
