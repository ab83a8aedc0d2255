//! What happens to one report until now: every step is decided as for people, by `workflow::transition` with the rights of
//! who takes it, so that no report is where no report can be.

use chrono::{NaiveDateTime, TimeDelta};
use domain::access::{Actor, Rights, Target, rights_on};
use domain::sheet::FindingCounts;
use domain::template::{FormKind, FormTemplate};
use domain::workflow::{self, Action, Facts, State, Transition, WorkflowPolicy};
use store::events::NewEvent;
use store::reports::{ContentWrite, NewReport, NewTransition, PastReport, PastRevision, ReportChange, ReportRow};

use super::chance::Chance;
use super::people::Staff;
use super::specimens::Specimen;
use crate::clock::local_day;
use crate::reports::{change, content, particulars};

/// What a report's life depends on.
pub(super) struct Ground<'a> {
    pub template: &'a FormTemplate,
    pub policy: &'a WorkflowPolicy,
    pub staff: &'a Staff,
    /// Those of the unit that receives it.
    pub receiver: Option<&'a Staff>,
    /// How it is filled; none where it is not filled in the system.
    pub specimen: Option<&'a Specimen>,
    /// What the revision of a step that changes no figure says of changes.
    pub unchanged: &'a str,
    pub now: NaiveDateTime,
}

/// The report with everything that happened to it.
pub(super) fn live<'a>(new: &'a NewReport, ground: &Ground<'a>, chance: &mut Chance) -> PastReport<'a> {
    let mut life = Life {
        unchanged: ground.unchanged,
        row: row(new, ground.template),
        state: State::Assigned,
        content: None,
        accepted: None,
        revisions: Vec::new(),
        events: Vec::new(),
    };
    let mut at = start(new, chance);
    for action in script(ground.policy, chance) {
        at += pause(action, chance);
        if at >= ground.now || life.step(action, at, ground, chance).is_none() {
            break;
        }
    }
    PastReport {
        new,
        row: ReportChange::of(&life.row, life.row.updated_at),
        accepted_revision: life.accepted,
        content: life
            .content
            .zip(ground.specimen)
            .map(|((revision, stage), specimen)| (revision, specimen.bodies.get(stage).map_or("", String::as_str))),
        revisions: life.revisions,
        events: life.events,
    }
}

/// When the author begins: most in good time, some late.
fn start(new: &NewReport, chance: &mut Chance) -> NaiveDateTime {
    let minutes = (new.due_at - new.at).num_minutes().max(60);
    let part = if chance.percent(6) { 100 + chance.below(30) } else { 5 + chance.below(60) };
    new.at + TimeDelta::minutes(minutes * i64::from(part) / 100)
}

/// What would happen if there were time enough.
fn script(policy: &WorkflowPolicy, chance: &mut Chance) -> Vec<Action> {
    use Action::{Accept, Approve, Reject, RequestCorrection, Return, Save, Send, Submit};
    let approved = |steps: &mut Vec<Action>| {
        steps.push(Submit);
        steps.extend(std::iter::repeat_n(Approve, usize::from(policy.levels())));
        steps.push(Send);
    };
    let mut steps = vec![Save, Save];
    if chance.percent(4) {
        steps.extend([Submit, Reject, Save]);
    }
    approved(&mut steps);
    match chance.below(100) {
        // Returned, mended and sent again.
        0..=3 => {
            steps.extend([Return, Save]);
            approved(&mut steps);
            steps.push(Accept);
        }
        4 => steps.push(Return),
        5..=7 => {}
        8 => steps.extend([Accept, RequestCorrection]),
        _ => steps.push(Accept),
    }
    // Some never get to the end.
    match chance.below(200) {
        0 => steps.clear(),
        1..=3 => steps.truncate(1),
        4..=5 => steps.truncate(3),
        6..=7 => steps.truncate(4),
        _ => {}
    }
    steps
}

/// How long people take, in minutes.
fn pause(action: Action, chance: &mut Chance) -> TimeDelta {
    let most = match action {
        Action::Save => 36 * 60,
        Action::Approve | Action::Reject => 30 * 60,
        Action::Accept | Action::Return | Action::RequestCorrection => 96 * 60,
        _ => 20 * 60,
    };
    TimeDelta::minutes(5 + i64::from(chance.below(most))) + TimeDelta::seconds(i64::from(chance.below(60)))
}

