//! The saving loop: what is pending goes to the server soon after it was typed, or at once when asked.
//!
//! One save is under way at a time. A retry after a lost answer sends the same request with the same key, so that it
//! is stored once. Where the network is away, the loop tries again until it is back.

use contract::ErrorCode;
use contract::data::SaveRequest;
use contract::problem::Clash;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

mod clashes;

use super::dispute::Dispute;
use super::draft::DraftKeeper;
use super::page::Report;
use super::saving_state::SavingState;
use crate::api::{self, ApiError};
use crate::device::drafts::Found;
use crate::grid::GridModel;
use crate::locales::{M, t};
use crate::state::{Toasts, Turns};
use crate::time;

/// From the first unsaved change to the save.
const QUIET: Duration = Duration::from_millis(1200);
/// Cells that are saved at once: more of them go one request after the other, so that neither this page nor the server is
/// busy with one for long (convention 73).
const AT_ONCE: usize = 10_000;
/// From a failed save to the next try.
const RETRY: Duration = Duration::from_secs(5);

/// The saving loop of one report on screen.
#[derive(Clone, Copy)]
pub struct Saver {
    report: Report,
    model: GridModel,
    /// What is shown.
    pub state: RwSignal<SavingState>,
    /// The cells in conflict. They are held back until the person decides; the rest is saved meanwhile.
    pub clashes: RwSignal<Vec<Clash>>,
    /// Whether the person is being asked about them.
    pub is_asking: RwSignal<bool>,
    /// Figures on which the server disagrees.
    pub dispute: Dispute,
    /// The draft on this device.
    pub draft: DraftKeeper,
    toasts: Toasts,
    timer: StoredValue<Option<TimeoutHandle>>,
    busy: RwSignal<bool>,
    /// A request without an answer, with its key.
    lost: StoredValue<Option<(SaveRequest, String)>>,
    /// What is done once everything was saved. It waits for the decision about a clash.
    waiting: StoredValue<Vec<Callback<()>>>,
    /// Whether decisions about a clash are being taken in.
    is_deciding: StoredValue<bool>,
    /// Whether the last receipt told of errors.
    had_errors: StoredValue<Option<bool>>,
    /// The time of the last save of this visit.
    saved_at: StoredValue<Option<String>>,
}

impl Saver {
    /// A loop that saves the model's changes until the page is left.
    ///
    /// `found` is what was not sent on earlier visits: it is put on top of the figures and sent as well.
    pub fn start(report: Report, model: GridModel, found: Vec<Found>) -> Self {
        let lost = found.iter().find_map(|found| found.draft.sent.clone());
        for found in &found {
            model.put_back(&found.draft.edits);
        }
        let saver = Self {
            report,
            model,
            state: RwSignal::new(SavingState::Saved(None)),
            clashes: RwSignal::new(Vec::new()),
            is_asking: RwSignal::new(false),
            dispute: Dispute::default(),
            draft: DraftKeeper::start(report, model),
            toasts: Toasts::current(),
            timer: StoredValue::new(None),
            busy: RwSignal::new(false),
            lost: StoredValue::new(lost.clone()),
            waiting: StoredValue::new(Vec::new()),
            is_deciding: StoredValue::new(false),
            had_errors: StoredValue::new(None),
            saved_at: StoredValue::new(None),
        };
        saver.draft.under_way(lost.clone());
        saver.draft.take_over(found);
        if lost.is_some() {
            saver.state.set(SavingState::Pending);
            saver.schedule(Duration::ZERO);
        }
        Effect::new(move || {
            // While a clash waits there is always something unsaved: what is typed beside it is noticed by the edit.
            if model.dirty().get() && (saver.clashes.with(Vec::is_empty) || model.edits().get() > 0) {
                saver.noticed();
            }
        });
        Effect::new(move || {
            model.edits().track();
            saver.review();
        });
        let back = window_event_listener(leptos::ev::online, move |_| saver.came_back());
        on_cleanup(move || back.remove());
        saver
    }

    /// The name of a row.
    pub fn row_name(self, key: &str) -> String {
        self.report.row_name(key)
    }

    /// Whether something on screen is not on the server.
    pub fn is_dirty_untracked(self) -> bool {
        self.model.dirty().get_untracked() || self.busy.get_untracked()
    }

