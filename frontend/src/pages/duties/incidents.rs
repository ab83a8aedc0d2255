//! Incidents: the system is or was down, everybody is told, and deadlines move.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use contract::Page;
use contract::incidents::{EndIncident, IncidentScope, IncidentView, NewIncident};
use contract::regimes::RegimeItem;
use domain::deadline::utc_of_local;
use domain::incident::{Extension, MOST_DAYS, MOST_REACH};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::table::duty_table;
use super::{every, named, regime_options};
use crate::api;
use crate::components::{Dialog, Empty, ErrorSummary, Icon, PageHead, SelectField};
use crate::locales::{M, count, fill, t};
use crate::state::{Remote, Toasts, draw};
use crate::time;

/// How often the page looks at incidents whose deadlines are being moved.
const LOOK: Duration = Duration::from_secs(2);

/// Declaring an incident, and all that were declared.
#[component]
pub fn IncidentsPage() -> impl IntoView {
    let regimes = Remote::<Page<RegimeItem>>::new();
    let incidents = Remote::<Page<IncidentView>>::new();
    let load_regimes = Callback::new(move |()| regimes.load(api::list_regimes()));
    let load = Callback::new(move |()| incidents.load(api::list_incidents()));
    load_regimes.run(());
    load.run(());
    every(LOOK, move || {
        if incidents.value_untracked().is_some_and(|page| page.items.iter().any(|incident| !incident.is_settled)) {
            load.run(());
        }
    });
    let ending = RwSignal::new(None::<IncidentView>);
    view! {
        <PageHead title=t(M::Incidents).to_owned()/>
        {draw(regimes, load_regimes, move |page| view! { <DeclareForm regimes=page.items load/> }.into_any())}
        <section class="panel" aria-labelledby="incidents">
            <h2 id="incidents">{t(M::IncidentsDeclared)}</h2>
            {draw(incidents, load, move |page| list(page.items, ending))}
        </section>
        <EndDialog ending load/>
    }
}

#[component]
fn DeclareForm(regimes: Vec<RegimeItem>, load: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let mut scopes = vec![(String::new(), t(M::WholeSystem).to_owned())];
    scopes.extend(regime_options(&regimes));
    let scopes = Signal::stored(scopes);
    let (scope, reason, rule) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new("outage".to_owned()));
    let (days, reach) = (RwSignal::new("3".to_owned()), RwSignal::new("3".to_owned()));
    let started = RwSignal::new(present());
    let (error, is_busy, retry) = (RwSignal::new(None::<String>), RwSignal::new(false), RwSignal::new(api::new_key()));
    let rules = Signal::stored(vec![
        ("outage".to_owned(), t(M::ExtendByOutage).to_owned()),
        ("days".to_owned(), t(M::ExtendByDays).to_owned()),
    ]);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let number =
            |text: RwSignal<String>| text.with_untracked(|text| text.trim().parse::<u16>().unwrap_or(u16::MAX));
        let new = NewIncident {
            regime: Some(scope.get_untracked()).filter(|key| !key.is_empty()).map(|key| {
                let (circular, code) = named(&key);
                IncidentScope { circular, code }
            }),
            reason: reason.get_untracked(),
            started_at: moment(&started.get_untracked()),
            extension: match rule.get_untracked().as_str() {
                "days" => Extension::Days { days: number(days) },
                _ => Extension::Outage {},
            },
            reach: Some(number(reach)),
        };
        is_busy.set(true);
        spawn_local(async move {
            match api::declare_incident(&new, &retry.get_untracked()).await {
                Ok(_) => {
                    toasts.done(t(M::IncidentDeclared).to_owned());
                    error.set(None);
                    reason.set(String::new());
                    started.set(present());
                    retry.set(api::new_key());
                    load.run(());
                }
                Err(problem) => {
                    if problem.code().is_some() {
                        retry.set(api::new_key());
                    }
                    error.set(Some(problem.message()));
                }
            }
            is_busy.set(false);
        });
    };
    view! {
        <form class="panel assign-form" aria-labelledby="declare" on:submit=submit>
            <h2 id="declare">{t(M::DeclareIncident)}</h2>
            <SelectField label=t(M::IncidentScope) id="incident-scope" value=scope options=scopes
                on_change=Callback::new(move |value| scope.set(value))/>
            <MomentField label=t(M::IncidentBegan) id="incident-began" value=started/>
            <div class="field">
                <label for="incident-reason">{t(M::IncidentReason)}</label>
                <textarea id="incident-reason" class="input" rows="2" maxlength="1000" required placeholder=t(M::IncidentReasonHint)
                    prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event))></textarea>
            </div>
            <SelectField label=t(M::IncidentRule) id="incident-rule" value=rule options=rules
                on_change=Callback::new(move |value| rule.set(value))/>
            {move || (rule.get() == "days").then(|| view! {
                <NumberField label=t(M::IncidentDays) id="incident-days" value=days least=1 most=MOST_DAYS/>
            })}
            <NumberField label=t(M::IncidentReach) id="incident-reach" value=reach least=0 most=MOST_REACH/>
            <button type="submit" class="button button-primary" disabled=move || is_busy.get()>
                <Icon name="warning"/>{t(M::DeclareIncident)}
            </button>
            <p class="hint">{t(M::DeclareIncidentHint)}</p>
            <ErrorSummary error/>
        </form>
    }
}

