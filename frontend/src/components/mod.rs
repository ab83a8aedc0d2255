//! Parts that pages are made of.

mod action_dialog;
mod bell;
mod dialog;
mod feedback;
mod field;
mod icon;
mod incident_banner;
mod leave_guard;
mod live_bell;
mod page_head;
mod pager;
mod process;
mod status;
mod toasts;
mod unit_picker;

pub use action_dialog::{ActionDialog, Asked, Given, Hint, PendingAction};
pub use bell::{Bell, MarkAllRead, NotificationList};
pub use dialog::Dialog;
pub use feedback::{Empty, ErrorBox, ErrorSummary, Loading, NothingHere};
pub use field::{SelectField, TextField};
pub use icon::Icon;
pub use incident_banner::IncidentBanner;
pub use leave_guard::{LeaveGuard, on_link};
pub use page_head::{HEADING, PageHead};
pub use pager::Pager;
pub use process::{ProcessLine, ProcessPicture};
pub use status::{DueLabel, ProvenanceBadge, StatusBadge};
pub use toasts::ToastRegion;
pub use unit_picker::{UnitPicker, UnitSearch};
