//! One version: a draft is edited and published, a published one is read, copied and retired.

use std::future::Future;

use contract::regimes::{NewRegime, RegimeVersionView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::RegimeStatus;
use super::edit::Fields;
use super::fields::{Draft, faults_in};
use super::overtaken::{Overtaken, overtaken_by};
use super::whole::whole;
use crate::api::{self, ApiError};
use crate::components::{Dialog, ErrorSummary, Icon, LeaveGuard, PageHead};
use crate::locales::{M, fill, t};
use crate::state::{Remote, Toasts, draw_page};

/// The version that the address names.
#[component]
pub fn RegimePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<i64>().ok()).unwrap_or_default())
    });
    let regime = Remote::<RegimeVersionView>::new();
    let load = Callback::new(move |()| {
        let id = id.get_untracked();
        regime.load(async move { api::read_regime(id).await });
    });
    Effect::new(move || {
        id.get();
        regime.clear();
        load.run(());
    });
    draw_page(regime, load, move |view| version(view, load))
}

fn version(view: RegimeVersionView, reload: Callback<()>) -> AnyView {
    let title = format!("{}. {}", view.regime.code, view.regime.title);
    let can = |action: &str| view.allowed_actions.iter().any(|one| one == action);
    let draft = Draft::of(&view);
    let content = if can("edit") { view! { <Fields draft/> }.into_any() } else { whole(&view) };
    let (version, circular) =
        (fill(M::RegimeVersionNumber, &[&view.regime.version.to_string()]), view.regime.circular.clone());
    let standing = view.standing.clone();
    let is_draft = can("edit");
    view! {
        <PageHead title/>
        <p class="hint">{circular}" · "{version}" "<RegimeStatus standing/></p>
        <Steps view draft reload/>
        {is_draft.then(|| view! { <Summary draft/><LeaveGuard is_dirty=Signal::derive(move || draft.is_dirty())/> })}
        {content}
    }
    .into_any()
}

/// How many points there are to look at, above the fields.
#[component]
fn Summary(draft: Draft) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let count = draft.faults.with(Vec::len);
                (count > 0).then(|| view! {
                    <div class="notice notice-warn"><Icon name="warning"/><p>{fill(M::RegimeFaults, &[&count.to_string()])}</p></div>
                })
            }}
        </div>
    }
}

/// What is to be confirmed before it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Publish,
    Retire,
    Remove,
}

impl Sure {
    fn words(self) -> (M, M) {
        match self {
            Self::Publish => (M::RegimePublish, M::RegimePublishSure),
            Self::Retire => (M::RegimeRetire, M::RegimeRetireSure),
            Self::Remove => (M::RegimeRemove, M::RegimeRemoveSure),
        }
    }
}

