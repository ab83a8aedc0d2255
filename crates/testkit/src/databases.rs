//! Fresh, migrated databases, one for each test and engine.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use store::{Engine, Store, admin};

/// A database of one test's own; removed at the end.
#[derive(Debug)]
pub struct TestDatabase {
    url: String,
    // Taken out before the database is removed.
    store: Option<Store>,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Server { server: String, name: String },
}

impl TestDatabase {
    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    /// Its URL, for a server under test.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its kind.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.store().engine()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.store = None;
        // A test that fails must say its own reason, not that of the cleaning.
        match &self.place {
            Place::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Place::Server { server, name } => drop(admin::drop_postgres_database(server, name)),
        }
    }
}

/// One fresh database of each engine.
///
/// # Panics
/// When `TEST_PG` is not set: half of the tests must not pass unrun.
#[must_use]
pub fn databases() -> Vec<TestDatabase> {
    vec![sqlite(), postgres()]
}

/// Runs a test on one fresh database of each engine, and says on which it failed.
///
/// # Panics
/// When the test does, and when `TEST_PG` is not set.
pub fn for_each_database(test: impl Fn(&TestDatabase)) {
    for database in databases() {
        eprintln!("on {:?}", database.engine());
        test(&database);
    }
}

/// A fresh SQLite database: a copy of a file that was migrated once.
#[must_use]
pub fn sqlite() -> TestDatabase {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let folder = fresh_folder();
        let path = folder.join("template.db");
        admin::create_sqlite_file(&path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        bytes
    });
    let folder = fresh_folder();
    let path = folder.join("test.db");
    std::fs::write(&path, template).unwrap();
    let url = format!("sqlite:{}", path.display());
    let store = Store::connect(&url).unwrap();
    TestDatabase { url, store: Some(store), place: Place::Folder(folder) }
}

/// A fresh PostgreSQL database: a copy of a template that was migrated once by this process.
///
/// # Panics
/// When `TEST_PG` is not set.
#[must_use]
pub fn postgres() -> TestDatabase {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let server = std::env::var("TEST_PG").unwrap_or_else(|_| {
        panic!("TEST_PG is not set: run the tests by `cargo xtask test`, which starts a PostgreSQL for them")
    });
    let template = TEMPLATE.get_or_init(|| {
        let name = fresh_name("template");
        admin::create_postgres_database(&server, &name, "template0").unwrap();
        admin::migrate_postgres_database(&url_of(&server, &name)).unwrap();
        name
    });
    let name = fresh_name("test");
    admin::create_postgres_database(&server, &name, template).unwrap();
    let url = url_of(&server, &name);
    let store = Store::connect(&url).unwrap();
    TestDatabase { url, store: Some(store), place: Place::Server { server, name } }
}

/// The server's URL with another database's name.
fn url_of(server: &str, name: &str) -> String {
    let (base, query) = server.split_once('?').unwrap_or((server, ""));
    let (host, _) = base.rsplit_once('/').unwrap_or((base, ""));
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    format!("{host}/{name}{query}")
}

/// A name that no other test has, in this process or in another.
fn fresh_name(what: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    format!("baocao_{what}_{}_{now}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

fn fresh_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(fresh_name("db"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
