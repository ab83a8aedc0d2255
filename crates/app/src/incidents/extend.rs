//! Moving deadlines: a few reports at a time, each once for each day of the outage. What was granted is not taken back.

use chrono::{NaiveDate, NaiveDateTime};
use domain::access::{Permission, for_system};
use domain::deadline::HolidayCalendar;
use domain::ids::{ReportId, UnitId};
use domain::incident::Outage;
use store::events::NewEvent;
use store::incidents::{Concerned, ExtensionRow, IncidentRow};
use store::reports::ReportRow;
use store::{StoreError, Tx};

use super::extension;
use crate::clock::local_day;
use crate::wire::count;
use crate::{App, AppError, AppResult, events};

/// Reports in one transaction.
const BATCH: i64 = 200;

/// Moves what the incidents concern that last or ended lately; gives how many reports were moved.
///
/// # Errors
/// Those of the database.
pub(crate) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<i64> {
    let (incidents, calendar) = app
        .store
        .read(|conn| Ok::<_, AppError>((store::incidents::list_unsettled(conn)?, crate::calendar::holidays(conn)?)))?;
    let mut moved = 0;
    for row in &incidents {
        let moving = Moving::new(row, &calendar, app.clock.now())?;
        let mut skipped = 0;
        for stage in [Stage::Unmoved, Stage::MovedBefore] {
            let mut behind = ReportId(0);
            loop {
                if !alive()? {
                    return Ok(moved);
                }
                let batch = app.store.write(|tx| moving.batch(tx, stage, behind))?;
                moved += batch.moved;
                skipped += batch.skipped;
                behind = batch.last;
                if batch.seen < BATCH {
                    break;
                }
            }
        }
        // What somebody changed at the same moment is looked at by the next run.
        if row.ended_at.is_some() && skipped == 0 {
            app.store.write(|tx| Ok::<_, AppError>(store::incidents::settle(tx, row.id, app.clock.now())?))?;
        }
    }
    Ok(moved)
}

/// Which reports are looked at.
#[derive(Clone, Copy)]
enum Stage {
    /// Those that the incident did not move.
    Unmoved,
    /// Those that it moved on a former day of it.
    MovedBefore,
}

/// A few reports that were looked at.
struct Batch {
    seen: i64,
    moved: i64,
    /// Could not be moved this time.
    skipped: usize,
    /// The last of them.
    last: ReportId,
}

/// An incident while its deadlines are moved.
struct Moving<'a> {
    row: &'a IncidentRow,
    outage: Outage<'a>,
    reached: NaiveDate,
    last_due: NaiveDateTime,
    now: NaiveDateTime,
}

/// A report, and what the incident did to it before.
type Found = (ReportRow, Option<ExtensionRow>);

impl<'a> Moving<'a> {
    fn new(row: &'a IncidentRow, calendar: &'a HolidayCalendar, now: NaiveDateTime) -> AppResult<Self> {
        let outage = Outage {
            started: row.started_at,
            until: row.ended_at.unwrap_or(now),
            extension: extension(row)?,
            reach: u16::try_from(row.reach).unwrap_or_default(),
            calendar,
        };
        let last_due = outage.last_due().ok_or_else(|| beyond(row))?;
        Ok(Self { row, outage, reached: local_day(outage.until), last_due, now })
    }

    fn batch(&self, tx: &mut Tx<'_>, stage: Stage, behind: ReportId) -> AppResult<Batch> {
        let found = self.find(tx, stage, behind)?;
        let last = found.last().map_or(behind, |(report, _)| ReportId(report.id));
        let (mut told, mut skipped) = (Vec::new(), 0);
        for (report, before) in &found {
            let Some(new) = self.extension(report, before.as_ref())? else { continue };
            let allowed = for_system(Permission::Assign, UnitId(report.unit_id));
            match store::incidents::extend(tx, &allowed, (report.due_at, report.closes_on), &new) {
                // Somebody changed its dates a moment ago.
                Err(StoreError::Stale) => {
                    skipped += 1;
                    continue;
                }
                outcome => outcome?,
            }
            if new.due_after > report.due_at || new.closes_after > report.closes_on {
                store::reminders::forget_all(tx, ReportId(report.id))?;
                told.push(self.event(report, &new));
            }
        }
        store::events::append_many(tx, &told)?;
        Ok(Batch { seen: count(found.len()), moved: count(told.len()), skipped, last })
    }

    fn find(&self, tx: &mut Tx<'_>, stage: Stage, behind: ReportId) -> AppResult<Vec<Found>> {
        let of = Concerned {
            id: self.row.id,
            regime: self.row.circular.as_deref().zip(self.row.regime.as_deref()),
            from: self.row.started_at,
            until: self.last_due,
            reached: self.reached,
        };
        Ok(match stage {
            Stage::Unmoved => {
                let rows = store::incidents::list_unmoved(tx, of, behind, BATCH)?;
                rows.into_iter().map(|report| (report, None)).collect()
            }
            Stage::MovedBefore => {
                let rows = store::incidents::list_moved_before(tx, of, behind, BATCH)?;
                rows.into_iter().map(|(report, before)| (report, Some(before))).collect()
            }
        })
    }

    /// The dates of a report by what the outage has come to: always reckoned from those before it.
    fn extension(&self, report: &ReportRow, before: Option<&ExtensionRow>) -> AppResult<Option<ExtensionRow>> {
        let due_before = before.map_or(report.due_at, |before| before.due_before);
        let closes_before = before.map_or(report.closes_on, |before| before.closes_before);
        if !self.outage.concerns(due_before) {
            return Ok(None);
        }
        let due_after = self.outage.moved(due_before).ok_or_else(|| beyond(self.row))?;
        let closes_after = self.outage.moved_close(closes_before).unwrap_or(closes_before);
        Ok(Some(ExtensionRow {
            incident_id: self.row.id,
            report_id: report.id,
            reached: self.reached,
            due_before,
            due_after: before.map_or(due_after, |before| before.due_after.max(due_after)),
            closes_before,
            closes_after: before.map_or(closes_after, |before| before.closes_after.max(closes_after)),
            at: self.now,
        }))
    }

    fn event(&self, report: &ReportRow, new: &ExtensionRow) -> NewEvent {
        let body = serde_json::json!({
            "incident": self.row.id,
            "reason": self.row.reason,
            "due_before": report.due_at,
            "due_after": new.due_after,
            "closed_on": report.closes_on,
            "closes_on": new.closes_after,
        });
        let event = events::of_system("report.extended", self.now);
        NewEvent { report_id: Some(report.id), body: body.to_string(), ..event }
    }
}

fn beyond(row: &IncidentRow) -> AppError {
    AppError::Internal(format!("incident {} reaches beyond the calendar", row.id))
}
