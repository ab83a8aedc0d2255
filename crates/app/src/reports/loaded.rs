//! A report with everything that decisions about it need.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{NaiveDateTime, NaiveTime};
use domain::access::{self, Allowed, Permission, Right, Rights, Target};
use domain::deadline::utc_of_local;
use domain::duty::level_of_kind;
use domain::ids::{FormId, ReportId, UnitId, UserId};
use domain::period::Period;
use domain::regime::Regime;
use domain::sheet::{CompiledForm, FindingCounts};
use domain::template::FormKind;
use domain::workflow::{self, Action, Deed, Facts, Refusal, State, Transition, WorkflowPolicy};
use store::outside_receipts::OutsideReceiptRow;
use store::policies::Policies;
use store::reports::ReportRow;
use store::units::UnitRow;
use store::{Conn, Tx};

use crate::clock::local_day;
use crate::{App, AppError, AppResult, Caller, Message};

/// A report that the caller may know of.
pub(crate) struct Loaded {
    pub row: ReportRow,
    pub state: State,
    pub unit: UnitRow,
    pub receiver: Option<UnitRow>,
    pub form: Arc<CompiledForm>,
    pub policy: WorkflowPolicy,
    /// Whether the report was submitted under this process, and keeps it.
    pub keeps_policy: bool,
    pub rights: Rights,
    /// The moment from which it can be entered.
    pub opens_at: NaiveDateTime,
    /// What tells that it came outside of the system.
    pub outside: Option<OutsideReceiptRow>,
    /// Whose figures wait for approval; only looked up while they do.
    authors: BTreeSet<UserId>,
    target: Target,
}

impl Loaded {
    /// The report, if the caller may know of it.
    ///
    /// # Errors
    /// `NotFound` for reports that are not there or not the caller's to know of.
    pub fn find(app: &App, conn: &mut Conn, caller: &Caller, id: i64) -> AppResult<Self> {
        let row = store::reports::find(conn, ReportId(id))?;
        let loaded = Self::of(app, conn, caller, row)?;
        access::decide(&caller.actor, Permission::Track, &loaded.target).map_err(|_| AppError::NotFound)?;
        Ok(loaded)
    }

    /// As [`Self::find`], for a row that a list has already shown to the caller.
    pub fn of(app: &App, conn: &mut Conn, caller: &Caller, row: ReportRow) -> AppResult<Self> {
        Self::of_many(app, conn, caller, vec![row])?.pop().ok_or(AppError::NotFound)
    }

    /// As [`Self::of`], for all rows of a list: as many queries for two hundred as for one.
    pub fn of_many(app: &App, conn: &mut Conn, caller: &Caller, rows: Vec<ReportRow>) -> AppResult<Vec<Self>> {
        let around = Around::load(conn, &rows)?;
        rows.into_iter().map(|row| Self::within(app, conn, caller, row, &around)).collect()
    }

    fn within(app: &App, conn: &mut Conn, caller: &Caller, row: ReportRow, around: &Around) -> AppResult<Self> {
        let state = State::parse(&row.state)
            .ok_or_else(|| AppError::Internal(format!("report {}: unknown state {}", row.id, row.state)))?;
        let unit = around.unit(row.unit_id)?;
        let receiver = row.receiver_id.map(|id| around.unit(id)).transpose()?;
        let form = app.forms.form(conn, FormId(row.form_id))?;
        let last_day = Period::parse(&row.period).map_or(row.data_to, |period| period.last_day(row.data_to));
        let regime = app.forms.regime_on(conn, &row.circular, &row.regime, last_day)?;
        // A change of the process reaches a report when it is submitted, and not before it comes back.
        let kept = row.process_id.filter(|_| !state.is_entry()).and_then(|id| around.processes.get(&id));
        let keeps_policy = kept.is_some();
        let policy = match kept {
            Some(kept) => kept.clone(),
            None => {
                let of = (UnitId(row.unit_id), row.circular.as_str(), row.regime.as_str());
                let is_own = around.policies.set_by(of.0, of.1, of.2) == Some(of.0);
                regime.process_of(level_of_kind(&unit.kind), around.policies.find(of.0, of.1, of.2), is_own)
            }
        };
        let opens_at = opens_at(&regime, &row, &unit);
        let authors = around.authors(ReportId(row.id));
        let outside = around.outside.get(&row.id).cloned();
        let target = Target {
            unit: UnitId(row.unit_id),
            ancestors: around.above(row.unit_id),
            receiver: row.receiver_id.map(UnitId),
            receiver_ancestors: row.receiver_id.map(|id| around.above(id)).unwrap_or_default(),
            state: Some(state),
        };
        let rights = access::rights_on(&caller.actor, &target);
        Ok(Self { row, state, unit, receiver, form, policy, keeps_policy, rights, opens_at, outside, authors, target })
    }

