//! Which rows of a file are taken: all, none, those without errors, or any that somebody ticks.

use std::collections::HashSet;

use contract::workbook::ImportView;

/// The rows that a file would change, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    all: Vec<String>,
    /// Those with a cell that could not be taken, or in which the report would have an error afterwards.
    faulty: HashSet<String>,
}

impl Rows {
    /// The rows of a preview.
    pub fn of(view: &ImportView) -> Self {
        Self { all: view.changed_rows.clone(), faulty: view.faulty_rows.iter().cloned().collect() }
    }

    /// Every row.
    pub fn all(&self) -> HashSet<String> {
        self.all.iter().cloned().collect()
    }

    /// The rows in which nothing is wrong.
    pub fn sound(&self) -> HashSet<String> {
        self.all.iter().filter(|row| !self.faulty.contains(*row)).cloned().collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether something is wrong in one of them.
    pub fn has_faults(&self) -> bool {
        self.all.iter().any(|row| self.faulty.contains(row))
    }

    /// What is sent of a choice: nothing where every row is taken.
    pub fn choice(&self, taken: &HashSet<String>) -> Option<Vec<String>> {
        let chosen: Vec<String> = self.all.iter().filter(|row| taken.contains(*row)).cloned().collect();
        (chosen.len() < self.all.len()).then_some(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        Rows { all: keys(&["b", "a", "c", "d"]), faulty: keys(&["a", "c"]).into_iter().collect() }
    }

    #[test]
    fn rows_are_taken_all_or_without_errors() {
        let rows = rows();
        let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<HashSet<_>>();
        assert_eq!((rows.len(), rows.all()), (4, set(&["a", "b", "c", "d"])));
        assert_eq!((rows.sound(), rows.has_faults()), (set(&["b", "d"]), true));
    }

    #[test]
    fn a_choice_is_sent_in_the_file_s_order_and_only_where_it_leaves_something_out() {
        let rows = rows();
        assert_eq!(rows.choice(&rows.all()), None);
        assert_eq!(rows.choice(&rows.sound()), Some(vec!["b".to_owned(), "d".to_owned()]));
        assert_eq!(rows.choice(&HashSet::new()), Some(Vec::new()));
    }
}
