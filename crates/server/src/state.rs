//! What every handler shares.

use std::sync::Arc;

use actix_web::web;
use app::{App, AppError, AppResult};
use domain::language::Language;
use tokio::sync::{Notify, Semaphore};

use crate::auth::Known;
use crate::auth::keys::SigningKeys;
use crate::error::ApiError;
use crate::forwarding::TrustedProxies;
use crate::live::Live;
use crate::readiness::Readiness;

/// Codes that are mailed at once.
const MAIL_TALKS: usize = 4;

/// What every handler shares.
pub struct AppState {
    /// The use cases.
    pub app: Arc<App>,
    /// Signs and verifies access tokens.
    pub keys: SigningKeys,
    /// Recently seen callers.
    pub known: Known,
    /// Bounds the password checks under way: each takes a core and 19 MiB for a while.
    pub password_checks: Semaphore,
    /// Bounds the codes that are mailed at once: a mail server may keep each of them waiting.
    pub mail_talks: Semaphore,
    /// Send cookies over plain HTTP.
    pub insecure_cookies: bool,
    /// Whose word about a caller's address counts.
    pub trusted_proxies: TrustedProxies,
    /// What the last probe found.
    pub readiness: Readiness,
    /// Wakes the delivery of notifications.
    pub events: Notify,
    /// Wakes the jobs.
    pub jobs: Notify,
    /// The streams of the bells.
    pub live: Arc<Live>,
}

impl AppState {
    /// The state of a server over these use cases.
    #[must_use]
    pub fn new(app: Arc<App>, keys: SigningKeys, insecure_cookies: bool) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            app,
            keys,
            known: Known::default(),
            password_checks: Semaphore::new(cores),
            mail_talks: Semaphore::new(MAIL_TALKS),
            insecure_cookies,
            trusted_proxies: TrustedProxies::default(),
            readiness: Readiness::default(),
            events: Notify::new(),
            jobs: Notify::new(),
            live: Arc::default(),
        }
    }

    /// The same behind these proxies.
    #[must_use]
    pub fn behind(self, trusted_proxies: TrustedProxies) -> Self {
        Self { trusted_proxies, ..self }
    }

    /// Forgets a session that has ended, and ends its streams.
    pub fn forget(&self, session: &str) {
        self.known.forget(session);
        self.live.end(session);
    }

    /// Runs a use case on a thread that may wait for the database.
    ///
    /// # Errors
    /// The use case's error, in this language.
    pub async fn blocking<T: Send + 'static>(
        &self,
        language: Language,
        use_case: impl FnOnce(&App) -> AppResult<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = Arc::clone(&self.app);
        web::block(move || use_case(&app))
            .await
            .unwrap_or_else(|error| Err(AppError::Internal(format!("a use case was cut short: {error}"))))
            .map_err(|error| ApiError::from_app(error, language))
    }

    /// As [`Self::blocking`], for use cases that check or make passwords.
    ///
    /// # Errors
    /// The use case's error, in this language.
    pub async fn blocking_password<T: Send + 'static>(
        &self,
        language: Language,
        use_case: impl FnOnce(&App) -> AppResult<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let _permit = self.password_checks.acquire().await;
        self.blocking(language, use_case).await
    }

    /// As [`Self::blocking`], for use cases that speak with the mail server: however slow it is, threads are left for others.
    ///
    /// # Errors
    /// The use case's error, in this language.
    pub async fn blocking_mail<T: Send + 'static>(
        &self,
        language: Language,
        use_case: impl FnOnce(&App) -> AppResult<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let _permit = self.mail_talks.acquire().await;
        self.blocking(language, use_case).await
    }
}
