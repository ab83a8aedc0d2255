//! Errors as RFC 9457 `application/problem+json`.

use domain::language::Language;
use serde::{Deserialize, Serialize};

use crate::data::FindingView;

/// An error answer. `code` is stable; `title` and `detail` are for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A URI that names the kind of problem, `urn:baocao:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The code's meaning.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened and what to do about it.
    pub detail: String,
    /// Stable code in snake_case.
    pub code: String,
    /// Id of the request, to quote to the help desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The cells concerned, where cells are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<FindingView>,
    /// The fields concerned, where a form of several fields is in error.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultView>,
    /// What may be done instead, for a wrong state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_actions: Option<Vec<String>>,
    /// Cells that somebody else changed meanwhile.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<Clash>,
    /// The revision that the report has now, for clashes and stale revisions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_revision: Option<i64>,
}

/// Something wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaultView {
    /// The field, e.g. `content`, or `due.2` for the third entry of a list.
    pub place: String,
    /// What kind of fault, in snake_case.
    pub code: String,
    /// `error` is in the way, `warning` is not.
    pub severity: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// One cell, or one row's name, that two people changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clash {
    /// Row key.
    pub row: String,
    /// Name of the row, also when the row is gone.
    #[serde(default)]
    pub label: String,
    /// Column number; the column of names for the name of a free row.
    pub column: String,
    /// What the other person saved; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<crate::WireValue>,
    /// What this request wanted to save; absent for blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yours: Option<crate::WireValue>,
    /// Who removes the whole row: `theirs` when the other person did, so that keeping your value means adding the row again
    /// with it; `yours` when this request would, and with it what the other person entered there meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_removed: Option<String>,
    /// Name of the other person.
    pub by: String,
    /// When the other person saved, UTC.
    pub at: chrono::DateTime<chrono::Utc>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $code:literal $status:literal $vi:literal $en:literal;)*) => {
        /// Stable error codes with their HTTP status and title: the one table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode {$($(#[$doc])* $name,)*}

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {$(Self::$name => $code,)*}
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self {$(Self::$name => $status,)*}
            }

            /// The title.
            #[must_use]
            pub const fn title(self, language: Language) -> &'static str {
                match (self, language) {$(
                    (Self::$name, Language::Vi) => $vi,
                    (Self::$name, Language::En) => $en,
                )*}
            }
        }
    };
}

codes! {
    /// The body, path or query cannot be read.
    MalformedRequest "malformed_request" 400 "Yêu cầu không đọc được" "The request cannot be read";
    /// Nobody is signed in, or the token has ended.
    Unauthenticated "unauthenticated" 401 "Chưa đăng nhập hoặc phiên đã hết hạn" "Not signed in, or the session has ended";
    /// User name or password is wrong.
    WrongCredentials "wrong_credentials" 401 "Tên đăng nhập hoặc mật khẩu không đúng" "Wrong user name or password";
    /// A browser request without the proof that it comes from our own page.
    CrossSite "cross_site_request" 403 "Yêu cầu không đến từ trang của hệ thống" "The request does not come from this site";
    /// Visible, but not allowed.
    Forbidden "forbidden" 403 "Không có quyền thực hiện" "Not allowed";
    /// Not there, or not to be known by the caller.
    NotFound "not_found" 404 "Không tìm thấy" "Not found";
    /// The path knows other methods only.
    MethodNotAllowed "method_not_allowed" 405 "Phương thức không được hỗ trợ" "Method not allowed";
    /// Somebody else changed the same cells.
    EditClash "edit_clash" 409 "Có người khác vừa sửa cùng ô" "Somebody else changed the same cells";
    /// The report's state does not allow the action.
    WrongState "wrong_state" 409 "Trạng thái báo cáo không cho phép" "The report's state does not allow this";
    /// The same Idempotency-Key came with another request.
    IdempotencyMismatch "idempotency_mismatch" 409 "Khóa chống lặp đã dùng cho yêu cầu khác" "The idempotency key was used for another request";
    /// The report, or the record, has moved on since the revision named.
    StaleRevision "stale_revision" 412 "Đã có phiên bản mới hơn" "There is a newer revision";
    /// The revision named does not exist.
    UnknownRevision "unknown_revision" 412 "Báo cáo không có phiên bản này" "The report has no such revision";
    /// The body is too large.
    PayloadTooLarge "payload_too_large" 413 "Dữ liệu gửi lên quá lớn" "The body is too large";
    /// The body's media type is not taken here.
    UnsupportedMediaType "unsupported_media_type" 415 "Kiểu nội dung không được hỗ trợ" "Unsupported media type";
    /// The content is in error.
    InvalidContent "invalid_content" 422 "Nội dung chưa hợp lệ" "The content is in error";
    /// The workbook was refused.
    WorkbookRefused "workbook_refused" 422 "Tệp Excel không dùng được" "The workbook was refused";
    /// The workbook can be read, but the form's table was not found in it.
    WorkbookLayout "workbook_layout_not_found" 422 "Không tìm thấy bảng của biểu trong tệp" "The form's table was not found in the workbook";
    /// If-Match is missing.
    RevisionRequired "revision_required" 428 "Thiếu phiên bản đang sửa (If-Match)" "If-Match is missing";
    /// Too many attempts.
    TooManyRequests "too_many_requests" 429 "Thử quá nhiều lần" "Too many attempts";
    /// Our fault.
    Internal "internal" 500 "Lỗi hệ thống" "Internal error";
    /// The database is locked or away.
    Unavailable "unavailable" 503 "Hệ thống tạm thời không phục vụ được" "Temporarily unavailable";
}

impl Problem {
    /// A problem with this code and explanation.
    #[must_use]
    pub fn new(code: ErrorCode, language: Language, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:baocao:problem:{}", code.as_str()),
            title: code.title(language).to_owned(),
            status: code.status(),
            detail: detail.into(),
            code: code.as_str().to_owned(),
            request_id: None,
            findings: Vec::new(),
            faults: Vec::new(),
            allowed_actions: None,
            clashes: Vec::new(),
            current_revision: None,
        }
    }
}
