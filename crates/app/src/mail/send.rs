//! The job that mails notices. A letter is claimed, sent and settled: what ends the process in between has it sent once
//! more, under the same identifier (at least once, `docs/decisions/0057`).

use chrono::TimeDelta;
use domain::ids::UserId;
use store::StoreError;
use store::email::AddressRow;
use store::letters::{LetterRow, Settled};

use super::own::language_of;
use super::words::{self, Notice};
use super::{Conversation, Fault, Letter, Office};
use crate::jobs::{Counts, Job};
use crate::{App, AppError, AppResult, Caller, notifications, sessions};

/// Letters that are looked up at once.
const BATCH: i64 = 50;

/// A letter tells of so many notices at most, and how many more there are.
const MOST_NOTICES: i64 = 30;

/// After this time a run ends and the next begins, so that other jobs get their turn.
const LONGEST_RUN: TimeDelta = TimeDelta::seconds(20);

/// Letters are made for so long before the first is handed over.
const LONGEST_GATHERING: TimeDelta = TimeDelta::seconds(5);

/// Minutes between the tries of a letter that the server does not take now; together somewhat less than a day.
const PAUSES: [i64; 7] = [1, 5, 15, 60, 180, 360, 720];

/// Letters that could not be handed over for this long are given up: the bell has the same.
const PATIENCE: TimeDelta = TimeDelta::days(1);

/// Makes letters of what people were told, and hands over those that are due.
///
/// # Errors
/// Those of the database; `MailAway` when the mail server takes nothing, and for letters that were given up.
pub(crate) fn run(app: &App, alive: &dyn Fn() -> AppResult<bool>) -> AppResult<Counts> {
    let Some(office) = &app.mail else { return Ok(Counts::new()) };
    let now = app.clock.now();
    // What is not gathered now is gathered by the next run.
    while app.clock.now() - now < LONGEST_GATHERING
        && alive()?
        && app.store.write(|tx| Ok::<_, AppError>(store::letters::gather(tx, now)?))? > 0
    {}
    let began = app.clock.now();
    let mut round = Round { app, office, conversation: None, counts: Counts::new(), lost: Vec::new() };
    loop {
        let due = app.store.read(|conn| store::letters::list_due(conn, app.clock.now(), BATCH))?;
        if due.is_empty() {
            return round.end();
        }
        for letter in &due {
            if !alive()? {
                return round.end();
            }
            let now = app.clock.now();
            if now - began > LONGEST_RUN {
                let next = Job::MailNotices.as_str();
                app.store.write(|tx| Ok::<_, AppError>(store::jobs::hasten(tx, next, now)?))?;
                return round.end();
            }
            round.hand_over(letter)?;
        }
    }
}

struct Round<'a> {
    app: &'a App,
    office: &'a Office,
    /// Begun with the first letter; over with the first fault.
    conversation: Option<Box<dyn Conversation>>,
    counts: Counts,
    /// Why letters were given up.
    lost: Vec<String>,
}

