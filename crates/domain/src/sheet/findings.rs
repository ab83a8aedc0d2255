//! Findings: which rules are broken where, and which cells cannot hold what was entered.

use super::Sheet;
use super::cell::{Cell, CellError};
use super::compiled::{CompiledRule, Plan};
use super::fault::{CellFault, RowLimit};
use super::figures::Seen;
use super::program::{ColumnIx, Program};
use crate::finding::{CellRef, Finding};
use crate::language::Language;
use crate::template::{ColumnNumber, ColumnType, Severity};

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FindingCounts {
    /// Those that block submitting.
    pub errors: usize,
    /// Those that must be confirmed.
    pub warnings: usize,
}

impl FindingCounts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}

impl Sheet {
    /// What is wrong with a cell by itself.
    pub(super) fn fault_of(&self, slot: u32, column: ColumnIx) -> Option<CellFault> {
        let known = &self.form.columns[usize::from(column)];
        let cell = self.figures.cell(slot, column);
        if cell == Cell::Error(CellError::Overflow) {
            return Some(CellFault::Overflow);
        }
        if self.plan(slot, column) != Plan::Input {
            return None;
        }
        let kind = self.form.kinds[usize::from(column)]?;
        match kind.read(cell) {
            Cell::Blank => (known.required && cell == Cell::Blank).then_some(CellFault::Required),
            Cell::Error(_) => Some(CellFault::Unreadable(kind)),
            Cell::Number(number) => CellFault::of_number(&known.kind, number),
            Cell::Text(text) => self.choice_fault(&known.kind, text),
            _ => None,
        }
    }

    /// Whether a text is not among what its column is chosen from.
    fn choice_fault(&self, kind: &ColumnType, text: u32) -> Option<CellFault> {
        let ColumnType::Choice { catalogue } = kind else { return None };
        let known = self.references.choices.knows(catalogue, self.figures.texts.text(text));
        (known == Some(false)).then_some(CellFault::UnknownItem)
    }

    /// How many faults the cells of a row have, its name included.
    pub(super) fn count_faults(&self, slot: u32) -> u32 {
        let columns = (0..self.figures.width).map(|ix| ix as ColumnIx);
        let cells = columns.filter(|column| self.fault_of(slot, *column).is_some()).count() as u32;
        cells + u32::from(self.nameless(slot).is_some())
    }

    /// The name column, when the row should have a name and has none.
    fn nameless(&self, slot: u32) -> Option<ColumnNumber> {
        if !self.rows[slot as usize].label.is_empty() || !self.is_typed_row(slot) {
            return None;
        }
        self.form.columns.iter().find(|column| matches!(column.kind, ColumnType::Label)).map(|column| column.number)
    }

    /// Checks everything.
    pub(super) fn check_all(&mut self) {
        self.work.clear_touched();
        self.broken.fill(0);
        self.broken_once.fill(0);
        let form = self.form.clone();
        let words = self.broken_once.len();
        for ix in 0..self.figures.order.len() {
            let slot = self.figures.order[ix];
            self.faulty[slot as usize] = self.count_faults(slot);
            let rules = &form.class(self.figures.class_of[slot as usize]).rules;
            for rule in bits(&rules.0) {
                let broken = self.is_broken(&form.rules[rule], slot);
                set_bit(&mut self.broken[slot as usize * words..], rule, broken);
            }
        }
        for (ix, rule) in form.rules.iter().enumerate().filter(|(_, rule)| !rule.each_row) {
            let broken = self.is_broken(rule, 0);
            set_bit(&mut self.broken_once, ix, broken);
        }
    }

    /// Checks what an edit touched.
    pub(super) fn check_touched(&mut self) {
        let words = self.broken_once.len();
        for at in 0..self.work.touched.len() {
            let slot = self.work.touched[at];
            for word in 0..words {
                let mut bits = self.work.rules[at * words + word];
                while bits != 0 {
                    self.check_rule(word * 64 + bits.trailing_zeros() as usize, slot);
                    bits &= bits - 1;
                }
            }
        }
        for at in 0..self.work.everywhere.len() {
            self.check_everywhere(usize::from(self.work.everywhere[at]));
        }
        self.work.clear_touched();
    }

