//! The rows that the lines of a pasted block mean, where the block names them (conventions 66, 68).
//!
//! The names of prescribed rows and of catalogue rows are not typed, so that a paste cannot change them: figures must go to
//! the row that they are named after, as an import puts them there, or the person is asked.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::template::RowKind;

use super::clip::{ClipCell, shape};
use super::paste::{Target, is_row_name};
use super::paste_items::{Hit, Item, Names, exact, readings};
use super::place::{Place, Selection};

/// Which rows the lines of a block go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// One below the other, from the selection on.
    ByPlace,
    /// Each to the row that it names.
    ByName,
}

/// Where a line of a block belongs by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// The row of this name.
    Row(usize),
    /// A row that the table does not have yet.
    New,
    /// No row has this name.
    Unknown,
    /// Several rows have this name, or several lines.
    Repeated,
    /// The row of this name is filtered or folded away.
    Hidden,
    /// There is nothing in the line, or it was decided to leave it out.
    Nothing,
}

/// A line of a block, as the question shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLine {
    /// What the block calls it.
    pub name: String,
    /// Where it goes by its name.
    pub by_name: Destination,
    /// The row that it would go to by its place.
    pub by_place: usize,
}

impl NamedLine {
    /// Where it goes by its name; one that could mean several items of a catalogue is asked for as an unknown one is.
    #[must_use]
    pub fn asked_for(&self, target: &impl Target, items: &BTreeMap<String, Option<String>>) -> Destination {
        let is_of_catalogue = matches!(target.row_kind(), RowKind::Catalogue { .. });
        let is_open = || is_of_catalogue && !items.contains_key(&self.name) && target.item(&self.name).is_none();
        if self.by_name == Destination::Repeated && is_open() { Destination::Unknown } else { self.by_name }
    }
}

/// What the names of a block say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing that its place does not say as well.
    Places,
    /// Each line has one row, and not all are where the block is pasted.
    Names(Vec<NamedLine>),
    /// Some lines have no row of their name: somebody must choose.
    Open(Vec<NamedLine>),
}

/// Looks at the names of a table and of a block, a row at a time.
#[derive(Debug)]
pub struct Matching {
    name: usize,
    first: Place,
    is_repeated: bool,
    indexed: usize,
    by_label: Names<usize>,
    by_item: HashMap<String, usize>,
    /// Names of the rows that are not shown.
    hidden: HashSet<String>,
    taken: HashSet<usize>,
    new: HashSet<String>,
    lines: Vec<NamedLine>,
}

impl Matching {
    /// Begins; `None` where the block names no rows, or where names are typed and so pasted with their figures.
    #[must_use]
    pub fn new(target: &impl Target, block: &[Vec<ClipCell>], selection: Selection) -> Option<Self> {
        if *target.row_kind() == RowKind::Free {
            return None;
        }
        let (first, last) = (selection.first(), selection.last());
        let (height, width) = shape(block);
        let (rows, cols) = (last.row - first.row + 1, last.col - first.col + 1);
        let name = (first.col..target.cols().min(first.col + width)).position(|col| is_row_name(target.column(col)))?;
        let is_named = block.iter().any(|line| !name_of(line, name).is_empty());
        is_named.then(|| Self {
            name,
            first,
            is_repeated: rows > height && rows.is_multiple_of(height) && cols.is_multiple_of(width),
            indexed: 0,
            by_label: Names::default(),
            by_item: HashMap::new(),
            hidden: target.hidden_labels().into_iter().map(exact).collect(),
            taken: HashSet::new(),
            new: HashSet::new(),
            lines: Vec::with_capacity(height),
        })
    }

    /// Looks at one more row; false when all were looked at. `items` is what was decided about unknown names.
    pub fn advance(
        &mut self,
        target: &impl Target,
        block: &[Vec<ClipCell>],
        items: &BTreeMap<String, Option<String>>,
    ) -> bool {
        if self.indexed < target.rows() {
            self.index(target, self.indexed);
            self.indexed += 1;
            return true;
        }
        let Some(line) = block.get(self.lines.len()) else { return false };
        let (name, by_place) = (name_of(line, self.name).to_owned(), self.first.row + self.lines.len());
        let found = self.find(target, line, &name, by_place, items);
        let is_taken = match &found {
            (Destination::Row(row), _) => !self.taken.insert(*row),
            (Destination::New, Some(code)) => !self.new.insert(code.clone()),
            _ => false,
        };
        let by_name = if is_taken { Destination::Repeated } else { found.0 };
        self.lines.push(NamedLine { name, by_name, by_place });
        true
    }

