//! What the person has not sent yet, on the pages from which it is not seen.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use crate::components::Icon;
use crate::device::drafts::{self, Found};
use crate::locales::{M, fill, t};

/// A page that was left a moment ago may still be sending.
const PAUSE: Duration = Duration::from_secs(1);

async fn look(found: RwSignal<Vec<Found>>) {
    let drafts = drafts::all().await;
    found.try_set(drafts);
}

/// Says that changes wait on this device, with the way to their reports.
#[component]
pub fn Unsent() -> impl IntoView {
    let found = RwSignal::new(Vec::<Found>::new());
    let location = use_location();
    Effect::new(move || {
        let is_report = location.pathname.with(|path| path.starts_with("/bao-cao/"));
        found.set(Vec::new());
        if !is_report {
            set_timeout(move || spawn_local(look(found)), PAUSE);
        }
    });
    move || {
        found.with(|found| {
            (!found.is_empty()).then(|| {
                view! {
                    <div class="notice notice-warn unsent" role="status">
                        <Icon name="warning"/>
                        <div><p><b>{t(M::UnsentTitle)}". "</b>{t(M::UnsentHint)}</p>{unsent_list(found)}</div>
                    </div>
                }
            })
        })
    }
}

/// The reports with how many cells and rows wait in each.
pub fn unsent_list(found: &[Found]) -> AnyView {
    let mut reports = BTreeMap::<i64, (String, usize)>::new();
    for found in found {
        let report = reports.entry(found.report).or_insert_with(|| (found.draft.title.clone(), 0));
        report.1 += found.draft.edits.count();
    }
    let lines = reports.into_iter().map(|(id, (title, count))| {
        let text = fill(M::UnsentCount, &[&title, &count.to_string()]);
        view! { <li><A href=format!("/bao-cao/{id}")>{text}</A></li> }
    });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}
