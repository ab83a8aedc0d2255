//! Progress: where the reports of a regime and period stand, for a unit and for each unit below it (E3), and who has not
//! sent (D6).

use std::collections::HashMap;

use chrono::NaiveDateTime;
use contract::Page;
use contract::forms::RegimeView;
use contract::progress::{ContactView, ProgressCounts, ProgressView, UnitProgress, UnsentView};
use contract::units::UnitRef;
use domain::access::{self, Permission, Target};
use domain::ids::{FormId, UnitId};
use domain::period::Period;
use domain::workflow::State;
use store::Conn;
use store::progress::ProgressFilter;
use store::reports::ReportRow;
use store::units::UnitRow;
use store::users::UserRow;

use crate::clock::utc;
use crate::forms::regime_view;
use crate::reports::form_ref;
use crate::units::reference;
use crate::{App, AppError, AppResult, Caller};

/// People to ask about one report.
const CONTACTS: usize = 3;

/// Most lines of an exported list.
const MOST_LINES: i64 = 100_000;

/// Whose progress.
#[derive(Debug, Clone)]
pub struct ProgressQuery {
    /// The unit; the caller's own where absent.
    pub unit: Option<i64>,
    /// The legal document.
    pub circular: String,
    /// Code of the regime.
    pub regime: String,
    /// Code of the period.
    pub period: String,
    /// `then` for the tree of units as it was at the end of the period, else as it is now.
    pub map: Option<String>,
}

/// How many reports stand where, for a unit and each unit directly below it.
///
/// # Errors
/// `NotFound` for a unit whose progress is not the caller's business, `Malformed` for an unknown regime or period.
pub fn find(app: &App, caller: &Caller, query: &ProgressQuery) -> AppResult<ProgressView> {
    let now = app.clock.now();
    app.store.read(|conn| {
        let asked = Asked::check(app, conn, caller, query)?;
        let own = own_counts(conn, &asked, now)?;
        let below = below(conn, &asked, now)?;
        let former = former::find(app, conn, &asked, &below, now)?;
        let (own, below, map, has_former) = match former {
            Some(then) if asked.wants_then => (then.own, then.below, "then", true),
            former => (own, below, "now", former.is_some()),
        };
        let mut total = own;
        for unit in &below {
            add(&mut total, &unit.counts);
        }
        Ok(ProgressView {
            unit: reference(&asked.unit),
            above: asked.above,
            regime: asked.regime,
            period_label: asked.period.label(caller.language),
            period: asked.period.to_string(),
            at: utc(now),
            map: map.to_owned(),
            has_former,
            total,
            own,
            below,
        })
    })
}

/// One page of the reports that were not sent yet, with people to ask, by unit.
///
/// # Errors
/// As [`find`].
pub fn list_unsent(
    app: &App,
    caller: &Caller,
    query: &ProgressQuery,
    page: i64,
    page_size: i64,
) -> AppResult<Page<UnsentView>> {
    let now = app.clock.now();
    app.store.read(|conn| {
        let asked = Asked::check(app, conn, caller, query)?;
        let states = State::OWED.map(State::as_str);
        let (rows, total) =
            store::progress::list_in_states(conn, asked.id(), &asked.filter, &states, (page, page_size))?;
        Ok(Page { items: unsent(app, conn, caller, &rows, now)?, total })
    })
}

/// All of both, for a workbook.
///
/// # Errors
/// As [`find`].
pub fn export(app: &App, caller: &Caller, query: &ProgressQuery) -> AppResult<Vec<u8>> {
    let progress = find(app, caller, query)?;
    let unsent = list_unsent(app, caller, query, 1, MOST_LINES)?;
    let tables = [table::progress(&progress, caller.language), table::unsent(&unsent, &progress, caller.language)];
    workbook::write_tables(&tables).map_err(|error| AppError::Internal(error.to_string()))
}

mod former;
mod table;

/// What was asked, once it is known to be the caller's business.
struct Asked {
    unit: UnitRow,
    above: Vec<UnitRef>,
    regime: RegimeView,
    period: Period,
    filter: ProgressFilter,
    /// Whether the tree as it was is asked for.
    wants_then: bool,
}

impl Asked {
    fn check(app: &App, conn: &mut Conn, caller: &Caller, query: &ProgressQuery) -> AppResult<Self> {
        let period = Period::parse(&query.period).map_err(|_| {
            AppError::malformed(
                "period là mã kỳ, ví dụ 2026-Q4, 2026-H1, 2026, 2026-11.",
                "period is the code of a period, e.g. 2026-Q4, 2026-H1, 2026, 2026-11.",
            )
        })?;
        let wants_then = match query.map.as_deref() {
            None | Some("now") => false,
            Some("then") => true,
            Some(_) => return Err(AppError::malformed("map là then hoặc now.", "map is then or now.")),
        };
        let regime = regime_view(app, conn, &query.circular, &query.regime)?;
        let wanted = query.unit.map_or(caller.unit, UnitId);
        let unit = store::units::find(conn, wanted)?;
        let line = store::units::list_ancestor_ids(conn, wanted)?;
        let is_theirs = |place: usize| {
            let (Some(unit), Some(above)) = (line.get(place), line.get(place + 1..)) else { return false };
            access::decide(&caller.actor, Permission::Track, &Target::unit(*unit, above.to_vec())).is_ok()
        };
        if !is_theirs(0) {
            return Err(AppError::NotFound);
        }
        let above: Vec<UnitId> =
            (1..line.len()).filter(|place| is_theirs(*place)).filter_map(|place| line.get(place).copied()).collect();
        let names: HashMap<UnitId, UnitRow> =
            store::units::list_by_ids(conn, &above)?.into_iter().map(|row| (UnitId(row.id), row)).collect();
        let above = above.iter().rev().filter_map(|id| names.get(id)).map(reference).collect();
        let filter = ProgressFilter {
            circular: query.circular.clone(),
            regime: query.regime.clone(),
            period: period.to_string(),
        };
        Ok(Self { unit, above, regime, period, filter, wants_then })
    }

