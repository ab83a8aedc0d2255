//! The header rows: names with their spans, then the column numbers, and by which of them rows are sorted
//! (conventions 84, 85, 89, 125).

use leptos::prelude::*;
use web_sys::MouseEvent;

use super::super::layout::{Header, HeaderCell};
use super::controller::Controller;
use super::grips;

/// The header rows of a form. A click selects the columns below (convention 16).
pub fn rows(header: &Header, controller: Controller) -> impl IntoView + use<> {
    let frozen = header.frozen;
    let levels = (0..header.levels).map(|level| {
        let cells = header.cells.iter().filter(|cell| cell.level == level);
        let cells = cells.map(|cell| title(cell, frozen, controller)).collect_view();
        view! { <div class="grid-head-row" role="row" aria-rowindex=(level + 1).to_string()>{cells}</div> }
    });
    let levels = levels.collect_view();
    let numbers = header.numbers.iter().enumerate().map(|(col, number)| view_number(col, number, header, controller));
    let numbers = numbers.collect_view();
    let last = header.levels + 1;
    view! {
        {levels}
        <div class="grid-head-row" role="row" aria-rowindex=last.to_string()>{numbers}</div>
    }
}

fn title(cell: &HeaderCell, frozen: usize, controller: Controller) -> impl IntoView + use<> {
    let row = format!("{} / span {}", cell.level + 1, cell.rows);
    let column = format!("{} / span {}", cell.col + 1, cell.cols);
    let span = |count: usize| (count > 1).then(|| count.to_string());
    let class = if cell.cols > 1 { "grid-title is-group" } else { "grid-title" };
    let (first, last) = (cell.col, cell.col + cell.cols - 1);
    view! {
        <div
            class=class
            class:is-here=move || is_here(controller, first, last)
            on:mousedown=move |event| pressed(controller, &event, first, last)
            role="columnheader"
            aria-colindex=(cell.col + 1).to_string()
            aria-colspan=span(cell.cols)
            aria-rowspan=span(cell.rows)
            data-frozen=(cell.col < frozen && cell.cols == 1).then(|| cell.col.to_string())
            data-title-col=cell.col.to_string()
            style:grid-row=row
            style:grid-column=column
        >
            {cell.title.clone()}
            {(cell.cols == 1).then(|| grips::grip(cell.col, controller))}
        </div>
    }
}

fn view_number(col: usize, number: &str, header: &Header, controller: Controller) -> impl IntoView + use<> {
    let row = (header.levels + 1).to_string();
    let shown = breakable(number);
    let sort = controller.looks.sort;
    let descends = Memo::new(move |_| sort.get().filter(|(by, _)| *by == col).map(|(_, is_descending)| is_descending));
    view! {
        <div
            class="grid-number"
            class:is-here=move || is_here(controller, col, col)
            on:mousedown=move |event| pressed(controller, &event, col, col)
            role="columnheader"
            aria-colindex=(col + 1).to_string()
            aria-sort=move || descends.get().map(|descends| if descends { "descending" } else { "ascending" })
            data-frozen=(col < header.frozen).then(|| col.to_string())
            style:grid-row=row
            style:grid-column=(col + 1).to_string()
        >
            {shown}
            {move || descends.get().map(|descends| {
                view! { <span class="grid-sorted" aria-hidden="true">{if descends { "▼" } else { "▲" }}</span> }
            })}
            {grips::grip(col, controller)}
        </div>
    }
}

/// Whether the active cell stands in these columns (convention 88).
fn is_here(controller: Controller, first: usize, last: usize) -> bool {
    (first..=last).contains(&controller.model.selection().get().active().col)
}

fn pressed(controller: Controller, event: &MouseEvent, first: usize, last: usize) {
    if event.button() == 0 {
        // The input element keeps the focus.
        event.prevent_default();
        controller.select_columns(first, last, event.shift_key());
    }
}

/// A formula may break its line before an operator only.
fn breakable(number: &str) -> String {
    number.chars().fold(String::new(), |mut text, letter| {
        if matches!(letter, '+' | '-' | '=' | '/' | '*') {
            text.push('\u{200b}');
        }
        text.push(letter);
        text
    })
}
