//! Writing regimes: drafts are made, edited, published or taken away; published versions are only retired.

use contract::regimes::{NewRegime, RegimeVersionView};
use domain::access::Allowed;
use domain::regime::{Regime, RegimeFault, limits};
use domain::template::Severity;
use store::regime_versions::{DRAFT, PUBLISHED, RegimeVersionRow, Wording};
use store::regimes::RegimeRow;
use store::{StoreError, Tx};

use super::view::{actions, view};
use super::{administers, faults_of, read, refuse_errors};
use crate::{App, AppError, AppResult, Caller, Message, events};

/// Makes a draft: a copy of a version, or a regime that may still be incomplete.
///
/// # Errors
/// `Forbidden`, `NotFound` for an unknown version to copy, `Malformed` unless exactly one of the two is given, `Faults`.
pub fn create(app: &App, caller: &Caller, new: NewRegime) -> AppResult<RegimeVersionView> {
    app.store.write(|tx| {
        let allowed = administers(tx, caller)?;
        let regime = match new {
            NewRegime { from: Some(id), regime: None } => copied(tx, id)?,
            NewRegime { from: None, regime: Some(regime) } => regime,
            _ => {
                return Err(AppError::malformed(
                    "Gửi một trong hai: from (phiên bản để sao chép) hoặc regime (chế độ báo cáo).",
                    "Send one of the two: from (the version to copy) or regime.",
                ));
            }
        };
        refuse_errors(&limits(&regime), caller.language)?;
        let newest = store::regime_versions::list_of(tx, &regime.circular, &regime.code)?;
        let version = newest.first().map_or(1, |row| row.version + 1);
        let regime = Regime { version: u32::try_from(version).unwrap_or(1), ..regime };
        let now = app.clock.now();
        let body = json(&regime)?;
        let id = store::regime_versions::create(tx, &wording(&regime, &body), allowed.user().map(|user| user.0), now)
            .map_err(taken)?;
        told(app, tx, caller, "regime.drafted", &regime)?;
        let row = store::regime_versions::find(tx, id)?;
        view(app, tx, caller, row)
    })
}

/// A copy holds from another day on: its validity is to be given anew.
fn copied(tx: &mut Tx<'_>, id: i64) -> AppResult<Regime> {
    let row = store::regime_versions::find(tx, id)?;
    Ok(Regime { valid_from: None, valid_to: None, ..read(&row)? })
}

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Unique(_) => AppError::Unavailable("two drafts of one regime at the same moment".to_owned()),
        other => other.into(),
    }
}

/// Gives a draft another wording. Circular and code stay: they are what it is a version of.
///
/// # Errors
/// `Forbidden`, `NotFound`, `WrongState` for what is no draft, `StaleRecord`, `Faults`.
pub fn update(app: &App, caller: &Caller, id: i64, seen: i64, regime: Regime) -> AppResult<RegimeVersionView> {
    app.store.write(|tx| {
        let (_, row) = writable(tx, caller, id, seen, DRAFT)?;
        let mut faults = limits(&regime);
        faults.extend(other_identity(&row, &regime));
        refuse_errors(&faults, caller.language)?;
        let regime = Regime { version: u32::try_from(row.version).unwrap_or(1), ..regime };
        let body = json(&regime)?;
        store::regime_versions::update(tx, id, seen, &wording(&regime, &body)).map_err(|error| stale(error, seen))?;
        told(app, tx, caller, "regime.edited", &regime)?;
        let row = store::regime_versions::find(tx, id)?;
        view(app, tx, caller, row)
    })
}

fn other_identity(row: &RegimeVersionRow, regime: &Regime) -> Vec<RegimeFault> {
    let same = [("circular", regime.circular == row.circular), ("code", regime.code == row.code)];
    let fault = |place: &str| RegimeFault {
        place: place.to_owned(),
        code: "identity",
        severity: Severity::Error,
        vi: "Không đổi được văn bản và mã của một phiên bản. Hãy tạo chế độ báo cáo mới.".to_owned(),
        en: "Document and code of a version cannot be changed. Make a new regime.".to_owned(),
    };
    same.iter().filter(|(_, is_same)| !is_same).map(|(place, _)| fault(place)).collect()
}

/// Publishes a draft: it never changes again, and periods that end while it holds go by it (decision 0060).
///
/// # Errors
/// `Forbidden`, `NotFound`, `WrongState`, `StaleRecord`; `Faults` with everything that stands in the way.
pub fn publish(app: &App, caller: &Caller, id: i64, seen: i64) -> AppResult<RegimeVersionView> {
    let published = app.store.write(|tx| {
        let (allowed, row) = writable(tx, caller, id, seen, DRAFT)?;
        let regime = read(&row)?;
        refuse_errors(&faults_of(app, tx, &regime)?, caller.language)?;
        let by = allowed.user().map(|user| user.0);
        store::regime_versions::publish(tx, id, seen, by, app.clock.now()).map_err(|error| stale(error, seen))?;
        keep_newest(tx, &row.circular, &row.code)?;
        told(app, tx, caller, "regime.published", &regime)?;
        let row = store::regime_versions::find(tx, id)?;
        view(app, tx, caller, row)
    })?;
    app.forms.forget();
    Ok(published)
}