    /// The report's id.
    pub fn id(&self) -> ReportId {
        ReportId(self.row.id)
    }

    /// Proof that the caller may do this to the report.
    ///
    /// # Errors
    /// `NotFound` or `Forbidden`.
    pub fn allow(&self, caller: &Caller, permission: Permission) -> AppResult<Allowed> {
        access::decide(&caller.actor, permission, &self.target).map_err(|denied| {
            if denied.visible { AppError::Forbidden(not_allowed(permission)) } else { AppError::NotFound }
        })
    }

    /// Whether the caller may read all reports of the unit, those among them that were never sent.
    pub fn may_read_drafts(&self, caller: &Caller) -> bool {
        let draft = Target { state: Some(State::InProgress), receiver: None, ..self.target.clone() };
        access::decide(&caller.actor, Permission::ViewReport, &draft).is_ok()
    }

    /// What the caller may read of what the report said before. What was handed over stays readable to whom it was handed,
    /// also while the report is back with its unit: their own figures were made from it (decision 0052).
    ///
    /// # Errors
    /// `NotFound` or `Forbidden`.
    pub fn past(&self, caller: &Caller) -> AppResult<Past> {
        if self.may_read_drafts(caller) {
            return Ok(Past::Whole);
        }
        let handed = Target { state: Some(State::Accepted), ..self.target.clone() };
        let was_handed = self.row.sent_at.is_some();
        if was_handed && access::decide(&caller.actor, Permission::ViewReport, &handed).is_ok() {
            return Ok(Past::HandedOver);
        }
        self.allow(caller, Permission::ViewReport).map(|_| Past::HandedOver)
    }

    /// What the workflow has to know.
    pub fn facts(&self, caller: &Caller, now: NaiveDateTime, counts: FindingCounts, has_note: bool) -> Facts {
        let today = local_day(now);
        Facts {
            level: u8::try_from(self.row.level).unwrap_or_default(),
            signed: self.row.signed,
            errors: counts.errors,
            unconfirmed_warnings: counts.warnings,
            stale: self.row.consolidates && self.row.stale,
            empty: false,
            incomplete: false,
            is_open: self.opens_at <= now && today <= self.row.closes_on,
            reopened: self.row.submitted_at.is_some() && self.state.is_entry(),
            off_system: self.form.template().off_system,
            is_outline: self.form.template().kind == FormKind::Outline,
            has_note,
            actor_is_author: self.authors.contains(&caller.user),
            actor: Some(caller.user),
            has_receiver: self.row.receiver_id.is_some(),
            is_limited: self.row.limited_by.is_some(),
            by_system: false,
        }
    }

    /// Whether the names of those whose turn it is may be told: to the unit's own people, and to its administrators.
    pub fn may_know_names(&self, caller: &Caller) -> bool {
        self.may_read_drafts(caller) || self.rights.contains(Right::Administer)
    }

    /// The process that the report keeps after a step.
    pub fn process_after(&self, tx: &mut Tx<'_>, transition: &Transition) -> AppResult<Option<i64>> {
        if transition.to.is_entry() || transition.to == State::Exempt {
            return Ok(None);
        }
        match self.row.process_id.filter(|_| self.keeps_policy) {
            Some(id) => Ok(Some(id)),
            None => Ok(Some(store::processes::keep(tx, &self.row.circular, &self.row.regime, &self.policy)?)),
        }
    }

