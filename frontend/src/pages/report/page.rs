//! The page of one report: reads it, and hands it to the parts.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::ErrorCode;
use contract::data::{CellTable, ReportData};
use contract::reports::ReportView;
use domain::catalogue::CatalogueItem;
use domain::sheet::CompiledForm;
use domain::template::{FormTemplate, RowKind};
use futures_util::future::join;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::actions::Actions;
use super::grid_panel::GridPanel;
use super::head::ReportHead;
use super::kept::Acknowledged;
use super::predecessors::{Predecessors, Successor};
use crate::api::{self, ApiError, Kept};
use crate::components::Icon;
use crate::device::drafts::{self, Found};
use crate::grid::GridModel;
use crate::locales::{M, t};
use crate::state::{Remote, draw_page, pause};

/// Everything that the parts of the page need; a handle that can be copied into closures.
#[derive(Clone, Copy)]
pub struct Report {
    /// The report's id.
    pub id: i64,
    /// The report as the server last told it.
    pub view: RwSignal<ReportView>,
    /// The template of its form.
    pub form: StoredValue<FormTemplate>,
    /// Its figures; absent for forms that are not filled here.
    pub model: Option<GridModel>,
    /// Names of rows by key, as they were read.
    names: StoredValue<HashMap<String, String>>,
    /// The revision that the screen shows.
    pub revision: RwSignal<i64>,
    /// When the figures on screen were read, where they were kept on this device from before.
    pub read_at: RwSignal<Option<DateTime<Utc>>>,
    /// What was saved since they were read.
    pub acknowledged: StoredValue<Acknowledged>,
    /// Reads everything again.
    pub reload: Callback<()>,
}

impl Report {
    /// Takes the report's state from the server again; the figures stay as they are, and so does the revision that they
    /// are of: nobody decides about figures, or writes over figures, that this page never showed.
    pub async fn refresh(self) {
        // The state on screen is only older then, and the next answer corrects it.
        if let Ok(view) = api::read_report(self.id).await {
            if self.model.is_none() {
                self.revision.try_set(view.item.revision);
            }
            self.view.try_set(view);
        }
    }

    /// Takes the report's state from the server again, and the figures too where they are newer than those on screen: then
    /// it says so.
    pub async fn follow(self) -> bool {
        self.refresh().await;
        let shown = self.revision.try_get_untracked();
        let now = self.view.try_with_untracked(|view| view.item.revision);
        if shown.zip(now).is_none_or(|(shown, now)| now <= shown) {
            return false;
        }
        match self.refresh_data().await {
            Ok(_) => true,
            // The report went back to its unit, whose drafts are its own: the page shows what may be seen now.
            Err(problem) if problem.code() == Some(ErrorCode::Forbidden.as_str()) => {
                self.reload.run(());
                true
            }
            // Without an answer the older revision stays, with which the server refuses any step.
            Err(_) => false,
        }
    }

    /// Takes the figures from the server again, with what is pending on top; gives what the server computed.
    pub async fn refresh_data(self) -> Result<CellTable, ApiError> {
        self.refresh_with(|model, data| model.reload(data)).await
    }

    async fn refresh_with(self, take: impl FnOnce(GridModel, &ReportData)) -> Result<CellTable, ApiError> {
        let data = api::read_data(self.id).await?;
        if data.read_at.is_some() {
            return Err(ApiError::Offline);
        }
        let data = data.value;
        // Reading a long answer is a turn of its own: the page draws before the figures are taken over.
        pause().await;
        self.revision.try_set(data.revision);
        self.read_at.try_set(None);
        self.acknowledged.try_set_value(Acknowledged::renewed(self.id, data.revision));
        if let Some(model) = self.model {
            take(model, &data);
        }
        Ok(data.computed)
    }

    /// Takes the figures from the server after an import that made this revision: one step of the undo history, unless
    /// somebody else has saved since.
    pub async fn take_import(self, revision: i64) -> Result<CellTable, ApiError> {
        self.refresh_with(
            |model, data| {
                if data.revision == revision { model.reload_as_step(data) } else { model.reload(data) }
            },
        )
        .await
    }

    /// The name of a row; its key when it came after the page was read.
    pub fn row_name(self, key: &str) -> String {
        self.names.with_value(|names| names.get(key).cloned()).unwrap_or_else(|| key.to_owned())
    }

    /// Whether cells can be changed now.
    pub fn can_edit(self) -> bool {
        self.view.with(|view| view.can_edit)
    }
}

/// What has to be read before the page can be drawn.
#[derive(Clone)]
struct Loaded {
    view: ReportView,
    template: FormTemplate,
    /// Shared: a report of ten thousand rows is not copied to be drawn.
    figures: Option<Arc<Figures>>,
    /// Why the figures are not to be seen: the unit has not sent them yet.
    withheld: Option<String>,
}

struct Figures {
    form: Arc<CompiledForm>,
    data: Kept<ReportData>,
    catalogue: Vec<CatalogueItem>,
    /// Saved after the figures were read.
    acknowledged: Acknowledged,
    /// Not sent yet.
    drafts: Vec<Found>,
}

