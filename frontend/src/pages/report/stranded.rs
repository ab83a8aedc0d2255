//! Changes that were kept on this device and cannot be sent any more, because the report went on without them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Report;
use super::value::{column_of, show};
use crate::components::Icon;
use crate::device::drafts::{self, Found};
use crate::locales::{M, fill, t};

/// Shows them until the person gives them up; nothing is dropped silently.
#[component]
pub fn Stranded(report: Report, found: Vec<Found>) -> impl IntoView {
    let found = RwSignal::new(found);
    let give_up = move |_| {
        let given_up = found.try_update(std::mem::take).unwrap_or_default();
        spawn_local(async move {
            for draft in given_up {
                // One that stays is shown again.
                let _ = drafts::discard(draft).await;
            }
        });
    };
    move || {
        let count: usize = found.with(|found| found.iter().map(|found| found.draft.edits.count()).sum());
        (count > 0).then(|| {
            view! {
                <div class="notice notice-warn stranded" role="alert">
                    <Icon name="warning"/>
                    <div>
                        <p>{fill(M::Stranded, &[&count.to_string()])}</p>
                        <details><summary>{t(M::StrandedShow)}</summary>{found.with(|found| lines(report, found))}</details>
                        <button type="button" class="button" on:click=give_up>{t(M::StrandedGiveUp)}</button>
                    </div>
                </div>
            }
        })
    }
}

fn lines(report: Report, found: &[Found]) -> AnyView {
    let edits = found.iter().map(|found| &found.draft.edits);
    let lines = edits.flat_map(|edits| {
        edits.request.changes.iter().map(|change| {
            let name = edits.names.get(&change.row).cloned().unwrap_or_else(|| report.row_name(&change.row));
            report.form.with_value(|form| {
                let column = column_of(form, &change.column);
                let title = column.map(|column| column.title.clone()).unwrap_or_default();
                let cell = fill(M::ClashCell, &[&name, &change.column, &title]);
                format!("{cell}: {}", show(column, change.value.as_ref()))
            })
        })
    });
    view! { <ul>{lines.map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }.into_any()
}
