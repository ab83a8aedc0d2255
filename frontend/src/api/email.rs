//! The person's e-mail address for notices.

use contract::email::{EmailCode, EmailNotices, EmailView, NewEmail};

use super::client::Call;
use super::error::ApiError;

/// `GET /me/email`.
pub async fn read_email() -> Result<EmailView, ApiError> {
    Call::get("/me/email").read().await
}

/// `PUT /me/email`: a code is mailed there.
pub async fn give_email(address: String) -> Result<EmailView, ApiError> {
    Call::put("/me/email").json(&NewEmail { address }).read().await
}

/// `POST /me/email/proof`.
pub async fn prove_email(code: String) -> Result<EmailView, ApiError> {
    Call::post("/me/email/proof").json(&EmailCode { code }).read().await
}

/// `PUT /me/email/notices`.
pub async fn set_email_notices(notices: bool) -> Result<EmailView, ApiError> {
    Call::put("/me/email/notices").json(&EmailNotices { notices }).read().await
}

/// `DELETE /me/email`.
pub async fn forget_email() -> Result<(), ApiError> {
    Call::delete("/me/email").done().await
}
