//! Cells in conflict: held back until the person has decided, while the rest is saved (decision 0040).

use std::time::Duration;

use contract::problem::Clash;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Saver;
use crate::pages::report::saving_state::SavingState;

/// While one answer is waited for.
const BREATH: Duration = Duration::from_millis(100);

impl Saver {
    /// All but the cells in conflict is saved. Who wanted something done after the save is asked first.
    pub(super) fn wait_for_decision(self) {
        self.state.set(SavingState::Clash);
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        if !waiting.is_empty() {
            self.is_asking.set(true);
        }
    }

    /// Cells in conflict are held back, and what is beside them is sent.
    pub(super) fn clash(self, clashes: Vec<Clash>) {
        let hold = |clash: &Clash| self.model.hold(&clash.row, &clash.column, clash.row_removed.is_some());
        let held = clashes.iter().map(hold).filter(|is_new| *is_new).count();
        self.state.set(SavingState::Clash);
        self.clashes.update(|known| {
            let is_other = |clash: &Clash| !clashes.iter().any(|new| is_same_cell(new, clash));
            known.retain(is_other);
            known.extend(clashes.iter().cloned());
        });
        // The server refuses what it refused before: only the person can help.
        if held > 0 {
            self.schedule(Duration::ZERO);
        }
    }

    /// Settles all clashes one way or each its own, and saves again on top of the other person's figures.
    pub fn resolve(self, keep_mine: Vec<(Clash, bool)>) {
        if self.busy.try_get_untracked() == Some(true) {
            // What is beside the clash is on its way: its answer is taken in first.
            set_timeout(move || self.resolve(keep_mine), BREATH);
            return;
        }
        spawn_local(async move {
            if let Err(error) = self.report.refresh_data().await {
                self.toasts.failed(error.message());
                return;
            }
            // A row that somebody removed stays whole when anything in it is kept.
            let is_removed = |clash: &Clash| clash.row_removed.as_deref() == Some("theirs");
            let kept = keep_mine.iter().filter(|(clash, keep)| *keep && is_removed(clash));
            let kept: Vec<String> = kept.map(|(clash, _)| clash.row.clone()).collect();
            for (clash, keep) in &keep_mine {
                let keep = *keep || is_removed(clash) && kept.contains(&clash.row);
                self.model.resolve_clash(&clash.row, &clash.column, keep);
            }
            // One that came meanwhile was not asked about yet.
            let is_open = |clash: &Clash| !keep_mine.iter().any(|(settled, _)| is_same_cell(settled, clash));
            self.clashes.update(|clashes| clashes.retain(is_open));
            self.state.set(SavingState::Pending);
            self.save();
        });
    }
}

fn is_same_cell(one: &Clash, other: &Clash) -> bool {
    (&one.row, &one.column) == (&other.row, &other.column)
}
