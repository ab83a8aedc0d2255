//! Making and removing whole databases: for tests and tools, never for the running server.

use std::path::Path;

use diesel::RunQueryDsl;

use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::manager::{Manager, Place, Purpose};
use crate::migrate;

/// Makes a migrated SQLite file and closes it, so that it can be copied.
///
/// # Errors
/// `Unavailable` when the file cannot be made.
pub fn create_sqlite_file(path: &Path) -> Result<(), StoreError> {
    let manager = Manager { place: Place::File(path.to_owned()), purpose: Purpose::Migrate };
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
    let manager = Manager { place: Place::parse(url)?, purpose: Purpose::Migrate };
    migrate::migrate(&mut manager.open()?).map(drop)
}

fn execute(server: &str, sql: &str) -> Result<(), StoreError> {
    let manager = Manager { place: Place::parse(server)?, purpose: Purpose::Migrate };
    match manager.open()? {
        AnyConn::Pg(mut conn) => diesel::sql_query(sql).execute(&mut conn).map(drop).map_err(StoreError::from),
        AnyConn::Sqlite(_) => Err(StoreError::Configuration("not a PostgreSQL server".to_owned())),
    }
}

/// Names of databases cannot be bound as parameters.
fn plain(name: &str) -> Result<&str, StoreError> {
    let good = !name.is_empty()
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    if good { Ok(name) } else { Err(StoreError::Invalid(format!("database name {name:?}"))) }
}
