//! Bringing a database to the layout that this program knows.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::migration::{MigrationSource, MigrationVersion};
use diesel::{PgConnection, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::conn::AnyConn;
use crate::error::StoreError;

const PG: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");

/// Applies what is missing; harmless when nothing is, and when several servers start at once.
pub(crate) fn migrate(conn: &mut AnyConn) -> Result<Vec<String>, StoreError> {
    match conn {
        AnyConn::Pg(c) => migrate_pg(c),
        AnyConn::Sqlite(c) => migrate_sqlite(c),
    }
}

/// Takes back every migration; the tests prove with it that each `down.sql` works.
pub(crate) fn revert(conn: &mut AnyConn) -> Result<(), StoreError> {
    match conn {
        AnyConn::Pg(c) => c.revert_all_migrations(PG).map(drop),
        AnyConn::Sqlite(c) => c.revert_all_migrations(SQLITE).map(drop),
    }
    .map_err(failed)
}

fn migrate_pg(conn: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    // Any number does, as long as every server asks for the same.
    conn.batch_execute("SELECT pg_advisory_lock(20200122)")?;
    let applied = apply(conn, PG);
    conn.batch_execute("SELECT pg_advisory_unlock(20200122)")?;
    applied
}

fn migrate_sqlite(conn: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    conn.immediate_transaction(|conn| apply(conn, SQLITE))
}

fn apply<C, DB>(conn: &mut C, source: EmbeddedMigrations) -> Result<Vec<String>, StoreError>
where
    C: MigrationHarness<DB>,
    DB: Backend,
    EmbeddedMigrations: MigrationSource<DB>,
{
    refuse_newer(conn, &source)?;
    let applied = conn.run_pending_migrations(source).map_err(failed)?;
    Ok(applied.iter().map(ToString::to_string).collect())
}

/// An older program must not write into tables that it does not know.
fn refuse_newer<C, DB>(conn: &mut C, source: &EmbeddedMigrations) -> Result<(), StoreError>
where
    C: MigrationHarness<DB>,
    DB: Backend,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let ours = MigrationSource::<DB>::migrations(source).map_err(failed)?;
    let known: Vec<MigrationVersion<'_>> = ours.iter().map(|migration| migration.name().version().as_owned()).collect();
    match conn.applied_migrations().map_err(failed)?.into_iter().find(|version| !known.contains(version)) {
        Some(version) => Err(StoreError::Configuration(format!(
            "the database was migrated by a newer program (migration {version}); start that one instead"
        ))),
        None => Ok(()),
    }
}

fn failed(cause: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Other(format!("migration failed: {cause}"))
}
