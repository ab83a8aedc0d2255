//! What a filter by form, and words, means in ids: few units, forms and periods are repeated by a million reports, so that
//! words are looked up among these and never in the reports (decision 0048).

use std::collections::{BTreeMap, HashSet};

use diesel::prelude::*;
use diesel::sql_types::Bool;
use domain::ids::UnitId;
use domain::period::{Period, marked_words};

use super::list::ReportFilter;
use crate::among::among;
use crate::conn::{AnyConn, MultiBackend};
use crate::error::StoreError;
use crate::schema::{form, report, report_period, unit};
use crate::text::{begins, patterns_of, searched};

/// Reports that match: of these forms, periods and units at once. The pieces of a filter have no report in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// `None` for all.
    forms: Option<Vec<i64>>,
    periods: Periods,
    /// `None` for all.
    units: Option<Vec<i64>>,
}

/// What reports are reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Whatever is best.
    Anything,
    /// Their units.
    Units,
    /// Who received them.
    Receivers,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Periods {
    All,
    These(Vec<String>),
    Others(Vec<String>),
}

/// One condition on a report.
pub(super) type Condition<'a> = Box<dyn BoxableExpression<report::table, MultiBackend, SqlType = Bool> + 'a>;

impl Piece {
    /// Whether it is about some units only.
    pub(super) fn names_units(&self) -> bool {
        self.units.is_some()
    }

    /// The same of these units only; `None` where that is nothing.
    pub(super) fn within(&self, all: &HashSet<UnitId>) -> Option<Self> {
        let units = self.units.iter().flatten().copied();
        let units: Vec<i64> = units.filter(|unit| all.contains(&UnitId(*unit))).collect();
        (!units.is_empty()).then(|| Self { units: Some(units), ..self.clone() })
    }

    /// What the piece asks of a report, which is reached so; nothing where it holds everything. What others reach it by is
    /// then only compared – a sum is in no index –, since PostgreSQL would else rather look at all reports of some forms
    /// than at those of a few hundred units.
    pub(super) fn conditions<'a>(&self, by: By) -> Vec<Condition<'a>> {
        let mut all: Vec<Condition<'a>> = Vec::new();
        match self.forms.as_deref() {
            None => {}
            // One value is looked up in the index's order; one of a list of one is not, on PostgreSQL.
            Some([only]) => all.push(Box::new(report::form_id.eq(*only))),
            Some(forms) if by == By::Anything => all.push(Box::new(among(report::form_id, forms.iter().copied()))),
            Some(forms) => all.push(Box::new(among(report::form_id + 0_i64, forms.iter().copied()))),
        }
        match &self.periods {
            Periods::All => {}
            Periods::These(periods) => all.push(Box::new(report::period.eq_any(periods.clone()))),
            Periods::Others(periods) => all.push(Box::new(report::period.ne_all(periods.clone()))),
        }
        match self.units.as_deref() {
            None => {}
            Some([only]) => all.push(Box::new(report::unit_id.eq(*only))),
            Some(units) if by == By::Receivers => {
                all.push(Box::new(among(report::unit_id + 0_i64, units.iter().copied())))
            }
            Some(units) => all.push(Box::new(among(report::unit_id, units.iter().copied()))),
        }
        all
    }

    /// The same as one condition.
    pub(super) fn condition<'a>(&self) -> Condition<'a> {
        let always: Condition<'a> = Box::new(true.into_sql::<Bool>());
        self.conditions(By::Anything)
            .into_iter()
            .reduce(|all, one| -> Condition<'a> { Box::new(all.and(one)) })
            .unwrap_or(always)
    }
}

/// What a filter's form, regime, circular, kind and words describe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Search {
    /// All that match.
    pub(super) all: Vec<Piece>,
    /// Those where several words stand one after the other, in the name of a unit, a form or a period.
    pub(super) first: Option<Vec<Piece>>,
}

/// Most words of a search: each is a bit of a [`Found`]. Further ones are not looked at.
pub const MOST_WORDS: usize = 24;

/// Which of the words a text has, a bit for each.
type Found = u32;

/// What the filter describes; `None` where it says nothing of forms and words.
pub(super) fn find(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Option<Search>, StoreError> {
    // PostgreSQL can neither hold nor look for a NUL.
    let q = filter.q.as_deref().unwrap_or_default().replace('\0', "");
    // Signs around a word are how it was copied from a text, and no part of it.
    let written: Vec<&str> = q.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).collect();
    let marked = marked_words(&written.join(" "));
    let names_period = marked.iter().map(String::as_str).ne(written.iter().copied());
    let mut words: Vec<String> = marked.iter().take(MOST_WORDS).map(|word| searched(word)).collect();
    let of_form = [&filter.regime, &filter.form_code, &filter.circular, &filter.form_kind];
    let is_narrowed = of_form.into_iter().any(Option::is_some);
    if words.is_empty() && !is_narrowed {
        return Ok(None);
    }
    let all = (1 << words.len()) - 1;
    // Words that stand together are looked for like one word more.
    let phrase = (words.len() > 1 && !names_period).then(|| 1 << words.len());
    if phrase.is_some() {
        let together = written.iter().take(MOST_WORDS).copied().collect::<Vec<_>>().join(" ");
        words.push(searched(&together));
    }
    let mut named = Named { forms: forms(conn, filter, &words)?, periods: periods(conn, &words)?, units: Vec::new() };
    named.units = units(conn, &words, named.left(all) | phrase.unwrap_or_default())?;
    let takes_all_forms = !is_narrowed;
    let first = phrase.map(|phrase| named.pieces(phrase, takes_all_forms));
    Ok(Some(Search { all: named.pieces(all, takes_all_forms), first }))
}

