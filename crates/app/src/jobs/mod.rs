//! Work that the system does by itself: one server at a time leads, by a lease in the database.
//!
//! The lease keeps servers from doing the same work twice; it is not what makes that harmless. Every effect is a
//! compare-and-set of its own, since a leader that was paused may wake up after another one took over.

mod automatic;
mod close;
mod open;
mod remind;
mod views;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};
use store::jobs::Outcome;
use uuid::Uuid;

use crate::{App, AppError, AppResult, housekeeping, incidents, mail, reorganisations};

pub use views::{list, list_runs, run_now};

/// Something that the system does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Carry out the mergers and abolitions of units whose day has come.
    Reorganise,
    /// Open the periods whose time has come, and go on with those that are being opened.
    OpenPeriods,
    /// Move the deadlines that an incident concerns.
    ExtendDeadlines,
    /// Remind people of due moments.
    Remind,
    /// Tell those whose entry window closed.
    CloseEntry,
    /// Send and accept at the closing hour, where the process says so.
    AutomaticSteps,
    /// Mail notices to those who want them.
    MailNotices,
    /// Forget what has served its time.
    Housekeeping,
}

/// What a run did, by kind of thing.
pub(crate) type Counts = BTreeMap<&'static str, i64>;

impl Job {
    /// All jobs, in the order in which they run.
    pub const ALL: [Self; 8] = [
        Self::Reorganise,
        Self::OpenPeriods,
        Self::ExtendDeadlines,
        Self::CloseEntry,
        Self::AutomaticSteps,
        Self::Remind,
        Self::MailNotices,
        Self::Housekeeping,
    ];

    /// The code used in data and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reorganise => "reorganise",
            Self::OpenPeriods => "open_periods",
            Self::ExtendDeadlines => "extend_deadlines",
            Self::Remind => "remind",
            Self::CloseEntry => "close_entry",
            Self::AutomaticSteps => "automatic_steps",
            Self::MailNotices => "mail_notices",
            Self::Housekeeping => "housekeeping",
        }
    }

    /// The jobs that this server has, in the order in which they run.
    pub(crate) fn of(app: &App) -> impl Iterator<Item = Self> + use<> {
        let has_mail = app.has_mail();
        Self::ALL.into_iter().filter(move |job| has_mail || *job != Self::MailNotices)
    }

    /// The time between two runs.
    #[must_use]
    pub fn interval(self) -> TimeDelta {
        match self {
            Self::Reorganise
            | Self::OpenPeriods
            | Self::ExtendDeadlines
            | Self::Remind
            | Self::AutomaticSteps
            | Self::MailNotices => TimeDelta::minutes(1),
            Self::CloseEntry => TimeDelta::minutes(5),
            Self::Housekeeping => TimeDelta::hours(1),
        }
    }

    fn run(self, app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
        match self {
            Self::Reorganise => Ok(Counts::from([("successions", reorganisations::run(app, alive)?)])),
            Self::OpenPeriods => open::run(app, alive),
            Self::ExtendDeadlines => Ok(Counts::from([("extended", incidents::run(app, alive)?)])),
            Self::Remind => remind::run(app, alive),
            Self::CloseEntry => close::run(app, alive),
            Self::AutomaticSteps => automatic::run(app, alive),
            Self::MailNotices => mail::run(app, alive),
            Self::Housekeeping => housekeeping(app),
        }
    }
}

/// Runs of jobs are kept this long.
const RUNS: TimeDelta = TimeDelta::days(90);

fn housekeeping(app: &App) -> AppResult<Counts> {
    let now = app.clock.now();
    let runs = app.store.write(|tx| Ok::<_, AppError>(store::jobs::delete_before(tx, now - RUNS)?))?;
    let forgotten = housekeeping::purge(app)? + runs;
    Ok(Counts::from([("forgotten", i64::try_from(forgotten).unwrap_or(i64::MAX))]))
}

const LEASE: &str = "jobs";

/// A leader that is silent for this long has lost the lead.
const LEASE_TIME: TimeDelta = TimeDelta::seconds(30);

/// A leader says that it is there after this time.
const RENEWAL: TimeDelta = TimeDelta::seconds(10);

/// One server's part in leading.
#[derive(Debug)]
pub struct Leader {
    /// Name of the server, unlike every other's.
    holder: String,
    /// When the lead was last taken or renewed; none while another one has it.
    renewed: Mutex<Option<NaiveDateTime>>,
    has_resigned: AtomicBool,
}

