//! Which stale reports of a list have to wait for units below, as their own pages say it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use domain::ids::{FormId, ReportId, UnitId};
use domain::sheet::CompiledForm;
use store::Conn;
use store::reports::{PlacedChild, ReportRow};

use super::children::{has_changed, is_outdated, waits};
use crate::{App, AppResult};

/// The ids of those of these reports that are stale while nothing below can be taken in yet: each child that changed is
/// out of date itself.
///
/// Two statements for a whole list, none where nothing is stale.
pub(crate) fn waiting<'a>(
    app: &App,
    conn: &mut Conn,
    rows: impl Iterator<Item = &'a ReportRow>,
) -> AppResult<HashSet<i64>> {
    let mut stale = Vec::new();
    for row in rows.filter(|row| row.consolidates && row.stale) {
        stale.push(Parent { row, form: app.forms.form(conn, FormId(row.form_id))? });
    }
    if stale.is_empty() {
        return Ok(HashSet::new());
    }
    let children = children(conn, &stale)?;
    let ids: Vec<ReportId> = stale.iter().map(|parent| ReportId(parent.row.id)).collect();
    let sources = store::consolidations::list_sources_of(conn, &ids)?;
    let used = sources.into_iter().map(|(parent, source)| ((parent.0, source.child_report_id), source.child_revision));
    let used: HashMap<(i64, i64), i64> = used.collect();
    Ok(stale.iter().filter(|parent| parent.waits(&children, &used)).map(|parent| parent.row.id).collect())
}

/// The children of all these reports, and at most some others.
fn children(conn: &mut Conn, parents: &[Parent<'_>]) -> AppResult<Vec<PlacedChild>> {
    let units = distinct(parents.iter().map(|parent| UnitId(parent.row.unit_id)));
    let codes = distinct(parents.iter().flat_map(Parent::codes));
    let periods = distinct(parents.iter().map(|parent| parent.row.period.as_str()));
    Ok(store::reports::list_child_states_of(conn, &units, &codes, &periods)?)
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<BTreeSet<T>>().into_iter().collect()
}

/// A stale report, with its form.
struct Parent<'a> {
    row: &'a ReportRow,
    form: Arc<CompiledForm>,
}

impl Parent<'_> {
    /// The forms that it consolidates: the same one, or those that the form names.
    fn codes(&self) -> impl Iterator<Item = &str> {
        let template = self.form.template();
        std::iter::once(template.code.as_str()).chain(template.consolidates.iter().map(String::as_str))
    }

    fn is_of(&self, child: &PlacedChild) -> bool {
        child.receiver_id == self.row.unit_id
            && child.period == self.row.period
            && child.circular == self.row.circular
            && self.codes().any(|code| code == child.state.form_code)
    }

    fn waits(&self, children: &[PlacedChild], used: &HashMap<(i64, i64), i64>) -> bool {
        let taken = |child: &PlacedChild| used.get(&(self.row.id, child.state.id)).copied();
        let changed = children.iter().filter(|child| self.is_of(child) && has_changed(&child.state, taken(child)));
        let outdated = changed.clone().filter(|child| is_outdated(&child.state)).count();
        waits(changed.count(), outdated)
    }
}
