//! The draft on this device: an edit is in it moments after it was made, and stays until the server acknowledges it.
//!
//! It is written in turns (convention 73): ten thousand pasted rows do not stop the page while they are kept.

use std::time::Duration;

use contract::data::SaveRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::draft_health::Health;
use super::page::Report;
use super::parts::Parts;
use crate::device::drafts::{self, Draft, Found, Slot, Writing};
use crate::grid::{Edits, GridModel};
use crate::state::Turns;
use crate::time;

/// From an edit to its draft: time enough for a whole paste, and less than anybody needs to close a page.
const DELAY: Duration = Duration::from_millis(50);

/// Keeps the unsent changes of one page on the device.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    model: GridModel,
    slot: StoredValue<Option<Slot>>,
    title: StoredValue<String>,
    /// A save without an answer, with its key.
    sent: StoredValue<Option<(SaveRequest, String)>>,
    is_due: StoredValue<bool>,
    /// What the device holds of this page, or is about to.
    kept: StoredValue<State>,
    /// How many cells and rows the server does not have yet.
    pub count: RwSignal<usize>,
    /// Why the browser keeps nothing.
    pub fault: RwSignal<Option<String>>,
}

/// What the device holds of a page.
#[derive(Debug, Clone, Default)]
struct State {
    parts: Parts,
    /// The generation of parts that the draft names.
    named: u32,
    /// Rows that are gone or stand elsewhere, now and as the draft tells.
    order: Edits,
    named_order: Edits,
    /// Whether there is a draft.
    is_there: bool,
    /// The key of the save under way that is beside it.
    sent: Option<String>,
    writing: u32,
    health: Health,
}

impl DraftKeeper {
    /// Keeps what is edited from now on, until the page is left.
    pub fn start(report: Report, model: GridModel) -> Self {
        let title = report.view.with_untracked(|view| {
            let item = &view.item;
            format!("{} – {} – {}", item.form.code, item.unit.name, item.period.label)
        });
        let keeper = Self {
            model,
            slot: StoredValue::new(Slot::new(report.id)),
            title: StoredValue::new(title),
            sent: StoredValue::new(None),
            is_due: StoredValue::new(false),
            kept: StoredValue::new(State::default()),
            count: RwSignal::new(0),
            fault: RwSignal::new(None),
        };
        let edits = model.edits();
        Effect::new(move |before: Option<()>| {
            edits.track();
            if before.is_some() {
                keeper.write_soon();
            }
        });
        // A tab that is put aside may be ended by the browser without another word.
        let hide = window_event_listener(leptos::ev::pagehide, move |_| keeper.write_at_once());
        on_cleanup(move || {
            hide.remove();
            keeper.write_at_once();
        });
        keeper
    }

    /// What other pages left stands in this page's figures now: it is kept in this page's draft, and then removed there.
    pub fn take_over(self, found: Vec<Found>) {
        if found.is_empty() {
            return;
        }
        spawn_local(async move {
            if self.written().await {
                for draft in found {
                    // One that stays is taken over again, which changes nothing.
                    let _ = drafts::discard(draft).await;
                }
            }
        });
    }

    /// A save is under way, or was lost: its key is kept with the draft. With none, the last one was answered.
    pub fn under_way(self, sent: Option<(SaveRequest, String)>) {
        if self.sent.try_set_value(sent).is_none() {
            self.write();
        }
    }

    fn write_soon(self) {
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        set_timeout(
            move || {
                if self.is_due.try_get_value().is_some() {
                    self.write();
                }
            },
            DELAY,
        );
    }

    fn write(self) {
        spawn_local(async move {
            // Whoever asks has just done something long.
            Turns::new().pause().await;
            self.written().await;
        });
    }

    /// Writes all of it now, with what stands in an open cell: the page may be gone the next moment.
    fn write_at_once(self) {
        self.model.take_typed();
        let Some((writing, is_done)) = self.gather(|| false) else { return };
        spawn_local(async move {
            self.told(drafts::write(writing).await, is_done);
        });
    }

    /// Writes the draft in turns; the answer says whether the device has it.
    async fn written(self) -> bool {
        let mut turns = Turns::new();
        loop {
            let Some((writing, is_done)) = self.gather(|| turns.is_over()) else { return false };
            let is_kept = self.told(drafts::write(writing).await, is_done);
            if is_done || !is_kept {
                return is_kept;
            }
            turns.pause().await;
        }
    }

