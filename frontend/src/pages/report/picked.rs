//! The cells that somebody marked and has not sent yet, each with what is wrong there. They are kept on the device, and
//! come back when the same person opens the report again.

use contract::reports::NamedCell;
use domain::finding::CellRef;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::review::key_of;
use crate::device::marks::{self, Slot};

/// A marked cell, with what is to be said of it.
#[derive(Clone, Copy)]
pub struct Picked {
    /// The cell.
    pub cell: StoredValue<CellRef>,
    /// What is wrong there.
    pub note: RwSignal<String>,
}

impl Picked {
    /// A cell that is marked now; it lives as long as the owner under which this is called.
    pub fn new(cell: CellRef, note: String) -> Self {
        Self { cell: StoredValue::new(cell), note: RwSignal::new(note) }
    }

    /// Whether it is about this cell.
    pub fn is_at(self, cell: &CellRef) -> bool {
        self.cell.with_value(|known| known == cell)
    }

    /// As it goes with a step; follows what is typed.
    fn named(self) -> NamedCell {
        let note = self.note.with(|note| note.trim().to_owned());
        let text = (!note.is_empty()).then_some(note);
        self.cell.with_value(|cell| NamedCell { row: cell.row.to_string(), column: cell.column.to_string(), text })
    }
}

/// All of them as they go with a step; follows what is typed.
pub fn named(picked: &[Picked]) -> Vec<NamedCell> {
    picked.iter().map(|picked| picked.named()).collect()
}

/// Puts what was kept before what was marked meanwhile. Cells of rows that have gone since stay away: nothing can be mended
/// there, and the server would refuse the step because of them.
fn put_back(picked: &mut Vec<Picked>, kept: Vec<NamedCell>, has_row: impl Fn(&CellRef) -> bool) {
    let cells = kept.into_iter().filter_map(|kept| {
        let (row, column) = key_of(&kept.row, &kept.column)?;
        Some((CellRef { row, column }, kept.text.unwrap_or_default()))
    });
    let is_wanted = |cell: &CellRef| has_row(cell) && !picked.iter().any(|known| known.is_at(cell));
    let back: Vec<Picked> =
        cells.filter(|(cell, _)| is_wanted(cell)).map(|(cell, note)| Picked::new(cell, note)).collect();
    picked.splice(0..0, back);
}

/// Keeps the marks of a report on the device from now on, with those that lie there. Tells whether the browser refuses to:
/// then they are lost with the page.
pub fn keep(
    report: i64,
    picked: RwSignal<Vec<Picked>>,
    owner: Owner,
    has_row: impl Fn(&CellRef) -> bool + 'static,
) -> Signal<bool> {
    let slot = StoredValue::new(Slot::new(report));
    let is_refused = RwSignal::new(false);
    // What the device holds; none until it was asked, so that nothing there is overwritten unseen.
    let known = StoredValue::new(None::<Vec<NamedCell>>);
    spawn_local(async move {
        let kept = match slot.try_get_value().flatten() {
            Some(slot) => marks::recall(slot).await,
            None => Vec::new(),
        };
        if known.try_set_value(Some(kept.clone())).is_none() {
            picked.try_update(|picked| owner.with(|| put_back(picked, kept, has_row)));
        }
    });
    Effect::new(move || {
        let now = picked.with(|picked| named(picked));
        if known.with_value(|known| known.as_ref().is_none_or(|known| *known == now)) {
            return;
        }
        known.set_value(Some(now.clone()));
        let slot = slot.get_value();
        spawn_local(async move {
            let is_kept = match slot {
                Some(slot) => marks::keep(slot, &now).await.is_ok(),
                None => false,
            };
            is_refused.try_set(!is_kept && !now.is_empty());
        });
    });
    is_refused.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(row: &str, text: Option<&str>) -> NamedCell {
        NamedCell { row: row.to_owned(), column: "4".to_owned(), text: text.map(str::to_owned) }
    }

    fn cell(row: &str) -> CellRef {
        let (row, column) = key_of(row, "4").unwrap();
        CellRef { row, column }
    }

    #[test]
    fn marks_come_back_as_they_were_left() {
        Owner::new().with(|| {
            let left = [Picked::new(cell("a"), " sai sổ ".to_owned()), Picked::new(cell("b"), String::new())];
            let text = serde_json::to_string(&named(&left)).unwrap();
            let mut picked = Vec::new();
            put_back(&mut picked, serde_json::from_str(&text).unwrap(), |_| true);
            assert_eq!(named(&picked), [kept("a", Some("sai sổ")), kept("b", None)]);
        });
    }

    #[test]
    fn what_was_marked_meanwhile_stays_and_rows_that_are_gone_do_not_come_back() {
        Owner::new().with(|| {
            let mut picked = vec![Picked::new(cell("b"), "mới".to_owned())];
            let found = vec![kept("a", Some("cũ")), kept("b", Some("cũ")), kept("gone", None)];
            put_back(&mut picked, found, |cell| cell.row.as_str() != "gone");
            assert_eq!(named(&picked), [kept("a", Some("cũ")), kept("b", Some("mới"))]);
        });
    }
}
