//! `GET /notifications/stream`: the number on the bell as it changes.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::http::header::{CONTENT_ENCODING, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, get, web};
use app::Message;
use contract::ErrorCode;
use contract::notifications::UnreadCount;
use domain::language::Language;
use futures_util::stream::{self, StreamExt};

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::live::{Ear, MOST_STREAMS, Refused};
use crate::openapi::Streaming;
use crate::state::AppState;

/// A silent stream says that it is there this often: below the time after which proxies take it for dead.
const HEARTBEAT: Duration = Duration::from_secs(25);

/// The number of unread notifications as it changes
///
/// Server-sent events: `event: unread` with `data: {"unread":3}`, the first at once, one at each change, and a comment
/// every 25 seconds. The stream ends with the session, and when the server stops; ask again then. One person can have four
/// at a time.
// The body has no schema: what describes an event of a stream differs between the tools that read the document.
#[utoipa::path(tag = "notifications", responses((status = 200, description = "`text/event-stream`, as described above"), Streaming))]
#[get("/notifications/stream")]
pub async fn stream_unread(signed_in: SignedIn, state: web::Data<AppState>) -> Result<HttpResponse, ApiError> {
    let SignedIn { caller, life, .. } = signed_in;
    let ear = state.live.open(caller.user, life).map_err(|refused| refusal(refused, caller.language))?;
    let greeting = stream::once(std::future::ready(greeting(&ear)));
    let events = stream::unfold(ear, |mut ear| async move { Some((next(&mut ear).await?, ear)) });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // A compressor would hold the events back until it has enough of them, and so would a proxy.
        .insert_header((CONTENT_ENCODING, HeaderValue::from_static("identity")))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(greeting.chain(events).map(Ok::<_, Infallible>)))
}

/// After how many milliseconds to come back when the stream broke off: not all at the same moment.
fn greeting(ear: &Ear) -> Bytes {
    Bytes::from(format!("retry: {}\n\n", 3_000 + ear.number() % 8 * 1_000))
}

async fn next(ear: &mut Ear) -> Option<Bytes> {
    tokio::select! {
        count = ear.next() => {
            let data = serde_json::to_string(&UnreadCount { unread: count? }).ok()?;
            Some(Bytes::from(format!("event: unread\ndata: {data}\n\n")))
        }
        () = tokio::time::sleep(HEARTBEAT) => Some(Bytes::from_static(b":\n\n")),
    }
}

fn refusal(refused: Refused, language: Language) -> ApiError {
    let (code, message) = match refused {
        Refused::TooMany => (
            ErrorCode::TooManyRequests,
            Message::new(
                format!("Mỗi người nhận thông báo tức thời ở tối đa {MOST_STREAMS} nơi cùng lúc."),
                format!("One person can be told at once in {MOST_STREAMS} places at a time."),
            ),
        ),
        Refused::Closed => (
            ErrorCode::Unavailable,
            Message::new(
                "Máy chủ đang dừng; hãy kết nối lại sau giây lát.",
                "The server is stopping; connect again in a moment.",
            ),
        ),
    };
    ApiError::new(code, language, &message)
}
