//! The use cases: authorize, load, ask the domain, save with the event. One function per intention; no HTTP.

pub mod assignments;
pub mod calendar;
pub mod circulars;
pub mod clock;
pub mod demo;
mod duties;
mod error;
mod events;
pub mod exemptions;
pub mod forms;
pub mod housekeeping;
mod idempotency;
pub mod incidents;
pub mod jobs;
pub mod mail;
pub mod me;
pub mod nation;
pub mod notifications;
pub mod openings;
pub mod passwords;
pub mod presence;
pub mod processes;
pub mod progress;
pub mod receivers;
pub mod regimes;
pub mod reorganisations;
pub mod reports;
pub mod searches;
mod secrets;
pub mod sessions;
mod throttling;
pub mod units;
mod wire;

use std::sync::Arc;

use domain::access::Actor;
use domain::ids::{UnitId, UserId};
use domain::language::Language;
use store::Store;

pub use clock::Clock;
pub use error::{AppError, AppResult, Message};
pub use idempotency::IdempotencyKey;

/// What the use cases work with.
pub struct App {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    forms: forms::FormLibrary,
    presence: presence::Presences,
    mail: Option<mail::Office>,
}

impl App {
    /// The use cases over a database and a clock.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        let forms = forms::FormLibrary::new(Arc::clone(&clock));
        Self { store, clock, forms, presence: presence::Presences::default(), mail: None }
    }
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
