//! The configurable process: who is named, what units may choose, the steps that it comes to, and whose turn it is.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use domain::access::{Right, Rights};
use domain::ids::UserId;
use domain::language::Language;
use domain::regime::{Regime, limits};
use domain::workflow::{
    Action, Facts, MOST_LEVELS, RefusalCode, Signing, State, StepKind, StepState, UnitChoices, WorkflowPolicy,
    policy_limits, standing, steps, transition,
};
use proptest::prelude::*;

const LEADER: UserId = UserId(1);
const CHIEF: UserId = UserId(2);
const OTHER: UserId = UserId(3);

fn ready(actor: UserId) -> Facts {
    Facts { is_open: true, has_note: true, has_receiver: true, actor: Some(actor), ..Facts::default() }
}

fn two_levels() -> WorkflowPolicy {
    WorkflowPolicy { approval_levels: 2, approvers: vec![vec![LEADER], vec![]], ..WorkflowPolicy::default() }
}

#[test]
fn only_who_is_named_decides_at_a_level_and_only_with_the_right() {
    let policy = two_levels();
    let approve = Rights::of(&[Right::Approve]);
    let try_it = |action, actor, level, rights| {
        let facts = Facts { level, ..ready(actor) };
        transition(State::Submitted, action, rights, &policy, &facts)
            .map(|done| (done.to, done.level))
            .map_err(|refusal| refusal.code)
    };
    for action in [Action::Approve, Action::Reject, Action::Sign] {
        assert_eq!(try_it(action, OTHER, 1, approve), Err(RefusalCode::NotNamed), "{action:?}");
        assert!(try_it(action, LEADER, 1, approve).is_ok(), "{action:?}");
        assert_eq!(try_it(action, LEADER, 1, Rights::NONE), Err(RefusalCode::MissingRight), "naming gives no right");
        assert!(try_it(action, OTHER, 2, approve).is_ok(), "{action:?}: nobody is named for the second level");
    }
    assert_eq!(try_it(Action::Approve, LEADER, 1, approve), Ok((State::Submitted, 2)));
    assert_eq!(try_it(Action::Approve, OTHER, 2, approve), Ok((State::Approved, 0)));
    let nobody = Facts { level: 1, actor: None, ..ready(OTHER) };
    let refused = transition(State::Submitted, Action::Approve, approve, &policy, &nobody).unwrap_err();
    assert_eq!(refused.code, RefusalCode::NotNamed);
    // What is taken back or asked for is not the approvers' affair.
    let author = Facts { level: 1, actor_is_author: true, ..ready(OTHER) };
    assert!(transition(State::Submitted, Action::Recall, Rights::of(&[Right::Enter]), &policy, &author).is_ok());
}

#[test]
fn what_no_process_may_say() {
    let faults = |policy: &WorkflowPolicy| -> Vec<(String, &'static str)> {
        policy_limits(policy).into_iter().map(|fault| (fault.place, fault.code)).collect()
    };
    assert_eq!(faults(&WorkflowPolicy::default()), []);
    assert_eq!(faults(&two_levels()), []);
    let fault = |place: &str, code| (place.to_owned(), code);
    let four = WorkflowPolicy { approval_levels: 4, ..WorkflowPolicy::default() };
    assert_eq!(faults(&four), [fault("approval_levels", "too_many_levels")]);
    let beyond = WorkflowPolicy { approval_levels: 1, ..two_levels() };
    assert_eq!(faults(&beyond), [fault("approval_levels", "named_beyond_levels")]);
    let again = WorkflowPolicy { approvers: vec![vec![LEADER], vec![CHIEF, LEADER]], ..two_levels() };
    assert_eq!(faults(&again), [fault("approvers.2", "named_twice")]);
    let double = WorkflowPolicy { approvers: vec![vec![LEADER, LEADER]], ..two_levels() };
    assert_eq!(faults(&double), [fault("approvers.1", "named_twice")]);
    let crowd = WorkflowPolicy { approvers: vec![(1..=21).map(UserId).collect()], ..two_levels() };
    assert_eq!(faults(&crowd), [fault("approvers.1", "too_many")]);
}

