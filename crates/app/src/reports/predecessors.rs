//! Figures of units that this report's unit came after: seen beside it, and added to it in one step (A15).

use contract::Page;
use contract::data::SaveReceipt;
use contract::reorganisations::PredecessorView;
use domain::access::Permission;
use domain::consolidation::{self, Child};
use domain::content::Content;
use domain::ids::{ReportId, UnitId};
use domain::workflow::State;
use store::Conn;
use store::reorganisations::SourceRow;
use store::reports::ReportRow;
use uuid::Uuid;

use super::loaded::Loaded;
use super::save::{Change, Loading, again_when_stale, receipt, write_change};
use crate::idempotency::{IdempotencyKey, Request};
use crate::units::reference;
use crate::{App, AppError, AppResult, Caller, Message};

/// The source of revisions that take former units' figures over.
const SUCCESSION: &str = "succession";

/// The former units' reports of the same form and period.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub fn list_predecessors(app: &App, caller: &Caller, id: i64) -> AppResult<Page<PredecessorView>> {
    app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let rows = store::reorganisations::list_of_predecessors(conn, &loaded.row)?;
        let sources = store::reorganisations::list_sources(conn, loaded.id())?;
        let units: Vec<UnitId> = rows.iter().map(|row| UnitId(row.unit_id)).collect();
        let units = store::units::list_by_ids(conn, &units)?;
        let items: Vec<PredecessorView> = rows
            .iter()
            .filter_map(|row| {
                let unit = units.iter().find(|unit| unit.id == row.unit_id)?;
                let state = State::parse(&row.state)?;
                let source = sources.iter().find(|source| source.source_id == row.id);
                Some(PredecessorView {
                    report_id: row.id,
                    unit: reference(unit),
                    status: row.state.clone(),
                    status_label: state.label(caller.language).to_owned(),
                    counts_itself: source.is_none() && state != State::Exempt,
                    is_source: source.is_some(),
                    is_added: source.is_some_and(|source| source.added_revision.is_some()),
                })
            })
            .collect();
        let total = crate::wire::count(items.len());
        Ok(Page { items, total })
    })
}

/// Adds the figures that were not added yet to the report's own.
///
/// # Errors
/// `Stale`, `Forbidden`, `WrongState`; `Invalid` where nothing is left to be added, or a sum has too many digits.
pub fn add_predecessors(
    app: &App,
    caller: &Caller,
    id: i64,
    seen: i64,
    key: Option<&IdempotencyKey>,
) -> AppResult<SaveReceipt> {
    let retry = Request::on(caller, key, seen, &id);
    let mut first = true;
    again_when_stale(|| {
        let read = app.store.read(|conn| {
            if let Some(receipt) = retry.answered(conn)? {
                return Ok(Err(receipt));
            }
            let loading = Loading::find(app, conn, caller, id, false)?;
            if std::mem::take(&mut first) && seen != loading.loaded.row.revision {
                return Err(AppError::not_at(seen, loading.loaded.row.revision));
            }
            let sources = sources(conn, &loading.loaded)?;
            Ok::<_, AppError>(Ok((loading, sources)))
        })?;
        let (loading, sources) = match read {
            Ok(read) => read,
            Err(receipt) => return Ok(receipt),
        };
        let (change, used) = added(loading, sources)?;
        app.store.write(|tx| {
            let now = app.clock.now();
            let revision = write_change(tx, caller, &change, SUCCESSION, now)?;
            for source in &used {
                store::reorganisations::mark_added(tx, change.loaded.id(), *source, revision)
                    .map_err(super::save::moved)?;
            }
            let receipt = receipt(&change, caller, revision, now);
            retry.keep(tx, &receipt, now)?;
            Ok(receipt)
        })
    })
}

/// What was not added yet, with the former units' own figures: what these had added up comes from below anyway.
fn sources(conn: &mut Conn, loaded: &Loaded) -> AppResult<Vec<Child>> {
    let all: Vec<SourceRow> = store::reorganisations::list_sources(conn, loaded.id())?;
    let open: Vec<ReportId> =
        all.iter().filter(|source| source.added_revision.is_none()).map(|source| ReportId(source.source_id)).collect();
    if open.is_empty() {
        return Err(AppError::Invalid {
            message: Message::new(
                "Không còn số liệu của đơn vị cũ để cộng vào báo cáo này.",
                "No figures of former units are left to be added to this report.",
            ),
            findings: Vec::new(),
        });
    }
    let rows: Vec<ReportRow> = store::reports::list_by_ids(conn, &open)?;
    let units: Vec<UnitId> = rows.iter().map(|row| UnitId(row.unit_id)).collect();
    let units = store::units::list_by_ids(conn, &units)?;
    let mut children = Vec::with_capacity(rows.len());
    for row in rows {
        let stored = store::contents::find(conn, ReportId(row.id))?;
        children.push(Child {
            report: ReportId(row.id),
            revision: row.revision,
            unit: UnitId(row.unit_id),
            unit_name: units
                .iter()
                .find(|unit| unit.id == row.unit_id)
                .map(|unit| unit.name.clone())
                .unwrap_or_default(),
            content: stored.own,
        });
    }
    Ok(children)
}

/// The own figures with these added to them.
fn added(loading: Loading, sources: Vec<Child>) -> AppResult<(Change, Vec<ReportId>)> {
    let stored = loading.figures.stored()?;
    let template = loading.loaded.form.template();
    let sum = consolidation::consolidate(template, &Content::default(), &sources);
    let (mut own, mut faults) = consolidation::combine(template, &stored.own, &sum.children);
    faults.extend(sum.faults);
    if !faults.is_empty() {
        let cells: Vec<String> = faults.iter().map(|fault| fault.row.0.clone()).collect();
        return Err(AppError::invalid(
            format!(
                "Không cộng được số liệu ở các dòng: {}. Hãy mở báo cáo của đơn vị cũ và nhập tay.",
                cells.join(", ")
            ),
            format!(
                "Figures of these rows cannot be added: {}. Open the former report and enter them.",
                cells.join(", ")
            ),
        ));
    }
    // Rows that the former units had added are the report's own from now on.
    let known: Vec<_> = stored.own.rows.iter().map(|row| row.key.clone()).collect();
    for row in &mut own.rows {
        if row.unit.take().is_some() && row.item.is_none() && !known.contains(&row.key) {
            row.key = Uuid::new_v4().simple().to_string().into();
        }
    }
    let used = sources.iter().map(|source| source.report).collect();
    Ok((loading.change(stored, own)?, used))
}
