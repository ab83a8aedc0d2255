//! What must be looked at again when a cell or a sum changes.

use super::compile::dense;
use super::compiled::{CompiledForm, CompiledRule, NONE, Plan, RuleSet, Target};
use super::program::Program;
use crate::template::RowRole;

/// Decides in which classes of rows each rule is checked.
pub(super) fn assign_rules(form: &mut CompiledForm) {
    let count = form.rules.len();
    form.rules_of_column = vec![RuleSet::empty(count); form.kinds.len()];
    for (ix, rule) in form.rules.iter().enumerate() {
        rule.program.own.iter().for_each(|column| form.rules_of_column[usize::from(*column)].insert(ix));
    }
    for ix in 0..form.classes.len() {
        let mut set = RuleSet::empty(count);
        for (number, rule) in form.rules.iter().enumerate().filter(|(_, rule)| rule.each_row) {
            if applies(form, ix, rule) {
                set.insert(number);
            }
        }
        form.classes[ix].rules = set;
    }
}

/// Data rows are always checked; computed rows where every column that the rule reads is computed in them.
fn applies(form: &CompiledForm, class: usize, rule: &CompiledRule) -> bool {
    let class = &form.classes[class];
    let has_children = class.slot.is_some_and(|slot| form.fixed[slot as usize].group != NONE);
    let computed =
        || rule.program.own.iter().all(|column| matches!(class.plans[usize::from(*column)], Plan::Computed(_)));
    match class.role {
        RowRole::Heading => false,
        RowRole::Data => rule.program.children.is_empty(),
        RowRole::Subtotal | RowRole::Total => (has_children || rule.program.children.is_empty()) && computed(),
    }
}

/// Fills the tables of targets.
pub(super) fn build(form: &mut CompiledForm) {
    let columns = form.kinds.len();
    form.sums.rows_targets = vec![Vec::new(); columns];
    form.sums.children_targets = vec![Vec::new(); form.sums.members.len() * columns];
    let mut links = Vec::new();
    for (ix, class) in form.classes.iter().enumerate() {
        for (column, plan) in class.plans.iter().enumerate() {
            let Plan::Computed(program) = plan else { continue };
            let target = match class.slot {
                Some(slot) => Target::Cell(slot, dense(column)),
                None => Target::Column(ix as u32, dense(column)),
            };
            let group = class.slot.map_or(NONE, |slot| form.fixed[slot as usize].group);
            collect(&form.programs[*program as usize], target, group, &mut links);
        }
    }
    for (ix, rule) in form.rules.iter().enumerate() {
        collect(&rule.program, Target::Rule(dense(ix)), NONE, &mut links);
        for (slot, plan) in form.fixed.iter().enumerate().filter(|(_, plan)| plan.group != NONE) {
            let own = rule.program.children.iter().filter(|_| form.class(plan.class).rules.contains(ix));
            links.extend(own.map(|column| (Place::Group(plan.group, *column), Target::RuleAt(dense(ix), slot as u32))));
        }
    }
    links.into_iter().for_each(|(place, target)| link(form, place, target));
}

/// Where a change happens.
enum Place {
    Cell(u32, u16),
    Rows(u16),
    Group(u32, u16),
}

fn collect(program: &Program, target: Target, group: u32, links: &mut Vec<(Place, Target)>) {
    links.extend(program.at.iter().map(|(slot, column)| (Place::Cell(*slot, *column), target)));
    links.extend(program.rows.iter().map(|column| (Place::Rows(*column), target)));
    if group != NONE {
        links.extend(program.children.iter().map(|column| (Place::Group(group, *column), target)));
    }
}

fn link(form: &mut CompiledForm, place: Place, target: Target) {
    let columns = form.kinds.len();
    match place {
        Place::Rows(column) => form.sums.rows_targets[usize::from(column)].push(target),
        Place::Group(group, column) => {
            form.sums.children_targets[group as usize * columns + usize::from(column)].push(target);
        }
        Place::Cell(slot, column) => {
            if form.cell_target_ix.is_empty() {
                form.cell_target_ix = vec![NONE; form.fixed.len() * columns];
            }
            let ix = &mut form.cell_target_ix[slot as usize * columns + usize::from(column)];
            if *ix == NONE {
                *ix = form.cell_targets.len() as u32;
                form.cell_targets.push(Vec::new());
            }
            form.cell_targets[*ix as usize].push(target);
        }
    }
}
