//! Both engines get the same tables, each migration can be taken back, and the tables are those of `schema.rs`.

use std::collections::BTreeSet;

use store::admin;
use testkit::databases;

#[test]
fn both_engines_have_the_same_columns() {
    let [sqlite, postgres] = databases().try_into().unwrap();
    let (one, other) = (admin::describe(sqlite.store()).unwrap(), admin::describe(postgres.store()).unwrap());
    assert!(one.len() > 100, "only {} columns found", one.len());
    assert_eq!(one, other);
}

#[test]
fn the_schema_in_rust_is_the_schema_in_sql() {
    let declared = declared_columns(include_str!("../../src/schema.rs"));
    for database in databases() {
        let actual: BTreeSet<(String, String, String, bool)> = admin::describe(database.store())
            .unwrap()
            .into_iter()
            .map(|column| (column.table_name, column.column_name, column.kind, column.nullable))
            .collect();
        assert_eq!(declared, actual);
    }
}

/// The columns of the `table!` blocks, in the words of `describe`.
fn declared_columns(source: &str) -> BTreeSet<(String, String, String, bool)> {
    let mut table = String::new();
    let mut columns = BTreeSet::new();
    for line in source.lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
            table = name.to_owned();
        } else if let Some((name, kind)) = line.strip_suffix(',').and_then(|column| column.split_once(" -> ")) {
            let bare = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            let word = match bare.unwrap_or(kind) {
                "BigInt" => "BIGINT",
                "Integer" => "INTEGER",
                "Text" => "TEXT",
                "Bool" => "BOOLEAN",
                "Date" => "DATE",
                "Timestamp" => "TIMESTAMP",
                other => panic!("a type that is not portable: {other}"),
            };
            columns.insert((table.clone(), name.to_owned(), word.to_owned(), bare.is_some()));
        }
    }
    columns
}

#[test]
fn migrations_can_be_taken_back_and_applied_again() {
    for database in databases() {
        let store = database.store();
        let before = admin::describe(store).unwrap();
        assert!(store.migrate().unwrap().is_empty(), "a migrated database needs nothing");
        store.revert_migrations().unwrap();
        assert_eq!(admin::describe(store).unwrap(), []);
        assert_eq!(store.migrate().unwrap().len(), migration_names("sqlite").len());
        assert_eq!(admin::describe(store).unwrap(), before);
    }
}

#[test]
fn both_folders_hold_the_same_migrations() {
    assert_eq!(migration_names("sqlite"), migration_names("postgres"));
}

fn migration_names(engine: &str) -> BTreeSet<String> {
    let folder = format!("{}/../../migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn several_servers_may_migrate_at_once() {
    for database in databases() {
        database.store().revert_migrations().unwrap();
        let applied: usize = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| database.store().migrate().unwrap().len())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).sum()
        });
        assert_eq!(applied, migration_names("sqlite").len());
    }
}

#[test]
fn a_database_of_a_newer_program_is_refused() {
    for database in databases() {
        let store = database.store();
        admin::run(store, "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')").unwrap();
        let refusal = store.migrate().unwrap_err().to_string();
        assert!(refusal.contains("newer program") && refusal.contains("9999"), "{refusal}");
    }
}
