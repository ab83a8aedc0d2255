//! One act: a draft is edited, looked at and published; a published one is watched.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use contract::problem::FaultView;
use contract::reorganisations::{ReorganisationPreview, ReorganisationStep, ReorganisationView};
use contract::units::UnitRef;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::draft::Draft;
use super::step::Fields;
use crate::api::{self, ApiError};
use crate::components::{Dialog, ErrorSummary, Icon, LeaveGuard, PageHead};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw_page};
use crate::time;

/// How often the page looks at an act that is being carried out.
const LOOK: Duration = Duration::from_secs(2);

/// The act that the address names.
#[component]
pub fn ReorganisationPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<i64>().ok()).unwrap_or_default())
    });
    let act = Remote::<ReorganisationView>::new();
    let load = Callback::new(move |()| {
        let id = id.get_untracked();
        act.load(async move { api::read_reorganisation(id).await });
    });
    Effect::new(move || {
        id.get();
        act.clear();
        load.run(());
    });
    let is_under_way = move || {
        let today = time::local(time::now()).date();
        let is_due = |view: &ReorganisationView| view.act.effective_on <= today;
        act.value_untracked()
            .is_some_and(|view| view.status == "running" || (view.status == "published" && is_due(&view)))
    };
    if let Ok(handle) = set_interval_with_handle(
        move || {
            if is_under_way() {
                load.run(());
            }
        },
        LOOK,
    ) {
        on_cleanup(move || handle.clear());
    }
    draw_page(act, load, move |view| shown(view, load))
}

fn shown(view: ReorganisationView, reload: Callback<()>) -> AnyView {
    let number = view.act.number.clone();
    let title = if number.is_empty() { t(M::ReorganisationAct).to_owned() } else { number };
    let is_draft = view.allowed_actions.iter().any(|action| action == "edit");
    let status = view.status_label.clone();
    let content = if is_draft {
        let draft = Draft::of(&view);
        view! {
            <Steps id=view.id revision=view.revision draft reload/>
            <LeaveGuard is_dirty=Signal::derive(move || draft.is_dirty())/>
            <Fields draft/>
        }
        .into_any()
    } else {
        let (id, revision, number) = (view.id, view.revision, view.act.number.clone());
        let is_waiting = view.allowed_actions.iter().any(|action| action == "withdraw");
        view! {
            {is_waiting.then(|| view! { <Withdraw id revision number reload/> })}
            {published(&view)}
        }
        .into_any()
    };
    view! {
        <PageHead title/>
        <p class="hint"><span class="badge badge-plain" data-status=view.status.clone()>{status}</span></p>
        {content}
    }
    .into_any()
}

/// What is to be confirmed before it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Publish,
    Remove,
}

impl Sure {
    fn words(self) -> (M, M) {
        match self {
            Self::Publish => (M::ReorganisationPublish, M::ReorganisationPublishSure),
            Self::Remove => (M::ReorganisationRemove, M::ReorganisationRemoveSure),
        }
    }
}

/// What may be done with a draft.
#[component]
fn Steps(id: i64, revision: i64, draft: Draft, reload: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let navigate = use_navigate();
    let error = RwSignal::new(None::<String>);
    let (asking, sure) = (RwSignal::new(false), RwSignal::new(Sure::Publish));
    let (previewing, preview) = (RwSignal::new(false), RwSignal::new(None::<ReorganisationPreview>));
    let busy = RwSignal::new(false);
    // The revision that the next step builds on.
    let revision = StoredValue::new(revision);
    let run = move |step: Pin<Box<dyn Future<Output = Result<(), ApiError>>>>| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            let done = step.await;
            busy.try_set(false);
            if let Err(told) = done {
                let faults = faults_in(&told);
                if !faults.is_empty() {
                    draft.faults.set(faults);
                }
                error.set(Some(told.message()));
            }
        });
    };
    // What is looked at or published is what is on screen.
    let save = move || async move {
        if untrack(move || draft.is_dirty()) {
            let body = untrack(move || draft.body());
            let view = api::update_reorganisation(id, revision.get_value(), &body).await?;
            revision.set_value(view.revision);
            draft.saved.set(view.act);
            draft.faults.set(view.faults);
        }
        Ok::<(), ApiError>(())
    };
    let save_now = move |_| {
        run(Box::pin(async move {
            save().await?;
            toasts.done(t(M::ReorganisationSaved));
            Ok(())
        }));
    };
    let look = move |_| {
        run(Box::pin(async move {
            save().await?;
            preview.set(Some(api::preview_reorganisation(id).await?));
            previewing.set(true);
            Ok(())
        }));
    };
    let ask = move |what: Sure| {
        sure.set(what);
        asking.set(true);
    };
    let confirm = Callback::new(move |()| {
        asking.set(false);
        let navigate = navigate.clone();
        run(Box::pin(async move {
            match sure.get_untracked() {
                Sure::Publish => {
                    save().await?;
                    let view = api::publish_reorganisation(id, revision.get_value()).await?;
                    toasts.done(fill(M::ReorganisationPublished, &[&view.act.number]));
                    reload.run(());
                }
                Sure::Remove => {
                    api::remove_reorganisation(id, revision.get_value()).await?;
                    toasts.done(t(M::ReorganisationRemoved));
                    draft.saved.set(untrack(move || draft.body()));
                    navigate("/quan-tri/sap-xep", NavigateOptions::default());
                }
            }
            Ok(())
        }));
    });
    let heading = Signal::derive(move || t(sure.get().words().0).to_owned());
    let count = move || draft.faults.with(Vec::len);
    view! {
        <ErrorSummary error=error/>
        <div class="toolbar regime-steps">
            <button type="button" class="button button-primary" disabled=move || busy.get() on:click=save_now>{t(M::Save)}</button>
            <button type="button" class="button" disabled=move || busy.get() on:click=look>{t(M::ReorganisationPreview)}</button>
            <button type="button" class="button" disabled=move || busy.get() on:click=move |_| ask(Sure::Publish)>{t(M::ReorganisationPublish)}</button>
            <button type="button" class="button button-danger" disabled=move || busy.get() on:click=move |_| ask(Sure::Remove)>{t(M::ReorganisationRemove)}</button>
        </div>
        <div role="status">
            {move || (count() > 0).then(|| view! {
                <div class="notice notice-warn"><Icon name="warning"/><p>{fill(M::ReorganisationFaults, &[&count().to_string()])}</p></div>
            })}
        </div>
        <Dialog open=previewing title=t(M::ReorganisationPreview).to_owned() wide=true>
            <div class="dialog-body">{move || preview.get().map(effects)}</div>
        </Dialog>
        <Dialog open=asking title=heading>
            <div class="dialog-body"><p>{move || t(sure.get().words().1)}</p></div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t(M::Cancel)}</button>
                <button type="button" class="button button-primary" on:click=move |_| confirm.run(())>{move || t(sure.get().words().0)}</button>
            </div>
        </Dialog>
    }
}

