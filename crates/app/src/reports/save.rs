//! Saving changed cells: merged with what others saved meanwhile, never silently over it (B9).

use contract::data::{SaveReceipt, SaveRequest};
use domain::access::{Allowed, Permission};
use domain::catalogue::Catalogue;
use domain::content::Content;
use domain::sheet::FindingCounts;
use domain::template::RowKind;
use domain::workflow::{self, Action, Transition};
use store::changes::ContentChanges;
use store::contents::{RevisionRow, StoredContent};
use store::reports::{ContentWrite, NewRevision, NewTransition, ReportChange};
use store::{Conn, StoreError};
use uuid::Uuid;

use super::apply::{Edit, Wanted};
use super::catalogues;
use super::figures::{Figures, Unopened};
use super::ground::Ground;
use super::limit::Limit;
use super::loaded::Loaded;
use super::merge::Others;
use super::transition::refused;
use crate::clock::utc;
use crate::idempotency::{IdempotencyKey, Request};
use crate::{App, AppError, AppResult, Caller, events, wire};

/// Saves changed cells. `seen` is the revision in `If-Match`, which must be the request's base.
///
/// # Errors
/// `Clash` when others changed the same cells, `Malformed` when base and `If-Match` differ, `UnknownRevision` when they name
/// one that does not exist, `Invalid` for what does not fit the form, `WrongState` or `Forbidden` when the report cannot be edited.
pub fn save(
    app: &App,
    caller: &Caller,
    id: i64,
    seen: i64,
    request: &SaveRequest,
    key: Option<&IdempotencyKey>,
) -> AppResult<SaveReceipt> {
    let retry = Request::on(caller, key, seen, request);
    again_when_stale(|| {
        let read = app.store.read(|conn| match retry.answered(conn)? {
            Some(receipt) => Ok(Read::Answered(receipt)),
            None => load(app, conn, caller, id, seen, request).map(|loading| Read::Loading(Box::new(loading))),
        })?;
        let loading = match read {
            Read::Answered(receipt) => return Ok(receipt),
            Read::Loading(loading) => *loading,
        };
        match prepare(caller, loading, request)? {
            Prepared::Unchanged(receipt) => Ok(receipt),
            Prepared::Change(change) => write(app, caller, *change, &retry, "entered"),
        }
    })
}

/// Each try that loses means that somebody else's save was stored: with this many people at one report at the same
/// instant, the last of them is answered "try again".
const TRIES: usize = 64;

/// Somebody else may save between reading and writing: then everything is looked at anew.
pub(super) fn again_when_stale<T>(mut attempt: impl FnMut() -> AppResult<T>) -> AppResult<T> {
    for _ in 0..TRIES {
        match attempt() {
            Err(AppError::Stale { current: MOVED }) => {}
            outcome => return outcome,
        }
    }
    Err(AppError::Unavailable("many people save this report at once".to_owned()))
}

/// The source of revisions that consolidation makes.
pub(super) const CONSOLIDATED: &str = "consolidated";

/// Marks a compare-and-set that lost, as opposed to a stale revision of the caller.
pub(crate) const MOVED: i64 = -1;

enum Read {
    Answered(SaveReceipt),
    Loading(Box<Loading>),
}

/// Everything that a change is made from, read in one transaction.
pub(super) struct Loading {
    pub loaded: Loaded,
    pub allowed: Allowed,
    pub step: Transition,
    /// What rows are picked from, where some may come.
    pub catalogue: Option<Catalogue>,
    pub figures: Unopened,
    /// What others saved since the base revision.
    since: Vec<RevisionRow>,
    /// The content at the base revision, where others removed rows of it since.
    base: Option<Content>,
    /// The cells that a granted correction allows to change.
    limit: Option<Limit>,
}

enum Prepared {
    Unchanged(SaveReceipt),
    Change(Box<Change>),
}

/// A change of the own content that is ready to be written.
pub(super) struct Change {
    pub loaded: Loaded,
    pub allowed: Allowed,
    pub step: Transition,
    pub changes: ContentChanges,
    pub figures: Figures,
    pub merged: bool,
    pub added_rows: Vec<String>,
}

fn load(app: &App, conn: &mut Conn, caller: &Caller, id: i64, seen: i64, request: &SaveRequest) -> AppResult<Loading> {
    let mut loading = Loading::find(app, conn, caller, id, !request.add_rows.is_empty())?;
    let (base, current) = (request.base_revision, loading.loaded.row.revision);
    if seen != base {
        return Err(AppError::malformed(
            format!("If-Match (\"{seen}\") và base_revision ({base}) phải là cùng một phiên bản."),
            format!("If-Match (\"{seen}\") and base_revision ({base}) must be the same revision."),
        ));
    }
    if base > current || base < 0 {
        return Err(AppError::not_at(base, current));
    }
    if base < current {
        let report = loading.loaded.id();
        loading.since = store::contents::changes_since(conn, report, base)?;
        if loading.since.iter().any(|revision| !revision.changes.removed.is_empty()) {
            loading.base = Some(store::contents::at_revision(conn, report, base)?.own);
        }
    }
    Ok(loading)
}

impl Loading {
    /// A report that the caller may change now. What rows are picked from is only read where the change may add some.
    pub fn find(app: &App, conn: &mut Conn, caller: &Caller, id: i64, adds_rows: bool) -> AppResult<Self> {
        let loaded = Loaded::find(app, conn, caller, id)?;
        let (allowed, step) = editable(app, &loaded, caller)?;
        let catalogue = if adds_rows { row_catalogue(conn, &loaded)? } else { None };
        let figures = Unopened::load(app, conn, &loaded)?;
        let limit = Limit::load(conn, &loaded)?;
        Ok(Self { loaded, allowed, step, catalogue, figures, since: Vec::new(), base: None, limit })
    }