/// Why somebody says no, or goes on in spite of a doubt.
fn note(action: Action, is_consolidated: bool) -> Option<&'static str> {
    match action {
        Action::Reject => Some("Đề nghị rà soát lại số liệu trước khi trình."),
        Action::Return => Some("Số liệu chưa khớp với kỳ trước, đề nghị kiểm tra."),
        Action::RequestCorrection => Some("Đơn vị phát hiện số liệu cần đính chính."),
        Action::Submit if is_consolidated => Some("Đã đối chiếu với báo cáo của các đơn vị."),
        _ => None,
    }
}

struct Life<'a> {
    unchanged: &'a str,
    row: ReportRow,
    state: State,
    /// The revision that last wrote the content, and which stage of the specimen it wrote.
    content: Option<(i64, usize)>,
    accepted: Option<i64>,
    revisions: Vec<PastRevision<'a>>,
    events: Vec<NewEvent>,
}

impl<'a> Life<'a> {
    /// Takes a step where it can be taken then.
    fn step(&mut self, action: Action, at: NaiveDateTime, ground: &Ground<'a>, chance: &mut Chance) -> Option<()> {
        let actor = actor(action, ground)?;
        let stage = self.content.map(|(_, stage)| stage);
        let note = note(action, self.row.consolidates);
        let counts = ground.specimen.zip(stage).and_then(|(specimen, stage)| specimen.findings.get(stage).copied());
        let facts = self.facts(at, ground.template, counts.unwrap_or_default(), note.is_some());
        let rights = self.rights(actor, ground);
        let transition = workflow::transition(self.state, action, rights, ground.policy, &facts).ok()?;
        if action == Action::Save {
            self.save(at, actor, &transition, ground.specimen?, chance);
        } else {
            self.go(at, actor, &transition, note, ground.specimen.zip(stage), chance);
        }
        self.state = transition.to;
        Some(())
    }

    fn revision(&self) -> i64 {
        i64::try_from(self.revisions.len()).unwrap_or(i64::MAX)
    }

    /// As `reports::save` writes it.
    fn save(
        &mut self,
        at: NaiveDateTime,
        actor: &Actor,
        transition: &Transition,
        specimen: &'a Specimen,
        chance: &mut Chance,
    ) {
        let (stage, changes) = match self.content {
            None => (0, 0),
            Some((_, 0)) => (1, 1),
            Some((_, 1)) => (2, 2),
            Some(_) => (1, 3),
        };
        self.row.author_id = Some(actor.user.0);
        self.row.signed = transition.signed;
        self.row.updated_at = at;
        let opened = transition.changes_state().then(|| self.kept(Action::Open, transition, actor, None, 0));
        if transition.changes_state() {
            transition.to.as_str().clone_into(&mut self.row.state);
            self.row.state_since = at;
        }
        self.content = Some((self.revision() + 1, stage));
        self.revisions.push(PastRevision {
            at,
            user_id: Some(actor.user.0),
            source: "save",
            changes: specimen.changes.get(changes).map_or("", String::as_str),
            snapshot: None,
            transition: opened.map(|opened| (opened, transition.to)),
        });
        self.events.push(event("report.saved", "{}".to_owned(), actor, at, chance));
    }

