//! The OpenAPI document, collected from the real handlers.

use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoResponses, Modify, OpenApi};

use contract::Problem;

/// What the document says besides its paths.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Baocao REST API",
        description = "The system through which a government reports to itself: assignments, figures, workflow, consolidation.\n\n\
            Errors are `application/problem+json` (RFC 9457) with a stable `code`. Lists take `page` and `page_size`. \
            Writes to a report carry `If-Match: \"<revision>\"`; POSTs that act take `Idempotency-Key`. \
            Texts are Vietnamese, or English by `Accept-Language: en`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    modifiers(&Security),
    security(("bearer" = []), ("browser" = [])),
    tags(
        (name = "sessions", description = "Signing in and out, tokens"),
        (name = "units", description = "The hierarchy of units"),
        (name = "forms", description = "Regimes, forms and catalogues"),
        (name = "reports", description = "Reports: lists, figures, workflow, Excel, consolidation"),
        (name = "notifications", description = "The bell"),
    )
)]
pub struct Document;

struct Security;

impl Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
        let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
            "__Host-at",
            "Set by POST /sessions; never readable by script",
        ));
        components.add_security_scheme("browser", SecurityScheme::ApiKey(cookie));
    }
}

/// Errors of reading.
#[derive(IntoResponses)]
pub enum ReadProblems {
    /// The path or query cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(#[to_schema] Problem),
    /// Nobody is signed in, or the session has ended
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(#[to_schema] Problem),
    /// Visible, but not allowed
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// Not there, or not to be known by the caller
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// The database is locked or away
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}

/// Errors of writing.
#[derive(IntoResponses)]
pub enum WriteProblems {
    /// The body, path or query cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(#[to_schema] Problem),
    /// Nobody is signed in, or the session has ended
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(#[to_schema] Problem),
    /// Visible, but not allowed
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// Not there, or not to be known by the caller
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// A clash with somebody else's change, or a state that does not allow it
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(#[to_schema] Problem),
    /// The report has a newer revision
    #[response(status = 412, content_type = "application/problem+json")]
    Stale(#[to_schema] Problem),
    /// The body is too large
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] Problem),
    /// The body's media type is not taken here
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(#[to_schema] Problem),
    /// The content is in error
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(#[to_schema] Problem),
    /// If-Match is missing
    #[response(status = 428, content_type = "application/problem+json")]
    RevisionRequired(#[to_schema] Problem),
    /// The database is locked or away; nothing was written
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}

/// Errors of signing in.
#[derive(IntoResponses)]
pub enum SignInProblems {
    /// The body cannot be read
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(#[to_schema] Problem),
    /// User name or password is wrong
    #[response(status = 401, content_type = "application/problem+json")]
    Wrong(#[to_schema] Problem),
    /// The request comes from a foreign page
    #[response(status = 403, content_type = "application/problem+json")]
    CrossSite(#[to_schema] Problem),
    /// The body is too large
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] Problem),
    /// The body's media type is not taken here
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(#[to_schema] Problem),
    /// Too many attempts
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] Problem),
    /// The database is locked or away
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}
