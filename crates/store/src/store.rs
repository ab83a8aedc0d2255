//! The entry: pools, and transactions around closures.

use std::time::Duration;

use diesel::RunQueryDsl;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::dsl::sql;
use diesel::r2d2::{Pool, PooledConnection};
use diesel::sql_types::Bool;

use crate::conn::{AnyConn, Tx};
use crate::error::StoreError;
use crate::file::OpenedFile;
use crate::manager::{Manager, Place, Purpose};
use crate::migrate;

/// The kind of database behind a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// How long a caller waits before the database counts as locked or away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For somebody else's lock.
    pub locks: Duration,
    /// For a connection.
    pub connections: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { locks: Duration::from_secs(5), connections: Duration::from_secs(3) }
    }
}

/// A probe may hold SQLite's only writing connection for this long.
const PROBE_LOCK_WAIT: Duration = Duration::from_millis(250);

/// A database. Cheap to clone; shared by all threads. Every call blocks.
#[derive(Clone)]
pub struct Store {
    place: Place,
    lock_wait: Duration,
    /// The file behind it, for SQLite.
    file: Option<OpenedFile>,
    // SQLite has one writer at a time. A queue in front of one connection is fair; its own busy waiting is not.
    // PostgreSQL uses one pool for both.
    writers: Pool<Manager>,
    readers: Pool<Manager>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({:?})", self.engine())
    }
}

impl Store {
    /// Opens the database that the URL names: `sqlite:PATH` (the folder and the file are made when missing) or
    /// `postgres://…`.
    ///
    /// # Errors
    /// `Configuration` for an unknown scheme, `Unavailable` when the database cannot be opened.
    pub fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, Patience::default())
    }

    /// As [`Self::connect`], with another patience.
    ///
    /// # Errors
    /// As [`Self::connect`].
    pub fn connect_with(url: &str, patience: Patience) -> Result<Self, StoreError> {
        let place = Place::parse(url)?;
        make_folder(&place)?;
        // The pool would only say "timed out"; a first connection gives the true reason.
        drop(Manager::new(place.clone(), Purpose::Serve).open()?);
        let file = match &place {
            Place::File(path) => Some(OpenedFile::at(path)?),
            Place::Server(_) => None,
        };
        let pool = |purpose, size| pool(&place, file.as_ref(), purpose, size, patience);
        let (writers, readers) = match &place {
            Place::File(_) => (pool(Purpose::Serve, 1), pool(Purpose::Read, 4)),
            Place::Server(_) => {
                let both = pool(Purpose::Serve, 10);
                (both.clone(), both)
            }
        };
        Ok(Self { place, lock_wait: patience.locks, file, writers, readers })
    }

    /// The kind of database.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::File(_) => Engine::Sqlite,
            Place::Server(_) => Engine::Postgres,
        }
    }

    /// Brings the tables to what this program knows, and says which migrations were applied.
    ///
    /// # Errors
    /// `Configuration` when a newer program migrated this database, `Other` when a migration fails.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        migrate::migrate(&mut self.manager(Purpose::Migrate).open()?)
    }

    /// Takes back every migration, and with them all data. For tests of the migrations.
    ///
    /// # Errors
    /// When a `down.sql` fails.
    pub fn revert_migrations(&self) -> Result<(), StoreError> {
        migrate::revert(&mut self.manager(Purpose::Migrate).open()?)
    }

    /// Lets SQLite look at what the tables have become, so that it chooses the right index; PostgreSQL does so by itself.
    ///
    /// # Errors
    /// Those of the database.
    pub fn refresh_statistics(&self) -> Result<(), StoreError> {
        match &mut *self.connection(&self.writers)? {
            // The limit bounds the time that writers wait.
            AnyConn::Sqlite(c) => Ok(c.batch_execute("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;")?),
            AnyConn::Pg(_) => Ok(()),
        }
    }

    /// Asks whether the database takes writes: it is there, nobody holds it locked, and it is no standby or otherwise
    /// read-only. Gives up much sooner than a caller who wants to write.
    ///
    /// # Errors
    /// `Unavailable` when it does not.
    pub fn ping(&self) -> Result<(), StoreError> {
        let mut conn = self.connection(&self.writers)?;
        wait_for_locks(&mut conn, self.lock_wait.min(PROBE_LOCK_WAIT))?;
        let answer = take_writes(&mut conn);
        wait_for_locks(&mut conn, self.lock_wait)?;
        answer
    }

    /// Runs queries that see one state of the database, whatever others commit meanwhile. Writes are refused.
    ///
    /// # Errors
    /// Those of the closure, and `Unavailable`.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut AnyConn) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.connection(&self.readers)?;
        begin_read(&mut conn).map_err(StoreError::from)?;
        let result = work(&mut conn);
        // Nothing was written: rolling back costs nothing and cannot lose anything.
        rollback(&mut conn);
        result
    }

    /// Runs a writing transaction: committed when the closure gives `Ok`, and durable when this returns; rolled back on
    /// `Err` and on panic. SQLite takes the write lock at the start, so that reading before writing cannot fail late.
    ///
    /// # Errors
    /// Those of the closure, and `Unavailable`.
    pub fn write<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.connection(&self.writers)?;
        begin_write(&mut conn).map_err(StoreError::from)?;
        match work(&mut Tx::new(&mut conn)) {
            Ok(value) => match self.check_file().and_then(|()| Ok(commit(&mut conn)?)) {
                Ok(()) => Ok(value),
                Err(error) => {
                    rollback(&mut conn);
                    Err(error.into())
                }
            },
            Err(error) => {
                rollback(&mut conn);
                Err(error)
            }
        }
    }

    /// Connections outside of the pools.
    pub(crate) fn manager(&self, purpose: Purpose) -> Manager {
        Manager { file: self.file.clone(), ..Manager::new(self.place.clone(), purpose) }
    }

    /// A connection to a database that is still there.
    fn connection(&self, pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, StoreError> {
        self.check_file()?;
        Ok(pool.get()?)
    }

    fn check_file(&self) -> Result<(), StoreError> {
        self.file.as_ref().map_or(Ok(()), OpenedFile::check)
    }
}