/// Reports find their regime by circular and code: it is the newest published version. Where none is left, the last one
/// stays, for the reports that are under way.
pub(super) fn keep_newest(tx: &mut Tx<'_>, circular: &str, code: &str) -> AppResult<()> {
    let versions = store::regime_versions::list_of(tx, circular, code)?;
    if let Some(newest) = versions.into_iter().find(|row| row.status == PUBLISHED) {
        let RegimeVersionRow { circular, code, title, body, .. } = newest;
        store::regimes::keep(tx, &RegimeRow { circular, code, title, body })?;
    }
    Ok(())
}

/// Retires a published version: it opens no new periods; reports that were assigned go on, by the version that was
/// published before it if there is one.
///
/// # Errors
/// `Forbidden`, `NotFound`, `WrongState`, `StaleRecord`.
pub fn retire(app: &App, caller: &Caller, id: i64, seen: i64) -> AppResult<RegimeVersionView> {
    let retired = app.store.write(|tx| {
        let (_, row) = writable(tx, caller, id, seen, PUBLISHED)?;
        store::regime_versions::retire(tx, id, seen, app.clock.now()).map_err(|error| stale(error, seen))?;
        keep_newest(tx, &row.circular, &row.code)?;
        let left = store::regime_versions::list_of(tx, &row.circular, &row.code)?;
        if !left.iter().any(|version| version.status == PUBLISHED) {
            // Nothing is left that could open by itself.
            crate::openings::switch(tx, &row.circular, &row.code, None)?;
        }
        told(app, tx, caller, "regime.retired", &read(&row)?)?;
        let row = store::regime_versions::find(tx, id)?;
        view(app, tx, caller, row)
    })?;
    app.forms.forget();
    Ok(retired)
}

/// Takes a draft away.
///
/// # Errors
/// `Forbidden`, `NotFound`, `WrongState`, `StaleRecord`.
pub fn remove(app: &App, caller: &Caller, id: i64, seen: i64) -> AppResult<()> {
    app.store.write(|tx| {
        let (_, row) = writable(tx, caller, id, seen, DRAFT)?;
        store::regime_versions::remove(tx, id, seen).map_err(|error| stale(error, seen))?;
        told(app, tx, caller, "regime.removed", &read(&row)?)
    })
}

/// The version, when the caller may write it, it is in this state, and it is still what the caller saw.
fn writable(
    tx: &mut Tx<'_>,
    caller: &Caller,
    id: i64,
    seen: i64,
    status: &str,
) -> AppResult<(Allowed, RegimeVersionRow)> {
    let row = store::regime_versions::find(tx, id)?;
    let allowed = administers(tx, caller)?;
    if row.status != status {
        return Err(AppError::WrongState {
            message: Message::new(
                "Phiên bản đã ban hành không thay đổi được. Hãy sao chép thành phiên bản mới; chỉ bản nháp sửa được, \
                 chỉ phiên bản đang ban hành mới ngừng áp dụng được.",
                "A published version never changes. Copy it into a new version; only drafts are edited, only published \
                 versions are retired.",
            ),
            allowed_actions: actions(&row.status).iter().map(|action| (*action).to_owned()).collect(),
        });
    }
    if row.revision != seen {
        return Err(AppError::StaleRecord { current: row.revision });
    }
    Ok((allowed, row))
}

fn stale(error: StoreError, seen: i64) -> AppError {
    match error {
        StoreError::Stale => AppError::StaleRecord { current: seen + 1 },
        other => other.into(),
    }
}

pub(super) fn wording<'a>(regime: &'a Regime, body: &'a str) -> Wording<'a> {
    Wording {
        circular: &regime.circular,
        code: &regime.code,
        valid_from: regime.valid_from,
        valid_to: regime.valid_to,
        title: &regime.title,
        body,
    }
}

pub(super) fn json(regime: &Regime) -> AppResult<String> {
    serde_json::to_string(regime).map_err(|error| AppError::Internal(error.to_string()))
}

fn told(app: &App, tx: &mut Tx<'_>, caller: &Caller, kind: &str, regime: &Regime) -> AppResult<()> {
    let mut event = events::of_caller(kind, caller, app.clock.now());
    event.body =
        serde_json::json!({ "circular": regime.circular, "code": regime.code, "version": regime.version }).to_string();
    store::events::append(tx, &event)?;
    Ok(())
}