    /// What the caller may do now.
    pub fn allowed_actions(&self, facts: &Facts) -> Vec<String> {
        workflow::allowed_actions(self.state, self.rights, &self.policy, facts)
            .into_iter()
            .map(|action| action.as_str().to_owned())
            .collect()
    }

    /// Whether the caller may change cells now.
    pub fn may_edit(&self, facts: &Facts) -> Result<(), Refusal> {
        workflow::transition(self.state, Action::Save, self.rights, &self.policy, facts).map(|_| ())
    }
}

/// What somebody may read of a report's past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Past {
    /// Every revision.
    Whole,
    /// The figures as they were handed over, each time.
    HandedOver,
}

/// The first day of entry is the report's own; the hour on it is the regime's.
fn opens_at(regime: &Regime, row: &ReportRow, unit: &UnitRow) -> NaiveDateTime {
    let named = Period::parse(&row.period).ok().map(|period| period.kind()).zip(level_of_kind(&unit.kind));
    let opens = match named {
        Some((frequency, level)) => regime.opens_at(row.opens_on, frequency, level),
        None => utc_of_local(row.opens_on.and_time(NaiveTime::MIN)),
    };
    opens.unwrap_or_default()
}

/// What reports have around them: their units and receivers with the units above these, the units' own processes, and who
/// did what where an approval is waited for.
struct Around {
    rows: HashMap<i64, UnitRow>,
    lines: HashMap<UnitId, Vec<UnitId>>,
    policies: Policies,
    /// The processes that they were submitted under.
    processes: HashMap<i64, WorkflowPolicy>,
    deeds: HashMap<ReportId, Vec<Deed>>,
    /// Which of them came outside of the system.
    outside: HashMap<i64, OutsideReceiptRow>,
}

impl Around {
    fn load(conn: &mut Conn, reports: &[ReportRow]) -> AppResult<Self> {
        let ids: BTreeSet<UnitId> =
            reports.iter().flat_map(|row| [Some(row.unit_id), row.receiver_id]).flatten().map(UnitId).collect();
        let ids: Vec<UnitId> = ids.into_iter().collect();
        let rows = store::units::list_by_ids(conn, &ids)?.into_iter().map(|row| (row.id, row)).collect();
        let all: Vec<ReportId> = reports.iter().map(|row| ReportId(row.id)).collect();
        let reporting: BTreeSet<UnitId> = reports.iter().map(|row| UnitId(row.unit_id)).collect();
        let reporting: Vec<UnitId> = reporting.into_iter().collect();
        let waiting: Vec<ReportId> =
            reports.iter().filter(|row| row.state == State::Submitted.as_str()).map(|row| ReportId(row.id)).collect();
        Ok(Self {
            rows,
            lines: store::units::list_lines(conn, &ids)?,
            policies: store::policies::list_nearest(conn, &reporting)?,
            processes: store::processes::list(conn, &reports.iter().filter_map(|row| row.process_id).collect())?,
            deeds: store::authorship::list(conn, &waiting)?,
            outside: store::outside_receipts::list(conn, &all)?,
        })
    }

    fn unit(&self, id: i64) -> AppResult<UnitRow> {
        self.rows.get(&id).cloned().ok_or(AppError::NotFound)
    }

    /// Whose figures wait for approval; nobody's while none is waited for.
    fn authors(&self, id: ReportId) -> BTreeSet<UserId> {
        self.deeds.get(&id).map(|deeds| workflow::authors(deeds)).unwrap_or_default()
    }

    fn above(&self, id: i64) -> Vec<UnitId> {
        let line = self.lines.get(&UnitId(id)).into_iter().flatten();
        line.copied().filter(|above| above.0 != id).collect()
    }
}

fn not_allowed(permission: Permission) -> Message {
    match permission {
        Permission::ViewReport => Message::new(
            "Báo cáo chưa được gửi, nên chỉ đơn vị lập báo cáo được xem số liệu.",
            "The report has not been sent yet: only its own unit may see the figures.",
        ),
        _ => Message::new(
            "Tài khoản của bạn không có quyền thực hiện việc này với báo cáo. Hãy liên hệ quản trị đơn vị.",
            "Your account may not do this with the report. Ask your unit's administrator.",
        ),
    }
}
