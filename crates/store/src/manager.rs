//! Which engine a URL means, and how a fresh connection is set up.

use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{Connection, PgConnection, SqliteConnection};

use crate::conn::AnyConn;
use crate::error::StoreError;
use crate::file::OpenedFile;
use crate::store::Patience;

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL server, by its libpq URL.
    Server(String),
}

impl Place {
    /// Reads a database URL by its scheme. Passwords never appear in the message.
    pub(crate) fn parse(url: &str) -> Result<Self, StoreError> {
        let (scheme, rest) = url.split_once(':').unwrap_or((url, ""));
        match scheme {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.is_empty() || path.starts_with(":memory:") || path.starts_with("file:") {
                    let hint = "a SQLite database needs the path of a file, e.g. sqlite:data/baocao.db";
                    return Err(StoreError::Configuration(hint.to_owned()));
                }
                Ok(Self::File(PathBuf::from(path)))
            }
            "postgres" | "postgresql" => Ok(Self::Server(url.to_owned())),
            _ => Err(StoreError::Configuration(format!(
                "unknown kind of database {scheme:?}: use sqlite:PATH or postgres://USER@HOST/NAME"
            ))),
        }
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Serving reads and writes.
    Serve,
    /// Reads only; SQLite then refuses writes.
    Read,
    /// Migrating: no time limits on statements and locks.
    Migrate,
}

/// Makes connections for a pool.
#[derive(Debug)]
pub(crate) struct Manager {
    pub(crate) place: Place,
    pub(crate) purpose: Purpose,
    /// How long a statement waits for somebody else's lock.
    pub(crate) lock_wait: Duration,
    /// The file that is to be opened, once it is known: no other one is made in its place.
    pub(crate) file: Option<OpenedFile>,
}

// FULL: what was answered is on the disk.
const SQLITE_SETUP: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;";
// JIT: its compiling takes longer than any of our statements runs.
const PG_SETUP: &str = "SET synchronous_commit = on; SET jit = off;";
const PG_LIMITS: &str = "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s';";

impl Manager {
    /// Connections to a place for a purpose, as patient as a server is.
    pub(crate) fn new(place: Place, purpose: Purpose) -> Self {
        Self { place, purpose, lock_wait: Patience::default().locks, file: None }
    }

    /// A connection, ready for its purpose.
    pub(crate) fn open(&self) -> Result<AnyConn, StoreError> {
        match &self.place {
            Place::File(path) => self.open_file(path).map(AnyConn::Sqlite),
            Place::Server(url) => self.open_server(url).map(AnyConn::Pg),
        }
    }

    fn open_file(&self, path: &Path) -> Result<SqliteConnection, StoreError> {
        let path = path.to_str().ok_or_else(|| StoreError::Configuration("the database path is not UTF-8".into()))?;
        self.check_file()?;
        let mut conn = SqliteConnection::establish(path)
            .map_err(|error| StoreError::Unavailable(format!("cannot open the database file {path}: {error}")))?;
        self.check_file()?;
        // First, since switching to WAL already needs a lock.
        conn.batch_execute(&format!("PRAGMA busy_timeout = {};", self.lock_wait.as_millis()))?;
        conn.batch_execute(SQLITE_SETUP)?;
        if self.purpose == Purpose::Read {
            conn.batch_execute("PRAGMA query_only = ON;")?;
        }
        Ok(conn)
    }

    fn check_file(&self) -> Result<(), StoreError> {
        self.file.as_ref().map_or(Ok(()), OpenedFile::check)
    }

    fn open_server(&self, url: &str) -> Result<PgConnection, StoreError> {
        let mut conn = PgConnection::establish(&with_connect_timeout(url))
            .map_err(|error| StoreError::Unavailable(format!("cannot reach PostgreSQL: {error}")))?;
        conn.batch_execute(PG_SETUP)?;
        if self.purpose != Purpose::Migrate {
            conn.batch_execute(PG_LIMITS)?;
            conn.batch_execute(&format!("SET lock_timeout = {};", self.lock_wait.as_millis()))?;
        }
        Ok(conn)
    }
}

/// libpq waits for ever by default.
fn with_connect_timeout(url: &str) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}connect_timeout=3")
}

impl ManageConnection for Manager {
    type Connection = AnyConn;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConn, StoreError> {
        self.open()
    }

    fn is_valid(&self, conn: &mut AnyConn) -> Result<(), StoreError> {
        match &self.place {
            // A file does not hang up.
            Place::File(_) => Ok(()),
            Place::Server(_) => Ok(conn.ping()?),
        }
    }

    /// A connection that a panic left inside a transaction is thrown away, never reused.
    fn has_broken(&self, conn: &mut AnyConn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_choose_the_engine() {
        for (url, path) in [
            ("sqlite:data/baocao.db", "data/baocao.db"),
            ("sqlite:/var/x.db", "/var/x.db"),
            ("sqlite:///var/x.db", "/var/x.db"),
        ] {
            assert_eq!(Place::parse(url).unwrap(), Place::File(path.into()), "{url}");
        }
        for url in ["postgres://a@b/c", "postgresql://a:b@c/d?x=y"] {
            assert_eq!(Place::parse(url).unwrap(), Place::Server(url.to_owned()));
        }
    }

    #[test]
    fn other_urls_are_refused_without_telling_passwords() {
        for url in ["mysql://root:secret@x/y", "data/baocao.db", "", "sqlite:", "sqlite::memory:"] {
            let text = Place::parse(url).unwrap_err().to_string();
            assert!(!text.contains("secret") && text.contains("sqlite"), "{url}: {text}");
        }
    }

    #[test]
    fn servers_are_given_three_seconds() {
        assert_eq!(with_connect_timeout("postgres://h/d"), "postgres://h/d?connect_timeout=3");
        assert_eq!(with_connect_timeout("postgres://h/d?a=b"), "postgres://h/d?a=b&connect_timeout=3");
        assert_eq!(with_connect_timeout("postgres://h/d?connect_timeout=9"), "postgres://h/d?connect_timeout=9");
    }

    #[test]
    fn sqlite_keeps_what_it_acknowledged() {
        #[derive(diesel::QueryableByName)]
        struct Said {
            #[diesel(sql_type = diesel::sql_types::Text)]
            said: String,
        }
        let path = std::env::temp_dir().join(format!("baocao-manager-{}.db", std::process::id()));
        let manager = Manager::new(Place::File(path.clone()), Purpose::Serve);
        let AnyConn::Sqlite(mut conn) = manager.open().unwrap() else { panic!("not SQLite") };
        for (pragma, value) in
            [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("timeout", "5000")]
        {
            let column = if pragma == "timeout" { "busy_timeout" } else { pragma };
            let sql = format!("SELECT CAST({pragma} AS TEXT) AS said FROM pragma_{column}");
            let said: Said = diesel::RunQueryDsl::get_result(diesel::sql_query(sql), &mut conn).unwrap();
            assert_eq!(said.said, value, "{pragma}");
        }
        drop(conn);
        for end in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(format!("{}{end}", path.display())));
        }
    }
}
