//! Regimes, forms and catalogues.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use contract::Page;
use contract::catalogues::{CatalogueItemView, CatalogueView};
use contract::forms::{FormItem, FormView, RegimeView};
use domain::ids::FormId;
use domain::regime::Regime;
use domain::sheet::CompiledForm;
use domain::template::FormTemplate;
use store::Conn;
use store::forms::FormFilter;
use store::regime_versions::{PUBLISHED, RETIRED};

use crate::clock::{Clock, local_day};
use crate::reports::Outside;
use crate::{App, AppError, AppResult};

/// How long a regime is known without looking again: another server may have published a newer version.
const REGIME_KNOWN: TimeDelta = TimeDelta::seconds(10);

/// Templates compiled once, since a form in use never changes (A14), and regimes read now and then.
pub struct FormLibrary {
    clock: Arc<dyn Clock>,
    forms: Mutex<HashMap<FormId, Known>>,
    regimes: Mutex<HashMap<(String, String), Read>>,
}

/// The versions of a regime, and when they were read.
type Read = (NaiveDateTime, Versions);

/// The versions of a regime that hold for somebody.
#[derive(Clone)]
struct Versions {
    /// The one published last.
    newest: Arc<Regime>,
    /// The published ones, newest first; none after all were retired.
    published: Arc<[Arc<Regime>]>,
    /// Those that were retired, newest first.
    retired: Arc<[Arc<Regime>]>,
}

impl Versions {
    fn load(conn: &mut Conn, circular: &str, code: &str) -> AppResult<Self> {
        let row = store::regimes::find(conn, circular, code)?;
        let newest: Regime = serde_json::from_str(&row.body)
            .map_err(|error| AppError::Internal(format!("regime {circular} {code}: {error}")))?;
        let all = store::regime_versions::list_of(conn, circular, code)?;
        let of = |status: &str| {
            let rows = all.iter().filter(|row| row.status == status);
            rows.map(|row| crate::regimes::read(row).map(Arc::new)).collect::<AppResult<Arc<[_]>>>()
        };
        Ok(Self { newest: Arc::new(newest), published: of(PUBLISHED)?, retired: of(RETIRED)? })
    }
}

/// The version that governs the periods that end on a day: the newest that has begun by then, unless it has ended
/// (decision 0060).
pub(crate) fn in_force(versions: &[Arc<Regime>], day: NaiveDate) -> Option<&Arc<Regime>> {
    versions.iter().find(|version| version.has_begun(day)).filter(|version| version.is_valid_on(day))
}

/// A form that was compiled.
#[derive(Clone)]
struct Known {
    form: Arc<CompiledForm>,
    outside: Arc<Outside>,
}

