//! Calendar files (RFC 5545): one event for each due moment.
//!
//! A deadline at the end of a day is an event of that whole day; one with a time is a moment in UTC. Lines end in
//! CRLF and are folded at 75 octets, never inside a character.

use std::fmt::Write as _;

use chrono::NaiveDateTime;

use super::Entry;
use crate::deadline::due_label;
use crate::language::Language;
use crate::regime::Regime;

/// Octets in a line, without its end.
const LINE: usize = 75;

/// What a calendar file is about.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// The regime.
    pub regime: &'a Regime,
    /// Whose deadlines these are: the code of a level, or of a unit. Part of the events' identity.
    pub whose: &'a str,
    /// The same in words.
    pub whose_name: &'a str,
    /// When the regime's version was made, UTC: a calendar fetched twice is the same twice.
    pub stamp: NaiveDateTime,
    /// The language of the texts.
    pub language: Language,
}

/// The calendar as a file.
#[must_use]
pub fn ics(calendar: &Calendar<'_>, entries: &[Entry]) -> String {
    let mut out = String::new();
    let name = format!("{}. {} – {}", calendar.regime.code, calendar.regime.title, calendar.whose_name);
    for (property, value) in [
        ("BEGIN", "VCALENDAR".to_owned()),
        ("VERSION", "2.0".to_owned()),
        ("PRODID", "-//Baocao//Lich bao cao//VI".to_owned()),
        ("CALSCALE", "GREGORIAN".to_owned()),
        ("METHOD", "PUBLISH".to_owned()),
        ("X-WR-CALNAME", escaped(&name)),
    ] {
        line(&mut out, property, &value);
    }
    for entry in entries {
        event(&mut out, calendar, entry);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn event(out: &mut String, calendar: &Calendar<'_>, entry: &Entry) {
    let Calendar { regime, whose, stamp, language, .. } = calendar;
    let schedule = &entry.schedule;
    line(out, "BEGIN", "VEVENT");
    line(
        out,
        "UID",
        &format!("{}@baocao", identity(&[&regime.circular, &regime.code, whose, &entry.period.to_string()])),
    );
    line(out, "DTSTAMP", &utc(*stamp));
    let end_of_day = schedule
        .due_day()
        .succ_opt()
        .filter(|next| crate::deadline::utc_of_local(next.and_time(chrono::NaiveTime::MIN)) == Some(schedule.due));
    match end_of_day {
        Some(next) => {
            line(out, "DTSTART;VALUE=DATE", &schedule.due_day().format("%Y%m%d").to_string());
            line(out, "DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
            line(out, "TRANSP", "TRANSPARENT");
        }
        None => {
            line(out, "DTSTART", &utc(schedule.due));
            line(out, "DTEND", &utc(schedule.due));
        }
    }
    let summary = match language {
        Language::Vi => format!("Hạn gửi báo cáo {}: {}", regime.code, entry.period.label(*language)),
        Language::En => format!("Report {} due: {}", regime.code, entry.period.label(*language)),
    };
    line(out, "SUMMARY", &escaped(&summary));
    line(out, "DESCRIPTION", &escaped(&description(calendar, entry)));
    line(out, "END", "VEVENT");
}

fn description(calendar: &Calendar<'_>, entry: &Entry) -> String {
    let (schedule, language) = (&entry.schedule, calendar.language);
    let day = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
    let window = schedule.data_window;
    let due = due_label(schedule.due, language);
    match language {
        Language::Vi => format!(
            "{}\n{}\nSố liệu từ {} đến {}\nHạn gửi: {due}\nHạn theo văn bản: {}\n{}",
            calendar.regime.title,
            calendar.whose_name,
            day(window.from),
            day(window.to),
            day(schedule.legal_due),
            calendar.regime.circular,
        ),
        Language::En => format!(
            "{}\n{}\nFigures from {} to {}\nDue: {due}\nLegal day: {}\n{}",
            calendar.regime.title,
            calendar.whose_name,
            day(window.from),
            day(window.to),
            day(schedule.legal_due),
            calendar.regime.circular,
        ),
    }
}

/// Parts that stay apart whatever letters they are written with: other letters are written as their code point.
fn identity(parts: &[&str]) -> String {
    let mut out = String::new();
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            out.push('.');
        }
        for letter in part.chars() {
            match letter {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => out.push(letter),
                other => {
                    let _ = write!(out, "_{:x}_", u32::from(other));
                }
            }
        }
    }
    out
}

fn utc(moment: NaiveDateTime) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: backslash, semicolon, comma and line ends are escaped; other control characters cannot be written.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// One property, folded.
fn line(out: &mut String, property: &str, value: &str) {
    let mut octets = 0;
    for letter in property.chars().chain([':']).chain(value.chars()) {
        if octets + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(letter);
        octets += letter.len_utf8();
    }
    out.push_str("\r\n");
}
