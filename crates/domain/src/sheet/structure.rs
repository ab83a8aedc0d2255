//! The shape of a template: codes, parents, limits – everything that is not a formula.

use std::collections::{HashMap, HashSet};

use super::compiled::{FixedPlan, NONE};
use crate::template::{
    Aggregate, Column, ColumnNumber, ColumnType, Fault, FixedRow, FormKind, FormTemplate, HeaderNode, RowKind, RowRole,
};

/// Most columns of a form.
const MAX_COLUMNS: usize = 500;
/// Most prescribed rows of a form.
const MAX_ROWS: usize = 20_000;
/// Most rules of a form.
const MAX_RULES: usize = 1_000;
/// Deepest nesting of rows.
const MAX_LEVEL: usize = 32;

/// Where each column stands in the JSON.
pub(super) fn column_paths(template: &FormTemplate) -> Vec<String> {
    fn walk(nodes: &[HeaderNode], prefix: &str, paths: &mut Vec<String>) {
        for (ix, node) in nodes.iter().enumerate() {
            let path = format!("{prefix}[{ix}]");
            match node {
                HeaderNode::Group(group) => walk(&group.children, &format!("{path}.children"), paths),
                HeaderNode::Column(_) => paths.push(path),
            }
        }
    }
    let mut paths = Vec::new();
    walk(&template.header, "header", &mut paths);
    paths
}

/// How many prescribed rows stand above the added ones: all before the first total, or all.
pub(super) fn rows_above(template: &FormTemplate) -> usize {
    template.rows.iter().position(|row| row.role == RowRole::Total).unwrap_or(template.rows.len())
}

/// Levels, groups and membership of the prescribed rows, and the members of each group.
///
/// Of rows that share a parent, those of role data or subtotal are its group.
pub(super) fn fixed_plans(template: &FormTemplate, row_ix: &HashMap<&str, u32>) -> (Vec<FixedPlan>, Vec<Vec<u32>>) {
    let parent = |row: &FixedRow| row.parent.as_ref().and_then(|code| row_ix.get(code.as_str()).copied());
    let mut plans: Vec<FixedPlan> = template
        .rows
        .iter()
        .map(|row| FixedPlan { class: 0, level: level(template, row, &parent), group: NONE, member_of: NONE })
        .collect();
    let mut members: Vec<Vec<u32>> = Vec::new();
    for (ix, row) in template.rows.iter().enumerate() {
        let (Some(above), RowRole::Data | RowRole::Subtotal) = (parent(row), row.role) else { continue };
        let above = &mut plans[above as usize].group;
        if *above == NONE {
            *above = members.len() as u32;
            members.push(Vec::new());
        }
        let group = *above;
        members[group as usize].push(ix as u32);
        plans[ix].member_of = group;
    }
    (plans, members)
}

fn level(template: &FormTemplate, row: &FixedRow, parent: &impl Fn(&FixedRow) -> Option<u32>) -> u8 {
    let mut level = 0;
    let mut at = parent(row);
    while let Some(ix) = at.filter(|_| usize::from(level) < MAX_LEVEL) {
        level += 1;
        at = template.rows.get(ix as usize).and_then(parent);
    }
    level
}

/// Finds every fault of the shape.
pub(super) fn check(template: &FormTemplate, columns: &[Column], paths: &[String], faults: &mut Vec<Fault>) {
    let mut checker = Checker { faults };
    checker.document(template, columns);
    checker.row_limits(template);
    checker.columns(columns, paths);
    checker.rows(template, columns);
}

struct Checker<'a> {
    faults: &'a mut Vec<Fault>,
}

