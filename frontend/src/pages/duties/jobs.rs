//! The work that the system does by itself: when, with what result, and once more on demand.

use std::time::Duration;

use chrono::{DateTime, Utc};
use contract::Page;
use contract::jobs::{JobRunView, JobView, JobsView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::every;
use super::table::duty_table;
use crate::api;
use crate::components::{Empty, Icon, PageHead};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw};
use crate::time;

/// How often the page looks at the jobs.
const LOOK: Duration = Duration::from_secs(3);

/// All jobs, and the runs of one of them.
#[component]
pub fn JobsPage() -> impl IntoView {
    let jobs = Remote::<JobsView>::new();
    let runs = Remote::<Page<JobRunView>>::new();
    let chosen = RwSignal::new(None::<(String, String)>);
    let load_runs = Callback::new(move |()| {
        if let Some((name, _)) = chosen.get_untracked() {
            runs.load(async move { api::list_job_runs(&name).await });
        }
    });
    let load = Callback::new(move |()| {
        jobs.load(api::list_jobs());
        load_runs.run(());
    });
    load.run(());
    every(LOOK, move || load.run(()));
    let show = Callback::new(move |job: (String, String)| {
        runs.clear();
        chosen.set(Some(job));
        load_runs.run(());
    });
    view! {
        <PageHead title=t(M::Jobs).to_owned()/>
        <p class="hint">{t(M::JobsHint)}</p>
        {draw(jobs, load, move |view| table(view, load, show))}
        {move || chosen.get().map(|(_, title)| view! {
            <section class="panel" aria-labelledby="job-runs">
                <h2 id="job-runs">{fill(M::JobRuns, &[&title])}</h2>
                {draw(runs, load_runs, |page| history(page.items))}
            </section>
        })}
    }
}

fn table(view: JobsView, load: Callback<()>, show: Callback<(String, String)>) -> AnyView {
    let rows = view.items.into_iter().map(|job| row(job, load, show)).collect_view();
    view! {
        <section class="panel">
            {duty_table(&[M::ColumnJob, M::ColumnLastRun, M::ColumnResult, M::ColumnNextRun, M::ColumnActions], rows)}
        </section>
    }
    .into_any()
}

fn row(job: JobView, load: Callback<()>, show: Callback<(String, String)>) -> AnyView {
    let toasts = Toasts::current();
    let (name, title) = (job.name.clone(), job.title.clone());
    let run = {
        let (name, title) = (name.clone(), title.clone());
        move |_| {
            let (name, title) = (name.clone(), title.clone());
            spawn_local(async move {
                match api::run_job(&name).await {
                    Ok(_) => {
                        toasts.done(fill(M::JobAsked, &[&title]));
                        show.run((name, title));
                        load.run(());
                    }
                    Err(error) => toasts.failed(error.message()),
                }
            });
        }
    };
    let is_running = job.last_started_at.is_some() && job.last_finished_at.is_none();
    let state = match (job.is_waiting || is_running, job.last_result.as_deref()) {
        (true, _) => badge("running"),
        (false, Some(result)) => badge(result),
        (false, None) => badge("never"),
    };
    let run_label = fill(M::ActionOnReport, &[t(M::RunNow), &title]);
    let runs_label = fill(M::ActionOnReport, &[t(M::History), &title]);
    view! {
        <tr role="row">
            <td role="cell"><b>{title.clone()}</b><br/><span class="hint">{job.description}</span></td>
            <td role="cell" class="cell-moment">{moment(job.last_started_at)}</td>
            <td role="cell">{state}<span class="hint">{job.last_summary}</span></td>
            <td role="cell" class="cell-moment">{moment(job.next_at)}</td>
            <td role="cell" class="cell-buttons">
                <button type="button" class="button" aria-label=run_label disabled=job.is_waiting on:click=run>
                    <Icon name="redo"/>{t(M::RunNow)}
                </button>
                <button type="button" class="button button-quiet" aria-label=runs_label
                    on:click=move |_| show.run((name.clone(), title.clone()))>
                    <Icon name="history"/>{t(M::History)}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn history(runs: Vec<JobRunView>) -> AnyView {
    if runs.is_empty() {
        return view! { <Empty text=t(M::NoJobRuns)/> }.into_any();
    }
    let rows = runs
        .into_iter()
        .map(|run| {
            view! {
                <tr role="row">
                    <td role="cell" class="cell-moment">{moment(run.started_at.or(Some(run.asked_at)))}</td>
                    <td role="cell">{badge(&run.state)}</td>
                    <td role="cell">{run.summary}</td>
                    <td role="cell">{run.by.unwrap_or_else(|| t(M::TheSystem).to_owned())}</td>
                </tr>
            }
        })
        .collect_view();
    duty_table(&[M::ColumnStarted, M::ColumnStatus, M::ColumnResult, M::ColumnBy], rows)
}

fn moment(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "–".to_owned(), time::date_time)
}

/// How something goes or went, by text, shape and colour.
pub(super) fn badge(state: &str) -> impl IntoView + use<> {
    let (text, icon, class) = match state {
        "waiting" => (M::StateWaiting, "circle", "badge badge-plain"),
        "running" => (M::StateRunning, "track", "badge badge-warn"),
        "done" => (M::StateDone, "check", "badge badge-ok"),
        "failed" => (M::StateFailed, "error", "badge badge-error"),
        "interrupted" => (M::StateInterrupted, "warning", "badge badge-warn"),
        _ => (M::StateNever, "circle", "badge badge-plain"),
    };
    view! { <span class=class><Icon name=icon/>{t(text)}</span> }
}
