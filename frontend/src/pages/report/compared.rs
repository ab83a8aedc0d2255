//! Two states of a report as its own table: what changed stands in the cell as before → after, in colour, with a shape and
//! in words for screen readers.

use contract::comparison::{ComparedCellView, ComparedRowView};
use domain::template::{Column, FormTemplate};
use leptos::prelude::*;

use super::value::{column_of, show};
use crate::components::Icon;
use crate::grid::layout::Header;
use crate::locales::{M, fill, t};

/// Rows drawn at a time: long reports come in pieces.
const STEP: usize = 200;

/// The table of a comparison.
pub fn compared_table(rows: Vec<ComparedRowView>, form: &FormTemplate) -> AnyView {
    let total = rows.len();
    let shown = RwSignal::new(STEP);
    let head = head(form);
    // Number and name stand together in the first column.
    let columns: Vec<Column> = form.columns().filter(|column| !column.kind.names_row()).cloned().collect();
    let columns = StoredValue::new(columns);
    let rows = StoredValue::new(rows);
    let body = move || {
        columns.with_value(|columns| {
            rows.with_value(|rows| rows.iter().take(shown.get()).map(|row| row_view(row, columns)).collect_view())
        })
    };
    view! {
        <div class="table-scroll compared-scroll" tabindex="0" role="group" aria-label=t(M::Table)>
            <table class="table table-form compared">
                {head}
                <tbody>{body}</tbody>
            </table>
        </div>
        {move || (shown.get() < total).then(|| {
            let more = STEP.min(total - shown.get());
            view! {
                <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += STEP)>
                    {fill(M::MoreRows, &[&more.to_string()])}
                </button>
            }
        })}
    }
    .into_any()
}

/// The header of the form over the columns that hold figures; the columns that name a row are one.
fn head(form: &FormTemplate) -> AnyView {
    let header = Header::of(form);
    let names: Vec<bool> = form.columns().map(|column| column.kind.names_row()).collect();
    let figures = |from: usize, count: usize| names.iter().skip(from).take(count).filter(|name| !**name).count();
    let lines = (0..header.levels).map(|level| {
        let cells = header.cells.iter().filter(|cell| cell.level == level).filter_map(|cell| {
            let columns = figures(cell.col, cell.cols);
            (columns > 0).then(|| {
                let scope = if columns > 1 { "colgroup" } else { "col" };
                view! { <th scope=scope colspan=columns.to_string() rowspan=cell.rows.to_string()>{cell.title.clone()}</th> }
            })
        });
        let corner = (level == 0)
            .then(|| view! { <th scope="col" class="compared-name" rowspan=(header.levels + 1).to_string()>{t(M::Row)}</th> });
        view! { <tr>{corner}{cells.collect_view()}</tr> }
    });
    let numbers = header.numbers.iter().zip(&names).filter(|(_, is_name)| !**is_name);
    let numbers = numbers.map(|(number, _)| view! { <th scope="col">{number.clone()}</th> }).collect_view();
    view! { <thead>{lines.collect_view()}<tr class="column-numbers">{numbers}</tr></thead> }.into_any()
}

fn row_view(row: &ComparedRowView, columns: &[Column]) -> AnyView {
    let mut class = match row.role.as_str() {
        "heading" => "row-heading",
        "subtotal" | "total" => "row-total",
        _ => "",
    }
    .to_owned();
    let told = match row.change.as_str() {
        "added" => {
            class.push_str(" row-came");
            Some(view! { <span class="badge badge-ok"><Icon name="plus"/>{t(M::RowCame)}</span> }.into_any())
        }
        "removed" => {
            class.push_str(" row-went");
            Some(view! { <span class="badge badge-error"><Icon name="minus"/>{t(M::RowWent)}</span> }.into_any())
        }
        _ => row
            .former_label
            .as_ref()
            .map(|former| view! { <span class="hint">{fill(M::FormerName, &[former])}</span> }.into_any()),
    };
    let ordinal = row.ordinal.clone().map(|ordinal| format!("{ordinal}. "));
    let unit = row.unit.clone().map(|unit| view! { <span class="hint">" "{unit}</span> });
    let name = if row.label.is_empty() { row.key.clone() } else { row.label.clone() };
    let is_moved = matches!(row.change.as_str(), "added" | "removed");
    let cells = columns.iter().map(|column| {
        let number = column.number.to_string();
        cell_view(row.cells.get(&number), column, is_moved)
    });
    view! { <tr class=class><th scope="row" class="compared-name">{ordinal}{name}{unit}" "{told}</th>{cells.collect_view()}</tr> }
        .into_any()
}

/// A cell: plain where it is the same in both, and where its whole row came or went.
fn cell_view(cell: Option<&ComparedCellView>, column: &Column, is_moved: bool) -> AnyView {
    let class = if column.kind.is_numeric() { "number" } else { "" };
    let Some(cell) = cell else { return view! { <td class=class></td> }.into_any() };
    if !cell.is_changed() {
        return view! { <td class=class>{show(Some(column), cell.new.as_ref())}</td> }.into_any();
    }
    let (old, new) = (show(Some(column), cell.old.as_ref()), show(Some(column), cell.new.as_ref()));
    if is_moved {
        let value = if cell.new.is_some() { new } else { old };
        return view! { <td class=format!("{class} cell-moved")>{value}</td> }.into_any();
    }
    let told = fill(M::ChangedFrom, &[&old, &new]);
    view! {
        <td class=format!("{class} cell-changed")>
            <span class="sr-only">{told}</span>
            <span aria-hidden="true"><del>{old}</del><span class="arrow">"→"</span><ins>{new}</ins></span>
        </td>
    }
    .into_any()
}

/// The name of a column by its number on the wire, with all levels of the header.
pub fn column_path(form: &FormTemplate, header: &Header, number: &str) -> String {
    let column = column_of(form, number);
    let at = form.columns().position(|known| Some(known) == column);
    let path = at.and_then(|ix| header.paths.get(ix)).map_or("", String::as_str);
    format!("({number}) {path}")
}
