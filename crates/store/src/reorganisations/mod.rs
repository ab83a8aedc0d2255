//! Mergers and abolitions of units: the acts, and what carrying one out does to units, reports, people and settings.

mod acts;
mod people;
mod predecessors;
mod reports;
mod tree;

pub use acts::{
    ActFilter, ActRow, DONE, DRAFT, PUBLISHED, Particulars, Progress, RUNNING, WITHDRAWN, advance, any_since, create,
    find, finish, list, list_due, list_pending, note_problem, publish, remove, take, update, withdraw,
};
pub use people::{Followed, follow_settings, lend_grants, list_concerned, move_people, widen_grants};
pub use predecessors::{SourceRow, add_sources, find_successor, list_sources, list_unadded, mark_added};
pub use reports::{
    UnitCount, count_by_unit, list_former, list_incoming, list_of_predecessors, list_reported_before,
    mark_consolidating, move_reports, set_receivers,
};
pub use tree::{
    Successor, end_unit, hand_over_code, known_line, known_units, list_predecessors, places, put_under, refresh,
    successor_of, widen_search,
};
