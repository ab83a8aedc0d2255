//! The draft on this device: an edit is in it moments after it was made, and stays until the server acknowledges it.

use std::time::Duration;

use contract::data::SaveRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Report;
use crate::device::drafts::{self, Draft, Found, Slot};
use crate::grid::GridModel;
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
    /// Whether the device holds a draft of this page, or is about to.
    is_kept: StoredValue<bool>,
    /// How many cells and rows the server does not have yet.
    pub count: RwSignal<usize>,
    /// Why the browser keeps nothing.
    pub fault: RwSignal<Option<String>>,
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
            is_kept: StoredValue::new(false),
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
        let hide = window_event_listener(leptos::ev::pagehide, move |_| keeper.write());
        on_cleanup(move || {
            hide.remove();
            keeper.write();
        });
        keeper
    }

    /// What other pages left stands in this page's figures now: it is kept in this page's draft, and then removed there.
    pub fn take_over(self, found: Vec<Found>) {
        let kept = self.written();
        spawn_local(async move {
            if kept.await {
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

    /// Writes the draft now.
    pub fn write(self) {
        let written = self.written();
        spawn_local(async move {
            written.await;
        });
    }

    /// Writes the draft; the answer says whether the device has it.
    fn written(self) -> impl Future<Output = bool> {
        let draft = self.draft();
        let slot = self.slot.try_get_value().flatten();
        let is_needed = draft.as_ref().is_some_and(|draft| draft.sent.is_some() || draft.edits.count() > 0);
        let was_kept = self.is_kept.try_get_value().unwrap_or_default();
        if draft.is_some() {
            self.is_kept.try_set_value(is_needed);
        }
        async move {
            let (Some(draft), Some(slot)) = (draft, slot) else { return false };
            let answer = match is_needed {
                true => drafts::keep(&slot, &draft).await,
                false if was_kept => drafts::remove(&slot).await,
                false => Ok(()),
            };
            let fault = answer.err().map(|fault| fault.0);
            let is_kept = fault.is_none();
            if self.fault.try_get_untracked().is_some_and(|before| before != fault) {
                self.fault.set(fault);
            }
            is_kept
        }
    }

    /// What is to be kept now; none once the page is gone.
    fn draft(self) -> Option<Draft> {
        self.is_due.try_set_value(false);
        let edits = self.model.unsent()?;
        let (title, sent) = (self.title.try_get_value()?, self.sent.try_get_value()?);
        let count = edits.count();
        if self.count.try_get_untracked() != Some(count) {
            self.count.try_set(count);
        }
        Some(Draft { at: time::now().timestamp_millis(), title, edits, sent })
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
