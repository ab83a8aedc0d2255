//! The request's id on every answer and in every problem, so that a person can name the request to the help desk and
//! the help desk finds it in the log.

use actix_web::HttpMessage;
use actix_web::body::{self, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use contract::Problem;
use tracing_actix_web::RequestId;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request in the answer's header and, for problems, in its body.
///
/// # Errors
/// Those of the inner service.
pub async fn name(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let mut response = next.call(request).await?.map_into_boxed_body();
    let Some(id) = id else { return Ok(response) };
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    let is_problem =
        response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"application/problem+json");
    if is_problem { named(response, id).await } else { Ok(response) }
}

async fn named(response: ServiceResponse<BoxBody>, id: String) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let (request, response) = response.into_parts();
    let (head, old) = response.into_parts();
    let bytes = body::to_bytes(old).await.unwrap_or_default();
    let new = match serde_json::from_slice::<Problem>(&bytes) {
        Ok(problem) => serde_json::to_vec(&Problem { request_id: Some(id), ..problem }).unwrap_or_default(),
        Err(_) => bytes.to_vec(),
    };
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(new))))
}
