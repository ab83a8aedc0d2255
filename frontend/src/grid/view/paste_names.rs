//! The question where the lines of a paste go when their names do not say it for all (conventions 66, 68).

use leptos::prelude::*;

use super::super::moves::Surface;
use super::super::paste_names::{Destination, NamedLine, Placing};
use super::super::texts::Text;
use super::controller::Controller;
use super::paste_dialog::{close, frame};
use super::pasting::Pasted;

/// Lines that are listed.
const MOST_LISTED: usize = 200;

/// Shows where each line would go either way.
pub fn names(controller: Controller, pasted: &Pasted, lines: &[NamedLine]) -> AnyView {
    let language = controller.model.language();
    let button = |placing: Placing, text: Text| {
        let mut decided = pasted.clone();
        decided.decisions.placing = Some(placing);
        view! {
            <button
                type="button"
                class="grid-button"
                on:click=move |_| {
                    close(controller);
                    controller.go_on_pasting(decided.clone());
                }
            >
                {text.get(language)}
            </button>
        }
    };
    let rows = controller.model.read(|book| {
        let figures = book.figures();
        let grows = figures.takes_rows();
        let label = |row: usize| (row < figures.rows()).then(|| figures.row(row).label.clone());
        let rows = lines.iter().take(MOST_LISTED).map(|line| {
            let by_name = match line.by_name {
                Destination::Row(row) => label(row).unwrap_or_default(),
                Destination::New => Text::NewRow.get(language).to_owned(),
                Destination::Unknown if grows => Text::UnknownItem.get(language).to_owned(),
                Destination::Unknown => Text::NoRowOfName.get(language).to_owned(),
                Destination::Repeated => Text::RowRepeated.get(language).to_owned(),
                Destination::Hidden => Text::RowHidden.get(language).to_owned(),
                Destination::Nothing => "–".to_owned(),
            };
            let beyond = if grows { Text::NewRow } else { Text::BelowTable };
            // Below the rows of a table that grows the total stands; nothing is put there.
            let is_row = |row: usize| row < figures.rows() && (!grows || figures.row(row).is_dynamic);
            let by_place = Some(line.by_place).filter(|row| is_row(*row)).and_then(label);
            let by_place = by_place.unwrap_or_else(|| beyond.get(language).to_owned());
            view! {
                <tr>
                    <td>{line.name.clone()}</td>
                    <td>{by_name}</td>
                    <td>{by_place}</td>
                </tr>
            }
        });
        rows.collect::<Vec<_>>()
    });
    let content = view! {
        <p>{Text::NamesQuestion.get(language)}</p>
        <div class="grid-offers" tabindex="0">
            <table class="grid-changes">
                <thead>
                    <tr>
                        <th scope="col">{Text::PastedName.get(language)}</th>
                        <th scope="col">{Text::ByNameColumn.get(language)}</th>
                        <th scope="col">{Text::ByPlaceColumn.get(language)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    let yes = view! {
        {button(Placing::ByName, Text::PasteByName)}
        {button(Placing::ByPlace, Text::PasteByPlace)}
    };
    frame(controller, Text::NamesTitle.get(language).to_owned(), content.into_any(), Some(yes.into_any()))
}
