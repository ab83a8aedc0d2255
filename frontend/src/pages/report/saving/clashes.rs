//! Cells in conflict: held back until the person has decided, while the rest is saved (decision 0040).

use std::collections::HashSet;
use std::time::Duration;

use contract::problem::Clash;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Saver;
use crate::pages::report::saving_state::SavingState;

/// While one answer is waited for.
const BREATH: Duration = Duration::from_millis(100);

impl Saver {
    /// All but the cells in conflict is saved. Who wanted something done after the save is asked first, and it is done when
    /// that was decided and saved.
    pub(super) fn wait_for_decision(self) {
        self.state.set(SavingState::Clash);
        if !self.waiting.with_value(Vec::is_empty) {
            self.is_asking.set(true);
        }
    }

    /// Cells in conflict are held back, and what is beside them is sent.
    pub(super) fn clash(self, clashes: Vec<Clash>) {
        let held = clashes.iter().map(|clash| self.model.hold(clash)).filter(|is_new| *is_new).count();
        self.state.set(SavingState::Clash);
        self.clashes.update(|known| {
            let new: HashSet<CellName<'_>> = clashes.iter().map(name).collect();
            known.retain(|clash| !new.contains(&name(clash)));
            known.extend(clashes.iter().cloned());
        });
        // The server refuses what it refused before: only the person can help.
        if held > 0 {
            self.schedule(Duration::ZERO);
        }
    }

    /// Something was edited: a clash may be over, or be about another value.
    pub(super) fn review(self) {
        let Some(before) = self.clashes.try_get_untracked().filter(|clashes| !clashes.is_empty()) else { return };
        let open = self.model.review(&before);
        if open == before {
            return;
        }
        let is_over = open.is_empty();
        self.clashes.set(open);
        if is_over && self.state.get_untracked() == SavingState::Clash {
            self.state.set(SavingState::Pending);
            self.schedule(Duration::ZERO);
        }
    }

    /// The question was put aside: what was to be done after the decision is not done.
    pub fn dismissed(self) {
        if !self.is_deciding() {
            self.waiting.update_value(Vec::clear);
        }
    }

    /// Whether decisions are being taken in.
    pub fn is_deciding(self) -> bool {
        self.is_deciding.try_get_value().unwrap_or_default()
    }

    /// Settles all clashes one way or each its own, and saves again on top of the other person's figures.
    pub fn resolve(self, decided: Vec<(Clash, bool)>) {
        self.is_deciding.try_set_value(true);
        if self.busy.try_get_untracked() == Some(true) {
            // What is beside the clash is on its way: its answer is taken in first.
            set_timeout(move || self.resolve(decided), BREATH);
            return;
        }
        spawn_local(async move {
            let read = self.report.refresh_data().await;
            if self.is_deciding.try_set_value(false).is_some() {
                return;
            }
            if let Err(error) = read {
                self.waiting.update_value(Vec::clear);
                self.toasts.failed(error.message());
                return;
            }
            let again = self.model.decide(&decided);
            // One that came meanwhile was not asked about yet.
            let settled: HashSet<CellName<'_>> = decided.iter().map(|(clash, _)| name(clash)).collect();
            self.clashes.update(|clashes| {
                clashes.retain(|clash| !settled.contains(&name(clash)));
                clashes.extend(again);
            });
            self.state.set(SavingState::Pending);
            self.save();
        });
    }
}

/// Row and column.
type CellName<'a> = (&'a str, &'a str);

fn name(clash: &Clash) -> CellName<'_> {
    (&clash.row, &clash.column)
}
