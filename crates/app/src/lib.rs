//! The use cases: authorize, load, ask the domain, save with the event. One function per intention; no HTTP.

pub mod clock;
mod error;
pub mod passwords;
pub mod sessions;

use std::sync::Arc;

use domain::access::Actor;
use domain::ids::{UnitId, UserId};
use domain::language::Language;
use store::Store;

pub use clock::Clock;
pub use error::{AppError, AppResult, Message};

/// What the use cases work with.
pub struct App {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

/// A signed-in person who asks for something.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub user: UserId,
    /// Name to sign in with.
    pub username: String,
    /// Name on screen.
    pub full_name: String,
    /// The unit that the person works in.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// What the person may do, and where.
    pub actor: Actor,
    /// The language to answer in.
    pub language: Language,
}
