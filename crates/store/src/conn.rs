//! One connection type over both engines, and the transaction that writes demand.

use std::ops::{Deref, DerefMut};

use diesel::connection::SimpleConnection;

/// A connection to either engine.
#[derive(diesel::MultiConnection)]
pub enum AnyConn {
    /// PostgreSQL.
    Pg(diesel::PgConnection),
    /// SQLite.
    Sqlite(diesel::SqliteConnection),
}

/// Compiles one diesel expression once for each engine, where MultiConnection cannot take it: batch inserts,
/// upserts, row locks.
macro_rules! on_both {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::conn::AnyConn::Pg($c) => $body,
            $crate::conn::AnyConn::Sqlite($c) => $body,
        }
    };
}

/// Lets PostgreSQL plan each statement of this transaction for the values that it is asked with, rather than once for
/// any: how many reports a period, a form or a unit has differs by a thousand times, and a page of the country took twenty
/// times as long by a plan for any of them.
pub(crate) fn plan_for_values(conn: &mut AnyConn) -> diesel::QueryResult<()> {
    match conn {
        AnyConn::Pg(c) => c.batch_execute("SET LOCAL plan_cache_mode = force_custom_plan"),
        // It looks at the values by itself where they matter.
        AnyConn::Sqlite(_) => Ok(()),
    }
}

/// Rows in one batch insert. The widest table has 29 columns; SQLite takes 32,766 binds in a statement.
pub(crate) const BATCH: usize = 500;

/// A writing transaction. Reading functions take it too, since it gives the connection.
pub struct Tx<'a>(&'a mut AnyConn);

impl<'a> Tx<'a> {
    /// Only `Store::write` makes one, after it began the transaction.
    pub(crate) fn new(conn: &'a mut AnyConn) -> Self {
        Self(conn)
    }
}

impl Deref for Tx<'_> {
    type Target = AnyConn;

    fn deref(&self) -> &AnyConn {
        self.0
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut AnyConn {
        self.0
    }
}