impl Default for Leader {
    fn default() -> Self {
        Self { holder: Uuid::new_v4().to_string(), renewed: Mutex::new(None), has_resigned: AtomicBool::new(false) }
    }
}

impl Leader {
    /// Whether this server leads now; takes the lead where nobody has it, and renews it where it is due.
    ///
    /// # Errors
    /// Those of the database.
    pub fn leads(&self, app: &App) -> AppResult<bool> {
        let mut renewed = self.renewed.lock().unwrap_or_else(PoisonError::into_inner);
        if self.has_resigned.load(Ordering::SeqCst) {
            return Ok(false);
        }
        let now = app.clock.now();
        if renewed.is_some_and(|renewed| renewed <= now && now < renewed + RENEWAL) {
            return Ok(true);
        }
        let leads = app.store.write(|tx| {
            let leads = store::jobs::lead(tx, LEASE, &self.holder, now, now + LEASE_TIME)?;
            if leads && renewed.is_none() {
                store::jobs::interrupt(tx, now)?;
            }
            Ok::<_, AppError>(leads)
        })?;
        *renewed = leads.then_some(now);
        Ok(leads)
    }

    /// Gives the lead up for good, at the end of the server: a job under way stops at its next batch, and another server
    /// goes on with it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn resign(&self, app: &App) -> AppResult<()> {
        self.has_resigned.store(true, Ordering::SeqCst);
        app.store.write(|tx| Ok::<_, AppError>(store::jobs::resign(tx, LEASE, &self.holder)?))
    }
}

/// Runs the jobs that are due or asked for, if this server leads. Gives whether anything was done that others may wait for.
///
/// # Errors
/// Those of the database; a job's own failure is kept with its run.
pub fn tick(app: &App, leader: &Leader) -> AppResult<bool> {
    let mut did = false;
    if !leader.leads(app)? {
        return Ok(did);
    }
    let now = app.clock.now();
    let (plans, asked) =
        app.store.read(|conn| Ok::<_, AppError>((store::jobs::list_plans(conn)?, store::jobs::list_waiting(conn)?)))?;
    for job in Job::of(app) {
        let plan = plans.iter().find(|plan| plan.job == job.as_str());
        // A look costs nothing; a claim that finds nothing would still take the write lock.
        let is_wanted = plan.is_none_or(|plan| plan.next_at <= now) || asked.iter().any(|name| name == job.as_str());
        if is_wanted && leader.leads(app)? {
            did |= run_due(app, job, &|| leader.leads(app))?;
        }
    }
    Ok(did)
}

/// Runs a job once if it is due or asked for.
fn run_due(app: &App, job: Job, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<bool> {
    let started = app.clock.now();
    let name = job.as_str();
    let (is_due, asked) = app.store.write(|tx| {
        let is_due = store::jobs::claim(tx, name, started, started + job.interval())?;
        Ok::<_, AppError>((is_due, store::jobs::start_asked(tx, name, started)?))
    })?;
    if !is_due && asked.is_empty() {
        return Ok(false);
    }
    let outcome = outcome(job, job.run(app, alive));
    let now = app.clock.now();
    app.store.write(|tx| {
        store::jobs::settle(tx, name, started, now, &outcome.kept)?;
        for run in &asked {
            store::jobs::finish(tx, *run, now, &outcome.kept)?;
        }
        if asked.is_empty() && outcome.is_notable {
            store::jobs::keep(tx, name, started, now, &outcome.kept)?;
        }
        Ok::<_, AppError>(())
    })?;
    Ok(outcome.is_notable)
}

struct Ended {
    kept: Outcome,
    /// Something was done, or failed.
    is_notable: bool,
}

fn outcome(job: Job, result: AppResult<Counts>) -> Ended {
    match result {
        Ok(counts) => Ended {
            is_notable: counts.values().any(|count| *count != 0),
            kept: Outcome {
                result: "done",
                counts: serde_json::to_string(&counts).unwrap_or_else(|_| "{}".to_owned()),
                problem: None,
            },
        },
        Err(error) => {
            tracing::warn!(job = job.as_str(), %error, "A job failed");
            Ended {
                is_notable: true,
                kept: Outcome { result: "failed", counts: "{}".to_owned(), problem: Some(error.to_string()) },
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
