//! Harmless retries: the answer to a request is kept with the caller's key, in the transaction of its change.

use chrono::NaiveDateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use store::idempotency::AnswerRow;
use store::{Conn, StoreError, Tx};

use crate::reports::MOVED;
use crate::{AppError, AppResult, Caller};

/// The caller's key for one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The key.
    pub key: String,
    /// Method and path.
    pub route: String,
}

impl IdempotencyKey {
    /// The key of one part of the request. No header can hold the separator, so it is nobody's own key.
    pub(crate) fn part(&self, name: &str) -> Self {
        Self { key: format!("{}\u{1f}{name}", self.key), route: self.route.clone() }
    }
}

/// A request that may come again.
pub(crate) struct Request<'a> {
    caller: &'a Caller,
    key: Option<&'a IdempotencyKey>,
    hash: String,
}

impl<'a> Request<'a> {
    /// The request with this key and content.
    pub fn new(caller: &'a Caller, key: Option<&'a IdempotencyKey>, content: &[u8]) -> Self {
        let hash = if key.is_some() { hash(content) } else { String::new() };
        Self { caller, key, hash }
    }

    /// The request with this key and a body that can be written as JSON.
    pub fn of(caller: &'a Caller, key: Option<&'a IdempotencyKey>, body: &impl Serialize) -> Self {
        let content = if key.is_some() { serde_json::to_vec(body).unwrap_or_default() } else { Vec::new() };
        Self::new(caller, key, &content)
    }

    /// The request with this key, the revision in its `If-Match` and a body: on another revision it is another request.
    pub fn on(caller: &'a Caller, key: Option<&'a IdempotencyKey>, seen: i64, body: &impl Serialize) -> Self {
        Self::of(caller, key, &(seen, body))
    }

    /// The answer that was given before.
    ///
    /// # Errors
    /// `IdempotencyMismatch` when the key came with another request.
    pub fn answered<T: DeserializeOwned>(&self, conn: &mut Conn) -> AppResult<Option<T>> {
        let Some(key) = self.key else { return Ok(None) };
        let Some(record) = store::idempotency::find(conn, self.caller.user, &key.key)? else { return Ok(None) };
        if record.route != key.route || record.request_hash != self.hash {
            return Err(AppError::IdempotencyMismatch);
        }
        serde_json::from_str(&record.body)
            .map(Some)
            .map_err(|error| AppError::Internal(format!("kept answer: {error}")))
    }

    /// Keeps the answer, in the transaction of the change.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep<T: Serialize>(&self, tx: &mut Tx<'_>, answer: &T, now: NaiveDateTime) -> AppResult<()> {
        let Some(key) = self.key else { return Ok(()) };
        let body = serde_json::to_string(answer).map_err(|error| AppError::Internal(format!("answer: {error}")))?;
        let record = AnswerRow {
            user_id: self.caller.user.0,
            key: key.key.clone(),
            route: key.route.clone(),
            request_hash: self.hash.clone(),
            status: 200,
            body,
            at: now,
        };
        match store::idempotency::create(tx, &record) {
            // The same request was faster: this one is rolled back and gives the kept answer.
            Err(StoreError::Unique(_)) => Err(AppError::Stale { current: MOVED }),
            outcome => Ok(outcome?),
        }
    }
}

fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