/// The page of one report.
#[component]
pub fn ReportPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.get().get("id").and_then(|id| id.parse::<i64>().ok()).unwrap_or_default());
    let loaded = Remote::<Loaded>::new();
    let load = Callback::new(move |()| {
        loaded.clear();
        loaded.load(read(id.get_untracked()));
    });
    Effect::new(move || {
        id.track();
        load.run(());
    });
    view! { {draw_page(loaded, load, move |loaded| report_view(loaded, load))} }
}

async fn read(id: i64) -> Result<Loaded, ApiError> {
    // The figures are the longest answer: they are on their way while the form is read.
    let (head, data) = join(read_head(id), api::read_data(id)).await;
    let (view, template) = head?;
    // A form that is not filled here has no figures, and what was answered instead does not matter.
    if !template.is_fillable() {
        return Ok(Loaded { view, template, figures: None, withheld: None });
    }
    match data {
        // Who follows a report's progress may know of it before its figures.
        Err(problem) if problem.code() == Some(ErrorCode::Forbidden.as_str()) => {
            Ok(Loaded { view, template, figures: None, withheld: Some(problem.message()) })
        }
        data => {
            let figures = Some(Arc::new(figures(id, data?, &template).await?));
            Ok(Loaded { view, template, figures, withheld: None })
        }
    }
}

async fn read_head(id: i64) -> Result<(ReportView, FormTemplate), ApiError> {
    let view = api::read_report(id).await?;
    let template = api::read_form(view.item.form.id).await?.template;
    Ok((view, template))
}

async fn figures(id: i64, data: Kept<ReportData>, template: &FormTemplate) -> Result<Figures, ApiError> {
    let catalogue = match &template.row_kind {
        RowKind::Catalogue { catalogue } => items(&api::read_catalogue(catalogue).await?),
        RowKind::Fixed | RowKind::Free => Vec::new(),
    };
    let form = CompiledForm::compile(template.clone()).map_err(|faults| {
        let first = faults.first().map(|fault| fault.message_vi.clone()).unwrap_or_default();
        ApiError::Unreadable(format!("{}: {first}", template.code))
    })?;
    let read = data.value.revision;
    let acknowledged =
        if data.read_at.is_some() { Acknowledged::recall(id, read).await } else { Acknowledged::renewed(id, read) };
    Ok(Figures { form: Arc::new(form), data, catalogue, acknowledged, drafts: drafts::of_report(id).await })
}

/// The items of the rows; closed ones have a last day, stay readable in the rows that have them and are marked there.
fn items(catalogue: &contract::catalogues::CatalogueView) -> Vec<CatalogueItem> {
    catalogue
        .items
        .iter()
        .map(|item| CatalogueItem {
            code: item.code.clone(),
            name: item.name.clone(),
            valid_from: None,
            valid_to: (!item.is_open).then_some(chrono::NaiveDate::MIN),
        })
        .collect()
}

fn row_names(figures: &Figures) -> HashMap<String, String> {
    let rows = figures.data.value.rows.iter().map(|row| (row.key.clone(), row.label.clone()));
    let items = figures.catalogue.iter().map(|item| (item.code.clone(), item.name.clone()));
    items.chain(rows).collect()
}

fn open(figures: &Figures) -> GridModel {
    let model = GridModel::open(figures.form.clone(), &figures.data.value, figures.catalogue.clone());
    for edits in &figures.acknowledged.edits {
        model.put_back_saved(edits, figures.acknowledged.alone());
    }
    model
}

fn report_view(loaded: Loaded, reload: Callback<()>) -> AnyView {
    let Loaded { view, template, figures, withheld } = loaded;
    let acknowledged = figures.as_ref().map(|figures| figures.acknowledged.clone()).unwrap_or_default();
    let revision = figures.as_ref().map_or(view.item.revision, |_| acknowledged.revision);
    let read_at = figures.as_ref().and_then(|figures| figures.data.read_at);
    let drafts = figures.as_ref().map(|figures| figures.drafts.clone()).unwrap_or_default();
    let names = StoredValue::new(figures.as_deref().map(row_names).unwrap_or_default());
    let model = figures.map(|figures| open(&figures));
    let report = Report {
        id: view.item.id,
        revision: RwSignal::new(revision),
        view: RwSignal::new(view),
        form: StoredValue::new(template),
        names,
        model,
        read_at: RwSignal::new(read_at),
        acknowledged: StoredValue::new(acknowledged),
        reload,
    };
    view! {
        <ReportHead report/>
        <Successor report/>
        <Predecessors report/>
        {match model {
            Some(model) => view! { <GridPanel report model drafts/> }.into_any(),
            None => view! {
                <div class="notices"><div class="notice"><Icon name="info"/><p>{match withheld {
                    Some(reason) => format!("{} {reason}", t(M::Withheld)),
                    None => t(M::NotFilledHere).to_owned(),
                }}</p></div></div>
                <Actions report before=Callback::new(|then: Callback<()>| then.run(()))/>
            }.into_any(),
        }}
    }
    .into_any()
}
