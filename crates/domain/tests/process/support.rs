//! What the tables share: comparing with a checked-in text.

use std::path::Path;

/// Compares a table with `tests/snapshots/<name>.txt`, or rewrites the file when `UPDATE_SNAPSHOTS=1` is set.
pub fn check_snapshot(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some_and(|value| value == "1") {
        std::fs::write(&path, table).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let difference = table.lines().zip(expected.lines()).position(|(got, wanted)| got != wanted);
    if table != expected {
        let line = difference.unwrap_or_else(|| table.lines().count().min(expected.lines().count()));
        panic!(
            "{name} changed at line {}:\n  now:      {}\n  snapshot: {}\nIf this is meant, run with UPDATE_SNAPSHOTS=1 and review the difference.",
            line + 1,
            table.lines().nth(line).unwrap_or("(end)"),
            expected.lines().nth(line).unwrap_or("(end)"),
        );
    }
}
