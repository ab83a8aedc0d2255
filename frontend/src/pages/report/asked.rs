//! The cells that a correction is asked for, while the receiver decides: seen in the table, in the frame of marked cells,
//! before anybody grants or declines it.

use contract::reports::{CorrectedCell, ReportView};
use domain::content::RowKey;
use domain::template::ColumnNumber;
use leptos::prelude::*;

use super::page::Report;
use super::review::key_of;
use crate::grid::noted::{Noted, NotedKind};
use crate::locales::{M, fill, t};

/// The cells of a request that waits for its answer; none where it is for all figures, or was answered.
pub fn asked(view: &ReportView) -> &[CorrectedCell] {
    let waiting = view.correction.as_ref().filter(|_| view.item.status == "correction_requested");
    waiting.map_or(&[], |correction| &correction.cells)
}

/// What the grid is told of them.
pub fn noted(view: &ReportView) -> Vec<((RowKey, ColumnNumber), Noted)> {
    let cells = asked(view).iter().filter_map(|cell| key_of(&cell.row, &cell.column));
    cells.map(|cell| (cell, Noted { kind: NotedKind::Asked, text: t(M::AskedCell).to_owned() })).collect()
}

/// What the frames mean.
#[component]
pub fn AskedLegend(report: Report) -> impl IntoView {
    let count = Memo::new(move |_| report.view.with(|view| asked(view).len()));
    view! {
        <Show when=move || { count.get() > 0 }>
            <p class="hint">{move || fill(M::AskedCells, &[&count.get().to_string()])}</p>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn view(status: &str, cells: &[&str]) -> ReportView {
        let cells: Vec<_> = cells.iter().map(|row| json!({ "row": row, "label": "Hộ tịch", "column": "4" })).collect();
        serde_json::from_value(json!({
            "id": 1,
            "form": { "id": 1, "circular": "c", "code": "II.06c", "title": "t" },
            "unit": { "id": 9, "name": "Hà Nội" },
            "period": { "code": "2026-Q4", "label": "Quý IV", "from": "2026-09-15", "to": "2026-12-14" },
            "status": status, "status_label": "", "status_since": "2026-11-21T01:00:00Z",
            "due": "2026-12-19T17:00:00Z", "is_late": false, "opens_on": "2026-11-01", "closes_on": "2026-12-31",
            "revision": 4, "is_stale": false, "allowed_actions": ["grant_correction"], "receiver": null, "level": 1,
            "approval_levels": 1, "process": { "steps": [], "is_kept": true, "one_account": false },
            "consolidates": false, "can_edit": false,
            "correction": { "asked": { "unit": "Phường", "at": "2026-11-21T01:00:00Z" }, "cells": cells },
        }))
        .unwrap()
    }

    #[test]
    fn asked_cells_are_seen_until_the_request_is_answered() {
        let waiting = noted(&view("correction_requested", &["a", "b"]));
        let rows: Vec<_> = waiting.iter().map(|((row, column), _)| (row.as_str(), column.0)).collect();
        assert_eq!(rows, [("a", 4), ("b", 4)]);
        assert!(waiting.iter().all(|(_, noted)| noted.kind == NotedKind::Asked && !noted.text.is_empty()));
        assert!(noted(&view("in_progress", &["a"])).is_empty(), "granted: the limit says what is open");
        assert!(noted(&view("correction_requested", &[])).is_empty(), "all figures");
    }
}
