//! The workflow: its single decisions as a table, and what no sequence of actions may break.

use chrono::{NaiveDate, NaiveTime};
use domain::access::{Right, Rights};
use domain::ids::UserId;
use domain::language::Language;
use domain::workflow::{
    Action, Facts, Refusal, RefusalCode, Signing, State, WorkflowPolicy, allowed_actions, automatic_action, transition,
};
use proptest::prelude::*;

fn all_rights() -> Rights {
    Right::ALL.into_iter().collect()
}

fn ready() -> Facts {
    Facts { is_open: true, has_note: true, has_receiver: true, ..Facts::default() }
}

fn try_it(state: State, action: Action, policy: &WorkflowPolicy, facts: &Facts) -> Result<State, RefusalCode> {
    transition(state, action, all_rights(), policy, facts).map(|done| done.to).map_err(|refusal| refusal.code)
}

#[test]
fn facts_stand_in_the_way() {
    use Action as A;
    use RefusalCode as R;
    use State as S;
    let standard = WorkflowPolicy::default();
    let signed = WorkflowPolicy { signing: Signing::Required, ..standard.clone() };
    let unsigned = WorkflowPolicy { signing: Signing::Off, ..standard.clone() };
    let alone = WorkflowPolicy { one_account: true, ..standard.clone() };
    let hour = NaiveTime::from_hms_opt(17, 0, 0);
    let automatic = WorkflowPolicy { auto_send_at: hour, auto_accept_at: hour, ..signed.clone() };
    let closed = Facts { is_open: false, ..ready() };
    let silent = Facts { has_note: false, ..ready() };
    let faulty = Facts { errors: 1, ..ready() };
    let author = Facts { actor_is_author: true, level: 1, ..ready() };
    let machine = Facts { by_system: true, ..ready() };
    let rows = [
        (S::InProgress, A::Submit, &standard, faulty.clone(), Err(R::ErrorsRemain)),
        (S::InProgress, A::Save, &standard, faulty.clone(), Ok(S::InProgress)),
        // A correction that is limited to cells may be opened further while it is under way.
        (S::InProgress, A::GrantCorrection, &standard, ready(), Err(R::WrongState)),
        (S::InProgress, A::GrantCorrection, &standard, Facts { is_limited: true, ..silent.clone() }, Ok(S::InProgress)),
        (S::Returned, A::GrantCorrection, &standard, Facts { is_limited: true, ..silent.clone() }, Ok(S::Returned)),
        (S::Submitted, A::GrantCorrection, &standard, Facts { is_limited: true, ..ready() }, Err(R::WrongState)),
        (S::Approved, A::Send, &standard, faulty, Err(R::ErrorsRemain)),
        (
            S::InProgress,
            A::Submit,
            &standard,
            Facts { unconfirmed_warnings: 2, ..silent.clone() },
            Err(R::WarningsUnconfirmed),
        ),
        (S::InProgress, A::Submit, &standard, Facts { unconfirmed_warnings: 2, ..ready() }, Ok(S::Submitted)),
        (S::InProgress, A::Submit, &standard, Facts { stale: true, ..silent.clone() }, Err(R::WarningsUnconfirmed)),
        (S::InProgress, A::Submit, &standard, Facts { stale: true, ..ready() }, Ok(S::Submitted)),
        (S::Submitted, A::Approve, &standard, Facts { stale: true, ..silent.clone() }, Err(R::WarningsUnconfirmed)),
        (S::Submitted, A::Approve, &standard, Facts { stale: true, ..ready() }, Ok(S::Approved)),
        (S::InProgress, A::Submit, &standard, Facts { empty: true, ..silent.clone() }, Err(R::WarningsUnconfirmed)),
        (S::InProgress, A::Submit, &standard, Facts { empty: true, ..ready() }, Ok(S::Submitted)),
        (
            S::InProgress,
            A::Submit,
            &standard,
            Facts { incomplete: true, ..silent.clone() },
            Err(R::WarningsUnconfirmed),
        ),
        (S::InProgress, A::Submit, &standard, Facts { incomplete: true, ..ready() }, Ok(S::Submitted)),
        // Its author has given the reason; the leader reads it.
        (
            S::Submitted,
            A::Approve,
            &standard,
            Facts { empty: true, incomplete: true, ..silent.clone() },
            Ok(S::Approved),
        ),
        (S::Assigned, A::Open, &standard, closed.clone(), Err(R::EntryClosed)),
        (S::InProgress, A::Save, &standard, closed.clone(), Err(R::EntryClosed)),
        (S::InProgress, A::Submit, &standard, closed.clone(), Err(R::EntryClosed)),
        (S::InProgress, A::Submit, &standard, Facts { reopened: true, ..closed.clone() }, Ok(S::Submitted)),
        (S::Returned, A::Save, &standard, closed.clone(), Ok(S::Returned)),
        (S::Returned, A::Submit, &standard, closed.clone(), Ok(S::Submitted)),
        // The entry window is for entry only.
        (S::Submitted, A::Approve, &standard, closed.clone(), Ok(S::Approved)),
        (S::Approved, A::Send, &standard, closed, Ok(S::Sent)),
        (S::Submitted, A::Reject, &standard, silent.clone(), Err(R::ReasonRequired)),
        (S::Approved, A::RefuseToSend, &standard, silent.clone(), Err(R::ReasonRequired)),
        (S::Sent, A::Return, &standard, silent, Err(R::ReasonRequired)),
        (S::Submitted, A::Approve, &standard, author.clone(), Err(R::OwnReport)),
        (S::Submitted, A::Approve, &alone, author.clone(), Ok(S::Approved)),
        (S::Submitted, A::Recall, &standard, author.clone(), Ok(S::InProgress)),
        (S::Submitted, A::Recall, &standard, Facts { level: 2, ..author }, Err(R::ApprovalStarted)),
        (S::Submitted, A::Recall, &standard, Facts { level: 1, ..ready() }, Err(R::NotAuthor)),
        (S::Approved, A::Send, &signed, ready(), Err(R::SignatureMissing)),
        (S::Approved, A::Send, &signed, Facts { signed: true, ..ready() }, Ok(S::Sent)),
        (S::Approved, A::Sign, &signed, ready(), Ok(S::Approved)),
        (S::Approved, A::Sign, &unsigned, ready(), Err(R::SigningOff)),
        (S::Approved, A::AutoSend, &automatic, machine.clone(), Err(R::SignatureMissing)),
        (S::Approved, A::AutoSend, &automatic, Facts { signed: true, ..machine.clone() }, Ok(S::Sent)),
        (S::Sent, A::AutoAccept, &automatic, machine.clone(), Ok(S::Accepted)),
        (S::Sent, A::AutoAccept, &automatic, ready(), Err(R::AutomaticOnly)),
        (S::Sent, A::AutoAccept, &standard, machine, Err(R::AutomationOff)),
        (S::Accepted, A::RequestCorrection, &standard, ready(), Ok(S::CorrectionRequested)),
        (S::Sent, A::RequestCorrection, &standard, ready(), Ok(S::InProgress)),
    ];
    for (state, action, policy, facts, expected) in rows {
        assert_eq!(try_it(state, action, policy, &facts), expected, "{state:?} {action:?} {facts:?}");
    }
}

