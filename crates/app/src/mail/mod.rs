//! Notices by e-mail (E4): whose address they go to, what the letters say, and how they leave.
//!
//! A server without a mail server has no [`Office`]: nothing is offered, asked or sent.

mod address;
mod own;
mod seal;
mod send;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use crate::{App, AppError, AppResult};

pub use address::is_address;
pub use own::{find, forget, give, prove, set_notices};
pub use seal::Seal;
pub(crate) use send::run;

/// What letters need: the mail server, where their links lead, and the key that addresses are sealed with.
pub struct Office {
    /// The way to the mail server.
    pub mailer: Arc<dyn Mailer>,
    /// Address of the browser application, without a slash at its end, e.g. `https://baocao.example.gov.vn`.
    pub public_url: String,
    /// Seals addresses in the database.
    pub seal: Seal,
}

/// A letter, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Identifies the letter for ever: a duplicate, sent after a crash, has the same.
    pub id: String,
    /// The address, one that [`is_address`].
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// The way to a mail server.
pub trait Mailer: Send + Sync {
    /// Begins a conversation with the mail server.
    ///
    /// # Errors
    /// `Unreachable`.
    fn open(&self) -> Result<Box<dyn Conversation>, Fault>;
}

/// A conversation with a mail server. After a fault it is over.
pub trait Conversation {
    /// Hands a letter over. What the server took is its to deliver.
    ///
    /// # Errors
    /// See [`Fault`].
    fn send(&mut self, letter: &Letter) -> Result<(), Fault>;
}

/// Why a letter was not taken. The reasons are words for people and hold no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The server cannot be reached, or takes nothing from us: no letter would get through now.
    Unreachable(String),
    /// The server does not take this letter now (4xx).
    Later(String),
    /// The server refuses this letter for good (5xx).
    Letter(String),
    /// The server refuses this address for good (5xx).
    Address(String),
}

impl App {
    /// The same with notices by e-mail.
    #[must_use]
    pub fn with_mail(self, office: Office) -> Self {
        Self { mail: Some(office), ..self }
    }

    /// Whether notices can be had by e-mail.
    #[must_use]
    pub fn has_mail(&self) -> bool {
        self.mail.is_some()
    }

    fn office(&self) -> AppResult<&Office> {
        self.mail.as_ref().ok_or(AppError::NotFound)
    }
}
