//! The handle at the corner of the selection that fills its neighbours (conventions 76–78).

use domain::value::Value;
use leptos::prelude::*;
use web_sys::{HtmlElement, MouseEvent};

use super::super::book::Book;
use super::super::fitted::fitted;
use super::super::keys::Mode;
use super::super::moves::Surface;
use super::super::place::{Place, Selection};
use super::super::ranges::OutlineKind;
use super::super::series;
use super::super::series_years::Period;
use super::super::stretch::{self, Line, Stretch};
use super::super::texts::Text;
use super::controller::Controller;
use super::kinds::today;

/// The handle.
#[component]
pub fn Handle(controller: Controller) -> impl IntoView {
    let language = controller.model.language_signal();
    view! {
        <div
            class="grid-handle"
            node_ref=controller.hand.handle
            title=move || Text::Handle.get(language.get())
            on:mousedown=move |event| pressed(controller, &event)
            on:dblclick=move |event| {
                event.stop_propagation();
                controller.fill_to_block_end();
            }
        ></div>
    }
}

fn pressed(controller: Controller, event: &MouseEvent) {
    event.stop_propagation();
    event.prevent_default();
    if event.button() == 0 {
        controller.hand.filling.set_value(Some(controller.model.selection().get_untracked()));
        controller.hand.filling_to.set_value(None);
        controller.is_dragging.set_value(true);
    }
}

/// Lays the handle at the corner of the selection, where that is seen and can be filled from.
pub fn lay(controller: Controller) {
    let Some(handle) = controller.hand.handle.get_untracked() else { return };
    let corner = controller.model.selection().get_untracked().last();
    let is_wanted = controller.mode.get_untracked() == Mode::Select
        && !controller.read_only.get_untracked()
        && controller.model.further.with_untracked(Vec::is_empty);
    let at = controller.painter.with_value(|painter| painter.as_ref().and_then(|painter| painter.corner(corner)));
    let element: &HtmlElement = &handle;
    let style = element.style();
    let Some((left, top)) = at.filter(|_| is_wanted) else {
        let _ = style.set_property("display", "none");
        return;
    };
    for (name, value) in [("left", format!("{left}px")), ("top", format!("{top}px")), ("display", "block".to_owned())] {
        let _ = style.set_property(name, &value);
    }
}

impl Controller {
    /// The mouse draws the handle to this cell.
    pub(super) fn draw_fill(&self, to: Place) {
        let Some(from) = self.hand.filling.get_value() else { return };
        self.hand.filling_to.set_value(Some(to));
        match Stretch::of(from, to) {
            Some(stretch) => self.model.draw_outline(vec![stretch.whole(from)], OutlineKind::Filling),
            None => {
                self.model.drop_outline();
            }
        }
    }

    /// The handle was let go; Ctrl fills copies instead of a series, or a series instead of copies.
    pub(super) fn end_fill(&self, is_toggled: bool) {
        let Some(from) = self.hand.filling.try_update_value(Option::take).flatten() else { return };
        let to = self.hand.filling_to.try_update_value(Option::take).flatten();
        self.model.drop_outline();
        if let Some(stretch) = to.and_then(|to| Stretch::of(from, to)) {
            self.fill_along(from, stretch, is_toggled);
        }
    }

    /// Esc while the handle is drawn: nothing is filled. Tells whether it was drawn.
    pub(super) fn give_up_fill(&self) -> bool {
        let is_drawn = self.hand.filling.try_update_value(Option::take).flatten().is_some();
        if is_drawn {
            self.hand.filling_to.set_value(None);
            self.is_dragging.set_value(false);
            self.model.drop_outline();
        }
        is_drawn
    }

    /// A double click fills down to the end of the neighbouring block.
    fn fill_to_block_end(&self) {
        let from = self.model.selection().get_untracked();
        let end = self.model.read(|book| {
            let figures = book.figures();
            stretch::block_end(from, figures.cols(), |place| {
                place.row < figures.row_count()
                    && figures.row(place.row).role == domain::template::RowRole::Data
                    && figures.is_filled(place)
            })
        });
        if let Some(stretch) = end.and_then(|row| Stretch::of(from, Place::new(row, from.last().col))) {
            self.fill_along(from, stretch, false);
        }
    }

    fn fill_along(&self, from: Selection, stretch: Stretch, is_toggled: bool) {
        if self.read_only.get_untracked() {
            return self.refuse();
        }
        let cells: Vec<(Place, Value)> = self.model.read(|book| {
            let figures = book.figures();
            let lines = stretch.lines(from).into_iter().flat_map(|line| filled_along(book, &line, stretch, is_toggled));
            lines.filter(|(place, _)| figures.is_input(*place)).collect()
        });
        if cells.is_empty() {
            return self.tell(Text::NothingToFill);
        }
        self.model.set_filled(&cells);
        self.model.select(stretch.whole(from));
        self.report_findings(self.active());
    }
}

/// The time that the figures are about; today where nobody told.
fn period(book: &Book) -> Period {
    book.period.unwrap_or_else(|| {
        let today = today();
        Period { from: today, to: today }
    })
}

/// What a line's further cells take. Items of a list are chosen, not counted.
fn filled_along(book: &Book, line: &Line, stretch: Stretch, is_toggled: bool) -> Vec<(Place, Value)> {
    let figures = book.figures();
    let value = |place: &Place| if figures.is_input(*place) { book.own(*place) } else { figures.value(*place) };
    let known: Vec<Value> = line.from.iter().map(value).collect();
    let is_chosen = line.from.iter().any(|place| figures.choices(place.col).is_some());
    let values = if is_chosen {
        series::repeated(&known, line.to.len())
    } else {
        series::continued(&known, line.to.len(), is_toggled, stretch.is_back(), period(book))
    };
    // A copy comes from its own cell, what goes on from the nearest one.
    let is_copied = values == series::repeated(&known, line.to.len());
    let source = |ix: usize| if is_copied { line.from.get(ix % line.from.len().max(1)) } else { line.from.last() };
    let cells = line.to.iter().copied().zip(values).enumerate();
    cells
        .map(|(ix, (place, value))| {
            let from = source(ix).map_or(place.col, |from| from.col);
            (place, fitted(figures, from, place.col, value))
        })
        .collect()
}
