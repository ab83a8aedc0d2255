//! The words of the workflow, as a checked-in text that an official can read: states, actions, refusals.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveTime;
use domain::access::{Right, Rights};
use domain::ids::UserId;
use domain::language::Language;
use domain::workflow::{Action, Facts, RefusalCode, Signing, State, WorkflowPolicy, transition};

#[test]
fn words_of_the_workflow() {
    let mut text = String::new();
    states(&mut text);
    actions(&mut text);
    refusals(&mut text);
    crate::support::check_snapshot("workflow_words", &text);
}

fn mark(holds: bool, word: &'static str) -> &'static str {
    if holds { word } else { "-" }
}

fn states(text: &mut String) {
    writeln!(text, "## States\n").unwrap();
    for state in State::ALL {
        writeln!(
            text,
            "{:<22}{:<24}{:<22}turn {:<10}{:<10}{:<12}{:<12}{}",
            state.as_str(),
            state.label(Language::Vi),
            state.label(Language::En),
            state.turn().map_or("-", Right::as_str),
            mark(state.is_entry(), "entry"),
            mark(state.is_disclosed(), "disclosed"),
            mark(state.is_delivered(), "delivered"),
            mark(state.is_consolidated(), "consolidated"),
        )
        .unwrap();
    }
}

fn actions(text: &mut String) {
    writeln!(text, "\n## Actions\n").unwrap();
    for action in Action::ALL {
        writeln!(
            text,
            "{:<20}{:<28}{:<24}{:<34}{:<8}{}",
            action.as_str(),
            action.label(Language::Vi),
            action.label(Language::En),
            action.rights().to_string(),
            mark(action.needs_reason(), "reason"),
            mark(action.is_automatic(), "machine"),
        )
        .unwrap();
    }
}

/// One way into each refusal.
fn refusals(text: &mut String) {
    use Action as A;
    use State as S;
    let all: Rights = Right::ALL.into_iter().collect();
    let policy = WorkflowPolicy::default();
    let signed = WorkflowPolicy { signing: Signing::Required, ..policy.clone() };
    let unsigned = WorkflowPolicy { signing: Signing::Off, ..policy.clone() };
    let automatic = WorkflowPolicy { auto_send_at: NaiveTime::from_hms_opt(16, 30, 0), ..policy.clone() };
    let named = WorkflowPolicy { approvers: vec![vec![UserId(7)]], ..policy.clone() };
    let ready = Facts { is_open: true, has_note: true, has_receiver: true, level: 1, ..Facts::default() };
    let silent = Facts { has_note: false, ..ready.clone() };
    let author = Facts { actor_is_author: true, ..ready.clone() };
    let rows = [
        (S::InProgress, A::Submit, Rights::NONE, &policy, ready.clone()),
        (S::Sent, A::Approve, all, &policy, ready.clone()),
        (S::Sent, A::Return, all, &policy, silent.clone()),
        (S::InProgress, A::Submit, all, &policy, Facts { errors: 3, ..ready.clone() }),
        (S::InProgress, A::Submit, all, &policy, Facts { unconfirmed_warnings: 1, ..silent }),
        (S::Assigned, A::Save, all, &policy, Facts { is_open: false, ..ready.clone() }),
        (S::Assigned, A::Open, all, &policy, Facts { off_system: true, ..ready.clone() }),
        (S::InProgress, A::Submit, all, &policy, Facts { is_outline: true, ..ready.clone() }),
        (S::Submitted, A::Approve, all, &policy, author.clone()),
        (S::Submitted, A::Approve, all, &named, ready.clone()),
        (S::Submitted, A::Recall, all, &policy, ready.clone()),
        (S::Submitted, A::Recall, all, &policy, Facts { level: 2, ..author }),
        (S::Approved, A::Send, all, &signed, ready.clone()),
        (S::Approved, A::Sign, all, &unsigned, ready.clone()),
        (S::Approved, A::AutoSend, all, &automatic, ready.clone()),
        (S::Approved, A::AutoSend, all, &policy, Facts { by_system: true, ..ready }),
    ];
    let mut met = BTreeSet::new();
    writeln!(text, "\n## Refusals").unwrap();
    for (state, action, rights, policy, facts) in rows {
        let refusal = transition(state, action, rights, policy, &facts).unwrap_err();
        met.insert(refusal.code);
        let place = format!("{}: {} in {}", refusal.code.as_str(), action.as_str(), state.as_str());
        writeln!(text, "\n{place}\n  {}\n  {}", refusal.message(Language::Vi), refusal.message(Language::En)).unwrap();
    }
    assert_eq!(met, BTreeSet::from(RefusalCode::ALL), "each refusal is shown");
}

#[test]
fn steps_before_the_figures_leave_the_unit_are_its_own() {
    let inside = |from: State, to: State| from.steps_inside(to);
    for (from, to, expected) in [
        (State::InProgress, State::Submitted, true),
        (State::Submitted, State::InProgress, true),
        (State::Submitted, State::Approved, true),
        (State::Approved, State::InProgress, true),
        (State::Returned, State::InProgress, true),
        (State::Returned, State::Submitted, true),
        (State::Approved, State::Sent, false),
        (State::Approved, State::Accepted, false),
        (State::Sent, State::Returned, false),
        (State::Sent, State::InProgress, false),
        (State::Accepted, State::CorrectionRequested, false),
        (State::CorrectionRequested, State::InProgress, false),
        (State::Assigned, State::Exempt, false),
        (State::Exempt, State::Assigned, false),
    ] {
        assert_eq!(inside(from, to), expected, "{from:?} {to:?}");
    }
}
