//! The OpenAPI document, collected from the real handlers.

use std::collections::BTreeMap;

use contract::Problem;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, Modify, OpenApi};

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
    components(schemas(Problem)),
    security(("bearer" = []), ("browser" = [])),
    tags(
        (name = "sessions", description = "Signing in and out, tokens"),
        (name = "units", description = "The hierarchy of units"),
        (name = "regimes", description = "Regimes in versions, their calendars, and the days off"),
        (name = "forms", description = "Forms and catalogues"),
        (name = "reports", description = "Reports: lists, figures, workflow, Excel, consolidation"),
        (name = "progress", description = "Where the reports of a regime and period stand"),
        (name = "notifications", description = "The bell"),
        (name = "duties", description = "Opening periods, assigning and exempting by hand, receiving units"),
        (name = "processes", description = "How reports move in a unit: approvals, signing, checking"),
        (name = "reorganisations", description = "Mergers and abolitions of units by administrative acts"),
        (name = "jobs", description = "Work that the system does by itself"),
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

/// What a problem's status means, the same for every operation.
const MEANINGS: [(u16, &str); 12] = [
    (400, "The body, path, query or a header cannot be read"),
    (401, "Nobody is signed in, the session has ended, or name or password is wrong"),
    (403, "Visible, but not allowed; or a browser's request without proof of its origin"),
    (404, "Not there, or not to be known by the caller"),
    (409, "A clash with somebody else's change, a state that does not allow it, or a key used for another request"),
    (412, "The report has a newer revision"),
    (413, "The body is too large"),
    (415, "The body's media type is not taken here"),
    (422, "The content is in error"),
    (428, "If-Match is missing"),
    (429, "Too many attempts, or too many streams"),
    (503, "The database is locked or away; nothing was written"),
];

/// Names causes of problems and their statuses; an operation lists its causes beside its answer.
macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident $($status:literal)+;)*) => {$(
        $(#[$doc])*
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                problems(&[$($status),+])
            }
        }
    )*};
}

causes! {
    /// Reading as a signed-in person.
    Reading 401 503;
    /// Writing as a signed-in person: a browser must prove where the request comes from.
    Writing 401 403 503;
    /// Asking for a session or a token.
    SigningIn 401 429 503;
    /// Listening as a signed-in person.
    Streaming 401 429 503;
    /// A request that a browser makes only for our own page.
    OwnPage 403;
    /// A query.
    Parameters 400;
    /// Something for administrators.
    Administering 403;
    /// Something with an id that is for everybody who is signed in.
    Known 400 404;
    /// Something with an id that not everybody may know of, and not everybody who does may read.
    Protected 400 403 404;
    /// A body.
    Body 400 413 415;
    /// A retry key.
    Retried 400 409;
    /// A report's revision as the caller saw it.
    Seen 400 412 428;
    /// What a person may ask for a few times in an hour only.
    Counted 429;
    /// A change that the report's state or the content may refuse.
    Judged 409 422;
}

fn problems(statuses: &[u16]) -> BTreeMap<String, RefOr<Response>> {
    let content = || ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    MEANINGS
        .iter()
        .filter(|(status, _)| statuses.contains(status))
        .map(|(status, meaning)| {
            let response = ResponseBuilder::new().description(*meaning).content("application/problem+json", content());
            (status.to_string(), RefOr::T(response.build()))
        })
        .collect()
}
