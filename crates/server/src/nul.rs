//! The NUL character has no business in an address: PostgreSQL stores none, so a request with one is refused at the door.

use actix_web::ResponseError;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

use app::Message;

use crate::error::malformed;

/// Refuses addresses with a NUL character, `%00`.
///
/// # Errors
/// Those of the inner service.
pub async fn refuse<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    if request.uri().to_string().contains("%00") {
        let answer = malformed(request.request(), &nul()).error_response();
        return Ok(request.into_response(answer).map_into_right_body());
    }
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

fn nul() -> Message {
    Message::new(
        "Địa chỉ có ký tự NUL (%00), không được nhận. Hãy bỏ ký tự này.",
        "The address holds a NUL character (%00), which is not taken. Remove it.",
    )
}
