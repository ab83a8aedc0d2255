//! A report with everything that decisions about it need.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDateTime;
use domain::access::{self, Allowed, Permission, Rights, Target};
use domain::finding::Finding;
use domain::ids::{FormId, ReportId, UnitId, UserId};
use domain::sheet::CompiledForm;
use domain::template::Severity;
use domain::workflow::{self, Action, Facts, Refusal, State, WorkflowPolicy};
use store::Conn;
use store::reports::ReportRow;
use store::units::UnitRow;

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
    pub rights: Rights,
    /// Whose figures wait for approval; only looked up while they do.
    authors: BTreeSet<UserId>,
    target: Target,
}

/// How many findings of each severity a report has.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub errors: usize,
    pub warnings: usize,
}

impl Counts {
    pub fn of(findings: &[Finding]) -> Self {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        Self { errors, warnings: findings.len() - errors }
    }
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
        let state = State::parse(&row.state)
            .ok_or_else(|| AppError::Internal(format!("report {}: unknown state {}", row.id, row.state)))?;
        let unit = store::units::find(conn, UnitId(row.unit_id))?;
        let receiver = row.receiver_id.map(|id| store::units::find(conn, UnitId(id))).transpose()?;
        let form = app.forms.form(conn, FormId(row.form_id))?;
        let policy = policy(app, conn, &row)?;
        let authors = if state == State::Submitted { authors(conn, ReportId(row.id))? } else { BTreeSet::new() };
        let target = Target {
            unit: UnitId(row.unit_id),
            ancestors: above(conn, UnitId(row.unit_id))?,
            receiver: row.receiver_id.map(UnitId),
            receiver_ancestors: match row.receiver_id {
                Some(receiver) => above(conn, UnitId(receiver))?,
                None => Vec::new(),
            },
            state: Some(state),
        };
        let rights = access::rights_on(&caller.actor, &target);
        Ok(Self { row, state, unit, receiver, form, policy, rights, authors, target })
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

    /// What the workflow has to know.
    pub fn facts(&self, caller: &Caller, now: NaiveDateTime, counts: Counts, has_note: bool) -> Facts {
        let today = local_day(now);
        Facts {
            level: u8::try_from(self.row.level).unwrap_or_default(),
            signed: self.row.signed,
            errors: counts.errors,
            unconfirmed_warnings: counts.warnings,
            stale: self.row.consolidates && self.row.stale,
            is_open: self.row.opens_on <= today && today <= self.row.closes_on,
            reopened: self.row.submitted_at.is_some() && self.state.is_entry(),
            off_system: self.form.template().off_system,
            has_note,
            actor_is_author: self.authors.contains(&caller.user),
            has_receiver: self.row.receiver_id.is_some(),
            by_system: false,
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

/// The process of the nearest unit that has its own, else the regime's.
fn policy(app: &App, conn: &mut Conn, row: &ReportRow) -> AppResult<WorkflowPolicy> {
    let unit = UnitId(row.unit_id);
    match store::policies::list_nearest(conn, &[unit])?.find(unit, &row.circular, &row.regime) {
        Some(own) => Ok(own.clone()),
        None => Ok(app.forms.regime(conn, &row.circular, &row.regime)?.policy.clone()),
    }
}

fn authors(conn: &mut Conn, report: ReportId) -> AppResult<BTreeSet<UserId>> {
    let deeds = store::authorship::list(conn, &[report])?.remove(&report);
    Ok(workflow::authors(&deeds.unwrap_or_default()))
}

fn above(conn: &mut Conn, unit: UnitId) -> AppResult<Vec<UnitId>> {
    Ok(store::units::list_ancestor_ids(conn, unit)?.into_iter().filter(|id| *id != unit).collect())
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
