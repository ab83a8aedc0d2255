//! Which figures of other reports the figures of a form depend on.

use std::collections::{BTreeMap, BTreeSet};

use domain::formula::{self, Source};
use domain::template::{ColumnNumber, FormTemplate};

/// Columns of a report.
pub(crate) type Columns = BTreeSet<ColumnNumber>;
/// Columns of other reports, by where these are found.
pub(crate) type Wanted = BTreeMap<Source, Columns>;

/// What the formulas of a form read, column by column. Rows are not told apart: that can only ask for too much.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    by_column: BTreeMap<ColumnNumber, Wanted>,
    by_rules: Wanted,
    /// Codes of the rules that read other reports.
    rules: BTreeSet<String>,
}

impl Outside {
    /// Of a template that compiles.
    pub fn of(template: &FormTemplate) -> Self {
        let mut by_column: BTreeMap<ColumnNumber, Wanted> = BTreeMap::new();
        for column in template.columns() {
            if let Some(formula) = &column.formula {
                add(by_column.entry(column.number).or_default(), formula);
            }
        }
        for row in &template.rows {
            for (column, formula) in &row.formulas {
                add(by_column.entry(ColumnNumber(*column)).or_default(), formula);
            }
        }
        let mut by_rules = Wanted::new();
        let mut rules = BTreeSet::new();
        for rule in &template.rules {
            let mut wanted = Wanted::new();
            add(&mut wanted, &rule.formula);
            wanted.remove(&Source::Here);
            if !wanted.is_empty() {
                rules.insert(rule.code.clone());
            }
            for (source, columns) in wanted {
                by_rules.entry(source).or_default().extend(columns);
            }
        }
        Self { by_column, by_rules, rules }
    }

    /// Whether the rule with this code reads other reports: what it says when it is broken tells their figures.
    pub fn has_rule(&self, code: &str) -> bool {
        self.rules.contains(code)
    }

    /// What the whole report needs, its rules included.
    pub fn wanted(&self) -> Wanted {
        let mut wanted = self.wanted_by(self.by_column.keys().copied());
        for (source, columns) in &self.by_rules {
            wanted.entry(source.clone()).or_default().extend(columns);
        }
        wanted
    }

    /// What the figures in these columns need, directly or by other columns of the same report.
    pub fn wanted_by(&self, columns: impl IntoIterator<Item = ColumnNumber>) -> Wanted {
        let mut wanted = Wanted::new();
        let mut seen = Columns::new();
        let mut left: Vec<ColumnNumber> = columns.into_iter().collect();
        while let Some(column) = left.pop() {
            if !seen.insert(column) {
                continue;
            }
            for (source, columns) in self.by_column.get(&column).into_iter().flatten() {
                match source {
                    Source::Here => left.extend(columns),
                    other => wanted.entry(other.clone()).or_default().extend(columns),
                }
            }
        }
        wanted
    }
}

/// A formula that cannot be read reads nothing: such a form does not compile either.
fn add(wanted: &mut Wanted, formula: &str) {
    if let Ok(expression) = formula::parse(formula) {
        for (reference, _) in expression.references() {
            wanted.entry(reference.source.clone()).or_default().insert(reference.column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(formulas: &str, rules: &str) -> FormTemplate {
        let json = format!(
            r#"{{"format": 1, "circular": "c", "code": "X", "version": 1, "title": "t", "regime": "II", "kind": "data",
                "frequencies": ["monthly"], "provenance": "published", "row_kind": {{"name": "fixed"}},
                "header": [
                    {{"number": 1, "title": "a", "type": {{"name": "integer"}}}},
                    {{"number": 2, "title": "b", "type": {{"name": "integer"}}, "formula": "[1] + [3]"}},
                    {{"number": 3, "title": "c", "type": {{"name": "integer"}}, "formula": "{formulas}"}},
                    {{"number": 4, "title": "d", "type": {{"name": "integer"}}, "formula": "[1] + 1"}}],
                "rows": [{{"code": "R", "label": "r", "role": "data"}}], "rules": [{rules}]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    fn written(wanted: &Wanted) -> String {
        let columns = |columns: &Columns| columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        wanted.iter().map(|(source, of)| format!("{source:?}: {}", columns(of))).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn rules_that_read_other_reports_are_known() {
        for (formula, expected) in
            [("[1] = [4]", false), ("[1] >= prev[4]", true), (r#"[1] = [2] + form(\"Y\"){R}[7]"#, true)]
        {
            let rule = format!(r#"{{"code": "R1", "formula": "{}", "severity": "error"}}"#, formula);
            let outside = Outside::of(&template("prev[3]", &rule));
            assert_eq!((outside.has_rule("R1"), outside.has_rule("R2")), (expected, false), "{formula}");
        }
    }

    #[test]
    fn columns_need_what_the_columns_they_read_need() {
        let rule = r#"{"code": "R1", "formula": "[1] = prev[4]", "severity": "error"}"#;
        for (formula, rules, column, of_column, of_all) in [
            ("[1]", "", 2, "", ""),
            ("prev[3] + [1]", "", 2, "Previous: 3", "Previous: 3"),
            ("prev[3] + [1]", "", 4, "", "Previous: 3"),
            ("form('Y'){R}[7] - prev[2]", "", 2, "Previous: 2; Form(\"Y\"): 7", "Previous: 2; Form(\"Y\"): 7"),
            ("[1]", rule, 2, "", "Previous: 4"),
            ("prev[3] + [1]", rule, 2, "Previous: 3", "Previous: 3 4"),
        ] {
            let formula = formula.replace('\'', "\\\"");
            let outside = Outside::of(&template(&formula, rules));
            assert_eq!(written(&outside.wanted_by([ColumnNumber(column)])), of_column, "{formula} {column}");
            assert_eq!(written(&outside.wanted()), of_all, "{formula}");
        }
    }
}
