//! What changed in a report since its reader saw it last, since it was last accepted, or from the period before.

use contract::changes::ChangesView;
use domain::access::Permission;
use domain::comparison::{ComparedRow, RowChange, compare};
use domain::sheet::Sheet;
use store::Conn;
use store::contents::StoredContent;

use super::figures::Unopened;
use super::history::{accepts, revision_rows, was_handed};
use super::loaded::{Loaded, Past};
use crate::{App, AppError, AppResult, Caller, wire};

/// What the present figures are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// What the caller looked at before these figures came.
    Seen,
    /// What was last accepted before these figures came.
    Accepted,
    /// The same form and unit one period before.
    Previous,
}

impl Since {
    /// The word in the address.
    ///
    /// # Errors
    /// `Malformed` for another one.
    pub fn parse(word: &str) -> AppResult<Self> {
        match word {
            "seen" => Ok(Self::Seen),
            "accepted" => Ok(Self::Accepted),
            "previous" => Ok(Self::Previous),
            _ => Err(AppError::malformed(
                "since là một trong: seen, accepted, previous.",
                "since is one of: seen, accepted, previous.",
            )),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Accepted => "accepted",
            Self::Previous => "previous",
        }
    }
}

/// The rows and cells that show something else than before. Without anything to compare with – seen for the first time,
/// never accepted, no report before – there is no base and no row.
///
/// # Errors
/// `NotFound`, or `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn changes(app: &App, caller: &Caller, id: i64, since: Since) -> AppResult<ChangesView> {
    let (loaded, unopened, base) = app.store.read(|conn| {
        let loaded = Loaded::find(app, conn, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        let unopened = Unopened::load(app, conn, &loaded)?;
        let base = match since {
            Since::Previous => previous(app, conn, caller, &loaded)?,
            Since::Seen | Since::Accepted => earlier(conn, caller, &loaded, &unopened, since)?,
        };
        Ok::<_, AppError>((loaded, unopened, base))
    })?;
    let now = unopened.open()?.sheet;
    let mut view = ChangesView {
        since: since.as_str().to_owned(),
        revision: loaded.row.revision,
        base_revision: None,
        base_period: None,
        rows: Vec::new(),
        changed_cells: 0,
    };
    let before: Sheet = match base {
        None => return Ok(view),
        Some(Base::Revision(revision, stored)) => {
            view.base_revision = Some(revision);
            unopened.open_with(stored)?.sheet
        }
        Some(Base::Period(label, former)) => {
            view.base_period = Some(label);
            former.open()?.sheet
        }
    };
    let rows: Vec<ComparedRow> =
        compare(&before, &now).into_iter().filter(|row| row.change != RowChange::Same).collect();
    let changed = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_changed()).count();
    view.changed_cells = wire::count(changed);
    view.rows = revision_rows(rows);
    Ok(view)
}

/// Remembers that the caller has looked at a revision of a report, so that the next figures are shown with what changed.
///
/// # Errors
/// `NotFound` for a revision that there is not; `Forbidden` for figures that were not sent to the caller's unit yet.
pub fn see(app: &App, caller: &Caller, id: i64, revision: i64) -> AppResult<()> {
    app.store.write(|tx| {
        let loaded = Loaded::find(app, tx, caller, id)?;
        loaded.allow(caller, Permission::ViewReport)?;
        if !(1..=loaded.row.revision).contains(&revision) {
            return Err(AppError::NotFound);
        }
        Ok(store::seen::keep(tx, loaded.id(), caller.user, revision, app.clock.now())?)
    })
}

/// What the present figures are compared with, once it is found.
enum Base {
    Revision(i64, StoredContent),
    Period(String, Box<Unopened>),
}

/// The last revision before the present figures that the caller saw, or that was accepted.
fn earlier(
    conn: &mut Conn,
    caller: &Caller,
    loaded: &Loaded,
    unopened: &Unopened,
    since: Since,
) -> AppResult<Option<Base>> {
    let written = unopened.stored()?.revision;
    let steps = store::transitions::list(conn, loaded.id())?;
    let known: Vec<i64> = match since {
        Since::Seen => store::seen::list(conn, loaded.id(), caller.user)?,
        _ => steps.iter().rev().filter(|step| accepts(step)).map(|step| step.revision).collect(),
    };
    let may_know =
        |revision: &i64| loaded.past(caller).is_ok_and(|past| past == Past::Whole) || was_handed(&steps, *revision);
    let Some(revision) = known.into_iter().filter(|revision| *revision < written).find(may_know) else {
        return Ok(None);
    };
    let stored = store::contents::at_revision(conn, loaded.id(), revision)?;
    Ok(Some(Base::Revision(revision, stored)))
}

/// The same form and unit one period before, where the caller may read it.
fn previous(app: &App, conn: &mut Conn, caller: &Caller, loaded: &Loaded) -> AppResult<Option<Base>> {
    let Some((id, period)) = super::previous::before(conn, loaded)? else { return Ok(None) };
    let former = match Loaded::find(app, conn, caller, id) {
        Err(AppError::NotFound) => return Ok(None),
        former => former?,
    };
    if former.allow(caller, Permission::ViewReport).is_err() {
        return Ok(None);
    }
    Ok(Some(Base::Period(period.label(caller.language), Box::new(Unopened::load(app, conn, &former)?))))
}
