//! The buttons above the grid.

use leptos::prelude::*;
use leptos_router::components::A;

use super::children::ConsolidateDialog;
use super::import::ImportDialog;
use super::page::Report;
use super::print::PrintDialog;
use super::saving::Saver;
use super::saving_state::{SavingLabel, SavingState};
use crate::api;
use crate::components::Icon;
use crate::locales::{M, t};

/// The buttons above the grid, and the saving state.
#[component]
pub fn Toolbar(report: Report, saver: Saver) -> impl IntoView {
    let (importing, consolidating, printing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let can_edit = move || report.can_edit();
    let consolidates = Memo::new(move |_| report.view.with(|view| view.consolidates));
    let holds_consolidated = move || report.model.is_some_and(|model| model.holds_consolidated().get());
    // Where nothing can be entered there is nothing to say, unless something typed before still waits.
    let tells_saving = Memo::new(move |_| can_edit() || saver.state.get() != SavingState::Saved(None));
    // The file is made of what is on the server: what is on screen goes there first.
    let download = move |event: leptos::ev::MouseEvent| {
        if saver.is_dirty_untracked() {
            event.prevent_default();
            saver.flush(Callback::new(move |()| {
                if let Some(window) = crate::state::window() {
                    let _ = window.location().set_href(&api::workbook_address(report.id));
                }
            }));
        }
    };
    let flush_then = move |open: RwSignal<bool>| saver.flush(Callback::new(move |()| open.set(true)));
    view! {
        <div class="toolbar" role="toolbar" aria-label=t(M::Toolbar)>
            {move || can_edit().then(|| view! {
                <button type="button" class="button button-primary" title="Ctrl+S" on:click=move |_| saver.save_now()>
                    <Icon name="save"/>{t(M::Save)}
                </button>
            })}
            // A workbook of a report that was consolidated holds both parts, and is not taken back.
            {move || (can_edit() && !holds_consolidated()).then(|| view! {
                <button type="button" class="button" on:click=move |_| flush_then(importing)>
                    <Icon name="upload"/>{t(M::ImportExcel)}
                </button>
            })}
            {move || (can_edit() && consolidates.get()).then(|| view! {
                <button type="button" class="button" on:click=move |_| flush_then(consolidating)>
                    <Icon name="sum"/>{t(M::Consolidate)}
                </button>
            })}
            <a class="button" href=api::workbook_address(report.id) download on:click=download><Icon name="download"/>{t(M::Download)}</a>
            <A href=format!("/bao-cao/{}/lich-su", report.id) attr:class="button"><Icon name="history"/>{t(M::History)}</A>
            <button type="button" class="button" on:click=move |_| printing.set(true)><Icon name="print"/>{t(M::Print)}</button>
            <Show when=move || tells_saving.get()><SavingLabel saver/></Show>
        </div>
        <ImportDialog report open=importing/>
        <ConsolidateDialog report open=consolidating/>
        <PrintDialog open=printing/>
    }
}
