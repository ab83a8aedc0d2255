//! A person's own address: given, proved by a code that is mailed there, used, and forgotten.

use chrono::{NaiveDateTime, TimeDelta};
use contract::email::{EmailView, UnprovedEmail};
use domain::ids::UserId;
use domain::language::Language;
use store::Conn;
use store::email::ProofRow;
use uuid::Uuid;

use super::address::is_address;
use super::seal::Seal;
use super::words;
use super::{Fault, Letter};
use crate::clock::utc;
use crate::{App, AppError, AppResult, Caller, events, secrets};

/// A code is good for this long.
const VALIDITY: TimeDelta = TimeDelta::minutes(30);

/// So many codes are compared before a new one has to be asked for.
const TRIES: i32 = 5;

/// So many codes one person can have mailed, and one address is mailed, within an hour: nobody's letter box is filled by it.
const MOST_CODES: i32 = 5;
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// The caller's address, proved or not.
///
/// # Errors
/// `NotFound` where this server mails nothing.
pub fn find(app: &App, caller: &Caller) -> AppResult<EmailView> {
    let office = app.office()?;
    let now = app.clock.now();
    app.store.read(|conn| view(conn, &office.seal, caller.user, now))
}

fn view(conn: &mut Conn, seal: &Seal, user: UserId, now: NaiveDateTime) -> AppResult<EmailView> {
    let proof = store::email::find_proof(conn, user)?.filter(|proof| now < proof.expires_at);
    let unproved = proof.and_then(|proof| {
        Some(UnprovedEmail {
            address: seal.open(user, &proof.sealed)?,
            expires_at: utc(proof.expires_at),
            tries_left: proof.tries_left,
        })
    });
    let own = store::email::find(conn, user)?;
    Ok(EmailView {
        address: own.as_ref().and_then(|own| seal.open(user, &own.sealed)),
        notices: own.as_ref().is_some_and(|own| own.wanted && own.problem.is_none()),
        problem: own.and_then(|own| own.problem),
        unproved,
    })
}

/// Has a code mailed to an address, which is used once the code has come back. Until then an address that was proved
/// before goes on; the same address once more needs no proof.
///
/// # Errors
/// `NotFound` where this server mails nothing, `Invalid` for what is no address and for one that the mail server refuses,
/// `TooManyAttempts`, `MailAway`.
pub fn give(app: &App, caller: &Caller, address: &str) -> AppResult<EmailView> {
    let office = app.office()?;
    let address = address.trim();
    if !is_address(address) {
        return Err(AppError::invalid(
            "Địa chỉ thư điện tử chưa đúng. Hãy nhập dạng ten@coquan.gov.vn, không dấu.",
            "This is no e-mail address. Enter one such as name@office.gov.vn.",
        ));
    }
    let known = find(app, caller)?;
    if known.address.as_deref() == Some(address) && known.problem.is_none() {
        app.store.write(|tx| store::email::forget_proof(tx, caller.user))?;
        return find(app, caller);
    }
    let (now, code) = (app.clock.now(), code());
    let proof = ProofRow {
        user_id: caller.user.0,
        sealed: office.seal.seal(caller.user, address)?,
        language: language_code(caller.language).to_owned(),
        code_hash: digest(caller.user, &code),
        tries_left: TRIES,
        expires_at: now + VALIDITY,
    };
    // By who asks and by who is asked: many accounts together fill no stranger's letter box either.
    let counted = [format!("mail:{}", caller.user.0), format!("mail-to:{}", secrets::digest(&address.to_lowercase()))];
    // What is counted stays counted when it is refused.
    let excess = app.store.write(|tx| {
        for key in &counted {
            let row = store::throttle::record_failure(tx, key, now - WINDOW, now)?;
            if row.failures > MOST_CODES {
                return Ok(Some(row));
            }
        }
        store::email::ask_proof(tx, &proof)?;
        Ok::<_, AppError>(None)
    })?;
    if let Some(row) = excess {
        return Err(AppError::TooManyAttempts { retry_after: (row.window_start + WINDOW - now).num_seconds() + 1 });
    }
    let shown = format!("{} {}", code.get(..4).unwrap_or(&code), code.get(4..).unwrap_or_default());
    let minutes = VALIDITY.num_minutes();
    let (subject, text) = words::proof(caller.language, &caller.full_name, &office.public_url, &shown, minutes);
    let letter = Letter { id: format!("code-{}", Uuid::new_v4().simple()), to: address.to_owned(), subject, text };
    let Err(fault) = office.mailer.open().and_then(|mut conversation| conversation.send(&letter)) else {
        return find(app, caller);
    };
    // Nothing waits for a code that did not leave. It stays counted where an address was tried out by it, and where the
    // server fell silent and may have delivered it all the same.
    app.store.write(|tx| {
        if matches!(fault, Fault::Unreachable(_) | Fault::Letter(_)) {
            counted.iter().try_for_each(|key| store::throttle::take_back(tx, key))?;
        }
        store::email::forget_proof(tx, caller.user)
    })?;
    match fault {
        Fault::Unreachable(reason) | Fault::Later(reason) | Fault::Letter(reason) => Err(AppError::MailAway(reason)),
        Fault::Address(reason) => Err(AppError::invalid(
            format!("Máy chủ thư từ chối địa chỉ này ({reason}). Hãy kiểm tra lại địa chỉ."),
            format!("The mail server refuses this address ({reason}). Check the address."),
        )),
    }
}