/// What may be done with the version.
#[component]
fn Steps(view: RegimeVersionView, draft: Draft, reload: Callback<()>) -> impl IntoView {
    let toasts = Toasts::current();
    let navigate = use_navigate();
    let error = RwSignal::new(None::<String>);
    let (asking, sure) = (RwSignal::new(false), RwSignal::new(Sure::Publish));
    let busy = RwSignal::new(false);
    // The revision that the next step builds on.
    let revision = StoredValue::new(view.revision);
    let (id, version) = (view.id, view.regime.version.to_string());
    let is_draft = view.allowed_actions.iter().any(|action| action == "edit");
    let overtaken = RwSignal::new(None::<i64>);
    // The page may have been left while the answer was under way.
    let refuse = move |told: &ApiError| {
        let theirs = overtaken_by(told).filter(|_| is_draft);
        if theirs.is_some() {
            overtaken.try_set(theirs);
            return;
        }
        let faults = faults_in(told).to_vec();
        if !faults.is_empty() {
            draft.faults.try_set(faults);
        }
        error.try_set(Some(told.message()));
    };
    let run = move |step: std::pin::Pin<Box<dyn Future<Output = Result<(), ApiError>>>>| {
        if busy.get_untracked() {
            return;
        }
        if draft.unread.with_untracked(|unread| !unread.is_empty()) {
            error.set(Some(t(M::RegimeUnread).to_owned()));
            return;
        }
        busy.set(true);
        error.set(None);
        overtaken.set(None);
        spawn_local(async move {
            let done = step.await;
            busy.try_set(false);
            if let Err(told) = done {
                refuse(&told);
            }
        });
    };
    let save = move || async move {
        let regime = draft.regime.get_untracked();
        let view = api::update_regime(id, revision.get_value(), regime).await?;
        revision.set_value(view.revision);
        draft.saved.set(view.regime);
        draft.faults.set(view.faults);
        Ok::<(), ApiError>(())
    };
    let save_now = move || {
        run(Box::pin(async move {
            save().await?;
            toasts.done(t(M::RegimeSaved));
            Ok(())
        }));
    };
    let keep_own = Callback::new(move |theirs| {
        revision.set_value(theirs);
        save_now();
    });
    let ask = move |what: Sure| {
        sure.set(what);
        asking.set(true);
    };
    let to_copy = navigate.clone();
    let copy = move |_| {
        let navigate = to_copy.clone();
        run(Box::pin(async move {
            // What is copied is what is on screen.
            if is_draft && draft.is_dirty_untracked() {
                save().await?;
            }
            let view = api::create_regime(NewRegime { from: Some(id), regime: None }).await?;
            toasts.done(fill(M::RegimeCopied, &[&view.regime.version.to_string()]));
            navigate(&format!("/quan-tri/che-do/{}", view.id), NavigateOptions::default());
            Ok(())
        }));
    };
    let confirm = Callback::new(move |()| {
        asking.set(false);
        let (navigate, version) = (navigate.clone(), version.clone());
        run(Box::pin(async move {
            match sure.get_untracked() {
                Sure::Publish => {
                    // What is published is what is on screen.
                    if draft.is_dirty_untracked() {
                        save().await?;
                    }
                    api::publish_regime(id, revision.get_value()).await?;
                    toasts.done(fill(M::RegimePublished, &[&version]));
                    reload.run(());
                }
                Sure::Retire => {
                    api::retire_regime(id, revision.get_value()).await?;
                    toasts.done(t(M::RegimeRetired));
                    reload.run(());
                }
                Sure::Remove => {
                    api::remove_regime(id, revision.get_value()).await?;
                    toasts.done(t(M::RegimeRemoved));
                    draft.saved.set(draft.regime.get_untracked());
                    navigate("/quan-tri/che-do", NavigateOptions::default());
                }
            }
            Ok(())
        }));
    });
    let can = |action: &str| view.allowed_actions.iter().any(|one| one == action);
    let heading = Signal::derive(move || t(sure.get().words().0).to_owned());
    view! {
        <ErrorSummary error=error/>
        <Overtaken revision=overtaken busy on_keep=keep_own on_take=reload/>
        <div class="toolbar regime-steps">
            {can("edit").then(|| view! { <button type="button" class="button button-primary" disabled=move || busy.get() on:click=move |_| save_now()>{t(M::Save)}</button> })}
            {can("publish").then(|| view! { <button type="button" class="button" disabled=move || busy.get() on:click=move |_| ask(Sure::Publish)>{t(M::RegimePublish)}</button> })}
            {can("copy").then(|| view! { <button type="button" class="button" disabled=move || busy.get() on:click=copy>{t(M::RegimeCopy)}</button> })}
            {can("retire").then(|| view! { <button type="button" class="button button-danger" disabled=move || busy.get() on:click=move |_| ask(Sure::Retire)>{t(M::RegimeRetire)}</button> })}
            {can("remove").then(|| view! { <button type="button" class="button button-danger" disabled=move || busy.get() on:click=move |_| ask(Sure::Remove)>{t(M::RegimeRemove)}</button> })}
        </div>
        <Dialog open=asking title=heading>
            <div class="dialog-body"><p>{move || t(sure.get().words().1)}</p></div>
            <div class="dialog-foot">
                <button type="button" class="button" on:click=move |_| asking.set(false)>{t(M::Cancel)}</button>
                <button type="button" class="button button-primary" on:click=move |_| confirm.run(())>{move || t(sure.get().words().0)}</button>
            </div>
        </Dialog>
    }
}
