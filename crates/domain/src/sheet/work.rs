//! What is left to do during an edit. The buffers stay allocated between edits.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cell::Cell;
use super::compiled::{NONE, RuleSet};
use super::program::ColumnIx;

/// Buffers of an edit.
#[derive(Debug, Clone, Default)]
pub(super) struct Work {
    /// Ranks and slots of cells to compute, lowest rank first; a slot of `NONE` means all rows of the class.
    pending: BinaryHeap<Reverse<u64>>,
    /// Rows with rules to check.
    pub(super) touched: Vec<u32>,
    /// By slot, the place in `touched`.
    touched_at: Vec<u32>,
    /// By place in `touched`, the rules as bits.
    pub(super) rules: Vec<u64>,
    /// Rules to check wherever they apply.
    pub(super) everywhere: Vec<u16>,
    pub(super) stack: Vec<Cell>,
    /// Cells whose shown value changed.
    pub(super) changes: Vec<(u32, ColumnIx)>,
}

impl Work {
    /// Makes room for rows.
    pub(super) fn reserve(&mut self, slots: usize) {
        self.touched_at.resize(slots, NONE);
    }

    pub(super) fn push(&mut self, rank: u32, slot: u32) {
        self.pending.push(Reverse(u64::from(rank) << 32 | u64::from(slot)));
    }

    /// The next cell to compute, each once.
    pub(super) fn pop(&mut self) -> Option<(u32, u32)> {
        let Reverse(next) = self.pending.pop()?;
        while self.pending.peek() == Some(&Reverse(next)) {
            self.pending.pop();
        }
        Some(((next >> 32) as u32, (next & u64::from(NONE)) as u32))
    }

    /// Notes that rules must be checked in a row.
    pub(super) fn touch(&mut self, slot: u32, rules: &RuleSet, applicable: &RuleSet) {
        let words = rules.0.len();
        if words == 0 {
            return;
        }
        let from = self.touched_row(slot, words);
        for (ix, word) in self.rules[from..from + words].iter_mut().enumerate() {
            *word |= rules.0[ix] & applicable.0[ix];
        }
    }

    /// Notes that one rule must be checked in a row.
    pub(super) fn touch_rule(&mut self, slot: u32, rule: u16, words: usize) {
        let from = self.touched_row(slot, words);
        self.rules[from + usize::from(rule) / 64] |= 1 << (rule % 64);
    }

    /// Where the row's rules stand.
    fn touched_row(&mut self, slot: u32, words: usize) -> usize {
        let at = &mut self.touched_at[slot as usize];
        if *at == NONE {
            *at = self.touched.len() as u32;
            self.touched.push(slot);
            self.rules.resize(self.touched.len() * words, 0);
        }
        *at as usize * words
    }

    pub(super) fn touch_everywhere(&mut self, rule: u16) {
        if !self.everywhere.contains(&rule) {
            self.everywhere.push(rule);
        }
    }

    /// Forgets the touched rows.
    pub(super) fn clear_touched(&mut self) {
        for slot in self.touched.drain(..) {
            self.touched_at[slot as usize] = NONE;
        }
        self.rules.clear();
        self.everywhere.clear();
    }
}
