//! What the log says of a request: nothing of those that went well, a line of those that were refused or failed.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use tracing::Span;
use tracing_actix_web::{DefaultRootSpanBuilder, RootSpanBuilder};

use crate::error::ApiError;

/// The span of a request, with a line at its end where something was wrong.
#[derive(Debug)]
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        DefaultRootSpanBuilder::on_request_start(request)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let (status, error) = match outcome {
            Ok(response) => (response.status(), response.response().error()),
            Err(error) => (error.as_response_error().status_code(), Some(error)),
        };
        let code = error.and_then(|error| error.as_error::<ApiError>()).map(ApiError::code).unwrap_or_default();
        let entered = span.enter();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            // What was away, and how bad that is, was said where it was found.
            tracing::warn!(status = status.as_u16(), code, "Unavailable");
        } else if status.is_server_error() {
            tracing::error!(status = status.as_u16(), code, "Failed");
        } else if status.is_client_error() {
            tracing::info!(status = status.as_u16(), code, "Refused");
        }
        drop(entered);
        DefaultRootSpanBuilder::on_request_end(span, outcome);
    }
}
