//! Notices by e-mail: the caller's own address.

use actix_web::{HttpResponse, delete, get, post, put, web};
use contract::email::{EmailCode, EmailNotices, EmailView, NewEmail};

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::openapi::{Body, Counted, Judged, Known, Reading, Writing};
use crate::state::AppState;

/// The caller's e-mail address for notices
///
/// Where the server mails nothing (`has_email` of `GET /me`), there is none.
#[utoipa::path(tag = "notifications", responses((status = 200, description = "The address, proved or not", body = EmailView), Reading, Known))]
#[get("/me/email")]
pub async fn find_email(signed_in: SignedIn, state: web::Data<AppState>) -> Result<web::Json<EmailView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::mail::find(app, &caller)).await?;
    Ok(web::Json(view))
}

/// Give an address: a code is mailed there
#[utoipa::path(
    tag = "notifications",
    responses((status = 200, description = "The address waits for its code", body = EmailView), Writing, Body, Known, Judged, Counted)
)]
#[put("/me/email")]
pub async fn give_email(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<NewEmail>,
) -> Result<web::Json<EmailView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking_mail(caller.language, move |app| app::mail::give(app, &caller, &body.address)).await?;
    Ok(web::Json(view))
}

/// Prove the address by the code that was mailed there
#[utoipa::path(
    tag = "notifications",
    responses((status = 200, description = "The address is proved, notices are mailed", body = EmailView), Writing, Body, Known, Judged)
)]
#[post("/me/email/proof")]
pub async fn prove_email(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<EmailCode>,
) -> Result<web::Json<EmailView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::mail::prove(app, &caller, &body.code)).await?;
    Ok(web::Json(view))
}

/// Have notices mailed, or not any more
#[utoipa::path(
    tag = "notifications",
    responses((status = 200, description = "The address", body = EmailView), Writing, Body, Known)
)]
#[put("/me/email/notices")]
pub async fn set_email_notices(
    signed_in: SignedIn,
    state: web::Data<AppState>,
    body: web::Json<EmailNotices>,
) -> Result<web::Json<EmailView>, ApiError> {
    let caller = signed_in.caller;
    let view = state.blocking(caller.language, move |app| app::mail::set_notices(app, &caller, body.notices)).await?;
    Ok(web::Json(view))
}

/// Forget the address
#[utoipa::path(tag = "notifications", responses((status = 204, description = "Forgotten"), Writing, Known))]
#[delete("/me/email")]
pub async fn forget_email(signed_in: SignedIn, state: web::Data<AppState>) -> Result<HttpResponse, ApiError> {
    let caller = signed_in.caller;
    state.blocking(caller.language, move |app| app::mail::forget(app, &caller)).await?;
    Ok(HttpResponse::NoContent().finish())
}