/// A word without the signs that stand around words in a text.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|letter: char| ",;:.\"'“”‘’«»–—-()[]".contains(letter))
}

/// The few things that reports repeat, by the words that they have.
struct Named {
    forms: BTreeMap<Found, Vec<i64>>,
    periods: Vec<(Found, Periods)>,
    /// Only those that have a word that matters.
    units: Vec<(i64, Found)>,
}

impl Named {
    /// The wanted words that a unit may have to have.
    fn left(&self, wanted: Found) -> Found {
        self.combined(wanted).fold(0, |all, (_, _, left)| all | left)
    }

    /// Each kind of form with each kind of period, and the wanted words that neither has.
    fn combined(&self, wanted: Found) -> impl Iterator<Item = (&Vec<i64>, &Periods, Found)> {
        self.forms.iter().flat_map(move |(in_form, forms)| {
            self.periods.iter().map(move |(in_period, periods)| (forms, periods, wanted & !(in_form | in_period)))
        })
    }

    fn pieces(&self, wanted: Found, takes_all_forms: bool) -> Vec<Piece> {
        let takes_all_forms = takes_all_forms && self.forms.len() == 1;
        let units = |left: Found| -> Option<Vec<i64>> {
            let having = self.units.iter().filter(|(_, found)| found & left == left);
            (left != 0).then(|| having.map(|(id, _)| *id).collect())
        };
        self.combined(wanted)
            .map(|(forms, periods, left)| Piece {
                forms: (!takes_all_forms).then(|| forms.clone()),
                periods: periods.clone(),
                units: units(left),
            })
            .filter(|piece| piece.units.as_ref().is_none_or(|units| !units.is_empty()))
            .collect()
    }
}

fn found(words: &[String], text: &str) -> Found {
    words.iter().enumerate().filter(|(_, word)| text.contains(word.as_str())).fold(0, |found, (ix, _)| found | 1 << ix)
}

/// The forms that the filter means, by the words that they have.
fn forms(conn: &mut AnyConn, filter: &ReportFilter, words: &[String]) -> Result<BTreeMap<Found, Vec<i64>>, StoreError> {
    let mut query = form::table.into_boxed();
    if let Some(regime) = &filter.regime {
        query = query.filter(form::regime.eq(regime));
    }
    if let Some(circular) = &filter.circular {
        query = query.filter(form::circular.eq(circular));
    }
    if let Some(kind) = &filter.form_kind {
        query = query.filter(form::kind.eq(kind));
    }
    if let Some(code) = &filter.form_code {
        query = query.filter(code_is(code));
    }
    let known: Vec<(i64, String)> = query.order(form::id).select((form::id, form::search)).load(conn)?;
    let mut forms: BTreeMap<Found, Vec<i64>> = BTreeMap::new();
    for (id, text) in known {
        forms.entry(found(words, &text)).or_default().push(id);
    }
    Ok(forms)
}

/// A form by its whole code, or by what stands before the issuer: `II.06a` of `II.06a/VPCP/KSTT`.
fn code_is(code: &str) -> Box<dyn BoxableExpression<form::table, MultiBackend, SqlType = Bool> + '_> {
    let whole = form::code.eq(code);
    if code.contains('/') {
        return Box::new(whole);
    }
    Box::new(whole.or(form::code.like(begins(&format!("{code}/"))).escape('!')))
}

/// The periods by the words that their code, what people call it, or the name they were issued under, has; the many without any as the others.
fn periods(conn: &mut AnyConn, words: &[String]) -> Result<Vec<(Found, Periods)>, StoreError> {
    if words.is_empty() {
        return Ok(vec![(0, Periods::All)]);
    }
    let known: Vec<(String, String)> = report_period::table
        .order((report_period::period, report_period::label))
        .select((report_period::period, report_period::label))
        .load(conn)?;
    let mut by_words: BTreeMap<Found, Vec<String>> = BTreeMap::new();
    let mut named = Vec::new();
    for (code, label) in known {
        let marks = Period::parse(&code).map(|period| period.marks()).unwrap_or_default();
        // What an ad hoc period was called may name one, too.
        let in_label = marked_words(&label).join(" ");
        let found = found(words, &searched(&format!("{code} {label} {marks} {in_label}")));
        // A name that several issued with other words is found by the first of them.
        if found != 0 && !named.contains(&code) {
            named.push(code.clone());
            by_words.entry(found).or_default().push(code);
        }
    }
    let others = if named.is_empty() { Periods::All } else { Periods::Others(named) };
    let groups = by_words.into_iter().map(|(found, periods)| (found, Periods::These(periods)));
    Ok(groups.chain([(0, others)]).collect())
}

/// The units that have one of the words that matter, with all of the words that they have.
fn units(conn: &mut AnyConn, words: &[String], matter: Found) -> Result<Vec<(i64, Found)>, StoreError> {
    type OfUnit<'a> = Box<dyn BoxableExpression<unit::table, MultiBackend, SqlType = Bool> + 'a>;
    let mattering = words.iter().enumerate().filter(|(ix, _)| matter & (1 << ix) != 0);
    let has_one = mattering
        .map(|(_, word)| -> OfUnit<'_> {
            let [anywhere, at_word] = patterns_of(word);
            Box::new(unit::search.like(anywhere).escape('!').and(unit::search.like(at_word).escape('!')))
        })
        .reduce(|one, other| Box::new(one.or(other)));
    let Some(has_one) = has_one else { return Ok(Vec::new()) };
    let rows: Vec<(i64, String)> =
        unit::table.filter(has_one).order(unit::id).select((unit::id, unit::search)).load(conn)?;
    Ok(rows.into_iter().map(|(id, text)| (id, found(words, &text))).collect())
}
