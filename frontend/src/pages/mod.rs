//! The pages, by area.

mod account;
mod duties;
mod email;
mod home;
mod later;
mod lookup;
mod not_found;
mod notifications;
mod other_person;
mod processes;
mod regimes;
mod reorganisations;
mod report;
mod reported;
mod shell;
mod shortcuts;
mod sign_in;
mod unsent;
mod work;

use duties::{AssignPage, IncidentsPage, JobsPage, OpeningsPage};
use email::EmailPage;
use home::Home;
pub use later::{Administration, Daily, LaterPage, fetch_ahead};
use lookup::{FormPage, Forms, Progress, UnitListPage, Units};
pub use not_found::NotFound;
use notifications::NotificationsPage;
use processes::ProcessesPage;
use regimes::{CalendarPage, HolidaysPage, RegimePage, RegimesPage};
use reorganisations::{ReorganisationPage, ReorganisationsPage};
use report::{HistoryPage, ReportPage};
pub use shell::Shell;
use shortcuts::Shortcuts;
pub use sign_in::SignIn;
use work::WorkList;
