//! Figures that the server computed otherwise than this page: said, logged by the server, and in the way of submitting
//! until they are taken (convention 100).

use contract::data::{CellView, ComputedFault};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Report;
use super::saving::Saver;
use crate::api;
use crate::components::Icon;
use crate::grid::Difference;
use crate::locales::{M, fill, t};

/// Cells that are named.
const MOST_NAMED: usize = 5;
/// Cells that the server is told of.
const MOST_TOLD: usize = 20;

/// Cells on which server and page disagree.
#[derive(Clone, Copy)]
pub struct Dispute(RwSignal<Vec<CellView>>);

impl Default for Dispute {
    fn default() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

impl Dispute {
    /// Whether there is something to take.
    pub fn is_open(self) -> Signal<bool> {
        Signal::derive(move || self.0.with(|cells| !cells.is_empty()))
    }

    /// The server disagrees: it is told so, for its log.
    pub fn notice(self, report: Report, differences: &[Difference]) {
        self.settle(differences);
        let cells = self.0.get_untracked();
        let (count, revision) = (cells.len(), report.revision.get_untracked());
        let fault = ComputedFault { revision, count, cells: cells.into_iter().take(MOST_TOLD).collect() };
        spawn_local(async move {
            // Unheard, it is said on this screen all the same.
            let _ = api::tell_computed_fault(report.id, &fault).await;
        });
    }

    /// What is left to disagree on.
    pub fn settle(self, differences: &[Difference]) {
        let cells = differences.iter();
        let cells = cells
            .map(|difference| CellView { row: difference.cell.0.to_string(), column: difference.cell.1.to_string() });
        self.0.try_set(cells.collect());
    }
}

/// What happened, and the way out.
#[component]
pub fn DisputeNotice(saver: Saver) -> impl IntoView {
    let cells = saver.dispute.0;
    move || {
        let (count, named) = cells.with(|cells| {
            let named: Vec<String> = cells
                .iter()
                .take(MOST_NAMED)
                .map(|cell| format!("{}: ({})", saver.row_name(&cell.row), cell.column))
                .collect();
            (cells.len(), named.join("; "))
        });
        (count > 0).then(|| {
            view! {
                <div class="notice notice-error" role="alert">
                    <Icon name="error"/>
                    <div>
                        <p>{fill(M::ComputedDiffers, &[&count.to_string(), &named])}</p>
                        <p class="hint">{t(M::ComputedStillDiffers)}</p>
                        <button type="button" class="button" on:click=move |_| saver.take_computed()>{t(M::TakeComputed)}</button>
                    </div>
                </div>
            }
        })
    }
}