    /// What the names say.
    #[must_use]
    pub fn finish(self, target: &impl Target) -> Verdict {
        let end = target.end_of_rows();
        let is_in_place = |line: &NamedLine| match line.by_name {
            Destination::Row(row) => row == line.by_place,
            Destination::Nothing => true,
            // Below the table the rows are new ones; what the catalogue does not know is asked for.
            Destination::New | Destination::Unknown | Destination::Repeated => line.by_place >= end,
            Destination::Hidden => false,
        };
        // One line over several rows of other names is meant for those, or for its own: who knows.
        if self.lines.iter().all(is_in_place) && !(self.is_repeated && self.names_a_row()) {
            return Verdict::Places;
        }
        let is_open = |line: &NamedLine| {
            matches!(line.by_name, Destination::Unknown | Destination::Repeated | Destination::Hidden)
        };
        if self.is_repeated || self.lines.iter().any(is_open) {
            Verdict::Open(self.lines)
        } else {
            Verdict::Names(self.lines)
        }
    }

    fn names_a_row(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.by_name, Destination::Row(_)))
    }

    fn index(&mut self, target: &impl Target, row: usize) {
        self.by_label.add(target.label(row), row);
        if let Some(item) = target.item_of(row) {
            self.by_item.insert(item.to_owned(), row);
        }
    }

    /// Where a line belongs, with the code of the item that a new row is for.
    fn find(
        &self,
        target: &impl Target,
        line: &[ClipCell],
        name: &str,
        by_place: usize,
        items: &BTreeMap<String, Option<String>>,
    ) -> (Destination, Option<String>) {
        if line.iter().all(|cell| cell.text.trim().is_empty()) {
            return (Destination::Nothing, None);
        }
        // Of rows with equal names, the one in its place.
        if by_place < target.rows() && exact(target.label(by_place)) == exact(name) {
            return (Destination::Row(by_place), None);
        }
        match items.get(name) {
            Some(None) => (Destination::Nothing, None),
            Some(Some(code)) => match target.item(code) {
                Some(item) => self.of_item(target, item),
                None => self.named(target, name),
            },
            None => self.named(target, name),
        }
    }

    /// What a name means: a row or an item that is called exactly so, else the only one that is but for diacritics.
    fn named(&self, target: &impl Target, name: &str) -> (Destination, Option<String>) {
        let exactly = readings(name).find_map(|name| match self.by_label.exact(&name) {
            Hit::Nothing => self.of_hit(target, target.exact_item(&name)),
            Hit::One(row) => Some((Destination::Row(row), None)),
            Hit::Several => Some((Destination::Repeated, None)),
        });
        let is_hidden = || readings(name).any(|name| self.hidden.contains(&exact(&name)));
        let hidden = || is_hidden().then_some((Destination::Hidden, None));
        let folded = || readings(name).find_map(|name| self.folded(target, &name));
        exactly.or_else(hidden).or_else(folded).unwrap_or((Destination::Unknown, None))
    }

    /// Without diacritics rows and items count together: a row may be one of several that could be meant.
    fn folded(&self, target: &impl Target, name: &str) -> Option<(Destination, Option<String>)> {
        let item = target.folded_item(name);
        match self.by_label.folded(name) {
            Hit::Nothing => self.of_hit(target, item),
            Hit::One(row) => {
                let is_same = match &item {
                    Hit::Nothing => true,
                    Hit::One((code, _)) => target.item_of(row) == Some(code.as_str()),
                    Hit::Several => false,
                };
                Some((if is_same { Destination::Row(row) } else { Destination::Repeated }, None))
            }
            Hit::Several => Some((Destination::Repeated, None)),
        }
    }

    fn of_hit(&self, target: &impl Target, hit: Hit<Item>) -> Option<(Destination, Option<String>)> {
        match hit {
            Hit::Nothing => None,
            Hit::One(item) => Some(self.of_item(target, item)),
            Hit::Several => Some((Destination::Repeated, None)),
        }
    }

    fn of_item(&self, target: &impl Target, (code, _): Item) -> (Destination, Option<String>) {
        match self.by_item.get(&code) {
            Some(row) => (Destination::Row(*row), None),
            None if target.has_item(&code) => (Destination::Hidden, None),
            None => (Destination::New, Some(code)),
        }
    }
}

/// What a line of a block is called.
#[must_use]
pub fn name_of(line: &[ClipCell], name: usize) -> &str {
    line.get(name).map_or("", |cell| cell.text.trim_matches([' ', '\u{a0}']))
}

/// What the names of a whole block say, at once.
#[cfg(test)]
pub fn judge(
    target: &impl Target,
    block: &[Vec<ClipCell>],
    selection: Selection,
    items: &BTreeMap<String, Option<String>>,
) -> Verdict {
    let Some(mut matching) = Matching::new(target, block, selection) else { return Verdict::Places };
    while matching.advance(target, block, items) {}
    matching.finish(target)
}