    /// The network is back: what waits is sent, and figures that were kept from before are read anew.
    fn came_back(self) {
        if self.is_dirty_untracked() || self.lost.with_value(Option::is_some) {
            self.save();
        } else if self.report.read_at.get_untracked().is_some() {
            self.read_anew();
        }
    }

    /// Reads the report again; nothing of this page waits to be sent.
    fn read_anew(self) {
        spawn_local(async move {
            // Without an answer the notice stays that tells how old the figures are.
            if self.report.refresh_data().await.is_ok() {
                self.report.refresh().await;
            }
        });
    }

    /// Whether closing the page may lose something: the device keeps no draft, or the draft waits for the person.
    pub fn is_at_risk(self) -> bool {
        self.draft.fault.with_untracked(Option::is_some)
    }

    /// Something is not saved. Cells in conflict wait for the person's decision, and others do not; what was refused is not
    /// tried again at once.
    fn noticed(self) {
        match self.state.get_untracked() {
            SavingState::Saved(_) => {
                self.state.set(SavingState::Pending);
                self.schedule(QUIET);
            }
            SavingState::Pending | SavingState::Clash => self.schedule_unless_waiting(QUIET),
            SavingState::Refused(_) => self.schedule_unless_waiting(RETRY),
            SavingState::Saving | SavingState::Offline => {}
        }
    }

    fn schedule_unless_waiting(self, delay: Duration) {
        if self.timer.with_value(Option::is_none) {
            self.schedule(delay);
        }
    }

    /// Saves now because the person asked; says so even when there is nothing new.
    pub fn save_now(self) {
        if self.is_dirty_untracked() {
            self.flush(Callback::new(move |()| self.toasts.done(t(M::DataReceived))));
        } else {
            self.toasts.done(t(M::NothingToSave));
        }
    }

    /// Saves what is pending, then goes on. When the save fails, what comes after does not happen: its reason is shown.
    pub fn flush(self, then: Callback<()>) {
        if !self.is_dirty_untracked() {
            then.run(());
            return;
        }
        self.waiting.update_value(|waiting| waiting.push(then));
        self.save();
    }

    fn schedule(self, delay: Duration) {
        self.cancel_timer();
        let timer = set_timeout_with_handle(move || self.save(), delay).ok();
        self.timer.try_update_value(|slot| *slot = timer);
    }

    fn cancel_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn save(self) {
        self.cancel_timer();
        // A page that was left has no loop any more; its last save was sent by `send_rest`.
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        if self.lost.with_value(Option::is_none) && self.model.is_behind() {
            self.catch_up();
            return;
        }
        let Some((request, key)) = self.next_request() else {
            if self.model.holds_back() {
                return self.wait_for_decision();
            }
            // What was typed has been undone before it was sent, or before the rest of it was.
            if self.state.with_untracked(SavingState::ends_with_nothing_to_send) {
                self.state.set(SavingState::Saved(self.saved_at.get_value()));
            }
            self.settle();
            return;
        };
        self.busy.set(true);
        self.state.set(SavingState::Saving);
        self.draft.under_way(Some((request.clone(), key.clone())));
        spawn_local(async move {
            // Putting a large request together, writing it, reading the answer and taking it in are turns of their own.
            let mut turns = Turns::new();
            turns.pause().await;
            let answer = api::save_data(self.report.id, &request, &key).await;
            turns.pause().await;
            if self.busy.try_get_untracked().is_none() {
                return;
            }
            match answer {
                Ok(receipt) => self.saved(request, &receipt).await,
                Err(error) => self.failed(error, request, key).await,
            }
        });
    }

    /// Reads what others saved before anything is saved on top of it.
    fn catch_up(self) {
        self.busy.set(true);
        self.state.set(SavingState::Saving);
        spawn_local(async move {
            let read = self.report.refresh_data().await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match read {
                Ok(_) => self.save(),
                Err(error) => {
                    self.waiting.update_value(Vec::clear);
                    let is_temporary = error.is_temporary();
                    let state = if is_temporary { SavingState::Offline } else { SavingState::Refused(error.message()) };
                    self.state.set(state);
                    self.schedule(RETRY);
                }
            }
        });
    }

    /// The request whose answer was lost, as it was; otherwise what is pending.
    fn next_request(self) -> Option<(SaveRequest, String)> {
        if let Some(lost) = self.lost.try_update_value(Option::take).flatten() {
            return Some(lost);
        }
        self.model.begin_part(AT_ONCE).map(|request| (request, api::new_key()))
    }

