//! In which order cells are computed, and which of them run in circles.

use std::collections::VecDeque;

use super::compile::dense;
use super::compiled::{CompiledForm, NONE, Plan, Step};
use super::program::{ColumnIx, Program};
use crate::template::{Column, Fault, FormTemplate, RowRole};

/// Decides which sums are kept: those that some formula or rule reads.
pub(super) fn plan_sums(form: &mut CompiledForm) {
    let columns = form.kinds.len();
    let (mut rows, mut children) = (vec![false; columns], vec![false; columns]);
    for program in form.programs.iter().chain(form.rules.iter().map(|rule| &rule.program)) {
        program.rows.iter().for_each(|column| rows[usize::from(*column)] = true);
        program.children.iter().for_each(|column| children[usize::from(*column)] = true);
    }
    (form.sums.rows, form.sums.children) = (rows, children);
}

/// Who needs whom. Nodes are the cells of each class, then the sums of all rows, then those of groups.
pub(super) struct Graph {
    columns: usize,
    classes: usize,
    /// What each node needs.
    needs: Vec<Vec<u32>>,
}

/// Cells that need each other.
pub(super) struct Cycle {
    /// The program of the first cell.
    pub(super) program: Option<u32>,
    cells: Vec<(u32, ColumnIx)>,
}

impl Graph {
    /// The graph of a form.
    pub(super) fn of(form: &CompiledForm) -> Self {
        let (columns, classes) = (form.kinds.len(), form.classes.len());
        let groups = form.sums.members.len();
        let nodes = (classes + 1 + groups) * columns;
        let mut graph = Self { columns, classes, needs: vec![Vec::new(); nodes] };
        for (ix, class) in form.classes.iter().enumerate() {
            let group = class.slot.map_or(NONE, |slot| form.fixed[slot as usize].group);
            for (column, plan) in class.plans.iter().enumerate() {
                if let Plan::Computed(program) = plan {
                    let node = graph.cell(ix as u32, dense(column));
                    graph.needs[node as usize] =
                        graph.program_needs(form, &form.programs[*program as usize], ix, group);
                }
            }
        }
        graph.sum_needs(form);
        graph
    }

    fn cell(&self, class: u32, column: ColumnIx) -> u32 {
        class * self.columns as u32 + u32::from(column)
    }

    fn rows(&self, column: ColumnIx) -> u32 {
        self.cell(self.classes as u32, column)
    }

    fn children(&self, group: u32, column: ColumnIx) -> u32 {
        self.cell(self.classes as u32 + 1 + group, column)
    }

    fn program_needs(&self, form: &CompiledForm, program: &Program, class: usize, group: u32) -> Vec<u32> {
        let own = program.own.iter().map(|column| self.cell(class as u32, *column));
        let at = program.at.iter().map(|(slot, column)| self.cell(form.fixed[*slot as usize].class, *column));
        let rows = program.rows.iter().map(|column| self.rows(*column));
        let children = program.children.iter().filter(|_| group != NONE).map(|column| self.children(group, *column));
        own.chain(at).chain(rows).chain(children).collect()
    }

    fn sum_needs(&mut self, form: &CompiledForm) {
        for column in (0..self.columns).map(dense) {
            if form.sums.rows[usize::from(column)] {
                let data = form.classes.iter().enumerate().filter(|(_, class)| class.role == RowRole::Data);
                let needs = data.map(|(ix, _)| self.cell(ix as u32, column)).collect();
                let node = self.rows(column) as usize;
                self.needs[node] = needs;
            }
            if form.sums.children[usize::from(column)] {
                for (group, members) in form.sums.members.iter().enumerate() {
                    let mut classes: Vec<u32> = members.iter().map(|slot| form.fixed[*slot as usize].class).collect();
                    classes.dedup();
                    let node = self.children(group as u32, column) as usize;
                    self.needs[node] = classes.into_iter().map(|class| self.cell(class, column)).collect();
                }
            }
        }
    }

