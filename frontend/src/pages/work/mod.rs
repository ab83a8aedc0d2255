//! Work lists: the reports of one task.

mod bulk;
mod filters;
mod list;
pub(super) mod periods;
mod query;
mod saved;
mod table;

pub use list::WorkList;
pub use query::{address as work_address, page_number};
pub use table::paper_note;

use crate::locales::M;

/// The tasks that have a work list.
pub const TASKS: [&str; 6] = ["enter", "consolidate", "approve", "send", "check", "track"];

/// Title of a task's work list, as the handbook names it.
pub fn task_title(task: &str) -> M {
    match task {
        "enter" => M::TaskEnter,
        "consolidate" => M::TaskConsolidate,
        "approve" => M::TaskApprove,
        "send" => M::TaskSend,
        "check" => M::TaskCheck,
        _ => M::TaskTrack,
    }
}

/// Pictogram of a task.
pub fn task_icon(task: &str) -> &'static str {
    match task {
        "enter" => "edit",
        "consolidate" => "sum",
        "approve" => "check",
        "send" => "send",
        "check" => "inbox",
        _ => "track",
    }
}

/// Whether a report is still on its way to the receiver, so that its deadline matters.
pub fn is_open(status: &str) -> bool {
    !matches!(status, "sent" | "accepted" | "exempt")
}

/// Steps that can be taken for several reports of a task at once.
pub fn bulk_actions(task: &str) -> &'static [&'static str] {
    match task {
        "enter" | "consolidate" => &["submit"],
        "approve" => &["approve", "reject"],
        "send" => &["send", "refuse_to_send"],
        "check" => &["accept", "return"],
        _ => &[],
    }
}
