//! Looking at acts, and at what they would do.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use contract::Page;
use contract::reorganisations::{
    PreviewStep, ReorganisationBody, ReorganisationItem, ReorganisationOutcome, ReorganisationPreview,
    ReorganisationView,
};
use contract::units::UnitRef;
use domain::ids::{UnitId, UserId};
use domain::language::Language;
use domain::reorganisation::{named, successions};
use store::reorganisations::{ActFilter, ActRow, DONE, DRAFT, PUBLISHED, RUNNING, WITHDRAWN};
use store::{Conn, StoreError};

use super::{administered, administers, carry, fault_views, faults_of, read, refuse, words};
use crate::clock::utc;
use crate::units::reference;
use crate::{App, AppError, AppResult, Caller};

/// Which acts to list.
#[derive(Debug, Clone, Default)]
pub struct ActQuery {
    /// `draft`, `published`, `running`, `done` or `withdrawn`.
    pub status: Option<String>,
    /// Page number, from 1.
    pub page: i64,
    /// Rows on a page.
    pub page_size: i64,
}

/// One page of the acts inside what the caller administers, the latest effective day first.
///
/// # Errors
/// `Forbidden` for whoever administers no unit, `Malformed` for a status that there is not.
pub fn list(app: &App, caller: &Caller, query: ActQuery) -> AppResult<Page<ReorganisationItem>> {
    let known = [DRAFT, PUBLISHED, RUNNING, DONE, WITHDRAWN];
    if query.status.as_deref().is_some_and(|status| !known.contains(&status)) {
        return Err(AppError::malformed(
            "status là một trong: draft, published, running, done, withdrawn.",
            "status is one of: draft, published, running, done, withdrawn.",
        ));
    }
    let ActQuery { status, page, page_size } = query;
    let filter = ActFilter { within: administered(caller)?, status, page, page_size };
    app.store.read(|conn| {
        let (rows, total) = store::reorganisations::list(conn, &filter)?;
        Ok(Page { items: rows.into_iter().map(|row| item(row, caller.language)).collect(), total })
    })
}

fn item(row: ActRow, language: Language) -> ReorganisationItem {
    ReorganisationItem {
        id: row.id,
        number: row.number,
        title: row.title,
        effective_on: row.effective_on,
        status_label: words::status(&row.status, language).to_owned(),
        status: row.status,
        total: row.total,
        done: row.done,
    }
}

/// One act with everything it says.
///
/// # Errors
/// `NotFound` for an act that touches units which the caller does not administer.
pub fn find(app: &App, caller: &Caller, id: i64) -> AppResult<ReorganisationView> {
    app.store.read(|conn| {
        let row = known(conn, caller, id)?;
        view(conn, caller, row)
    })
}

fn known(conn: &mut Conn, caller: &Caller, id: i64) -> AppResult<ActRow> {
    let row = store::reorganisations::find(conn, id)?;
    administers(conn, caller, row.scope_id).ok_or(AppError::NotFound)?;
    Ok(row)
}

/// An act as the caller sees it.
pub(super) fn view(conn: &mut Conn, caller: &Caller, row: ActRow) -> AppResult<ReorganisationView> {
    let act = read(&row)?;
    let faults = if row.status == DRAFT {
        let units = store::reorganisations::known_units(conn)?;
        faults_of(conn, Some(row.id), &act, &units)?
    } else {
        Vec::new()
    };
    let ids: Vec<UnitId> = named(&act).into_iter().map(UnitId).collect();
    let units: Vec<UnitRef> = store::units::list_by_ids(conn, &ids)?.iter().map(reference).collect();
    let names = people(conn, &row)?;
    let name_of = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned());
    let at = |moment: Option<NaiveDateTime>| moment.map(utc);
    let outcome: ReorganisationOutcome = serde_json::from_str(&row.outcome)
        .map_err(|error| AppError::Internal(format!("reorganisation {}: {error}", row.id)))?;
    Ok(ReorganisationView {
        id: row.id,
        revision: row.revision,
        status_label: words::status(&row.status, caller.language).to_owned(),
        act: ReorganisationBody::from(&act),
        units,
        allowed_actions: actions(&row).iter().map(|action| (*action).to_owned()).collect(),
        faults: fault_views(&faults, caller.language),
        created_by: name_of(row.created_by),
        created_at: utc(row.created_at),
        published_by: name_of(row.published_by),
        published_at: at(row.published_at),
        finished_at: at(row.finished_at),
        total: row.total,
        done: row.done,
        outcome,
        outcome_lines: words::lines(&outcome, true, caller.language),
        problem: row.problem,
        status: row.status,
    })
}

/// What an administrator may do with an act.
pub(super) fn actions(row: &ActRow) -> &'static [&'static str] {
    match row.status.as_str() {
        DRAFT => &["edit", "preview", "publish", "remove"],
        PUBLISHED | RUNNING if row.done == 0 => &["withdraw"],
        _ => &[],
    }
}

fn people(conn: &mut Conn, row: &ActRow) -> AppResult<HashMap<i64, String>> {
    let ids: Vec<UserId> = [row.created_by, row.published_by].into_iter().flatten().map(UserId).collect();
    Ok(store::users::list_by_ids(conn, &ids)?.into_iter().map(|person| (person.id, person.full_name)).collect())
}

/// What a draft would do if it were carried out now: it is, and everything is taken back again.
///
/// # Errors
/// `NotFound`; `Faults` with everything that stands in the way.
pub fn preview(app: &App, caller: &Caller, id: i64) -> AppResult<ReorganisationPreview> {
    let tried = app.store.write(|tx| -> Result<(), Tried> {
        let row = known(tx, caller, id)?;
        let act = read(&row)?;
        let mut units = store::reorganisations::known_units(tx)?;
        refuse(&faults_of(tx, Some(id), &act, &units)?, caller.language)?;
        let mut steps = Vec::new();
        let mut total = ReorganisationOutcome::default();
        for one in successions(&act, &units) {
            let outcome = carry::carry_out(app, tx, id, &act, &one, &units)?;
            total = total.and(outcome);
            // Not all of them anew for each of many hundred successions.
            store::reorganisations::refresh(tx, &mut units, &one.from)?;
            steps.push(PreviewStep {
                title: words::title(&one, &units, caller.language),
                outcome,
                lines: words::lines(&outcome, false, caller.language),
            });
        }
        Err(Tried::Seen(Box::new(ReorganisationPreview {
            steps,
            total,
            lines: words::lines(&total, false, caller.language),
        })))
    });
    match tried {
        Err(Tried::Seen(preview)) => Ok(*preview),
        Err(Tried::Failed(error)) => Err(error),
        Ok(()) => Err(AppError::Internal("a preview was kept".to_owned())),
    }
}

/// How a trial ends: never by keeping what it did.
enum Tried {
    Seen(Box<ReorganisationPreview>),
    Failed(AppError),
}

impl From<StoreError> for Tried {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<AppError> for Tried {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}
