//! How far: one bar whose parts are the states. The numbers stand beside it in words; the bar is for the eye.

use contract::progress::ProgressCounts;
use leptos::prelude::*;

use crate::locales::status_label;

/// The states in the order of the bar, from done to not begun.
pub const PARTS: [&str; 8] =
    ["accepted", "sent", "correction_requested", "approved", "submitted", "in_progress", "returned", "assigned"];

/// How many are in a state.
pub fn of(counts: &ProgressCounts, state: &str) -> i64 {
    match state {
        "accepted" => counts.accepted,
        "sent" => counts.sent,
        "correction_requested" => counts.correction_requested,
        "approved" => counts.approved,
        "submitted" => counts.submitted,
        "in_progress" => counts.in_progress,
        "returned" => counts.returned,
        "assigned" => counts.assigned,
        _ => 0,
    }
}

/// Where the parts of a bar begin and how long they are, in thousandths; they fill it exactly.
pub fn parts(counts: &ProgressCounts) -> Vec<(&'static str, i64, i64)> {
    let all = PARTS.iter().map(|state| of(counts, state)).sum::<i64>().max(1);
    let mut before = 0;
    PARTS
        .into_iter()
        .filter_map(|state| {
            let (start, count) = (before * 1000 / all, of(counts, state));
            before += count;
            (count > 0).then(|| (state, start, before * 1000 / all - start))
        })
        .collect()
}

/// The bar.
pub fn bar(counts: &ProgressCounts) -> impl IntoView + use<> {
    let pieces: Vec<_> = parts(counts)
        .into_iter()
        .map(|(state, start, length)| {
            let name = format!("{}: {}", status_label(state), of(counts, state));
            view! {
                <rect class=format!("part part-{state}") x=start.to_string() y="0" width=length.to_string() height="10">
                    <title>{name}</title>
                </rect>
            }
        })
        .collect();
    view! {
        <svg class="progress-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">{pieces}</svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar_without_gaps() {
        let counts =
            ProgressCounts { accepted: 1, sent: 1, in_progress: 1, exempt: 7, total: 10, ..Default::default() };
        let parts = parts(&counts);
        assert_eq!(parts, [("accepted", 0, 333), ("sent", 333, 333), ("in_progress", 666, 334)]);
        assert!(super::parts(&ProgressCounts::default()).is_empty());
    }
}