    /// The change from what is stored to this own content, with its figures computed.
    ///
    /// # Errors
    /// `Invalid` for what a limited correction does not cover.
    pub fn change(self, stored: StoredContent, own: Content) -> AppResult<Change> {
        if let Some(limit) = &self.limit {
            limit.check(&self.loaded.form, &stored.own, &own)?;
        }
        let changes = ContentChanges::between(&stored.own, &own);
        let figures = self.figures.open_with(StoredContent { own, ..stored })?;
        let Self { loaded, allowed, step, .. } = self;
        Ok(Change { loaded, allowed, step, changes, figures, merged: false, added_rows: Vec::new() })
    }
}

fn prepare(caller: &Caller, loading: Loading, request: &SaveRequest) -> AppResult<Prepared> {
    let current = loading.loaded.row.revision;
    let stored = loading.figures.stored()?;
    let others = Others::of(&loading.since);
    let template = loading.loaded.form.template();
    let ground = Ground::of(template, loading.catalogue.as_ref(), &stored, others.gone());
    let wanted = Wanted::read(&ground, request)?;
    let edit = Edit::check(&ground, &wanted, || Uuid::new_v4().simple().to_string())?;
    let clashes = others.clashes(&edit, &ground, loading.base.as_ref());
    if !clashes.is_empty() {
        return Err(AppError::Clash { clashes, current });
    }
    let own = edit.apply(&ground);
    let merged = loading.since.iter().any(changes_figures);
    let added_rows = edit.added.iter().map(|(row, _)| row.key.0.clone()).collect();
    let mut change = Change { merged, added_rows, ..loading.change(stored, own)? };
    change.changes.set_origins(wanted.origins);
    if change.changes.is_empty() && !change.step.changes_state() {
        let saved_at = change.loaded.row.updated_at;
        return Ok(Prepared::Unchanged(receipt(&change, caller, current, saved_at)));
    }
    Ok(Prepared::Change(Box::new(change)))
}

/// Whether a revision changed what the report shows: a consolidation does so without touching own figures.
fn changes_figures(revision: &RevisionRow) -> bool {
    !revision.changes.is_empty() || revision.source == CONSOLIDATED
}

/// Whether the caller may change figures now, and the step that saving makes.
pub(super) fn editable(app: &App, loaded: &Loaded, caller: &Caller) -> AppResult<(Allowed, Transition)> {
    let facts = loaded.facts(caller, app.clock.now(), FindingCounts::default(), false);
    let allowed = loaded.allow(caller, Permission::Enter)?;
    let step = workflow::transition(loaded.state, Action::Save, loaded.rights, &loaded.policy, &facts)
        .map_err(|refusal| refused(loaded, &facts, refusal, Vec::new()))?;
    Ok((allowed, step))
}

/// The catalogue that the form's rows are picked from.
fn row_catalogue(conn: &mut Conn, loaded: &Loaded) -> AppResult<Option<Catalogue>> {
    match &loaded.form.template().row_kind {
        RowKind::Catalogue { catalogue } => catalogues::find(conn, catalogue),
        _ => Ok(None),
    }
}

fn write(app: &App, caller: &Caller, change: Change, retry: &Request<'_>, source: &str) -> AppResult<SaveReceipt> {
    app.store.write(|tx| {
        let now = app.clock.now();
        let revision = write_change(tx, caller, &change, source, now)?;
        let receipt = receipt(&change, caller, revision, now);
        retry.keep(tx, &receipt, now)?;
        Ok(receipt)
    })
}

/// Writes a prepared change as one revision.
pub(super) fn write_change(
    tx: &mut store::Tx<'_>,
    caller: &Caller,
    change: &Change,
    source: &str,
    now: chrono::NaiveDateTime,
) -> AppResult<i64> {
    let Change { loaded, step, .. } = change;
    let mut row = ReportChange::of(&loaded.row, now);
    row.author_id = Some(caller.user.0);
    row.signed = step.signed;
    if step.changes_state() {
        row.state = step.to.as_str().to_owned();
        row.state_since = now;
    }
    let carried = change.changes.carried_after(&change.figures.stored.carried);
    let revision = NewRevision {
        user_id: Some(caller.user.0),
        source,
        content: ContentWrite::Replace {
            own: &change.figures.stored.own,
            consolidated: None,
            changes: &change.changes,
            carried: carried.as_ref(),
            snapshot: false,
        },
    };
    let transition = step.changes_state().then(|| NewTransition {
        action: Action::Open.as_str().to_owned(),
        from_state: step.from.as_str().to_owned(),
        level: 0,
        note: None,
        user_id: Some(caller.user.0),
        unit_id: caller.unit.0,
    });
    let event = events::of_report("report.saved", caller, loaded.id(), now);
    store::reports::advance(
        tx,
        &change.allowed,
        loaded.id(),
        loaded.row.revision,
        &row,
        &revision,
        transition.as_ref(),
        &event,
    )
    .map_err(moved)
}

/// A lost compare-and-set is tried again; everything else is an error.
pub(super) fn moved(error: StoreError) -> AppError {
    match error {
        StoreError::Stale => AppError::Stale { current: MOVED },
        other => other.into(),
    }
}

pub(super) fn receipt(change: &Change, caller: &Caller, revision: i64, at: chrono::NaiveDateTime) -> SaveReceipt {
    SaveReceipt {
        revision,
        saved_at: utc(at),
        status: change.step.to.as_str().to_owned(),
        merged: change.merged,
        added_rows: change.added_rows.clone(),
        computed: wire::computed(&change.figures.sheet),
        findings: wire::findings(change.figures.sheet.findings(caller.language)),
    }
}