impl Round<'_> {
    fn hand_over(&mut self, row: &LetterRow) -> AppResult<()> {
        let now = self.app.clock.now();
        let pause = usize::try_from(row.attempts).ok().and_then(|tried| PAUSES.get(tried));
        let next = now + pause.map_or(PATIENCE, |minutes| TimeDelta::minutes(*minutes));
        if !self.app.store.write(|tx| Ok::<_, AppError>(store::letters::claim(tx, row, next)?))? {
            return Ok(());
        }
        let Some((address, letter)) = compose(self.app, self.office, row)? else {
            return self.settle(row, Settled::Needless, None);
        };
        let sent = letter.and_then(|letter| self.send(&letter));
        if sent.is_err() {
            self.conversation = None;
        }
        match sent {
            Ok(()) => {
                *self.counts.entry("mailed").or_default() += 1;
                self.settle(row, Settled::Sent, None)
            }
            Err(Fault::Later(_)) if pause.is_some() => {
                *self.counts.entry("mail_delayed").or_default() += 1;
                Ok(())
            }
            Err(Fault::Later(reason)) => self.lose(row, Settled::GivenUp, reason),
            Err(Fault::Letter(reason)) => self.lose(row, Settled::Refused, reason),
            Err(Fault::Address(reason)) => {
                *self.counts.entry("mail_refused").or_default() += 1;
                self.app.store.write(|tx| Ok::<_, AppError>(store::email::refuse(tx, &address, &reason)?))?;
                self.settle(row, Settled::Refused, Some(&reason))
            }
            Err(Fault::Unreachable(reason)) => {
                self.app.store.write(|tx| {
                    store::letters::release(tx, row)?;
                    store::letters::give_up_before(tx, now - PATIENCE, &reason, now)?;
                    Ok::<_, AppError>(())
                })?;
                Err(AppError::MailAway(reason))
            }
        }
    }

    /// Servers end a conversation that has carried enough letters: then the next one begins another.
    fn send(&mut self, letter: &Letter) -> Result<(), Fault> {
        let has_carried = self.conversation.is_some();
        match self.say(letter) {
            Err(Fault::Unreachable(_)) if has_carried => {
                self.conversation = None;
                self.say(letter)
            }
            outcome => outcome,
        }
    }

    fn say(&mut self, letter: &Letter) -> Result<(), Fault> {
        let conversation = match &mut self.conversation {
            Some(open) => open,
            none => none.insert(self.office.mailer.open()?),
        };
        conversation.send(letter)
    }

    fn lose(&mut self, row: &LetterRow, how: Settled, reason: String) -> AppResult<()> {
        self.settle(row, how, Some(&reason))?;
        self.lost.push(reason);
        Ok(())
    }

    fn settle(&self, row: &LetterRow, how: Settled, problem: Option<&str>) -> AppResult<()> {
        let now = self.app.clock.now();
        self.app.store.write(|tx| Ok::<_, AppError>(store::letters::settle(tx, row.id, how, problem, now)?))
    }

    /// What the run did; letters that were lost are an administrator's matter.
    fn end(self) -> AppResult<Counts> {
        match self.lost.last() {
            None => Ok(self.counts),
            Some(last) => {
                let count = self.lost.len();
                Err(AppError::MailAway(format!("{count} letter(s) were given up, the last one because: {last}")))
            }
        }
    }
}

/// The letter as its person's notices stand now; none where all were read, or letters are not wanted any more. An address
/// that cannot be opened is not to blame: the administrators learn of it.
fn compose(app: &App, office: &Office, row: &LetterRow) -> AppResult<Option<(AddressRow, Result<Letter, Fault>)>> {
    let user = UserId(row.user_id);
    app.store.read(|conn| {
        let wanted = store::email::find(conn, user)?.filter(|own| own.wanted && own.problem.is_none());
        let Some(own) = wanted else { return Ok(None) };
        let account = match store::users::find(conn, user) {
            Ok(account) if account.active => account,
            Ok(_) | Err(StoreError::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let caller = Caller { language: language_of(&own.language), ..sessions::load_caller(conn, &account)? };
        let between = (row.after_id, row.until_id);
        let (views, total) = notifications::unread_between(app, conn, &caller, between, MOST_NOTICES)?;
        if views.is_empty() {
            return Ok(None);
        }
        let notices: Vec<Notice> = views
            .into_iter()
            .map(|view| {
                let of_report = view.report_id.map(|id| format!("/bao-cao/{id}"));
                let (task, link) = view.task.map(|task| (task.text, task.link)).unzip();
                Notice {
                    text: view.text,
                    subject: view
                        .report
                        .map(|report| format!("{} – {} – {}", report.form, report.period, report.unit.name)),
                    task,
                    link: link.or(of_report).unwrap_or_else(|| "/thong-bao".to_owned()),
                }
            })
            .collect();
        let more = usize::try_from(total).unwrap_or_default().saturating_sub(notices.len());
        let (subject, text) = words::digest(caller.language, &caller.full_name, &office.public_url, &notices, more);
        let letter = match office.seal.open(user, &own.sealed) {
            Some(to) => Ok(Letter {
                id: format!("notices-{}-{}", row.id, row.made_at.and_utc().timestamp()),
                to,
                subject,
                text,
            }),
            None => Err(Fault::Letter("the server's key is another one than when the address was given".to_owned())),
        };
        Ok(Some((own, letter)))
    })
}
