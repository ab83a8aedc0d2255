//! Looking at regimes.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use contract::Page;
use contract::regimes::{RegimeItem, RegimeVersionView};
use domain::ids::UserId;
use domain::regime::Standing;
use domain::text::fold;
use store::Conn;
use store::regime_versions::{DRAFT, PUBLISHED, RETIRED, RegimeVersionRow};

use super::{administers, fault_views, faults_of, read};
use crate::clock::{local_day, utc};
use crate::forms::name;
use crate::{App, AppError, AppResult, Caller};

/// Which regimes to list.
#[derive(Debug, Clone, Default)]
pub struct RegimeFilter {
    /// `draft`, `published`, `retired` or `all`; without it the newest published version of each regime.
    pub status: Option<String>,
    /// Only this legal document.
    pub circular: Option<String>,
    /// Words of code or title.
    pub q: Option<String>,
}

/// Regimes by circular and code, the newest version first.
///
/// # Errors
/// `Malformed` for a status that there is not.
pub fn list(app: &App, caller: &Caller, filter: &RegimeFilter) -> AppResult<Page<RegimeItem>> {
    check_status(filter.status.as_deref())?;
    let words: Vec<String> = filter.q.iter().flat_map(|q| q.split_whitespace()).map(fold).collect();
    app.store.read(|conn| {
        let forms: BTreeSet<(String, String)> =
            store::forms::list_all(conn)?.into_iter().map(|form| (form.circular, form.regime)).collect();
        let own: BTreeSet<(String, String)> =
            store::reports::list_regimes_of_unit(conn, caller.unit)?.into_iter().collect();
        let today = local_day(app.clock.now());
        let mut seen = BTreeSet::new();
        let mut in_force = BTreeSet::new();
        let mut items = Vec::new();
        // The newest version of each regime comes first.
        for row in store::regime_versions::list(conn)? {
            let standing = standing(&row, !in_force.contains(&(row.circular.clone(), row.code.clone())), today);
            if standing == IN_FORCE || standing == ENDED {
                in_force.insert((row.circular.clone(), row.code.clone()));
            }
            let is_wanted = match filter.status.as_deref() {
                None => row.status == PUBLISHED && seen.insert((row.circular.clone(), row.code.clone())),
                Some("all") => true,
                Some(status) => row.status == status,
            };
            let text = fold(&format!("{} {} {}", row.circular, row.code, row.title));
            let is_found = words.iter().all(|word| text.contains(word.as_str()));
            if is_wanted && is_found && filter.circular.as_ref().is_none_or(|circular| *circular == row.circular) {
                let name = (row.circular.clone(), row.code.clone());
                items.push(item(row, standing, forms.contains(&name), own.contains(&name))?);
            }
        }
        let total = crate::wire::count(items.len());
        Ok(Page { items, total })
    })
}

fn check_status(status: Option<&str>) -> AppResult<()> {
    match status {
        None | Some("all" | DRAFT | PUBLISHED | RETIRED) => Ok(()),
        Some(_) => Err(AppError::malformed(
            "status là một trong: draft, published, retired, all.",
            "status is one of: draft, published, retired, all.",
        )),
    }
}

const IN_FORCE: &str = "in_force";
const ENDED: &str = "ended";

/// How a version stands on a day; `is_newest` where no newer version has begun by then.
fn standing(row: &RegimeVersionRow, is_newest: bool, day: NaiveDate) -> &'static str {
    match row.status.as_str() {
        PUBLISHED => match Standing::of(row.valid_from, row.valid_to, day) {
            Standing::Coming => "coming",
            Standing::Ended => ENDED,
            Standing::InForce if is_newest => IN_FORCE,
            Standing::InForce => "replaced",
        },
        RETIRED => RETIRED,
        _ => DRAFT,
    }
}

fn item(row: RegimeVersionRow, standing: &str, has_forms: bool, is_own: bool) -> AppResult<RegimeItem> {
    let regime = read(&row)?;
    Ok(RegimeItem {
        id: row.id,
        frequencies: regime.frequencies.iter().filter_map(name).collect(),
        provenance: name(&regime.provenance).unwrap_or_default(),
        circular: row.circular,
        code: row.code,
        version: row.version,
        status: row.status,
        standing: standing.to_owned(),
        title: row.title,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        has_forms,
        is_own,
    })
}

/// One version with everything it says.
///
/// # Errors
/// `NotFound`.
pub fn find(app: &App, caller: &Caller, id: i64) -> AppResult<RegimeVersionView> {
    app.store.read(|conn| {
        let row = store::regime_versions::find(conn, id)?;
        view(app, conn, caller, row)
    })
}

/// A version as the caller sees it.
pub(super) fn view(app: &App, conn: &mut Conn, caller: &Caller, row: RegimeVersionRow) -> AppResult<RegimeVersionView> {
    let regime = read(&row)?;
    let faults = if row.status == DRAFT { faults_of(app, conn, &regime)? } else { Vec::new() };
    let names = names(conn, &row)?;
    let name_of = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned());
    let at = |moment: Option<NaiveDateTime>| moment.map(utc);
    let today = local_day(app.clock.now());
    let newer = store::regime_versions::list_of(conn, &row.circular, &row.code)?.into_iter();
    let mut newer = newer.filter(|other| other.version > row.version);
    let standing =
        standing(&row, !newer.any(|other| [IN_FORCE, ENDED].contains(&standing(&other, true, today))), today);
    let allowed = if administers(conn, caller).is_ok() { actions(&row.status) } else { &[] };
    Ok(RegimeVersionView {
        id: row.id,
        revision: row.revision,
        created_by: name_of(row.created_by),
        created_at: utc(row.created_at),
        published_by: name_of(row.published_by),
        published_at: at(row.published_at),
        retired_at: at(row.retired_at),
        status: row.status,
        standing: standing.to_owned(),
        allowed_actions: allowed.iter().map(|action| (*action).to_owned()).collect(),
        faults: fault_views(&faults, caller.language),
        regime,
    })
}

/// What an administrator may do with a version.
pub(super) fn actions(status: &str) -> &'static [&'static str] {
    match status {
        DRAFT => &["edit", "publish", "remove", "copy"],
        PUBLISHED => &["retire", "copy"],
        _ => &["copy"],
    }
}

fn names(conn: &mut Conn, row: &RegimeVersionRow) -> AppResult<HashMap<i64, String>> {
    let ids: Vec<UserId> = [row.created_by, row.published_by].into_iter().flatten().map(UserId).collect();
    let users = store::users::list_by_ids(conn, &ids)?;
    Ok(users.into_iter().map(|user| (user.id, user.full_name)).collect())
}
