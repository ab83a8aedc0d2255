//! From template to [`CompiledForm`]: names, formulas, classes of rows, order, rules – or all faults.

use std::collections::HashMap;

use super::cell::Kind;
use super::codegen::{Codegen, Names, Pools};
use super::compiled::{
    Class, CompiledForm, CompiledRule, FixedPlan, NO_COLUMN, NONE, Plan, RulePart, RuleSet, SumPlan,
};
use super::order::Graph;
use super::program::{ColumnIx, Measure, Op, Program};
use super::structure;
use crate::formula::{Expr, ExprKind, Function, Operator, ParseError, Rows, Source, parse};
use crate::template::{Aggregate, Column, ColumnNumber, ColumnType, Fault, FormTemplate, RowRole};

/// Compiles a template, or gives all its faults.
pub(super) fn compile(template: FormTemplate) -> Result<CompiledForm, Vec<Fault>> {
    let (form, faults) = Compiler::run(&template);
    if faults.is_empty() { Ok(CompiledForm { template, ..form }) } else { Err(faults) }
}

/// All faults of a template.
pub(crate) fn faults(template: &FormTemplate) -> Vec<Fault> {
    Compiler::run(template).1
}

struct Compiler<'a> {
    template: &'a FormTemplate,
    names: Names<'a>,
    paths: Vec<String>,
    faults: Vec<Fault>,
    pools: Pools,
    programs: Vec<Program>,
    /// Where each program's formula is written, for messages about cycles.
    program_paths: Vec<String>,
    /// Per column, the program of its formula.
    of_column: Vec<Option<u32>>,
    /// Per column, the program of its sum over all data rows and over children.
    totals: Vec<[Option<u32>; 2]>,
}

impl<'a> Compiler<'a> {
    fn run(template: &'a FormTemplate) -> (CompiledForm, Vec<Fault>) {
        let columns: Vec<Column> = template.columns().cloned().collect();
        let mut faults = Vec::new();
        let paths = structure::column_paths(template);
        structure::check(template, &columns, &paths, &mut faults);
        let names = Names {
            columns: &columns,
            column_ix: columns.iter().enumerate().rev().map(|(ix, column)| (column.number, dense(ix))).collect(),
            rows: &template.rows,
            row_ix: template.rows.iter().enumerate().rev().map(|(ix, row)| (row.code.as_str(), ix as u32)).collect(),
        };
        let mut compiler = Compiler {
            template,
            of_column: vec![None; columns.len()],
            totals: vec![[None; 2]; columns.len()],
            names,
            paths,
            faults,
            pools: Pools::default(),
            programs: Vec::new(),
            program_paths: Vec::new(),
        };
        let form = compiler.form();
        let mut faults = compiler.faults;
        // Columns that share a number repeat each other's faults.
        faults.dedup();
        (CompiledForm { columns, ..form }, faults)
    }

    fn form(&mut self) -> CompiledForm {
        self.column_programs();
        let classes = self.classes();
        let (fixed, members) = structure::fixed_plans(self.template, &self.names.row_ix);
        let rules = self.rules();
        let mut form = CompiledForm {
            template: empty_template(self.template),
            columns: Vec::new(),
            kinds: self.names.columns.iter().map(|column| Kind::of(&column.kind)).collect(),
            column_ix: by_number(&self.names.column_ix),
            classes,
            fixed: place_classes(fixed, self.template),
            above: structure::rows_above(self.template),
            programs: std::mem::take(&mut self.programs),
            pools: std::mem::take(&mut self.pools),
            steps: Vec::new(),
            ranked: Vec::new(),
            sums: SumPlan { members, ..SumPlan::default() },
            cell_target_ix: Vec::new(),
            cell_targets: Vec::new(),
            rules_of_column: Vec::new(),
            has_remote_rules: rules.iter().any(|rule| !rule.program.at.is_empty() || !rule.program.rows.is_empty()),
            rules,
        };
        self.check_pools(&form.pools);
        super::order::plan_sums(&mut form);
        super::targets::assign_rules(&mut form);
        let cycles = Graph::of(&form).order(&mut form);
        for cycle in cycles {
            let path = cycle.program.and_then(|program| self.program_paths.get(program as usize)).cloned();
            self.faults.push(cycle.fault(path.unwrap_or_default(), &form, self.template, self.names.columns));
        }
        super::targets::build(&mut form);
        form
    }

    /// Programs count what they share in 16 bits.
    fn check_pools(&mut self, pools: &Pools) {
        let sizes = [pools.numbers.len(), pools.texts.len(), pools.outer_own.len(), pools.outer.len()];
        if sizes.into_iter().any(|size| size > usize::from(u16::MAX)) {
            let vi = "biểu có quá 65.535 hằng số hoặc tham chiếu khác nhau".to_owned();
            self.fault("", "too_many", vi, "more than 65,535 different constants or references".to_owned());
        }
    }

    /// Parses one formula; says why not.
    fn parse(&mut self, path: &str, text: &str) -> Option<Expr> {
        parse(text).map_err(|error| self.faults.push(syntax_fault(path, error))).ok()
    }