    fn check_everywhere(&mut self, rule: usize) {
        let form = self.form.clone();
        if !form.rules[rule].each_row {
            let broken = self.is_broken(&form.rules[rule], 0);
            set_bit(&mut self.broken_once, rule, broken);
            return;
        }
        for ix in 0..self.figures.order.len() {
            let slot = self.figures.order[ix];
            if form.class(self.figures.class_of[slot as usize]).rules.contains(rule) {
                self.check_rule(rule, slot);
            }
        }
    }

    fn check_rule(&mut self, rule: usize, slot: u32) {
        let form = self.form.clone();
        let broken = self.is_broken(&form.rules[rule], slot);
        let words = self.broken_once.len();
        let from = slot as usize * words;
        set_bit(&mut self.broken[from..from + words], rule, broken);
    }

    fn is_broken(&mut self, rule: &CompiledRule, slot: u32) -> bool {
        let mut seen = Seen::default();
        let mut stack = std::mem::take(&mut self.work.stack);
        let answer = self.figures.run(&self.form, &rule.program, slot, &mut stack, &mut seen);
        self.work.stack = stack;
        answer == Cell::Bool(false) && seen.filled && !seen.missing
    }

    /// All findings: by row as shown, then what concerns the whole form, then what has no place in it.
    #[must_use]
    pub fn findings(&self, language: Language) -> Vec<Finding> {
        self.each_finding(language).collect()
    }

