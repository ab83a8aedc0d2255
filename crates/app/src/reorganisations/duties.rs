//! Reports of units that end: what is still owed goes to the successor, what was sent stays and counts where it is.

use std::collections::{BTreeMap, BTreeSet};

use contract::reorganisations::ReorganisationOutcome;
use domain::access::{Permission, for_system};
use domain::ids::{FormId, ReportId, UnitId};
use domain::reorganisation::{Fate, FormerReport, fates, today};
use domain::workflow::{Action, State};
use store::events::NewEvent;
use store::reorganisations::SourceRow;
use store::reports::{ContentWrite, NewReport, NewRevision, NewTransition, ReportChange, ReportRow};
use store::{Conn, Tx};

use super::carry::Carried;
use crate::events::Doer;
use crate::wire::count;
use crate::{App, AppError, AppResult};

/// What becomes of the reports of a succession, decided before anything changes.
pub(super) struct Plan {
    /// The former units' reports that were not sent, with what becomes of each.
    owed: Vec<(ReportRow, Fate)>,
    /// The successor's reports for the same periods.
    own: Vec<ReportRow>,
    /// Reports of others that come to the successor instead.
    incoming: Vec<ReportId>,
}

fn owed_states() -> [&'static str; 5] {
    State::OWED.map(State::as_str)
}

/// Decides what becomes of the reports.
pub(super) fn plan(app: &App, conn: &mut Conn, carried: &Carried<'_>) -> AppResult<Plan> {
    let rows = store::reorganisations::list_former(conn, &carried.from, &owed_states())?;
    let periods: BTreeSet<&str> = rows.iter().map(|row| row.period.as_str()).collect();
    let mut own = Vec::new();
    for period in &periods {
        own.extend(store::reports::list_of_unit(conn, carried.to, period)?);
    }
    let all = fates(&views(&rows, carried)?, &views(&own, carried)?);
    let owed: Vec<(ReportRow, Fate)> = rows.into_iter().zip(all).collect();
    let incoming = incoming(app, conn, carried, &owed)?;
    Ok(Plan { owed, own, incoming })
}

fn views<'a>(rows: &'a [ReportRow], carried: &Carried<'_>) -> AppResult<Vec<FormerReport<'a>>> {
    rows.iter()
        .map(|row| {
            let state = State::parse(&row.state).ok_or_else(|| AppError::Internal(format!("state {}", row.state)))?;
            Ok(FormerReport {
                id: row.id,
                unit: row.unit_id,
                form: row.form_id,
                period: &row.period,
                state,
                is_touched: row.revision > 0,
                was_accepted: row.accepted_revision.is_some(),
                is_received_by_successor: row.receiver_id == Some(carried.to.0),
                consolidates: row.consolidates,
            })
        })
        .collect()
}

/// Which form of which period a unit adds up.
type Fed = (i64, String, String, String);