#[component]
fn NumberField(label: &'static str, id: &'static str, value: RwSignal<String>, least: u16, most: u16) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="number" class="input" min=least max=most required prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

#[component]
fn MomentField(label: &'static str, id: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="datetime-local" class="input" required prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

/// Now in Việt Nam, as such fields write it.
fn present() -> String {
    time::local(time::now()).format(MINUTES).to_string()
}

const MINUTES: &str = "%Y-%m-%dT%H:%M";

/// The moment of such a field; none where it is empty.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, MINUTES).ok()?;
    Some(utc_of_local(local)?.and_utc())
}

fn list(incidents: Vec<IncidentView>, ending: RwSignal<Option<IncidentView>>) -> AnyView {
    if incidents.is_empty() {
        return view! { <Empty text=t(M::NoIncidents)/> }.into_any();
    }
    let rows = incidents.into_iter().map(|incident| row(incident, ending)).collect_view();
    duty_table(
        &[M::IncidentScope, M::IncidentReason, M::IncidentTime, M::IncidentRule, M::IncidentExtended, M::ColumnActions],
        rows,
    )
}

fn row(incident: IncidentView, ending: RwSignal<Option<IncidentView>>) -> AnyView {
    let scope = incident.regime.as_ref().map_or_else(
        || t(M::WholeSystem).to_owned(),
        |regime| format!("{}. {} ({})", regime.code, regime.title, regime.circular),
    );
    let began = time::date_time(incident.started_at);
    let ended = incident.ended_at.map(time::date_time);
    let rule = match incident.extension {
        Extension::Outage {} => t(M::ExtendByOutage).to_owned(),
        Extension::Days { days } => fill(M::ExtendedDays, &[&days.to_string()]),
    };
    let until = incident.until.map(|until| fill(M::ExtendedUntil, &[&time::date_time(until)]));
    let (is_lasting, reason, by) = (incident.ended_at.is_none(), incident.reason.clone(), incident.declared_by.clone());
    let extended = count(incident.extended);
    let label = fill(M::ActionOnReport, &[t(M::EndIncident), &reason]);
    view! {
        <tr role="row">
            <td role="cell">{scope}<br/>
                {if is_lasting {
                    view! { <span class="badge badge-warn"><Icon name="warning"/>{t(M::IncidentLasts)}</span> }.into_any()
                } else {
                    view! { <span class="badge badge-ok"><Icon name="check"/>{t(M::IncidentEnded)}</span> }.into_any()
                }}
            </td>
            <td role="cell">{reason}<br/><span class="hint">{by}</span></td>
            <td role="cell" class="cell-moment">{began}<br/>{ended}</td>
            <td role="cell">{rule}</td>
            <td role="cell">{extended}<br/><span class="hint">{until}</span></td>
            <td role="cell" class="cell-buttons">
                {is_lasting.then(|| view! {
                    <button type="button" class="button" aria-label=label on:click=move |_| ending.set(Some(incident.clone()))>
                        {t(M::EndIncident)}
                    </button>
                })}
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn EndDialog(ending: RwSignal<Option<IncidentView>>, load: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let open = RwSignal::new(false);
    let (ended, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    Effect::new(move || {
        let is_wanted = ending.with(Option::is_some);
        if is_wanted {
            ended.set(present());
            error.set(None);
        }
        // Set to what they are, the two would wake each other for ever.
        if open.get_untracked() != is_wanted {
            open.set(is_wanted);
        }
    });
    Effect::new(move || {
        if !open.get() && ending.with_untracked(Option::is_some) {
            ending.set(None);
        }
    });
    let end = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(incident) = ending.get_untracked() else { return };
        // The present minute is not over yet: that means now.
        let ended_at = moment(&ended.get_untracked()).filter(|_| ended.get_untracked() != present());
        spawn_local(async move {
            match api::end_incident(incident.id, &EndIncident { ended_at }).await {
                Ok(_) => {
                    toasts.done(t(M::IncidentHasEnded).to_owned());
                    open.set(false);
                    load.run(());
                }
                Err(problem) => error.set(Some(problem.message())),
            }
        });
    };
    view! {
        <Dialog open title=t(M::EndIncident).to_owned()>
            <form on:submit=end>
                <div class="dialog-body">
                    <p>{t(M::EndIncidentHint)}</p>
                    <MomentField label=t(M::IncidentOver) id="incident-over" value=ended/>
                    <ErrorSummary error/>
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=move |_| open.set(false)>{t(M::Cancel)}</button>
                    <button type="submit" class="button button-primary">{t(M::EndIncident)}</button>
                </div>
            </form>
        </Dialog>
    }
}