    /// The findings one after the other: a screen that shows the first hundred of many thousands words only those.
    pub fn each_finding(&self, language: Language) -> impl Iterator<Item = Finding> + '_ {
        let rows = self.figures.order.iter().flat_map(move |slot| {
            let mut findings = Vec::new();
            self.row_findings(*slot, language, &mut findings);
            findings
        });
        let rest = std::iter::once_with(move || {
            let mut findings = Vec::new();
            self.form_findings(language, &mut findings);
            self.stray_findings(language, &mut findings);
            findings
        });
        rows.chain(rest.flatten())
    }

    /// How many errors and warnings there are, without wording them.
    #[must_use]
    pub fn finding_counts(&self) -> FindingCounts {
        let strays: usize = self.strays.values().map(|cells| cells.len()).sum();
        let mut counts = FindingCounts { errors: 0, warnings: strays + self.unknown.len() };
        let words = self.broken_once.len();
        for slot in &self.figures.order {
            let from = *slot as usize * words;
            self.count_broken(&self.broken[from..from + words], &mut counts);
            if self.faulty[*slot as usize] > 0 {
                self.count_faulty(*slot, &mut counts);
            }
        }
        self.count_broken(&self.broken_once, &mut counts);
        counts.errors += usize::from(self.broken_row_limit().is_some());
        counts
    }

    fn count_broken(&self, broken: &[u64], counts: &mut FindingCounts) {
        bits(broken).for_each(|rule| counts.add(self.form.rules[rule].severity));
    }

    fn count_faulty(&self, slot: u32, counts: &mut FindingCounts) {
        if self.nameless(slot).is_some() {
            counts.add(Severity::Error);
        }
        let faults = (0..self.figures.width).filter_map(|ix| self.fault_of(slot, ix as ColumnIx));
        faults.for_each(|fault| counts.add(fault.severity()));
    }

    /// The findings about a cell.
    #[must_use]
    pub fn cell_findings(&self, row: usize, column: ColumnNumber, language: Language) -> Vec<Finding> {
        let Some(slot) = self.slot(row) else { return Vec::new() };
        let mut findings = Vec::new();
        self.row_findings(slot, language, &mut findings);
        if let Some(ix) = self.column(column).filter(|_| self.form.has_remote_rules) {
            self.remote_findings(slot, ix, language, &mut findings);
        }
        self.form_findings(language, &mut findings);
        let cell = CellRef { row: self.rows[slot as usize].key.clone(), column };
        findings.retain(|finding| finding.cells.contains(&cell));
        findings
    }

    fn row_findings(&self, slot: u32, language: Language, findings: &mut Vec<Finding>) {
        let words = self.broken_once.len();
        if self.faulty[slot as usize] > 0 {
            self.fault_findings(slot, language, findings);
        }
        let broken = &self.broken[slot as usize * words..(slot as usize + 1) * words];
        findings.extend(bits(broken).map(|rule| self.rule_finding(&self.form.rules[rule], Some(slot), language)));
    }

    /// What rules say in other rows about a cell that they name by its row's code, or as that of all rows.
    fn remote_findings(&self, slot: u32, column: ColumnIx, language: Language, findings: &mut Vec<Finding>) {
        let words = self.broken_once.len();
        let is_summary = self.summary_row().as_ref() == Some(&self.rows[slot as usize].key);
        let names =
            |program: &Program| program.at.contains(&(slot, column)) || is_summary && program.rows.contains(&column);
        for other in self.figures.order.iter().filter(|other| **other != slot) {
            let from = *other as usize * words;
            let rules = bits(&self.broken[from..from + words]).map(|rule| &self.form.rules[rule]);
            let about = rules.filter(|rule| names(&rule.program));
            findings.extend(about.map(|rule| self.rule_finding(rule, Some(*other), language)));
        }
    }

    fn form_findings(&self, language: Language, findings: &mut Vec<Finding>) {
        findings.extend(self.broken_row_limit().map(|limit| limit.finding(language)));
        findings.extend(bits(&self.broken_once).map(|rule| self.rule_finding(&self.form.rules[rule], None, language)));
    }

    /// Too few or too many added rows.
    fn broken_row_limit(&self) -> Option<RowLimit> {
        let (template, rows) = (&self.form.template, self.added_rows().len());
        let few = template.min_rows.filter(|least| rows < *least as usize);
        let many = || template.max_rows.filter(|most| rows > *most as usize);
        few.map(|least| RowLimit::Few { least, rows }).or_else(|| many().map(|most| RowLimit::Many { most, rows }))
    }

    fn fault_findings(&self, slot: u32, language: Language, findings: &mut Vec<Finding>) {
        if let Some(number) = self.nameless(slot) {
            findings.push(self.fault_finding(slot, number, CellFault::Required, Cell::Blank, language));
        }
        for (ix, column) in self.form.columns.iter().enumerate() {
            if let Some(fault) = self.fault_of(slot, ix as ColumnIx) {
                let cell = self.figures.cell(slot, ix as ColumnIx);
                findings.push(self.fault_finding(slot, column.number, fault, cell, language));
            }
        }
    }

    fn fault_finding(
        &self,
        slot: u32,
        column: ColumnNumber,
        fault: CellFault,
        cell: Cell,
        language: Language,
    ) -> Finding {
        let (name, words) = (self.row_name(slot), fault.words(&self.shown(cell, language), language));
        Finding {
            code: fault.code().to_owned(),
            severity: fault.severity(),
            cells: vec![CellRef { row: self.rows[slot as usize].key.clone(), column }],
            message: match language {
                Language::Vi => format!("Hàng “{name}”: cột ({column}) {words}"),
                Language::En => format!("Row “{name}”: column ({column}) {words}"),
            },
        }
    }

    fn stray_findings(&self, language: Language, findings: &mut Vec<Finding>) {
        let mut report = |code: &str, cells: Vec<CellRef>, message: String| {
            findings.push(Finding { code: code.to_owned(), severity: Severity::Warning, cells, message });
        };
        for (row, cells) in &self.strays {
            for column in cells.keys() {
                let message = match language {
                    Language::Vi => format!("Biểu không có cột ({column}); số liệu đã nhập vẫn được giữ"),
                    Language::En => format!("The form has no column ({column}); what was entered is kept"),
                };
                report("unknown_column", vec![CellRef { row: row.clone(), column: *column }], message);
            }
        }
        for row in &self.unknown {
            let cells = row.cells.keys().map(|column| CellRef { row: row.key.clone(), column: *column }).collect();
            let message = match language {
                Language::Vi => format!("Biểu không có chỗ cho hàng “{}”; số liệu đã nhập vẫn được giữ", row.key),
                Language::En => format!("The form has no place for the row “{}”; what was entered is kept", row.key),
            };
            report("unknown_row", cells, message);
        }
    }
}

fn set_bit(words: &mut [u64], bit: usize, on: bool) {
    let mask = 1 << (bit % 64);
    if let Some(word) = words.get_mut(bit / 64) {
        *word = if on { *word | mask } else { *word & !mask };
    }
}

/// The places of the bits that are set.
fn bits(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(ix, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (bit < 64).then_some(ix * 64 + bit)
        })
    })
}