    fn id(&self) -> UnitId {
        UnitId(self.unit.id)
    }
}

fn own_counts(conn: &mut Conn, asked: &Asked, now: NaiveDateTime) -> AppResult<ProgressCounts> {
    let mut counts = ProgressCounts::default();
    for (state, due, sent) in store::progress::list_own(conn, asked.id(), &asked.filter)? {
        let Some(state) = State::parse(&state) else { continue };
        count(&mut counts, state, 1);
        counts.overdue += i64::from(State::OWED.contains(&state) && due < now);
        counts.sent_late += i64::from(state.is_disclosed() && sent.is_some_and(|sent| sent > due));
    }
    Ok(counts)
}

fn below(conn: &mut Conn, asked: &Asked, now: NaiveDateTime) -> AppResult<Vec<UnitProgress>> {
    let mut by_unit: HashMap<UnitId, ProgressCounts> = HashMap::new();
    for found in store::progress::count_below(conn, asked.id(), &asked.filter, now)? {
        let Some(state) = State::parse(&found.state) else { continue };
        let counts = by_unit.entry(UnitId(found.unit_id)).or_default();
        count(counts, state, found.count);
        if State::OWED.contains(&state) {
            counts.overdue += found.past_due;
        } else if state.is_disclosed() {
            counts.sent_late += found.sent_late;
        }
    }
    let ids: Vec<UnitId> = by_unit.keys().copied().collect();
    let parents = store::units::list_with_children(conn, &ids)?;
    let rows = store::units::list_by_ids(conn, &ids)?;
    let line = |row: UnitRow| {
        let id = UnitId(row.id);
        let counts = by_unit.get(&id).copied().unwrap_or_default();
        UnitProgress { unit: reference(&row), has_children: parents.contains(&id), counts }
    };
    Ok(rows.into_iter().map(line).collect())
}

fn count(counts: &mut ProgressCounts, state: State, number: i64) {
    let place = match state {
        State::Assigned => &mut counts.assigned,
        State::InProgress => &mut counts.in_progress,
        State::Submitted => &mut counts.submitted,
        State::Approved => &mut counts.approved,
        State::Sent => &mut counts.sent,
        State::Accepted => &mut counts.accepted,
        State::Returned => &mut counts.returned,
        State::CorrectionRequested => &mut counts.correction_requested,
        State::Exempt => &mut counts.exempt,
    };
    *place += number;
    counts.total += number;
}

fn add(total: &mut ProgressCounts, counts: &ProgressCounts) {
    total.total += counts.total;
    total.assigned += counts.assigned;
    total.in_progress += counts.in_progress;
    total.submitted += counts.submitted;
    total.approved += counts.approved;
    total.sent += counts.sent;
    total.accepted += counts.accepted;
    total.returned += counts.returned;
    total.correction_requested += counts.correction_requested;
    total.exempt += counts.exempt;
    total.overdue += counts.overdue;
    total.sent_late += counts.sent_late;
}

fn unsent(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    rows: &[ReportRow],
    now: NaiveDateTime,
) -> AppResult<Vec<UnsentView>> {
    let mut ids: Vec<UnitId> = rows.iter().map(|row| UnitId(row.unit_id)).collect();
    ids.sort_unstable();
    ids.dedup();
    let units: HashMap<i64, UnitRow> =
        store::units::list_by_ids(conn, &ids)?.into_iter().map(|row| (row.id, row)).collect();
    let mut people: HashMap<i64, Vec<ContactView>> = HashMap::new();
    for person in store::users::list_of_units(conn, &ids)? {
        let known = people.entry(person.unit_id).or_default();
        if known.len() < CONTACTS {
            known.push(contact(person));
        }
    }
    rows.iter()
        .map(|row| {
            let form = app.forms.form(conn, FormId(row.form_id))?;
            let state = State::parse(&row.state).ok_or_else(|| AppError::Internal(format!("state {}", row.state)))?;
            Ok(UnsentView {
                report_id: row.id,
                form: form_ref(row, form.template()),
                unit: units.get(&row.unit_id).map(reference).ok_or(AppError::NotFound)?,
                status: row.state.clone(),
                status_label: state.label(caller.language).to_owned(),
                due: utc(row.due_at),
                is_overdue: row.due_at < now,
                contacts: people.get(&row.unit_id).cloned().unwrap_or_default(),
            })
        })
        .collect()
}

fn contact(person: UserRow) -> ContactView {
    ContactView { name: person.full_name, position: person.position, phone: person.phone }
}
