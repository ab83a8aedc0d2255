//! What everybody is told on every page while the system is down, and until the last deadline that it moved.

use contract::incidents::{CurrentIncident, CurrentIncidents};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::Icon;
use crate::api;
use crate::locales::{M, fill, t};
use crate::state::{Remote, Session};
use crate::time;

/// A page that is opened asks anew when the last answer is older.
const KNOWN: chrono::TimeDelta = chrono::TimeDelta::seconds(60);

/// The banner above every page; nothing where nothing is wrong.
#[component]
pub fn IncidentBanner() -> impl IntoView {
    let session = Session::current();
    let current = Remote::<CurrentIncidents>::new();
    let asked = StoredValue::new(None);
    let ask = move || {
        asked.set_value(Some(time::now()));
        current.load(api::list_current_incidents());
    };
    // Everybody gets a notice of an incident: the bell says when there may be one. It says its number anew on every page.
    let unread = Memo::new(move |_| session.unread.get());
    Effect::new(move || {
        // Read and not only tracked: a memo that nobody reads never notices a change.
        unread.with(|_| ());
        ask();
    });
    let location = use_location();
    Effect::new(move |before: Option<()>| {
        // Read and not only tracked: a memo that nobody reads never notices a change.
        location.pathname.with(|_| ());
        if before.is_some() && asked.get_value().is_none_or(|asked| time::now() - asked > KNOWN) {
            ask();
        }
    });
    move || current.value().map(|view| view.items.into_iter().map(notice).collect_view())
}

fn notice(incident: CurrentIncident) -> AnyView {
    let class = if incident.is_lasting { "notice notice-error incident" } else { "notice notice-warn incident" };
    let until = incident.until_label.map(|until| fill(M::IncidentDeadlines, &[&until]));
    view! {
        <div class=class role="status">
            <Icon name="warning"/>
            <p>{incident.text}" "{until}" "<a href="/thong-bao">{t(M::Notifications)}</a></p>
        </div>
    }
    .into_any()
}
