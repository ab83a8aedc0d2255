//! A template made ready for computing.

use std::collections::BTreeSet;

use super::cell::Kind;
use super::codegen::Pools;
use super::program::{ColumnIx, Program};
use crate::formula::{Expr, Operator, Source};
use crate::template::{Column, ColumnNumber, ColumnType, Fault, FormTemplate, RowKind, RowRole, Severity};

/// A template with its formulas compiled; immutable, shared by all sheets of the form.
#[derive(Debug)]
pub struct CompiledForm {
    pub(super) template: FormTemplate,
    pub(super) columns: Vec<Column>,
    pub(super) kinds: Vec<Option<Kind>>,
    /// By printed number, the place or `NO_COLUMN`.
    pub(super) column_ix: Vec<ColumnIx>,
    /// What all rows of a kind have in common. The first class is that of plain data rows.
    pub(super) classes: Vec<Class>,
    pub(super) fixed: Vec<FixedPlan>,
    /// How many prescribed rows stand above the rows that reporters add.
    pub(super) above: usize,
    pub(super) programs: Vec<Program>,
    pub(super) pools: Pools,
    /// The order of a full computation.
    pub(super) steps: Vec<Step>,
    /// Class and column by rank; a cell is computed after everything of lower rank.
    pub(super) ranked: Vec<(u32, ColumnIx)>,
    pub(super) sums: SumPlan,
    /// What depends on single cells of prescribed rows: per row and column, an index into `cell_targets` or `NONE`.
    pub(super) cell_target_ix: Vec<u32>,
    pub(super) cell_targets: Vec<Vec<Target>>,
    pub(super) rules: Vec<CompiledRule>,
    /// Per column, the rules that read it in the own row.
    pub(super) rules_of_column: Vec<RuleSet>,
    /// Whether rules are about cells of other rows too.
    pub(super) has_remote_rules: bool,
}

/// "None" in dense index tables.
pub(super) const NONE: u32 = u32::MAX;
/// The same for columns.
pub(super) const NO_COLUMN: ColumnIx = ColumnIx::MAX;

/// A set of rules as bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RuleSet(pub(super) Vec<u64>);

impl RuleSet {
    pub(super) fn empty(rules: usize) -> Self {
        Self(vec![0; rules.div_ceil(64)])
    }

    pub(super) fn insert(&mut self, rule: usize) {
        if let Some(word) = self.0.get_mut(rule / 64) {
            *word |= 1 << (rule % 64);
        }
    }

    pub(super) fn contains(&self, rule: usize) -> bool {
        self.0.get(rule / 64).is_some_and(|word| word >> (rule % 64) & 1 == 1)
    }
}

/// What rows of a kind have in common.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) role: RowRole,
    pub(super) plans: Vec<Plan>,
    /// Per column, the computed columns that read it in the own row.
    pub(super) dependents: Vec<Vec<ColumnIx>>,
    /// Per column, the rank of its computation.
    pub(super) ranks: Vec<u32>,
    /// The rules that are checked in these rows.
    pub(super) rules: RuleSet,
    /// The only row, for classes of one prescribed row.
    pub(super) slot: Option<u32>,
}

/// Where the cells of a column come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// Entered.
    Input,
    /// Part of the row's description.
    Described,
    /// Always blank.
    Empty,
    /// Computed by this program.
    Computed(u32),
}

/// A prescribed row.
#[derive(Debug)]
pub(super) struct FixedPlan {
    pub(super) class: u32,
    pub(super) level: u8,
    /// The group of rows nested under this one.
    pub(super) group: u32,
    /// The group that this row is counted in.
    pub(super) member_of: u32,
}

/// Which sums are kept, and who depends on them.
#[derive(Debug, Default)]
pub(super) struct SumPlan {
    /// Per column, whether the sum of all data rows is kept.
    pub(super) rows: Vec<bool>,
    pub(super) rows_targets: Vec<Vec<Target>>,
    /// Per column, whether sums of nested rows are kept.
    pub(super) children: Vec<bool>,
    /// The rows of each group.
    pub(super) members: Vec<Vec<u32>>,
    /// Per group and column.
    pub(super) children_targets: Vec<Vec<Target>>,
}

