//! That the report came on paper or by another way while the system was down (C14), and the dialog that records it.

use contract::outside::{OutsideReceiptView, RecordOutsideReceipt};
use domain::workflow::OutsideChannel;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Report;
use crate::api;
use crate::components::{Dialog, ErrorSummary, Icon, SelectField, TextField};
use crate::locales::{M, fill, language, t};
use crate::state::Toasts;
use crate::time;

/// The mark in the report's head.
pub fn mark(receipt: OutsideReceiptView) -> AnyView {
    let day = time::date(receipt.received_on);
    let at = time::date_time(receipt.at);
    let text = fill(M::OutsideMark, &[&receipt.channel_label, &receipt.reference, &day, &receipt.by, &at]);
    view! { <div class="notice"><Icon name="info"/><p><b>{t(M::ReceivedOutside)}" "</b>{text}" "{receipt.note}</p></div> }
        .into_any()
}

/// Asks how it came, by which reference and when.
#[component]
pub fn OutsideDialog(
    /// The report.
    report: Report,
    /// Whether it is on screen.
    open: RwSignal<bool>,
) -> impl IntoView {
    let toasts = Toasts::current();
    let channel = RwSignal::new(OutsideChannel::Paper.as_str().to_owned());
    let (reference, day, note) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let is_known = Memo::new(move |_| report.view.with(|view| view.outside_receipt.is_some()));
    Effect::new(move || {
        if !open.get() {
            return;
        }
        error.set(None);
        match report.view.with_untracked(|view| view.outside_receipt.clone()) {
            Some(known) => {
                channel.set(known.channel);
                reference.set(known.reference);
                day.set(known.received_on.to_string());
                note.set(known.note.unwrap_or_default());
            }
            None => day.set(time::local(time::now()).date().to_string()),
        }
    });
    let run = move |wanted: Option<RecordOutsideReceipt>| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let (answer, done) = match &wanted {
                Some(wanted) => (api::record_outside_receipt(report.id, wanted).await, M::OutsideRecorded),
                None => (api::withdraw_outside_receipt(report.id).await, M::OutsideWithdrawn),
            };
            is_busy.try_set(false);
            match answer {
                Ok(view) => {
                    toasts.done(t(done));
                    open.set(false);
                    report.view.set(view);
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(received_on) = day.get_untracked().parse() else {
            error.set(Some(t(M::OutsideDayMissing).to_owned()));
            return;
        };
        let note = Some(note.get_untracked()).filter(|note| !note.trim().is_empty());
        let (channel, reference) = (channel.get_untracked(), reference.get_untracked());
        run(Some(RecordOutsideReceipt { channel, reference, received_on, note }));
    };
    let channels =
        OutsideChannel::ALL.map(|channel| (channel.as_str().to_owned(), channel.label(language()).to_owned()));
    let channels = Signal::stored(channels.to_vec());
    view! {
        <Dialog open title=t(M::OutsideRecord).to_owned()>
            <form on:submit=submit>
                <div class="dialog-body">
                    <p class="hint">{t(M::OutsideHint)}</p>
                    <ErrorSummary error/>
                    <SelectField label=t(M::OutsideChannelName) id="outside-channel" value=channel
                        options=channels on_change=Callback::new(move |chosen| channel.set(chosen))/>
                    <TextField label=t(M::OutsideReference) id="outside-reference" value=reference/>
                    <div class="field">
                        <label for="outside-day">{t(M::OutsideDay)}</label>
                        <input id="outside-day" type="date" class="input" prop:value=move || day.get()
                            on:input=move |event| day.set(event_target_value(&event))/>
                    </div>
                    <TextField label=t(M::OutsideNote) id="outside-note" value=note/>
                </div>
                <div class="dialog-foot">
                    {move || is_known.get().then(|| view! {
                        <button type="button" class="button button-danger" disabled=move || is_busy.get()
                            on:click=move |_| run(None)>{t(M::OutsideWithdraw)}</button>
                    })}
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t(M::Cancel)}</button>
                    <button type="submit" class="button button-primary" disabled=move || is_busy.get()>{t(M::Save)}</button>
                </div>
            </form>
        </Dialog>
    }
}