    /// Writes ranks and steps into the form; gives the cycles.
    pub(super) fn order(&self, form: &mut CompiledForm) -> Vec<Cycle> {
        let mut waiting: Vec<usize> = self.needs.iter().map(Vec::len).collect();
        let mut wanted_by = vec![Vec::new(); self.needs.len()];
        for (node, needs) in self.needs.iter().enumerate() {
            needs.iter().for_each(|need| wanted_by[*need as usize].push(node as u32));
        }
        let mut ready: VecDeque<u32> =
            (0..self.needs.len()).filter(|node| waiting[*node] == 0).map(|node| node as u32).collect();
        let mut beyond = VecDeque::new();
        while let Some(node) = ready.pop_front().or_else(|| beyond.pop_front()) {
            // What stays in its row goes first, so that long runs of such steps are computed row by row.
            if !ready.is_empty() && !self.stays_in_row(node, form) {
                beyond.push_back(node);
                continue;
            }
            self.place(node, form);
            for waiter in &wanted_by[node as usize] {
                let left = &mut waiting[*waiter as usize];
                *left -= 1;
                if *left == 0 {
                    ready.push_back(*waiter);
                }
            }
        }
        self.cycles(&waiting, form)
    }

    fn stays_in_row(&self, node: u32, form: &CompiledForm) -> bool {
        let (owner, column) = (node as usize / self.columns, dense(node as usize % self.columns));
        match owner {
            _ if owner < self.classes => form.stays_in_row(Step::Cells(owner as u32, column)),
            _ => owner == self.classes,
        }
    }

    fn place(&self, node: u32, form: &mut CompiledForm) {
        let (owner, column) = (node as usize / self.columns, dense(node as usize % self.columns));
        if owner < self.classes {
            let rank = form.ranked.len() as u32;
            let class = &mut form.classes[owner];
            if let Plan::Computed(_) = class.plans[usize::from(column)] {
                class.ranks[usize::from(column)] = rank;
                form.ranked.push((owner as u32, column));
                form.steps.push(Step::Cells(owner as u32, column));
            }
        } else if owner == self.classes {
            if form.sums.rows[usize::from(column)] {
                form.steps.push(Step::Rows(column));
            }
        } else if form.sums.children[usize::from(column)] {
            form.steps.push(Step::Children((owner - self.classes - 1) as u32, column));
        }
    }

    /// One cycle for each knot of nodes that could not be placed.
    fn cycles(&self, waiting: &[usize], form: &CompiledForm) -> Vec<Cycle> {
        let mut cycles = Vec::new();
        let mut walk_of = vec![NONE; waiting.len()];
        for start in (0..waiting.len()).filter(|node| waiting[*node] > 0) {
            let mut path = Vec::new();
            let mut node = start;
            while walk_of[node] == NONE {
                walk_of[node] = start as u32;
                path.push(node);
                let next = self.needs[node].iter().find(|need| waiting[**need as usize] > 0);
                let Some(next) = next else { break };
                node = *next as usize;
            }
            if walk_of[node] == start as u32 {
                let from = path.iter().position(|known| *known == node).unwrap_or(0);
                cycles.push(self.cycle(&path[from..], form));
            }
        }
        cycles
    }

    fn cycle(&self, path: &[usize], form: &CompiledForm) -> Cycle {
        let cells: Vec<(u32, ColumnIx)> = path
            .iter()
            .filter(|node| **node / self.columns < self.classes)
            .map(|node| ((*node / self.columns) as u32, dense(*node % self.columns)))
            .collect();
        let program = cells.first().and_then(|(class, column)| match form.class(*class).plans[usize::from(*column)] {
            Plan::Computed(program) => Some(program),
            _ => None,
        });
        Cycle { program, cells }
    }
}

impl Cycle {
    /// The fault that names the cells in the order in which they need each other.
    pub(super) fn fault(self, path: String, form: &CompiledForm, template: &FormTemplate, columns: &[Column]) -> Fault {
        let name = |(class, column): &(u32, ColumnIx)| {
            let number = columns[usize::from(*column)].number;
            let row = form.class(*class).slot.and_then(|slot| template.rows.get(slot as usize));
            row.map_or_else(|| format!("[{number}]"), |row| format!("{{{}}}[{number}]", row.code))
        };
        let mut cells: Vec<String> = self.cells.iter().map(name).collect();
        cells.extend(cells.first().cloned());
        let shown = cells.join(" → ");
        Fault {
            path,
            at: None,
            code: "cycle",
            message_vi: format!("công thức chạy vòng: {shown}"),
            message_en: format!("these cells need each other: {shown}"),
            cells,
        }
    }
}