/// What a report adds up: its own form and those that the form names.
fn fed(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<Vec<Fed>> {
    let form = app.forms.form(conn, FormId(row.form_id))?;
    let codes = std::iter::once(&row.form_code).chain(&form.template().consolidates);
    Ok(codes.map(|code| (row.unit_id, row.circular.clone(), code.clone(), row.period.clone())).collect())
}

/// Reports that come to a unit which ends go where they are added up from now on: with the report that adds them up, and
/// where none does, with the unit. What a sent report has added up stays with it.
fn incoming(app: &App, conn: &mut Conn, carried: &Carried<'_>, owed: &[(ReportRow, Fate)]) -> AppResult<Vec<ReportId>> {
    let (mut go, mut stay): (BTreeSet<Fed>, BTreeSet<Fed>) = (BTreeSet::new(), BTreeSet::new());
    for (row, fate) in owed.iter().filter(|(row, _)| row.consolidates) {
        let all = fed(app, conn, row)?;
        if *fate == Fate::Stays { stay.extend(all) } else { go.extend(all) }
    }
    let periods: BTreeSet<String> = go.iter().map(|(.., period)| period.clone()).collect();
    let periods: Vec<String> = periods.into_iter().collect();
    let rows = store::reorganisations::list_incoming(conn, &carried.from, &periods, &owed_states())?;
    let later: BTreeSet<(i64, String)> =
        rows.iter().filter_map(|row| Some((row.receiver_id?, row.period.clone()))).collect();
    for (unit, period) in later {
        for row in store::reports::list_of_unit(conn, UnitId(unit), &period)? {
            let is_done = State::parse(&row.state).is_some_and(|state| !State::OWED.contains(&state));
            if row.consolidates && is_done {
                stay.extend(fed(app, conn, &row)?);
            }
        }
    }
    let goes = |row: &&ReportRow| {
        let Some(receiver) = row.receiver_id else { return false };
        let key = (receiver, row.circular.clone(), row.form_code.clone(), row.period.clone());
        let is_owed = State::parse(&row.state).is_some_and(|state| State::OWED.contains(&state));
        row.unit_id != carried.to.0 && (go.contains(&key) || (is_owed && !stay.contains(&key)))
    };
    Ok(rows.iter().filter(goes).map(|row| ReportId(row.id)).collect())
}

/// Does what was decided; gives the outcome with what it did.
pub(super) fn carry_out(
    app: &App,
    tx: &mut Tx<'_>,
    carried: &Carried<'_>,
    plan: &Plan,
    outcome: ReorganisationOutcome,
) -> AppResult<ReorganisationOutcome> {
    let with = |fate: Fate| plan.owed.iter().filter(move |(_, other)| *other == fate).map(|(row, _)| row);
    let moving: Vec<&ReportRow> = with(Fate::Moves).collect();
    let ids: Vec<ReportId> = moving.iter().map(|row| ReportId(row.id)).collect();
    store::reorganisations::move_reports(tx, &ids, carried.to, carried.now)?;
    set_receivers(tx, carried, &moving)?;
    let staying: Vec<&ReportRow> = with(Fate::Stays).collect();
    set_receivers(tx, carried, &staying)?;
    let joined: Vec<&ReportRow> = with(Fate::Joins).collect();
    let (assigned, sources, mut adding) = join(tx, carried, &joined, &plan.own)?;
    for row in joined.iter().copied().chain(with(Fate::Ends)) {
        end(tx, carried, row)?;
    }
    let incoming = store::reorganisations::set_receivers(tx, &plan.incoming, Some(carried.to))?;
    adding.extend(moving.iter().filter(|row| row.consolidates).map(|row| ReportId(row.id)));
    if incoming > 0 {
        adding.extend(plan.own.iter().filter(|row| row.consolidates).map(|row| ReportId(row.id)));
    }
    adding.sort_unstable();
    adding.dedup();
    for stale in store::reorganisations::mark_consolidating(tx, &adding)? {
        store::events::append(tx, &Doer::System.event("report.stale", stale, carried.now))?;
        // What adds this one up is out of date with it.
        let row = store::reports::find(tx, stale)?;
        let counts = State::parse(&row.state).is_some_and(State::is_consolidated);
        let body = serde_json::json!({});
        crate::reports::mark_above(app, tx, (Doer::System, &body), (&row, counts), false, carried.now)?;
    }
    for row in &moving {
        note_moved(tx, carried, row)?;
    }
    let ended = joined.len() + with(Fate::Ends).count();
    Ok(ReorganisationOutcome {
        moved: count(moving.len()),
        joined: count(ended),
        sources: count(sources),
        assigned: count(assigned),
        unfinished: count(staying.len()),
        incoming: count(incoming),
        ..outcome
    })
}

/// To whom a former unit's report is sent from now on: to whom the successor reports, where it went to the unit above.
fn receiver(carried: &Carried<'_>, row: &ReportRow) -> Option<i64> {
    let receiver = row.receiver_id?;
    let above = carried.units.get(&row.unit_id).and_then(|known| known.parent);
    match carried.to_parent {
        Some(parent) if Some(receiver) == above => Some(parent),
        _ => Some(today(carried.units, receiver)),
    }
}

fn set_receivers(tx: &mut Tx<'_>, carried: &Carried<'_>, rows: &[&ReportRow]) -> AppResult<()> {
    let mut by_receiver: BTreeMap<i64, Vec<ReportId>> = BTreeMap::new();
    for row in rows {
        // Those that stay and are sent to the successor itself go on going there.
        let is_own = row.receiver_id == Some(carried.to.0);
        if let Some(to) =
            receiver(carried, row).filter(|to| !is_own && Some(*to) != row.receiver_id && *to != carried.to.0)
        {
            by_receiver.entry(to).or_default().push(ReportId(row.id));
        }
    }
    for (receiver, ids) in by_receiver {
        store::reorganisations::set_receivers(tx, &ids, Some(UnitId(receiver)))?;
    }
    Ok(())
}

/// The successor's report of each form and period that former units' reports join: its own, or one that it is assigned
/// now. Gives how many were assigned, how many sources there are, and the reports that add up what units below sent.
fn join(
    tx: &mut Tx<'_>,
    carried: &Carried<'_>,
    joined: &[&ReportRow],
    own: &[ReportRow],
) -> AppResult<(usize, usize, Vec<ReportId>)> {
    let mut duties: BTreeMap<(i64, &str), Vec<&ReportRow>> = BTreeMap::new();
    for row in joined {
        duties.entry((row.form_id, row.period.as_str())).or_default().push(row);
    }
    let mut known: BTreeMap<(i64, String), i64> =
        own.iter().map(|row| ((row.form_id, row.period.clone()), row.id)).collect();
    let new: Vec<NewReport> = duties
        .iter()
        .filter(|((form, period), _)| !known.contains_key(&(*form, (*period).to_owned())))
        .filter_map(|(_, rows)| assigned(carried, rows))
        .collect();
    let periods: BTreeMap<(i64, &str), ()> = duties.keys().map(|duty| (*duty, ())).collect();
    for report in &new {
        let made = store::reports::assign(tx, std::slice::from_ref(report))?;
        for one in made {
            known.insert((report.form_id, report.period.clone()), one.id.0);
            // An incident that moved those dates has moved these.
            let former = duties.get(&(report.form_id, report.period.as_str())).into_iter().flatten();
            if let Some(latest) = former.max_by_key(|row| row.due_at) {
                store::incidents::copy_extensions(tx, ReportId(latest.id), one.id)?;
            }
            store::events::append(tx, &Doer::System.event("report.assigned", one.id, carried.now))?;
        }
    }
    let mut sources = Vec::new();
    let mut adding = Vec::new();
    for (form, period) in periods.keys() {
        let (Some(rows), Some(report)) = (duties.get(&(*form, period)), known.get(&(*form, (*period).to_owned())))
        else {
            continue;
        };
        let source = |source_id| SourceRow { report_id: *report, source_id, added_revision: None };
        sources.extend(rows.iter().filter(|row| row.revision > 0).map(|row| source(row.id)));
        for row in rows {
            // What a former unit had taken over from those before it and not added yet is not lost with it.
            let before = store::reorganisations::list_sources(tx, ReportId(row.id))?;
            let open = before.into_iter().filter(|before| before.added_revision.is_none());
            sources.extend(open.map(|before| source(before.source_id)));
        }
        if rows.iter().any(|row| row.consolidates) {
            adding.push(ReportId(*report));
        }
    }
    store::reorganisations::add_sources(tx, &sources)?;
    Ok((new.len(), sources.len(), adding))
}

/// One report in the place of several: the widest dates, so that nobody loses time by the merger.
fn assigned(carried: &Carried<'_>, rows: &[&ReportRow]) -> Option<NewReport> {
    let first = rows.first()?;
    Some(NewReport {
        form_id: first.form_id,
        unit_id: carried.to.0,
        receiver_id: receiver(carried, first),
        consolidates: rows.iter().any(|row| row.consolidates),
        period: first.period.clone(),
        period_label: first.period_label.clone(),
        data_from: rows.iter().map(|row| row.data_from).min()?,
        data_to: rows.iter().map(|row| row.data_to).max()?,
        opens_on: rows.iter().map(|row| row.opens_on).min()?,
        closes_on: rows.iter().map(|row| row.closes_on).max()?,
        due_at: rows.iter().map(|row| row.due_at).max()?,
        at: carried.now,
    })
}

/// Nobody owes this report any more; what was entered stays to be read.
fn end(tx: &mut Tx<'_>, carried: &Carried<'_>, row: &ReportRow) -> AppResult<()> {
    let now = carried.now;
    let note = format!(
        "Đơn vị đã sắp xếp vào {} theo {} từ ngày {}.",
        carried.to_name,
        carried.act.number,
        carried.act.effective_on.format("%d/%m/%Y")
    );
    let change = ReportChange {
        state: State::Exempt.as_str().to_owned(),
        state_since: now,
        process_id: None,
        level: 0,
        ..ReportChange::of(row, now)
    };
    let revision = NewRevision { user_id: None, source: "transition", content: ContentWrite::Snapshot };
    let step = NewTransition {
        action: Action::Exempt.as_str().to_owned(),
        from_state: row.state.clone(),
        level: 0,
        note: Some(note),
        user_id: None,
        unit_id: row.unit_id,
    };
    let allowed = for_system(Permission::Assign, UnitId(row.unit_id));
    let event = Doer::System.event("report.succeeded", ReportId(row.id), now);
    store::reports::advance(tx, &allowed, ReportId(row.id), row.revision, &change, &revision, Some(&step), &event)?;
    Ok(())
}

fn note_moved(tx: &mut Tx<'_>, carried: &Carried<'_>, row: &ReportRow) -> AppResult<()> {
    let body = serde_json::json!({ "from": row.unit_id, "to": carried.to.0, "number": carried.act.number });
    let event = Doer::System.event("report.moved", ReportId(row.id), carried.now);
    store::events::append(tx, &NewEvent { body: body.to_string(), ..event })?;
    Ok(())
}
