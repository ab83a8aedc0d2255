//! Signing in and out, and renewing the session.

use contract::sessions::{Credentials, Me, SessionView};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::client::{Call, signed_out};
use super::error::ApiError;
use super::marker;

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
    Call::get("/me").read().await
}

/// `POST /sessions/refresh`, one at a time over all tabs of this browser: a rotated token that is used twice
/// would end the session as stolen. The browser's lock manager queues us; where it is missing (a page without
/// TLS) the server's short grace for the same successor has to do.
pub(super) async fn renew() -> bool {
    let task = || future_to_promise(async { Ok(JsValue::from_bool(refresh().await.is_ok())) });
    let Some(locks) = lock_manager() else {
        return is_true(JsFuture::from(task()).await);
    };
    let callback = Closure::<dyn FnMut(JsValue) -> js_sys::Promise>::new(move |_| task());
    let renewed = is_true(JsFuture::from(locks.request("baocao-refresh", &callback)).await);
    drop(callback);
    renewed
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

async fn refresh() -> Result<(), ApiError> {
    Call::post("/sessions/refresh").without_renewal().done().await
}

fn is_true(answer: Result<JsValue, JsValue>) -> bool {
    answer.is_ok_and(|value| value.is_truthy())
}
