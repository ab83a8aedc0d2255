//! The reports of the time before now: every period of the circular's regimes that opened in it, for every unit that owes it.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta};
use domain::deadline::utc_of_local;
use domain::ids::FormId;
use domain::period::Period;
use store::changes::ContentChanges;
use store::reports::{NewReport, PastReport, insert_past};

use super::CIRCULAR;
use super::chance::Chance;
use super::life::{Ground, live};
use super::people::Staff;
use super::specimens::{Specimen, specimens};
use crate::duties::Duties;
use crate::openings::{announcements, whole_units};
use crate::{App, AppError, AppResult, openings, reports, wire};

/// Reports in one transaction, about.
const BATCH: usize = 2_000;

/// What happened in periods that opened since then is told to people.
const NEWS: TimeDelta = TimeDelta::days(90);

/// Makes the reports of the periods that opened since then; gives how many there are, and how many of the last events are news.
pub(super) fn fill(
    app: &App,
    staff: &HashMap<i64, Staff>,
    since: NaiveDateTime,
    chance: &mut Chance,
    tell: &mut dyn FnMut(&str),
) -> AppResult<(usize, i64)> {
    let now = app.clock.now();
    let mut filled = Fillings { unchanged: ContentChanges::default().to_json()?, ..Fillings::default() };
    let (mut made, mut news) = (0, 0);
    for opening in openings_between(app, since, now)? {
        filled.learn(app, &opening.duties, chance)?;
        let events = opening.fill(app, staff, &filled, chance, now)?;
        made += opening.reports.len();
        if opening.at > now - NEWS {
            news += events;
        }
        let Opening { period, reports, duties, .. } = &opening;
        tell(&format!("{} {period}: {} reports", duties.regime.code, reports.len()));
    }
    Ok((made, news))
}

/// A period of a regime with the reports that are owed.
struct Opening {
    duties: std::rc::Rc<Duties>,
    period: Period,
    at: NaiveDateTime,
    reports: Vec<NewReport>,
}

/// The openings of that time, in their order.
fn openings_between(app: &App, since: NaiveDateTime, now: NaiveDateTime) -> AppResult<Vec<Opening>> {
    let today = openings::today(app);
    let codes: Vec<String> = app.store.read::<_, AppError>(|conn| {
        let all = store::regimes::list(conn)?;
        Ok(all.into_iter().filter(|row| row.circular == CIRCULAR).map(|row| row.code).collect())
    })?;
    let mut all = Vec::new();
    for code in codes {
        let duties = app.store.read(|conn| {
            let regime = app.forms.regime(conn, CIRCULAR, &code)?;
            Duties::load(conn, regime, today)
        })?;
        let duties = std::rc::Rc::new(duties);
        for frequency in duties.regime.frequencies.clone() {
            for year in since.year() - 1..=today.year() + 1 {
                for period in Period::of_year(frequency, year) {
                    all.extend(Opening::of(&duties, period, since, now)?);
                }
            }
        }
    }
    all.sort_by(|a, b| (a.at, &a.duties.regime.code).cmp(&(b.at, &b.duties.regime.code)));
    Ok(all)
}

impl Opening {
    /// The opening of a period, where it lies in that time: on the first day that somebody may enter it.
    fn of(
        duties: &std::rc::Rc<Duties>,
        period: Period,
        since: NaiveDateTime,
        now: NaiveDateTime,
    ) -> AppResult<Option<Self>> {
        let mut reports = duties.reports(&period, now)?;
        let Some(day) = reports.iter().map(|report| report.opens_on).min() else { return Ok(None) };
        let first = NaiveTime::from_hms_opt(0, 30, 0).unwrap_or(NaiveTime::MIN);
        let Some(at) = utc_of_local(day.and_time(first)) else { return Ok(None) };
        if at > now || at <= since {
            return Ok(None);
        }
        for report in &mut reports {
            report.at = at;
        }
        Ok(Some(Self { duties: std::rc::Rc::clone(duties), period, at, reports }))
    }

    /// Writes the reports; gives how many events there were.
    fn fill(
        &self,
        app: &App,
        staff: &HashMap<i64, Staff>,
        filled: &Fillings,
        chance: &mut Chance,
        now: NaiveDateTime,
    ) -> AppResult<i64> {
        let regime = &self.duties.regime;
        let row = app.store.write::<_, AppError>(|tx| {
            let (code, period) = (regime.code.as_str(), self.period.to_string());
            store::openings::keep_done(tx, CIRCULAR, code, &period, wire::count(self.reports.len()), self.at)?;
            store::openings::find_of(tx, CIRCULAR, code, &period)?.ok_or(AppError::NotFound)
        })?;
        let mut rest = self.reports.as_slice();
        let mut events = 0;
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(whole_units(rest, BATCH));
            rest = after;
            let past: Vec<PastReport<'_>> =
                batch.iter().filter_map(|new| self.past(new, staff, filled, chance, now)).collect();
            events += past.iter().map(|past| wire::count(past.events.len())).sum::<i64>();
            events += app.store.write::<_, AppError>(|tx| {
                let made = insert_past(tx, &past)?;
                let mut told = announcements(&row, regime, &self.period, batch, &made, self.at);
                for event in &mut told {
                    event.id = chance.event_id();
                }
                store::events::append_many(tx, &told)?;
                for made in &made {
                    let form = self.duties.forms.iter().find(|(id, _)| *id == made.form_id);
                    let reason = form.and_then(|(_, form)| self.duties.exemption(made.unit_id, &form.code));
                    if let Some(reason) = reason {
                        reports::exempt_by_system(app, tx, made.id, reason)?;
                    }
                }
                Ok(wire::count(told.len()))
            })?;
        }
        Ok(events)
    }

    fn past<'a>(
        &'a self,
        new: &'a NewReport,
        staff: &'a HashMap<i64, Staff>,
        filled: &'a Fillings,
        chance: &mut Chance,
        now: NaiveDateTime,
    ) -> Option<PastReport<'a>> {
        let (_, template) = self.duties.forms.iter().find(|(id, _)| *id == new.form_id)?;
        let is_exempt = self.duties.exemption(new.unit_id, &template.code).is_some();
        let ground = Ground {
            template,
            policy: &self.duties.regime.policy,
            staff: staff.get(&new.unit_id)?,
            receiver: new.receiver_id.and_then(|unit| staff.get(&unit)),
            specimen: filled.pick(new.form_id, chance),
            unchanged: &filled.unchanged,
            // An exempt unit does nothing from the beginning.
            now: if is_exempt { new.at } else { now },
        };
        Some(live(new, &ground, chance))
    }
}

/// How each form is filled.
#[derive(Default)]
struct Fillings {
    forms: HashMap<i64, Vec<Specimen>>,
    /// The text of a revision that changes no figure.
    unchanged: String,
}

impl Fillings {
    fn learn(&mut self, app: &App, duties: &Duties, chance: &mut Chance) -> AppResult<()> {
        for (id, _) in &duties.forms {
            if self.forms.contains_key(id) {
                continue;
            }
            let (form, catalogues) = app.store.read::<_, AppError>(|conn| {
                let form = app.forms.form(conn, FormId(*id))?;
                let catalogues = reports::catalogues_of_form(conn, form.template())?;
                Ok((form, catalogues))
            })?;
            self.forms.insert(*id, specimens(&form, &catalogues, chance)?);
        }
        Ok(())
    }

    fn pick(&self, form: i64, chance: &mut Chance) -> Option<&Specimen> {
        chance.pick(self.forms.get(&form)?)
    }
}
