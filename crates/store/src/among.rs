//! "One of these ids" as a condition that is one bind on both engines, so that a list of any length is one statement,
//! which stays prepared. diesel's own `eq_any` is one bind for each value on SQLite, and prepared anew at every call.

use diesel::QueryResult;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Bool, Text};
use diesel::sqlite::Sqlite;

use crate::conn::MultiBackend;

/// See [`among`].
#[derive(Debug, Clone, QueryId, ValidGrouping)]
pub(crate) struct Among<C> {
    column: C,
    ids: Vec<i64>,
    /// The same as a JSON array.
    json: String,
}

/// Whether a column holds one of these ids.
pub(crate) fn among<C: Expression<SqlType = BigInt>>(column: C, ids: impl IntoIterator<Item = i64>) -> Among<C> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Among { column, json: format!("[{}]", texts.join(",")), ids }
}

impl<C: Expression> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<QS>, QS> AppearsOnTable<QS> for Among<C> {}

impl<C: SelectableExpression<QS>, QS> SelectableExpression<QS> for Among<C> {}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.json)?;
        out.push_sql("))");
        Ok(())
    }
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<Array<BigInt>, _>(&self.ids)?;
        out.push_sql(")");
        Ok(())
    }
}

impl<C: QueryFragment<Sqlite> + QueryFragment<Pg>> QueryFragment<MultiBackend> for Among<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, out)
    }
}
