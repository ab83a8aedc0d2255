//! The reports that formulas refer to, and those that these refer to in their turn, as far as figures depend on them.
//!
//! A figure of another report must be the one which that report shows, so that its own references count too: a running
//! total reaches back to the first period. They are loaded generation by generation, however many reports ask, and
//! opened afterwards, without the database.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use domain::formula::Source;
use domain::ids::{FormId, ReportId, UnitId};
use domain::period::Period;
use domain::sheet::{CompiledForm, References, Sheet, Table};
use store::Conn;
use store::contents::RawContent;
use store::reports::ReportRow;

use super::figures::whole;
use super::outside::{Columns, Wanted};
use crate::{App, AppResult};

/// Loaded reports with what they refer to; those that were asked for come first.
#[derive(Default)]
pub(crate) struct Referred {
    roots: Vec<BTreeMap<Source, usize>>,
    reports: Vec<Report>,
}

struct Report {
    form: Arc<CompiledForm>,
    content: RawContent,
    links: BTreeMap<Source, usize>,
}

/// Which part of the other reports' figures counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Everything.
    Whole,
    /// What the units entered themselves.
    Own,
}

/// A report that refers to others.
pub(crate) struct Root<'a> {
    pub row: &'a ReportRow,
    pub wanted: Wanted,
}

/// Who asks for a report: a root or a report that was found.
#[derive(Clone, Copy)]
enum Asker {
    Root(usize),
    Report(usize),
}

/// A question for another report.
struct Question {
    asker: Asker,
    source: Source,
    columns: Columns,
    circular: String,
    form_id: i64,
    form_code: String,
    unit: i64,
}

impl Question {
    fn is_answered_by(&self, row: &ReportRow) -> bool {
        row.unit_id == self.unit
            && match &self.source {
                Source::Form(code) => row.form_code == *code && row.circular == self.circular,
                Source::Previous => row.form_id == self.form_id,
                Source::Here => false,
            }
    }
}

impl Referred {
    /// Loads what these reports refer to: few queries for each step away from them.
    pub fn load(app: &App, conn: &mut Conn, roots: &[Root<'_>]) -> AppResult<Self> {
        let mut search = Search { app, rows: Vec::new(), asked: Vec::new(), places: HashMap::new() };
        let mut referred = Self { roots: vec![BTreeMap::new(); roots.len()], reports: Vec::new() };
        let mut open: BTreeMap<String, Vec<Question>> = BTreeMap::new();
        for (ix, root) in roots.iter().enumerate() {
            ask(&mut open, Asker::Root(ix), root.row, &root.wanted);
        }
        while !open.is_empty() {
            let mut next = BTreeMap::new();
            for (period, questions) in open {
                search.answer(conn, &mut referred, &period, questions, &mut next)?;
            }
            open = next;
        }
        let ids: Vec<ReportId> = search.rows.iter().map(|row| ReportId(row.id)).collect();
        let mut contents = if ids.is_empty() { HashMap::new() } else { store::contents::list_raw(conn, &ids)? };
        for (id, report) in ids.iter().zip(&mut referred.reports) {
            report.content = contents.remove(id).unwrap_or_default();
        }
        Ok(referred)
    }

    /// What each root's formulas refer to.
    pub fn open(&self, part: Part) -> AppResult<Vec<References>> {
        let tables = self.tables(part)?;
        Ok(self.roots.iter().map(|links| references(links, &tables)).collect())
    }

    /// Every report's figures. Those that others refer to were mostly found later, so that going backwards meets each
    /// after what it refers to; where forms refer to each other, the round is repeated until nothing changes.
    fn tables(&self, part: Part) -> AppResult<Vec<Option<Table>>> {
        let mut contents = Vec::with_capacity(self.reports.len());
        for report in &self.reports {
            let stored = report.content.read()?;
            contents.push(if part == Part::Own { stored.own } else { whole(&report.form, &stored).into_owned() });
        }
        let mut tables: Vec<Option<Table>> = vec![None; self.reports.len()];
        for _ in 0..=self.reports.len() {
            let mut is_settled = true;
            for (ix, (report, content)) in self.reports.iter().zip(&contents).enumerate().rev() {
                let references = references(&report.links, &tables);
                let table = Some(Sheet::open(Arc::clone(&report.form), content, references).table());
                if report.links.values().any(|link| *link <= ix) {
                    is_settled &= tables.get(ix) == Some(&table);
                }
                if let Some(place) = tables.get_mut(ix) {
                    *place = table;
                }
            }
            if is_settled {
                break;
            }
        }
        Ok(tables)
    }
}

fn references(links: &BTreeMap<Source, usize>, tables: &[Option<Table>]) -> References {
    let mut references = References::default();
    for (source, place) in links {
        let Some(table) = tables.get(*place).cloned().flatten() else { continue };
        match source {
            Source::Here => {}
            Source::Previous => references.previous = Some(table),
            Source::Form(code) => {
                references.forms.insert(code.clone(), table);
            }
        }
    }
    references
}

/// Notes, by period, what a report wants of others.
fn ask(open: &mut BTreeMap<String, Vec<Question>>, asker: Asker, row: &ReportRow, wanted: &Wanted) {
    for (source, columns) in wanted {
        let period = match source {
            Source::Here => None,
            Source::Previous => {
                Period::parse(&row.period).ok().and_then(|period| period.previous()).map(|p| p.to_string())
            }
            Source::Form(_) => Some(row.period.clone()),
        };
        let Some(period) = period else { continue };
        open.entry(period).or_default().push(Question {
            asker,
            source: source.clone(),
            columns: columns.clone(),
            circular: row.circular.clone(),
            form_id: row.form_id,
            form_code: row.form_code.clone(),
            unit: row.unit_id,
        });
    }
}

/// What was found so far.
struct Search<'a> {
    app: &'a App,
    rows: Vec<ReportRow>,
    /// Which columns of each were asked for.
    asked: Vec<Columns>,
    places: HashMap<i64, usize>,
}

