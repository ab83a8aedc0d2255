//! A drawn row: elements that are filled again and again, touched only where what they show has changed.

use web_sys::{Document, Element, HtmlElement};

use super::super::facts::CellFacts;
use super::super::ranges::Edges;
use super::columns::Columns;

/// A drawn cell with what it shows.
pub struct CellView {
    /// The element.
    pub element: Element,
    facts: CellFacts,
    marks: Marks,
}

/// How a cell takes part in the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Inside the selected range.
    pub is_selected: bool,
    /// The active cell.
    pub is_active: bool,
    /// The sides along which an outline runs.
    pub edges: Edges,
    /// The active figure is computed from it.
    pub is_source: bool,
}

/// A drawn row.
pub struct RowView {
    /// The element.
    pub element: HtmlElement,
    /// The cells, left to right.
    pub cells: Vec<CellView>,
    class: String,
    index: Option<usize>,
    is_expanded: Option<bool>,
}

impl RowView {
    /// A blank row.
    pub fn new(document: &Document, columns: &Columns) -> Option<Self> {
        let cols = columns.len();
        let element = create(document)?;
        set(&element, "role", "row");
        let mut cells = Vec::with_capacity(cols);
        for col in 0..cols {
            let cell = create(document)?;
            set(&cell, "role", if Some(col) == columns.name { "rowheader" } else { "gridcell" });
            set(&cell, "aria-colindex", &(col + 1).to_string());
            set(&cell, "data-col", &col.to_string());
            if col < columns.frozen {
                set(&cell, "data-frozen", &col.to_string());
            }
            element.append_child(&cell).ok()?;
            cells.push(CellView { element: cell.into(), facts: CellFacts::default(), marks: Marks::default() });
        }
        Some(Self { element, cells, class: String::new(), index: None, is_expanded: None })
    }

    /// Tells whether it is a group, and whether that is folded (convention 87).
    pub fn expand(&mut self, is_expanded: Option<bool>) {
        if self.is_expanded == is_expanded {
            return;
        }
        self.is_expanded = is_expanded;
        match is_expanded {
            Some(is_expanded) => set(&self.element, "aria-expanded", if is_expanded { "true" } else { "false" }),
            None => flag(&self.element, "aria-expanded", false),
        }
    }

    /// Marks the row that a dragged one would go to.
    pub fn aim(&self, is_target: bool) {
        let _ = self.element.class_list().toggle_with_force("is-target", is_target);
    }

    /// Marks the row that the active cell stands in (convention 88).
    pub fn mark_here(&self, is_here: bool) {
        let _ = self.element.class_list().toggle_with_force("is-here", is_here);
    }

    /// Makes it the row with this index; `first` is the number of header rows above the first one.
    pub fn place(&mut self, index: usize, first: usize, class: &str) {
        if self.index != Some(index) {
            self.index = Some(index);
            set(&self.element, "data-row", &index.to_string());
            set(&self.element, "aria-rowindex", &(first + index + 1).to_string());
        }
        if self.class != class {
            class.clone_into(&mut self.class);
            self.element.set_class_name(class);
        }
    }
}

impl CellView {
    /// Shows something; tells whether its text changed.
    pub fn show(&mut self, facts: CellFacts) -> bool {
        let is_new = self.facts.class.is_empty();
        let text_changed = self.facts.text != facts.text;
        if text_changed {
            self.element.set_text_content(Some(&facts.text));
        }
        let class_changed = self.facts.class != facts.class;
        if is_new || self.facts.is_read_only != facts.is_read_only {
            set(&self.element, "aria-readonly", if facts.is_read_only { "true" } else { "false" });
        }
        if self.facts.is_invalid != facts.is_invalid {
            flag(&self.element, "aria-invalid", facts.is_invalid);
        }
        if self.facts.before != facts.before {
            match &facts.before {
                Some(before) => set(&self.element, "data-before", before),
                None => flag(&self.element, "data-before", false),
            }
        }
        self.facts = facts;
        if class_changed {
            self.classes();
        }
        text_changed
    }

    /// Shows how it takes part in the selection; `id` names the active cell.
    pub fn mark(&mut self, marks: Marks, id: &str) {
        if self.marks == marks && !marks.is_active {
            return;
        }
        flag(&self.element, "aria-selected", marks.is_selected);
        if marks.is_active {
            set(&self.element, "id", id);
        } else if self.marks.is_active {
            flag(&self.element, "id", false);
        }
        self.marks = marks;
        self.classes();
    }

    fn classes(&self) {
        let mut class = self.facts.class.clone();
        if self.marks.is_selected {
            class.push_str(" is-selected");
        }
        if self.marks.is_active {
            class.push_str(" is-active");
        }
        let edges = self.marks.edges;
        if edges.is_any() {
            class.push_str(" is-outlined");
        }
        let sides = [
            (edges.top, " at-top"),
            (edges.right, " at-right"),
            (edges.bottom, " at-bottom"),
            (edges.left, " at-left"),
        ];
        sides.iter().filter(|(is_edge, _)| *is_edge).for_each(|(_, side)| class.push_str(side));
        if self.marks.is_source {
            class.push_str(" is-source");
        }
        self.element.set_class_name(&class);
    }

    /// What it shows.
    pub fn text(&self) -> &str {
        &self.facts.text
    }
}

fn create(document: &Document) -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    document.create_element("div").ok()?.dyn_into().ok()
}

/// Sets an attribute; only names that are not valid could fail.
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn flag(element: &Element, name: &str, on: bool) {
    let _ = if on { element.set_attribute(name, "true") } else { element.remove_attribute(name) };
}
