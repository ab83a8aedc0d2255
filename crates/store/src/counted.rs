//! How many rows a query has, counted no further than its limit: diesel counts only what has none.

use diesel::QueryResult;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::BigInt;

use crate::conn::{AnyConn, MultiBackend};

/// The number of rows of a query that has a limit.
pub(crate) fn count_first<Q>(conn: &mut AnyConn, query: Q) -> QueryResult<i64>
where
    Q: Query + QueryId + QueryFragment<MultiBackend>,
{
    Counted(query).get_result(conn)
}

#[derive(Debug, Clone, Copy, QueryId)]
struct Counted<Q>(Q);

impl<Q: Query> Query for Counted<Q> {
    type SqlType = BigInt;
}

impl<Q> RunQueryDsl<AnyConn> for Counted<Q> {}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Counted<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("SELECT count(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS counted");
        Ok(())
    }
}
