//! What happened to a report: every step and every save, who, when, and what changed (C11).

use chrono::{DateTime, Utc};
use contract::history::{HistoryView, RevisionView, TransitionView};
use domain::template::FormTemplate;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use super::import_view::change_table;
use crate::api::{self, ApiError};
use crate::components::{Empty, Icon, PageHead, StatusBadge};
use crate::locales::{M, fill, source_label, t};
use crate::state::{Remote, draw_page};
use crate::time;

type Story = (String, FormTemplate, HistoryView);

/// The history of one report, newest first.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").and_then(|id| id.parse::<i64>().ok()).unwrap_or_default());
    let story = Remote::<Story>::new();
    let load = Callback::new(move |()| story.load(read(id.get_untracked())));
    Effect::new(move || {
        id.track();
        load.run(());
    });
    view! {
        {draw_page(story, load, move |(title, form, history)| view! {
            <PageHead title=t(M::History).to_owned()>
                <A href=format!("/bao-cao/{}", id.get_untracked()) exact=true attr:class="button"><Icon name="left"/>{t(M::BackToReport)}</A>
            </PageHead>
            {story_view(&title, &form, history)}
        }.into_any())}
    }
}

async fn read(id: i64) -> Result<Story, ApiError> {
    let report = api::read_report(id).await?;
    let form = api::read_form(report.item.form.id).await?.template;
    let title = format!("{} – {} – {}", report.item.form.code, report.item.unit.name, report.item.period.label);
    Ok((title, form, api::read_history(id).await?))
}

fn story_view(title: &str, form: &FormTemplate, history: HistoryView) -> AnyView {
    let mut entries: Vec<(DateTime<Utc>, AnyView)> = Vec::new();
    entries.extend(history.transitions.into_iter().map(|step| (step.at, step_view(step))));
    // A workflow step that changed no figures is told by the step itself.
    let saves = history.revisions.into_iter().filter(|save| save.source != "transition" || !save.changes.is_empty());
    entries.extend(saves.map(|save| (save.at, save_view(save, form))));
    if entries.is_empty() {
        return view! { <Empty text=t(M::NoHistory)/> }.into_any();
    }
    entries.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let entries = entries.into_iter().map(|(_, entry)| entry).collect_view();
    view! { <p class="hint">{title.to_owned()}</p><ol class="story">{entries}</ol> }.into_any()
}

fn step_view(step: TransitionView) -> AnyView {
    let by = step.by.unwrap_or_else(|| t(M::TheSystem).to_owned());
    view! {
        <li class="story-step">
            <div class="story-head">
                <b>{step.action_label}</b>
                <StatusBadge status=step.to label=step.to_label/>
                <span class="hint">{by}" · "{step.unit}" · "<time datetime=step.at.to_rfc3339()>{time::date_time(step.at)}</time></span>
            </div>
            {step.note.map(|note| view! { <blockquote>{note}</blockquote> })}
        </li>
    }
    .into_any()
}

fn save_view(save: RevisionView, form: &FormTemplate) -> AnyView {
    let count = save.changes.len();
    view! {
        <li>
            <div class="story-head">
                <b>{fill(M::RevisionNumber, &[&save.revision.to_string()])}</b>
                <span>{source_label(&save.source)}</span>
                <span class="hint">{save.by}" · "<time datetime=save.at.to_rfc3339()>{time::date_time(save.at)}</time></span>
            </div>
            {(count > 0).then(|| view! {
                <details>
                    <summary>{fill(M::ImportChanges, &[&count.to_string()])}</summary>
                    {change_table(&save.changes, form)}
                </details>
            })}
        </li>
    }
    .into_any()
}
