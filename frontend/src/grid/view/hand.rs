//! What goes on between clipboard, mouse and table: kept together so that the controller stays small.

use leptos::html;
use leptos::prelude::*;

use super::super::copy::Copied;
use super::super::journal::CellKey;
use super::super::old_texts::OldText;
use super::super::place::{Place, Selection};
use super::carry::PreviousReader;
use super::pasting::Stage;
use super::press::Finger;

/// Where a menu opens on screen.
pub type At = (i32, i32);

/// Signals of clipboard, menu, filling and dragging.
#[derive(Clone, Copy)]
pub struct Hand {
    /// What was copied or cut here last, to know it when it comes back.
    pub copied: StoredValue<Option<Copied>>,
    /// Whether it was cut and has not been pasted: it moves as long as its border marches.
    pub is_cut: StoredValue<bool>,
    /// Whether the next copy takes the header along.
    pub with_header: StoredValue<bool>,
    /// Reads the figures of the period before.
    pub previous: StoredValue<Option<PreviousReader>>,
    /// A paste that waits for an answer.
    pub stage: RwSignal<Option<Stage>>,
    /// Rows done and all rows, while a large paste is under way.
    pub progress: RwSignal<Option<(usize, usize)>>,
    /// Cells that the last paste passed over, cells that are not numbers, and cells whose text is not in their list.
    pub skipped: RwSignal<[Vec<CellKey>; 3]>,
    /// Texts in old fonts that the last paste brought.
    pub old_texts: RwSignal<Vec<OldText>>,
    /// Where the menu is open.
    pub menu: RwSignal<Option<At>>,
    /// Whether the row to go to is being asked for.
    pub is_going: RwSignal<bool>,
    /// The handle.
    pub handle: NodeRef<html::Div>,
    /// The range that the fill handle fills from, while it is drawn.
    pub filling: StoredValue<Option<Selection>>,
    /// Where it is drawn to.
    pub filling_to: StoredValue<Option<Place>>,
    /// Where the mouse is while it draws, and whether the table scrolls after it.
    pub pointer: StoredValue<At>,
    /// Whether the table scrolls after the mouse.
    pub is_scrolling: StoredValue<bool>,
    /// A finger that may stay.
    pub finger: StoredValue<Option<Finger>>,
    /// Whether the last finger stayed: what follows from its leaving is not a tap.
    pub is_long: StoredValue<bool>,
}

impl Hand {
    /// Nothing is going on.
    pub fn new(previous: Option<PreviousReader>) -> Self {
        Self {
            copied: StoredValue::new(None),
            is_cut: StoredValue::new(false),
            with_header: StoredValue::new(false),
            previous: StoredValue::new(previous),
            stage: RwSignal::new(None),
            progress: RwSignal::new(None),
            skipped: RwSignal::new([const { Vec::new() }; 3]),
            old_texts: RwSignal::new(Vec::new()),
            menu: RwSignal::new(None),
            is_going: RwSignal::new(false),
            handle: NodeRef::new(),
            filling: StoredValue::new(None),
            filling_to: StoredValue::new(None),
            pointer: StoredValue::new((0, 0)),
            is_scrolling: StoredValue::new(false),
            finger: StoredValue::new(None),
            is_long: StoredValue::new(false),
        }
    }
}