impl Search<'_> {
    /// Answers all questions about one period, and notes those that follow.
    fn answer(
        &mut self,
        conn: &mut Conn,
        referred: &mut Referred,
        period: &str,
        questions: Vec<Question>,
        next: &mut BTreeMap<String, Vec<Question>>,
    ) -> AppResult<()> {
        let units: BTreeSet<UnitId> = questions.iter().map(|question| UnitId(question.unit)).collect();
        let units: Vec<UnitId> = units.into_iter().collect();
        let codes: BTreeSet<&str> = questions
            .iter()
            .map(|question| match &question.source {
                Source::Form(code) => code.as_str(),
                Source::Here | Source::Previous => question.form_code.as_str(),
            })
            .collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let mut found: HashMap<i64, Vec<ReportRow>> = HashMap::new();
        for row in store::reports::list_of_units(conn, &units, period, &codes)? {
            found.entry(row.unit_id).or_default().push(row);
        }
        for question in questions {
            let mut candidates = found.get(&question.unit).into_iter().flatten();
            // The newest version of a form wins, as the last one in the order of ids.
            let Some(row) = candidates.rfind(|row| question.is_answered_by(row)) else { continue };
            self.link(conn, referred, &question, row, next)?;
        }
        Ok(())
    }

    fn link(
        &mut self,
        conn: &mut Conn,
        referred: &mut Referred,
        question: &Question,
        row: &ReportRow,
        next: &mut BTreeMap<String, Vec<Question>>,
    ) -> AppResult<()> {
        let form_id = FormId(row.form_id);
        let place = match self.places.get(&row.id) {
            Some(place) => *place,
            None => {
                let form = self.app.forms.form(conn, form_id)?;
                referred.reports.push(Report { form, content: RawContent::default(), links: BTreeMap::new() });
                self.rows.push(row.clone());
                self.asked.push(Columns::new());
                self.places.insert(row.id, self.rows.len() - 1);
                self.rows.len() - 1
            }
        };
        let links = match question.asker {
            Asker::Root(ix) => referred.roots.get_mut(ix),
            Asker::Report(ix) => referred.reports.get_mut(ix).map(|report| &mut report.links),
        };
        if let Some(links) = links {
            links.insert(question.source.clone(), place);
        }
        let Some(asked) = self.asked.get_mut(place) else { return Ok(()) };
        let fresh: Columns = question.columns.difference(asked).copied().collect();
        if !fresh.is_empty() {
            asked.extend(&fresh);
            let wanted = self.app.forms.outside(conn, form_id)?.wanted_by(fresh);
            ask(next, Asker::Report(place), row, &wanted);
        }
        Ok(())
    }
}
