//! Signing in and out, and renewing the session.

use contract::sessions::{Credentials, Me, SessionView};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::client::{Call, signed_out};
use super::error::ApiError;
use super::marker;
use crate::device::me;

/// `POST /sessions`.
pub async fn sign_in(username: String, password: String) -> Result<SessionView, ApiError> {
    Call::post("/sessions").json(&Credentials { username, password }).without_renewal().read().await
}

/// `DELETE /sessions/current`.
pub async fn sign_out() -> Result<(), ApiError> {
    Call::delete("/sessions/current").without_renewal().done().await
}

/// `GET /me`. Where nobody is signed in, nothing is asked: the answer is known.
pub async fn read_me() -> Result<Me, ApiError> {
    if !marker::is_set() {
        signed_out();
        return Err(ApiError::signed_out());
    }
    match Call::get("/me").read::<Me>().await {
        Ok(me) => {
            me::keep(&me);
            Ok(me)
        }
        // Without network it is whoever was there last: the marker goes when somebody signs out.
        Err(error) if error.is_unreachable() => me::recall().ok_or(error),
        Err(error) => Err(error),
    }
}

/// `POST /sessions/refresh`, one at a time over all tabs of this browser: a rotated token that is used twice
/// would end the session as stolen. The browser's lock manager queues us; where it is missing (a page without
/// TLS) the server's short grace for the same successor has to do.
pub(super) async fn renew() -> Renewal {
    let task = || future_to_promise(async { refresh().await });
    let answer = match lock_manager() {
        None => JsFuture::from(task()).await,
        Some(locks) => {
            let callback = Closure::<dyn FnMut(JsValue) -> js_sys::Promise>::new(move |_| task());
            let answer = JsFuture::from(locks.request("baocao-refresh", &callback)).await;
            drop(callback);
            answer
        }
    };
    match answer {
        Ok(renewed) if renewed.is_truthy() => Renewal::Renewed,
        Ok(_) => Renewal::Ended,
        Err(_) => Renewal::Unreachable,
    }
}

/// What came of renewing a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Renewal {
    /// It goes on.
    Renewed,
    /// It has ended: the person has to sign in again.
    Ended,
    /// Nobody answered.
    Unreachable,
}

#[wasm_bindgen]
extern "C" {
    /// The browser's lock manager; web-sys counts it among the unstable interfaces.
    type LockManager;

    #[wasm_bindgen(method)]
    fn request(
        this: &LockManager,
        name: &str,
        callback: &Closure<dyn FnMut(JsValue) -> js_sys::Promise>,
    ) -> js_sys::Promise;
}

fn lock_manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Whether the session was renewed; an error when nobody answered.
async fn refresh() -> Result<JsValue, JsValue> {
    match Call::post("/sessions/refresh").without_renewal().done().await {
        Ok(()) => Ok(JsValue::TRUE),
        Err(error) if error.is_temporary() => Err(JsValue::FALSE),
        Err(_) => Ok(JsValue::FALSE),
    }
}
