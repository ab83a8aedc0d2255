//! When the report can be entered, and another time by those who assign it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contract::reports::ChangeEntryWindow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Report;
use crate::api;
use crate::components::{Dialog, ErrorSummary, TextField};
use crate::locales::{M, fill, t};
use crate::state::Toasts;
use crate::time;

/// The first and the last day of entry, and the hour of the first where the regime names one.
pub fn window_text(opens_at: DateTime<Utc>, opens_on: NaiveDate, closes_on: NaiveDate) -> String {
    let hour = match time::local(opens_at).time() {
        NaiveTime::MIN => String::new(),
        _ => format!("{} ", time::clock(opens_at)),
    };
    format!("{hour}{} – {}", time::date(opens_on), time::date(closes_on))
}

/// Asks for other days and the reason.
#[component]
pub fn WindowDialog(
    /// The report.
    report: Report,
    /// Whether it is on screen.
    open: RwSignal<bool>,
) -> impl IntoView {
    let toasts = Toasts::current();
    let (opens, closes) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    Effect::new(move || {
        if open.get() {
            let item = report.view.with_untracked(|view| view.item.clone());
            opens.set(item.opens_on.to_string());
            closes.set(item.closes_on.to_string());
            error.set(None);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(closes_on) = closes.get_untracked().parse() else {
            error.set(Some(t(M::WindowDaysMissing).to_owned()));
            return;
        };
        let Ok(opens_on) = opens.get_untracked().parse() else {
            error.set(Some(t(M::WindowDaysMissing).to_owned()));
            return;
        };
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let change = ChangeEntryWindow { opens_on: Some(opens_on), closes_on, reason: reason.get_untracked() };
        spawn_local(async move {
            let answer = api::change_entry_window(report.id, &change).await;
            is_busy.try_set(false);
            match answer {
                Ok(view) => {
                    toasts.done(fill(M::WindowChanged, &[&time::date(view.item.closes_on)]));
                    reason.set(String::new());
                    open.set(false);
                    report.view.set(view);
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    view! {
        <Dialog open title=t(M::WindowChange).to_owned()>
            <form on:submit=submit>
                <div class="dialog-body">
                    <p class="hint">{t(M::WindowHint)}</p>
                    <ErrorSummary error/>
                    {[(M::OpensOn, "window-opens", opens), (M::ClosesOn, "window-closes", closes)].map(|(label, id, value)| view! {
                        <div class="field">
                            <label for=id>{t(label)}</label>
                            <input id=id type="date" class="input" prop:value=move || value.get()
                                on:input=move |event| value.set(event_target_value(&event))/>
                        </div>
                    })}
                    <TextField label=t(M::Reason) id="window-reason" value=reason/>
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t(M::Cancel)}</button>
                    <button type="submit" class="button button-primary" disabled=move || is_busy.get()>{t(M::WindowChange)}</button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_stands_only_where_there_is_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (opens_at, text) in [
            ("2027-03-14T17:00:00Z", "15/03/2027 – 19/06/2027"),
            ("2027-03-15T00:30:00Z", "07:30 15/03/2027 – 19/06/2027"),
        ] {
            assert_eq!(window_text(opens_at.parse().unwrap(), day("2027-03-15"), day("2027-06-19")), text);
        }
    }
}
