//! What several parts of the screen share.

mod browser;
mod remote;
mod session;
mod toasts;

pub use browser::{document, focus, save_file, set_title, window};
pub use remote::{Remote, draw, draw_page};
pub use session::Session;
pub use toasts::{ToastKind, Toasts};