#[test]
fn nothing_but_exemption_moves_a_state_secret_form() {
    let facts = Facts { off_system: true, ..ready() };
    for state in State::ALL {
        for action in Action::ALL {
            let done = transition(state, action, all_rights(), &WorkflowPolicy::default(), &facts);
            assert_eq!(done.is_ok(), action == Action::Exempt && state.is_entry(), "{state:?} {action:?}");
        }
    }
}

#[test]
fn nothing_is_entered_in_an_outline() {
    let facts = Facts { is_outline: true, ..ready() };
    for state in State::ALL {
        for action in [Action::Open, Action::Save, Action::Submit] {
            assert!(transition(state, action, all_rights(), &WorkflowPolicy::default(), &facts).is_err());
        }
    }
    assert!(transition(State::Assigned, Action::Exempt, all_rights(), &WorkflowPolicy::default(), &facts).is_ok());
}

#[test]
fn every_level_approves_in_turn() {
    for levels in 0..=4 {
        let policy = WorkflowPolicy { approval_levels: levels, ..WorkflowPolicy::default() };
        let mut done = transition(State::InProgress, Action::Submit, all_rights(), &policy, &ready()).unwrap();
        let mut approvals = 0;
        while done.to == State::Submitted {
            approvals += 1;
            assert_eq!(done.level, approvals);
            let facts = Facts { level: done.level, ..ready() };
            done = transition(State::Submitted, Action::Approve, all_rights(), &policy, &facts).unwrap();
        }
        assert_eq!((done.to, done.level, approvals), (State::Approved, 0, levels.min(3)));
    }
}