/// One step of a full computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A column of all rows of a class.
    Cells(u32, ColumnIx),
    /// The sum of a column over all data rows.
    Rows(ColumnIx),
    /// The sum of a column over a group.
    Children(u32, ColumnIx),
}

/// Something that must be looked at again after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A cell of a prescribed row.
    Cell(u32, ColumnIx),
    /// A column of all rows of a class.
    Column(u32, ColumnIx),
    /// A rule, wherever it applies.
    Rule(u16),
    /// A rule in one row.
    RuleAt(u16, u32),
}

/// A rule made ready.
#[derive(Debug)]
pub(super) struct CompiledRule {
    pub(super) code: String,
    pub(super) severity: Severity,
    pub(super) text: Option<String>,
    pub(super) expr: Expr,
    pub(super) program: Program,
    /// Checked in each row that it applies to; otherwise once.
    pub(super) each_row: bool,
    /// The comparisons that must hold together, for messages; none when the rule is of another shape.
    pub(super) parts: Vec<RulePart>,
}

/// One comparison of a rule, with its sides as written and compiled.
#[derive(Debug)]
pub(super) struct RulePart {
    pub(super) operator: Operator,
    pub(super) left: (Expr, Program),
    pub(super) right: (Expr, Program),
}

/// What a form wants from other reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormReferences {
    /// The same form and unit, previous period.
    pub previous: bool,
    /// Codes of other forms, same unit and period.
    pub forms: BTreeSet<String>,
    /// Codes of the catalogues that cells are chosen from.
    pub catalogues: BTreeSet<String>,
}

impl CompiledForm {
    /// Compiles a template.
    ///
    /// # Errors
    /// All faults of the template.
    pub fn compile(template: FormTemplate) -> Result<Self, Vec<Fault>> {
        super::compile::compile(template)
    }

    /// The template.
    #[must_use]
    pub fn template(&self) -> &FormTemplate {
        &self.template
    }

    /// The columns, in header order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether reporters add rows.
    #[must_use]
    pub fn takes_rows(&self) -> bool {
        self.template.row_kind != RowKind::Fixed
    }

    /// The formula that computes a cell of a prescribed row, or of any added row when there is no code, without its
    /// left side; nothing when the cell is not computed by a formula of its row or column.
    #[must_use]
    pub fn formula(&self, row: Option<&str>, column: ColumnNumber) -> Option<&str> {
        let own = row.and_then(|code| self.template.rows.iter().find(|row| row.code == code));
        own.and_then(|row| row.formulas.get(&column.0))
            .or_else(|| self.columns.iter().find(|known| known.number == column)?.formula.as_ref())
            .map(String::as_str)
    }

    /// What the form wants from other reports.
    #[must_use]
    pub fn references(&self) -> FormReferences {
        let sources = self.pools.outer_own.iter().map(|figure| &figure.source);
        let catalogues = self.columns.iter().filter_map(|column| match &column.kind {
            ColumnType::Choice { catalogue } => Some(catalogue.clone()),
            _ => None,
        });
        let mut wanted = FormReferences { catalogues: catalogues.collect(), ..FormReferences::default() };
        for source in sources.chain(self.pools.outer.iter().map(|figure| &figure.source)) {
            match source {
                Source::Here => {}
                Source::Previous => wanted.previous = true,
                Source::Form(code) => {
                    wanted.forms.insert(code.clone());
                }
            }
        }
        wanted
    }

    /// Whether a step of a full computation needs nothing beyond the row at hand.
    pub(super) fn stays_in_row(&self, step: Step) -> bool {
        match step {
            Step::Rows(_) => true,
            Step::Children(..) => false,
            Step::Cells(class, column) => match self.class(class).plans[usize::from(column)] {
                Plan::Computed(program) if class == 0 => {
                    let program = &self.programs[program as usize];
                    program.at.is_empty() && program.rows.is_empty() && program.children.is_empty()
                }
                _ => false,
            },
        }
    }

    pub(super) fn class(&self, class: u32) -> &Class {
        &self.classes[class as usize]
    }
}
