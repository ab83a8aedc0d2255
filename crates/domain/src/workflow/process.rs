//! The steps that a process comes to, and where a report stands among them: whose turn it is (C12).

use chrono::NaiveTime;

use super::{Signing, State, WorkflowPolicy};
use crate::access::Right;
use crate::ids::UserId;
use crate::language::Language;

/// What is done at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// Figures are entered, or consolidated, and submitted.
    Enter,
    /// A leader approves.
    Approve,
    /// The report is signed.
    Sign,
    /// The report is sent.
    Send,
    /// The receiving unit accepts it or returns it.
    Check,
    /// Nothing is left to be done.
    Finish,
}

impl StepKind {
    /// The code used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Approve => "approve",
            Self::Sign => "sign",
            Self::Send => "send",
            Self::Check => "check",
            Self::Finish => "finish",
        }
    }

    /// The right whose holders do it; none at the end.
    #[must_use]
    pub fn right(self) -> Option<Right> {
        match self {
            Self::Enter => Some(Right::Enter),
            Self::Approve => Some(Right::Approve),
            Self::Sign | Self::Send => Some(Right::Send),
            Self::Check => Some(Right::Check),
            Self::Finish => None,
        }
    }
}

/// One step of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcessStep {
    /// What is done.
    pub kind: StepKind,
    /// Which of how many approvals, both from 1; none for other steps.
    pub level: Option<(u8, u8)>,
    /// Who is named to do it; everybody with the right where nobody is.
    pub named: Vec<UserId>,
    /// Whether it may be left out.
    pub is_optional: bool,
    /// Local time of day at which the machine does it on the closing day.
    pub automatic_at: Option<NaiveTime>,
}

impl ProcessStep {
    fn new(kind: StepKind) -> Self {
        Self { kind, level: None, named: Vec::new(), is_optional: false, automatic_at: None }
    }

    /// What is done, in words.
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        let (vi, en) = match self.kind {
            StepKind::Enter => ("Nhập liệu, trình", "Enter and submit"),
            StepKind::Approve => ("Duyệt", "Approve"),
            StepKind::Sign => ("Ký số", "Sign"),
            StepKind::Send => ("Gửi báo cáo", "Send"),
            StepKind::Check => ("Kiểm tra, tiếp nhận", "Check and accept"),
            StepKind::Finish => ("Hoàn thành", "Done"),
        };
        match (language, self.level) {
            (Language::Vi, Some((level, of))) if of > 1 => format!("{vi} cấp {level}"),
            (Language::En, Some((level, of))) if of > 1 => format!("{en}, level {level}"),
            (Language::Vi, _) => vi.to_owned(),
            (Language::En, _) => en.to_owned(),
        }
    }

    /// Who does it where nobody is named, in words; none at the end.
    #[must_use]
    pub fn who(&self, language: Language) -> Option<&'static str> {
        let (vi, en) = match (self.kind, self.named.is_empty()) {
            (StepKind::Enter, _) => ("Người có quyền nhập liệu", "Whoever may enter"),
            (StepKind::Approve, true) => ("Người có quyền duyệt", "Whoever may approve"),
            (StepKind::Approve, false) => ("Người được chỉ định", "Those who are named"),
            (StepKind::Sign, _) => ("Người duyệt hoặc người gửi", "Who approves or sends"),
            (StepKind::Send, _) => ("Người có quyền gửi", "Whoever may send"),
            (StepKind::Check, _) => ("Người kiểm tra của đơn vị nhận", "Whoever checks for the receiver"),
            (StepKind::Finish, _) => return None,
        };
        Some(match language {
            Language::Vi => vi,
            Language::En => en,
        })
    }
}

/// The steps of a process in their order. Without a receiving unit nobody checks.
#[must_use]
pub fn steps(policy: &WorkflowPolicy, has_receiver: bool) -> Vec<ProcessStep> {
    let levels = policy.levels();
    let approvals = (1..=levels).map(|level| ProcessStep {
        level: Some((level, levels)),
        named: policy.named(level).to_vec(),
        ..ProcessStep::new(StepKind::Approve)
    });
    let signing = (policy.signing != Signing::Off)
        .then(|| ProcessStep { is_optional: policy.signing == Signing::Optional, ..ProcessStep::new(StepKind::Sign) });
    let sending = ProcessStep { automatic_at: policy.auto_send_at, ..ProcessStep::new(StepKind::Send) };
    let checking = (policy.receiver_check && has_receiver)
        .then(|| ProcessStep { automatic_at: policy.auto_accept_at, ..ProcessStep::new(StepKind::Check) });
    std::iter::once(ProcessStep::new(StepKind::Enter))
        .chain(approvals)
        .chain(signing)
        .chain([sending])
        .chain(checking)
        .chain([ProcessStep::new(StepKind::Finish)])
        .collect()
}

/// Where a report is with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepState {
    /// Done.
    Done,
    /// It is the turn of those who do it.
    Current,
    /// Still to come.
    Ahead,
    /// Left out: not signed, or the unit is exempt.
    LeftOut,
}

impl StepState {
    /// The code used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Ahead => "ahead",
            Self::LeftOut => "left_out",
        }
    }

    /// The same in words.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Done => ("Đã xong", "Done"),
            Self::Current => ("Đang chờ", "Waited for"),
            Self::Ahead => ("Chưa đến", "To come"),
            Self::LeftOut => ("Bỏ qua", "Left out"),
        };
        match language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}

/// Where a report stands with each of the steps of its process.
#[must_use]
pub fn standing(steps: &[ProcessStep], state: State, level: u8, signed: bool) -> Vec<StepState> {
    let Some(current) = current(steps, state, level, signed) else {
        let all = if state == State::Exempt { StepState::LeftOut } else { StepState::Done };
        return steps.iter().map(|step| if is_skipped(step, signed) { StepState::LeftOut } else { all }).collect();
    };
    let of = |(place, step): (usize, &ProcessStep)| match place.cmp(&current) {
        _ if step.kind == StepKind::Sign && signed => StepState::Done,
        std::cmp::Ordering::Less if is_skipped(step, signed) => StepState::LeftOut,
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Current,
        std::cmp::Ordering::Greater => StepState::Ahead,
    };
    steps.iter().enumerate().map(of).collect()
}

fn is_skipped(step: &ProcessStep, signed: bool) -> bool {
    step.kind == StepKind::Sign && step.is_optional && !signed
}

/// The place of the step that is waited for; none where nothing is.
fn current(steps: &[ProcessStep], state: State, level: u8, signed: bool) -> Option<usize> {
    let find = |wanted: &dyn Fn(&ProcessStep) -> bool| steps.iter().position(wanted);
    match state {
        State::Assigned | State::InProgress | State::Returned => find(&|step| step.kind == StepKind::Enter),
        State::Submitted => find(&|step| step.level.is_some_and(|(this, _)| this == level.max(1)))
            .or_else(|| steps.iter().rposition(|step| step.kind == StepKind::Approve)),
        State::Approved => find(&|step| step.kind == StepKind::Sign && !step.is_optional && !signed)
            .or_else(|| find(&|step| step.kind == StepKind::Send)),
        State::Sent | State::CorrectionRequested => {
            find(&|step| step.kind == StepKind::Check).or_else(|| find(&|step| step.kind == StepKind::Finish))
        }
        State::Accepted | State::Exempt => None,
    }
}