impl FormLibrary {
    /// Knows nothing yet.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, forms: Mutex::default(), regimes: Mutex::default() }
    }

    /// The compiled form.
    pub(crate) fn form(&self, conn: &mut Conn, id: FormId) -> AppResult<Arc<CompiledForm>> {
        Ok(self.known(conn, id)?.form)
    }

    /// Which figures of other reports the form's figures depend on.
    pub(crate) fn outside(&self, conn: &mut Conn, id: FormId) -> AppResult<Arc<Outside>> {
        Ok(self.known(conn, id)?.outside)
    }

    fn known(&self, conn: &mut Conn, id: FormId) -> AppResult<Known> {
        if let Some(known) = self.forms.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(known.clone());
        }
        let row = store::forms::find(conn, id)?;
        let form = CompiledForm::compile(template(&row.body, id)?)
            .map_err(|faults| AppError::Internal(format!("form {id} does not compile: {} faults", faults.len())))?;
        let outside = Arc::new(Outside::of(form.template()));
        let known = Known { form: Arc::new(form), outside };
        self.forms.lock().unwrap_or_else(PoisonError::into_inner).insert(id, known.clone());
        Ok(known)
    }

    /// A regime as it was published last: what is said of it apart from any period.
    pub(crate) fn regime(&self, conn: &mut Conn, circular: &str, code: &str) -> AppResult<Arc<Regime>> {
        Ok(self.versions(conn, circular, code)?.newest)
    }

    /// The published versions of a regime, newest first.
    pub(crate) fn published(&self, conn: &mut Conn, circular: &str, code: &str) -> AppResult<Arc<[Arc<Regime>]>> {
        Ok(self.versions(conn, circular, code)?.published)
    }

    /// The version that governs the reports of the periods that end on a day. Those that are under way while none does any
    /// more go by the one that did before it was retired, else by the one published last.
    pub(crate) fn regime_on(
        &self,
        conn: &mut Conn,
        circular: &str,
        code: &str,
        day: NaiveDate,
    ) -> AppResult<Arc<Regime>> {
        let versions = self.versions(conn, circular, code)?;
        let found = in_force(&versions.published, day).or_else(|| in_force(&versions.retired, day));
        Ok(found.cloned().unwrap_or(versions.newest))
    }

    fn versions(&self, conn: &mut Conn, circular: &str, code: &str) -> AppResult<Versions> {
        let (key, now) = ((circular.to_owned(), code.to_owned()), self.clock.now());
        if let Some((read_at, versions)) = self.regimes.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
            && (TimeDelta::zero()..REGIME_KNOWN).contains(&(now - *read_at))
        {
            return Ok(versions.clone());
        }
        let versions = Versions::load(conn, circular, code)?;
        self.regimes.lock().unwrap_or_else(PoisonError::into_inner).insert(key, (now, versions.clone()));
        Ok(versions)
    }

    /// Forgets everything, after forms were loaded anew.
    pub(crate) fn forget(&self) {
        self.forms.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.regimes.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn template(body: &str, id: FormId) -> AppResult<FormTemplate> {
    serde_json::from_str(body).map_err(|error| AppError::Internal(format!("form {id}: {error}")))
}

/// A regime as lists show it.
///
/// # Errors
/// `NotFound`.
pub(crate) fn regime_view(app: &App, conn: &mut Conn, circular: &str, code: &str) -> AppResult<RegimeView> {
    let regime = app.forms.regime(conn, circular, code)?;
    Ok(RegimeView {
        circular: regime.circular.clone(),
        code: regime.code.clone(),
        title: regime.title.clone(),
        frequencies: regime.frequencies.iter().filter_map(name).collect(),
    })
}

/// Refuses a regime that there is not.
///
/// # Errors
/// `Malformed` with the regimes that there are.
pub(crate) fn check_regime(conn: &mut Conn, code: &str) -> AppResult<()> {
    let known = store::regimes::list(conn)?;
    if known.iter().any(|regime| regime.code == code) {
        return Ok(());
    }
    let codes: std::collections::BTreeSet<&str> = known.iter().map(|regime| regime.code.as_str()).collect();
    let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
    Err(AppError::malformed(format!("regime là một trong: {codes}."), format!("regime is one of: {codes}.")))
}

/// One page of forms, by code.
///
/// # Errors
/// Those of the database.
pub fn list(
    app: &App,
    regime: Option<String>,
    q: Option<String>,
    page: i64,
    page_size: i64,
) -> AppResult<Page<FormItem>> {
    let filter = FormFilter { regime, q, page, page_size, ..FormFilter::default() };
    app.store.read(|conn| {
        let (heads, total) = store::forms::list(conn, &filter)?;
        if let Some(regime) = filter.regime.as_deref().filter(|_| total == 0) {
            check_regime(conn, regime)?;
        }
        let items = heads
            .into_iter()
            .map(|head| {
                let form = app.forms.form(conn, FormId(head.id))?;
                let provenance = name(&form.template().provenance).unwrap_or_default();
                Ok(FormItem {
                    id: head.id,
                    circular: head.circular,
                    code: head.code,
                    version: head.version,
                    title: head.title,
                    regime: head.regime,
                    kind: head.kind,
                    provenance,
                    off_system: head.off_system,
                    frequencies: form.template().frequencies.iter().map(|one| one.as_str().to_owned()).collect(),
                })
            })
            .collect::<AppResult<_>>()?;
        Ok(Page { items, total })
    })
}

/// The name of a value that is written as a text.
pub(crate) fn name(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

/// One form with its template.
///
/// # Errors
/// `NotFound`.
pub fn find(app: &App, id: i64) -> AppResult<FormView> {
    let id = FormId(id);
    let row = app.store.read(|conn| store::forms::find(conn, id).map_err(AppError::from))?;
    Ok(FormView { id: id.0, template: template(&row.body, id)? })
}

/// One catalogue with its items.
///
/// # Errors
/// `NotFound`.
pub fn catalogue(app: &App, code: &str) -> AppResult<CatalogueView> {
    let today = local_day(app.clock.now());
    let catalogue = app.store.read(|conn| store::catalogues::find(conn, code).map_err(AppError::from))?;
    let items = catalogue.items.into_iter().map(|item| {
        let is_open = item.is_valid_on(today);
        CatalogueItemView { code: item.code, name: item.name, is_open }
    });
    Ok(CatalogueView { code: catalogue.code, name: catalogue.name, items: items.collect() })
}
