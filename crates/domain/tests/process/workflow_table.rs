//! The whole table state × action × right, as a checked-in text.

use std::fmt::Write;

use chrono::NaiveTime;
use domain::access::{Right, Rights};
use domain::ids::UserId;
use domain::workflow::{Action, Facts, RefusalCode, State, WorkflowPolicy, transition};

/// Facts under which nothing but right and state stands in the way.
fn ready(state: State) -> Facts {
    Facts {
        level: u8::from(state == State::Submitted),
        is_open: true,
        has_note: true,
        has_receiver: true,
        ..Facts::default()
    }
}

#[test]
fn state_by_action_by_right() {
    let standard = WorkflowPolicy::default();
    let three_levels = WorkflowPolicy { approval_levels: 3, ..WorkflowPolicy::default() };
    let one_account =
        WorkflowPolicy { approval_levels: 0, receiver_check: false, one_account: true, ..WorkflowPolicy::default() };
    let hour = NaiveTime::from_hms_opt(16, 30, 0);
    let automatic = WorkflowPolicy { auto_accept_at: hour, auto_send_at: hour, ..WorkflowPolicy::default() };
    let mut table = String::from(
        "What an action leads to.\n  .    no right\n  -    not in this state\n  code refused for that reason\n\n",
    );
    block(&mut table, "One approval level; the actor did not enter the report", &standard, |_| {});
    block(&mut table, "One approval level; the actor entered the report", &standard, |facts| {
        facts.actor_is_author = true;
    });
    block(
        &mut table,
        "Three approval levels, the second is waited for; the actor entered the report",
        &three_levels,
        |facts| {
            facts.actor_is_author = true;
            facts.level *= 2;
        },
    );
    block(
        &mut table,
        "One account for all steps, no approval, no receiver check; the actor entered the report",
        &one_account,
        |facts| {
            facts.actor_is_author = true;
        },
    );
    let named = WorkflowPolicy { approvers: vec![vec![UserId(7)]], ..WorkflowPolicy::default() };
    block(&mut table, "One approval level for which somebody else is named", &named, |facts| {
        facts.actor = Some(UserId(8));
    });
    block(&mut table, "At the top: nobody receives", &standard, |facts| facts.has_receiver = false);
    block(&mut table, "The machine, at the closing hour", &automatic, |facts| facts.by_system = true);
    crate::support::check_snapshot("workflow_table", &table);
}

fn block(table: &mut String, title: &str, policy: &WorkflowPolicy, change: impl Fn(&mut Facts)) {
    writeln!(table, "## {title}\n").unwrap();
    let holders = std::iter::once(("none", Rights::NONE))
        .chain(Right::ALL.into_iter().map(|right| (right.as_str(), Rights::of(&[right]))));
    let holders: Vec<_> = holders.collect();
    let names: String = holders.iter().map(|(name, _)| format!("{name:<22}")).collect();
    writeln!(table, "{:<22}{:<22}{}", "state", "action", names.trim_end()).unwrap();
    for state in State::ALL {
        for action in Action::ALL {
            let mut facts = ready(state);
            change(&mut facts);
            let cells: String = holders
                .iter()
                .map(|(_, rights)| format!("{:<22}", cell(state, action, *rights, policy, &facts)))
                .collect();
            writeln!(table, "{:<22}{:<22}{}", state.as_str(), action.as_str(), cells.trim_end()).unwrap();
        }
    }
    table.push('\n');
}

fn cell(state: State, action: Action, rights: Rights, policy: &WorkflowPolicy, facts: &Facts) -> String {
    match transition(state, action, rights, policy, facts) {
        Ok(done) if done.level > 0 => format!("{}({})", done.to.as_str(), done.level),
        Ok(done) => done.to.as_str().to_owned(),
        Err(refusal) => match refusal.code {
            RefusalCode::MissingRight => ".".to_owned(),
            RefusalCode::WrongState => "-".to_owned(),
            code => code.as_str().to_owned(),
        },
    }
}
