//! What happened to a report: every step, save, comment and reason, who, for which unit, when (C11, C13); and two of its
//! revisions cell by cell.

mod comparing;
mod entry;
mod timeline;

use contract::history::HistoryView;
use domain::template::FormTemplate;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::{self, ApiError};
use crate::components::{Icon, PageHead};
use crate::locales::{M, t};
use crate::state::{Remote, draw_page};
use comparing::Comparing;
use timeline::Timeline;

/// A report's history with what names and draws it.
#[derive(Clone)]
struct Story {
    /// Form, unit and period.
    title: String,
    form: FormTemplate,
    history: HistoryView,
}

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
        {draw_page(story, load, move |story| {
            let id = id.get_untracked();
            let form = StoredValue::new(story.form);
            view! {
                <PageHead title=t(M::History).to_owned()>
                    <A href=format!("/bao-cao/{id}") exact=true attr:class="button"><Icon name="left"/>{t(M::BackToReport)}</A>
                    <a class="button" href=api::history_address(id) download><Icon name="download"/>{t(M::DownloadHistory)}</a>
                </PageHead>
                <p class="hint story-title">{story.title}</p>
                <Comparing id form versions=entry::versions(&story.history)/>
                <Timeline id form history=story.history/>
            }.into_any()
        })}
    }
}

async fn read(id: i64) -> Result<Story, ApiError> {
    let report = api::read_report(id).await?;
    let form = api::read_form(report.item.form.id).await?.template;
    let title = format!("{} – {} – {}", report.item.form.code, report.item.unit.name, report.item.period.label);
    Ok(Story { title, form, history: api::read_history(id).await? })
}
