//! The figures of a report: toolbar, grid, findings, and the dialogs that belong to them.

use domain::finding::CellRef;
use leptos::prelude::*;

use super::actions::Actions;
use super::asked::AskedLegend;
use super::cell::CellDialog;
use super::clash::ClashDialog;
use super::company::{Company, Others};
use super::dispute::DisputeNotice;
use super::explanations::{ExplainDialog, Explanations};
use super::findings::FindingsPanel;
use super::guard::LeaveGuard;
use super::lineage::LineageDialog;
use super::page::Report;
use super::print;
use super::review::Review;
use super::review_bar::{MarksPanel, ReviewBar};
use super::saving::Saver;
use super::stranded::Stranded;
use super::toolbar::Toolbar;
use crate::device::drafts::Found;
use crate::grid::{Former, GridModel, ReportGrid, TakePrevious};
use crate::state::Toasts;
use crate::{api, components};

/// The figures of a report.
#[component]
pub fn GridPanel(report: Report, model: GridModel, drafts: Vec<Found>) -> impl IntoView {
    let (unsent, stranded) =
        if report.view.with_untracked(|view| view.can_edit) { (drafts, Vec::new()) } else { (Vec::new(), drafts) };
    let saver = Saver::start(report, model, unsent);
    let explanations = Explanations::start(report, model, saver);
    let company = Company::start(report, model, saver, explanations);
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
    print::listen(report, model);
    let review = Review::start(report, model, company);
    report.view.with_untracked(|view| model.set_period(view.item.period.from, view.item.period.to));
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
    let on_previous = Callback::new(move |then: TakePrevious| {
        let id = report.id;
        leptos::task::spawn_local(async move {
            match api::read_previous(id).await {
                Ok(previous) => then(previous.rows),
                Err(error) => toasts.failed(error.message()),
            }
        });
    });
    let on_compare = Callback::new(move |()| {
        let id = report.id;
        leptos::task::spawn_local(async move {
            match api::read_shown_previous(id).await {
                Ok(previous) => model.set_former(Former::of(previous.period_label, previous.rows)),
                Err(error) => toasts.failed(error.message()),
            }
        });
    });
    view! {
        <Stranded report found=stranded/>
        <div class="toolbar-row"><Toolbar report saver/><Others company report/></div>
        <DisputeNotice saver/>
        <ReviewBar review model/>
        <AskedLegend report/>
        <MarksPanel review model on_answer=on_about/>
        <div class="grid-frame"><ReportGrid model read_only on_lineage on_about on_previous on_compare/></div>
        <Actions report saving=saver.state disputed=saver.dispute.is_open() explanations review before=Callback::new(move |then: Callback<()>| saver.flush(then))/>
        // Below the bar, which sticks to the lower edge of the screen and would lie over what stands before it.
        <FindingsPanel model explanations can_edit=Signal::derive(move || report.can_edit())/>
        <ExplainDialog explanations/>
        <ClashDialog report model saver/>
        <LineageDialog report cell/>
        <CellDialog report company explanations cell=about/>
        <LeaveGuard model saver/>
        // Marks that the browser does not keep for the next visit are worth a question.
        <components::LeaveGuard is_dirty=review.is_at_risk/>
    }
}
