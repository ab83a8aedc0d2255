//! Work lists: what waits for whom.

mod table;

use contract::reports::ReportsPage;
use domain::access::{Permission, UnitScope, scope, scope_of_received};
use domain::ids::UnitId;
use domain::period::Period;
use domain::sheet::FindingCounts;
use domain::workflow::State;
use store::reports::{ReportFilter, ReportSort};

use super::loaded::Loaded;
use super::view;
use crate::{App, AppError, AppResult, Caller, forms};

/// Which reports to list.
#[derive(Debug, Clone, Default)]
pub struct ReportQuery {
    /// `enter`, `consolidate`, `approve`, `send`, `check` or `track`.
    pub task: Option<String>,
    /// Number of the document that the form is prescribed by: regimes of several may have the same code.
    pub circular: Option<String>,
    /// Code of the regime.
    pub regime: Option<String>,
    /// Code of the form.
    pub form: Option<String>,
    /// Kind of form: `data` or `outline`.
    pub kind: Option<String>,
    /// Code of the period.
    pub period: Option<String>,
    /// This unit and those below it.
    pub unit: Option<i64>,
    /// Status.
    pub status: Option<String>,
    /// Words, with or without diacritics.
    pub q: Option<String>,
    /// Order.
    pub sort: Option<String>,
    /// Page, from 1.
    pub page: i64,
    /// Items on a page.
    pub page_size: i64,
}

/// One page of reports that the caller may see and that wait for the task.
///
/// # Errors
/// `Malformed` for an unknown task, status, kind, regime or order, for what is no period, and for too many words.
pub fn list(app: &App, caller: &Caller, query: &ReportQuery) -> AppResult<ReportsPage> {
    let filter = filter(caller, query)?;
    let now = app.clock.now();
    let (reports, total, has_more) = app.store.read(|conn| {
        let page = store::reports::list(conn, &filter)?;
        // Only where nothing was found: a wrong code and an empty list would look the same.
        if let Some(regime) = query.regime.as_deref().filter(|_| page.total == 0) {
            forms::check_regime(conn, regime)?;
        }
        Ok::<_, AppError>((Loaded::of_many(app, conn, caller, page.rows)?, page.total, page.has_more))
    })?;
    let items = reports.iter().map(|loaded| {
        let facts = loaded.facts(caller, now, FindingCounts::default(), true);
        view::item(loaded, &facts, caller.language, now)
    });
    Ok(ReportsPage { items: items.collect(), total, has_more })
}

fn filter(caller: &Caller, query: &ReportQuery) -> AppResult<ReportFilter> {
    let task = task(caller, query.task.as_deref().unwrap_or("track"))?;
    check_period(query.period.as_deref())?;
    check_kind(query.kind.as_deref())?;
    check_words(query.q.as_deref().unwrap_or_default())?;
    Ok(ReportFilter {
        scope: task.units,
        receivers: task.receivers,
        states: states(&task.states, query.status.as_deref())?,
        consolidates: task.consolidates,
        circular: query.circular.clone(),
        regime: query.regime.clone(),
        form_code: query.form.clone(),
        form_kind: query.kind.clone(),
        period: query.period.clone(),
        unit: query.unit.map(UnitId),
        // What others are named for is not this person's to approve.
        approver: (query.task.as_deref() == Some("approve")).then_some(caller.user),
        q: query.q.clone(),
        sort: sort(query.sort.as_deref())?,
        page: query.page,
        page_size: query.page_size,
    })
}

fn check_period(period: Option<&str>) -> AppResult<()> {
    match period.map(Period::parse) {
        Some(Err(_)) => Err(AppError::malformed(
            "period là mã kỳ: 2026-Q4 (quý), 2026-H1 (nửa năm), 2026-9M (chín tháng), 2026 (năm), 2026-11 (tháng), 2026-11-21 (ngày) hoặc A-ten-dot (đột xuất).",
            "period is the code of a period: 2026-Q4, 2026-H1, 2026-9M, 2026, 2026-11, 2026-11-21 or A-name (ad hoc).",
        )),
        _ => Ok(()),
    }
}

/// Longest words of a search together, in characters.
const LONGEST_WORDS: usize = 500;