    async fn saved(self, request: SaveRequest, receipt: &contract::data::SaveReceipt) {
        let differences = self.model.acknowledge(&request, receipt);
        let (saved, revision) = (self.model.named(request), receipt.revision);
        self.report.acknowledged.update_value(|acknowledged| acknowledged.add(self.report.id, saved, revision));
        self.draft.under_way(None);
        if !differences.is_empty() {
            self.dispute.notice(self.report, &differences);
        }
        self.report.revision.set(receipt.revision);
        let has_more = self.model.has_more();
        let is_old = self.report.read_at.get_untracked().is_some();
        if receipt.merged || is_old {
            // When it fails, it is done before the next save.
            let _ = self.report.refresh_data().await;
        }
        // Nothing is saved before that: what is typed now may lie over what others saved.
        if self.busy.try_set(false).is_some() {
            return;
        }
        let has_errors = receipt.findings.iter().any(|finding| finding.severity == "error");
        let is_same = self.report.view.with_untracked(|view| view.item.status == receipt.status);
        // Errors take the step of submitting away, and mending the last one gives it back.
        if !is_same || self.had_errors.get_value() != Some(has_errors) {
            self.had_errors.set_value(Some(has_errors));
            self.report.refresh().await;
        }
        self.report.view.update(|view| view.item.revision = receipt.revision);
        self.saved_at.set_value(Some(time::clock(receipt.saved_at)));
        if has_more {
            // Still saving, for whoever looks.
            Turns::new().pause().await;
            return self.save();
        }
        let is_held = self.model.holds_back();
        self.state.set(if is_held { SavingState::Clash } else { SavingState::Saved(self.saved_at.get_value()) });
        if !self.model.dirty().get_untracked() {
            self.settle();
        } else if is_held && self.waiting.with_value(Vec::is_empty) {
            self.schedule(QUIET);
        } else if self.waiting.with_value(Vec::is_empty) {
            self.state.set(SavingState::Pending);
            self.schedule(QUIET);
        } else {
            self.save();
        }
    }

    async fn failed(self, error: ApiError, request: SaveRequest, key: String) {
        self.busy.set(false);
        if error.is_temporary() {
            self.lost.set_value(Some((request, key)));
            self.waiting.update_value(Vec::clear);
            self.state.set(SavingState::Offline);
            self.schedule(RETRY);
            return;
        }
        self.model.save_failed();
        self.draft.under_way(None);
        let error = match error {
            ApiError::Problem(problem) if problem.code == ErrorCode::EditClash.as_str() => {
                return self.clash(problem.clashes);
            }
            error => error,
        };
        self.waiting.update_value(Vec::clear);
        match error {
            ApiError::Problem(problem) if problem.code == ErrorCode::UnknownRevision.as_str() => {
                match self.report.refresh_data().await {
                    Ok(_) => self.schedule(Duration::ZERO),
                    Err(error) => self.state.set(SavingState::Refused(error.message())),
                }
            }
            error => {
                self.state.set(SavingState::Refused(error.message()));
                self.report.refresh().await;
            }
        }
    }

    fn settle(self) {
        for then in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            then.run(());
        }
    }

    /// Takes the server's figures where it computed others; they stay disputed when this page computes them anew otherwise.
    pub fn take_computed(self) {
        self.flush(Callback::new(move |()| {
            spawn_local(async move {
                match self.report.refresh_data().await {
                    Ok(computed) => {
                        self.dispute.settle(&self.model.differences(&computed));
                        self.report.refresh().await;
                    }
                    Err(error) => self.toasts.failed(error.message()),
                }
            });
        }));
    }

    /// The page is being left: what is pending is sent without waiting for the answer.
    pub fn send_rest(self) {
        self.cancel_timer();
        let id = self.report.id;
        // Without a session there is nobody to send it for; it stays in the draft.
        if !api::is_signed_in() {
            return;
        }
        let lost = self.lost.try_update_value(Option::take).flatten();
        // What was typed after a lost save is in the draft only; so is what follows a part.
        let is_first = lost.is_none();
        let rest = lost.or_else(|| self.model.begin_save().map(|request| (request, api::new_key())));
        let is_all = is_first && !self.model.has_more() && !self.model.holds_back();
        if let Some((request, key)) = rest {
            let gone = self.draft.gone();
            spawn_local(async move {
                // What fails stays in the draft.
                if api::save_data(id, &request, &key).await.is_ok() && is_all {
                    gone();
                }
            });
        }
    }
}