    /// Tells what the browser said; whether it did what was asked.
    fn told(self, answer: Result<(), crate::device::Fault>, is_whole: bool) -> bool {
        let is_kept = answer.is_ok();
        let told = self.kept.try_update_value(|kept| {
            let is_to_retry = kept.health.told(answer.map_err(|fault| fault.0), is_whole);
            (is_to_retry, kept.health.fault().map(str::to_owned))
        });
        let Some((is_to_retry, fault)) = told else { return is_kept };
        if self.fault.try_get_untracked().is_some_and(|before| before != fault) {
            self.fault.set(fault);
        }
        if is_to_retry {
            self.write_soon();
        }
        is_kept
    }

    /// What is to be written until the turn is over, and whether that is all; none once the page is gone.
    fn gather(self, is_over: impl Fn() -> bool) -> Option<(Writing, bool)> {
        self.is_due.try_set_value(false);
        let (slot, title) = (self.slot.try_get_value()??, self.title.try_get_value()?);
        let gathered = self.kept.try_update_value(|kept| {
            self.sent.try_with_value(|sent| {
                let mut writing = Writing::default();
                let is_changed = kept.look(self.model)?;
                let is_done = kept.write_parts(self.model, &slot, &mut writing, is_over)?;
                kept.write_sent(sent.as_ref(), &slot, &mut writing);
                let count = self.model.unsent(|book| book.count_order(&kept.order))? + kept.parts.count();
                if is_done && count == 0 && sent.is_none() {
                    kept.clear(&slot, &mut writing);
                } else if is_changed || !writing.is_empty() {
                    kept.write_head(title, is_done, &slot, &mut writing);
                }
                Some((writing, is_done, count))
            })
        });
        let (writing, is_done, count) = gathered???;
        if is_done && self.count.try_get_untracked() != Some(count) {
            self.count.try_set(count);
        }
        Some((writing, is_done))
    }

    /// The page is gone and its last save was answered.
    pub fn gone(self) -> impl FnOnce() {
        let slot = self.slot.try_get_value().flatten();
        move || {
            spawn_local(async move {
                if let Some(slot) = slot {
                    // A draft that stays is sent again when the report is opened, which changes nothing.
                    let _ = drafts::remove(&slot).await;
                }
            });
        }
    }
}

impl State {
    /// Finds out what changed since the last look; none once the page is gone.
    fn look(&mut self, model: GridModel) -> Option<bool> {
        let is_broken = self.health.begin();
        model.unsent(|book| {
            let stirred = book.take_stirred();
            if stirred.all || is_broken {
                self.parts.renew(&book.unsent_rows());
                self.order = book.unsent_order();
            } else {
                self.parts.stir(&stirred.rows);
            }
            !stirred.is_empty() || is_broken
        })
    }

    /// Writes parts until the turn is over; tells whether all are written, and nothing once the page is gone.
    fn write_parts(
        &mut self,
        model: GridModel,
        slot: &Slot,
        writing: &mut Writing,
        is_over: impl Fn() -> bool,
    ) -> Option<bool> {
        while let Some((part, rows)) = self.parts.next() {
            let edits = model.unsent(|book| book.unsent_in(&rows))?;
            self.order.request.base_revision = edits.request.base_revision;
            let (key, count) = (slot.part(self.parts.generation, part), edits.count());
            let before = self.parts.note(part, count);
            if count > 0 {
                writing.put(key, &edits);
            } else if before > 0 {
                writing.removed.push(key);
            }
            if is_over() {
                break;
            }
        }
        Some(self.parts.is_done())
    }

    fn write_sent(&mut self, sent: Option<&(SaveRequest, String)>, slot: &Slot, writing: &mut Writing) {
        let key = sent.map(|(_, key)| key.clone());
        if self.sent == key {
            return;
        }
        match sent {
            Some(sent) => writing.put(slot.sent(), sent),
            None => writing.removed.push(slot.sent()),
        }
        self.sent = key;
    }

    /// Names the parts: all of them when they are written, until then those from before.
    fn write_head(&mut self, title: String, is_done: bool, slot: &Slot, writing: &mut Writing) {
        if is_done {
            writing.removed.extend((self.named..self.parts.generation).map(|old| slot.generation(old)));
            self.named = self.parts.generation;
            self.named_order = self.order.clone();
        }
        self.writing += 1;
        self.is_there = true;
        let (at, edits) = (time::device_now().timestamp_millis(), self.named_order.clone());
        let head = Draft { at, title, edits, sent: None, generation: self.named, writing: self.writing };
        writing.put(slot.head(), &head);
    }

    /// Nothing is left to be kept.
    fn clear(&mut self, slot: &Slot, writing: &mut Writing) {
        *writing = Writing::default();
        if std::mem::take(&mut self.is_there) {
            writing.removed.push(slot.head());
        }
        (self.sent, self.named) = (None, self.parts.generation);
    }
}
