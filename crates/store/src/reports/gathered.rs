//! A page of reports that are gathered from several parts and then sorted.

use diesel::QueryResult;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::BigInt;

use crate::conn::{AnyConn, MultiBackend};

/// The ids of a page of what these queries find together; none of them finds what another one does. Each selects the id
/// and the columns that `order` names.
pub(super) struct Gathered<Q> {
    /// The queries, at least one.
    pub parts: Vec<Q>,
    /// Columns to sort by, e.g. `due_at DESC, id DESC`.
    pub order: &'static str,
    /// Most rows.
    pub limit: i64,
    /// Rows that are passed over.
    pub offset: i64,
}

impl<Q> QueryId for Gathered<Q> {
    type QueryId = ();

    // How many parts there are differs.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q> Query for Gathered<Q> {
    type SqlType = BigInt;
}

impl<Q> RunQueryDsl<AnyConn> for Gathered<Q> {}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Gathered<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("SELECT gathered.id FROM (");
        for (ix, part) in self.parts.iter().enumerate() {
            if ix > 0 {
                out.push_sql(" UNION ALL ");
            }
            part.walk_ast(out.reborrow())?;
        }
        // A limit that limits nothing: what is inside is planned by itself. Without it PostgreSQL, which guesses how many
        // there are, may walk through all reports of the country in the order that is wanted until it has met the few.
        out.push_sql(" LIMIT 9223372036854775807) AS gathered ORDER BY ");
        out.push_sql(self.order);
        out.push_sql(" LIMIT ");
        out.push_bind_param::<BigInt, _>(&self.limit)?;
        out.push_sql(" OFFSET ");
        out.push_bind_param::<BigInt, _>(&self.offset)?;
        Ok(())
    }
}
