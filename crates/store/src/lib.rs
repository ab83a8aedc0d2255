//! The databases behind one API: SQLite and PostgreSQL by diesel. The only crate that knows SQL.
