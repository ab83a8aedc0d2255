//! The database that the load falls on: communes with reports to enter, and one person each.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use app::{App, Clock};
use chrono::{DateTime, NaiveDateTime};
use domain::ids::{FormId, UnitId};
use store::users::GrantRow;
use store::{Store, StoreError};
use testkit::{country, sample};

use super::Failure;

/// Reports of each person.
pub const REPORTS_EACH: usize = 20;
/// Everybody's password.
pub const PASSWORD: &str = "Baocao@2026";

const FORM: &str = "II.06a/VPCP/KSTT";
const ROWS: usize = 30;

/// Who enters what.
pub struct World {
    pub people: Vec<Author>,
    pub rows: Vec<String>,
}

/// A person to be.
pub struct Author {
    pub username: String,
    pub reports: Vec<i64>,
}

struct Today;

impl Clock for Today {
    fn now(&self) -> NaiveDateTime {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |past| past.as_secs());
        DateTime::from_timestamp(i64::try_from(seconds).unwrap_or_default(), 0).unwrap_or_default().naive_utc()
    }
}

impl World {
    /// 20,000 reports of 1,000 communes, of which as many as there are clients are somebody's.
    pub fn fill(store: &Store, clients: usize) -> Result<Self, Failure> {
        let app = App::new(store.clone(), Arc::new(Today));
        app::circulars::keep(&app)?;
        let form = store.read(|conn| store::forms::find_newest(conn, "01/2020/TT-VPCP", FORM))?;
        let country = country::fill(store, FormId(form.id), 1_000 * REPORTS_EACH, Today.now().date());
        store::admin::run(store, "UPDATE report SET state = 'assigned'")?;
        let password_hash = app::passwords::hash(PASSWORD)?;
        let mut people = Vec::new();
        for (ix, commune) in country.communes.iter().enumerate().take(clients) {
            let username = format!("nguoi.{ix}");
            store.write(|tx| hire(tx, &username, &password_hash, *commune))?;
            let reports = country.reports.iter().skip(ix).step_by(1_000).map(|report| report.0).collect();
            people.push(Author { username, reports });
        }
        let items = store.read(|conn| store::catalogues::find(conn, "linh_vuc"))?.items;
        Ok(Self { people, rows: items.into_iter().take(ROWS).map(|item| item.code).collect() })
    }
}

fn hire(tx: &mut store::Tx<'_>, username: &str, password_hash: &str, unit: UnitId) -> Result<(), StoreError> {
    let mut new = sample::new_user(username, unit);
    password_hash.clone_into(&mut new.password_hash);
    let user = store::users::create(tx, new)?;
    let grant = GrantRow { user_id: user.0, group_code: "nhap_lieu".to_owned(), unit_id: unit.0 };
    store::users::create_grants(tx, &[grant])
}