    fn generate(&mut self, path: &str, expr: &Expr, kind: Kind, digits: Option<i8>) -> Option<Program> {
        Codegen::new(&self.names, &mut self.pools, &mut self.faults, path).compile(expr, kind, digits)
    }

    fn keep(&mut self, path: &str, program: Program) -> u32 {
        self.programs.push(program);
        self.program_paths.push(path.to_owned());
        self.programs.len() as u32 - 1
    }

    /// The program of a cell's formula.
    fn cell_program(&mut self, path: &str, text: &str, column: usize, row: Option<&str>) -> Option<u32> {
        let known = self.names.columns.get(column)?;
        let expr = self.parse(path, text)?.without_target(known.number, row);
        let Some(kind) = Kind::of(&known.kind) else {
            let vi = "cột mô tả hàng không có công thức".to_owned();
            self.fault(path, "no_figures", vi, "a column that describes the row has no formula".to_owned());
            return None;
        };
        if let Some(fault) = foreign_target(path, &expr, kind) {
            self.faults.push(fault);
            return None;
        }
        let program = self.generate(path, &expr, kind, kept_digits(&known.kind))?;
        Some(self.keep(path, program))
    }

    fn fault(&mut self, path: &str, code: &'static str, message_vi: String, message_en: String) {
        self.faults.push(Fault { path: path.to_owned(), at: None, code, message_vi, message_en, cells: Vec::new() });
    }

    fn column_programs(&mut self) {
        for column in 0..self.names.columns.len() {
            let known = &self.names.columns[column];
            if let Some(text) = &known.formula {
                let path = format!("{}.formula", self.paths[column]);
                self.of_column[column] = self.cell_program(&path, text, column, None);
            }
        }
    }

    fn classes(&mut self) -> Vec<Class> {
        let plain = self.class(RowRole::Data, None);
        let mut classes = vec![plain];
        for ix in 0..self.template.rows.len() {
            let row = &self.template.rows[ix];
            if !is_plain(row.role, row.formulas.is_empty()) {
                classes.push(self.class(row.role, Some(ix)));
            }
        }
        classes
    }

    fn class(&mut self, role: RowRole, row: Option<usize>) -> Class {
        let plans: Vec<Plan> = (0..self.names.columns.len()).map(|column| self.plan(role, row, column)).collect();
        let mut dependents = vec![Vec::new(); plans.len()];
        for (ix, plan) in plans.iter().enumerate() {
            let Plan::Computed(program) = plan else { continue };
            for own in &self.programs[*program as usize].own {
                dependents[usize::from(*own)].push(dense(ix));
            }
        }
        let ranks = vec![NONE; plans.len()];
        Class { role, plans, dependents, ranks, rules: RuleSet::default(), slot: row.map(|ix| ix as u32) }
    }

    fn plan(&mut self, role: RowRole, row: Option<usize>, column: usize) -> Plan {
        let known = &self.names.columns[column];
        if let Some((row_ix, text)) =
            row.and_then(|ix| Some((ix, self.template.rows.get(ix)?.formulas.get(&known.number.0)?)))
        {
            let path = format!("rows[{row_ix}].formulas.{}", known.number);
            let code = self.template.rows[row_ix].code.as_str();
            return self.cell_program(&path, text, column, Some(code)).map_or(Plan::Empty, Plan::Computed);
        }
        if Kind::of(&known.kind).is_none() {
            return Plan::Described;
        }
        let formula = self.of_column[column].map_or(Plan::Empty, Plan::Computed);
        match role {
            RowRole::Data if known.formula.is_some() => formula,
            RowRole::Data => Plan::Input,
            RowRole::Heading => Plan::Empty,
            RowRole::Total | RowRole::Subtotal => match known.aggregate() {
                Aggregate::Sum if known.kind.is_numeric() => Plan::Computed(self.total(role, column)),
                Aggregate::Recompute => formula,
                Aggregate::Sum | Aggregate::None | Aggregate::Concatenate => Plan::Empty,
            },
        }
    }

    /// The program of a summed cell.
    fn total(&mut self, role: RowRole, column: usize) -> u32 {
        let which = usize::from(role == RowRole::Subtotal);
        if let Some(program) = self.totals[column][which] {
            return program;
        }
        let ix = dense(column);
        let mut program = Program::default();
        let op = if which == 0 {
            program.rows.push(ix);
            Op::Rows(ix, Measure::Total)
        } else {
            program.children.push(ix);
            Op::Children(ix, Measure::Total)
        };
        program.ops = Box::new([op]);
        let path = format!("{}.aggregate", self.paths[column]);
        let kept = self.keep(&path, program);
        self.totals[column][which] = Some(kept);
        kept
    }

