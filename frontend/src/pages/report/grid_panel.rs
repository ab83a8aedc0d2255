//! The figures of a report: toolbar, grid, findings, and the dialogs that belong to them.

use contract::data::DataRow;
use domain::finding::CellRef;
use leptos::prelude::*;

use super::actions::Actions;
use super::cell::CellDialog;
use super::clash::ClashDialog;
use super::company::{Company, Others};
use super::findings::FindingsPanel;
use super::guard::LeaveGuard;
use super::lineage::LineageDialog;
use super::page::Report;
use super::saving::Saver;
use super::toolbar::Toolbar;
use crate::api;
use crate::grid::{GridModel, ReportGrid};
use crate::state::Toasts;

/// The figures of a report.
#[component]
pub fn GridPanel(report: Report, model: GridModel) -> impl IntoView {
    let saver = Saver::start(report, model);
    let company = Company::start(report, model, saver);
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let is_save = (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("s");
        if is_save {
            event.prevent_default();
            if report.view.with_untracked(|view| view.can_edit) {
                saver.save_now();
            }
        }
    });
    on_cleanup(move || keys.remove());
    let read_only = Signal::derive(move || !report.can_edit());
    let cell = RwSignal::new(None::<CellRef>);
    let on_lineage = Callback::new(move |wanted: CellRef| {
        if report.view.with_untracked(|view| view.consolidates) {
            cell.set(Some(wanted));
        }
    });
    let about = RwSignal::new(None::<CellRef>);
    let on_about = Callback::new(move |wanted: CellRef| about.set(Some(wanted)));
    let toasts = Toasts::current();
    let on_previous = Callback::new(move |then: Callback<Vec<DataRow>>| {
        let id = report.id;
        leptos::task::spawn_local(async move {
            match api::read_previous(id).await {
                Ok(previous) => then.run(previous.rows),
                Err(error) => toasts.failed(error.message()),
            }
        });
    });
    view! {
        <Toolbar report saver/>
        <Others company report/>
        <div class="grid-frame"><ReportGrid model read_only on_lineage on_about on_previous/></div>
        <FindingsPanel model/>
        <Actions report before=Callback::new(move |then: Callback<()>| saver.flush(then))/>
        <ClashDialog report saver/>
        <LineageDialog report cell/>
        <CellDialog report company cell=about/>
        <LeaveGuard saver/>
    }
}
