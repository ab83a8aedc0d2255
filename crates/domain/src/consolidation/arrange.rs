//! The order of a consolidated report's rows.

use std::collections::HashMap;

use super::layout::Layout;
use crate::content::Content;
use crate::template::{FormTemplate, RowKind};

/// Puts rows picked from a catalogue in its order (`items`, by code), whoever added them: the unit itself or one below.
///
/// Prescribed rows stay before them; rows whose item the catalogue does not have stay behind, as they came. Rows of other
/// forms have no order but the one they were added in.
pub fn arrange(target: &FormTemplate, content: &mut Content, items: &[String]) {
    if !matches!(target.row_kind, RowKind::Catalogue { .. }) {
        return;
    }
    let layout = Layout::of(target);
    let places: HashMap<&str, usize> = items.iter().enumerate().map(|(ix, code)| (code.as_str(), ix)).collect();
    content.rows.sort_by_cached_key(|row| {
        let key = Layout::matching_key(row);
        match layout.prescribed(key) {
            Some(place) => (0, place),
            None => places.get(key).map_or((2, 0), |place| (1, *place)),
        }
    });
}