    fn rules(&mut self) -> Vec<CompiledRule> {
        let mut rules = Vec::new();
        let mut seen = HashMap::new();
        for (ix, rule) in self.template.rules.iter().enumerate() {
            if seen.insert(rule.code.as_str(), ix).is_some() || rule.code.trim().is_empty() {
                let vi = format!("mã quy tắc “{}” bị trùng hoặc để trống", rule.code);
                let en = format!("the rule code “{}” is used twice or empty", rule.code);
                self.fault(&format!("rules[{ix}].code"), "duplicate_rule", vi, en);
            }
            let path = format!("rules[{ix}].formula");
            let Some(expr) = self.parse(&path, &rule.formula) else { continue };
            let Some(program) = self.generate(&path, &expr, Kind::Bool, None) else { continue };
            if expr.is_constant() {
                let vi = "quy tắc không nhắc đến ô nào".to_owned();
                self.fault(&path, "constant_rule", vi, "the rule does not refer to any cell".to_owned());
            }
            let parts = self.parts(&path, &expr);
            rules.push(CompiledRule {
                parts,
                code: rule.code.clone(),
                severity: rule.severity,
                text: rule.text.clone(),
                each_row: reads_own_row(&expr),
                expr,
                program,
            });
        }
        rules
    }

    /// The comparisons of a rule, each side on its own, so that messages can show both.
    fn parts(&mut self, path: &str, expr: &Expr) -> Vec<RulePart> {
        let mut parts = Vec::new();
        for (operator, left, right) in comparisons(expr).unwrap_or_default() {
            let mut side = |expr: &Expr| {
                let mut ignored = Vec::new();
                let kinds = [Kind::Number, Kind::Text, Kind::Date, Kind::Bool];
                let program = kinds.into_iter().find_map(|kind| {
                    Codegen::new(&self.names, &mut self.pools, &mut ignored, path).compile(expr, kind, None)
                });
                program.map(|program| (expr.clone(), program))
            };
            if let (Some(left), Some(right)) = (side(left), side(right)) {
                parts.push(RulePart { operator, left, right });
            }
        }
        parts
    }
}

/// The comparisons that must all hold, if the expression is nothing but that.
fn comparisons(expr: &Expr) -> Option<Vec<(Operator, &Expr, &Expr)>> {
    match &expr.kind {
        ExprKind::Binary(operator, left, right) if operator.is_comparison() => Some(vec![(*operator, left, right)]),
        ExprKind::Call(Function::And, arguments) => {
            arguments.iter().map(comparisons).collect::<Option<Vec<_>>>().map(|parts| parts.concat())
        }
        _ => None,
    }
}

/// The columns' places by printed number.
fn by_number(places: &HashMap<ColumnNumber, ColumnIx>) -> Vec<ColumnIx> {
    let most = places.keys().map(|number| usize::from(number.0) + 1).max().unwrap_or_default();
    let mut table = vec![NO_COLUMN; most];
    for (number, ix) in places {
        table[usize::from(number.0)] = *ix;
    }
    table
}

/// Whether some reference is relative to the row that is checked.
fn reads_own_row(expr: &Expr) -> bool {
    expr.references().iter().any(|(reference, _)| matches!(reference.rows, Rows::Own | Rows::Children))
}

/// Data rows without formulas of their own all behave alike.
fn is_plain(role: RowRole, no_formulas: bool) -> bool {
    role == RowRole::Data && no_formulas
}

/// Digits that computed cells of a column keep.
fn kept_digits(kind: &ColumnType) -> Option<i8> {
    match kind {
        ColumnType::Integer => Some(0),
        ColumnType::Decimal { scale } => i8::try_from(*scale).ok(),
        _ => None,
    }
}

/// `[7] = …` written in another column.
fn foreign_target(path: &str, expr: &Expr, kind: Kind) -> Option<Fault> {
    let ExprKind::Binary(Operator::Equal, left, _) = &expr.kind else { return None };
    let ExprKind::Reference(reference) = &left.kind else { return None };
    (kind != Kind::Bool && reference.source == Source::Here).then(|| Fault {
        path: path.to_owned(),
        at: Some(left.at.0.clone()),
        code: "foreign_target",
        message_vi: format!("vế trái {reference} không phải là ô có công thức này"),
        message_en: format!("the left side {reference} is not the cell that this formula computes"),
        cells: vec![reference.to_string()],
    })
}

fn syntax_fault(path: &str, error: ParseError) -> Fault {
    Fault {
        path: path.to_owned(),
        code: "syntax",
        message_vi: error.message_vi(),
        message_en: error.message_en(),
        at: Some(error.at),
        cells: Vec::new(),
    }
}

/// Gives each prescribed row its class, in the order in which [`Compiler::classes`] made them.
fn place_classes(mut fixed: Vec<FixedPlan>, template: &FormTemplate) -> Vec<FixedPlan> {
    let mut next = 1;
    for (plan, row) in fixed.iter_mut().zip(&template.rows) {
        if !is_plain(row.role, row.formulas.is_empty()) {
            plan.class = next;
            next += 1;
        }
    }
    fixed
}

/// A stand-in until the template itself moves in.
fn empty_template(template: &FormTemplate) -> FormTemplate {
    FormTemplate { header: Vec::new(), rows: Vec::new(), rules: Vec::new(), sections: Vec::new(), ..template.clone() }
}

/// A column's place as the engine counts; forms are refused long before this saturates.
pub(super) fn dense(ix: usize) -> ColumnIx {
    ColumnIx::try_from(ix).unwrap_or(ColumnIx::MAX)
}