#[test]
fn a_regime_names_nobody_and_its_choices_make_sense() {
    let regime = |policy: WorkflowPolicy, unit_choices: UnitChoices| -> Regime {
        let mut regime: Regime =
            serde_json::from_str(r#"{"format":1,"circular":"01/2020/TT-VPCP","code":"II","title":"Thử"}"#).unwrap();
        (regime.policy, regime.unit_choices) = (policy, unit_choices);
        regime
    };
    let codes = |regime: &Regime| -> Vec<(String, &'static str)> {
        limits(regime).into_iter().map(|fault| (fault.place, fault.code)).collect()
    };
    let fault = |place: &str, code| (place.to_owned(), code);
    assert_eq!(codes(&regime(WorkflowPolicy::default(), UnitChoices::default())), []);
    assert_eq!(codes(&regime(two_levels(), UnitChoices::default())), [fault("policy.approvers", "only_units_name")]);
    let upside_down = UnitChoices { least_levels: 3, most_levels: 1, ..UnitChoices::default() };
    assert_eq!(
        codes(&regime(WorkflowPolicy::default(), upside_down)),
        [fault("unit_choices.levels", "least_above_most")]
    );
    let many = UnitChoices { most_levels: 9, ..UnitChoices::default() };
    assert_eq!(codes(&regime(WorkflowPolicy::default(), many)), [fault("unit_choices.levels", "too_many_levels")]);
    // What is open is not written, so that regimes from before stay the texts that they were.
    let written = serde_json::to_value(regime(WorkflowPolicy::default(), UnitChoices::default())).unwrap();
    assert!(written.get("unit_choices").is_none(), "{written}");
}

#[test]
fn units_choose_within_what_the_regime_leaves_to_them() {
    let regime = WorkflowPolicy { signing: Signing::Off, ..WorkflowPolicy::default() };
    let strict = UnitChoices {
        least_levels: 2,
        most_levels: 3,
        signing: vec![Signing::Required],
        one_account: false,
        receiver_check: false,
        auto_send: false,
        auto_accept: false,
    };
    let hour = NaiveTime::from_hms_opt(17, 0, 0);
    let places = |own: &WorkflowPolicy| -> Vec<String> {
        strict.check(&regime, own).into_iter().map(|fault| fault.place).collect()
    };
    let cases: [(WorkflowPolicy, &[&str]); 9] = [
        (regime.clone(), &[]),
        (WorkflowPolicy { approval_levels: 2, ..regime.clone() }, &[]),
        (WorkflowPolicy { approval_levels: 0, ..regime.clone() }, &["approval_levels"]),
        (WorkflowPolicy { signing: Signing::Required, ..regime.clone() }, &[]),
        (WorkflowPolicy { signing: Signing::Optional, ..regime.clone() }, &["signing"]),
        (WorkflowPolicy { one_account: true, ..regime.clone() }, &["one_account"]),
        (WorkflowPolicy { receiver_check: false, ..regime.clone() }, &["receiver_check"]),
        (
            WorkflowPolicy { auto_send_at: hour, auto_accept_at: hour, ..regime.clone() },
            &["auto_send_at", "auto_accept_at"],
        ),
        // People are the unit's own affair.
        (WorkflowPolicy { approvers: vec![vec![LEADER]], ..regime.clone() }, &[]),
    ];
    for (own, expected) in cases {
        assert_eq!(places(&own), expected, "{own:?}");
        let settled = strict.settle(&regime, &own);
        assert_eq!(places(&settled), [""; 0], "{own:?}");
        assert_eq!(settled == own, expected.is_empty(), "{own:?} became {settled:?}");
    }
    let fault = &strict.check(&regime, &WorkflowPolicy { approval_levels: 0, ..regime.clone() })[0];
    assert_eq!(fault.text(Language::Vi), "Chế độ báo cáo cho phép số cấp duyệt từ 2 đến 3 hoặc 1.");
}

#[test]
fn the_steps_are_those_of_the_process() {
    let kinds = |policy: &WorkflowPolicy, has_receiver| -> String {
        let name = |step: domain::workflow::ProcessStep| match step.level {
            Some((level, _)) => format!("approve{level}"),
            None => step.kind.as_str().to_owned(),
        };
        steps(policy, has_receiver).into_iter().map(name).collect::<Vec<_>>().join(" ")
    };
    let plain = WorkflowPolicy { signing: Signing::Off, ..WorkflowPolicy::default() };
    assert_eq!(kinds(&plain, true), "enter approve1 send check finish");
    assert_eq!(kinds(&plain, false), "enter approve1 send finish");
    let none = WorkflowPolicy { approval_levels: 0, receiver_check: false, ..plain.clone() };
    assert_eq!(kinds(&none, true), "enter send finish");
    let all = WorkflowPolicy { approval_levels: 3, signing: Signing::Required, ..plain };
    assert_eq!(kinds(&all, true), "enter approve1 approve2 approve3 sign send check finish");
    let labels: Vec<String> = steps(&two_levels(), true).iter().map(|step| step.label(Language::Vi)).collect();
    let expected =
        ["Nhập liệu, trình", "Duyệt cấp 1", "Duyệt cấp 2", "Ký số", "Gửi báo cáo", "Kiểm tra, tiếp nhận", "Hoàn thành"];
    assert_eq!(labels, expected);
}

#[test]
fn where_a_report_stands() {
    let policy = WorkflowPolicy { signing: Signing::Required, ..two_levels() };
    let all = steps(&policy, true);
    let marks = |state, level, signed| -> String {
        let mark = |state: StepState| match state {
            StepState::Done => 'x',
            StepState::Current => '>',
            StepState::Ahead => '.',
            StepState::LeftOut => '-',
        };
        standing(&all, state, level, signed).into_iter().map(mark).collect()
    };
    // Enter, two approvals, signature, sending, checking, the end.
    for (state, level, signed, expected) in [
        (State::Assigned, 0, false, ">......"),
        (State::InProgress, 0, false, ">......"),
        (State::Returned, 0, false, ">......"),
        (State::Submitted, 1, false, "x>....."),
        (State::Submitted, 2, false, "xx>...."),
        (State::Submitted, 2, true, "xx>x..."),
        (State::Approved, 0, false, "xxx>..."),
        (State::Approved, 0, true, "xxxx>.."),
        (State::Sent, 0, true, "xxxxx>."),
        (State::CorrectionRequested, 0, true, "xxxxx>."),
        (State::Accepted, 0, true, "xxxxxxx"),
        (State::Exempt, 0, false, "-------"),
    ] {
        assert_eq!(marks(state, level, signed), expected, "{state:?} {level} {signed}");
    }
    let optional = steps(&two_levels(), true);
    let unsigned = standing(&optional, State::Approved, 0, false);
    assert_eq!((unsigned[3], unsigned[4]), (StepState::LeftOut, StepState::Current));
    assert_eq!(standing(&optional, State::Accepted, 0, false)[3], StepState::LeftOut);
}

fn policies() -> impl Strategy<Value = WorkflowPolicy> {
    (0..=MOST_LEVELS, 0..3_usize, any::<[bool; 2]>(), proptest::collection::vec(0..3_u8, 0..=3)).prop_map(
        |(approval_levels, signing, [receiver_check, one_account], named)| WorkflowPolicy {
            approval_levels,
            signing: Signing::ALL[signing],
            receiver_check,
            one_account,
            approvers: named
                .into_iter()
                .take(approval_levels.into())
                .zip(1..)
                .map(|(count, level)| (0..i64::from(count)).map(|one| UserId(10 * level + one)).collect())
                .collect(),
            ..WorkflowPolicy::default()
        },
    )
}

/// What somebody does whose turn it is.
fn action(kind: StepKind) -> Action {
    match kind {
        StepKind::Enter => Action::Submit,
        StepKind::Approve => Action::Approve,
        StepKind::Sign => Action::Sign,
        StepKind::Send => Action::Send,
        StepKind::Check | StepKind::Finish => Action::Accept,
    }
}

proptest! {
    /// The picture and the decisions agree: who stands at the current step, with its right and named where people are,
    /// may do it; it is the only one that is waited for; and doing one after the other comes to the end.
    #[test]
    fn the_current_step_can_be_done_and_leads_to_the_end(policy in policies(), has_receiver in any::<bool>()) {
        let all = steps(&policy, has_receiver);
        let (mut state, mut level, mut signed) = (State::InProgress, 0, false);
        let mut done = BTreeSet::new();
        for _ in 0..=all.len() {
            let states = standing(&all, state, level, signed);
            let current: Vec<usize> = (0..all.len()).filter(|place| states[*place] == StepState::Current).collect();
            if state == State::Accepted {
                prop_assert_eq!(current, Vec::<usize>::new());
                break;
            }
            prop_assert_eq!(current.len(), 1, "{:?} {:?}", state, states);
            let place = current[0];
            prop_assert!(done.insert(place), "a step twice");
            prop_assert!(states[..place].iter().all(|one| matches!(one, StepState::Done | StepState::LeftOut)));
            prop_assert!(states[place + 1..].iter().all(|one| *one == StepState::Ahead));
            let step = &all[place];
            let rights: Rights = step.kind.right().into_iter().collect();
            let actor = step.named.first().copied().unwrap_or(OTHER);
            let facts = Facts { level, signed, has_receiver, ..ready(actor) };
            let taken = transition(state, action(step.kind), rights, &policy, &facts);
            prop_assert!(taken.is_ok(), "{:?} at {:?}: {:?}", step, state, taken);
            if !step.named.is_empty() {
                let other = Facts { actor: Some(OTHER), ..facts };
                let refused = transition(state, action(step.kind), rights, &policy, &other).unwrap_err();
                prop_assert_eq!(refused.code, RefusalCode::NotNamed);
            }
            let taken = taken.unwrap();
            (state, level, signed) = (taken.to, taken.level, taken.signed);
        }
        prop_assert_eq!(state, State::Accepted);
    }

    /// Whatever a unit says, what holds for it is within the regime, and settling it again changes nothing.
    #[test]
    fn what_holds_is_within_the_regime(
        regime in policies(),
        own in policies(),
        (least_levels, most_levels) in (0..=MOST_LEVELS, 0..=MOST_LEVELS),
        open in any::<[bool; 4]>(),
        signing in proptest::sample::subsequence(Signing::ALL.to_vec(), 0..=3),
    ) {
        let [one_account, receiver_check, auto_send, auto_accept] = open;
        let choices =
            UnitChoices { least_levels, most_levels, signing, one_account, receiver_check, auto_send, auto_accept };
        let settled = choices.settle(&regime, &own);
        prop_assert_eq!(choices.check(&regime, &settled), []);
        prop_assert_eq!(choices.settle(&regime, &settled), settled.clone());
        prop_assert!(policy_limits(&settled).is_empty());
        if choices.check(&regime, &own).is_empty() {
            prop_assert_eq!(settled, own);
        }
    }
}
