//! What a filter by form, and words, means in ids: few units, forms and periods are repeated by a million reports, so that
//! words are looked up among these and never in the reports (decision 0048).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use diesel::prelude::*;
use diesel::sql_types::Bool;

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

#[derive(Debug, Clone, PartialEq, Eq)]
enum Periods {
    All,
    These(Vec<String>),
    Others(Vec<String>),
}

/// One condition on a report.
pub(super) type Condition<'a> = Box<dyn BoxableExpression<report::table, MultiBackend, SqlType = Bool> + 'a>;

impl Piece {
    /// What the piece asks of a report; nothing where it holds everything.
    pub(super) fn conditions<'a>(&self) -> Vec<Condition<'a>> {
        let mut all: Vec<Condition<'a>> = Vec::new();
        match self.forms.as_deref() {
            None => {}
            // One value is looked up in the index's order; one of a list of one is not, on PostgreSQL.
            Some([only]) => all.push(Box::new(report::form_id.eq(*only))),
            Some(forms) => all.push(Box::new(among(report::form_id, forms.iter().copied()))),
        }
        match &self.periods {
            Periods::All => {}
            Periods::These(periods) => all.push(Box::new(report::period.eq_any(periods.clone()))),
            Periods::Others(periods) => all.push(Box::new(report::period.ne_all(periods.clone()))),
        }
        match self.units.as_deref() {
            None => {}
            Some([only]) => all.push(Box::new(report::unit_id.eq(*only))),
            Some(units) => all.push(Box::new(among(report::unit_id, units.iter().copied()))),
        }
        all
    }

    /// The same as one condition.
    pub(super) fn condition<'a>(&self) -> Condition<'a> {
        let always: Condition<'a> = Box::new(true.into_sql::<Bool>());
        self.conditions().into_iter().reduce(|all, one| -> Condition<'a> { Box::new(all.and(one)) }).unwrap_or(always)
    }
}

/// The pieces that a filter's form, regime, circular and words describe; `None` where it says nothing of them.
pub(super) fn find(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Option<Vec<Piece>>, StoreError> {
    let words = filter.q.iter().flat_map(|q| q.split_whitespace());
    of_words(conn, filter, &words.take(MOST_WORDS).map(word).collect::<Vec<_>>())
}

/// The same for the words one after the other, as they stand in the name of a unit, a form or a period; `None` for a single
/// word.
pub(super) fn find_phrase(conn: &mut AnyConn, filter: &ReportFilter) -> Result<Option<Vec<Piece>>, StoreError> {
    let words: Vec<&str> = filter.q.iter().flat_map(|q| q.split_whitespace()).take(MOST_WORDS).collect();
    if words.len() < 2 {
        return Ok(None);
    }
    of_words(conn, filter, &[word(&words.join(" "))])
}

/// Words that are told apart. Nobody asks for more, and each is a bit of a [`Found`].
const MOST_WORDS: usize = 24;

/// Which of the words a text has, a bit for each.
type Found = u32;

fn word(text: &str) -> String {
    // PostgreSQL can neither hold nor look for it.
    searched(&text.replace('\0', ""))
}

fn of_words(conn: &mut AnyConn, filter: &ReportFilter, words: &[String]) -> Result<Option<Vec<Piece>>, StoreError> {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let of_form = [&filter.regime, &filter.form_code, &filter.circular, &filter.form_kind];
    let is_narrowed = of_form.into_iter().any(Option::is_some);
    if words.is_empty() && !is_narrowed {
        return Ok(None);
    }
    let by_form = forms(conn, filter, &words)?;
    let takes_all_forms = !is_narrowed && by_form.len() == 1;
    let by_period = periods(conn, &words)?;
    let mut units = BTreeMap::new();
    let mut pieces = Vec::new();
    for (in_form, forms) in &by_form {
        for (in_period, periods) in &by_period {
            let left = !(in_form | in_period) & ((1 << words.len()) - 1);
            let units = match units.entry(left) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(units_with(conn, &words, left)?),
            };
            if units.as_ref().is_none_or(|units| !units.is_empty()) {
                let forms = (!takes_all_forms).then(|| forms.clone());
                pieces.push(Piece { forms, periods: periods.clone(), units: units.clone() });
            }
        }
    }
    Ok(Some(pieces))
}

fn found(words: &[&str], text: &str) -> Found {
    words.iter().enumerate().filter(|(_, word)| text.contains(**word)).fold(0, |found, (ix, _)| found | 1 << ix)
}

/// The forms that the filter means, by the words that they have.
fn forms(conn: &mut AnyConn, filter: &ReportFilter, words: &[&str]) -> Result<BTreeMap<Found, Vec<i64>>, StoreError> {
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

/// The periods by the words that their code, or the name they were issued under, has; the many without any as the others.
fn periods(conn: &mut AnyConn, words: &[&str]) -> Result<Vec<(Found, Periods)>, StoreError> {
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
        let found = found(words, &searched(&format!("{code} {label}")));
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

/// The units that have these words; `None` for all, where no word is left.
fn units_with(conn: &mut AnyConn, words: &[&str], left: Found) -> Result<Option<Vec<i64>>, StoreError> {
    if left == 0 {
        return Ok(None);
    }
    let wanted = words.iter().enumerate().filter(|(ix, _)| left & (1 << ix) != 0);
    let mut query = unit::table.select(unit::id).into_boxed();
    for pattern in wanted.flat_map(|(_, word)| patterns_of(word)) {
        query = query.filter(unit::search.like(pattern).escape('!'));
    }
    Ok(Some(query.order(unit::id).load(conn)?))
}
