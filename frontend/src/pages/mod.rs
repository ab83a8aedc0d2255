//! The pages, by area.

mod account;
mod home;
mod lookup;
mod not_found;
mod notifications;
mod report;
mod shell;
mod shortcuts;
mod sign_in;
mod work;

pub use home::Home;
pub use lookup::{FormPage, Forms, UnitListPage, Units};
pub use not_found::NotFound;
pub use notifications::NotificationsPage;
pub use report::{HistoryPage, ReportPage};
pub use shell::Shell;
pub use shortcuts::Shortcuts;
pub use sign_in::SignIn;
pub use work::WorkList;