fn check_words(q: &str) -> AppResult<()> {
    let most = store::reports::MOST_WORDS;
    if q.split_whitespace().count() > most || q.chars().count() > LONGEST_WORDS {
        return Err(AppError::malformed(
            format!("Từ khóa tối đa {most} từ và {LONGEST_WORDS} ký tự."),
            format!("At most {most} words and {LONGEST_WORDS} characters are searched for."),
        ));
    }
    Ok(())
}

fn check_kind(kind: Option<&str>) -> AppResult<()> {
    match kind {
        None | Some("data" | "outline") => Ok(()),
        Some(_) => Err(AppError::malformed(
            "kind là data (báo cáo số liệu) hoặc outline (báo cáo thuyết minh).",
            "kind is data or outline (narrative reports).",
        )),
    }
}

/// Whether a list can be asked like this.
///
/// # Errors
/// As [`list`].
pub fn check_query(caller: &Caller, query: &ReportQuery) -> AppResult<()> {
    filter(caller, query).map(drop)
}

/// The whole list as a workbook, up to as many reports as are counted.
///
/// # Errors
/// As [`list`]; `Invalid` when there are more.
pub fn export(app: &App, caller: &Caller, query: &ReportQuery) -> AppResult<Vec<u8>> {
    let most = store::reports::COUNTED;
    let page = list(app, caller, &ReportQuery { page: 1, page_size: most, ..query.clone() })?;
    if page.has_more {
        return Err(AppError::invalid(
            "Danh sách có hơn 10.000 báo cáo. Hãy lọc theo chế độ, kỳ hoặc đơn vị rồi tải lại.",
            "The list has more than 10,000 reports. Narrow it by regime, period or unit and download it again.",
        ));
    }
    let table = table::of_reports(&page, app.clock.now(), caller.language);
    workbook::write_tables(&[table]).map_err(|error| AppError::Internal(error.to_string()))
}

struct Task {
    units: UnitScope,
    receivers: UnitScope,
    states: Vec<State>,
    consolidates: Option<bool>,
}

fn task(caller: &Caller, name: &str) -> AppResult<Task> {
    const ENTRY: [State; 3] = [State::Assigned, State::InProgress, State::Returned];
    let own = |permission, states: &[State]| Task {
        units: scope(&caller.actor, permission),
        receivers: UnitScope::None,
        states: states.to_vec(),
        consolidates: None,
    };
    Ok(match name {
        "enter" => own(Permission::Enter, &ENTRY),
        "consolidate" => Task { consolidates: Some(true), ..own(Permission::Consolidate, &ENTRY) },
        "approve" => own(Permission::Approve, &[State::Submitted]),
        "send" => own(Permission::Send, &[State::Approved]),
        "check" => Task {
            units: UnitScope::None,
            receivers: scope(&caller.actor, Permission::Check),
            ..own(Permission::Check, &[State::Sent, State::CorrectionRequested])
        },
        "track" => Task { receivers: scope_of_received(&caller.actor), ..own(Permission::Track, &[]) },
        _ => {
            return Err(AppError::malformed(
                "task là một trong: enter, consolidate, approve, send, check, track.",
                "task is one of: enter, consolidate, approve, send, check, track.",
            ));
        }
    })
}

/// The task's states, narrowed to one status. A status that the task never has leaves nothing to be found.
fn states(task: &[State], status: Option<&str>) -> AppResult<Vec<String>> {
    let Some(status) = status else { return Ok(task.iter().map(|state| state.as_str().to_owned()).collect()) };
    let state = State::parse(status).ok_or_else(|| {
        let known = State::ALL.map(State::as_str).join(", ");
        AppError::malformed(format!("status là một trong: {known}."), format!("status is one of: {known}."))
    })?;
    let fits = task.is_empty() || task.contains(&state);
    Ok(vec![if fits { state.as_str().to_owned() } else { "none".to_owned() }])
}

fn sort(name: Option<&str>) -> AppResult<ReportSort> {
    Ok(match name.unwrap_or("due") {
        "due" => ReportSort::Due,
        "-due" => ReportSort::DueDescending,
        "form" => ReportSort::Form,
        "unit" => ReportSort::Unit,
        "-updated" => ReportSort::Updated,
        _ => {
            return Err(AppError::malformed(
                "sort là một trong: due, -due, form, unit, -updated.",
                "sort is one of: due, -due, form, unit, -updated.",
            ));
        }
    })
}