#[test]
fn a_report_without_anybody_to_answer_is_accepted_at_once() {
    let unchecked = WorkflowPolicy { receiver_check: false, ..WorkflowPolicy::default() };
    let top = Facts { has_receiver: false, ..ready() };
    assert_eq!(try_it(State::Approved, Action::Send, &unchecked, &ready()), Ok(State::Accepted));
    assert_eq!(try_it(State::Approved, Action::Send, &WorkflowPolicy::default(), &top), Ok(State::Accepted));
    assert_eq!(try_it(State::Accepted, Action::RequestCorrection, &unchecked, &top), Ok(State::InProgress));
}

#[test]
fn coming_back_voids_the_signature_and_reopens() {
    let facts = Facts { signed: true, level: 1, ..ready() };
    let rows = [
        (State::Submitted, Action::Reject, false, true),
        (State::Approved, Action::RefuseToSend, false, true),
        (State::Sent, Action::Return, false, true),
        (State::CorrectionRequested, Action::GrantCorrection, false, true),
        (State::Approved, Action::Send, true, false),
        (State::Sent, Action::Accept, true, false),
    ];
    for (state, action, signed, reopened) in rows {
        let done = transition(state, action, all_rights(), &WorkflowPolicy::default(), &facts).unwrap();
        assert_eq!((done.signed, done.reopened), (signed, reopened), "{action:?}");
    }
}

#[test]
fn consolidated_reports_above_become_stale() {
    let unchecked = WorkflowPolicy { receiver_check: false, ..WorkflowPolicy::default() };
    let checked = WorkflowPolicy::default();
    let rows = [
        (State::Sent, Action::Accept, &checked, true),
        (State::Approved, Action::Send, &unchecked, true),
        (State::Approved, Action::Send, &checked, false),
        (State::Sent, Action::Return, &checked, false),
        (State::Accepted, Action::Return, &checked, true),
        (State::Accepted, Action::RequestCorrection, &checked, false),
        (State::CorrectionRequested, Action::DeclineCorrection, &checked, false),
        (State::CorrectionRequested, Action::GrantCorrection, &checked, true),
    ];
    for (state, action, policy, stale) in rows {
        let done = transition(state, action, all_rights(), policy, &ready()).unwrap();
        assert_eq!(done.changes_consolidation(), stale, "{state:?} {action:?}");
    }
}

#[test]
fn an_exempt_report_is_at_its_end() {
    assert_eq!(allowed_actions(State::Exempt, all_rights(), &WorkflowPolicy::default(), &ready()), []);
    assert_eq!(
        allowed_actions(State::Accepted, all_rights(), &WorkflowPolicy::default(), &ready()),
        [Action::Return, Action::RequestCorrection]
    );
}

#[test]
fn the_machine_waits_for_its_hour() {
    let closes: NaiveDate = "2026-12-22".parse().unwrap();
    let policy = WorkflowPolicy {
        auto_send_at: NaiveTime::from_hms_opt(16, 30, 0),
        auto_accept_at: NaiveTime::from_hms_opt(17, 0, 0),
        ..WorkflowPolicy::default()
    };
    let rows = [
        (State::Approved, "2026-12-22T09:29:59", None),
        (State::Approved, "2026-12-22T09:30:00", Some(Action::AutoSend)),
        (State::Submitted, "2026-12-23T00:00:00", Some(Action::AutoSend)),
        (State::InProgress, "2026-12-23T00:00:00", None),
        (State::Sent, "2026-12-22T09:30:00", None),
        (State::Sent, "2026-12-22T10:00:00", Some(Action::AutoAccept)),
        (State::Accepted, "2026-12-23T00:00:00", None),
    ];
    for (state, now, expected) in rows {
        assert_eq!(automatic_action(state, &policy, closes, now.parse().unwrap()), expected, "{state:?} {now}");
        assert_eq!(automatic_action(state, &WorkflowPolicy::default(), closes, now.parse().unwrap()), None);
    }
}

#[test]
fn codes_and_labels() {
    for state in State::ALL {
        assert_eq!(State::parse(state.as_str()), Some(state));
        assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
    }
    for action in Action::ALL {
        assert_eq!(Action::parse(action.as_str()), Some(action));
        assert_eq!(serde_json::to_value(action).unwrap(), action.as_str());
    }
    for code in RefusalCode::ALL {
        assert_eq!(RefusalCode::parse(code.as_str()), Some(code));
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
    }
    let vi: std::collections::HashSet<_> = State::ALL.iter().map(|state| state.label(Language::Vi)).collect();
    let en: std::collections::HashSet<_> = Action::ALL.iter().map(|action| action.label(Language::En)).collect();
    assert_eq!((vi.len(), en.len()), (State::ALL.len(), Action::ALL.len()));
}