    /// As `reports::transition` writes it.
    fn go(
        &mut self,
        at: NaiveDateTime,
        actor: &Actor,
        transition: &Transition,
        note: Option<&str>,
        figures: Option<(&'a Specimen, usize)>,
        chance: &mut Chance,
    ) {
        let new = change(&self.row, transition, Some(actor.user), at);
        let is_accepted = transition.to == State::Accepted && transition.from != State::CorrectionRequested;
        let is_kept = is_accepted || matches!(content(transition), ContentWrite::Snapshot);
        let snapshot = figures.filter(|_| is_kept).and_then(|(specimen, stage)| specimen.bodies.get(stage));
        let kept = self.kept(transition.action, transition, actor, note, transition.level.into());
        self.revisions.push(PastRevision {
            at,
            user_id: Some(actor.user.0),
            source: "transition",
            changes: self.unchanged,
            snapshot: snapshot.map(String::as_str),
            transition: Some((kept, transition.to)),
        });
        if is_accepted {
            self.accepted = Some(self.revision());
        }
        self.apply(new);
        let (kind, body) = particulars(transition, note);
        self.events.push(event(&kind, body, actor, at, chance));
    }

    fn apply(&mut self, new: ReportChange) {
        self.row.state = new.state;
        self.row.level = new.level;
        self.row.signed = new.signed;
        self.row.author_id = new.author_id;
        self.row.submitted_at = new.submitted_at;
        self.row.sent_at = new.sent_at;
        self.row.accepted_at = new.accepted_at;
        self.row.state_since = new.state_since;
        self.row.updated_at = new.updated_at;
    }

    fn kept(
        &self,
        action: Action,
        transition: &Transition,
        actor: &Actor,
        note: Option<&str>,
        level: i32,
    ) -> NewTransition {
        NewTransition {
            action: action.as_str().to_owned(),
            from_state: transition.from.as_str().to_owned(),
            level,
            note: note.map(str::to_owned),
            user_id: Some(actor.user.0),
            unit_id: actor.unit.0,
        }
    }

    fn facts(&self, at: NaiveDateTime, template: &FormTemplate, counts: FindingCounts, has_note: bool) -> Facts {
        let today = local_day(at);
        Facts {
            level: u8::try_from(self.row.level).unwrap_or_default(),
            signed: self.row.signed,
            errors: counts.errors,
            // The generated process names nobody.
            actor: None,
            unconfirmed_warnings: counts.warnings,
            stale: false,
            empty: self.content.is_none(),
            incomplete: self.row.consolidates,
            is_open: self.row.opens_on <= today && today <= self.row.closes_on,
            reopened: self.row.submitted_at.is_some() && self.state.is_entry(),
            off_system: template.off_system,
            is_outline: template.kind == FormKind::Outline,
            has_note,
            actor_is_author: false,
            has_receiver: self.row.receiver_id.is_some(),
            is_limited: false,
            by_system: false,
        }
    }

    fn rights(&self, actor: &Actor, ground: &Ground<'_>) -> Rights {
        let receiver = ground.receiver;
        let target = Target {
            unit: ground.staff.unit,
            ancestors: ground.staff.above.clone(),
            receiver: receiver.map(|staff| staff.unit),
            receiver_ancestors: receiver.map(|staff| staff.above.clone()).unwrap_or_default(),
            state: Some(self.state),
        };
        rights_on(actor, &target)
    }
}

/// Who takes such a step. The leader is never the author.
fn actor<'a>(action: Action, ground: &Ground<'a>) -> Option<&'a Actor> {
    Some(match action {
        Action::Approve | Action::Reject => &ground.staff.leader,
        Action::Send => &ground.staff.clerk,
        Action::Accept | Action::Return => &ground.receiver?.author,
        _ => &ground.staff.author,
    })
}

fn event(kind: &str, body: String, actor: &Actor, at: NaiveDateTime, chance: &mut Chance) -> NewEvent {
    NewEvent {
        id: chance.event_id(),
        kind: kind.to_owned(),
        report_id: None,
        actor_id: Some(actor.user.0),
        unit_id: Some(actor.unit.0),
        at,
        body,
        request_id: None,
    }
}

/// A report that was just assigned.
fn row(new: &NewReport, template: &FormTemplate) -> ReportRow {
    ReportRow {
        id: 0,
        form_id: new.form_id,
        unit_id: new.unit_id,
        receiver_id: new.receiver_id,
        consolidates: new.consolidates,
        period: new.period.clone(),
        period_label: new.period_label.clone(),
        data_from: new.data_from,
        data_to: new.data_to,
        opens_on: new.opens_on,
        closes_on: new.closes_on,
        due_at: new.due_at,
        state: State::Assigned.as_str().to_owned(),
        level: 0,
        signed: false,
        revision: 0,
        author_id: None,
        stale: false,
        submitted_at: None,
        sent_at: None,
        accepted_at: None,
        accepted_revision: None,
        state_since: new.at,
        created_at: new.at,
        updated_at: new.at,
        circular: template.circular.clone(),
        form_code: template.code.clone(),
        regime: template.regime.clone(),
        process_id: None,
        limited_by: None,
    }
}
