//! States by text, colour and shape, never by colour alone.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::Icon;
use crate::locales::{M, t};
use crate::time::{self, Urgency};

/// The status of a report.
#[component]
pub fn StatusBadge(
    /// Its code.
    #[prop(into)]
    status: String,
    /// Its name in the language of the screen.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let shape = match status.as_str() {
        "accepted" | "approved" => "check",
        "sent" => "send",
        "submitted" | "correction_requested" => "history",
        "returned" => "undo",
        "in_progress" => "edit",
        _ => "circle",
    };
    view! { <span class=format!("badge status-{status}")><Icon name=shape/>{label}</span> }
}

/// A deadline with its distance from now.
#[component]
pub fn DueLabel(
    /// The deadline.
    due: DateTime<Utc>,
    /// Whether the report is still to be sent; a past deadline of a sent report needs no alarm.
    is_open: bool,
) -> impl IntoView {
    let now = time::now();
    let class = match time::urgency(due, now) {
        _ if !is_open => "due",
        Urgency::Overdue => "due due-overdue",
        Urgency::Soon => "due due-soon",
        Urgency::Later => "due",
    };
    view! {
        <span class=class>
            <time datetime=due.to_rfc3339()>{time::date(time::due_day(due))}</time>
            {is_open.then(|| view! { <small>{time::due_distance(due, now)}</small> })}
        </span>
    }
}

/// Where a form's columns come from.
#[component]
pub fn ProvenanceBadge(#[prop(into)] provenance: String) -> impl IntoView {
    let (text, class) = match provenance.as_str() {
        "published" => (t(M::ProvenancePublished), "badge badge-ok"),
        "handbook" => (t(M::ProvenanceHandbook), "badge badge-plain"),
        "draft" => (t(M::ProvenanceDraft), "badge badge-warn"),
        _ => (t(M::ProvenanceReconstructed), "badge badge-warn"),
    };
    view! { <span class=class>{text}</span> }
}