/// Takes back what was published and not begun.
#[component]
fn Withdraw(id: i64, revision: i64, number: String, reload: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let number = StoredValue::new(number);
    let confirm = move |_| {
        asking.set(false);
        busy.set(true);
        spawn_local(async move {
            match api::withdraw_reorganisation(id, revision).await {
                Ok(_) => toasts.done(fill(M::ReorganisationWithdrawn, &[&number.get_value()])),
                Err(error) => toasts.failed(error.message()),
            }
            busy.try_set(false);
            reload.run(());
        });
    };
    view! {
        <div class="toolbar regime-steps">
            <button type="button" class="button button-danger" disabled=move || busy.get() on:click=move |_| asking.set(true)>
                {t(M::ReorganisationWithdraw)}
            </button>
        </div>
        <Dialog open=asking title=t(M::ReorganisationWithdraw).to_owned()>
            <div class="dialog-body"><p>{t(M::ReorganisationWithdrawSure)}</p></div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t(M::Cancel)}</button>
                <button type="button" class="button button-danger" on:click=confirm>{t(M::ReorganisationWithdraw)}</button>
            </div>
        </Dialog>
    }
}

fn faults_in(error: &ApiError) -> Vec<FaultView> {
    match error {
        ApiError::Problem(problem) => problem.faults.clone(),
        _ => Vec::new(),
    }
}

/// What an act would do, step by step.
fn effects(preview: ReorganisationPreview) -> impl IntoView {
    let step = |step: contract::reorganisations::PreviewStep| {
        view! { <h3>{step.title}</h3>{lines(step.lines)} }
    };
    view! {
        <p class="hint">{t(M::ReorganisationPreviewHint)}</p>
        {preview.steps.into_iter().map(step).collect_view()}
    }
}

fn lines(lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return view! { <p>{t(M::ReorganisationNothing)}</p> }.into_any();
    }
    view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }.into_any()
}

fn published(view: &ReorganisationView) -> AnyView {
    let act = view.act.clone();
    let units = view.units.clone();
    let steps = act.steps.iter().map(|step| view! { <li>{in_words(step, &units)}</li> }).collect_view();
    let (done, total) = (view.done.to_string(), view.total.to_string());
    let outcome = (view.done > 0).then(|| lines(view.outcome_lines.clone()));
    let problem = view.problem.clone();
    let by = view.published_by.clone().zip(view.published_at);
    view! {
        <section class="panel" aria-labelledby="act-said">
            <h2 id="act-said">{act.title.clone()}</h2>
            <p>{t(M::ReorganisationEffective)}": "<b>{time::date(act.effective_on)}</b></p>
            <ul>{steps}</ul>
            {by.map(|(name, at)| view! { <p class="hint">{fill(M::ReorganisationBy, &[&name, &time::date_time(at)])}</p> })}
        </section>
        <section class="panel" aria-labelledby="act-done" aria-live="polite">
            <h2 id="act-done">{t(M::ReorganisationOutcome)}</h2>
            <p>
                <progress class="progress" aria-label=t(M::ReorganisationOutcome) max=total.clone() value=done.clone()></progress>" "
                {fill(M::ReorganisationDone, &[&done, &total])}
            </p>
            {problem.map(|problem| view! { <div class="notice notice-warn"><Icon name="warning"/><p>{problem}</p></div> })}
            {outcome}
        </section>
    }
    .into_any()
}

fn in_words(step: &ReorganisationStep, units: &[UnitRef]) -> String {
    let name = |id: &i64| units.iter().find(|unit| unit.id == *id).map(|unit| unit.name.clone()).unwrap_or_default();
    let from: Vec<String> = step.units.iter().map(name).collect();
    let made = step.new.as_ref().map(|new| new.name.clone());
    let to = step.into.as_ref().map(name).or(made).or(step.parent.as_ref().map(name)).unwrap_or_default();
    let kind = match (step.kind.as_str(), step.into) {
        ("merge", Some(_)) => M::ReorganisationMergeInto,
        ("merge", None) => M::ReorganisationMergeNew,
        ("abolish", _) => M::ReorganisationAbolish,
        ("rename", _) => M::ReorganisationRename,
        _ => M::ReorganisationMove,
    };
    if to.is_empty() {
        format!("{}: {}", t(kind), from.join(", "))
    } else {
        format!("{}: {} → {to}", t(kind), from.join(", "))
    }
}