impl Checker<'_> {
    fn report(&mut self, path: impl Into<String>, code: &'static str, vi: impl Into<String>, en: impl Into<String>) {
        let (message_vi, message_en) = (vi.into(), en.into());
        self.faults.push(Fault { path: path.into(), at: None, code, message_vi, message_en, cells: Vec::new() });
    }

    fn document(&mut self, template: &FormTemplate, columns: &[Column]) {
        if template.format != 1 {
            let en = format!("format {} is unknown; this program reads format 1", template.format);
            self.report("format", "format", format!("không đọc được khuôn dạng {}", template.format), en);
        }
        for (path, text) in [("circular", &template.circular), ("code", &template.code), ("regime", &template.regime)] {
            if text.trim().is_empty() {
                self.report(path, "empty", "không được để trống", "this must not be empty");
            }
        }
        for (path, found, most) in [
            ("header", columns.len(), MAX_COLUMNS),
            ("rows", template.rows.len(), MAX_ROWS),
            ("rules", template.rules.len(), MAX_RULES),
        ] {
            if found > most {
                self.report(path, "too_many", format!("quá {most} mục"), format!("more than {most} items"));
            }
        }
        if template.kind == FormKind::Data && columns.is_empty() && !template.off_system {
            self.report("header", "empty", "biểu số liệu chưa có cột nào", "a data form needs columns");
        }
    }

    fn row_limits(&mut self, template: &FormTemplate) {
        let (min, max) = (template.min_rows, template.max_rows);
        if template.row_kind == RowKind::Fixed && (min.is_some() || max.is_some()) {
            let vi = "biểu có hàng cố định thì không quy định số hàng tối thiểu, tối đa";
            self.report("row_kind", "row_limits", vi, "prescribed rows have no least or greatest number");
        }
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            let vi = format!("số hàng tối thiểu {min} lớn hơn số hàng tối đa {max}");
            self.report("min_rows", "row_limits", vi, format!("more rows are required ({min}) than allowed ({max})"));
        }
        if max == Some(0) {
            self.report("max_rows", "row_limits", "số hàng tối đa phải từ 1", "at least one row must be allowed");
        }
    }

    fn columns(&mut self, columns: &[Column], paths: &[String]) {
        let mut seen: HashMap<ColumnNumber, &str> = HashMap::new();
        for (column, path) in columns.iter().zip(paths) {
            let number = column.number;
            if number.0 == 0 {
                self.report(format!("{path}.number"), "column_number", "số cột bắt đầu từ 1", "columns count from 1");
            }
            if let Some(first) = seen.insert(number, path) {
                let (vi, en) = (format!("cột ({number}) đã có ở {first}"), format!("({number}) is already at {first}"));
                self.report(format!("{path}.number"), "duplicate_column", vi, en);
            }
            self.column_type(column, path);
        }
    }

    fn column_type(&mut self, column: &Column, path: &str) {
        if let ColumnType::Decimal { scale: 15.. } | ColumnType::Percent { scale: 15.. } = column.kind {
            let (vi, en) = ("tối đa 14 chữ số sau dấu phẩy", "at most 14 digits after the comma");
            self.report(format!("{path}.type.scale"), "scale", vi, en);
        }
        let path = format!("{path}.aggregate");
        match column.aggregate() {
            Aggregate::Sum if !column.kind.is_numeric() => {
                self.report(path, "aggregate", "chỉ cột số mới cộng được", "only number columns can be added up");
            }
            Aggregate::Recompute if column.formula.is_none() => {
                self.report(
                    path,
                    "aggregate",
                    "cột không có công thức để tính lại",
                    "there is no formula to recompute",
                );
            }
            Aggregate::Concatenate if column.kind.is_numeric() => {
                self.report(path, "aggregate", "cột số không nối được", "number columns cannot be joined");
            }
            _ => {}
        }
    }

    fn rows(&mut self, template: &FormTemplate, columns: &[Column]) {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (ix, row) in template.rows.iter().enumerate() {
            let path = format!("rows[{ix}]");
            if row.code.trim() != row.code || row.code.is_empty() || row.code.contains(['{', '}']) || has_control(row) {
                let vi = "mã chỉ tiêu không được trống, có khoảng trắng ở đầu hoặc cuối, hay có dấu { }";
                self.report(format!("{path}.code"), "row_code", vi, "empty, padded or with braces");
            }
            if let Some(first) = places.get(row.code.as_str()) {
                let vi = format!("mã chỉ tiêu “{}” đã có ở rows[{first}]", row.code);
                self.report(format!("{path}.code"), "duplicate_row", vi, format!("already used by rows[{first}]"));
            } else {
                places.insert(&row.code, ix);
            }
            for number in row.formulas.keys() {
                if !columns.iter().any(|column| column.number.0 == *number) {
                    let vi = format!("biểu không có cột ({number})");
                    let path = format!("{path}.formulas.{number}");
                    self.report(path, "unknown_column", vi, format!("the form has no column ({number})"));
                }
            }
            if row.role == RowRole::Heading && !row.formulas.is_empty() {
                let vi = "hàng tiêu đề không có công thức";
                self.report(format!("{path}.formulas"), "no_figures", vi, "a heading has no figures");
            }
        }
        for (ix, row) in template.rows.iter().enumerate() {
            self.parent(template, ix, row, &places);
        }
        self.childless(template);
    }

    fn parent(&mut self, template: &FormTemplate, ix: usize, row: &FixedRow, places: &HashMap<&str, usize>) {
        let Some(code) = &row.parent else { return };
        let path = format!("rows[{ix}].parent");
        let Some(above) = places.get(code.as_str()).and_then(|place| template.rows.get(*place)) else {
            let vi = format!("không có hàng “{code}”");
            self.report(path, "unknown_row", vi, format!("there is no row “{code}”"));
            return;
        };
        if is_own_ancestor(template, row, places) {
            let vi = "hàng nằm dưới chính nó hoặc lồng quá 32 cấp";
            self.report(path, "parent_cycle", vi, "the row is nested under itself or more than 32 deep");
            return;
        }
        let counts = matches!(row.role, RowRole::Data | RowRole::Subtotal);
        match above.role {
            RowRole::Data if counts => {
                let vi = format!(
                    "hàng “{code}” có hàng con nên phải là hàng tổng con (subtotal), nếu không sẽ cộng hai lần"
                );
                let en = format!("“{code}” has rows below it and must be a subtotal, or they would be counted twice");
                self.report(path, "data_under_data", vi, en);
            }
            RowRole::Subtotal if row.role == RowRole::Heading => {
                let vi = "hàng tiêu đề nằm dưới hàng tổng con: các hàng dưới nó sẽ không được cộng";
                self.report(path, "heading_under_subtotal", vi, "rows below this heading would not be counted");
            }
            _ => {}
        }
    }

    fn childless(&mut self, template: &FormTemplate) {
        let counted = template.rows.iter().filter(|row| matches!(row.role, RowRole::Data | RowRole::Subtotal));
        let parents: HashSet<&str> = counted.filter_map(|row| row.parent.as_deref()).collect();
        for (ix, row) in template.rows.iter().enumerate() {
            if row.role == RowRole::Subtotal && row.formulas.is_empty() && !parents.contains(row.code.as_str()) {
                let (vi, en) = ("hàng tổng con không có hàng con", "a subtotal without rows below it");
                self.report(format!("rows[{ix}].role"), "empty_subtotal", vi, en);
            }
        }
        if template.row_kind == RowKind::Fixed && template.kind == FormKind::Data && !template.off_system {
            let has_data = template.rows.iter().any(|row| row.role == RowRole::Data);
            if !has_data {
                self.report(
                    "rows",
                    "empty",
                    "biểu có hàng cố định nhưng chưa có hàng số liệu",
                    "there are no data rows",
                );
            }
        }
    }
}

fn has_control(row: &FixedRow) -> bool {
    row.code.chars().any(char::is_control)
}

fn is_own_ancestor(template: &FormTemplate, row: &FixedRow, places: &HashMap<&str, usize>) -> bool {
    let mut at = row;
    for _ in 0..=MAX_LEVEL {
        let Some(parent) = &at.parent else { return false };
        let Some(above) = places.get(parent.as_str()).and_then(|place| template.rows.get(*place)) else { return false };
        if above.code == row.code {
            return true;
        }
        at = above;
    }
    true
}
