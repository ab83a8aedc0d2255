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
        let mut seen = HashSet::new();
        let changed = view.changes.iter().map(|change| &change.row);
        let all: Vec<String> = changed.filter(|row| seen.insert(*row)).cloned().collect();
        let problems = view.problems.iter().filter(|problem| problem.severity == "error");
        let findings = view.findings.iter().filter(|finding| finding.severity == "error");
        let cells = findings.flat_map(|finding| &finding.cells).map(|cell| &cell.row);
        let faulty = problems.filter_map(|problem| problem.row.as_ref()).chain(cells).cloned().collect();
        Self { all, faulty }
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
    use contract::data::{CellView, FindingView};
    use contract::history::ChangeView;
    use contract::workbook::{ComputedView, ImportLayout, ImportProblem};

    use super::*;

    fn view() -> ImportView {
        let change = |row: &str| ChangeView { kind: "cell".into(), row: row.into(), ..ChangeView::default() };
        let problem = |row: &str, severity: &str| ImportProblem {
            cell: "E5".into(),
            row: Some(row.into()),
            code: "odd".into(),
            severity: severity.into(),
            message: String::new(),
        };
        let finding = |row: &str, severity: &str| FindingView {
            code: "rule".into(),
            severity: severity.into(),
            message: String::new(),
            cells: vec![CellView { row: row.into(), column: "4".into() }],
        };
        ImportView {
            applied: false,
            revision: 1,
            changes: vec![change("b"), change("b"), change("a"), change("c"), change("d")],
            problems: vec![problem("a", "error"), problem("b", "warning")],
            ignored_computed: 0,
            computed: ComputedView::default(),
            old_texts: Vec::new(),
            old_count: 0,
            findings: vec![finding("c", "error"), finding("d", "warning"), finding("elsewhere", "error")],
            layout: ImportLayout::default(),
        }
    }

    #[test]
    fn rows_are_taken_all_or_without_errors() {
        let rows = Rows::of(&view());
        let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<HashSet<_>>();
        assert_eq!((rows.len(), rows.all()), (4, set(&["a", "b", "c", "d"])));
        assert_eq!((rows.sound(), rows.has_faults()), (set(&["b", "d"]), true));
    }

    #[test]
    fn a_choice_is_sent_in_the_file_s_order_and_only_where_it_leaves_something_out() {
        let rows = Rows::of(&view());
        assert_eq!(rows.choice(&rows.all()), None);
        assert_eq!(rows.choice(&rows.sound()), Some(vec!["b".to_owned(), "d".to_owned()]));
        assert_eq!(rows.choice(&HashSet::new()), Some(Vec::new()));
    }
}