fn pool(place: &Place, file: Option<&OpenedFile>, purpose: Purpose, size: u32, patience: Patience) -> Pool<Manager> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(patience.connections)
        .error_handler(Box::new(LogErrors))
        .build_unchecked(Manager { place: place.clone(), purpose, lock_wait: patience.locks, file: file.cloned() })
}

/// The pool retries by itself; its failures belong into the log at a quiet level, since callers report their own.
#[derive(Debug)]
struct LogErrors;

impl diesel::r2d2::HandleError<StoreError> for LogErrors {
    fn handle_error(&self, error: StoreError) {
        tracing::debug!(error = %error, "no database connection");
    }
}

fn make_folder(place: &Place) -> Result<(), StoreError> {
    let Place::File(path) = place else { return Ok(()) };
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder).map_err(|error| {
            StoreError::Configuration(format!("cannot make the database folder {}: {error}", folder.display()))
        }),
        _ => Ok(()),
    }
}

/// A query on PostgreSQL needs no lock that somebody might hold.
fn wait_for_locks(conn: &mut AnyConn, wait: Duration) -> diesel::QueryResult<()> {
    match conn {
        AnyConn::Sqlite(c) => c.batch_execute(&format!("PRAGMA busy_timeout = {};", wait.as_millis())),
        AnyConn::Pg(_) => Ok(()),
    }
}

fn take_writes(conn: &mut AnyConn) -> Result<(), StoreError> {
    begin_write(conn)?;
    let is_read_only = match conn {
        // It has the write lock.
        AnyConn::Sqlite(_) => Ok(false),
        AnyConn::Pg(c) => diesel::select(sql::<Bool>("current_setting('transaction_read_only') = 'on'")).get_result(c),
    };
    rollback(conn);
    if is_read_only? { Err(StoreError::Unavailable("the database is read-only".to_owned())) } else { Ok(()) }
}

fn begin_read(conn: &mut AnyConn) -> diesel::QueryResult<()> {
    match conn {
        AnyConn::Sqlite(c) => AnsiTransactionManager::begin_transaction(c),
        AnyConn::Pg(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
    }
}

fn begin_write(conn: &mut AnyConn) -> diesel::QueryResult<()> {
    match conn {
        AnyConn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        AnyConn::Pg(c) => AnsiTransactionManager::begin_transaction(c),
    }
}

fn commit(conn: &mut AnyConn) -> diesel::QueryResult<()> {
    on_both!(conn, |c| AnsiTransactionManager::commit_transaction(c))
}

/// A failure to roll back leaves the transaction manager broken, and the pool then drops the connection.
fn rollback(conn: &mut AnyConn) {
    if let Err(error) = on_both!(conn, |c| AnsiTransactionManager::rollback_transaction(c)) {
        tracing::debug!(error = %error, "rolling back failed; the connection is dropped");
    }
}
