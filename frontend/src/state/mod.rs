//! What several parts of the screen share.

mod browser;
mod remote;
mod session;
mod theme;
mod toasts;
mod turns;

pub use browser::{document, focus, save_file, set_title, window};
pub use remote::{Remote, draw, draw_page};
pub use session::Session;
pub use theme::{Theme, init_theme};
pub use toasts::{ToastKind, Toasts};
pub use turns::{Turns, pause};