#[test]
fn policy_data_may_leave_out_what_is_usual() {
    let policy: WorkflowPolicy = serde_json::from_str(r#"{"approval_levels":2,"auto_send_at":"16:30:00"}"#).unwrap();
    assert_eq!(policy.approval_levels, 2);
    assert_eq!(policy.auto_send_at, NaiveTime::from_hms_opt(16, 30, 0));
    assert!(policy.receiver_check && !policy.one_account);
    let json = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<WorkflowPolicy>(&json).unwrap(), policy);
    assert!(serde_json::from_str::<WorkflowPolicy>(r#"{"levels":2}"#).is_err());
}

fn says_what_to_do(refusal: &Refusal) -> bool {
    let full_sentence = |text: &str| text.ends_with('.') && text.split_whitespace().count() >= 4;
    let (vi, en) = (refusal.message(Language::Vi), refusal.message(Language::En));
    full_sentence(&vi) && full_sentence(&en) && vi.contains("ãy ")
}

fn any_policy() -> impl Strategy<Value = WorkflowPolicy> {
    (0u8..5, 0usize..3, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(approval_levels, signing, receiver_check, one_account, automatic)| {
            let hour = automatic.then_some(NaiveTime::MIN);
            WorkflowPolicy {
                approval_levels,
                signing: [Signing::Required, Signing::Optional, Signing::Off][signing],
                receiver_check,
                one_account,
                auto_accept_at: hour,
                auto_send_at: hour,
                approvers: if one_account { vec![vec![UserId(7)]] } else { Vec::new() },
            }
        },
    )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    (0usize..2, 0usize..2, proptest::bits::u8::ANY).prop_map(|(errors, unconfirmed_warnings, bits)| Facts {
        level: 0,
        signed: false,
        errors,
        unconfirmed_warnings,
        stale: bits & 0b10_0010 == 0b10_0010,
        empty: bits & 0b100_0010 == 0b100_0010,
        incomplete: bits & 0b1000_0010 == 0b1000_0010,
        is_open: bits & 1 == 0,
        reopened: false,
        off_system: bits & 0b1110 == 0b1110,
        is_outline: bits & 0b1_1100 == 0b1_1100,
        has_note: bits & 16 == 0,
        actor_is_author: bits & 32 == 0,
        actor: Some(UserId(if bits & 2 == 0 { 7 } else { 8 })),
        has_receiver: bits & 64 == 0,
        is_limited: bits & 0b11 == 0b11,
        by_system: bits & 128 == 0,
    })
}

proptest! {
    /// However people and the machine act, a report stays inside what the states promise.
    #[test]
    fn no_sequence_of_actions_breaks_the_states(
        policy in any_policy(),
        steps in prop::collection::vec((0usize..17, any_facts(), 0u8..128), 1..40),
    ) {
        let (mut state, mut level, mut signed, mut reopened) = (State::Assigned, 0, false, false);
        for (action, facts, rights) in steps {
            let action = Action::ALL[action];
            let rights: Rights =
                Right::ALL.into_iter().enumerate().filter(|(bit, _)| rights & (1 << bit) != 0).map(|(_, r)| r).collect();
            let facts = Facts { level, signed, reopened, ..facts };
            let result = transition(state, action, rights, &policy, &facts);
            let offered = allowed_actions(state, rights, &policy, &facts).contains(&action);
            match result {
                Ok(done) => {
                    prop_assert!(offered);
                    prop_assert_eq!((done.from, done.action), (state, action));
                    (state, level, signed, reopened) = (done.to, done.level, done.signed, done.reopened);
                }
                Err(refusal) => {
                    prop_assert!(says_what_to_do(&refusal), "{:?}", refusal);
                    // A reason can still be given; nothing else can be mended in the same breath.
                    let mendable = [RefusalCode::ReasonRequired, RefusalCode::WarningsUnconfirmed];
                    prop_assert_eq!(offered, mendable.contains(&refusal.code), "{:?}", refusal.code);
                }
            }
            prop_assert_eq!(level > 0, state == State::Submitted);
            prop_assert!(level <= policy.levels());
            prop_assert!(!(signed && state.is_entry()));
            prop_assert!(!(signed && policy.signing == Signing::Off));
            if policy.signing == Signing::Required && state == State::Sent {
                prop_assert!(signed);
            }
        }
    }
}
