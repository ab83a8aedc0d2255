//! Making and removing whole databases: for tests and tools, never for the running server.

use std::cell::Cell;
use std::path::Path;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::manager::{Manager, Place, Purpose};
use crate::migrate;
use crate::store::Store;

/// Makes a migrated SQLite file and closes it, so that it can be copied.
///
/// # Errors
/// `Unavailable` when the file cannot be made.
pub fn create_sqlite_file(path: &Path) -> Result<(), StoreError> {
    let manager = Manager::new(Place::File(path.to_owned()), Purpose::Migrate);
    migrate::migrate(&mut manager.open()?).map(drop)
}

/// Makes a database on the server that the URL names, as a copy of a template.
///
/// # Errors
/// `Invalid` for a name that is not plain, `Other` when the server refuses.
pub fn create_postgres_database(server: &str, name: &str, template: &str) -> Result<(), StoreError> {
    let (name, template) = (plain(name)?, plain(template)?);
    execute(server, &format!("CREATE DATABASE {name} TEMPLATE {template}"))
}

/// Removes a database, and everybody who is connected to it.
///
/// # Errors
/// As [`create_postgres_database`].
pub fn drop_postgres_database(server: &str, name: &str) -> Result<(), StoreError> {
    execute(server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", plain(name)?))
}

/// Migrates a PostgreSQL database and disconnects.
///
/// # Errors
/// Those of the migrations.
pub fn migrate_postgres_database(url: &str) -> Result<(), StoreError> {
    let manager = Manager::new(Place::parse(url)?, Purpose::Migrate);
    migrate::migrate(&mut manager.open()?).map(drop)
}

fn execute(server: &str, sql: &str) -> Result<(), StoreError> {
    let manager = Manager::new(Place::parse(server)?, Purpose::Migrate);
    match manager.open()? {
        AnyConn::Pg(mut conn) => sql_query(sql).execute(&mut conn).map(drop).map_err(StoreError::from),
        AnyConn::Sqlite(_) => Err(StoreError::Configuration("not a PostgreSQL server".to_owned())),
    }
}

/// Names of databases cannot be bound as parameters.
fn plain(name: &str) -> Result<&str, StoreError> {
    let good = !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if good { Ok(name) } else { Err(StoreError::Invalid(format!("database name {name:?}"))) }
}

/// Runs one statement outside of any use case.
///
/// # Errors
/// What the database says.
pub fn run(store: &Store, sql: &str) -> Result<usize, StoreError> {
    let mut conn = store.manager(Purpose::Migrate).open()?;
    Ok(on_both!(&mut conn, |c| sql_query(sql).execute(c))?)
}

/// A column, as the database itself describes it, in words common to both engines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct ColumnInfo {
    /// Table.
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub table_name: String,
    /// Column.
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub column_name: String,
    /// Type in SQLite's words; generated ids are `BIGINT`.
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub kind: String,
    /// Whether it takes NULL.
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub nullable: bool,
}

const DESCRIBE_SQLITE: &str = "SELECT t.name AS table_name, c.name AS column_name, \
     CASE WHEN c.pk = 1 AND c.type = 'INTEGER' THEN 'BIGINT' ELSE c.type END AS kind, \
     (c.\"notnull\" = 0 AND c.pk = 0) AS nullable \
     FROM sqlite_master t JOIN pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND t.name NOT LIKE '!_!_%' ESCAPE '!' \
     ORDER BY 1, 2";
const DESCRIBE_POSTGRES: &str = "SELECT table_name::text, column_name::text, \
     CASE data_type WHEN 'timestamp without time zone' THEN 'TIMESTAMP' ELSE upper(data_type) END AS kind, \
     is_nullable = 'YES' AS nullable FROM information_schema.columns \
     WHERE table_schema = 'public' AND table_name NOT LIKE '!_!_%' ESCAPE '!' \
     ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"";

/// The columns of all tables, by name.
///
/// # Errors
/// What the database says.
pub fn describe(store: &Store) -> Result<Vec<ColumnInfo>, StoreError> {
    Ok(match &mut store.manager(Purpose::Migrate).open()? {
        AnyConn::Sqlite(c) => sql_query(DESCRIBE_SQLITE).load(c)?,
        AnyConn::Pg(c) => sql_query(DESCRIBE_POSTGRES).load(c)?,
    })
}

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

struct Counter;

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            STATEMENTS.set(STATEMENTS.get() + 1);
        }
    }
}

/// From now on, new connections of this process count the statements they run.
///
/// # Errors
/// When diesel's settings cannot be changed.
pub fn watch_statements() -> Result<(), StoreError> {
    set_default_instrumentation(|| Some(Box::new(Counter))).map_err(|error| StoreError::Other(error.to_string()))
}

/// How many statements the work runs on this thread, over connections made since [`watch_statements`].
pub fn count_statements<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = STATEMENTS.get();
    let outcome = work();
    (outcome, STATEMENTS.get() - before)
}
