//! Who is calling: tokens, cookies and the defence against foreign pages.

pub mod cookies;
mod cross_site;
mod extractor;
pub mod keys;
mod known;
pub mod tokens;

pub use cross_site::check as check_cross_site;
pub use extractor::SignedIn;
pub use known::Known;