/// Proves the address that was given by the code that was mailed there; from then on notices are mailed.
///
/// # Errors
/// `NotFound` where this server mails nothing, `Invalid` for a wrong code and where no code is waited for.
pub fn prove(app: &App, caller: &Caller, code: &str) -> AppResult<EmailView> {
    let office = app.office()?;
    let now = app.clock.now();
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    // A wrong try stays taken.
    let outcome = app.store.write(|tx| {
        let waiting = store::email::find_proof(tx, caller.user)?.filter(|proof| now < proof.expires_at);
        let Some(proof) = waiting else { return Ok(None) };
        if !store::email::take_try(tx, caller.user)? {
            return Ok(None);
        }
        if digest(caller.user, &code) != proof.code_hash {
            return Ok(Some(Err(proof.tries_left - 1)));
        }
        store::email::prove(tx, &proof, now)?;
        store::events::append(tx, &events::of_caller("email.proved", caller, now))?;
        Ok::<_, AppError>(Some(Ok(view(tx, &office.seal, caller.user, now)?)))
    })?;
    match outcome {
        Some(Ok(view)) => Ok(view),
        Some(Err(left)) if left > 0 => Err(AppError::invalid(
            format!("Mã chưa đúng; còn {left} lần thử. Hãy xem lại thư mới nhất."),
            format!("The code is wrong; {left} tries are left. Look at the newest letter."),
        )),
        _ => Err(AppError::invalid(
            "Mã đã hết hiệu lực hoặc đã thử quá nhiều lần. Hãy nhập lại địa chỉ để nhận mã mới.",
            "The code counts no more. Give the address again to get a new one.",
        )),
    }
}

/// Has notices mailed from now on, or not any more.
///
/// # Errors
/// `NotFound` where this server mails nothing, or the caller has no proved address.
pub fn set_notices(app: &App, caller: &Caller, wanted: bool) -> AppResult<EmailView> {
    let office = app.office()?;
    let now = app.clock.now();
    app.store.write(|tx| {
        store::email::set_wanted(tx, caller.user, wanted, language_code(caller.language))?;
        view(tx, &office.seal, caller.user, now)
    })
}

/// Forgets the caller's address; nothing is mailed any more.
///
/// # Errors
/// `NotFound` where this server mails nothing.
pub fn forget(app: &App, caller: &Caller) -> AppResult<()> {
    app.office()?;
    let now = app.clock.now();
    app.store.write(|tx| {
        store::email::forget(tx, caller.user)?;
        store::events::append(tx, &events::of_caller("email.forgotten", caller, now))?;
        Ok(())
    })
}

/// Eight random digits.
fn code() -> String {
    // The low 62 bits of a random identifier are all random.
    let random = Uuid::new_v4().as_u128() & ((1 << 62) - 1);
    format!("{:08}", random % 100_000_000)
}

fn digest(user: UserId, code: &str) -> String {
    secrets::digest(&format!("{} {code}", user.0))
}

/// The language as it is kept.
fn language_code(language: Language) -> &'static str {
    match language {
        Language::Vi => "vi",
        Language::En => "en",
    }
}

/// The language that was kept.
pub(super) fn language_of(code: &str) -> Language {
    if code == "en" { Language::En } else { Language::Vi }
}
